// SPDX-License-Identifier: Apache-2.0
// Whole numbers and fractions of any size: all the arithmetic of the checker. Small values stay in one machine word.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace midspan::check {

class Integer {
 public:
  Integer(std::int64_t value = 0) : small_(value) {}
  static std::optional<Integer> parse(std::string_view digits);  // [+-]digits

  std::string text() const;

  bool fits(std::int64_t& into) const { return limbs_.empty() && (into = small_, true); }
  bool is_zero() const { return limbs_.empty() && small_ == 0; }
  std::size_t bits() const { return std::max<std::size_t>(limbs_.size(), 2) * 32; }  // at most so many
  int sign() const { return limbs_.empty() ? (small_ > 0) - (small_ < 0) : negative_ ? -1 : 1; }
  Integer operator-() const;
  friend Integer operator+(const Integer& left, const Integer& right);
  friend Integer operator-(const Integer& left, const Integer& right) { return left + -right; }
  friend Integer operator*(const Integer& left, const Integer& right);
  // Towards minus infinity. REQUIRES: by > 0.
  static void divide(const Integer& value, const Integer& by, Integer* quotient, Integer* rest);
  static Integer common_divisor(Integer left, Integer right);  // not negative
  std::strong_ordering operator<=>(const Integer& other) const;
  bool operator==(const Integer& other) const { return (*this <=> other) == 0; }

 private:
  using Limbs = std::vector<std::uint32_t>;  // least first, no zero at the end
  static Integer of(Limbs limbs, bool negative);
  static Limbs quotient_of(Limbs& value, Limbs by);
  Limbs magnitude() const;

  std::int64_t small_ = 0;  // the value, while limbs_ is empty
  bool negative_ = false;
  Limbs limbs_;
};

struct Rational {
  Integer above, below = 1;  // in lowest terms, below > 0

  Rational(Integer whole = 0) : above(std::move(whole)) {}
  Rational(std::int64_t whole) : above(whole) {}
  Rational(Integer numerator, Integer denominator);             // REQUIRES: denominator is not zero
  static std::optional<Rational> parse(std::string_view text);  // "-3", "2/7", "0.25"

  bool whole() const { return below == 1; }
  int sign() const { return above.sign(); }
  Rational floor() const;
  Rational ceiling() const;
  friend Rational operator+(const Rational& left, const Rational& right);
  friend Rational operator*(const Rational& left, const Rational& right);
  std::strong_ordering operator<=>(const Rational& other) const { return above * other.below <=> other.above * below; }
  bool operator==(const Rational& other) const { return above == other.above && below == other.below; }
};

}  // namespace midspan::check
