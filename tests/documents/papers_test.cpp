// SPDX-License-Identifier: Apache-2.0
// The papers of the day, and the sheet that says what one signs.
#include <gtest/gtest.h>

#include "documents/annex.hpp"
#include "documents/handover.hpp"
#include "documents/made_up.hpp"
#include "documents/pdf_text.hpp"
#include "locale/locale.hpp"

namespace midspan::documents {
namespace {

using people::Boarding;
using people::HandoverOutcome;
using people::Manifest;

Manifest manifest() {
  const people::Annex annex = made_up::annex(9);
  Manifest out;
  out.operation_title = annex.operation_title;
  out.operation_id = annex.operation_id;
  out.phase = annex.phase;
  out.annex_digest = annex.digest;
  out.leg = {"1", "flight ZZ 101", "Northport", "Southport", "2025-05-03", 0, 0};
  out.handed_by = "north";
  out.handed_to = "south";
  out.through = "house";
  out.party_names = annex.party_names;
  for (const people::AnnexLine& line : annex.lines) {
    people::ManifestLine one;
    one.annex_number = line.number;
    one.person = line.person;
    one.name = line.name;
    one.boarding = Boarding::Boarded;
    one.outcome = HandoverOutcome::Received;
    out.lines.push_back(one);
  }
  out.lines[2].boarding = Boarding::NotBoarded;
  out.lines[2].outcome = HandoverOutcome::Refused;
  out.lines[2].reason = "said no in private";
  out.lines[5].outcome = HandoverOutcome::Unfit;
  out.lines[5].reason = "fever";
  return out;
}

TEST(Receipt, CountsInDigitsAndWordsThreeTimes) {
  for (const char* language : {"en", "es", "ar"}) {
    const std::string html = *receipt_html(manifest(), language);
    const std::string seven = "7 (" + locale::number_in_words(7, language) + ")";
    std::size_t found = 0;
    for (std::size_t at = html.find(seven); at != std::string::npos; at = html.find(seven, at + 1)) ++found;
    EXPECT_GE(found, 6u) << language;  // the sentence and the total of each copy
    for (const std::string copy : {"1", "2", "3"})
      EXPECT_NE(
          html.find(locale::say({"doc.receipt.copy",
                                 {{"copy", std::int64_t{copy[0] - '0'}},
                                  {"whose", manifest()
                                                .party_names.at(copy == "1"   ? "north"
                                                                : copy == "2" ? "south"
                                                                              : "house")
                                                .at(language)}}},
                                language)),
          std::string::npos);
    EXPECT_TRUE(receipt_pdf(manifest(), language));
  }
}

// Whoever reads a paper must not learn why someone does not travel.
TEST(Receipt, NeverSaysWhy) {
  Manifest other = manifest();
  other.lines[2].outcome = HandoverOutcome::NotFound;
  other.lines[2].reason = "could not be found";
  other.lines[5].outcome = HandoverOutcome::Refused;
  other.lines[5].reason = "changed her mind";
  for (const char* language : {"en", "es", "ar"}) {
    EXPECT_EQ(*receipt_pdf(manifest(), language), *receipt_pdf(other, language));
    EXPECT_EQ(*manifest_pdf(manifest(), language), *manifest_pdf(other, language));
    EXPECT_EQ(*manifest_xlsx(manifest(), language), *manifest_xlsx(other, language));
    EXPECT_EQ(*manifest_html(manifest(), language), *manifest_html(other, language));
    EXPECT_EQ(*boarding_sheet_pdf(manifest(), language), *boarding_sheet_pdf(other, language));
  }
}

TEST(Receipt, ExistsOnlyForALegThatCloses) {
  Manifest open = manifest();
  open.lines[0].outcome = HandoverOutcome::Pending;
  EXPECT_EQ(receipt_pdf(open, "en").error().message.code, "DOC-010");
  open.lines[0].boarding = Boarding::Pending;
  EXPECT_EQ(receipt_html(open, "en").error().message.code, "DOC-010");
  EXPECT_TRUE(manifest_pdf(open, "en"));
}

TEST(Receipt, OfNobodyIsStillAReceipt) {
  Manifest none = manifest();
  none.lines.clear();
  none.through.clear();
  const auto pdf = receipt_pdf(none, "es");
  ASSERT_TRUE(pdf);
  EXPECT_TRUE(manifest_pdf(none, "es"));
  EXPECT_TRUE(boarding_sheet_pdf(none, "es"));
}

TEST(Receipt, HasPagesOfItsOwnInEachCopy) {
  if (!test::has_pdftotext()) GTEST_SKIP() << "pdftotext is not here (Debian: poppler-utils)";
  const std::string text = test::text_of(*receipt_pdf(manifest(), "en"));
  std::size_t firsts = 0;
  for (std::size_t at = text.find("Page 1 of "); at != std::string::npos; at = text.find("Page 1 of ", at + 1))
    ++firsts;
  EXPECT_EQ(firsts, 3u);
}

TEST(StatementSheet, HoldsTheVeryBytesAndTheCounts) {
  const people::Annex annex = made_up::annex(252);
  for (const char* language : {"en", "es", "ar"}) {
    const auto sheet = statement_sheet(annex, "south", "line one\nline two\n", language);
    ASSERT_TRUE(sheet);
    const std::string rule(60, '-');
    EXPECT_NE(sheet->find(rule + "\nline one\nline two\n" + rule + "\n"), std::string::npos);
    EXPECT_NE(sheet->find(annex.digest), std::string::npos);
    EXPECT_NE(sheet->find("252"), std::string::npos);
    EXPECT_NE(sheet->find(locale::number_in_words(252, language)), std::string::npos);
    EXPECT_NE(sheet->find(annex.party_names.at("south").at(language)), std::string::npos);
    EXPECT_NE(sheet->find(locale::say("doc.marking", language)), std::string::npos);
  }
}

}  // namespace
}  // namespace midspan::documents
