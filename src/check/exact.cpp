// SPDX-License-Identifier: Apache-2.0
#include "check/exact.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace midspan::check {

Integer Integer::of(Limbs limbs, bool negative) {
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
  Integer out;
  const std::uint64_t value = (limbs.size() > 1 ? std::uint64_t{limbs[1]} << 32 : 0) | (limbs.empty() ? 0 : limbs[0]);
  if (limbs.size() <= 2 && value <= INT64_MAX) {
    out.small_ = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    return out;
  }
  out.negative_ = negative;
  out.limbs_ = std::move(limbs);
  return out;
}

Integer::Limbs Integer::magnitude() const {
  if (!limbs_.empty()) return limbs_;
  const std::uint64_t value = small_ < 0 ? 0 - static_cast<std::uint64_t>(small_) : static_cast<std::uint64_t>(small_);
  return {static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32)};
}

std::optional<Integer> Integer::parse(std::string_view digits) {
  const bool negative = !digits.empty() && digits.front() == '-';
  if (!digits.empty() && (negative || digits.front() == '+')) digits.remove_prefix(1);
  if (digits.empty()) return std::nullopt;
  Integer out;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    out = out * 10 + (digit - '0');
  }
  return negative ? -out : out;
}

std::string Integer::text() const {
  if (limbs_.empty()) return std::to_string(small_);
  std::string digits;
  Integer left = sign() < 0 ? -*this : *this, digit;
  for (; !left.is_zero(); digits += static_cast<char>('0' + digit.small_)) divide(Integer(left), 10, &left, &digit);
  if (sign() < 0) digits += '-';
  return {digits.rbegin(), digits.rend()};
}

Integer Integer::operator-() const {
  if (limbs_.empty() && small_ != INT64_MIN) return -small_;
  return of(magnitude(), sign() > 0);
}

std::strong_ordering Integer::operator<=>(const Integer& other) const {
  if (limbs_.empty() && other.limbs_.empty()) return small_ <=> other.small_;
  return (*this - other).sign() <=> 0;
}

Integer operator+(const Integer& left, const Integer& right) {
  std::int64_t sum = 0;
  if (left.limbs_.empty() && right.limbs_.empty() && !__builtin_add_overflow(left.small_, right.small_, &sum))
    return sum;
  Integer::Limbs a = left.magnitude(), b = right.magnitude();
  const std::size_t size = std::max(a.size(), b.size()) + 1;
  a.resize(size);
  b.resize(size);
  bool negative = left.sign() < 0;
  const bool subtract = negative != (right.sign() < 0);
  if (subtract && std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend())) {
    std::swap(a, b);
    negative = !negative;
  }
  std::int64_t carry = 0;
  for (std::size_t at = 0; at < size; ++at) {
    carry += std::int64_t{a[at]} + (subtract ? -std::int64_t{b[at]} : std::int64_t{b[at]});
    a[at] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  return Integer::of(std::move(a), negative);
}

Integer operator*(const Integer& left, const Integer& right) {
  std::int64_t product = 0;
  if (left.limbs_.empty() && right.limbs_.empty() && !__builtin_mul_overflow(left.small_, right.small_, &product))
    return product;
  const Integer::Limbs a = left.magnitude(), b = right.magnitude();
  Integer::Limbs out(a.size() + b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < b.size() || carry != 0; ++j) {
      carry += out[i + j] + (j < b.size() ? std::uint64_t{a[i]} * b[j] : 0);
      out[i + j] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  return Integer::of(std::move(out), (left.sign() < 0) != (right.sign() < 0));
}

// Leaves the rest in `value`. Knuth, The Art of Computer Programming, 4.3.1, algorithm D. REQUIRES: by > 0.
Integer::Limbs Integer::quotient_of(Limbs& value, Limbs by) {
  while (by.back() == 0) by.pop_back();
  const std::size_t size = by.size();
  if (value.size() < size) return {};
  const int shift = std::countl_zero(by.back());
  const auto moved_up = [shift](const Limbs& limbs, std::size_t at) {
    const std::uint64_t here = at < limbs.size() ? limbs[at] : 0, below = at > 0 ? limbs[at - 1] : 0;
    return static_cast<std::uint32_t>((here << shift) | (below << shift >> 32));
  };
  Limbs left(value.size() + 1), divisor(size);
  for (std::size_t at = 0; at < left.size(); ++at) left[at] = moved_up(value, at);
  for (std::size_t at = 0; at < size; ++at) divisor[at] = moved_up(by, at);
  const std::uint64_t first = divisor[size - 1], second = size > 1 ? divisor[size - 2] : 0;
  Limbs quotient(value.size() - size + 1);
  for (std::size_t at = quotient.size(); at-- > 0;) {
    const std::uint64_t top = std::uint64_t{left[at + size]} << 32 | left[at + size - 1];
    const std::uint64_t next = size > 1 ? left[at + size - 2] : 0;
    std::uint64_t digit = top / first, over = top % first;
    while (digit >> 32 != 0 || digit * second > (over << 32 | next)) {
      --digit;
      over += first;
      if (over >> 32 != 0) break;
    }
    std::int64_t borrow = 0;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i <= size; ++i) {
      carry += i < size ? digit * divisor[i] : 0;
      borrow += std::int64_t{left[at + i]} - static_cast<std::int64_t>(carry & UINT32_MAX);
      left[at + i] = static_cast<std::uint32_t>(borrow);
      borrow >>= 32;
      carry >>= 32;
    }
    if (borrow < 0) {  // one too many
      --digit;
      carry = 0;
      for (std::size_t i = 0; i <= size; ++i) {
        carry += std::uint64_t{left[at + i]} + (i < size ? divisor[i] : 0);
        left[at + i] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
      }
    }
    quotient[at] = static_cast<std::uint32_t>(digit);
  }
  value.resize(size);
  for (std::size_t at = 0; at < size; ++at)
    value[at] = static_cast<std::uint32_t>((std::uint64_t{left[at + 1]} << 32 | left[at]) >> shift);
  return quotient;
}

