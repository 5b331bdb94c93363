// SPDX-License-Identifier: Apache-2.0
// Results of runs and answers as JSON, for sealed items: candidate pairs, statements, consents, allocations, annexes.
#pragma once

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "people/allocation.hpp"
#include "people/handover.hpp"
#include "people/link.hpp"
#include "people/statement.hpp"

namespace midspan::operation {

base::json::Value to_json(const base::Message& message);
base::Message message_from_json(const base::json::Value& value);

base::json::Value to_json(const std::vector<people::CandidatePair>& pairs);
std::vector<people::CandidatePair> candidates_from_json(const base::json::Value& value);

// What a statement says beside its code: date, detail. Null when there is nothing.
base::json::Value details_json(const people::Statement& statement, std::string_view remark = {});
void read_details(people::Statement& statement, const base::json::Value& details);

base::json::Value to_json(const people::Consent& consent);
people::Consent consent_from_json(const base::json::Value& value);

base::json::Value to_json(const people::Allocation& allocation);
people::Allocation allocation_from_json(const base::json::Value& value);

base::json::Value to_json(const people::Manifest& manifest);
people::Manifest manifest_from_json(const base::json::Value& value);

}  // namespace midspan::operation
