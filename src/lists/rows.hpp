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
};

// Every row is in one of the two. Makes the findings about rows as rows: hidden, struck out, too wide, too short.
SortedRows sort_rows(const sheet::Grid& grid, const Layout& layout, const std::vector<ColumnPlan>& plans, Notes& notes);

// A row's cells as values are read from them, merged cells filled in.
class RowView {
 public:
  RowView(const sheet::Grid& grid, std::size_t columns);
  // REQUIRES: rows in ascending order. Valid until the next call.
  const std::vector<RowCell>& of(const sheet::GridRow& row, Notes& notes);

 private:
  const sheet::Grid& grid_;
  std::vector<RowCell> cells_;
  struct Column {
    std::vector<sheet::Merge> merges;  // over several rows, ascending, none over another
    std::size_t next = 0;              // rows come ascending: merges before this one have ended
  };
  std::vector<Column> columns_;
};

}  // namespace midspan::lists
