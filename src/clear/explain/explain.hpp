// SPDX-License-Identifier: Apache-2.0
// Sentences with numbers: why somebody may not go, what an article asks for and gets, why articles cannot all hold.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "clear/model/model.hpp"
#include "clear/model/plan.hpp"

namespace midspan::clear::explain {

base::Message message_of(const model::Model& model, const model::Stop& stop);
// That whoever refuses uses up a place, where this person does, and an article lets somebody fewer go for it.
std::optional<base::Message> place_used_up(const model::Model& model, std::size_t person);
std::vector<base::Message> reasons_against(const model::Model& model, std::size_t person);

std::vector<people::ArticleCount> counts(const model::Model& model, const std::vector<std::int64_t>& values);
std::vector<people::Shortfall> shortfalls(const model::Model& model, const std::vector<std::int64_t>& values,
                                          const std::vector<int>& column_of);

// Smallest sets of articles that cannot all hold, smallest first, each proved: by exact bounds that no solution exists,
// and by a solution for every set one article smaller. Where a limit ends the search, or `most`, the last of them says
// that there may be others (CLR-175); where it ends before the first, a larger set that cannot hold is given, not
// proved smallest; nothing when it is not even known whether all can hold.
std::optional<std::vector<people::Conflict>> conflicts(const model::Model& model, solve::Solver& solver,
                                                       std::size_t most);

// Sentences that say who counts, where people go or in which phases there are make no demand that could fail; a
// conflict is between others, with these as they are. Where it would not be one without such a sentence, it says so
// (CLR-195). Builds the model anew for each: not for many people.
void find_foundations(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                      std::span<const people::Delivery> ledger, const Options& options,
                      std::vector<people::Conflict>& conflicts);

}  // namespace midspan::clear::explain
