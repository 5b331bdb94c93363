// SPDX-License-Identifier: Apache-2.0
// A linear program in whole numbers: columns with finite bounds, rows with two sides. What is decided, is decided on
// these integers; a solver in floating point may only propose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace midspan::clear::solve {

__extension__ typedef __int128 Wide;  // sums and products of whole numbers never overflow in it

inline constexpr std::int64_t kNoLimit = INT64_MAX / 8;          // a row without that side
inline constexpr std::int64_t kLargest = 1'000'000'000'000'000;  // what a coefficient or a side may be

struct Term {
  int column = 0;
  std::int64_t coefficient = 0;
  bool operator==(const Term&) const = default;
};

struct Column {
  std::int64_t low = 0;
  std::int64_t high = 0;  // REQUIRES: low <= high, both within +-kLargest
};

struct Row {
  std::vector<Term> terms;  // each column at most once, in ascending order, no zero coefficient
  std::int64_t low = -kNoLimit;
  std::int64_t high = kNoLimit;
  int owner = -1;  // index of the article that asks for it; -1: a fact
  std::string name;
};

struct Program {
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::size_t first_helper = SIZE_MAX;  // columns from here on count what others add up to; they are branched on first
};

using Objective = std::vector<Term>;

// Why a node of the search tree is closed: y with y_i = numerators_i / denominator proves a bound (or, against the zero
// objective, that nothing is there). Anybody can add it up again.
struct Multipliers {
  std::vector<std::pair<int, std::int64_t>> rows;  // {row, numerator}
  std::int64_t denominator = 1;
};

// One node of branch and bound, in the order opened; node 0 is the root.
struct ProofNode {
  int parent = -1;
  int column = -1;  // the branch that leads here: column <= value (upper) or column >= value,
  int row = -1;     // or the same of a row that is a sum of columns, free but for branches
  bool upper = false;
  std::int64_t value = 0;
  bool branched = false;    // has two children, which prove what the node needs; multipliers, if any, prove a bound too
  bool infeasible = false;  // the multipliers prove emptiness, not a bound
  Multipliers multipliers;
};

}  // namespace midspan::clear::solve
