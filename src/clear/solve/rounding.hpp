// SPDX-License-Identifier: Apache-2.0
// Rows in whole numbers that a solution with fractions breaks and no whole solution does (Gomory 1958, Chvatal 1973).
//
// Rows of the program times multipliers add up to a.x <= b. Columns stand at a bound or, where they do not, a is whole
// there when the multipliers come from the basis; each a_j is rounded towards the bound at which x_j stands, and the
// right side down. That no whole solution is beyond is proved as anything else: the multipliers, against one more than
// the right side, leave nothing (exact.hpp). So the row needs no proof of its own: it is a branch with an empty side.
#pragma once

#include <optional>
#include <vector>

#include "clear/solve/program.hpp"

namespace midspan::clear::solve {

struct Rounding {
  std::vector<Term> terms;  // their sum is at most
  std::int64_t most = 0;    // this much, in every whole solution within the bounds and sides in force,
  Multipliers others;       // because these, and the row itself from below, leave nothing beyond
  double beyond = 0;        // how far the solution at hand is beyond, by the length of the row
};

// `by_row`: what is added up of each row; only the part beyond whole numbers counts. `sign`: 1 or -1 times that.
std::optional<Rounding> rounding(const Program& program, const std::vector<double>& by_row, double sign,
                                 const std::vector<double>& x);

}  // namespace midspan::clear::solve
