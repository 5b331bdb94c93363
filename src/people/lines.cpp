// SPDX-License-Identifier: Apache-2.0
#include "people/lines.hpp"

namespace midspan::people {

std::string with_sheet(const ListVersion& list, const Entry& entry, const std::string& line) {
  if (list.sheets.size() < 2) return line;
  return std::string(row_place(list.sheets, entry.row).sheet) + "!" + line;
}

Lines::Lines(const ListVersion& list) : list_(list) {
  for (const Entry& entry : list.entries) {
    const std::string line = line_shown(list, entry);
    ++entries_[line];
    if (list.sheets.size() > 1) ++entries_[with_sheet(list, entry, line)];
  }
}

std::string Lines::of(const Entry& entry) const {
  std::string line = line_shown(list_, entry);
  const auto alone = [&] {
    const auto found = entries_.find(line);
    return found == entries_.end() || found->second == 1;
  };
  if (alone()) return line;
  line = with_sheet(list_, entry, line);
  if (alone()) return line;
  return "#" + row_shown(list_.sheets, entry.row);
}

}  // namespace midspan::people
