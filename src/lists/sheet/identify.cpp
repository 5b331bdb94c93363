// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/identify.hpp"

#include <algorithm>
#include <string>

namespace midspan::lists::sheet {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kFewBadBytes = 2;

struct Magic {
  std::string_view bytes;
  std::string_view kind;  // a word of LST-002's sentence
};
constexpr Magic kOthers[] = {
    {"\x89PNG\r\n\x1a\n"sv, "picture"},
    {"\xFF\xD8\xFF"sv, "picture"},
    {"GIF8"sv, "picture"},
    {"II*\0"sv, "picture"},
    {"MM\0*"sv, "picture"},
    {"%PDF-"sv, "pdf"},
    {"\x1F\x8B"sv, "archive"},
    {"7z\xBC\xAF\x27\x1C"sv, "archive"},
    {"Rar!\x1A"sv, "archive"},
    {"{\\rtf"sv, "document"},
    {"SQLite format 3\0"sv, "database"},
    {"\x7F"
     "ELF"sv,
     "program"},
    {"MZ\x90\0"sv, "program"},
    {"!BDN"sv, "mail"},
};

std::string utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide.push_back(c);
    wide.push_back('\0');
  }
  return wide;
}

// The old container (OLE) holds old workbooks, and new ones that are encrypted.
base::Result<FileKind> container(std::string_view bytes) {
  const auto holds = [&](std::string_view name) { return bytes.find(utf16(name)) != std::string_view::npos; };
  if (holds("EncryptedPackage")) return base::failure("LST-006");
  if (holds("WordDocument")) return base::failure("LST-002", {{"kind", "document"}});
  if (holds("PowerPoint")) return base::failure("LST-002", {{"kind", "presentation"}});
  return base::failure("LST-004");
}

bool looks_like_markup(std::string_view text, std::string_view name) {
  text = text.substr(0, 2048);
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower.find(name) != std::string::npos;
}

}  // namespace

base::Result<FileKind> identify(std::string_view bytes) {
  if (bytes.empty()) return base::failure("LST-001");
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return FileKind::Zip;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return container(bytes);
  for (const Magic& magic : kOthers)
    if (bytes.starts_with(magic.bytes)) return base::failure("LST-002", {{"kind", std::string(magic.kind)}});
  std::string_view text = bytes;
  if (text.starts_with("\xEF\xBB\xBF"sv)) text.remove_prefix(3);
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return base::failure("LST-018");
  if (text[start] == '<') {
    text.remove_prefix(start);
    if (looks_like_markup(text, "urn:schemas-microsoft-com:office:spreadsheet"))
      return base::failure("LST-002", {{"kind", "xml"}});
    if (looks_like_markup(text, "<html") || looks_like_markup(text, "<table") || looks_like_markup(text, "<!doctype"))
      return base::failure("LST-002", {{"kind", "webpage"}});
    if (text.starts_with("<?xml")) return base::failure("LST-002", {{"kind", "xml"}});
  }
  if ((text[start] == '{' || text[start] == '[') && text.find_last_not_of(" \t\r\n") != std::string_view::npos) {
    const char last = text[text.find_last_not_of(" \t\r\n")];
    if ((last == '}' || last == ']') && text.find("\":") != std::string_view::npos)
      return base::failure("LST-002", {{"kind", "json"}});
  }
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv)) return FileKind::Text;  // UTF-16
  // Control characters do not occur in text, and zero bytes only in UTF-16, where they take every second place.
  const std::string_view sample = text.substr(0, 65536);
  std::size_t control = 0;
  std::size_t zero[2] = {0, 0};
  std::size_t first_bad = sample.size();
  for (std::size_t at = 0; at < sample.size(); ++at) {
    const auto byte = static_cast<unsigned char>(sample[at]);
    const bool no_text =
        byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != 0x0B && byte != 0x0C && byte != 0x1A;
    if (byte == 0) ++zero[at % 2];
    else if (no_text) ++control;
    if (no_text) first_bad = std::min(first_bad, at);
  }
  const std::size_t zeros = zero[0] + zero[1];
  const bool wide = zeros * 10 > sample.size() && std::min(zero[0], zero[1]) * 20 < zeros;
  // One in 200 may be damage on the way (a stick, an old database); each is marked in its cell.
  const std::size_t bad = control + (wide ? 0 : zeros);
  if (bad > kFewBadBytes && bad * 200 > sample.size()) {
    const auto line = 1 + std::count(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(first_bad), '\n');
    return base::failure("LST-023", {{"line", static_cast<std::int64_t>(line)}});
  }
  return FileKind::Text;
}

}  // namespace midspan::lists::sheet
