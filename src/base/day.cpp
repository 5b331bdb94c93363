// SPDX-License-Identifier: Apache-2.0
#include "base/day.hpp"

#include <chrono>

namespace midspan::base {

namespace chrono = std::chrono;

Day day_of(CivilDate date) {
  const chrono::year_month_day calendar{chrono::year{date.year}, chrono::month{static_cast<unsigned>(date.month)},
                                        chrono::day{static_cast<unsigned>(date.day)}};
  return static_cast<Day>(chrono::sys_days{calendar}.time_since_epoch().count());
}

CivilDate civil(Day day) {
  const chrono::year_month_day calendar{chrono::sys_days{chrono::days{day}}};
  return {static_cast<int>(calendar.year()), static_cast<int>(static_cast<unsigned>(calendar.month())),
          static_cast<int>(static_cast<unsigned>(calendar.day()))};
}

int days_in_month(int year, int month) {
  const chrono::year_month_day_last last{chrono::year{year} / chrono::month{static_cast<unsigned>(month)} /
                                         chrono::last};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

bool exists(CivilDate date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

std::string format_day(Day day) {
  const CivilDate date = civil(day);
  std::string text = "0000-00-00";
  const auto put = [&](std::size_t begin, std::size_t end, int value) {
    for (; end > begin; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, date.year);
  put(5, 7, date.month);
  put(8, 10, date.day);
  return text;
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int numbers[3] = {0, 0, 0};
  int field = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == 4 || at == 7) {
      ++field;
    } else if (text[at] < '0' || text[at] > '9') {
      return std::nullopt;
    } else {
      numbers[field] = numbers[field] * 10 + (text[at] - '0');
    }
  }
  const CivilDate date{numbers[0], numbers[1], numbers[2]};
  if (!exists(date)) return std::nullopt;
  return day_of(date);
}

}  // namespace midspan::base
