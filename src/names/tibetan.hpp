// SPDX-License-Identifier: Apache-2.0
// Inside names/: names in Tibetan letters, as they are said. A syllable is a consonant that is said, around which
// others stand that are not, or that change what is said: བསྟན, b-s-t-a-n, is ten. The rows are data/names/scripts.tsv.
#pragma once

#include <string_view>
#include <vector>

#include "names/script_rows.hpp"
#include "names/syllabic.hpp"

namespace midspan::names {

constexpr char32_t kTibetanPoint = 0x0F0B;  // between syllables

// As clerks write the word in Latin letters. REQUIRES: folded letters, with the points between syllables.
Spellings tibetan_spellings(std::u32string_view word);

// Where the words of a name begin and end that is written without spaces, in bytes: two syllables are one.
std::vector<WordSpan> tibetan_words(std::string_view name);

}  // namespace midspan::names
