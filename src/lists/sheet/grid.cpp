// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/grid.hpp"

#include <algorithm>

namespace midspan::lists::sheet {

const GridCell* Grid::find(const GridRow& row, std::size_t column) const {
  const auto begin = cells.begin() + row.first;
  const auto end = begin + row.count;
  // Most rows have a cell in every column, so the cell is usually where its number says.
  if (column < row.count && (begin + static_cast<std::ptrdiff_t>(column))->column == column)
    return &*(begin + static_cast<std::ptrdiff_t>(column));
  const auto found = std::lower_bound(begin, end, column,
                                      [](const GridCell& cell, std::size_t wanted) { return cell.column < wanted; });
  return found != end && found->column == column ? &*found : nullptr;
}

void Grid::shrink() {
  text.shrink_to_fit();
  cells.shrink_to_fit();
  rows.shrink_to_fit();
}

bool GridBuilder::row(std::uint32_t number, bool hidden) {
  if (!grid_.rows.empty() && grid_.rows.back().count == 0) grid_.rows.pop_back();
  if (grid_.rows.size() >= most_rows_) return false;
  grid_.rows.push_back({number, static_cast<std::uint32_t>(grid_.cells.size()), 0, 0, hidden});
  return true;
}

bool GridBuilder::cell(std::uint16_t column, people::CellType type, std::uint8_t flags, std::string_view value) {
  if (grid_.rows.empty()) return false;
  grid_.cells.push_back(
      {static_cast<std::uint32_t>(grid_.text.size()), static_cast<std::uint32_t>(value.size()), column, type, flags});
  grid_.text.append(value);
  ++grid_.rows.back().count;
  return true;
}

void GridBuilder::finish() {
  if (!grid_.rows.empty() && grid_.rows.back().count == 0) grid_.rows.pop_back();
  std::sort(grid_.hidden_columns.begin(), grid_.hidden_columns.end());
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

std::string cell_name(std::size_t column, std::size_t row) { return column_letters(column) + std::to_string(row); }

bool column_of_letters(std::string_view letters, std::size_t& column) {
  if (letters.empty() || letters.size() > 3) return false;
  std::size_t value = 0;
  for (char letter : letters) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (letter < 'A' || letter > 'Z') return false;
    value = value * 26 + static_cast<std::size_t>(letter - 'A' + 1);
  }
  column = value - 1;
  return true;
}

}  // namespace midspan::lists::sheet
