// SPDX-License-Identifier: Apache-2.0
// What changed between two versions of a list: which rows came, went, changed, and in which fields.
//
// Rows are matched in falling order of certainty, each row at most once: the same identity number (unique in both
// versions), the whole row alike, the same name and birth, the same name alone (unique in both), then what is most
// alike of what remains if it shares birth and part of the name, then whoever stands where nobody else came or went and
// whose name was only spelt better or given in full. This compares one sender's list with itself; it is not
// the reconciliation of two parties' lists and never links persons.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "people/list.hpp"

namespace midspan::lists {

struct FieldChange {
  std::string heading;  // the new version's, or the old one's if the column went
  people::ColumnRole role = people::ColumnRole::Ignored;
  std::string before;  // raw; empty if there was none
  std::string after;
  bool same_meaning = false;  // "05.03.1990" -> "1990-03-05": written differently only
};

enum class MatchedBy { Identifier, WholeRow, NameAndBirth, Name, Likeness };

struct RowChange {
  std::size_t before = 0;  // index into the old version's entries
  std::size_t after = 0;   // index into the new version's entries
  MatchedBy matched_by = MatchedBy::WholeRow;
  std::vector<FieldChange> fields;  // in the new version's column order, then columns that went
};

struct Difference {
  std::vector<std::size_t> added;          // indices into the new version's entries, ascending
  std::vector<std::size_t> removed;        // indices into the old version's entries, ascending
  std::vector<RowChange> changed;          // by row of the new version; at least one field each
  std::vector<RowChange> unchanged;        // matched, no field changed (a moved row is unchanged); fields is empty
  std::vector<std::string> columns_added;  // headings
  std::vector<std::string> columns_removed;
};

// Cost: linear in the rows, times the length of the longest group of rows with one birth date (bounded).
Difference diff(const people::ListVersion& before, const people::ListVersion& after);

}  // namespace midspan::lists
