// SPDX-License-Identifier: Apache-2.0
// Twins among siblings: born on one day, and called alike more often than strangers are. Within the class of siblings
// fields would be independent; of twins birth and given name are not, and a pair of twins with names a letter apart
// looks more like one person than like siblings. So the class of siblings is two: those born apart and those together.
#pragma once

#include <cstddef>
#include <vector>

#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {

class Twins {
 public:
  explicit Twins(const std::vector<Field>& fields);
  bool possible() const { return birth_ < fields_ && given_ < fields_; }
  // By how much twins raise the share of siblings among pairs with a pattern, and which part of these twins are.
  double factor(const Model& model, Pattern pattern) const { return 1 - share(model) + twins(model, pattern); }
  double part(const Model& model, Pattern pattern) const { return twins(model, pattern) / factor(model, pattern); }
  std::size_t birth() const { return birth_; }
  std::size_t given() const { return given_; }
  Levels names() const;  // how given names of twins agree, before any list is seen

 private:
  static double share(const Model& model);  // among pairs of siblings
  double twins(const Model& model, Pattern pattern) const;

  std::size_t fields_, birth_, given_;
  bool full_name_ = false;
};

}  // namespace midspan::reconcile
