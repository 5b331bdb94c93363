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

// A word of another script as it is put to the table of its script.
struct TableForm {
  std::u16string letters;
  std::int32_t own = 0;  // how usual it is, in 1/256 bit; of later forms with what they cost
};

struct Word {
  std::string folded;  // joined
  people::Script script = people::Script::Unknown;
  people::TokenKind kind = people::TokenKind::Unknown;
  bool dotted = false;              // "Moh."
  std::vector<Reading> readings;    // Latin; of a Latin word itself
  std::vector<std::string> sounds;  // latin_sounds of each reading
  bool listed = false;              // the readings are those that a list of Japanese letters has
  std::vector<TableForm> forms;     // of words in a script that has a table
};

// Cost: under 1 us for a Latin word, about 100 us for others: keep words, compare them often.
Word make_word(std::string_view text, people::TokenKind kind = people::TokenKind::Unknown,
               std::string_view language = {});

struct WordScore {
  int score = 0;  // ten-thousandths; 10000 equal; below about 6000 nobody would take them for one name
  WordMatch match = WordMatch::Different;
};

// Symmetric. Cost: about 0.3 us for two Latin words, 2 us across scripts (readings against readings), 15 us where the
// table of a script is asked about a pair that its readings leave open.
WordScore compare_words(const Word& left, const Word& right);

// Distance of two sound texts in hundredths of a letter: vowels and voiced pairs are near, doubled letters nothing.
int sound_distance(std::string_view left, std::string_view right);

}  // namespace midspan::names
