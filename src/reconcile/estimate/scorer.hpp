// SPDX-License-Identifier: Apache-2.0
// From a pattern and two rows to a weight: the model's tables in fixed point, with how rare the agreeing values are.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "people/link.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/estimate/clumps.hpp"
#include "reconcile/estimate/logarithm.hpp"
#include "reconcile/estimate/model.hpp"
#include "reconcile/estimate/twins.hpp"

namespace midspan::reconcile {

struct Score {
  std::int32_t weight = 0;  // log2 odds of "same person" against everything else
  people::Relation relation = people::Relation::Other;
};

// Per pattern, log2 of the expected number of pairs of each class.
using ClassWeights = std::array<std::int32_t, kClasses>;

class Scorer {
 public:
  Scorer(const Model& model, const std::vector<Field>& fields, const Encoded& encoded,
         const std::vector<Values>& values, unsigned threads = 1);

  ClassWeights of_pattern(Pattern pattern) const;

  // The most that a pattern can score with the rarest values: below a floor nothing has to be looked up.
  std::int32_t most(const ClassWeights& weights, Pattern pattern) const;

  // Whether score() looks at values of both rows: values that agree are the same on either, unless they are written in
  // two scripts.
  bool asks_both(Pattern pattern) const;

  Score score(const ClassWeights& weights, Pattern pattern, const std::uint32_t* left,
              const std::uint32_t* right) const;

  // One field's share for explaining: log2 m/u of its level, and what the value's rarity adds.
  std::int32_t field_weight(std::size_t field, unsigned level) const {
    return weights_[field][level][kSame] - weights_[field][level][kOther];
  }
  std::int32_t rarity(std::size_t field, std::uint32_t value) const {
    return rarity_[field].empty() ? 0 : rarity_[field][value];
  }
  // Of strangers, how many have this value.
  double share_of_value(std::size_t field, std::uint32_t value) const;
  // So many pairs of one person, whatever the model has.
  void expect(double persons) { pairs_[kSame] = fixed_log2(persons); }
  void take(Clumps clumps) { clumps_ = std::move(clumps); }
  std::int32_t prior_weight() const { return pairs_[kSame] - pairs_[kOther]; }
  // `left`, `right`: rows.
  std::int32_t rarity_of(std::size_t field, Pattern pattern, const std::uint32_t* left,
                         const std::uint32_t* right) const;
  // What the words of full names say beyond their level: their order, and the own name of those that agree in part.
  std::int32_t words_weight(std::size_t field, Pattern pattern) const {
    if (field != full_name_) return 0;
    const ClassWeights weights = words_of(pattern);
    return weights[kSame] - weights[kOther];
  }
  std::int32_t crossed_weight() const { return crossed_; }  // of names that have changed places

 private:
  std::int32_t clumped(std::size_t field, Pattern pattern, const std::uint32_t* left, const std::uint32_t* right) const;
  bool shares_home(Pattern pattern) const;
  ClassWeights words_of(Pattern pattern) const;
  bool only_names(Pattern pattern) const;
  void learn_words(std::size_t field, const Encoded& encoded, const Values& values, double mean);
  std::int32_t shared_words(std::uint32_t left, std::uint32_t right) const;

  bool relatives_, unnamed_;
  bool two_scripts_ = false;
  std::vector<bool> shared_;  // by field: relatives have the value because they are relatives, and share its rarity
  Twins twins_;
  std::array<std::array<std::int32_t, 8>, 8> together_{};  // [birth][given]: what twins add to siblings
  std::int32_t crossed_ = 0;
  std::array<ClassWeights, 2> own_names_{};  // of full names that agree in part: the own name does not, does
  // Of full names that agree, by order_of: their words in the same order, in another.
  std::array<std::array<ClassWeights, 2>, kOrders> turned_{};
  std::size_t given_ = 0, family_ = 0;
  std::size_t birth_ = 0;  // the field of births; past the end: none
  std::vector<Field> fields_;
  std::array<std::int32_t, kClasses> pairs_{};
  std::vector<std::array<ClassWeights, 8>> weights_;  // [field][level][class]
  std::vector<std::vector<std::int32_t>> rarity_;     // [field][value]: log2 of mean frequency over its own
  std::vector<std::int32_t> most_rarity_;
  std::vector<double> mean_;  // [field]: strangers whose values are equal
  Clumps clumps_;
  // Names in one column agree by their words: how rare each is.
  std::size_t full_name_ = 0;  // the field; past the end: none
  const Values* names_ = nullptr;
  std::vector<std::int32_t> word_rarity_;  // by value of a word
};

}  // namespace midspan::reconcile
