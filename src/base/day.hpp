// SPDX-License-Identifier: Apache-2.0
// Days as numbers, for arithmetic without clocks or time zones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace midspan::base {

// Days since 1970-01-01 in the proleptic Gregorian calendar; day 0 is a Thursday. The range covers years 1 to 9999.
using Day = std::int32_t;

struct CivilDate {
  int year = 0;
  int month = 0;  // 1..12
  int day = 0;    // 1..31
  bool operator==(const CivilDate&) const = default;
};

Day day_of(CivilDate date);  // REQUIRES: a date that exists
CivilDate civil(Day day);
bool exists(CivilDate date);  // 30 February does not
int days_in_month(int year, int month);

std::string format_day(Day day);                      // "2025-04-20"
std::optional<Day> parse_day(std::string_view text);  // only yyyy-mm-dd

}  // namespace midspan::base
