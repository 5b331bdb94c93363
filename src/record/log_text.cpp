// SPDX-License-Identifier: Apache-2.0
#include "record/log_text.hpp"

namespace midspan::record {

namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";

}  // namespace

std::string log_text(const std::vector<std::string_view>& acts) {
  std::string text(kLogHeader);
  std::size_t size = text.size();
  for (const std::string_view act : acts) size += act.size() + 1;
  text.reserve(size);
  for (const std::string_view act : acts) text.append("\n").append(act);
  return text;
}

base::Result<std::vector<LogEntry>> split_log(std::string_view text) {
  std::size_t at = kLogHeader.size();
  std::size_t line = 2;
  const auto wrong = [&](const char* reason) {
    return base::failure("RCD-040", {{"line", static_cast<std::int64_t>(line)},
                                     {"offset", static_cast<std::int64_t>(at)},
                                     {"reason", std::string(reason)}});
  };
  // Past the line at `at`; false at the end of the text.
  const auto skip_line = [&] {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return false;
    at = end + 1;
    ++line;
    return true;
  };
  if (!text.starts_with(kLogHeader)) {
    line = 1;
    at = 0;
    if (text.substr(0, kLogHeader.size() + 1).find('\r') != std::string_view::npos)
      return wrong("its line ends were changed on the way (to CR LF)");
    return wrong("the first line is not that of a log");
  }
  std::vector<LogEntry> entries;
  while (at < text.size()) {
    if (text[at] != '\n') return wrong("a blank line is missing before an act");
    skip_line();
    LogEntry entry{{}, at, line};
    if (at >= text.size() || text[at] != '{') return wrong("an act begins with {");
    if (!skip_line() || at >= text.size() || text[at] != '\n')
      return wrong("a blank line is missing between an act and its signatures");
    skip_line();
    const std::size_t signatures = at;
    while (text.substr(at).starts_with(kDash))
      if (!skip_line()) return wrong("a signature line without its end");
    if (at == signatures) return wrong("an act has no signature");
    entry.bytes = text.substr(entry.offset, at - entry.offset);
    entries.push_back(entry);
  }
  return entries;
}

}  // namespace midspan::record
