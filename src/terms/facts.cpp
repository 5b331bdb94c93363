// SPDX-License-Identifier: Apache-2.0
// Counts of people for the checks. Only what is known puts somebody into a population; a clearing decides on its own.
#include <algorithm>
#include <map>
#include <optional>

#include "names/normalise.hpp"
#include "terms/checker.hpp"
#include "terms/terms.hpp"

namespace midspan::terms {

using namespace people;

namespace {

bool same(const std::string& left, const std::string& right) { return names::fold(left) == names::fold(right); }
bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& each) { return same(each, word); });
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

std::int64_t age(base::Day birth, base::Day day) {
  const base::CivilDate born = base::civil(birth);
  const base::CivilDate then = base::civil(day);
  const bool had = then.month > born.month || (then.month == born.month && then.day >= born.day);
  return then.year - born.year - (had ? 0 : 1);
}

template <class Test>
bool surely(const DateSpan& span, Test test) {
  return span.known() && test(span.earliest) && test(span.latest);
}

class Counter {
 public:
  Counter(const Agreement& agreement, const std::vector<PersonFacts>& people) : people_(people) {
    for (const Definition& each : agreement.definitions) definitions_.emplace(each.name, &each.set);
    day_ = agreement.version.value_or(0);
  }

  PopulationFacts count(std::string name, const Set& set) const {
    PopulationFacts made;
    made.name = std::move(name);
    for (const PersonFacts& person : people_) {
      // A standing that the population itself asks for is what the count shows, so it is not asked for here.
      if (!contains(set, person, 0)) continue;
      ++made.persons;
      made.acknowledged += person.standing >= Standing::Acknowledged ? 1 : 0;
      made.confirmed += person.standing >= Standing::Confirmed ? 1 : 0;
    }
    return made;
  }

 private:
  bool holds(const Filter& filter, const PersonFacts& person, base::Day day) const {
    switch (filter.kind) {
      case Filter::Kind::HeldBy: return same(person.held_by, filter.text);
      case Filter::Kind::HeldOnBehalfOf: return same(person.on_behalf_of, filter.text);
      case Filter::Kind::WantedBy: return among(person.wanted_by, filter.text);
      case Filter::Kind::OfNationality: return among(person.nationalities, filter.text);
      case Filter::Kind::InCategory: return among(person.categories, filter.text);
      case Filter::Kind::OfRank: return same(person.rank, filter.text);
      case Filter::Kind::OfUnit: return same(person.unit, filter.text);
      case Filter::Kind::Serving:
        return same(person.sentence, filter.text) ||
               (filter.text == "other" && !person.sentence.empty() && !same(person.sentence, "life"));
      case Filter::Kind::ConvictedOf: return among(person.offences, filter.text);
      case Filter::Kind::Aged:
        return surely(person.birth,
                      [&](base::Day born) { return compare(age(born, day), filter.comparison, filter.number.low); });
      case Filter::Kind::OfSex:
        return (filter.text == "female" && person.sex == Sex::Female) ||
               (filter.text == "male" && person.sex == Sex::Male);
      case Filter::Kind::IllOrWounded:
        return person.health == Health::Ill || person.health == Health::Wounded || person.health == Health::GravelyIll;
      case Filter::Kind::GravelyIll: return person.health == Health::GravelyIll;
      case Filter::Kind::Minor: return surely(person.birth, [&](base::Day born) { return age(born, day) < 18; });
      case Filter::Kind::HeldSince:
        return filter.day && surely(person.held_since,
                                    [&](base::Day since) { return compare(since, filter.comparison, *filter.day); });
      case Filter::Kind::CapturedBetween:
        return surely(person.captured, [&](base::Day when) {
          return (!filter.day || when >= *filter.day) && (!filter.day2 || when <= *filter.day2);
        });
      case Filter::Kind::InList: return among(person.lists, filter.text);
      case Filter::Kind::StandingAtLeast: return true;
      case Filter::Kind::UnderHold: return !person.holds.empty();
      case Filter::Kind::Alive: return !person.remains && person.health != Health::Dead;
      case Filter::Kind::Dead: return person.remains || person.health == Health::Dead;
      case Filter::Kind::Field:
        return std::any_of(person.other.begin(), person.other.end(), [&](const auto& field) {
          return same(field.first, filter.text) && same(field.second, filter.text2);
        });
      case Filter::Kind::Consenting: return person.travel_consent == ConsentAnswer::Yes;
    }
    return false;
  }

