// SPDX-License-Identifier: Apache-2.0
// Records out of delimited text (RFC 4180 and its relatives): cells only, no meaning, no encoding. Never fails.
//
// A quote at the beginning of a field opens it. One that is never closed, or is closed on a later line by a quote with
// more text behind it, as the next quoted cell's own opening quote is, would swallow the lines between: it is broken,
// and a letter.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace midspan::base {

struct CsvDialect {
  char delimiter = ',';
  char quote = '"';
};

class CsvReader {
 public:
  // text must outlive the reader and the fields.
  explicit CsvReader(std::string_view text, CsvDialect dialect = {});

  // The next record; its fields are valid until the next call. False at the end. Records end at \n, \r\n or \r outside
  // quotes; a line without any character is skipped (a lone empty field is not told apart from an empty line).
  bool next(std::vector<std::string_view>& fields);

  std::size_t line() const { return line_; }             // of the record just read, from 1, counting newlines in quotes
  std::size_t offset() const { return record_begin_; }   // where that record begins in the text
  bool broken_quote() const { return broken_quote_; }    // in the record just read
  bool broken_quotes() const { return broken_quotes_; }  // in any so far

 private:
  bool quoted(std::vector<std::string_view>& fields);

  std::string_view text_;
  CsvDialect dialect_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
  std::size_t record_begin_ = 0;
  bool broken_quote_ = false;
  bool broken_quotes_ = false;
  std::vector<std::string> unquoted_;                         // fields whose text differs from the file's
  std::vector<std::pair<std::size_t, std::size_t>> patched_;  // such a field of the record, its text in unquoted_
};

// Of ; tab , and |, that which cuts most of the first records into the same number of fields; a tab where none does, so
// that a list of one column stays one.
char guess_delimiter(std::string_view text);

// One field, quoted when it must be. Text that a spreadsheet would take for a formula is the caller's business.
void append_csv_field(std::string& out, std::string_view field, CsvDialect dialect = {});
// The same into memory with room for twice the field and two bytes more. Gives where it ends.
char* write_csv_field(char* to, std::string_view field, CsvDialect dialect = {});

}  // namespace midspan::base
