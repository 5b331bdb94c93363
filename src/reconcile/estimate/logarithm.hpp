// SPDX-License-Identifier: Apache-2.0
// Logarithms and probabilities in fixed point, the same on every machine: no function of a C library is asked, because
// their last bits differ.
#pragma once

#include <cstdint>

namespace midspan::reconcile {

constexpr std::int32_t kBit = 65536;             // one bit of weight
constexpr std::int32_t kMostWeight = 60 * kBit;  // weights are clamped to +-60 bits a field

// log2 of a positive number in 1/65536; clamped.
std::int32_t fixed_log2(double value);

// 1,000,000 / (1 + 2^-weight).
std::int32_t probability_ppm(std::int32_t weight);

// log2(2^one + 2^other); at most 1/4096 off.
std::int32_t log2_sum(std::int32_t one, std::int32_t other);

// 2^weight for weights up to 60 bits, as a double made by shifts and a table.
double fixed_exp2(std::int32_t weight);

}  // namespace midspan::reconcile
