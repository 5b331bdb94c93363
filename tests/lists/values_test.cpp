// SPDX-License-Identifier: Apache-2.0
// What is read from cells, what is doubted, and that nothing is dropped.
#include <gtest/gtest.h>

#include <algorithm>

#include "lists/checks.hpp"
#include "lists/everyone.hpp"
#include "lists/files.hpp"
#include "lists/vocabulary.hpp"

namespace midspan::lists::test {
namespace {

using people::Severity;

ReadOptions on(const char* text) {
  ReadOptions options;
  options.as_of = base::parse_day(text);
  return options;
}

TEST(Values, OfACommonRow) {
  const auto version = read(
      "Nombre completo,Alias,Padre,Madre,Fecha de nacimiento,Sexo,Nacionalidad,Cédula,Rango,Centro,Detenido "
      "desde,Categoría,Salud,Observaciones\n"
      "Ana María Salas Gil,\"La Flaca; Anita\",José Salas,Rosa "
      "Gil,25/03/1990,F,colombo-venezolana,V-12.345.678,sargento,Penal Uno,01/02/2024,\"Política, Mujer\",herida en la "
      "pierna,ninguna\n",
      on("2025-04-20"));
  const people::EntryValues values = version.entries.at(0).values();
  EXPECT_EQ(values.name.raw, "Ana María Salas Gil");
  EXPECT_EQ(values.name.script, people::Script::Latin);
  EXPECT_EQ(values.other_names.size(), 2U);
  EXPECT_EQ(values.father.raw, "José Salas");
  EXPECT_EQ(values.mother.raw, "Rosa Gil");
  EXPECT_EQ(day(values.birth), "1990-03-25");
  EXPECT_EQ(values.sex, people::Sex::Female);
  EXPECT_EQ(values.identifiers.at(0).normal, "V12345678");
  EXPECT_EQ(values.identifiers.at(0).raw, "V-12.345.678");
  EXPECT_EQ(values.rank, "sargento");
  EXPECT_EQ(values.facility, "Penal Uno");
  EXPECT_EQ(day(values.held_since), "2024-02-01");
  EXPECT_EQ(values.categories, (std::vector<std::string>{"política", "mujer"}));
  EXPECT_EQ(values.health, people::Health::Wounded);
}

TEST(Ditto, IsFilledInWhereItSaysHowSomebodyIsHeldAndNeverWhoItIs) {
  const auto version =
      read("Name;Prison;Born\nAna Salas;Beja;1990\nLuis Gil;-//-;1991\nIdem;— “ —;1992\nEva Rey;Faro;-\"-\n");
  EXPECT_EQ(version.entries.at(1).values().facility, "Beja");
  EXPECT_EQ(version.entries.at(2).values().facility, "Beja");
  EXPECT_EQ(version.entries.at(1).cells().at(1).raw, "-//-");  // the cell stays as it was written
  EXPECT_EQ(count(version, "LST-184"), 1U);                    // said once of the column
  EXPECT_TRUE(version.entries.at(2).values().name.empty());
  EXPECT_FALSE(version.entries.at(3).values().birth.known());
  EXPECT_EQ(count(version, "LST-155"), 2U);
  EXPECT_EQ(count(read("Name;Born\nDo;1990\nSame;1991\n"), "LST-155"), 0U);  // surnames
  EXPECT_EQ(read("Name;Prison;Born\nLuis Gil;-//-;1991\nAna Salas;Beja;1990\n").entries.at(0).values().facility, "");
}

TEST(Sections, AreTitlesOfTheRowsBelowThem) {
  const auto version = read(
      "N;Name;Prison;Born\n;Camp 7, north;;\n1;Ana Salas;-//-;1990\n2;Luis Gil;\"\";1991\n;СИЗО-2 г. Вымышленск;;\n"
      "3;Eva Rey;;1992\n4;Juan Sol;Faro;1993\n5;Rosa Paz;;1994\n;Officers;;\n6;Leo Mar;;1990\n");
  ASSERT_EQ(version.entries.size(), 6U);
  EXPECT_EQ(version.others.size(), 3U);
  EXPECT_EQ(count(version, "LST-159"), 3U);
  const auto facility = [&](std::size_t at) { return version.entries.at(at).values().facility; };
  EXPECT_EQ(facility(0), "Camp 7, north");
  EXPECT_EQ(facility(1), "Camp 7, north");
  EXPECT_EQ(facility(2), "СИЗО-2 г. Вымышленск");
  EXPECT_EQ(facility(3), "Faro");
  // Few people and many titles.
  EXPECT_EQ(read("N;Name;Work;Born\nCamp 1\n1;Ana Salas;cook;1990\nCamp 2\n2;Luis Gil;smith;1991\n").entries.size(),
            2U);
  // A hundred thousand names alone, whoever they are, stay entries and take no longer than their number.
  std::string titles = "N;Name;Work;Born\n1;Ana Salas;cook;1990\n";
  for (int at = 0; at < 100'000; ++at) titles += ";Officers;;\n";
  EXPECT_EQ(read(titles + "2;Luis Gil;smith;1991\n").entries.size(), 100'002U);
  // Whoever signs below numbered people is none of them.
  EXPECT_EQ(
      read("N;Name;Prison;Born\n1;Ana Salas;Beja;1990\n2;Luis Gil;Beja;1991\n;Prepared by Rosa Paz;;\n").entries.size(),
      2U);
  // Somebody of whom only the name is known, and the rest of a name, stay entries.
  EXPECT_EQ(read("N;Name;Place;Born\n1;Ana Salas;Beja;1990\n2;Luis Gil;Beja;1991\n;Camila Prisma;;\n"
                 "4;Eva Rey;Faro;1992\n5;Juan Sol;Faro;1993\n")
                .entries.size(),
            5U);
}

TEST(Values, DigitsInANameAreDoubted) {
  EXPECT_EQ(count(read("Name;Sex\nAna Salas;F\n3 unknown men;M\nLuis Gil, born 5.3.1990;M\n"), "LST-186"), 1U);
}

TEST(Values, AgesMayHaveWordsBehindThem) {
  const auto version =
      read("Name;Age\nAna Salas;20 yrs\nLuis Gil;31 yrs\nEva Ruiz;42 years\nIvo Paz;27 ans\nZoe Sa;33 yrs\n");
  EXPECT_EQ(roles(version), "full-name age");
}

TEST(Values, ADateAmongAgesIsADateAndNotAnAgeOfItsDay) {
  const auto version = read("Name;Age / DOB\nAna Salas;34\nLuis Gil;25/03/1990\n", on("2025-01-01"));
  ASSERT_EQ(roles(version), "full-name age");
  EXPECT_EQ(day(version.entries.at(1).values().birth), "1990-03-25");
}

TEST(Values, UnderYearOfBirthAWholeDateIsRead) {
  const auto version = read("Name;Year of birth\nAna Salas;27.03.1981\nLuis Gil;1975\nEva Ruiz;about 1990\n");
  EXPECT_EQ(count(version, "LST-160"), 0U);
  EXPECT_EQ(day(version.entries.at(0).values().birth), "1981-03-27");
  EXPECT_EQ(version.entries.at(1).values().birth.precision, people::Precision::Year);
  EXPECT_TRUE(version.entries.at(2).values().birth.known());
}

TEST(Values, ANameWithABirthBehindItIsBoth) {
  const auto version = read(
      "No;ФИО, дата рождения\n1;Ковальчук Андрей Петрович, 12.03.1985 г.р.\n2;Середа Пётр (род. 01.07.1990)\n"
      "3;Бойко Юрий, 1979\n4;Хоменко Семён Павлович\n5;Яремчук Тарас — 30.11.1988\n");
  EXPECT_EQ(roles(version), "line-number full-name");
  EXPECT_EQ(version.entries.at(0).values().name.raw, "Ковальчук Андрей Петрович");
  EXPECT_EQ(day(version.entries.at(0).values().birth), "1985-03-12");
  EXPECT_EQ(version.entries.at(1).values().name.raw, "Середа Пётр");
  EXPECT_EQ(day(version.entries.at(1).values().birth), "1990-07-01");
  EXPECT_EQ(version.entries.at(2).values().birth.precision, people::Precision::Year);
  EXPECT_FALSE(version.entries.at(3).values().birth.known());
  EXPECT_EQ(day(version.entries.at(4).values().birth), "1988-11-30");
  EXPECT_EQ(count(version, "LST-186"), 0U);
  EXPECT_EQ(count(version, "LST-157"), 1U);
  EXPECT_EQ(count(read("Name\nLuis Gil V-12345678\nAna Salas 08061975\n"), "LST-157"), 0U);
  // Where births have a column of their own, a date behind a name is a doubt.
  EXPECT_EQ(count(read("Name;Born\nLuis Gil, 5.3.1990;1990-03-05\nAna Salas;1991-02-03\n"), "LST-186"), 1U);
}

TEST(Values, ANameWithAnAgeBehindItIsBoth) {
  const std::string list =
      "No.;Nombre y edad\n1.-;Ana Salas (30 años)\n2.-;Luis Gil, edad 34\n3.-;Eva Paz - 41\n4.-;Ivo Sol (29 "
      "yrs)\n5.-;Zoe Sa\n";
  const auto version = read(list, on("2025-04-20"));
  EXPECT_EQ(roles(version), "line-number full-name");
  EXPECT_EQ(version.entries.at(0).values().name.raw, "Ana Salas");
  EXPECT_EQ(version.entries.at(1).values().name.raw, "Luis Gil");
  EXPECT_EQ(version.entries.at(2).values().name.raw, "Eva Paz");
  EXPECT_EQ(version.entries.at(3).values().name.raw, "Ivo Sol");
  for (std::size_t at = 0; at < 4; ++at)
    EXPECT_EQ(version.entries.at(at).values().birth.precision, people::Precision::Age) << at;
  EXPECT_FALSE(version.entries.at(4).values().birth.known());
  EXPECT_EQ(count(version, "LST-186"), 0U);
  EXPECT_EQ(count(version, "LST-157"), 1U);
  EXPECT_FALSE(read(list).entries.at(0).values().birth.known());  // without a day, no birth
  // A number alone is an age only where most names have one: here it tells namesakes apart, or nobody knows what.
  const auto namesakes = read("Name\nAna Salas (12)\nLuis Gil\nEva Paz\nIvo Sol\nZoe Sa\n", on("2025-04-20"));
  EXPECT_EQ(namesakes.entries.at(0).values().name.raw, "Ana Salas (12)");
  EXPECT_EQ(count(namesakes, "LST-186"), 1U);
  // Beside a column of births the age is not lost in the name either.
  const auto beside = read("Name;Born\nLuis Gil (34 years);1990-03-05\nAna Salas (40 years);\n", on("2025-04-20"));
  EXPECT_EQ(beside.entries.at(0).values().name.raw, "Luis Gil");
  EXPECT_EQ(day(beside.entries.at(0).values().birth), "1990-03-05");
  EXPECT_EQ(beside.entries.at(1).values().birth.precision, people::Precision::Age);
}

TEST(Values, YesAndNoAreNoCountries) {
  const auto version = read("Nombre;Solicitado\nAna Salas;SI\nLuis Gil;NO\nEva Paz;NO\nIvo Sol;Sí\nZoe Sa;NO\n");
  EXPECT_EQ(roles(version), "full-name ignored");
}

TEST(Values, ANumberWithLettersIsANumber) {
  EXPECT_EQ(roles(read("ID;Name\nR-0001;Ana Salas\nR-0002;Luis Gil\nR-0003;Eva Ruiz\n")), "other-id full-name");
}

TEST(Values, HeadingsWithoutRowsAreDoubted) { EXPECT_EQ(count(read("Name,Date of birth\n"), "LST-139"), 1U); }

TEST(Values, NamesInPartsAreSaidInTheirOrder) {
  const auto spanish = read("Apellidos,Nombres\nSALAS GIL,Ana María\n");
  EXPECT_EQ(spanish.entries.at(0).values().name.raw, "Ana María SALAS GIL");
  const auto tokens = spanish.entries.at(0).values().name.tokens;
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[0].kind, people::TokenKind::Given);
  EXPECT_EQ(tokens[2].text, "SALAS");
  for (const auto& token : tokens)
    EXPECT_EQ(spanish.entries[0].values().name.raw.substr(token.begin, token.end - token.begin), token.text);
  const auto russian = read("Фамилия,Имя,Отчество\nИванов,Пётр,Сергеевич\n");
  EXPECT_EQ(russian.entries.at(0).values().name.raw, "Пётр Сергеевич Иванов");
  const auto chain = read("الاسم الأول,اسم الأب,اسم الجد,العائلة\nأحمد,محمد,علي,الحلبي\n");
  EXPECT_EQ(chain.entries.at(0).values().name.raw, "أحمد محمد علي الحلبي");
  EXPECT_EQ(chain.entries.at(0).values().father.raw, "محمد");
}

TEST(Values, WhatIsNotKnownIsNotAValue) {
  const auto version = read(
      "Nombre,Madre,Cédula,Fecha de nacimiento,Nacionalidad,Sexo\nAna Salas,desconocida,S/N,no consta,-,?\nLuis Gil,se "
      "niega,12345,N/A,cubana,M\n");
  const people::EntryValues values = version.entries.at(0).values();
  EXPECT_TRUE(values.mother.empty());
  EXPECT_TRUE(values.identifiers.empty());
  EXPECT_FALSE(values.birth.known());
  EXPECT_TRUE(values.nationalities.empty());
  for (const char* code : {"LST-160", "LST-180", "LST-181"}) EXPECT_EQ(count(version, code), 0U) << code;
  EXPECT_EQ(version.entries[0].cells()[1].raw, "desconocida");  // and is kept
  EXPECT_EQ(absence_word("отказался"), people::Absence::Declined);
  EXPECT_EQ(absence_word("illegible"), people::Absence::Illegible);
  EXPECT_EQ(absence_word("Ana"), std::nullopt);
}

TEST(Dates, UnreadableFutureAndImpossibleOnesAreSaid) {
  const auto version = read(
      "Nombre,Fecha de nacimiento,Detenido desde\nAna Salas,25/03/1990,13/01/2024\nLuis Gil,ayer,14/01/2024\nEva "
      "Paz,26/05/2030,15/01/2024\nIvo Sol,27/01/2025,16/01/2024\nRosa Rey,28/01/2021,17/01/2024\nJuan "
      "Mar,28/01/1891,17/01/2024\n",
      on("2025-04-20"));
  EXPECT_EQ(find(version, "LST-160")->place.cell, "B3");
  EXPECT_EQ(find(version, "LST-161")->place.cell, "B4");
  EXPECT_EQ(count(version, "LST-162"), 2U);
  EXPECT_EQ(count(version, "LST-170"), 2U);
  EXPECT_EQ(find(version, "LST-160")->severity, Severity::Wrong);
  EXPECT_EQ(version.entries.size(), 6U);
}

TEST(Dates, ThatDoNotExistAreDoubtedAndTheRestOfThemIsRead) {
  const auto version =
      read("Nombre,Fecha de nacimiento\nAna Salas,30/02/1991\nLuis Gil,15/03/1991\nEva Paz,16/03/1991\n");
  ASSERT_NE(find(version, "LST-169"), nullptr);
  EXPECT_EQ(find(version, "LST-169")->place.cell, "B2");
  EXPECT_EQ(day(version.entries.at(0).values().birth), "1991-02-01..1991-02-28");
}

TEST(Dates, AgesCountFromTheDayOfTheList) {
  const std::string list = "Nombre,Edad\nAna Salas,30\nLuis Gil,34 años\nEva Paz,150\nIvo Sol,viejo\n";
  const auto version = read(list, on("2025-04-20"));
  EXPECT_TRUE(version.entries.at(0).values().birth.known());
  EXPECT_EQ(version.entries.at(0).values().birth.precision, people::Precision::Age);
  EXPECT_EQ(base::civil(version.entries[0].values().birth.latest).year, 1996);
  EXPECT_TRUE(version.entries.at(1).values().birth.known());
  EXPECT_EQ(find(version, "LST-163")->place.cell, "B4");
  EXPECT_EQ(find(version, "LST-183")->place.cell, "B5");
  EXPECT_FALSE(read(list).entries.at(0).values().birth.known());  // without a day, no birth
}

TEST(Dates, TheDayOfTheListIsReadFromItsTitles) {
  const auto day_in = [](const std::string& titles, const ReadOptions& options = {}) {
    const auto version = read(titles + "N;Nombre;Edad\n1;Ana Salas;30\n2;Luis Gil;34\n3;Eva Paz;27\n", options);
    EXPECT_EQ(count(version, "LST-187"), version.day && !options.as_of ? 1U : 0U) << titles;
    return version.day ? base::format_day(*version.day) : std::string();
  };
  EXPECT_EQ(day_in("List of prisoners as of 15 March 2021;;\n"), "2021-03-15");
  EXPECT_EQ(day_in("Lista de detenidos (al 15 de marzo de 2021);;\n"), "2021-03-15");
  EXPECT_EQ(day_in("Список военнопленных\nпо состоянию на 15.03.2021 г.\n"), "2021-03-15");
  EXPECT_EQ(day_in("كشف بأسماء الأسرى حتى يوم ١٥/٣/٢٠٢١م;;\n"), "2021-03-15");
  EXPECT_EQ(day_in("كشف بتاريخ ١ شعبان ١٤٤٢هـ الموافق ١٥/٣/٢٠٢١;;\n"), "2021-03-15");  // one day in two calendars
  EXPECT_EQ(day_in("Camp 7;Date:;2021-03-15\n"), "2021-03-15");
  // Not the list's, or nobody's.
  EXPECT_EQ(day_in("Under the Agreement of 13 December 2018;;\n"), "");
  EXPECT_EQ(day_in("Under the Agreement of 13 December 2018;;\nKept on 15 March 2021;;\n"), "2021-03-15");
  EXPECT_EQ(day_in("Taken between 1 May 2020 and 2 June 2020;;\n"), "");
  EXPECT_EQ(day_in("List of March 2021;;\n"), "");
  EXPECT_EQ(day_in("252 persons, office 12345;;\n"), "");
  // A person knows better; nothing is of a day after it came in.
  EXPECT_EQ(day_in("List of 15 March 2021;;\n", on("2021-04-01")), "2021-04-01");
  ReadOptions received;
  received.received = base::parse_day("2020-12-31");
  EXPECT_EQ(day_in("List of 15 March 2021;;\n", received), "");
}

TEST(Dates, WithoutADayAgesCountFromWhenTheListCameIn) {
  ReadOptions received;
  received.received = base::parse_day("2025-04-20");
  const auto version =
      read("Nombre,Edad,Fecha de detención\nAna Salas,30,15/05/2025\nLuis Gil,34,25/03/2024\n", received);
  EXPECT_EQ(base::civil(version.entries[0].values().birth.latest).year, 1996);
  EXPECT_EQ(count(version, "LST-188"), 1U);
  EXPECT_EQ(count(version, "LST-161"), 1U);
  EXPECT_FALSE(version.day);
}

TEST(Dates, AnAgeThatContradictsTheBirthIsDoubted) {
  const auto version =
      read("Nombre,Fecha de nacimiento,Edad\nAna Salas,25/03/1990,35\nLuis Gil,25/03/1990,20\n", on("2025-04-20"));
  EXPECT_EQ(count(version, "LST-166"), 1U);
  EXPECT_EQ(find(version, "LST-166")->place.cell, "C3");
}

// A program that expects month first turned 05/03 into a date and left 25/03 as text.
TEST(Dates, SwappedByASpreadsheetAreSwappedBackForTheWholeColumn) {
  std::string rows = rows_of({{"Nombre", "Fecha de nacimiento"}});
  for (int at = 0; at < 20; ++at) {
    const std::string row = std::to_string(at + 2);
    rows += "<row r=\"" + row + "\"><c r=\"A" + row + "\" t=\"inlineStr\"><is><t>Ana Salas</t></is></c>";
    if (at % 2 == 0)
      rows +=
          "<c r=\"B" + row + "\" t=\"inlineStr\"><is><t>" + std::to_string(13 + at / 2) + "/03/1990</t></is></c></row>";
    else
      rows += "<c r=\"B" + row + "\" s=\"1\"><v>" + std::to_string(32964 + at / 2 % 9) +
              "</v></c></row>";  // 1 to 9 April 1990: 4th of month 1 to 9
  }
  const auto version = read(xlsx({{"a", rows}}));
  EXPECT_EQ(version.entries.at(1).cells().at(1).raw, "1990-04-01");
  EXPECT_EQ(day(version.entries.at(3).values().birth), "1990-02-04");
  EXPECT_GE(count(version, "LST-165"), 8U);
}

TEST(Dates, APlaceholderDayIsTheYear) {
  std::string list = "Nombre,Fecha de nacimiento\n";
  for (int at = 0; at < 30; ++at)
    list += "Ana Salas," + std::string(at % 3 == 0 ? "01/01/19" : std::to_string(13 + at % 15) + "/05/19") +
            std::to_string(60 + at) + "\n";
  const auto version = read(list);
  EXPECT_EQ(day(version.entries.at(0).values().birth), "1960-01-01..1960-12-31");
  EXPECT_EQ(count(version, "LST-164"), 10U);
}

TEST(Numbers, ThatOccurTwiceOrLostTheirZeros) {
  std::string list = "Nombre,Cédula\n";
  for (int at = 0; at < 20; ++at)
    list +=
        "Persona Número" + std::string(1, static_cast<char>('a' + at)) + ",0012345" + std::to_string(10 + at) + "\n";
  list += "Ana Salas,12345\nLuis Gil,001234510\n";
  const auto version = read(list);
  ASSERT_NE(find(version, "LST-182"), nullptr);
  EXPECT_EQ(find(version, "LST-182")->place.cell, "B23");
  EXPECT_EQ(count(version, "LST-147"), 0U);  // 5 digits are another kind of number
  const auto shorter = read(list + "Eva Paz,1234577\n");
  EXPECT_EQ(find(shorter, "LST-147")->place.cell, "B24");
}

TEST(Rows, ThatRepeatEachOther) {
  const auto version = read(
      "N,Nombre,Fecha de nacimiento,Centro\n1,Ana Salas,25/03/1990,Uno\n2,Ana Salas,25/03/1990,Uno\n3,ANA "
      "SALAS,25/03/1990,Dos\n");
  EXPECT_EQ(find(version, "LST-126")->place.row, 3U);
  EXPECT_EQ(find(version, "LST-127")->place.row, 4U);
  EXPECT_EQ(version.entries.size(), 3U);
}

TEST(Rows, LineNumbersThatSkipOrRepeat) {
  std::string list = "N,Nombre\n";
  for (int at = 1; at <= 60; ++at)
    if (at != 20)
      list += std::to_string(at == 40 ? 39 : at) + ",Persona " + std::string(1, static_cast<char>('a' + at % 26)) +
              std::string(1, static_cast<char>('a' + at / 26)) + "\n";
  const auto version = read(list);
  EXPECT_EQ(find(version, "LST-131")->place.row, 21U);
  EXPECT_EQ(find(version, "LST-132")->place.row, 40U);
}

TEST(Rows, TotalsTitlesAndRepeatedHeadingsAreKeptButAreNobody) {
  const auto version = read(
      "N,Nombre,Sexo\nPENAL UNO,,\n1,Ana Salas,F\n2,Luis Gil,M\nN,Nombre,Sexo\n3,Eva Paz,F\nTotal,3,\nElaborado por la "
      "oficina,,\n");
  EXPECT_EQ(version.entries.size(), 3U);
  ASSERT_EQ(version.others.size(), 4U);
  EXPECT_EQ(version.others[0].cells[0].raw, "PENAL UNO");
  EXPECT_EQ(find(version, "LST-159")->severity, Severity::Note);  // where those below it are held
  EXPECT_EQ(count(version, "LST-120"), 1U);
  EXPECT_EQ(count(version, "LST-121"), 1U);
  EXPECT_EQ(count(version, "LST-122"), 1U);
  const auto wrong = read("N,Nombre,Sexo\n1,Ana Salas,F\n2,Luis Gil,M\nTOTAL DE PERSONAS: 1.036,,\n");
  ASSERT_NE(find(wrong, "LST-123"), nullptr);
  EXPECT_EQ(find(wrong, "LST-123")->message.arguments[0].second, base::Argument(std::int64_t{1036}));
}

TEST(Values, ARemarkThatSaysWhatBecameOfSomebodyIsDoubted) {
  ReadOptions held;
  held.kind = people::ListKind::Held;
  const auto version = read(
      "N,Nombre,Acepta viajar,Observaciones\n1,Ana Salas,sí,fallecida\n2,Luis Gil,no,su hermano fue liberado\n3,Eva "
      "Paz,,diabética\n",
      held);
  ASSERT_EQ(roles(version), "line-number full-name consent remark");
  ASSERT_EQ(count(version, "LST-189"), 1U);
  EXPECT_EQ(find(version, "LST-189")->place.cell, "D2");
  EXPECT_EQ(version.entries.at(0).values().remark, "fallecida");
  EXPECT_EQ(count(version, "LST-190"), 1U);  // the holder's word, not theirs
}

TEST(Rows, WithoutANameAreSaid) {
  const auto version = read(
      "N,Nombre,Sexo\n1,Ana Salas,F\n2,,M\n3,desconocido,M\n4,Eva Paz,F\n5,Ivo Sol,M\n6,Rosa Rey,F\n7,Juan Mar,M\n");
  EXPECT_EQ(version.entries.size(), 7U);
  EXPECT_EQ(count(version, "LST-128"), 2U);
  EXPECT_EQ(count(read("Color,Forma\nazul,cubo\nverde,esfera\n"), "LST-106"), 1U);
}

TEST(Letters, OfTwoScriptsInOneWordAreDoubtedAndTwoSpellingsAreNot) {
  const auto version = read(
      "Имя,Примечание\nИвaнов Пётр,\nПетров Иван,\nАхмед أحمد,\nОлег Сидоров,\nАнна Иванова,\nAHHA Петрова,\nЕва "
      "Белова,\nИрина Лисова,\nЮрий Козлов,\n");
  ASSERT_NE(find(version, "LST-140"), nullptr);
  EXPECT_EQ(find(version, "LST-140")->message.arguments[0].second, base::Argument("Ивaнов"));  // with a Latin a
  EXPECT_EQ(count(version, "LST-140"), 1U);
  ASSERT_NE(find(version, "LST-141"), nullptr);
  EXPECT_EQ(find(version, "LST-141")->place.cell, "A7");
}

TEST(Letters, InvisibleOnesAndOverridesAreSaid) {
  const auto version = read("Nombre,Sexo\nAna\u202Esalas,F\nLuis\u200B Gil,M\nعلی\u200Cرضا,M\n");
  EXPECT_EQ(find(version, "LST-142")->place.cell, "A2");
  EXPECT_EQ(find(version, "LST-142")->severity, Severity::Doubt);
  EXPECT_EQ(find(version, "LST-143")->place.cell, "A3");
  EXPECT_EQ(count(version, "LST-143"), 1U);  // U+200C between Persian letters is spelling
}

TEST(Letters, TextReadInTheWrongEncodingOnItsWayIsRecognised) {
  EXPECT_EQ(undone_mojibake("PÃ©rez"), "Pérez");
  EXPECT_EQ(undone_mojibake("Ð˜Ð²Ð°Ð½"), "Иван");
  EXPECT_EQ(undone_mojibake("Pérez"), "");
  EXPECT_EQ(undone_mojibake("Иван"), "");
  const auto version = read("Nombre,Sexo\nJosÃ© PÃ©rez,M\n");
  EXPECT_EQ(find(version, "LST-152")->place.cell, "A2");
}

TEST(Findings, OfOneKindInOneColumnAreCountedAfterAThousand) {
  std::string list = "Nombre,Nacionalidad\n";
  for (int at = 0; at < 3000; ++at) list += "Ana Salas,marciana\n";
  const auto version = read(list);
  EXPECT_EQ(count(version, "LST-180"), 1000U);
  EXPECT_GE(count(version, "LST-119"), 1U);
  EXPECT_EQ(version.entries.size(), 3000U);
}

TEST(Findings, AreSortedAndTheSameEachTime) {
  const std::string list = "N,Nombre,Fecha de nacimiento\n1,,ayer\n1,Ana Salas,mañana\n5,Ana Salas,mañana\n";
  const auto first = read(list);
  EXPECT_EQ(first.findings, read(list).findings);
  for (std::size_t at = 1; at < first.findings.size(); ++at)
    EXPECT_LE(std::pair(first.findings[at - 1].place.row, first.findings[at - 1].place.column),
              std::pair(first.findings[at].place.row, first.findings[at].place.column));
}

TEST(Dates, YearsOfBirthAloneTellTheirCalendar) {
  const auto version = read(
      "No,Name,Year of birth,Sex\n1,Ali Hassan,1358,m\n2,Reza Karimi,1361,m\n3,Omar Saleh,1365,m\n4,Nur Issa,1349,f\n");
  EXPECT_GE(base::civil(version.entries.at(0).values().birth.earliest).year, 1900);
  EXPECT_EQ(std::count_if(version.findings.begin(), version.findings.end(),
                          [](const people::Finding& finding) {
                            return finding.severity == people::Severity::Doubt && finding.place.column == 3;
                          }),
            1);
}

TEST(Dates, YearsOfTwoDigitsTellNoCalendar) {
  const auto version = read("No,Name,Year of birth,Sex\n1,Ali Hassan,58,m\n2,Reza Karimi,61,m\n3,Omar Saleh,65,m\n");
  EXPECT_EQ(count(version, "NAM-112"), 0U);
}

TEST(Dates, ADayOfBirthBesideMonthAndYearIsTheDayAlone) {
  const auto version =
      read("No,Name,Day of birth,Month of birth,Year of birth\n1,Ali Hassan,5,3,1980\n2,Reza Karimi,17,11,1981\n");
  EXPECT_EQ(roles(version), "line-number full-name birth-day birth-month birth-year");
  EXPECT_EQ(day(version.entries.at(1).values().birth), "1981-11-17");
}

TEST(Values, WhatALineSaysAndNobodyUnderstandsIsNotWhatHoldsOfEveryone) {
  ReadOptions options;
  for (const char* said : {"health=wounded", "sex=m", "held-since=2022-05-20"})
    options.mapping.everyone.push_back(parse_said(said).value());
  const auto version = read("No,Name,Sex,Health,Held since\n1,Ana Paz,?!,not wounded,soon\n2,Eva Rey,,,\n", options);
  EXPECT_EQ(version.entries.at(0).values().sex, people::Sex::Unknown);
  EXPECT_EQ(version.entries.at(0).values().health, people::Health::Unknown);
  EXPECT_FALSE(version.entries.at(0).values().held_since.known());
  EXPECT_EQ(version.entries.at(1).values().health, people::Health::Wounded);
}

TEST(Values, AnAgeBelowNoughtIsNone) {
  EXPECT_EQ(count(read("No,Name,Age\n1,Ana Paz,-5\n2,Eva Rey,30\n", on("2025-04-20")), "LST-183"), 1U);
}

}  // namespace
}  // namespace midspan::lists::test
