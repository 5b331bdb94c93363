// SPDX-License-Identifier: Apache-2.0
#include "people/counted.hpp"

#include <algorithm>
#include <charconv>

namespace midspan::people {

std::optional<std::vector<std::string>> CountedIds::next(const std::string& id, std::string_view count) {
  std::int64_t people = 0;
  const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), people);
  if (error != std::errc() || end != count.data() + count.size() || people < 0 || people > left_) return std::nullopt;
  left_ -= people;
  std::vector<std::string> ids;
  ids.reserve(static_cast<std::size_t>(people));
  constexpr std::size_t kDigits = 4;
  for (std::int64_t made = 0; made < people; ++made) {
    const std::string number = std::to_string(++used_[id]);
    ids.push_back(id + std::string(kDigits - std::min(number.size(), kDigits), '0') + number);
  }
  return ids;
}

}  // namespace midspan::people
