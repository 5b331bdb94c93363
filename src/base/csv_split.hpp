// SPDX-License-Identifier: Apache-2.0
// Records out of delimited text, many at a time: the records of CsvReader, found by a bit a byte. Of 64 bytes one word
// says where fields and lines may end, another where quotes are; cells are walked from bit to bit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"

namespace midspan::base {

// Of each block of 64 bytes: bit b of ends[block] is set where byte b is the delimiter, \n or \r; quotes likewise.
using CsvMarks = void (*)(const char* text, std::size_t blocks, CsvDialect dialect, std::uint64_t* ends,
                          std::uint64_t* quotes);

// The same bits on every machine; which one runs depends on the processor alone.
struct CsvKernel {
  const char* name;
  CsvMarks run;
  bool runs_here;
};
std::span<const CsvKernel> csv_kernels();  // the plain one first, the widest last
CsvMarks best_csv_kernel();

// Records side by side. Views hold until the next call of CsvSplitter::next.
struct CsvRecords {
  std::vector<std::string_view> cells;  // of all records
  std::vector<std::uint32_t> ends;      // by record: the cells up to its end
};

class CsvSplitter {
 public:
  // So many bytes may be read behind the end of each cell; for loads of fixed width.
  static constexpr std::size_t kReadable = 16;

  // REQUIRES: text outlives the splitter and its cells, and kReadable bytes behind it may be read.
  explicit CsvSplitter(std::string_view text, CsvDialect dialect = {}, CsvMarks kernel = best_csv_kernel());

  // Up to `most` records more take the place of those in `records`; false when there are none.
  bool next(CsvRecords& records, std::size_t most);

  // Whether a quote was opened and never closed, as far as it has been read.
  bool unclosed_quote() const { return unclosed_quote_; }

  // Cells so far in which quotes may have gone wrong: those that begin with a broken one, and those that go over three
  // lines or more. Where each stands in the text.
  const std::vector<std::size_t>& doubtful() const { return doubtful_; }

 private:
  static constexpr std::size_t kBlock = 64;
  static constexpr std::size_t kWindow = 64;  // blocks whose marks are kept
  static constexpr std::size_t kNoWindow = static_cast<std::size_t>(-1);

  void unquoted(CsvRecords& records, std::size_t most);
  void one(CsvRecords& records);
  std::size_t quoted(std::size_t begin, CsvRecords& records);
  void load(std::size_t window);
  std::uint64_t marks(const std::array<std::uint64_t, kWindow>& of, std::size_t block) {
    if (block / kWindow != window_) load(block / kWindow);
    return of[block % kWindow];
  }
  // The next set bit at or after `from`; the end of the text when there is none.
  std::size_t seek(const std::array<std::uint64_t, kWindow>& of, std::size_t from);

  std::string_view text_;
  CsvDialect dialect_;
  CsvMarks kernel_;
  std::size_t at_ = 0;
  std::size_t block_ = 0;   // where no quotes are: the block that is walked,
  std::uint64_t bits_ = 0;  // and its ends that are still to come
  std::size_t window_ = kNoWindow;
  bool any_quote_ = false;
  bool unclosed_quote_ = false;
  std::vector<std::size_t> doubtful_;
  std::array<std::uint64_t, kWindow> ends_{}, quotes_{};
  std::deque<std::string> unquoted_;  // cells whose text differs from the file's
  std::size_t unquoted_count_ = 0;
};

}  // namespace midspan::base
