// SPDX-License-Identifier: Apache-2.0
// Among the best plans, the first in the agreement's order go, and go first. The proofs are of the goals and say
// nothing of that; here every change of one person, or of one for another, is tried on the plan.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/rows.hpp"

namespace midspan::check {

struct Plan {
  std::vector<std::int64_t> values;  // by variable
  std::vector<std::pair<std::int64_t, std::int64_t>> bounds;
  std::vector<DerivedRow> goals;     // what the levels reached, as rows
  std::map<std::string, int> under;  // person -> variable, of those who go
};

// Somebody who comes before `other` in the order, waits while `other` goes, and could go in that place: every row is
// kept and every goal reached. other "": nobody would have to stay. The same person: could go in an earlier phase.
struct Passed {
  std::string person, other;
};
std::optional<Passed> passed_over(const Derived& derived, const Plan& plan);

}  // namespace midspan::check
