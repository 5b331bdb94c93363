// SPDX-License-Identifier: Apache-2.0
#include "lists/values.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "base/listed.hpp"
#include "base/utf8.hpp"
#include "lists/vocabulary.hpp"
#include "names/answers.hpp"
#include "names/countries.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

using people::CellType;
using people::ColumnRole;
using people::EntryValues;
using people::Severity;

}  // namespace

std::string lower(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();)
    base::append_utf8(result, static_cast<char32_t>(u_tolower(static_cast<UChar32>(base::next_code_point(text, at)))));
  return result;
}

bool is_absent(std::string_view text) { return text.empty() || absence_word(text).has_value() || ditto_word(text); }

std::vector<std::string_view> split_values(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (const std::string_view part = trimmed(text.substr(begin, end - begin)); !part.empty()) parts.push_back(part);
    begin = end + 1;
  }
  return parts;
}

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view kSpaces[] = {" ",      "\t",     "\n",     "\r",     "\u00A0", "\u202F", "\uFEFF",
                                                 "\u200B", "\u2007", "\u3000", "\u200E", "\u200F", "\u061C"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view space : kSpaces) {
      while (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      while (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"'))
    return trimmed(text.substr(2, text.size() - 3));
  return text;
}

std::int64_t whole_number(std::string_view text) {
  std::string digits = names::ascii_digits(trimmed(text));
  while (!digits.empty() && (digits.back() == '.' || digits.back() == ')')) digits.pop_back();
  if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos) return -1;
  return std::stoll(digits);
}

std::string normal_identifier(std::string_view text) {
  std::string normal;
  const std::string digits = names::ascii_digits(text);
  for (std::size_t at = 0; at < digits.size();) {
    const char32_t point = base::next_code_point(digits, at);
    if (u_isalnum(static_cast<UChar32>(point)) != 0)
      base::append_utf8(normal, static_cast<char32_t>(u_toupper(static_cast<UChar32>(point))));
  }
  return normal;
}

ValueReader::ValueReader(const sheet::Grid& grid, const std::vector<ColumnPlan>& plans,
                         const std::vector<std::size_t>& rows, const ReadOptions& options, bool from_1904, Notes& notes)
    : grid_(grid),
      plans_(plans),
      options_(options),
      day_(options.as_of ? options.as_of : options.received),
      from_1904_(from_1904),
      notes_(notes),
      dates_(plans.size()),
      numbers_(plans.size()),
      taken_(plans.size()) {
  std::map<std::string_view, int> languages;
  for (const ColumnPlan& plan : plans)
    if (const HeadingGuess guess = guess_heading(plan.heading, Effort::WholePhrases); guess.known())
      ++languages[guess.language];
  int most = 0;
  for (const auto& [language, count] : languages)
    if (count > most) most = count, language_ = language;
  births_apart_ = births_apart(plans_);
  for (std::size_t column = 0; column < plans.size(); ++column) {
    const ColumnRole role = plans[column].role;
    if (is_date(role) || role == ColumnRole::BirthYear ||
        (role == ColumnRole::FullName && !births_apart_ && plans[column].profile.named_births != 0))
      learn_date_column(column, rows);
    if (is_identity(plans[column].role)) learn_number_column(column, rows);
  }
}

std::optional<std::size_t> ValueReader::column_of(ColumnRole role) const {
  for (std::size_t column = 0; column < plans_.size(); ++column)
    if (plans_[column].role == role) return column;
  return std::nullopt;
}

void ValueReader::learn_number_column(std::size_t column, const std::vector<std::size_t>& rows) {
  // Length -> how many, how many of them begin with 0.
  std::map<std::size_t, std::pair<std::size_t, std::size_t>> lengths;
  std::size_t numbers = 0;
  for (const std::size_t at : rows) {
    const sheet::GridCell* cell = grid_.find(grid_.rows[at], column);
    if (cell == nullptr) continue;
    const std::string_view text = trimmed(grid_.value(*cell));
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) continue;
    ++numbers;
    auto& [count, zeros] = lengths[text.size()];
    ++count;
    if (text.front() == '0') ++zeros;
  }
  for (const auto& [length, counts] : lengths)
    if (counts.first * 10 >= numbers * 6 && numbers >= 10 && length >= 5) {
      numbers_[column].usual_length = length;
      numbers_[column].leading_zeros = counts.second * 50 >= counts.first;  // 2 in 100 at least
    }
}

EntryValues ValueReader::read(const std::vector<RowCell>& cells, std::size_t row) {
  EntryValues values;
  for (std::size_t column = 0; column < plans_.size(); ++column) {
    const RowCell& cell = cells[column];
    if (cell.text.empty() || cell.type == CellType::Error) continue;
    const ColumnRole role = plans_[column].role;
    if (role == ColumnRole::Nationality || role == ColumnRole::SecondNationality)
      read_nationality(cell, column, row, values);
    else if (is_identity(role)) read_identity(cell, column, row, values);
    else if (role == ColumnRole::HeldSince) values.held_since = read_date(cell, column, row);
    else if (role == ColumnRole::CapturedOn) values.captured = read_date(cell, column, row);
    else if (role == ColumnRole::StatementDate) read_statement_date(cell, column, row, values);
    else read_word(cell, column, row, values);
  }
  read_births(cells, row, values);
  read_names(cells, row, values);  // after nationality: the country decides how a name is built
  check_times(values, row);
  return values;
}

// Whoever has a day of death has died, whether or not a column of answers says so.
void ValueReader::read_statement_date(const RowCell& cell, std::size_t column, std::size_t row, EntryValues& values) {
  values.status_date = read_date(cell, column, row);
  if (!values.status_date.known() || !values.status.empty() || !is_death_date(plans_[column].heading)) return;
  values.status = "DIED-IN-CUSTODY";  // as answer sheets write it
  ++taken_[column];
}

