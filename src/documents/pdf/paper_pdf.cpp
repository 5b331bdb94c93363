// SPDX-License-Identifier: Apache-2.0
// Layout of a paper: a head and a foot on every page, and between them blocks that run from page to page. The same code
// runs twice, first measuring (how many pages?), then drawing; the heights of rows are kept from the first run.
#include "documents/pdf/paper_pdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/assert.hpp"
#include "documents/pdf/canvas.hpp"
#include "documents/words.hpp"

namespace midspan::documents {

namespace {

constexpr double kMargin = 34;
constexpr double kHeadHeight = 24;
constexpr double kCellPad = 3;
constexpr double kInitialsHeight = 26;
constexpr double kInitialsWidth = 128;
constexpr double kSignatureHeight = 104;
constexpr std::size_t kMostBytes = 16384;
constexpr double kGap = 8;
constexpr double kLabelShare = 0.32;  // of a fact's width

constexpr Style kTitle{16, true};
constexpr Style kSubtitle{11.5, false};
constexpr Style kBody{10, false};
constexpr Style kStrong{10, true};
constexpr Style kSmall{8, false};
constexpr Style kSmallStrong{8, true};

// Print sizes tried, as shares of the normal one, for a row that is taller than a page.
constexpr std::array<double, 4> kScales = {1.0, 0.8, 0.6, 0.45};

Style style_of(Weight weight, double scale) {
  Style style = weight == Weight::Strong ? kStrong : weight == Weight::Small ? kSmall : kBody;
  style.size *= scale;
  return style;
}

struct RowSize {
  float height = 0;
  float baseline = 0;  // of the first lines, below the cells' padding
  float scale = 1;
};

class PaperLayout {
 public:
  PaperLayout(Canvas& canvas, const Words& words, const Paper& paper)
      : canvas_(canvas), words_(words), paper_(paper), rows_(paper.tables.size()) {
    page_ = paper.landscape ? Size{kA4.height, kA4.width} : kA4;
    width_ = page_.width - 2 * kMargin;
    top_ = kMargin + kHeadHeight;
    if (paper_.initials && !paper_.signatories.empty()) {
      const auto boxes = static_cast<double>(paper_.signatories.size());
      initials_rows_ = std::ceil(boxes / std::floor(width_ / kInitialsWidth));
    }
    bottom_ = page_.height - kMargin - foot_height();
  }

  base::Result<void> run() {
    canvas_.set_measuring(true);
    MIDSPAN_CHECK(flow());
    pages_ = page_number_;
    canvas_.set_measuring(false);
    return flow();
  }

 private:
  double foot_height() const { return 16 + initials_rows_ * (kInitialsHeight + 4); }

  // ---- Pages ----
  void begin_page() {
    canvas_.begin_page(page_);
    ++page_number_;
    y_ = top_;
    const double half = width_ / 2 - kGap;
    canvas_.draw(paper_.running_head, Kind::Words, kSmall, kMargin, kMargin, paper_.marking.empty() ? width_ : half);
    if (!paper_.marking.empty())
      canvas_.draw(paper_.marking, Kind::Words, kStrong, kMargin + width_ - half, kMargin - 2, half, Align::End);
    canvas_.rule(kMargin, kMargin + kHeadHeight - 6, kMargin + width_, kMargin + kHeadHeight - 6);
    draw_foot();
  }

  void draw_foot() {
    if (initials_rows_ > 0) {
      const auto in_row = static_cast<std::size_t>(width_ / kInitialsWidth);
      for (std::size_t i = 0; i < paper_.signatories.size(); ++i) {
        const double x = kMargin + static_cast<double>(i % in_row) * kInitialsWidth;
        const std::size_t row = i / in_row;
        const double box_y = bottom_ + 4 + static_cast<double>(row) * (kInitialsHeight + 4);
        canvas_.draw(words_("doc.initials", {{"party", paper_.signatories[i]}}), Kind::Words, Style{6.5, false}, x,
                     box_y, kInitialsWidth - 44 - kGap);
        canvas_.frame(x + kInitialsWidth - 44 - kGap + 2, box_y, 42, kInitialsHeight);
      }
    }
    const double line = page_.height - kMargin - 10;
    if (!paper_.digest.empty()) {
      constexpr Style kFoot{7, false};
      const Canvas::Extent extent = canvas_.measure(paper_.digest_label, Kind::Words, kFoot, width_);
      const double label = extent.width + kGap;
      canvas_.draw(paper_.digest_label, Kind::Words, kFoot, kMargin, line, label);
      canvas_.draw(paper_.digest, Kind::Figure, kFoot, kMargin + label, line, width_ - label - 90, Align::Start,
                   extent.baseline);
    }
    canvas_.draw(words_("doc.page", {{"page", std::int64_t{page_number_}}, {"pages", std::int64_t{pages_}}}),
                 Kind::Words, kSmall, kMargin + width_ - 90, line - 1, 90, Align::End);
  }

