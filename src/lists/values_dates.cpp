// SPDX-License-Identifier: Apache-2.0
// The half of ValueReader that reads dates and ages, and doubts what cannot have been.
#include <algorithm>

#include "base/listed.hpp"
#include "lists/named_birth.hpp"
#include "lists/values.hpp"
#include "lists/vocabulary.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

using people::CellType;
using people::ColumnRole;
using people::DateSpan;
using people::EntryValues;
using people::Severity;

constexpr int kOldest = 110;

// Day, month and year are all there, as numbers.
bool is_full_date(std::string_view text) {
  const std::string digits = names::ascii_digits(text);
  int groups = 0;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    const bool digit = digits[at] >= '0' && digits[at] <= '9';
    if (digit && (at == 0 || digits[at - 1] < '0' || digits[at - 1] > '9')) ++groups;
  }
  return groups == 3;
}

int full_years_between(base::Day from, base::Day to) {
  const base::CivilDate begin = base::civil(from);
  const base::CivilDate end = base::civil(to);
  const bool before_birthday = end.month < begin.month || (end.month == begin.month && end.day < begin.day);
  return end.year - begin.year - (before_birthday ? 1 : 0);
}

}  // namespace

void ValueReader::learn_date_column(std::size_t column, const std::vector<std::size_t>& rows) {
  std::vector<std::string_view> cells;
  cells.reserve(rows.size());
  for (const std::size_t at : rows) {
    const sheet::GridCell* cell = grid_.find(grid_.rows[at], column);
    if (cell == nullptr) continue;
    std::string_view text = trimmed(grid_.value(*cell));
    if (plans_[column].role == ColumnRole::FullName) {
      const auto both = named_birth(text, plans_[column].profile.numbers_are_ages);
      if (!both || both->kind != NamedBirth::Kind::Date) continue;
      text = both->birth;
    }
    if (plans_[column].role == ColumnRole::BirthYear && whole_number(text) >= 0 && whole_number(text) < 100) continue;
    cells.push_back(cell->type == CellType::Date ? text.substr(0, 10) : text);
  }
  DateColumn& dates = dates_[column];
  const ColumnPlan& plan = plans_[column];
  dates.births =
      plan.role == ColumnRole::BirthDate || plan.role == ColumnRole::BirthYear || plan.role == ColumnRole::FullName;
  dates.rules = names::learn_dates(cells, {language_, options_.received, dates.births});
  dates.rules.epoch_1904 = from_1904_;
  if (plan.order == DateOrder::DayMonthYear) dates.rules.order = names::FieldOrder::DayFirst;
  if (plan.order == DateOrder::MonthDayYear) dates.rules.order = names::FieldOrder::MonthFirst;
  if (plan.calendar != people::Calendar::Unknown) dates.rules.calendar = plan.calendar;
  const bool settled = plan.order != DateOrder::Unsaid || plan.calendar != people::Calendar::Unknown;
  for (const base::Message& decision : dates.rules.decisions)
    if (!settled || !names::is_guess(decision))
      notes_.about_column(names::is_guess(decision) ? Severity::Doubt : Severity::Note, decision.code, column,
                          decision.arguments);
}

DateSpan ValueReader::read_date(const RowCell& cell, std::size_t column, std::size_t row) {
  const DateColumn& dates = dates_[column];
  const std::string_view text = cell.type == CellType::Date ? cell.text.substr(0, 10) : cell.text;
  DateSpan span = names::parse_date(text, dates.rules);
  span.raw = cell.text;
  if (!span.known()) {
    if (!is_absent(cell.text))
      notes_.about_cell(Severity::Wrong, "LST-160", row, column, {{"text", std::string(cell.text)}});
    return span;
  }
  if (options_.received && span.earliest > *options_.received)
    notes_.about_cell(Severity::Wrong, "LST-161", row, column,
                      {{"text", std::string(cell.text)}, {"day", base::format_day(*options_.received)}});
  if ((span.flags & people::kPlaceholderDay) != 0)
    notes_.about_cell(Severity::Note, "LST-164", row, column, {{"text", std::string(cell.text)}});
  const bool whole_day = span.precision == people::Precision::Day || (span.flags & people::kPlaceholderDay) != 0;
  if (!whole_day && span.precision != people::Precision::Age && is_full_date(text))
    notes_.about_cell(Severity::Doubt, "LST-169", row, column,
                      {{"text", std::string(cell.text)},
                       {"from", base::format_day(span.earliest)},
                       {"to", base::format_day(span.latest)}});
  if (dates.rules.native_flipped && cell.type == CellType::Date && span.precision == people::Precision::Day &&
      base::format_day(span.earliest) != text)
    notes_.about_cell(Severity::Doubt, "LST-165", row, column,
                      {{"text", std::string(cell.text)}, {"day", base::format_day(span.earliest)}});
  if ((span.flags & people::kDayMonthAmbiguous) != 0)
    notes_.about_cell(Severity::Note, "LST-167", row, column,
                      {{"text", std::string(cell.text)}, {"day", base::format_day(span.earliest)}});
  if ((span.flags & people::kSerialNumber) != 0)
    notes_.about_cell(Severity::Doubt, "LST-168", row, column,
                      {{"text", std::string(cell.text)}, {"day", base::format_day(span.earliest)}});
  return span;
}

