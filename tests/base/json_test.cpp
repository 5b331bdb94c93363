// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <gtest/gtest.h>

namespace json = midspan::base::json;

TEST(Json, ActsAllowOnlyCanonicalText) {
  EXPECT_TRUE(json::parse(R"({"a":1,"b":[true,null,"é"]})", json::Strictness::Act));
  for (const char* text :
       {R"({"b":1,"a":2})", R"({"a": 1})", R"({"a":1.5})", R"({"a":1e2})", R"({"a":9007199254740993})", R"({"a":-0})",
        R"({"a":"\u00e9"})", R"({"a":1,"a":2})", R"({"a":"\ud800"})", "", "[1,]"})
    EXPECT_FALSE(json::parse(text, json::Strictness::Act)) << text;
}

TEST(Json, NumbersAsEcmaScriptWritesThem) {
  for (const auto& [value, text] :
       std::initializer_list<std::pair<double, const char*>>{{333333333.33333329, "333333333.3333333"},
                                                             {1E30, "1e+30"},
                                                             {4.50, "4.5"},
                                                             {2e-3, "0.002"},
                                                             {1e-27, "1e-27"},
                                                             {1e21, "1e+21"},
                                                             {123456789012345680000.0, "123456789012345680000"},
                                                             {0.000001, "0.000001"},
                                                             {-0.0, "0"}})
    EXPECT_EQ(json::canonical(value), text);
}

TEST(Json, MembersSortByUtf16) {
  // U+1F600 is written with surrogates (D83D), which sort below U+FB33.
  EXPECT_EQ(json::canonical(json::Object{{"\uFB33", 1}, {"\U0001F600", 2}}), "{\"\U0001F600\":2,\"\uFB33\":1}");
}

TEST(Json, DepthAndSizeAreBounded) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_TRUE(json::parse(nested(64), json::Strictness::Act));
  EXPECT_FALSE(json::parse(nested(66), json::Strictness::Act));
  EXPECT_FALSE(json::parse(std::string(1'000'000, '['), json::Strictness::Document));
  std::string wide = "{";
  for (int at = 0; at < 200'000; ++at) wide += (at == 0 ? "\"" : ",\"") + std::to_string(at) + "\":0";
  EXPECT_TRUE(json::parse(wide + "}", json::Strictness::Document));
  EXPECT_FALSE(json::parse(wide + ",\"7\":0}", json::Strictness::Document));
}

TEST(Json, StringsComeBack) {
  for (const std::string& text :
       {std::string(), std::string("plain"), std::string("a\"b\\c\n\t\r\b\f"), std::string("\x01\x1f\x7f", 3),
        std::string("\0", 1), std::string("\u00e9\u0645\U0001F600"), std::string(3000, 'x') + "\n"}) {
    const std::string written = json::canonical(json::Value(text));
    const auto read = json::parse(written, json::Strictness::Act);
    ASSERT_TRUE(read) << written;
    EXPECT_EQ(*read->string(), text);
  }
  EXPECT_EQ(*json::parse(R"("\u00e9\ud83d\ude00\/")", json::Strictness::Document)->string(), "\u00e9\U0001F600/");
  for (const char* text : {R"("\ud83d")", R"("\ude00")", R"("\ud83dx")", R"("\u12")", R"("\x")", "\"a\nb\"", "\"a",
                           "\"\xff\"", "\"\xed\xa0\x80\""})
    EXPECT_FALSE(json::parse(text, json::Strictness::Document)) << text;
}
