// SPDX-License-Identifier: Apache-2.0
// Everything that a clause mentions, so that checks need not know every kind of clause.
#pragma once

#include <string>
#include <vector>

#include "people/agreement.hpp"

namespace midspan::terms {

struct Mentions {  // pointers into the tree
  std::vector<const people::Number*> numbers;
  std::vector<const people::Set*> sets;     // outermost ones
  std::vector<const std::string*> parties;  // who acts: releases, chooses, gives
  std::vector<const std::string*> articles;
  std::vector<const std::string*> phases;  // used: releases or compositions in it
  std::vector<const people::Condition*> conditions;
};

Mentions mentions(const people::ClauseBody& clause);

// The set and every set inside it, definitions not followed.
void each_set(const people::Set& set, std::vector<const people::Set*>& into);

}  // namespace midspan::terms