void Integer::divide(const Integer& value, const Integer& by, Integer* quotient, Integer* rest) {
  Integer q, r;
  if (value.limbs_.empty() && by.limbs_.empty()) {
    q = value.small_ / by.small_;
    r = value.small_ % by.small_;
  } else {
    Limbs rest = value.magnitude();
    q = of(quotient_of(rest, by.magnitude()), value.sign() < 0);
    r = of(std::move(rest), value.sign() < 0);
  }
  if (r.sign() < 0) {
    q = q - 1;
    r = r + by;
  }
  *quotient = q;
  *rest = r;
}

Integer Integer::common_divisor(Integer left, Integer right) {
  if (left.sign() < 0) left = -left;
  if (right.sign() < 0) right = -right;
  Integer quotient, rest;
  while (!right.is_zero()) {
    if (left.limbs_.empty() && right.limbs_.empty()) return std::gcd(left.small_, right.small_);
    divide(left, right, &quotient, &rest);
    left = std::exchange(right, rest);
  }
  return left;
}

Rational::Rational(Integer numerator, Integer denominator)
    : above(std::move(numerator)), below(std::move(denominator)) {
  if (below.sign() < 0) {
    above = -above;
    below = -below;
  }
  if (below == 1) return;
  const Integer common = Integer::common_divisor(above, below);
  Integer rest;
  Integer::divide(Integer(above), common, &above, &rest);
  Integer::divide(Integer(below), common, &below, &rest);
}

std::optional<Rational> Rational::parse(std::string_view text) {
  if (text.size() > 1000) return std::nullopt;  // no proof of ours comes near; adding such numbers up would take long
  const std::size_t slash = text.find('/'), dot = text.find('.');
  if (slash != std::string_view::npos) {
    const auto above = Integer::parse(text.substr(0, slash)), below = Integer::parse(text.substr(slash + 1));
    if (!above || !below || below->is_zero()) return std::nullopt;
    return Rational(*above, *below);
  }
  if (dot == std::string_view::npos) {
    const auto whole = Integer::parse(text);
    return whole ? std::optional<Rational>(*whole) : std::nullopt;
  }
  std::string digits(text);
  Integer below = 1;
  for (std::size_t at = dot + 1; at < digits.size(); ++at) below = below * 10;
  const auto above = Integer::parse(digits.erase(dot, 1));
  return above ? std::optional<Rational>(Rational(*above, below)) : std::nullopt;
}

Rational Rational::floor() const {
  Integer quotient, rest;
  Integer::divide(above, below, &quotient, &rest);
  return quotient;
}

Rational Rational::ceiling() const {
  Integer quotient, rest;
  Integer::divide(above, below, &quotient, &rest);
  return rest.is_zero() ? quotient : quotient + 1;
}

Rational operator+(const Rational& left, const Rational& right) {
  if (left.below == right.below) return {left.above + right.above, left.below};
  return {left.above * right.below + right.above * left.below, left.below * right.below};
}

Rational operator*(const Rational& left, const Rational& right) {
  return {left.above * right.above, left.below * right.below};
}

}  // namespace midspan::check
