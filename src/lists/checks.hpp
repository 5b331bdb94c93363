// SPDX-License-Identifier: Apache-2.0
// What is doubtful about cells as texts and about the list as a whole. Nothing here changes a value.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lists/columns.hpp"
#include "lists/notes.hpp"
#include "lists/values.hpp"
#include "people/list.hpp"

namespace midspan::lists {

// Formula, error, quotes, signs that turn the direction, letters of two scripts in one word, text decoded wrongly.
class CellChecks {
 public:
  // Learns which script the names of the list are in, for letters that only look like it.
  CellChecks(const sheet::Grid& grid, const std::vector<ColumnPlan>& plans, const std::vector<std::size_t>& rows,
             Notes& notes);
  void check(const RowCell& cell, std::size_t row, std::size_t column) const;

 private:
  bool is_named_birth(std::string_view text, std::size_t column) const;
  void check_letters(std::string_view text, std::size_t row, std::size_t column) const;

  const std::vector<ColumnPlan>& plans_;
  Notes& notes_;
  bool births_apart_ = false;  // they have a column of their own
  people::Script usual_script_ = people::Script::Unknown;
};

// Of whole columns, rows: indices into grid.rows of the entries. Signs that nobody sees and that change nothing that is
// read; question marks where a program that saved the file had no sign for a letter.
void check_signs(const sheet::Grid& grid, const std::vector<std::size_t>& rows, Notes& notes);

// Rows that repeat each other, numbers that occur twice, line numbers that skip or repeat, rows without a name.
void check_entries(const people::ListVersion& version, const std::vector<ColumnPlan>& plans, Notes& notes);

// Totals that the list states against the entries that it has. stated: row, column (from 0) and number of each.
struct Stated {
  std::size_t row = 0;
  std::size_t column = 0;
  std::int64_t number = 0;
};
void check_totals(const std::vector<Stated>& stated, const people::ListVersion& version, Notes& notes);

// What the text would be if bytes of UTF-8 had been taken for windows-1252: "PÃ©rez" gives "Pérez". Empty otherwise.
std::string undone_mojibake(std::string_view text);

}  // namespace midspan::lists
