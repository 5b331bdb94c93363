// SPDX-License-Identifier: Apache-2.0
// The answer sheet coming back. Whatever a spreadsheet did to it (rows sorted, columns moved or added, headings
// translated, a blank row here and there), a row's token says whose it is; whatever does not fit becomes a finding, and
// no answer is taken that might be about someone else.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/bytes.hpp"
#include "documents/statement_words.hpp"
#include "documents/statements.hpp"
#include "documents/words.hpp"
#include "locale/locale.hpp"
#include "names/dates.hpp"
#include "names/normalise.hpp"
#include "people/lines.hpp"
#include "people/statement_words.hpp"

namespace midspan::documents {

namespace {

using people::Cell;
using people::Entry;
using people::ListVersion;
using people::Severity;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Columns {
  std::size_t token = kNone;
  std::size_t number = kNone;
  std::size_t name = kNone;
  std::size_t answer = kNone;
  std::size_t day = kNone;
  std::size_t detail = kNone;
  std::size_t remark = kNone;
};

struct Row {
  const Entry* entry = nullptr;
  std::size_t at = 0;  // in the table
  Answer answer;
};

std::string_view text_at(const AnswerTable& table, std::size_t row, std::size_t column) {
  if (column == kNone || row >= table.rows.size() || column >= table.rows[row].size()) return {};
  return table.rows[row][column].raw;
}

std::string cell_name(std::size_t column, std::size_t row) {
  std::string letters;
  for (std::size_t n = column + 1; n != 0; n = (n - 1) / 26) letters.push_back(static_cast<char>('A' + (n - 1) % 26));
  std::reverse(letters.begin(), letters.end());
  return letters + std::to_string(row);
}

// As sheets were made before their tokens said for whom.
std::string token_for_anybody(const ListVersion& list, const Entry& entry) {
  return token_from_digest(
      base::sha256(fmt::format("midspan row\n{}\n{}\n{}", list.id.text(), entry.id.text(), entry.number)));
}

std::set<std::string> names_of(const std::vector<people::Party>& parties, const people::PartyId& party) {
  std::set<std::string> names{party.text()};
  for (const people::Party& one : parties)
    if (one.id == party)
      for (const auto& [language, name] : one.names) names.insert(name);
  return names;
}

class SheetReader {
 public:
  SheetReader(const AnswerTable& table, const ListVersion& list, const people::PartyId& party,
              const std::vector<people::Party>& parties)
      : table_(table), list_(list), lines_(list), party_(party) {
    for (const Entry& entry : list.entries) {
      entries_.emplace(row_token(list, entry, party), &entry);
      entries_.emplace(token_for_anybody(list, entry), &entry);
    }
    for (const people::Party& other : parties)
      if (other.id != party) know_marks_of(other, parties);
  }

  Answers read() {
    out_.made_for = made_for_another();
    if (out_.made_for) return std::move(out_);
    find_columns();
    if (columns_.token == kNone || columns_.answer == kNone) {
      find("DOC-020", {}, Severity::Wrong, 0, kNone);
      out_.is_sheet = false;
      out_.absent = list_.entries.size();
      return std::move(out_);
    }
    learn_days();
    for (std::size_t row = 0; row < table_.rows.size(); ++row) read_row(row);
    collect();
    return std::move(out_);
  }

 private:
  void find(std::string code, Arguments arguments, Severity severity, std::size_t row, std::size_t column) {
    people::Finding finding;
    finding.message = {std::move(code), std::move(arguments)};
    finding.severity = severity;
    finding.place.source = table_.source;
    const bool of_a_cell = row != kNone && column != kNone;
    const people::RowPlace place = row_place(table_.sheets, of_a_cell ? table_.first_row + row : 0);
    finding.place.sheet = place.sheet;
    if (of_a_cell) {
      finding.place.row = place.row;
      finding.place.column = column + 1;
      finding.place.cell = cell_name(column, finding.place.row);
    }
    out_.findings.push_back(std::move(finding));
  }

