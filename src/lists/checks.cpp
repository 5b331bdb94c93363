// SPDX-License-Identifier: Apache-2.0
#include "lists/checks.hpp"

#include <fmt/format.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>

#include "base/listed.hpp"
#include "base/utf8.hpp"
#include "lists/named_birth.hpp"
#include "lists/vocabulary.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"

namespace midspan::lists {

namespace {

using people::CellType;
using people::ColumnRole;
using people::Script;
using people::Severity;

// ICU's confusables (UTS 39): what a text looks like, whatever its letters are.
std::string skeleton(std::string_view text) {
  static const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>(uspoof_open(&status), uspoof_close);
  }();
  std::string result(text.size() * 8 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = uspoof_getSkeletonUTF8(checker.get(), 0, text.data(), static_cast<int32_t>(text.size()),
                                              result.data(), static_cast<int32_t>(result.size()), &status);
  if (U_FAILURE(status) || size < 0 || static_cast<std::size_t>(size) > result.size()) return {};
  result.resize(static_cast<std::size_t>(size));
  return result;
}

// Letters of one script that can pass for Latin ones, and so for each other's.
bool looks_latin(std::string_view word) {
  const std::string shape = skeleton(word);
  return !shape.empty() &&
         std::all_of(shape.begin(), shape.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// "U+200E, U+200F": each once.
void add_point(std::string& seen, char32_t point) {
  const std::string name = fmt::format("U+{:04X}", static_cast<std::uint32_t>(point));
  if (seen.find(name) == std::string::npos) base::add_listed(seen, name);
}

bool is_override(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}
// But U+200C, which keeps Persian letters apart, and U+200D, which joins Indic ones: between letters they are spelling.
bool is_invisible(char32_t point) {
  return point == 0x200B || point == 0x200E || point == 0x200F || point == 0x00AD ||
         (point >= 0x2060 && point <= 0x2064) || point == 0xFEFF || point == 0x061C || point == 0x180E ||
         (point >= 0xFFF9 && point <= 0xFFFB) || (point >= 0xE0000 && point <= 0xE007F);
}
bool is_control(char32_t point) {
  return (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || (point >= 0x7F && point < 0xA0);
}

std::string word_without_marks(std::string_view text, std::size_t begin, std::size_t end) {
  return std::string(text.substr(begin, end - begin));
}

}  // namespace

std::string undone_mojibake(std::string_view text) {
  // windows-1252 of the letters that its upper half has in place of controls.
  // clang-format off
  static const std::map<char32_t, unsigned char> kUpper = {
      {0x20AC, 0x80}, {0x201A, 0x82}, {0x0192, 0x83}, {0x201E, 0x84}, {0x2026, 0x85}, {0x2020, 0x86}, {0x2021, 0x87},
      {0x02C6, 0x88}, {0x2030, 0x89}, {0x0160, 0x8A}, {0x2039, 0x8B}, {0x0152, 0x8C}, {0x017D, 0x8E}, {0x2018, 0x91},
      {0x2019, 0x92}, {0x201C, 0x93}, {0x201D, 0x94}, {0x2022, 0x95}, {0x2013, 0x96}, {0x2014, 0x97}, {0x02DC, 0x98},
      {0x2122, 0x99}, {0x0161, 0x9A}, {0x203A, 0x9B}, {0x0153, 0x9C}, {0x017E, 0x9E}, {0x0178, 0x9F}};
  // clang-format on
  std::string bytes;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = base::next_code_point(text, at);
    if (const auto upper = kUpper.find(point); upper != kUpper.end()) bytes.push_back(static_cast<char>(upper->second));
    else if (point < 0x100) bytes.push_back(static_cast<char>(point));
    else return {};
    any |= point >= 0x80;
  }
  return any && base::is_utf8(bytes) ? bytes : std::string();
}

CellChecks::CellChecks(const sheet::Grid& grid, const std::vector<ColumnPlan>& plans,
                       const std::vector<std::size_t>& rows, Notes& notes)
    : plans_(plans), notes_(notes) {
  births_apart_ = births_apart(plans);
  std::map<Script, std::size_t> scripts;
  std::size_t names = 0;
  for (std::size_t at = 0; at < rows.size(); at += std::max<std::size_t>(1, rows.size() / 500))
    for (std::size_t column = 0; column < plans.size(); ++column) {
      if (!is_name(plans[column].role)) continue;
      const sheet::GridCell* cell = grid.find(grid.rows[rows[at]], column);
      if (cell == nullptr) continue;
      ++names;
      ++scripts[names::script_of(grid.value(*cell))];
    }
  for (const auto& [script, count] : scripts)
    if (count * 10 >= names * 6 && names >= 5) usual_script_ = script;
}

void CellChecks::check(const RowCell& cell, std::size_t row, std::size_t column) const {
  const ColumnRole role = plans_[column].role;
  const bool matters = role != ColumnRole::Ignored && role != ColumnRole::LineNumber && role != ColumnRole::Remark;
  if (cell.type == CellType::Error) {
    notes_.about_cell(matters ? Severity::Wrong : Severity::Doubt, "LST-145", row, column,
                      {{"text", std::string(cell.text)}});
    return;
  }
  if ((cell.flags & sheet::kFormulaCell) != 0)
    notes_.about_cell(matters ? Severity::Doubt : Severity::Note, cell.text.empty() ? "LST-154" : "LST-144", row,
                      column, {{"text", std::string(cell.text)}});
  if ((cell.flags & sheet::kBrokenQuote) != 0 && cell.text.find('"') != std::string_view::npos)
    notes_.about_cell(Severity::Doubt, "LST-149", row, column);
  if ((cell.flags & sheet::kQuotedNewlines) != 0 && role != ColumnRole::Remark)
    notes_.about_cell(Severity::Doubt, "LST-150", row, column);
  if (cell.text.empty()) return;
  const bool formula_like =
      cell.type == CellType::Text &&
      (cell.text[0] == '=' || cell.text[0] == '@' ||
       ((cell.text[0] == '+' || cell.text[0] == '-') && cell.text.find('(') != std::string_view::npos));
  if (formula_like && cell.text.size() > 1)
    notes_.about_cell(Severity::Doubt, "LST-153", row, column, {{"text", std::string(cell.text.substr(0, 80))}});
  if (matters && ditto_word(cell.text))
    notes_.about_cell(Severity::Doubt, "LST-155", row, column, {{"text", std::string(cell.text)}});
  else if (is_name(role) && cell.type == CellType::Text &&
           names::ascii_digits(cell.text).find_first_of("0123456789") != std::string::npos &&
           !(role == ColumnRole::FullName && is_named_birth(cell.text, column)))
    notes_.about_cell(Severity::Doubt, "LST-186", row, column, {{"text", std::string(cell.text.substr(0, 80))}});
  if (cell.type != CellType::Date && cell.type != CellType::Number) check_letters(cell.text, row, column);
}

// Digits in a name that are read: an age, or a date where births have no column of their own.
bool CellChecks::is_named_birth(std::string_view text, std::size_t column) const {
  const auto both = named_birth(text, plans_[column].profile.numbers_are_ages);
  return both && !(births_apart_ && both->kind == NamedBirth::Kind::Date);
}

void CellChecks::check_letters(std::string_view text, std::size_t row, std::size_t column) const {
  if (std::all_of(
          text.begin(), text.end(),
          [](char c) { return static_cast<unsigned char>(c) < 0x80 && static_cast<unsigned char>(c) >= 0x20; }) &&
      (usual_script_ == Script::Latin || usual_script_ == Script::Unknown || !is_name(plans_[column].role)))
    return;
  std::string overrides;
  bool broken = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = base::next_code_point(text, at);
    broken |= point == U'\uFFFD' || is_control(point);
    if (is_override(point)) add_point(overrides, point);
  }
  if (!overrides.empty()) notes_.about_cell(Severity::Doubt, "LST-142", row, column, {{"points", overrides}});
  if (broken) notes_.about_cell(Severity::Doubt, "LST-151", row, column, {{"text", std::string(text)}});
  if (const std::string better = undone_mojibake(text); !better.empty())
    notes_.about_cell(Severity::Doubt, "LST-152", row, column, {{"text", std::string(text)}, {"better", better}});
  if (!is_name(plans_[column].role)) return;
  // Word by word: two scripts side by side are two spellings, two scripts in one word are a slip or a trick.
  static constexpr std::string_view kBreaks = " \t\n\r,;/().-";
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(kBreaks, begin), text.size());
    const std::string word = word_without_marks(text, begin, end);
    begin = end + 1;
    if (word.empty()) continue;
    const Script script = names::script_of(word);
    if (script == Script::Mixed) {
      notes_.about_cell(Severity::Doubt, "LST-140", row, column, {{"word", word}});
      return;
    }
    const bool foreign = usual_script_ == Script::Cyrillic || usual_script_ == Script::Greek ? script == Script::Latin
                         : usual_script_ == Script::Latin ? script == Script::Cyrillic || script == Script::Greek
                                                          : false;
    // A whole word of look-alikes: "AHHA" in a Cyrillic list. Longer words have a letter that gives them away.
    if (foreign && word.size() >= 3 && script != names::script_of(text) && looks_latin(word)) {
      notes_.about_cell(Severity::Doubt, "LST-141", row, column, {{"word", word}});
      return;
    }
  }
}

