// SPDX-License-Identifier: Apache-2.0
// What the cells of a list's columns look like, from some of its rows.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/fields.hpp"
#include "reconcile/source.hpp"

namespace midspan::reconcile {

// Counts of rows, and of cells by what they look like.
struct Profile {
  std::size_t rows = 0, filled = 0, distinct = 0, dates = 0, numbers = 0, codes = 0;
  std::size_t several_words = 0;
  std::size_t below_100 = 0;  // numbers of one or two digits
};

// Rows spread over all that is read: when there are too many, every second is dropped and half as many are taken on.
// The first rows alone would not do: lists are sorted.
class ProfileSink final : public RowSink {
 public:
  explicit ProfileSink(std::size_t columns) : cells_(columns) {}
  void row(std::span<const std::string_view> cells) override {
    if (seen_++ % step_ != 0) return;
    if (rows_ == kMostRows) {
      for (auto& column : cells_) {
        for (std::size_t at = 0; at < kMostRows / 2; ++at) column[at] = std::move(column[2 * at]);
        column.resize(kMostRows / 2);
      }
      rows_ = kMostRows / 2;
      step_ *= 2;
    }
    for (std::size_t at = 0; at < cells_.size(); ++at)
      cells_[at].emplace_back(at < cells.size() ? cells[at].substr(0, 200) : std::string_view());
    ++rows_;
  }
  // Some of the pieces of a list, spread over all of it.
  static ProfileSink of(const Source& list);

  Profile profile(std::size_t column) const;
  // Whether the cells of a column mostly hold a word of the part's cell beside them.
  bool holds(std::size_t column, std::size_t part) const;
  // Whether a column only says again what another says: all words and numbers of its cells, nearly always.
  bool repeats(std::size_t copy, std::size_t column) const;
  // At most `most` cells that are not empty, spread over all rows.
  std::vector<std::string> sample(std::size_t column, std::size_t most) const;

 private:
  static constexpr std::size_t kMostRows = 6000;
  static constexpr std::size_t kRowsSideBySide = 300;  // that are compared with each other
  template <typename Each>
  void for_each_row(std::size_t most, Each&& each) const {
    const std::size_t apart = std::max<std::size_t>(1, rows_ / most);
    for (std::size_t row = 0; row < rows_; row += apart) each(row);
  }
  std::vector<std::vector<std::string>> cells_;  // [column][row], each of as many rows
  std::size_t rows_ = 0, seen_ = 0, step_ = 1;
};

// By cells alone.
Kind kind_of_profile(const Profile& profile);

}  // namespace midspan::reconcile
