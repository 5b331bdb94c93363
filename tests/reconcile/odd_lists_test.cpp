// SPDX-License-Identifier: Apache-2.0
// Lists as they come: without what is needed, with the same everywhere, with bytes that are no text.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "made_up.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

class OddLists : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  std::string code_of(const std::string& text) const {
    const auto source = csv_source(write("list.csv", text));
    if (!source) return source.error().message.code;
    const auto outcome = reconcile({source->get()}, {});
    return outcome ? "" : outcome.error().message.code;
  }
  bool has(const Outcome& outcome, std::string_view code) const {
    for (const people::Finding& finding : outcome.findings)
      if (finding.message.code == code) return true;
    return false;
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("midspan-odd-lists-" + std::to_string(::getpid()));
};

TEST_F(OddLists, NothingToReadIsSaid) {
  EXPECT_EQ(code_of(""), "RCN-001");
  EXPECT_EQ(code_of("\n \n"), "RCN-001");
  EXPECT_EQ(code_of("number,given name,surname,date of birth\n"), "RCN-010");
}

TEST_F(OddLists, ListsWithoutACommonColumnSaySo) {
  const auto left = table("a", {"favourite colour"}, {{"blue"}, {"red"}, {"green"}});
  const auto right = table("b", {"surname"}, {{"Arregui"}, {"Bastida"}, {"Carmona"}});
  const auto outcome = reconcile({left.get(), right.get()}, {});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().message.code, "RCN-011");
}

TEST_F(OddLists, AColumnThatOneListLacksIsLeftOut) {
  const auto left = table("a", kHeadings, persons(150, false));
  Rows shorter = persons(150, true);
  for (auto& row : shorter) row.erase(row.begin() + 3);
  const auto right = table("b", {"line", "given name", "surname", "town"}, shorter);
  Options options;
  options.id_columns = {0, 0};
  options.keep_ppm = 1;
  const Outcome outcome = run({left.get(), right.get()}, options);
  EXPECT_EQ(outcome.fields.size(), 3U);
  EXPECT_FALSE(outcome.links.empty());
}

TEST_F(OddLists, AListAgainstItselfLinksEachRowWithItself) {
  const auto list = table("a", kHeadings, persons(300, false));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({list.get(), list.get()}, options);
  std::size_t own = 0;
  for (const Link& link : outcome.links) own += link.left.row == link.right.row ? 1 : 0;
  EXPECT_EQ(own, 300U);
  EXPECT_EQ(outcome.links.size(), 300U);
}

TEST_F(OddLists, RepeatedIdsAreReportedAndRowsToldApart) {
  Rows rows = persons(80, false);
  rows[7][0] = rows[3][0];
  rows[9][0] = rows[3][0];
  const auto left = table("a", kHeadings, rows);
  const auto right = table("b", kHeadings, persons(80, true));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  EXPECT_TRUE(has(outcome, "RCN-105"));
  EXPECT_EQ(outcome.links.size(), 80U);
}

TEST_F(OddLists, BytesThatAreNoTextAreDroppedAndLongCellsCut) {
  std::string text = "number,given name,surname,date of birth\n";
  const Rows rows = persons(200, false);
  const auto line = [](const std::vector<std::string>& row) {
    return row[0] + "," + row[1] + "," + row[2] + "," + row[3] + "\n";
  };
  // Bad bytes stand behind the first piece, which decides whether the file is text at all.
  while (text.size() < (std::size_t{1} << 20) + 1000)
    for (const auto& row : rows) text += line(row);
  text += "x,Gala\xED\xA0\x80,Hur\xFFtado,01/02/1990\n";
  text += "y,Gala,Hurtado,01/02/1990\n";
  text += "z,Nadia," + std::string(100'000, 'q') + ",03/02/1990\n";
  const auto source = csv_source(write("bytes.csv", text)).value();
  Options options;
  options.id_columns = {0};
  options.duplicates = Duplicates::Any;
  const Outcome outcome = run({source.get()}, options);
  EXPECT_TRUE(has(outcome, "RCN-106"));
  const auto rows_read = static_cast<std::uint32_t>(outcome.counters.rows[0]);
  EXPECT_GE(score_pair(*outcome.linkage, {0, rows_read - 3}, {0, rows_read - 2}).weight,
            score_pair(*outcome.linkage, {0, rows_read - 2}, {0, rows_read - 2}).weight);
}

// A million rows that nearly all share a surname, with a few hundred given names and nothing else: what cannot be told
// apart is left out and said, and neither time nor memory run away.
TEST_F(OddLists, AMillionRowsWithOneSurname) {
  std::string text = "number,given name,surname\n";
  std::uint64_t state = 11;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % below;
  };
  for (int row = 0; row < 1'000'000; ++row) {
    text += std::to_string(row) + "," + kGiven[draw(kGiven.size())];
    if (draw(3) == 0) text += " " + kGiven[draw(kGiven.size())];
    text += draw(1000) == 0 ? "," + kFamily[draw(kFamily.size())] + std::to_string(draw(900)) + "\n" : ",Jurado\n";
  }
  const auto source = csv_source(write("one.csv", text)).value();
  Options options;
  options.id_columns = {0};
  const Outcome outcome = run({source.get()}, options);
  EXPECT_LT(outcome.counters.candidates, 100'000'000U);
  EXPECT_TRUE(has(outcome, "RCN-110"));
}

