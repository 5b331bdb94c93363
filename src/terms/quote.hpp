// SPDX-License-Identifier: Apache-2.0
// Which words of a sentence that is not understood would make it one if they stood in quotation marks: an event, an
// offence, a place that the language has no word for. Tried, not guessed: the sentence is read with the words quoted.
#pragma once

#include <optional>

#include "terms/mistakes.hpp"
#include "terms/parser.hpp"

namespace midspan::terms {

// "55 of the Soldiers and the Politician": 55 of both together, or all of the second as well? It is read as the first,
// and whoever wrote it should know. The group, if the clause counts one so; null: it does not.
const people::Set* counted_together(const people::ClauseBody& clause, std::string_view text,
                                    std::string_view conjunction);

// The words of a form before its first slot, as if they stood at a token: "in category", "described as".
void say(const TableForm& form, const Token& at, std::vector<Token>& into);

// Words that would make a sentence of it if they stood in quotation marks. `slot`: as what ("event", "place", …).
// Nothing when no words do; `stopped`: the token where reading stopped. At most some dozens of readings of one
// sentence.
struct Quote {
  // What the language says before them: nothing, "persons in category", "described as", and both of that.
  enum class As : std::uint8_t { Itself, Category, Described, Persons, AllPersons };
  std::size_t first = 0;  // tokens
  std::size_t last = 0;
  std::string_view slot;
  As as = As::Itself;
  bool condition = false;  // it stands behind a word that opens one, and is an event, whatever its words
};
// The tokens that stand for the quoted words, as one that needs no quotation marks, and what is said before it.
std::vector<Token> tokens_for(const Quote& quote, const Table& table, const std::vector<Token>& tokens);
std::optional<Quote> quote_for(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                               Dictionary& dictionary, const NameTable& names, const Sentence& sentence,
                               std::size_t stopped);
// May they be read so without asking? An event, an offence or a place that stands alone: no second sentence, no number.
bool in_own_words(const Quote& quote, const Table& table, const Dictionary& dictionary,
                  const std::vector<Token>& tokens);

// The finding that says so, with the whole sentence to paste.
people::Finding in_quotation_marks(const Table& table, std::string_view text, const std::vector<Token>& tokens,
                                   const Sentence& sentence, const Quote& found);

}  // namespace midspan::terms
