// SPDX-License-Identifier: Apache-2.0
// The annex on paper: what a reader copies out of it is what the annex says, in every script and language.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "documents/annex.hpp"
#include "documents/made_up.hpp"
#include "documents/pdf/canvas.hpp"
#include "documents/pdf/fonts.hpp"
#include "documents/pdf_text.hpp"
#include "locale/locale.hpp"

namespace midspan::documents {
namespace {

using test::text_of;

#define NEED_PDFTOTEXT() \
  if (!test::has_pdftotext()) GTEST_SKIP() << "pdftotext is not here (Debian: poppler-utils)"

std::string one_line(const std::string& text, Kind kind, bool right_to_left) {
  const auto canvas = Canvas::create({right_to_left ? "ar" : "en", right_to_left, "t", "2025-05-01"});
  EXPECT_TRUE(canvas);
  (*canvas)->begin_page(kA4);
  (*canvas)->draw(text, kind, Style{11, false}, 40, 40, 500);
  (*canvas)->end_page();
  return *(*canvas)->finish();
}

class LogicalText : public testing::TestWithParam<const char*> {};

TEST_P(LogicalText, ComesOutAsItWentIn) {
  NEED_PDFTOTEXT();
  const std::string text = GetParam();
  const Fonts* const fonts = *Fonts::load();
  bool replaced = false;
  (void)fonts->drawable(text, replaced);
  if (replaced) GTEST_SKIP() << "no font here has every character of " << text;
  for (const bool right_to_left : {false, true})
    EXPECT_EQ(text_of(one_line(text, Kind::Name, right_to_left)), text + " ")
        << "page from right to left: " << right_to_left;
}

INSTANTIATE_TEST_SUITE_P(Scripts, LogicalText,
                         testing::Values("Yorvin Alexánder Pérez Quintero", "Nguyễn Thị Hồng", "Þórður Ægisson",
                                         "Олександр Петрович Коваленко", "Νίκος Παπαδόπουλος", "محمد عبد الله الأهدل",
                                         "الأشخاص", "عبد الإله السلامي", "على لا إلى", "مُحَمَّد", "عبدُ الله", "هِشَام",
                                         "الأُرْدُنّ", "تُسلَّم", "یاسمین پژمان گل‌محمدی", "یونس خان",
                                         "יונתן בן דוד מזרחי", "שָׁלוֹם", "ተስፋዬ ገብረ ማርያም", "Հովհաննես", "გიორგი", "王小明",
                                         "အောင်ဆန်း", "มานี", "ܝܘܚܢܢ"));

TEST(AnnexPdf, SaysWhatTheAnnexSaysInEveryLanguage) {
  NEED_PDFTOTEXT();
  const people::Annex annex = made_up::annex(14);
  for (const char* language : {"en", "es", "ar"}) {
    const auto pdf = annex_pdf(annex, language);
    ASSERT_TRUE(pdf);
    const std::string text = text_of(*pdf);
    // A cell may wrap between words and after hyphens; which way punctuation between the scripts belongs is the
    // reader's guess. Letters and digits are ours.
    const auto expect_words = [&](std::string expected) {
      for (const std::string mark : {"-", "/", ",", "،", ":", "(", ")"})
        for (std::size_t at = 0; (at = expected.find(mark)) != std::string::npos;)
          expected.replace(at, mark.size(), " ");
      std::istringstream words(expected);
      for (std::string word; words >> word;) EXPECT_NE(text.find(word), std::string::npos) << language << ": " << word;
    };
    for (const people::AnnexLine& line : annex.lines) {
      const Fonts* const fonts = *Fonts::load();
      bool replaced = false;
      expect_words(fonts->drawable(line.name, replaced));
      for (const std::string& field :
           {line.other_script, line.father, line.mother, line.birth, line.birth_iso, line.reference})
        expect_words(field);
      for (const std::string& nationality : line.nationalities) expect_words(nationality);
    }
    EXPECT_NE(text.find(annex.digest), std::string::npos);
    for (const char* party : {"north", "south", "house"}) expect_words(annex.party_names.at(party).at(language));
    for (const char* code :
         {"doc.marking", "doc.annex.title", "doc.column.name", "doc.total.words", "doc.absent.declined"})
      expect_words(locale::say(code, language));
    expect_words(locale::number_in_words(14, language));
  }
}

// Numbers stand in the first column, from 1 to the last, each once, in order, whatever the language.
TEST(AnnexPdf, HasTheSameLineNumbersInEveryLanguage) {
  NEED_PDFTOTEXT();
  for (const std::int64_t lines : {1, 300}) {
    const people::Annex annex = made_up::annex(static_cast<std::size_t>(lines));
    for (const char* language : {"en", "es", "ar"}) {
      const bool right_to_left = locale::direction(language) == locale::Direction::RightToLeft;
      std::vector<std::int64_t> numbers;
      int pages = 0;
      std::map<int, int> feet;  // by page: the sum of the numbers in "page x of y"
      for (const test::Word& word : test::words_of(*annex_pdf(annex, language))) {
        pages = std::max(pages, word.page);
        const bool in_first_column = right_to_left ? word.x > 774 : word.right < 68;
        const bool digits = word.text.find_first_not_of("0123456789") == std::string::npos;
        const bool in_foot = word.y > 545 && (right_to_left ? word.right < 130 : word.x > 710);
        if (in_foot && digits) feet[word.page] += std::atoi(word.text.c_str());
        if (in_first_column && digits) numbers.push_back(std::atoll(word.text.c_str()));
      }
      ASSERT_EQ(numbers.size(), static_cast<std::size_t>(lines)) << language;
      for (std::int64_t i = 0; i < lines; ++i) EXPECT_EQ(numbers[static_cast<std::size_t>(i)], i + 1) << language;
      EXPECT_GE(pages, lines == 1 ? 1 : 10);
      for (int page = 1; page <= pages; ++page) EXPECT_EQ(feet[page], page + pages) << language << " page " << page;
    }
  }
}

TEST(AnnexPdf, UnknownIsNotBlank) {
  NEED_PDFTOTEXT();
  people::Annex annex = made_up::annex(1);
  annex.lines[0] = {};
  annex.lines[0].number = 1;
  annex.lines[0].name = "Someone";
  annex.digest = people::digest(annex);
  const std::string text = text_of(*annex_pdf(annex, "en"));
  EXPECT_GE(std::count(text.begin(), text.end(), '\x94'), 5);  // last byte of an em dash
  EXPECT_NE(text.find("— Not stated"), std::string::npos);
}

TEST(AnnexPdf, RefusesADigestThatIsNotThatOfItsLines) {
  people::Annex annex = made_up::annex(2);
  annex.lines[1].name = "Someone else";
  for (const auto& result : {annex_pdf(annex, "en"), annex_xlsx(annex, "en"), annex_html(annex, "en"),
                             statement_sheet(annex, "north", "text", "en")}) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message.code, "DOC-003");
  }
}

