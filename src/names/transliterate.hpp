// SPDX-License-Identifier: Apache-2.0
// Latin readings of a word in another script, and how well a Latin spelling fits a native one.
//
// For Arabic, Hebrew, Cyrillic (Russian and Ukrainian), Han, Kana and Hangul the readings come from alignment tables
// learned from paired spellings (data/names/*.align, see docs/names.md); for other scripts from ICU, one reading.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "people/name.hpp"

namespace midspan::names {

// Costs are -log2 of a probability in 1/256 bit: 256 is "half as probable".
constexpr int kCostPerBit = 256;

struct Reading {
  std::string latin;      // folded: a-z only
  std::int32_t cost = 0;  // above the most probable reading: 0 for that one
  bool operator==(const Reading&) const = default;
};

// At most `most` readings, most probable first, ties by the text; the word itself for Latin. Empty when the word has no
// letter that can be read. Cost: 20 to 200 us a word; meant for distinct words, never for pairs.
// `language`, where it is known, settles what letters do not: "ja" reads Han as Japanese, "uk" Cyrillic as Ukrainian.
std::vector<Reading> latin_readings(std::string_view word, std::size_t most = 5, std::string_view language = {});

// Whether a script has an alignment table.
bool has_table(people::Script script);

}  // namespace midspan::names
