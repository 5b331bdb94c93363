// SPDX-License-Identifier: Apache-2.0
// Two dates as spans of days: how they agree, or by which known mistake they differ.
#include <algorithm>
#include <array>

#include "names/dates.hpp"

namespace midspan::names {

using people::Calendar;
using people::DateSpan;
using people::Precision;

namespace {

constexpr int kYearDays = 366;
constexpr int kMonthDays = 31;

bool lunar(const DateSpan& span) { return span.calendar == Calendar::Hijri || span.calendar == Calendar::Hebrew; }

// yyyymmdd of two days: one digit differs, or two neighbours changed places.
bool one_digit_apart(const base::CivilDate& left, const base::CivilDate& right) {
  const auto digits = [](const base::CivilDate& date) {
    int number = date.year * 10000 + date.month * 100 + date.day;
    std::array<int, 8> out{};
    for (std::size_t at = 8; at-- > 0; number /= 10) out[at] = number % 10;
    return out;
  };
  const auto first = digits(left);
  const auto second = digits(right);
  int different = 0;
  std::size_t last = 0;
  for (std::size_t at = 0; at < first.size(); ++at)
    if (first[at] != second[at]) {
      ++different;
      last = at;
    }
  if (different == 1) return true;
  return different == 2 && last > 0 && first[last] == second[last - 1] && first[last - 1] == second[last];
}

// What `span` would be had its numbers been read in the wrong calendar; only days, only people born in living memory.
Calendar wrong_calendar(const DateSpan& span, const DateSpan& other) {
  static constexpr Calendar kAll[] = {Calendar::Gregorian, Calendar::Hijri, Calendar::Jalali, Calendar::Ethiopic};
  if (span.precision != Precision::Day) return Calendar::Unknown;
  const CalendarDate numbers = from_day(span.earliest, span.calendar);
  for (const Calendar calendar : kAll) {
    if (calendar == span.calendar) continue;
    const bool small_year = calendar == Calendar::Hijri || calendar == Calendar::Jalali;
    if (small_year != (numbers.year < 1600)) continue;
    const auto day = to_day(numbers, calendar);
    if (!day) continue;
    const base::Day slack = calendar == Calendar::Hijri ? 1 : 0;
    if (*day + slack >= other.earliest && *day - slack <= other.latest) return calendar;
  }
  return Calendar::Unknown;
}

}  // namespace

DateComparison compare_dates(const DateSpan& left, const DateSpan& right) {
  DateComparison result;
  if (!left.known() || !right.known()) return result;
  const base::Day common = std::min(left.latest, right.latest) - std::max(left.earliest, right.earliest) + 1;
  const base::Day shorter = std::min(left.latest - left.earliest, right.latest - right.earliest) + 1;
  const bool days = left.precision == Precision::Day && right.precision == Precision::Day;
  if (common > 0) {
    result.level = days ? DateLevel::SameDay : common * 2 >= shorter ? DateLevel::Within : DateLevel::Overlap;
    return result;
  }
  result.days_apart = 1 - common;
  if (result.days_apart == 1 && (lunar(left) || lunar(right))) {
    result.level = DateLevel::LunarDay;
    return result;
  }
  if (days) {
    const base::CivilDate first = base::civil(left.earliest);
    const base::CivilDate second = base::civil(right.earliest);
    if (first.year == second.year && first.month == second.day && first.day == second.month) {
      result.level = DateLevel::Swapped;
      return result;
    }
    if (one_digit_apart(first, second)) {
      result.level = DateLevel::OneDigit;
      return result;
    }
  }
  for (const auto& [span, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
    const Calendar calendar = wrong_calendar(*span, *other);
    // A day that happens to fall within a year-wide span proves nothing.
    if (calendar == Calendar::Unknown || (other->precision != Precision::Day && other->precision != Precision::Month))
      continue;
    result.level = DateLevel::WrongCalendar;
    result.calendar = calendar;
    return result;
  }
  const base::CivilDate first = base::civil(left.earliest);
  const base::CivilDate second = base::civil(right.earliest);
  const bool anniversary =
      days && first.month == second.month && first.day == second.day && std::abs(first.year - second.year) == 1;
  if (anniversary || (!days && result.days_apart <= kYearDays)) result.level = DateLevel::NearYear;
  else if (days && result.days_apart <= kMonthDays) result.level = DateLevel::NearDays;
  else result.level = DateLevel::Contradict;
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
