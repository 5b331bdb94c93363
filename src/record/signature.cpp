// SPDX-License-Identifier: Apache-2.0
#include "record/signature.hpp"

#include <sodium.h>

#include <algorithm>

namespace midspan::record {

namespace {

constexpr std::uint8_t kEd25519 = 0x01;  // signature type of C2SP signed notes
constexpr std::size_t kLongestName = 120;

std::uint32_t key_id(std::string_view name, const Point& point) {
  std::string hashed(name);
  hashed.push_back('\n');
  hashed.push_back(static_cast<char>(kEd25519));
  hashed.append(base::as_text(point));
  const base::Digest digest = base::sha256(hashed);
  return std::uint32_t{digest[0]} << 24 | std::uint32_t{digest[1]} << 16 | std::uint32_t{digest[2]} << 8 | digest[3];
}

std::string hex_id(std::uint32_t id) {
  const std::uint8_t bytes[4] = {static_cast<std::uint8_t>(id >> 24), static_cast<std::uint8_t>(id >> 16),
                                 static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)};
  return base::to_hex(bytes);
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == '/';
  });
}

bool is_strict_point(const Point& point) { return crypto_core_ed25519_is_valid_point(point.data()) == 1; }

bool verify_signature(const Point& point, base::BytesView message, const Signature& signature) {
  return crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(), point.data()) == 0;
}

VerifyKey::VerifyKey(std::string name, const Point& point)
    : name_(std::move(name)), id_(key_id(name_, point)), point_(point) {}

base::Result<VerifyKey> VerifyKey::make(std::string name, const Point& point) {
  if (!is_key_name(name)) return base::failure("RCD-002", {{"name", name}});
  if (!is_strict_point(point)) return base::failure("RCD-003", {{"name", name}});
  return VerifyKey(std::move(name), point);
}

base::Result<VerifyKey> VerifyKey::parse(std::string_view vkey) {
  const auto wrong = [&] { return base::failure("RCD-001", {{"key", std::string(vkey.substr(0, 200))}}); };
  const std::size_t first = vkey.find('+');
  const std::size_t second = first == std::string_view::npos ? first : vkey.find('+', first + 1);
  if (second == std::string_view::npos) return wrong();
  const auto bytes = base::from_base64(vkey.substr(second + 1));
  if (!bytes || bytes->size() != 33 || bytes->front() != kEd25519) return wrong();
  Point point{};
  std::copy(bytes->begin() + 1, bytes->end(), point.begin());
  VerifyKey key = MIDSPAN_TRY(make(std::string(vkey.substr(0, first)), point));
  if (vkey.substr(first + 1, second - first - 1) != hex_id(key.id())) return wrong();
  return key;
}

std::string VerifyKey::vkey() const {
  base::Bytes encoded{kEd25519};
  encoded.insert(encoded.end(), point_.begin(), point_.end());
  return name_ + "+" + hex_id(id_) + "+" + base::to_base64(encoded);
}

bool VerifyKey::verify(std::string_view text, const Signature& signature) const {
  return verify_signature(point_, base::as_bytes(text), signature);
}

Secret::Secret(std::span<const std::uint8_t, kSize> bytes) { std::copy(bytes.begin(), bytes.end(), bytes_.begin()); }

Secret::~Secret() { sodium_memzero(bytes_.data(), bytes_.size()); }

Signer::Signer(VerifyKey key, const Secret& seed) : key_(std::move(key)), seed_(seed) {}

base::Result<Signer> Signer::generate(std::string name, base::Randomness& randomness) {
  return from_seed(std::move(name), Secret(randomness));
}

base::Result<Signer> Signer::from_seed(std::string name, const Secret& seed) {
  Point point{};
  std::uint8_t secret[crypto_sign_ed25519_SECRETKEYBYTES];
  crypto_sign_ed25519_seed_keypair(point.data(), secret, seed.bytes().data());
  sodium_memzero(secret, sizeof secret);
  VerifyKey key = MIDSPAN_TRY(VerifyKey::make(std::move(name), point));
  return Signer(std::move(key), seed);
}

Signature Signer::sign(std::string_view text) const {
  std::uint8_t secret[crypto_sign_ed25519_SECRETKEYBYTES];  // seed and point, as libsodium lays them out
  std::copy(seed_.bytes().begin(), seed_.bytes().end(), secret);
  std::copy(key_.point().begin(), key_.point().end(), secret + 32);
  Signature signature{};
  crypto_sign_ed25519_detached(signature.data(), nullptr, reinterpret_cast<const std::uint8_t*>(text.data()),
                               text.size(), secret);
  sodium_memzero(secret, sizeof secret);
  return signature;
}

}  // namespace midspan::record
