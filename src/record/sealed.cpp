// SPDX-License-Identifier: Apache-2.0
#include "record/sealed.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/assert.hpp"

namespace midspan::record {

namespace json = base::json;

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSalt = crypto_pwhash_argon2id_SALTBYTES;

// Argon2id: what new secrets get, and what a stored one may ask of the machine that opens it.
constexpr std::int64_t kMemory = 64 << 20;
constexpr std::int64_t kPasses = 3;
constexpr std::int64_t kLeastMemory = 64 << 20;
constexpr std::int64_t kMostMemory = 1 << 30;
constexpr std::int64_t kLeastPasses = 2;
constexpr std::int64_t kMostPasses = 16;

// The size of a sealed item stands in the log, where every party reads it. Padded to whole blocks, "yes" and "no" look
// alike.
constexpr std::size_t kBlock = 512;

constexpr std::string_view kKeyFileFormat = "midspan key v1";

// Nothing when the machine has not the memory.
std::optional<Secret> passphrase_key(std::string_view passphrase, base::BytesView salt, std::int64_t memory,
                                     std::int64_t passes) {
  Secret key;
  if (crypto_pwhash_argon2id(key.bytes().data(), key.bytes().size(), passphrase.data(), passphrase.size(), salt.data(),
                             static_cast<unsigned long long>(passes), static_cast<std::size_t>(memory),
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
    return std::nullopt;
  return key;
}

std::optional<Secret> secret_of(base::BytesView bytes) {
  if (bytes.size() != Secret::kSize) return std::nullopt;
  return Secret(bytes.first<Secret::kSize>());
}

std::optional<Secret> open_wrapped(const json::Value& wrapped, const Passphrase& passphrase, std::string_view context) {
  if (wrapped.text("kdf") == "none") {
    const auto bytes = base::from_hex(wrapped.text("secret"));
    return bytes ? secret_of(*bytes) : std::nullopt;
  }
  if (wrapped.text("kdf") != "argon2id" || !passphrase) return std::nullopt;
  const std::int64_t memory = wrapped.number("memory");
  const std::int64_t passes = wrapped.number("passes");
  const auto salt = base::from_hex(wrapped.text("salt"));
  const auto sealed = base::from_base64(wrapped.text("sealed"));
  if (memory < kLeastMemory || memory > kMostMemory || passes < kLeastPasses || passes > kMostPasses || !salt ||
      salt->size() != kSalt || !sealed)
    return std::nullopt;
  const auto key = passphrase_key(*passphrase, *salt, memory, passes);
  if (!key) return std::nullopt;
  auto plain = unseal(*sealed, *key, context);
  if (!plain) return std::nullopt;
  auto secret = secret_of(*plain);
  sodium_memzero(plain->data(), plain->size());
  return secret;
}

std::string item_context(std::string_view operation, const SealedItem& item) {
  return "midspan item v1\n" + std::string(operation) + "\n" + item.id + "\n" + item.kind + "\n" + item.subject;
}

std::string item_key_context(std::string_view operation, std::string_view id) {
  return "midspan item key v1\n" + std::string(operation) + "\n" + std::string(id);
}

std::string key_file_context(const VerifyKey& key) { return "midspan key file v1\n" + key.vkey(); }

// Salt, bytes, then one 0x80 and zeroes up to whole blocks (ISO/IEC 7816-4).
base::Bytes padded(const Secret& salt, base::BytesView plain) {
  base::Bytes bytes(salt.bytes().begin(), salt.bytes().end());
  bytes.insert(bytes.end(), plain.begin(), plain.end());
  bytes.push_back(0x80);
  bytes.resize((bytes.size() + kBlock - 1) / kBlock * kBlock);
  return bytes;
}

}  // namespace

base::Bytes seal(base::BytesView plain, const Secret& key, std::string_view context, base::Randomness& randomness) {
  base::Bytes sealed(kNonce + plain.size() + kTag);
  randomness.fill(std::span(sealed).first(kNonce));
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonce, nullptr, plain.data(), plain.size(),
                                             reinterpret_cast<const std::uint8_t*>(context.data()), context.size(),
                                             nullptr, sealed.data(), key.bytes().data());
  return sealed;
}

std::optional<base::Bytes> unseal(base::BytesView sealed, const Secret& key, std::string_view context) {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  base::Bytes plain(sealed.size() - kNonce - kTag);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data() + kNonce,
                                                 sealed.size() - kNonce,
                                                 reinterpret_cast<const std::uint8_t*>(context.data()), context.size(),
                                                 sealed.data(), key.bytes().data()) != 0)
    return std::nullopt;
  return plain;
}

json::Value wrap_secret(const Secret& secret, const Passphrase& passphrase, std::string_view context,
                        base::Randomness& randomness) {
  if (!passphrase) return json::Object{{"kdf", "none"}, {"secret", base::to_hex(secret.bytes())}};
  std::array<std::uint8_t, kSalt> salt{};
  randomness.fill(salt);
  const auto key = passphrase_key(*passphrase, salt, kMemory, kPasses);
  if (!key) throw std::bad_alloc();  // the machine has no 64 MiB left
  return json::Object{{"kdf", "argon2id"},
                      {"memory", kMemory},
                      {"passes", kPasses},
                      {"salt", base::to_hex(salt)},
                      {"sealed", base::to_base64(seal(secret.bytes(), *key, context, randomness))}};
}

bool is_unsealed(const json::Value& wrapped) { return wrapped.text("kdf") == "none"; }

base::Result<Secret> unwrap_secret(const json::Value& wrapped, const Passphrase& passphrase, std::string_view context) {
  auto secret = open_wrapped(wrapped, passphrase, context);
  if (!secret) return base::failure("RCD-050");
  return *secret;
}

