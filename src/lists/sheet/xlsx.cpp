// SPDX-License-Identifier: Apache-2.0
// XLSX (ECMA-376, transitional and strict). Parts are found through the relations, as the standard demands, and only
// then by their usual names; shared strings and formats are read once; a sheet is read row by row.
#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.hpp"
#include "lists/sheet/workbook.hpp"
#include "lists/sheet/xml.hpp"

namespace midspan::lists::sheet {

namespace {

using people::CellType;

// Whole numbers of attributes; anything else gives `otherwise`.
std::uint32_t whole(std::string_view text, std::uint32_t otherwise) {
  if (text.empty() || text.size() > 9) return otherwise;
  std::uint32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return otherwise;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

bool is_true(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

// "C14" -> column 2, row 14. False when it is no cell reference.
bool split_reference(std::string_view reference, std::size_t& column, std::uint32_t& row) {
  const std::size_t digits = reference.find_first_of("0123456789");
  if (digits == std::string_view::npos || !column_of_letters(reference.substr(0, digits), column)) return false;
  row = whole(reference.substr(digits), 0);
  return row != 0;
}

// The code point of an escape such as _x000D_ at the front of a text, if it is one of a character that text may hold.
std::optional<char32_t> escaped_unit(std::string_view text) {
  if (text.size() < 7 || text[6] != '_') return std::nullopt;
  char32_t unit = 0;
  for (const char c : text.substr(2, 4)) {
    const int value = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (value < 0) return std::nullopt;
    unit = unit * 16 + static_cast<char32_t>(value);
  }
  const bool control = unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r';
  if (control || (unit >= 0xD800 && unit < 0xE000) || unit >= 0xFFFE) return std::nullopt;
  return unit;
}

// XLSX writes characters that XML cannot hold as _x000D_, and an underscore that would read so as _x005F_.
void append_unescaped(std::string& out, std::string_view text) {
  std::size_t copied = 0;
  for (std::size_t mark = text.find("_x"); mark != std::string_view::npos; mark = text.find("_x", mark)) {
    const auto unit = escaped_unit(text.substr(mark));
    if (!unit) {
      mark += 2;
      continue;
    }
    out.append(text.substr(copied, mark - copied));
    base::append_utf8(out, *unit);
    copied = mark += 7;
  }
  out.append(text.substr(copied));
}

// ---- The parts around the sheets ----------------------------------------------------------------------------------

struct Relation {
  std::string type;  // the last word of its URI: "worksheet", "sharedStrings"
  std::string target;
};

class Relations final : public XmlHandler {
 public:
  void open(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    const std::string_view type = attributes.get("Type");
    by_id[std::string(attributes.get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                std::string(attributes.get("Target"))};
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}

  std::map<std::string, Relation> by_id;
};

class BookPart final : public XmlHandler {
 public:
  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") {
      if (is_true(attributes.get("date1904"))) system = DateSystem::From1904;
    } else if (name == "sheet") {
      const std::string_view state = attributes.get("state");
      sheets.push_back({{std::string(attributes.get("name")), state == "hidden" || state == "veryHidden"},
                        std::string(attributes.get_prefixed("id"))});
    }
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}

  struct Sheet {
    SheetInfo info;
    std::string relation;
  };
  std::vector<Sheet> sheets;
  DateSystem system = DateSystem::From1900;
};

struct CellStyle {
  NumberFormat format;
  bool struck_out = false;
};

class StylesPart final : public XmlHandler {
 public:
  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") {
      formats_[whole(attributes.get("numFmtId"), 0)] = format_of_code(attributes.get("formatCode"));
    } else if (name == "fonts" || name == "cellXfs" || name == "dxfs" || name == "cellStyleXfs") {
      section_ = name;
    } else if (name == "font" && section_ == "fonts") {
      struck_fonts_.push_back(false);
    } else if (name == "strike" && section_ == "fonts" && !struck_fonts_.empty()) {
      const std::string_view value = attributes.get("val");
      struck_fonts_.back() = value.empty() || is_true(value);
    } else if (name == "xf" && section_ == "cellXfs") {
      const std::uint32_t format = whole(attributes.get("numFmtId"), 0);
      const std::uint32_t font = whole(attributes.get("fontId"), 0);
      const auto own = formats_.find(format);
      styles.push_back({own != formats_.end() ? own->second : built_in_format(static_cast<int>(format)),
                        font < struck_fonts_.size() && struck_fonts_[font]});
    }
  }
  void close(std::string_view name) override {
    if (name == section_) section_.clear();
  }
  void text(std::string_view) override {}

