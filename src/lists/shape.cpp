// SPDX-License-Identifier: Apache-2.0
#include "lists/shape.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "lists/vocabulary.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

using people::Severity;

constexpr std::size_t kRowsLookedAt = 200;
constexpr int kCertainHeading = 90;

// Words of headings one below the other, at the front of the rows.
struct FrontWords {
  std::size_t rows = 0;  // with two cells or more
  std::size_t known = 0;
  std::set<std::string> distinct;
  std::string first;
  std::string second;

  explicit FrontWords(const sheet::Grid& grid) {
    for (std::size_t at = 0; at < std::min(grid.rows.size(), kRowsLookedAt); ++at) {
      const sheet::GridRow& row = grid.rows[at];
      if (row.count < 2) continue;
      ++rows;
      const std::string_view text = grid.value(grid.cells[row.first]);
      if (guess_heading(text, Effort::WholePhrases).confidence < kCertainHeading) continue;
      ++known;
      if (!distinct.insert(names::fold(text)).second) continue;
      if (distinct.size() == 1) first = text;
      if (distinct.size() == 2) second = text;
    }
  }

  bool are_headings() const { return distinct.size() >= 2 && known * 3 >= rows * 2; }
};

// The column that a second table begins with: its headings are those of the first, in the same order. 0: none does.
std::size_t second_table(const std::vector<ColumnPlan>& plans) {
  for (std::size_t begin = 2; begin + 2 <= plans.size(); ++begin) {
    std::size_t same = 0;
    while (same < begin && begin + same < plans.size() && !plans[same].heading.empty() &&
           names::fold(plans[same].heading) == names::fold(plans[begin + same].heading))
      ++same;
    const bool whole = same == begin || plans[same].heading.empty();
    const bool names_twice =
        std::any_of(plans.begin(), plans.begin() + static_cast<std::ptrdiff_t>(same), [](const ColumnPlan& plan) {
          const HeadingGuess guess = guess_heading(plan.heading, Effort::WholePhrases);
          return guess.unsettled == Unsettled::Name || is_name(guess.role);
        });
    if (same >= 2 && whole && names_twice) return begin;
  }
  return 0;
}

}  // namespace

Shape note_shape(const sheet::Grid& grid, const Layout& layout, const std::vector<ColumnPlan>& plans, Notes& notes) {
  if (const std::size_t begin = layout.has_header ? second_table(plans) : 0; begin != 0) {
    notes.about_column(Severity::Wrong, "LST-118", begin,
                       {{"heading", plans[begin].heading}, {"column", sheet::column_letters(begin)}});
    return Shape::TablesSideBySide;
  }
  const bool has_name =
      std::any_of(plans.begin(), plans.end(), [](const ColumnPlan& plan) { return is_name(plan.role); });
  if (has_name) return Shape::RowsArePeople;
  const FrontWords words(grid);
  if (!words.are_headings()) return Shape::RowsArePeople;
  const std::size_t times = words.known / words.distinct.size();
  if (times >= 2) {
    notes.about_file(Severity::Wrong, "LST-117",
                     {{"heading", words.first}, {"count", static_cast<std::int64_t>(times)}});
    return Shape::PeopleInBlocks;
  }
  notes.about_file(Severity::Wrong, "LST-116", {{"first", words.first}, {"second", words.second}});
  return Shape::PeopleInColumns;
}

}  // namespace midspan::lists
