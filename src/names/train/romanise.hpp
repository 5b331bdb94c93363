// SPDX-License-Identifier: Apache-2.0
// Pairs of spellings made by rule, for what the name tokens hardly have: Chinese and Korean people's own names. They
// are trained beside the tokens, so that one table reads a foreign name written in Han or Hangul and a Chinese or
// Korean one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "names/syllables.hpp"
#include "names/train/trainer.hpp"

namespace midspan::names {

// From the letters of data/names/hanzi.tsv; and one rare letter for each Mandarin syllable.
std::vector<SpellingPair> chinese_names();
std::vector<SpellingPair> korean_names();

}  // namespace midspan::names
