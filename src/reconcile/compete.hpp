// SPDX-License-Identifier: Apache-2.0
// Links between two lists compete: a row, or the group of rows that look like one person, has one partner.
#pragma once

#include <vector>

#include "reconcile/assign/assign.hpp"
#include "reconcile/linkage.hpp"
#include "reconcile/reconcile.hpp"

namespace midspan::reconcile {

constexpr std::int32_t kLikely = 500'000;  // from here on a row has one partner; below, all rivals are shown

// Gives each edge its probability among all; -1 to those whose rows have been given to others. REQUIRES: two lists,
// edges sorted by left, right.
void let_compete(std::vector<Edge>& all, const Linkage& linkage, Duplicates duplicates, unsigned threads);

}  // namespace midspan::reconcile
