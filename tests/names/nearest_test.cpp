// SPDX-License-Identifier: Apache-2.0
#include "names/nearest.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

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

TEST(Nearest, AWordOfACandidateAnswersOnce) {
  const std::vector<std::string> candidates = {"José García López", "José García Ruiz", "García", "José García García",
                                               "José Garcia Pérez"};
  const auto found = NameIndex(candidates).nearest("José García García", 5);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].candidate, 3U);
  EXPECT_EQ(found[0].score, 10000);
  for (std::size_t at = 1; at < found.size(); ++at) EXPECT_LT(found[at].score, 10000) << at;
  EXPECT_EQ(NameIndex(candidates).nearest("José García García", 1), std::vector(found.begin(), found.begin() + 1));
  EXPECT_LT(NameIndex(std::vector<std::string>{"Luis García"}).nearest("García García", 1).at(0).score, 10000);
}

TEST(Nearest, TheBetterFitAnswersWhicheverComesFirst) {
  const std::vector<std::string> candidates = {"Mario Soto", "Mario Maria Soto"};
  for (const char* query : {"Maria Mario Soto", "Mario Maria Soto", "Soto Mario Maria"}) {
    const auto found = NameIndex(candidates).nearest(query, 2);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].candidate, 1U) << query;
    EXPECT_EQ(found[0].score, 10000) << query;
  }
}

TEST(Nearest, ALongWordThatIsMissingIsWorthItsLetters) {
  const std::vector<std::string> candidates = {"Ana"};
  const auto found = NameIndex(candidates).nearest("Ana Konstantinopolskayaveshnyakova", 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LT(found[0].score, 1000);
}

TEST(Nearest, TheSameForAnyNumberOfThreadsAndAskedTogetherOrApart) {
  const NameIndex one(kCandidates, {}, 1);
  const NameIndex three(kCandidates, {}, 3);
  std::vector<std::string> queries;
  for (int round = 0; round < 20; ++round)
    for (const char* query :
         {"محمد صالح", "Serhii Bondarenko", "Сергій Бондаренко", "Mahmoud Khalil", "김민수", "", "Ana"})
      queries.emplace_back(query);
  const auto found = one.nearest_of_all(queries, 5, 1);
  EXPECT_EQ(found, three.nearest_of_all(queries, 5, 3));
  for (std::size_t at = 0; at < queries.size(); ++at) EXPECT_EQ(found[at], one.nearest(queries[at], 5)) << queries[at];
}

TEST(Nearest, HanIsAFamilyAndAGivenNameOrOneForeignWord) {
  const std::vector<std::string> latin = {"Wang Xiaoming", "Isabella", "Tanaka", "Li Na"};
  const NameIndex index(latin);
  const auto best = [&](std::string_view query) { return latin[index.nearest(query, 1).at(0).candidate]; };
  EXPECT_EQ(best("王小明"), "Wang Xiaoming");
  EXPECT_EQ(best("伊莎貝拉"), "Isabella");
}

TEST(Nearest, SyllablesOfAGivenNameStandTogetherOrApart) {
  const std::vector<std::string> latin = {"Xu Jiahao", "Park Seo-jun", "Park Minsu", "Kim Seojun", "Chan Ka Ming"};
  const NameIndex index(latin);
  const auto best = [&](std::string_view query) { return latin[index.nearest(query, 1).at(0).candidate]; };
  EXPECT_EQ(best("박서준"), "Park Seo-jun");
  EXPECT_EQ(best("김서준"), "Kim Seojun");
  EXPECT_EQ(best("许家豪"), "Xu Jiahao");
  EXPECT_EQ(best("陈家明"), "Chan Ka Ming");
  EXPECT_EQ(best("Xu Jia Hao"), "Xu Jiahao");
  const std::vector<std::string> native = {"박서준", "박민수", "许家豪"};
  const NameIndex back(native);
  EXPECT_EQ(native[back.nearest("Park Seo-jun", 1).at(0).candidate], "박서준");
  EXPECT_EQ(native[back.nearest("Xu Jia Hao", 1).at(0).candidate], "许家豪");
}

TEST(Nearest, NamesOfEastAsiaInLettersOfTheirNeighbours) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"Ким Санъук", "Kim Sang-wook"}, {"Чжан Жуйсян", "Zhang Ruixiang"}, {"Нгуен Зуй Ань", "Nguyen Duy Anh"},
      {"黎国庆", "Le Quoc Khanh"},     {"鈴木健太", "Suzuki Kenta"},      {"པད་མ་ལྷ་མོ", "Pema Lhamo"},
      {"ปิยะดา สุวรรณ", "Piyada Suwan"}};
  std::vector<std::string> native;
  std::vector<std::string> latin;
  for (const auto& [name, spelt] : kPairs) {
    native.emplace_back(name);
    latin.emplace_back(spelt);
  }
  const NameIndex index(latin);
  const NameIndex back(native);
  for (std::size_t at = 0; at < native.size(); ++at) {
    EXPECT_EQ(latin[index.nearest(native[at], 1).at(0).candidate], latin[at]);
    EXPECT_EQ(native[back.nearest(latin[at], 1).at(0).candidate], native[at]);
  }
}

