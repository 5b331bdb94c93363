// SPDX-License-Identifier: Apache-2.0
// ODS (OpenDocument 1.2 and 1.3). Every sheet stands in one part, content.xml; a cell carries its value as an attribute
// and its display as text, and both rows and cells may be repeated by a number, which is where a small file hides
// millions.
#include <algorithm>
#include <set>

#include "lists/sheet/workbook.hpp"
#include "lists/sheet/xml.hpp"

namespace midspan::lists::sheet {

namespace {

using people::CellType;

constexpr std::uint32_t kMostRepeats = 1'048'576;

std::uint32_t repeats(std::string_view text) {
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 1;
    value = std::min<std::uint64_t>(value * 10 + static_cast<std::uint64_t>(c - '0'), kMostRepeats);
  }
  return text.empty() || value == 0 ? 1 : static_cast<std::uint32_t>(value);
}

// Encrypted documents say so in their manifest, part by part.
class ManifestPart final : public XmlHandler {
 public:
  void open(std::string_view name, const Attributes&) override {
    if (name == "encryption-data") fail(base::failure("LST-006"));
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}
};

// One pass over content.xml. wanted: which table to send to the sink; without a sink only the tables are listed.
class ContentPart final : public XmlHandler {
 public:
  ContentPart(CountedSink* sink, std::size_t wanted, std::size_t most_sheets)
      : sink_(sink), wanted_(wanted), most_sheets_(most_sheets) {}

