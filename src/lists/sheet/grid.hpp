// SPDX-License-Identifier: Apache-2.0
// A sheet as cells: what every reader of a file format produces and everything above starts from. Knows no meaning.
//
// Compact on purpose (12 bytes a cell, one block of text): a list of 50,000 rows is held once as a grid and once as
// entries while the second is made from the first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "people/list.hpp"

namespace midspan::lists::sheet {

enum CellFlag : std::uint8_t {
  kFormulaCell = 1,      // the text is the value that the file's last program computed
  kTimeCell = 2,         // a time of day without a date
  kLostDigits = 4,       // a number with more digits than a spreadsheet keeps (15), or in scientific notation
  kBrokenQuote = 8,      // CSV: text after a closing quote, or a quote never closed
  kBrokenBytes = 16,     // bytes that are not text in the file's encoding
  kQuotedNewlines = 32,  // CSV: a quoted cell over three lines or more
  kStruckOut = 64,       // shown with a line through it
};

struct GridCell {
  std::uint32_t offset = 0;  // into Grid::text
  std::uint32_t length = 0;
  std::uint16_t column = 0;  // from 0
  people::CellType type = people::CellType::Text;
  std::uint8_t flags = 0;
};

struct GridRow {
  std::uint32_t number = 0;  // as the sheet counts, from 1
  std::uint32_t first = 0;   // index of its first cell
  std::uint32_t count = 0;
  std::uint32_t width = 0;  // delimited text: fields of the record, empty ones too; 0: not known
  bool hidden = false;
};

// Inclusive, rows as the sheet counts (from 1), columns from 0.
struct Merge {
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::uint16_t first_column = 0;
  std::uint16_t last_column = 0;
};

struct Comment {
  std::uint32_t row = 0;  // from 1
  std::uint16_t column = 0;
  std::string text;
};

struct Grid {
  std::string text;
  std::vector<GridCell> cells;  // non-empty cells only; columns ascend within a row
  std::vector<GridRow> rows;    // rows that have cells, ascending
  std::vector<Merge> merges;
  std::vector<std::uint16_t> hidden_columns;  // ascending
  std::vector<Comment> comments;

  std::string_view value(const GridCell& cell) const { return std::string_view(text).substr(cell.offset, cell.length); }
  const GridCell* find(const GridRow& row, std::size_t column) const;  // nullptr: empty
  void shrink();                                                       // gives back what was reserved for growth
};

// Where readers put what they read, row by row, rows and the columns in a row ascending. All cells of a row come before
// anything else. A reader stops when a call answers false.
class GridSink {
 public:
  virtual ~GridSink() = default;
  virtual bool row(std::uint32_t number, bool hidden) = 0;  // rows without cells may be left out
  virtual bool cell(std::uint16_t column, people::CellType type, std::uint8_t flags, std::string_view value) = 0;
  virtual void merge(const Merge& merge) = 0;
  virtual void hide_column(std::uint16_t column) = 0;
  virtual void comment(std::uint32_t row, std::uint16_t column, std::string_view text) = 0;
};

class GridBuilder final : public GridSink {
 public:
  explicit GridBuilder(Grid& grid, std::size_t most_rows = static_cast<std::size_t>(-1))
      : grid_(grid), most_rows_(most_rows) {}
  bool row(std::uint32_t number, bool hidden) override;
  bool cell(std::uint16_t column, people::CellType type, std::uint8_t flags, std::string_view value) override;
  void merge(const Merge& merge) override { grid_.merges.push_back(merge); }
  void hide_column(std::uint16_t column) override { grid_.hidden_columns.push_back(column); }
  void comment(std::uint32_t row, std::uint16_t column, std::string_view text) override {
    grid_.comments.push_back({row, column, std::string(text)});
  }

  // Of the row last begun.
  void set_width(std::uint32_t width) { grid_.rows.back().width = width; }

  // Drops a last row without cells. Call once at the end.
  void finish();

 private:
  Grid& grid_;
  std::size_t most_rows_;
};

// Bounds that hold for every file; docs/lists.md shows them to users.
struct Limits {
  std::size_t file_bytes = std::size_t{50} << 20;        // spreadsheets
  std::size_t text_file_bytes = std::size_t{200} << 20;  // delimited text
  std::size_t members = 1000;
  std::size_t unpacked_bytes = std::size_t{200} << 20;  // all members together, and all cell text together
  std::size_t ratio = 100;                              // of a member larger than 1 MB
  std::size_t depth = 64;                               // of XML
  std::size_t cells = 5'000'000;                        // with content, in one sheet
  std::size_t columns = 256;                            // with content
  std::size_t cell_bytes = std::size_t{32767} * 4;      // a spreadsheet's own limit is 32,767 characters
  std::size_t merges = 100'000;
  std::size_t comments = 100'000;
  std::size_t sheets = 1000;
  std::size_t memory_bytes = std::size_t{512} << 20;  // of the child process
  unsigned cpu_seconds = 20;
  unsigned wall_seconds = 60;
};

// "C" of 2, "AA" of 26.
std::string column_letters(std::size_t column);
// "C14" of column 2, row 14.
std::string cell_name(std::size_t column, std::size_t row);
// 2 of "C"; false if it is not one to three letters.
bool column_of_letters(std::string_view letters, std::size_t& column);

}  // namespace midspan::lists::sheet
