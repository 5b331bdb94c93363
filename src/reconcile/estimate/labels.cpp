// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/labels.hpp"

#include <algorithm>

#include "reconcile/estimate/logarithm.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kFewest = 20;

}  // namespace

Calibration::Calibration(std::vector<JudgedWeight> judged) {
  const auto same =
      std::count_if(judged.begin(), judged.end(), [](const JudgedWeight& one) { return one.same_ppm >= 500'000; });
  if (judged.size() < kFewest || same == 0 || static_cast<std::size_t>(same) == judged.size()) return;
  std::sort(judged.begin(), judged.end(), [](const JudgedWeight& one, const JudgedWeight& other) {
    return one.weight != other.weight ? one.weight < other.weight : one.same_ppm < other.same_ppm;
  });
  // Pools of neighbours, each with what it sums to; two are joined while the lower one says more. Whole numbers: twice
  // the judgement and once the model, in parts per million.
  struct Pool {
    std::int64_t weight = 0;  // sum
    std::int64_t says = 0;    // sum, three times a probability
    std::int64_t count = 0;
  };
  std::vector<Pool> pools;
  for (const JudgedWeight& one : judged) {
    pools.push_back({one.weight, 2 * std::int64_t{one.same_ppm} + probability_ppm(one.weight), 1});
    while (pools.size() > 1) {
      Pool& last = pools.back();
      Pool& before = pools[pools.size() - 2];
      if (before.says * last.count < last.says * before.count) break;
      before = {before.weight + last.weight, before.says + last.says, before.count + last.count};
      pools.pop_back();
    }
  }
  for (const Pool& pool : pools) {
    const double probability = static_cast<double>(pool.says) / (3e6 * static_cast<double>(pool.count));
    const double bounded = std::clamp(probability, 1e-9, 1 - 1e-9);
    const auto from = static_cast<std::int32_t>(pool.weight / pool.count);
    const std::int32_t to = fixed_log2(bounded / (1 - bounded));
    if (!knots_.empty() && from <= knots_.back().from) continue;
    knots_.push_back({from, knots_.empty() ? to : std::max(to, knots_.back().to)});
  }
}

std::int32_t Calibration::operator()(std::int32_t weight) const {
  if (knots_.empty()) return weight;
  // Beyond the judged pairs the model's own steps go on from where the last pool ended.
  if (weight <= knots_.front().from) return weight - knots_.front().from + knots_.front().to;
  if (weight >= knots_.back().from) return weight - knots_.back().from + knots_.back().to;
  const auto above = std::upper_bound(knots_.begin(), knots_.end(), weight,
                                      [](std::int32_t wanted, const Knot& knot) { return wanted < knot.from; });
  const Knot& high = *above;
  const Knot& low = *(above - 1);
  const std::int64_t step = std::int64_t{weight - low.from} * (high.to - low.to) / (high.from - low.from);
  return low.to + static_cast<std::int32_t>(step);
}

}  // namespace midspan::reconcile
