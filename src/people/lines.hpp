// SPDX-License-Identifier: Apache-2.0
// How each entry of a list is called so that nobody else is: what is printed of an entry, and what a person types.
#pragma once

#include <string>
#include <unordered_map>

#include "people/list.hpp"

namespace midspan::people {

// An entry's line_shown where no other entry has it; else with its sheet, "Camp 1!5"; else its row, "#17", "#Camp
// 1!17".
class Lines {
 public:
  explicit Lines(const ListVersion& list);  // reads every entry once

  std::string of(const Entry& entry) const;

 private:
  const ListVersion& list_;
  std::unordered_map<std::string, std::size_t> entries_;  // how many go by a line, and by a line with its sheet
};

// "Camp 1!5"; the line alone where the list is of one sheet, or has none.
std::string with_sheet(const ListVersion& list, const Entry& entry, const std::string& line);

}  // namespace midspan::people
