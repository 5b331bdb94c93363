// SPDX-License-Identifier: Apache-2.0
// Two offices' spreadsheets: full names only, with ranks, short forms and surnames left out; ages here, births there.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "made_up.hpp"
#include "reconcile/estimate/logarithm.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

struct Offices {
  Rows left, right;  // number, name, age or year, town
};

Offices offices(std::size_t count) {
  static const std::vector<std::pair<const char*, const char*>> kNames = {
      {"José", "Pepe"},   {"Francisco", "Paco"}, {"Manuel", "Manolo"}, {"Ignacio", "Nacho"}, {"Enrique", "Enrique"},
      {"Rafael", "Rafa"}, {"Roberto", "Beto"},   {"Dolores", "Lola"},  {"Isabel", "Isabel"}, {"Teresa", "Teresa"}};
  static const char* const kRanks[] = {"", "", "", "SGTO. ", "DR. ", ""};
  std::uint64_t state = 5;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  Offices made;
  for (std::size_t at = 0; at < count; ++at) {
    const auto& [given, brief] = kNames[draw(kNames.size())];
    const std::string first = kFamily[draw(kFamily.size())] + (draw(2) == 0 ? "ez" : "");
    const std::string second = kFamily[draw(kFamily.size())];
    const std::string town = kTowns[draw(kTowns.size())];
    const std::size_t year = 1940 + draw(60);
    const std::string number = std::to_string(at);
    if (at % 4 != 0)
      made.left.push_back(
          {number, first + " " + second + ", " + kRanks[draw(6)] + given, std::to_string(2019 - year - draw(2)), town});
    if (at % 4 != 1)
      made.right.push_back(
          {number, std::string(draw(3) == 0 ? brief : given) + " " + first + (draw(2) == 0 ? "" : " " + second),
           std::to_string(year), town});
  }
  return made;
}

