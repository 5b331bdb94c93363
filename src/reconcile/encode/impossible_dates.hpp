// SPDX-License-Identifier: Apache-2.0
// Dates that no calendar has ("1994-11-71", "31/13/1967", "19671310"): slips of the pen, of which the other digits
// still tell.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "names/dates.hpp"

namespace midspan::reconcile {

// As written: month and day up to 99.
struct ImpossibleDate {
  std::int16_t year = 0;
  std::uint8_t month = 0, day = 0;
};

// Of a cell that names::parse_date could not read: three numbers apart, the year first or last in four digits, or eight
// digits together, the year first. Nothing when the year is not 1850 to 2100, or the cell holds anything else. Cost:
// about 50 ns.
std::optional<ImpossibleDate> impossible_date(std::string_view cell, names::FieldOrder order);

}  // namespace midspan::reconcile
