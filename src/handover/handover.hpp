// SPDX-License-Identifier: Apache-2.0
// The day of the exchange: an annex becomes manifests, one a leg; every leg's count must close before a receipt exists.
// Nothing here knows a clock or a file; operation/ turns each call into an act.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "people/allocation.hpp"
#include "people/finding.hpp"
#include "people/handover.hpp"

namespace midspan::handover {

// What a person needs on the way, by the annex's line number; a line without one sits and travels alone.
struct Need {
  bool stretcher = false;
  std::string family_unit;
};

// Fills the legs in their order with the annex's lines in theirs; a family unit is never divided between legs (it waits
// for the first leg with room for all of it). Every line gets a place. One manifest a leg, empty legs included.
// Errors: HND-001 (more people than places: how many are left over), HND-002 (no leg holds a family unit),
// HND-003 (two legs of one id; or no leg), HND-004 (an id that cannot be one).
base::Result<std::vector<people::Manifest>> plan(const people::Annex& annex, const std::vector<people::Leg>& legs,
                                                 const std::map<std::int64_t, Need>& needs = {},
                                                 std::string_view through = {});

// Errors: HND-010 (no such line on this leg), HND-011 (the line is already settled), HND-012 (a person who did not
// board cannot be received or refused), HND-013 (no outcome said).
base::Result<void> board(people::Manifest& manifest, std::int64_t annex_number);
base::Result<void> leave_behind(people::Manifest& manifest, std::int64_t annex_number, people::HandoverOutcome outcome,
                                std::string_view reason);
base::Result<void> receive(people::Manifest& manifest, std::int64_t annex_number);
base::Result<void> refuse(people::Manifest& manifest, std::int64_t annex_number, people::HandoverOutcome outcome,
                          std::string_view reason);

people::ManifestCounts count(const people::Manifest& manifest);

// Whether the legs together hold every line of the annex once, under its digest, and each leg is closed.
// HND-020 line on no leg · HND-021 line on two legs · HND-022 line that the annex does not have · HND-023 leg not
// closed (pending, in transit) · HND-024 leg made from another annex · HND-025 other person or name than the annex's
// line.
people::Findings reconcile_counts(const people::Annex& annex, const std::vector<people::Manifest>& legs);

// What the leg posts to the ledger: one delivery a settled line, but for whoever goes later. closed_on: the day, where
// the leg says none. Errors: HND-023 (the leg's count does not close).
base::Result<std::vector<people::Delivery>> deliveries(const people::Manifest& manifest, const people::Annex& annex,
                                                       base::Day closed_on);

// "received", "refused", "later", ...: the word that acts, ledgers and Delivery::outcome use.
std::string_view word(people::HandoverOutcome outcome);

}  // namespace midspan::handover
