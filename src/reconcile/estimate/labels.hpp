// SPDX-License-Identifier: Apache-2.0
// Pairs that a person has judged teach the estimate twice: their patterns count for the class they were given, and
// in the end probabilities are bent, monotonely, so that they say what the judgements say.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/compare/compare.hpp"

namespace midspan::reconcile {

// Judged pairs of one pattern.
struct LabelCount {
  Pattern pattern = 0;
  double same = 0;
  double different = 0;
};

struct JudgedWeight {
  std::int32_t weight = 0;
  std::int32_t same_ppm = 0;  // 1,000,000: one person
};

// A monotone map of weights, linear between knots, with the outer knots' shift beyond them. Empty: weights stay.
class Calibration {
 public:
  Calibration() = default;

  // Isotonic regression (pool adjacent violators) of judgements on weights. Each judged pair brings what the model says
  // of it along as half a pair, so that a few judgements bend little and no probability becomes 0 or 1. Fewer than
  // twenty judgements, or judgements that are all alike, bend nothing.
  explicit Calibration(std::vector<JudgedWeight> judged);

  bool empty() const { return knots_.empty(); }
  std::int32_t operator()(std::int32_t weight) const;

 private:
  struct Knot {
    std::int32_t from, to;
  };
  std::vector<Knot> knots_;  // both ascending
};

}  // namespace midspan::reconcile
