// SPDX-License-Identifier: Apache-2.0
// How names are judged: forms, titles, chains, surnames left out, brothers, and names in one column.
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "made_up.hpp"
#include "reconcile/encode/name_parts.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

std::string parts(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string& word : parts_of_name(words).words) text += (text.empty() ? "" : " ") + word;
  return text;
}

TEST(NameParts, LeavesOutWhatNamesNobody) {
  EXPECT_EQ(parts({"sgt", "pedro", "gomez"}), "pedro gomez");
  EXPECT_EQ(parts({"ahmad", "bin", "ali", "al", "halabi"}), "ahmad ali halabi");
  EXPECT_EQ(parts({"abd", "al", "rahman", "saleh"}), "abdalrahman saleh");
  EXPECT_EQ(parts({"abu", "omar", "ahmad", "saleh"}), "ahmad saleh");
  EXPECT_EQ(parts({"ahmad", "abu", "shanab"}), "ahmad abushanab");
  EXPECT_EQ(parts({"محمد", "بن", "علي"}), "محمد علي");
  EXPECT_EQ(parts({"mary", "smith", "nee", "jones"}), "mary smith jones");
  EXPECT_EQ(parts({"martin", "king"}), "martin king");  // behind a name it is one
  EXPECT_EQ(parts({"dr", "mr"}), "mr");                 // something stays
}

TEST(NameParts, SyllablesOfAGivenNameAreOneWord) {
  const auto united = [](const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string& word : parts_of_name(words, FamilyStands::First).words)
      text += (text.empty() ? "" : " ") + word;
    return text;
  };
  EXPECT_EQ(united({"kim", "jong", "un"}), "kim jongun");
  EXPECT_EQ(united({"eun", "mi", "hong"}), "eunmi hong");
  EXPECT_EQ(united({"lin", "guo", "cheng"}), "lin guocheng");
  EXPECT_EQ(united({"maria", "jose", "park"}), "maria jose park");  // no syllables
  EXPECT_EQ(united({"kim", "lee"}), "kim lee");
  EXPECT_EQ(parts({"le", "thu", "ha"}), "le thu ha");  // where no list has Han or Hangul
  // Both ends may be the family name: what the other names of the list say.
  EXPECT_EQ(family_stands({"jung", "ho", "lee"}), std::nullopt);
  EXPECT_EQ(family_stands({"ji", "ho", "lee"}), FamilyStands::Last);
  EXPECT_EQ(family_stands({"lee", "ji", "ho"}), std::nullopt);  // Ho is one, too
  EXPECT_EQ(family_stands({"lee", "ji", "eun"}), FamilyStands::First);
  const std::vector<std::string_view> open = {"jung", "ho", "lee"};
  EXPECT_EQ(parts_of_name(open, FamilyStands::Last).words, (std::vector<std::string>{"jungho", "lee"}));
  EXPECT_EQ(parts_of_name(open, FamilyStands::First).words, (std::vector<std::string>{"jung", "holee"}));
}

TEST(NameParts, SonOfHowIndiaWritesIt) {
  EXPECT_EQ(parts({"kumar", "s", "o", "selvam"}), "kumar selvam");
  EXPECT_EQ(parts({"s", "o", "selvam"}), "s o selvam");  // nobody before: two initials
}

TEST(NameParts, KnowsTheGeneration) {
  EXPECT_EQ(parts_of_name({"juan", "perez", "hijo"}).generation, 2);
  EXPECT_EQ(parts_of_name({"juan", "perez", "padre"}).generation, 1);
  EXPECT_EQ(parts_of_name({"juan", "perez"}).generation, 0);
}

TEST(NameParts, WhatServantsOfGodHaveOfTheirOwn) {
  EXPECT_EQ(own_part("abdulrahman"), "rahman");
  EXPECT_EQ(own_part("abdelkarim"), "karim");
  EXPECT_EQ(own_part("abdullah"), "abdullah");
  EXPECT_EQ(own_part("abdi"), "abdi");
  EXPECT_EQ(own_part("عبدالكريم"), "كريم");
}

TEST(NameParts, ChineseFullNamesHaveAFamilyName) {
  EXPECT_EQ(spaced_name("王小明"), "王 小明");
  EXPECT_EQ(spaced_name("欧阳小明"), "欧阳 小明");
  EXPECT_EQ(spaced_name("maria"), "maria");
}

