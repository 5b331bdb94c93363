// SPDX-License-Identifier: Apache-2.0
#include "lists/values.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "lists/vocabulary.hpp"
#include "names/countries.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/tokens.hpp"

namespace midspan::lists {

namespace {

using people::CellType;
using people::ColumnRole;
using people::DateSpan;
using people::EntryValues;
using people::NameForm;
using people::Severity;
using people::TokenKind;

constexpr int kOldest = 110;

bool is_absent(std::string_view text) { return text.empty() || absence_word(text).has_value(); }

std::string lower(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();)
    base::append_utf8(result, static_cast<char32_t>(u_tolower(static_cast<UChar32>(base::next_code_point(text, at)))));
  return result;
}

std::vector<std::string_view> split_values(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (const std::string_view part = trimmed(text.substr(begin, end - begin)); !part.empty()) parts.push_back(part);
    begin = end + 1;
  }
  return parts;
}

// The words of a column that holds one part of a name are that part, whatever they would be in a whole name.
TokenKind kind_in_column(ColumnRole role, const people::NameToken& token) {
  if (token.kind == TokenKind::Particle || token.kind == TokenKind::Honorific || token.kind == TokenKind::Initial || token.kind == TokenKind::Kunya)
    return token.kind;
  switch (role) {
    case ColumnRole::GivenName: return TokenKind::Given;
    case ColumnRole::SecondGivenName: return names::father_of_patronymic(token.text).empty() ? TokenKind::Given : TokenKind::Patronymic;
    case ColumnRole::FatherName: return TokenKind::Father;
    case ColumnRole::GrandfatherName: return TokenKind::Grandfather;
    case ColumnRole::SecondSurname: return TokenKind::SecondSurname;
    default:
      return token.kind == TokenKind::FirstSurname || token.kind == TokenKind::SecondSurname || token.kind == TokenKind::Nisba ? token.kind : TokenKind::Family;
  }
}

std::int64_t whole_number(std::string_view text) {
  const std::string digits = names::ascii_digits(text);
  if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos) return -1;
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

