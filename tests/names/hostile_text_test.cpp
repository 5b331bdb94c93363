// SPDX-License-Identifier: Apache-2.0
// What no name should hold: the verbs answer, soon, and with something that stays in bounds.
#include <gtest/gtest.h>

#include <set>

#include "names/compare.hpp"
#include "names/nearest.hpp"
#include "names/normalise.hpp"
#include "names/sound.hpp"
#include "names/transliterate.hpp"

namespace midspan::names {
namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

const std::vector<std::string>& hostile() {
  static const std::vector<std::string> kTexts = {
      "",
      " ",
      "\xED\xA0\x80",                  // a lone surrogate, as some programs write it
      "Ahmad \xED\xB0\x80 Saleh",      // in the middle
      "\xFF\xFE\xFD",                  // no text
      "\xF0\x9F\x98\x80",              // a face
      "Ahmad \xF0\x9F\x98\x80 Saleh",  // beside a name
      "\u202EhelaS damhA\u202C",       // turned by a mark
      "\u200F\u0645\u062D\u0645\u062F\u200E \u0635\u0627\u0644\u062D",
      "Ahмad Sаleh",           // Cyrillic letters that look Latin
      "محمد Saleh Иван 王明",  // four scripts
      "محمدSaleh",
      "\u0301\u0301\u0301",  // marks without a letter
      "a\u0301\u0302\u0303\u0304",
      "١٢٣٤",
      "---",
      "\t\r\n",
      std::string("Ahmad\0Saleh", 11),
      "\uFEFFAhmad Saleh",
      "\uE000\uE123\uF8FF",  // private
      "\U0010FFFF",
      "ﷺ",
      "①②③",
      "ᏣᎳᎩ",
      repeated("a", 100000),
      repeated("م", 100000),
      repeated("я", 100000),
      repeated("王", 100000),
      repeated("김", 100000),
      repeated("カ", 100000),
      repeated("א", 100000),
      repeated("ሰ", 100000),
      repeated("र", 100000),
      repeated("a ", 100000),
      repeated("عبد ", 100000),
      repeated("a\u0301", 100000),
      repeated("\u202E", 100000),
      repeated("-", 100000),
      repeated("(", 100000),
      repeated("J.", 100000),
      repeated("\xF0\x9F\x98\x80", 100000),
      repeated("\xED\xA0\x80", 100000),
  };
  return kTexts;
}

TEST(HostileText, PairsAreComparedAndExplained) {
  std::vector<PreparedName> names;
  for (const std::string& text : hostile()) names.push_back(prepare_name(text));
  names.push_back(prepare_name("Ahmad Saleh"));
  for (const PreparedName& left : names)
    for (const PreparedName& right : names) {
      const NameComparison comparison = compare_names(left, right);
      EXPECT_GE(comparison.score, 0);
      EXPECT_LE(comparison.score, 10000);
      EXPECT_FALSE(explain(left, right, comparison).code.empty());
    }
}

TEST(HostileText, MarksOfDirectionAndSurrogatesDoNotCount) {
  const auto same = [](std::string_view left, std::string_view right) {
    return compare_names(prepare_name(left), prepare_name(right)).score;
  };
  EXPECT_EQ(same("\u202BAhmad Saleh\u202C", "Ahmad Saleh"), 10000);
  EXPECT_EQ(same("\uFEFFAhmad\u200B Saleh", "Ahmad Saleh"), 10000);
  EXPECT_EQ(same("Ahmad \xED\xB0\x80 Saleh", "Ahmad Saleh"), 10000);
  EXPECT_EQ(same("Ahmad \xF0\x9F\x98\x80 Saleh", "Ahmad Saleh"), 10000);
  EXPECT_EQ(same("\u200Fمحمد\u200E صالح", "محمد صالح"), 10000);
}

TEST(HostileText, StandsAmongCandidatesAndIsAskedFor) {
  std::vector<std::string> candidates = hostile();
  candidates.emplace_back("Ahmad Saleh");
  candidates.emplace_back("محمد صالح");
  const NameIndex index(candidates);
  const auto found = index.nearest_of_all(candidates, 5, 0);
  ASSERT_EQ(found.size(), candidates.size());
  for (const auto& near : found) {
    std::set<std::uint32_t> seen;
    for (const Nearest& one : near) {
      EXPECT_LT(one.candidate, candidates.size());
      EXPECT_TRUE(seen.insert(one.candidate).second);
      EXPECT_GE(one.score, 0);
      EXPECT_LE(one.score, 10000);
    }
  }
  EXPECT_EQ(found.back().front().candidate, 8U);  // the same name between marks of direction
}

TEST(HostileText, IsReadAndSounded) {
  for (const std::string& text : hostile()) {
    for (const Reading& reading : latin_readings(text, 5)) {
      EXPECT_FALSE(reading.latin.empty());
      for (const char letter : reading.latin) EXPECT_TRUE(letter >= 'a' && letter <= 'z');
    }
    EXPECT_LE(skeleton(text).size(), 8U);
    EXPECT_LE(phonetic_keys(text).first.size(), 6U);
  }
}

}  // namespace
}  // namespace midspan::names
