// SPDX-License-Identifier: Apache-2.0
// XLSX and ODS: what cells hold, by the formats' own rules.
#include <gtest/gtest.h>

#include "lists/files.hpp"
#include "lists/sheet/number_format.hpp"

namespace midspan::lists::test {
namespace {

using people::CellType;

std::string head() { return rows_of({{"Nombre", "Fecha de nacimiento", "Documento", "Observaciones"}}); }

people::ListVersion book(const std::string& second_row, const std::string& strings = {},
                         const std::string& properties = {}) {
  return read(xlsx({{"Lista", head() + "<row r=\"2\">" + second_row + "</row>"}}, strings, properties));
}

TEST(Xlsx, EveryKindOfText) {
  const auto version = book(
      "<c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"str\"><f>A1</f><v>V-1</v></c><c r=\"D2\" "
      "t=\"inlineStr\"><is><r><t>uno </t></r><r><rPr><b/></rPr><t>dos</t></r></is></c>",
      "<si><t>no</t></si><si><r><t xml:space=\"preserve\">Ana </t></r><r><t>Salas</t></r><rPh sb=\"0\" "
      "eb=\"1\"><t>アナ</t></rPh></si>");
  const auto cells = version.entries.at(0).cells();
  EXPECT_EQ(cells[0].raw, "Ana Salas");  // runs joined, the reading aid left out
  EXPECT_EQ(cells[2].raw, "V-1");
  EXPECT_EQ(cells[2].type, CellType::Formula);
  EXPECT_EQ(cells[3].raw, "uno dos");
  EXPECT_EQ(find(version, "LST-144")->place.cell, "C2");
}

TEST(Xlsx, EscapedCharactersOfTheFormat) {
  const auto version = book(
      "<c r=\"A2\" t=\"inlineStr\"><is><t>Ana_x0020_Salas</t></is></c><c r=\"D2\" "
      "t=\"inlineStr\"><is><t>a_x005F_x0041_ _x_ _x00G0_ _xD800_ _x0000_ é_x00e9_</t></is></c>");
  EXPECT_EQ(version.entries.at(0).cells()[0].raw, "Ana Salas");
  EXPECT_EQ(version.entries.at(0).cells()[3].raw, "a_x0041_ _x_ _x00G0_ _xD800_ _x0000_ éé");
}

TEST(Xlsx, DatesByTheirFormatInBothSystems) {
  const std::string cells =
      "<c r=\"A2\" t=\"inlineStr\"><is><t>Ana</t></is></c><c r=\"B2\" s=\"1\"><v>32912</v></c><c r=\"D2\" "
      "s=\"3\"><v>32912.5625</v></c>";
  const auto since_1900 = book(cells);
  EXPECT_EQ(since_1900.entries.at(0).cells()[1].raw, "1990-02-08");
  EXPECT_EQ(since_1900.entries.at(0).cells()[1].type, CellType::Date);
  EXPECT_EQ(since_1900.entries.at(0).cells()[3].raw, "1990-02-08 13:30");
  EXPECT_EQ(day(since_1900.entries.at(0).values().birth), "1990-02-08");
  const auto since_1904 = book(cells, {}, "<workbookPr date1904=\"1\"/>");
  EXPECT_EQ(since_1904.entries.at(0).cells()[1].raw, "1994-02-09");
}

TEST(Xlsx, NumbersKeepTheirDigits) {
  const auto version = book(
      "<c r=\"A2\" t=\"inlineStr\"><is><t>Ana</t></is></c><c r=\"C2\"><v>123456789012</v></c><c r=\"D2\" "
      "s=\"2\"><v>1234</v></c>");
  EXPECT_EQ(version.entries.at(0).cells()[2].raw, "123456789012");
  EXPECT_EQ(version.entries.at(0).cells()[3].raw, "00001234");  // as its format shows it
  EXPECT_EQ(count(version, "LST-146"), 0U);
}

TEST(Xlsx, IdentityNumbersThatLostDigitsAreWrong) {
  const auto version =
      book("<c r=\"A2\" t=\"inlineStr\"><is><t>Ana</t></is></c><c r=\"C2\"><v>1.2345678901234567E+18</v></c>");
  ASSERT_NE(find(version, "LST-146"), nullptr);
  EXPECT_EQ(find(version, "LST-146")->severity, people::Severity::Wrong);
  EXPECT_EQ(count(book("<c r=\"A2\" t=\"inlineStr\"><is><t>Ana</t></is></c><c r=\"C2\" "
                       "t=\"inlineStr\"><is><t>1.23457E+11</t></is></c>"),
                  "LST-146"),
            1U);
  EXPECT_EQ(
      count(book("<c r=\"A2\" t=\"inlineStr\"><is><t>Ana</t></is></c><c r=\"C2\" s=\"1\"><v>45000</v></c>"), "LST-148"),
      1U);
}

TEST(Xlsx, BooleansErrorsAndFormulasWithoutAValue) {
  const auto version = book(
      "<c r=\"A2\" t=\"inlineStr\"><is><t>Ana</t></is></c><c r=\"B2\" t=\"e\"><v>#REF!</v></c><c "
      "r=\"C2\"><f>NOW()</f></c><c r=\"D2\" t=\"b\"><v>1</v></c>");
  EXPECT_EQ(version.entries.at(0).cells()[1].type, CellType::Error);
  EXPECT_EQ(find(version, "LST-145")->severity, people::Severity::Wrong);
  EXPECT_EQ(find(version, "LST-154")->place.cell, "C2");
  EXPECT_EQ(version.entries.at(0).cells()[3].raw, "TRUE");
  EXPECT_FALSE(version.entries.at(0).values().birth.known());
}

TEST(Xlsx, ReferencesMayBeLeftOut) {
  const auto version =
      read(xlsx({{"a",
                  "<row><c t=\"inlineStr\"><is><t>Nombre</t></is></c><c t=\"inlineStr\"><is><t>Sexo</t></is></c></row>"
                  "<row><c t=\"inlineStr\"><is><t>Ana</t></is></c><c t=\"inlineStr\"><is><t>F</t></is></c></row>"}}));
  ASSERT_EQ(version.entries.size(), 1U);
  EXPECT_EQ(version.entries[0].row, 2U);
  EXPECT_EQ(version.entries[0].values().sex, people::Sex::Female);
}

TEST(Xlsx, HiddenAndStruckOutRowsAreReadAndDoubted) {
  const auto version =
      read(xlsx({{"a",
                  rows_of({{"Nombre", "Sexo"}}) +
                      "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><t>Ana</t></is></c></row>"
                      "<row r=\"3\"><c r=\"A3\" s=\"4\" t=\"inlineStr\"><is><t>Luis</t></is></c></row>",
                  {},
                  "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"}}));
  EXPECT_EQ(version.entries.size(), 2U);
  EXPECT_EQ(find(version, "LST-124")->place.row, 2U);
  EXPECT_EQ(find(version, "LST-125")->place.row, 3U);
}

TEST(Xlsx, AMergedCellIsReadForEachOfItsRows) {
  const auto version = read(xlsx({{"a",
                                   rows_of({{"N", "Nombre", "Centro"},
                                            {"1", "Ana", "Penal Uno"},
                                            {"2", "Luis", ""},
                                            {"3", "Eva", ""},
                                            {"4", "Ivo", "Penal Dos"}}),
                                   "<mergeCells><mergeCell ref=\"C2:C4\"/></mergeCells>"}}));
  EXPECT_EQ(version.entries.at(2).values().facility, "Penal Uno");
  EXPECT_EQ(version.entries.at(2).cells()[2].raw, "");  // raw is as it was
  EXPECT_EQ(version.entries.at(3).values().facility, "Penal Dos");
  EXPECT_EQ(count(version, "LST-134"), 2U);
}

TEST(Xlsx, SheetsOfTheSameHeadingsAndOtherPeopleAreOneList) {
  const auto camp = [](const std::string& title, const std::string& first, const std::string& second,
                       const std::string& born) {
    return rows_of({{title},
                    {"N", "Nombre", "Fecha de nacimiento"},
                    {"1", first, "05/03/1990"},
                    {"2", second, "15/03/1991"},
                    {"3", "Ana Vidal", born}});
  };
  const std::string book = xlsx({{"Norte", camp("Campo Norte", "Rosa Paz", "Luis Tejo", "13/04/1992")},
                                 {"Sur", camp("Campo Sur", "Eva Prado", "Leo Mar", "13/04/1992")},
                                 {"Norte antiguo", camp("Campo Norte", "Rosa Paz", "Luis Tejo", "13/04/1992")},
                                 {"Otra", rows_of({{"N", "Nombre", "Cédula"}, {"1", "Leo Mar", "V-1234567"}})}});
  const auto version = read(book);
  EXPECT_EQ(names_of(version.sheets), "Norte, Sur");
  ASSERT_EQ(version.entries.size(), 6U);
  EXPECT_EQ(count(version, "LST-158"), 1U);
  EXPECT_EQ(count(version, "LST-198"), 1U);  // the copy
  EXPECT_EQ(count(version, "LST-108"), 1U);  // the sheet of other headings
  EXPECT_EQ(count(version, "LST-132"), 0U);  // each counts anew
  // A row is called as its own sheet counts it; what stood above the headings is kept.
  EXPECT_EQ(row_shown(version.sheets, version.entries[3].row), "Sur!3");
  EXPECT_EQ(row_at(version.sheets, "Sur", 3), version.entries[3].row);
  const people::Finding* twice = find(version, "LST-126");
  ASSERT_NE(twice, nullptr);
  EXPECT_EQ(twice->place.sheet, "Sur");
  EXPECT_EQ(twice->place.row, 5U);
  EXPECT_EQ(twice->message.arguments[0].second, base::Argument("Norte!5"));
  ASSERT_EQ(version.others.size(), 2U);
  EXPECT_EQ(version.others[0].cells[0].raw, "Campo Sur");

  ReadOptions options;
  options.mapping.sheets = {"sur"};
  EXPECT_EQ(read(book, options).entries.size(), 3U);
  options.mapping.sheets = {"Norte antiguo", "Norte"};
  EXPECT_EQ(names_of(read(book, options).sheets), "Norte, Norte antiguo");
  options.mapping.sheets = {"Norte", "Otra"};
  EXPECT_EQ(error_of(book, options), "LST-038");
}

TEST(Xlsx, TheSheetThatLooksLikeTheListIsReadAndTheOthersAreNamed) {
  const std::string list = rows_of(
      {{"LISTA"}, {"N", "Nombre", "Fecha de nacimiento"}, {"1", "Ana", "05/03/1990"}, {"2", "Luis", "15/03/1991"}});
  const std::string notes = rows_of({{"Este libro se preparó en abril"}});
  const std::string book = xlsx({{"Portada", notes}, {"Hoja 2", list}, {"Anexo", list}, {"Vacía", ""}});
  const auto version = read(book);
  EXPECT_EQ(names_of(version.sheets), "Hoja 2");
  EXPECT_EQ(version.header_row, 2U);
  EXPECT_EQ(find(version, "LST-109")->message.arguments[0].second, base::Argument("Portada"));
  EXPECT_EQ(find(version, "LST-198")->message.arguments[0].second, base::Argument("Anexo"));
  ReadOptions options;
  options.mapping.sheets = {"anexo"};
  EXPECT_EQ(names_of(read(book, options).sheets), "Anexo");
  options.mapping.sheets = {"Otra"};
  EXPECT_EQ(error_of(book, options), "LST-034");
  EXPECT_EQ(names_of(read(xlsx({{"a", list, {}, {}, "hidden"}, {"b", ""}})).sheets), "a");
  EXPECT_EQ(names_of(read(xlsx({{"a", list, {}, {}, "veryHidden"}, {"b", list}})).sheets), "b");
}

TEST(Xlsx, TheSendersCommentsAreKept) {
  auto parts = xlsx_parts({{"a", rows_of({{"Nombre", "Sexo"}, {"Ana", "F"}})}});
  parts.push_back({"xl/worksheets/_rels/sheet1.xml.rels",
                   "<Relationships><Relationship Id=\"r\" Type=\"http://x/comments\" "
                   "Target=\"../comments1.xml\"/></Relationships>"});
  parts.push_back({"xl/comments1.xml",
                   "<comments><commentList><comment ref=\"A2\"><text><r><t>vista el "
                   "</t></r><r><t>lunes</t></r></text></comment></commentList></comments>"});
  const auto version = read(zip(parts));
  ASSERT_NE(find(version, "LST-135"), nullptr);
  EXPECT_EQ(find(version, "LST-135")->place.cell, "A2");
  EXPECT_EQ(find(version, "LST-135")->message.arguments[0].second, base::Argument("vista el lunes"));
}

TEST(Xlsx, OtherWritersHabits) {
  auto parts = xlsx_parts({{"a", rows_of({{"Nombre", "Sexo"}, {"Ana", "F"}})}});
  for (Part& part : parts) part.data_descriptor = true;  // sizes behind the data
  EXPECT_EQ(read(zip(parts)).entries.size(), 1U);
  for (Part& part : parts) part.data_descriptor = false, part.zip64 = true;
  EXPECT_EQ(read(zip(parts)).entries.size(), 1U);
  for (Part& part : parts) part.zip64 = false, part.method = 0;
  EXPECT_EQ(read(zip(parts, {0, -1, -1, "a comment"})).entries.size(), 1U);
  for (Part& part : parts) std::replace(part.name.begin(), part.name.end(), '/', '\\');
  EXPECT_EQ(read(zip(parts)).entries.size(), 1U);
}

TEST(NumberFormats, SayWhatANumberIs) {
  using sheet::NumberFormat;
  using Kind = NumberFormat::Kind;
  const auto kind = [](std::string_view code) { return sheet::format_of_code(code).kind; };
  EXPECT_EQ(kind("dd/mm/yyyy"), Kind::Date);
  EXPECT_EQ(kind("[$-409]d\\-mmm\\-yy;@"), Kind::Date);
  EXPECT_EQ(kind("yyyy\"년\" m\"월\""), Kind::Date);
  EXPECT_EQ(kind("m/d/yy h:mm"), Kind::DateTime);
  EXPECT_EQ(kind("[h]:mm:ss"), Kind::Time);
  EXPECT_EQ(kind("mm:ss.0"), Kind::Time);
  EXPECT_EQ(kind("mmm"), Kind::Date);
  for (const char* code : {"General", "0.00E+00", "#,##0.00 \"days\"", "[Red]0;[Blue]-0", "@", "\"year\" 0", "0%",
                           "_-* #,##0", "[$€-2] 0"})
    EXPECT_EQ(kind(code), Kind::General) << code;
  EXPECT_EQ(sheet::format_of_code("00000000").zero_padded_to, 8);
}

TEST(NumberFormats, SerialNumbersAreDays) {
  using sheet::DateSystem;
  using Kind = sheet::NumberFormat::Kind;
  const auto date = [](std::string_view number, Kind kind = Kind::Date) {
    return sheet::date_of_serial(number, kind, DateSystem::From1900).value_or("none");
  };
  EXPECT_EQ(date("1"), "1900-01-01");
  EXPECT_EQ(date("59"), "1900-02-28");
  EXPECT_EQ(date("60"), "none");  // a day that never was
  EXPECT_EQ(date("61"), "1900-03-01");
  EXPECT_EQ(date("45767"), "2025-04-20");
  EXPECT_EQ(date("4.5767E4"), "2025-04-20");
  EXPECT_EQ(date("45767.999999"), "2025-04-21");
  EXPECT_EQ(date("2958465"), "9999-12-31");
  for (const char* bad : {"2958466", "-1", "", "x", "1e9", "1e99999", "."}) EXPECT_EQ(date(bad), "none") << bad;
  EXPECT_EQ(date("0.5", Kind::Time), "12:00");
  EXPECT_EQ(date("0.000011574", Kind::Time), "00:00:01");
}

TEST(NumberFormats, DigitsAreComputedWithoutFloatingPoint) {
  bool lost = false;
  EXPECT_EQ(sheet::plain_digits("1.23456789012E+11", lost), "123456789012");
  EXPECT_FALSE(lost);
  EXPECT_EQ(sheet::plain_digits("12345678.0", lost), "12345678");
  EXPECT_EQ(sheet::plain_digits("0.30000000000000004", lost), "0.30000000000000004");
  EXPECT_FALSE(lost);
  EXPECT_EQ(sheet::plain_digits("1.2345678901234567E+18", lost), "1234567890123456700");
  EXPECT_TRUE(lost);
  EXPECT_EQ(sheet::plain_digits("-5", lost), "-5");
  EXPECT_EQ(sheet::plain_digits("0", lost), "0");
  EXPECT_EQ(sheet::plain_digits("1E+300", lost), "1E+300");
}

TEST(Ods, CellsRowsAndRepeats) {
  const auto text = [](const std::string& value) {
    return "<table:table-cell office:value-type=\"string\"><text:p>" + value + "</text:p></table:table-cell>";
  };
  const auto version = read(
      ods("<table:table table:name=\"Oculta\" table:style-name=\"ta2\"><table:table-row>" + text("x") +
              "</table:table-row></table:table>"
              "<table:table table:name=\"Personas\"><table:table-column table:number-columns-repeated=\"1024\"/>"
              "<table:table-row>" +
              text("Nombre") + text("Fecha de nacimiento") + text("Documento") + text("Observaciones") +
              "<table:table-cell table:number-columns-repeated=\"1020\"/></table:table-row>"
              "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
              "table:number-columns-repeated=\"1024\"/></table:table-row>"
              "<table:table-row><table:table-cell "
              "office:value-type=\"string\"><office:annotation><text:p>primera</text:p></"
              "office:annotation><text:p>Ana<text:s text:c=\"2\"/>Salas</text:p></table:table-cell><table:table-cell "
              "office:value-type=\"date\" office:date-value=\"1990-02-08\"><text:p>08/02/90</text:p></table:table-cell>"
              "<table:table-cell office:value-type=\"float\" "
              "office:value=\"123456\"><text:p>00123456</text:p></table:table-cell>"
              "<table:table-cell office:value-type=\"string\" "
              "table:formula=\"of:=[.A1]\"><office:annotation><text:p>nota</text:p></office:annotation><text:p>uno</"
              "text:p><text:p>dos</text:p></table:table-cell></table:table-row>"
              "<table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"2\">" +
              text("Luis") +
              "<table:table-cell office:value-type=\"float\" "
              "office:value=\"1.2E3\"><text:p>1200</text:p></table:table-cell></table:table-row>"
              "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell "
              "table:number-columns-repeated=\"1024\"/></table:table-row></table:table>",
          "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties "
          "table:display=\"false\"/></style:style>"));
  EXPECT_EQ(names_of(version.sheets), "Personas");
  ASSERT_EQ(version.entries.size(), 3U);
  EXPECT_EQ(version.entries[0].row, 4U);
  EXPECT_EQ(version.entries[0].cells()[0].raw, "Ana  Salas");
  EXPECT_EQ(version.entries[0].cells()[1].raw, "1990-02-08");
  EXPECT_EQ(version.entries[0].cells()[2].raw, "00123456");
  EXPECT_EQ(version.entries[0].cells()[3].raw, "uno\ndos");
  EXPECT_EQ(version.entries[0].cells()[3].type, CellType::Formula);
  EXPECT_EQ(version.entries[1].cells()[1].raw, "1200");
  EXPECT_EQ(version.entries[2].row, 6U);
  EXPECT_EQ(count(version, "LST-124"), 2U);
  EXPECT_EQ(find(version, "LST-135")->place.cell, "A4");
  EXPECT_EQ(count(version, "LST-135"), 2U);
}

}  // namespace
}  // namespace midspan::lists::test
