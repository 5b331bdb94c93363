// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet/workbook.hpp"

#include <algorithm>

namespace midspan::lists::sheet {

bool CountedSink::stop(tl::unexpected<base::Error> error) {
  if (!error_) error_ = std::move(error.value());
  return false;
}

bool CountedSink::row(std::uint32_t number, bool hidden) {
  if (number <= last_row_ || number > 1'048'576U * 4U) return stop(base::failure("LST-007", {{"reason", "order"}}));
  last_row_ = number;
  last_column_ = -1;
  return sink_.row(number, hidden);
}

bool CountedSink::cell(std::size_t column, people::CellType type, std::uint8_t flags, std::string_view value) {
  if (static_cast<std::int64_t>(column) <= last_column_) return stop(base::failure("LST-007", {{"reason", "order"}}));
  last_column_ = static_cast<std::int64_t>(column);
  if (value.empty() && type != people::CellType::Formula && (flags & kFormulaCell) == 0) return true;
  if (column >= limits_.columns)
    return stop(base::failure(
        "LST-014", {{"limit", static_cast<std::int64_t>(limits_.columns)}, {"cell", cell_name(column, last_row_)}}));
  if (++cells_ > limits_.cells)
    return stop(base::failure("LST-013", {{"limit", static_cast<std::int64_t>(limits_.cells)}}));
  if (value.size() > limits_.cell_bytes)
    return stop(base::failure("LST-022", {{"limit", static_cast<std::int64_t>(limits_.cell_bytes >> 10)},
                                          {"cell", cell_name(column, last_row_)}}));
  bytes_ += value.size();
  if (bytes_ > limits_.unpacked_bytes)
    return stop(base::failure("LST-005", {{"limit", static_cast<std::int64_t>(limits_.unpacked_bytes >> 20)}}));
  return sink_.cell(static_cast<std::uint16_t>(column), type, flags, value);
}

void CountedSink::merge(const Merge& merge) {
  if (++merges_ <= limits_.merges) sink_.merge(merge);
}

void CountedSink::comment(std::uint32_t row, std::uint16_t column, std::string_view text) {
  if (++comments_ <= limits_.comments && !text.empty() && text.size() <= limits_.cell_bytes)
    sink_.comment(row, column, text);
}

void CountedSink::hide_columns(std::size_t first, std::size_t last) {
  for (std::size_t column = first; column <= last && column < limits_.columns && hidden_ < limits_.columns;
       ++column, ++hidden_)
    sink_.hide_column(static_cast<std::uint16_t>(column));
}

base::Result<std::unique_ptr<Workbook>> open_workbook(std::string_view bytes, const Limits& limits) {
  Archive archive = MIDSPAN_TRY(Archive::open(bytes, limits));
  bool is_ods = false;
  std::string mimetype;
  if (const Member* member = archive.find("mimetype"); member != nullptr && member->unpacked < 200) {
    MIDSPAN_CHECK(archive.read(*member, [&](std::string_view piece) { return mimetype.append(piece).size() < 200; }));
    is_ods = mimetype.starts_with("application/vnd.oasis.opendocument.spreadsheet");
    if (!is_ods && mimetype.starts_with("application/vnd.oasis.opendocument"))
      return base::failure("LST-002", {{"kind", "document"}});
    if (mimetype.starts_with("application/epub")) return base::failure("LST-002", {{"kind", "other"}});
  }
  for (const Member& member : archive.members()) {
    std::string name = member.name;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto ends_with = [&](std::string_view end) { return name.size() >= end.size() && name.ends_with(end); };
    if (ends_with("vbaproject.bin") || name.find("/macrosheets/") != std::string::npos || name.starts_with("basic/") ||
        (is_ods && name.starts_with("scripts/")))
      return base::failure("LST-009");
    if (name.find("/externallinks/") != std::string::npos || ends_with("/connections.xml"))
      return base::failure("LST-010");
  }
  if (is_ods ||
      (mimetype.empty() && archive.find("content.xml") != nullptr && archive.find("META-INF/manifest.xml") != nullptr))
    return open_ods(std::move(archive), limits);
  if (archive.find("xl/workbook.bin") != nullptr) return base::failure("LST-021");
  if (archive.find("word/document.xml") != nullptr) return base::failure("LST-002", {{"kind", "document"}});
  if (archive.find("ppt/presentation.xml") != nullptr) return base::failure("LST-002", {{"kind", "presentation"}});
  if (archive.find("Index/Document.iwa") != nullptr || archive.find("Index.zip") != nullptr)
    return base::failure("LST-002", {{"kind", "numbers"}});
  if (archive.find("[Content_Types].xml") == nullptr && archive.find("_rels/.rels") == nullptr)
    return base::failure("LST-002", {{"kind", "zip"}});
  return open_xlsx(std::move(archive), limits);
}

}  // namespace midspan::lists::sheet