TEST(Messy, FullNamesAgesAndYears) {
  const Offices lists = offices(800);
  const auto left = table("a", {"no", "Apellidos y nombres", "Edad", "Municipio"}, lists.left);
  const auto right = table("b", {"no", "Nombre completo", "Año de nacimiento", "Lugar"}, lists.right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  std::size_t good = 0;
  for (const Link& link : outcome.links) good += lists.left[link.left.row][0] == lists.right[link.right.row][0] ? 1 : 0;
  EXPECT_GE(good, 370U);  // of 400
  EXPECT_LE(outcome.links.size() - good, 12U);
  // In which year the ages were told is found, and said.
  const auto said = std::find_if(outcome.findings.begin(), outcome.findings.end(),
                                 [](const people::Finding& finding) { return finding.message.code == "RCN-111"; });
  ASSERT_NE(said, outcome.findings.end());
  EXPECT_EQ(said->message.arguments.at(1).second, base::Argument(std::string("2019")));
}

// The list itself says of which day it is: nothing has to be found.
TEST(Messy, AgesOfADayThatIsKnown) {
  Rows left, right;
  for (int at = 0; at < 40; ++at) {
    const std::string name = kGiven[static_cast<std::size_t>(at) % kGiven.size()] + (at < 16   ? " Belmonte"
                                                                                     : at < 32 ? " Quiroga"
                                                                                               : " Zaldua");
    left.push_back({std::to_string(at), name, std::to_string(20 + at)});
    right.push_back({std::to_string(at), name, std::to_string(2001 - 20 - at) + "-03-01"});
  }
  std::vector<Column> columns(3);
  columns[0].heading = "no";
  columns[1].heading = "Nombre completo";
  columns[2].heading = "Edad";
  columns[2].told_on = base::parse_day("2001-06-01");
  const auto aged = table_source("a", columns, left);
  const auto dated = table("b", {"no", "Nombre completo", "Fecha de nacimiento"}, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({aged.get(), dated.get()}, options);
  EXPECT_EQ(outcome.links.size(), 40U);
  for (const people::Finding& finding : outcome.findings) {
    EXPECT_NE(finding.message.code, "RCN-111");
    EXPECT_NE(finding.message.code, "RCN-112");
  }
}

// Both names mistyped on a keyboard, so that neither keeps its sound; the day is copied well, or its year turned round.
TEST(Messy, BothNamesMistyped) {
  const Rows left = persons(4000, false);
  Rows right = left;
  for (std::size_t at = 0; at < right.size(); ++at) {
    right[at][1][2] = right[at][1][2] == 'x' ? 'z' : 'x';
    right[at][2].back() = right[at][2].back() == 'k' ? 'g' : 'k';
    right[at][2][3] = right[at][2][3] == 'v' ? 'b' : 'v';
    std::string& day = right[at][3];
    if (at % 3 == 0) std::swap(day[day.size() - 1], day[day.size() - 2]);
    right[at][4] = "";
  }
  const auto here = table("a", kHeadings, left);
  const auto there = table("b", kHeadings, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({here.get(), there.get()}, options);
  std::size_t good = 0;
  for (const Link& link : outcome.links) good += link.left.row == link.right.row ? 1 : 0;
  EXPECT_GE(good, 3900U);
  EXPECT_LE(outcome.links.size() - good, 20U);
}

// A slip that makes a day impossible is as good as one that makes it another.
TEST(Messy, ImpossibleDaysAreComparedByTheirDigits) {
  Rows left = persons(1200, false), right = left;
  for (std::size_t at = 0; at < right.size(); at += 4) {
    std::string& day = right[at][3];
    day = "7" + day.substr(day.find('/') - 1);  // the 12th is the 72nd
    right[at][2] = right[at][2].substr(0, 4);
  }
  const auto here = table("a", kHeadings, left), there = table("b", kHeadings, right);
  Options options;
  options.id_columns = {0, 0};
  std::size_t good = 0;
  for (const Link& link : run({here.get(), there.get()}, options).links)
    good += link.left.row == link.right.row && link.left.row % 4 == 0 ? 1 : 0;
  EXPECT_GE(good, 285U);  // of 300
}

TEST(Messy, TheSameForAnyNumberOfThreads) {
  const Offices lists = offices(500);
  const auto left = table("a", {"no", "Apellidos y nombres", "Edad", "Municipio"}, lists.left);
  const auto right = table("b", {"no", "Nombre completo", "Año de nacimiento", "Lugar"}, lists.right);
  const auto linked = [&](unsigned threads) {
    Options options;
    options.id_columns = {0, 0};
    options.threads = threads;
    options.keep_ppm = 1;
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::int32_t, std::int32_t>> all;
    for (const Link& link : run({left.get(), right.get()}, options).links)
      all.emplace_back(link.left.row, link.right.row, link.weight, link.probability_ppm);
    return all;
  };
  EXPECT_EQ(linked(1), linked(2));
}

// Where all passes hang on the one name, what they missed cannot be told, and no number is made up.
TEST(Messy, RecallOfNamesAloneIsNotMadeUp) {
  const Offices lists = offices(300);
  Rows left, right;
  for (const auto& row : lists.left) left.push_back({row[0], row[1]});
  for (const auto& row : lists.right) right.push_back({row[0], row[1]});
  const auto first = table("a", {"no", "Apellidos y nombres"}, left);
  const auto second = table("b", {"no", "Nombre completo"}, right);
  Options options;
  options.id_columns = {0, 0};
  const Counters counters = run({first.get(), second.get()}, options).counters;
  EXPECT_TRUE(counters.blocking_recall_ppm == 0 || counters.blocking_recall_ppm > 500'000)
      << counters.blocking_recall_ppm;
}

TEST(Messy, ThreeRowsDoNotMakeEachOtherSure) {
  const Rows rows = {{"1", "Celia", "Montiel"}, {"2", "Dario", "Naranjo"}, {"3", "Gala", "Hurtado"}};
  const auto first = table("a", {"no", "given name", "surname"}, rows);
  const auto second = table("b", {"no", "given name", "surname"}, rows);
  Options options;
  options.id_columns = {0, 0};
  for (const Link& link : run({first.get(), second.get()}, options).links) {
    EXPECT_EQ(link.left.row, link.right.row);
    EXPECT_LT(link.probability_ppm, probability_ppm(link.weight + 5 * kBit) + 1);  // at most five bits for being few
  }
}

TEST(Messy, PlacesAndSexesInTwoScripts) {
  Rows rows = persons(150, false), others = persons(150, true);
  const std::vector<std::pair<const char*, const char*>> towns = {
      {"Полтава", "Poltava"}, {"Черкаси", "Cherkasy"}, {"Умань", "Uman"}, {"Ковель", "Kovel"}, {"Дубно", "Dubno"}};
  for (std::size_t at = 0; at < rows.size(); ++at) {
    rows[at][4] = towns[at % towns.size()].first;
    others[at][4] = towns[at % towns.size()].second;
    rows[at].push_back(at % 2 == 0 ? "чол" : "жін");
    others[at].push_back(at % 2 == 0 ? "male" : "female");
  }
  std::vector<std::string> headings = kHeadings;
  headings.emplace_back("sex");
  const auto left = table("a", headings, rows);
  const auto right = table("b", headings, others);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  for (const people::FieldEvidence& evidence : explain_pair(*outcome.linkage, {0, 3}, {1, 3}).evidence) {
    if (evidence.field == "place") {
      EXPECT_EQ(evidence.level.code, "RCN-252");
    }
    if (evidence.field == "sex") {
      EXPECT_EQ(evidence.level.code, "RCN-241");
    }
  }
}

}  // namespace
}  // namespace midspan::reconcile
