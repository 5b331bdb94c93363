// SPDX-License-Identifier: Apache-2.0
// A shape under a column's decisions becomes a span of days; and how the decisions are made.
#include "names/dates.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "names/date_shape.hpp"

namespace midspan::names {

using people::Calendar;
using people::DateSpan;
using people::Precision;

namespace {

constexpr base::Day kSerialEpoch1900 = -25569;  // a spreadsheet's day 0, in days since 1970
constexpr base::Day kSerialEpoch1904 = -24107;
constexpr int kAboutYears = 2;  // "c. 1985" is 1983 to 1987

bool lunar_or_solar(int year) { return year >= 1250 && year <= 1500; }

// The year in full, and the calendar that it is of.
struct Era {
  int year = 0;
  Calendar calendar = Calendar::Gregorian;
  bool guessed = false;
  bool two_digits = false;
};

Era era_of(const DateShape& shape, int year, const ColumnDates& column) {
  Era era{year, shape.named, false, shape.year_digits <= 2};
  if (era.calendar == Calendar::Unknown) {
    if (lunar_or_solar(year)) {
      era.calendar = column.calendar == Calendar::Jalali ? Calendar::Jalali : Calendar::Hijri;
      era.guessed = true;
    } else if (year >= 5500) {
      era.calendar = Calendar::Hebrew;
      era.guessed = true;
    } else {
      const bool only_gregorian = !era.two_digits && column.calendar != Calendar::Ethiopic;
      era.calendar = only_gregorian ? Calendar::Gregorian : column.calendar;
      era.guessed = era.calendar != Calendar::Gregorian;
    }
  }
  if (!era.two_digits) return era;
  switch (era.calendar) {
    case Calendar::Hijri: era.year += year > 47 ? 1300 : 1400; break;
    case Calendar::Jalali: era.year += year > 4 ? 1300 : 1400; break;
    case Calendar::Hebrew: era.year += 5700; break;
    default: era.year += year > column.pivot_year ? 1900 : 2000; break;
  }
  return era;
}

int days_in(int year, int month, Calendar calendar) {
  int last = 0;
  for (int day = 28; day <= 31; ++day)
    if (to_day({year, month, day}, calendar)) last = day;
  if (last == 0)
    for (int day = 1; day <= 6; ++day)
      if (to_day({year, month, day}, calendar)) last = day;  // the thirteenth month
  return last;
}

bool is_placeholder(int month, int day, const ColumnDates& column) {
  return std::any_of(column.placeholders.begin(), column.placeholders.end(),
                     [&](const PlaceholderDay& one) { return one.month == month && one.day == day; });
}

void widen_years(DateSpan& span, int years) {
  const auto moved = [](base::Day day, int by) {
    base::CivilDate date = base::civil(day);
    date.year += by;
    if (!base::exists(date)) date.day = 28;
    return base::day_of(date);
  };
  span.earliest = moved(span.earliest, -years);
  span.latest = moved(span.latest, years);
}

// Year, month and day known apart.
DateSpan span_of_parts(const Era& era, int month, int day, const ColumnDates& column) {
  std::uint8_t flags = 0;
  if (era.guessed) flags |= people::kCalendarGuessed;
  if (era.two_digits) flags |= people::kTwoDigitYear;
  if (day != 0 && is_placeholder(month, day, column)) {
    flags |= people::kPlaceholderDay;
    month = day = 0;
  } else if (day == 1 && column.first_is_month_only) {
    flags |= people::kPlaceholderDay;
    day = 0;
  }
  if (day != 0 && !to_day({era.year, month, day}, era.calendar)) day = 0;  // 31 April: the month, at least
  DateSpan span = from_parts(era.year, month, day, era.calendar);
  if (!span.known()) return span;
  span.flags = flags;
  return span;
}

bool possible(int year, int month, int day, Calendar calendar) {
  return to_day({year, month, day}, calendar).has_value();
}

struct DayMonth {
  int month = 0;
  int day = 0;
  bool ambiguous = false;
  bool impossible = false;
};

DayMonth settle(const DateShape& shape, const Era& era, const ColumnDates& column) {
  const bool day_first = possible(era.year, shape.second, shape.first, era.calendar);
  const bool month_first = possible(era.year, shape.first, shape.second, era.calendar);
  if (day_first && (!month_first || shape.first == shape.second)) return {shape.second, shape.first};
  if (month_first && !day_first) return {shape.first, shape.second};
  if (!day_first) {
    const bool second_is_month = shape.second >= 1 && shape.second <= 12;
    return {second_is_month ? shape.second : shape.first, second_is_month ? shape.first : shape.second, false, true};
  }
  const bool swap = column.order == FieldOrder::MonthFirst && !shape.dotted;
  const bool unsure = column.order == FieldOrder::Undecided && !shape.dotted;
  return swap ? DayMonth{shape.first, shape.second} : DayMonth{shape.second, shape.first, unsure};
}

DateSpan serial_day(int number, const ColumnDates& column) {
  DateSpan span;
  if (!column.serials) return span;
  span.earliest = span.latest = number + (column.epoch_1904 ? kSerialEpoch1904 : kSerialEpoch1900);
  span.calendar = Calendar::Gregorian;
  span.precision = Precision::Day;
  span.flags = people::kSerialNumber;
  const base::CivilDate date = base::civil(span.earliest);
  if (!is_placeholder(date.month, date.day, column)) return span;
  DateSpan year = from_parts(date.year, 0, 0);
  year.flags = people::kSerialNumber | people::kPlaceholderDay;
  return year;
}

DateSpan span_of(const DateShape& shape, const ColumnDates& column);

DateSpan age_span(const DateShape& shape, const ColumnDates& column) {
  DateShape on = shape;
  on.kind = shape.dated;
  on.about = false;  // the age is about, not the day it was told
  if (on.kind == ShapeKind::Blank) return column.list_date ? from_age(shape.age, *column.list_date) : DateSpan{};
  ColumnDates plain = column;
  plain.placeholders.clear();
  plain.first_is_month_only = false;
  const DateSpan when = span_of(on, plain);
  if (!when.known() || shape.age > 120) return {};
  if (when.earliest == when.latest) return from_age(shape.age, when.earliest);
  // On a day of a year: whoever counts so means the difference of the years, or one less.
  DateSpan span;
  const int last = base::civil(when.latest).year - shape.age;
  const int first = base::civil(when.earliest).year - shape.age - 1;
  span.earliest = base::day_of({first, 1, 1});
  span.latest = base::day_of({last, 12, 31});
  span.calendar = Calendar::Gregorian;
  span.precision = Precision::Age;
  return span;
}

DateSpan span_of(const DateShape& shape, const ColumnDates& column) {
  DateSpan span;
  switch (shape.kind) {
    case ShapeKind::Blank:
    case ShapeKind::Unread: return span;
    case ShapeKind::Serial: return serial_day(shape.year, column);
    case ShapeKind::Age: return age_span(shape, column);
    case ShapeKind::Range:
    case ShapeKind::Decade: {
      const Era era = era_of(shape, shape.year, column);
      const int last = shape.kind == ShapeKind::Decade ? era.year + 9 : shape.last_year;
      span = from_parts(era.year, 0, 0, era.calendar);
      const DateSpan end = from_parts(last, 0, 0, era.calendar);
      if (!span.known() || !end.known()) return {};
      span.latest = end.latest;
      span.precision = shape.kind == ShapeKind::Decade ? Precision::Decade : Precision::Year;
      if (era.guessed) span.flags |= people::kCalendarGuessed;
      return span;
    }
    case ShapeKind::Dated: {
      const Era era = era_of(shape, shape.year, column);
      int month = shape.month;
      int day = shape.day;
      const bool flips =
          column.native_flipped && shape.year_first && day != 0 && possible(era.year, day, month, era.calendar);
      if (flips) std::swap(month, day);
      span = span_of_parts(era, month, day, column);
      break;
    }
    case ShapeKind::TwoParts: {
      const Era era = era_of(shape, shape.year, column);
      const DayMonth parts = settle(shape, era, column);
      span = span_of_parts(era, parts.month, parts.impossible ? 0 : parts.day, column);
      if (parts.ambiguous && span.precision == Precision::Day) span.flags |= people::kDayMonthAmbiguous;
      break;
    }
  }
  if (!span.known() || !shape.about) return span;
  if (span.precision == Precision::Year) {
    widen_years(span, kAboutYears);
  } else if (span.precision == Precision::Day) {
    const base::CivilDate date = base::civil(span.earliest);
    const std::uint8_t flags = span.flags;
    span = from_parts(date.year, date.month, 0);
    span.flags = flags;
  }
  return span;
}

}  // namespace

bool is_guess(const base::Message& decision) {
  return decision.code == "NAM-103" || decision.code == "NAM-104" || decision.code == "NAM-106" ||
         decision.code == "NAM-109";
}

DateSpan parse_date(std::string_view cell, const ColumnDates& column) {
  DateSpan span = span_of(read_shape(cell), column);
  span.raw = cell;
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
  span.latest = years == 0 ? on : years_before(years - 1);
  span.calendar = Calendar::Gregorian;
  span.precision = Precision::Age;
  return span;
}

DateSpan from_parts(int year, int month, int day, Calendar calendar) {
  DateSpan span;
  const auto earliest = to_day({year, month == 0 ? 1 : month, day == 0 ? 1 : day}, calendar);
  if (!earliest) return span;
  span.earliest = *earliest;
  span.calendar = calendar;
  if (month == 0) {
    const auto next = to_day({year + 1, 1, 1}, calendar);
    if (!next) return DateSpan{};
    span.latest = *next - 1;
    span.precision = Precision::Year;
  } else if (day == 0) {
    span.latest = *earliest + days_in(year, month, calendar) - 1;
    span.precision = Precision::Month;
  } else {
    span.latest = *earliest;
    span.precision = Precision::Day;
  }
  return span;
}

// --- the column ------------------------------------------------------------------------------------------------------

namespace {

bool one_of(std::string_view language, std::initializer_list<std::string_view> languages) {
  const std::string_view main = language.substr(0, language.find_first_of("-_"));
  return std::find(languages.begin(), languages.end(), main) != languages.end();
}

struct Evidence {
  std::uint32_t lunar_or_solar = 0;  // years 1250 to 1500 without a calendar's name
  std::uint32_t after_jalali = 0;    // of these, years that Jalali has not reached
  std::uint32_t day_31 = 0;          // of these, with a 31st: no lunar month has it
  std::uint32_t named_hijri = 0;
  std::uint32_t named_jalali = 0;
  std::uint32_t only_ethiopic = 0;   // 30 February, month 13
  std::uint32_t never_ethiopic = 0;  // the 31st of a month
  std::uint32_t native = 0;          // year first
  std::uint32_t native_day_over_12 = 0;
  std::uint32_t serials = 0;
  std::uint32_t two_digit_years = 0;
  std::uint32_t unread = 0;
};

void count_shape(const DateShape& shape, Evidence& evidence, ColumnDates& column) {
  if (shape.kind == ShapeKind::Blank) return;
  ++column.cells;
  if (shape.kind == ShapeKind::Unread) ++evidence.unread;
  if (shape.kind == ShapeKind::Serial) ++evidence.serials;
  if (shape.named == Calendar::Hijri) ++evidence.named_hijri;
  if (shape.named == Calendar::Jalali) ++evidence.named_jalali;
  const bool parts = shape.kind == ShapeKind::TwoParts;
  if (!parts && shape.kind != ShapeKind::Dated) return;
  if (shape.year_digits == 2) ++evidence.two_digit_years;
  if (shape.named == Calendar::Unknown && lunar_or_solar(shape.year)) {
    ++evidence.lunar_or_solar;
    if (shape.year > 1405) ++evidence.after_jalali;
    if (std::max({shape.first, shape.second, shape.day}) == 31) ++evidence.day_31;
  }
  const int low = std::min(shape.first, shape.second);
  const int high = std::max(shape.first, shape.second);
  const bool in_february = parts ? low == 2 && high == 30 : shape.month == 2 && shape.day == 30;
  const bool thirteenth = parts ? low <= 6 && high == 13 && shape.second == 13 : shape.month == 13;
  if (shape.named == Calendar::Unknown && shape.year >= 1800) {
    evidence.only_ethiopic += in_february || thirteenth ? 1 : 0;
    evidence.never_ethiopic += (parts ? high : shape.day) == 31 ? 1 : 0;
  }
  if (shape.year_first && shape.day != 0) {
    ++evidence.native;
    if (shape.day > 12) ++evidence.native_day_over_12;
  }
  if (!parts) return;
  if (shape.first > 12 && shape.second <= 12) ++column.day_first_only;
  else if (shape.second > 12 && shape.first <= 12) ++column.month_first_only;
  else if (shape.first != shape.second) ++column.both_ways;
}

void say(ColumnDates& column, std::string code, std::vector<std::pair<std::string, base::Argument>> arguments) {
  column.decisions.push_back({std::move(code), std::move(arguments)});
}

void decide_order(ColumnDates& column, const DateHints& hints) {
  const std::uint32_t day = column.day_first_only;
  const std::uint32_t month = column.month_first_only;
  if (day + month > 0) {
    const bool day_wins = day > month;
    const std::uint32_t winner = std::max(day, month);
    const std::uint32_t loser = std::min(day, month);
    if (loser == 0 || winner >= 20 * std::uint64_t{loser})
      column.order = day_wins ? FieldOrder::DayFirst : FieldOrder::MonthFirst;
    if (loser > 0) say(column, "NAM-103", {{"day_first", std::int64_t{day}}, {"month_first", std::int64_t{month}}});
    else say(column, day_wins ? "NAM-101" : "NAM-102", {{"count", std::int64_t{winner}}});
    return;
  }
  if (column.both_ways == 0) return;
  if (hints.language == "en-US") column.order = FieldOrder::MonthFirst;
  else if (!hints.language.empty() && (hints.language.size() > 2 || !one_of(hints.language, {"en"})))
    column.order = FieldOrder::DayFirst;
  say(column, column.order == FieldOrder::Undecided ? "NAM-104" : "NAM-105",
      {{"count", std::int64_t{column.both_ways}},
       {"order", column.order == FieldOrder::MonthFirst ? std::string("month") : std::string("day")}});
}

void decide_calendar(ColumnDates& column, const Evidence& evidence, const DateHints& hints) {
  const std::uint32_t other = evidence.lunar_or_solar + evidence.named_hijri + evidence.named_jalali;
  if (evidence.lunar_or_solar > 0) {
    column.calendar_guessed = true;
    if (evidence.named_hijri != evidence.named_jalali)
      column.calendar = evidence.named_hijri > evidence.named_jalali ? Calendar::Hijri : Calendar::Jalali;
    else if (evidence.day_31 > 0) column.calendar = Calendar::Jalali;
    else if (evidence.after_jalali * 20 > evidence.lunar_or_solar) column.calendar = Calendar::Hijri;
    else column.calendar = one_of(hints.language, {"fa", "prs", "ps", "haz"}) ? Calendar::Jalali : Calendar::Hijri;
    say(column, "NAM-106",
        {{"count", std::int64_t{other}},
         {"calendar", column.calendar == Calendar::Jalali ? std::string("jalali") : std::string("hijri")}});
    return;
  }
  const bool local = one_of(hints.language, {"am", "ti"});
  // Of Gregorian dates one in fifty falls on a 31st, and some are slips of the pen; of Ethiopic ones as many fall on
  // days that only this calendar has, and none on a 31st.
  const bool slips = evidence.never_ethiopic * 3 > evidence.only_ethiopic;
  if (!slips && (evidence.only_ethiopic >= 2 || (local && evidence.only_ethiopic >= 1))) {
    column.calendar = Calendar::Ethiopic;
    column.calendar_guessed = true;
    say(column, "NAM-106", {{"count", std::int64_t{evidence.only_ethiopic}}, {"calendar", std::string("ethiopic")}});
  }
}

// A day of the year stands out when it has many more dates than its share could give by chance: for a Poisson count
// with mean m, m + 6 sqrt(m) + 4 is beyond one in a million.
bool stands_out(std::uint32_t count, std::uint32_t total) {
  if (count < 5) return false;
  const std::int64_t spare = std::int64_t{count} * 365 - total - 4 * 365;  // (count - m - 4) x 365
  return spare > 0 && spare * spare > std::int64_t{36} * total * 365;
}

void find_placeholders(ColumnDates& column, const std::vector<DateShape>& shapes) {
  // Of fewer dates 1 January is doubted too, where it has three times its share: it is what is written for "some day".
  constexpr std::uint32_t kEnoughToTrust = 500;
  const auto above_chance = [](std::uint32_t count, std::uint32_t of) { return count * std::uint64_t{365} > of * 3; };
  std::array<std::array<std::uint32_t, 32>, 14> counts{};
  std::uint32_t total = 0;
  std::uint32_t firsts = 0;
  for (const DateShape& shape : shapes) {
    const DateSpan span = span_of(shape, column);
    if (span.precision != Precision::Day) continue;
    const CalendarDate date = from_day(span.earliest, span.calendar);
    ++counts[static_cast<std::size_t>(date.month)][static_cast<std::size_t>(date.day)];
    ++total;
  }
  const auto add = [&](int month, int day, std::uint32_t count) {
    column.placeholders.push_back({static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day), count});
    if (count > 0)
      say(column, "NAM-107",
          {{"day", std::int64_t{day}},
           {"month", std::int64_t{month}},
           {"count", std::int64_t{count}},
           {"total", std::int64_t{total}}});
  };
  for (int month = 1; month <= 13; ++month)
    for (int day = 1; day <= 31; ++day) {
      const std::uint32_t count = counts[static_cast<std::size_t>(month)][static_cast<std::size_t>(day)];
      const bool new_year = month == 1 && day == 1;
      if (stands_out(count, total) || (new_year && total < kEnoughToTrust && above_chance(count, total)))
        add(month, day, count);
      else if (day == 1) firsts += count;
    }
  // A thirtieth of the dates may be the first of a month; four times that is a habit of the list.
  if (total >= 60 && firsts * std::uint64_t{30} > std::uint64_t{4} * total) {
    column.first_is_month_only = true;
    say(column, "NAM-108", {{"count", std::int64_t{firsts}}, {"total", std::int64_t{total}}});
  }
}

}  // namespace