  void end_page() { canvas_.end_page(); }
  void next_page() {
    end_page();
    begin_page();
  }
  bool fits(double height) const { return y_ + height <= bottom_; }
  void need(double height) {
    if (!fits(height) && y_ > top_) next_page();
  }

  // ---- Blocks ----
  base::Result<void> flow() {
    page_number_ = 0;
    begin_page();
    paragraph(paper_.title, kTitle, 2);
    if (!paper_.subtitle.empty()) paragraph(paper_.subtitle, kSubtitle, 4);
    facts(paper_.facts, paper_.landscape ? 2 : 1);
    for (const std::string& notice : paper_.notices) paragraph(notice, kBody, 4);
    for (std::size_t i = 0; i < paper_.tables.size(); ++i) MIDSPAN_CHECK(table(i));
    tail();
    end_page();
    return {};
  }

  void paragraph(const std::string& text, Style style, double after) {
    const double height = canvas_.height(text, Kind::Words, style, width_);
    need(height);
    canvas_.draw(text, Kind::Words, style, kMargin, y_, width_);
    y_ += height + after;
  }

  // Heights of texts side by side on one baseline.
  struct Line {
    double above = 0;
    double below = 0;
    double height() const { return above + below; }
    void add(const Canvas::Extent& extent) {
      above = std::max(above, extent.baseline);
      below = std::max(below, extent.height - extent.baseline);
    }
  };

  Line fact_line(const Fact& fact, double width) {
    const double label = width * kLabelShare;
    Line line;
    line.add(canvas_.measure(fact.label, Kind::Words, kBody, label - kGap));
    line.add(canvas_.measure(fact.value.text, fact.value.kind, style_of(fact.value.weight, 1), width - label - kGap));
    return line;
  }

  void facts(const std::vector<Fact>& list, std::size_t columns) {
    const double width = width_ / static_cast<double>(columns);
    for (std::size_t i = 0; i < list.size(); i += columns) {
      Line line;
      const std::size_t end = std::min(list.size(), i + columns);
      for (std::size_t k = i; k < end; ++k) {
        const Line own = fact_line(list[k], width);
        line.above = std::max(line.above, own.above);
        line.below = std::max(line.below, own.below);
      }
      need(line.height());
      for (std::size_t k = i; k < end; ++k) {
        const double x = kMargin + static_cast<double>(k - i) * width;
        const double label = width * kLabelShare;
        canvas_.draw(list[k].label, Kind::Words, kBody, x, y_, label - kGap, Align::Start, line.above);
        canvas_.draw(list[k].value.text, list[k].value.kind, style_of(list[k].value.weight, 1), x + label, y_,
                     width - label - kGap, Align::Start, line.above);
      }
      y_ += line.height() + 1;
    }
    if (!list.empty()) y_ += kGap;
  }

  // ---- Tables ----
  struct Span {
    double x = 0;
    double width = 0;
  };

  std::vector<Span> spans(const Table& table) const {
    int total = 0;
    for (const Column& column : table.columns) total += column.width;
    std::vector<Span> out;
    double x = kMargin;
    for (const Column& column : table.columns) {
      const double width = width_ * column.width / total;
      out.push_back({x, width});
      x += width;
    }
    return out;
  }

