// SPDX-License-Identifier: Apache-2.0
// What each of two lists says of relatives: who is alike within a list is somebody else.
#pragma once

#include "reconcile/block/candidates.hpp"
#include "reconcile/estimate/model.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {

// `passes`: those by which the lists will meet. Cost: what comparing each list with itself costs.
Kin learn_kin(const Linkage& linkage, const std::vector<Pass>& passes, std::size_t largest_block, double pairs,
              unsigned threads, base::Progress* progress);

}  // namespace midspan::reconcile
