// SPDX-License-Identifier: Apache-2.0
#include "names/known_words.hpp"

#include <charconv>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/embedded.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_known);

namespace midspan::names {

namespace {

struct Entry {
  std::uint8_t scripts = 0;
  std::vector<std::uint32_t> shared;  // ascending
};
using Words = std::unordered_map<std::string_view, Entry>;  // looked up only; views into the program's own data

std::uint32_t number_of(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

const Words& words() {
  static const Words kWords = [] {
    Words made;
    for_each_row(MIDSPAN_EMBEDDED(names_known), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 3) return;
      Entry& entry = made[cells[0]];
      entry.scripts = static_cast<std::uint8_t>(number_of(cells[1]));
      if (!cells[2].empty())
        for_each_part(cells[2], ',', [&](std::string_view id) { entry.shared.push_back(number_of(id)); });
    });
    return made;
  }();
  return kWords;
}

}  // namespace

bool is_known(std::string_view word) { return words().contains(word); }

Known compare_known(std::string_view left, std::string_view right) {
  const auto first = words().find(left);
  const auto second = words().find(right);
  if (first == words().end() || second == words().end()) return Known::Unknown;
  const Entry& one = first->second;
  const Entry& other = second->second;
  if ((one.scripts & other.scripts) == 0) return Known::Unknown;
  for (std::size_t at = 0, there = 0; at < one.shared.size() && there < other.shared.size();) {
    if (one.shared[at] == other.shared[there]) return Known::Same;
    if (one.shared[at] < other.shared[there]) ++at;
    else ++there;
  }
  return Known::Different;
}

}  // namespace midspan::names