void ValueReader::read_remark(const std::string& text, std::size_t column, std::size_t row, EntryValues& values) {
  if (names::gone_by_remark(text)) notes_.about_cell(Severity::Doubt, "LST-189", row, column, {{"text", text}});
  if (!column_of(ColumnRole::Health))
    if (const auto health = nothing_but_health(text)) {
      values.health = std::max(values.health, *health);
      ++taken_[column];
    }
  base::add_listed(values.remark, text, "\n");
}

void ValueReader::note_taken() const {
  for (std::size_t column = 0; column < plans_.size(); ++column)
    if (taken_[column] != 0)
      notes_.about_column(Severity::Doubt, plans_[column].role == ColumnRole::Remark ? "LST-193" : "LST-192", column,
                          {{"count", static_cast<std::int64_t>(taken_[column])}, {"heading", plans_[column].heading}});
}

void ValueReader::read_word(const RowCell& cell, std::size_t column, std::size_t row, EntryValues& values) {
  const std::string text(cell.text);
  switch (plans_[column].role) {
    case ColumnRole::BirthPlace:
      if (!is_absent(text)) values.birth_place = text;
      break;
    case ColumnRole::Rank:
      if (!is_absent(text)) values.rank = text;
      break;
    case ColumnRole::Unit:
      if (!is_absent(text)) values.unit = text;
      break;
    case ColumnRole::Holder: values.holder = text; break;
    case ColumnRole::OnBehalfOf: values.on_behalf_of = text; break;
    case ColumnRole::Facility:
      if (!is_absent(text)) values.facility = text;
      break;
    case ColumnRole::Sentence: values.sentence = text; break;
    case ColumnRole::Offence: values.offence = text; break;
    case ColumnRole::Status: values.status = text; break;
    case ColumnRole::Consent: values.consent = text; break;
    case ColumnRole::Destination: values.destination = text; break;
    case ColumnRole::Family: values.family_unit = text; break;
    case ColumnRole::Hold:
      if (!is_absent(text)) values.hold = text;
      break;
    case ColumnRole::Remark: read_remark(text, column, row, values); break;
    case ColumnRole::Category:
      for (const std::string_view part : split_values(cell.text, ",;/|\n"))
        if (!is_absent(part)) values.categories.push_back(lower(part));
      break;
    case ColumnRole::Health:
      if (const auto health = health_word(text)) values.health = *health;
      else if (!is_absent(text)) notes_.about_cell(Severity::Doubt, "LST-197", row, column, {{"text", text}});
      break;
    case ColumnRole::Sex:
      if (const auto sex = sex_word(text)) values.sex = *sex;
      else if (!is_absent(text)) notes_.about_cell(Severity::Doubt, "LST-181", row, column, {{"text", text}});
      break;
    default: break;
  }
}

// ---- Nationality and numbers --------------------------------------------------------------------------------------

void ValueReader::read_nationality(const RowCell& cell, std::size_t column, std::size_t row, EntryValues& values) {
  if (is_absent(cell.text)) return;
  if (const auto country = names::country_of(cell.text, language_)) {
    values.nationalities.push_back(*country);
    return;
  }
  const auto parts = split_values(cell.text, "/,;|+&()\n-");
  std::vector<std::string> found;
  for (const std::string_view part : parts) {
    std::size_t joined = part.find(" y ");
    if (joined == std::string_view::npos) joined = part.find(" и ");
    for (const std::string_view piece :
         joined == std::string_view::npos
             ? std::vector<std::string_view>{part}
             : std::vector<std::string_view>{part.substr(0, joined), part.substr(part.find(' ', joined + 1) + 1)})
      if (const auto country = names::country_of(piece, language_)) {
        if (std::find(found.begin(), found.end(), *country) == found.end()) found.push_back(*country);
      }
  }
  if (!found.empty()) {
    values.nationalities.insert(values.nationalities.end(), found.begin(), found.end());
    if (found.size() >= parts.size()) return;
  } else {
    values.nationalities.emplace_back(cell.text);
  }
  notes_.about_cell(Severity::Doubt, "LST-180", row, column, {{"text", std::string(cell.text)}});
}

void ValueReader::read_identity(const RowCell& cell, std::size_t column, std::size_t row, EntryValues& values) {
  if (is_absent(cell.text)) return;
  const std::string text(cell.text);
  const bool scientific = cell.text.size() <= 24 && cell.text.find_first_of("eE") != std::string_view::npos &&
                          cell.text.find_first_not_of("0123456789.,eE+") == std::string_view::npos &&
                          cell.text.find('+') != std::string_view::npos;
  if (cell.type == CellType::Date) {
    notes_.about_cell(Severity::Wrong, "LST-148", row, column, {{"text", text}});
  } else if (scientific || (cell.flags & sheet::kLostDigits) != 0) {
    notes_.about_cell(Severity::Wrong, "LST-146", row, column, {{"text", text}});
  } else if (const NumberColumn& numbers = numbers_[column];
             numbers.usual_length != 0 && numbers.leading_zeros && text.size() < numbers.usual_length &&
             text.size() + 3 >= numbers.usual_length && text.find_first_not_of("0123456789") == std::string::npos) {
    notes_.about_cell(Severity::Doubt, "LST-147", row, column,
                      {{"text", text}, {"usual", static_cast<std::int64_t>(numbers.usual_length)}});
  }
  values.identifiers.push_back({plans_[column].role, text, normal_identifier(text)});
}

}  // namespace midspan::lists
