// SPDX-License-Identifier: Apache-2.0
#include "lists/files.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>

#include "lists/column_roles.hpp"

namespace midspan::lists::test {

namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int byte = 0; byte < bytes; ++byte) out.push_back(static_cast<char>(value >> (8 * byte) & 0xFF));
}

std::string deflated(std::string_view text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
  return out;
}

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

}  // namespace

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t time = 0; time < times; ++time) out.append(text);
  return out;
}

std::string zip(const std::vector<Part>& parts, const ZipEnd& end) {
  std::string out;
  std::string directory;
  for (const Part& part : parts) {
    const std::string packed = part.method == 8 ? deflated(part.content) : part.content;
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(part.content.data()), static_cast<uInt>(part.content.size())));
    const std::size_t offset = out.size();
    const std::string& local_name = part.local_name.empty() ? part.name : part.local_name;
    put(out, 0x04034b50, 4);
    put(out, 20, 2);
    put(out, part.flags | (part.data_descriptor ? 8U : 0U), 2);
    put(out, static_cast<std::uint64_t>(part.method), 2);
    put(out, 0, 4);
    put(out, part.data_descriptor ? 0 : crc, 4);
    put(out, part.data_descriptor ? 0 : packed.size(), 4);
    put(out, part.data_descriptor ? 0 : part.content.size(), 4);
    put(out, local_name.size(), 2);
    put(out, 0, 2);
    out += local_name + packed;
    if (part.data_descriptor) {
      put(out, 0x08074b50, 4);
      put(out, crc, 4);
      put(out, packed.size(), 4);
      put(out, part.content.size(), 4);
    }
    const auto stated = [](std::int64_t said, std::uint64_t truth) {
      return said < 0 ? truth : static_cast<std::uint64_t>(said);
    };
    const std::uint64_t at = stated(part.at, offset);
    put(directory, 0x02014b50, 4);
    put(directory, 20 | 3 << 8, 2);
    put(directory, 20, 2);
    put(directory, part.flags | (part.data_descriptor ? 8U : 0U), 2);
    put(directory, static_cast<std::uint64_t>(part.method), 2);
    put(directory, 0, 4);
    put(directory, stated(part.stated_crc, crc), 4);
    put(directory, part.zip64 ? 0xFFFFFFFF : stated(part.stated_packed, packed.size()), 4);
    put(directory, part.zip64 ? 0xFFFFFFFF : stated(part.stated_size, part.content.size()), 4);
    put(directory, part.name.size(), 2);
    put(directory, part.zip64 ? 20 : 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, part.external, 4);
    put(directory, at, 4);
    directory += part.name;
    if (part.zip64) {
      put(directory, 1, 2);
      put(directory, 16, 2);
      put(directory, stated(part.stated_size, part.content.size()), 8);
      put(directory, stated(part.stated_packed, packed.size()), 8);
    }
  }
  const std::size_t offset = out.size();
  out += directory;
  put(out, 0x06054b50, 4);
  put(out, static_cast<std::uint64_t>(end.disk), 2);
  put(out, static_cast<std::uint64_t>(end.disk), 2);
  const std::uint64_t entries = end.entries < 0 ? parts.size() : static_cast<std::uint64_t>(end.entries);
  put(out, entries, 2);
  put(out, entries, 2);
  put(out, directory.size(), 4);
  put(out, end.offset < 0 ? offset : static_cast<std::uint64_t>(end.offset), 4);
  put(out, end.comment.size(), 2);
  return out + end.comment + end.after;
}

