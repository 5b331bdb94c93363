// SPDX-License-Identifier: Apache-2.0
// What strangers look like: exact agreement from the lists' own frequencies, near agreement from random pairs of rows.
#pragma once

#include <vector>

#include "reconcile/block/candidates.hpp"
#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {

Basis basis_of(const std::vector<Field>& fields, const Encoded& encoded, const Comparer& comparer, const Side& left,
               const Side& right, Range probe, Range indexed, bool within, unsigned threads);

}  // namespace midspan::reconcile
