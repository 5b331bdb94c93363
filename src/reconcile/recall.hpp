// SPDX-License-Identifier: Apache-2.0
// What share of the true pairs blocking has met, estimated from what its passes met.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/assign/assign.hpp"
#include "reconcile/block/passes.hpp"

namespace midspan::reconcile {

// Capture and recapture (Chapman 1951) of pairs of passes that share no field: of the pairs that one met, the other met
// a share, and that is its share of all, as far as whether a pair is met here says nothing of whether it is met there.
// Passes that share a field fail together, and would vouch for each other. The mean of all such twos of passes, weighed
// by what they met in common. Rows written badly throughout still hide from both: the figure is the most that can be
// hoped for (docs/decisions/0152). In parts per million; a million where a pass meets all pairs; 0: cannot be told.
std::int32_t blocking_recall_ppm(const std::vector<Edge>& edges, const std::vector<Pass>& passes, unsigned threads = 1);

}  // namespace midspan::reconcile
