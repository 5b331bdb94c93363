// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compare/one_edit.hpp"

#include <bit>
#include <utility>

#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

bool one_edit(std::string_view left, std::string_view right) {
  if (left.size() > right.size()) std::swap(left, right);
  if (right.size() - left.size() > 1) return false;
  std::size_t at = 0;
  while (at < left.size() && left[at] == right[at]) ++at;
  std::size_t tail = 0;
  while (tail < left.size() - at && left[left.size() - 1 - tail] == right[right.size() - 1 - tail]) ++tail;
  const std::size_t left_middle = left.size() - at - tail;
  const std::size_t right_middle = right.size() - at - tail;
  if (right_middle <= 1) return true;
  return left_middle == 2 && right_middle == 2 && left[at] == right[at + 1] && left[at + 1] == right[at];
}

namespace {

// All sixteen letters of a packed word as one number, the first lowest; what is behind its end is zero.
using Letters = Wide;
Letters letters_of(const names::PackedWord& word) {
  const auto* const bytes = reinterpret_cast<const char*>(word.letters.data());
  return static_cast<Letters>(bytes_at(bytes + 8, 8)) << 64 | bytes_at(bytes, 8);
}

Letters without(Letters letters, unsigned first) { return first >= 16 ? 0 : letters >> (8 * first); }
unsigned letter(Letters letters, unsigned at) { return static_cast<unsigned>(without(letters, at)) & 255U; }

// REQUIRES: letters != 0.
unsigned first_letter(Letters letters) {
  const auto low = static_cast<std::uint64_t>(letters);
  const auto high = static_cast<std::uint64_t>(letters >> 64);
  return static_cast<unsigned>(low != 0 ? std::countr_zero(low) : 64 + std::countr_zero(high)) / 8;
}

}  // namespace

bool one_edit(const names::PackedWord& left, const names::PackedWord& right) {
  const bool swap = left.length > right.length;
  const names::PackedWord& shorter = swap ? right : left;
  const names::PackedWord& longer = swap ? left : right;
  if (longer.length - shorter.length > 1) return false;
  const Letters one = letters_of(shorter);
  const Letters other = letters_of(longer);
  const Letters differ = one ^ other;
  if (differ == 0) return true;
  // Up to here they are alike; what is behind must be too, past the letter that was added, replaced, or the two
  // swapped.
  const unsigned at = first_letter(differ);
  if (longer.length != shorter.length) return without(one, at) == without(other, at + 1);
  if (without(differ, at + 1) == 0) return true;
  return without(differ, at + 2) == 0 && letter(one, at) == letter(other, at + 1) &&
         letter(one, at + 1) == letter(other, at);
}

}  // namespace midspan::reconcile
