// SPDX-License-Identifier: Apache-2.0
// Inside names/: which word of a name is what. Users include names/tokens.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "names/tokens.hpp"

namespace midspan::names {

struct RawWord {
  std::size_t begin = 0;  // byte span in the raw name
  std::size_t end = 0;
  std::string folded;  // joined
  std::uint32_t classes = 0;
  int commas = 0;  // before it
  int slashes = 0;
  bool aside = false;        // in brackets, in quotes, behind an alias word
  bool united = false;       // several written words
  bool is_servant = false;   // Abd al-Rahman
  bool is_kunya = false;     // Abu Omar
  bool has_article = false;  // al Halabi, written apart
  bool is_alias_word = false;
};

NamePattern pattern_of_words(const NameHints& hints, people::Script script, const std::vector<RawWord>& words);

// One kind a word.
std::vector<people::TokenKind> kinds_of_words(const std::vector<RawWord>& words, std::string_view raw,
                                              NamePattern pattern, const NameHints& hints);

// Two capitals or more, and no small letter: how many lists set family names.
bool all_capitals(std::string_view text);

}  // namespace midspan::names
