// SPDX-License-Identifier: Apache-2.0
#include "base/random.hpp"

#include <sodium.h>

namespace midspan::base {

Randomness::Randomness(std::string_view seed) : seed_(sha256(seed)) {}

void Randomness::fill(std::span<std::uint8_t> bytes) {
  if (!seed_) {
    randombytes_buf(bytes.data(), bytes.size());
    return;
  }
  std::uint8_t nonce[crypto_stream_chacha20_NONCEBYTES] = {};
  const std::uint64_t draw = drawn_++;
  for (std::size_t at = 0; at < sizeof draw; ++at) nonce[at] = static_cast<std::uint8_t>(draw >> (8 * at));
  crypto_stream_chacha20(bytes.data(), bytes.size(), nonce, seed_->data());
}

std::string Randomness::id() {
  std::uint8_t bytes[16];
  fill(bytes);
  return to_hex(bytes);
}

}  // namespace midspan::base
