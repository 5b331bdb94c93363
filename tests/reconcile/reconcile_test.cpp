// SPDX-License-Identifier: Apache-2.0
// What a user of the linker sees: who is linked with whom, whatever the order of rows, the number of threads, the
// script.
#include "reconcile/reconcile.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "made_up.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

TEST(Reconcile, LinksMisspeltPersonsOfTwoSmallLists) {
  const auto left = table("a", kHeadings, persons(200, false));
  Rows shuffled = persons(200, true);
  std::reverse(shuffled.begin(), shuffled.end());
  const auto right = table("b", kHeadings, shuffled);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  std::size_t good = 0;
  for (const Link& link : outcome.links) good += link.left.row == 199 - link.right.row;
  EXPECT_EQ(good, 200U);
  EXPECT_EQ(outcome.links.size(), 200U);
}

// No guess about the lists' care hides a pair of short lists: not even one that agrees on nothing that passes ask for.
TEST(Reconcile, OfShortListsEveryRowMeetsEveryOther) {
  Rows left = persons(120, false), right = persons(90, true);
  const auto first = table("a", kHeadings, left);
  const auto second = table("b", kHeadings, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({first.get(), second.get()}, options);
  EXPECT_EQ(outcome.counters.candidates, 120 * 90);
  ASSERT_FALSE(outcome.passes.empty());
  EXPECT_EQ(outcome.passes.back().name, "all pairs");
  options.id_columns = {0};
  const Outcome one = run({first.get()}, options);
  EXPECT_EQ(one.counters.candidates, 120 * 119 / 2);
}

TEST(Reconcile, GivesTheSameBytesForAnyNumberOfThreads) {
  const auto left = table("a", kHeadings, persons(20000, false));
  const auto right = table("b", kHeadings, persons(20000, true));
  Options options;
  options.id_columns = {0, 0};
  std::vector<std::vector<std::tuple<RowRef, RowRef, int, int>>> seen;
  for (const unsigned threads : {1U, 2U, 5U}) {
    options.threads = threads;
    seen.emplace_back();
    for (const Link& link : run({left.get(), right.get()}, options).links)
      seen.back().emplace_back(link.left, link.right, link.weight, link.probability_ppm);
  }
  EXPECT_FALSE(seen[0].empty());
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

TEST(Reconcile, FindsDuplicatesInOneList) {
  Rows rows = persons(150, false);
  for (const auto& again : persons(40, true)) rows.push_back(again);
  const auto list = table("a", kHeadings, rows);
  Options options;
  options.id_columns = {0};
  const Outcome outcome = run({list.get()}, options);
  std::size_t good = 0;
  std::size_t wrong = 0;
  for (const Link& link : outcome.links) (link.left.row + 150 == link.right.row ? good : wrong) += 1;
  EXPECT_EQ(good, 40U);
  EXPECT_LE(wrong, 2U);
}

TEST(Reconcile, NobodyHasTwoPartnersWhenListsHoldNobodyTwice) {
  const auto left = table("a", kHeadings, persons(100, false));
  Rows twice = persons(100, false);
  for (const auto& again : persons(100, true)) twice.push_back(again);
  const auto right = table("b", kHeadings, twice);
  Options options;
  options.id_columns = {0, 0};
  options.duplicates = Duplicates::None;
  std::set<RowRef> taken;
  for (const Link& link : run({left.get(), right.get()}, options).links) {
    EXPECT_TRUE(taken.insert(link.left).second);
    EXPECT_TRUE(taken.insert(link.right).second);
  }
}

TEST(Reconcile, APersonsJudgementHolds) {
  const auto left = table("a", kHeadings, persons(60, false));
  const auto right = table("b", kHeadings, persons(60, false));
  Options options;
  options.id_columns = {0, 0};
  options.judgements = {{{0, 5}, {1, 5}, people::Verdict::Different}, {{0, 7}, {1, 8}, people::Verdict::Same}};
  bool forced = false;
  for (const Link& link : run({left.get(), right.get()}, options).links) {
    EXPECT_FALSE(link.left == (RowRef{0, 5}) && link.right == (RowRef{1, 5}));
    forced |= link.left == RowRef{0, 7} && link.right == RowRef{1, 8};
  }
  EXPECT_TRUE(forced);
}

TEST(Reconcile, ExplainsAPairFieldByField) {
  const auto left = table("a", kHeadings, persons(60, false));
  const auto right = table("b", kHeadings, persons(60, true));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  const people::CandidatePair pair = explain_pair(*outcome.linkage, {0, 3}, {1, 3});
  ASSERT_EQ(pair.evidence.size(), outcome.fields.size());
  EXPECT_EQ(pair.evidence[0].field, "given");
  EXPECT_EQ(pair.evidence[0].level.code, "RCN-201");
  EXPECT_GT(pair.evidence[0].weight, 0);
  EXPECT_NE(pair.evidence[1].level.code, "RCN-201");
}

TEST(Reconcile, OddListsGetAnAnswer) {
  Options options;
  options.id_columns = {0};
  Rows same(500, {"1", "x", "y", "2000-01-01", "z"});
  const auto nothing = reconcile({table("same", kHeadings, same).get()}, options);
  ASSERT_FALSE(nothing.has_value());
  EXPECT_EQ(nothing.error().message.code, "RCN-107");
  EXPECT_FALSE(reconcile({table("empty", kHeadings, {}).get()}, options).has_value());
  EXPECT_TRUE(reconcile({table("short", kHeadings, {{"1"}, {"2", "a"}, {}}).get()}, options).has_value());
  Rows one = persons(1, false);
  EXPECT_TRUE(reconcile({table("one", kHeadings, one).get()}, options).has_value());
  Rows huge = persons(20, false);
  huge[3][2] = std::string(100000, 'a');
  huge[4][1] = "\xED\xA0\x80\xFF";
  EXPECT_TRUE(reconcile({table("huge", kHeadings, huge).get()}, options).has_value());
}

std::filesystem::path data(const std::string& file) {
  const char* folder = std::getenv("MIDSPAN_DATA");
  return std::filesystem::path(folder != nullptr ? folder : MIDSPAN_SOURCE "/../shared/data") / "linkage" / file;
}

std::vector<std::string> column(const std::filesystem::path& path, std::size_t at) {
  const std::string text = base::read_file(path).value();
  base::CsvReader reader(text);
  std::vector<std::string_view> fields;
  std::vector<std::string> cells;
  reader.next(fields);
  while (reader.next(fields)) cells.emplace_back(fields[at]);
  return cells;
}

std::string febrl_person(const std::string& id) { return id.substr(0, id.find('-', 4)); }

double f1(const std::vector<Link>& links, const std::vector<std::vector<std::string>>& person, std::size_t all) {
  std::size_t good = 0;
  for (const Link& link : links)
    good += person[link.left.list][link.left.row] == person[link.right.list][link.right.row];
  return 2.0 * static_cast<double>(good) / static_cast<double>(links.size() + all);
}

TEST(Reconcile, ReachesTheBarOnFebrl4) {
  if (!std::filesystem::exists(data("febrl4a.csv"))) GTEST_SKIP() << "no data at " << data("febrl4a.csv");
  const auto left = csv_source(data("febrl4a.csv")).value();
  const auto right = csv_source(data("febrl4b.csv")).value();
  Options options;
  options.id_columns = {0, 0};
  std::vector<std::vector<std::string>> person = {column(data("febrl4a.csv"), 0), column(data("febrl4b.csv"), 0)};
  for (auto& list : person)
    for (std::string& id : list) id = febrl_person(id);
  EXPECT_GE(f1(run({left.get(), right.get()}, options).links, person, 5000), 0.9995);
}

TEST(Reconcile, ReachesTheBarOnFebrl3) {
  if (!std::filesystem::exists(data("febrl3.csv"))) GTEST_SKIP() << "no data at " << data("febrl3.csv");
  const auto list = csv_source(data("febrl3.csv")).value();
  Options options;
  options.id_columns = {0};
  std::vector<std::vector<std::string>> person = {column(data("febrl3.csv"), 0)};
  for (std::string& id : person[0]) id = febrl_person(id);
  EXPECT_GE(f1(run({list.get()}, options).links, person, 6538), 0.997);
}

}  // namespace
}  // namespace midspan::reconcile
