// SPDX-License-Identifier: Apache-2.0
// One word of a name, ready to be compared with others in any script.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "names/transliterate.hpp"
#include "people/name.hpp"

namespace midspan::names {

// How two words meet.
enum class WordMatch : std::uint8_t {
  Different,
  Equal,     // the same after folding
  Form,      // forms of one name: Bill and William, Сергей and Serhii
  Ending,    // Ivanov and Ivanova, al-Halabi and Halabi
  Spelling,  // spelt alike, or alike in sound
  Reading,   // one is a likely reading of the other, in another script
  Initial,   // J. and John
  Joined,    // one word written as two
};

struct Word {
  std::string folded;  // joined
  people::Script script = people::Script::Unknown;
  people::TokenKind kind = people::TokenKind::Unknown;
  bool dotted = false;              // "Moh."
  std::vector<Reading> readings;    // Latin; of a Latin word itself
  std::vector<std::string> sounds;  // latin_sounds of each reading
};

// Cost: under 1 us for a Latin word, about 100 us for others: keep words, compare them often.
Word make_word(std::string_view text, people::TokenKind kind = people::TokenKind::Unknown,
               std::string_view language = {});

struct WordScore {
  int score = 0;  // ten-thousandths; 10000 equal; below about 6000 nobody would take them for one name
  WordMatch match = WordMatch::Different;
};

// Symmetric. Cost: about 0.3 us for two Latin words, 2 us across scripts (readings against readings).
WordScore compare_words(const Word& left, const Word& right);

// Distance of two sound texts in hundredths of a letter: vowels and voiced pairs are near, doubled letters nothing.
int sound_distance(std::string_view left, std::string_view right);

}  // namespace midspan::names
