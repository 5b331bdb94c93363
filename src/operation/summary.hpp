// SPDX-License-Identifier: Apache-2.0
// The numbers of an operation as a person wants to read them.
#pragma once

#include "base/json.hpp"
#include "operation/run.hpp"

namespace midspan::operation {

// Fills what is a view of the state; leaves alone what only the run knows (files, verification).
void summarise(const Operation& operation, Summary& summary);

base::json::Value to_json(const Summary& summary, std::string_view language);

// The summary in lines, at most 100 columns wide where names allow.
std::vector<std::string> lines(const Summary& summary, std::string_view language);

}  // namespace midspan::operation
