// SPDX-License-Identifier: Apache-2.0
#include "operation/facts.hpp"

#include <algorithm>
#include <map>

#include "base/bytes.hpp"
#include "names/normalise.hpp"
#include "operation/custody.hpp"
#include "operation/words.hpp"

namespace midspan::operation {

using people::Entry;
using people::ListKind;
using people::ListVersion;
using people::PersonFacts;
using people::Standing;

namespace {

void add_new(std::vector<std::string>& all, const std::string& text) {
  if (!text.empty() &&
      std::none_of(all.begin(), all.end(), [&](const std::string& one) { return same_word(one, text); }))
    all.push_back(text);
}

// Lists write categories in their own language; agreements say "political".
struct Category {
  const char* canonical;
  const char* stem;  // of the folded word; one of three letters is the whole word
};
// clang-format off
constexpr Category kCategories[] = {
    {"political", "politic"}, {"political", "политич"}, {"political", "політич"}, {"political", "سياسي"},
    {"civilian", "civil"},    {"civilian", "гражданск"}, {"civilian", "цивільн"}, {"civilian", "مدني"},
    {"military", "milit"},    {"military", "военн"},     {"military", "військов"}, {"military", "عسكري"},
    {"journalist", "periodist"}, {"journalist", "journalis"}, {"journalist", "صحفي"},
    {"prisoner of war", "prisoner of war"}, {"prisoner of war", "prisoners of war"}, {"prisoner of war", "pow"},
    {"prisoner of war", "prisionero de guerra"}, {"prisoner of war", "prisonnier de guerre"},
    {"prisoner of war", "военноплен"}, {"prisoner of war", "військовополонен"}, {"prisoner of war", "أسير حرب"},
    {"prisoner of war", "kriegsgefangen"}, {"prisoner of war", "savaş esiri"},
    {"military", "soldier"}, {"military", "soldado"}, {"military", "soldat"}, {"military", "солдат"},
    {"military", "جندي"},
};
// clang-format on

void add_category(PersonFacts& facts, const std::string& text) {
  add_new(facts.categories, text);
  const std::string folded = names::fold_joined(text);
  for (const Category& category : kCategories) {
    const std::string stem = names::fold_joined(category.stem);
    if (stem.size() <= 3 ? folded == stem : folded.find(stem) != std::string::npos)
      add_new(facts.categories, category.canonical);
  }
}

void take_entry(PersonFacts& facts, const State& state, const Entry& entry, const ListVersion& list) {
  const people::EntryValues values = entry.values();
  if (list.kind == ListKind::Sought) add_new(facts.wanted_by, name_of(state, list.party));
  if (list.kind == ListKind::Held && !values.on_behalf_of.empty()) {
    const people::Party* other = state.party_named(values.on_behalf_of);
    facts.on_behalf_of = other == nullptr ? values.on_behalf_of : name_of(state, other->id);
  }
  facts.lists.push_back(list.list.text());
  facts.list_positions.push_back(static_cast<std::int64_t>(entry.number));
  for (const std::string& nationality : values.nationalities) add_new(facts.nationalities, nationality);
  for (const std::string& category : values.categories) add_category(facts, category);
  const auto first = [](std::string& fact, const std::string& value) {
    if (fact.empty()) fact = value;
  };
  first(facts.rank, values.rank);
  first(facts.unit, values.unit);
  first(facts.sentence, values.sentence);
  first(facts.family_unit, values.family_unit);
  first(facts.wish, values.destination);
  add_new(facts.offences, values.offence);
  if (!values.remark.empty()) facts.other.emplace_back("remark", values.remark);
  if (facts.sex == people::Sex::Unknown) facts.sex = values.sex;
  if (!facts.birth.known() || values.birth.latest - values.birth.earliest < facts.birth.latest - facts.birth.earliest)
    if (values.birth.known()) facts.birth = values.birth;
  if (!facts.held_since.known()) facts.held_since = values.held_since;
  if (!facts.captured.known()) facts.captured = values.captured;
  // The worst that anyone says, since it asks for care and not for a place in the queue alone. That somebody is dead
  // is for the holder to say, where one acknowledges the person.
  if (values.health == people::Health::Dead && facts.standing >= Standing::Acknowledged && list.kind != ListKind::Held)
    return;
  if (values.health != people::Health::Unknown && static_cast<int>(values.health) > static_cast<int>(facts.health))
    facts.health = values.health;
}

void take_custody(PersonFacts& facts, const State& state, const Custody& custody) {
  const std::vector<const Voice*> holders = custody.holders();
  const Voice* const speaker = custody.speaker();
  const bool acknowledged = speaker != nullptr && speaker->is_a_holder();
  if (acknowledged) {
    facts.held_by = name_of(state, speaker->party);
    facts.standing = Standing::Acknowledged;
  } else if (!custody.alleged.empty()) {
    facts.held_by = name_of(state, custody.alleged);
  }
  facts.contested = holders.size() > 1;
  if (speaker == nullptr) return;
  const bool gone = speaker->where && is_gone(*speaker->where);
  facts.answer = gone ? speaker->where : speaker->said;
  // Whoever held somebody knows what became of him; whoever is said to hold him denies it.
  if (holders.empty() && speaker->where && !facts.held_by.empty()) facts.contested = !(acknowledged && gone);
}

}  // namespace

bool is_known_category(const std::string& text) {
  PersonFacts nobody;
  add_category(nobody, text);
  return nobody.categories.size() > 1 ||
         std::any_of(std::begin(kCategories), std::end(kCategories),
                     [&](const Category& category) { return same_word(category.canonical, text); });
}

std::vector<PersonFacts> facts(const State& state, const Persons& known) {
  std::vector<PersonFacts> all(known.all.size());
  const std::vector<Custody> held = custody(state, known);
  for (std::size_t at = 0; at < known.all.size(); ++at) {
    const Persons::Person& person = known.all[at];
    PersonFacts& one = all[at];
    one.id = person.id;
    one.commitment = base::to_hex(base::sha256(state.id + "/" + person.id.text()));
    take_custody(one, state, held[at]);
    // A holder's own list speaks first: it is the one that must find the person.
    for (const bool held : {true, false})
      for (std::size_t entry = 0; entry < person.entries.size(); ++entry)
        if ((person.versions[entry]->kind == ListKind::Held) == held) {
          if (one.display_name.empty()) one.display_name = person.entries[entry]->values().name.raw;
          take_entry(one, state, *person.entries[entry], *person.versions[entry]);
        }
    if (one.answer && has_died(*one.answer)) one.health = people::Health::Dead;
  }
  const auto person_of = [&](const people::EntryId& entry) -> PersonFacts* {
    const auto found = known.of_entry.find(entry.text());
    return found == known.of_entry.end() ? nullptr : &all[found->second];
  };
  for (const people::Hold& hold : state.holds) {
    if (hold.lifted) continue;
    for (const people::EntryId& entry : hold.entries)
      if (PersonFacts* person = person_of(entry))
        if (std::find(person->holds.begin(), person->holds.end(), hold.kind) == person->holds.end())
          person->holds.push_back(hold.kind);
  }
  for (const people::Consent& consent : state.consents) {
    PersonFacts* person = person_of(consent.entry);
    if (person == nullptr) continue;
    // Whoever was asked in private was seen by the neutral.
    person->standing = Standing::Interviewed;
    person->travel_consent = consent.answer;
    person->consented_destinations.clear();
    if (consent.answer == people::ConsentAnswer::Yes && !consent.destination.empty()) {
      const people::Party* party = state.party_named(consent.destination);
      person->consented_destinations.push_back(party == nullptr ? consent.destination : name_of(state, party->id));
    }
  }
  return all;
}

namespace {

// What the agreement calls its parties, by our names.
std::map<std::string, std::string> names_in(const people::Agreement& agreement, const State& state) {
  std::map<std::string, std::string> called;
  for (const auto* names : {&agreement.parties, &agreement.mediators, &agreement.guarantors, &agreement.witnesses})
    for (const std::string& name : *names)
      if (const people::Party* party = state.party_named(name)) called.try_emplace(name_of(state, party->id), name);
  return called;
}

}  // namespace

std::vector<people::Delivery> deliveries_for(const people::Agreement& agreement, const State& state,
                                             const Persons& known) {
  const std::map<std::string, std::string> called = names_in(agreement, state);
  const auto rename = [&](std::string& name) {
    const people::Party* const party = state.party(people::PartyId(name));
    if (party == nullptr) return;  // a place
    name = name_of(state, party->id);
    if (const auto found = called.find(name); found != called.end()) name = found->second;
  };
  std::vector<people::Delivery> all = state.deliveries;
  for (people::Delivery& delivery : all) {
    rename(delivery.from);
    rename(delivery.to);
    // Lists have been linked since: somebody may go by another of his entries now.
    if (const auto person = known.of_entry.find(delivery.person.text()); person != known.of_entry.end())
      delivery.person = known.all[person->second].id;
  }
  return all;
}

std::vector<PersonFacts> facts_for(const people::Agreement& agreement, const State& state, const Persons& known) {
  const std::map<std::string, std::string> called = names_in(agreement, state);
  const auto rename = [&](std::string& name) {
    if (const auto found = called.find(name); found != called.end()) name = found->second;
  };
  std::vector<PersonFacts> all = facts(state, known);
  for (PersonFacts& person : all) {
    rename(person.held_by);
    rename(person.on_behalf_of);
    for (std::string& party : person.wanted_by) rename(party);
    for (std::string& place : person.consented_destinations) rename(place);
  }
  return all;
}

}  // namespace midspan::operation
