// SPDX-License-Identifier: Apache-2.0
// Makes an alignment table from pairs of spellings; used by the program that makes data/names/*.align and by the test
// that makes them again.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/name.hpp"

namespace midspan::names {

// A line of a training file: Latin spelling, tab, native letters separated by spaces, tab, count.
struct SpellingPair {
  std::string latin;
  std::string native;  // without the spaces
  int count = 1;
};
std::vector<SpellingPair> read_spellings(const std::string& text);

struct TrainingSettings {
  people::Script script = people::Script::Unknown;
  int latin_longest = 3;  // of a piece with one native letter
  int order = 5;
  std::size_t most_nodes = 178'000;
  int rounds = 12;
  bool names_by_rule = false;  // of Han or Hangul: names/train/romanise.hpp
};

// By the table's name: "arabic", "hebrew", "cyrillic", "han", "kana", "hangul", "latin" (spellings alone, of the Latin
// side of any files). Script::Unknown for another.
TrainingSettings training_settings(std::string_view script);

// Bytes of a table (docs/formats/alignment.md); the same on any machine with IEEE doubles. Half a minute to a minute a
// script, progress to standard error.
std::string train_table(const TrainingSettings& settings, std::span<const SpellingPair> spellings);

// data/names/known.tsv: Latin words of names that are frequent enough, the scripts in which they were seen (1 Arabic, 2
// Hebrew, 4 Cyrillic, 8 Kana, added up), and numbers of native spellings that they share with other words.
std::string known_words(std::span<const SpellingPair> spellings);

}  // namespace midspan::names
