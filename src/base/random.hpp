// SPDX-License-Identifier: Apache-2.0
// Where random bytes come from. Keys, salts and ids of a real operation come from the system; a demonstration or a
// test passes a seed, and everything it makes can be made again byte for byte.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/bytes.hpp"

namespace midspan::base {

class Randomness {
 public:
  Randomness() = default;                      // the system's
  explicit Randomness(std::string_view seed);  // ChaCha20 of SHA-256(seed): for demonstrations and tests only
  void fill(std::span<std::uint8_t> bytes);
  std::string id();  // 32 hex digits
  bool is_seeded() const { return seed_.has_value(); }

 private:
  std::optional<Digest> seed_;
  std::uint64_t drawn_ = 0;
};

}  // namespace midspan::base
