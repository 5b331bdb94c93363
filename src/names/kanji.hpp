// SPDX-License-Identifier: Apache-2.0
// Inside names/: Han read as Japanese, letter by letter (data/names/kanji.tsv).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "names/transliterate.hpp"

namespace midspan::names {

// Readings of a word of Han and kana, most probable first; empty when a letter is not known.
std::vector<Reading> japanese_readings(std::string_view word, std::size_t most);

}  // namespace midspan::names
