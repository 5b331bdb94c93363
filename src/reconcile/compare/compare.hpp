// SPDX-License-Identifier: Apache-2.0
// How well two values agree, in a few levels; and the agreement of two rows as one number, its pattern.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "reconcile/encode/values.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {

// Levels fit three bits. 0 is always "one of them is missing", 1 always "equal". DO NOT CHANGE THE ORDER: models store
// it.
constexpr unsigned kLevelBits = 3;
constexpr unsigned kMostFields = 20;
using Pattern = std::uint64_t;  // level of field f at bits 3f

inline unsigned level_of(Pattern pattern, std::size_t field) {
  return static_cast<unsigned>(pattern >> (kLevelBits * field)) & 7U;
}

// Levels of a kind, level 0 included; from agreement to disagreement.
unsigned levels_of(Kind kind);
std::string_view level_name(Kind kind, unsigned level);

class Comparer {
 public:
  Comparer(const std::vector<Field>& fields, const std::vector<std::size_t>& group, const std::vector<Values>& values);

  // Asks the cache for what comparing two rows will look at first.
  void prefetch(const std::uint32_t* row) const {
    for (std::size_t field = 0; field < kinds_.size(); ++field)
      if (signatures_[field] != nullptr) __builtin_prefetch(signatures_[field] + row[field]);
  }

  struct RowPair {
    const std::uint32_t* left;
    const std::uint32_t* right;
  };
  static constexpr std::size_t kPairsAtOnce = 64;
  // out[i] = pattern(pairs[i].left, pairs[i].right), faster. REQUIRES: at most kPairsAtOnce pairs.
  void patterns(std::span<const RowPair> pairs, Pattern* out) const;

  unsigned level(std::size_t field, std::uint32_t left, std::uint32_t right) const;
  Pattern pattern(const std::uint32_t* left, const std::uint32_t* right) const {
    Pattern pattern = 0;
    for (std::size_t field = 0; field < kinds_.size(); ++field) {
      const std::uint32_t one = left[field];
      const std::uint32_t other = right[field];
      unsigned found = 0;
      if (one != 0 && other != 0) found = one == other ? 1 : differ(field, one, other);
      pattern |= static_cast<Pattern>(found) << (kLevelBits * field);
    }
    return pattern;
  }

 private:
  unsigned differ(std::size_t field, std::uint32_t left, std::uint32_t right) const;
  void prefetch_value(std::size_t field, std::uint32_t value) const;

  std::vector<Kind> kinds_;
  std::vector<const Values*> values_;
  std::vector<const Signature*> signatures_;  // null for kinds without
};

}  // namespace midspan::reconcile