// The level between two values of a field that all rows have, by its sentence.
std::string level_between(const std::string& heading, const std::string& one, const std::string& other) {
  Rows left = persons(60, false), right = persons(60, true);
  for (Rows* rows : {&left, &right})
    for (auto& row : *rows) row = {row[0], row[1] + "x", row[3]};
  left.push_back({"a", one, "01/02/1980"});
  right.push_back({"b", other, "01/02/1980"});
  const auto first = table("a", {"line", heading, "date of birth"}, left);
  const auto second = table("b", {"line", heading, "date of birth"}, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({first.get(), second.get()}, options);
  return explain_pair(*outcome.linkage, {0, 60}, {1, 60}).evidence[0].level.code;
}

TEST(Names, FormsOfOneNameAgree) {
  for (const auto& [one, other] : std::vector<std::pair<std::string, std::string>>{
           {"Bill", "William"}, {"Pepe", "José"}, {"Sasha", "Aleksandr"}, {"Саша", "Александр"}, {"Сергей", "Serhii"}})
    EXPECT_EQ(level_between("given name", one, other), "RCN-202") << one << " " << other;
}

// One list has the father in a column of his own, the other in the name.
TEST(Names, AFatherInAColumnOfHisOwn) {
  static const std::vector<std::string> kOwn = {"Amadou", "Moussa", "Ibrahim", "Oumar",
                                                "Salif",  "Yusuf",  "Karim",   "Hassan"};
  static const std::vector<std::string> kHouse = {"Diallo", "Traore", "Keita", "Sangare"};
  Rows left, right, without;
  for (std::size_t at = 0; at < 256; ++at) {
    const std::string number = std::to_string(at);
    const std::string& own = kOwn[at % 8];
    const std::string& father = kOwn[at / 8 % 8];
    const std::string& house = kHouse[at / 64];
    if (at < 200) left.push_back({number, own + " " + house, father});
    if (at >= 56) right.push_back({number, own + " " + father + " " + house});
    if (at >= 56) without.push_back({number, own + " " + house});
  }
  const auto one = table("a", {"line", "name", "father's name"}, left);
  const auto other = table("b", {"line", "name"}, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({one.get(), other.get()}, options);
  EXPECT_EQ(outcome.fields[0].headings[0], (std::vector<std::string>{"name", "father's name"}));
  std::size_t found = 0;
  for (const Link& link : outcome.links) found += left[link.left.row][0] == right[link.right.row][0];
  EXPECT_GE(found, 130U);  // of 144; those called as their fathers are harder
  EXPECT_LE(outcome.links.size(), found + 4);
  // A list of names without fathers has nothing to compare them with.
  const auto plain = table("c", {"line", "name"}, without);
  const Outcome alone = run({one.get(), plain.get()}, options);
  EXPECT_EQ(alone.fields[0].headings[0], (std::vector<std::string>{"name"}));
}

// Brothers share a family name and a sign; how alike the sounds of the others are says nothing.
TEST(Names, ChineseSignsAreWordsOfTheirOwn) {
  for (const auto& [one, other] :
       std::vector<std::pair<std::string, std::string>>{{"王建国", "王建军"}, {"黄兵", "黄欣"}, {"谢林", "谢欣"}})
    EXPECT_GE(level_between("name", one, other), "RCN-205") << one << " " << other;
  EXPECT_LE(level_between("name", "王建国", "王建國"), "RCN-203");  // sounds alike
}

TEST(Names, TwoKnownNamesAreTwoHoweverAlike) {
  for (const auto& [one, other] :
       std::vector<std::pair<std::string, std::string>>{{"Hassan", "Hussein"}, {"محمد", "محمود"}, {"Jamal", "Kamal"}})
    EXPECT_GE(level_between("given name", one, other), "RCN-206") << one << " " << other;
}

// Read as they are written, not as they are folded: with its dots Layla would be Lily, without its marks Barude Harute.
TEST(Names, InTwoScriptsAsTheyAreWritten) {
  const auto level = [](const char* one, const char* other) { return level_between("given name", one, other); };
  for (const auto& [one, other] : std::vector<std::pair<const char*, const char*>>{{"ليلى", "Layla"},
                                                                                   {"ندى", "Nada"},
                                                                                   {"عائشة", "Aisha"},
                                                                                   {"バルデ", "Barde"},
                                                                                   {"ג'ורג'", "George"},
                                                                                   {"Щукин", "Shchukin"}})
    EXPECT_LE(level(one, other), "RCN-203") << one << " " << other;
  EXPECT_GE(level("ليلى", "Lamia"), "RCN-206");
  EXPECT_GE(level("ハルテ", "Barde"), "RCN-203");
  EXPECT_GE(level("Щукин", "Rudin"), "RCN-206");
}

TEST(Names, InTwoScriptsTheSameForAnyNumberOfThreads) {
  static constexpr std::pair<const char*, const char*> kNames[] = {
      {"ليلى", "Layla"}, {"ندى", "Nada"}, {"خالد", "Khaled"}, {"سمير", "Samir"}, {"عائشة", "Aisha"}};
  Rows left = persons(300, false), right = persons(300, true);
  for (std::size_t at = 0; at < 300; at += 4) {
    left[at][1] = kNames[at % 5].first;
    right[at][1] = kNames[at % 5].second;
  }
  const auto first = table("a", kHeadings, left);
  const auto second = table("b", kHeadings, right);
  Options options;
  options.id_columns = {0, 0};
  std::vector<std::vector<std::tuple<std::size_t, std::size_t, int>>> seen;
  for (const unsigned threads : {1U, 2U, 5U}) {
    options.threads = threads;
    seen.emplace_back();
    for (const Link& link : run({first.get(), second.get()}, options).links)
      seen.back().emplace_back(link.left.row, link.right.row, link.weight);
  }
  EXPECT_GT(seen[0].size(), 250U);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

// How one list spells a name tells what a slip on either list was meant to be.
TEST(Names, SlipsInTwoScripts) {
  const std::vector<std::string> headings = {"line", "given name", "date of birth"};
  const auto level = [&](const char* one, const char* other) {
    Rows left, right;
    for (int at = 0; at < 40; ++at) {
      const std::string date =
          std::to_string(at % 28 + 1) + "/0" + std::to_string(at % 9 + 1) + "/19" + std::to_string(50 + at);
      left.push_back({std::to_string(at), at % 2 == 0 ? "عائشة" : "فاطمة", date});
      right.push_back({std::to_string(at), at % 2 == 0 ? "Aisha" : "Fatima", date});
    }
    left.push_back({"a", one, "01/02/1980"});
    right.push_back({"b", other, "01/02/1980"});
    const auto first = table("a", headings, left);
    const auto second = table("b", headings, right);
    Options options;
    options.id_columns = {0, 0};
    const Outcome outcome = run({first.get(), second.get()}, options);
    return explain_pair(*outcome.linkage, {0, 40}, {1, 40}).evidence[0].level.code;
  };
  EXPECT_LE(level("عائشة", "Aihsa"), "RCN-204");
  EXPECT_LE(level("عائة", "Aisha"), "RCN-204");
  EXPECT_LE(level("فاطم", "Fatima"), "RCN-204");
  EXPECT_GE(level("عائة", "Fatima"), "RCN-206");
}

TEST(Names, InOneColumn) {
  const auto level = [](const char* one, const char* other) { return level_between("name", one, other); };
  EXPECT_EQ(level("Sgt. Pedro Gómez", "Pedro Gomez"), "RCN-201");
  EXPECT_EQ(level("GÓMEZ PÉREZ, Pedro", "Pedro Gómez Pérez"), "RCN-202");
  EXPECT_EQ(level("Pepe Gómez", "José Gómez"), "RCN-202");
  EXPECT_EQ(level("Pedro Gómez Pérez", "Pedro Gomz"), "RCN-204");
  EXPECT_EQ(level("Pedro Gómez Pérez", "Pedro Gómez"), "RCN-203");
  EXPECT_EQ(level("Ahmad Ali Hasan Saleh", "Ahmad Saleh"), "RCN-203");
  EXPECT_EQ(level("J. Smith", "John Smith"), "RCN-204");
  EXPECT_EQ(level("Maryann Smith", "Mary Ann Smith"), "RCN-203");
  // Brothers, and a father whose name is the end of his son's.
  EXPECT_EQ(level("Ahmad Ali Hasan Saleh", "Omar Ali Hasan Saleh"), "RCN-205");
  EXPECT_EQ(level("Ahmad Ali Hasan", "Ali Hasan"), "RCN-205");
  EXPECT_EQ(level("Juan Pérez padre", "Juan Pérez hijo"), "RCN-206");
  EXPECT_EQ(level("Pedro Gómez", "Ana Gómez"), "RCN-206");
  EXPECT_EQ(level("Pedro Gómez", "Ana Lopez"), "RCN-207");
}

TEST(Names, AFatherAndThePatronymicMadeOfHim) {
  const std::vector<std::string> headings = {"line", "given name", "surname", "patronymic", "date of birth"};
  const auto level = [&](const char* one, const char* other) {
    Rows left = persons(60, false), right = persons(60, true);
    for (Rows* rows : {&left, &right})
      for (auto& row : *rows) row = {row[0], row[1], row[2], row[1] + "ovich", row[3]};
    left.push_back({"a", "Галя", "Щукина", one, "01/02/1980"});
    right.push_back({"b", "Галя", "Щукина", other, "01/02/1980"});
    const auto first = table("a", headings, left);
    const auto second = table("b", headings, right);
    Options options;
    options.id_columns = {0, 0};
    const Outcome outcome = run({first.get(), second.get()}, options);
    for (const auto& evidence : explain_pair(*outcome.linkage, {0, 60}, {1, 60}).evidence)
      if (evidence.field == "father") return evidence.level.code;
    return std::string();
  };
  EXPECT_EQ(level("Иванович", "Иван"), "RCN-202");
  EXPECT_EQ(level("Иванович", "Ивановна"), "RCN-202");
  EXPECT_GE(level("Петрович", "Павлович"), "RCN-206");
}

}  // namespace
}  // namespace midspan::reconcile