  RowSize row_size(const std::vector<Cell>& row, const std::vector<Span>& spans, double scale) {
    Line line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      Canvas::Extent cell;
      for (const Text& text : row[i].lines) {
        const Canvas::Extent extent =
            canvas_.measure(text.text, text.kind, style_of(text.weight, scale), spans[i].width - 2 * kCellPad);
        if (cell.height == 0) cell.baseline = extent.baseline;
        cell.height += extent.height;
      }
      line.add(cell);
    }
    return {static_cast<float>(line.height() + 2 * kCellPad), static_cast<float>(line.above),
            static_cast<float>(scale)};
  }

  double head_height(const Table& table, const std::vector<Span>& spans) {
    double height = 0;
    for (std::size_t i = 0; i < spans.size(); ++i)
      height = std::max(
          height, canvas_.height(table.columns[i].heading, Kind::Words, kSmallStrong, spans[i].width - 2 * kCellPad));
    return height + 2 * kCellPad;
  }

  // More than a page of the smallest print holds; not worth shaping, which takes time.
  static bool endless(const std::vector<Cell>& row) {
    return std::any_of(row.begin(), row.end(), [](const Cell& cell) {
      return std::any_of(cell.lines.begin(), cell.lines.end(),
                         [](const Text& text) { return text.text.size() > kMostBytes; });
    });
  }

  base::Result<void> measure_rows(std::size_t index, const std::vector<Span>& spans, double head) {
    const double room = bottom_ - top_ - head;
    std::vector<RowSize>& sizes = rows_[index];
    for (std::size_t row = 0; row < paper_.tables[index].rows.size(); ++row) {
      if (endless(paper_.tables[index].rows[row]))
        return base::failure("DOC-004", {{"line", static_cast<std::int64_t>(row + 1)}});
      RowSize size;
      for (const double scale : kScales) {
        size = row_size(paper_.tables[index].rows[row], spans, scale);
        if (static_cast<double>(size.height) <= room) break;
      }
      if (static_cast<double>(size.height) > room)
        return base::failure("DOC-004", {{"line", static_cast<std::int64_t>(row + 1)}});
      sizes.push_back(size);
    }
    return {};
  }

  void draw_head(const Table& table, const std::vector<Span>& spans, double head) {
    canvas_.shade(kMargin, y_, width_, head, 0.9);
    canvas_.rule(kMargin, y_, kMargin + width_, y_, 0.35);
    for (std::size_t i = 0; i < spans.size(); ++i)
      canvas_.draw(table.columns[i].heading, Kind::Words, kSmallStrong, spans[i].x + kCellPad, y_ + kCellPad,
                   spans[i].width - 2 * kCellPad);
    grid(spans, head);
    y_ += head;
  }

  void grid(const std::vector<Span>& spans, double height) {
    canvas_.rule(kMargin, y_ + height, kMargin + width_, y_ + height, 0.35);
    for (const Span& span : spans) canvas_.rule(span.x, y_, span.x, y_ + height, 0.25);
    canvas_.rule(kMargin + width_, y_, kMargin + width_, y_ + height, 0.25);
  }

  base::Result<void> table(std::size_t index) {
    const Table& table = paper_.tables[index];
    const std::vector<Span> columns = spans(table);
    const double head = head_height(table, columns);
    if (rows_[index].size() != table.rows.size()) MIDSPAN_CHECK(measure_rows(index, columns, head));
    const std::vector<RowSize>& sizes = rows_[index];
    const double first = sizes.empty() ? 0 : static_cast<double>(sizes.front().height);
    if (!table.caption.empty()) {
      need(canvas_.height(table.caption, Kind::Words, kStrong, width_) + 2 + head + first);
      paragraph(table.caption, kStrong, 2);
    }
    if (table.rows.empty()) {
      if (!table.if_empty.empty()) paragraph(table.if_empty, kBody, kGap);
      return {};
    }
    need(head + first);
    draw_head(table, columns, head);
    const bool last_table = index + 1 == paper_.tables.size();
    const double after = last_table ? std::min(tail_height(), (bottom_ - top_ - head) / 2) : 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const auto height = static_cast<double>(sizes[row].height);
      // The last row goes with what follows, so that no page of signatures stands without a name on it.
      const bool last = row + 1 == table.rows.size();
      if (!fits(height + (last ? after : 0)) && y_ > top_ + head) {
        next_page();
        draw_head(table, columns, head);
      }
      draw_row(table.rows[row], columns, sizes[row]);
    }
    y_ += kGap;
    return {};
  }

