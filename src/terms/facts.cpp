// SPDX-License-Identifier: Apache-2.0
// Counts of people for the checks. Only what is known puts somebody into a population; a clearing decides on its own.
#include <algorithm>
#include <map>
#include <optional>

#include "names/normalise.hpp"
#include "people/population.hpp"
#include "people/words.hpp"
#include "terms/checker.hpp"
#include "terms/terms.hpp"

namespace midspan::terms {

using namespace people;

namespace {

PopulationFacts count(std::string name, const Set& set, const Populations& populations,
                      const std::vector<FoldedFacts>& people) {
  PopulationFacts made;
  made.name = std::move(name);
  for (const FoldedFacts& each : people) {
    if (!populations.contains(set, each)) continue;
    ++made.persons;
    made.acknowledged += each.person->standing >= Standing::Acknowledged ? 1 : 0;
    made.confirmed += each.person->standing >= Standing::Confirmed ? 1 : 0;
  }
  return made;
}

// What a filter asks that a list may say or not, and whether anything is said of it about this person.
struct Asked {
  std::string_view what;  // PopulationFacts::unsaid; empty: nothing that a list leaves out
  bool said = false;
};
Asked asked_of(const Filter& filter, const PersonFacts& person) {
  switch (filter.kind) {
    case Filter::Kind::InCategory: return {"category", !person.categories.empty()};
    case Filter::Kind::OfNationality: return {"nationality", !person.nationalities.empty()};
    case Filter::Kind::OfRank: return {"rank", !person.rank.empty()};
    case Filter::Kind::OfUnit: return {"unit", !person.unit.empty()};
    case Filter::Kind::Serving: return {"sentence", !person.sentence.empty()};
    case Filter::Kind::ConvictedOf: return {"offence", !person.offences.empty()};
    case Filter::Kind::Aged:
    case Filter::Kind::Minor: return {"birth", person.birth.known()};
    case Filter::Kind::OfSex: return {"sex", person.sex != Sex::Unknown};
    case Filter::Kind::IllOrWounded:
    case Filter::Kind::GravelyIll: return {"health", person.health != Health::Unknown};
    case Filter::Kind::HeldSince:
    case Filter::Kind::HeldFor: return {"since", person.since().known()};
    case Filter::Kind::CapturedBetween: return {"since", person.captured.known()};
    default: return {};
  }
}

// The population in one piece: through definitions, as long as each only narrows the next. Empty where it does not.
std::optional<Set> in_one_piece(Set set, const Agreement& agreement) {
  for (std::size_t depth = 0; set.kind == Set::Kind::Defined && depth <= agreement.definitions.size(); ++depth) {
    const auto found = std::find_if(agreement.definitions.begin(), agreement.definitions.end(),
                                    [&](const Definition& one) { return same_word(one.name, set.name); });
    if (found == agreement.definitions.end()) return std::nullopt;
    Set inner = found->set;
    inner.filters.insert(inner.filters.end(), set.filters.begin(), set.filters.end());
    if (!inner.as_of) inner.as_of = set.as_of;
    set = std::move(inner);
  }
  if (set.kind != Set::Kind::Persons && set.kind != Set::Kind::List) return std::nullopt;
  return set;
}

// Nobody is in it: would there be people, if one thing were said that is said of none of them?
void find_unsaid(PopulationFacts& facts, const Set& set, const Agreement& agreement, const Populations& populations,
                 const std::vector<FoldedFacts>& people) {
  const std::optional<Set> whole = in_one_piece(set, agreement);
  if (!whole) return;
  for (std::size_t at = 0; at < whole->filters.size(); ++at) {
    const Filter& filter = whole->filters[at];
    if (filter.negated || asked_of(filter, PersonFacts()).what.empty()) continue;
    Set without = *whole;
    const std::string_view what = asked_of(filter, PersonFacts()).what;
    std::erase_if(without.filters, [&](const Filter& one) { return asked_of(one, PersonFacts()).what == what; });
    std::int64_t persons = 0;
    bool said = false;
    for (const FoldedFacts& each : people) {
      if (!populations.contains(without, each)) continue;
      ++persons;
      said |= asked_of(filter, *each.person).said;
    }
    if (said || persons <= facts.but_for) continue;
    facts.but_for = persons;
    facts.unsaid = what;
  }
}

// "huésped de una embajada" is an embassy: words for where somebody is who is not held, in any language.
std::string whereabouts(const PersonFacts& person) {
  for (const auto& [heading, value] : person.other) {
    const std::string folded = " " + names::fold(value) + " ";
    for (const SharedWord& each : shared_words("whereabouts"))
      if (folded.find(" " + each.folded + " ") != std::string::npos) return each.canonical;
  }
  return {};
}

}  // namespace

Context context_of(const Agreement& agreement, const std::vector<PersonFacts>& people) {
  Context context;
  context.columns.emplace();
  for (const PersonFacts& person : people)
    for (const auto& field : person.other) context.columns->insert(names::fold(field.first));
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
  // Populations that articles promise or ask for. A standing that one asks for is what the count shows.
  const Populations populations(agreement, 0, Standings::Ignored);
  if (populations.circle()) return context;
  std::vector<FoldedFacts> folded;
  for (const PersonFacts& person : people) folded.push_back(facts_of(person));
  std::map<std::string, const Set*> wanted;
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses) {
      if (const auto* release = std::get_if<Release>(&clause.body))
        wanted.emplace(population_name(release->of, article.number), &release->of);
      if (const auto* composition = std::get_if<Composition>(&clause.body))
        if (composition->who.kind != Set::Kind::ReleasedUnder)
          wanted.emplace(population_name(composition->who, article.number), &composition->who);
    }
  for (const auto& [name, set] : wanted) {
    context.populations.push_back(count(name, *set, populations, folded));
    PopulationFacts& facts = context.populations.back();
    if (facts.persons == 0) find_unsaid(facts, *set, agreement, populations, folded);
  }
  return context;
}

}  // namespace midspan::terms
