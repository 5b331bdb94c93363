// SPDX-License-Identifier: Apache-2.0
// What stays in memory after a run, so that any pair can be explained.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reconcile/compare/compare.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/values.hpp"
#include "reconcile/estimate/model.hpp"
#include "reconcile/estimate/scorer.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {

class Linkage {
 public:
  std::vector<Field> fields;
  Encoded encoded;
  std::vector<Values> values;
  std::unique_ptr<Comparer> comparer;
  Model model;
  std::unique_ptr<Scorer> scorer;

  Score score(std::size_t left, std::size_t right) const {
    const Pattern pattern = comparer->pattern(encoded.row(left), encoded.row(right));
    return scorer->score(scorer->of_pattern(pattern), pattern, encoded.row(left), encoded.row(right));
  }
};

}  // namespace midspan::reconcile
