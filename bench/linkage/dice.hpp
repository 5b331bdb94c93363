// SPDX-License-Identifier: Apache-2.0
// Chance that is the same on every machine.
#pragma once

#include <cstdint>

namespace midspan::bench {

inline std::uint64_t scramble(std::uint64_t value) {  // SplitMix64
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t roll() { return scramble(state_ += 0x9E3779B97F4A7C15ULL); }
  std::uint64_t below(std::uint64_t bound) { return (roll() >> 11) % bound; }
  bool chance(unsigned per_mille) { return below(1000) < per_mille; }
  // Few are very common, many are rare: 0 is the commonest of `count`.
  std::uint64_t long_tailed(std::uint64_t count) {
    std::uint64_t range = count;
    while (range > 16 && chance(480)) range /= 4;
    return below(range);
  }

 private:
  std::uint64_t state_;
};

}  // namespace midspan::bench
