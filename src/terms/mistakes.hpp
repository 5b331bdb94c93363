// SPDX-License-Identifier: Apache-2.0
// From "matching stopped here" to a sentence that helps: what was found, what would have been understood, the nearest
// valid form, an example.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terms/parser.hpp"

namespace midspan::terms {

struct Sentence {
  Position begin;
  Position end;                      // behind its last token
  std::optional<Position> complete;  // where it could have ended, with more behind
  std::string article;               // in which article; empty: none
};

// expectation: of the parser; at an article, with what could stand in the article's place.
people::Finding explain(const Parser& parser, const Expectation& expectation, const Table& table, std::string_view text,
                        const std::vector<Token>& tokens, const Dictionary& dictionary, const NameTable& names,
                        const Sentence& sentence);

// Fewest insertions, deletions, changes and swaps of neighbours between two words, in code points; stops above `most`.
int distance(std::string_view left, std::string_view right, int most);

// The nearest of some names, if near enough to be a slip of the pen.
const std::string* nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace midspan::terms