TEST(Nearest, ScriptsWithoutATable) {
  const std::vector<std::string> latin = {"Nikos Dimitriou", "Nikolai Dmitriev", "Vahan Grigoryan", "Vagan Gevorkian",
                                          "Levan Kapanadze", "Solomon Tekle",    "Salman Tekali",   "Rajesh Verma",
                                          "Ramesh Varma",    "Farhad Rostami",   "Farshad Rastami", "Yevhen Shcherban"};
  const std::vector<std::string> native = {"Νίκος Δημητρίου", "Վահան Գրիգորյան", "ლევან კაპანაძე", "ሰሎሞን ተክሌ",
                                           "राजेश वर्मा",       "فرهاد رستمی",     "Євген Щербань"};
  const std::vector<std::size_t> right = {0, 2, 4, 5, 7, 9, 11};
  const NameIndex index(latin);
  const NameIndex back(native);
  for (std::size_t at = 0; at < native.size(); ++at) {
    EXPECT_EQ(latin[index.nearest(native[at], 1).at(0).candidate], latin[right[at]]);
    EXPECT_EQ(native[back.nearest(latin[right[at]], 1).at(0).candidate], native[at]);
  }
}

TEST(Nearest, UkrainianLettersAreReadAsUkrainian) {
  const std::vector<std::string> latin = {"Hryhorii",  "Grigori",   "Serhii", "Sergei", "Ihor",    "Igor",
                                          "Yevhen",    "Evgeni",    "Lytvyn", "Litvin", "Kyrylo",  "Kirill",
                                          "Zinchenko", "Sinitchko", "Halyna", "Galina", "Oleksii", "Aleksei",
                                          "Myroslava", "Miroslava", "Hanna",  "Ganna",  "Bohdan",  "Bogdan"};
  NameHints hints;
  hints.language = "uk";
  const NameIndex index(latin, hints);
  const auto best = [&](std::string_view query) { return latin[index.nearest(query, 1).at(0).candidate]; };
  EXPECT_EQ(best("Григорій"), "Hryhorii");
  EXPECT_EQ(best("Сергій"), "Serhii");
  EXPECT_EQ(best("Ігор"), "Ihor");
  EXPECT_EQ(best("Євген"), "Yevhen");
  EXPECT_EQ(best("Литвин"), "Lytvyn");
  EXPECT_EQ(best("Кирило"), "Kyrylo");
  EXPECT_EQ(best("Галина"), "Halyna");
  EXPECT_EQ(best("Мирослава"), "Myroslava");
  EXPECT_EQ(best("Богдан"), "Bohdan");
  // Letters that only Ukrainian has tell the language by themselves.
  EXPECT_EQ(latin[NameIndex(latin).nearest("Сергій", 1).at(0).candidate], "Serhii");
  // And from Latin.
  const std::vector<std::string> native = {"Григорій", "Сергій", "Литвин", "Галина"};
  const NameIndex back(native, hints);
  EXPECT_EQ(native[back.nearest("Hryhorii", 1).at(0).candidate], "Григорій");
  EXPECT_EQ(native[back.nearest("Lytvyn", 1).at(0).candidate], "Литвин");
}