  std::vector<SheetInfo> sheets;

  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "style") {
      style_ = attributes.get("name");
    } else if (name == "table-properties") {
      if (attributes.get("display") == "false") hidden_styles_.insert(style_);
    } else if (name == "text-properties") {
      const std::string_view line = attributes.get("text-line-through-style");
      const std::string_view type = attributes.get("text-line-through-type");
      if ((!line.empty() && line != "none") || (!type.empty() && type != "none")) struck_styles_.insert(style_);
    } else if (name == "table-source" || name == "dde-source" || name == "cell-range-source" ||
               name == "database-source-sql" || name == "database-source-table" || name == "database-source-query") {
      fail(base::failure("LST-010"));
    } else if (name == "script" || name == "event-listener") {
      if (name == "script") fail(base::failure("LST-009"));
    } else if (name == "table") {
      open_table(attributes);
    } else if (reading() && depth_ == 1) {
      open_in_table(name, attributes);
    }
  }

  void close(std::string_view name) override {
    if (name == "table") {
      if (depth_ == 1 && reading() && sink_ != nullptr) stop();  // the table wanted is done
      if (depth_ > 0) --depth_;
    } else if (reading() && depth_ == 1) {
      close_in_table(name);
    }
  }

  void text(std::string_view text) override {
    if (in_annotation_ > 0) {
      if (in_paragraph_ && annotation_.size() < (std::size_t{1} << 16)) annotation_.append(text);
    } else if (in_cell_ && in_paragraph_) {
      shown_.append(text);
      if (shown_.size() > (std::size_t{1} << 20))
        fail(base::failure("LST-022", {{"limit", std::int64_t{128}}, {"cell", cell_name(column_, row_ + 1)}}));
    }
  }

 private:
  struct Pending {
    std::uint32_t column;
    std::uint32_t times;
    CellType type;
    std::uint8_t flags;
    std::string value;
    std::string comment;
  };

  bool reading() const { return sink_ != nullptr && sheets.size() == wanted_ + 1; }
  void check(bool go_on) {
    if (go_on) return;
    if (sink_->error()) fail(*sink_->error());
    stop();
  }

  void open_table(const Attributes& attributes) {
    if (++depth_ > 1) return;  // a table in a cell's note or form
    if (sheets.size() >= most_sheets_)
      return fail(base::failure("LST-020", {{"limit", static_cast<std::int64_t>(most_sheets_)}}));
    sheets.push_back(
        {std::string(attributes.get("name")), hidden_styles_.contains(std::string(attributes.get("style-name")))});
    row_ = 0;
    next_column_style_ = 0;
  }

  void open_in_table(std::string_view name, const Attributes& attributes) {
    if (name == "table-column") {
      const std::uint32_t times = repeats(attributes.get("number-columns-repeated"));
      const std::string_view visible = attributes.get("visibility");
      if (visible == "collapse" || visible == "filter")
        sink_->hide_columns(next_column_style_, next_column_style_ + times - 1);
      next_column_style_ += times;
    } else if (name == "table-row") {
      row_times_ = repeats(attributes.get("number-rows-repeated"));
      const std::string_view visible = attributes.get("visibility");
      row_hidden_ = visible == "collapse" || visible == "filter";
      column_ = 0;
      pending_.clear();
    } else if (name == "table-cell" || name == "covered-table-cell") {
      open_cell(attributes);
    } else if (name == "annotation") {
      ++in_annotation_;
      annotation_.clear();
    } else if (name == "p" && (in_cell_ || in_annotation_ > 0)) {
      std::string& text = in_annotation_ > 0 ? annotation_ : shown_;
      if (!text.empty()) text.push_back('\n');
      in_paragraph_ = true;
    } else if (in_paragraph_ && in_annotation_ == 0) {
      if (name == "s") shown_.append(std::min<std::uint32_t>(repeats(attributes.get("c")), 1000), ' ');
      if (name == "tab") shown_.push_back('\t');
      if (name == "line-break") shown_.push_back('\n');
    }
  }

  void open_cell(const Attributes& attributes) {
    in_cell_ = true;
    shown_.clear();
    annotation_.clear();
    type_ = attributes.get("value-type");
    formula_ = attributes.has("formula");
    if (type_ == "date") value_ = attributes.get("date-value");
    else if (type_ == "boolean") value_ = attributes.get("boolean-value");
    else if (type_ == "time") value_.clear();
    else if (type_ == "string") value_ = attributes.get("string-value");
    else value_ = attributes.get("value");
    struck_ = struck_styles_.contains(std::string(attributes.get("style-name")));
    times_ = repeats(attributes.get("number-columns-repeated"));
    const std::uint32_t rows = repeats(attributes.get("number-rows-spanned"));
    const std::uint32_t columns = repeats(attributes.get("number-columns-spanned"));
    if (rows > 1 || columns > 1)
      sink_->merge({row_ + 1, row_ + rows, static_cast<std::uint16_t>(std::min<std::uint32_t>(column_, 65535)),
                    static_cast<std::uint16_t>(std::min<std::uint32_t>(column_ + columns - 1, 65535))});
  }

  void close_in_table(std::string_view name) {
    if (name == "p") {
      in_paragraph_ = false;
    } else if (name == "annotation") {
      if (in_annotation_ > 0) --in_annotation_;
    } else if (name == "table-cell" || name == "covered-table-cell") {
      close_cell();
    } else if (name == "table-row") {
      close_row();
    }
  }

  void close_cell() {
    in_cell_ = false;
    Pending cell{column_, times_, CellType::Text, 0, {}, annotation_};
    column_ = std::min(column_ + times_, kMostRepeats);
    if (struck_) cell.flags |= kStruckOut;
    if (formula_) cell.flags |= kFormulaCell;
    if (type_ == "float" || type_ == "percentage" || type_ == "currency") {
      cell.type = CellType::Number;
      bool lost = false;
      cell.value = plain_digits(value_, lost);
      if (lost) cell.flags |= kLostDigits;
      if (shows_leading_zeros(cell.value)) cell.value = shown_;
    } else if (type_ == "date") {
      cell.type = CellType::Date;
      cell.value = value_;
      std::replace(cell.value.begin(), cell.value.end(), 'T', ' ');
      if (cell.value.ends_with(" 00:00:00")) cell.value.resize(cell.value.size() - 9);
    } else if (type_ == "boolean") {
      cell.type = CellType::Boolean;
      cell.value = value_ == "true" ? "TRUE" : "FALSE";
    } else if (type_ == "time") {
      cell.type = CellType::Date;
      cell.flags |= kTimeCell;
      cell.value = shown_;
    } else {
      cell.value = shown_.empty() ? value_ : shown_;
      static constexpr std::string_view kErrors[] = {"#REF!",  "#N/A",  "#VALUE!", "#DIV/0!",
                                                     "#NAME?", "#NUM!", "#NULL!"};
      if (formula_ && (std::find(std::begin(kErrors), std::end(kErrors), cell.value) != std::end(kErrors) ||
                       cell.value.starts_with("Err:")))
        cell.type = CellType::Error;
    }
    if (formula_ && cell.type != CellType::Error && cell.type != CellType::Date) cell.type = CellType::Formula;
    if (!cell.value.empty() || formula_ || !cell.comment.empty()) pending_.push_back(std::move(cell));
  }

  bool shows_leading_zeros(std::string_view value) const {
    return shown_.size() > value.size() && shown_.ends_with(value) &&
           shown_.find_first_not_of('0') >= shown_.size() - value.size() &&
           shown_.find_first_not_of("0123456789") == std::string::npos;
  }

  void close_row() {
    const std::uint32_t times = pending_.empty() ? 0 : row_times_;
    for (std::uint32_t time = 0; time < times && !stopped(); ++time) {
      check(sink_->row(row_ + time + 1, row_hidden_));
      for (const Pending& cell : pending_) {
        for (std::uint32_t repeat = 0; repeat < cell.times && !stopped(); ++repeat)
          check(sink_->cell(cell.column + repeat, cell.type, cell.flags, cell.value));
      }
    }
    for (const Pending& cell : pending_)  // a comment ends the row, so it comes after the cells
      if (!cell.comment.empty())
        sink_->comment(row_ + 1, static_cast<std::uint16_t>(std::min<std::uint32_t>(cell.column, 65535)), cell.comment);
    row_ = std::min(row_ + row_times_, 4 * kMostRepeats);
  }

  CountedSink* sink_;
  std::size_t wanted_;
  std::size_t most_sheets_;
  std::set<std::string> hidden_styles_;
  std::set<std::string> struck_styles_;
  std::string style_;
  int depth_ = 0;  // of tables
  std::uint32_t row_ = 0;
  std::uint32_t row_times_ = 1;
  bool row_hidden_ = false;
  std::uint32_t column_ = 0;
  std::uint32_t next_column_style_ = 0;
  std::vector<Pending> pending_;
  // The cell being read.
  bool in_cell_ = false;
  bool in_paragraph_ = false;
  int in_annotation_ = 0;
  bool formula_ = false;
  bool struck_ = false;
  std::uint32_t times_ = 1;
  std::string type_;
  std::string value_;
  std::string shown_;
  std::string annotation_;
};

