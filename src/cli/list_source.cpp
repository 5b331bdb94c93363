// SPDX-License-Identifier: Apache-2.0
#include "cli/list_source.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

#include "lists/read_list.hpp"
#include "parquet/parquet.hpp"
#include "reconcile/fields.hpp"

namespace midspan::cli {

namespace {

using reconcile::Meaning;

class WithColumns final : public reconcile::Source {
 public:
  WithColumns(std::unique_ptr<reconcile::Source> source, std::vector<reconcile::Column> columns)
      : source_(std::move(source)), columns_(std::move(columns)) {}
  const std::string& name() const override { return source_->name(); }
  const std::vector<reconcile::Column>& columns() const override { return columns_; }
  std::size_t pieces() const override { return source_->pieces(); }
  void read(std::size_t piece, reconcile::RowSink& sink) const override { source_->read(piece, sink); }
  bool is_torn() const override { return source_->is_torn(); }
  void mend() const override { source_->mend(); }
  people::Findings doubts() const override { return source_->doubts(); }

 private:
  std::unique_ptr<reconcile::Source> source_;
  std::vector<reconcile::Column> columns_;
};

// Rows of a Parquet file, which stand as CSV in a file that goes when this does.
class ParquetSource final : public reconcile::Source {
 public:
  ParquetSource(std::string name, parquet::AsCsv csv, std::unique_ptr<reconcile::Source> source)
      : name_(std::move(name)), csv_(std::move(csv)), source_(std::move(source)) {}
  const std::string& name() const override { return name_; }
  const std::vector<reconcile::Column>& columns() const override { return source_->columns(); }
  std::size_t pieces() const override { return source_->pieces(); }
  void read(std::size_t piece, reconcile::RowSink& sink) const override { source_->read(piece, sink); }
  bool is_torn() const override { return source_->is_torn(); }
  void mend() const override { source_->mend(); }

 private:
  std::string name_;
  parquet::AsCsv csv_;
  std::unique_ptr<reconcile::Source> source_;
};

constexpr std::size_t kSampleBytes = 32 * 1024;  // some hundreds of rows
constexpr int kByHeading = 90;                   // confidence of a column whose heading is in the vocabulary of lists/

// The first rows, as lists/ sees them; nothing if it cannot make a list of them.
std::optional<people::ListVersion> first_rows(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string sample(kSampleBytes, '\0');
  file.read(sample.data(), static_cast<std::streamsize>(sample.size()));
  sample.resize(static_cast<std::size_t>(file.gcount()));
  if (sample.size() == kSampleBytes) sample.resize(sample.rfind('\n') + 1);  // no end in sight: nothing is left
  auto version = lists::read_list(sample, std::filesystem::path(path).filename().string(), lists::ReadOptions());
  return version ? std::optional(std::move(*version)) : std::nullopt;
}

bool known(const reconcile::Column& column) {
  const Meaning meaning = reconcile::meaning_of_heading(column.heading);
  return meaning != Meaning::Other && meaning != Meaning::Ignored;
}

// Whether the first record names the columns though nobody knows its words: no cell of it is empty, has a digit or
// stands in the rows below, and below at least one of them cells have digits.
class BelowHeadings final : public reconcile::RowSink {
 public:
  explicit BelowHeadings(const std::vector<reconcile::Column>& columns) : columns_(columns) {
    for (const reconcile::Column& column : columns)
      plain_ = plain_ && !column.heading.empty() && !has_digit(column.heading);
  }
  void row(std::span<const std::string_view> cells) override {
    ++rows_;
    bool digits = false;
    for (std::size_t at = 0; at < std::min(cells.size(), columns_.size()); ++at) {
      plain_ = plain_ && cells[at] != columns_[at].heading;
      digits = digits || has_digit(cells[at]);
    }
    with_digits_ += digits ? 1 : 0;
  }
  bool said_so() const { return plain_ && rows_ >= 5 && with_digits_ * 2 > rows_; }

