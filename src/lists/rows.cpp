// SPDX-License-Identifier: Apache-2.0
#include "lists/rows.hpp"

#include <algorithm>
#include <set>

#include "lists/vocabulary.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

using people::ColumnRole;
using people::Severity;
using sheet::Grid;
using sheet::GridCell;
using sheet::GridRow;

constexpr std::size_t kMostTotals = 200;  // each is held against all rows

// "64", "64 persons"
std::optional<std::int64_t> count_in(std::string_view cell) {
  const std::string text = names::ascii_digits(trimmed(cell));
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 9 || text.find_first_of("0123456789", digits) != std::string::npos) return std::nullopt;
  return std::stoll(text.substr(0, digits));
}

bool names_somebody(const Grid& grid, const GridRow& row, const std::vector<ColumnPlan>& plans) {
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at)
    if (is_name(plans[grid.cells[at].column].role)) return true;
  return false;
}

// Sum and Suma are names too: under a heading of names, in a row that has a number of its own or says more of somebody
// than counts. `word`: the cell that says total.
bool is_called_total(const Grid& grid, const GridRow& row, std::uint32_t word, const std::vector<ColumnPlan>& plans) {
  const std::string said(grid.value(grid.cells[word]));
  const bool under_names = is_name(plans[grid.cells[word].column].role);
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    if (at == word) continue;
    const std::string_view text = trimmed(grid.value(grid.cells[at]));
    const ColumnRole role = plans[grid.cells[at].column].role;
    if (under_names && at < word && role == ColumnRole::LineNumber && whole_number(text) >= 0) return true;
    const bool digits = names::ascii_digits(text).find_first_of("0123456789") != std::string::npos;
    if (count_in(text) || (!digits && total_word(said + " " + std::string(text)))) continue;
    const bool of_somebody = is_name(role) || is_identity(role) || is_date(role) || role == ColumnRole::Nationality ||
                             role == ColumnRole::Sex;
    if (of_somebody && (under_names || (is_name(role) && at < word))) return true;
  }
  return false;
}

// A total's number, in its own cell or in another of its row.
bool read_total(const Grid& grid, const GridRow& row, const std::vector<ColumnPlan>& plans,
                std::vector<Stated>& stated) {
  if (row.count > 6) return false;
  if (row.count <= 3 && counts_a_part(grid.value(grid.cells[row.first]))) return true;
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    const GridCell& cell = grid.cells[at];
    const auto total = total_word(grid.value(cell));
    if (!total) continue;
    if (is_called_total(grid, row, at, plans)) return false;
    std::optional<std::int64_t> number = total->number;
    for (std::uint32_t other = at + 1; other < row.first + row.count && !number; ++other)
      number = count_in(grid.value(grid.cells[other]));
    if (number && stated.size() < kMostTotals) stated.push_back({row.number, cell.column, *number});
    return number || row.count <= 3;  // the word without a number
  }
  return false;
}

bool repeats_heading(const Grid& grid, const GridRow& row, const Layout& layout) {
  if (!layout.has_header || row.count < 2) return false;
  for (std::size_t line = layout.header_begin; line < layout.header_end; ++line) {
    const GridRow& heading = grid.rows[line];
    if (heading.count != row.count) continue;
    bool same = true;
    for (std::uint32_t at = 0; at < row.count && same; ++at) {
      const GridCell& left = grid.cells[heading.first + at];
      const GridCell& right = grid.cells[row.first + at];
      same = left.column == right.column && grid.value(left) == grid.value(right);
    }
    if (same) return true;
  }
  return false;
}

// The headings of another table further down: two of them at least stand in this list's heading too, in other places.
bool another_heading(const Grid& grid, const GridRow& row, const std::set<std::string_view>& heading_cells) {
  if (row.count < 2) return false;
  std::size_t same = 0;
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at) {
    const std::string_view text = grid.value(grid.cells[at]);
    if (heading_cells.count(text) != 0 && guess_heading(text, Effort::WholePhrases).known()) ++same;
  }
  return same >= 2 && same * 2 >= row.count;
}

// A name alone below a row that has more: names over two lines of a sheet look like this.
bool may_continue(const Grid& grid, const GridRow& row, const GridRow& before, const std::vector<ColumnPlan>& plans) {
  if (row.count != 1 || before.count < 3 || row.number != before.number + 1) return false;
  const GridCell& cell = grid.cells[row.first];
  if (!is_name(plans[cell.column].role) || grid.find(before, cell.column) == nullptr) return false;
  for (std::size_t column = 0; column < plans.size(); ++column)
    if ((plans[column].role == ColumnRole::LineNumber || is_identity(plans[column].role)) &&
        grid.find(before, column) != nullptr)
      return true;
  return false;
}

