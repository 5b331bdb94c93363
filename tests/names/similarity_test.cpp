// SPDX-License-Identifier: Apache-2.0
// The kernels give what their slow twins give, and what the papers say.
#include "names/similarity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "names/normalise.hpp"

namespace midspan::names {
namespace {

TEST(Similarity, ValuesOfThePapers) {
  EXPECT_EQ(jaro_winkler("martha", "marhta"), 9611);
  EXPECT_EQ(jaro_winkler("dixon", "dicksonx"), 8133);
  EXPECT_EQ(jaro_winkler("", ""), kSame);
  EXPECT_EQ(jaro_winkler("a", ""), 0);
  EXPECT_EQ(damerau("ca", "abc"), 3);  // optimal string alignment, not the unrestricted distance
  EXPECT_EQ(damerau("smith", "smiht"), 1);
  EXPECT_EQ(levenshtein("kitten", "sitting"), 3);
  EXPECT_EQ(levenshtein("kitten", "sitting", 1), 2);
  EXPECT_EQ(jaro_winkler("мария", "марія"), jaro_winkler("maria", "marja"));
}

rc::Gen<std::u32string> words(char32_t first, int letters, int longest) {
  return rc::gen::mapcat(rc::gen::inRange(0, longest), [=](int length) {
    return rc::gen::container<std::u32string>(static_cast<std::size_t>(length),
                                              rc::gen::map(rc::gen::inRange(0, letters), [first](int letter) {
                                                return first + static_cast<char32_t>(letter);
                                              }));
  });
}

void same_as_twins(const std::u32string& left, const std::u32string& right) {
  const std::string left_text = utf8(left);
  const std::string right_text = utf8(right);
  RC_ASSERT(jaro_winkler(left_text, right_text) == reference::jaro_winkler(left, right));
  RC_ASSERT(levenshtein(left_text, right_text) == reference::levenshtein(left, right));
  RC_ASSERT(damerau(left_text, right_text) == reference::damerau(left, right));
  PackedWord left_packed;
  PackedWord right_packed;
  if (pack(left_text, left_packed) && pack(right_text, right_packed))
    RC_ASSERT(jaro_winkler(left_packed, right_packed) == reference::jaro_winkler(left, right));
}

RC_GTEST_PROP(Similarity, KernelsEqualTheirTwinsOnShortWords, ()) {
  same_as_twins(*words(U'a', 4, 12), *words(U'a', 4, 12));
}
RC_GTEST_PROP(Similarity, KernelsEqualTheirTwinsOnLongWords, ()) {
  same_as_twins(*words(U'a', 6, 90), *words(U'a', 6, 90));
}
RC_GTEST_PROP(Similarity, KernelsEqualTheirTwinsInArabic, ()) {
  same_as_twins(*words(U'ا', 20, 20), *words(U'ا', 20, 20));
}

RC_GTEST_PROP(Similarity, TheScreenLosesNobody, ()) {
  std::vector<PackedWord> candidates;
  std::vector<std::uint32_t> signatures;
  const auto packed = [](const std::u32string& word) {
    PackedWord made;
    pack(utf8(word), made);
    return made;
  };
  for (int count = 0; count < 30; ++count) {
    candidates.push_back(packed(*words(U'S', 40, 16)));
    signatures.push_back(letter_signature(candidates.back()));
  }
  const PackedWord word = packed(*words(U'S', 40, 16));
  const int least = *rc::gen::element(0, 5000, 7200, 9000, 10000);
  std::vector<std::pair<int, std::uint32_t>> expected;
  for (std::uint32_t at = 0; at < candidates.size(); ++at)
    if (const int score = jaro_winkler(word, candidates[at]); score >= least) expected.emplace_back(score, at);
  std::vector<std::pair<int, std::uint32_t>> found;
  jaro_winkler_at_least(word, candidates, signatures, least, found);
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace midspan::names