  std::vector<CellStyle> styles;

 private:
  std::string section_;
  std::map<std::uint32_t, NumberFormat> formats_;
  std::vector<bool> struck_fonts_;
};

// Texts with their runs joined; how to pronounce them (rPh) is left out.
class RunText {
 public:
  void open(std::string_view name) {
    if (name == "rPh") ++phonetic_;
    else if (name == "t") inside_ = phonetic_ == 0;
  }
  void close(std::string_view name) {
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    else if (name == "t") inside_ = false;
  }
  bool inside() const { return inside_; }

 private:
  int phonetic_ = 0;
  bool inside_ = false;
};

class StringsPart final : public XmlHandler {
 public:
  void open(std::string_view name, const Attributes&) override {
    if (name == "si") item_.clear();
    run_.open(name);
  }
  void close(std::string_view name) override {
    run_.close(name);
    if (name != "si") return;
    append_unescaped(text_, item_);
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  void text(std::string_view text) override {
    if (run_.inside()) item_.append(text);
  }

  std::optional<std::string_view> at(std::size_t index) const {
    if (index >= ends_.size()) return std::nullopt;
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(begin, ends_[index] - begin);
  }

 private:
  RunText run_;
  std::string item_;
  std::string text_;
  std::vector<std::uint32_t> ends_;
};

class CommentsPart final : public XmlHandler {
 public:
  explicit CommentsPart(CountedSink& sink) : sink_(sink) {}
  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "comment") {
      text_.clear();
      known_ = split_reference(attributes.get("ref"), column_, row_);
    }
    run_.open(name);
  }
  void close(std::string_view name) override {
    run_.close(name);
    if (name == "comment" && known_) sink_.comment(row_, static_cast<std::uint16_t>(column_), text_);
  }
  void text(std::string_view text) override {
    if (run_.inside()) append_unescaped(text_, text);
  }

 private:
  CountedSink& sink_;
  RunText run_;
  std::string text_;
  std::size_t column_ = 0;
  std::uint32_t row_ = 0;
  bool known_ = false;
};

// ---- The sheet ----------------------------------------------------------------------------------------------------

class SheetPart final : public XmlHandler {
 public:
  SheetPart(CountedSink& sink, const StringsPart& strings, const std::vector<CellStyle>& styles, DateSystem system)
      : sink_(sink), strings_(strings), styles_(styles), system_(system) {}

  void open(std::string_view name, const Attributes& attributes) override {
    if (name == "c") {
      open_cell(attributes);
    } else if (name == "v") {
      in_value_ = true;
    } else if (name == "f") {
      flags_ |= kFormulaCell;
    } else if (name == "row") {
      const std::uint32_t number = whole(attributes.get("r"), row_ + 1);
      row_ = number;
      column_ = -1;
      check(sink_.row(number, is_true(attributes.get("hidden"))));
    } else if (name == "col") {
      const std::uint32_t first = whole(attributes.get("min"), 0);
      const std::uint32_t last = whole(attributes.get("max"), 0);
      if (is_true(attributes.get("hidden")) && first != 0 && first <= last) sink_.hide_columns(first - 1, last - 1);
    } else if (name == "mergeCell") {
      open_merge(attributes.get("ref"));
    } else {
      run_.open(name);
    }
  }

  void close(std::string_view name) override {
    if (name == "v") in_value_ = false;
    else if (name == "c") close_cell();
    else run_.close(name);
  }

  void text(std::string_view text) override {
    if (in_value_ || run_.inside()) value_.append(text);
    if (value_.size() > (std::size_t{1} << 20))
      fail(base::failure("LST-022",
                         {{"limit", std::int64_t{128}}, {"cell", cell_name(static_cast<std::size_t>(column_), row_)}}));
  }

 private:
  void check(bool go_on) {
    if (go_on) return;
    if (sink_.error()) fail(*sink_.error());
    stop();
  }

