// SPDX-License-Identifier: Apache-2.0
// Which entry of a list does a row of another table mean? By line, by identity number, or by name and birth.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "operation/state.hpp"
#include "people/finding.hpp"
#include "people/lines.hpp"
#include "people/list.hpp"

namespace midspan::operation {

class EntryLookup {
 public:
  explicit EntryLookup(const people::ListVersion& list);

  // The entry that `row` (an entry of `table`) means; null with a finding OPR-040 (nobody), OPR-041 (several) or
  // OPR-043 (the line says one person and the name another). Where a line is of several, the sheet that a cell of the
  // row names, the name and the birth say whose it is.
  const people::Entry* find(const people::ListVersion& table, const people::Entry& row,
                            people::Findings& findings) const;

  // By the list's own number, or "#17" for row 17 of its sheet; of a list over several sheets also "Camp 1!5" and
  // "#Camp 1!17", or with the sheet's place in the list: "1!5".
  const std::vector<const people::Entry*>& at_line(std::string_view line) const;

  // The same; null when nobody or more than one has it.
  const people::Entry* by_line(std::string_view line) const;

 private:
  std::vector<const people::Entry*> meant_by(const people::Entry& row, std::string_view line) const;

  const people::ListVersion& list_;
  std::unordered_map<std::string, std::vector<const people::Entry*>>
      lines_;  // the list's own numbering, else the count
  std::unordered_map<std::string, std::vector<const people::Entry*>> identifiers_;
  std::unordered_map<std::string, std::vector<const people::Entry*>> names_;  // words folded and sorted
};

// By its id, or by any of its names. Errors: OPR-020, with the ids that there are.
base::Result<people::PartyId> party_called(const State& state, std::string_view name);

// "CECOT:17": whoever stands at line 17 of the version in force of list CECOT, as at_line takes it.
std::vector<const people::Entry*> entries_at(const State& state, std::string_view place);

// The only one of these; null when there are none or several.
const people::Entry* entry_at(const State& state, std::string_view place);

// An entry, by its id.
struct Located {
  const people::Entry* entry = nullptr;
  const people::ListVersion* list = nullptr;
};
std::unordered_map<std::string, Located> locate(const State& state);  // those of lists in force

// The lists in force, in the order in which these versions came.
std::vector<const people::ListVersion*> lists_in_force(const State& state);

// Calls entries as a person would type them, "CECOT:17": as their list in force has them, else as the newest version
// with their row. REQUIRES: the state stays.
class Places {
 public:
  explicit Places(const State& state);

  std::string of(const people::ListVersion& list, const people::Entry& entry);
  std::string line(const people::ListVersion& list, const people::Entry& entry);  // "17"
  std::string named(const people::EntryId& entry);  // "CECOT:17 Ana Rivas"; the id itself where no version has it
  const Located* find(const people::EntryId& entry) const;

 private:
  std::unordered_map<std::string, Located> where_;
  std::map<std::string, people::Lines> lines_;  // by version
};

// The raw text of the first cell whose column has this role; "" if there is none.
std::string_view cell(const people::ListVersion& version, const people::Entry& entry, people::ColumnRole role);

// The column of answers in a table beside lists: the one with this role, else the only one of which four cells in
// five are `understood`. Errors: OPR-044 (there is none: a table without answers is a mistake, not a silence).
base::Result<std::size_t> answer_column(const people::ListVersion& table, people::ColumnRole role,
                                        bool (*understood)(std::string_view));

people::Finding finding_at(const people::ListVersion& table, const people::Entry& row, base::Message message,
                           people::Severity severity = people::Severity::Doubt);

}  // namespace midspan::operation
