// SPDX-License-Identifier: Apache-2.0
// Agreements and people drawn at random: small ones, some of which cannot be kept.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "clear/build.hpp"
#include "clear/explain/numbers.hpp"

namespace midspan::clear::test {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  std::int64_t in(std::int64_t low, std::int64_t high) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return low + static_cast<std::int64_t>((z ^ (z >> 31)) % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(std::int64_t percent) { return in(0, 99) < percent; }

 private:
  std::uint64_t state_;
};

inline Set of_category(const std::string& holder, std::int64_t category) {
  return persons(
      {filter(Filter::Kind::HeldBy, holder), filter(Filter::Kind::InCategory, "c" + std::to_string(category))});
}

inline Set some_set(Draw& draw, const std::string& holder) {
  switch (draw.in(0, 3)) {
    case 0: return held_by(holder);
    case 1: return persons({filter(Filter::Kind::HeldBy, holder), filter(Filter::Kind::OfSex, "female")});
    case 2: return persons({filter(Filter::Kind::HeldBy, holder), filter(Filter::Kind::IllOrWounded)});
    default: return of_category(holder, draw.in(0, 2));
  }
}

inline std::vector<PersonFacts> some_people(Draw& draw) {
  std::vector<PersonFacts> people;
  crowd(people, "N", static_cast<int>(draw.in(4, 14)), "Norway");
  crowd(people, "C", static_cast<int>(draw.in(6, 24)), "Chile");
  for (PersonFacts& each : people) {
    each.categories = {"c" + std::to_string(draw.in(0, 2))};
    each.sex = draw.chance(35) ? Sex::Female : Sex::Male;
    each.health = draw.chance(25) ? Health::Ill : Health::Well;
    if (draw.chance(6)) each.holds = {HoldKind::CourtOrder};
    if (draw.chance(6)) each.travel_consent = ConsentAnswer::No;
    each.held_since.earliest = each.held_since.latest = static_cast<base::Day>(draw.in(1000, 1040));
  }
  return people;
}

inline Amount some_amount(Draw& draw, std::int64_t most) {
  const std::int64_t number = draw.in(1, most);
  switch (draw.in(0, 4)) {
    case 0: return at_least(number);
    case 1: return at_most(number);
    case 2: {
      Amount range = exactly(number);
      range.number.high = number + draw.in(1, 5);
      range.number.open = true;
      return range;
    }
    default: return exactly(number);
  }
}

inline Agreement some_agreement(Draw& draw) {
  Agreement agreement;
  agreement.parties = {"Norway", "Chile"};
  std::vector<ClauseBody> first{release("Norway", some_amount(draw, 8), held_by("Norway"), "Chile")};
  if (draw.chance(50)) {
    Composition part;
    part.amount = draw.chance(60) ? at_least(draw.in(1, 3)) : exactly(draw.in(10, 60));
    if (part.amount.kind == Amount::Kind::Exactly) part.amount.kind = Amount::Kind::AtLeastPercent;
    part.who = some_set(draw, "Norway");
    first.push_back(part);
  }
  article(agreement, std::move(first));
  if (draw.chance(60)) {
    Key key;
    key.basis = draw.chance(50) ? Key::Basis::Each : Key::Basis::Every;
    if (key.basis == Key::Basis::Every) key.every = n(draw.in(2, 4));
    key.delivered = some_set(draw, "Norway");
    key.by = "Norway";
    key.party = "Chile";
    key.to = "Norway";
    Owed owed;
    owed.number = n(draw.in(1, 3));
    owed.of = of_category("Chile", draw.in(0, 2));
    key.owed.push_back(owed);
    article(agreement, {key});
  }
  article(agreement, {release("Chile", some_amount(draw, 6), some_set(draw, "Chile"), "Norway")});
  if (draw.chance(40)) article(agreement, {release("Chile", as_many_as("Norway", "1"), held_by("Chile"), "Norway")});
  const std::int64_t phases = draw.in(1, 3);
  for (std::int64_t phase = 1; phase <= phases && phases > 1; ++phase) {
    PhaseRule rule;
    rule.phase = std::to_string(phase);
    rule.at_most = n(draw.in(2, 8));
    article(agreement, {rule});
  }
  if (draw.chance(40)) {
    Sequencing rule;
    rule.kind = Sequencing::Kind::NeverAhead;
    rule.left = "Chile";
    rule.right = "Norway";
    rule.number = n(draw.in(1, 6));
    article(agreement, {rule});
  }
  agreement.goals = {goal(Goal::Kind::MostReleased)};
  if (draw.chance(60)) agreement.goals.push_back(goal(Goal::Kind::EarliestPhases));
  agreement.goals.push_back(goal(Goal::Kind::OrderFirst, OrderKey::IllOrWounded));
  agreement.goals.push_back(goal(Goal::Kind::OrderFirst, OrderKey::LongestHeld));
  return agreement;
}

inline void change_a_number(Draw& draw, Agreement& agreement) {
  std::vector<Number*> numbers;
  std::set<const Number*> divisors;  // which nought cannot stand for
  for (Article& each : agreement.articles)
    for (Clause& clause : each.clauses) {
      for (Number* number : explain::numbers_of(clause)) numbers.push_back(number);
      for (const Number* number : explain::divisors_of(clause)) divisors.insert(number);
    }
  if (numbers.empty()) return;
  Number& number = *numbers[static_cast<std::size_t>(draw.in(0, static_cast<std::int64_t>(numbers.size()) - 1))];
  const std::int64_t by = draw.chance(50) ? draw.in(1, 3) : -draw.in(1, 3);
  const bool nought = draw.chance(10) && !divisors.contains(&number);
  number.low = std::max<std::int64_t>(nought ? 0 : 1, number.low + by);
  number.high = std::max(number.low, number.high + by);
}

}  // namespace midspan::clear::test
