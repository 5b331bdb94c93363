// SPDX-License-Identifier: Apache-2.0
// Lists as they come: without what is needed, with the same everywhere, with bytes that are no text.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "made_up.hpp"

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
  const auto right = table("b", {"number", "given name", "surname", "town"}, shorter);
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

}  // namespace
}  // namespace midspan::reconcile
