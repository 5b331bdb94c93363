// SPDX-License-Identifier: Apache-2.0
// How well two values agree, in a few levels; and the agreement of two rows as one number, its pattern.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "reconcile/compare/screen.hpp"
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
// Of full names that agree in part: the own name agrees, and what contradicts is nobody's given name. A tribe, a
// village or a husband's family do so; brothers do not, who differ in their own names.
constexpr Pattern kOwnNameAgrees = kCrossed << 1;
// Of full names that agree at all and are not equal: the words that do stand in another order. Some offices write the
// family first. Where none does, Ali Hassan and Hassan Ali are a son and his father, or two strangers.
constexpr Pattern kTurned = kCrossed << 2;

inline unsigned level_of(Pattern pattern, std::size_t field) {
  return static_cast<unsigned>(pattern >> (kLevelBits * field)) & 7U;
}

// Form: another form of the name, or its words in another order. Part: of names of several words some agree and others
// contradict each other, as those of brothers do.
enum NameLevel : unsigned { kNameSame = 1, kNameForm, kNameNear, kNameSimilar, kNamePart, kNameWeak, kNameOther };
// Births: the same day or the same span, a slip apart, one span within the other, ...
enum DateLevel : unsigned {
  kDateExact = 1,
  kDateNear,
  kDateWithin,
  kDateTwoParts,
  kDateYear,
  kDateSameAge,
  kDateOther
};
enum CodeLevel : unsigned { kCodeNear = 2, kCodePart, kCodeOther };
enum NumberLevel : unsigned { kNumberNear = 2, kNumberOther };
enum TextLevel : unsigned { kTextNear = 2, kTextPart, kTextOther };

// Levels of a kind, level 0 included; from agreement to disagreement.
unsigned levels_of(Kind kind);
std::string_view level_name(Kind kind, unsigned level);

// Of values that are not equal.
unsigned compare_dates(const DateValue& one, const DateValue& other);
// Levels of full names at which the order of their words is asked for.
constexpr bool order_counts(unsigned level) { return level > kNameSame && level <= kNamePart; }
// Strangers' words stand in another order more often where some contradict each other: counted apart.
constexpr std::size_t kOrders = 2;
constexpr std::size_t order_of(unsigned level) { return level == kNamePart ? 1 : 0; }
// Whether kOwnNameAgrees of a pattern says something.
inline bool asks_own_name(Pattern pattern, std::size_t full_name) {
  return level_of(pattern, full_name) == kNamePart && (pattern & kTurned) == 0;
}
// kTurned or, of two that agree in part, kOwnNameAgrees; or neither. REQUIRES: order_counts(level).
Pattern words_of_full_names(const Values& values, std::uint32_t left, std::uint32_t right, unsigned level);
// Two words of names that are the same, nearly the same, or forms of one name.
bool is_one_word(const Values& values, std::uint32_t left, std::uint32_t right);

class Comparer {
 public:
  Comparer(const std::vector<Field>& fields, const std::vector<std::size_t>& group, const std::vector<Values>& values);

  // A hot row is a row with what comparing reads first beside it: its values, then the signatures of its names and
  // texts. One or two lines of the cache instead of one a field.
  std::size_t hot_words() const { return bars_.lines * kLineWords; }  // of four bytes
  void make_hot(const std::uint32_t* row, std::uint32_t* hot) const;
  // Asks the cache for what make_hot will read.
  void prefetch(const std::uint32_t* row) const {
    for (std::size_t field = 0; field < kinds_.size(); ++field)
      if (signatures_[field] != nullptr) __builtin_prefetch(signatures_[field] + row[field]);
  }

  // out[i] = pattern of pairs[i], faster than one by one. The cache is asked for right rows; left ones should be there.
  void patterns(std::span<const RowPair> pairs, Pattern* out) const;
  // The same of hot rows. REQUIRES: at most kPairsAtOnce pairs.
  static constexpr std::size_t kPairsAtOnce = 64;
  void patterns_of_hot(std::span<const RowPair> pairs, Pattern* out) const;

