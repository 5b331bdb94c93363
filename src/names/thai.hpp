// SPDX-License-Identifier: Apache-2.0
// Inside names/: names in Thai and Lao letters. A consonant has its vowels around it; what has no vowel closes a
// syllable or has an unwritten one. The rows are data/names/scripts.tsv.
#pragma once

#include <string_view>

#include "names/script_rows.hpp"

namespace midspan::names {

// As clerks write the word in Latin letters. REQUIRES: folded letters.
Spellings thai_spellings(std::u32string_view word);

}  // namespace midspan::names
