// SPDX-License-Identifier: Apache-2.0
// Settings of Splink (versions 4 and 5) in and out, so that models wander between the two programs.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "reconcile/block/passes.hpp"
#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {

// The four classes are projected onto two: a match is one person, everything else (relatives by their expected numbers)
// is not. Sounds become equality, because Splink has no such key without a column of its own.
base::json::Value splink_settings(const Model& model, const std::vector<Field>& fields, const std::vector<Pass>& passes,
                                  bool within);

bool is_splink(const base::json::Value& value);

// Takes m-probabilities and the share of matches. Understands what Splink's comparison library writes for one column:
// IS NULL, equality, jaro_winkler_similarity and jaro_similarity >= x, levenshtein and damerau_levenshtein <= k,
// differences of dates in days, months or years, the mailbox of an address of mail, ELSE. Errors: RCN-014 (a condition
// that is none of these, with its text), RCN-013 (no comparison of a column of these lists).
base::Result<void> apply_splink(const base::json::Value& value, const std::vector<Field>& fields, double pairs,
                                Model& model);

}  // namespace midspan::reconcile
