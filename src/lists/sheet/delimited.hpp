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
  std::size_t broken_bytes = 0;
};

// Row numbers are those that a spreadsheet would show: empty lines count, newlines in quotes do not.
// A quote that never closes swallows the rest of a file; its row is read again with the quote as a letter, and flagged.
// An apostrophe that guards a formula-like cell ('=, '+, '-, '@), as our own reports write it, is taken off.
// Errors: LST-013, LST-014, LST-018 (nothing in it), LST-023 (zero bytes: no text).
base::Result<DelimitedFile> read_delimited(std::string_view bytes, const Limits& limits);

// The delimiter that cuts most records into the same number of fields.
char guess_delimiter(std::string_view text);

}  // namespace midspan::lists::sheet
