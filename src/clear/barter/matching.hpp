// SPDX-License-Identifier: Apache-2.0
// Pairs that exchange two by two: a greatest matching.
#pragma once

#include <vector>

#include "clear/barter/barter.hpp"

namespace midspan::clear::barter {

// By pair: with whom it exchanges, or -1. As many as can be (Edmonds 1965), which a linear program over pairs of pairs
// does not see: it puts halves around odd cycles. Cost: at most pairs x arcs x the nesting of odd cycles.
std::vector<int> greatest_matching(const Graph& graph);

}  // namespace midspan::clear::barter
