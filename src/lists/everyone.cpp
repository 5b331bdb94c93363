// SPDX-License-Identifier: Apache-2.0
#include "lists/everyone.hpp"

#include <algorithm>
#include <array>

#include "base/listed.hpp"
#include "lists/column_roles.hpp"
#include "lists/values.hpp"
#include "lists/vocabulary.hpp"
#include "names/countries.hpp"
#include "names/dates.hpp"

namespace midspan::lists {

namespace {

using people::ColumnRole;
using people::EntryValues;

constexpr std::array kRoles{ColumnRole::Category, ColumnRole::Nationality, ColumnRole::Holder,  ColumnRole::OnBehalfOf,
                            ColumnRole::Facility, ColumnRole::HeldSince,   ColumnRole::Offence, ColumnRole::CapturedOn,
                            ColumnRole::Rank,     ColumnRole::Unit,        ColumnRole::Sex,     ColumnRole::Health,
                            ColumnRole::Sentence};

std::string all_roles() {
  std::string words;
  for (const ColumnRole role : kRoles) base::add_listed(words, word_of(role));
  return words;
}

// False where the text means nothing under this role.
bool say(EntryValues& values, const Said& said) {
  const auto day = [&](people::DateSpan& span) {
    span = names::parse_date(said.text);
    span.raw = said.text;
    return span.known();
  };
  switch (said.role) {
    case ColumnRole::Category: values.categories.push_back(lower(said.text)); return true;
    case ColumnRole::Nationality:
      values.nationalities.push_back(names::country_of(said.text).value_or(said.text));
      return true;
    case ColumnRole::Holder: values.holder = said.text; return true;
    case ColumnRole::OnBehalfOf: values.on_behalf_of = said.text; return true;
    case ColumnRole::Facility: values.facility = said.text; return true;
    case ColumnRole::Rank: values.rank = said.text; return true;
    case ColumnRole::Unit: values.unit = said.text; return true;
    case ColumnRole::Offence: values.offence = said.text; return true;
    case ColumnRole::Sentence: values.sentence = said.text; return true;
    case ColumnRole::HeldSince: return day(values.held_since);
    case ColumnRole::CapturedOn: return day(values.captured);
    case ColumnRole::Sex:
      values.sex = sex_word(said.text).value_or(people::Sex::Unknown);
      return values.sex != people::Sex::Unknown;
    case ColumnRole::Health:
      values.health = health_word(said.text).value_or(people::Health::Unknown);
      return values.health != people::Health::Unknown;
    default: return false;
  }
}

}  // namespace

base::Result<Said> parse_said(std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const auto role = role_of(trimmed(text.substr(0, equals)));
  const std::string_view words = equals == text.size() ? std::string_view() : trimmed(text.substr(equals + 1));
  if (!role || words.empty() || std::find(kRoles.begin(), kRoles.end(), *role) == kRoles.end())
    return base::failure("LST-036", {{"text", std::string(text)}, {"roles", all_roles()}}, base::Exit::WrongUse);
  Said said{*role, std::string(words)};
  if (EntryValues values; !say(values, said))
    return base::failure("LST-037", {{"text", said.text}, {"role", std::string(word_of(said.role))}},
                         base::Exit::WrongUse);
  return said;
}

std::string to_text(const Said& said) { return std::string(word_of(said.role)) + "=" + said.text; }

EntryValues values_of(const std::vector<Said>& said) {
  EntryValues values;
  for (const Said& one : said) say(values, one);
  return values;
}

void fill(EntryValues& values, const EntryValues& of_everyone, const std::function<bool(ColumnRole)>& is_said) {
  const auto text = [](auto& own, const auto& all) {
    if (own.empty()) own = all;
  };
  text(values.categories, of_everyone.categories);
  text(values.nationalities, of_everyone.nationalities);
  text(values.holder, of_everyone.holder);
  text(values.on_behalf_of, of_everyone.on_behalf_of);
  text(values.facility, of_everyone.facility);
  text(values.rank, of_everyone.rank);
  text(values.unit, of_everyone.unit);
  text(values.offence, of_everyone.offence);
  text(values.sentence, of_everyone.sentence);
  // What a line says and nobody understands is said all the same.
  const auto unsaid = [&](bool known, ColumnRole role) { return !known && !is_said(role); };
  if (unsaid(values.held_since.known(), ColumnRole::HeldSince)) values.held_since = of_everyone.held_since;
  if (unsaid(values.captured.known(), ColumnRole::CapturedOn)) values.captured = of_everyone.captured;
  if (unsaid(values.sex != people::Sex::Unknown, ColumnRole::Sex)) values.sex = of_everyone.sex;
  if (unsaid(values.health != people::Health::Unknown, ColumnRole::Health)) values.health = of_everyone.health;
}

}  // namespace midspan::lists
