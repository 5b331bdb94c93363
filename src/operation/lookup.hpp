// SPDX-License-Identifier: Apache-2.0
// Which entry of a list does a row of another table mean? By line, by identity number, or by name and birth.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "operation/state.hpp"
#include "people/finding.hpp"
#include "people/list.hpp"

namespace midspan::operation {

class EntryLookup {
 public:
  explicit EntryLookup(const people::ListVersion& list);

  // The entry that `row` (an entry of `table`) means; null with a finding OPR-040 (nobody), OPR-041 (several) or
  // OPR-043 (the line says one person and the name another).
  const people::Entry* find(const people::ListVersion& table, const people::Entry& row,
                            people::Findings& findings) const;

  // By the list's own number, or "#17" for row 17 of its sheet; null when nobody or more than one has it.
  const people::Entry* by_line(std::string_view line) const;

 private:
  const people::ListVersion& list_;
  std::unordered_map<std::string, std::vector<const people::Entry*>>
      lines_;  // the list's own numbering, else the count
  std::unordered_map<std::string, std::vector<const people::Entry*>> identifiers_;
  std::unordered_map<std::string, std::vector<const people::Entry*>> names_;  // words folded and sorted
};

// "CECOT:17": the entry at line 17 of the version in force of list CECOT, as by_line takes it; null when nobody stands
// there.
const people::Entry* entry_at(const State& state, std::string_view place);

// Where entries stand, as the newest version with their row has it; for many questions, since it looks through all
// versions once. The state must outlive it.
class EntryPlaces {
 public:
  explicit EntryPlaces(const State& state);

  // "CECOT:17 Ana Rivas"; the id itself where no version has it.
  std::string shown(const people::EntryId& entry) const;

 private:
  std::unordered_map<std::string_view, std::pair<const people::ListVersion*, const people::Entry*>> places_;
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
