// SPDX-License-Identifier: Apache-2.0
#include "names/keyboard.hpp"

#include <gtest/gtest.h>

#include "names/compare.hpp"
#include "names/normalise.hpp"

namespace midspan::names {
namespace {

NameComparison compared(std::string_view left, std::string_view right) {
  return compare_names(prepare_name(left), prepare_name(right));
}

TEST(Keyboard, KeysOfBothSides) {
  EXPECT_EQ(typed_in(people::Script::Cyrillic, "Bdfy Gtnhjd").front(), "иван петров");
  EXPECT_EQ(typed_in_latin(people::Script::Cyrillic, "Ьшддук").front(), "miller");
  EXPECT_EQ(typed_in(people::Script::Arabic, "hpl]").front(), "احمد");
  EXPECT_EQ(typed_in_latin(people::Script::Arabic, "سلام"), (std::vector<std::string>{"sghl", "sbl"}));
  EXPECT_EQ(typed_in(people::Script::Hebrew, "nav").front(), "משה");
  EXPECT_TRUE(typed_in(people::Script::Greek, "abc").empty());
  EXPECT_TRUE(typed_in_latin(people::Script::Han, "王").empty());
}

TEST(Keyboard, NamesTypedInAnotherScriptAreMet) {
  for (const auto& [left, right] : std::vector<std::pair<const char*, const char*>>{{"Bdfy Gtnhjd", "Иван Петров"},
                                                                                    {"Gtnhjd Bdfy", "Иван Петров"},
                                                                                    {"Bdfy Gtnhj", "Иван Петров"},
                                                                                    {"Сергій", "Cthusq"},
                                                                                    {"Ьшддук Ызуь", "Miller Spem"}}) {
    EXPECT_TRUE(compared(left, right).same()) << left << " " << right;
    EXPECT_TRUE(compared(right, left).other_keyboard) << left << " " << right;
  }
}

TEST(Keyboard, OtherNamesAreNot) {
  EXPECT_FALSE(compared("Bdfy Gtnhjd", "Олег Сомов").same());
  EXPECT_FALSE(compared("Bdfy", "Петров").same());
  EXPECT_FALSE(compared("Bdfy Gtnhjd", "Иван").same());
  EXPECT_FALSE(compared("Ivan Petrov", "Иван Петров").other_keyboard);
}

}  // namespace
}  // namespace midspan::names
