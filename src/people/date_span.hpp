// SPDX-License-Identifier: Apache-2.0
// A date as a claim: the closed interval of days it may mean. "About 30 on 2018-05-01" is two years wide.
#pragma once

#include <cstdint>
#include <string>

#include "base/day.hpp"

namespace midspan::people {

enum class Calendar : std::uint8_t { Unknown, Gregorian, Hijri, Jalali, Hebrew, Ethiopic };
enum class Precision : std::uint8_t { None, Day, Month, Year, Age, Decade };

enum DateFlag : std::uint8_t {
  kPlaceholderDay = 1,     // 1 January, or another day that the list gives to whoever does not know: read as the year
  kDayMonthAmbiguous = 2,  // 03/04/1990, and the column does not tell
  kSerialNumber = 4,       // a spreadsheet's day number
  kCalendarGuessed = 8,    // no calendar was named
  kTwoDigitYear = 16,
};

struct DateSpan {
  std::string raw;  // to the last byte; empty when there was none
  base::Day earliest = 0;
  base::Day latest = -1;  // earliest > latest: nothing could be read
  Calendar calendar = Calendar::Unknown;
  Precision precision = Precision::None;
  std::uint8_t flags = 0;

  bool known() const { return earliest <= latest; }
  bool operator==(const DateSpan&) const = default;
};

}  // namespace midspan::people
