// SPDX-License-Identifier: Apache-2.0
// The trainer: on a few made-up spellings, and making the tables of data/names again from the pairs they were made of.
// The pairs are not in the repository; MIDSPAN_DATA says where they are.
#include "names/train/trainer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "base/files.hpp"
#include "names/alignment.hpp"
#include "names/train/romanise.hpp"

namespace midspan::names {
namespace {

std::vector<SpellingPair> made_up_pairs() {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"salim", "سليم"}, {"karam", "كرم"},  {"salam", "سلام"}, {"malik", "مالك"}, {"kamil", "كامل"},
      {"samir", "سمير"}, {"rasim", "رسيم"}, {"mila", "ميلا"},  {"lara", "لارا"},  {"kamal", "كمال"}};
  std::vector<SpellingPair> pairs;
  for (int round = 0; round < 3; ++round)
    for (const auto& [latin, native] : kPairs) pairs.push_back({std::string(latin), std::string(native), 4});
  return pairs;
}

TEST(Trainer, LearnsWhichLettersAnswerToWhich) {
  TrainingSettings settings = training_settings("arabic");
  const std::string bytes = train_table(settings, made_up_pairs());
  EXPECT_EQ(bytes, train_table(settings, made_up_pairs()));
  AlignmentTable table;
  ASSERT_TRUE(table.parse(bytes));
  EXPECT_EQ(table.script(), people::Script::Arabic);
  const auto decoded = table.decode(table.ids_of("سليم"), 3);
  ASSERT_FALSE(decoded.empty());
  EXPECT_EQ(latin_text(decoded.front().latin), "salim");
}

TEST(Trainer, ReadsLinesOfATrainingFile) {
  const auto pairs = read_spellings("salim\tس ل ي م\t12\nno tab\n# a comment\nkaram\tك ر م\n");
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].latin, "salim");
  EXPECT_EQ(pairs[0].native, "سليم");
  EXPECT_EQ(pairs[0].count, 12);
  EXPECT_EQ(pairs[1].count, 1);
  EXPECT_EQ(training_settings("klingon").script, people::Script::Unknown);
}

struct Made {
  std::string_view table;
  std::string_view files;  // with a space between
};

TEST(Trainer, WordsThatShareANativeSpelling) {
  const std::vector<SpellingPair> pairs = {{"Karim", "كريم", 5}, {"Kareem", "كريم", 4}, {"Karam", "كرم", 9},
                                           {"Rare", "كريم", 1},  {"Samir", "سمير", 6},  {"Karam", "Карам", 3}};
  EXPECT_EQ(known_words(pairs), "karam\t5\t\nkareem\t1\t0\nkarim\t1\t0\nsamir\t1\t\n");
}

TEST(Romanise, MandarinSyllablesByWadeAndGiles) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"xiao", "hsiao"}, {"zhi", "chih"},  {"ming", "ming"}, {"guo", "kuo"},   {"zeng", "tseng"}, {"cao", "tsao"},
      {"qian", "chien"}, {"jie", "chieh"}, {"xue", "hsueh"}, {"dong", "tung"}, {"ren", "jen"},    {"li", "li"}};
  for (const auto& [pinyin, other] : kPairs) EXPECT_EQ(wade_giles(pinyin), other);
}

TEST(Romanise, HangulSyllablesInThreeWays) {
  using Spellings = std::vector<std::string>;
  EXPECT_EQ(hangul_spellings(U'영'), (Spellings{"yeong", "yong", "young"}));
  EXPECT_EQ(hangul_spellings(U'준'), (Spellings{"jun", "chun", "joon"}));
  EXPECT_EQ(hangul_spellings(U'우'), (Spellings{"u", "oo", "woo"}));
  EXPECT_EQ(hangul_spellings(U'경'), (Spellings{"gyeong", "kyong", "gyoung", "kyoung"}));
  EXPECT_TRUE(hangul_spellings(U'a').empty());
}

TEST(Romanise, NamesMadeByRuleHaveTheirSpellings) {
  const auto has = [](const std::vector<SpellingPair>& pairs, std::string_view native, std::string_view latin) {
    return std::any_of(pairs.begin(), pairs.end(),
                       [&](const SpellingPair& pair) { return pair.native == native && pair.latin == latin; });
  };
  const auto chinese = chinese_names();
  EXPECT_TRUE(has(chinese, "陈", "chen"));
  EXPECT_TRUE(has(chinese, "陈", "chan"));
  EXPECT_TRUE(has(chinese, "张", "chang"));
  const auto korean = korean_names();
  EXPECT_TRUE(has(korean, "이", "rhee"));
  EXPECT_TRUE(has(korean, "박", "pak"));
}

void PrintTo(const Made& made, std::ostream* out) { *out << made.table; }

class TablesAreMadeAgain : public testing::TestWithParam<Made> {};

TEST_P(TablesAreMadeAgain, ByteForByte) {
  const char* set = std::getenv("MIDSPAN_DATA");
  const std::filesystem::path data =
      (set != nullptr ? std::filesystem::path(set) : std::filesystem::path(MIDSPAN_SOURCE) / "../shared/data") /
      "names";
#ifdef MIDSPAN_SANITIZED
  GTEST_SKIP() << "training takes minutes under the sanitizers";
#endif
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "no name tokens at " << data;
  if (GetParam().table != "latin" && GetParam().table != "known" && std::getenv("MIDSPAN_SLOW") == nullptr)
    GTEST_SKIP() << "takes a minute: set MIDSPAN_SLOW=1";
  std::vector<SpellingPair> pairs;
  std::string_view files = GetParam().files;
  while (!files.empty()) {
    const std::string name(files.substr(0, files.find(' ')));
    files.remove_prefix(std::min(files.size(), name.size() + 1));
    const auto text = base::read_file(data / ("wd_" + name + "_64.tsv"));
    ASSERT_TRUE(text) << name;
    const auto read = read_spellings(*text);
    pairs.insert(pairs.end(), read.begin(), read.end());
  }
  const bool known = GetParam().table == "known";
  const auto kept = base::read_file(std::filesystem::path(MIDSPAN_SOURCE) / "data/names" /
                                    (std::string(GetParam().table) + (known ? ".tsv" : ".align")));
  ASSERT_TRUE(kept);
  EXPECT_LE(kept->size(), 1'000'000U);
  const std::string made = known ? known_words(pairs) : train_table(training_settings(GetParam().table), pairs);
  EXPECT_TRUE(made == *kept) << GetParam().table;
}

INSTANTIATE_TEST_SUITE_P(Names, TablesAreMadeAgain,
                         testing::Values(Made{"known", "arabic hebrew japanese katakana russian"},
                                         Made{"latin", "arabic chinese hebrew japanese katakana korean russian"},
                                         Made{"arabic", "arabic"}, Made{"hebrew", "hebrew"},
                                         Made{"cyrillic", "russian"}, Made{"hangul", "korean"}, Made{"han", "chinese"},
                                         Made{"kana", "katakana japanese"}),
                         [](const auto& made) { return std::string(made.param.table); });

}  // namespace
}  // namespace midspan::names
