// SPDX-License-Identifier: Apache-2.0
// Pairs of spellings made by rule, for what the name tokens hardly have: Chinese and Korean people's own names. They
// are trained beside the tokens, so that one table reads a foreign name written in Han or Hangul and a Chinese or
// Korean one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "names/train/trainer.hpp"

namespace midspan::names {

// A Mandarin syllable as Wade and Giles write it, without apostrophes: "xiao" gives "hsiao", "zhi" "chih".
std::string wade_giles(std::string_view pinyin);

// Spellings of one Hangul syllable, the official one (Revised Romanization) first, then McCune and Reischauer's, then
// what people write ("young", "woo").
std::vector<std::string> hangul_spellings(char32_t syllable);

// From the letters of data/names/hanzi.tsv; and one rare letter for each Mandarin syllable.
std::vector<SpellingPair> chinese_names();
std::vector<SpellingPair> korean_names();

}  // namespace midspan::names
