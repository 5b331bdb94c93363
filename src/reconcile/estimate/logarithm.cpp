// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/logarithm.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace midspan::reconcile {

namespace {

constexpr int kSumSteps = 16 * 256;  // differences up to 16 bits in steps of 1/256 bit

const std::array<std::int32_t, kSumSteps + 1>& sum_table() {
  static const std::array<std::int32_t, kSumSteps + 1> kTable = [] {
    std::array<std::int32_t, kSumSteps + 1> table{};
    for (int at = 0; at <= kSumSteps; ++at)
      table[static_cast<std::size_t>(at)] = fixed_log2(1 + fixed_exp2(-at * (kBit / 256)));
    return table;
  }();
  return kTable;
}

}  // namespace

// The exponent, then sixteen squarings: each doubles the logarithm of the mantissa and yields one bit of it. Only
// multiplications and comparisons, which IEEE 754 defines to the last bit.
std::int32_t fixed_log2(double value) {
  if (!(value > 0)) return -kMostWeight;
  int exponent = 0;
  double mantissa = std::frexp(value, &exponent) * 2;  // in [1, 2)
  --exponent;
  if (exponent >= 60) return kMostWeight;
  if (exponent < -60) return -kMostWeight;
  std::int32_t fraction = 0;
  for (int bit = 0; bit < 17; ++bit) {
    mantissa *= mantissa;
    fraction *= 2;
    if (mantissa >= 2) {
      mantissa /= 2;
      ++fraction;
    }
  }
  return exponent * kBit + (fraction + 1) / 2;
}

double fixed_exp2(std::int32_t weight) {
  struct Tables {
    std::array<double, 256> high, low;  // 2^(at/256), 2^(at/65536)
  };
  static const Tables kTables = [] {
    std::array<double, 16> roots{};  // 2^(1/2), 2^(1/4), ... ; a square root is exact to the last bit by IEEE 754
    double root = 2;
    for (double& at : roots) at = root = std::sqrt(root);
    Tables tables{};
    for (unsigned at = 0; at < 256; ++at) {
      tables.high[at] = tables.low[at] = 1;
      for (unsigned bit = 0; bit < 8; ++bit)
        if ((at >> (7 - bit) & 1U) != 0) {
          tables.high[at] *= roots[bit];
          tables.low[at] *= roots[bit + 8];
        }
    }
    return tables;
  }();
  weight = std::clamp(weight, -2 * kMostWeight, 2 * kMostWeight);
  const auto fraction = static_cast<std::uint32_t>(weight) & 0xFFFFU;
  return std::ldexp(kTables.high[fraction >> 8] * kTables.low[fraction & 255U], weight >> 16);
}

std::int32_t probability_ppm(std::int32_t weight) {
  if (weight > 40 * kBit) return 1'000'000;
  if (weight < -40 * kBit) return 0;
  return static_cast<std::int32_t>(1'000'000 / (1 + fixed_exp2(-weight)) + 0.5);
}

std::int32_t log2_sum(std::int32_t one, std::int32_t other) {
  if (one < other) std::swap(one, other);
  const std::int32_t step = (one - other + kBit / 512) / (kBit / 256);
  return step >= kSumSteps ? one : one + sum_table()[static_cast<std::size_t>(step)];
}

}  // namespace midspan::reconcile
