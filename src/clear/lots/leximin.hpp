// SPDX-License-Identifier: Apache-2.0
// The fairest lottery over a set of outcomes: the smallest chance as large as can be, then the next smallest, and so
// on.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "clear/lots/fraction.hpp"

namespace midspan::clear::lots {

using Places = std::vector<std::int64_t>;  // by class: how many of it go

struct Lottery {
  std::vector<Fraction> chances;  // by class: the chance of each of its people; the leximin vector, and it is unique
  std::vector<Places> outcomes;   // drawn with
  std::vector<Fraction> probability;  // these probabilities; each above zero, together one
  bool proved = true;                 // false: an outcome could not be ruled out within the limits
};

// The outcome with the largest sum of weights times places. Nothing: not decided within the limits.
using Best = std::function<std::optional<Places>(const std::vector<std::int64_t>& weights)>;

// sizes: people in each class, above zero. `first` is any outcome. Outcomes are asked for one at a time, so there may
// be more of them than could be listed. Throws Overflow. Cost: a linear program of (classes + 1) rows for every outcome
// met.
Lottery leximin(const std::vector<std::int64_t>& sizes, const Places& first, const Best& best);

}  // namespace midspan::clear::lots
