// SPDX-License-Identifier: Apache-2.0
// The numbers of an article, and edits to them: what-if questions, prices, counter-offers.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "people/agreement.hpp"

namespace midspan::clear::explain {

// Every number of a clause that a negotiator might move, in the order of the clause. Numbers that are left out are
// not among them.
std::vector<people::Number*> numbers_of(people::Clause& clause);

}  // namespace midspan::clear::explain
