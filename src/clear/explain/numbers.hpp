// SPDX-License-Identifier: Apache-2.0
// The numbers of an article, and edits to them: what-if questions, prices, counter-offers.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "people/agreement.hpp"

namespace midspan::clear::explain {

// Every number of a clause that a negotiator might move, in the order of the clause. Numbers that are left out are
// not among them.
std::vector<people::Number*> numbers_of(people::Clause& clause);

// Of these, by which others are divided ("for every 3", "2 in every 3"): none may be 0.
std::vector<const people::Number*> divisors_of(const people::Clause& clause);
// The article that says otherwise, if any does.
std::optional<std::string> divides_by_nothing(const people::Agreement& agreement);

}  // namespace midspan::clear::explain
