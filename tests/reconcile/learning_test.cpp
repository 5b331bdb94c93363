// SPDX-License-Identifier: Apache-2.0
// What is learned, from lists alone and from people's judgements, and what a model file gives away.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/json.hpp"
#include "made_up.hpp"
#include "reconcile/estimate/labels.hpp"
#include "reconcile/estimate/logarithm.hpp"
#include "reconcile/explain/report.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

TEST(Calibration, StaysMonotoneAndMovesTowardsTheJudgements) {
  std::vector<JudgedWeight> judged;
  // The model says 2^4 to one where people say one in four.
  for (int at = 0; at < 40; ++at) judged.push_back({4 * kBit + at, at % 4 == 0 ? 1'000'000 : 0});
  for (int at = 0; at < 40; ++at) judged.push_back({12 * kBit + at, 1'000'000});
  for (int at = 0; at < 40; ++at) judged.push_back({-6 * kBit - at, 0});
  const Calibration bent(judged);
  ASSERT_FALSE(bent.empty());
  EXPECT_LT(probability_ppm(bent(4 * kBit)), 600'000);
  EXPECT_GT(probability_ppm(bent(12 * kBit)), 990'000);
  EXPECT_LT(probability_ppm(bent(-6 * kBit)), 20'000);
  for (std::int32_t weight = -20 * kBit; weight < 20 * kBit; weight += 1001)
    ASSERT_LE(bent(weight), bent(weight + 1001));
}

TEST(Calibration, FewOrOneSidedJudgementsBendNothing) {
  EXPECT_TRUE(Calibration({{kBit, 0}, {2 * kBit, 1'000'000}}).empty());
  EXPECT_TRUE(Calibration(std::vector<JudgedWeight>(50, {kBit, 1'000'000})).empty());
  EXPECT_EQ(Calibration()(123), 123);
}

TEST(Labels, SureJudgementsHoldAndUnknownIdsAreReported) {
  const auto left = table("a", kHeadings, persons(80, false));
  const auto right = table("b", kHeadings, persons(80, true));
  Options options;
  options.id_columns = {0, 0};
  options.labels = {
      {{0, 0, "5"}, {1, 0, "5"}, 0}, {{0, 7, ""}, {1, 8, ""}, 1'000'000}, {{0, 0, "no such"}, {1, 0, "5"}, 0}};
  const Outcome outcome = run({left.get(), right.get()}, options);
  bool forced = false;
  for (const Link& link : outcome.links) {
    EXPECT_FALSE(link.left == (RowRef{0, 5}) && link.right == (RowRef{1, 5}));
    forced |= link.left == RowRef{0, 7} && link.right == RowRef{1, 8};
  }
  EXPECT_TRUE(forced);
  EXPECT_TRUE(std::any_of(outcome.findings.begin(), outcome.findings.end(),
                          [](const people::Finding& finding) { return finding.message.code == "RCN-108"; }));
}

std::vector<std::string> codes_of(const Outcome& outcome) {
  std::vector<std::string> codes;
  for (const people::Finding& finding : outcome.findings)
    if (finding.message.code == "RCN-119" || finding.message.code == "RCN-120")
      codes.push_back(finding.message.code + " " + std::get<std::string>(finding.message.arguments.at(0).second));
  return codes;
}

TEST(Labels, InsideOneOfTwoListsAreSaidAndNotUsed) {
  const auto left = table("a", kHeadings, persons(40, false));
  const auto right = table("b", kHeadings, persons(40, true));
  const auto without = run({left.get(), right.get()}, {});
  for (const std::uint32_t list : {0U, 1U}) {
    Options options;
    options.labels = {{{list, 0, ""}, {list, 1, ""}, 1'000'000, 2}};
    const Outcome outcome = run({left.get(), right.get()}, options);
    EXPECT_EQ(outcome.links.size(), without.links.size());
    EXPECT_EQ(codes_of(outcome), std::vector<std::string>{"RCN-119 2"});
  }
}

TEST(Labels, ThatContradictOneAnotherAreSaidAndDoNotHold) {
  const auto list = table("a", kHeadings, persons(40, false));
  Options options;
  options.labels = {{{0, 0, ""}, {0, 1, ""}, 1'000'000, 2},
                    {{0, 1, ""}, {0, 2, ""}, 1'000'000, 3},
                    {{0, 0, ""}, {0, 2, ""}, 0, 4},
                    {{0, 7, ""}, {0, 8, ""}, 1'000'000, 5}};
  const Outcome outcome = run({list.get()}, options);
  EXPECT_EQ(codes_of(outcome), std::vector<std::string>{"RCN-120 2, 3, 4"});
  ASSERT_EQ(outcome.links.size(), 1U);
  EXPECT_EQ(outcome.links[0].left.row, 7U);
  const auto other = table("b", kHeadings, persons(40, true));
  options.labels = {{{0, 0, ""}, {1, 0, ""}, 1'000'000, 2}, {{0, 0, ""}, {1, 0, ""}, 0, 3}};
  EXPECT_EQ(codes_of(run({list.get(), other.get()}, options)), std::vector<std::string>{"RCN-120 2, 3"});
}

TEST(Labels, OfOneRowWithSeveralAllHold) {
  const auto left = table("a", kHeadings, persons(40, false));
  const auto right = table("b", kHeadings, persons(40, true));
  Options options;
  options.labels = {{{0, 3, ""}, {1, 20, ""}, 1'000'000}, {{0, 3, ""}, {1, 21, ""}, 1'000'000}};
  int held = 0;
  for (const Link& link : run({left.get(), right.get()}, options).links)
    if (link.left.row == 3 && (link.right.row == 20 || link.right.row == 21)) held += link.probability_ppm == 1'000'000;
  EXPECT_EQ(held, 2);
  options.duplicates = Duplicates::None;
  EXPECT_EQ(codes_of(run({left.get(), right.get()}, options)).size(), 1U);
}

TEST(Labels, NearlySureIsNotSure) {
  const auto list = table("a", kHeadings, persons(40, false));
  Options options;
  options.labels = {{{0, 7, ""}, {0, 8, ""}, 999'500, 2}};
  EXPECT_TRUE(run({list.get()}, options).links.empty());
}

TEST(Links, AreKeptByTheirProbabilityInTheEndAndClustersStay) {
  Rows rows = persons(60, false);
  for (const auto& row : persons(60, true)) rows.push_back(row);
  const auto list = table("a", kHeadings, rows);
  const Outcome all = run({list.get()}, {});
  Options options;
  options.keep_ppm = 1'000'000;
  const Outcome sure = run({list.get()}, options);
  EXPECT_LT(sure.links.size(), all.links.size());
  EXPECT_EQ(sure.clusters.size(), all.clusters.size());
  for (const Link& link : sure.links) EXPECT_EQ(link.probability_ppm, 1'000'000);
}

TEST(Blocking, MoreSetsThanCanBeToldApartAreRefused) {
  const auto list = table("a", kHeadings, persons(40, false));
  Options options;
  options.blocking.assign(33, {kHeadings[1]});
  const auto refused = reconcile({list.get()}, options);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message.code, "RCN-025");
}

TEST(Labels, TeachHowOftenOnePersonsValuesAgree) {
  const auto left = table("a", kHeadings, persons(200, false));
  Rows moved = persons(200, false);
  for (auto& row : moved) row[4] = "Villanueva";
  for (std::size_t at = 0; at < moved.size(); at += 2) moved[at][4] = "Tocina";
  const auto right = table("b", kHeadings, moved);
  Options options;
  options.id_columns = {0, 0};
  const auto town_agrees = [&] {
    const Outcome outcome = run({left.get(), right.get()}, options);
    for (const FieldReport& field : outcome.fields)
      if (field.name == "place") return field.levels.back().m_ppm;
    return -1;
  };
  const std::int32_t before = town_agrees();
  for (std::uint32_t row = 0; row < 200; ++row) options.labels.push_back({{0, row, ""}, {1, row, ""}, 990'000});
  EXPECT_GE(town_agrees(), before);
}

TEST(Crossed, NamesThatChangedColumnsAreOnePerson) {
  const auto left = table("a", kHeadings, persons(300, false));
  Rows rows = persons(300, true);
  for (std::size_t at = 0; at < rows.size(); at += 10) std::swap(rows[at][1], rows[at][2]);
  const auto right = table("b", kHeadings, rows);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  std::size_t good = 0;
  for (const Link& link : outcome.links) good += link.left.row == link.right.row ? 1 : 0;
  EXPECT_GE(good, 298U);
  const people::CandidatePair pair = explain_pair(*outcome.linkage, {0, 10}, {1, 10});
  EXPECT_EQ(pair.evidence[0].level.code, "RCN-261");
  EXPECT_EQ(pair.evidence[0].left, pair.evidence[0].right);
}

TEST(Sure, NotWhereABrotherCompetes) {
  // Twins but for one letter of the given name: whoever is linked, the other is close behind.
  Rows rows = persons(200, false);
  rows.push_back({"t1", "Jacinto", "Quiroga", "05/06/1971", "Dehesa"});
  rows.push_back({"t2", "Jacinta", "Quiroga", "05/06/1971", "Dehesa"});
  Rows others = persons(200, false);
  others.push_back({"o1", "Jacint", "Quiroga", "05/06/1971", "Dehesa"});
  const auto left = table("a", kHeadings, rows);
  const auto right = table("b", kHeadings, others);
  Options options;
  options.id_columns = {0, 0};
  options.keep_ppm = 1;
  std::size_t seen = 0;
  for (const Link& link : run({left.get(), right.get()}, options).links)
    if (link.right.row == 200) {
      ++seen;
      EXPECT_FALSE(link.automatic);
    }
  EXPECT_GE(seen, 1U);
  // Within one list too: the three may be one group or not, but none of them is sure.
  Rows all = rows;
  all.push_back(others.back());
  const auto one = table("c", kHeadings, all);
  options.id_columns = {0};
  const Outcome within = run({one.get()}, options);
  for (const Link& link : within.links) {
    if (!link.automatic || link.left.row < 200) continue;
    // Sure only if no pair of the three outside the link's own group is near.
    for (std::uint32_t row = 200; row < 203; ++row)
      for (const RowRef end : {link.left, link.right})
        if (row != link.left.row && row != link.right.row) {
          const bool grouped = std::any_of(within.links.begin(), within.links.end(), [&](const Link& with) {
            return with.probability_ppm >= 500'000 &&
                   ((with.left == end && with.right.row == row) || (with.right == end && with.left.row == row));
          });
          EXPECT_TRUE(grouped || score_pair(*within.linkage, end, {0, row}).weight <= link.weight - 4 * kBit);
        }
  }
}

TEST(Model, HoldsNoValueOfTheLists) {
  const Rows rows = persons(400, false);
  const auto left = table("a", kHeadings, rows);
  const auto right = table("b", kHeadings, persons(400, true));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  for (const base::json::Value* file : {&outcome.model, &outcome.splink}) {
    std::string text = base::json::canonical(*file);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; });
    for (const auto* names : {&kGiven, &kFamily, &kTowns})
      for (std::string name : *names) {
        name[0] = static_cast<char>(name[0] + 32);
        EXPECT_EQ(text.find(name), std::string::npos) << name;
      }
    EXPECT_EQ(text.find(rows[0][3]), std::string::npos);
  }
  // And it is used: the same lists under the model that they gave link the same rows.
  options.model = &outcome.model;
  const Outcome again = run({left.get(), right.get()}, options);
  ASSERT_EQ(again.links.size(), outcome.links.size());
  for (std::size_t at = 0; at < again.links.size(); ++at) EXPECT_EQ(again.links[at].right, outcome.links[at].right);
}

TEST(Splink, SettingsWanderOutAndInAndWhatIsNotUnderstoodIsRefused) {
  const auto left = table("a", kHeadings, persons(200, false));
  const auto right = table("b", kHeadings, persons(200, true));
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  options.model = &outcome.splink;
  EXPECT_EQ(run({left.get(), right.get()}, options).links.size(), 200U);
  const auto with = [](const char* condition) {
    return base::json::parse(std::string(R"({"comparisons":[{"output_column_name":"surname","comparison_levels":[
      {"sql_condition":"\"surname_l\" IS NULL OR \"surname_r\" IS NULL","is_null_level":true},
      {"sql_condition":"\"surname_l\" = \"surname_r\"","m_probability":0.9,"u_probability":0.01},
      {"sql_condition":")") + condition +
                                 R"(","m_probability":0.05,"u_probability":0.01},
      {"sql_condition":"ELSE","m_probability":0.05,"u_probability":0.98}]}],
      "probability_two_random_records_match":0.005})",
                             base::json::Strictness::Document)
        .value();
  };
  for (const char* const understood :
       {"jaro_winkler_similarity(\\\"surname_l\\\", \\\"surname_r\\\") >= 0.92",
        "levenshtein(surname_l, surname_r) <= 2", "damerau_levenshtein(surname_l, surname_r) <= 1"}) {
    const base::json::Value settings = with(understood);
    options.model = &settings;
    EXPECT_TRUE(reconcile({left.get(), right.get()}, options).has_value()) << understood;
  }
  const base::json::Value settings = with("my_own_function(surname_l, surname_r) > 3");
  options.model = &settings;
  const auto refused = reconcile({left.get(), right.get()}, options);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message.code, "RCN-014");
  ASSERT_EQ(refused.error().message.arguments.size(), 2U);
  EXPECT_EQ(refused.error().message.arguments[1].second, base::Argument("my_own_function(surname_l, surname_r) > 3"));
}

