// SPDX-License-Identifier: Apache-2.0
#include "clear/model/population.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

using people::Comparison;
using people::Filter;
using people::Set;

bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool compare(std::int64_t value, Comparison comparison, std::int64_t with) {
  switch (comparison) {
    case Comparison::Less: return value < with;
    case Comparison::AtMost: return value <= with;
    case Comparison::Equal: return value == with;
    case Comparison::AtLeast: return value >= with;
    case Comparison::More: return value > with;
  }
  return false;
}

// Whole years from birth to a day.
std::int64_t age_on(base::Day birth, base::Day day) {
  const base::CivilDate born = base::civil(birth), then = base::civil(day);
  const bool had_birthday = then.month > born.month || (then.month == born.month && then.day >= born.day);
  return then.year - born.year - (had_birthday ? 0 : 1);
}

// True of both ends of a span.
bool surely(const people::DateSpan& span, const std::function<bool(base::Day)>& test) {
  return span.known() && test(span.earliest) && test(span.latest);
}

bool hold_matches(const people::PersonFacts& person, const std::string& kind) {
  static const std::map<std::string, people::HoldKind> kKinds = {
      {"court order", people::HoldKind::CourtOrder},   {"court", people::HoldKind::CourtOrder},
      {"consent", people::HoldKind::Consent},          {"refoulement", people::HoldKind::Refoulement},
      {"medical", people::HoldKind::Medical},          {"penal", people::HoldKind::Penal},
      {"identity", people::HoldKind::Identity},        {"minor", people::HoldKind::Minor},
      {"family unit", people::HoldKind::FamilyUnit},   {"party objection", people::HoldKind::PartyObjection},
      {"objection", people::HoldKind::PartyObjection}, {"other", people::HoldKind::Other}};
  if (kind.empty()) return !person.holds.empty();
  if (kind == "legal")  // what only a court or a law can lift
    return std::any_of(person.holds.begin(), person.holds.end(), [](people::HoldKind hold) {
      return hold == people::HoldKind::CourtOrder || hold == people::HoldKind::Penal ||
             hold == people::HoldKind::Refoulement;
    });
  const auto found = kKinds.find(kind);
  return found != kKinds.end() &&
         std::find(person.holds.begin(), person.holds.end(), found->second) != person.holds.end();
}

// Populations that are asked about person by person.
std::vector<const Set*> sets_of(const people::Agreement& agreement) {
  std::vector<const Set*> sets;
  for (const people::Article& article : agreement.articles)
    for (const people::Clause& clause : article.clauses) {
      const auto& body = clause.body;
      if (const auto* release = std::get_if<people::Release>(&body)) sets.push_back(&release->of);
      if (const auto* key = std::get_if<people::Key>(&body)) {
        sets.push_back(&key->delivered);
        for (const people::Owed& owed : key->owed) sets.push_back(&owed.of);
      }
      if (const auto* named = std::get_if<people::Named>(&body)) sets.push_back(&named->who);
      if (const auto* part = std::get_if<people::Composition>(&body)) sets.push_back(&part->who);
      if (const auto* choice = std::get_if<people::Choice>(&body)) sets.push_back(&choice->pool);
      if (const auto* bonus = std::get_if<people::Bonus>(&body)) sets.push_back(&bonus->delivered);
      if (const auto* substitute = std::get_if<people::Substitute>(&body)) sets.push_back(&substitute->reserve);
      if (const auto* priority = std::get_if<people::Priority>(&body)) {
        sets.push_back(&priority->within);
        for (const Set& each : priority->classes) sets.push_back(&each);
      }
      if (const auto* exclusion = std::get_if<people::Exclusion>(&body)) sets.push_back(&exclusion->who);
      if (const auto* gate = std::get_if<people::Gate>(&body)) sets.push_back(&gate->who);
      if (const auto* counting = std::get_if<people::Counting>(&body)) sets.push_back(&counting->who);
      if (const auto* destination = std::get_if<people::Destination>(&body)) sets.push_back(&destination->who);
      if (const auto* family = std::get_if<people::FamilyRule>(&body)) sets.push_back(&family->who);
    }
  for (const people::Goal& goal : agreement.goals) sets.push_back(&goal.of);
  return sets;
}

}  // namespace

Facts facts_of(const people::PersonFacts& person) {
  Facts facts;
  facts.person = &person;
  facts.held_by = folded(person.held_by);
  facts.on_behalf_of = folded(person.on_behalf_of);
  const auto fold_all = [](const std::vector<std::string>& words) {
    std::vector<std::string> out;
    for (const std::string& word : words) out.push_back(folded(word));
    return out;
  };
  facts.wanted_by = fold_all(person.wanted_by);
  facts.nationalities = fold_all(person.nationalities);
  facts.categories = fold_all(person.categories);
  facts.lists = fold_all(person.lists);
  facts.offences = fold_all(person.offences);
  facts.rank = folded(person.rank);
  facts.unit = folded(person.unit);
  facts.sentence = folded(person.sentence);
  return facts;
}