// ---- Columns as wholes --------------------------------------------------------------------------------------------

namespace {

// "?????? ????", "??/?/???? هـ": a program saved the text in an encoding that had no sign for its letters or digits.
bool lost_its_letters(std::string_view text) {
  const auto marks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '?'));
  const auto others = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return std::string_view("?/.- ").find(c) == std::string_view::npos; }));
  return marks >= 4 && marks > others;
}

}  // namespace

void check_signs(const sheet::Grid& grid, const std::vector<std::size_t>& rows, Notes& notes) {
  struct Invisible {
    std::int64_t cells = 0;
    std::size_t first_row = 0;
    std::string points;
  };
  std::map<std::size_t, Invisible> invisible;  // by column
  std::size_t lost = 0;
  for (const std::size_t at : rows) {
    const sheet::GridRow& row = grid.rows[at];
    for (std::uint32_t cell = row.first; cell < row.first + row.count; ++cell) {
      const std::string_view text = grid.value(grid.cells[cell]);
      if (lost_its_letters(text)) ++lost;
      std::string points;
      for (std::size_t next = 0; next < text.size();)
        if (const char32_t point = base::next_code_point(text, next); is_invisible(point)) add_point(points, point);
      if (points.empty()) continue;
      Invisible& seen = invisible[grid.cells[cell].column];
      if (++seen.cells == 1) seen.first_row = row.number;
      if (seen.points.find(points) == std::string::npos) base::add_listed(seen.points, points);
    }
  }
  for (const auto& [column, seen] : invisible)
    notes.about_cell(Severity::Note, "LST-143", seen.first_row, column,
                     {{"count", seen.cells}, {"points", seen.points}});
  if (lost >= 3 && lost * 10 >= rows.size())
    notes.about_file(Severity::Doubt, "LST-191", {{"count", static_cast<std::int64_t>(lost)}});
}

