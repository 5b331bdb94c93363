// SPDX-License-Identifier: Apache-2.0
// Bytes, their spelling in hexadecimal and base64, and SHA-256.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::base {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;
using Digest = std::array<std::uint8_t, 32>;  // SHA-256

inline BytesView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(BytesView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string to_hex(BytesView bytes);                      // lower case
std::optional<Bytes> from_hex(std::string_view text);     // either case; nothing if not hexadecimal
std::string to_base64(BytesView bytes);                   // standard alphabet, padded (RFC 4648 section 4)
std::optional<Bytes> from_base64(std::string_view text);  // strict: padded, no white space, canonical

Digest sha256(BytesView bytes);
inline Digest sha256(std::string_view text) { return sha256(as_bytes(text)); }
std::optional<Digest> digest_from_hex(std::string_view text);

}  // namespace midspan::base
