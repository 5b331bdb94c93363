// SPDX-License-Identifier: Apache-2.0
// "Wounded soldiers and civilians held by Angola": what is said once of several nouns, and of whom it is said.
#pragma once

#include <cstddef>
#include <vector>

#include "terms/node.hpp"

namespace midspan::terms {

bool is_noun(const Node& base);         // "women", "wounded soldiers", "officers", "pursers": who is meant, in one word
const Node& noun_of(const Node& base);  // what adjectives stand before, with its filters
const Node* base_at(const Node& set, std::size_t at);  // of "A, B and C"; null: it is joined otherwise
// "A and B except C and D": "A and B", "C and D". What is said once of several nouns is said within one of these.
std::vector<Node> runs_of(const Node& set);
// "civilians and soldiers held by Angola": whose hands they are in is said once, of all of them. Not so "men and women
// over 50": nobody could say whether the men are.
bool says_of_all(const Node& set);
// "surgeons and boys under twelve", "children and men over 60": an age that the others cannot have.
bool age_of_one(const Node& set);
// "Ukrainian soldiers and civilians", "soldados y civiles ucranianos": of the country all of them are; null: none.
const Node* shared_nation(const Node& set);
const Node* nation_of(const Node& base);  // the one nationality that is said of it; null: none, or several
// What narrows that noun alone, not the country of all of them.
std::vector<NodePtr> own_filters(const Node& set, const Node& base);
Node bare(const Node& base, const Node* nation);  // with its adjectives alone, without that shared nation
// "wounded soldiers and civilians": what is said before the first noun, and before no other; null: nothing.
const Node* said_of_first(const Node& set);

}  // namespace midspan::terms
