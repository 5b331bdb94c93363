// SPDX-License-Identifier: Apache-2.0
// What negotiators ask next: what an article costs, what could be offered, what happens when somebody drops out. Every
// figure is exact: the agreement is cleared again as it would read then.
#pragma once

#include <string>
#include <vector>

#include "clear/clear.hpp"

namespace midspan::clear {

// What comes out of an agreement, without names.
struct Yield {
  bool possible = false;  // all of it can be kept
  bool proved = false;
  std::int64_t people = 0;                                     // who go by the plan (the nearest one when not possible)
  std::vector<std::pair<std::string, std::int64_t>> by_party;  // in the agreement's order
  std::vector<people::GoalValue> goals;
};

struct Price {
  std::string article;
  std::int64_t from = 0;  // the number as it stands; 0 and 0: the article struck
  std::int64_t to = 0;
  Yield yield;
};
struct Prices {
  Yield now;
  std::vector<Price> prices;  // by article: without it, then each number one lower and one higher
};
base::Result<Prices> prices(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                            std::span<const people::Delivery> ledger, const Options& options);

// A change of open (bracketed) numbers after which all of the agreement can be kept: the nearest value on each side.
struct Offer {
  std::vector<Price> changes;  // of one number, or of two where no single one is enough
  std::int64_t distance = 0;   // sum of the changes
  Yield yield;
};
// What each value of an open number with a range or rival proposals brings, at most 20 points.
struct Frontier {
  std::string article;
  std::vector<std::pair<std::int64_t, Yield>> points;
};
struct Offers {
  Yield now;
  std::vector<Offer> offers;  // the nearest first
  std::vector<Frontier> frontiers;
};
base::Result<Offers> offers(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                            std::span<const people::Delivery> ledger, const Options& options);

// If one of these people drops out: who takes the place, who else can no longer go, which goal falls.
struct DropOut {
  std::vector<people::PersonId> people;       // for whom the answer is the same
  std::vector<people::PersonId> instead;      // the next in order who step in, for one of them
  std::vector<people::PersonId> left_behind;  // others who can then not go
  // The first that comes to something else; "Possible": no longer all, "PossibleThen": all at last; "Limit": a limit
  // was met, and nothing is said of anybody else.
  std::string goal;
  std::int64_t now = 0;
  std::int64_t then = 0;
};
struct DropOuts {
  std::vector<DropOut> people;
  std::vector<std::pair<std::string, Yield>> parties;  // if a party releases nobody more
};
base::Result<DropOuts> drop_outs(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                                 std::span<const people::Delivery> ledger, const Options& options);

}  // namespace midspan::clear
