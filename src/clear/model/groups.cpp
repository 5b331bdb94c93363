// SPDX-License-Identifier: Apache-2.0
// People into groups: what stands in each one's way, which releases each may go under, and who cannot be told apart.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <type_traits>
#include <utility>

#include "clear/model/model.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

using namespace people;

template <typename Clause_, std::size_t at = 0>
constexpr std::size_t kind_of() {
  if constexpr (std::is_same_v<std::variant_alternative_t<at, ClauseBody>, Clause_>) return at;
  else return kind_of<Clause_, at + 1>();
}

template <typename Clause_, typename Work>
void each_clause(const Model& model, Work&& work) {
  for (const auto& [article, clause] : model.clauses[kind_of<Clause_>()])
    work(article, std::get<Clause_>(clause->body));
}

bool everybody(const Set& set) { return set.kind == Set::Kind::Persons && set.filters.empty() && set.parts.empty(); }

bool custody_for(const Agreement& agreement, const std::string& holder, const std::string& whom) {
  return std::any_of(agreement.custody_on_behalf.begin(), agreement.custody_on_behalf.end(),
                     [&](const auto& pair) { return folded(pair.first) == holder && folded(pair.second) == whom; });
}

bool keeps(const Model& model, const std::string& party, const Facts& facts) {
  if (party.empty()) return false;
  return facts.held_by == party || facts.on_behalf_of == party ||
         (!facts.held_by.empty() && custody_for(*model.agreement, facts.held_by, party));
}

// Whether a party can release a person: it holds the person, or the person is held for it, or the population itself
// says who holds its people (a party may promise what another's prisons hold). Where it names the party among them
// ("held by East Germany or Poland"), each releases its own.
bool can_release(const Model& model, const Slot& slot, std::size_t person) {
  const Facts& facts = model.facts[person];
  if (!facts.bulk.empty()) return slot.party.empty() || folded(slot.party) == facts.held_by || facts.held_by.empty();
  if (slot.party.empty()) return !facts.held_by.empty();
  const std::string party = folded(slot.party);
  if (keeps(model, party, facts)) return true;
  return model.populations.says_holder(*slot.of) && !model.populations.names_holder(*slot.of, party);
}

bool answered_gone(const PersonFacts& person) {
  if (!person.answer || person.contested) return false;
  switch (*person.answer) {
    case StatementCode::Released:
    case StatementCode::Exchanged:
    case StatementCode::Transferred:
    case StatementCode::Escaped:
    case StatementCode::DiedInCustody:
    case StatementCode::DiedBeforeCustody: return true;
    default: return false;
  }
}

const char* answer_word(StatementCode code) {
  switch (code) {
    case StatementCode::Released: return "RELEASED";
    case StatementCode::Exchanged: return "EXCHANGED";
    case StatementCode::Transferred: return "TRANSFERRED";
    case StatementCode::Escaped: return "ESCAPED";
    case StatementCode::DiedInCustody: return "DIED-IN-CUSTODY";
    case StatementCode::DiedBeforeCustody: return "DIED-BEFORE-CUSTODY";
    default: return "HELD";
  }
}

const char* hold_word(HoldKind kind) {
  static constexpr const char* kWords[] = {"court_order", "consent", "refoulement", "medical",         "penal",
                                           "identity",    "minor",   "family_unit", "party_objection", "other"};
  return kWords[static_cast<int>(kind)];
}

// Whether words about holds say this one of a person, whatever others there are.
bool says_hold(const Model& model, const Filter& words, std::size_t person, HoldKind hold) {
  PersonFacts only = *model.facts[person].person;
  only.holds = {hold};
  Facts facts = model.facts[person];
  facts.person = &only;
  Set under;
  under.kind = only.remains ? Set::Kind::Remains : Set::Kind::Persons;
  under.filters.push_back(words);
  return model.populations.contains(under, facts);
}

