// SPDX-License-Identifier: Apache-2.0
// What a holder says of an entry. Silence is not denial.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "people/list.hpp"

namespace midspan::people {

enum class StatementCode : std::uint8_t {
  Held,
  HeldByOther,
  Released,
  Exchanged,
  Transferred,
  Escaped,
  DiedInCustody,
  DiedBeforeCustody,
  NeverHeld,
  NotConflictRelated,
  DuplicateOf,
  InsufficientData,
  UnderSearch,
  Declines,
};

struct Statement {
  EntryId entry;
  PartyId party;
  StatementCode code = StatementCode::UnderSearch;
  DateSpan date;       // of the event stated
  std::string detail;  // other authority, destination, row duplicated, fields wanted
  std::int64_t act = -1;
};

// Derived, never typed in: alleged -> acknowledged -> confirmed -> interviewed.
enum class Standing : std::uint8_t { Alleged, Acknowledged, Confirmed, Interviewed };

enum class HoldKind : std::uint8_t {
  CourtOrder,
  Consent,
  Refoulement,
  Medical,
  Penal,
  Identity,
  Minor,
  FamilyUnit,
  PartyObjection,
  Other,
};

struct Hold {
  std::string id;
  HoldKind kind = HoldKind::Other;
  std::vector<EntryId> entries;  // a person, or everyone under an order
  std::string order;             // the order's reference, for a group
  std::string placed_by;
  std::string reason;
  std::int64_t act = -1;
  bool lifted = false;
};

enum class ConsentScope : std::uint8_t { Travel, Destination };
enum class ConsentAnswer : std::uint8_t { Missing, Yes, No, Undecided };

struct Consent {
  std::string id;
  EntryId entry;
  ConsentScope scope = ConsentScope::Travel;
  ConsentAnswer answer = ConsentAnswer::Missing;
  std::string destination;
  std::int64_t act = -1;
};

}  // namespace midspan::people
