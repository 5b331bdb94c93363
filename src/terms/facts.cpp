// SPDX-License-Identifier: Apache-2.0
// Counts of people for the checks. Only what is known puts somebody into a population; a clearing decides on its own.
#include <map>

#include "names/normalise.hpp"
#include "people/population.hpp"
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
  for (const auto& [name, set] : wanted) context.populations.push_back(count(name, *set, populations, folded));
  return context;
}

}  // namespace midspan::terms
