// SPDX-License-Identifier: Apache-2.0
#include "reconcile/source.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <utility>

#include "base/csv.hpp"
#include "base/csv_file.hpp"
#include "base/csv_split.hpp"
#include "base/utf8.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kRowsAtOnce = 128;
constexpr std::size_t kLookedAt = 4;                           // pieces that decide whether a file is text
constexpr std::size_t kBehind = base::CsvSplitter::kReadable;  // bytes that may be read behind a cell

class TableSource final : public Source {
 public:
  static constexpr std::size_t kRows = 16384;

  TableSource(std::string name, std::vector<Column> columns, std::vector<std::vector<std::string>> cells)
      : name_(std::move(name)), columns_(std::move(columns)), cells_(std::move(cells)) {}

  const std::string& name() const override { return name_; }
  const std::vector<Column>& columns() const override { return columns_; }
  std::size_t pieces() const override { return (cells_.size() + kRows - 1) / kRows; }
  void read(std::size_t piece, RowSink& sink) const override {
    std::string text;
    std::vector<std::string_view> cells;
    std::vector<std::uint32_t> ends;
    for (std::size_t from = piece * kRows; from < std::min(cells_.size(), (piece + 1) * kRows); from += kRowsAtOnce) {
      const std::size_t until = std::min(cells_.size(), from + kRowsAtOnce);
      std::size_t bytes = kBehind;
      for (std::size_t row = from; row < until; ++row)
        for (const std::string& cell : cells_[row]) bytes += cell.size();
      text.resize(bytes);
      cells.clear();
      ends.clear();
      char* to = text.data();
      for (std::size_t row = from; row < until; ++row) {
        for (const std::string& cell : cells_[row]) {
          cells.emplace_back(to, cell.copy(to, cell.size()));
          to += cell.size();
        }
        ends.push_back(static_cast<std::uint32_t>(cells.size()));
      }
      sink.rows(cells, ends);
    }
  }

 private:
  std::string name_;
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> cells_;
};

class CsvSource final : public Source {
 public:
  CsvSource(std::string name, std::vector<Column> columns, base::CsvFile file, base::CsvDialect dialect)
      : name_(std::move(name)), columns_(std::move(columns)), file_(std::move(file)), dialect_(dialect) {}

  const std::string& name() const override { return name_; }
  const std::vector<Column>& columns() const override { return columns_; }
  std::size_t pieces() const override { return file_.pieces(); }
  void read(std::size_t piece, RowSink& sink) const override {
    thread_local std::string buffer;
    base::CsvSplitter splitter(file_.read(piece, buffer), dialect_);
    base::CsvRecords records;
    if (piece == 0) splitter.next(records, 1);
    while (splitter.next(records, kRowsAtOnce)) sink.rows(records.cells, records.ends);
    if (splitter.unclosed_quote() && piece + 1 < file_.pieces() && !surely_cut_) torn_ = true;
    if (splitter.doubtful().empty()) return;
    const std::scoped_lock lock(doubtful_mutex_);
    doubtful_[piece] = splitter.doubtful();
  }
  bool is_torn() const override { return torn_; }
  void mend() const override {
    file_.cut_surely(dialect_, 0);
    surely_cut_ = true;
    torn_ = false;
    doubtful_.clear();
  }
  people::Findings doubts() const override;

 private:
  struct Place {
    std::size_t row = 0;   // records up to this one
    std::size_t line = 0;  // line ends before it
  };
  Place place_of(std::size_t piece, std::size_t offset) const;

  std::string name_;
  std::vector<Column> columns_;
  mutable base::CsvFile file_;
  base::CsvDialect dialect_;
  mutable std::atomic<bool> torn_ = false;
  mutable bool surely_cut_ = false;
  mutable std::mutex doubtful_mutex_;
  mutable std::map<std::size_t, std::vector<std::size_t>> doubtful_;  // by piece: CsvSplitter::doubtful
};

CsvSource::Place CsvSource::place_of(std::size_t piece, std::size_t offset) const {
  Place place;
  std::string buffer;
  for (std::size_t at = 0; at <= piece; ++at) {
    const std::string_view text = file_.read(at, buffer);
    const std::string_view before = at == piece ? text.substr(0, offset) : text;
    base::CsvReader reader(text, dialect_);
    std::vector<std::string_view> fields;
    while (reader.next(fields) && (at != piece || reader.offset() <= offset)) ++place.row;
    place.line += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }
  return place;
}

people::Findings CsvSource::doubts() const {
  if (doubtful_.empty()) return {};
  std::size_t count = 0;
  for (const auto& [piece, offsets] : doubtful_) count += offsets.size();
  const Place first = place_of(doubtful_.begin()->first, doubtful_.begin()->second.front());
  people::Finding finding;
  finding.message = {"RCN-118",
                     {{"count", static_cast<std::int64_t>(count)},
                      {"row", static_cast<std::int64_t>(first.row - 1)},
                      {"line", static_cast<std::int64_t>(first.line + 1)}}};
  finding.place.source = name_;
  finding.place.row = first.line + 1;
  return {std::move(finding)};
}

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

}  // namespace

bool mend_torn(std::span<const Source* const> lists) {
  bool any = false;
  for (const Source* list : lists) {
    if (!list->is_torn()) continue;
    list->mend();
    any = true;
  }
  return any;
}

Column column_of(const people::Column& column) {
  Column read;
  read.heading = column.heading;
  read.role = column.role;
  read.decided = column.role != people::ColumnRole::Ignored;
  return read;
}

std::unique_ptr<Source> table_source(std::string name, std::vector<Column> columns,
                                     std::vector<std::vector<std::string>> cells) {
  return std::make_unique<TableSource>(std::move(name), std::move(columns), std::move(cells));
}

base::Result<std::unique_ptr<Source>> csv_source(const std::filesystem::path& path) {
  base::CsvDialect dialect;
  // Nearly all files are cut well in hope; the others are found out when they are read.
  base::CsvFile file =
      MIDSPAN_TRY(base::CsvFile::open(path, dialect, 0, base::CsvFile::kPieceBytes, base::CsvFile::Cuts::Hoped));
  std::string buffer;
  std::string_view text = file.pieces() == 0 ? std::string_view() : file.read(0, buffer);
  if (text.find_first_not_of("\r\n \t") == std::string_view::npos)
    return base::failure("RCN-001", {{"path", path.string()}});
  // A piece may end inside a letter only where the file does.
  for (std::size_t piece = 0; piece < std::min(kLookedAt, file.pieces()); ++piece) {
    text = file.read(piece, buffer);
    if (text.find('\0') != std::string_view::npos || !base::is_utf8(text))
      return base::failure("RCN-002", {{"path", path.string()}});
  }
  text = file.read(0, buffer);
  dialect.delimiter = base::guess_delimiter(text);
  base::CsvReader reader(text, dialect);
  std::vector<std::string_view> header;
  reader.next(header);
  std::vector<Column> columns;
  for (const std::string_view heading : header) {
    columns.emplace_back();
    columns.back().heading = trimmed(heading);
  }
  return std::make_unique<CsvSource>(path.filename().string(), std::move(columns), std::move(file), dialect);
}

}  // namespace midspan::reconcile
