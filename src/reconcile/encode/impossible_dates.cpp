// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/impossible_dates.hpp"

#include <array>
#include <string>

#include "names/normalise.hpp"

namespace midspan::reconcile {

namespace {

struct Group {
  int value = 0;
  int digits = 0;
};

}  // namespace

std::optional<ImpossibleDate> impossible_date(std::string_view cell, names::FieldOrder order) {
  if (cell.size() > 40) return std::nullopt;
  std::array<Group, 3> groups;
  std::size_t count = 0;
  bool inside = false;
  for (const char byte : names::ascii_digits(cell)) {
    const bool digit = byte >= '0' && byte <= '9';
    if (!digit && byte != '-' && byte != '/' && byte != '.' && byte != ' ') return std::nullopt;
    if (digit && !inside && count == groups.size()) return std::nullopt;
    if (digit && !inside) ++count;
    inside = digit;
    if (!digit) continue;
    Group& group = groups[count - 1];
    if (++group.digits > 8) return std::nullopt;
    group.value = group.value * 10 + (byte - '0');
  }
  if (count == 1 && groups[0].digits == 8)
    groups = {Group{groups[0].value / 10000, 4}, Group{groups[0].value / 100 % 100, 2},
              Group{groups[0].value % 100, 2}};
  else if (count != 3) return std::nullopt;
  const bool year_first = groups[0].digits == 4;
  const Group& year = year_first ? groups[0] : groups[2];
  if (year.digits != 4 || year.value < 1850 || year.value > 2100) return std::nullopt;
  Group month = groups[1];
  Group day = year_first ? groups[2] : groups[0];
  if (!year_first && order == names::FieldOrder::MonthFirst) std::swap(month, day);
  if (month.digits > 2 || day.digits > 2 || month.value == 0 || day.value == 0) return std::nullopt;
  return ImpossibleDate{static_cast<std::int16_t>(year.value), static_cast<std::uint8_t>(month.value),
                        static_cast<std::uint8_t>(day.value)};
}

}  // namespace midspan::reconcile
