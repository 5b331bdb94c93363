// SPDX-License-Identifier: Apache-2.0
// Inside names/: rows and parts of the tables in data/names: tab-separated cells, # begins a comment line.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace midspan::names {

template <typename Each>
void for_each_part(std::string_view text, char separator, Each&& each) {
  while (true) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    if (!part.empty()) each(part);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

// Rows with their cells, empty cells kept.
template <typename Each>
void for_each_row(std::string_view text, Each&& each) {
  std::vector<std::string_view> cells;
  for_each_part(text, '\n', [&](std::string_view line) {
    if (line.front() == '#') return;
    cells.clear();
    while (true) {
      const std::size_t end = line.find('\t');
      cells.push_back(line.substr(0, end));
      if (end == std::string_view::npos) break;
      line.remove_prefix(end + 1);
    }
    each(std::span<const std::string_view>(cells));
  });
}

}  // namespace midspan::names
