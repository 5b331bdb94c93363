// SPDX-License-Identifier: Apache-2.0
#include "reconcile/alike.hpp"

#include <algorithm>

#include "names/normalise.hpp"
#include "reconcile/headings.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kFewest = 20;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

ColumnSample::ColumnSample(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    std::string folded = names::fold(cell);
    if (folded.empty()) continue;
    const auto digits = static_cast<std::size_t>(std::count_if(folded.begin(), folded.end(), is_digit));
    in_letters_ += digits * 3 < folded.size() ? 1 : 0;
    for (const std::string_view word : split_words(folded)) words_.emplace(word);
    values_.insert(folded);
    cells_.push_back(std::move(folded));
  }
}

double ColumnSample::words_a_cell() const {
  std::size_t words = 0;
  for (const std::string& cell : cells_) words += split_words(cell).size();
  return cells_.empty() ? 0 : static_cast<double>(words) / static_cast<double>(cells_.size());
}

double ColumnSample::found_in(const ColumnSample& other) const {
  if (cells_.size() < kFewest) return 0;
  const auto found = std::count_if(cells_.begin(), cells_.end(),
                                   [&](const std::string& cell) { return other.values_.contains(cell); });
  return static_cast<double>(found) / static_cast<double>(cells_.size());
}

double ColumnSample::holding(const std::set<std::string>& words) const {
  if (cells_.size() < kFewest) return 0;
  const auto holding = std::count_if(cells_.begin(), cells_.end(), [&](const std::string& cell) {
    const auto own = split_words(cell);
    return std::any_of(own.begin(), own.end(),
                       [&](std::string_view word) { return word.size() > 2 && words.contains(std::string(word)); });
  });
  return static_cast<double>(holding) / static_cast<double>(cells_.size());
}

bool hold_the_same(const ColumnSample& one, const ColumnSample& other) {
  if (!one.is_words() || !other.is_words()) return false;
  const double there = one.found_in(other);
  const double back = other.found_in(one);
  return std::max(there, back) >= 0.5 && std::min(there, back) >= 0.2;
}

}  // namespace midspan::reconcile
