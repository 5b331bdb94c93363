// SPDX-License-Identifier: Apache-2.0
// Checkpoints (C2SP tlog-checkpoint): what the log is, at a size, in three lines signed by the log's key. And receipts
// (C2SP tlog-proof): that one act is in the log, in under 2 kB. docs/formats/checkpoint.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "record/merkle.hpp"
#include "record/note.hpp"

namespace midspan::record {

struct Checkpoint {
  std::string origin;  // "midspan/<operation id>", also the name of the log's key
  std::uint64_t size = 0;
  Digest root{};
  bool operator==(const Checkpoint&) const = default;
};

std::string log_origin(std::string_view operation);
std::string checkpoint_text(const Checkpoint& checkpoint);
std::string sign_checkpoint(const Checkpoint& checkpoint, const Signer& log);

// No extension lines: cosignatures of later kinds do not cover them. Errors: RCD-020 {offset, reason}.
base::Result<Checkpoint> parse_checkpoint_text(std::string_view text);

// The note, its checkpoint, and that `log` signed it. Other signature lines (witnesses) are kept and not judged.
// Errors: RCD-010, RCD-020, RCD-021 (not signed by the log's key, or wrongly).
base::Result<Checkpoint> open_checkpoint(std::string_view note, const VerifyKey& log);

// cosignature/v1 of a witness: what it signs, and how its line looks; for witnesses to come.
struct Cosignature {
  std::uint64_t time = 0;  // POSIX seconds that the witness claims
  Signature signature{};
};
std::uint32_t cosigner_key_id(std::string_view name, const Point& point);
std::string cosigned_message(std::uint64_t time, std::string_view checkpoint_text);
base::Result<Cosignature> parse_cosignature(const SignatureLine& line);  // RCD-022

struct Receipt {
  std::uint64_t index = 0;
  Proof proof;
  std::string checkpoint;  // the note
};
std::string receipt_text(const Receipt& receipt);
base::Result<Receipt> parse_receipt(std::string_view text);  // RCD-023 {offset, reason}

// That the act with these bytes is in the log. Errors: those of open_checkpoint, RCD-024 (the proof does not lead
// there).
base::Result<Checkpoint> verify_receipt(const Receipt& receipt, std::string_view act_bytes, const VerifyKey& log);

}  // namespace midspan::record
