// SPDX-License-Identifier: Apache-2.0
#include "sheets.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <algorithm>

#include "base/csv.hpp"
#include "base/files.hpp"

namespace midspan::example {

namespace {

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const SheetCell& cell, lxw_format* date_format) {
  if (const auto* words = std::get_if<std::string>(&cell)) {
    worksheet_write_string(sheet, row, column, words->c_str(), nullptr);
  } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
    worksheet_write_number(sheet, row, column, static_cast<double>(*number), nullptr);
  } else if (const auto* date = std::get_if<TrueDate>(&cell)) {
    lxw_datetime moment{date->date.year, date->date.month, date->date.day, 0, 0, 0};
    worksheet_write_datetime(sheet, row, column, &moment, date_format);
  }
}

std::string xml(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    switch (byte) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += byte;
    }
  }
  return out;
}

// Blanks that XML would swallow are spelled out, as OpenDocument 1.2 part 1 section 6.1.3 asks.
std::string ods_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool blank = text[at] == ' ' && (at == 0 || text[at - 1] == ' ' || at + 1 == text.size());
    out += blank ? "<text:s/>" : xml(text.substr(at, 1));
  }
  return out;
}

std::string ods_cell(const SheetCell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell))
    return fmt::format("<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                       ods_text(*words));
  if (const auto* number = std::get_if<std::int64_t>(&cell))
    return fmt::format(
        "<table:table-cell office:value-type=\"float\" office:value=\"{0}\"><text:p>{0}</text:p></table:table-cell>",
        *number);
  if (const auto* date = std::get_if<TrueDate>(&cell)) {
    const auto [year, month, day] = date->date;
    return fmt::format(
        "<table:table-cell table:style-name=\"fecha\" office:value-type=\"date\" "
        "office:date-value=\"{:04}-{:02}-{:02}\"><text:p>{:02}/{:02}/{:04}</text:p></table:table-cell>",
        year, month, day, day, month, year);
  }
  return "<table:table-cell/>";
}

std::string ods_row(const std::vector<SheetCell>& cells) {
  std::string row = "<table:table-row>";
  for (const SheetCell& cell : cells) row += ods_cell(cell);
  return row + "</table:table-row>\n";
}

std::string ods_content(const Table& table) {
  std::string content = R"(<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2">
<office:automatic-styles><number:date-style style:name="dmy"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style><style:style style:name="fecha" style:family="table-cell" style:data-style-name="dmy"/></office:automatic-styles>
<office:body><office:spreadsheet>
)";
  content += fmt::format("<table:table table:name=\"{}\"><table:table-column table:number-columns-repeated=\"{}\"/>\n",
                         xml(table.sheet), table.headings.size());
  for (const std::string& title : table.titles) content += ods_row({text(title)});
  std::vector<SheetCell> headings;
  for (const std::string& heading : table.headings) headings.push_back(text(heading));
  content += ods_row(headings);
  for (const auto& row : table.rows) content += ods_row(row);
  return content + "</table:table></office:spreadsheet></office:body></office:document-content>\n";
}

constexpr std::string_view kOdsType = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::string_view kOdsManifest = R"(<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
)";

bool add_to_zip(zip_t* archive, const char* name, std::string_view contents, zip_int32_t method) {
  zip_source_t* source = zip_source_buffer(archive, contents.data(), contents.size(), 0);
  const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  const auto at = static_cast<zip_uint64_t>(index);
  constexpr zip_uint16_t kFirstDay = (0 << 9) | (1 << 5) | 1;  // 1980-01-01, whatever the clock and the time zone
  return zip_set_file_compression(archive, at, method, 9) == 0 &&
         zip_file_set_dostime(archive, at, 0, kFirstDay, 0) == 0;
}

}  // namespace

base::Result<void> write_xlsx(const std::filesystem::path& path, const Table& table) {
  const std::string file = path.string();
  lxw_workbook* book = workbook_new(file.c_str());
  lxw_doc_properties properties{};
  std::string author = "midspan, example";
  properties.author = author.data();
  properties.created = 1745107200;  // 2025-04-20 00:00 UTC: otherwise the clock gets into the file
  workbook_set_properties(book, &properties);
  lxw_worksheet* sheet = workbook_add_worksheet(book, table.sheet.c_str());
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  lxw_format* date_format = workbook_add_format(book);
  format_set_num_format(date_format, "dd/mm/yyyy");
  lxw_row_t row = 0;
  const auto last = static_cast<lxw_col_t>(table.headings.size() - 1);
  for (const std::string& title : table.titles)
    worksheet_merge_range(sheet, row, 0, row, last, title.c_str(), bold), ++row;
  for (lxw_col_t column = 0; column <= last; ++column) {
    worksheet_write_string(sheet, row, column, table.headings[column].c_str(), bold);
    worksheet_set_column(sheet, column, column, column == 0 ? 6 : 20, nullptr);
  }
  for (const auto& cells : table.rows) {
    ++row;
    for (lxw_col_t column = 0; column < cells.size(); ++column)
      write_cell(sheet, row, column, cells[column], date_format);
  }
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
    return base::failure("BAS-002", {{"path", file}, {"reason", std::string(lxw_strerror(error))}});
  return {};
}

base::Result<void> write_ods(const std::filesystem::path& path, const Table& table) {
  const std::string content = ods_content(table);
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr)
    return base::failure("BAS-002", {{"path", path.string()}, {"reason", fmt::format("zip error {}", error)}});
  const bool added = add_to_zip(archive, "mimetype", kOdsType, ZIP_CM_STORE) &&
                     add_to_zip(archive, "content.xml", content, ZIP_CM_DEFLATE) &&
                     add_to_zip(archive, "META-INF/manifest.xml", kOdsManifest, ZIP_CM_DEFLATE);
  if (!added || zip_close(archive) != 0) {
    const std::string reason = zip_strerror(archive);
    zip_discard(archive);
    return base::failure("BAS-002", {{"path", path.string()}, {"reason", reason}});
  }
  return {};
}

std::string csv(const Table& table, char delimiter) {
  const base::CsvDialect dialect{delimiter, '"'};
  std::string out;
  const auto add = [&](const std::vector<SheetCell>& cells) {
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (at != 0) out += delimiter;
      if (const auto* words = std::get_if<std::string>(&cells[at])) base::append_csv_field(out, *words, dialect);
      else if (const auto* number = std::get_if<std::int64_t>(&cells[at])) out += std::to_string(*number);
      else if (const auto* date = std::get_if<TrueDate>(&cells[at])) out += base::format_day(base::day_of(date->date));
    }
    out += '\n';
  };
  std::vector<SheetCell> headings;
  for (const std::string& heading : table.headings) headings.push_back(text(heading));
  add(headings);
  for (const auto& row : table.rows) add(row);
  return out;
}

}  // namespace midspan::example