  // ---- Whose sheet it is ----
  void know_marks_of(const people::Party& other, const std::vector<people::Party>& parties) {
    for (const Entry& entry : list_.entries) of_others_.emplace(row_token(list_, entry, other.id), other.id);
    for (const std::string& language : locale::languages())
      for (const std::string& asking : names_of(parties, list_.party))
        for (const std::string& asked : names_of(parties, other.id))
          of_others_.emplace(
              names::fold(locale::say({"doc.answers.from-to", {{"asking", visible(asking)}, {"asked", visible(asked)}}},
                                      language)),
              other.id);
  }

  std::optional<people::PartyId> made_for_another() const {
    std::string token;
    for (const std::vector<Cell>& row : table_.rows)
      for (const Cell& cell : row) {
        if (cell.raw.empty()) continue;
        const bool is_token = read_token(cell.raw, token) != TokenForm::None;
        const auto found = of_others_.find(is_token ? token : names::fold(cell.raw));
        if (found != of_others_.end()) return found->second;
      }
    return std::nullopt;
  }

  // ---- Which column is which ----
  void find_columns() {
    std::map<std::size_t, std::size_t> tokens;
    std::map<std::size_t, std::size_t> words;
    std::size_t first = table_.rows.size();
    std::string ignored;
    for (std::size_t row = 0; row < table_.rows.size(); ++row)
      for (std::size_t column = 0; column < table_.rows[row].size(); ++column) {
        const std::string& raw = table_.rows[row][column].raw;
        if (raw.empty()) continue;
        if (read_token(raw, ignored) == TokenForm::Good && entries_.contains(ignored)) {
          ++tokens[column];
          first = std::min(first, row);
        }
        if (code_of(raw)) ++words[column];
      }
    const auto most = [](const std::map<std::size_t, std::size_t>& counts) {
      const auto found = std::max_element(
          counts.begin(), counts.end(), [](const auto& left, const auto& right) { return left.second < right.second; });
      return found == counts.end() ? kNone : found->first;
    };
    columns_.token = most(tokens);
    if (columns_.token == kNone) return;
    // Headings stand above the first token; the lowest row that has the answer's heading is theirs.
    for (std::size_t row = std::min(first, table_.rows.size()); row-- > 0;)
      if (read_headings(row)) break;
    if (columns_.answer == kNone) columns_.answer = most(words);  // headings in a language of the holder's own
  }

  bool read_headings(std::size_t row) {
    Columns found;
    found.token = columns_.token;
    const std::pair<std::string_view, std::size_t Columns::*> headings[] = {
        {"doc.column.number", &Columns::number}, {"doc.column.name", &Columns::name},
        {"doc.column.answer", &Columns::answer}, {"doc.column.answer-day", &Columns::day},
        {"doc.column.detail", &Columns::detail}, {"doc.column.remark", &Columns::remark}};
    for (std::size_t column = 0; column < table_.rows[row].size(); ++column) {
      const std::string heading = names::fold(table_.rows[row][column].raw);
      if (heading.empty()) continue;
      for (const auto& [code, member] : headings)
        for (const std::string& language : locale::languages())
          if (found.*member == kNone && names::fold(locale::say(code, language)) == heading) found.*member = column;
    }
    if (found.answer == kNone) return false;
    columns_ = found;
    return true;
  }

  std::optional<people::StatementCode> code_of(const std::string& raw) {
    const auto [known, fresh] = codes_.try_emplace(raw);
    if (fresh) known->second = statement_code(raw);
    return known->second;
  }

  void learn_days() {
    std::vector<std::string_view> cells;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      std::string ignored;
      if (read_token(text_at(table_, row, columns_.token), ignored) != TokenForm::None)
        cells.push_back(text_at(table_, row, columns_.day));
    }
    names::DateHints hints;
    hints.births = false;
    days_ = names::learn_dates(cells, hints);
  }

