// SPDX-License-Identifier: Apache-2.0
// Delimited text (CSV and its relatives) to a grid.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "lists/sheet/encoding.hpp"
#include "lists/sheet/grid.hpp"

namespace midspan::lists::sheet {

struct DelimitedFile {
  Grid grid;
  char delimiter = ',';  // of , ; tab |
  Encoding encoding = Encoding::Utf8;
  bool encoding_guessed = false;
  Fit fit = Fit::Well;
  std::size_t broken_bytes = 0;
};

// Row numbers are those that a spreadsheet would show: empty lines count, newlines in quotes do not.
// A broken quote (base/csv.hpp) is a letter, and its cell is flagged.
// An apostrophe that guards a formula-like cell ('=, '+, '-, '@), as our own reports write it, is taken off.
// A zero byte here and there becomes U+FFFD, like other bytes that are no text.
// encoding: as a person says; empty: found from the bytes.
// Errors: LST-013, LST-014, LST-018 (nothing in it), LST-035 (no such encoding).
base::Result<DelimitedFile> read_delimited(std::string_view bytes, const Limits& limits,
                                           const std::string& encoding = {});

}  // namespace midspan::lists::sheet