// ---- The list as a whole ------------------------------------------------------------------------------------------

namespace {

void check_line_numbers(const people::ListVersion& version, const std::vector<ColumnPlan>& plans, Notes& notes) {
  const auto plan = std::find_if(plans.begin(), plans.end(),
                                 [](const ColumnPlan& one) { return one.role == ColumnRole::LineNumber; });
  if (plan == plans.end()) return;
  const auto column = static_cast<std::size_t>(plan - plans.begin());
  struct Anomaly {
    std::size_t row;
    std::string code;
    Arguments arguments;
  };
  std::vector<Anomaly> anomalies;
  std::unordered_map<std::int64_t, std::size_t> rows;
  std::int64_t before = -1;
  std::size_t numbers = 0;
  std::string_view sheet;  // each counts anew, or goes on
  for (const people::Entry& entry : version.entries) {
    const std::int64_t number = whole_number(entry.cell_text(column));
    if (number < 0) continue;
    ++numbers;
    if (const people::RowPlace here = row_place(version.sheets, entry.row); here.sheet != sheet) {
      sheet = here.sheet;
      rows.clear();
      before = -1;
    }
    const auto [first, added] = rows.emplace(number, entry.row);
    if (!added) anomalies.push_back({entry.row, "LST-132", {{"number", number}, {"row", notes.row(first->second)}}});
    else if (before >= 0 && number != before + 1)
      anomalies.push_back({entry.row, "LST-131", {{"before", before}, {"after", number}}});
    before = number;
  }
  if (anomalies.size() * 20 > numbers &&
      anomalies.size() > 5) {  // another list's numbers, sorted otherwise, or a count in each section
    notes.about_column(Severity::Note, "LST-133", column, {{"count", static_cast<std::int64_t>(anomalies.size())}});
    return;
  }
  for (Anomaly& anomaly : anomalies)
    notes.about_cell(Severity::Doubt, anomaly.code, anomaly.row, column, std::move(anomaly.arguments));
}

void check_identities(const people::ListVersion& version, const std::vector<ColumnPlan>& plans, Notes& notes) {
  std::map<ColumnRole, std::unordered_map<std::string, std::size_t>> seen;
  for (const people::Entry& entry : version.entries) {
    const people::EntryValues values = entry.values();
    for (const people::Identifier& identifier : values.identifiers) {
      // One case or one reference may be about many people.
      if (identifier.kind == ColumnRole::CaseNumber || identifier.normal.size() < 3) continue;
      const auto [first, added] = seen[identifier.kind].emplace(identifier.normal, entry.row);
      if (added || first->second == entry.row) continue;
      for (std::size_t column = 0; column < plans.size(); ++column)
        if (plans[column].role == identifier.kind && trimmed(entry.cell_text(column)) == identifier.raw) {
          notes.about_cell(Severity::Doubt, "LST-182", entry.row, column,
                           {{"number", identifier.raw}, {"row", notes.row(first->second)}});
          break;
        }
    }
  }
}

void check_duplicates(const people::ListVersion& version, const std::vector<ColumnPlan>& plans, Notes& notes) {
  std::unordered_map<std::string, std::size_t> rows;
  std::unordered_map<std::string, std::size_t> people;
  for (const people::Entry& entry : version.entries) {
    const people::EntryValues values = entry.values();
    if (values.name.empty() && values.identifiers.empty()) continue;
    std::string whole;
    const std::vector<people::Cell> cells = entry.cells();
    for (std::size_t column = 0; column < plans.size(); ++column) {
      if (plans[column].role != ColumnRole::LineNumber) whole.append(trimmed(cells[column].raw));
      whole.push_back('\x1F');
    }
    const auto [same_row, new_row] = rows.emplace(std::move(whole), entry.row);
    if (!new_row) {
      notes.about_row(Severity::Doubt, "LST-126", entry.row, {{"row", notes.row(same_row->second)}});
      continue;
    }
    const people::DateSpan& birth = values.birth;
    if (values.name.empty() || !birth.known() || birth.precision != people::Precision::Day) continue;
    std::string person = names::fold(values.name.raw) + "\x1F" + std::to_string(birth.earliest);
    const auto [same_person, new_person] = people.emplace(std::move(person), entry.row);
    if (!new_person) notes.about_row(Severity::Doubt, "LST-127", entry.row, {{"row", notes.row(same_person->second)}});
  }
}

}  // namespace