// One cell alone, where entries have several, and not a name under a name's heading: a section's title, a note, a
// signature.
bool stands_alone(const Grid& grid, const GridRow& row, const std::vector<ColumnPlan>& plans, std::size_t usual_cells,
                  const std::vector<std::uint32_t>& wide_rows) {
  if (row.count != 1 || usual_cells < 3) return false;
  if (std::binary_search(wide_rows.begin(), wide_rows.end(), row.number)) return true;
  const GridCell& cell = grid.cells[row.first];
  const ColumnRole role = plans[cell.column].role;
  return !is_name(role) && !is_identity(role);
}

// Lists go by camps, regions, ranks: a title, alone in its row, stands above those it is about. Under a heading of
// names it looks like somebody of whom nothing else is known, but for what it says or for the number that everybody
// else has.
class Sections {
 public:
  Sections(const Grid& grid, const Layout& layout, const std::vector<ColumnPlan>& plans, std::size_t usual_cells)
      : grid_(grid), plans_(plans), possible_(usual_cells >= 3), above_people_(grid.rows.size() + 1) {
    for (std::size_t column = 0; column < plans.size(); ++column)
      if (plans[column].role == ColumnRole::LineNumber) numbers_ = column;
    for (std::size_t at = grid.rows.size(); at-- > layout.first_row;)
      above_people_[at] = grid.rows[at].count >= 3 || (above_people_[at + 1] && is_one_name(at));
    if (!possible_ || numbers_ == plans.size()) return;
    std::size_t wide = 0;
    std::size_t numbered = 0;
    for (std::size_t at = layout.first_row; at < grid.rows.size(); ++at) {
      if (grid.rows[at].count < 3) continue;
      ++wide;
      last_wide_ = at;
      if (grid.find(grid.rows[at], numbers_) != nullptr) ++numbered;
    }
    all_are_numbered_ = numbered * 10 >= wide * 9 && wide > 0;
    begins_with_one_ = all_are_numbered_ && is_alone(layout.first_row);
  }

  bool begins(std::size_t at) const {
    if (!is_alone(at)) return false;
    const std::string_view text = trimmed(grid_.value(grid_.cells[grid_.rows[at].first]));
    if (is_place_of_detention(text)) return true;
    return all_are_numbered_ && (begins_with_one_ || text.ends_with(':') || counts_anew(at + 1));
  }

  // Below the last of the people, where they have numbers: who prepared the list, "Head of section | A. Made-up".
  bool are_over(std::size_t at) const {
    const GridRow& row = grid_.rows[at];
    if (!all_are_numbered_ || at <= last_wide_) return false;
    for (std::uint32_t cell = row.first; cell < row.first + row.count; ++cell) {
      const ColumnRole role = plans_[grid_.cells[cell].column].role;
      const bool tells_who = role == ColumnRole::LineNumber || role == ColumnRole::Age || is_identity(role) ||
                             (role >= ColumnRole::BirthDate && role <= ColumnRole::BirthDay);
      if (tells_who && row.count > 1) return false;
    }
    return true;
  }

 private:
  bool is_one_name(std::size_t at) const {
    const GridRow& row = grid_.rows[at];
    return row.count == 1 && is_name(plans_[grid_.cells[row.first].column].role);
  }

  // And a row of people below it, behind other titles perhaps.
  bool is_alone(std::size_t at) const { return possible_ && is_one_name(at) && above_people_[at + 1]; }

  bool counts_anew(std::size_t at) const {
    const GridCell* cell = grid_.find(grid_.rows[at], numbers_);
    return cell != nullptr && whole_number(grid_.value(*cell)) == 1;
  }

  const Grid& grid_;
  const std::vector<ColumnPlan>& plans_;
  bool possible_;
  std::vector<bool> above_people_;       // by row: of people, or a title above one
  std::size_t numbers_ = plans_.size();  // the column; plans_.size(): there is none
  std::size_t last_wide_ = 0;
  bool all_are_numbered_ = false;
  bool begins_with_one_ = false;
};

