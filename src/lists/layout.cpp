// SPDX-License-Identifier: Apache-2.0
// Headings are found by their words. Every row near the top is scored by how many of its cells say something that a
// heading would say; titles have one long cell, entries have numbers, dates and names that no heading has. From the
// best row the heading may grow by a line up ("Date of birth" over "day, month, year") and down (a second language, a
// row of column numbers). Without a row of known words the first row is a heading only if the cells below it are of
// another kind.
#include "lists/layout.hpp"

#include <algorithm>

#include "lists/vocabulary.hpp"
#include "names/countries.hpp"
#include "names/dates.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

using people::CellType;
using sheet::Grid;
using sheet::GridCell;
using sheet::GridRow;

constexpr std::size_t kRowsSearched = 100;
constexpr std::size_t kThoroughGuesses = 2000;  // a tenth of a second; a heading stands near the top

struct RowLook {
  int cells = 0;
  int known = 0;  // cells that a heading would have
  int parts = 0;  // day, month, year
  int data = 0;   // numbers and dates
  int points = 0;
};

bool is_number(std::string_view text) {
  const std::string digits = names::ascii_digits(text);
  return !digits.empty() && digits.find_first_not_of("0123456789.,- ") == std::string::npos &&
         digits.find_first_of("0123456789") != std::string::npos;
}

RowLook look(const Grid& grid, const GridRow& row, std::size_t& guesses_left) {
  RowLook result;
  std::vector<std::string_view> texts;
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    const GridCell& cell = grid.cells[at];
    const std::string_view text = grid.value(cell);
    ++result.cells;
    if (cell.type == CellType::Number || cell.type == CellType::Date || cell.type == CellType::Boolean ||
        is_number(text))
      ++result.data;
    else if (text.size() <= 240) texts.push_back(text);
  }
  for (const std::string_view text : texts) {
    const bool thorough = result.data == 0 && guesses_left > 0;
    if (thorough) --guesses_left;
    const Effort effort = thorough ? Effort::Everything : Effort::WholePhrases;
    if (part_of_date(text) != Unsettled::No) ++result.parts;
    const HeadingGuess guess = guess_heading(text, effort);
    if (guess.confidence >= 65) {
      ++result.known;
      result.points += guess.confidence;
    } else if (names::parse_date(text).known()) {
      ++result.data;
    }
  }
  result.points -= 60 * result.data;
  return result;
}

// 1 | 2 | 3 | ... under the headings, as official forms have it.
bool numbers_columns(const Grid& grid, const GridRow& row) {
  if (row.count < 3) return false;
  for (std::uint32_t at = 0; at < row.count; ++at)
    if (names::ascii_digits(grid.value(grid.cells[row.first + at])) != std::to_string(at + 1)) return false;
  return true;
}

bool may_belong_to_heading(const RowLook& row) {
  return row.cells >= 2 && row.data == 0 && std::max(row.known, row.parts) * 2 >= row.cells;
}

std::string_view merged_value(const Grid& grid, const GridRow& row, std::size_t column) {
  if (const GridCell* cell = grid.find(row, column)) return grid.value(*cell);
  for (const sheet::Merge& merge : grid.merges) {
    if (row.number < merge.first_row || row.number > merge.last_row || column < merge.first_column ||
        column > merge.last_column)
      continue;
    const auto found = std::lower_bound(grid.rows.begin(), grid.rows.end(), merge.first_row,
                                        [](const GridRow& left, std::uint32_t number) { return left.number < number; });
    if (found == grid.rows.end() || found->number != merge.first_row) return {};
    const GridCell* cell = grid.find(*found, merge.first_column);
    return cell == nullptr ? std::string_view() : grid.value(*cell);
  }
  return {};
}

void join_headings(const Grid& grid, Layout& layout) {
  layout.headings.assign(layout.columns, {});
  for (std::size_t line = layout.header_begin; line < layout.header_end; ++line) {
    const GridRow& row = grid.rows[line];
    if (line > layout.header_begin && numbers_columns(grid, row)) continue;
    std::string_view to_the_left;
    for (std::size_t column = 0; column < layout.columns; ++column) {
      std::string_view value = merged_value(grid, row, column);
      // Delimited text has no merged cells: the upper line's text stands over the first of day, month, year only.
      const bool upper = line + 1 < layout.header_end;
      if (value.empty() && upper && grid.merges.empty()) {
        const GridCell* below = grid.find(grid.rows[line + 1], column);
        if (below != nullptr && part_of_date(grid.value(*below)) != Unsettled::No) value = to_the_left;
      } else if (!value.empty()) {
        to_the_left = value;
      }
      std::string& heading = layout.headings[column];
      const std::string text = names::clean_spaces(value);
      if (text.empty() || heading == text || heading.ends_with(" / " + text)) continue;
      if (!heading.empty()) heading += " / ";
      heading += text;
    }
  }
  for (std::size_t column = 0; column < layout.columns; ++column)
    if (!layout.headings[column].empty()) layout.header_columns = column + 1;
}

enum class Kind { Text, Number, Date, Country, Sex };