std::vector<Part> xlsx_parts(const std::vector<Sheet>& sheets, const std::string& shared_strings,
                             const std::string& book_properties) {
  const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string package = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  std::vector<Part> parts{
      {"[Content_Types].xml",
       std::string(kHead) + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
      {"_rels/.rels", std::string(kHead) + package + "<Relationship Id=\"rId1\" Type=\"" + relations +
                          "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"}};
  std::string book = std::string(kHead) +
                     "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" +
                     relations.substr(0, relations.size() - 1) + "\">" + book_properties + "<sheets>";
  std::string rels = std::string(kHead) + package;
  for (std::size_t at = 0; at < sheets.size(); ++at) {
    const std::string number = std::to_string(at + 1);
    book += "<sheet name=\"" + escaped(sheets[at].name) + "\" sheetId=\"" + number + "\" state=\"" + sheets[at].state +
            "\" r:id=\"rId" + number + "\"/>";
    rels += "<Relationship Id=\"rId" + number + "\" Type=\"" + relations + "worksheet\" Target=\"worksheets/sheet" +
            number + ".xml\"/>";
    parts.push_back(
        {"xl/worksheets/sheet" + number + ".xml",
         std::string(kHead) + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" +
             sheets[at].before + "<sheetData>" + sheets[at].rows + "</sheetData>" + sheets[at].after + "</worksheet>"});
  }
  // Styles: 0 general, 1 date, 2 eight digits, 3 date and time, 4 struck through, 5 time, 6 dd-mmm-yyyy of one's own.
  rels += "<Relationship Id=\"rId90\" Type=\"" + relations + "styles\" Target=\"styles.xml\"/>";
  parts.push_back({"xl/styles.xml",
                   std::string(kHead) +
                       "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000000\"/><numFmt "
                       "numFmtId=\"165\" formatCode=\"[$-40A]dd\\-mmm\\-yyyy;@\"/></numFmts>"
                       "<fonts><font><sz val=\"11\"/></font><font><strike/></font></fonts><cellStyleXfs><xf "
                       "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"14\"/>"
                       "<xf numFmtId=\"164\"/><xf numFmtId=\"22\"/><xf numFmtId=\"0\" fontId=\"1\"/><xf "
                       "numFmtId=\"20\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"});
  if (!shared_strings.empty()) {
    rels += "<Relationship Id=\"rId91\" Type=\"" + relations + "sharedStrings\" Target=\"sharedStrings.xml\"/>";
    parts.push_back({"xl/sharedStrings.xml", std::string(kHead) + "<sst>" + shared_strings + "</sst>"});
  }
  parts.push_back({"xl/workbook.xml", book + "</sheets></workbook>"});
  parts.push_back({"xl/_rels/workbook.xml.rels", rels + "</Relationships>"});
  return parts;
}

std::string xlsx(const std::vector<Sheet>& sheets, const std::string& shared_strings,
                 const std::string& book_properties) {
  return zip(xlsx_parts(sheets, shared_strings, book_properties));
}

std::string rows_of(const std::vector<std::vector<std::string>>& rows, int first) {
  std::string out;
  for (const auto& row : rows) {
    out += "<row r=\"" + std::to_string(first) + "\">";
    for (std::size_t column = 0; column < row.size(); ++column)
      if (!row[column].empty())
        out += "<c r=\"" + std::string(1, static_cast<char>('A' + column)) + std::to_string(first) +
               "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(row[column]) + "</t></is></c>";
    out += "</row>";
    ++first;
  }
  return out;
}

std::vector<Part> ods_parts(const std::string& tables, const std::string& styles) {
  const std::string names =
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"";
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", {}, 0, 0},
          {"content.xml", std::string(kHead) + "<office:document-content " + names + "><office:automatic-styles>" +
                              styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables +
                              "</office:spreadsheet></office:body></office:document-content>"},
          {"META-INF/manifest.xml",
           std::string(kHead) +
               "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"}};
}

std::string ods(const std::string& tables, const std::string& styles) { return zip(ods_parts(tables, styles)); }

people::ListVersion read(std::string_view bytes, const ReadOptions& options) {
  auto version = read_list(bytes, "list", options);
  EXPECT_TRUE(version.has_value()) << (version ? "" : version.error().message.code);
  return version ? std::move(*version) : people::ListVersion();
}

std::string error_of(std::string_view bytes, const ReadOptions& options) {
  const auto version = read_list(bytes, "list", options);
  return version ? std::string() : version.error().message.code;
}

std::size_t count(const people::ListVersion& version, std::string_view code) {
  return static_cast<std::size_t>(
      std::count_if(version.findings.begin(), version.findings.end(),
                    [&](const people::Finding& finding) { return finding.message.code == code; }));
}

const people::Finding* find(const people::ListVersion& version, std::string_view code) {
  for (const people::Finding& finding : version.findings)
    if (finding.message.code == code) return &finding;
  return nullptr;
}

std::string roles(const people::ListVersion& version) {
  std::string out;
  for (const people::Column& column : version.columns) out.append(out.empty() ? "" : " ").append(word_of(column.role));
  return out;
}

std::string day(const people::DateSpan& span) {
  if (!span.known()) return "?";
  const std::string first = base::format_day(span.earliest);
  return span.earliest == span.latest ? first : first + ".." + base::format_day(span.latest);
}

}  // namespace midspan::lists::test
