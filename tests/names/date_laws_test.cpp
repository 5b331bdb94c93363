// SPDX-License-Identifier: Apache-2.0
// Laws of dates that hold for every day and every calendar.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "names/dates.hpp"

namespace midspan::names {
namespace {

using people::Calendar;
using people::DateSpan;
using people::Precision;

constexpr Calendar kCalendars[] = {Calendar::Gregorian, Calendar::Hijri, Calendar::Jalali, Calendar::Hebrew,
                                   Calendar::Ethiopic};

base::Day any_day() { return base::day_of({1750, 1, 1}) + *rc::gen::inRange(0, 500 * 365); }
Calendar any_calendar() { return kCalendars[*rc::gen::inRange(0, 5)]; }

RC_GTEST_PROP(DateLaws, EveryDayHasOneDateInEveryCalendar, ()) {
  const base::Day day = any_day();
  const Calendar calendar = any_calendar();
  const CalendarDate date = from_day(day, calendar);
  RC_ASSERT(to_day(date, calendar) == day);
  const CalendarDate next = from_day(day + 1, calendar);
  const bool same_month = next.year == date.year && next.month == date.month && next.day == date.day + 1;
  const bool new_month = next.day == 1 && next.year == date.year && next.month > date.month;
  const bool new_year = next.day == 1 && next.month == 1 && next.year == date.year + 1;
  RC_ASSERT(same_month || new_month || new_year);
  RC_ASSERT(!to_day({date.year, date.month, date.day + 40}, calendar));
}

RC_GTEST_PROP(DateLaws, YearsAndMonthsAreTheDaysBetween, ()) {
  const Calendar calendar = any_calendar();
  const CalendarDate date = from_day(any_day(), calendar);
  const DateSpan year = from_parts(date.year, 0, 0, calendar);
  const DateSpan month = from_parts(date.year, date.month, 0, calendar);
  RC_ASSERT(year.known() && month.known());
  RC_ASSERT(year.earliest <= month.earliest && month.latest <= year.latest);
  RC_ASSERT(from_day(year.earliest, calendar) == (CalendarDate{date.year, 1, 1}));
  RC_ASSERT(from_day(month.latest, calendar).month == date.month);
  RC_ASSERT(from_day(month.latest + 1, calendar).day == 1);
  RC_ASSERT(month.latest - month.earliest <= 31);
}

RC_GTEST_PROP(DateLaws, ADateNamedWithItsCalendarIsThatDay, ()) {
  const base::Day day = base::day_of({1930, 1, 1}) + *rc::gen::inRange(0, 80 * 365);
  const CalendarDate hijri = from_day(day, Calendar::Hijri);
  const CalendarDate jalali = from_day(day, Calendar::Jalali);
  const CalendarDate ethiopic = from_day(day, Calendar::Ethiopic);
  const auto read = [](const std::string& text) { return parse_date(text); };
  for (const DateSpan& span :
       {read(fmt::format("{}/{}/{} هـ", hijri.year, hijri.month, hijri.day)),
        read(fmt::format("{}/{:02}/{:02} ش", jalali.year, jalali.month, jalali.day)),
        read(fmt::format("{}/{}/{} E.C.", ethiopic.day, ethiopic.month, ethiopic.year)), read(base::format_day(day))}) {
    // 1 January stands for "unknown", in whatever calendar it comes.
    RC_ASSERT(span.known() && span.earliest <= day && day <= span.latest);
    RC_ASSERT(span.precision != Precision::Day || span.earliest == span.latest);
  }
}

DateSpan any_span() {
  const Calendar calendar = any_calendar();
  const CalendarDate date = from_day(any_day(), calendar);
  const int precision = *rc::gen::inRange(0, 3);
  return from_parts(date.year, precision > 0 ? date.month : 0, precision > 1 ? date.day : 0, calendar);
}

RC_GTEST_PROP(DateLaws, ComparingIsSymmetricAndAgreesWithItself, ()) {
  const DateSpan left = any_span();
  const DateSpan right = any_span();
  const DateComparison one = compare_dates(left, right);
  const DateComparison other = compare_dates(right, left);
  RC_ASSERT(one.level == other.level && one.days_apart == other.days_apart);
  const DateLevel self = compare_dates(left, left).level;
  RC_ASSERT(self == DateLevel::SameDay || self == DateLevel::Within);
  RC_ASSERT((one.days_apart == 0) == (left.earliest <= right.latest && right.earliest <= left.latest));
  RC_ASSERT(compare_dates(left, DateSpan{}).level == DateLevel::Missing);
}

// Numbers of one calendar taken for another: never a contradiction, and the true calendar is told unless the misreading
// happens to look like a slip.
RC_GTEST_PROP(DateLaws, AWrongCalendarIsRecognised, ()) {
  const base::Day day = base::day_of({1935, 1, 1}) + *rc::gen::inRange(0, 75 * 365);
  const auto [written, taken] = *rc::gen::element(
      std::pair(Calendar::Ethiopic, Calendar::Gregorian), std::pair(Calendar::Gregorian, Calendar::Ethiopic),
      std::pair(Calendar::Jalali, Calendar::Hijri), std::pair(Calendar::Hijri, Calendar::Jalali));
  const CalendarDate numbers = from_day(day, written);
  RC_PRE(to_day(numbers, taken).has_value());
  const DateSpan truth = from_parts(numbers.year, numbers.month, numbers.day, written);
  const DateSpan misread = from_parts(numbers.year, numbers.month, numbers.day, taken);
  const DateComparison found = compare_dates(truth, misread);
  RC_ASSERT(found.level != DateLevel::Contradict);
  if (found.level == DateLevel::WrongCalendar) RC_ASSERT(found.calendar == written || found.calendar == taken);
  else
    RC_ASSERT(found.level == DateLevel::OneDigit || found.level == DateLevel::Swapped ||
              found.level == DateLevel::LunarDay || found.level == DateLevel::SameDay);
}

RC_GTEST_PROP(DateLaws, ADayThatStandsOutIsAPlaceholderAndNoOther, ()) {
  const int month = *rc::gen::inRange(1, 13);
  const int day = *rc::gen::inRange(2, 29);
  std::vector<std::string> cells;
  for (int at = 0; at < 400; ++at)
    cells.push_back(base::format_day(base::day_of({1950 + at % 50, 1, 2}) + (at * 83) % 363));
  for (int at = 0; at < 120; ++at) cells.push_back(fmt::format("{}-{:02}-{:02}", 1950 + at % 45, month, day));
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  const ColumnDates column = learn_dates(views);
  RC_ASSERT(std::any_of(column.placeholders.begin(), column.placeholders.end(),
                        [&](const PlaceholderDay& one) { return one.month == month && one.day == day; }));
  const DateSpan span = parse_date(fmt::format("1970-{:02}-{:02}", month, day), column);
  RC_ASSERT(span.precision == Precision::Year && (span.flags & people::kPlaceholderDay) != 0);
  const int other = day == 28 ? 27 : day + 1;
  RC_ASSERT(parse_date(fmt::format("1970-{:02}-{:02}", month, other), column).precision == Precision::Day);
}

}  // namespace
}  // namespace midspan::names