TEST(Report, NoCellBecomesMarkup) {
  Rows rows = persons(120, false);
  rows[3][1] = "<script>alert(1)</script>";
  rows[4][2] = "</script><img src=x onerror=alert(1)>";
  rows[5][0] = "\"><b>id</b>";
  const auto left = table("a<i>", kHeadings, rows);
  const auto right = table("b", kHeadings, rows);
  Options options;
  options.id_columns = {0, 0};
  options.keep_ppm = 1;
  const Outcome outcome = run({left.get(), right.get()}, options);
  ReportOptions shown;
  shown.list_names = {"a<i>", "b"};
  shown.language = "en";
  const std::string page = html_report(outcome, shown, [](const base::Message& message) { return message.code; });
  const auto count = [&](std::string_view wanted) {
    std::size_t found = 0;
    for (std::size_t at = page.find(wanted); at != std::string::npos; at = page.find(wanted, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("<script"), 3U);  // the data, the program, and none of the cells
  EXPECT_EQ(count("</script"), 3U);
  EXPECT_EQ(count("<img"), 0U);
  EXPECT_EQ(count("<b>"), 0U);
  EXPECT_EQ(count("<i>"), 0U);
  // Nothing is asked of anybody: no address, no import.
  for (const char* const outside : {"http://", "https://", "src=", "@import", "url("})
    EXPECT_EQ(count(outside), 0U) << outside;
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

}  // namespace
}  // namespace midspan::reconcile
