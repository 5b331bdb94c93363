// SPDX-License-Identifier: Apache-2.0
// Numbers that look drawn and are the same on every machine.
#pragma once

#include <cstdint>

namespace midspan::clear {

class Draw {
 public:
  explicit Draw(std::uint32_t seed) : state_(seed) {}
  std::int64_t in(std::int64_t low, std::int64_t high) {
    state_ = state_ * 1664525u + 1013904223u;
    return low + static_cast<std::int64_t>(state_ >> 8) % (high - low + 1);
  }

 private:
  std::uint32_t state_;
};

}  // namespace midspan::clear
