// SPDX-License-Identifier: Apache-2.0
// What strangers look like: exact agreement from the lists' own frequencies, near agreement from random pairs of rows.
#pragma once

#include <vector>

#include "reconcile/block/candidates.hpp"
#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {

enum class PairsOf { TwoLists, OneList, OneOfTwoLists };  // the last: one of two lists by itself, nobody twice

Basis basis_of(const std::vector<Field>& fields, const Encoded& encoded, const Comparer& comparer, const Side& left,
               const Side& right, Range probe, Range indexed, PairsOf pairs_of, unsigned threads);

}  // namespace midspan::reconcile
