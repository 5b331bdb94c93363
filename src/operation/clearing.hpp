// SPDX-License-Identifier: Apache-2.0
// Clearing an operation: the agreement in force, the people with their facts, what has been delivered so far.
#pragma once

#include "base/progress.hpp"
#include "clear/clear.hpp"
#include "operation/operation.hpp"

namespace midspan::operation {

struct Cleared {
  people::Allocation acknowledged;
  people::Allocation contested;
  std::int64_t gained = 0;  // how many more could go if the contested were acknowledged
};

// Everything that clear/ takes, for questions (why, what if) that change nothing.
struct ClearingInput {
  people::Agreement agreement;
  std::vector<people::PersonFacts> people;
  std::vector<people::Delivery> ledger;
  clear::Options options;
  people::Findings doubts;  // about the people, to be settled first
};
base::Result<ClearingInput> clearing_input(const Operation& operation, unsigned threads);

// Appends clear.run twice, once for each world.
base::Result<Cleared> clear_operation(Operation& operation, unsigned threads, base::Progress& progress);

// The newest result of a world ("acknowledged", "contested"). Errors: OPR-064 (not cleared yet).
base::Result<people::Allocation> allocation(const Operation& operation, std::string_view world);

}  // namespace midspan::operation
