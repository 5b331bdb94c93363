// SPDX-License-Identifier: Apache-2.0
// Settings of Splink (versions 4 and 5) in and out, so that models wander between the two programs.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "people/finding.hpp"
#include "reconcile/block/passes.hpp"
#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {

// The four classes are projected onto two: a match is one person, everything else (relatives by their expected numbers)
// is not. Sounds become equality, because Splink has no such key without a column of its own.
base::json::Value splink_settings(const Model& model, const std::vector<Field>& fields, const std::vector<Pass>& passes,
                                  bool within);

bool is_splink(const base::json::Value& value);

// Takes m-probabilities and the share of matches. Understands what Splink's comparison library writes
// (splink_condition.hpp), for one column or several: a comparison of several columns (ForenameSurnameComparison) gives
// each of its fields what its levels say of it, and columns compared crosswise the share of names that changed places.
// A comparison of columns that are not compared here is left out with a note (RCN-113). Errors: RCN-014 (a condition
// that no levels of ours can say, with its text), RCN-013 (no comparison of a column of these lists).
base::Result<void> apply_splink(const base::json::Value& value, const std::vector<Field>& fields, double pairs,
                                Model& model, people::Findings& notes);

}  // namespace midspan::reconcile
