// SPDX-License-Identifier: Apache-2.0
// Two births that are not equal: digits that slipped, spans that overlap, years that lie apart.
#include <algorithm>
#include <bit>
#include <cstdlib>

#include "reconcile/compare/compare.hpp"

namespace midspan::reconcile {

namespace {

// One digit of yyyymmdd differs, or two neighbours have changed places.
bool one_digit(std::uint32_t left, std::uint32_t right) {
  std::uint32_t differ = left ^ right;
  differ |= differ >> 1;
  differ |= differ >> 2;
  differ &= 0x11111111U;
  if ((differ & (differ - 1)) == 0) return true;
  const auto low = static_cast<unsigned>(std::countr_zero(differ));
  if (differ != 0x11U << low) return false;
  return (left >> low & 15U) == (right >> (low + 4) & 15U) && (left >> (low + 4) & 15U) == (right >> low & 15U);
}

}  // namespace

unsigned compare_dates(const DateValue& one, const DateValue& other) {
  const int years = std::abs(one.year - other.year);
  if (one.day != 0 && other.day != 0) {
    const bool same_year = years == 0;
    const bool same_month = one.month == other.month;
    const bool same_day = one.day == other.day;
    if (same_year && one.month == other.day && one.day == other.month) return kDateNear;
    if (one_digit(one.digits, other.digits)) return kDateNear;
    if (std::abs(one.earliest - other.earliest) <= 1) return kDateNear;
    if (same_year + same_month + same_day == 2) return kDateTwoParts;
    if (years <= 1) return kDateYear;
    return years <= 15 ? kDateSameAge : kDateOther;
  }
  if (one.earliest <= other.latest && other.earliest <= one.latest) return kDateWithin;
  const std::int64_t gap =
      std::max<std::int64_t>(one.earliest, other.earliest) - std::min<std::int64_t>(one.latest, other.latest);
  if (gap <= 366) return kDateYear;
  return years <= 15 ? kDateSameAge : kDateOther;
}

}  // namespace midspan::reconcile
