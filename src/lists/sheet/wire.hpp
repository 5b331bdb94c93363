// SPDX-License-Identifier: Apache-2.0
// What the child process says to its parent: frames of a letter, a length (4 bytes, little-endian) and that many bytes.
//   B book: date system (1), sheets (2), each: hidden (1), name (2 + n)
//   S sheet n begins: n (4)                     P previews are over: the parent answers how many sheets to send (4) and
//                                                 which (4 each)
//   R row: number (4), hidden (1), cells (2), each: column (2), type (1), flags (1), value (4 + n)
//   M merge: rows (4, 4), columns (2, 2)        H hidden column (2)        C comment: row (4), column (2), text (4 + n)
//   E error: code (2 + n), arguments (1), each: name (2 + n), whole number? (1), value (8, or 4 + n)
//   D done
// It never leaves the machine and is never stored, so it may change with any version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "lists/sheet/grid.hpp"
#include "lists/sheet/workbook.hpp"

namespace midspan::lists::sheet {

// Collects frames and hands them to write() in pieces of about 256 KB.
class WireWriter final : public GridSink {
 public:
  using Write = bool (*)(void* context, std::string_view bytes);
  WireWriter(Write write, void* context) : write_(write), context_(context) {}

  void book(const Workbook& workbook);
  void sheet(std::uint32_t index);
  void previews_over();
  void error(const base::Error& error);
  void done();
  bool flush();
  void limit_rows(std::size_t rows) { rows_left_ = rows; }  // of the sheet to come

  bool row(std::uint32_t number, bool hidden) override;
  bool cell(std::uint16_t column, people::CellType type, std::uint8_t flags, std::string_view value) override;
  void merge(const Merge& merge) override;
  void hide_column(std::uint16_t column) override;
  void comment(std::uint32_t row, std::uint16_t column, std::string_view text) override;

 private:
  void begin(char kind);
  void end();
  void end_row();
  void number(std::uint64_t value, int bytes);
  void text(std::string_view value, int bytes);

  Write write_;
  void* context_;
  std::string buffer_;
  std::size_t frame_ = 0;
  std::size_t rows_left_ = static_cast<std::size_t>(-1);
  bool row_open_ = false;
  std::uint16_t row_cells_ = 0;
  std::size_t row_count_at_ = 0;
  bool broken_ = false;
};

struct Frame {
  char kind = '\0';
  std::string_view body;
};

// Reads the body of a frame; every step checks that the bytes are there. After a failed step everything is empty.
class FrameReader {
 public:
  explicit FrameReader(std::string_view body) : body_(body) {}
  std::uint64_t number(int bytes);
  std::string_view text(int bytes);
  bool good() const { return good_; }
  bool at_end() const { return good_ && body_.empty(); }

 private:
  std::string_view body_;
  bool good_ = true;
};

constexpr std::size_t kLargestFrame = std::size_t{64} << 20;

// The parent's side: grids and errors out of frames. Nothing in a frame is trusted.
bool apply_row(const Frame& frame, CountedSink& sink);      // R; false: malformed, or beyond the limits
bool apply_other(const Frame& frame, CountedSink& sink);    // M H C
std::optional<base::Error> read_error(const Frame& frame);  // E
std::optional<std::vector<SheetInfo>> read_book(const Frame& frame, DateSystem& system, const Limits& limits);

}  // namespace midspan::lists::sheet
