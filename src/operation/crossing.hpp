// SPDX-License-Identifier: Apache-2.0
// The day itself: legs planned from a signed annex, who boarded, who was received, and what that posts to the ledger.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "operation/operation.hpp"
#include "people/handover.hpp"

namespace midspan::operation {

// Plans the legs that carry an annex. While nobody has been called, a new plan replaces the annex's old one.
// Errors: OPR-066 (no such annex), OPR-080 (not everyone has signed it), OPR-086 (a newer annex has taken its place),
// OPR-087 (somebody on it has crossed already), OPR-082 (another annex's leg has that id), OPR-083 (people of the annex
// have been called already), HND-001..003.
base::Result<void> plan_legs(Operation& operation, const std::string& annex, const std::vector<people::Leg>& legs);

enum class Step { Board, LeaveBehind, Receive, Refuse };

// Lines of a leg, by their numbers on the annex: all of them, or none if one is not allowed. `outcome` and `reason` for
// LeaveBehind and Refuse; Refuse of somebody who has not boarded is LeaveBehind.
// Errors: OPR-081 (no such leg, or closed), HND-010..012.
base::Result<void> mark(Operation& operation, const std::string& leg, const std::vector<std::int64_t>& lines, Step step,
                        people::HandoverOutcome outcome = people::HandoverOutcome::Unexplained,
                        std::string_view reason = {});

// "stranger" (somebody was there whom the annex does not have), "other-person" (somebody came under another's name),
// "wrongly-recorded", "injury", "delay", "other". Which one goes into the record; the reason is sealed.
// Errors: OPR-084 (another word), OPR-081 (a leg that was never planned); leg may be empty.
base::Result<void> record_incident(Operation& operation, const std::string& leg, const std::string& code,
                                   std::string_view reason);

// The same on a manifest in memory: what the fold does with each act.
base::Result<void> apply(people::Manifest& manifest, std::int64_t line, Step step, people::HandoverOutcome outcome,
                         std::string_view reason);

// Every line must be settled. Posts the deliveries to the ledger. Errors: OPR-081, HND-023.
base::Result<people::ManifestCounts> close_leg(Operation& operation, const std::string& leg);

const people::Manifest* find_leg(const State& state, const std::string& leg);

}  // namespace midspan::operation
