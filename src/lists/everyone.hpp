// SPDX-License-Identifier: Apache-2.0
// What holds of everyone on a list and stands in no column: a list of soldiers says so in its title, once.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "people/list.hpp"

namespace midspan::lists {

struct Said {
  people::ColumnRole role = people::ColumnRole::Category;
  std::string text;  // as a cell would say it
  bool operator==(const Said&) const = default;
};

// "category=prisoner of war", "nationality=Ukraine", "captured-on=2022-05-20". Errors: LST-036 (not of this form, or a
// role that is a person's own: names, births, numbers, consent), LST-037 (not understood as this).
base::Result<Said> parse_said(std::string_view text);
std::string to_text(const Said& said);

// Of several with one role only categories and nationalities are all kept.
people::EntryValues values_of(const std::vector<Said>& said);

// What the line itself says stays; is_said(role): whether it says something there, understood or not.
void fill(people::EntryValues& values, const people::EntryValues& of_everyone,
          const std::function<bool(people::ColumnRole)>& is_said);

}  // namespace midspan::lists
