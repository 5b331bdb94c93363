// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compare/signs.hpp"

#include <string>

#include "base/utf8.hpp"

namespace midspan::reconcile {

namespace {

// Empty for a name that has anything but Chinese signs.
std::u32string signs_of(std::string_view text) {
  std::u32string signs;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t sign = base::next_code_point(text, at);
    if (sign == U' ') continue;
    if (sign < 0x3400 || sign > 0x9FFF) return {};
    signs.push_back(sign);
  }
  return signs;
}

}  // namespace

Signs compare_signs(std::string_view left, std::string_view right) {
  std::u32string one = signs_of(left), other = signs_of(right);
  if (one.empty() || other.empty()) return Signs::NotChinese;
  if (one.size() > other.size()) one.swap(other);
  std::size_t front = 0, back = 0;
  while (front < one.size() && one[front] == other[front]) ++front;
  while (back < one.size() - front && one[one.size() - 1 - back] == other[other.size() - 1 - back]) ++back;
  if (other.size() < 3 || other.size() - front - back > 1) return Signs::Differ;
  return one.size() == other.size() ? Signs::OneDiffers : Signs::OneMore;
}

}  // namespace midspan::reconcile