ColumnDates learn_dates(std::span<const std::string_view> cells, const DateHints& hints) {
  ColumnDates column;
  column.list_date = hints.list_date;
  if (hints.list_date) column.pivot_year = base::civil(*hints.list_date).year % 100;
  if (!hints.births) column.pivot_year = std::max(column.pivot_year, 49);  // "12/03/26" of a capture is not 1926
  std::vector<DateShape> shapes;
  shapes.reserve(cells.size());
  Evidence evidence;
  for (const std::string_view cell : cells) {
    shapes.push_back(read_shape(cell));
    count_shape(shapes.back(), evidence, column);
  }
  decide_order(column, hints);
  decide_calendar(column, evidence, hints);
  // Text cells all beyond the twelfth, native ones never: a spreadsheet took 03/04 for the fourth of March.
  if (evidence.native >= 8 && evidence.native_day_over_12 == 0 && column.day_first_only >= 3 && column.both_ways == 0) {
    column.native_flipped = true;
    say(column, "NAM-109", {{"count", std::int64_t{evidence.native}}});
  }
  if (evidence.serials > 0) say(column, "NAM-110", {{"count", std::int64_t{evidence.serials}}});
  if (evidence.two_digit_years > 0)
    say(column, "NAM-111",
        {{"count", std::int64_t{evidence.two_digit_years}}, {"pivot", std::int64_t{column.pivot_year}}});
  if (hints.births) find_placeholders(column, shapes);
  for (const DateShape& shape : shapes) column.read += span_of(shape, column).known() ? 1 : 0;
  if (evidence.unread > 0)
    say(column, "NAM-112",
        {{"count", std::int64_t{column.cells - column.read}}, {"total", std::int64_t{column.cells}}});
  return column;
}

}  // namespace midspan::names
