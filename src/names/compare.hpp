// SPDX-License-Identifier: Apache-2.0
// Two names of persons, in any scripts: one person's name, or not. Names only: nothing of dates or places. A score is a
// measure of the names' likeness, not a probability that the persons are the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"
#include "names/tokens.hpp"
#include "names/words.hpp"

namespace midspan::names {

constexpr int kSameName = 7000;  // at and above, "same"

struct PreparedName {
  people::NameForm form;
  std::vector<Word> words;                // those that identify, in order
  std::vector<std::size_t> token_of;      // of each word: its place in form.tokens
  std::vector<Word> with_particles;       // of each word: joined with "de la", "van der" before it; empty without
  std::vector<PreparedName> other_forms;  // aliases
  bool order_known = false;               // a comma or capitals tell which is the family name
  bool chain = false;                     // given names in the order son, father, grandfather
  bool east_asian = false;                // short syllables, each of which counts
  int generation = 0;                     // 1 the elder, 2 the younger ("Sr.", "Jr."); 0 when not told
};

// Cost: 5 us for a Latin name, about 100 us a word for others.
PreparedName prepare_name(std::string_view raw, const NameHints& hints = {});

struct WordPair {
  std::size_t left = 0;  // first word, and how many words
  std::size_t left_count = 1;
  std::size_t right = 0;
  std::size_t right_count = 1;
  int score = 0;
  WordMatch match = WordMatch::Different;
};

struct NameComparison {
  int score = 0;                       // ten-thousandths
  std::vector<WordPair> pairs;         // in the order of the left name
  std::vector<std::size_t> only_left;  // words without a partner
  std::vector<std::size_t> only_right;
  bool swapped = false;           // the order differs
  bool turned_chain = false;      // what is the given name in one is the father's in the other
  bool too_little = false;        // what agrees does not suffice: one word alone, or doubtfully alike where each is one
  bool other_generation = false;  // one is the elder, one the younger
  bool father_of_son = false;     // one is the other without the given name: what is left names the father
  bool other_keyboard = false;    // the keys are the same, the keyboard was set to another script; no pairs are told
  bool two_habits = false;        // one has a second given name more, the other a second surname
  bool by_alias = false;          // another form of one of them met; pairs and words are then of the main forms
  bool same() const { return score >= kSameName; }
};

// Symmetric in score. Cost: 1 to 5 us for Latin names.
NameComparison compare_names(const PreparedName& left, const PreparedName& right);

// One sentence that says what agrees, what does not and why that decides (NAM-201 ...).
base::Message explain(const PreparedName& left, const PreparedName& right, const NameComparison& comparison);

}  // namespace midspan::names
