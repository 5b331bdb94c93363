// SPDX-License-Identifier: Apache-2.0
// Entries and list versions as JSON, for sealed items. What is written here is read back for as long as operation files
// exist: members are added, never renamed. Empty values are left out.
#pragma once

#include <optional>
#include <string_view>

#include "base/json.hpp"
#include "people/list.hpp"

namespace midspan::operation {

base::json::Value to_json(const people::Entry& entry);
// Errors: OPR-010 (an item that is not what this program writes; says which member).
base::Result<people::Entry> entry_from_json(const base::json::Value& value);

// Everything of a version but its entries.
base::json::Value to_json(const people::ListVersion& version);
base::Result<people::ListVersion> version_from_json(const base::json::Value& value);

std::string_view word(people::ListKind kind);  // "held", "sought", "pool"
std::optional<people::ListKind> list_kind(std::string_view word);

}  // namespace midspan::operation
