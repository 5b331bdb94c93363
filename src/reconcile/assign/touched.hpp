// SPDX-License-Identifier: Apache-2.0
// Numbers for the few rows of long lists that have links.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "reconcile/assign/assign.hpp"

namespace midspan::reconcile {

// The rows that have links, and how many of them stand before a row.
struct Touched {
  std::vector<std::uint32_t> rows;  // ascending

  Touched(const std::vector<Edge>& edges, std::size_t all) : bits_(all / 64 + 1, 0), before_(all / 64 + 1, 0) {
    for (const Edge& edge : edges) {
      bits_[edge.left / 64] |= std::uint64_t{1} << (edge.left % 64);
      bits_[edge.right / 64] |= std::uint64_t{1} << (edge.right % 64);
    }
    for (std::size_t word = 0; word < bits_.size(); ++word) {
      before_[word] = static_cast<std::uint32_t>(rows.size());
      for (std::uint64_t left = bits_[word]; left != 0; left &= left - 1)
        rows.push_back(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }
  }
  std::size_t below(std::size_t row) const {
    const std::uint64_t lower = bits_[row / 64] & ((std::uint64_t{1} << (row % 64)) - 1);
    return before_[row / 64] + static_cast<std::size_t>(std::popcount(lower));
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> before_;
};

}  // namespace midspan::reconcile
