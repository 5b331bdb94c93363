// SPDX-License-Identifier: Apache-2.0
// One sentence, several clauses: what the two files that read them share.
#pragma once

#include <string_view>
#include <vector>

#include "terms/archive.hpp"

namespace midspan::terms {

// Those of releases.cpp and of spoken.cpp.
const ManyForms& many_releases();
const ManyForms& spoken();
people::Set held_by(const std::string& party, people::Set::Kind kind = people::Set::Kind::Persons);
// Whom a party releases it holds: of people who are described by words alone, those in its hands.
void in_the_hands_of(people::Set& set, const std::string& party, const Surroundings& around);
people::OrderKey order_of(const Node& word);
// Where hand-overs take place: those of some articles, or all.
people::ClauseBody sites(const Node& node, std::vector<std::string> articles);
// "…, of whom at least 20 are women": of those released under the article that the sentence means by "them".
void compositions(const Node& node, const Surroundings& around, std::vector<people::ClauseBody>& made);

}  // namespace midspan::terms
