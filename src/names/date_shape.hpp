// SPDX-License-Identifier: Apache-2.0
// Inside names/: what a cell says before the column's decisions are applied. Users include names/dates.hpp.
#pragma once

#include <string_view>

#include "names/dates.hpp"

namespace midspan::names {

enum class ShapeKind : std::uint8_t {
  Blank,     // nothing, or a word for "not known"
  Unread,    // something that is no date
  TwoParts,  // two small numbers and a year; which is the day, the column tells
  Dated,     // year, month, day known apart (a month's name, or the year first); month or day 0: not given
  Range,     // from year to last_year
  Decade,    // year .. year + 9
  Serial,    // a spreadsheet's day number, in `year`
  Age,       // `age` on the date in the other members, kind of that date in `dated`
};

struct DateShape {
  ShapeKind kind = ShapeKind::Blank;
  int year = 0;
  int year_digits = 0;  // 2: a century is missing
  int first = 0;        // TwoParts, in the order written
  int second = 0;
  int month = 0;  // Dated
  int day = 0;
  int last_year = 0;  // Range
  int age = 0;        // Age
  ShapeKind dated = ShapeKind::Blank;
  people::Calendar named = people::Calendar::Unknown;  // the cell names its calendar, by a mark or a month's name
  bool year_first = false;                             // 1990-03-25: as databases and spreadsheets write dates
  bool dotted = false;                                 // 25.03.1990: day first wherever dots are used
  bool about = false;
  bool operator==(const DateShape&) const = default;
};

DateShape read_shape(std::string_view cell);

}  // namespace midspan::names
