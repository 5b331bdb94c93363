// SPDX-License-Identifier: Apache-2.0
// Settings of Splink: which conditions are understood, what a comparison of several columns teaches, what is refused.
#include "reconcile/estimate/splink_condition.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/json.hpp"
#include "made_up.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

TEST(SplinkCondition, UnderstandsWhatTheComparisonLibraryWrites) {
  for (const char* const sql :
       {"\"dob_l\" IS NULL OR \"dob_r\" IS NULL",
        "(forename_l IS NULL OR forename_r IS NULL) AND (surname_l IS NULL OR surname_r IS NULL)",
        "(forename_l = forename_r) AND (surname_l = surname_r)",
        "\"forename_l\" = \"surname_r\" AND \"forename_r\" = \"surname_l\"",
        "jaro_winkler_similarity(\"a_l\", \"a_r\") >= 0.92 AND jaro_winkler_similarity(\"b_l\", \"b_r\") >= 0.92",
        "damerau_levenshtein(\"a_l\", \"a_r\") <= 1 OR levenshtein(\"a_l\", \"a_r\") < 3",
        "abs(epoch(try_strptime(\"dob_l\", '%Y-%m-%d')) - epoch(try_strptime(\"dob_r\", '%Y-%m-%d'))) <= 2629800.0",
        "abs(datediff('month', dob_l, dob_r)) <= 3", "abs(date_diff('day', \"dob_l\", \"dob_r\")) <= 10",
        "array_length(list_intersect(\"postcodes_l\", \"postcodes_r\")) >= 1",
        "SUBSTRING(\"postcode_l\", 1, 3) = SUBSTRING(\"postcode_r\", 1, 3)",
        "regexp_extract(\"postcode_l\", '^[A-Z]+', 0) = regexp_extract(\"postcode_r\", '^[A-Z]+', 0)",
        "NULLIF(regexp_extract(\"email_l\", '^[^@]+', 0), '') = NULLIF(regexp_extract(\"email_r\", '^[^@]+', 0), '')",
        "abs(\"age_l\" - \"age_r\") <= 2", "LOWER(\"a_l\") = LOWER(\"a_r\")",
        "cast(a_l as varchar) = cast(a_r as varchar)", "NOT (\"a_l\" IS NULL)", "ELSE"})
    EXPECT_TRUE(parse_splink_condition(sql).has_value()) << sql;
}

TEST(SplinkCondition, RefusesTheRest) {
  for (const char* const sql : {"", "a_l", "a_l = ", "a_l > a_r", "my_function(a_l, a_r) > 3", "a_l = a_l",
                                "jaccard(a_l, a_r) >= 0.9", "2 * asin(sqrt(a_l)) <= 3", "a_l = a_r AND", "(a_l = a_r",
                                "a_l = 'x'", "NOT a_l = a_r", "jaro_winkler_similarity(a_l, b_r) >= 0.9",
                                "a_l = a_r; drop table x", "else else", "levenshtein(a_l, a_r) >= 2"})
    EXPECT_FALSE(parse_splink_condition(sql).has_value()) << sql;
  EXPECT_FALSE(parse_splink_condition(std::string(9000, '(')).has_value());
  std::string deep;
  for (int at = 0; at < 60; ++at) deep += "(";
  EXPECT_FALSE(parse_splink_condition(deep + "a_l = a_r").has_value());
}

class Settings : public testing::Test {
 protected:
  static base::json::Value with(const std::string& levels, const std::string& name = "forename_surname") {
    return base::json::parse(R"({"comparisons":[{"output_column_name":")" + name + R"(","comparison_levels":[)" +
                                 levels + R"(]}],"probability_two_random_records_match":0.005})",
                             base::json::Strictness::Document)
        .value();
  }
  base::Result<Outcome> untaught() {
    Options options;
    options.id_columns = {0, 0};
    return reconcile({left_.get(), right_.get()}, options);
  }
  base::Result<Outcome> use(const base::json::Value& settings) {
    Options options;
    options.id_columns = {0, 0};
    options.model = &settings;
    return reconcile({left_.get(), right_.get()}, options);
  }