void check_entries(const people::ListVersion& version, const std::vector<ColumnPlan>& plans, Notes& notes) {
  const bool has_names =
      std::any_of(plans.begin(), plans.end(), [](const ColumnPlan& plan) { return is_name(plan.role); });
  if (has_names) {
    const auto nameless = [](const people::Entry& entry) { return entry.values().name.empty(); };
    const auto count =
        static_cast<std::size_t>(std::count_if(version.entries.begin(), version.entries.end(), nameless));
    if (count > 5 && count * 10 > version.entries.size() * 3)
      notes.about_file(
          Severity::Doubt, "LST-136",
          {{"count", static_cast<std::int64_t>(count)}, {"total", static_cast<std::int64_t>(version.entries.size())}});
    else
      for (const people::Entry& entry : version.entries)
        if (nameless(entry)) notes.about_row(Severity::Wrong, "LST-128", entry.row);
  }
  if (version.entries.empty()) notes.about_file(Severity::Doubt, "LST-139");
  check_line_numbers(version, plans, notes);
  check_identities(version, plans, notes);
  check_duplicates(version, plans, notes);
}

void check_totals(const std::vector<Stated>& stated, const people::ListVersion& version, Notes& notes) {
  const auto entries = static_cast<std::int64_t>(version.entries.size());
  for (const Stated& total : stated) {
    // Below a section, or a page, a total may count the rows since the total before; both are right.
    std::int64_t since = 0;
    std::int64_t before = 0;
    std::size_t previous = 0;
    for (const Stated& other : stated)
      if (other.row < total.row) previous = std::max(previous, other.row);
    for (const people::Entry& entry : version.entries) {
      if (entry.row < total.row) ++before;
      if (entry.row < total.row && entry.row > previous) ++since;
    }
    const bool agrees = total.number == entries || total.number == before || total.number == since;
    notes.about_cell(agrees ? Severity::Note : Severity::Doubt, agrees ? "LST-122" : "LST-123", total.row, total.column,
                     {{"stated", total.number}, {"counted", entries}});
  }
}

}  // namespace midspan::lists
