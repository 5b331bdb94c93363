// SPDX-License-Identifier: Apache-2.0
// Cells added up: what every row is made of.
#pragma once

#include <utility>

#include "check/cells.hpp"

namespace midspan::check::derivation {

// Throws Wrong (CHK-034) when a number becomes too large.
void add(Sum& into, const Sum& what, int64_t factor);

class Sums : protected Cells {
 public:
  explicit Sums(const Given& given) : Cells(given) {}

 protected:
  std::string party_of(const Cell& cell) const;
  bool outside(const Person& person) const;
  bool uncounted(const Person& person, int article) const;
  Sum sum(const Where& where) const;
  // A sentence's own people and whoever replaces them.
  Sum released_by(int at) const;
  int64_t fixed(const Sum& terms) const;
  // The most that a sum can come to were no article in the way.
  int64_t most(const Sum& terms) const;
  // Whether anything keeps a person from going at all, and whether an article does.
  std::pair<bool, bool> stopped(const Person& person) const;
  // Nobody is asked by name for whom a hold, an exclusion, a failed hand-over or the own answer keeps back.
  bool kept_back(const Person& person) const;
  int64_t stopped_in(const Set& set) const;
  // How many of these nothing stands in the way of, and all of their cells.
  int64_t free_people(const Where& where, Sum& cells) const;
};

}  // namespace midspan::check::derivation
