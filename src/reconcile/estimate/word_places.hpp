// SPDX-License-Identifier: Apache-2.0
// How likely a name of several words is, from its words: each in its place (first, last, between), and how many there
// are. A given name is rare among family names; a name of four words is no likelier than four words are.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/encode/values.hpp"

namespace midspan::reconcile {

class WordPlaces {
 public:
  static constexpr std::size_t kMostWords = 8;  // longer names count as that long

  // `counts`: rows by value, the names of a list.
  WordPlaces(const Values& values, std::span<const std::uint32_t> counts);

  double rows() const { return rows_; }
  double share_of_length(std::size_t words) const { return rows_ > 0 ? lengths_[words] / rows_ : 0; }
  // That the name of a row is this one if its words met by chance. Of each word so many rows do not count; what is
  // left of it is at least `least` rows.
  double chance(std::uint32_t value, double own_rows, double least) const;

 private:
  const Values& values_;
  std::vector<std::uint32_t> first_, last_, between_;  // rows, by word
  std::array<double, kMostWords + 1> lengths_{};
  double rows_ = 0, words_between_ = 0;
};

// The words of a name, or the name itself where it has one.
inline std::span<const std::uint32_t> words_of_name(const Values& values, const std::uint32_t& value) {
  const NameValue& name = values.names[value];
  return name.words <= 1 ? std::span<const std::uint32_t>(&value, 1)
                         : std::span<const std::uint32_t>(values.name_words.data() + name.words_begin, name.words);
}

}  // namespace midspan::reconcile
