// SPDX-License-Identifier: Apache-2.0
#include "names/normalise.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "names/script.hpp"

namespace midspan::names {
namespace {

// The marks of kana are no accents: Katou and Gatou are two names.
TEST(Fold, VoicedKanaAreOtherLetters) {
  EXPECT_NE(fold("カトウ"), fold("ガトウ"));
  EXPECT_NE(fold("ハルテ"), fold("バルデ"));
  EXPECT_NE(fold("パオロ"), fold("バオロ"));
  EXPECT_EQ(fold("ア\u3099"), "ア");  // on what is never voiced a mark says nothing
}

TEST(Fold, SpellingsOfOneWordMeet) {
  EXPECT_EQ(fold("O'NEIL"), "oneil");
  EXPECT_EQ(fold("O’Neil"), "oneil");
  EXPECT_EQ(fold("Jean-Pierre  L'Étoile."), "jean pierre letoile");
  EXPECT_EQ(fold("GROẞE Øster Łódź"), "grosse oster lodz");
  EXPECT_EQ(fold("Jose\xCC\x81"), "jose");
  EXPECT_EQ(fold("أحمَـد"), fold("احمد"));
  EXPECT_EQ(fold("مصطفى"), fold("مصطفي"));
  EXPECT_EQ(fold("فاطمة"), fold("فاطمه"));
  EXPECT_EQ(fold("کریمی"), fold("كريمي"));
  EXPECT_EQ(fold("ﷲ"), fold("الله"));
  EXPECT_EQ(fold("שָׁלוֹם"), fold("שלומ"));
  EXPECT_EQ(fold("Фёдор"), fold("федор"));
  EXPECT_EQ(fold("Сергій"), fold("Сергий"));
  EXPECT_EQ(fold("Сергий"), "сергий");
  EXPECT_EQ(fold("Иосиф\u0306"), "иосиф");
  EXPECT_EQ(fold("Андреи\u0306"), "андрей");
  EXPECT_EQ(fold("Γιώργος"), fold("ΓΙΩΡΓΟΣ"));
  EXPECT_EQ(fold("ひらがな"), fold("ヒラガナ"));
  EXPECT_EQ(fold("ﾊﾞﾙﾃﾞ"), fold("バルデ"));
  EXPECT_EQ(fold("ハ\u3099ルテ\u3099"), fold("バルデ"));
  EXPECT_EQ(fold("ﾊﾟｵﾛ"), fold("パオロ"));
  EXPECT_EQ(fold("ウ\u3099ァン"), fold("ヴァン"));
  EXPECT_EQ(fold("伊莎貝拉"), fold("伊莎贝拉"));
  EXPECT_EQ(fold("ኃይሌ"), fold("ሀይሌ"));
  EXPECT_EQ(fold("\xE2\x80\x8F أحمد \xE2\x80\x8E"), fold("احمد"));
  EXPECT_EQ(fold("Ａｎｎａ ١٢٣"), "anna 123");
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold("--- "), "");
}

// A vowel at the head of a word stands on ئ there, and ە is the short vowel that Arabic leaves out.
TEST(Fold, KurdishAsArabicWritesIt) {
  EXPECT_EQ(fold("ئەحمەد"), fold("أحمد"));
  EXPECT_EQ(fold("محەمەد کەریم"), fold("محمد كريم"));
  EXPECT_EQ(fold("ئامینە"), fold("آمينه"));  // at the end it is there
  EXPECT_EQ(fold("ئابدۇللا"), "ابدوللا");
  EXPECT_EQ(fold("عائشة"), "عايشه");  // within a word of Arabic the seat stays
}

TEST(Fold, IllFormedBytesFallOut) { EXPECT_EQ(fold("a\xFF\xC3z\xED\xA0\x80q"), "azq"); }

RC_GTEST_PROP(Fold, IsIdempotent, ()) {
  const auto points = *rc::gen::container<std::u32string>(rc::gen::map(rc::gen::inRange(1, 0x30000), [](int point) {
    return static_cast<char32_t>(point >= 0xD800 && point < 0xE000 ? 0x41 : point);
  }));
  const std::string once = fold(utf8(points));
  RC_ASSERT(fold(once) == once);
}

TEST(Fold, EveryCodePointIsIdempotent) {
  for (char32_t point = 1; point < 0x30000; ++point) {
    if (point >= 0xD800 && point < 0xE000) continue;
    const std::string once = fold(utf8(std::u32string(1, point)));
    EXPECT_EQ(fold(once), once) << std::hex << static_cast<unsigned>(point);
  }
}

// data/names/simplified.tsv is what ICU has, followed until nothing changes; of two letters that give each other the
// smaller one.
TEST(Fold, HanLettersAreSimplifiedAsIcuDoes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> rules(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  ASSERT_TRUE(U_SUCCESS(status));
  const auto simpler = [&](char16_t point) {
    icu::UnicodeString text(point);
    rules->transliterate(text);
    return text.length() == 0 ? point : text[0];
  };
  for (char32_t point = 0x4E00; point < 0xA000; ++point) {
    char16_t wanted = simpler(static_cast<char16_t>(point));
    while (wanted >= 0x4E00 && wanted < 0xA000) {
      const char16_t next = simpler(wanted);
      if (next == wanted || next < 0x4E00 || next >= 0xA000) break;
      const bool each_other = simpler(next) == wanted;
      wanted = each_other ? std::min(wanted, next) : next;
      if (each_other) break;
    }
    ASSERT_EQ(fold(utf8(std::u32string(1, point))), utf8(std::u32string(1, wanted)))
        << std::hex << static_cast<unsigned>(point) << ": make data/names/simplified.tsv again";
  }
}

TEST(Script, OfTextsAndLetters) {
  EXPECT_EQ(script_of("Ahmed 3"), people::Script::Latin);
  EXPECT_EQ(script_of("أحمد"), people::Script::Arabic);
  EXPECT_EQ(script_of("Иван"), people::Script::Cyrillic);
  EXPECT_EQ(script_of("山田太郎"), people::Script::Han);
  EXPECT_EQ(script_of("さとう 太郎"), people::Script::Kana);
  EXPECT_EQ(script_of("Ahmed أحمد"), people::Script::Mixed);
  EXPECT_EQ(script_of("12-34"), people::Script::Unknown);
  EXPECT_EQ(script_of("ኃይሌ"), people::Script::Ethiopic);
  EXPECT_EQ(script_of("ᏣᎳᎩ"), people::Script::Other);
}

}  // namespace
}  // namespace midspan::names
