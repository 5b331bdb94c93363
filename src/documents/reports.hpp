// SPDX-License-Identifier: Apache-2.0
// What goes back to a party that submitted a list. No score of a machine is ever on one of these.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "people/link.hpp"
#include "people/list.hpp"

namespace midspan::documents {

// XLSX: the list in the sender's own layout (title rows, header, every row where it stood, cells as text to the last
// byte) and one more column: what is doubtful in the row and what to do, cells concerned marked. version.findings is
// the input. Errors: DOC-005, DOC-006.
base::Result<std::string> list_report(const people::ListVersion& version, std::string_view language);

struct DiscrepancyReport {
  std::string operation_title;
  std::string operation_id;
  people::PartyId party;   // to whom it goes; other parties' discrepancies are left out
  std::string party_name;  // in the reader's language
  std::string day;         // ISO
  bool unsealed = false;
  std::vector<people::Discrepancy> discrepancies;
  std::vector<const people::ListVersion*> lists;  // that the entries belong to; only the party's own are quoted
};

base::Result<std::string> discrepancies_pdf(const DiscrepancyReport& report, std::string_view language);
base::Result<std::string> discrepancies_xlsx(const DiscrepancyReport& report, std::string_view language);
base::Result<std::string> discrepancies_html(const DiscrepancyReport& report, std::string_view language);

}  // namespace midspan::documents