 private:
  static bool has_digit(std::string_view cell) {
    return std::any_of(cell.begin(), cell.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
  }
  const std::vector<reconcile::Column>& columns_;
  bool plain_ = true;
  std::size_t rows_ = 0, with_digits_ = 0;
};

bool names_columns_first(const reconcile::Source& source) {
  BelowHeadings below(source.columns());
  if (source.columns().size() < 2 || source.pieces() == 0) return false;
  source.read(0, below);
  return below.said_so();
}

// The column whose cells are names with dates of birth or with ages behind them, and which of both most have.
struct NamesWithBirths {
  std::size_t column = 0;
  bool ages = false;
};
std::optional<NamesWithBirths> names_with_births(const people::ListVersion& version) {
  std::optional<std::size_t> named;
  for (std::size_t at = 0; at < version.columns.size(); ++at) {
    const people::ColumnRole role = version.columns[at].role;
    if (role == people::ColumnRole::BirthDate || role == people::ColumnRole::BirthYear ||
        role == people::ColumnRole::Age)
      return std::nullopt;
    if (role == people::ColumnRole::FullName && !named) named = at;
  }
  std::size_t dates = 0;
  std::size_t ages = 0;  // of a day that the list does not tell
  for (const people::Entry& entry : version.entries) {
    const people::DateSpan birth = entry.values().birth;
    ++(birth.known() ? dates : ages);
    if (birth.raw.empty()) --ages;
  }
  if (!named || dates + ages == 0) return std::nullopt;
  return NamesWithBirths{*named, ages > dates};
}

base::Result<ListFile> through_lists(const std::string& path) {
  people::ListVersion version = MIDSPAN_TRY(lists::read_list(std::filesystem::path(path), lists::ReadOptions()));
  std::vector<reconcile::Column> columns;
  for (const people::Column& column : version.columns) columns.push_back(reconcile::column_of(column));
  const std::optional<NamesWithBirths> named = names_with_births(version);
  if (named) {
    columns.emplace_back();
    columns.back().role = named->ages ? people::ColumnRole::Age : people::ColumnRole::BirthDate;
    columns.back().decided = true;
  }
  for (reconcile::Column& column : columns) column.told_on = version.day;
  std::vector<std::vector<std::string>> rows;
  for (const people::Entry& entry : version.entries) {
    std::vector<std::string>& row = rows.emplace_back();
    for (people::Cell& cell : entry.cells()) row.push_back(std::move(cell.raw));
    if (!named) continue;
    const people::EntryValues values = entry.values();
    row.resize(columns.size() - 1);
    if (!values.birth.raw.empty()) row[named->column] = values.name.raw;
    row.push_back(values.birth.raw);
  }
  ListFile read;
  read.source = reconcile::table_source(version.file_name, std::move(columns), std::move(rows));
  read.findings = std::move(version.findings);
  return read;
}

// The columns of a table whose headings are in its first record, with the roles that lists/ knows of them.
std::vector<reconcile::Column> known_columns(const reconcile::Source& source, const people::ListVersion& seen) {
  std::vector<reconcile::Column> columns = source.columns();
  if (seen.columns.size() != columns.size()) return columns;
  for (std::size_t at = 0; at < columns.size(); ++at)
    if (!known(columns[at]) && seen.columns[at].confidence >= kByHeading &&
        reconcile::meaning_of_role(seen.columns[at].role) != Meaning::Ignored)
      columns[at].role = seen.columns[at].role;
  return columns;
}

base::Result<ListFile> from_parquet(const std::string& path, unsigned threads) {
  parquet::AsCsv csv = MIDSPAN_TRY(parquet::AsCsv::read(path, threads));
  std::unique_ptr<reconcile::Source> source = MIDSPAN_TRY(reconcile::csv_source(csv.path()));
  if (const auto seen = first_rows(csv.path().string()); seen && seen->header_row == 1) {
    std::vector<reconcile::Column> columns = known_columns(*source, *seen);
    source = with_columns(std::move(source), std::move(columns));
  }
  return ListFile{std::make_unique<ParquetSource>(std::filesystem::path(path).filename().string(), std::move(csv),
                                                  std::move(source)),
                  {}};
}

}  // namespace

std::unique_ptr<reconcile::Source> with_columns(std::unique_ptr<reconcile::Source> source,
                                                std::vector<reconcile::Column> columns) {
  return std::make_unique<WithColumns>(std::move(source), std::move(columns));
}

base::Result<ListFile> list_source(const std::string& path, const std::string& id_heading, unsigned threads) {
  if (parquet::looks_so(path)) return from_parquet(path, threads);
  auto text = reconcile::csv_source(path);
  if (!text) {
    if (text.error().message.code == "RCN-002") return through_lists(path);
    return tl::unexpected(text.error());
  }
  ListFile file{std::move(*text), {}};
  const auto& columns = file.source->columns();
  // Where the linker knows all headings itself, nothing that lists/ sees would change a thing.
  const auto settled = [&](const reconcile::Column& column) {
    return known(column) || (!id_heading.empty() && column.heading == id_heading);
  };
  const auto says = [&](std::initializer_list<Meaning> meanings) {
    return std::any_of(columns.begin(), columns.end(), [&](const reconcile::Column& column) {
      return std::find(meanings.begin(), meanings.end(), reconcile::meaning_of_heading(column.heading)) !=
             meanings.end();
    });
  };
  const bool whole = says({Meaning::FullName, Meaning::Given, Meaning::Family}) &&
                     says({Meaning::Birth, Meaning::BirthYear, Meaning::Age});
  if (whole && std::all_of(columns.begin(), columns.end(), settled)) return file;
  const auto seen = first_rows(path);
  if (!seen) return file;
  if (names_with_births(*seen)) return through_lists(path);
  // Headings further down, or none; unless the linker, who has words for more than persons' columns, knows some of
  // these, or they cannot be anything else.
  if (seen->header_row != 1 && std::count_if(columns.begin(), columns.end(), known) < 2 &&
      !names_columns_first(*file.source))
    return through_lists(path);
  std::vector<reconcile::Column> read_as = known_columns(*file.source, *seen);
  file.source = with_columns(std::move(file.source), std::move(read_as));
  return file;
}

}  // namespace midspan::cli
