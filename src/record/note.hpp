// SPDX-License-Identifier: Apache-2.0
// C2SP signed notes: text, a blank line, signature lines "— <name> <base64 of key id and signature>". Acts, checkpoints
// and the manifests of bundles are notes, so any tool that knows the format can check them. docs/formats/note.md
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "record/signature.hpp"

namespace midspan::record {

inline constexpr std::size_t kMostSignatures = 64;  // of one note; C2SP asks for at least 16

struct SignatureLine {
  std::string name;
  std::uint32_t key_id = 0;
  std::string signature;  // the bytes after the key id; 64 for Ed25519, longer for kinds we do not know
};

// Points into the bytes that it was parsed from, which must outlive it.
struct Note {
  std::string_view text;  // with its last newline, without the blank line
  std::vector<SignatureLine> signatures;
};

enum class SignatureState {
  Good,
  Absent,  // no line of this key
  Wrong,   // a line of this key that does not verify; the whole note is to be rejected
};

// Strict: every byte has one meaning. Errors: RCD-010 {offset, reason}.
base::Result<Note> parse_note(std::string_view bytes);

SignatureState check(const Note& note, const VerifyKey& key);

// REQUIRES: text ends in a newline and holds no control character but newlines. Lines in the order of the signers.
std::string sign_note(std::string_view text, std::span<const Signer* const> signers);
std::string sign_note(std::string_view text, const Signer& signer);

}  // namespace midspan::record
