// SPDX-License-Identifier: Apache-2.0
// Keys and signatures of the record: Ed25519 and nothing else, strict. A key is a canonical point of prime order, or it
// is not a key; encodings are canonical. Two honest verifiers can therefore never disagree about a signature
// (docs/decisions/0011-strict-ed25519.md).
//
// Key names are C2SP key names narrowed to what can be read aloud: letters, digits, '.', '-', '_', '/', 1 to 120 bytes.
// By convention "<party>/<office>", "neutral/registry"; the log's own key is "midspan/<operation id>".
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace midspan::record {

using Point = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

bool is_key_name(std::string_view name);

// Whether a point may be enrolled: canonical, on the curve, of prime order.
bool is_strict_point(const Point& point);

// REQUIRES: the point passed is_strict_point (every VerifyKey has).
bool verify_signature(const Point& point, base::BytesView message, const Signature& signature);

// A public key with its name, as C2SP writes it: "<name>+<key id in hex>+<base64 of type and point>".
class VerifyKey {
 public:
  static base::Result<VerifyKey> make(std::string name, const Point& point);  // RCD-002, RCD-003
  static base::Result<VerifyKey> parse(std::string_view vkey);                // RCD-001, RCD-002, RCD-003

  const std::string& name() const { return name_; }
  std::uint32_t id() const { return id_; }
  const Point& point() const { return point_; }
  std::string vkey() const;
  bool verify(std::string_view text, const Signature& signature) const;
  bool operator==(const VerifyKey&) const = default;

 private:
  VerifyKey(std::string name, const Point& point);
  std::string name_;
  std::uint32_t id_ = 0;
  Point point_{};
};

// 32 secret bytes, wiped when they go.
class Secret {
 public:
  static constexpr std::size_t kSize = 32;
  Secret() = default;
  explicit Secret(base::Randomness& randomness) { randomness.fill(bytes_); }
  explicit Secret(std::span<const std::uint8_t, kSize> bytes);
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret();
  std::span<std::uint8_t, kSize> bytes() { return bytes_; }
  std::span<const std::uint8_t, kSize> bytes() const { return bytes_; }

 private:
  std::array<std::uint8_t, kSize> bytes_{};
};

// A private key with its name. Ed25519 signing is deterministic: the same text gives the same bytes.
class Signer {
 public:
  static base::Result<Signer> generate(std::string name, base::Randomness& randomness);  // RCD-002
  static base::Result<Signer> from_seed(std::string name, const Secret& seed);           // RCD-002

  const VerifyKey& key() const { return key_; }
  const std::string& name() const { return key_.name(); }
  const Secret& seed() const { return seed_; }
  Signature sign(std::string_view text) const;

 private:
  Signer(VerifyKey key, const Secret& seed);
  VerifyKey key_;
  Secret seed_;
};

}  // namespace midspan::record
