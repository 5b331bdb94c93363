// SPDX-License-Identifier: Apache-2.0
// Bounds that are added up in whole numbers.
//
// The idea (Neumaier and Shcherbina 2004): for maximise c.x with L <= Ax <= U and l <= x <= u, any y gives
//   c.x <= sum_i (y_i > 0 ? y_i U_i : y_i L_i) + sum_j max(d_j l_j, d_j u_j),   d = c - A'y.
// CLP's duals, rounded to a common denominator, are such a y. With integers on both sides the sum is exact, and since
// c.x is whole, the floor of the sum is a bound. The same with c = 0 and a sum below zero proves that nothing is there.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "clear/solve/program.hpp"

namespace midspan::clear::solve {

// Multipliers with what they leave of each column; holds for any bounds of columns and sides of rows.
struct Combination {
  Multipliers multipliers;
  std::vector<std::pair<int, Wide>> reduced;  // {column, d_j times the denominator}, no zero
  bool too_large = false;                     // numbers beyond 127 bits: proves nothing

  // floor of what they prove of the bounds and sides in force, or as they are there; kNoLimit: nothing.
  std::int64_t bound(const Program& program) const;
  std::int64_t bound(const Program& program, const std::map<int, Column>& columns,
                     const std::map<int, Column>& rows) const;
};

// y: duals times sign, rounded to multiples of 1/denominator. cost: dense; nullptr: against nothing.
Combination combine(const Program& program, const std::vector<std::int64_t>* cost, const double* duals, double sign,
                    std::int64_t denominator);
// The same from multipliers.
Combination combine(const Program& program, const std::vector<std::int64_t>* cost, const Multipliers& multipliers);

// Without the rows that were rounded off (a branch whose upper side alone goes on) and that nothing further down adds
// up.
void leave_out_unused(std::vector<ProofNode>& proof);

// What a tree of branch and bound proves: the largest bound of a leaf that is not empty; kNoLimit: nothing.
std::int64_t proved_bound(const Program& program, const std::vector<std::int64_t>& cost,
                          const std::vector<ProofNode>& proof);

}  // namespace midspan::clear::solve