struct Populations::Read {
  struct Test {
    const Filter* filter = nullptr;
    std::string text, text2;
  };
  Set::Kind kind = Set::Kind::Persons;
  std::string name;
  base::Day day = 0;
  std::vector<Test> filters;
  std::vector<Read> parts;
  const Read* inner = nullptr;  // what is defined
};

struct Populations::Book {
  std::map<std::string, Read, std::less<>> definitions;
  std::unordered_map<const Set*, Read> sets;
};

base::Result<Populations> Populations::of(const people::Agreement& agreement, base::Day today) {
  Populations populations;
  populations.day_ = agreement.version.value_or(today);
  for (const people::Definition& definition : agreement.definitions)
    populations.definitions_.emplace(folded(definition.name), &definition.set);
  // Depth-first walk; a name met again on its own path is a circle.
  std::map<std::string, int> state;  // 1: on the path, 2: done
  std::function<bool(const Set&)> fine = [&](const Set& set) -> bool {
    if (set.kind == Set::Kind::Defined) {
      const std::string name = folded(set.name);
      if (state[name] == 1) return false;
      if (state[name] == 0) {
        state[name] = 1;
        if (const Set* inner = populations.definition(name); inner != nullptr && !fine(*inner)) return false;
        state[name] = 2;
      }
    }
    return std::all_of(set.parts.begin(), set.parts.end(), fine);
  };
  for (const people::Definition& definition : agreement.definitions) {
    Set named;
    named.kind = Set::Kind::Defined;
    named.name = definition.name;
    if (!fine(named)) return base::failure("CLR-003", {{"name", definition.name}});
  }
  populations.book_ = std::make_shared<Book>();
  for (const auto& [name, set] : populations.definitions_) populations.book_->definitions[name];
  for (const auto& [name, set] : populations.definitions_)
    populations.book_->definitions[name] = populations.read(*set);
  for (const Set* set : sets_of(agreement)) populations.book_->sets.emplace(set, populations.read(*set));
  return populations;
}

const Set* Populations::definition(std::string_view folded_name) const {
  const auto found = definitions_.find(folded_name);
  return found == definitions_.end() ? nullptr : found->second;
}

bool Populations::holds(const Filter& filter, const std::string& text, const std::string& text2, const Facts& facts,
                        base::Day day) {
  const people::PersonFacts& person = *facts.person;
  switch (filter.kind) {
    case Filter::Kind::HeldBy: return facts.held_by == text;
    case Filter::Kind::HeldOnBehalfOf: return facts.on_behalf_of == text;
    case Filter::Kind::WantedBy: return among(facts.wanted_by, text);
    case Filter::Kind::OfNationality: return among(facts.nationalities, text);
    case Filter::Kind::InCategory: return among(facts.categories, text);
    case Filter::Kind::OfRank: return facts.rank == text;
    case Filter::Kind::OfUnit: return facts.unit == text;
    case Filter::Kind::Serving:
      // "other sentences" are all that are not for life.
      return facts.sentence == text || (text == "other" && !facts.sentence.empty() && facts.sentence != "life");
    case Filter::Kind::ConvictedOf: return among(facts.offences, text);
    case Filter::Kind::Aged:
      return surely(person.birth,
                    [&](base::Day born) { return compare(age_on(born, day), filter.comparison, filter.number.low); });
    case Filter::Kind::OfSex:
      return (text == "female" && person.sex == people::Sex::Female) ||
             (text == "male" && person.sex == people::Sex::Male);
    case Filter::Kind::IllOrWounded:
      return person.health == people::Health::Ill || person.health == people::Health::Wounded ||
             person.health == people::Health::GravelyIll;
    case Filter::Kind::GravelyIll: return person.health == people::Health::GravelyIll;
    case Filter::Kind::Minor: return surely(person.birth, [&](base::Day born) { return age_on(born, day) < 18; });
    case Filter::Kind::HeldSince:
      return filter.day &&
             surely(person.held_since, [&](base::Day since) { return compare(since, filter.comparison, *filter.day); });
    case Filter::Kind::CapturedBetween:
      return surely(person.captured, [&](base::Day captured) {
        return (!filter.day || captured >= *filter.day) && (!filter.day2 || captured <= *filter.day2);
      });
    case Filter::Kind::InList: return among(facts.lists, text);
    case Filter::Kind::StandingAtLeast:
      // A standing in brackets is what the two worlds differ in (see classes.cpp), not who the population is.
      return filter.open || static_cast<int>(person.standing) >= static_cast<int>(filter.standing);
    case Filter::Kind::UnderHold: return hold_matches(person, text);
    case Filter::Kind::Alive: return !person.remains && person.health != people::Health::Dead;
    case Filter::Kind::Dead: return person.remains || person.health == people::Health::Dead;
    case Filter::Kind::Field: {
      return std::any_of(person.other.begin(), person.other.end(), [&](const auto& field) {
        return folded(field.first) == text && folded(field.second) == text2;
      });
    }
    case Filter::Kind::Consenting: return person.travel_consent == people::ConsentAnswer::Yes;
  }
  return false;
}

