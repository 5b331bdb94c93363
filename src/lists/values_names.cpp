// SPDX-License-Identifier: Apache-2.0
// The part of ValueReader that reads names, whole and in columns of their own.
#include <algorithm>

#include "lists/named_birth.hpp"
#include "lists/values.hpp"
#include "names/countries.hpp"
#include "names/script.hpp"
#include "names/tokens.hpp"

namespace midspan::lists {

namespace {

using people::CellType;
using people::ColumnRole;
using people::EntryValues;
using people::NameForm;
using people::Severity;
using people::TokenKind;

// The words of a column that holds one part of a name are that part, whatever they would be in a whole name.
TokenKind kind_in_column(ColumnRole role, const people::NameToken& token) {
  if (token.kind == TokenKind::Particle || token.kind == TokenKind::Honorific || token.kind == TokenKind::Initial ||
      token.kind == TokenKind::Kunya)
    return token.kind;
  switch (role) {
    case ColumnRole::GivenName: return TokenKind::Given;
    case ColumnRole::SecondGivenName:
      return names::father_of_patronymic(token.text).empty() ? TokenKind::Given : TokenKind::Patronymic;
    case ColumnRole::FatherName: return TokenKind::Father;
    case ColumnRole::GrandfatherName: return TokenKind::Grandfather;
    case ColumnRole::SecondSurname: return TokenKind::SecondSurname;
    default:
      return token.kind == TokenKind::FirstSurname || token.kind == TokenKind::SecondSurname ||
                     token.kind == TokenKind::Nisba
                 ? token.kind
                 : TokenKind::Family;
  }
}

}  // namespace

void ValueReader::read_names(const std::vector<RowCell>& cells, std::size_t row, EntryValues& values) {
  names::NameHints hints;
  hints.language = language_;
  if (!values.nationalities.empty() && names::is_country(values.nationalities.front()))
    hints.country = values.nationalities.front();
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
      auto both = named_birth(cell.text, plans_[column].profile.numbers_are_ages);
      if (both && births_apart_ && both->kind == NamedBirth::Kind::Date) both.reset();
      if (both) read_named_birth(*both, column, row, values);
      auto forms = form_of(both ? both->name : cell.text, role);
      const bool first = values.name.empty();
      if (first) values.name = std::move(forms.front());
      else
        forms.front().role =
            forms.front().script == people::Script::Latin && values.name.script != people::Script::Latin
                ? people::NameRole::Romanised
                : people::NameRole::Alias;
      for (std::size_t at = first ? 1 : 0; at < forms.size(); ++at) values.other_names.push_back(std::move(forms[at]));
    }
  }
  if (values.name.empty()) read_name_parts(cells, values);
}

// The parts in the order in which a name is said: given, father's, grandfather's, family. The father's name is part of
// it only where a grandfather's stands beside it: then the list writes chains of names; elsewhere it is a fact of its
// own.
void ValueReader::read_name_parts(const std::vector<RowCell>& cells, EntryValues& values) {
  names::NameHints hints;
  hints.language = language_;
  if (!values.nationalities.empty() && names::is_country(values.nationalities.front()))
    hints.country = values.nationalities.front();
  const bool chain = column_of(ColumnRole::GrandfatherName).has_value();
  NameForm& name = values.name;
  for (const ColumnRole role : {ColumnRole::GivenName, ColumnRole::SecondGivenName, ColumnRole::FatherName,
                                ColumnRole::GrandfatherName, ColumnRole::FamilyName, ColumnRole::SecondSurname}) {
    const auto column = column_of(role);
    if (!column || (role == ColumnRole::FatherName && !chain) || is_absent(cells[*column].text) ||
        cells[*column].type == CellType::Error)
      continue;
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

}  // namespace midspan::lists
