// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/word_places.hpp"

#include <algorithm>

namespace midspan::reconcile {

WordPlaces::WordPlaces(const Values& values, std::span<const std::uint32_t> counts)
    : values_(values), first_(values.names.size(), 0), last_(first_), between_(first_) {
  for (std::uint32_t value = 1; value < counts.size(); ++value) {
    if (counts[value] == 0) continue;
    const auto words = words_of_name(values, value);
    rows_ += counts[value];
    lengths_[std::min(words.size(), kMostWords)] += counts[value];
    first_[words.front()] += counts[value];
    last_[words.back()] += counts[value];
    for (std::size_t at = 1; at + 1 < words.size(); ++at) between_[words[at]] += counts[value];
    if (words.size() > 2) words_between_ += static_cast<double>(words.size() - 2) * counts[value];
  }
}

double WordPlaces::chance(std::uint32_t value, double own_rows, double least) const {
  if (rows_ <= 0) return 0;
  const auto words = words_of_name(values_, value);
  const auto of = [&](std::uint32_t rows, double all) { return (std::max(rows - own_rows, 0.0) + least) / all; };
  double chance = share_of_length(std::min(words.size(), kMostWords)) * of(first_[words.front()], rows_);
  if (words.size() > 1) chance *= of(last_[words.back()], rows_);
  for (std::size_t at = 1; at + 1 < words.size(); ++at) chance *= of(between_[words[at]], words_between_);
  return chance;
}

}  // namespace midspan::reconcile