void note_row(const Grid& grid, const GridRow& row, const Layout& layout, Notes& notes, bool short_rows_are_usual) {
  if (row.hidden) notes.about_row(Severity::Doubt, "LST-124", row.number);
  std::size_t struck = 0;
  for (std::uint32_t at = row.first; at < row.first + row.count; ++at)
    if ((grid.cells[at].flags & sheet::kStruckOut) != 0) ++struck;
  if (struck > 0) notes.about_row(Severity::Doubt, "LST-125", row.number);
  const std::size_t last = grid.cells[row.first + row.count - 1].column;
  if (layout.has_header && last >= layout.header_columns)
    notes.about_cell(Severity::Doubt, "LST-129", row.number, last,
                     {{"columns", static_cast<std::int64_t>(layout.header_columns)}});
  if (layout.has_header && row.width != 0 && row.width < layout.header_columns && !short_rows_are_usual)
    notes.about_row(Severity::Doubt, "LST-130", row.number,
                    {{"cells", static_cast<std::int64_t>(row.width)},
                     {"columns", static_cast<std::int64_t>(layout.header_columns)}});
}

}  // namespace

SortedRows sort_rows(const Grid& grid, const Layout& layout, const std::vector<ColumnPlan>& plans, Notes& notes) {
  SortedRows sorted;
  for (std::size_t at = 0; at < layout.header_begin; ++at) (void)read_total(grid, grid.rows[at], plans, sorted.stated);
  std::vector<std::size_t> counts;
  std::size_t short_rows = 0;
  for (std::size_t at = layout.first_row; at < grid.rows.size(); ++at) {
    if (grid.rows[at].count > 1) counts.push_back(grid.rows[at].count);  // titles may be as many as entries
    if (grid.rows[at].width != 0 && grid.rows[at].width < layout.header_columns) ++short_rows;
  }
  const std::size_t rows = grid.rows.size() - layout.first_row;
  if (rows == 0) return sorted;
  if (counts.empty()) counts.push_back(1);
  std::nth_element(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2), counts.end());
  const std::size_t usual = counts[counts.size() / 2];
  std::set<std::string_view> heading_cells;
  for (std::size_t line = layout.header_begin; layout.has_header && line < layout.header_end; ++line)
    for (std::uint32_t at = 0; at < grid.rows[line].count; ++at)
      heading_cells.insert(grid.value(grid.cells[grid.rows[line].first + at]));
  const bool short_rows_are_usual = short_rows * 5 > rows;  // the program that wrote it leaves empty ends out
  std::vector<std::uint32_t> wide_rows;                     // with a cell merged over three columns or more
  for (const sheet::Merge& merge : grid.merges)
    if (merge.last_column >= merge.first_column + 2) wide_rows.push_back(merge.first_row);
  std::sort(wide_rows.begin(), wide_rows.end());
  const Sections sections(grid, layout, plans, usual);
  sorted.entries.reserve(rows);
  for (std::size_t at = layout.first_row; at < grid.rows.size(); ++at) {
    const GridRow& row = grid.rows[at];
    const std::string first_text(grid.value(grid.cells[row.first]).substr(0, 200));
    const Severity doubted_if_named = names_somebody(grid, row, plans) ? Severity::Doubt : Severity::Note;
    if (repeats_heading(grid, row, layout)) {
      notes.about_row(Severity::Note, "LST-121", row.number);
    } else if (another_heading(grid, row, heading_cells)) {
      notes.about_row(Severity::Doubt, "LST-137", row.number, {{"text", first_text}});
    } else if (read_total(grid, row, plans, sorted.stated)) {
      if (sorted.stated.empty() || sorted.stated.back().row != row.number)
        notes.about_row(doubted_if_named, "LST-120", row.number, {{"text", first_text}});
    } else if (stands_alone(grid, row, plans, usual, wide_rows)) {
      const bool is_place = is_place_of_detention(first_text);
      notes.about_row(is_place ? Severity::Note : doubted_if_named, is_place ? "LST-159" : "LST-120", row.number,
                      {{"text", first_text}});
      if (is_place) sorted.places.push_back(at);
    } else if (sections.are_over(at)) {
      notes.about_row(sorted.stated.empty() ? Severity::Doubt : doubted_if_named, "LST-120", row.number,
                      {{"text", first_text}});
    } else if (sections.begins(at)) {
      notes.about_row(Severity::Doubt, "LST-159", row.number, {{"text", first_text}});
      if (is_place_of_detention(first_text)) sorted.places.push_back(at);
    } else {
      if (at > layout.first_row && may_continue(grid, row, grid.rows[at - 1], plans))
        notes.about_row(Severity::Doubt, "LST-138", row.number,
                        {{"text", first_text}, {"row", notes.row(row.number - 1)}});
      note_row(grid, row, layout, notes, short_rows_are_usual);
      sorted.entries.push_back(at);
      continue;
    }
    sorted.others.push_back(at);
  }
  return sorted;
}

