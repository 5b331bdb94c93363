// SPDX-License-Identifier: Apache-2.0
// A name and a date of birth or an age in one cell: "Ковальчук Андрій, 12.03.1985 р.н.", "Luis Gil (34 años)".
#pragma once

#include <optional>
#include <string_view>

namespace midspan::lists {

struct NamedBirth {
  enum class Kind { Date, Age, Number };  // a number alone: an age where most of the column have one
  std::string_view name;
  std::string_view birth;  // from its first digit to its last
  Kind kind = Kind::Date;
};

// Nothing where the cell is anything else: no name before the first digit, or neither a date with a year behind it nor
// years of age. A number alone, 10 to 110 behind a comma, a dash or a bracket, only where `numbers_too`.
std::optional<NamedBirth> named_birth(std::string_view cell, bool numbers_too);

}  // namespace midspan::lists