TEST_F(OddLists, ColumnsOfOneListAloneAreNamed) {
  Rows more = persons(120, false);
  for (auto& row : more) row.push_back("A" + row[0]);
  const auto left = table("a", {"line", "given name", "surname", "date of birth", "town", "favourite dish"}, more);
  const auto right = table("b", kHeadings, persons(120, true));
  Options options;
  options.id_columns = {0, 0};
  std::vector<std::string> alone;
  for (const people::Finding& finding : run({left.get(), right.get()}, options).findings)
    if (finding.message.code == "RCN-104") alone.push_back(finding.place.source);
  EXPECT_EQ(alone, std::vector<std::string>{});  // a column of codes is left out for what it is: RCN-101

  for (auto& row : more) row.back() = kTowns[row[0].size()] + " " + row[1];
  const auto other = table("a", {"line", "given name", "surname", "date of birth", "town", "favourite dish"}, more);
  for (const people::Finding& finding : run({other.get(), right.get()}, options).findings)
    if (finding.message.code == "RCN-104") {
      alone.push_back(finding.place.source);
      EXPECT_EQ(std::get<std::string>(finding.message.arguments[0].second), "favourite dish");
    }
  EXPECT_EQ(alone, std::vector<std::string>{"a"});
}

// 13/02/1970 and 02/13/1970: each list says its order, and it is said which was taken.
TEST_F(OddLists, HowDatesWereReadIsSaid) {
  Rows american = persons(120, false);
  for (auto& row : american) {
    const std::size_t first = row[3].find('/'), second = row[3].rfind('/');
    row[3] = row[3].substr(first + 1, second - first) + row[3].substr(0, first) + row[3].substr(second);
  }
  const auto left = table("a", kHeadings, persons(120, false));
  const auto right = table("b", kHeadings, american);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  std::vector<std::string> said;
  for (const people::Finding& finding : outcome.findings)
    if (finding.message.code == "NAM-101" || finding.message.code == "NAM-102")
      said.push_back(finding.place.source + " " + finding.place.sheet + " " + finding.message.code);
  EXPECT_EQ(said, (std::vector<std::string>{"a date of birth NAM-101", "b date of birth NAM-102"}));
  EXPECT_EQ(outcome.links.size(), 120U);
}

// A year beside the date it is taken from, a surname in capitals: no second witnesses.
TEST_F(OddLists, WhatAnotherColumnSaysAsWellIsLeftOut) {
  const auto with_copies = [](bool misspelt) {
    Rows rows = persons(120, misspelt);
    for (auto& row : rows) {
      row.push_back(row[3].substr(row[3].rfind('/') + 1));
      std::string capitals = row[2];
      for (char& letter : capitals) letter = static_cast<char>(letter & ~0x20);
      row.push_back(capitals);
    }
    return rows;
  };
  std::vector<std::string> headings = kHeadings;
  headings.insert(headings.end(), {"cohort", "for the door"});
  const auto left = table("a", headings, with_copies(false));
  const auto right = table("b", headings, with_copies(true));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  EXPECT_EQ(outcome.fields.size(), 4U);
  EXPECT_TRUE(has(outcome, "RCN-114"));
}

TEST_F(OddLists, HeadingsMayBeCutShort) {
  EXPECT_EQ(meaning_of_heading("Lieu naiss."), Meaning::Place);
  EXPECT_EQ(meaning_of_heading("Date de naiss."), Meaning::Birth);
  EXPECT_EQ(meaning_of_heading("Дата рожд."), Meaning::Birth);
  EXPECT_EQ(meaning_of_heading("Ф.И.О. военнопленного"), Meaning::FullName);
  EXPECT_EQ(meaning_of_heading("Nat. of wound"), Meaning::Other);  // two letters of "nationality" would be too few
  EXPECT_EQ(meaning_of_heading("place of"), Meaning::Place);
}

