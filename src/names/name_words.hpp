// SPDX-License-Identifier: Apache-2.0
// Inside names/: what is known of single words of names (data/names/words.tsv).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace midspan::names {

enum WordClass : std::uint32_t {
  kTitle = 1U << 0,
  kSuffix = 1U << 1,
  kBurmeseTitle = 1U << 2,
  kParticle = 1U << 3,
  kNasab = 1U << 4,
  kArticle = 1U << 5,      // also assimilated: ad, ar, ash ...
  kArticleOnly = 1U << 6,  // al, el and their like
  kFamilyOf = 1U << 7,
  kServant = 1U << 8,
  kKunyaHead = 1U << 9,
  kDivine = 1U << 10,
  kAlias = 1U << 11,
  kEthiopianPrefix = 1U << 12,
  kEthiopianEnding = 1U << 13,
  kHanSurname = 1U << 14,
  kAsianSurname = 1U << 15,
  kIberianGiven = 1U << 16,
  kArabicGiven = 1U << 17,
  kSlavicGiven = 1U << 18,
  kMaiden = 1U << 20,           // "née": the name before marriage
  kJapaneseSurname = 1U << 21,  // in Han
  kBurmeseWord = 1U << 22,
  kEthiopianGiven = 1U << 23,
  kVietnameseWord = 1U << 24,
  kDegree = 1U << 25,       // behind a comma: "S.H."
  kTitleOrName = 1U << 26,  // "Imam": a title before a name, a given name before a family name
  kPlaceholder = 1U << 19,  // "FNU", "unknown": stands where a name is not known
};

// The classes of a word; the argument is folded and joined. 0 for a word of no class. Cost: one hash look-up.
std::uint32_t classes_of(std::string_view folded);

// Of names in Han, how many are Japanese: where one in eight begins with a family name of Japan, all are read so, for a
// Chinese list has hardly any.
class JapaneseAmongHan {
 public:
  // REQUIRES: folded; a name, or its family name alone. Names in other scripts count for nothing.
  void see(std::string_view folded);
  bool enough() const { return japanese_ > 0 && japanese_ * 8 >= han_; }

 private:
  std::size_t han_ = 0;
  std::size_t japanese_ = 0;
};

}  // namespace midspan::names
