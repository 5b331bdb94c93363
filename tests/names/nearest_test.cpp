// SPDX-License-Identifier: Apache-2.0
#include "names/nearest.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "names/alignment.hpp"
#include "names/sound.hpp"
#include "names/transliterate.hpp"

namespace midspan::names {
namespace {

const std::vector<std::string> kCandidates = {"Yender Rondón",
                                              "Mohamed Saleh",
                                              "Ahmad al-Halabi",
                                              "Сергей Бондаренко",
                                              "Abd al-Rahman Nasser",
                                              "Oleksandr Tkachuk",
                                              "",
                                              "Maribel Contreras",
                                              "محمود خليل",
                                              "דוד לוין",
                                              "Kim Minsu"};

std::string first(std::string_view query) {
  static const NameIndex kIndex(kCandidates);
  const auto found = kIndex.nearest(query, 3);
  return found.empty() ? "-" : kCandidates[found.front().candidate];
}

TEST(Nearest, AcrossScripts) {
  EXPECT_EQ(first("محمد صالح"), "Mohamed Saleh");
  EXPECT_EQ(first("أحمد الحلبي"), "Ahmad al-Halabi");
  EXPECT_EQ(first("Serhii Bondarenko"), "Сергей Бондаренко");
  EXPECT_EQ(first("Сергій Бондаренко"), "Сергей Бондаренко");
  EXPECT_EQ(first("عبد الرحمن ناصر"), "Abd al-Rahman Nasser");
  EXPECT_EQ(first("Александр Ткачук"), "Oleksandr Tkachuk");
  EXPECT_EQ(first("Mahmoud Khalil"), "محمود خليل");
  EXPECT_EQ(first("David Levin"), "דוד לוין");
  EXPECT_EQ(first("Contreras, Marivel"), "Maribel Contreras");
  EXPECT_EQ(first("김민수"), "Kim Minsu");
  EXPECT_EQ(first(""), "-");
}

TEST(Nearest, EqualCandidatesStandInTheirOrder) {
  const std::vector<std::string> twice = {"Ana", "Luz", "Ana", "ANA"};
  const auto found = NameIndex(twice).nearest("ana", 10);
  ASSERT_GE(found.size(), 3U);
  EXPECT_EQ(found[0].candidate, 0U);
  EXPECT_EQ(found[1].candidate, 2U);
  EXPECT_EQ(found[2].candidate, 3U);
  EXPECT_EQ(found[0].score, 10000);
}

TEST(Readings, OfWordsInOtherScripts) {
  const auto readings = latin_readings("محمد", 5);
  ASSERT_FALSE(readings.empty());
  EXPECT_EQ(readings.front().cost, 0);
  EXPECT_TRUE(std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.latin == "mohamed" || one.latin == "muhammad" || one.latin == "mohammed";
  }));
  EXPECT_EQ(latin_readings("Müller", 3).front().latin, "muller");
  EXPECT_EQ(latin_readings("ኃይሌ", 3).size(), 1U);  // ICU's
  EXPECT_TRUE(latin_readings("123", 3).empty());
  for (const auto script : {people::Script::Arabic, people::Script::Hebrew, people::Script::Cyrillic,
                            people::Script::Han, people::Script::Kana, people::Script::Hangul})
    EXPECT_TRUE(has_table(script));
  EXPECT_FALSE(has_table(people::Script::Ethiopic));
}

TEST(Sound, KeysMeetAcrossSpellings) {
  EXPECT_EQ(skeleton("Muhammad"), skeleton("Mohamed"));
  EXPECT_EQ(skeleton("محمد"), skeleton("Mohamed"));
  EXPECT_EQ(skeleton("Hussein"), skeleton("Husayn"));
  EXPECT_EQ(latin_sounds("schumacher"), "SumaCer");
  EXPECT_EQ(phonetic_keys("Jimenez").second, phonetic_keys("Himenez").first);
}

TEST(AlignmentTables, DamagedBytesAreRefused) {
  AlignmentTable table;
  EXPECT_FALSE(table.parse(""));
  EXPECT_FALSE(table.parse("MIDSPAN-ALIGN-1\n"));
  EXPECT_FALSE(table.parse(std::string("MIDSPAN-ALIGN-1\n") + std::string(1000, '\xFF')));
}

}  // namespace
}  // namespace midspan::names
