// SPDX-License-Identifier: Apache-2.0
// A spreadsheet file of any format, sheet by sheet. The readers below see hostile bytes: they run in the child process
// (child.hpp), and in fuzzers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "lists/sheet/archive.hpp"
#include "lists/sheet/grid.hpp"
#include "lists/sheet/number_format.hpp"

namespace midspan::lists::sheet {

struct SheetInfo {
  std::string name;
  bool hidden = false;
};

class Workbook {
 public:
  virtual ~Workbook() = default;
  const std::vector<SheetInfo>& sheets() const { return sheets_; }
  DateSystem date_system() const { return date_system_; }

  // REQUIRES: index < sheets().size(). Reads until the sheet or the sink ends.
  virtual base::Result<void> read(std::size_t index, GridSink& sink) = 0;

 protected:
  std::vector<SheetInfo> sheets_;
  DateSystem date_system_ = DateSystem::From1900;
};

// Errors: LST-004..022, see docs/errors.md.
base::Result<std::unique_ptr<Workbook>> open_workbook(std::string_view bytes, const Limits& limits);

// The two formats; open_workbook chooses by the parts that the archive has.
base::Result<std::unique_ptr<Workbook>> open_xlsx(Archive archive, const Limits& limits);
base::Result<std::unique_ptr<Workbook>> open_ods(Archive archive, const Limits& limits);

// For fuzzers: the XML of one sheet, without an archive around it.
base::Result<void> read_xlsx_sheet(std::string_view xml, const Limits& limits, GridSink& sink);
base::Result<void> read_ods_content(std::string_view xml, const Limits& limits, GridSink& sink);

// Counts what goes to a sink against the limits; all readers write through it.
class CountedSink {
 public:
  CountedSink(GridSink& sink, const Limits& limits) : sink_(sink), limits_(limits) {}
  bool row(std::uint32_t number, bool hidden);
  bool cell(std::size_t column, people::CellType type, std::uint8_t flags, std::string_view value);
  void merge(const Merge& merge);
  void comment(std::uint32_t row, std::uint16_t column, std::string_view text);
  void hide_columns(std::size_t first, std::size_t last);  // from 0, inclusive
  const std::optional<base::Error>& error() const { return error_; }

 private:
  bool stop(tl::unexpected<base::Error> error);
  GridSink& sink_;
  const Limits& limits_;
  std::size_t cells_ = 0;
  std::size_t bytes_ = 0;
  std::size_t merges_ = 0;
  std::size_t comments_ = 0;
  std::size_t hidden_ = 0;
  std::int64_t last_row_ = 0;
  std::int64_t last_column_ = -1;
  std::optional<base::Error> error_;
};

}  // namespace midspan::lists::sheet