 private:
  std::unique_ptr<Source> left_ =
      table("a", {"line", "forename", "surname", "date of birth", "town"}, persons(200, false));
  std::unique_ptr<Source> right_ =
      table("b", {"line", "forename", "surname", "date of birth", "town"}, persons(200, true));
};

TEST_F(Settings, AComparisonOfTwoColumnsTeachesBoth) {
  const auto outcome = use(with(R"json(
      {"sql_condition":"(forename_l IS NULL OR forename_r IS NULL) AND (surname_l IS NULL OR surname_r IS NULL)","is_null_level":true},
      {"sql_condition":"(forename_l = forename_r) AND (surname_l = surname_r)","m_probability":0.6},
      {"sql_condition":"forename_l = surname_r AND forename_r = surname_l","m_probability":0.05},
      {"sql_condition":"jaro_winkler_similarity(forename_l, forename_r) >= 0.92 AND jaro_winkler_similarity(surname_l, surname_r) >= 0.92","m_probability":0.1},
      {"sql_condition":"surname_l = surname_r","m_probability":0.15},
      {"sql_condition":"ELSE","m_probability":0.1})json"));
  ASSERT_TRUE(outcome.has_value());
  const auto m = [&](const char* field, const char* wanted) {
    for (const FieldReport& of : outcome->fields)
      if (of.name == field)
        for (const auto& level : of.levels)
          if (level.name == wanted) return level.m_ppm / 1e6;
    return -1.0;
  };
  EXPECT_NEAR(m("given", "exact"), 0.65, 0.02);
  EXPECT_NEAR(m("given", "near"), 0.10, 0.02);
  EXPECT_NEAR(m("given", "other"), 0.25, 0.02);  // the surname alone agrees, or nothing
  EXPECT_NEAR(m("family", "exact"), 0.80, 0.02);
  EXPECT_NEAR(static_cast<double>(outcome->model.number("crossed")) / 1e9, 0.05, 0.001);
}

// Splink parses every rule: an empty one, which lists short enough for all pairs gave, it refuses with all the rest.
TEST_F(Settings, RulesAreEachThereOnceAndNoneIsEmpty) {
  const auto outcome = untaught();
  ASSERT_TRUE(outcome.has_value());
  std::set<std::string> seen;
  for (const base::json::Value& rule : *outcome->splink.find("blocking_rules_to_generate_predictions")->array()) {
    const std::string text(rule.text("blocking_rule"));
    EXPECT_FALSE(text.empty());
    EXPECT_TRUE(seen.insert(text).second) << text;
  }
  EXPECT_TRUE(seen.contains("1 = 1"));  // five rows a list: every pair is compared
}

TEST_F(Settings, WhatNoLevelsCanSayIsRefusedWithItsText) {
  for (const char* const condition :
       {"surname_l = surname_r OR forename_l = forename_r", "surname_l = town_r",
        "array_length(list_intersect(forename_l, forename_r)) >= 1 AND my_own(surname_l) = 3"}) {
    const auto refused = use(with(std::string(R"({"sql_condition":")") + condition + R"(","m_probability":0.5},
        {"sql_condition":"ELSE","m_probability":0.5})"));
    ASSERT_FALSE(refused.has_value()) << condition;
    EXPECT_EQ(refused.error().message.code, "RCN-014");
  }
}

TEST_F(Settings, AComparisonOfOtherColumnsIsLeftOutWithANote) {
  const auto outcome = use(with(R"json({"sql_condition":"surname_l = surname_r","m_probability":0.9},
      {"sql_condition":"ELSE","m_probability":0.1}]},{"output_column_name":"shoe","comparison_levels":[
      {"sql_condition":"shoe_l = shoe_r","m_probability":0.9},{"sql_condition":"ELSE","m_probability":0.1})json",
                                "surname"));
  ASSERT_TRUE(outcome.has_value());
  std::size_t notes = 0;
  for (const people::Finding& finding : outcome->findings) notes += finding.message.code == "RCN-113" ? 1 : 0;
  EXPECT_EQ(notes, 1U);
}

}  // namespace
}  // namespace midspan::reconcile