bool gate_covers(const Model& model, const Gate& gate, std::size_t person, HoldKind hold) {
  if (gate.kind != Gate::Kind::NoneUnderHold) return false;
  if (!everybody(gate.who) && !model.populations.contains(gate.who, model.facts[person])) return false;
  Filter filter;
  filter.kind = Filter::Kind::UnderHold;
  filter.text = gate.hold;
  return says_hold(model, filter, person, hold);
}

// Whether a group calls its people by such a hold ("persons under a hold of penal"), this person among them.
bool named_by_hold(const Model& model, const Set& set, std::size_t person, HoldKind hold, std::size_t depth = 0) {
  const auto says = [&](const Filter& filter) {
    return filter.kind == Filter::Kind::UnderHold && !filter.negated && says_hold(model, filter, person, hold);
  };
  if (std::any_of(set.filters.begin(), set.filters.end(), says)) return true;
  if (set.kind == Set::Kind::Defined) {
    for (const Definition& each : model.agreement->definitions)
      if (same_word(each.name, set.name))
        return depth < model.agreement->definitions.size() && named_by_hold(model, each.set, person, hold, depth + 1);
    return false;
  }
  const std::size_t parts =
      set.kind == Set::Kind::Difference ? std::min<std::size_t>(1, set.parts.size()) : set.parts.size();
  return std::any_of(set.parts.begin(), set.parts.begin() + static_cast<std::ptrdiff_t>(parts), [&](const Set& part) {
    return model.member(person, part) && named_by_hold(model, part, person, hold, depth);
  });
}

// What a court of a party has imposed, an article of the agreement lifts that releases people under such a hold by
// that name, or names them among those whom it releases. What protects the person, no article lifts.
bool lifts(const Model& model, const Slot& slot, std::size_t person, HoldKind hold) {
  if (hold != HoldKind::CourtOrder && hold != HoldKind::Penal) return false;
  if (named_by_hold(model, *slot.of, person, hold)) return true;
  bool named = false;
  each_clause<Named>(model, [&](int article, const Named& rule) {
    named = named || (target_article(*model.agreement, article, rule.article) == slot.article &&
                      model.member(person, rule.who) && named_by_hold(model, rule.who, person, hold));
  });
  return named;
}

// A hold stops a person whether or not an article says so, so that no conflict blames one that does; whoever asks is
// told which does. `lifted`: which holds some release lifts; those stop under the others only.
void stops_by_holds(const Model& model, std::size_t person, const std::set<HoldKind>& lifted,
                    std::vector<Stop>& stops) {
  const std::vector<HoldKind>& holds = model.facts[person].person->holds;
  for (const HoldKind hold : std::set<HoldKind>(holds.begin(), holds.end())) {
    each_clause<Gate>(model, [&](int article, const Gate& gate) {
      if (gate_covers(model, gate, person, hold)) stops.push_back({StopKind::Hold, article, hold_word(hold)});
    });
    if (!lifted.contains(hold)) stops.push_back({StopKind::Hold, -1, hold_word(hold)});
  }
}

// A No always stops. A missing or undecided answer stops only from being sent somewhere, and only where an article asks
// for consent (stops_of_place): whoever is set free where held is sent nowhere.
void stops_by_consent(const Model& model, std::size_t person, std::vector<Stop>& stops) {
  const PersonFacts& facts = *model.facts[person].person;
  if (facts.remains || facts.travel_consent != ConsentAnswer::No) return;
  stops.push_back({StopKind::ConsentRefused, -1, ""});
  each_clause<ConsentRule>(model, [&](int article, const ConsentRule& rule) {
    if (rule.to.empty()) stops.push_back({StopKind::ConsentRefused, article, ""});
  });
}

