// SPDX-License-Identifier: Apache-2.0
#include "lists/notes.hpp"

#include <algorithm>
#include <tuple>

#include "lists/sheet/grid.hpp"

namespace midspan::lists {

namespace {
constexpr std::size_t kMostOfAKind = 1000;
}

void Notes::add(people::Severity severity, std::string code, std::size_t row, std::size_t column, Arguments arguments) {
  Count& count = counts_[{code, column}];
  count.severity = severity;
  if (++count.made > kMostOfAKind) return;
  people::Finding finding;
  finding.message = {std::move(code), std::move(arguments)};
  finding.severity = severity;
  finding.place.source = source_;
  finding.place.row = row;
  finding.place.column = column;
  findings_.push_back(std::move(finding));
}

base::Argument Notes::row(std::size_t row) const {
  if (sheets_.size() < 2) return static_cast<std::int64_t>(row);
  return row_shown(sheets_, row);
}

base::Argument Notes::cell(std::size_t row, std::size_t column) const {
  const people::RowPlace place = row_place(sheets_, row);
  const std::string name = sheet::cell_name(column, place.row);
  return sheets_.size() < 2 ? name : std::string(place.sheet) + "!" + name;
}

void Notes::about_file(people::Severity severity, std::string code, Arguments arguments) {
  add(severity, std::move(code), 0, 0, std::move(arguments));
}
void Notes::about_column(people::Severity severity, std::string code, std::size_t column, Arguments arguments) {
  add(severity, std::move(code), 0, column + 1, std::move(arguments));
}
void Notes::about_row(people::Severity severity, std::string code, std::size_t row, Arguments arguments) {
  add(severity, std::move(code), row, 0, std::move(arguments));
}
void Notes::about_cell(people::Severity severity, std::string code, std::size_t row, std::size_t column,
                       Arguments arguments) {
  add(severity, std::move(code), row, column + 1, std::move(arguments));
}

people::Findings Notes::take() {
  for (const auto& [key, count] : std::map(counts_))
    if (count.made > kMostOfAKind)
      add(count.severity, "LST-119", 0, key.second,
          {{"code", key.first},
           {"shown", static_cast<std::int64_t>(kMostOfAKind)},
           {"count", static_cast<std::int64_t>(count.made)}});
  std::stable_sort(findings_.begin(), findings_.end(), [](const people::Finding& left, const people::Finding& right) {
    return std::tie(left.place.row, left.place.column, left.message.code) <
           std::tie(right.place.row, right.place.column, right.message.code);
  });
  for (people::Finding& finding : findings_) {
    people::Place& place = finding.place;
    if (place.row != 0 || sheets_.size() == 1) {
      const people::RowPlace at = row_place(sheets_, place.row);
      place.sheet = at.sheet;
      place.row = at.row;
    }
    if (place.column != 0)
      place.cell =
          place.row != 0 ? sheet::cell_name(place.column - 1, place.row) : sheet::column_letters(place.column - 1);
  }
  return std::move(findings_);
}

}  // namespace midspan::lists
