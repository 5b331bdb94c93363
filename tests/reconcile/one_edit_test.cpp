// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compare/one_edit.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>

namespace midspan::reconcile {
namespace {

bool packed_edit(const std::string& left, const std::string& right) {
  names::PackedWord one, other;
  EXPECT_TRUE(names::pack(left, one));
  EXPECT_TRUE(names::pack(right, other));
  return one_edit(one, other);
}

TEST(OneEdit, IsOneSlipOfAnyKind) {
  EXPECT_TRUE(packed_edit("hasan", "hassan"));
  EXPECT_TRUE(packed_edit("hasan", "hasam"));
  EXPECT_TRUE(packed_edit("hasan", "hsaan"));
  EXPECT_TRUE(packed_edit("hasan", "hasan"));
  EXPECT_TRUE(packed_edit("a", ""));
  EXPECT_FALSE(packed_edit("hasan", "hussan"));
  EXPECT_FALSE(packed_edit("abcd", "badc"));
  EXPECT_FALSE(packed_edit("abc", "cba"));
}

// Of a few letters, so that words are alike by chance, and of every length; some are a slip or two of others.
TEST(OneEdit, PackedWordsAreAsTexts) {
  std::mt19937 random(7);
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  std::size_t near = 0;
  for (int turn = 0; turn < 300'000; ++turn) {
    std::string left;
    for (std::size_t length = below(17); left.size() < length;) left += static_cast<char>('a' + below(3));
    std::string right = left;
    for (std::size_t slips = below(3); slips > 0; --slips) {
      const std::size_t at = below(right.size() + 1);
      const auto letter = static_cast<char>('a' + below(3));
      if (const std::size_t kind = below(4); kind == 0 && right.size() < 16) right.insert(at, 1, letter);
      else if (kind == 1 && at < right.size()) right.erase(at, 1);
      else if (kind == 2 && at < right.size()) right[at] = letter;
      else if (at + 1 < right.size()) std::swap(right[at], right[at + 1]);
    }
    const bool wanted = one_edit(std::string_view(left), std::string_view(right));
    near += wanted ? 1 : 0;
    ASSERT_EQ(packed_edit(left, right), wanted) << left << ' ' << right;
    ASSERT_EQ(packed_edit(right, left), wanted) << left << ' ' << right;
  }
  EXPECT_GT(near, 100'000U);
}

}  // namespace
}  // namespace midspan::reconcile