  // ---- Rows ----
  bool has_answer(std::size_t row) const {
    for (const std::size_t column : {columns_.answer, columns_.day, columns_.detail, columns_.remark})
      if (!names::clean_spaces(text_at(table_, row, column)).empty()) return true;
    return false;
  }

  void read_row(std::size_t row) {
    std::string token;
    const TokenForm form = read_token(text_at(table_, row, columns_.token), token);
    if (form == TokenForm::None) return;  // a title, a heading, a blank row: nothing to match
    const auto found = entries_.find(token);
    if (found == entries_.end()) {
      find(form == TokenForm::Mistyped ? "DOC-022" : "DOC-021", {{"token", token}}, Severity::Wrong, row,
           columns_.token);
      return;
    }
    const Entry& entry = *found->second;
    if (!same_person(entry, row)) return;
    seen_.push_back(&entry);
    const std::string_view word = text_at(table_, row, columns_.answer);
    if (names::clean_spaces(word).empty()) {
      if (has_answer(row)) find("DOC-029", number_of(entry), Severity::Doubt, row, columns_.answer);
      return;
    }
    const auto code = code_of(std::string(word));
    if (!code) {
      find("DOC-024", {{"word", std::string(word)}}, Severity::Wrong, row, columns_.answer);
      answered_badly_.push_back(&entry);
      return;
    }
    rows_.push_back({&entry, row, answer_of(entry, *code, row)});
  }

  Arguments number_of(const Entry& entry) const {
    return {{"number", lines_.of(entry) + " (" + entry.values().name.raw + ")"}};
  }

  // Facts were locked when the sheet went out. If the name beside a token is someone else's, rows were mixed: only some
  // of the columns were sorted, perhaps. Then nothing in the row can be trusted.
  bool same_person(const Entry& entry, std::size_t row) {
    if (columns_.name == kNone) return true;
    const std::string_view name = text_at(table_, row, columns_.name);
    if (names::fold(name) == names::fold(visible(entry.values().name.raw))) return true;
    const std::string number = names::ascii_digits(names::clean_spaces(text_at(table_, row, columns_.number)));
    const bool number_stands =
        columns_.number != kNone && (number == names::ascii_digits(lines_.of(entry)) ||
                                     number == names::ascii_digits(people::line_shown(list_, entry)) ||
                                     number == std::to_string(entry.number));  // as older sheets have it
    Arguments arguments = number_of(entry);
    arguments.emplace_back("name", std::string(name));
    if (number_stands) {
      find("DOC-028", std::move(arguments), Severity::Doubt, row, columns_.name);
      return true;
    }
    find("DOC-033", std::move(arguments), Severity::Wrong, row, columns_.name);
    answered_badly_.push_back(&entry);
    return false;
  }

  Answer answer_of(const Entry& entry, people::StatementCode code, std::size_t row) {
    Answer answer;
    answer.row = table_.first_row + row;
    answer.statement.entry = entry.id;
    answer.statement.party = party_;
    answer.statement.code = code;
    answer.statement.detail = text_at(table_, row, columns_.detail);
    answer.remark = text_at(table_, row, columns_.remark);
    const std::string_view day = text_at(table_, row, columns_.day);
    answer.statement.date = names::parse_date(day, days_);
    answer.statement.date.raw = day;
    const bool given = !names::clean_spaces(day).empty();
    if (given && !answer.statement.date.known())
      find("DOC-025", {{"text", std::string(day)}}, Severity::Doubt, row, columns_.day);
    for (const CodeWords& words : code_words()) {
      if (words.code != code) continue;
      Arguments arguments{{"code", std::string(people::protocol_word(code))}};
      if (words.needs_detail && names::clean_spaces(answer.statement.detail).empty())
        find("DOC-026", arguments, Severity::Doubt, row, columns_.answer);
      if (words.needs_date && !given) find("DOC-032", arguments, Severity::Doubt, row, columns_.answer);
    }
    return answer;
  }

