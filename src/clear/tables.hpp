// SPDX-License-Identifier: Apache-2.0
// A table of people and a ledger as CSV, for clearing without an operation (columns: docs/clear.md). Nothing is
// dropped: a cell that cannot be read is a finding and stays unknown, a column without a meaning here is kept under its
// heading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/allocation.hpp"
#include "people/finding.hpp"
#include "people/person.hpp"

namespace midspan::clear {

struct PeopleTable {
  std::vector<people::PersonFacts> people;
  people::Findings findings;
  bool ok = true;        // false: no column "id"
  std::string twice;     // the heading of two columns that both say it; nothing is read then
  bool standing = true;  // false: no column "standing"; whoever has a holder is taken as acknowledged
};
PeopleTable read_people(std::string_view csv, std::string_view source);

struct LedgerTable {
  std::vector<people::Delivery> deliveries;
  people::Findings findings;
};
LedgerTable read_ledger(std::string_view csv, std::string_view source);

}  // namespace midspan::clear
