// SPDX-License-Identifier: Apache-2.0
// Two lists, each in the script of its office, neither of them Latin; and syllables that one office writes apart.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <functional>
#include <utility>

#include "made_up.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Person {
  std::string number;
  std::size_t given = 0, father = 0, family = 0, place = 0;
  int day = 1, month = 1, year = 1980;
  std::string dmy() const { return fmt::format("{:02}/{:02}/{}", day, month, year); }
  std::string born() const { return std::to_string(year); }
};

std::vector<Person> people(std::size_t count, const Pairs& given, const Pairs& family) {
  std::vector<Person> made;
  std::uint64_t state = 9;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  for (std::size_t at = 0; at < count; ++at) {
    Person person;
    person.number = std::to_string(at);
    person.given = draw(given.size());
    person.father = draw(given.size());
    person.family = draw(family.size());
    person.place = draw(4);
    person.day = static_cast<int>(draw(28)) + 1;
    person.month = static_cast<int>(draw(12)) + 1;
    person.year = 1950 + static_cast<int>(draw(50));
    made.push_back(person);
  }
  return made;
}

struct Found {
  std::size_t right = 0, wrong = 0;
  std::vector<std::string> fields;
};

using Row = std::function<std::vector<std::string>(const Person&)>;

// 240 people; the last 60 are not on the left list, the first 60 not on the right one: 120 are on both.
Found found(const std::vector<Person>& all, const std::vector<std::string>& left_headings, const Row& left,
            const std::vector<std::string>& right_headings, const Row& right) {
  Rows one, other;
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (at + 60 < all.size()) one.push_back(left(all[at]));
    if (at >= 60) other.push_back(right(all[at]));
  }
  const auto first = table("left", left_headings, one);
  const auto second = table("right", right_headings, other);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({first.get(), second.get()}, options);
  Found counted;
  for (const Link& link : outcome.links)
    ++(one[link.left.row][0] == other[link.right.row][0] ? counted.right : counted.wrong);
  for (const FieldReport& field : outcome.fields) counted.fields.push_back(field.name);
  return counted;
}

TEST(OwnScripts, ArabicAndHebrew) {
  const Pairs given = {{"محمد", "מוחמד"},      {"أحمد", "אחמד"}, {"خالد", "חאלד"},  {"يوسف", "יוסף"},
                       {"إبراهيم", "אבראהים"}, {"سعيد", "סעיד"}, {"طارق", "טארק"},  {"نبيل", "נביל"},
                       {"وليد", "ואליד"},      {"ياسر", "יאסר"}, {"جمال", "ג׳מאל"}, {"عماد", "עימאד"},
                       {"بلال", "בילאל"},      {"رائد", "ראאד"}, {"صالح", "סאלח"}};
  const Pairs family = {{"زيدان", "זידאן"},  {"عودة", "עודה"},   {"حماد", "חמאד"},   {"شحادة", "שחאדה"},
                        {"الخطيب", "ח׳טיב"}, {"بركات", "ברכאת"}, {"السعدي", "סעדי"}, {"مسالمة", "מסאלמה"},
                        {"عطون", "עטון"},    {"حنني", "חנני"}};
  const std::vector<Person> all = people(240, given, family);
  const Found counted = found(
      all, {"رقم", "الاسم الثلاثي", "تاريخ الميلاد"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, given[one.given].first + " " + given[one.father].first + " " + family[one.family].first,
                one.year % 3 == 0 ? "" : one.dmy()};
      },
      {"מס", "שם משפחה", "שם פרטי", "שנת לידה"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, family[one.family].second, given[one.given].second, one.born()};
      });
  // Of 120, and forty of them have nothing but names; a name is two people's now and then. (There were 67.)
  EXPECT_GE(counted.right, 75U);
  EXPECT_LE(counted.wrong, 8U);
}

