// SPDX-License-Identifier: Apache-2.0
// Spreadsheet files made by hand, well-formed and not, so that no program's habits stand between a test and the bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lists/read_list.hpp"

namespace midspan::lists::test {

struct Part {
  std::string name;
  std::string content;
  // What a forger would change; the defaults tell the truth.
  std::string local_name = {};  // empty: as name
  std::uint16_t flags = 0;
  int method = 8;                 // 0 stored, 8 deflated
  std::uint32_t external = 0;     // attributes of the host system
  std::int64_t stated_size = -1;  // in the directory
  std::int64_t stated_packed = -1;
  std::int64_t stated_crc = -1;
  std::int64_t at = -1;  // offset of the local header that the directory gives; -1: the right one
  bool data_descriptor = false;
  bool zip64 = false;
};

struct ZipEnd {
  int disk = 0;
  std::int64_t entries = -1;
  std::int64_t offset = -1;
  std::string comment = {};
  std::string after = {};  // bytes behind the end
};

std::string zip(const std::vector<Part>& parts, const ZipEnd& end = {});

// The parts of a workbook around the XML of its sheets' data ("<row>..</row>"); the first is visible.
struct Sheet {
  std::string name = "Lista";
  std::string rows;
  std::string after = {};   // behind sheetData: mergeCells
  std::string before = {};  // before it: cols
  std::string state = "visible";
};
std::vector<Part> xlsx_parts(const std::vector<Sheet>& sheets, const std::string& shared_strings = {},
                             const std::string& book_properties = {});
std::string xlsx(const std::vector<Sheet>& sheets, const std::string& shared_strings = {},
                 const std::string& book_properties = {});

// Rows of texts as inline strings, from row `first`.
std::string rows_of(const std::vector<std::vector<std::string>>& rows, int first = 1);

std::vector<Part> ods_parts(const std::string& tables, const std::string& styles = {});
std::string ods(const std::string& tables, const std::string& styles = {});

std::string repeated(std::string_view text, std::size_t times);

// Reads and expects to succeed; and the findings by code, for EXPECT_EQ on counts.
people::ListVersion read(std::string_view bytes, const ReadOptions& options = {});
std::string error_of(std::string_view bytes, const ReadOptions& options = {});  // its code; "" when it was read
std::size_t count(const people::ListVersion& version, std::string_view code);
const people::Finding* find(const people::ListVersion& version, std::string_view code);
std::string roles(const people::ListVersion& version);  // "line-number full-name ignored"
std::string day(const people::DateSpan& span);          // "1990-03-05", "1990-01-01..1990-12-31", "?"

}  // namespace midspan::lists::test
