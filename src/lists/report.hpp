// SPDX-License-Identifier: Apache-2.0
// The answer to the sender of a list: the list in the sender's own layout, title rows and all, with one more column
// that holds one comment a row. Renderers (documents/, a CSV file) take the same table.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"
#include "people/list.hpp"

namespace midspan::lists {

// Turns a code into a sentence of the reader's language. Stages do not know languages; cli and operation pass
// locale::say and locale::what_to_do.
struct Sentences {
  std::function<std::string(const base::Message&)> say;
  std::function<std::string(const base::Message&)> what_to_do;  // empty if there is nothing to do
};

struct ReportRow {
  enum class Kind { Above, Header, Entry };
  Kind kind = Kind::Entry;
  std::size_t row = 0;             // of the sender's sheet
  std::vector<std::string> cells;  // as the sender wrote them
  std::string comment;             // every finding of the row: cell, sentence, what to do; one line each
  people::Severity worst = people::Severity::Note;  // meaningless without a comment
  std::vector<std::size_t> marked;                  // columns (from 1) that findings point at, ascending
};

struct Report {
  std::string title_of_comments;     // heading of the added column
  std::vector<std::string> general;  // findings about the whole file, the sheet or a column
  std::vector<ReportRow> rows;
  std::size_t columns = 0;  // of the sender's sheet; comments stand in column `columns` + 1
};

// Holds every row of the sheet from the first one to the last.
Report report(const people::ListVersion& version, const Sentences& sentences);

// UTF-8 with BOM, commas, \r\n, as spreadsheets open it. Text that a spreadsheet would take for a formula gets an
// apostrophe before it, which read_list takes off again.
std::string report_csv(const people::ListVersion& version, const Sentences& sentences);

}  // namespace midspan::lists
