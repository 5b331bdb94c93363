// SPDX-License-Identifier: Apache-2.0
// Notes, keys, checkpoints, receipts, manifests, key files and sealed items: read strictly, so that writing what was
// read gives the same bytes.
#include <cstdint>
#include <string_view>

#include "base/assert.hpp"
#include "record/bundle.hpp"
#include "record/checkpoint.hpp"
#include "record/sealed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string_view text = bytes;
  if (const auto note = record::parse_note(bytes)) {
    MIDSPAN_ASSERT(bytes.starts_with(note->text) && !note->signatures.empty());
    for (const record::SignatureLine& line : note->signatures) record::parse_cosignature(line);
    text = note->text;
  }
  if (const auto checkpoint = record::parse_checkpoint_text(text))
    MIDSPAN_ASSERT(record::checkpoint_text(*checkpoint) == text);
  if (const auto receipt = record::parse_receipt(bytes)) MIDSPAN_ASSERT(record::receipt_text(*receipt) == bytes);
  if (const auto key = record::VerifyKey::parse(bytes)) MIDSPAN_ASSERT(key->vkey() == bytes);
  if (const auto item = record::parse_sealed_item(bytes)) MIDSPAN_ASSERT(record::sealed_item_text(*item) == bytes);
  record::parse_manifest_text(text);
  record::parse_key_file(bytes);
  return 0;
}
