// SPDX-License-Identifier: Apache-2.0
// An act: one immutable entry of the record, as one line of canonical JSON in a signed note. The bytes are stored and
// hashed as they are; nothing ever writes an act again from memory. docs/formats/acts.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "record/merkle.hpp"
#include "record/note.hpp"

namespace midspan::record {

inline constexpr std::size_t kLargestAct = 65'535;  // bytes of the whole note
inline constexpr std::int64_t kActVersion = 1;

// A file or sealed item that an act vouches for. Of a sealed item it is the digest of the *sealed* bytes, so that the
// log says nothing about a person, also after the item's key is gone.
struct Attachment {
  Digest digest{};
  std::uint64_t size = 0;
  bool operator==(const Attachment&) const = default;
};

struct Act {
  std::string operation;   // 32 hex digits
  std::int64_t seq = 0;    // index of the leaf
  std::string type;        // record::type
  std::string author;      // name of the key that signs
  std::string role;        // in which capacity: "registry", "envoy", "delegate", ...
  std::string at;          // claimed, "2025-04-20T12:00:00Z"
  std::string prev;        // leaf hash (hex) of the author's act before this one; "" for the first
  base::json::Value body;  // an object
  std::vector<Attachment> attachments;
};

// An act as it stands in the log. `bytes` is the truth; `act` is what was read from it.
struct SignedAct {
  Act act;
  std::string bytes;  // the whole note
  Digest leaf{};      // leaf_hash(bytes)
};

bool is_operation_id(std::string_view text);  // 32 lower-case hex digits
bool is_act_type(std::string_view text);      // "word.word": lower-case letters, digits and '-' around one dot or more
bool is_timestamp(std::string_view text);     // "yyyy-mm-ddThh:mm:ssZ", a moment that exists

// The note's bytes. Errors: RCD-030 {reason} (something in the envelope is not allowed), RCD-031 (larger than
// kLargestAct).
base::Result<std::string> sign_act(const Act& act, const Signer& author);

// Strict about form; says nothing about signatures (see check in note.hpp) or about what stands before.
// Errors: RCD-010, RCD-032 {reason} with {offset} into the bytes.
struct ParsedAct {
  Act act;
  Note note;  // points into the bytes
};
base::Result<ParsedAct> parse_act(std::string_view bytes);
base::Result<SignedAct> read_act(std::string bytes);  // the same, keeping the bytes

// The vkeys that an act enrols if it is valid, in order; none for most types.
std::vector<std::string> keys_enrolled_by(const Act& act);

}  // namespace midspan::record