TEST(AnnexPdf, RefusesALanguageItDoesNotHave) {
  EXPECT_EQ(annex_pdf(made_up::annex(1), "tlh").error().message.code, "DOC-005");
}

TEST(AnnexPdf, ALongTextShrinksItsRowAndAnEndlessOneIsRefused) {
  people::Annex annex = made_up::annex(3);
  annex.lines[1].father.clear();
  for (int i = 0; i < 120; ++i) annex.lines[1].father += "Hermenegildo ";
  annex.digest = people::digest(annex);
  const auto pdf = annex_pdf(annex, "es");
  ASSERT_TRUE(pdf);
  annex.lines[1].father.append(200'000, 'x');
  annex.digest = people::digest(annex);
  const auto refused = annex_pdf(annex, "es");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.code, "DOC-004");
}

TEST(AnnexPdf, NoNameCanTurnThePageAround) {
  NEED_PDFTOTEXT();
  people::Annex annex = made_up::annex(1);
  annex.lines[0].name =
      "Good\xe2\x80\xae"
      "ema\nN\x01";
  annex.digest = people::digest(annex);
  const std::string text = text_of(*annex_pdf(annex, "en"));
  EXPECT_NE(text.find("Good[U+202E]ema"), std::string::npos);
  EXPECT_NE(text.find("N[U+0001]"), std::string::npos);
}

TEST(AnnexPdf, SurvivesAnyBytes) {
  people::Annex annex = made_up::annex(1);
  annex.lines[0].father = std::string("\x00\xff\xfe\x80", 4) + "\xef\xbf\xbf \xf4\x8f\xbf\xbf \xf3\xa0\x80\x81";
  annex.lines[0].mother = "\xcc\x81\xd6\xb0\xd9\x8e";  // marks without a letter
  annex.digest = people::digest(annex);
  for (const char* language : {"en", "ar"}) {
    EXPECT_TRUE(annex_pdf(annex, language));
    EXPECT_TRUE(annex_xlsx(annex, language));
    EXPECT_TRUE(annex_html(annex, language));
  }
}

TEST(AnnexPdf, ManySignatoriesFit) {
  people::Annex annex = made_up::annex(3);
  for (int i = 0; i < 20; ++i) {
    const std::string id = "observer-" + std::to_string(i);
    annex.signatories.push_back(id);
    annex.party_names[id] = {{"en", "Observer " + std::to_string(i)}};
  }
  annex.digest = people::digest(annex);
  EXPECT_TRUE(annex_pdf(annex, "en"));
}

}  // namespace
}  // namespace midspan::documents
