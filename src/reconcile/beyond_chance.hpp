// SPDX-License-Identifier: Apache-2.0
// How many people are on both of two lists, where few are. The mixture cannot tell: of two lists of names chance makes
// more pairs than persons do, and is known to some per cent only. But a list mostly holds one line a person, so that
// pairs within a list are two people, whatever they look like. Weighed as pairs between the lists are, they say how
// many of each weight chance has there, with all that goes together among strangers; what is beyond that is persons.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/assign/assign.hpp"
#include "reconcile/block/candidates.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {

// Pairs by what they weigh without the prior, in half bits from the heaviest.
struct Weighed {
  double pairs = 1;  // all there are, of whatever weight
  std::vector<double> counts;

  // Weights below `least` are left out.
  Weighed(std::span<const Edge> edges, double all, std::int32_t prior, std::int32_t least);
};

struct BeyondChance {
  double persons = 0;         // by whose number weights are right in the end; 0: none to be seen
  std::int32_t quarters = 4;  // what weights are worth: what goes together in one person counts twice in them
  double likely = 0;          // pairs between the lists with even odds or better by the number of persons given
  double by_chance = 0;       // as many are so within the lists

  std::int32_t bend(std::int32_t weight) const { return weight / 4 * quarters; }
};

// `persons`: as many as are thought to be so far; there are fewer than `most`. Deterministic.
BeyondChance beyond_chance(const Weighed& between, const std::array<Weighed, 2>& within, double persons, double most);

// How two lists met, and what of that was kept.
struct Meeting {
  const std::vector<Pass>& passes;
  std::size_t largest_block;  // of the shorter list's rows
  std::span<const Edge> edges;
  std::int32_t floor;  // of their weights
  double pairs, most;  // of rows; of persons
};
// The same of a linkage that has met its two lists. Cost: what comparing each list with itself costs.
BeyondChance beyond_chance(const Linkage& linkage, const Meeting& meeting, unsigned threads, base::Progress* progress);

}  // namespace midspan::reconcile
