// SPDX-License-Identifier: Apache-2.0
// Headings in six languages, under titles, in two lines, missing, wrong; and a person's word over all of it.
#include <gtest/gtest.h>

#include <rapidcheck.h>

#include "lists/column_roles.hpp"
#include "lists/files.hpp"
#include "lists/vocabulary.hpp"

namespace midspan::lists::test {
namespace {

using people::ColumnRole;

TEST(Headings, InSixLanguages) {
  EXPECT_EQ(roles(read("No.,Full Name,Date of Birth,Nationality,Passport No.,Held since\n1,Ana "
                       "Salas,1990-03-05,Venezuelan,A1234567,2024-01-02\n")),
            "line-number full-name birth-date nationality passport held-since");
  EXPECT_EQ(roles(read("N.º,Apellidos,Nombres,F. Nac.,Nacionalidad,Cédula,Sitio de "
                       "reclusión\n1,Salas,Ana,05/03/1990,venezolana,V-1234567,Penal\n")),
            "line-number family-name given-name birth-date nationality national-id facility");
  EXPECT_EQ(
      roles(read(
          "م;الاسم الرباعي;اسم الأم;تاريخ الميلاد;الجنسية;مكان الاحتجاز\n1;أحمد محمد علي حسن;فاطمة;1990;سوري;السجن\n")),
      "line-number full-name mother-name birth-date nationality facility");
  EXPECT_EQ(
      roles(read("N°;Nom;Prénom;Né le;Nationalité;Lieu de détention\n1;Lefèvre;Hélène;05/03/1990;française;Prison\n")),
      "line-number family-name given-name birth-date nationality facility");
  EXPECT_EQ(roles(read("№ п/п;Фамилия;Имя;Отчество;Дата рождения;Гражданство;Воинское "
                       "звание\n1;Иванов;Пётр;Сергеевич;05.03.1990;Россия;рядовой\n")),
            "line-number family-name given-name second-given-name birth-date nationality rank");
  EXPECT_EQ(roles(read("№ з/п;ПІБ;Дата народження;Стать;Особистий номер;Дата полону\n1;Шевчук Олексій "
                       "Іванович;05.03.1990;чол;А-123456;01.04.2022\n")),
            "line-number full-name birth-date sex service-number captured-on");
}

TEST(Headings, InFurtherLanguages) {
  EXPECT_EQ(roles(read("ردیف;نام;نام خانوادگی;نام پدر;تاریخ تولد;کد ملی\n1;نادر;کاظمی;رستم;۱۳۶۵/۰۶/۱۵;۰۰۱۲۳۴۵۶۷۸\n")),
            "line-number given-name family-name father-name birth-date national-id");
  EXPECT_EQ(roles(read("מס';שם משפחה;שם פרטי;תאריך לידה;ת.ז.;מין\n1;לוי;דוד;5/3/1990;012345678;ז\n")),
            "line-number family-name given-name birth-date national-id sex");
  EXPECT_EQ(roles(read("ተ.ቁ;ሙሉ ስም;የአባት ስም;የትውልድ ቀን;ጾታ\n1;አበበ ከበደ;ተስፋዬ;5/3/1972;ወንድ\n")),
            "line-number full-name father-name birth-date sex");
  EXPECT_EQ(
      roles(read("Lfd. Nr.;Familienname;Vorname;Geburtsdatum;Geschlecht;Bemerkung\n1;Groß;Jörg;05.03.1990;m;x\n")),
      "line-number family-name given-name birth-date sex remark");
  EXPECT_EQ(
      roles(read("Sıra No;Adı Soyadı;Baba Adı;Doğum Tarihi;T.C. Kimlik No\n1;Ali Işık;Can;05.03.1990;12345678901\n")),
      "line-number full-name father-name birth-date national-id");
  EXPECT_EQ(roles(read("Nome completo;Data de nascimento;Naturalidade\nJoão Sá;05/03/1990;Beja\n")),
            "full-name birth-date birth-place");
  EXPECT_EQ(roles(read("姓名,性别,出生日期\n王小明,男,1990-03-05\n")), "full-name sex birth-date");
  EXPECT_EQ(roles(read("성명,생년월일,성별\n김민수,1990-03-05,남\n")), "full-name birth-date sex");
}

TEST(Headings, OfAnOfficeThatHasOurLanguagesLeastOften) {
  EXPECT_EQ(
      roles(read("Ssz.;Vezetéknév;Keresztnév;Apja neve;Születési idő;Születési hely\n1;Gál;Éva;Pál;1990.03.05;X\n")),
      "line-number family-name given-name father-name birth-date birth-place");
  EXPECT_EQ(roles(read("Họ và tên;Ngày sinh;Giới tính\nLê Văn An;05/03/1990;Nam\n")), "full-name birth-date sex");
  EXPECT_EQ(roles(read("Cognome;Nome;Data di nascita;Comune\nSala;Ada;05/03/1990;X\n")),
            "family-name given-name birth-date place");
  EXPECT_EQ(roles(read("Ονοματεπώνυμο;Πατρώνυμο;Έτος γέννησης\nΆννα Δήμου;Πέτρος;1990\n")),
            "full-name father-name birth-year");
}

// "id" is Indonesia among countries, and a heading all the same.
TEST(Headings, OfAMachineAreHeadings) {
  const auto version =
      read("id,c1,c2\na7,Nadia Hurtado,1990-03-05\nb2,Bruno Galindo,1981-02-11\nc9,Iria Montiel,1975-01-30\n");
  EXPECT_EQ(version.entries.size(), 3U);
}

// A Persian list counts years as Iran does, though its digits and letters are nearly those of Arabic lists.
TEST(Headings, OfPersianListsTellTheCalendar) {
  const auto version = read("نام;تاریخ تولد\nنادر کاظمی;۱۳۶۵/۰۶/۱۵\nسیاوش رستمی;۱۳۵۰/۰۲/۲۰\n");
  EXPECT_EQ(base::format_day(version.entries.at(0).values().birth.earliest), "1986-09-06");
}

TEST(Headings, OfTwoLinesAreReadTogether) {
  const std::string rows = rows_of({{"No", "Name", "", "", "Date", "", "Place", ""},
                                    {"", "First", "Father", "Family", "Birth", "Arrest", "Birth", "Arrest"},
                                    {"1", "Ana", "Luis", "Salas", "1990-03-05", "2024-01-02", "Beja", "Faro"}});
  const auto version = read(xlsx({{"Lista", rows,
                                   "<mergeCells><mergeCell ref=\"B1:D1\"/><mergeCell ref=\"E1:F1\"/>"
                                   "<mergeCell ref=\"G1:H1\"/></mergeCells>"}}));
  EXPECT_EQ(roles(version), "line-number given-name father-name family-name birth-date held-since birth-place place");
}

TEST(Headings, WithApostrophes) {
  EXPECT_EQ(roles(read("N° d'ordre;Nom et prénoms;Date d’arrestation\n1;Salas Ana;2021-01-02\n")),
            "line-number full-name held-since");
}

// Date and place in one cell: the date is what tells people apart.
TEST(Headings, OfDateAndPlaceAreTheDate) {
  const auto version = read("ФИО;Дата и место рождения\nСоколов Олег;25.03.1980, г. Тула\n");
  EXPECT_EQ(roles(version), "full-name birth-date");
  EXPECT_EQ(day(version.entries.at(0).values().birth), "1980-03-25");
}

TEST(Headings, OfSurnameAndNameInOneCellAreTheWholeName) {
  EXPECT_EQ(roles(read("Apellidos, Nombre;Sexo\nSALAS, Ana;F\n")), "full-name sex");
  EXPECT_EQ(roles(read("Surname, first name;Sex\nSALAS, Ana;F\n")), "full-name sex");
}

// ---- Sheets whose rows are not people ------------------------------------------------------------------------------

TEST(Shape, PeopleInColumnsAreSaidAndNothingElseIsAskedOfTheColumns) {
  const auto version = read("Name,Ana Salas,Luis Gil,Eva Ruiz\nDate of birth,1990,1991,1992\nSex,F,M,F\n");
  EXPECT_EQ(count(version, "LST-116"), 1U);
  EXPECT_EQ(count(version, "LST-106") + count(version, "LST-101"), 0U);
  EXPECT_EQ(version.entries.size(), 3U);  // kept all the same
}

TEST(Shape, ABlockOfLinesForEachPerson) {
  const auto version =
      read("Name:,Ana Salas\nBorn:,1990\n\nName:,Luis Gil\nBorn:,1991\n\nName:,Eva Ruiz\nBorn:,1992\n");
  ASSERT_NE(find(version, "LST-117"), nullptr);
}

TEST(Shape, TwoTablesSideBySide) {
  const auto version =
      read("No,Name,Birth,,No,Name,Birth\n1,Ana Salas,1990,,3,Eva Ruiz,1992\n2,Luis Gil,1991,,4,Ivo Paz,1993\n");
  ASSERT_NE(find(version, "LST-118"), nullptr);
  EXPECT_EQ(find(version, "LST-118")->place.column, 5U);
  EXPECT_EQ(count(read("Name,Birth,Date,Date\nAna Salas,1990,2024-01-01,2024-02-02\n"), "LST-118"), 0U);
}

TEST(Shape, ASecondTableBelowWithOtherColumns) {
  const auto version = read("No,Name,Rank\n1,Ana Salas,cabo\n2,Luis Gil,cabo\nNo,Village,Name\n1,Beja,Eva Ruiz\n");
  ASSERT_NE(find(version, "LST-137"), nullptr);
  EXPECT_EQ(find(version, "LST-137")->place.row, 4U);
  EXPECT_EQ(version.entries.size(), 3U);
}

TEST(Shape, ANameOverTwoRows) {
  const auto version = read("No,Name,Birth\n1,Ana,1990\n,Salas,\n2,Luis,1991\n,Gil,\n3,Eva,1992\n,Ruiz,\n4,Ivo,1993\n");
  EXPECT_EQ(count(version, "LST-138"), 3U);
  EXPECT_EQ(version.entries.size(), 7U);
  // Whoever is known by name alone has a line number.
  EXPECT_EQ(count(read("No,Name,Birth\n1,Ana,1990\n2,Salas,\n3,Luis,1991\n"), "LST-138"), 0U);
}

TEST(Headings, CaseAccentsPunctuationBracketsAndASlipDoNotMatter) {
  const auto role = [](std::string_view heading) { return std::string(word_of(guess_heading(heading).role)); };
  EXPECT_EQ(role("FECHA DE NACIMIENTO (dd/mm/aaaa)"), "birth-date");
  EXPECT_EQ(role("Fecha  de\nnacimiento"), "birth-date");
  EXPECT_EQ(role("Nationality / الجنسية"), "nationality");
  EXPECT_EQ(role("Nacionaliad"), "nationality");
  EXPECT_EQ(role("Fecha de nacimiento del interno"), "birth-date");
  EXPECT_EQ(role("تاريخ الميلاد:"), "birth-date");
  EXPECT_EQ(role("ДАТА РОЖДЕНИЯ"), "birth-date");
  for (const char* other :
       {"Color de ojos", "Nombre del hospital", "Última comunicación", "Estado de origen", "Хобби", "x", ""})
    EXPECT_FALSE(guess_heading(other).known()) << other;
}

TEST(Headings, NameAloneIsAWholeNameAndBesideASurnameAGivenOne) {
  EXPECT_EQ(roles(read("Nombre,Sexo\nAna Salas Gil,F\n")), "full-name sex");
  EXPECT_EQ(roles(read("Nombre,Apellido\nAna,Salas\n")), "given-name family-name");
  EXPECT_EQ(roles(read("Name,First name\nSalas,Ana\n")), "family-name given-name");
  EXPECT_EQ(roles(read("الاسم,اسم الأب,النسبة\nأحمد,محمد,الحلبي\n")), "given-name father-name family-name");
}

TEST(Headings, AreFoundUnderTitlesAndBlankRows) {
  const auto version = read(
      "MINISTERIO DE JUSTICIA,,,\nLista de detenidos al 5 de marzo,,,\n,,,\nTotal: 2 personas,,,\n\nN,Nombre "
      "completo,Sexo,Edad\n1,Ana Salas,F,30\n2,Luis Gil,M,31\n");
  EXPECT_EQ(version.header_row, 6U);
  EXPECT_EQ(version.entries.size(), 2U);
  EXPECT_EQ(version.above.size(), 6U);
  EXPECT_EQ(version.above.at(1).at(0).raw, "Lista de detenidos al 5 de marzo");
  EXPECT_EQ(count(version, "LST-122"), 1U);  // the total agrees
}

TEST(Headings, InTwoLinesAreJoined) {
  const auto parts = read(
      "N,Nombre completo,Fecha de nacimiento,,,Sexo\n,,Día,Mes,Año,\n1,Ana Salas,5,3,1990,F\n2,Luis "
      "Gil,15,12,1988,M\n");
  EXPECT_EQ(roles(parts), "line-number full-name birth-day birth-month birth-year sex");
  EXPECT_EQ(day(parts.entries.at(0).values().birth), "1990-03-05");
  EXPECT_EQ(parts.header_row, 2U);
  const auto languages = read("No,Full name,Sex\nم,الاسم الكامل,الجنس\n1,Ana Salas,F\n");
  EXPECT_EQ(languages.columns.at(1).heading, "Full name / الاسم الكامل");
  EXPECT_EQ(languages.entries.size(), 1U);
  const auto numbered = read("№ п/п;ФИО;Дата рождения\n1;2;3\n1;Иванов Иван;05.03.1990\n2;Петров Пётр;06.03.1990\n");
  EXPECT_EQ(numbered.entries.size(), 2U);  // the row of column numbers is part of the heading
}

TEST(Headings, MergedOverSeveralColumns) {
  const auto version = read(xlsx(
      {{"a",
        rows_of({{"N", "Nombre completo", "Fecha de nacimiento", "", ""},
                 {"", "", "Día", "Mes", "Año"},
                 {"1", "Ana", "5", "3", "1990"},
                 {"2", "Eva", "6", "4", "1991"}}),
        "<mergeCells><mergeCell ref=\"C1:E1\"/><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>"}}));
  EXPECT_EQ(roles(version), "line-number full-name birth-day birth-month birth-year");
  EXPECT_EQ(version.columns.at(1).heading, "Nombre completo");
}

TEST(Headings, WhereThereAreNoneTheCellsSayWhatTheyAreAndNobodyIsLost) {
  const auto version = read(
      "1,Ana Salas Gil,05/03/1990,F,venezolana\n2,Luis Gil Ríos,15/12/1988,M,colombiana\n3,Eva Paz "
      "Sosa,25/12/1987,F,venezolana\n");
  EXPECT_EQ(version.entries.size(), 3U);
  EXPECT_EQ(version.header_row, 0U);
  EXPECT_EQ(roles(version), "line-number full-name birth-date sex nationality");
  EXPECT_EQ(count(version, "LST-107"), 1U);
  EXPECT_EQ(count(version, "LST-102"), 5U);
}

TEST(Headings, InALanguageWithoutAVocabularyAreStillHeadings) {
  const auto version = read(
      "Sıra,Adı soyadı,Doğum tarihi,Uyruğu\n1,Ana Salas Gil,05.03.1990,venezolana\n2,Luis Gil "
      "Ríos,15.12.1988,venezolana\n3,Eva Paz Sosa,16.12.1988,venezolana\n");
  EXPECT_EQ(version.entries.size(), 3U);
  EXPECT_EQ(version.header_row, 1U);
  EXPECT_EQ(version.columns.at(1).role, ColumnRole::FullName);
}

TEST(Headings, OverTheWrongColumnsAreOverruledByTheCells) {
  const auto version = read(
      "Nombre,Fecha de nacimiento,Nacionalidad\nAna Salas,venezolana,05/03/1990\nLuis Gil,colombiana,06/03/1990\nEva "
      "Paz,venezolana,16/03/1990\nIvo Sol,venezolana,17/03/1990\nRosa Rey,cubana,18/03/1990\n");
  EXPECT_EQ(roles(version), "full-name nationality birth-date");
  EXPECT_EQ(count(version, "LST-103"), 2U);
}

TEST(Headings, EstadoIsAStateOrAStateOfThings) {
  EXPECT_EQ(roles(read("Nombre,Estado\nAna Salas,detenida\nLuis Gil,liberado\n")), "full-name status");
  EXPECT_EQ(roles(read("Nombre,Estado\nAna Salas,Lara\nLuis Gil,Zulia\n")), "full-name place");
}

TEST(Mapping, APersonsWordDecides) {
  ReadOptions options;
  options.mapping.columns.push_back(parse_mapped_column("Fecha=captured-on").value());
  options.mapping.columns.push_back(parse_mapped_column("C=national-id").value());
  options.mapping.columns.push_back(parse_mapped_column("Nada=rank").value());
  const auto version = read("Nombre,Fecha,Código\nAna Salas,05/03/2020,77\n", options);
  EXPECT_EQ(roles(version), "full-name captured-on national-id");
  EXPECT_EQ(version.columns.at(1).confidence, 100);
  EXPECT_EQ(count(version, "LST-113"), 1U);
  options.mapping.header_row = 1;
  EXPECT_EQ(read("Ana,Fecha,Código\nAna Salas,05/03/2020,77\n", options).header_row, 1U);
  options.mapping.header_row = 99;
  EXPECT_EQ(error_of("Nombre,Fecha\nAna,1\n", options), "LST-033");
}

TEST(Mapping, ADateOrderOfAPersonEndsTheDoubt) {
  const std::string list = "Name,Date of birth\nAna Salas,03/04/1990\nLuis Gil,05/06/1991\n";
  EXPECT_EQ(count(read(list), "LST-167"), 2U);
  ReadOptions options;
  options.mapping.columns.push_back(parse_mapped_column("Date of birth=birth-date:mdy").value());
  const auto version = read(list, options);
  EXPECT_EQ(count(version, "LST-167"), 0U);
  EXPECT_EQ(day(version.entries.at(0).values().birth), "1990-03-04");
}

TEST(Mapping, IsRememberedAsJson) {
  const auto version = read("Nombre,Fecha,Color\nAna Salas,05/03/1990,azul\n");
  Mapping mapping = mapping_of(version);
  mapping.sheets = {"Hoja 1"};
  mapping.header_row = 3;
  mapping.columns[1].order = DateOrder::MonthDayYear;
  mapping.columns[1].calendar = people::Calendar::Hijri;
  Mapping back =
      mapping_from_json(
          base::json::parse(base::json::canonical(to_json(mapping)), base::json::Strictness::Document).value())
          .value();
  for (MappedColumn& column : back.columns) column.remembered = false;
  EXPECT_EQ(back, mapping);
  EXPECT_FALSE(
      mapping_from_json(base::json::Object{{"columns", base::json::Array{base::json::Object{{"role", "king"}}}}}));
  add(mapping, parse_mapped_column("FECHA=held-since").value());
  EXPECT_EQ(mapping.columns.size(), 3U);
  EXPECT_EQ(mapping.columns[1].role, ColumnRole::HeldSince);
}

TEST(Mapping, WhatHoldsOfEveryoneIsSaidOnce) {
  ReadOptions options;
  for (const char* said : {"category=Prisoner of War", "nationality=Ukraine", "captured-on=2022-05-20", "sex=male"})
    options.mapping.everyone.push_back(parse_said(said).value());
  const auto version = read("Name;Category\nAna Salas;civilian\nLuis Gil;\n", options);
  EXPECT_EQ(roles(version), "full-name category");
  const people::EntryValues own = version.entries.at(0).values();
  EXPECT_EQ(own.categories, std::vector<std::string>{"civilian"}) << "what the line says stays";
  const people::EntryValues filled = version.entries.at(1).values();
  EXPECT_EQ(filled.categories, std::vector<std::string>{"prisoner of war"});
  EXPECT_EQ(filled.nationalities, std::vector<std::string>{"UKR"});
  EXPECT_EQ(day(filled.captured), "2022-05-20");
  EXPECT_EQ(filled.sex, people::Sex::Male);
  EXPECT_EQ(version.entries.at(1).cells().size(), 2U) << "no cell is made up";
  EXPECT_EQ(count(version, "LST-156"), 4U);
  const Mapping back =
      mapping_from_json(
          base::json::parse(base::json::canonical(to_json(options.mapping)), base::json::Strictness::Document).value())
          .value();
  EXPECT_EQ(back.everyone, options.mapping.everyone);
}

TEST(Mapping, WhatIsAPersonsOwnIsNotSaidOfEveryone) {
  for (const char* said : {"birth-date=1990-01-01", "consent=yes", "full-name=Ana", "category", "category=", "king=1"})
    EXPECT_EQ(parse_said(said).error().message.code, "LST-036") << said;
  for (const char* said : {"health=blue", "sex=17", "held-since=soon"})
    EXPECT_EQ(parse_said(said).error().message.code, "LST-037") << said;
}

TEST(Mapping, WrongWordsAreRefused) {
  EXPECT_EQ(parse_mapped_column("Fecha").error().message.code, "LST-030");
  EXPECT_EQ(parse_mapped_column("=rank").error().message.code, "LST-030");
  EXPECT_EQ(parse_mapped_column("Fecha=birthdate").error().message.code, "LST-031");
  EXPECT_EQ(parse_mapped_column("Fecha=birth-date:martian").error().exit, base::Exit::WrongUse);
  EXPECT_EQ(parse_mapped_column("a=b=rank").value().heading, "a=b");
}

TEST(Roles, EveryRoleHasAWordOfItsOwn) {
  for (const auto& [role, word] : role_words()) {
    EXPECT_EQ(role_of(word), role);
    EXPECT_EQ(word_of(role), word);
  }
  EXPECT_EQ(role_words().size(), static_cast<std::size_t>(ColumnRole::Hold) + 1);
}

TEST(Headings, GuessingNeverFails) {
  rc::check("any text as a heading", [](const std::string& text) { (void)guess_heading(text); });
}

}  // namespace
}  // namespace midspan::lists::test
