// SPDX-License-Identifier: Apache-2.0
// Inside names/: the rows of data/names/scripts.tsv, how letters of scripts without a table are written in Latin
// letters.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::names {

using Spellings = std::vector<std::string>;  // Latin letters, the usual one first

struct ScriptRow {
  Spellings latin;
  Spellings last;  // at the end of a syllable
};
using ScriptRows = std::map<std::u32string, ScriptRow>;

// REQUIRES: the table has rows of that script.
const ScriptRows& script_rows(std::string_view script);

// Null where the letters have no row.
const ScriptRow* row_at(const ScriptRows& rows, std::u32string_view letters);

// Each spelling so far with each continuation, up to 24 in all; the first ones stay first.
void append(Spellings& spellings, const Spellings& next);
void append(Spellings& spellings, std::string_view next);

}  // namespace midspan::names
