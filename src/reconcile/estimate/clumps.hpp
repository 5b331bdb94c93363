// SPDX-License-Identifier: Apache-2.0
// Values that go together among strangers. Rows of one nationality, village or sex are called by the names of that
// nationality, and a clerk who knows nothing better writes one day of birth for a whole group. Fields are independent
// within a class of the model; where they are not, two strangers of one village who share a name have that name twice
// over: once as rare as it is in the list, once as the village.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "reconcile/encode/encode.hpp"

namespace midspan::reconcile {

class Linkage;

// How much commoner a value is among the rows that have a certain value in another field, as a weight: log2 of its
// share of the list over its share of those rows, never more than 0.
class Clumps {
 public:
  bool empty() const { return parents_.empty(); }
  // What a pair whose `field` is equal has to give back; `agrees(other)` tells whether another field is equal, too.
  // Thread safety: all of it.
  template <class Agrees>
  std::int32_t weight(std::size_t field, const std::uint32_t* row, const Agrees& agrees) const {
    std::int32_t least = 0;
    if (parents_.empty()) return least;
    for (const Parent& parent : parents_[field]) {
      if (!agrees(parent.field)) continue;
      const auto there = parent.weights.find(key(row[field], row[parent.field]));
      if (there != parent.weights.end() && there->second < least) least = there->second;
    }
    return least;
  }

 private:
  friend Clumps learn_clumps(const Linkage& linkage, unsigned threads);
  struct Parent {
    std::size_t field = 0;
    std::unordered_map<std::uint64_t, std::int32_t> weights;
  };
  static std::uint64_t key(std::uint32_t value, std::uint32_t of) { return std::uint64_t{value} << 32 | of; }

  std::vector<std::vector<Parent>> parents_;  // by field
};

// Of a linkage whose scorer knows everything else. Two lists are asked one by one, others together. Rows that are one
// person by what is known so far do not count as others who have the value. Deterministic. Cost: rows x fields x
// fields, and some dozens of comparisons for each value that is found to clump.
Clumps learn_clumps(const Linkage& linkage, unsigned threads);

}  // namespace midspan::reconcile
