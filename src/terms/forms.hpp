// SPDX-License-Identifier: Apache-2.0
// What each form means, in both directions. A form is bound by one function that an Archive runs either way: reading,
// it takes a Node's slots into a piece of the tree; writing, it puts the piece into slots, or says that this form
// cannot say it. Writing is checked by reading back, so a form that would lose something is never printed.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terms/node.hpp"

namespace midspan::terms {

struct Quantity {  // "all of the Deportees": an amount and of whom
  people::Amount amount;
  people::Set of;
  bool operator==(const Quantity&) const = default;
};

struct Share {  // "13 go to Germany"
  people::Amount amount;
  std::string place;
};

// What a clause is read in.
struct Surroundings {
  std::string them;                    // the article that "them" means here; empty: nobody
  std::string article;                 // in which the sentence stands
  std::vector<std::string> parties;    // of the agreement
  std::vector<std::string> releasers;  // who releases "them"
  std::optional<base::Day> since;      // the last day that a release before names
  const std::vector<people::Definition>* definitions = nullptr;
  const std::vector<std::pair<std::string, std::string>>* custody = nullptr;  // who holds people for whom
  bool held_elsewhere(const std::string& party) const {
    return custody != nullptr &&
           std::any_of(custody->begin(), custody->end(), [&](const auto& each) { return each.second == party; });
  }
  const people::Release* last = nullptr;  // the release before; null: there is none
};

// The names of a part's forms, in order of their bindings. Parts that are read by code alone have their names here too.
std::vector<std::string_view> form_ids(std::string_view part);
int form_of(std::string_view part, std::string_view id);  // its place among them

people::Set set_of(const Node& node);
NodePtr node_of(const people::Set& set);  // null: no form can say it (a set of a kind that only programs make)

// The clauses that a clause node stands for: one, or several ("Among them, 7 are A; 5 are B").
std::vector<people::ClauseBody> clauses_of(const Node& node, const Surroundings& around);
NodePtr node_of(const people::ClauseBody& clause, const Surroundings& around);

people::When when_of(const Node& node, const Surroundings& around);

people::Goal goal_of(const Node& node);
NodePtr node_of(const people::Goal& goal);

// Which article "them" means behind this clause: an article that releases somebody.
bool releases(const people::ClauseBody& clause);

// Does the clause say "them" (Named, Composition)? Its article, if so.
const std::string* article_of_them(const people::ClauseBody& clause);

// "held by either party": in a definition, a group for each party, together.
people::Set by_each_party(people::Set set, const std::vector<std::string>& parties);
// Is all of it undertaken in words of its own?
bool only_promises(const std::vector<people::ClauseBody>& bodies);
// Does it keep somebody from being released, or from doing something?
bool forbids(const people::ClauseBody& body);
// How something is done is undertaken by those who release, else by every party.
void undertaken(const std::string& how, const std::vector<std::string>& parties,
                std::vector<people::ClauseBody>& bodies);

// "The releases are suspended when …": those of every article that releases somebody.
void suspend_all(people::Agreement& agreement);

}  // namespace midspan::terms
