// SPDX-License-Identifier: Apache-2.0
#include "record/note.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace midspan::record {

namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // em dash, space

tl::unexpected<base::Error> wrong(std::size_t offset, const char* reason) {
  return base::failure("RCD-010", {{"offset", static_cast<std::int64_t>(offset)}, {"reason", std::string(reason)}});
}

// C2SP allows any name without spaces and '+'; ours are narrower, those of witnesses need not be.
bool is_foreign_key_name(std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = base::next_code_point(name, at);
    if (c == '+' || c <= 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
        c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000)
      return false;
  }
  return true;
}

std::string signature_line(std::string_view text, const Signer& signer) {
  const std::uint32_t id = signer.key().id();
  base::Bytes blob{static_cast<std::uint8_t>(id >> 24), static_cast<std::uint8_t>(id >> 16),
                   static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)};
  const Signature signature = signer.sign(text);
  blob.insert(blob.end(), signature.begin(), signature.end());
  return std::string(kDash) + signer.name() + " " + base::to_base64(blob) + "\n";
}

}  // namespace

base::Result<Note> parse_note(std::string_view bytes) {
  const std::size_t blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) return wrong(0, "no blank line before the signatures");
  if (!base::is_utf8(bytes)) return wrong(0, "not valid UTF-8");
  for (std::size_t at = 0; at < bytes.size(); ++at)
    if (static_cast<unsigned char>(bytes[at]) < 0x20 && bytes[at] != '\n') return wrong(at, "a control character");

  Note note;
  note.text = bytes.substr(0, blank + 1);
  for (std::size_t at = blank + 2; at < bytes.size();) {
    const std::size_t end = bytes.find('\n', at);
    if (end == std::string_view::npos) return wrong(at, "a signature line without its end");
    std::string_view line = bytes.substr(at, end - at);
    if (!line.starts_with(kDash)) return wrong(at, "a signature line begins with a dash and a space");
    line.remove_prefix(kDash.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) return wrong(at, "a signature line has a name and a signature");
    const std::string_view name = line.substr(0, space);
    if (!is_foreign_key_name(name)) return wrong(at, "this is not the name of a key");
    const auto blob = base::from_base64(line.substr(space + 1));
    if (!blob || blob->size() < 5) return wrong(at, "the signature is not base64");
    if (note.signatures.size() == kMostSignatures) return wrong(at, "too many signatures");
    SignatureLine signature;
    signature.name = name;
    for (std::size_t byte = 0; byte < 4; ++byte) signature.key_id = signature.key_id << 8 | (*blob)[byte];
    signature.signature.assign(blob->begin() + 4, blob->end());
    note.signatures.push_back(std::move(signature));
    at = end + 1;
  }
  if (note.signatures.empty()) return wrong(bytes.size(), "no signature");
  return note;
}

SignatureState check(const Note& note, const VerifyKey& key) {
  SignatureState state = SignatureState::Absent;
  for (const SignatureLine& line : note.signatures) {
    if (line.name != key.name() || line.key_id != key.id()) continue;
    Signature signature{};
    if (line.signature.size() != signature.size()) return SignatureState::Wrong;
    std::copy(line.signature.begin(), line.signature.end(), signature.begin());
    if (!key.verify(note.text, signature)) return SignatureState::Wrong;
    state = SignatureState::Good;
  }
  return state;
}

std::string sign_note(std::string_view text, std::span<const Signer* const> signers) {
  MIDSPAN_ASSERT(!text.empty() && text.back() == '\n' && !signers.empty());
  std::string note(text);
  note.push_back('\n');
  for (const Signer* signer : signers) note.append(signature_line(text, *signer));
  return note;
}

std::string sign_note(std::string_view text, const Signer& signer) {
  const Signer* const signers[] = {&signer};
  return sign_note(text, signers);
}

}  // namespace midspan::record
