// SPDX-License-Identifier: Apache-2.0
// Files made to hurt, and files that are not what they say. Each is refused with the right sentence, or read with
// findings, in bounded time and memory; none brings the program down.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>

#include "lists/files.hpp"

namespace midspan::lists::test {
namespace {

using namespace std::string_view_literals;

struct Hostile {
  const char* what;
  const char* code;  // of the error; "": it is read all the same
  std::function<std::string()> bytes;
};

const std::string kRow = rows_of({{"Nombre", "Apellido"}, {"Ana", "Salas"}});

std::string plain_book() { return xlsx({{"Lista", kRow}}); }

std::string book_with(const Part& part) {
  auto parts = xlsx_parts({{"Lista", kRow}});
  parts.push_back(part);
  return zip(parts);
}

std::string book_changed(const std::string& name, const std::function<void(Part&)>& change) {
  auto parts = xlsx_parts({{"Lista", kRow}});
  for (Part& part : parts)
    if (part.name == name) change(part);
  return zip(parts);
}

std::string sheet_of(std::string rows, std::string after = {}) {
  return xlsx({{"Lista", std::move(rows), std::move(after)}});
}

std::string ods_with(const Part& part) {
  auto parts = ods_parts("<table:table table:name=\"a\"/>");
  parts.push_back(part);
  return zip(parts);
}

std::string ole(std::string_view stream) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  for (const char c : stream) bytes += std::string{c, '\0'};
  return bytes + std::string(600, '\0');
}

const char* const kSheet = "xl/worksheets/sheet1.xml";

const Hostile kHostile[] = {
    // Not a list at all
    {"an empty file", "LST-001", [] { return std::string(); }},
    {"spaces only", "LST-018", [] { return std::string("  \r\n\r\n \n"); }},
    {"a PNG renamed .xlsx", "LST-002", [] { return "\x89PNG\r\n\x1a\n" + std::string(2000, '\7'); }},
    {"a JPEG", "LST-002", [] { return "\xFF\xD8\xFF\xE0" + std::string(2000, 'x'); }},
    {"a PDF", "LST-002", [] { return "%PDF-1.7\n" + std::string(2000, 'x'); }},
    {"a web page saved as .xls", "LST-002",
     [] { return std::string("<html><table><tr><td>Name</td></tr></table></html>"); }},
    {"XML of an old spreadsheet", "LST-002",
     [] {
       return std::string("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>");
     }},
    {"JSON", "LST-002", [] { return std::string("[{\"name\": \"Ana\"}]"); }},
    {"a gzip file", "LST-002", [] { return "\x1F\x8B\x08" + std::string(2000, 'x'); }},
    {"a program", "LST-002",
     [] {
       return "\x7F"
              "ELF" +
              std::string(2000, '\1');
     }},
    {"a database", "LST-002", [] { return std::string("SQLite format 3\0xxxx"sv); }},
    {"bytes without meaning", "LST-023",
     [] {
       std::string bytes;
       for (int at = 0; at < 5000; ++at) bytes.push_back(static_cast<char>(at * 7919 >> 3));
       return bytes;
     }},
    {"text with many zero bytes", "LST-023", [] { return std::string("Nombre,Apellido\nAna\0\0\0\0,Salas\n"sv); }},
    {"an old .xls", "LST-004", [] { return ole("Workbook"); }},
    {"an encrypted workbook", "LST-006", [] { return ole("EncryptedPackage"); }},
    {"an old Word document", "LST-002", [] { return ole("WordDocument"); }},
    {"a Word document", "LST-002",
     [] { return zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}}); }},
    {"a presentation", "LST-002",
     [] { return zip({{"[Content_Types].xml", "<Types/>"}, {"ppt/presentation.xml", "<w/>"}}); }},
    {"a zip of something else", "LST-002", [] { return zip({{"readme.txt", "hello"}}); }},
    {"a text document of the other family", "LST-002",
     [] { return zip({{"mimetype", "application/vnd.oasis.opendocument.text", {}, 0, 0}, {"content.xml", "<a/>"}}); }},
    {"a binary workbook", "LST-021",
     [] { return zip({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.bin", "x"}}); }},

    // The archive
    {"an empty archive", "LST-002", [] { return zip({}); }},
    {"the first half of a workbook", "LST-007",
     [] {
       const std::string book = plain_book();
       return book.substr(0, book.size() / 2);
     }},
    {"a workbook without its last byte", "LST-007",
     [] {
       const std::string book = plain_book();
       return book.substr(0, book.size() - 1);
     }},
    {"bytes behind the end", "LST-007",
     [] { return zip(xlsx_parts({{"a", kRow}}), {0, -1, -1, {}, "PK\x05\x06 and more"}); }},
    {"a local header alone", "LST-007", [] { return std::string("PK\x03\x04"); }},
    {"several disks", "LST-008", [] { return zip(xlsx_parts({{"a", kRow}}), {3, -1, -1}); }},
    {"a directory beyond the file", "LST-007", [] { return zip(xlsx_parts({{"a", kRow}}), {0, -1, 0x7FFFFFFF}); }},
    {"more entries than the directory holds", "LST-007", [] { return zip(xlsx_parts({{"a", kRow}}), {0, 900, -1}); }},
    {"two thousand members", "LST-020",
     [] {
       auto parts = xlsx_parts({{"a", kRow}});
       for (int at = 0; at < 2000; ++at) parts.push_back({"x" + std::to_string(at), ""});
       return zip(parts);
     }},
    {"a bomb: 300 MB of zeros", "LST-005",
     [] { return book_with({"xl/media/zeros", std::string(std::size_t{300} << 20, '\0')}); }},
    {"a bomb in the sheet: 40 MB of spaces", "LST-005",
     [] { return sheet_of("<row r=\"1\">" + std::string(std::size_t{40} << 20, ' ') + "</row>"); }},
    {"a size that the directory understates", "LST-005",
     [] { return book_changed(kSheet, [](Part& part) { part.stated_size = 10; }); }},
    {"a size that the directory overstates", "LST-007",
     [] { return book_changed(kSheet, [](Part& part) { part.stated_size = 5000; }); }},
    {"a wrong checksum", "LST-007", [] { return book_changed(kSheet, [](Part& part) { part.stated_crc = 1; }); }},
    {"packed bytes that are no deflate", "LST-007",
     [] { return book_changed(kSheet, [](Part& part) { part.stated_packed = 9; }); }},
    {"a way of packing of another age", "LST-007",
     [] { return book_changed(kSheet, [](Part& part) { part.method = 12; }); }},
    {"the same name twice", "LST-008", [] { return book_with({kSheet, "<worksheet/>"}); }},
    {"the same name in capitals", "LST-008", [] { return book_with({"XL/Worksheets/SHEET1.xml", "<worksheet/>"}); }},
    {"two members in the same bytes", "LST-008",
     [] {
       auto parts = xlsx_parts({{"a", kRow}});
       parts.push_back({"xl/worksheets/sheet2.xml", parts[0].content, parts[0].name});
       parts.back().at = 0;
       parts.back().local_name = "[Content_Types].xml";
       return zip(parts);
     }},
    {"a local name that differs", "LST-008",
     [] { return book_changed(kSheet, [](Part& part) { part.local_name = "xl/worksheets/sheet9.xml"; }); }},
    {"a symbolic link", "LST-008",
     [] {
       Part link{"xl/link", "/etc/passwd"};
       link.external = 0xA1FFU << 16;
       return book_with(link);
     }},
    {"a name that climbs out", "LST-008", [] { return book_with({"../../etc/cron.d/x", "x"}); }},
    {"a name from the root", "LST-008", [] { return book_with({"/etc/x", "x"}); }},
    {"a name with a drive", "LST-008", [] { return book_with({"C:/x", "x"}); }},
    {"a name that climbs with the other slash", "LST-008", [] { return book_with({"..\\..\\x", "x"}); }},
    {"an encrypted member", "LST-006",
     [] {
       Part part{"xl/secret", "x"};
       part.flags = 1;
       return book_with(part);
     }},
    {"a local header in the directory's place", "LST-007",
     [] { return book_changed(kSheet, [](Part& part) { part.at = 3; }); }},
    {"a local header beyond the file", "LST-007",
     [] { return book_changed(kSheet, [](Part& part) { part.at = 0x7FFFFFF0; }); }},

    // The workbook
    {"macros", "LST-009", [] { return book_with({"xl/vbaProject.bin", "x"}); }},
    {"macros in another place", "LST-009", [] { return book_with({"xl/custom/VBAPROJECT.BIN", "x"}); }},
    {"old macro sheets", "LST-009", [] { return book_with({"xl/macrosheets/sheet1.xml", "<m/>"}); }},
    {"links to other workbooks", "LST-010", [] { return book_with({"xl/externalLinks/externalLink1.xml", "<e/>"}); }},
    {"connections to a database", "LST-010", [] { return book_with({"xl/connections.xml", "<c/>"}); }},
    {"no workbook", "LST-002", [] { return zip({{"[Content_Types].xml", "<Types/>"}}); }},
    {"no sheets", "LST-018", [] { return xlsx({}); }},
    {"a sheet without rows", "LST-018", [] { return sheet_of(""); }},
    {"a sheet that is missing", "LST-007",
     [] {
       auto parts = xlsx_parts({{"Lista", kRow}});
       std::erase_if(parts, [](const Part& part) { return part.name == kSheet; });
       return zip(parts);
     }},
    {"entities that grow (a billion laughs)", "LST-011",
     [] {
       std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"ha\">";
       for (char name = 'b'; name < 'z'; ++name)
         bomb += std::string("<!ENTITY ") + name + " \"" +
                 repeated(std::string("&") + static_cast<char>(name - 1) + ";", 10) + "\">";
       return book_changed(kSheet, [&](Part& part) { part.content = bomb + "]><worksheet>&y;</worksheet>"; });
     }},
    {"an entity that names a file", "LST-011",
     [] {
       return book_changed(kSheet, [](Part& part) {
         part.content = "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet>&x;</worksheet>";
       });
     }},
    {"a document type in the workbook part", "LST-011",
     [] { return book_changed("xl/workbook.xml", [](Part& part) { part.content = "<!DOCTYPE w><workbook/>"; }); }},
    {"XML a hundred deep", "LST-012", [] { return sheet_of(repeated("<row>", 100)); }},
    {"XML that is cut", "LST-007",
     [] { return book_changed(kSheet, [](Part& part) { part.content.resize(part.content.size() / 2); }); }},
    {"XML in an encoding nobody knows", "LST-007",
     [] {
       return book_changed(
           kSheet, [](Part& part) { part.content = "<?xml version=\"1.0\" encoding=\"X-EVIL\"?><worksheet/>"; });
     }},
    {"bytes that are not UTF-8 in XML", "LST-007",
     [] { return sheet_of("<row r=\"1\"><c t=\"inlineStr\"><is><t>\xC0\xAF</t></is></c></row>"); }},
    {"a shared text that is not there", "LST-007",
     [] { return sheet_of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999</v></c></row>"); }},
    {"a shared text of number minus one", "LST-007",
     [] { return sheet_of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"); }},
    {"a cell of another row", "LST-007", [] { return sheet_of("<row r=\"1\"><c r=\"A9\"><v>1</v></c></row>"); }},
    {"a cell at no place", "LST-007", [] { return sheet_of("<row r=\"1\"><c r=\"$$\"><v>1</v></c></row>"); }},
    {"the same cell twice", "LST-007",
     [] { return sheet_of("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"); }},
    {"rows that go back", "LST-007",
     [] { return sheet_of("<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c><v>1</v></c></row>"); }},
    {"a row beyond every sheet", "LST-007", [] { return sheet_of("<row r=\"999999999\"><c><v>1</v></c></row>"); }},
    {"a cell beyond column 256", "LST-014", [] { return sheet_of("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"); }},
    {"a cell of 2 MB", "LST-022",
     [] {
       std::string text;
       for (std::uint32_t at = 0; at < (1U << 21); ++at)
         text.push_back(static_cast<char>('a' + (at * 2654435761U >> 16) % 26));
       return sheet_of("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + text + "</t></is></c></row>");
     }},
    {"one long text in very many cells", "LST-005",
     [] {
       const std::string text = repeated("Ana Salas de la Torre ", 1400);
       std::string rows;
       for (int row = 1; row <= 9000; ++row)
         rows += "<row r=\"" + std::to_string(row) + "\"><c t=\"s\"><v>0</v></c></row>";
       return xlsx({{"Lista", rows}}, "<si><t>" + text + "</t></si>");
     }},
    {"a hundred thousand merged cells", "",
     [] {
       std::string merges = "<mergeCells>";
       for (int row = 1; row <= 100000; ++row) merges += "<mergeCell ref=\"A" + std::to_string(row) + ":C1048576\"/>";
       return sheet_of(kRow, merges + "</mergeCells>");
     }},
    {"a merged cell upside down", "",
     [] {
       return sheet_of(kRow, "<mergeCells><mergeCell ref=\"C9:A1\"/><mergeCell ref=\":\"/><mergeCell/></mergeCells>");
     }},
    {"a thousand sheets and more", "LST-020", [] { return xlsx(std::vector<Sheet>(1001)); }},
    {"styles that name nothing", "",
     [] {
       return sheet_of("<row r=\"1\"><c r=\"A1\" s=\"999999\"><v>1</v></c><c r=\"B1\" s=\"-1\"><v>2</v></c></row>");
     }},
    {"numbers that are none", "",
     [] {
       return sheet_of(
           "<row r=\"1\"><c r=\"A1\"><v>1e999999999</v></c><c r=\"B1\" s=\"1\"><v>-99999999999</v></c><c r=\"C1\" "
           "s=\"1\"><v>NaN</v></c></row>");
     }},

    // The other format
    {"an encrypted ODS", "LST-006",
     [] {
       auto parts = ods_parts("");
       parts[2].content = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
       return zip(parts);
     }},
    {"an ODS with Basic macros", "LST-009", [] { return ods_with({"Basic/Standard/Module1.xml", "<m/>"}); }},
    {"an ODS with scripts", "LST-009", [] { return ods_with({"Scripts/python/x.py", "x"}); }},
    {"an ODS that draws from another file", "LST-010",
     [] { return ods("<table:table table:name=\"a\"><table:table-source/></table:table>"); }},
    {"an ODS with a document type", "LST-011",
     [] {
       auto parts = ods_parts("");
       parts[1].content = "<!DOCTYPE x [<!ENTITY a \"b\">]><x/>";
       return zip(parts);
     }},
    {"a small ODS of a billion cells", "LST-013",
     [] {
       return ods(
           "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell "
           "office:value-type=\"string\" "
           "table:number-columns-repeated=\"200\"><text:p>x</text:p></table:table-cell></table:table-row></"
           "table:table>");
     }},
    {"an ODS cell repeated without end", "LST-014",
     [] {
       return ods(
           "<table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\" "
           "table:number-columns-repeated=\"99999999999999999999\"><text:p>x</text:p></table:table-cell></"
           "table:table-row></table:table>");
     }},
    {"an ODS with tables in tables", "LST-012",
     [] { return ods(repeated("<table:table table:name=\"a\">", 100) + repeated("</table:table>", 100)); }},
    {"an ODS without content", "LST-007",
     [] {
       auto parts = ods_parts("");
       parts.erase(parts.begin() + 1);
       return zip(parts);
     }},
    {"an ODS without tables", "LST-018", [] { return ods(""); }},

    // Text
    {"a quote that never closes, in a long file", "",
     [] { return "nombre,apellido\n\"" + repeated("Ana,Salas\n", 50000); }},
    {"a quote that never closes, in every line", "",
     [] { return "nombre,apellido\n" + repeated("\"Ana,Salas\n", 50000); }},
    {"a million commas", "LST-014", [] { return "nombre,apellido\n" + std::string(1000000, ',') + "x"; }},
    {"a line without an end", "", [] { return std::string(std::size_t{4} << 20, 'a'); }},
    {"only quotes", "", [] { return std::string(100001, '"'); }},
    {"a line of control characters", "LST-023", [] { return "nombre\n" + std::string(1000, '\2'); }},
    {"half a character at the end", "", [] { return std::string("Nombre,Apellido\nAna,Salas\nJos\xC3"); }},
    {"UTF-16 with half a unit", "", [] { return std::string("\xFF\xFEN\0a\0m\0e\0\n\0A\0n\0"sv) + "x"; }},
    {"formulas as names", "", [] { return std::string("Nombre,Apellido\n=cmd|' /C calc'!A0,Salas\n@SUM(1+1),Gil\n"); }},
};

TEST(Hostile, EveryFileIsRefusedWithItsSentenceOrReadInBoundedTime) {
  EXPECT_GE(std::size(kHostile), 60U);
  for (const Hostile& file : kHostile) {
    const std::string bytes = file.bytes();
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(error_of(bytes), file.code) << file.what;
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin).count();
    EXPECT_LE(seconds, 20) << file.what;
  }
}

// Whatever is cut off or changed in a workbook, the program lives and says something.
TEST(Hostile, CutAndChangedWorkbooksNeverBringItDown) {
  const std::string book = plain_book();
  for (std::size_t size = 0; size < book.size(); size += 97) (void)error_of(book.substr(0, size));
  for (std::size_t at = 0; at < book.size(); at += 41) {
    std::string changed = book;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    (void)error_of(changed);
  }
}

TEST(Hostile, ADirectoryAndAFileThatIsNotThere) {
  EXPECT_EQ(read_list(std::filesystem::temp_directory_path(), {}).error().message.code, "LST-019");
  EXPECT_EQ(read_list(std::filesystem::path("/nowhere/list.xlsx"), {}).error().message.code, "BAS-001");
}

TEST(Hostile, ErrorsSayCannot) {
  const auto version = read_list(std::string_view("%PDF-1.7"), "list.xlsx", {});
  ASSERT_FALSE(version);
  EXPECT_EQ(version.error().exit, base::Exit::Cannot);
}

}  // namespace
}  // namespace midspan::lists::test
