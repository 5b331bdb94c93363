// SPDX-License-Identifier: Apache-2.0
// Lines of a table that stand for several people: "count 15, id R" are R0001 to R0015. A later line with the same id
// counts on. Who plans before there are names writes such tables.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::people {

class CountedIds {
 public:
  static constexpr std::int64_t kMost = 100'000;  // people of all counted lines together

  // The ids of the people of a line, in order; nothing where `count` is not a whole number from 0 to what is left of
  // kMost.
  std::optional<std::vector<std::string>> next(const std::string& id, std::string_view count);

 private:
  std::map<std::string, std::int64_t> used_;  // numbers given out, by id
  std::int64_t left_ = kMost;
};

}  // namespace midspan::people