Kind kind_of(const GridCell& cell, std::string_view text) {
  if (cell.type == CellType::Date) return Kind::Date;
  if (cell.type == CellType::Number || is_number(text)) return Kind::Number;
  if (sex_word(text)) return Kind::Sex;
  if (names::country_of(text)) return Kind::Country;
  if (text.find_first_of("0123456789") != std::string_view::npos && names::parse_date(text).known()) return Kind::Date;
  return Kind::Text;
}

// No known word: the first wide row is a heading if some column below it is of one kind and the row's own cell is text.
bool first_row_differs(const Grid& grid, std::size_t first) {
  const GridRow& row = grid.rows[first];
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    const GridCell& cell = grid.cells[at];
    const std::string_view text = grid.value(cell);
    const Kind kind = kind_of(cell, text);
    if (kind == Kind::Country && text.size() <= 3) continue;  // "id" is Indonesia, and a heading more often than not
    if (kind != Kind::Text) return false;                     // an entry: headings are words
  }
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    std::size_t filled = 0;
    std::size_t typed[5] = {};
    for (std::size_t below = first + 1; below < std::min(grid.rows.size(), first + 40); ++below) {
      const GridCell* cell = grid.find(grid.rows[below], grid.cells[at].column);
      if (cell == nullptr) continue;
      ++filled;
      ++typed[static_cast<std::size_t>(kind_of(*cell, grid.value(*cell)))];
    }
    const std::size_t most = *std::max_element(typed + 1, typed + 5);
    if (filled >= 2 && most * 10 >= filled * 8) return true;
  }
  return false;
}

}  // namespace

base::Result<Layout> find_layout(const Grid& grid, std::size_t header_row) {
  Layout layout;
  for (const GridRow& row : grid.rows)
    layout.columns = std::max<std::size_t>(layout.columns,
                                           static_cast<std::size_t>(grid.cells[row.first + row.count - 1].column) + 1);
  const std::size_t searched = std::min(grid.rows.size(), kRowsSearched);
  if (header_row != 0) {
    const auto found =
        std::find_if(grid.rows.begin(), grid.rows.end(), [&](const GridRow& row) { return row.number == header_row; });
    if (found == grid.rows.end())
      return base::failure("LST-033", {{"row", static_cast<std::int64_t>(header_row)}}, base::Exit::WrongUse);
    layout.has_header = true;
    layout.header_begin = static_cast<std::size_t>(found - grid.rows.begin());
    layout.header_end = layout.first_row = layout.header_begin + 1;
    layout.score = 1000;
    join_headings(grid, layout);
    return layout;
  }
  std::vector<RowLook> looks;
  std::size_t guesses_left = kThoroughGuesses;
  for (std::size_t at = 0; at < searched; ++at) looks.push_back(look(grid, grid.rows[at], guesses_left));
  std::size_t best = searched;
  for (std::size_t at = 0; at < searched; ++at) {
    const bool enough = looks[at].known >= 2 || (looks[at].known == 1 && looks[at].cells == 1 && layout.columns == 1) ||
                        (looks[at].known == 1 && looks[at].cells >= 2 && looks[at].data == 0 &&
                         at + 1 < grid.rows.size() && looks[at].points >= 90 && first_row_differs(grid, at));
    if (enough && looks[at].points > 0 && (best == searched || looks[at].points > looks[best].points)) best = at;
  }
  if (best < searched) {
    layout.has_header = true;
    layout.score = looks[best].points;
    layout.header_begin = best;
    layout.header_end = best + 1;
    const auto adjacent = [&](std::size_t upper) { return grid.rows[upper].number + 1 == grid.rows[upper + 1].number; };
    if (best > 0 && adjacent(best - 1) && looks[best - 1].cells >= 2 && looks[best - 1].data == 0 &&
        (may_belong_to_heading(looks[best - 1]) || (looks[best].parts >= 2 && looks[best - 1].known >= 1)))
      --layout.header_begin;
    if (layout.header_end < searched && adjacent(layout.header_end - 1) &&
        may_belong_to_heading(looks[layout.header_end]))
      ++layout.header_end;
    if (layout.header_end < searched && numbers_columns(grid, grid.rows[layout.header_end])) ++layout.header_end;
    layout.first_row = layout.header_end;
    join_headings(grid, layout);
    return layout;
  }
  // Titles have one cell; the list begins with the first row that is as wide as most.
  std::vector<std::size_t> widths;
  for (std::size_t at = 0; at < searched; ++at) widths.push_back(grid.rows[at].count);
  std::vector<std::size_t> sorted = widths;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t usual = sorted.empty() ? 0 : sorted[sorted.size() / 2];
  std::size_t first = 0;
  while (first < searched && widths[first] * 2 < usual) ++first;
  layout.first_row = first;
  if (first + 1 < grid.rows.size() && usual >= 2 && first_row_differs(grid, first)) {
    layout.has_header = true;
    layout.header_begin = first;
    layout.header_end = layout.first_row = first + 1;
    layout.score = 10;
  }
  join_headings(grid, layout);
  return layout;
}

}  // namespace midspan::lists
