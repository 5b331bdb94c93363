// SPDX-License-Identifier: Apache-2.0
// Exact fractions in 128 bits. What does not fit is never rounded: it ends the question (Overflow).
#pragma once

#include "clear/solve/program.hpp"

namespace midspan::clear::lots {

struct Overflow {};  // thrown; caught in lots.cpp

class Fraction {
 public:
  using Wide = solve::Wide;
  Fraction(std::int64_t whole = 0) : above_(whole) {}
  Fraction(Wide above, Wide below) : above_(above), below_(below) { reduce(); }  // REQUIRES: below is not zero

  Wide above() const { return above_; }
  Wide below() const { return below_; }
  int sign() const { return (above_ > 0) - (above_ < 0); }
  Fraction operator-() const { return {-above_, below_}; }
  friend Fraction operator+(const Fraction& a, const Fraction& b) {
    const Wide common = divisor(a.below_, b.below_), left = b.below_ / common, right = a.below_ / common;
    return {sum(times(a.above_, left), times(b.above_, right)), times(a.below_, left)};
  }
  friend Fraction operator-(const Fraction& a, const Fraction& b) { return a + -b; }
  friend Fraction operator*(const Fraction& a, const Fraction& b) {
    const Fraction left(a.above_, b.below_), right(b.above_, a.below_);
    return {times(left.above_, right.above_), times(left.below_, right.below_)};
  }
  friend Fraction operator/(const Fraction& a, const Fraction& b) { return a * Fraction(b.below_, b.above_); }
  bool operator==(const Fraction& other) const = default;
  bool operator<(const Fraction& other) const { return (*this - other).sign() < 0; }

  static Wide divisor(Wide a, Wide b) {
    while (b != 0) {
      const Wide rest = a % b;
      a = b;
      b = rest;
    }
    return a < 0 ? -a : a;
  }

 private:
  static Wide times(Wide a, Wide b) {
    Wide out = 0;
    if (__builtin_mul_overflow(a, b, &out)) throw Overflow{};
    return out;
  }
  static Wide sum(Wide a, Wide b) {
    Wide out = 0;
    if (__builtin_add_overflow(a, b, &out)) throw Overflow{};
    return out;
  }
  void reduce() {
    const Wide common = divisor(above_, below_) * (below_ < 0 ? -1 : 1);
    above_ /= common;
    below_ /= common;
  }

  Wide above_ = 0, below_ = 1;  // in lowest terms, below_ > 0
};

}  // namespace midspan::clear::lots