Digest commitment(const Secret& salt, base::BytesView plain) {
  static constexpr std::string_view kDomain = "midspan commitment v1\n";
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, salt.bytes().data(), salt.bytes().size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const std::uint8_t*>(kDomain.data()), kDomain.size());
  crypto_auth_hmacsha256_update(&state, plain.data(), plain.size());
  Digest digest{};
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

json::Value ItemRef::json() const { return json::Object{{"commitment", base::to_hex(commitment)}, {"id", id}}; }

CitedItem cited_item(const json::Value* said) {
  if (said == nullptr) return {};
  if (said->string() != nullptr) return {*said->string(), std::nullopt};
  return {std::string(said->text("id")), base::digest_from_hex(said->text("commitment"))};
}

ItemRef SealedItem::ref() const { return {id, base::sha256(sealed), sealed.size(), commitment}; }

SealedItem seal_item(std::string_view operation, std::string_view kind, std::string_view subject, base::BytesView plain,
                     const Secret& operation_key, base::Randomness& randomness) {
  SealedItem item;
  item.id = randomness.id();
  item.kind = kind;
  item.subject = subject;
  const Secret data_key(randomness);
  const Secret salt(randomness);
  item.commitment = commitment(salt, plain);
  base::Bytes bytes = padded(salt, plain);
  item.sealed = seal(bytes, data_key, item_context(operation, item), randomness);
  sodium_memzero(bytes.data(), bytes.size());
  item.wrapped_key = seal(data_key.bytes(), operation_key, item_key_context(operation, item.id), randomness);
  return item;
}

base::Result<base::Bytes> unseal_item(std::string_view operation, const SealedItem& item, const Secret& operation_key,
                                      const std::optional<Digest>& said) {
  if (item.wrapped_key.empty()) return base::failure("RCD-051", {{"id", item.id}});
  const auto damaged = [&] { return base::failure("RCD-052", {{"id", item.id}}); };
  const auto key_bytes = unseal(item.wrapped_key, operation_key, item_key_context(operation, item.id));
  const auto data_key = key_bytes ? secret_of(*key_bytes) : std::nullopt;
  if (!data_key) return damaged();
  auto bytes = unseal(item.sealed, *data_key, item_context(operation, item));
  if (!bytes) return damaged();
  while (!bytes->empty() && bytes->back() == 0) bytes->pop_back();
  if (bytes->size() <= Secret::kSize || bytes->back() != 0x80) return damaged();
  bytes->pop_back();
  const Secret salt(base::BytesView(*bytes).first<Secret::kSize>());
  bytes->erase(bytes->begin(), bytes->begin() + Secret::kSize);
  if (commitment(salt, *bytes) != said.value_or(item.commitment)) return damaged();
  return std::move(*bytes);
}

std::string sealed_item_text(const SealedItem& item) {
  return json::canonical(json::Object{{"commitment", base::to_hex(item.commitment)},
                                      {"id", item.id},
                                      {"key", base::to_base64(item.wrapped_key)},
                                      {"kind", item.kind},
                                      {"sealed", base::to_base64(item.sealed)},
                                      {"subject", item.subject}}) +
         "\n";
}

base::Result<SealedItem> parse_sealed_item(std::string_view text) {
  const auto wrong = [](const char* reason) { return base::failure("RCD-054", {{"reason", std::string(reason)}}); };
  if (text.empty() || text.back() != '\n') return wrong("not one line");
  const auto value = json::parse(text.substr(0, text.size() - 1), json::Strictness::Act);
  if (!value || value->object() == nullptr || value->object()->size() != 6) return wrong("not canonical JSON");
  const auto commitment = base::digest_from_hex(value->text("commitment"));
  auto key = base::from_base64(value->text("key"));
  auto sealed = base::from_base64(value->text("sealed"));
  SealedItem item;
  item.id = value->text("id");
  item.kind = value->text("kind");
  item.subject = value->text("subject");
  if (!commitment || !key || !sealed || !is_operation_id(item.id)) return wrong("a member is missing");
  item.commitment = *commitment;
  item.wrapped_key = std::move(*key);
  item.sealed = std::move(*sealed);
  if (sealed_item_text(item) != text) return wrong("a member has another form");
  return item;
}

std::string key_file_text(const Signer& signer, const Passphrase& passphrase, base::Randomness& randomness) {
  return json::canonical(json::Object{
             {"format", kKeyFileFormat},
             {"key", signer.key().vkey()},
             {"secret", wrap_secret(signer.seed(), passphrase, key_file_context(signer.key()), randomness)}}) +
         "\n";
}

base::Result<KeyFile> parse_key_file(std::string_view text) {
  const auto wrong = [](const char* reason) { return base::failure("RCD-053", {{"reason", std::string(reason)}}); };
  if (text.empty() || text.size() > 10'000 || text.back() != '\n') return wrong("not one line");
  text.remove_suffix(1);
  const auto value = json::parse(text, json::Strictness::Act);
  if (!value) return wrong("not canonical JSON");
  const json::Value* secret = value->find("secret");
  if (value->text("format") != kKeyFileFormat || secret == nullptr) return wrong("not a key of this program");
  auto key = VerifyKey::parse(value->text("key"));
  if (!key) return wrong("its public key is not one");
  return KeyFile{std::move(*key), *secret};
}

base::Result<Signer> open_key_file(const KeyFile& file, const Passphrase& passphrase) {
  const Secret seed = MIDSPAN_TRY(unwrap_secret(file.wrapped, passphrase, key_file_context(file.key)));
  auto signer = Signer::from_seed(file.key.name(), seed);
  if (!signer || !(signer->key() == file.key)) return base::failure("RCD-050");
  return signer;
}

}  // namespace midspan::record
