// SPDX-License-Identifier: Apache-2.0
// The cells of a row to the values of an entry, with findings for what cannot be read or can be read two ways.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lists/columns.hpp"
#include "lists/named_birth.hpp"
#include "lists/notes.hpp"
#include "lists/read_list.hpp"
#include "lists/sheet/grid.hpp"
#include "people/list.hpp"

namespace midspan::lists {

// One cell of a row as its value is read: the merged cell's text where the cell is part of a merge, no outer spaces.
struct RowCell {
  std::string_view text;
  people::CellType type = people::CellType::Empty;
  std::uint8_t flags = 0;
};

class ValueReader {
 public:
  // Learns from the columns as wholes: orders, calendars and placeholder days of dates; usual lengths of numbers.
  // rows: indices into grid.rows of the entries. Everything passed must outlive the reader.
  ValueReader(const sheet::Grid& grid, const std::vector<ColumnPlan>& plans, const std::vector<std::size_t>& rows,
              const ReadOptions& options, bool from_1904, Notes& notes);

  // cells: a RowCell for every plan.
  people::EntryValues read(const std::vector<RowCell>& cells, std::size_t row);

  // Columns of which something was taken that their heading does not say.
  void note_taken() const;

 private:
  struct DateColumn {
    names::ColumnDates rules;
    bool births = false;
  };
  struct NumberColumn {
    std::size_t usual_length = 0;  // 0: no usual length
    bool leading_zeros = false;    // numbers of the usual length often begin with 0
  };

  void learn_date_column(std::size_t column, const std::vector<std::size_t>& rows);
  void learn_number_column(std::size_t column, const std::vector<std::size_t>& rows);

  void read_names(const std::vector<RowCell>& cells, std::size_t row, people::EntryValues& values);
  void read_name_parts(const std::vector<RowCell>& cells, people::EntryValues& values);
  void read_births(const std::vector<RowCell>& cells, std::size_t row, people::EntryValues& values);
  people::DateSpan read_date(const RowCell& cell, std::size_t column, std::size_t row);
  void read_named_birth(const NamedBirth& both, std::size_t column, std::size_t row, people::EntryValues& values);
  void read_age(const std::vector<RowCell>& cells, std::size_t row, people::EntryValues& values);
  void read_nationality(const RowCell& cell, std::size_t column, std::size_t row, people::EntryValues& values);
  void read_identity(const RowCell& cell, std::size_t column, std::size_t row, people::EntryValues& values);
  void read_statement_date(const RowCell& cell, std::size_t column, std::size_t row, people::EntryValues& values);
  void read_remark(const std::string& text, std::size_t column, std::size_t row, people::EntryValues& values);
  void read_word(const RowCell& cell, std::size_t column, std::size_t row, people::EntryValues& values);
  void check_times(const people::EntryValues& values, std::size_t row);
  std::optional<std::size_t> column_of(people::ColumnRole role) const;

  const sheet::Grid& grid_;
  const std::vector<ColumnPlan>& plans_;
  const ReadOptions& options_;
  std::optional<base::Day> day_;  // from which ages count
  bool from_1904_;
  Notes& notes_;
  bool births_apart_ = false;          // they have a column of their own
  std::string language_;               // that most headings are in
  std::vector<DateColumn> dates_;      // by column
  std::vector<NumberColumn> numbers_;  // by column
  std::vector<std::size_t> taken_;     // by column: deaths told by their day, states of health told by a remark
};

// Nothing, or a word that says there is nothing ("-", "unknown").
bool is_absent(std::string_view text);

std::string lower(std::string_view text);

// What stands between separators, trimmed; empty parts are left out.
std::vector<std::string_view> split_values(std::string_view text, std::string_view separators);

// "17", "١٧", "17.", "17)"; -1 for anything else, and for more than nine digits.
std::int64_t whole_number(std::string_view text);

// Upper case, digits in ASCII, separators dropped.
std::string normal_identifier(std::string_view text);

// Without spaces and marks of direction around; ="0012" (how one program keeps zeros in delimited text) is 0012.
std::string_view trimmed(std::string_view text);

}  // namespace midspan::lists
