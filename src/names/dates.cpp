// SPDX-License-Identifier: Apache-2.0
#include "names/dates.hpp"

#include <string>

#include "names/normalise.hpp"

namespace midspan::names {

using people::Calendar;
using people::DateSpan;
using people::Precision;

ColumnDates learn_dates(std::span<const std::string_view>, const DateHints&) { return {}; }

DateSpan parse_date(std::string_view cell, const ColumnDates&) {
  DateSpan span;
  span.raw = cell;
  const std::string text = ascii_digits(clean_spaces(cell));
  if (const auto day = base::parse_day(text)) {
    span.earliest = span.latest = *day;
    span.calendar = Calendar::Gregorian;
    span.precision = Precision::Day;
  }
  return span;
}

DateSpan from_age(int years, base::Day on) {
  DateSpan span;
  if (years < 0 || years > 130) return span;
  const base::CivilDate then = base::civil(on);
  const auto years_before = [&](int count) {
    base::CivilDate date{then.year - count, then.month, then.day};
    if (!base::exists(date)) date.day = 28;
    return base::day_of(date);
  };
  span.earliest = years_before(years + 1) + 1;
  span.latest = years_before(years);
  span.calendar = Calendar::Gregorian;
  span.precision = Precision::Age;
  return span;
}

DateSpan from_parts(int year, int month, int day, Calendar calendar) {
  DateSpan span;
  const int first_month = month == 0 ? 1 : month;
  const auto earliest = to_day({year, first_month, day == 0 ? 1 : day}, calendar);
  if (!earliest) return span;
  span.earliest = *earliest;
  span.calendar = calendar;
  if (month == 0) {
    const auto next = to_day({year + 1, 1, 1}, calendar);
    if (!next) return DateSpan{};
    span.latest = *next - 1;
    span.precision = Precision::Year;
  } else if (day == 0) {
    base::Day last = *earliest;
    for (int one = 2; one <= 31; ++one)
      if (const auto found = to_day({year, month, one}, calendar)) last = *found;
    span.latest = last;
    span.precision = Precision::Month;
  } else {
    span.latest = *earliest;
    span.precision = Precision::Day;
  }
  return span;
}

DateComparison compare_dates(const DateSpan& left, const DateSpan& right) {
  DateComparison result;
  if (!left.known() || !right.known()) return result;
  const bool overlap = left.earliest <= right.latest && right.earliest <= left.latest;
  if (overlap) {
    result.level = left.precision == Precision::Day && right.precision == Precision::Day ? DateLevel::SameDay
                                                                                          : DateLevel::Within;
    return result;
  }
  result.days_apart = left.earliest > right.latest ? left.earliest - right.latest : right.earliest - left.latest;
  result.level = DateLevel::Contradict;
  return result;
}

std::string_view text_of(DateLevel level) {
  switch (level) {
    case DateLevel::Missing: return "missing";
    case DateLevel::SameDay: return "same_day";
    case DateLevel::Within: return "within";
    case DateLevel::LunarDay: return "lunar_day";
    case DateLevel::Swapped: return "swapped";
    case DateLevel::Overlap: return "overlap";
    case DateLevel::OneDigit: return "one_digit";
    case DateLevel::WrongCalendar: return "wrong_calendar";
    case DateLevel::NearYear: return "near_year";
    case DateLevel::NearDays: return "near_days";
    case DateLevel::Contradict: return "contradict";
  }
  return "missing";
}

}  // namespace midspan::names