class Ods final : public Workbook {
 public:
  Ods(Archive archive, const Limits& limits) : archive_(std::move(archive)), limits_(limits) {}

  base::Result<void> open() {
    if (const Member* manifest = archive_.find("META-INF/manifest.xml")) {
      ManifestPart handler;
      MIDSPAN_CHECK(parse_xml(archive_, *manifest, limits_, handler));
    }
    content_ = archive_.find("content.xml");
    if (content_ == nullptr) return base::failure("LST-007", {{"reason", "missing"}});
    ContentPart listing(nullptr, 0, limits_.sheets);
    MIDSPAN_CHECK(parse_xml(archive_, *content_, limits_, listing));
    sheets_ = std::move(listing.sheets);
    if (sheets_.empty()) return base::failure("LST-018");
    return {};
  }

  base::Result<void> read(std::size_t index, GridSink& sink) override {
    CountedSink counted(sink, limits_);
    ContentPart content(&counted, index, limits_.sheets);
    return parse_xml(archive_, *archive_.find("content.xml"), limits_, content);
  }

 private:
  Archive archive_;
  Limits limits_;
  const Member* content_ = nullptr;
};

}  // namespace

base::Result<std::unique_ptr<Workbook>> open_ods(Archive archive, const Limits& limits) {
  auto book = std::make_unique<Ods>(std::move(archive), limits);
  MIDSPAN_CHECK(book->open());
  return std::unique_ptr<Workbook>(std::move(book));
}

base::Result<void> read_ods_content(std::string_view xml, const Limits& limits, GridSink& sink) {
  CountedSink counted(sink, limits);
  ContentPart content(&counted, 0, limits.sheets);
  return parse_xml(xml, limits, content);
}

}  // namespace midspan::lists::sheet
