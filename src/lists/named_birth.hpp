// SPDX-License-Identifier: Apache-2.0
// A name and a date of birth in one cell: "Ковальчук Андрій, 12.03.1985 р.н.", "Luis Gil (born 5 March 1990)".
#pragma once

#include <optional>
#include <string_view>

namespace midspan::lists {

struct NamedBirth {
  std::string_view name;
  std::string_view birth;  // from its first digit to its last
};

// Nothing where the cell is anything else: no name before the first digit, or no date with a year behind it.
std::optional<NamedBirth> named_birth(std::string_view cell);

}  // namespace midspan::lists
