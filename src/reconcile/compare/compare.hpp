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
// Given and family name of one row have changed places: their levels are those of the one with the other.
constexpr Pattern kCrossed = Pattern{1} << (kLevelBits * kMostFields);

inline unsigned level_of(Pattern pattern, std::size_t field) {
  return static_cast<unsigned>(pattern >> (kLevelBits * field)) & 7U;
}

// Levels of a kind, level 0 included; from agreement to disagreement.
unsigned levels_of(Kind kind);
std::string_view level_name(Kind kind, unsigned level);

class Comparer {
 public:
  Comparer(const std::vector<Field>& fields, const std::vector<std::size_t>& group, const std::vector<Values>& values);

  // A hot row is a row with what comparing reads first beside it: its values, then the signatures of its names and
  // texts. One or two lines of the cache instead of one a field.
  std::size_t hot_words() const { return hot_words_; }  // of four bytes
  void make_hot(const std::uint32_t* row, std::uint32_t* hot) const;
  // Asks the cache for what make_hot will read.
  void prefetch(const std::uint32_t* row) const {
    for (std::size_t field = 0; field < kinds_.size(); ++field)
      if (signatures_[field] != nullptr) __builtin_prefetch(signatures_[field] + row[field]);
  }

  struct HotPair {
    const std::uint32_t* left;
    const std::uint32_t* right;
  };
  static constexpr std::size_t kPairsAtOnce = 64;
  // out[i] = pattern of the rows that pairs[i] was made from, faster. REQUIRES: at most kPairsAtOnce pairs.
  void patterns(std::span<const HotPair> pairs, Pattern* out) const;

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
    return may_be_crossed(left, right) ? crossed(pattern, left, right) : pattern;
  }

  // The field whose value of the right row is compared with this field's of the left one.
  std::size_t partner(std::size_t field, Pattern pattern) const {
    if ((pattern & kCrossed) == 0) return field;
    return field == given_ ? family_ : field == family_ ? given_ : field;
  }

 private:
  unsigned differ(std::size_t field, std::uint32_t left, std::uint32_t right) const;
  void prefetch_value(std::size_t field, std::uint32_t value) const;

  std::vector<Kind> kinds_;
  std::vector<const Values*> values_;
  // Given and family name may have changed places in one of the rows. Strangers' names are hardly ever equal crosswise,
  // so equal numbers are asked for first; in two scripts equal names have two numbers, and all are looked at.
  bool may_be_crossed(const std::uint32_t* left, const std::uint32_t* right) const {
    if (!can_cross_) return false;
    return two_scripts_ || (left[given_] != 0 && left[given_] == right[family_]) ||
           (left[family_] != 0 && left[family_] == right[given_]);
  }
  Pattern crossed(Pattern pattern, const std::uint32_t* left, const std::uint32_t* right) const;

  std::vector<const Signature*> signatures_;  // null for kinds without
  std::vector<std::size_t> signature_at_;     // in a hot row
  std::size_t hot_words_ = 0;
  bool can_cross_ = false;
  bool two_scripts_ = false;
  std::size_t given_ = 0, family_ = 0;
};

}  // namespace midspan::reconcile
