// SPDX-License-Identifier: Apache-2.0
// The result of clearing: who goes, in which phase, where, and why.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/message.hpp"
#include "people/person.hpp"

namespace midspan::people {

// What has verifiably happened; clearing fixes it and allocates the rest.
struct Delivery {
  PersonId person;         // empty for a bulk entry (a replay, a party's count)
  std::string from;        // party
  std::string to;          // party or country
  std::string population;  // bulk entries: the defined population counted
  std::int64_t count = 1;
  std::string phase;
  base::Day day = 0;
  std::string outcome = "received";  // received, refused, unfit, dead, already free, not found, unexplained
  bool outside_the_key = false;      // a unilateral release: obliges nobody
  std::vector<std::string> facts;    // bulk entries: state of those delivered ("alive", "dead")
};

struct Allotted {
  PersonId person;
  std::string released_by;
  std::string to;
  std::string phase;    // "" when the agreement names none: then one phase
  std::string article;  // under which this person goes
  std::vector<base::Message> reasons;
};

struct NotAllotted {
  PersonId person;
  std::vector<base::Message> reasons;  // each stands in the way alone unless the sentence says otherwise
};

// What one release article asked for and got.
struct ArticleCount {
  std::string article;
  std::string party;
  std::string population;     // as the agreement calls it, or empty
  std::string words;          // for a reader: "the Soldiers", as the sentence has it
  std::int64_t eligible = 0;  // persons in the population, nothing standing in the way
  std::int64_t in_population = 0;
  std::int64_t asked = 0;         // where all are: without those who go under other articles
  std::int64_t elsewhere = 0;     // those, where all are asked for
  std::int64_t given = 0;         // delivered and planned together, minors who accompany others too
  std::int64_t accompanying = 0;  // of these, those who do not count
  std::int64_t delivered = 0;     // by the ledger
};

// What an article asks for that cannot be given: people it releases or names who may not go, or more than there are.
struct Shortfall {
  std::string article;
  std::string party;  // who is asked; empty: nobody alone
  std::string words;  // of whom, as the text has it; empty: unsaid
  std::int64_t missing = 0;
  std::vector<std::pair<base::Message, std::int64_t>> reasons;  // why, and how many people each concerns
};

struct Conflict {
  std::vector<std::string> articles;   // cannot all hold; without any one of them the rest can
  std::vector<base::Message> numbers;  // one sentence an article, with its figure
  bool proved_minimal = false;
};

enum class Outcome : std::uint8_t { Optimal, Infeasible, LimitReached };

struct GoalValue {
  std::string goal;
  std::int64_t value = 0;
  std::int64_t bound = 0;  // equal to value when proved
};

struct Allocation {
  Outcome outcome = Outcome::Optimal;
  bool relaxed = false;            // outcome Infeasible: `allotted` is the nearest that is possible, see `shortfalls`
  std::string world;               // "acknowledged" or "contested": who was counted as held
  std::vector<Allotted> allotted;  // in order of phase, article, line
  std::vector<NotAllotted> not_allotted;
  std::vector<ArticleCount> counts;
  std::vector<Shortfall> shortfalls;   // also of an Optimal one: whom "all of" leaves behind, and why
  std::vector<base::Message> pending;  // events that must come first: "the funds are confirmed by Qatar"
  std::vector<GoalValue> goals;
  std::vector<Conflict> conflicts;  // when infeasible
  std::string input_digest;         // of agreement, committed table and ledger
  std::string certificate;          // VIPR text, empty until certificates are made
};

}  // namespace midspan::people