// `lifted`: holds that some release lifts.
std::vector<Stop> stops_of(const Model& model, const LedgerView& ledger, std::size_t person,
                           const std::set<HoldKind>& lifted) {
  std::vector<Stop> stops;
  const PersonFacts& facts = *model.facts[person].person;
  if (ledger.failed[person] != nullptr) stops.push_back({StopKind::NotDelivered, -1, ledger.failed[person]->outcome});
  if (facts.health == Health::Dead && !facts.remains) stops.push_back({StopKind::Dead, -1, ""});
  else if (answered_gone(facts)) stops.push_back({StopKind::Gone, -1, answer_word(*facts.answer)});
  if (model.options->world == World::Acknowledged && !acknowledged(facts))
    stops.push_back({StopKind::NotAcknowledged, -1, facts.held_by});
  stops_by_holds(model, person, lifted, stops);
  stops_by_consent(model, person, stops);
  each_clause<Exclusion>(model, [&](int article, const Exclusion& rule) {
    if (rule.to.empty() && model.populations.contains(rule.who, model.facts[person]))
      stops.push_back({StopKind::Excluded, article, rule.ground});
  });
  std::sort(stops.begin(), stops.end());
  stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
  return stops;
}

// "Releases of the Guests are outside the key": whoever obliges nobody, under an article or (-1) whichever.
bool outside_the_key(const Model& model, std::size_t person, int article) {
  bool found = false;
  each_clause<Counting>(model, [&](int, const Counting& rule) {
    found = found || (rule.what == Counting::What::OutsideTheKey && !rule.counts && !everybody(rule.who) &&
                      model.populations.contains(rule.who, model.facts[person], model.article_number(article)));
  });
  return found;
}

// What keeps a person from one place only.
std::vector<Stop> stops_of_place(const Model& model, std::size_t person, const std::string& place) {
  std::vector<Stop> stops;
  if (place.empty()) return stops;
  const PersonFacts& facts = *model.facts[person].person;
  const std::string to = folded(place);
  const auto among = [&](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return folded(word) == to; });
  };
  if (among(facts.refused_destinations)) stops.push_back({StopKind::DestinationRefused, -1, place});
  each_clause<Exclusion>(model, [&](int article, const Exclusion& rule) {
    if (!rule.to.empty() && folded(rule.to) == to && model.populations.contains(rule.who, model.facts[person]))
      stops.push_back({StopKind::Excluded, article, rule.ground});
  });
  each_clause<ConsentRule>(model, [&](int article, const ConsentRule& rule) {
    if (!rule.to.empty() && folded(rule.to) != to) return;
    if (facts.remains) return;
    if (facts.travel_consent == ConsentAnswer::No) return;  // stopped already, everywhere
    const bool travels = facts.travel_consent == ConsentAnswer::Yes;
    if (travels && (facts.consented_destinations.empty() || among(facts.consented_destinations))) return;
    stops.push_back({StopKind::ConsentMissing, article, travels || !rule.to.empty() ? place : ""});
  });
  return stops;
}

// What keeps a person from going under one release only.
std::vector<Stop> stops_of_slot(const Model& model, std::size_t person, const Slot& slot,
                                const std::set<HoldKind>& lifted) {
  std::vector<Stop> stops;
  const Facts& facts = model.facts[person];
  for (const HoldKind hold : lifted)
    if (!lifts(model, slot, person, hold)) stops.push_back({StopKind::Hold, -1, hold_word(hold)});
  const std::string by = slot.party.empty() ? facts.held_by : folded(slot.party);
  if (!facts.person->remains && !outside_the_key(model, person, slot.article))
    each_clause<Weight>(model, [&](int, const Weight& rule) {
      const bool weighed = by == folded(rule.left) || by == folded(rule.right);
      if (weighed && !weight_under(*model.agreement, rule.schedule, facts))
        stops.push_back({StopKind::NoWeight, -1, facts.person->rank});
    });
  return stops;
}