  void open_cell(const Attributes& attributes) {
    value_.clear();
    flags_ = 0;
    type_ = attributes.get("t");
    style_ = whole(attributes.get("s"), 0);
    ++column_;
    const std::string_view reference = attributes.get("r");
    std::size_t column = 0;
    std::uint32_t row = 0;
    if (!reference.empty()) {
      if (!split_reference(reference, column, row) || row != row_)
        return fail(base::failure("LST-007", {{"reason", "order"}}));
      column_ = static_cast<std::int64_t>(column);
    }
  }

  void close_cell() {
    const CellStyle style = style_ < styles_.size() ? styles_[style_] : CellStyle{};
    if (style.struck_out) flags_ |= kStruckOut;
    CellType type = CellType::Text;
    std::string_view value = value_;
    if (type_ == "s") {
      if (value.empty()) return;
      const auto shared = strings_.at(whole(value, 0xFFFFFFFF));
      if (!shared) return fail(base::failure("LST-007", {{"reason", "missing"}}));
      value = *shared;
    } else if (type_ == "inlineStr" || type_ == "str") {
      unescaped_.clear();
      append_unescaped(unescaped_, value_);
      value = unescaped_;
    } else if (type_ == "b") {
      type = CellType::Boolean;
      value = value == "1" || value == "true" ? "TRUE" : "FALSE";
    } else if (type_ == "e") {
      type = CellType::Error;
    } else if (type_ == "d") {
      type = CellType::Date;
      std::replace(value_.begin(), value_.end(), 'T', ' ');
      if (value_.ends_with(" 00:00:00")) value_.resize(value_.size() - 9);
      value = value_;
    } else if (!value.empty()) {
      type = CellType::Number;
      value = number(style.format, type);
    }
    if ((flags_ & kFormulaCell) != 0 && type != CellType::Error && type != CellType::Date) type = CellType::Formula;
    check(sink_.cell(static_cast<std::size_t>(column_), type, flags_, value));
  }

  std::string_view number(const NumberFormat& format, CellType& type) {
    if (format.kind != NumberFormat::Kind::General) {
      if (auto date = date_of_serial(value_, format.kind, system_)) {
        if (date->size() < 10) flags_ |= kTimeCell;
        type = CellType::Date;
        unescaped_ = std::move(*date);
        return unescaped_;
      }
    }
    bool lost = false;
    unescaped_ = plain_digits(value_, lost);
    if (lost) flags_ |= kLostDigits;
    const auto padded = static_cast<std::size_t>(format.zero_padded_to);
    if (unescaped_.size() < padded && unescaped_.find_first_not_of("0123456789") == std::string::npos)
      unescaped_.insert(0, padded - unescaped_.size(), '0');
    return unescaped_;
  }

  void open_merge(std::string_view reference) {
    const std::size_t colon = reference.find(':');
    std::size_t first = 0;
    std::size_t last = 0;
    Merge merge;
    if (colon == std::string_view::npos || !split_reference(reference.substr(0, colon), first, merge.first_row) ||
        !split_reference(reference.substr(colon + 1), last, merge.last_row))
      return;
    merge.first_column = static_cast<std::uint16_t>(std::min<std::size_t>(first, 65535));
    merge.last_column = static_cast<std::uint16_t>(std::min<std::size_t>(last, 65535));
    if (merge.first_row <= merge.last_row && merge.first_column <= merge.last_column) sink_.merge(merge);
  }

  CountedSink& sink_;
  const StringsPart& strings_;
  const std::vector<CellStyle>& styles_;
  DateSystem system_;
  RunText run_;
  std::string value_;
  std::string unescaped_;
  std::string type_;
  std::uint32_t style_ = 0;
  std::uint32_t row_ = 0;
  std::int64_t column_ = -1;
  std::uint8_t flags_ = 0;
  bool in_value_ = false;
};

// ---- The workbook -------------------------------------------------------------------------------------------------

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

// "../comments1.xml" as seen from "xl/worksheets/".
std::string resolved(std::string folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder = folder_of(folder.substr(0, folder.size() - 1));
  }
  while (target.starts_with("./")) target.remove_prefix(2);
  return folder.append(target);
}

