// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <gtest/gtest.h>

namespace json = midspan::base::json;

TEST(Json, ActsAllowOnlyCanonicalText) {
  EXPECT_TRUE(json::parse(R"({"a":1,"b":[true,null,"é"]})", json::Strictness::Act));
  for (const char* text : {R"({"b":1,"a":2})", R"({"a": 1})", R"({"a":1.5})", R"({"a":1e2})", R"({"a":9007199254740993})",
                           R"({"a":-0})", R"({"a":"\u00e9"})", R"({"a":1,"a":2})", R"({"a":"\ud800"})", "", "[1,]"})
    EXPECT_FALSE(json::parse(text, json::Strictness::Act)) << text;
}

TEST(Json, NumbersAsEcmaScriptWritesThem) {
  for (const auto& [value, text] : std::initializer_list<std::pair<double, const char*>>{
           {333333333.33333329, "333333333.3333333"}, {1E30, "1e+30"}, {4.50, "4.5"}, {2e-3, "0.002"}, {1e-27, "1e-27"},
           {1e21, "1e+21"}, {123456789012345680000.0, "123456789012345680000"}, {0.000001, "0.000001"}, {-0.0, "0"}})
    EXPECT_EQ(json::canonical(value), text);
}

TEST(Json, MembersSortByUtf16) {
  // U+1F600 is written with surrogates (D83D), which sort below U+FB33.
  EXPECT_EQ(json::canonical(json::Object{{"\uFB33", 1}, {"\U0001F600", 2}}), "{\"\U0001F600\":2,\"\uFB33\":1}");
}
