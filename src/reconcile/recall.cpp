// SPDX-License-Identifier: Apache-2.0
#include "reconcile/recall.hpp"

#include <algorithm>

#include "base/threads.hpp"
#include "reconcile/estimate/logarithm.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kAtOnce = 65536;  // edges, on one thread
constexpr std::int64_t kPair = 1'000'000;
constexpr std::int64_t kFewest = 10 * kPair;  // met by both, or nothing can be told
constexpr std::int64_t kLikely = kPair / 2;   // only pairs that are rather true are counted

struct Two {
  std::size_t one, other;  // passes
  std::int64_t met = 0;    // by both
};

std::vector<Two> without_a_common_field(const std::vector<Pass>& passes) {
  std::vector<Two> found;
  for (std::size_t one = 0; one < passes.size(); ++one)
    for (std::size_t other = one + 1; other < passes.size(); ++other) {
      const bool share = std::any_of(passes[one].parts.begin(), passes[one].parts.end(), [&](const Part& part) {
        return std::any_of(passes[other].parts.begin(), passes[other].parts.end(),
                           [&](const Part& its) { return its.field == part.field; });
      });
      if (!share) found.push_back({one, other});
    }
  return found;
}

}  // namespace

std::int32_t blocking_recall_ppm(const std::vector<Edge>& edges, const std::vector<Pass>& passes, unsigned threads) {
  if (std::any_of(passes.begin(), passes.end(), [](const Pass& pass) { return pass.parts.empty(); })) return 1'000'000;
  std::vector<Two> twos = without_a_common_field(passes);
  if (twos.empty()) return 0;
  struct Sums {
    std::int64_t all = 0;
    std::vector<std::int64_t> met, met_by_both;  // by pass, by two
  };
  std::vector<Sums> sums((edges.size() + kAtOnce - 1) / kAtOnce);
  base::for_each_stretch(edges.size(), kAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    Sums& sum = sums[begin / kAtOnce];
    sum.met.assign(passes.size(), 0);
    sum.met_by_both.assign(twos.size(), 0);
    for (std::size_t at = begin; at < end; ++at) {
      const Edge& edge = edges[at];
      const std::int64_t probability = probability_ppm(edge.weight);
      if (probability < kLikely) continue;
      sum.all += probability;
      const auto was_met = [&](std::size_t pass) { return (edge.passes >> pass & 1U) != 0; };
      for (std::size_t pass = 0; pass < passes.size(); ++pass)
        if (was_met(pass)) sum.met[pass] += probability;
      for (std::size_t two = 0; two < twos.size(); ++two)
        if (was_met(twos[two].one) && was_met(twos[two].other)) sum.met_by_both[two] += probability;
    }
  });
  std::vector<std::int64_t> met(passes.size(), 0);
  std::int64_t all = 0;
  for (const Sums& sum : sums) {
    all += sum.all;
    for (std::size_t pass = 0; pass < passes.size(); ++pass) met[pass] += sum.met[pass];
    for (std::size_t two = 0; two < twos.size(); ++two) twos[two].met += sum.met_by_both[two];
  }
  const auto pairs = [](std::int64_t ppm) { return static_cast<double>(ppm) / kPair; };
  double sum = 0, weight = 0;
  for (const Two& two : twos) {
    if (two.met < kFewest) continue;
    const double there = (pairs(met[two.one]) + 1) * (pairs(met[two.other]) + 1) / (pairs(two.met) + 1) - 1;
    sum += pairs(two.met) * there;
    weight += pairs(two.met);
  }
  // More were found than there should be: what one pass meets the other meets too often, and nothing can be told.
  const double found = pairs(all);
  if (weight == 0 || sum / weight < found * 0.995) return 0;
  return static_cast<std::int32_t>(1e6 * found / std::max(found, sum / weight));
}

}  // namespace midspan::reconcile