  unsigned level(std::size_t field, std::uint32_t left, std::uint32_t right) const;
  Pattern pattern(const std::uint32_t* left, const std::uint32_t* right) const {
    Pattern pattern = 0;
    for (std::size_t field = 0; field < kinds_.size(); ++field) {
      const std::uint32_t one = left[field];
      const std::uint32_t other = right[field];
      unsigned found = 0;
      if (one != 0 && other != 0) found = one == other ? 1 : differ(field, one, other);
      pattern |= at_field(field, found, one, other);
    }
    const Names one = {left[given_], left[family_]};
    const Names other = {right[given_], right[family_]};
    return may_be_crossed(one, other) ? crossed(pattern, one, other) : pattern;
  }

  const Values& values(std::size_t field) const { return *values_[field]; }

  // The field whose value of the right row is compared with this field's of the left one.
  std::size_t partner(std::size_t field, Pattern pattern) const {
    if ((pattern & kCrossed) == 0) return field;
    return field == given_ ? family_ : field == family_ ? given_ : field;
  }

 private:
  // Two values that are there and not equal.
  struct Unequal {
    std::uint32_t pair, field, left, right;
  };
  unsigned differ(std::size_t field, std::uint32_t left, std::uint32_t right) const;
  // The level of a field where it stands in a pattern, and what else its values say.
  Pattern at_field(std::size_t field, unsigned level, std::uint32_t left, std::uint32_t right) const {
    const Pattern found = static_cast<Pattern>(level) << (kLevelBits * field);
    const bool asked = field == full_name_ && order_counts(level);
    return asked ? found | words_of_full_names(*values_[field], left, right, level) : found;
  }
  // Of some pairs, by what is done with them; one more is written than there are.
  template <std::size_t kPairs>
  struct UnequalOf {
    struct Some {
      std::array<Unequal, kPairs * kMostFields + 1> all;
      std::size_t count = 0;
    };
    Some names, texts, others;
  };
  template <std::size_t kPairs>
  void collect(std::span<const RowPair> pairs, std::size_t first, UnequalOf<kPairs>& unequal, Pattern* out) const;
  template <std::size_t kPairs>
  void screen(UnequalOf<kPairs>& unequal, Pattern* out) const;
  template <std::size_t kPairs>
  void look_closely(const UnequalOf<kPairs>& unequal, Pattern* out) const;
  void find_crossed(std::span<const RowPair> pairs, Pattern* out) const;
  std::size_t screen(std::span<Unequal> unequal, ScreenBar bar, Pattern* out) const;
  void look_closely(std::span<const Unequal> unequal, Pattern* out) const;
  void prefetch_value(std::size_t field, std::uint32_t value) const;

  struct Names {
    std::uint32_t given, family;
  };
  // Given and family name may have changed places in one of the rows. Strangers' names are hardly ever equal crosswise,
  // so equal numbers are asked for first; in two scripts equal names have two numbers, and all are looked at.
  bool may_be_crossed(Names left, Names right) const {
    if (!can_cross_) return false;
    return two_scripts_ || (left.given != 0 && left.given == right.family) ||
           (left.family != 0 && left.family == right.given);
  }
  Pattern crossed(Pattern pattern, Names left, Names right) const;

  std::vector<Kind> kinds_;
  std::vector<const Values*> values_;
  std::vector<bool> fathers_;                 // names of fathers, which patronymics are made of
  std::vector<const Signature*> signatures_;  // what is screened by; null for kinds without
  bool can_cross_ = false;
  bool two_scripts_ = false;
  std::size_t given_ = 0, family_ = 0;
  std::size_t full_name_ = kMostFields;  // past the end: none

  // Of hot rows. Screened fields come first, so that the bits of their signatures are the bits of their words.
  std::vector<std::size_t> field_at_;  // by word
  std::vector<std::size_t> word_of_;   // by field
  std::size_t first_signature_ = 0;    // in signatures, two words each
  std::uint64_t value_words_ = 0;      // bits
  std::uint64_t screened_words_ = 0;   // bits
  std::uint64_t two_level_words_ = 0;  // of kinds whose values are equal or different, nothing between
  RowBars bars_;
  std::vector<Pattern> other_levels_;       // by field: the level of values that have nothing in common
  using Spread = std::array<Pattern, 256>;  // levels of eight words, by their bits
  std::vector<Spread> equal_, other_;       // by byte of words
};

}  // namespace midspan::reconcile