  bool contains(const Set& set, const PersonFacts& person, int depth) const {
    if (depth > 32) return false;
    const base::Day day = set.as_of.value_or(day_);
    for (const Filter& filter : set.filters)
      if (filter.kind != Filter::Kind::StandingAtLeast && holds(filter, person, day) == filter.negated) return false;
    const auto part = [&](const Set& inner) { return contains(inner, person, depth + 1); };
    switch (set.kind) {
      case Set::Kind::Persons: return !person.remains;
      case Set::Kind::Remains: return person.remains;
      case Set::Kind::Defined: {
        const auto found = definitions_.find(set.name);
        return found != definitions_.end() && contains(*found->second, person, depth + 1);
      }
      case Set::Kind::List: return among(person.lists, set.name);
      case Set::Kind::ReleasedUnder: return false;
      case Set::Kind::Union: return std::any_of(set.parts.begin(), set.parts.end(), part);
      case Set::Kind::Intersection: return std::all_of(set.parts.begin(), set.parts.end(), part);
      case Set::Kind::Difference:
        return !set.parts.empty() && part(set.parts.front()) &&
               std::none_of(set.parts.begin() + 1, set.parts.end(), part);
    }
    return false;
  }

  const std::vector<PersonFacts>& people_;
  std::map<std::string, const Set*> definitions_;
  base::Day day_ = 0;
};

// "huésped de una embajada" is an embassy: words for where somebody is who is not held, in any language.
std::string whereabouts(const PersonFacts& person) {
  for (const auto& [heading, value] : person.other) {
    const std::string folded = " " + names::fold(value) + " ";
    for (const Table* table : tables())
      if (const int index = table->vocabulary_index("whereabouts"); index >= 0)
        for (const VocabularyEntry& entry : table->vocabularies[static_cast<std::size_t>(index)].entries)
          for (const std::string& shown : entry.shown)
            if (folded.find(" " + names::fold(shown) + " ") != std::string::npos) return entry.canonical;
  }
  return {};
}

}  // namespace

Context context_of(const Agreement& agreement, const std::vector<PersonFacts>& people) {
  Context context;
  // Lists, in the order of their names.
  std::map<std::string, ListFacts> lists;
  std::map<std::string, std::map<std::string, std::int64_t>> held;
  std::map<std::string, std::map<std::string, std::int64_t>> elsewhere;
  for (const PersonFacts& person : people)
    for (const std::string& list : person.lists) {
      ListFacts& facts = lists[list];
      facts.list = list;
      ++facts.entries;
      const bool acknowledged = !person.held_by.empty() && person.standing >= Standing::Acknowledged;
      const std::string where = acknowledged ? std::string() : whereabouts(person);
      if (!person.held_by.empty() && where.empty()) ++held[list][person.held_by];
      else if (!where.empty()) ++elsewhere[list][where];
    }
  for (auto& [name, facts] : lists) {
    facts.held_by.assign(held[name].begin(), held[name].end());
    facts.elsewhere.assign(elsewhere[name].begin(), elsewhere[name].end());
    context.lists.push_back(std::move(facts));
  }
  // Populations that articles promise or ask for.
  const Counter counter(agreement, people);
  std::map<std::string, const Set*> wanted;
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses) {
      if (const auto* release = std::get_if<Release>(&clause.body))
        wanted.emplace(population_name(release->of, article.number), &release->of);
      if (const auto* composition = std::get_if<Composition>(&clause.body))
        if (composition->who.kind != Set::Kind::ReleasedUnder)
          wanted.emplace(population_name(composition->who, article.number), &composition->who);
    }
  for (const auto& [name, set] : wanted) context.populations.push_back(counter.count(name, *set));
  return context;
}

}  // namespace midspan::terms