TEST(OwnScripts, GeorgianAndRussianWithTheirTowns) {
  const Pairs given = {{"გიორგი", "Георгий"}, {"ლევან", "Леван"},  {"დავით", "Давид"},     {"ირაკლი", "Ираклий"},
                       {"ზურაბ", "Зураб"},    {"თამაზ", "Тамаз"},  {"შოთა", "Шота"},       {"მამუკა", "Мамука"},
                       {"ლაშა", "Лаша"},      {"თამარ", "Тамара"}, {"ქეთევან", "Кетеван"}, {"ნანა", "Нана"}};
  const Pairs family = {{"ბერიძე", "Беридзе"},    {"კაპანაძე", "Капанадзе"},  {"გელაშვილი", "Гелашвили"},
                        {"ლომიძე", "Ломидзе"},    {"ხუციშვილი", "Хуцишвили"}, {"ყიფიანი", "Кипиани"},
                        {"შენგელია", "Шенгелия"}, {"ნოზაძე", "Нозадзе"}};
  const Pairs towns = {{"გორი", "Гори"}, {"ცხინვალი", "Цхинвали"}, {"ზუგდიდი", "Зугдиди"}, {"ახალგორი", "Ахалгори"}};
  const std::vector<Person> all = people(240, given, family);
  const Found counted = found(
      all, {"№", "სახელი", "გვარი", "დაბადების თარიღი", "ქალაქი"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, given[one.given].first, family[one.family].first, one.dmy(), towns[one.place].first};
      },
      {"№", "Фамилия, имя", "Год рождения", "Место жительства"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, family[one.family].second + " " + given[one.given].second, one.born(),
                towns[one.place].second};
      });
  EXPECT_EQ(counted.fields, (std::vector<std::string>{"name", "birth", "place"}));
  EXPECT_GE(counted.right, 110U);  // of 120
  EXPECT_LE(counted.wrong, 6U);
}

TEST(OwnScripts, KoreanGivenNamesInOneWordAndInTwo) {
  const Pairs given = {{"민준", "Min Jun"}, {"서연", "Seo-yeon"},  {"지호", "Ji Ho"},     {"현우", "Hyun-woo"},
                       {"은지", "Eunji"},   {"동혁", "Dong Hyuk"}, {"상철", "Sang-chul"}, {"미숙", "Mi Suk"},
                       {"재희", "Jae-hee"}, {"승아", "Seung Ah"}};
  const Pairs family = {{"오", "OH"}, {"홍", "HONG"}, {"한", "HAN"}, {"박", "PARK"}, {"윤", "YOON"}, {"황", "HWANG"}};
  const std::vector<Person> all = people(240, given, family);
  const Found counted = found(
      all, {"번호", "성명", "출생년도"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, family[one.family].first + given[one.given].first, one.born()};
      },
      {"No", "Surname", "Given name", "Date of birth"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, family[one.family].second, given[one.given].second, one.dmy()};
      });
  EXPECT_GE(counted.right, 110U);  // of 120
  EXPECT_LE(counted.wrong, 6U);
}

TEST(OwnScripts, JapaneseNamesAreReadAsJapanese) {
  const Pairs given = {{"健一", "Kenichi"}, {"結衣", "Yui"},   {"大翔", "Hiroto"}, {"陽葵", "Himari"},
                       {"和也", "Kazuya"},  {"直美", "Naomi"}, {"拓海", "Takumi"}, {"裕子", "Yuko"},
                       {"翔太", "Shota"},   {"香織", "Kaori"}};
  const Pairs family = {{"田中", "TANAKA"},   {"長谷川", "HASEGAWA"}, {"渡部", "WATANABE"}, {"小山", "KOYAMA"},
                        {"佐々木", "SASAKI"}, {"石川", "ISHIKAWA"},   {"水野", "MIZUNO"},   {"林", "HAYASHI"}};
  const std::vector<Person> all = people(240, given, family);
  const Found counted = found(
      all, {"番号", "氏名", "生年"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, family[one.family].first + given[one.given].first, one.born()};
      },
      {"No", "Family name", "Given name", "Date of birth"},
      [&](const Person& one) -> std::vector<std::string> {
        return {one.number, family[one.family].second, given[one.given].second, one.dmy()};
      });
  EXPECT_GE(counted.right, 110U);  // of 120
  EXPECT_LE(counted.wrong, 6U);
}

}  // namespace
}  // namespace midspan::reconcile