// Where a person may be sent under a release: what the articles on destinations allow, else where the release says.
std::vector<int> places_for(const Model& model, const Slot& slot, std::size_t person) {
  std::vector<char> wanted(model.places.size(), 0);
  const auto mark = [&](const std::string& place) {
    const std::string word = folded(place);
    for (std::size_t at = 0; at < wanted.size(); ++at)
      if (model.place_words[at] == word) wanted[at] = 1;
  };
  bool directed = false;
  each_clause<Destination>(model, [&](int, const Destination& rule) {
    if (!model.populations.contains(rule.who, model.facts[person], model.article_number(slot.article))) return;
    if (rule.shares.empty() && rule.allowed.empty()) return;
    directed = true;
    for (const auto& [amount, place] : rule.shares) mark(place);
    for (const std::string& place : rule.allowed) mark(place);
  });
  if (!directed) mark(slot.to);
  std::vector<int> out;
  for (std::size_t at = 0; at < wanted.size(); ++at)
    if (wanted[at] != 0) out.push_back(static_cast<int>(at));
  return out;
}

int phase_index(const Model& model, const std::string& phase) {
  for (std::size_t at = 0; at < model.phases.size(); ++at)
    if (same_word(model.phases[at], phase)) return static_cast<int>(at);
  return 0;
}

int place_index(Model& model, const std::string& place) {
  for (std::size_t at = 0; at < model.places.size(); ++at)
    if (same_word(model.places[at], place)) return static_cast<int>(at);
  model.places.push_back(place);
  return static_cast<int>(model.places.size()) - 1;
}

// Under which release somebody went who has already gone, or was to go: the first whose party and population fit.
int delivered_slot(const Model& model, const Delivery& delivery, std::size_t person) {
  for (std::size_t slot = 0; slot < model.slots.size(); ++slot) {
    const Slot& candidate = model.slots[slot];
    if (!delivery.from.empty() && !candidate.party.empty() && !same_word(candidate.party, delivery.from)) continue;
    if (model.member(person, *candidate.of, static_cast<int>(slot))) return static_cast<int>(slot);
  }
  return -1;
}

// Families in which one person's going depends on another's: their members are told apart.
bool family_matters(const Model& model, std::size_t person) {
  if (model.facts[person].person->family_unit.empty()) return false;
  bool matters = false;
  each_clause<FamilyRule>(model, [&](int, const FamilyRule& rule) {
    matters = matters || everybody(rule.who) || model.populations.contains(rule.who, model.facts[person]);
  });
  return matters;
}

bool goal_of(const Agreement& agreement, Goal::Kind kind) {
  return std::any_of(agreement.goals.begin(), agreement.goals.end(),
                     [&](const Goal& goal) { return goal.kind == kind; });
}

struct Draft {
  Group group;
  std::vector<std::vector<int>> places;        // by slot
  std::vector<std::vector<Stop>> slot_stops;   // by slot
  std::vector<std::vector<Stop>> place_stops;  // by place
};

// Everything by which articles or goals could tell a person from another.
using Signature =
    std::tuple<std::vector<char>, std::vector<char>, std::vector<Stop>, std::vector<std::vector<int>>,
               std::vector<std::vector<Stop>>, std::vector<std::vector<Stop>>, std::vector<std::int64_t>, std::string>;

Set minors_on(base::Day day) {
  Set minors;
  minors.filters.emplace_back().kind = Filter::Kind::Minor;
  minors.as_of = day;
  return minors;
}

// `day`: of going, where somebody has gone; whoever was a minor then went as one.
bool minors_accompany(const Model& model, std::size_t person, base::Day day = 0) {
  const PersonFacts& facts = *model.facts[person].person;
  if (facts.family_unit.empty() || facts.remains) return false;
  if (day == 0 ? !model.populations.is(Filter::Kind::Minor, model.facts[person])
               : !model.populations.contains(minors_on(day), model.facts[person]))
    return false;
  bool rule_found = false;
  each_clause<FamilyRule>(model, [&](int, const FamilyRule& rule) {
    rule_found = rule_found || rule.kind == FamilyRule::Kind::MinorsAccompany;
  });
  return rule_found;
}

// The grown members of a family: who holds them, and under which releases they may go.
struct Grown {
  std::set<std::string> holders;
  std::vector<std::set<std::string>> may_go;  // by slot, by holder

  bool goes() const {
    return std::any_of(may_go.begin(), may_go.end(), [](const auto& held) { return !held.empty(); });
  }
};

