// SPDX-License-Identifier: Apache-2.0
#include "lists/report.hpp"

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "base/listed.hpp"

namespace midspan::lists {

namespace {

std::string sentence_of(const people::Finding& finding, const Sentences& sentences) {
  std::string text = sentences.say(finding.message);
  const std::string advice = sentences.what_to_do(finding.message);
  if (!advice.empty()) text.append(" ").append(advice);
  if (finding.place.cell.empty()) return text;
  return sentences.say({"lists.place", {{"cell", finding.place.cell}, {"sentence", text}}});
}

std::vector<std::string> texts_of(const std::vector<people::Cell>& cells) {
  std::vector<std::string> texts;
  texts.reserve(cells.size());
  for (const people::Cell& cell : cells) texts.push_back(cell.raw);
  return texts;
}

// What a spreadsheet would run when the file is opened; read_list takes the apostrophe off again.
std::string guarded(std::string_view text) {
  const bool runs = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
  return (runs ? "'" : "") + std::string(text);
}

}  // namespace

Report report(const people::ListVersion& version, const Sentences& sentences) {
  Report result;
  result.title_of_comments = sentences.say({"lists.comments", {}});
  result.columns = version.columns.size();
  for (std::size_t at = 0; at < version.above.size(); ++at) {
    const auto kind = at + 1 == version.header_row ? ReportRow::Kind::Header : ReportRow::Kind::Above;
    result.rows.push_back({kind, at + 1, texts_of(version.above[at]), {}, people::Severity::Note, {}});
  }
  for (const people::Entry& entry : version.entries)
    result.rows.push_back({ReportRow::Kind::Entry, entry.row, texts_of(entry.cells()), {}, people::Severity::Note, {}});
  for (const people::OtherRow& other : version.others)
    result.rows.push_back({ReportRow::Kind::Above, other.row, texts_of(other.cells), {}, people::Severity::Note, {}});
  std::stable_sort(result.rows.begin(), result.rows.end(),
                   [](const ReportRow& left, const ReportRow& right) { return left.row < right.row; });
  std::map<std::size_t, ReportRow*> by_row;
  for (ReportRow& row : result.rows) by_row.emplace(row.row, &row);
  for (const people::Finding& finding : version.findings) {
    const std::string sentence = sentence_of(finding, sentences);
    const auto row = by_row.find(row_at(version.sheets, finding.place.sheet, finding.place.row));
    if (finding.place.row == 0 || row == by_row.end()) {
      result.general.push_back(sentence);
      continue;
    }
    ReportRow& target = *row->second;
    base::add_listed(target.comment, sentence, "\n");
    target.worst = std::max(target.worst, finding.severity);
    if (finding.place.column != 0 && (target.marked.empty() || target.marked.back() != finding.place.column))
      target.marked.push_back(finding.place.column);
  }
  for (ReportRow& row : result.rows) {
    std::sort(row.marked.begin(), row.marked.end());
    row.marked.erase(std::unique(row.marked.begin(), row.marked.end()), row.marked.end());
    if (row.kind == ReportRow::Kind::Header) row.comment = result.title_of_comments;
  }
  return result;
}

std::string report_csv(const people::ListVersion& version, const Sentences& sentences) {
  const Report table = report(version, sentences);
  std::string out = "\xEF\xBB\xBF";
  for (const ReportRow& row : table.rows) {
    for (std::size_t column = 0; column < table.columns; ++column) {
      base::append_csv_field(out, guarded(column < row.cells.size() ? row.cells[column] : std::string()));
      out.push_back(',');
    }
    base::append_csv_field(out, guarded(row.comment));
    out.append("\r\n");
  }
  // What is about the file or a column stands below, in the column of comments.
  for (const std::string& sentence : table.general) {
    out.append(table.columns, ',');
    base::append_csv_field(out, guarded(sentence));
    out.append("\r\n");
  }
  return out;
}

}  // namespace midspan::lists
