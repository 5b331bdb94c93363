// SPDX-License-Identifier: Apache-2.0
#include "record/checkpoint.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace midspan::record {

namespace {

constexpr std::string_view kReceiptHeader = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t kLongestProof = 63;
constexpr std::uint8_t kCosignatureV1 = 0x04;

// Lines of a text, each ending in a newline, with where they begin.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  std::optional<std::string_view> next() {
    begin_ = at_;
    const std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) return std::nullopt;
    at_ = end + 1;
    return text_.substr(begin_, end - begin_);
  }
  std::size_t begin() const { return begin_; }
  std::string_view rest() const { return text_.substr(at_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
};

tl::unexpected<base::Error> wrong(const char* code, std::size_t offset, const char* reason) {
  return base::failure(code, {{"offset", static_cast<std::int64_t>(offset)}, {"reason", std::string(reason)}});
}

// Decimal without leading zeroes, within what JSON numbers hold exactly.
std::optional<std::uint64_t> decimal(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || std::to_string(value) != text) return std::nullopt;
  if (value > (std::uint64_t{1} << 53)) return std::nullopt;
  return value;
}

std::optional<Digest> digest_from_base64(std::string_view text) {
  const auto bytes = base::from_base64(text);
  Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

}  // namespace

std::string log_origin(std::string_view operation) { return "midspan/" + std::string(operation); }

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + base::to_base64(checkpoint.root) + "\n";
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const Signer& log) {
  return sign_note(checkpoint_text(checkpoint), log);
}

base::Result<Checkpoint> parse_checkpoint_text(std::string_view text) {
  Lines lines(text);
  Checkpoint checkpoint;
  const auto origin = lines.next();
  if (!origin || !is_key_name(*origin)) return wrong("RCD-020", 0, "the first line names the log");
  checkpoint.origin = *origin;
  const auto size_line = lines.next();
  const auto size = size_line ? decimal(*size_line) : std::nullopt;
  if (!size) return wrong("RCD-020", lines.begin(), "the second line is the number of acts");
  checkpoint.size = *size;
  const auto root_line = lines.next();
  const auto root = root_line ? digest_from_base64(*root_line) : std::nullopt;
  if (!root) return wrong("RCD-020", lines.begin(), "the third line is the root in base64");
  checkpoint.root = *root;
  if (!lines.rest().empty()) return wrong("RCD-020", text.size() - lines.rest().size(), "three lines and no more");
  return checkpoint;
}

base::Result<Checkpoint> open_checkpoint(std::string_view note, const VerifyKey& log) {
  const Note parsed = MIDSPAN_TRY(parse_note(note));
  Checkpoint checkpoint = MIDSPAN_TRY(parse_checkpoint_text(parsed.text));
  if (checkpoint.origin != log.name() || check(parsed, log) != SignatureState::Good)
    return base::failure("RCD-021", {{"name", log.name()}});
  return checkpoint;
}

std::uint32_t cosigner_key_id(std::string_view name, const Point& point) {
  std::string hashed(name);
  hashed.push_back('\n');
  hashed.push_back(static_cast<char>(kCosignatureV1));
  hashed.append(base::as_text(point));
  const Digest digest = base::sha256(hashed);
  return std::uint32_t{digest[0]} << 24 | std::uint32_t{digest[1]} << 16 | std::uint32_t{digest[2]} << 8 | digest[3];
}

std::string cosigned_message(std::uint64_t time, std::string_view text) {
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

base::Result<Cosignature> parse_cosignature(const SignatureLine& line) {
  if (line.signature.size() != 8 + 64) return base::failure("RCD-022", {{"name", line.name}});
  Cosignature cosignature;
  for (std::size_t at = 0; at < 8; ++at)
    cosignature.time = cosignature.time << 8 | static_cast<std::uint8_t>(line.signature[at]);
  std::copy(line.signature.begin() + 8, line.signature.end(), cosignature.signature.begin());
  return cosignature;
}

std::string receipt_text(const Receipt& receipt) {
  std::string text(kReceiptHeader);
  text += "index " + std::to_string(receipt.index) + "\n";
  for (const Digest& hash : receipt.proof) text += base::to_base64(hash) + "\n";
  return text + "\n" + receipt.checkpoint;
}

base::Result<Receipt> parse_receipt(std::string_view text) {
  if (!text.starts_with(kReceiptHeader)) return wrong("RCD-023", 0, "the first line is not that of a receipt");
  Lines lines(text.substr(kReceiptHeader.size()));
  const auto offset = [&] { return kReceiptHeader.size() + lines.begin(); };
  Receipt receipt;
  auto line = lines.next();
  constexpr std::string_view kIndex = "index ";
  const auto index = line && line->starts_with(kIndex) ? decimal(line->substr(kIndex.size())) : std::nullopt;
  if (!index) return wrong("RCD-023", offset(), "the index of the act is missing");
  receipt.index = *index;
  for (line = lines.next(); line && !line->empty(); line = lines.next()) {
    const auto hash = digest_from_base64(*line);
    if (!hash || receipt.proof.size() == kLongestProof) return wrong("RCD-023", offset(), "not a hash of a proof");
    receipt.proof.push_back(*hash);
  }
  if (!line) return wrong("RCD-023", offset(), "the blank line before the checkpoint is missing");
  receipt.checkpoint = lines.rest();
  return receipt;
}

base::Result<Checkpoint> verify_receipt(const Receipt& receipt, std::string_view act_bytes, const VerifyKey& log) {
  Checkpoint checkpoint = MIDSPAN_TRY(open_checkpoint(receipt.checkpoint, log));
  if (!verify_inclusion(receipt.index, checkpoint.size, leaf_hash(act_bytes), receipt.proof, checkpoint.root))
    return base::failure("RCD-024", {{"index", static_cast<std::int64_t>(receipt.index)}});
  return checkpoint;
}

}  // namespace midspan::record