// One list says "town", the other has the same towns under words that nobody knows.
TEST_F(OddLists, ColumnsFindTheirPartnersByTheirCells) {
  const auto villages = [](Rows rows) {
    for (std::size_t at = 0; at < rows.size(); ++at) rows[at][4] += " " + kFamily[at % kFamily.size()];
    return rows;
  };
  const auto left = table("a", kHeadings, villages(persons(200, false)));
  std::vector<std::string> headings = kHeadings;
  headings[4] = "whence";
  const auto right = table("b", headings, villages(persons(200, true)));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  EXPECT_TRUE(has(outcome, "RCN-115"));
  EXPECT_TRUE(std::any_of(outcome.fields.begin(), outcome.fields.end(),
                          [](const FieldReport& field) { return field.name == "place"; }));
}

TEST_F(OddLists, NamesAreFoundByThoseOfTheOtherList) {
  const auto left = table("a", kHeadings, persons(200, false));
  Rows joined;
  for (const auto& row : persons(200, true)) joined.push_back({row[0], row[2] + " " + row[1], row[3]});
  const auto right = table("b", {"line", "whoever", "date of birth"}, joined);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  EXPECT_EQ(outcome.fields.front().name, "name");
  EXPECT_GE(outcome.links.size(), 190U);
}

// Nobody knows what the columns mean; half of each shared by all of a house. Whoever shares it is not one person.
TEST_F(OddLists, HousesAreNoPersonsWhateverTheirColumnsAreCalled) {
  const auto houses = [](bool misspelt) {
    Rows rows = persons(600, misspelt);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const std::string house = kFamily[at / 4 % kFamily.size()] + std::to_string(at / 4);
      rows[at] = {rows[at][0], rows[at][1], rows[at][3], house, "lane " + house, "well of " + house};
    }
    Rows half;
    for (std::size_t at = 0; at < rows.size(); ++at)
      if (at % 3 != (misspelt ? 0U : 1U)) half.push_back(rows[at]);
    return half;
  };
  const std::vector<std::string> headings = {"line", "aba", "ubu", "ebe", "ibi", "obo"};
  const auto left = table("a", headings, houses(false));
  const auto right = table("b", headings, houses(true));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  const Rows one = houses(false), other = houses(true);
  std::size_t right_links = 0;
  for (const Link& link : outcome.links) right_links += one[link.left.row][0] == other[link.right.row][0] ? 1 : 0;
  EXPECT_GE(right_links, 190U);  // of 200
  EXPECT_LE((outcome.links.size() - right_links) * 10, right_links);
}

// Two given names, two surnames, nothing else: chance explains every agreement, and that is said.
TEST_F(OddLists, ListsThatTellNobodyApartSaySo) {
  Rows rows;
  for (std::size_t at = 0; at < 300; ++at) rows.push_back({std::to_string(at), kGiven[at % 2], kFamily[at / 2 % 2]});
  const auto left = table("a", {"line", "given name", "surname"}, rows);
  const auto right = table("b", {"line", "given name", "surname"}, rows);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  EXPECT_TRUE(outcome.links.empty());
  EXPECT_TRUE(has(outcome, "RCN-116"));
}

// Passes that share a field vouch for each other, and say nothing.
TEST_F(OddLists, BlockingRecallNeedsPassesThatShareNoField) {
  const auto left = table("a", kHeadings, persons(400, false));
  const auto right = table("b", kHeadings, persons(400, true));
  Options options;
  options.id_columns = {0, 0};
  options.blocking = {{"surname", "given name"}, {"surname", "date of birth"}};
  EXPECT_EQ(run({left.get(), right.get()}, options).counters.blocking_recall_ppm, 0);
  // Every third surname is misspelt; all births are right.
  options.blocking = {{"surname"}, {"date of birth"}};
  EXPECT_GE(run({left.get(), right.get()}, options).counters.blocking_recall_ppm, 950'000);
}

// A birth that stands once on a list of sixty is not one that a sixtieth of people have.
TEST_F(OddLists, ABirthOnAShortListIsAsRareAsBirthsAre) {
  const auto left = table("a", kHeadings, persons(60, false));
  const auto right = table("b", kHeadings, persons(60, true));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  for (std::size_t field = 0; field < outcome.fields.size(); ++field)
    if (outcome.fields[field].name == "birth") {
      EXPECT_GE(field_scores(*outcome.linkage, {0, 1}, {1, 1})[field].rarity, -2 * 65536);
    }
}

}  // namespace
}  // namespace midspan::reconcile