// The releases that a minor of this family goes along under: of whoever holds the minor too, or whose holder holds them
// together. Nothing where the minor is held apart from all of them: nobody sends whom others hold.
std::optional<std::vector<char>> goes_along_under(const Model& model, const Grown& grown, std::size_t person) {
  const Facts& facts = model.facts[person];
  bool together = !facts.held_by.empty() && grown.holders.contains(facts.held_by);
  std::vector<char> slots(grown.may_go.size(), 0);
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    const std::set<std::string>& held = grown.may_go[slot];
    if (held.empty() || facts.held_by.empty()) continue;
    if (!held.contains(facts.held_by) && !keeps(model, folded(model.slots[slot].party), facts)) continue;
    slots[slot] = 1;
    together = true;
  }
  return together ? std::optional(std::move(slots)) : std::nullopt;
}

std::vector<std::int64_t> traits(const Model& model, std::size_t person) {
  const PersonFacts& facts = *model.facts[person].person;
  std::vector<std::int64_t> out{facts.remains ? facts.cases : 0, facts.remains || facts.health == Health::Dead ? 1 : 0,
                                facts.health == Health::GravelyIll ? 1 : 0};
  each_clause<Weight>(model, [&](int, const Weight& rule) {
    out.push_back(weight_under(*model.agreement, rule.schedule, model.facts[person]).value_or(-1));
  });
  return out;
}

}  // namespace