int full_years_between(base::Day from, base::Day to) {
  const base::CivilDate begin = base::civil(from);
  const base::CivilDate end = base::civil(to);
  const bool before_birthday = end.month < begin.month || (end.month == begin.month && end.day < begin.day);
  return end.year - begin.year - (before_birthday ? 1 : 0);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view kSpaces[] = {" ", "\t", "\n", "\r", "\u00A0", "\u202F", "\uFEFF", "\u200B", "\u2007", "\u3000"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view space : kSpaces) {
      while (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      while (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"')) return trimmed(text.substr(2, text.size() - 3));
  return text;
}

std::string normal_identifier(std::string_view text) {
  std::string normal;
  const std::string digits = names::ascii_digits(text);
  for (std::size_t at = 0; at < digits.size();) {
    const char32_t point = base::next_code_point(digits, at);
    if (u_isalnum(static_cast<UChar32>(point)) != 0) base::append_utf8(normal, static_cast<char32_t>(u_toupper(static_cast<UChar32>(point))));
  }
  return normal;
}

ValueReader::ValueReader(const sheet::Grid& grid, const std::vector<ColumnPlan>& plans, const std::vector<std::size_t>& rows,
                         const ReadOptions& options, bool from_1904, Notes& notes)
    : grid_(grid), plans_(plans), options_(options), from_1904_(from_1904), notes_(notes), dates_(plans.size()), numbers_(plans.size()) {
  std::map<std::string_view, int> languages;
  for (const ColumnPlan& plan : plans)
    if (const HeadingGuess guess = guess_heading(plan.heading, Effort::WholePhrases); guess.known()) ++languages[guess.language];
  int most = 0;
  for (const auto& [language, count] : languages)
    if (count > most) most = count, language_ = language;
  for (std::size_t column = 0; column < plans.size(); ++column) {
    if (is_date(plans[column].role)) learn_date_column(column, rows);
    if (is_identity(plans[column].role)) learn_number_column(column, rows);
  }
}

std::optional<std::size_t> ValueReader::column_of(ColumnRole role) const {
  for (std::size_t column = 0; column < plans_.size(); ++column)
    if (plans_[column].role == role) return column;
  return std::nullopt;
}

void ValueReader::learn_date_column(std::size_t column, const std::vector<std::size_t>& rows) {
  std::vector<std::string_view> cells;
  cells.reserve(rows.size());
  for (const std::size_t at : rows) {
    const sheet::GridCell* cell = grid_.find(grid_.rows[at], column);
    if (cell == nullptr) continue;
    const std::string_view text = trimmed(grid_.value(*cell));
    cells.push_back(cell->type == CellType::Date ? text.substr(0, 10) : text);
  }
  DateColumn& dates = dates_[column];
  const ColumnPlan& plan = plans_[column];
  dates.births = plan.role == ColumnRole::BirthDate;
  dates.rules = names::learn_dates(cells, {language_, options_.as_of, dates.births});
  dates.rules.epoch_1904 = from_1904_;
  if (plan.order == DateOrder::DayMonthYear) dates.rules.order = names::FieldOrder::DayFirst;
  if (plan.order == DateOrder::MonthDayYear) dates.rules.order = names::FieldOrder::MonthFirst;
  if (plan.calendar != people::Calendar::Unknown) dates.rules.calendar = plan.calendar;
  const bool settled = plan.order != DateOrder::Unsaid || plan.calendar != people::Calendar::Unknown;
  for (const base::Message& decision : dates.rules.decisions)
    if (!settled || !names::is_guess(decision))
      notes_.about_column(names::is_guess(decision) ? Severity::Doubt : Severity::Note, decision.code, column, decision.arguments);
}

void ValueReader::learn_number_column(std::size_t column, const std::vector<std::size_t>& rows) {
  std::map<std::size_t, std::pair<std::size_t, std::size_t>> lengths;  // length -> how many, how many of them begin with 0
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
    if (role == ColumnRole::Nationality || role == ColumnRole::SecondNationality) read_nationality(cell, column, row, values);
    else if (is_identity(role)) read_identity(cell, column, row, values);
    else if (role == ColumnRole::HeldSince) values.held_since = read_date(cell, column, row);
    else if (role == ColumnRole::CapturedOn) values.captured = read_date(cell, column, row);
    else if (role == ColumnRole::StatementDate) values.status_date = read_date(cell, column, row);
    else read_word(cell, column, row, values);
  }
  read_births(cells, row, values);
  read_names(cells, row, values);  // after nationality: the country decides how a name is built
  check_times(values, row);
  return values;
}

void ValueReader::read_word(const RowCell& cell, std::size_t column, std::size_t row, EntryValues& values) {
  const std::string text(cell.text);
  switch (plans_[column].role) {
    case ColumnRole::BirthPlace: if (!is_absent(text)) values.birth_place = text; break;
    case ColumnRole::Rank: if (!is_absent(text)) values.rank = text; break;
    case ColumnRole::Unit: if (!is_absent(text)) values.unit = text; break;
    case ColumnRole::Holder: values.holder = text; break;
    case ColumnRole::OnBehalfOf: values.on_behalf_of = text; break;
    case ColumnRole::Facility: if (!is_absent(text)) values.facility = text; break;
    case ColumnRole::Sentence: values.sentence = text; break;
    case ColumnRole::Offence: values.offence = text; break;
    case ColumnRole::Status: values.status = text; break;
    case ColumnRole::Consent: values.consent = text; break;
    case ColumnRole::Destination: values.destination = text; break;
    case ColumnRole::Family: values.family_unit = text; break;
    case ColumnRole::Hold: if (!is_absent(text)) values.hold = text; break;
    case ColumnRole::Remark: values.remark = values.remark.empty() ? text : values.remark + "\n" + text; break;
    case ColumnRole::Category:
      for (const std::string_view part : split_values(cell.text, ",;/|\n"))
        if (!is_absent(part)) values.categories.push_back(lower(part));
      break;
    case ColumnRole::Health:
      if (const auto health = health_word(text)) values.health = *health;
      break;
    case ColumnRole::Sex:
      if (const auto sex = sex_word(text)) values.sex = *sex;
      else if (!is_absent(text)) notes_.about_cell(Severity::Doubt, "LST-181", row, column, {{"text", text}});
      break;
    default: break;
  }
}

// ---- Names --------------------------------------------------------------------------------------------------------

void ValueReader::read_names(const std::vector<RowCell>& cells, std::size_t row, EntryValues& values) {
  names::NameHints hints;
  hints.language = language_;
  if (!values.nationalities.empty() && names::is_country(values.nationalities.front())) hints.country = values.nationalities.front();
  const auto form_of = [&](std::string_view text, ColumnRole role) {
    hints.role = role;
    return names::parse_names(text, hints);
  };
  for (std::size_t column = 0; column < plans_.size(); ++column) {
    const RowCell& cell = cells[column];
    const ColumnRole role = plans_[column].role;
    if (is_absent(cell.text) || cell.type == CellType::Error) continue;
    if (role == ColumnRole::FatherName) {
      values.father = form_of(cell.text, role).front();
    } else if (role == ColumnRole::MotherName) {
      values.mother = form_of(cell.text, role).front();
    } else if (role == ColumnRole::Alias) {
      for (const std::string_view part : split_values(cell.text, ";,/\n"))
        for (NameForm& form : form_of(part, role)) {
          if (form.role == people::NameRole::Official) form.role = people::NameRole::Alias;
          values.other_names.push_back(std::move(form));
        }
    } else if (role == ColumnRole::FullName) {
      if (cell.text.find_first_of(";\n") != std::string_view::npos)
        notes_.about_cell(Severity::Doubt, "LST-185", row, column);
      auto forms = form_of(cell.text, role);
      const bool first = values.name.empty();
      if (first) values.name = std::move(forms.front());
      else forms.front().role = forms.front().script == people::Script::Latin && values.name.script != people::Script::Latin ? people::NameRole::Romanised : people::NameRole::Alias;
      for (std::size_t at = first ? 1 : 0; at < forms.size(); ++at) values.other_names.push_back(std::move(forms[at]));
    }
  }
  if (values.name.empty()) read_name_parts(cells, values);
}

// The parts in the order in which a name is said: given, father's, grandfather's, family. The father's name is part of it
// only where a grandfather's stands beside it: then the list writes chains of names; elsewhere it is a fact of its own.
void ValueReader::read_name_parts(const std::vector<RowCell>& cells, EntryValues& values) {
  names::NameHints hints;
  hints.language = language_;
  if (!values.nationalities.empty() && names::is_country(values.nationalities.front())) hints.country = values.nationalities.front();
  const bool chain = column_of(ColumnRole::GrandfatherName).has_value();
  NameForm& name = values.name;
  for (const ColumnRole role : {ColumnRole::GivenName, ColumnRole::SecondGivenName, ColumnRole::FatherName, ColumnRole::GrandfatherName,
                                ColumnRole::FamilyName, ColumnRole::SecondSurname}) {
    const auto column = column_of(role);
    if (!column || (role == ColumnRole::FatherName && !chain) || is_absent(cells[*column].text) || cells[*column].type == CellType::Error) continue;
    hints.role = role;
    const NameForm part = names::parse_name(cells[*column].text, hints);
    const std::size_t offset = name.raw.empty() ? 0 : name.raw.size() + 1;
    if (offset != 0) name.raw.push_back(' ');
    name.raw.append(cells[*column].text);
    for (people::NameToken token : part.tokens) {
      token.kind = kind_in_column(role, token);
      token.begin += offset;
      token.end += offset;
      name.tokens.push_back(std::move(token));
    }
  }
  if (!name.empty()) name.script = names::script_of(name.raw);
}

// ---- Dates --------------------------------------------------------------------------------------------------------

DateSpan ValueReader::read_date(const RowCell& cell, std::size_t column, std::size_t row) {
  const DateColumn& dates = dates_[column];
  const std::string_view text = cell.type == CellType::Date ? cell.text.substr(0, 10) : cell.text;
  DateSpan span = names::parse_date(text, dates.rules);
  span.raw = cell.text;
  if (!span.known()) {
    if (!is_absent(cell.text)) notes_.about_cell(Severity::Wrong, "LST-160", row, column, {{"text", std::string(cell.text)}});
    return span;
  }
  if (options_.as_of && span.earliest > *options_.as_of)
    notes_.about_cell(Severity::Wrong, "LST-161", row, column, {{"text", std::string(cell.text)}, {"day", base::format_day(*options_.as_of)}});
  if ((span.flags & people::kPlaceholderDay) != 0)
    notes_.about_cell(Severity::Note, "LST-164", row, column, {{"text", std::string(cell.text)}});
  if (dates.rules.native_flipped && cell.type == CellType::Date && span.precision == people::Precision::Day && base::format_day(span.earliest) != text)
    notes_.about_cell(Severity::Doubt, "LST-165", row, column, {{"text", std::string(cell.text)}, {"day", base::format_day(span.earliest)}});
  if ((span.flags & people::kDayMonthAmbiguous) != 0)
    notes_.about_cell(Severity::Note, "LST-167", row, column, {{"text", std::string(cell.text)}, {"day", base::format_day(span.earliest)}});
  if ((span.flags & people::kSerialNumber) != 0)
    notes_.about_cell(Severity::Doubt, "LST-168", row, column, {{"text", std::string(cell.text)}, {"day", base::format_day(span.earliest)}});
  return span;
}

void ValueReader::read_births(const std::vector<RowCell>& cells, std::size_t row, EntryValues& values) {
  if (const auto column = column_of(ColumnRole::BirthDate); column && !cells[*column].text.empty() && cells[*column].type != CellType::Error)
    values.birth = read_date(cells[*column], *column, row);
  if (const auto year = column_of(ColumnRole::BirthYear); year && !values.birth.known() && !is_absent(cells[*year].text)) {
    const auto part = [&](ColumnRole role) -> int {
      const auto column = column_of(role);
      return column ? static_cast<int>(std::max<std::int64_t>(0, whole_number(cells[*column].text))) : 0;
    };
    const std::int64_t value = whole_number(cells[*year].text);
    const int month = part(ColumnRole::BirthMonth);
    const people::Calendar calendar = plans_[*year].calendar == people::Calendar::Unknown ? people::Calendar::Gregorian : plans_[*year].calendar;
    values.birth = names::from_parts(static_cast<int>(value), month, month == 0 ? 0 : part(ColumnRole::BirthDay), calendar);
    for (const ColumnRole role : {ColumnRole::BirthDay, ColumnRole::BirthMonth, ColumnRole::BirthYear})
      if (const auto column = column_of(role); column && !cells[*column].text.empty())
        values.birth.raw.append(values.birth.raw.empty() ? "" : " ").append(cells[*column].text);
    if (!values.birth.known()) notes_.about_cell(Severity::Wrong, "LST-160", row, *year, {{"text", values.birth.raw}});
  }
  read_age(cells, row, values);
}

void ValueReader::read_age(const std::vector<RowCell>& cells, std::size_t row, EntryValues& values) {
  const auto column = column_of(ColumnRole::Age);
  if (!column || is_absent(cells[*column].text) || cells[*column].type == CellType::Error) return;
  const std::string_view text = cells[*column].text;
  std::int64_t age = whole_number(text);
  if (age < 0) {  // "34 años", "34 years"
    const std::string digits = names::ascii_digits(text);
    const std::size_t end = std::min(digits.find_first_not_of("0123456789"), digits.size());
    age = whole_number(std::string_view(digits).substr(0, end));
  }
  if (age < 0) {
    notes_.about_cell(Severity::Doubt, "LST-183", row, *column, {{"text", std::string(text)}});
    return;
  }
  if (age > kOldest || age == 0) notes_.about_cell(Severity::Doubt, "LST-163", row, *column, {{"age", age}});
  if (age > kOldest || !options_.as_of) {
    if (!values.birth.known() && values.birth.raw.empty()) values.birth.raw = text;
    return;
  }
  const DateSpan by_age = names::from_age(static_cast<int>(age), *options_.as_of);
  if (!values.birth.known()) {
    std::string raw = values.birth.raw.empty() ? std::string(text) : values.birth.raw;
    values.birth = by_age;
    values.birth.raw = std::move(raw);
  } else if (values.birth.latest < by_age.earliest - 366 || values.birth.earliest > by_age.latest + 366) {
    notes_.about_cell(Severity::Doubt, "LST-166", row, *column,
                      {{"age", age}, {"birth", values.birth.raw}, {"day", base::format_day(*options_.as_of)}});
  }
}

void ValueReader::check_times(const EntryValues& values, std::size_t row) {
  const DateSpan& birth = values.birth;
  const auto birth_column = column_of(ColumnRole::BirthDate);
  if (!birth.known()) return;
  const std::size_t column = birth_column.value_or(column_of(ColumnRole::BirthYear).value_or(column_of(ColumnRole::Age).value_or(0)));
  for (const DateSpan* taken : {&values.held_since, &values.captured}) {
    if (!taken->known()) continue;
    if (birth.earliest > taken->latest) {
      notes_.about_cell(Severity::Wrong, "LST-162", row, column, {{"birth", birth.raw}, {"taken", taken->raw}});
      return;
    }
    const int youngest = full_years_between(birth.latest, std::max(birth.latest, taken->latest));
    const int oldest = full_years_between(birth.earliest, std::max(birth.earliest, taken->latest));
    if (oldest < 7 || youngest > kOldest) {
      notes_.about_cell(Severity::Doubt, "LST-170", row, column, {{"age", static_cast<std::int64_t>(oldest)}, {"birth", birth.raw}, {"taken", taken->raw}});
      return;
    }
  }
  if (options_.as_of && birth.precision != people::Precision::Age && birth.latest < *options_.as_of) {
    const int youngest = full_years_between(birth.latest, *options_.as_of);
    if (youngest > kOldest) notes_.about_cell(Severity::Doubt, "LST-163", row, column, {{"age", static_cast<std::int64_t>(youngest)}});
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
    for (const std::string_view piece : joined == std::string_view::npos ? std::vector<std::string_view>{part}
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
                          cell.text.find_first_not_of("0123456789.,eE+") == std::string_view::npos && cell.text.find('+') != std::string_view::npos;
  if (cell.type == CellType::Date) {
    notes_.about_cell(Severity::Wrong, "LST-148", row, column, {{"text", text}});
  } else if (scientific || (cell.flags & sheet::kLostDigits) != 0) {
    notes_.about_cell(Severity::Wrong, "LST-146", row, column, {{"text", text}});
  } else if (const NumberColumn& numbers = numbers_[column]; numbers.usual_length != 0 && numbers.leading_zeros &&
             text.size() < numbers.usual_length && text.size() + 3 >= numbers.usual_length && text.find_first_not_of("0123456789") == std::string::npos) {
    notes_.about_cell(Severity::Doubt, "LST-147", row, column, {{"text", text}, {"usual", static_cast<std::int64_t>(numbers.usual_length)}});
  }
  values.identifiers.push_back({plans_[column].role, text, normal_identifier(text)});
}

}  // namespace midspan::lists
