// SPDX-License-Identifier: Apache-2.0
// Who comes first: the articles of priority, the goals that order, the agreement's rule for ties, the
// published commitments.
#include <algorithm>
#include <tuple>

#include "check/cells.hpp"

namespace midspan::check::derivation {

using namespace people;
using std::int64_t;

constexpr int64_t kLast = INT64_MAX;

// Where a person stands on a list; "" the first list that the person is on.
int64_t Cells::line_of(const Person& person, const std::string& list) {
  const auto& [lists, lines] = std::tie(person.facts.lists, person.facts.list_positions);
  for (std::size_t at = 0; at < lists.size(); ++at)
    if ((list.empty() || lists[at] == fold(list)) && at < lines.size()) return lines[at];
  return kLast;
}

std::string Cells::list_name(const Set& set) {
  const bool several = set.kind == Set::Kind::Union || set.kind == Set::Kind::Intersection;
  if ((set.kind == Set::Kind::Defined || set.kind == Set::Kind::List) && set.filters.empty()) return set.name;
  if (!several) return set.parts.empty() ? set.name : list_name(set.parts.front());
  std::string names;
  for (const Set& part : set.parts) {
    if (list_name(part).empty()) return {};
    names += (names.empty() ? "" : ", ") + list_name(part);
  }
  return names;
}

int64_t Cells::key(const Person& person, OrderKey key) const {
  const PersonFacts& facts = person.facts;
  Set minors;
  minors.kind = facts.remains ? Set::Kind::Remains : Set::Kind::Persons;
  minors.filters.emplace_back().kind = Filter::Kind::Minor;
  int64_t best = 0;
  bool named = false;
  switch (key) {
    case OrderKey::IllOrWounded: return facts.health >= Health::Ill && facts.health <= Health::GravelyIll ? 0 : 1;
    case OrderKey::LongestHeld: return facts.since().known() ? facts.since().earliest : kLast;
    case OrderKey::Oldest: return facts.birth.known() ? facts.birth.earliest : kLast;
    case OrderKey::Youngest: return facts.birth.known() ? -int64_t{facts.birth.latest} : kLast;
    case OrderKey::Minors: return populations_.contains(minors, facts, "", "") ? 0 : 1;
    case OrderKey::Women: return facts.sex == Sex::Female ? 0 : 1;
    case OrderKey::ListOrder: return line_of(person, "");
    case OrderKey::Alive: return facts.remains || facts.health == Health::Dead ? 1 : 0;
    case OrderKey::Named:
      each<Named>([&](int, int, const Named& rule) { named = named || in(person, rule.who); });
      return named ? 0 : 1;
    case OrderKey::HigherRank:
      for (const Schedule& schedule : agreement_.schedules)
        best = std::max(best, weight(schedule.name, person).value_or(0));
      return -best;
  }
  return kLast;
}

std::vector<int64_t> Cells::keys(const Person& person) const {
  std::vector<int64_t> out;
  each_in_order([&](const Clause& clause) {
    if (const auto* priority = std::get_if<Priority>(&clause.body)) {
      const bool within = in(person, priority->within);
      std::size_t tier = 0;
      while (within && tier < priority->classes.size() && !in(person, priority->classes[tier])) ++tier;
      out.push_back(static_cast<int64_t>(tier));
      for (const OrderKey one : priority->keys) out.push_back(within ? key(person, one) : 0);
    } else if (const auto* rule = std::get_if<Substitute>(&clause.body)) {
      const bool ordered = rule->in_its_order && in(person, rule->reserve);
      out.push_back(ordered ? line_of(person, list_name(rule->reserve)) : 0);
    }
  });
  for (const people::Goal& goal : agreement_.goals)
    if (goal.kind == people::Goal::Kind::OrderFirst)
      out.push_back(!goal.has_set || in(person, goal.of) ? key(person, goal.order) : 0);
  static const std::map<std::string, OrderKey> kTies = {{"longest held", OrderKey::LongestHeld},
                                                        {"longest held first", OrderKey::LongestHeld},
                                                        {"oldest", OrderKey::Oldest},
                                                        {"oldest first", OrderKey::Oldest},
                                                        {"youngest", OrderKey::Youngest},
                                                        {"youngest first", OrderKey::Youngest},
                                                        {"list order", OrderKey::ListOrder},
                                                        {"order of the list", OrderKey::ListOrder}};
  std::string tie = fold(agreement_.tie_break);
  if (tie.starts_with("the ")) tie.erase(0, 4);
  if (const auto known = kTies.find(tie); known != kTies.end()) out.push_back(key(person, known->second));
  else if (!tie.empty()) out.push_back(line_of(person, agreement_.tie_break));
  return out;
}

void Cells::order() {
  using Place = std::tuple<std::vector<int64_t>, std::string, std::string>;
  std::vector<Place> places;
  for (std::size_t at = 0; at < named_; ++at)
    if (const Person& person = people_[at]; person.group >= 0 && person.delivered == nullptr)
      places.emplace_back(keys(person), person.facts.commitment, person.facts.display_name);
  std::sort(places.begin(), places.end());
  for (const Place& place : places) out_.order.push_back(std::get<2>(place));
}

}  // namespace midspan::check::derivation
