// SPDX-License-Identifier: Apache-2.0
// The day itself: legs planned from a signed annex, who boarded, who was received, and what that posts to the ledger.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "operation/operation.hpp"
#include "people/handover.hpp"

namespace midspan::operation {

// What has come since the annex was frozen, of people on it who have not travelled: OPR-088 (a hold stands, they
// refuse, or the holder says that they are dead or gone) and OPR-089 (they are on no list in force any more).
people::Findings affected(const State& state, const FrozenAnnex& frozen);

// affected(), and where the legs of an annex that is in force do not hold it line for line (HND-020, 021, 022, 024,
// 025). Nothing of an annex that has no leg.
people::Findings out_of_step(const State& state, const FrozenAnnex& frozen);

// Plans the legs that carry an annex. While nobody has been called, a new plan replaces the annex's old one. Whoever is
// affected keeps the place, since a hold may be lifted until the last step, and is told.
// Errors: OPR-066 (no such annex), OPR-080 (not everyone has signed it), OPR-086 (a newer annex has taken its place),
// OPR-087 (somebody on it has crossed already), OPR-082 (another annex's leg has that id), OPR-083 (people of the annex
// have been called already), HND-001..004.
base::Result<people::Findings> plan_legs(Operation& operation, const std::string& annex,
                                         const std::vector<people::Leg>& legs);

enum class Step { Board, LeaveBehind, Receive, Refuse };

// Lines of a leg, by their numbers on the annex: all of them, or none if one is not allowed. `outcome` and `reason` for
// LeaveBehind and Refuse; Refuse of somebody who has not boarded is LeaveBehind.
// Errors: OPR-081 (no such leg), OPR-090 (it is closed), HND-010..012, OPR-088 (somebody who is to board or to be
// received may not), OPR-091 (the agreement wants another phase or article complete before these board).
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

// Every line must be settled. Posts the deliveries to the ledger. Errors: OPR-081, OPR-090, HND-023.
base::Result<people::ManifestCounts> close_leg(Operation& operation, const std::string& leg);

const people::Manifest* find_leg(const State& state, const std::string& leg);

}  // namespace midspan::operation
