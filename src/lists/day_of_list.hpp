// SPDX-License-Identifier: Apache-2.0
// The day that a list's titles give it: "List of prisoners as of 15 March 2021", "كشف … حتى يوم ١٥/٣/٢٠٢١".
#pragma once

#include <cstdint>
#include <optional>

#include "base/day.hpp"
#include "lists/layout.hpp"
#include "lists/sheet/grid.hpp"

namespace midspan::lists {

struct DayOfList {
  base::Day day = 0;
  std::uint32_t row = 0;  // of the title
};

// From the rows above the heading. Nothing where they name no whole day, or more than one (the same day in two
// calendars is one), or only that of an agreement or a law ("under the Agreement of 13 December 2018").
std::optional<DayOfList> day_of_list(const sheet::Grid& grid, const Layout& layout);

}  // namespace midspan::lists
