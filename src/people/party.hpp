// SPDX-License-Identifier: Apache-2.0
// Who takes part: sides, the neutral in the middle, guarantors, observers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/ids.hpp"

namespace midspan::people {

using PartyId = base::Id<struct PartyTag>;  // a slug chosen when the party is added: "el-salvador"

enum class PartyRole { Side, Intermediary, Guarantor, Observer };

struct Party {
  PartyId id;
  PartyRole role = PartyRole::Side;
  std::map<std::string, std::string> names;  // by language code; "en" is always there
  std::vector<std::string> keys;             // enrolled verification keys (C2SP vkey), oldest first
};

}  // namespace midspan::people
