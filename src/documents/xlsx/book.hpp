// SPDX-License-Identifier: Apache-2.0
// One workbook of one or more sheets, written row by row (libxlsxwriter), every cell typed text. Nothing touches a
// disk: names must not be left behind in a folder of temporary files.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace midspan::documents {

// Looks of a cell; combined with |.
enum Look : std::uint16_t {
  kPlain = 0,
  kStrong = 1,
  kHead = 2,    // shaded heading with a border
  kGrid = 4,    // border
  kMarked = 8,  // needs a person's attention
  kOpen = 16,   // may be filled in on a protected sheet
  kTitle = 32,
  kAtRight = 64,  // the text starts at the right
  kAtLeft = 128,
  kNoWrap = 256,  // runs over the empty cells beside it
};

class Book {
 public:
  struct Setting {
    bool right_to_left = false;
    std::string title;
    std::string day;  // ISO: creation date in the file's properties; empty: 1970-01-01
  };

  // Errors: DOC-006.
  static base::Result<std::unique_ptr<Book>> create(const Setting& setting);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  // Rows and columns count from 0. A sheet is finished when the next one begins; rows are written in order.
  void add_sheet(std::string_view name);
  void column_width(std::size_t column, double characters);
  void row_height(std::size_t row, double points);  // before the row's cells
  void hide_column(std::size_t column);
  void text(std::size_t row, std::size_t column, std::string_view text, unsigned looks = kPlain);
  void freeze(std::size_t rows);
  void repeat_rows(std::size_t first, std::size_t last);
  void print(bool landscape, std::string_view footer);
  void protect();  // whatever does not look kOpen
  void filter(std::size_t first_row, std::size_t first_column, std::size_t last_row, std::size_t last_column);
  void choose_from(std::size_t first_row, std::size_t last_row, std::size_t column, std::string_view title,
                   std::string_view help, const std::string& range);
  void hide_sheet();

  // Errors: DOC-006.
  base::Result<std::string> finish();

 private:
  struct Parts;
  Book();
  std::unique_ptr<Parts> parts_;
};

// The most characters (UTF-16 units) that a cell of a workbook holds.
constexpr std::size_t kCellLimit = 32767;

}  // namespace midspan::documents
