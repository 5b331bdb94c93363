// SPDX-License-Identifier: Apache-2.0
// The screen may only throw out what the comparison itself would call different, and every kernel says the same.
#include "reconcile/compare/screen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "names/similarity.hpp"

namespace midspan::reconcile {
namespace {

// Words that are near each other often enough: few letters, some words made from others by an edit or two.
std::vector<std::string> words() {
  std::vector<std::string> made;
  std::uint64_t state = 7;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  static constexpr const char* kLetters[] = {"abcdefghijklmnopqrstuvwxyz", "aeinrst", "abq7"};
  for (std::size_t at = 0; at < 1500; ++at) {
    const std::string_view letters = kLetters[draw(3)];
    std::string word;
    for (std::size_t left = 1 + draw(16); left > 0; --left) word.push_back(letters[draw(letters.size())]);
    made.push_back(word);
    if (word.size() > 2) {
      word[draw(word.size())] = letters[draw(letters.size())];
      std::swap(word[0], word[draw(2)]);
      made.push_back(word);
      if (word.size() < 16) made.push_back(word + letters[draw(letters.size())]);
    }
  }
  return made;
}

struct Word {
  names::PackedWord packed;
  Signature name = 0, text = 0;
};

std::vector<Word> packed_words() {
  std::vector<Word> made;
  for (const std::string& word : words()) {
    Word one;
    EXPECT_TRUE(names::pack(word, one.packed));
    const auto skeleton = static_cast<std::uint32_t>(std::hash<char>()(word.back())) * 0x9E3779B9U;
    one.name = signature_of(one.packed, skeleton, Alphabet::Latin, kNameBar);
    one.text = signature_of(one.packed, 0, Alphabet::Latin, kTextBar);
    made.push_back(one);
  }
  return made;
}

TEST(Screen, WhatMayNotReachDoesNot) {
  const std::vector<Word> all = packed_words();
  std::size_t below = 0, pairs = 0;
  for (std::size_t one = 0; one < all.size(); ++one)
    for (std::size_t other = one + 1; other < std::min(all.size(), one + 40); ++other) {
      const names::PackedWord& left = all[one].packed;
      const names::PackedWord& right = all[other].packed;
      unsigned prefix = 0;
      while (prefix < std::min<unsigned>({4, left.length, right.length}) &&
             left.letters[prefix] == right.letters[prefix])
        ++prefix;
      ++pairs;
      for (const unsigned least : {7000U, 8800U, 9400U})
        if (!may_reach(all[one].name, all[other].name, prefix, least)) {
          ++below;
          ASSERT_LT(names::jaro_winkler(left, right), static_cast<int>(least));
        }
    }
  EXPECT_GT(below, pairs);  // and it says so of most of them
}

TEST(Screen, ThrowsOutOnlyWhatIsBelowTheBar) {
  const std::vector<Word> all = packed_words();
  std::size_t far = 0, pairs = 0;
  for (std::size_t one = 0; one < all.size(); one += 3)
    for (std::size_t other = one; other < all.size(); other += 2) {
      const int similarity = names::jaro_winkler(all[one].packed, all[other].packed);
      ++pairs;
      if (far_apart(all[one].name, all[other].name, kNameBar)) {
        ++far;
        ASSERT_LT(similarity, 7800);
      }
      if (far_apart(all[one].text, all[other].text, kTextBar)) {
        ASSERT_LT(similarity, 8500);
      }
    }
  EXPECT_GT(far, pairs / 4);  // else it would not pay
}

TEST(Screen, WordsOfOneEditAreNeverThrownOut) {
  for (const std::string& word : words()) {
    if (word.size() < 4 || word.size() > 15) continue;
    for (std::size_t at = 0; at <= word.size(); ++at) {
      std::string longer = word;
      longer.insert(at, 1, 'k');
      std::string other = word;
      if (at < word.size()) other[at] = 'w';
      names::PackedWord packed, longer_packed, other_packed;
      ASSERT_TRUE(names::pack(word, packed) && names::pack(longer, longer_packed) && names::pack(other, other_packed));
      for (const ScreenBar bar : {kNameBar, kTextBar}) {
        const Signature own = signature_of(packed, 1 << 8, Alphabet::Latin, bar);
        ASSERT_FALSE(far_apart(own, signature_of(longer_packed, 2 << 8, Alphabet::Latin, bar), bar)) << word;
        ASSERT_FALSE(far_apart(own, signature_of(other_packed, 2 << 8, Alphabet::Latin, bar), bar)) << word;
      }
    }
  }
}

TEST(Screen, SaysNothingOfOtherAlphabetsShortWordsAndEqualSkeletons) {
  names::PackedWord one, other;
  ASSERT_TRUE(names::pack("mahmoud", one) && names::pack("kristin", other));
  const auto of = [](const names::PackedWord& word, std::uint32_t skeleton, Alphabet alphabet) {
    return signature_of(word, skeleton, alphabet, kNameBar);
  };
  EXPECT_TRUE(far_apart(of(one, 1 << 8, Alphabet::Latin), of(other, 2 << 8, Alphabet::Latin), kNameBar));
  EXPECT_FALSE(far_apart(of(one, 1 << 8, Alphabet::Latin), of(other, 2 << 8, Alphabet::Foreign), kNameBar));
  EXPECT_FALSE(far_apart(of(one, 1 << 8, Alphabet::Latin), of(other, 1 << 8, Alphabet::Latin), kNameBar));
  EXPECT_FALSE(far_apart(of(one, 1 << 8, Alphabet::Latin), 0, kNameBar));
}

class Kernel : public testing::TestWithParam<std::size_t> {};

TEST_P(Kernel, SaysWhatThePlainOneSays) {
  if (GetParam() >= screen_kernels().size()) GTEST_SKIP() << "this processor's family has no such kernel";
  const ScreenKernel& kernel = screen_kernels()[GetParam()];
  if (!kernel.runs_here) GTEST_SKIP() << "this processor cannot run " << kernel.name;
  const std::vector<Word> all = packed_words();
  for (const ScreenBar bar : {kNameBar, kTextBar})
    for (std::size_t shift = 1; shift < 40; ++shift) {
      std::vector<Signature> left, right;
      for (std::size_t at = 0; at + shift < all.size() - shift % 8; ++at) {  // ends of every length
        left.push_back(bar.skeletons ? all[at].name : all[at].text);
        right.push_back(bar.skeletons ? all[at + shift].name : all[at + shift].text);
        if (at % 17 == 0) right.back() |= Signature{1} << 63;
      }
      std::vector<std::uint8_t> plain(left.size(), 9), own(left.size(), 9);
      screen_kernels()[0].run(left.data(), right.data(), left.size(), bar, plain.data());
      kernel.run(left.data(), right.data(), left.size(), bar, own.data());
      ASSERT_EQ(plain, own) << kernel.name;
      for (std::size_t at = 0; at < left.size(); ++at)
        ASSERT_EQ(plain[at] != 0, far_apart(left[at], right[at], bar)) << at;
    }
}

class RowsKernel : public testing::TestWithParam<std::size_t> {};

TEST_P(RowsKernel, SaysWhatThePlainOneSays) {
  if (GetParam() >= row_kernels().size()) GTEST_SKIP() << "this processor's family has no such kernel";
  const RowKernel& kernel = row_kernels()[GetParam()];
  if (!kernel.runs_here) GTEST_SKIP() << "this processor cannot run " << kernel.name;
  const std::vector<Word> all = packed_words();
  std::uint64_t state = 9;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  for (std::size_t lines = 1; lines <= kMostLines; ++lines) {
    RowBars bars;
    bars.lines = lines;
    for (std::size_t place = 0; place < lines * kLineWords / 2; ++place)
      bars.set(place, place % 3 == 0 ? kTextBar : kNameBar);
    std::vector<std::vector<std::uint32_t>> rows;
    for (std::size_t row = 0; row < 200; ++row) {
      rows.emplace_back(lines * kLineWords);
      for (std::size_t word = 0; word < lines * kLineWords; word += 2) {
        const Word& one = all[draw(all.size())];
        const Signature signature = draw(2) == 0 ? one.name : one.text;
        std::memcpy(rows.back().data() + word, &signature, sizeof signature);
        if (draw(3) == 0) rows.back()[word] = static_cast<std::uint32_t>(draw(3));
        if (draw(5) == 0) rows.back()[word + 1] |= 1U << 31;
      }
    }
    std::vector<RowPair> pairs;
    for (std::size_t one = 0; one < rows.size(); ++one) pairs.push_back({rows[one].data(), rows[one * 7 % 200].data()});
    std::vector<RowMatch> plain(pairs.size()), own(pairs.size());
    row_kernels()[0].run(pairs.data(), pairs.size(), bars, plain.data());
    kernel.run(pairs.data(), pairs.size(), bars, own.data());
    for (std::size_t at = 0; at < pairs.size(); ++at) {
      ASSERT_EQ(plain[at].equal, own[at].equal);
      ASSERT_EQ(plain[at].known, own[at].known);
      ASSERT_EQ(plain[at].far, own[at].far);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, RowsKernel, testing::Range<std::size_t>(0, 3));
INSTANTIATE_TEST_SUITE_P(All, Kernel, testing::Range<std::size_t>(0, 4), [](const auto& given) {
  return given.param < screen_kernels().size() ? std::string(screen_kernels()[given.param].name)
                                               : "missing" + std::to_string(given.param);
});

}  // namespace
}  // namespace midspan::reconcile
