// SPDX-License-Identifier: Apache-2.0
// Lists as tired offices make them: two lines of headings under titles, totals and signatures below, remarks that say
// what no column asks for, ages instead of births, letters that a program lost.
#include <gtest/gtest.h>

#include "lists/files.hpp"
#include "lists/vocabulary.hpp"

namespace midspan::lists::test {
namespace {

using people::Severity;

constexpr std::string_view kMerged =
    R"(<mergeCells><mergeCell ref="A1:H1"/><mergeCell ref="B2:D2"/><mergeCell ref="G2:H2"/></mergeCells>)";

std::string of_a_prison_service(const std::vector<std::vector<std::string>>& below) {
  std::vector<std::vector<std::string>> rows{
      {"Список осіб, які утримуються"},
      {"№ з/п", "Прізвище, ім’я та по батькові", "", "", "Дата народження", "Стать", "Затримано", "", "Примітка"},
      {"", "Прізвище", "Ім’я", "По батькові", "", "", "дата", "місце", ""},
      {"1", "Ткачук", "Ігор", "Петрович", "05.03.1990", "ч", "01.04.2022", "м. Суми", ""},
      {"2", "Мороз", "Оксана", "Іванівна", "15.07.1984", "ж", "02.04.2022", "м. Суми", "хвора на діабет"},
      {"3", "Савчук", "Юрій", "Олексійович", "25.11.1979", "ч", "03.04.2022", "м. Суми", "помер 03.02.2025"}};
  rows.insert(rows.end(), below.begin(), below.end());
  return xlsx({{"Утримувані", rows_of(rows), std::string(kMerged)}});
}

TEST(Offices, PartsOfANameUnderTheNameThatTheyArePartsOf) {
  const auto version = read(of_a_prison_service({}));
  EXPECT_EQ(roles(version),
            "line-number family-name given-name second-given-name birth-date sex held-since place remark");
  EXPECT_EQ(version.entries.at(0).values().name.raw, "Ігор Петрович Ткачук");
}

TEST(Offices, TotalsPartsOfThemAndSignaturesAreNobody) {
  const auto version = read(of_a_prison_service({{"Усього:", "3 особи"},
                                                 {"з них поранених", "", "1"},
                                                 {"", "Начальник відділу", "", "", "", "", "", "О. Вигаданий"}}));
  EXPECT_EQ(version.entries.size(), 3U);
  EXPECT_EQ(version.others.size(), 3U);
  EXPECT_EQ(count(version, "LST-122"), 1U);  // it agrees
  EXPECT_EQ(count(version, "LST-120"), 2U);
}

TEST(Offices, WhatSoundsLikeAPartOfATotalMayBeAName) {
  EXPECT_TRUE(counts_a_part("de ellos heridos"));
  for (const char* name : {"Davon", "Dont", "Ofwhom Paz"}) EXPECT_FALSE(counts_a_part(name)) << name;
}

TEST(Offices, SomebodyAddedBelowWithABirthStays) {
  EXPECT_EQ(read(of_a_prison_service({{"", "Бондар Тарас", "", "", "09.09.1991"}})).entries.size(), 4U);
}

TEST(Offices, RemarksThatAreAStateOfHealthOrADeath) {
  const auto version = read(of_a_prison_service({}));
  EXPECT_EQ(version.entries.at(1).values().health, people::Health::Ill);
  EXPECT_EQ(find(version, "LST-193")->severity, Severity::Doubt);
  EXPECT_EQ(find(version, "LST-189")->place.cell, "I6");
  EXPECT_EQ(nothing_but_health("поранений"), people::Health::Wounded);
  for (const char* remark : {"ill-treated", "мати хвора", "good behaviour", "помер", "diabetic, transferred twice"})
    EXPECT_EQ(nothing_but_health(remark), std::nullopt) << remark;
}

TEST(Offices, ADayOfDeathSaysThatSomebodyDied) {
  const auto version =
      read("№,ПІБ,Дата народження,Дата смерті\n1,Сокіл Петро,12.03.1970,04.11.2023\n2,Мороз Ольга,13.04.1971,—\n");
  EXPECT_EQ(version.entries.at(0).values().status, "DIED-IN-CUSTODY");
  EXPECT_EQ(version.entries.at(1).values().status, "");
  EXPECT_EQ(find(version, "LST-192")->severity, Severity::Doubt);
  const auto answered = read("Name,Status,Date of death\nAna Paz,released,2023-11-04\n");
  EXPECT_EQ(answered.entries.at(0).values().status, "released");
}

TEST(Offices, AgesAmongWordsInMonthsAndBetweenTwo) {
  ReadOptions options;
  options.as_of = base::day_of({2025, 3, 15});
  const auto version = read(
      "Nombre,Edad\nAna Paz,unos 40\nLuis Gil,30-35\nEva Rey,8 meses\nIvo Sol,34 años\nRosa Mar,1 año 8 meses\n"
      "Juan Luz,F01\n",
      options);
  const auto birth = [&](std::size_t at) { return day(version.entries.at(at).values().birth); };
  EXPECT_EQ(birth(0), "1984-03-16..1986-03-15");
  EXPECT_EQ(birth(1), "1989-03-16..1996-03-15");
  EXPECT_EQ(birth(2), "2024-03-16..2025-03-15");
  EXPECT_EQ(birth(3), "1990-03-16..1992-03-15");
  EXPECT_EQ(birth(4), "2023-03-16..2025-03-15");
  EXPECT_EQ(count(version, "LST-183"), 1U);
}

TEST(Offices, AGroupIsAClassOrTheFewOfAFamily) {
  std::string families = "Nombre,Grupo,Sexo\n";
  std::string classes = families;
  for (int at = 0; at < 30; ++at) {
    families += "Ana Paz,F" + std::to_string(10 + at / 3) + ",F\n";
    classes += std::string("Ana Paz,") + (at % 2 == 0 ? "civil" : "militar") + ",F\n";
  }
  EXPECT_EQ(roles(read(families)), "full-name family sex");
  EXPECT_EQ(count(read(families), "LST-104"), 1U);
  EXPECT_EQ(roles(read(classes)), "full-name category sex");
}

TEST(Offices, WhereAndWhenSomebodyWasLastSeen) {
  EXPECT_EQ(roles(read("Full Name,Last contact,Last known place\nAna Paz,2021-05-03,Taiz\n")),
            "full-name captured-on place");
  EXPECT_EQ(roles(read("Nombre,Edad aproximada,Fecha del último contacto\nAna Paz,30,03-05-2021\n")),
            "full-name age captured-on");
  EXPECT_EQ(roles(read("Ф.И.О.;Последний контакт;Последнее известное место\nПётр Сокол;03.05.2021;Суми\n")),
            "full-name captured-on place");
}

TEST(Offices, MarksOfDirectionChangeNothingThatIsRead) {
  const auto version = read(
      "م,الاسم الرباعي,العمر\n\u200F1,\u200Fأحمد محمد علي حسن,\u200F30\n\u200F2,\u200Fخالد صالح علي عمر,\u200F41\n");
  EXPECT_EQ(roles(version), "line-number full-name age");
  EXPECT_EQ(version.entries.at(0).values().name.raw, "أحمد محمد علي حسن");
  EXPECT_EQ(version.entries.at(0).cell_text(1), "\u200Fأحمد محمد علي حسن");
  EXPECT_EQ(count(version, "LST-143"), 3U);  // once a column
}

TEST(Offices, LettersThatAProgramLostAreSaid) {
  const auto version = read("Name,Birth\n???? ?????,??/?/????\n????? ????,??/?/????\nAna Paz,1980\n");
  EXPECT_EQ(find(version, "LST-191")->message.arguments[0].second, base::Argument(std::int64_t{4}));
  EXPECT_EQ(count(read("Name,Birth\nAna Paz,??\nEva Rey,??/05/1980\nIvo Sol,1980?\nLuz Mar,?\n"), "LST-191"), 0U);
}

TEST(Offices, AStateOfHealthIsAllThatACellSaysOrIsDoubted) {
  for (const char* cell : {"not dead", "не умер", "no está muerto", "father dead, himself healthy", "not wounded",
                           "غير جريح", "ليس ميت", "non blessé", "no longer gravely ill", "не болен", "dead?",
                           "brother died, he is alive", "was ill", "recovered from tuberculosis", "ill, dead"}) {
    EXPECT_EQ(health_word(cell), std::nullopt) << cell;
    const auto version = read("No,Name,Health\n1,Ana Paz,\"" + std::string(cell) + "\"\n");
    EXPECT_EQ(version.entries.at(0).values().health, people::Health::Unknown) << cell;
    ASSERT_NE(find(version, "LST-197"), nullptr) << cell;
    EXPECT_EQ(find(version, "LST-197")->severity, Severity::Doubt);
    EXPECT_EQ(find(version, "LST-197")->place.cell, "C2");
  }
  EXPECT_EQ(health_word("Dead."), people::Health::Dead);
  EXPECT_EQ(health_word("en bonne santé"), people::Health::Well);
  EXPECT_EQ(health_word("diabetic, gravely wounded"), people::Health::GravelyIll);
  EXPECT_EQ(health_word("хворий на діабет"), people::Health::Ill);
  EXPECT_EQ(count(read("No,Name,Health\n1,Ana Paz,-\n2,Eva Rey,ill\n"), "LST-197"), 0U);
}

TEST(Offices, PeopleCalledSumAreNoTotals) {
  const auto numbered = read(
      "No,Family name,Given name,Age,Nationality\n1,Chan,Dara,31,Cambodia\n2,Sum,Sokha,34,Cambodia\n"
      "3,Sok,Suma,41,Cambodia\n4,Sum,,22,\n");
  EXPECT_EQ(numbered.entries.size(), 4U);
  EXPECT_EQ(count(numbered, "LST-123"), 0U);
  EXPECT_EQ(read("Family name,Given name,Nationality\nChan,Dara,Cambodia\nSum,Sokha,Cambodia\nSok,Suma,Cambodia\n")
                .entries.size(),
            3U);
  EXPECT_EQ(read("Name,Date of birth\nDara Chan,1990-01-02\nSuma,1991-03-04\n").entries.size(), 2U);
  const auto total = read("No,Family name,Given name,Age\n1,Chan,Dara,31\n2,Kim,Vanna,28\n,Total,persons,2\n");
  EXPECT_EQ(total.entries.size(), 2U);
  EXPECT_EQ(count(total, "LST-122"), 1U);
  const auto perhaps = read("Name,Age\nDara Chan,31\nVanna Kim,28\nSum,34\n");
  EXPECT_EQ(find(perhaps, "LST-123")->severity, Severity::Doubt);
}

TEST(Offices, NobodyUnderAHeadingOfNamesIsLeftOutWithoutADoubt) {
  const auto below = read(
      "Total: 3\nNo,Name,Date of birth,Camp\n1,Ali Hassan,1980-01-02,A\n2,Omar Zaki,1981-01-03,A\n"
      "3,Nur Odeh,1982-02-02,A\n,Mona Issa,,B\n,Huda Ali,,B\n");
  EXPECT_EQ(count(below, "LST-120"), 2U);
  EXPECT_EQ(find(below, "LST-120")->severity, Severity::Doubt);
  const auto merged = read(xlsx({{"L",
                                  rows_of({{"No", "Name", "Date of birth", "Camp"},
                                           {"1", "Ali Hassan", "1980-01-02", "A"},
                                           {"", "Mona Issa"},
                                           {"2", "Omar Zaki", "1981-01-03", "A"}}),
                                  R"(<mergeCells><mergeCell ref="B3:D3"/></mergeCells>)"}}));
  EXPECT_EQ(find(merged, "LST-120")->severity, Severity::Doubt);
}

std::vector<std::vector<std::string>> of_camp(int first, int count) {
  std::vector<std::vector<std::string>> rows{{"No", "Rank", "Unit", "Nationality", "Name", "Date of birth"}};
  for (int at = first; at < first + count; ++at)
    rows.push_back({std::to_string(at), "Private", "Unit 7", "Syria", "Person Number" + std::string(at, 'a'),
                    std::to_string(1950 + at) + "-02-03"});
  return rows;
}

TEST(Offices, SheetsOfTheSameRanksAndOtherPeopleAreOneList) {
  const auto version = read(xlsx({{"Camp A", rows_of(of_camp(1, 6))}, {"Camp B", rows_of(of_camp(20, 6))}}));
  EXPECT_EQ(version.entries.size(), 12U);
  EXPECT_EQ(count(version, "LST-198"), 0U);
}

TEST(Offices, WhyASheetWasNotReadIsTrue) {
  const auto older = read(xlsx({{"New", rows_of(of_camp(1, 6))}, {"Old", rows_of(of_camp(1, 5))}}));
  EXPECT_EQ(older.entries.size(), 6U);
  EXPECT_EQ(count(older, "LST-198"), 1U);
  EXPECT_EQ(count(older, "LST-108"), 0U);
  const auto hidden =
      read(xlsx({{"List", rows_of(of_camp(1, 6))}, {"Hidden", rows_of(of_camp(20, 6)), {}, {}, "hidden"}}));
  EXPECT_EQ(hidden.entries.size(), 6U);
  EXPECT_EQ(count(hidden, "LST-199"), 1U);
  EXPECT_EQ(count(hidden, "LST-108"), 0U);
}

TEST(Offices, ASheetForEachOfManyCamps) {
  std::vector<Sheet> camps;
  for (int camp = 0; camp < 56; ++camp)
    camps.push_back({"Camp " + std::to_string(camp), rows_of(of_camp(camp * 3, 3))});
  EXPECT_EQ(read(xlsx(camps)).entries.size(), 168U);
}

}  // namespace
}  // namespace midspan::lists::test