void ValueReader::read_births(const std::vector<RowCell>& cells, std::size_t row, EntryValues& values) {
  if (const auto column = column_of(ColumnRole::BirthDate);
      column && !cells[*column].text.empty() && cells[*column].type != CellType::Error)
    values.birth = read_date(cells[*column], *column, row);
  if (const auto year = column_of(ColumnRole::BirthYear);
      year && !values.birth.known() && !is_absent(cells[*year].text)) {
    const auto part = [&](ColumnRole role) -> int {
      const auto column = column_of(role);
      return column ? static_cast<int>(std::max<std::int64_t>(0, whole_number(cells[*column].text))) : 0;
    };
    const std::int64_t value = whole_number(cells[*year].text);
    if (value < 0) {  // under "year of birth" the whole date, or "about 1979"
      values.birth = read_date(cells[*year], *year, row);
      read_age(cells, row, values);
      return;
    }
    const int month = part(ColumnRole::BirthMonth);
    values.birth = names::from_parts(static_cast<int>(value), month, month == 0 ? 0 : part(ColumnRole::BirthDay),
                                     dates_[*year].rules.calendar);
    for (const ColumnRole role : {ColumnRole::BirthDay, ColumnRole::BirthMonth, ColumnRole::BirthYear})
      if (const auto column = column_of(role); column && !cells[*column].text.empty())
        base::add_listed(values.birth.raw, cells[*column].text, " ");
    if (!values.birth.known()) notes_.about_cell(Severity::Wrong, "LST-160", row, *year, {{"text", values.birth.raw}});
  }
  read_age(cells, row, values);
}

void ValueReader::read_named_birth(const NamedBirth& both, std::size_t column, std::size_t row, EntryValues& values) {
  if (values.birth.known()) return;
  if (both.kind == NamedBirth::Kind::Date) {
    values.birth = read_date({both.birth, CellType::Text, 0}, column, row);
    return;
  }
  const std::int64_t age = whole_number(both.birth);
  if (day_ && age > 0 && age <= kOldest) values.birth = names::from_age(static_cast<int>(age), *day_);
  if (values.birth.raw.empty()) values.birth.raw = both.birth;
}

void ValueReader::read_age(const std::vector<RowCell>& cells, std::size_t row, EntryValues& values) {
  const auto column = column_of(ColumnRole::Age);
  if (!column || is_absent(cells[*column].text) || cells[*column].type == CellType::Error) return;
  const std::string_view text = cells[*column].text;
  std::int64_t age = whole_number(text);
  std::int64_t youngest = age;
  if (age < 0) {
    if (const auto told = told_age(text)) {
      age = told->eldest;
      youngest = told->youngest;
    } else if (DateSpan born = names::parse_date(text); born.known() && !values.birth.known()) {
      born.raw = text;  // under "age or date of birth", a date
      values.birth = std::move(born);
      return;
    } else {
      notes_.about_cell(Severity::Doubt, "LST-183", row, *column, {{"text", std::string(text)}});
      return;
    }
  }
  if (age > kOldest || age == 0) notes_.about_cell(Severity::Doubt, "LST-163", row, *column, {{"age", age}});
  if (age > kOldest || !day_) {
    if (!values.birth.known() && values.birth.raw.empty()) values.birth.raw = text;
    return;
  }
  DateSpan by_age = names::from_age(static_cast<int>(age), *day_);
  by_age.latest = names::from_age(static_cast<int>(youngest), *day_).latest;
  if (!values.birth.known()) {
    std::string raw = values.birth.raw.empty() ? std::string(text) : values.birth.raw;
    values.birth = by_age;
    values.birth.raw = std::move(raw);
  } else if (values.birth.latest < by_age.earliest - 366 || values.birth.earliest > by_age.latest + 366) {
    notes_.about_cell(Severity::Doubt, "LST-166", row, *column,
                      {{"age", age}, {"birth", values.birth.raw}, {"day", base::format_day(*day_)}});
  }
}

void ValueReader::check_times(const EntryValues& values, std::size_t row) {
  const DateSpan& birth = values.birth;
  const auto birth_column = column_of(ColumnRole::BirthDate);
  if (!birth.known()) return;
  const std::size_t column =
      birth_column.value_or(column_of(ColumnRole::BirthYear).value_or(column_of(ColumnRole::Age).value_or(0)));
  for (const DateSpan* taken : {&values.held_since, &values.captured}) {
    if (!taken->known()) continue;
    if (birth.earliest > taken->latest) {
      notes_.about_cell(Severity::Wrong, "LST-162", row, column, {{"birth", birth.raw}, {"taken", taken->raw}});
      return;
    }
    const int youngest = full_years_between(birth.latest, std::max(birth.latest, taken->latest));
    const int oldest = full_years_between(birth.earliest, std::max(birth.earliest, taken->latest));
    if (oldest < 7 || youngest > kOldest) {
      notes_.about_cell(Severity::Doubt, "LST-170", row, column,
                        {{"age", static_cast<std::int64_t>(oldest)}, {"birth", birth.raw}, {"taken", taken->raw}});
      return;
    }
  }
  if (day_ && birth.precision != people::Precision::Age && birth.latest < *day_) {
    const int youngest = full_years_between(birth.latest, *day_);
    if (youngest > kOldest)
      notes_.about_cell(Severity::Doubt, "LST-163", row, column, {{"age", static_cast<std::int64_t>(youngest)}});
  }
}

}  // namespace midspan::lists
