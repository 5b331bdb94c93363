// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/utf8.hpp"

namespace midspan::base {
namespace {

TEST(Utf8, WhatAStrangerWroteCannotMoveTheCursorOrTurnTheLine) {
  EXPECT_EQ(printable("\x1B[2JGood"), "[U+001B][2JGood");
  EXPECT_EQ(printable("a\rb\x7F\xC2\x9B"), "a[U+000D]b[U+007F][U+009B]");
  EXPECT_EQ(printable("abc\u202Edef\u2066"), "abc[U+202E]def[U+2066]");
  EXPECT_EQ(printable("a\xFF z"), "a\uFFFD z");
}

TEST(Utf8, OrdinaryTextOfAnyScriptIsPrintedAsItIs) {
  for (const char* text : {"Ana Salas\tGil\n", "سليم\u200F حداد", "王小明", "א\u200Eב", "José", ""})
    EXPECT_EQ(printable(text), text);
}

}  // namespace
}  // namespace midspan::base
