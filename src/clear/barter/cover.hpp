// SPDX-License-Identifier: Apache-2.0
// The bound of cycles and chains of any length, with prices that prove it.
#pragma once

#include <cstdint>
#include <vector>

#include "clear/barter/barter.hpp"

namespace midspan::clear::barter {

struct Cover {
  std::int64_t bound = 0;            // no exchange covers more pairs
  std::vector<std::int64_t> prices;  // by vertex, whole, not negative; their sum is the bound
};

// Were cycles and chains of any length allowed, the best exchange would be an assignment: each vertex gives to one and
// receives from one, a pair left out "gives" to itself at the cost of 1, and a chain ends by giving back to its donor
// for nothing. Assignments have whole dual prices. A cycle or chain of any length costs at least what it earns at these
// prices, so they prove a bound for every limit. In dense pools of a hundred vertices or more cycles of three reach it.
// Cost: a search in the graph for each pair that a first choice does not serve.
Cover cover(const Graph& graph, bool chains);

}  // namespace midspan::clear::barter