void make_groups(Model& model, const LedgerView& ledger) {
  model.clauses.assign(std::variant_size_v<ClauseBody>, {});
  for (std::size_t article = 0; article < model.agreement->articles.size(); ++article)
    for (const Clause& clause : model.agreement->articles[article].clauses)
      model.clauses[clause.body.index()].emplace_back(static_cast<int>(article), &clause);
  const std::size_t slots = model.slots.size();
  model.group_of.assign(model.facts.size(), -1);
  model.stops_of.resize(model.facts.size());
  model.failed_under.assign(model.facts.size(), -1);
  for (std::size_t person = 0; person < model.facts.size(); ++person)
    if (const Delivery* failed = ledger.failed[person])
      model.failed_under[person] = delivered_slot(model, *failed, person);
  model.in_population.assign(model.facts.size(), 0);
  const bool wishes = goal_of(*model.agreement, Goal::Kind::WishesMet);
  bool ranks = false;  // "rank for rank"
  each_clause<Release>(model, [&](int, const Release& release) { ranks = ranks || release.amount.by_rank; });
  each_clause<Key>(model, [&](int, const Key& key) { ranks = ranks || key.by_rank; });
  for (const Delivery* delivery : ledger.bulk) place_index(model, delivery->to);
  for (std::size_t person = 0; person < model.people_count; ++person)
    if (ledger.received[person] != nullptr) place_index(model, ledger.received[person]->to);

  for (const std::string& place : model.places) model.place_words.push_back(folded(place));

  std::map<std::string, Grown> families;  // which take minors along
  std::vector<char> in_population(model.kinds.size(), 0);
  std::vector<std::vector<char>> eligible(model.kinds.size(), std::vector<char>(slots, 0));  // by kind
  for (std::size_t kind = 0; kind < model.kinds.size(); ++kind) {
    const std::size_t person = model.kinds[kind].person;
    bool population = false;
    for (std::size_t slot = 0; slot < slots; ++slot) {
      if (!model.member(person, *model.slots[slot].of, static_cast<int>(slot))) continue;
      population = true;
      if (can_release(model, model.slots[slot], person)) eligible[kind][slot] = 1;
    }
    in_population[kind] = population ? 1 : 0;
    const std::string& family = model.facts[person].person->family_unit;
    const Delivery* gone = ledger.received[person];
    if (!family.empty() && !minors_accompany(model, person, gone == nullptr ? 0 : gone->day)) {
      Grown& grown = families[folded(family)];
      const std::string& holder = model.facts[person].held_by;
      grown.may_go.resize(slots);
      grown.holders.insert(holder);
      for (std::size_t slot = 0; slot < slots; ++slot)
        if (eligible[kind][slot] != 0) grown.may_go[slot].insert(holder);
    }
  }

  // Families of whom a grown member goes or has gone: only those take minors along who have gone.
  std::set<std::string> with_family;
  for (const auto& [family, grown] : families)
    if (grown.goes()) with_family.insert(family);
  for (std::size_t person = 0; person < model.people_count; ++person) {
    const Delivery* delivery = ledger.received[person];
    const std::string& family = model.facts[person].person->family_unit;
    if (delivery != nullptr && !family.empty() && !minors_accompany(model, person, delivery->day))
      with_family.insert(folded(family));
  }
  each_clause<Counting>(model, [&](int, const Counting& rule) {
    if (rule.what == Counting::What::AccompanyingMinors) model.minors_count = rule.counts;
  });

  std::map<Signature, int> known;
  const auto class_of = [&](Draft&& draft, Signature&& signature) {
    const auto [found, fresh] = known.emplace(std::move(signature), static_cast<int>(model.groups.size()));
    if (!fresh) return found->second;
    model.groups.push_back(std::move(draft.group));
    Group& group = model.groups.back();
    for (std::size_t slot = 0; slot < slots; ++slot)
      for (const int to : draft.places[slot])
        for (std::size_t phase = 0; phase < model.phases.size(); ++phase) {
          if (model.slots[slot].phases[phase] == 0) continue;
          Cell cell{found->second, static_cast<int>(slot), static_cast<int>(phase), to, group.stops};
          for (const auto* more : {&draft.slot_stops[slot], &draft.place_stops[static_cast<std::size_t>(to)]})
            cell.stops.insert(cell.stops.end(), more->begin(), more->end());
          group.cells.push_back(static_cast<int>(model.cells.size()));
          model.cells.push_back(std::move(cell));
        }
    return found->second;
  };

  const auto add_delivered = [&](std::size_t person, const Delivery& delivery, std::int64_t count) {
    Group group;
    group.people = {person};
    group.size = count;
    group.delivered = true;
    group.delivered_slot = delivered_slot(model, delivery, person);
    group.delivered_phase = phase_index(model, delivery.phase);
    group.delivered_party = delivery.from;
    group.outside_key = delivery.outside_the_key;
    group.obliges_nobody = outside_the_key(model, person, -1);
    group.accompanies = person < model.people_count && minors_accompany(model, person, delivery.day) &&
                        with_family.count(folded(model.facts[person].person->family_unit)) > 0;
    group.slots.assign(slots, 0);
    if (group.delivered_slot >= 0) group.slots[static_cast<std::size_t>(group.delivered_slot)] = 1;
    for (const Set* set : model.sets)
      group.sets.push_back(model.populations.depends_on_release(*set) ? 2 : model.member(person, *set) ? 1 : 0);
    const int index = static_cast<int>(model.groups.size());
    group.cells = {static_cast<int>(model.cells.size())};
    model.cells.push_back({index, group.delivered_slot, group.delivered_phase, place_index(model, delivery.to), {}});
    model.groups.push_back(std::move(group));
    model.group_of[person] = index;
  };

  each_clause<Counting>(model, [&](int, const Counting& rule) {
    if (rule.what == Counting::What::OutsideTheKey && !rule.counts && model.populations.depends_on_release(rule.who))
      model.outside_by_release.push_back(&rule.who);
  });

  std::vector<int> release_sets;  // by set: membership depends on the release
  for (const Set* set : model.sets) release_sets.push_back(model.populations.depends_on_release(*set) ? 1 : 0);
  // The class of a kind, by its first person; -1: no article releases them.
  const auto class_of_kind = [&](std::size_t kind, std::size_t person, std::vector<Stop>& stops) {
    bool accompanies = false, apart = false, family_goes = false;
    if (minors_accompany(model, person)) {
      const auto family = families.find(folded(model.facts[person].person->family_unit));
      if (family != families.end()) {
        auto along = goes_along_under(model, family->second, person);
        accompanies = along.has_value();
        apart = !accompanies;
        family_goes = family->second.goes();
        if (along) eligible[kind] = std::move(*along);
        if (accompanies) in_population[kind] = 1;
      }
    }
    std::set<HoldKind> lifted;
    for (const HoldKind hold : model.facts[person].person->holds)
      for (std::size_t slot = 0; slot < slots; ++slot)
        if (eligible[kind][slot] != 0 && lifts(model, model.slots[slot], person, hold)) lifted.insert(hold);
    stops = stops_of(model, ledger, person, lifted);
    const bool any = std::any_of(eligible[kind].begin(), eligible[kind].end(), [](char slot) { return slot != 0; });
    if (!any) {
      if (apart && family_goes) {
        in_population[kind] = 1;
        stops.insert(stops.begin(), {StopKind::HeldElsewhere, -1, model.facts[person].person->held_by});
      } else if (in_population[kind] != 0) {
        stops.insert(stops.begin(), {StopKind::NotHeld, -1, model.facts[person].person->held_by});
      }
      return -1;
    }
    Draft draft;
    draft.group.stops = stops;
    draft.group.slots = eligible[kind];
    draft.group.accompanies = accompanies;
    draft.group.apart = apart;
    draft.group.obliges_nobody = outside_the_key(model, person, -1);
    for (std::size_t set = 0; set < model.sets.size(); ++set)
      draft.group.sets.push_back(release_sets[set] != 0 ? 2 : model.member(person, *model.sets[set]) ? 1 : 0);
    for (std::size_t slot = 0; slot < slots; ++slot) {
      const bool may = eligible[kind][slot] != 0;
      draft.places.push_back(may ? places_for(model, model.slots[slot], person) : std::vector<int>());
      draft.slot_stops.push_back(may ? stops_of_slot(model, person, model.slots[slot], lifted) : std::vector<Stop>());
    }
    for (const std::string& to : model.places) draft.place_stops.push_back(stops_of_place(model, person, to));
    std::string alone;
    if (accompanies || family_matters(model, person)) alone = "family " + model.facts[person].person->id.text();
    if (wishes) alone += "\nwish " + folded(model.facts[person].person->wish);
    if (ranks) alone += "\nrank " + model.facts[person].rank;
    std::vector<char> flags = draft.group.slots;
    flags.push_back(accompanies ? 1 : 0);
    Signature signature{
        flags, draft.group.sets, stops, draft.places, draft.slot_stops, draft.place_stops, traits(model, person),
        alone};
    return class_of(std::move(draft), std::move(signature));
  };
  constexpr int kNotYet = -2;
  std::vector<int> group_of_kind(model.kinds.size(), kNotYet);
  std::vector<std::vector<Stop>> stops_of_kind(model.kinds.size());
  for (const std::size_t person : model.order) {
    if (person >= model.people_count) continue;
    if (ledger.received[person] != nullptr) {
      add_delivered(person, *ledger.received[person], 1);
      continue;
    }
    const auto kind = static_cast<std::size_t>(model.kind_of[person]);
    if (group_of_kind[kind] == kNotYet) group_of_kind[kind] = class_of_kind(kind, person, stops_of_kind[kind]);
    model.stops_of[person] = stops_of_kind[kind];
    const int index = model.group_of[person] = group_of_kind[kind];
    if (index < 0) continue;
    Group& group = model.groups[static_cast<std::size_t>(index)];
    group.people.push_back(person);
    group.size += 1;
  }
  for (std::size_t person = 0; person < model.people_count; ++person)
    model.in_population[person] = in_population[static_cast<std::size_t>(model.kind_of[person])];
  for (std::size_t at = 0; at < ledger.bulk.size(); ++at)
    add_delivered(model.people_count + at, *ledger.bulk[at], ledger.bulk[at]->count);
}

bool acknowledged(const PersonFacts& person) {
  return static_cast<int>(person.standing) >= static_cast<int>(Standing::Acknowledged) && !person.contested;
}

}  // namespace midspan::clear::model
