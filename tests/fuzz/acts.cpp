// SPDX-License-Identifier: Apache-2.0
// Acts and the log's text: whatever is taken for an act is canonical, and a log splits into what it was made of.
#include <cstdint>
#include <string_view>

#include "base/assert.hpp"
#include "record/act.hpp"
#include "record/log_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto act = record::parse_act(bytes)) {
    const std::string_view text = act->note.text;
    const auto value = base::json::parse(text.substr(0, text.size() - 1), base::json::Strictness::Act);
    MIDSPAN_ASSERT(value && base::json::canonical(*value) + "\n" == text);
    MIDSPAN_ASSERT(record::is_timestamp(act->act.at) && record::is_operation_id(act->act.operation));
    record::keys_enrolled_by(act->act);
  }
  if (const auto entries = record::split_log(bytes)) {
    std::vector<std::string_view> acts;
    for (const record::LogEntry& entry : *entries) acts.push_back(entry.bytes);
    MIDSPAN_ASSERT(record::log_text(acts) == bytes);
  }
  return 0;
}
