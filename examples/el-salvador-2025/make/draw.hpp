// SPDX-License-Identifier: Apache-2.0
// The example's own source of chance: SplitMix64 (Steele, Lea, Flood 2014), so that one seed gives the same people on
// every machine and compiler. Standard distributions are not used: their results differ between libraries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace midspan::example {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
  }

  // From 0 up to, not including, `below`. The bias is under 2^-40 for the small numbers asked here.
  std::size_t below(std::size_t below) { return static_cast<std::size_t>(next() % below); }
  int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1))); }

  template <typename T, std::size_t N>
  const T& of(const T (&values)[N]) {
    return values[below(N)];
  }
  template <typename T>
  const T& of(std::span<const T> values) {
    return values[below(values.size())];
  }
  // The head of the table is drawn more often than its tail, as names are.
  template <typename T>
  const T& front_heavy(std::span<const T> values) {
    return values[std::min(below(values.size()), below(values.size()))];
  }

  template <typename T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t left = values.size(); left > 1; --left) std::swap(values[left - 1], values[below(left)]);
  }

  // `count` different numbers below `total`, in the order drawn.
  std::vector<std::size_t> some(std::size_t total, std::size_t count) {
    std::vector<std::size_t> all(total);
    std::iota(all.begin(), all.end(), std::size_t{0});
    shuffle(all);
    all.resize(count);
    return all;
  }

 private:
  std::uint64_t state_;
};

}  // namespace midspan::example
