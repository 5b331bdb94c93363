// SPDX-License-Identifier: Apache-2.0
// Columns that say the same under headings that do not: by their cells.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::reconcile {

// Some cells of a column, folded; empty ones left out.
class ColumnSample {
 public:
  explicit ColumnSample(const std::vector<std::string>& cells);

  // Words in letters under which many rows stand: places, units, offices. Not numbers, codes or dates, which agree
  // between columns that have nothing to do with each other; not a few categories, which agree as easily.
  bool is_words() const { return in_letters_ * 10 >= cells_.size() * 7 && values_.size() >= 8; }
  const std::set<std::string>& words() const { return words_; }
  double words_a_cell() const;

  // Share of the cells whose value the other column has.
  double found_in(const ColumnSample& other) const;
  // Share of the cells with one of the words, at least.
  double holding(const std::set<std::string>& words) const;

 private:
  std::vector<std::string> cells_;
  std::set<std::string> values_, words_;
  std::size_t in_letters_ = 0;
};

// Half of one column's cells at least stand in the other, and a fifth of the other's in the one: lists may differ in
// length and in whom they hold, and still speak of the same villages.
bool hold_the_same(const ColumnSample& one, const ColumnSample& other);

}  // namespace midspan::reconcile
