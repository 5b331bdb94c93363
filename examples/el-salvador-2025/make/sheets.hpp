// SPDX-License-Identifier: Apache-2.0
// Tables as XLSX, ODS and CSV, byte for byte the same each time.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/day.hpp"
#include "base/result.hpp"

namespace midspan::example {

struct TrueDate {
  base::CivilDate date;  // a date cell of the spreadsheet, shown as dd/mm/yyyy
};
using SheetCell = std::variant<std::monostate, std::string, std::int64_t, TrueDate>;

struct Table {
  std::string sheet;
  std::vector<std::string> titles;  // one row each, above the headings
  std::vector<std::string> headings;
  std::vector<std::vector<SheetCell>> rows;
};

inline SheetCell text(std::string value) { return value.empty() ? SheetCell() : SheetCell(std::move(value)); }

base::Result<void> write_xlsx(const std::filesystem::path& path, const Table& table);
base::Result<void> write_ods(const std::filesystem::path& path, const Table& table);
std::string csv(const Table& table, char delimiter);  // UTF-8, \n; dates as yyyy-mm-dd

}  // namespace midspan::example
