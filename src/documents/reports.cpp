// SPDX-License-Identifier: Apache-2.0
#include "documents/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "documents/html/paper_html.hpp"
#include "documents/pdf/paper_pdf.hpp"
#include "documents/words.hpp"
#include "documents/xlsx/book.hpp"
#include "documents/xlsx/paper_xlsx.hpp"
#include "locale/locale.hpp"

namespace midspan::documents {

namespace {

using people::Discrepancy;
using people::DiscrepancyKind;
using people::Entry;
using people::Finding;
using people::ListVersion;
using people::Severity;

// ---- The list, in the sender's own layout ----

struct Remarks {
  std::string text;
  bool marked = false;            // needs a person
  std::set<std::size_t> columns;  // from 1
};

std::string sentence_of(const Finding& finding, const Words& words) {
  std::string text = locale::say(finding.message, words.language());
  if (const auto advice = locale::what_to_do(finding.message, words.language())) text += " " + *advice;
  return finding.place.cell.empty() ? text : fmt::format("{}: {}", finding.place.cell, text);
}

std::map<std::size_t, Remarks> remarks_by_row(const ListVersion& version, const Words& words) {
  std::map<std::size_t, Remarks> out;
  for (const Finding& finding : version.findings) {
    if (finding.place.row == 0) continue;
    Remarks& remarks = out[row_at(version.sheets, finding.place.sheet, finding.place.row)];
    if (!remarks.text.empty()) remarks.text += '\n';
    remarks.text += sentence_of(finding, words);
    remarks.marked |= finding.severity != Severity::Note;
    if (finding.place.column != 0) remarks.columns.insert(finding.place.column);
  }
  return out;
}

struct SheetRow {
  std::vector<people::Cell> cells;
  unsigned looks = kPlain;
};

// Every row of the sender's sheet, by its number there.
std::map<std::size_t, SheetRow> rows_of(const ListVersion& version) {
  std::map<std::size_t, SheetRow> rows;
  for (std::size_t i = 0; i < version.above.size(); ++i)
    rows[i + 1] = {version.above[i], i + 1 == version.header_row ? kHead : kPlain};
  for (const Entry& entry : version.entries) rows[entry.row] = {entry.cells(), kGrid};
  for (const people::OtherRow& other : version.others) rows[other.row] = {other.cells, kPlain};
  return rows;
}

// Findings about the whole file, the sheet or a column have no row to stand in.
void write_general(Book& book, const ListVersion& version, const Words& words) {
  book.add_sheet(words("doc.report.general"));
  book.column_width(0, 110);
  book.text(0, 0, words("doc.report.general-head"), kHead);
  std::size_t row = 1;
  for (const Finding& finding : version.findings)
    if (finding.place.row == 0)
      book.text(row++, 0, sentence_of(finding, words), kGrid | (finding.severity == Severity::Note ? kPlain : kMarked));
  if (row == 1) book.text(row, 0, words("doc.report.none"), kGrid);
}

// ---- What a party is asked about its own list ----

struct Quoted {
  const ListVersion* list = nullptr;
  const Entry* entry = nullptr;
};

constexpr DiscrepancyKind kKinds[] = {DiscrepancyKind::OnlyHere, DiscrepancyKind::TwiceOnOneList,
                                      DiscrepancyKind::RivalFacts, DiscrepancyKind::AlreadyExchanged,
                                      DiscrepancyKind::CountDiffers};

std::string_view caption_of(DiscrepancyKind kind) {
  switch (kind) {
    case DiscrepancyKind::OnlyHere: return "doc.discrepancy.only-here";
    case DiscrepancyKind::TwiceOnOneList: return "doc.discrepancy.twice";
    case DiscrepancyKind::RivalFacts: return "doc.discrepancy.rival-facts";
    case DiscrepancyKind::AlreadyExchanged: return "doc.discrepancy.already-exchanged";
    case DiscrepancyKind::CountDiffers: break;
  }
  return "doc.discrepancy.count-differs";
}

// One line of the cell for each entry that is the party's own; others are not quoted.
std::vector<Cell> row_of(std::int64_t number, const Discrepancy& discrepancy,
                         const std::map<people::EntryId, Quoted>& own, const Words& words) {
  Cell where;
  Cell name;
  Cell born;
  Cell reference;
  for (const people::EntryId& id : discrepancy.entries) {
    const auto found = own.find(id);
    if (found == own.end()) continue;
    const people::EntryValues values = found->second.entry->values();
    where.lines.push_back({visible(fmt::format("{} {}", found->second.list->list.text(),
                                               row_shown(found->second.list->sheets, found->second.entry->row))),
                           Kind::Figure, Weight::Normal});
    name.lines.push_back(words.data(values.name.raw, Kind::Name, people::Absence::Unknown, Weight::Strong));
    born.lines.push_back(words.data(values.birth.raw, Kind::Figure));
    reference.lines.push_back(
        words.data(values.identifiers.empty() ? std::string() : values.identifiers.front().raw, Kind::Figure));
  }
  for (Cell* cell : {&where, &name, &born, &reference})
    if (cell->lines.empty()) cell->lines.push_back(words.data({}, Kind::Words));
  Cell what{{{visible(locale::say(discrepancy.message, words.language())), Kind::Words, Weight::Normal}}};
  if (const auto advice = locale::what_to_do(discrepancy.message, words.language()))
    what.lines.push_back({visible(*advice), Kind::Words, Weight::Small});
  return {{{{std::to_string(number), Kind::Figure, Weight::Normal}}},
          std::move(where),
          std::move(name),
          std::move(born),
          std::move(reference),
          std::move(what)};
}

Paper discrepancy_paper(const DiscrepancyReport& report, const Words& words) {
  std::map<people::EntryId, Quoted> own;
  for (const ListVersion* list : report.lists)
    if (list->party == report.party)
      for (const Entry& entry : list->entries) own.emplace(entry.id, Quoted{list, &entry});

  Paper paper;
  paper.language = words.language();
  paper.title = words("doc.discrepancies.title");
  paper.subtitle = visible(report.party_name);
  paper.running_head = visible(fmt::format("{} · {} · {}", paper.title, report.party_name, report.operation_id));
  if (report.unsealed) paper.marking = words("doc.marking");
  paper.facts.push_back({words("doc.operation"),
                         words.data(report.operation_title, Kind::Name, people::Absence::Unknown, Weight::Strong)});
  paper.facts.push_back(
      {words("doc.day"), words.data(words.day(report.day), Kind::Words, people::Absence::Unknown, Weight::Strong)});
  paper.notices.push_back(words("doc.discrepancies.how"));
  std::int64_t number = 0;
  for (const DiscrepancyKind kind : kKinds) {
    Table table;
    table.caption = words(caption_of(kind));
    table.columns = {{words("doc.column.number"), 34, true},     {words("doc.column.list-row"), 90, false},
                     {words("doc.column.name"), 160, false},     {words("doc.column.born"), 76, false},
                     {words("doc.column.reference"), 96, false}, {words("doc.column.question"), 260, false}};
    for (const Discrepancy& discrepancy : report.discrepancies)
      if (discrepancy.party == report.party && discrepancy.kind == kind)
        table.rows.push_back(row_of(++number, discrepancy, own, words));
    if (!table.rows.empty()) paper.tables.push_back(std::move(table));
  }
  if (paper.tables.empty()) paper.notices.push_back(words("doc.discrepancies.none"));
  paper.totals.push_back(
      {words("doc.discrepancies.count"),
       {fmt::format("{} ({})", words.digits(number), words.in_words(number)), Kind::Words, Weight::Strong}});
  paper.legend.push_back(words("doc.legend.absent"));
  paper.day = report.day;
  paper.landscape = true;
  return paper;
}

}  // namespace

base::Result<std::string> list_report(const ListVersion& version, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  const std::map<std::size_t, SheetRow> rows = rows_of(version);
  const std::map<std::size_t, Remarks> remarks = remarks_by_row(version, words);
  std::size_t width = version.columns.size();
  for (const auto& [number, row] : rows) width = std::max(width, row.cells.size());

  const std::unique_ptr<Book> book = MIDSPAN_TRY(Book::create({words.right_to_left(), words("doc.report.title"), {}}));
  std::size_t last = rows.empty() ? 0 : rows.rbegin()->first;
  if (!remarks.empty()) last = std::max(last, remarks.rbegin()->first);
  std::vector<people::Sheet> sheets = version.sheets;
  if (sheets.empty()) sheets.push_back({words("doc.report.sheet"), 0});
  for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
    book->add_sheet(sheets[sheet].name);
    book->print(true, words("doc.page.sheet"));
    for (std::size_t column = 0; column < width; ++column) book->column_width(column, 18);
    book->column_width(width, 80);
    const std::size_t before = sheets[sheet].before;
    const std::size_t end = sheet + 1 < sheets.size() ? sheets[sheet + 1].before : last;
    for (std::size_t number = before + 1; number <= end; ++number) {
      const std::size_t line = number - before - 1;
      const auto row = rows.find(number);
      const auto remark = remarks.find(number);
      if (row != rows.end())
        for (std::size_t column = 0; column < row->second.cells.size(); ++column) {
          const bool marked = remark != remarks.end() && remark->second.columns.contains(column + 1);
          const std::string& raw = row->second.cells[column].raw;
          if (!raw.empty() || marked) book->text(line, column, raw, row->second.looks | (marked ? kMarked : kPlain));
        }
      if (number == version.header_row) book->text(line, width, words("doc.report.remarks"), kHead);
      else if (remark != remarks.end())
        book->text(line, width, remark->second.text, kGrid | (remark->second.marked ? kMarked : kPlain));
    }
    if (sheet == 0 && version.header_row > 0) book->freeze(version.header_row);
  }
  write_general(*book, version, words);
  return book->finish();
}

base::Result<std::string> discrepancies_pdf(const DiscrepancyReport& report, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return to_pdf({discrepancy_paper(report, words)});
}

base::Result<std::string> discrepancies_xlsx(const DiscrepancyReport& report, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return to_xlsx(discrepancy_paper(report, words));
}

base::Result<std::string> discrepancies_html(const DiscrepancyReport& report, std::string_view language) {
  const Words words = MIDSPAN_TRY(Words::in(language));
  return to_html({discrepancy_paper(report, words)});
}

}  // namespace midspan::documents
