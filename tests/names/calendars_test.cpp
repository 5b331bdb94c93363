// SPDX-License-Identifier: Apache-2.0
// The own arithmetic against ICU's calendars, day by day.
#include <gtest/gtest.h>
#include <unicode/calendar.h>

#include <memory>

#include "names/dates.hpp"

namespace midspan::names {
namespace {

void against_icu(people::Calendar calendar, const char* locale, base::Day from, base::Day to, int step) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> icu(
      icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale(locale), status));
  ASSERT_TRUE(U_SUCCESS(status));
  for (base::Day day = from; day <= to; day += step) {
    icu->setTime(static_cast<UDate>(day) * 86400000.0, status);
    const CalendarDate date = from_day(day, calendar);
    ASSERT_EQ(date.year, icu->get(UCAL_EXTENDED_YEAR, status)) << base::format_day(day);
    ASSERT_EQ(date.month, icu->get(UCAL_MONTH, status) + 1) << base::format_day(day);
    ASSERT_EQ(date.day, icu->get(UCAL_DAY_OF_MONTH, status)) << base::format_day(day);
    ASSERT_EQ(to_day(date, calendar), day);
  }
}

const base::Day k1800 = base::day_of({1800, 1, 1});
const base::Day k2200 = base::day_of({2200, 1, 1});

TEST(Calendars, UmmAlQuraAgreesWithIcu) {
  against_icu(people::Calendar::Hijri, "en@calendar=islamic-umalqura", base::day_of({1883, 1, 1}),
              base::day_of({2170, 1, 1}), 3);
}
TEST(Calendars, CivilHijriBeforeAgreesWithIcu) {
  against_icu(people::Calendar::Hijri, "en@calendar=islamic-civil", k1800, base::day_of({1880, 1, 1}), 3);
}
TEST(Calendars, JalaliAgreesWithIcu) { against_icu(people::Calendar::Jalali, "en@calendar=persian", k1800, k2200, 5); }
// ICU 72 begins 5806 on a Wednesday (13 September 2045), which the postponements forbid; until then both agree.
TEST(Calendars, HebrewAgreesWithIcu) {
  against_icu(people::Calendar::Hebrew, "en@calendar=hebrew", k1800, base::day_of({2045, 9, 11}), 5);
}
TEST(Calendars, HebrewYearsNeverBeginOnSundayWednesdayFriday) {
  for (int year = 5500; year < 6500; ++year) {
    const auto day = to_day({year, 1, 1}, people::Calendar::Hebrew);
    const auto next = to_day({year + 1, 1, 1}, people::Calendar::Hebrew);
    ASSERT_TRUE(day && next);
    const int weekday = (*day + 4 + 7 * 200000) % 7;  // 0 is Sunday
    EXPECT_TRUE(weekday != 0 && weekday != 3 && weekday != 5) << year;
    const int length = *next - *day;
    EXPECT_TRUE((length >= 353 && length <= 355) || (length >= 383 && length <= 385)) << year << " " << length;
  }
}
TEST(Calendars, EthiopicAgreesWithIcu) {
  against_icu(people::Calendar::Ethiopic, "en@calendar=ethiopic", k1800, k2200, 5);
}

}  // namespace
}  // namespace midspan::names
