// SPDX-License-Identifier: Apache-2.0
// The day itself: legs planned from a signed annex, who boarded, who was received, and what that posts to the ledger.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "operation/operation.hpp"
#include "people/handover.hpp"

namespace midspan::operation {

// Plans the legs that carry an annex. Errors: OPR-066 (no such annex), OPR-080 (not everyone has signed it),
// HND-001..003.
base::Result<void> plan_legs(Operation& operation, const std::string& annex, const std::vector<people::Leg>& legs);

enum class Step { Board, LeaveBehind, Receive, Refuse };

// One line of a leg, by its number on the annex. `outcome` and `reason` for LeaveBehind and Refuse.
// Errors: OPR-081 (no such leg, or closed), HND-010..012.
base::Result<void> mark(Operation& operation, const std::string& leg, std::int64_t line, Step step,
                        people::HandoverOutcome outcome = people::HandoverOutcome::Unexplained,
                        std::string_view reason = {});

// The same on a manifest in memory: what the fold does with each act.
base::Result<void> apply(people::Manifest& manifest, std::int64_t line, Step step, people::HandoverOutcome outcome,
                         std::string_view reason);

// Every line must be settled. Posts the deliveries to the ledger. Errors: OPR-081, HND-023.
base::Result<people::ManifestCounts> close_leg(Operation& operation, const std::string& leg);

const people::Manifest* find_leg(const State& state, const std::string& leg);

}  // namespace midspan::operation
