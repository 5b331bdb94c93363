// SPDX-License-Identifier: Apache-2.0
// The rows that an agreement makes of a table of people, derived from the tree and the table alone.
// docs/certificates.md says what each form of sentence means in rows; this is written from that page, not from the
// clearing stage.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "check/table.hpp"

namespace midspan::check {

inline constexpr std::int64_t kNone = INT64_MAX / 4;  // a row without that side

using Sum = std::map<int, std::int64_t>;  // variable -> factor

struct DerivedRow {
  std::string name;
  Sum terms;
  std::int64_t low = -kNone, high = kNone;
};

struct Goal {
  std::string name;
  bool smallest = false;
  Sum objective;  // as the goal counts it; a file maximises, so it holds the negative when `smallest`
};

struct CellOf {
  std::string group;  // "g12"
  int phase = 0;
};

struct Derived {
  std::vector<std::string> variables;
  std::vector<CellOf> cells;  // what the first variables count; the rest are helpers
  std::vector<std::pair<std::int64_t, std::int64_t>> bounds;
  std::vector<std::pair<std::int64_t, std::int64_t>> relaxed;  // bounds when not all can be had
  std::vector<DerivedRow> rows;
  std::vector<Goal> misses, goals;
  std::vector<std::string> phases, places;
  std::map<std::string, std::string> class_of;           // person -> "g12"
  std::map<std::string, std::vector<std::string>> says;  // variable -> article, phase and place in words
  std::vector<std::string> order;                        // whoever might still go, who goes first among equals first
  bool by_day = false;                                   // the day given has decided something
  std::set<std::string> bulk;                            // variables that count entries of the ledger without names
};

struct Given {
  const people::Agreement& agreement;
  const std::vector<people::PersonFacts>& people;  // as read_people leaves them
  const std::vector<people::Delivery>& ledger;
  bool acknowledged_only = false;
  base::Day day = 0;
  std::map<std::string, int> classes;  // person -> class, as the certificate has them; checked here
  std::vector<std::string> places;     // in the certificate's order; checked here
};

// Throws Wrong: CHK-030 (people of one class can be told apart), CHK-031 (a person without a class, or with one too
// many), CHK-032 (phases or places differ), CHK-033 (the ledger names an unknown person).
Derived derive(const Given& given);

}  // namespace midspan::check
