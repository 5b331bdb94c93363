// SPDX-License-Identifier: Apache-2.0
// "one, two, three": how sentences name several.
#pragma once

#include <string>
#include <string_view>

namespace midspan::base {

// An empty item is none.
inline void add_listed(std::string& list, std::string_view item, std::string_view between = ", ") {
  if (!list.empty() && !item.empty()) list.append(between);
  list.append(item);
}

template <typename Texts>
std::string listed(const Texts& texts, std::string_view between = ", ") {
  std::string list;
  for (const auto& text : texts) add_listed(list, text, between);
  return list;
}

}  // namespace midspan::base
