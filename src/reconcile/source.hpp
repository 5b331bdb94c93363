// SPDX-License-Identifier: Apache-2.0
// Where rows come from: a table of text columns, read in pieces so that files larger than memory can be linked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "names/dates.hpp"
#include "people/finding.hpp"
#include "people/list.hpp"

namespace midspan::reconcile {

struct Column {
  std::string heading;
  people::ColumnRole role = people::ColumnRole::Ignored;
  bool decided = false;                     // a person or another stage gave the role; else headings and content decide
  std::optional<names::ColumnDates> dates;  // how its dates are written, where another stage has already learned it
  std::string meaning = {};                 // a word of meaning_words(), decided by a person; wins over everything
  std::optional<base::Day> told_on = {};    // the day of the list, from which its ages count, where it is known
};

// A column of a list that lists/ has read: its role is decided unless there was none to find.
Column column_of(const people::Column& column);

// Takes the rows of a piece, in order. Cells are valid during the call only; a row may be shorter than the columns.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void row(std::span<const std::string_view> cells) = 0;
  // Some rows at once: the cells of all of them, and by row the number of cells up to its end. REQUIRES: sixteen bytes
  // may be read behind the end of each cell.
  virtual void rows(std::span<const std::string_view> cells, std::span<const std::uint32_t> ends) {
    std::size_t begin = 0;
    for (const std::uint32_t end : ends) {
      row(cells.subspan(begin, end - begin));
      begin = end;
    }
  }
};

// Thread safety: different pieces may be read at the same time. The pieces do not depend on the number of threads, and
// reading a piece twice gives the same rows.
class Source {
 public:
  virtual ~Source() = default;
  virtual const std::string& name() const = 0;  // for messages: the file's name
  virtual const std::vector<Column>& columns() const = 0;
  virtual std::size_t pieces() const = 0;
  virtual void read(std::size_t piece, RowSink& sink) const = 0;
  // Whether what was read shows that the pieces are cut through records. Then mend() cuts them anew, and all has to be
  // read again; not while another thread reads.
  virtual bool is_torn() const { return false; }
  virtual void mend() const {}
  // What is doubtful in the pieces that have been read; not while another thread reads.
  virtual people::Findings doubts() const { return {}; }
};

// Mends those that are torn; whether any was.
bool mend_torn(std::span<const Source* const> lists);

// A table in memory; cells[row][column], rows may be short.
std::unique_ptr<Source> table_source(std::string name, std::vector<Column> columns,
                                     std::vector<std::vector<std::string>> cells);

// A delimited file in UTF-8, header in its first record; the delimiter (, ; tab |) is found from the header. Only
// pieces of it are in memory at any time. Errors: BAS-001 (cannot be read), RCN-001 (empty), RCN-002 (not UTF-8 text).
base::Result<std::unique_ptr<Source>> csv_source(const std::filesystem::path& path);

}  // namespace midspan::reconcile
