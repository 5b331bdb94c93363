// SPDX-License-Identifier: Apache-2.0
// The log as text that can be read for ever: a first line, then the acts' notes as they are, each after a blank line.
// docs/formats/log.md
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace midspan::record {

inline constexpr std::string_view kLogHeader = "midspan log v1\n";

struct LogEntry {
  std::string_view bytes;  // the act's note
  std::size_t offset = 0;  // of its first byte in the text
  std::size_t line = 0;    // of its first line, from 1
};

std::string log_text(const std::vector<std::string_view>& acts);

// Strict: log_text of the entries is the text again, byte for byte. Entries point into the text.
// Errors: RCD-040 {line, offset, reason}.
base::Result<std::vector<LogEntry>> split_log(std::string_view text);

}  // namespace midspan::record
