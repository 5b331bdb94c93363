// SPDX-License-Identifier: Apache-2.0
// Inside names/: scripts in which a consonant carries a vowel until a sign says another one, and which do not share the
// order of letters of India: Sinhala and Khmer. The rows are data/names/scripts.tsv.
#pragma once

#include <string_view>

#include "names/script_rows.hpp"

namespace midspan::names {

// As clerks write the word in Latin letters. REQUIRES: folded letters.
Spellings sinhala_spellings(std::u32string_view word);
Spellings khmer_spellings(std::u32string_view word);

}  // namespace midspan::names
