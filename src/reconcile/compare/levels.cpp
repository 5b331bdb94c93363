// SPDX-License-Identifier: Apache-2.0
// How many ways there are for two values to meet, and what they are called.
#include "reconcile/compare/compare.hpp"

namespace midspan::reconcile {

unsigned levels_of(Kind kind) {
  switch (kind) {
    case Kind::Name: return kNameOther + 1;
    case Kind::Date: return kDateOther + 1;
    case Kind::Code: return kCodeOther + 1;
    case Kind::Number: return kNumberOther + 1;
    case Kind::Category: return 3;
    case Kind::Text: return kTextOther + 1;
  }
  return 3;
}

std::string_view level_name(Kind kind, unsigned level) {
  static constexpr std::string_view kNames[] = {"missing", "exact", "form", "near", "similar", "part", "weak", "other"};
  static constexpr std::string_view kDates[] = {"missing",   "exact", "near",     "within",
                                                "two-parts", "year",  "same-age", "other"};
  static constexpr std::string_view kFour[] = {"missing", "exact", "near", "part", "other"};
  static constexpr std::string_view kThree[] = {"missing", "exact", "near", "other"};
  static constexpr std::string_view kTwo[] = {"missing", "exact", "other"};
  switch (kind) {
    case Kind::Name: return kNames[level];
    case Kind::Date: return kDates[level];
    case Kind::Code:
    case Kind::Text: return kFour[level];
    case Kind::Number: return kThree[level];
    case Kind::Category: return kTwo[level];
  }
  return {};
}

}  // namespace midspan::reconcile
