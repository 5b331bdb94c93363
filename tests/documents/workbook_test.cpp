// SPDX-License-Identifier: Apache-2.0
// Workbooks: every cell is text, whatever it looks like; they open from right to left where the language does. Read
// back by lists/, which shares no code with the writer.
#include <gtest/gtest.h>

#include "documents/annex.hpp"
#include "documents/made_up.hpp"
#include "documents/reports.hpp"
#include "lists/read_list.hpp"
#include "lists/sheet/archive.hpp"
#include "locale/locale.hpp"

namespace midspan::documents {
namespace {

std::string part(const std::string& workbook, const std::string& name) {
  auto archive = lists::sheet::Archive::open(workbook, {});
  EXPECT_TRUE(archive);
  std::string out;
  if (!archive) return out;
  const lists::sheet::Member* const member = archive->find(name);
  EXPECT_NE(member, nullptr) << name;
  if (member != nullptr) {
    EXPECT_TRUE(archive->read(*member, [&out](std::string_view piece) { return out += piece, true; }));
  }
  return out;
}

std::vector<std::string> all_cells(const people::ListVersion& version) {
  std::vector<std::string> out;
  for (const auto& row : version.above)
    for (const people::Cell& cell : row) out.push_back(cell.raw);
  for (const people::Entry& entry : version.entries)
    for (const people::Cell& cell : entry.cells()) out.push_back(cell.raw);
  for (const people::OtherRow& row : version.others)
    for (const people::Cell& cell : row.cells) out.push_back(cell.raw);
  return out;
}

TEST(Workbook, NoNameIsAFormula) {
  const std::vector<std::string> names = {"=HYPERLINK(\"http://example.org\",\"x\")",
                                          "+1+1",
                                          "-2",
                                          "@SUM(A1)",
                                          "=cmd|' /C calc'!A0",
                                          "0017",
                                          "1990-02-03",
                                          "1E5",
                                          "TRUE",
                                          "http://example.org",
                                          "_x0041_lias",
                                          "<b>&\"'"};
  people::Annex annex = made_up::annex(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) annex.lines[i].name = names[i];
  annex.digest = people::digest(annex);
  const std::string workbook = *annex_xlsx(annex, "en");
  const std::string sheet = part(workbook, "xl/worksheets/sheet1.xml");
  EXPECT_EQ(sheet.find("<f>"), std::string::npos);
  EXPECT_EQ(sheet.find("<hyperlink"), std::string::npos);
  // Each cell with a value says that it is text.
  for (std::size_t at = sheet.find("<c "); at != std::string::npos; at = sheet.find("<c ", at + 1)) {
    const std::string tag = sheet.substr(at, sheet.find('>', at) - at);
    if (tag.ends_with("/")) continue;
    EXPECT_TRUE(tag.find("t=\"inlineStr\"") != std::string::npos || tag.find("t=\"s\"") != std::string::npos) << tag;
  }
  const auto read = lists::read_list(workbook, "annex.xlsx", {});
  ASSERT_TRUE(read);
  const std::vector<std::string> cells = all_cells(*read);
  for (const std::string& name : names) EXPECT_NE(std::find(cells.begin(), cells.end(), name), cells.end()) << name;
  for (const people::Entry& entry : read->entries)
    for (const people::Cell& cell : entry.cells())
      EXPECT_TRUE(cell.type == people::CellType::Text || cell.type == people::CellType::Empty) << cell.raw;
}

TEST(Workbook, HasEveryLineInEveryLanguage) {
  const people::Annex annex = made_up::annex(25);
  for (const char* language : {"en", "es", "ar"}) {
    const std::string workbook = *annex_xlsx(annex, language);
    const auto read = lists::read_list(workbook, "annex.xlsx", {});
    ASSERT_TRUE(read);
    const std::vector<std::string> cells = all_cells(*read);
    for (const people::AnnexLine& line : annex.lines) {
      EXPECT_NE(std::find(cells.begin(), cells.end(), std::to_string(line.number)), cells.end());
      EXPECT_NE(std::find(cells.begin(), cells.end(), line.name), cells.end()) << line.name;
    }
    EXPECT_NE(std::find(cells.begin(), cells.end(), annex.digest), cells.end());
    const bool right_to_left =
        part(workbook, "xl/worksheets/sheet1.xml").find("rightToLeft=\"1\"") != std::string::npos;
    EXPECT_EQ(right_to_left, std::string(language) == "ar");
  }
}

TEST(Workbook, NumbersItsPagesInTheMiddle) {
  const std::string sheet = part(*annex_xlsx(made_up::annex(2), "en"), "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter>"), std::string::npos);
}

TEST(Workbook, SaysWhenTheAnnexWasFrozenAndNotWhenItWasWritten) {
  const std::string core = part(*annex_xlsx(made_up::annex(1), "en"), "docProps/core.xml");
  EXPECT_NE(core.find("2025-05-01T00:00:00Z"), std::string::npos) << core;
}

TEST(Workbook, AnEndlessCellIsCutAndSaysSo) {
  people::Annex annex = made_up::annex(1);
  annex.lines[0].father.assign(100'000, 'x');
  annex.digest = people::digest(annex);
  const auto workbook = annex_xlsx(annex, "en");
  ASSERT_TRUE(workbook);
  EXPECT_NE(part(*workbook, "xl/worksheets/sheet1.xml").find("xxx [...]"), std::string::npos);
}

TEST(ListReport, KeepsTheSendersLayoutAndAddsOneColumn) {
  people::ListVersion list = made_up::list();
  people::Finding doubt;
  doubt.message = {"DOC-024", {{"word", std::string("tal vez")}}};
  doubt.place.row = 5;
  doubt.place.column = 2;
  doubt.place.cell = "B5";
  list.findings.push_back(doubt);
  doubt.place.row = 0;
  doubt.place.cell.clear();
  doubt.message.code = "DOC-020";
  list.findings.push_back(doubt);
  std::vector<people::Cell> cells = list.entries[0].cells();
  cells[0].raw = "=1+1";
  list.entries[0].set_cells(cells);
  for (const char* language : {"en", "es", "ar"}) {
    const auto workbook = list_report(list, language);
    ASSERT_TRUE(workbook);
    const std::string sheet = part(*workbook, "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("Lista de personas"), std::string::npos);
    EXPECT_NE(sheet.find("<c r=\"A4\""), std::string::npos);
    EXPECT_NE(sheet.find("=1+1"), std::string::npos);
    EXPECT_EQ(sheet.find("<f>"), std::string::npos);
    const std::size_t remark = sheet.find("<c r=\"C5\"");
    ASSERT_NE(remark, std::string::npos);
    EXPECT_NE(sheet.find("tal vez", remark), std::string::npos);
    EXPECT_EQ(sheet.find("<c r=\"C6\""), std::string::npos);
    EXPECT_NE(part(*workbook, "xl/worksheets/sheet2.xml").find("<c r=\"A2\""), std::string::npos);
  }
}

TEST(ListReport, ASheetOfTheSendersMayBeCalledAsOneOfOurs) {
  people::ListVersion list = made_up::list();
  people::Finding doubt;
  doubt.message.code = "DOC-020";
  list.findings = {doubt};
  for (const char* language : {"en", "es", "ar"}) {
    list.sheets = {{locale::say("doc.report.general", language), 0}};
    const auto workbook = list_report(list, language);
    ASSERT_TRUE(workbook) << workbook.error().message.code;
    EXPECT_NE(part(*workbook, "xl/workbook.xml").find(list.sheets[0].name + " 2"), std::string::npos);
  }
}

TEST(Discrepancies, QuoteOnlyThePartysOwnList) {
  people::ListVersion own = made_up::list();
  people::ListVersion other = made_up::list();
  other.party = people::PartyId("south");
  for (people::Entry& entry : other.entries) {
    entry.id = people::EntryId("other-" + entry.id.text());
    people::EntryValues values = entry.values();
    values.name.raw = "Secret " + std::to_string(entry.number);
    entry.set_values(values);
  }
  DiscrepancyReport report;
  report.operation_title = "Bridge";
  report.party = people::PartyId("north");
  report.party_name = "Northern Republic";
  report.day = "2025-05-01";
  report.lists = {&own, &other};
  people::Discrepancy discrepancy;
  discrepancy.kind = people::DiscrepancyKind::RivalFacts;
  discrepancy.party = report.party;
  discrepancy.entries = {own.entries[0].id, other.entries[0].id};
  discrepancy.message = {"DOC-030",
                         {{"number", std::int64_t{1}}, {"first", std::int64_t{4}}, {"second", std::int64_t{5}}}};
  report.discrepancies.push_back(discrepancy);
  discrepancy.party = people::PartyId("south");
  discrepancy.entries = {other.entries[1].id};
  report.discrepancies.push_back(discrepancy);
  for (const char* language : {"en", "es", "ar"}) {
    const std::string html = *discrepancies_html(report, language);
    EXPECT_NE(html.find("Yorvin"), std::string::npos);
    EXPECT_EQ(html.find("Secret"), std::string::npos);
    EXPECT_TRUE(discrepancies_pdf(report, language));
    EXPECT_EQ(part(*discrepancies_xlsx(report, language), "xl/worksheets/sheet1.xml").find("Secret"),
              std::string::npos);
  }
  report.discrepancies.clear();
  EXPECT_TRUE(discrepancies_pdf(report, "en"));
}

}  // namespace
}  // namespace midspan::documents
