// SPDX-License-Identifier: Apache-2.0
#include "names/dates.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "names/date_shape.hpp"

namespace midspan::names {
namespace {

using people::Calendar;
using people::DateSpan;
using people::Precision;

std::string span_text(const DateSpan& span) {
  if (!span.known()) return "?";
  return span.earliest == span.latest ? base::format_day(span.earliest)
                                      : base::format_day(span.earliest) + ".." + base::format_day(span.latest);
}
std::string read(std::string_view cell, const ColumnDates& column = {}) { return span_text(parse_date(cell, column)); }

TEST(Dates, AsListsWriteThem) {
  EXPECT_EQ(read("1990-03-25"), "1990-03-25");
  EXPECT_EQ(read("1990-03-25T00:00:00Z"), "1990-03-25");
  EXPECT_EQ(read("25/03/1990 00:00"), "1990-03-25");
  EXPECT_EQ(read("1990/3/5"), "1990-03-05");
  EXPECT_EQ(read("25.3.1990 г."), "1990-03-25");
  EXPECT_EQ(read("25/3/90"), "1990-03-25");
  EXPECT_EQ(read("19900325"), "1990-03-25");
  EXPECT_EQ(read("25031990"), "1990-03-25");
  EXPECT_EQ(read("25 March 1990"), "1990-03-25");
  EXPECT_EQ(read("March 25th, 1990"), "1990-03-25");
  EXPECT_EQ(read("25-Mar-90"), "1990-03-25");
  EXPECT_EQ(read("25 de marzo de 1990"), "1990-03-25");
  EXPECT_EQ(read("1er août 1990"), "1990-08-01");
  EXPECT_EQ(read("25 марта 1990 года"), "1990-03-25");
  EXPECT_EQ(read("25 березня 1990 р."), "1990-03-25");
  EXPECT_EQ(read("٢٥ آذار ١٩٩٠"), "1990-03-25");
  EXPECT_EQ(read("25 آذار/مارس 1990"), "1990-03-25");
  EXPECT_EQ(read("٢٥ كانون الثاني ١٩٩٠"), "1990-01-25");
  EXPECT_EQ(read("25 במרץ 1990"), "1990-03-25");
  EXPECT_EQ(read("1990年3月25日"), "1990-03-25");
  EXPECT_EQ(read("03/1990"), "1990-03-01..1990-03-31");
  EXPECT_EQ(read("1990-03"), "1990-03-01..1990-03-31");
  EXPECT_EQ(read("marzo 1990"), "1990-03-01..1990-03-31");
  EXPECT_EQ(read("1990"), "1990-01-01..1990-12-31");
  EXPECT_EQ(read("xx/xx/1990"), "1990-01-01..1990-12-31");
  EXPECT_EQ(read("00/03/1990"), "1990-03-01..1990-03-31");
  EXPECT_EQ(read("??.03.1990"), "1990-03-01..1990-03-31");
  EXPECT_EQ(read("c. 1985"), "1983-01-01..1987-12-31");
  EXPECT_EQ(read("alrededor de 1985"), "1983-01-01..1987-12-31");
  EXPECT_EQ(read("1985-1987"), "1985-01-01..1987-12-31");
  EXPECT_EQ(read("1985/86"), "1985-01-01..1986-12-31");
  EXPECT_EQ(read("between 1985 and 1987"), "1985-01-01..1987-12-31");
  EXPECT_EQ(read("1980s"), "1980-01-01..1989-12-31");
  EXPECT_EQ(read("1980-е"), "1980-01-01..1989-12-31");
  EXPECT_EQ(read("32957"), "1990-03-25");
  EXPECT_EQ(read("32957.5"), "1990-03-25");
  EXPECT_EQ(read("31/04/1990"), "1990-04-01..1990-04-30");
}

TEST(Dates, AgesOnADay) {
  EXPECT_EQ(read("about 30 on 2018-05-01"), "1987-05-02..1989-05-01");
  EXPECT_EQ(read("30 years old on 2018-05-01"), "1987-05-02..1989-05-01");
  EXPECT_EQ(read("30 años en 2018"), "1987-01-01..1988-12-31");
  EXPECT_EQ(read("возраст 30 лет на 01.05.2018"), "1987-05-02..1989-05-01");
  EXPECT_EQ(read("aged 30 in 2018"), "1987-01-01..1988-12-31");
  EXPECT_EQ(read("25 March 1990 (35 years)"), "1990-03-25");
  ColumnDates column;
  column.list_date = base::day_of({2018, 5, 1});
  EXPECT_EQ(read("30 سنوات", column), "1987-05-02..1989-05-01");
  EXPECT_EQ(span_text(from_age(0, base::day_of({2020, 2, 29}))), "2019-03-01..2020-02-29");
  EXPECT_FALSE(from_age(131, 0).known());
}

TEST(Dates, OtherCalendars) {
  EXPECT_EQ(read("1410/8/28 هـ"), "1990-03-26");
  EXPECT_EQ(read("28 شعبان 1410"), "1990-03-26");
  EXPECT_EQ(read("28 شعبان 1410 هـ الموافق 25 مارس 1990"), "1990-03-25");
  EXPECT_EQ(read("28 شعبان 25 مارس 1990"), "?");  // two months: nobody should guess which
  EXPECT_EQ(read("28/8/1410 - 25/3/1990"), "1990-03-25");
  EXPECT_EQ(read("5 فروردین 1369"), "1990-03-25");
  EXPECT_EQ(read("1369/01/05 ش"), "1990-03-25");
  EXPECT_EQ(read("כ\"ח באדר תש\"ן"), "1990-03-25");
  EXPECT_EQ(read("28 Adar 5750"), "1990-03-25");
  EXPECT_EQ(read("16 መጋቢት 1982"), "1990-03-25");
  EXPECT_EQ(read("16/7/1982 E.C."), "1990-03-25");
  const DateSpan guessed = parse_date("1410-08-28");
  EXPECT_EQ(span_text(guessed), "1990-03-26");
  EXPECT_TRUE(guessed.flags & people::kCalendarGuessed);
}

TEST(Dates, WhatIsNoDate) {
  for (const char* text :
       {"", "unknown", "n/a", "desconocido", "غير معروف", "неизвестно", "--", "xx/xx/xxxx", "0000-00-00", "Ahmad", "12",
        "123456789012345678901234567890", "13/13/1990x", "99/99/9999", "I was born in house 17"})
    EXPECT_EQ(read(text), "?") << text;
  EXPECT_EQ(read(std::string(100000, '1')), "?");
  EXPECT_EQ(parse_date("Ahmad").raw, "Ahmad");
}

ColumnDates learn(const std::vector<std::string>& cells, const DateHints& hints = {}) {
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  return learn_dates(views, hints);
}
std::vector<std::string> codes(const ColumnDates& column) {
  std::vector<std::string> out;
  for (const base::Message& message : column.decisions) out.push_back(message.code);
  return out;
}

TEST(DateColumns, OneCellDecidesTheOrder) {
  const ColumnDates day = learn({"03/04/1990", "25/04/1991", "01/02/1992"});
  EXPECT_EQ(day.order, FieldOrder::DayFirst);
  EXPECT_EQ(read("03/04/1990", day), "1990-04-03");
  const ColumnDates month = learn({"03/04/1990", "04/25/1991"});
  EXPECT_EQ(read("03/04/1990", month), "1990-03-04");
  EXPECT_EQ(read("25/04/1990", month), "1990-04-25");  // only one way to read it
  const ColumnDates neither = learn({"03/04/1990"});
  EXPECT_TRUE(parse_date("03/04/1990", neither).flags & people::kDayMonthAmbiguous);
  EXPECT_EQ(learn({"03/04/1990"}, {.language = "es"}).order, FieldOrder::DayFirst);
  EXPECT_EQ(learn({"03/04/1990"}, {.language = "en-US"}).order, FieldOrder::MonthFirst);
  EXPECT_EQ(codes(learn({"13/04/1990", "04/13/1990"})), (std::vector<std::string>{"NAM-103"}));
}

TEST(DateColumns, PlaceholdersByHistogram) {
  std::vector<std::string> cells;
  for (int year = 1950; year < 2000; ++year) {
    cells.push_back(fmt::format("{}-01-01", year));
    cells.push_back(fmt::format("{}-07-01", year));
    for (int month = 1; month <= 12; ++month)
      cells.push_back(fmt::format("{}-{:02}-{:02}", year, month, (year * 7 + month * 5) % 27 + 2));
  }
  const ColumnDates column = learn(cells);
  ASSERT_EQ(column.placeholders.size(), 2U);
  EXPECT_EQ(column.placeholders[1].month, 7);
  EXPECT_EQ(column.placeholders[1].count, 50U);
  const DateSpan span = parse_date("1988-07-01", column);
  EXPECT_EQ(span_text(span), "1988-01-01..1988-12-31");
  EXPECT_TRUE(span.flags & people::kPlaceholderDay);
  EXPECT_EQ(span.precision, Precision::Year);
  EXPECT_EQ(read("1988-07-02", column), "1988-07-02");
}

TEST(DateColumns, FirstOfJanuaryIsTrustedWhereItDoesNotStandOut) {
  std::vector<std::string> cells;
  for (int day = 0; day < 730; ++day) cells.push_back(base::format_day(base::day_of({1990, 1, 1}) + day));
  EXPECT_TRUE(learn(cells).placeholders.empty());
  EXPECT_EQ(read("1990-01-01", learn({"1990-01-01", "1985-04-03"})), "1990-01-01..1990-12-31");
  EXPECT_EQ(read("1990-01-01", learn({"1990-01-01"}, {.births = false})), "1990-01-01");
  // One of a year's worth of days is its share; three are not.
  const std::vector<std::string> share(cells.begin(), cells.begin() + 365);
  EXPECT_EQ(read("1990-01-01", learn(share)), "1990-01-01");
  std::vector<std::string> more = share;
  more.insert(more.end(), {"1971-01-01", "1982-01-01", "1985-01-01"});
  EXPECT_EQ(read("1990-01-01", learn(more)), "1990-01-01..1990-12-31");
}

TEST(DateColumns, SpreadsheetsThatFlipped) {
  std::vector<std::string> cells = {"25/03/1990", "13/03/1991", "30/12/1988"};
  for (int at = 1; at <= 9; ++at) cells.push_back(fmt::format("1990-0{}-11", at));
  const ColumnDates column = learn(cells);
  EXPECT_TRUE(column.native_flipped);
  EXPECT_EQ(read("1990-03-11", column), "1990-11-03");
  cells.push_back("1990-03-25");
  EXPECT_FALSE(learn(cells).native_flipped);
}

TEST(DateColumns, Calendars) {
  EXPECT_EQ(learn({"1369/01/31", "1365/05/02"}).calendar, Calendar::Jalali);
  EXPECT_EQ(learn({"1369/01/30", "1365/05/02"}, {.language = "fa"}).calendar, Calendar::Jalali);
  EXPECT_EQ(learn({"1410/01/30", "1432/05/02"}).calendar, Calendar::Hijri);
  EXPECT_EQ(learn({"30/2/1982", "5/13/1980", "1/1/1970"}).calendar, Calendar::Ethiopic);
  // Slips among Gregorian dates, which have a 31st.
  EXPECT_EQ(learn({"30/2/1982", "5/13/1980", "1/1/1970", "31/5/1977"}).calendar, Calendar::Gregorian);
  EXPECT_EQ(read("16/7/1982", learn({"30/2/1982"}, {.language = "am"})), "1990-03-25");
}

DateLevel level(std::string_view left, std::string_view right) {
  const DateSpan first = parse_date(left);
  const DateSpan second = parse_date(right);
  const DateComparison one = compare_dates(first, second);
  const DateComparison two = compare_dates(second, first);
  EXPECT_EQ(one.level, two.level) << left << " " << right;
  EXPECT_EQ(one.days_apart, two.days_apart);
  return one.level;
}

TEST(DateComparison, Levels) {
  EXPECT_EQ(level("1990-03-25", "25.03.1990"), DateLevel::SameDay);
  EXPECT_EQ(level("1990-03-25", "1990"), DateLevel::Within);
  EXPECT_EQ(level("1990-03-25", "about 28 on 2018-05-01"), DateLevel::Within);
  EXPECT_EQ(level("1990-03-25", "28 شعبان 1410"), DateLevel::LunarDay);
  EXPECT_EQ(level("1990-03-04", "1990-04-03"), DateLevel::Swapped);
  EXPECT_EQ(level("1990-03-25", "1980-03-25"), DateLevel::OneDigit);
  EXPECT_EQ(level("1990-03-25", "1990-03-52"), DateLevel::Missing);
  EXPECT_EQ(level("1990-03-12", "1990-03-21"), DateLevel::OneDigit);
  EXPECT_EQ(level("1990-03-25", "1982-07-16"), DateLevel::WrongCalendar);
  EXPECT_EQ(level("1989-12-30", "1991-01-15"), DateLevel::Contradict);
  EXPECT_EQ(level("1989", "1990"), DateLevel::NearYear);
  EXPECT_EQ(level("1989-12-30", "1990-12-30"), DateLevel::NearYear);
  EXPECT_EQ(level("1989-12-28", "1990-01-15"), DateLevel::NearDays);
  EXPECT_EQ(level("", "1990-01-15"), DateLevel::Missing);
  EXPECT_EQ(level("1960", "1990-01-15"), DateLevel::Contradict);
}

RC_GTEST_PROP(Dates, NeverFailsOnAnyText, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("25", "03", "1990", "/", ".", " ", "-", "March", "آذار", "هـ", "1410", "about",
                                    "on", "years", "שנ", "\"", "تشرين", "xx", "?", "\xFF", "٣", ":", "00", "99999"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  const DateSpan span = parse_date(text);
  RC_ASSERT(span.raw == text);
  RC_ASSERT(!span.known() || span.precision != Precision::None);
  RC_ASSERT(parse_date(text) == span);
}

// A plain date is read in one step; with a space before it, word by word.
TEST(Dates, PlainOnesAreReadAsAllOthersAre) {
  for (int year = 1840; year <= 2110; ++year)
    for (int month = 0; month <= 13; ++month)
      for (int day = 0; day <= 32; ++day) {
        const std::string cell = fmt::format("{:04}-{:02}-{:02}", year, month, day);
        ASSERT_EQ(read_shape(cell), read_shape(" " + cell)) << cell;
      }
  for (const char* cell : {"1990-3-250", "199o-03-25", "1990-03-2x", "1990/03/25", "1990-03/25", "+990-03-25"})
    EXPECT_EQ(read_shape(cell), read_shape(" " + std::string(cell))) << cell;
}

}  // namespace
}  // namespace midspan::names
