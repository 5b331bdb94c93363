// SPDX-License-Identifier: Apache-2.0
// Day numbers of the calendars that lists use. Gregorian, Jalali, Hebrew, Ethiopic and civil Hijri are exact
// arithmetic; Umm al-Qura is a table (ICU's), asked once for each year.
#include <unicode/calendar.h>

#include <array>
#include <memory>
#include <vector>

#include "base/assert.hpp"
#include "names/dates.hpp"

namespace midspan::names {

using people::Calendar;

namespace {

constexpr base::Day kUnixEpochJulianDay = 2440588;  // Julian day number of 1970-01-01

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value >= 0 ? value / by : -((-value + by - 1) / by);
}
std::int64_t floor_mod(std::int64_t value, std::int64_t by) { return value - floor_div(value, by) * by; }

// --- Hijri -----------------------------------------------------------------------------------------------------------

constexpr int kFirstUmmAlQura = 1300;
constexpr int kLastUmmAlQura = 1600;

struct HijriYear {
  base::Day start = 0;
  std::array<std::uint8_t, 12> lengths{};
};

const std::vector<HijriYear>& umm_al_qura() {
  static const std::vector<HijriYear> kYears = [] {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale("en@calendar=islamic-umalqura"), status));
    MIDSPAN_ASSERT(U_SUCCESS(status));
    std::vector<HijriYear> made;
    const auto start_of = [&](int year, int month) {
      calendar->clear();
      calendar->set(UCAL_EXTENDED_YEAR, year);
      calendar->set(UCAL_MONTH, month);
      calendar->set(UCAL_DAY_OF_MONTH, 1);
      return static_cast<base::Day>(floor_div(static_cast<std::int64_t>(calendar->getTime(status)), 86400000));
    };
    for (int year = kFirstUmmAlQura; year <= kLastUmmAlQura; ++year) {
      HijriYear one;
      one.start = start_of(year, 0);
      base::Day before = one.start;
      for (int month = 0; month < 12; ++month) {
        const base::Day next = month == 11 ? start_of(year + 1, 0) : start_of(year, month + 1);
        one.lengths[static_cast<std::size_t>(month)] = static_cast<std::uint8_t>(next - before);
        before = next;
      }
      made.push_back(one);
    }
    return made;
  }();
  return kYears;
}

// The civil reckoning: 30-year cycle, epoch 16 July 622 Julian (Julian day 1948440).
base::Day civil_hijri_year(int year) {
  return static_cast<base::Day>(1948440 - kUnixEpochJulianDay + std::int64_t{354} * (year - 1) +
                                floor_div(3 + std::int64_t{11} * year, 30));
}
int civil_hijri_length(int year, int month) {
  if (month == 12) return floor_mod(14 + std::int64_t{11} * year, 30) < 11 ? 30 : 29;
  return month % 2 == 1 ? 30 : 29;
}

base::Day hijri_year_start(int year) {
  if (year >= kFirstUmmAlQura && year <= kLastUmmAlQura)
    return umm_al_qura()[static_cast<std::size_t>(year - kFirstUmmAlQura)].start;
  return civil_hijri_year(year);
}
int hijri_length(int year, int month) {
  if (year >= kFirstUmmAlQura && year <= kLastUmmAlQura)
    return umm_al_qura()[static_cast<std::size_t>(year - kFirstUmmAlQura)].lengths[static_cast<std::size_t>(month - 1)];
  return civil_hijri_length(year, month);
}

// --- Jalali ----------------------------------------------------------------------------------------------------------

// The 33-year rule, which agrees with the observed equinox for 1178 to 1633 SH (1799 to 2255); years beyond may differ
// by a day. Nowruz of 1 SH is Julian day 1948321.
bool jalali_leap(int year) { return floor_mod(25 * std::int64_t{year} + 11, 33) < 8; }
base::Day jalali_year_start(int year) {
  return static_cast<base::Day>(1948320 - kUnixEpochJulianDay + 365 * (std::int64_t{year} - 1) +
                                floor_div(8 * std::int64_t{year} + 21, 33));
}
int jalali_length(int year, int month) {
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  return jalali_leap(year) ? 30 : 29;
}

// --- Hebrew ----------------------------------------------------------------------------------------------------------

