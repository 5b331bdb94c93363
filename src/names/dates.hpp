// SPDX-License-Identifier: Apache-2.0
// Dates as lists write them, to date spans: under decisions made once for a column, and reported.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/message.hpp"
#include "people/date_span.hpp"

namespace midspan::names {

enum class FieldOrder : std::uint8_t { Undecided, DayFirst, MonthFirst };

// A day of the year that stands for "unknown" in a column; month and day in the column's calendar.
struct PlaceholderDay {
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  std::uint32_t count = 0;
  bool operator==(const PlaceholderDay&) const = default;
};

// What the cells of a column have in common.
struct ColumnDates {
  FieldOrder order = FieldOrder::Undecided;
  people::Calendar calendar = people::Calendar::Gregorian;  // of numeric dates that name none
  bool calendar_guessed = false;
  std::vector<PlaceholderDay> placeholders;  // of few dates 1 January is one where it has three times its share
  int pivot_year = 25;  // two-digit years above it are 19xx, others 20xx; the caller may set it from the list's date
  bool serials = true;  // whole numbers 10,000 to 60,000 are days of a spreadsheet
  bool epoch_1904 = false;
  bool native_flipped = false;  // year-first cells are a spreadsheet's misreading: their month and day change places
  bool first_is_month_only = false;      // the first of a month says the month alone: too many have it
  std::optional<base::Day> list_date;    // an age without a date is an age on this day
  std::vector<base::Message> decisions;  // NAM-1xx sentences with counts, for the report on the column

  // Evidence, for the report.
  std::uint32_t cells = 0;
  std::uint32_t read = 0;
  std::uint32_t day_first_only = 0;  // cells that only make sense day first
  std::uint32_t month_first_only = 0;
  std::uint32_t both_ways = 0;
};

struct DateHints {
  std::string_view language = {};  // when no cell decides: "en-US" is month first, "es", "ar", "fr", "ru", "uk" ... day
                                   // first, "en" undecided; "fa", "prs", "ps" prefer Jalali, "am", "ti" Ethiopic
  std::optional<base::Day> list_date =
      std::nullopt;    // birth dates after it are not believed; two-digit years pivot on it
  bool births = true;  // false: dates of capture, statements: no placeholders
};

// Looks at all cells of one column. Cost: about 1 us a cell.
ColumnDates learn_dates(std::span<const std::string_view> cells, const DateHints& hints = {});

// Whether one of the decisions is a guess that a person should confirm; the others only tell.
bool is_guess(const base::Message& decision);

// One cell. Never fails: what cannot be read gives a span that is not known(), raw kept. Cost: about 0.5 us.
people::DateSpan parse_date(std::string_view cell, const ColumnDates& column = {});

// "30" in an age column of a list that is valid on a day. Two years wide, since people count the years completed, the
// year running, or the difference of the years. Not known() when the age is not 0 to 130.
people::DateSpan from_age(int years, base::Day on);
// Parts in columns of their own; month and day 0 when not given.
people::DateSpan from_parts(int year, int month, int day, people::Calendar calendar = people::Calendar::Gregorian);

// --- calendars -----------------------------------------------------------------------------------------------------

struct CalendarDate {
  int year = 0;
  int month = 0;  // from 1; Hebrew: 1 Tishri .. 13 Elul, 6 is Adar I of leap years
  int day = 0;
  bool operator==(const CalendarDate&) const = default;
};

// Hijri is Umm al-Qura where it is defined (1300 to 1600), else the civil reckoning. Nothing when there is no such
// date.
std::optional<base::Day> to_day(const CalendarDate& date, people::Calendar calendar);
CalendarDate from_day(base::Day day, people::Calendar calendar);

// --- comparing -----------------------------------------------------------------------------------------------------

// From the strongest agreement to contradiction; the first that holds.
enum class DateLevel : std::uint8_t {
  Missing,        // one of them is not known
  SameDay,        // two days, equal
  Within,         // one span lies within the other, or they overlap by at least half of the shorter
  LunarDay,       // one day apart and at least one from a lunar calendar
  Swapped,        // equal when day and month of one change places
  Overlap,        // spans overlap by less
  OneDigit,       // two days whose digits (yyyymmdd) differ in one place, or by one swap of neighbours
  WrongCalendar,  // equal or within when one was read in the wrong calendar
  NearYear,       // years apart by one, or spans within a year of touching
  NearDays,       // two days at most 31 apart
  Contradict,
};

struct DateComparison {
  DateLevel level = DateLevel::Missing;
  std::int32_t days_apart = 0;                            // between the nearest ends; 0 when they overlap
  people::Calendar calendar = people::Calendar::Unknown;  // WrongCalendar: what one of them really was
};

// Symmetric. No allocation; about 30 ns unless the wrong-calendar hypotheses are reached (about 1 us).
DateComparison compare_dates(const people::DateSpan& left, const people::DateSpan& right);

std::string_view text_of(DateLevel level);  // "same_day", for reports and models

}  // namespace midspan::names