TEST(Readings, HanIsJapaneseWhereTheLanguageSaysSo) {
  const auto has = [](std::string_view word, std::string_view language, std::string_view latin) {
    const auto readings = latin_readings(word, 8, language);
    return std::any_of(readings.begin(), readings.end(), [&](const Reading& one) { return one.latin == latin; });
  };
  EXPECT_TRUE(has("小明", "zh", "xiaoming"));
  EXPECT_TRUE(has("山", "ja", "yama"));
  EXPECT_FALSE(has("山", "zh", "yama"));
  EXPECT_TRUE(has("太郎", "ja", "taro"));
  NameHints hints;
  hints.language = "ja";
  const std::vector<std::string> latin = {"Yamane Hideki", "Shangen Yingshu", "Mori Haruko", "Sen Linzi"};
  const NameIndex index(latin, hints);
  EXPECT_EQ(latin[index.nearest("山根英樹", 1).at(0).candidate], "Yamane Hideki");
  EXPECT_EQ(latin[index.nearest("森春子", 1).at(0).candidate], "Mori Haruko");
}

TEST(Readings, OfWordsInOtherScripts) {
  const auto readings = latin_readings("محمد", 5);
  ASSERT_FALSE(readings.empty());
  EXPECT_EQ(readings.front().cost, 0);
  EXPECT_TRUE(std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.latin == "mohamed" || one.latin == "muhammad" || one.latin == "mohammed";
  }));
  EXPECT_EQ(latin_readings("Müller", 3).front().latin, "muller");
  EXPECT_EQ(latin_readings("ኃይሌ", 3).front().latin, "hayle");  // by rule
  EXPECT_EQ(latin_readings("བསྟན", 3).front().latin, "ten");
  EXPECT_EQ(latin_readings("ꕙꔤ", 3).size(), 0U);    // nothing is known of Vai, not even to ICU
  EXPECT_EQ(latin_readings("ㄌㄧ", 3).size(), 1U);  // ICU's
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

TEST(Skeleton, OfALatinWordIsTheSameWithoutAString) {
  for (const char* word : {"", "hamzah", "schumacher", "wawrzyniec", "mohamed", "aeiou", "bcdfghjklmnpqrstvwxz"}) {
    std::array<char, kSkeletonLetters> letters;
    EXPECT_EQ(std::string(letters.data(), latin_skeleton(word, letters)), skeleton(word)) << word;
  }
}

// What latin_sounds is, slowly.
std::string slow_sounds(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> kSpellings[] = {
      {"shch", "S"}, {"tsch", "C"}, {"dsch", "J"}, {"sch", "S"}, {"tch", "C"}, {"dzh", "J"}, {"sh", "S"},
      {"ch", "C"},   {"cz", "C"},   {"zh", "J"},   {"dj", "J"},  {"dz", "z"},  {"kh", "X"},  {"gh", "g"},
      {"ph", "f"},   {"th", "t"},   {"dh", "d"},   {"ck", "k"},  {"cq", "k"},  {"qu", "k"},  {"ts", "z"},
      {"tz", "z"},   {"ou", "u"},   {"oo", "u"},   {"ee", "i"},  {"ij", "i"},  {"x", "ks"},  {"q", "k"}};
  const auto is_vowel = [](char one) { return std::string_view("aeiou").find(one) != std::string_view::npos; };
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    std::string sound(word.substr(at, 1));
    std::size_t length = 1;
    for (const auto& [letters, said] : kSpellings)
      if (word.substr(at, letters.size()) == letters) {
        sound = said;
        length = letters.size();
        break;
      }
    if (word.substr(at, 2) == "gu" &&
        std::string_view("eiy").find((std::string(word.substr(at + 2, 1)) + ".")[0]) != std::string_view::npos)
      length = 2;
    at += length;
    const bool soft = at < word.size() && std::string_view("eiy").find(word[at]) != std::string_view::npos;
    if (sound == "c" && !soft) sound = "k";
    if (sound == "h" && at == word.size() && !out.empty() && is_vowel(out.back())) continue;
    for (const char one : sound)
      if (out.empty() || out.back() != one) out.push_back(one);
  }
  return out;
}

RC_GTEST_PROP(Sound, EqualsItsSlowTwin, ()) {
  std::string word;
  for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
           "s", "h", "c", "t", "d", "z", "k", "g", "p", "q", "u", "o", "e", "i", "j", "x", "a", "y", "m", "sch", "1")))
    word += piece;
  RC_ASSERT(latin_sounds(word) == slow_sounds(word));
}

TEST(AlignmentTables, DamagedBytesAreRefused) {
  AlignmentTable table;
  EXPECT_FALSE(table.parse(""));
  EXPECT_FALSE(table.parse("MIDSPAN-ALIGN-1\n"));
  EXPECT_FALSE(table.parse(std::string("MIDSPAN-ALIGN-1\n") + std::string(1000, '\xFF')));
}

}  // namespace
}  // namespace midspan::names