RowView::RowView(const Grid& grid, const std::vector<ColumnPlan>& plans, std::vector<std::size_t> places)
    : grid_(grid), places_(std::move(places)), cells_(plans.size()), columns_(plans.size()) {
  static constexpr ColumnRole kMayRepeat[] = {
      ColumnRole::Facility,  ColumnRole::Place,      ColumnRole::Address,    ColumnRole::BirthPlace,
      ColumnRole::Rank,      ColumnRole::Unit,       ColumnRole::Holder,     ColumnRole::OnBehalfOf,
      ColumnRole::HeldSince, ColumnRole::CapturedOn, ColumnRole::Category,   ColumnRole::Nationality,
      ColumnRole::Offence,   ColumnRole::Sentence,   ColumnRole::CaseNumber, ColumnRole::Destination};
  for (std::size_t column = 0; column < plans.size(); ++column) {
    const ColumnRole role = plans[column].role;
    columns_[column].may_repeat = std::find(std::begin(kMayRepeat), std::end(kMayRepeat), role) != std::end(kMayRepeat);
    columns_[column].is_place = role == ColumnRole::Facility;
  }
  std::vector<sheet::Merge> merges = grid.merges;
  std::sort(merges.begin(), merges.end(),
            [](const sheet::Merge& left, const sheet::Merge& right) { return left.first_row < right.first_row; });
  for (const sheet::Merge& merge : merges) {
    if (merge.last_row == merge.first_row || merge.first_column >= columns_.size()) continue;
    std::vector<sheet::Merge>& kept = columns_[merge.first_column].merges;
    if (kept.empty() || kept.back().last_row < merge.first_row) kept.push_back(merge);
  }
}

const std::vector<RowCell>& RowView::of(std::size_t at, Notes& notes) {
  const GridRow& row = grid_.rows[at];
  std::fill(cells_.begin(), cells_.end(), RowCell{});
  for (std::uint32_t cell = row.first; cell < row.first + row.count; ++cell)
    cells_[grid_.cells[cell].column] = {trimmed(grid_.value(grid_.cells[cell])), grid_.cells[cell].type,
                                        grid_.cells[cell].flags};
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const std::vector<sheet::Merge>& merges = columns_[column].merges;
    std::size_t& next = columns_[column].next;
    while (next < merges.size() && merges[next].last_row < row.number) ++next;
    if (next == merges.size() || merges[next].first_row >= row.number || !cells_[column].text.empty()) continue;
    const auto top = std::lower_bound(grid_.rows.begin(), grid_.rows.end(), merges[next].first_row,
                                      [](const GridRow& left, std::uint32_t number) { return left.number < number; });
    if (top == grid_.rows.end() || top->number != merges[next].first_row) continue;
    const GridCell* cell = grid_.find(*top, column);
    if (cell == nullptr) continue;
    cells_[column] = {trimmed(grid_.value(*cell)), cell->type, 0};
    notes.about_cell(
        Severity::Doubt, "LST-134", row.number, column,
        {{"text", std::string(cells_[column].text)}, {"cell", notes.cell(merges[next].first_row, column)}});
  }
  repeat_above(at);
  return cells_;
}

// Nothing is repeated over a title, a total or the end of a sheet.
void RowView::repeat_above(std::size_t at) {
  const bool begins_anew = at != next_row_;
  next_row_ = at + 1;
  RowCell title;
  if (at > 0 && std::binary_search(places_.begin(), places_.end(), at - 1))
    title.text = trimmed(grid_.value(grid_.cells[grid_.rows[at - 1].first]));
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    Column& above = columns_[column];
    if (!above.may_repeat) continue;
    if (begins_anew) above.above = above.is_place ? title : RowCell{};
    if (!ditto_word(cells_[column].text)) {
      above.above = cells_[column];
    } else if (!above.above.text.empty()) {
      cells_[column] = above.above;
      ++above.repeated;
    }
  }
}

void RowView::note_repeated(Notes& notes) const {
  for (std::size_t column = 0; column < columns_.size(); ++column)
    if (columns_[column].repeated != 0)
      notes.about_column(Severity::Doubt, "LST-184", column,
                         {{"count", static_cast<std::int64_t>(columns_[column].repeated)}});
}

}  // namespace midspan::lists