  // ---- All rows together ----
  static bool same_answer(const Answer& left, const Answer& right) {
    return left.statement.code == right.statement.code && left.statement.date.raw == right.statement.date.raw &&
           left.statement.detail == right.statement.detail && left.remark == right.remark;
  }

  void collect() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& left, const Row& right) { return left.entry->number < right.entry->number; });
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin + 1;
      bool same = true;
      for (; end < rows_.size() && rows_[end].entry == rows_[begin].entry; ++end)
        same &= same_answer(rows_[begin].answer, rows_[end].answer);
      if (end - begin > 1) {
        Arguments arguments = number_of(*rows_[begin].entry);
        arguments.emplace_back("first", static_cast<std::int64_t>(rows_[begin].answer.row));
        arguments.emplace_back("second", static_cast<std::int64_t>(rows_[end - 1].answer.row));
        find(same ? "DOC-030" : "DOC-023", std::move(arguments), same ? Severity::Note : Severity::Wrong,
             rows_[begin].at, columns_.token);
      }
      if (same) out_.answers.push_back(std::move(rows_[begin].answer));
      else answered_badly_.push_back(rows_[begin].entry);
      begin = end;
    }
    count_the_rest();
  }

  void count_the_rest() {
    std::map<const Entry*, int> state;  // 1: came back, 2: answered, or its answer is a finding
    for (const Entry* entry : seen_) state[entry] = std::max(state[entry], 1);
    for (const Row& row : rows_) state[row.entry] = 2;
    for (const Entry* entry : answered_badly_) state[entry] = 2;
    for (const Entry& entry : list_.entries) {
      const auto found = state.find(&entry);
      if (found == state.end()) ++out_.absent;
      else if (found->second == 1) ++out_.unanswered;
    }
    const auto all = static_cast<std::int64_t>(list_.entries.size());
    if (out_.absent > 0)
      find("DOC-027", {{"count", static_cast<std::int64_t>(out_.absent)}, {"all", all}}, Severity::Doubt, kNone, kNone);
    if (out_.unanswered > 0)
      find("DOC-031", {{"count", static_cast<std::int64_t>(out_.unanswered)}, {"all", all}}, Severity::Note, kNone,
           kNone);
  }

  const AnswerTable& table_;
  const ListVersion& list_;
  const people::Lines lines_;
  const people::PartyId& party_;
  std::map<std::string, const Entry*> entries_;                        // by token
  std::map<std::string, people::PartyId> of_others_;                   // tokens and titles of other parties' sheets
  std::map<std::string, std::optional<people::StatementCode>> codes_;  // cells repeat few words
  Columns columns_;
  names::ColumnDates days_;
  std::vector<Row> rows_;
  std::vector<const Entry*> seen_;
  std::vector<const Entry*> answered_badly_;
  Answers out_;
};

}  // namespace

AnswerTable answer_table(const ListVersion& read) {
  AnswerTable table;
  table.source = read.file_name;
  table.sheets = read.sheets;
  std::size_t last = read.above.size();
  for (const Entry& entry : read.entries) last = std::max(last, entry.row);
  for (const people::OtherRow& other : read.others) last = std::max(last, other.row);
  table.rows.resize(last);
  for (std::size_t i = 0; i < read.above.size(); ++i) table.rows[i] = read.above[i];
  for (const Entry& entry : read.entries)
    if (entry.row > 0) table.rows[entry.row - 1] = entry.cells();
  for (const people::OtherRow& other : read.others)
    if (other.row > 0) table.rows[other.row - 1] = other.cells;
  if (read.header_row > 0 && table.rows.size() >= read.header_row && table.rows[read.header_row - 1].empty())
    for (const people::Column& column : read.columns)
      table.rows[read.header_row - 1].push_back({column.heading, people::CellType::Text});
  return table;
}

Answers read_statements(const AnswerTable& table, const ListVersion& list, const people::PartyId& party,
                        const std::vector<people::Party>& parties) {
  return SheetReader(table, list, party, parties).read();
}

}  // namespace midspan::documents