bool hebrew_leap(int year) { return floor_mod(7 * std::int64_t{year} + 1, 19) < 7; }
std::int64_t hebrew_delay(std::int64_t year) {
  const std::int64_t months = floor_div(235 * year - 234, 19);
  const std::int64_t parts = 12084 + 13753 * months;
  std::int64_t day = 29 * months + floor_div(parts, 25920);
  if (floor_mod(3 * (day + 1), 7) < 3) ++day;
  return day;
}
base::Day hebrew_year_start(int year) {
  const std::int64_t last = hebrew_delay(year - 1);
  const std::int64_t present = hebrew_delay(year);
  const std::int64_t next = hebrew_delay(year + 1);
  const std::int64_t correction = next - present == 356 ? 2 : present - last == 382 ? 1 : 0;
  return static_cast<base::Day>(347998 - kUnixEpochJulianDay + present + correction);
}
// Months as the year runs: 1 Tishri, 2 Heshvan, 3 Kislev, 4 Tevet, 5 Shevat, 6 Adar I (leap years), 7 Adar ...; in
// common years 6 does not exist.
int hebrew_length(int year, int month) {
  const int days = static_cast<int>(hebrew_year_start(year + 1) - hebrew_year_start(year));
  switch (month) {
    case 2: return days % 10 == 5 ? 30 : 29;
    case 3: return days % 10 == 3 ? 29 : 30;
    case 6: return hebrew_leap(year) ? 30 : 0;
    case 4:
    case 7:
    case 9:
    case 11:
    case 13: return 29;
    default: return 30;
  }
}

// --- Ethiopic --------------------------------------------------------------------------------------------------------

base::Day ethiopic_year_start(int year) {
  return static_cast<base::Day>(1724221 - kUnixEpochJulianDay + 365 * (std::int64_t{year} - 1) + floor_div(year, 4));
}
int ethiopic_length(int year, int month) {
  if (month <= 12) return 30;
  return floor_mod(year, 4) == 3 ? 6 : 5;
}

struct System {
  base::Day (*year_start)(int);
  int (*length)(int, int);
  int months;
  std::int64_t year_days_times_100;  // for a first guess
};

const System* system_of(Calendar calendar) {
  static constexpr System kHijri{hijri_year_start, hijri_length, 12, 35437};
  static constexpr System kJalali{jalali_year_start, jalali_length, 12, 36524};
  static constexpr System kHebrew{hebrew_year_start, hebrew_length, 13, 36525};
  static constexpr System kEthiopic{ethiopic_year_start, ethiopic_length, 13, 36525};
  switch (calendar) {
    case Calendar::Hijri: return &kHijri;
    case Calendar::Jalali: return &kJalali;
    case Calendar::Hebrew: return &kHebrew;
    case Calendar::Ethiopic: return &kEthiopic;
    default: return nullptr;
  }
}

}  // namespace

std::optional<base::Day> to_day(const CalendarDate& date, Calendar calendar) {
  if (date.year < 1 || date.year > 9999 || date.month < 1 || date.day < 1) return std::nullopt;
  const System* const system = system_of(calendar);
  if (system == nullptr) {
    const base::CivilDate civil{date.year, date.month, date.day};
    if (!base::exists(civil)) return std::nullopt;
    return base::day_of(civil);
  }
  if (date.month > system->months || date.day > system->length(date.year, date.month)) return std::nullopt;
  base::Day day = system->year_start(date.year);
  for (int month = 1; month < date.month; ++month) day += system->length(date.year, month);
  return day + date.day - 1;
}

CalendarDate from_day(base::Day day, Calendar calendar) {
  const System* const system = system_of(calendar);
  if (system == nullptr) {
    const base::CivilDate civil = base::civil(day);
    return {civil.year, civil.month, civil.day};
  }
  int year =
      static_cast<int>(floor_div((std::int64_t{day} - system->year_start(1)) * 100, system->year_days_times_100)) + 1;
  while (system->year_start(year + 1) <= day) ++year;
  while (system->year_start(year) > day) --year;
  int rest = day - system->year_start(year);
  int month = 1;
  while (rest >= system->length(year, month)) rest -= system->length(year, month++);
  return {year, month, rest + 1};
}

}  // namespace midspan::names
