// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/delimited.hpp"

#include <algorithm>
#include <optional>

#include "base/csv.hpp"

namespace midspan::lists::sheet {

namespace {

std::size_t line_breaks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.size() || text[at + 1] != '\n'))) ++count;
  return count;
}

std::size_t end_of_line(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
  if (at < text.size() && text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
  return std::min(at + 1, text.size());
}

// "sep=;" in the first line is how one spreadsheet program tells another.
std::optional<char> stated_delimiter(std::string_view& text, std::size_t& lines) {
  if (text.size() < 5 || !(text.starts_with("sep=") || text.starts_with("SEP="))) return std::nullopt;
  const char delimiter = text[4];
  if (text.size() > 5 && text[5] != '\n' && text[5] != '\r') return std::nullopt;
  text.remove_prefix(end_of_line(text, 0));
  ++lines;
  return delimiter;
}

class Reader {
 public:
  Reader(DelimitedFile& file, const Limits& limits) : file_(file), limits_(limits), builder_(file.grid) {}

  base::Result<void> read(std::string_view text, std::size_t lines_before) {
    base::CsvReader reader(text, {file_.delimiter, '"'});
    std::vector<std::string_view> fields;
    while (reader.next(fields))
      MIDSPAN_CHECK(take(fields, lines_before + reader.line(), reader.broken_quote() ? kBrokenQuote : 0));
    builder_.finish();
    return {};
  }

 private:
  base::Result<void> take(const std::vector<std::string_view>& fields, std::size_t line, std::uint8_t flags) {
    const std::size_t row = line - quoted_lines_;
    builder_.row(static_cast<std::uint32_t>(std::min<std::size_t>(row, 0xFFFFFFFF)), false);
    builder_.set_width(static_cast<std::uint32_t>(fields.size()));
    for (std::size_t column = 0; column < fields.size(); ++column) {
      std::string_view value = fields[column];
      if (value.empty()) continue;
      if (column >= limits_.columns)
        return base::failure("LST-014",
                             {{"limit", static_cast<std::int64_t>(limits_.columns)}, {"cell", cell_name(column, row)}});
      if (++cells_ > limits_.cells)
        return base::failure("LST-013", {{"limit", static_cast<std::int64_t>(limits_.cells)}});
      std::uint8_t own = value.front() == '"' ? flags : 0;
      if (const std::size_t breaks = line_breaks(value); breaks > 0) {
        quoted_lines_ += breaks;
        if (breaks >= 2) own |= kQuotedNewlines;
      }
      if (value.find("\uFFFD") != std::string_view::npos) own |= kBrokenBytes;
      if (value.size() >= 2 && value[0] == '\'' && std::string_view("=+-@").find(value[1]) != std::string_view::npos)
        value.remove_prefix(1);
      builder_.cell(static_cast<std::uint16_t>(column), people::CellType::Text, own, value);
    }
    return {};
  }

  DelimitedFile& file_;
  const Limits& limits_;
  GridBuilder builder_;
  std::size_t cells_ = 0;
  std::size_t quoted_lines_ = 0;  // line ends inside cells so far
};

}  // namespace

base::Result<DelimitedFile> read_delimited(std::string_view bytes, const Limits& limits, const std::string& encoding) {
  DelimitedFile file;
  Decoded decoded = encoding.empty() ? decode(bytes) : MIDSPAN_TRY(decode_as(bytes, encoding));
  for (std::size_t at = 0; (at = decoded.text.find('\0', at)) != std::string::npos; ++decoded.broken)
    decoded.text.replace(at, 1, "\uFFFD");
  file.encoding = decoded.encoding;
  file.encoding_guessed = decoded.guessed;
  file.fit = decoded.fit;
  file.broken_bytes = decoded.broken;
  std::string_view text = decoded.text;
  std::size_t lines = 0;
  const auto stated = stated_delimiter(text, lines);
  file.delimiter = stated ? *stated : base::guess_delimiter(text);
  Reader reader(file, limits);
  MIDSPAN_CHECK(reader.read(text, lines));
  if (file.grid.cells.empty()) return base::failure("LST-018");
  return file;
}

}  // namespace midspan::lists::sheet
