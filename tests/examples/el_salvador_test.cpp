// SPDX-License-Identifier: Apache-2.0
// The example is what its program makes, and what its README says of it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/json.hpp"

namespace midspan {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(MIDSPAN_SOURCE) / "examples/el-salvador-2025";
constexpr const char* kFiles[] = {"holder.xlsx", "families.csv", "pool.ods",       "named.csv", "answers.csv",
                                  "orders.csv",  "consents.csv", "judgements.csv", "truth.csv", "truth.json"};

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const char* file, char delimiter = ',') {
  const std::string text = *base::read_file(kFolder / file);
  base::CsvReader reader(text, {delimiter, '"'});
  Rows rows;
  std::vector<std::string_view> fields;
  while (reader.next(fields)) rows.emplace_back(fields.begin(), fields.end());
  return rows;
}

base::json::Value truth() {
  return *base::json::parse(*base::read_file(kFolder / "truth.json"), base::json::Strictness::Document);
}

std::int64_t count(const char* name) { return truth().find("counts")->number(name, -1); }

std::size_t lines(const char* name) { return truth().find("lines")->find(name)->array()->size(); }

TEST(ElSalvador, ItsProgramMakesTheCommittedFilesInAnyTimeZone) {
  const fs::path made = fs::temp_directory_path() / ("midspan-example-" + std::to_string(getpid()));
  const std::string command = "TZ=America/Caracas '" MIDSPAN_BINARY "/make_el_salvador_2025' '" + made.string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  for (const char* file : kFiles) {
    const auto committed = base::read_file(kFolder / file);
    ASSERT_TRUE(committed) << file;
    EXPECT_TRUE(*base::read_file(made / file) == *committed)
        << file << " differs; after a change that is meant, run " << command << " on the folder of the example";
  }
  fs::remove_all(made);
}

TEST(ElSalvador, TheCountsAreThoseOfTheStory) {
  EXPECT_EQ(count("deportees"), 252);
  EXPECT_EQ(count("salvadorans"), 36);
  EXPECT_EQ(count("lines_families"), 238);
  EXPECT_EQ(count("persons_families"), 232);
  EXPECT_EQ(count("on_families_and_cecot"), 228);
  EXPECT_EQ(count("lines_pool"), 1036);
  EXPECT_EQ(count("foreign_nationalities_in_pool"), 30);
  EXPECT_EQ(lines("pool.foreigners"), 87U);
  EXPECT_EQ(lines("families.second_line_of_a_person"), 6U);
  EXPECT_EQ(lines("families.not_on_the_holders_list"), 4U);
  EXPECT_EQ(lines("named.held_by_nobody"), 5U);
  EXPECT_EQ(lines("consents.travel_to_venezuela") + lines("consents.travel_but_not_to_venezuela") +
                lines("consents.refuse") + lines("consents.undecided") + lines("consents.not_asked_yet"),
            252U);
}

TEST(ElSalvador, ItsPageTellsTheSameNumbers) {
  const std::string page = *base::read_file(kFolder / "README.md");
  const auto free_to_go = count("deportees_free_to_go");
  const auto willing = static_cast<std::int64_t>(lines("consents.travel_to_venezuela"));
  EXPECT_NE(page.find("Not 252 but " + std::to_string(free_to_go) + " can go now: " + std::to_string(willing) +
                      " agreed to go to Venezuela, and " + std::to_string(willing - free_to_go) + " of those"),
            std::string::npos);
  EXPECT_NE(page.find("*detenido* (" + std::to_string(count("acknowledged")) + ")"), std::string::npos);
}

TEST(ElSalvador, EachLineHasOnePersonBehindIt) {
  std::map<std::string, std::set<std::string>> seen;
  const Rows rows = rows_of("truth.csv");
  ASSERT_EQ(rows.size(), 1U + 288 + 238 + 1036 + 10);
  for (std::size_t at = 1; at < rows.size(); ++at) {
    EXPECT_TRUE(seen[rows[at][0]].insert(rows[at][1]).second) << rows[at][0] << " " << rows[at][1];
    EXPECT_EQ(rows[at][1], rows[at][2]);
  }
  EXPECT_EQ(seen["CECOT"].size(), 288U);
}

TEST(ElSalvador, TheFamiliesGiveNoIdentityNumbers) {
  for (const auto& row : rows_of("families.csv")) {
    ASSERT_EQ(row.size(), 8U);
    for (const std::string& cell : row) EXPECT_EQ(cell.find("V-"), std::string::npos) << cell;
  }
}

TEST(ElSalvador, TheAnswersAreInWindows1252) {
  const std::string text = *base::read_file(kFolder / "answers.csv");
  EXPECT_NE(text.find("N.\xBA;Apellidos y nombres;"), std::string::npos);
  EXPECT_EQ(rows_of("answers.csv", ';').size(), 1U + 412);
}

}  // namespace
}  // namespace midspan