  void draw_row(const std::vector<Cell>& row, const std::vector<Span>& spans, const RowSize& size) {
    const auto height = static_cast<double>(size.height);
    if (!canvas_.measuring()) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        double y = y_ + kCellPad;
        double baseline = static_cast<double>(size.baseline);
        for (const Text& text : row[i].lines) {
          const Canvas::Extent extent =
              canvas_.draw(text.text, text.kind, style_of(text.weight, static_cast<double>(size.scale)),
                           spans[i].x + kCellPad, y, spans[i].width - 2 * kCellPad, Align::Start, baseline);
          y += extent.height + (baseline > 0 ? baseline - extent.baseline : 0);
          baseline = 0;
        }
      }
      grid(spans, height);
    }
    y_ += height;
  }

  // ---- The end: totals, legend, signatures ----
  std::vector<std::string> legend() const {
    std::vector<std::string> lines = paper_.legend;
    if (canvas_.replaced_characters()) lines.push_back(words_("doc.legend.no-font"));
    return lines;
  }

  std::size_t signatures_in_row() const { return paper_.landscape ? 3 : 2; }

  double tail_height() {
    double height = kGap;
    for (const Fact& fact : paper_.totals) height += fact_line(fact, width_).height() + 1;
    for (const std::string& line : legend()) height += canvas_.height(line, Kind::Words, kSmall, width_) + 1;
    const std::size_t rows = (paper_.signatories.size() + signatures_in_row() - 1) / signatures_in_row();
    return height + 2 * kGap + static_cast<double>(rows) * (kSignatureHeight + kGap);
  }

  void tail() {
    facts(paper_.totals, 1);
    for (const std::string& line : legend()) paragraph(line, kSmall, 1);
    y_ += kGap;
    const std::size_t in_row = signatures_in_row();
    const double width = (width_ - kGap * static_cast<double>(in_row - 1)) / static_cast<double>(in_row);
    for (std::size_t i = 0; i < paper_.signatories.size(); i += in_row) {
      need(kSignatureHeight);
      for (std::size_t k = i; k < std::min(i + in_row, paper_.signatories.size()); ++k)
        signature(paper_.signatories[k], kMargin + static_cast<double>(k - i) * (width + kGap), width);
      y_ += kSignatureHeight + kGap;
    }
  }

  void signature(const std::string& party, double x, double width) {
    canvas_.frame(x, y_, width, kSignatureHeight);
    const double head =
        canvas_.draw(words_("doc.sign.for", {{"party", party}}), Kind::Words, kStrong, x + 5, y_ + 3, width - 10)
            .height;
    double y = y_ + 3 + head + 12;
    const double step = std::max(13.0, (kSignatureHeight - head - 16) / 4);
    for (const char* code : {"doc.sign.name", "doc.sign.capacity", "doc.sign.place-day", "doc.sign.signature"}) {
      canvas_.draw(words_(code), Kind::Words, kSmall, x + 5, y - 8, 74);
      canvas_.rule(x + 80, y + 3, x + width - 6, y + 3, 0.3);
      y += step;
    }
  }

  Canvas& canvas_;
  const Words& words_;
  const Paper& paper_;
  std::vector<std::vector<RowSize>> rows_;  // by table
  Size page_;
  double width_ = 0;
  double top_ = 0;
  double bottom_ = 0;
  double initials_rows_ = 0;
  double y_ = 0;
  std::int64_t page_number_ = 0;
  std::int64_t pages_ = 0;
};

}  // namespace

base::Result<std::string> to_pdf(const std::vector<Paper>& papers) {
  MIDSPAN_ASSERT(!papers.empty());
  const Words words = MIDSPAN_TRY(Words::in(papers.front().language));
  const std::unique_ptr<Canvas> canvas = MIDSPAN_TRY(
      Canvas::create({papers.front().language, words.right_to_left(), papers.front().title, papers.front().day}));
  for (const Paper& paper : papers) MIDSPAN_CHECK(PaperLayout(*canvas, words, paper).run());
  return canvas->finish();
}

}  // namespace midspan::documents
