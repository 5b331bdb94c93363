// SPDX-License-Identifier: Apache-2.0
// What a person decided about a list's columns. The program guesses; a mapping overrides the guess, and is remembered
// for the party so that its next version is read the same way.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "lists/everyone.hpp"
#include "people/list.hpp"

namespace midspan::lists {

// In which order 03/04/1990 stands. Unsaid: decided from the column's other cells.
enum class DateOrder : std::uint8_t { Unsaid, DayMonthYear, MonthDayYear, YearMonthDay };

struct MappedColumn {
  std::string heading;     // as written in the list; compared without case, accents, spaces and punctuation
  std::size_t column = 0;  // from 1; 0: wherever the heading stands. With both, the heading decides if it is found
  people::ColumnRole role = people::ColumnRole::Ignored;
  DateOrder order = DateOrder::Unsaid;
  people::Calendar calendar = people::Calendar::Unknown;
  bool remembered = false;  // of an earlier list: nothing is said if this one lacks the column
  bool operator==(const MappedColumn&) const = default;
};

struct Mapping {
  std::vector<MappedColumn> columns;
  std::vector<std::string> sheets;  // empty: the sheet that looks like the list, and those of the same headings
  std::size_t header_row = 0;       // from 1; 0: found by the program
  std::string encoding;             // of delimited text, as ICU calls it; empty: found by the program
  std::vector<Said> everyone;       // what holds of everyone on the list and stands in no column

  bool says_nothing() const { return *this == Mapping(); }
  bool operator==(const Mapping&) const = default;
};

// "Heading=role", "C=role", "C=birth-date:mdy", "Heading=birth-date:hijri". A single or double Latin letter names the
// column by its letter unless a heading is spelt so. Errors: LST-030 (no "="), LST-031 (no such role; says which there
// are).
base::Result<MappedColumn> parse_mapped_column(std::string_view text);

// What to remember after a person has seen how `version` was read: every column with its role.
Mapping mapping_of(const people::ListVersion& version);

// A later decision about the same column wins.
void add(Mapping& mapping, MappedColumn column);

base::json::Value to_json(const Mapping& mapping);
// Every column counts as remembered. Errors: LST-032 (not a mapping); those of parse_said.
base::Result<Mapping> mapping_from_json(const base::json::Value& value);

}  // namespace midspan::lists