class Xlsx final : public Workbook {
 public:
  Xlsx(Archive archive, const Limits& limits) : archive_(std::move(archive)), limits_(limits) {}

  base::Result<void> open() {
    std::string book_part = "xl/workbook.xml";
    Relations top;
    if (const Member* member = archive_.find("_rels/.rels")) MIDSPAN_CHECK(parse_xml(archive_, *member, limits_, top));
    for (const auto& [id, relation] : top.by_id)
      if (relation.type == "officeDocument") book_part = resolved("", relation.target);
    const Member* book_member = archive_.find(book_part);
    if (book_member == nullptr) return base::failure("LST-002", {{"kind", "zip"}});
    BookPart book;
    MIDSPAN_CHECK(parse_xml(archive_, *book_member, limits_, book));
    if (book.sheets.size() > limits_.sheets)
      return base::failure("LST-020", {{"limit", static_cast<std::int64_t>(limits_.sheets)}});
    date_system_ = book.system;
    const std::string folder = folder_of(book_part);
    Relations relations;
    if (const Member* member = archive_.find(folder + "_rels/" + book_part.substr(folder.size()) + ".rels"))
      MIDSPAN_CHECK(parse_xml(archive_, *member, limits_, relations));
    for (BookPart::Sheet& sheet : book.sheets) {
      const auto relation = relations.by_id.find(sheet.relation);
      if (relation == relations.by_id.end() || relation->second.type != "worksheet") continue;  // charts, dialogs
      sheets_.push_back(std::move(sheet.info));
      parts_.push_back(resolved(folder, relation->second.target));
    }
    if (sheets_.empty()) return base::failure("LST-018");
    for (const auto& [id, relation] : relations.by_id) {
      const Member* member = archive_.find(resolved(folder, relation.target));
      if (member == nullptr) continue;
      if (relation.type == "sharedStrings") MIDSPAN_CHECK(parse_xml(archive_, *member, limits_, strings_));
      if (relation.type == "styles") MIDSPAN_CHECK(parse_xml(archive_, *member, limits_, styles_));
    }
    return {};
  }

  base::Result<void> read(std::size_t index, GridSink& sink) override {
    const std::string& part = parts_[index];
    const Member* member = archive_.find(part);
    if (member == nullptr) return base::failure("LST-007", {{"reason", "missing"}});
    CountedSink counted(sink, limits_);
    SheetPart sheet(counted, strings_, styles_.styles, date_system_);
    MIDSPAN_CHECK(parse_xml(archive_, *member, limits_, sheet));
    const std::string folder = folder_of(part);
    Relations relations;
    if (const Member* rels = archive_.find(folder + "_rels/" + part.substr(folder.size()) + ".rels"))
      MIDSPAN_CHECK(parse_xml(archive_, *rels, limits_, relations));
    for (const auto& [id, relation] : relations.by_id) {
      const Member* comments = relation.type == "comments" ? archive_.find(resolved(folder, relation.target)) : nullptr;
      if (comments == nullptr) continue;
      CommentsPart handler(counted);
      MIDSPAN_CHECK(parse_xml(archive_, *comments, limits_, handler));
    }
    return {};
  }

 private:
  Archive archive_;
  Limits limits_;
  std::vector<std::string> parts_;  // beside sheets_
  StringsPart strings_;
  StylesPart styles_;
};

}  // namespace

base::Result<std::unique_ptr<Workbook>> open_xlsx(Archive archive, const Limits& limits) {
  auto book = std::make_unique<Xlsx>(std::move(archive), limits);
  MIDSPAN_CHECK(book->open());
  return std::unique_ptr<Workbook>(std::move(book));
}

base::Result<void> read_xlsx_sheet(std::string_view xml, const Limits& limits, GridSink& sink) {
  StringsPart strings;
  MIDSPAN_CHECK(parse_xml("<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>", limits, strings));
  const std::vector<CellStyle> styles{{}, {built_in_format(14)}, {format_of_code("00000000")}, {built_in_format(22)}};
  CountedSink counted(sink, limits);
  SheetPart sheet(counted, strings, styles, DateSystem::From1900);
  return parse_xml(xml, limits, sheet);
}

}  // namespace midspan::lists::sheet
