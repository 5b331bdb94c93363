// SPDX-License-Identifier: Apache-2.0
// The rows below the heading: which are entries, and how their cells are seen.
#pragma once

#include <cstddef>
#include <vector>

#include "lists/checks.hpp"
#include "lists/columns.hpp"
#include "lists/layout.hpp"
#include "lists/notes.hpp"
#include "lists/sheet/grid.hpp"
#include "lists/values.hpp"

namespace midspan::lists {

struct SortedRows {
  std::vector<std::size_t> entries;  // indices into grid.rows
  std::vector<std::size_t> others;   // totals, repeated headings, titles of sections, signatures
  std::vector<Stated> stated;        // totals that the list states, the ones above the heading included
  std::vector<std::size_t> places;   // of the others: titles that say where those below them are held
};

// Every row is in one of the two. Makes the findings about rows as rows: hidden, struck out, too wide, too short.
SortedRows sort_rows(const sheet::Grid& grid, const Layout& layout, const std::vector<ColumnPlan>& plans, Notes& notes);

// A row's cells as values are read from them: merged cells are filled in, and signs that repeat the cell above where it
// says how or where somebody is held; who somebody is, and what is answered about them, is never filled in.
class RowView {
 public:
  RowView(const sheet::Grid& grid, const std::vector<ColumnPlan>& plans, std::vector<std::size_t> places);
  // REQUIRES: rows in ascending order; `at` is an index into grid.rows. Valid until the next call.
  const std::vector<RowCell>& of(std::size_t at, Notes& notes);
  // How many cells of a column were filled in from the one above.
  void note_repeated(Notes& notes) const;

 private:
  void repeat_above(std::size_t at);

  const sheet::Grid& grid_;
  std::vector<std::size_t> places_;  // titles, as SortedRows has them
  std::vector<RowCell> cells_;
  struct Column {
    std::vector<sheet::Merge> merges;  // over several rows, ascending, none over another
    std::size_t next = 0;              // rows come ascending: merges before this one have ended
    bool may_repeat = false;
    bool is_place = false;     // a title above says it too
    RowCell above;             // the last cell that says something itself
    std::size_t repeated = 0;  // cells filled in from it
  };
  std::vector<Column> columns_;
  std::size_t next_row_ = 0;  // index of the row that follows the last one asked for
};

}  // namespace midspan::lists
