// SPDX-License-Identifier: Apache-2.0
#include "documents/xlsx/paper_xlsx.hpp"

#include <algorithm>

#include "documents/words.hpp"
#include "documents/xlsx/book.hpp"

namespace midspan::documents {

namespace {

// Which way a data cell leans when its script runs against the sheet.
unsigned lean(const Text& text, bool right_to_left) {
  if (text.kind == Kind::Figure) return right_to_left ? kAtLeft : kPlain;
  if (text.kind != Kind::Name) return kPlain;
  const bool own = reads_right_to_left(text.text, right_to_left);
  if (own == right_to_left) return kPlain;
  return own ? kAtRight : kAtLeft;
}

std::string joined(const Cell& cell) {
  std::string out;
  for (const Text& line : cell.lines) {
    if (!out.empty()) out.push_back('\n');
    out += line.text;
  }
  return out;
}

class SheetWriter {
 public:
  SheetWriter(Book& book, const Paper& paper, bool right_to_left)
      : book_(book), paper_(paper), right_to_left_(right_to_left) {}

  void write() {
    widths();
    if (!paper_.marking.empty()) line(paper_.marking, kTitle);
    line(paper_.title, kTitle);
    if (!paper_.subtitle.empty()) line(paper_.subtitle, kTitle);
    facts(paper_.facts);
    for (const std::string& notice : paper_.notices) line(notice, kNoWrap);
    for (const Table& each : paper_.tables) table(each);
    ++row_;
    facts(paper_.totals);
    for (const std::string& each : paper_.legend) line(each, kNoWrap);
    if (!paper_.digest.empty()) facts({{paper_.digest_label, {paper_.digest, Kind::Figure, Weight::Normal}}});
  }

 private:
  void widths() {
    const auto widest =
        std::max_element(paper_.tables.begin(), paper_.tables.end(),
                         [](const Table& a, const Table& b) { return a.columns.size() < b.columns.size(); });
    if (widest == paper_.tables.end()) return;
    for (std::size_t i = 0; i < widest->columns.size(); ++i)
      book_.column_width(i, std::max(6.0, widest->columns[i].width * 0.22));
  }

  void line(const std::string& text, unsigned looks) { book_.text(row_++, 0, text, looks); }

  void facts(const std::vector<Fact>& list) {
    for (const Fact& fact : list) {
      book_.text(row_, 0, fact.label, kNoWrap);
      book_.text(row_, kFactColumn, fact.value.text, kNoWrap | kStrong | lean(fact.value, right_to_left_));
      ++row_;
    }
    if (!list.empty()) ++row_;
  }

  void table(const Table& table) {
    if (!table.caption.empty()) line(table.caption, kTitle);
    if (table.rows.empty()) {
      if (!table.if_empty.empty()) line(table.if_empty, kNoWrap);
      return;
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) book_.text(row_, i, table.columns[i].heading, kHead);
    if (paper_.tables.size() == 1) {
      book_.freeze(row_ + 1);
      book_.repeat_rows(row_, row_);
    }
    ++row_;
    for (const std::vector<Cell>& cells : table.rows) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool is_strong = !cells[i].lines.empty() && cells[i].lines.front().weight == Weight::Strong;
        const unsigned strong = is_strong ? kStrong : kPlain;
        const unsigned leaning = cells[i].lines.empty() ? 0u : lean(cells[i].lines.front(), right_to_left_);
        book_.text(row_, i, joined(cells[i]), kGrid | strong | leaning);
      }
      ++row_;
    }
    ++row_;
  }

  static constexpr std::size_t kFactColumn = 2;

  Book& book_;
  const Paper& paper_;
  bool right_to_left_;
  std::size_t row_ = 0;
};

}  // namespace

base::Result<std::string> to_xlsx(const Paper& paper) {
  const Words words = MIDSPAN_TRY(Words::in(paper.language));
  const std::unique_ptr<Book> book = MIDSPAN_TRY(Book::create({words.right_to_left(), paper.title, paper.day}));
  book->add_sheet(words("doc.sheet"));
  // &P and &N are the spreadsheet's own page and pages.
  book->print(paper.landscape, words("doc.page.sheet"));
  SheetWriter(*book, paper, words.right_to_left()).write();
  return book->finish();
}

}  // namespace midspan::documents