Populations::Read Populations::read(const Set& set) const {
  Read out;
  out.kind = set.kind;
  out.name = set.kind == Set::Kind::ReleasedUnder ? set.name : folded(set.name);
  out.day = set.as_of.value_or(day_);
  for (const Filter& filter : set.filters) out.filters.push_back({&filter, folded(filter.text), folded(filter.text2)});
  for (const Set& part : set.parts) out.parts.push_back(read(part));
  if (set.kind == Set::Kind::Defined)
    if (const auto found = book_->definitions.find(out.name); found != book_->definitions.end())
      out.inner = &found->second;
  return out;
}

bool Populations::contains(const Set& set, const Facts& person, std::string_view article) const {
  const auto known = book_->sets.find(&set);
  return known != book_->sets.end() ? contains(known->second, person, article) : contains(read(set), person, article);
}

bool Populations::contains(const Read& set, const Facts& person, std::string_view article) const {
  const bool filters = std::all_of(set.filters.begin(), set.filters.end(), [&](const Read::Test& test) {
    return holds(*test.filter, test.text, test.text2, person, set.day) != test.filter->negated;
  });
  const auto part = [&](const Read& inner) { return contains(inner, person, article); };
  switch (set.kind) {
    case Set::Kind::Persons: return person.bulk.empty() && !person.person->remains && filters;
    case Set::Kind::Remains: return person.bulk.empty() && person.person->remains && filters;
    case Set::Kind::Defined: {
      if (!person.bulk.empty() && person.bulk == set.name) return set.filters.empty() || filters;
      return set.inner != nullptr && filters && contains(*set.inner, person, article);
    }
    case Set::Kind::List: return among(person.lists, set.name) && (set.filters.empty() || filters);
    case Set::Kind::ReleasedUnder: return !article.empty() && article == set.name && filters;
    case Set::Kind::Union: return filters && std::any_of(set.parts.begin(), set.parts.end(), part);
    case Set::Kind::Intersection: return filters && std::all_of(set.parts.begin(), set.parts.end(), part);
    case Set::Kind::Difference:
      return filters && !set.parts.empty() && part(set.parts.front()) &&
             std::none_of(set.parts.begin() + 1, set.parts.end(), part);
  }
  return false;
}

bool Populations::is(Filter::Kind kind, const Facts& person) const {
  static const std::string kNoWords;
  Filter filter;
  filter.kind = kind;
  return person.bulk.empty() && holds(filter, kNoWords, kNoWords, person, day_);
}

bool Populations::says_holder(const Set& set) const {
  const auto names_holder = [](const Filter& filter) {
    return (filter.kind == Filter::Kind::HeldBy || filter.kind == Filter::Kind::HeldOnBehalfOf) && !filter.negated;
  };
  if (std::any_of(set.filters.begin(), set.filters.end(), names_holder)) return true;
  if (set.kind == Set::Kind::Defined) {
    const Set* inner = definition(folded(set.name));
    return inner != nullptr && says_holder(*inner);
  }
  if (set.parts.empty()) return false;
  if (set.kind == Set::Kind::Difference) return says_holder(set.parts.front());
  const auto says = [&](const Set& part) { return says_holder(part); };
  return set.kind == Set::Kind::Union ? std::all_of(set.parts.begin(), set.parts.end(), says)
                                      : std::any_of(set.parts.begin(), set.parts.end(), says);
}

bool Populations::depends_on_release(const Set& set) const {
  if (set.kind == Set::Kind::ReleasedUnder) return true;
  if (set.kind == Set::Kind::Defined) {
    const Set* inner = definition(folded(set.name));
    return inner != nullptr && depends_on_release(*inner);
  }
  return std::any_of(set.parts.begin(), set.parts.end(), [&](const Set& part) { return depends_on_release(part); });
}

std::string Populations::name_of(const Set& set) {
  if ((set.kind == Set::Kind::Defined || set.kind == Set::Kind::List) && set.filters.empty()) return set.name;
  if (set.kind == Set::Kind::Union || set.kind == Set::Kind::Intersection) {
    std::string names;
    for (const Set& part : set.parts) {
      const std::string name = name_of(part);
      if (name.empty()) return {};
      names += (names.empty() ? "" : ", ") + name;
    }
    return names;
  }
  return set.parts.empty() ? std::string(set.name) : name_of(set.parts.front());
}

}  // namespace midspan::clear::model
