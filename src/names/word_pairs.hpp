// SPDX-License-Identifier: Apache-2.0
// Inside names/: what two words are worth to each other beside the other words of their names, where likeness as
// compare_words has it is not all.
#pragma once

#include "names/words.hpp"

namespace midspan::names {

constexpr int kLeastPair = 6200;  // of a likeness: below, two words are not taken for one

bool is_east_asian(people::Script script);  // Han, Hangul

// In names of short syllables, each of which counts: the likeness, more or less of it.
WordScore by_syllables(const WordScore& score, const Word& left, const Word& right);

// How a word is read in another script is a guess, so that words of one name are not as alike as in one script
// (decision 333).
WordScore by_script(const WordScore& score, const Word& left, const Word& right);

// "Abdelkader" and "Kader": whose servant somebody is often left out, but Karim is a name of its own, too. 0 for
// others.
int without_servant(const Word& one, const Word& other);

}  // namespace midspan::names
