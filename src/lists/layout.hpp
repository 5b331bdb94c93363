// SPDX-License-Identifier: Apache-2.0
// Where in a sheet the list is: which rows are titles, which are headings, where the entries begin.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "lists/sheet/grid.hpp"

namespace midspan::lists {

struct Layout {
  bool has_header = false;
  std::size_t header_begin = 0;  // indices into grid.rows; [begin, end) are the lines of the heading
  std::size_t header_end = 0;
  std::size_t first_row = 0;          // index into grid.rows of the first row below the heading
  std::size_t columns = 0;            // of the sheet, as wide as its widest row
  std::size_t header_columns = 0;     // as wide as the heading
  std::vector<std::string> headings;  // a column each; lines of a heading joined by " / "
  int score = 0;                      // how much the heading looks like one; for choosing between sheets
};

// Looks for the heading among the first 100 rows with cells. header_row (as the sheet counts, 0: not said) overrides.
// Errors: LST-033 (no such row).
base::Result<Layout> find_layout(const sheet::Grid& grid, std::size_t header_row);

}  // namespace midspan::lists
