// SPDX-License-Identifier: Apache-2.0
// What lies beside the log: items sealed with XChaCha20-Poly1305, one data key an item, each data key wrapped by the
// operation's key, that one wrapped by a passphrase (Argon2id). Destroying an item's wrapped key erases the item; the
// log still verifies. docs/formats/sealed.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "record/act.hpp"
#include "record/signature.hpp"

namespace midspan::record {

// ---- Sealing under a key -----------------------------------------------------------------------------------------

// nonce and ciphertext; `context` is bound to it and must be the same to open.
base::Bytes seal(base::BytesView plain, const Secret& key, std::string_view context, base::Randomness& randomness);
std::optional<base::Bytes> unseal(base::BytesView sealed, const Secret& key, std::string_view context);

// ---- A secret under a passphrase ---------------------------------------------------------------------------------

// Nothing: explicitly unsealed, a demonstration; whoever has the file has the secret. Everything made with it says so.
using Passphrase = std::optional<std::string>;

// {"kdf":"argon2id","memory":bytes,"passes":3,"salt":hex,"sealed":base64} or {"kdf":"none","secret":hex}.
base::json::Value wrap_secret(const Secret& secret, const Passphrase& passphrase, std::string_view context,
                              base::Randomness& randomness);
bool is_unsealed(const base::json::Value& wrapped);
// Errors: RCD-050, one sentence for a wrong passphrase, a missing one and damage.
base::Result<Secret> unwrap_secret(const base::json::Value& wrapped, const Passphrase& passphrase,
                                   std::string_view context);

// ---- Items -------------------------------------------------------------------------------------------------------

// Binds text that is not in the log to the log, without letting anybody guess it: HMAC-SHA-256 under a 32-byte salt.
Digest commitment(const Secret& salt, base::BytesView plain);

// An item and what an act says of it: put `json()` into the body, `attachment()` among the attachments.
struct ItemRef {
  std::string id;          // 32 hex digits, random
  Digest digest{};         // of the sealed bytes
  std::uint64_t size = 0;  // of the sealed bytes
  Digest commitment{};     // of the plain bytes; the salt is sealed with them
  Attachment attachment() const { return {digest, size}; }
  base::json::Value json() const;  // {"commitment":hex,"id":id}
};

// What an act says of an item, read back. Without a commitment: an act or a list's version that says the id alone, as
// the first ones did of entries. "": no item is said.
struct CitedItem {
  std::string id;
  std::optional<Digest> commitment = {};
};
CitedItem cited_item(const base::json::Value* said);  // nullptr: none

struct SealedItem {
  std::string id;
  std::string kind;         // "list.file", "entry", "annex", ...; clear text
  std::string subject;      // random id of the person or entry that it is about; "" if of no one person; clear text
  base::Bytes sealed;       // nonce and ciphertext of salt and plain bytes
  base::Bytes wrapped_key;  // nonce and ciphertext of the data key; empty: erased
  Digest commitment{};
  ItemRef ref() const;
};

SealedItem seal_item(std::string_view operation, std::string_view kind, std::string_view subject, base::BytesView plain,
                     const Secret& operation_key, base::Randomness& randomness);
// Errors: RCD-051 {id} (erased), RCD-052 {id} (damaged, under another key, or not what was said of it).
base::Result<base::Bytes> unseal_item(std::string_view operation, const SealedItem& item, const Secret& operation_key,
                                      const std::optional<Digest>& said = std::nullopt);

// One line of canonical JSON, as bundles carry it. Errors: RCD-054 {reason}.
std::string sealed_item_text(const SealedItem& item);
base::Result<SealedItem> parse_sealed_item(std::string_view text);

// ---- Key files ---------------------------------------------------------------------------------------------------

// A signing key in a file of its own, for a party: one line of canonical JSON. The file is made readable by its owner
// only.
std::string key_file_text(const Signer& signer, const Passphrase& passphrase, base::Randomness& randomness);
struct KeyFile {
  VerifyKey key;
  base::json::Value wrapped;
  bool unsealed() const { return is_unsealed(wrapped); }
};
base::Result<KeyFile> parse_key_file(std::string_view text);                            // RCD-053 {reason}
base::Result<Signer> open_key_file(const KeyFile& file, const Passphrase& passphrase);  // RCD-050

}  // namespace midspan::record
