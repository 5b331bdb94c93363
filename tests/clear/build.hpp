// SPDX-License-Identifier: Apache-2.0
// Agreements and people for tests, as trees: shorthands, nothing clever.
#pragma once

#include <string>
#include <vector>

#include "clear/clear.hpp"

namespace midspan::clear::test {

using namespace people;

inline Number n(std::int64_t value) {
  Number number;
  number.low = number.high = value;
  return number;
}

inline Amount all() { return {}; }
inline Amount exactly(std::int64_t value) {
  Amount amount;
  amount.kind = Amount::Kind::Exactly;
  amount.number = n(value);
  return amount;
}
inline Amount at_least(std::int64_t value) {
  Amount amount = exactly(value);
  amount.kind = Amount::Kind::AtLeast;
  return amount;
}
inline Amount at_most(std::int64_t value) {
  Amount amount = exactly(value);
  amount.kind = Amount::Kind::AtMost;
  return amount;
}
inline Amount as_many_as(const std::string& party, const std::string& article) {
  Amount amount;
  amount.kind = Amount::Kind::AsManyAs;
  amount.party = party;
  amount.article = article;
  return amount;
}

inline Filter filter(Filter::Kind kind, const std::string& text = "") {
  Filter out;
  out.kind = kind;
  out.text = text;
  return out;
}
inline Set persons(std::vector<Filter> filters) {
  Set set;
  set.filters = std::move(filters);
  return set;
}
inline Set held_by(const std::string& party) { return persons({filter(Filter::Kind::HeldBy, party)}); }
inline Set defined(const std::string& name) {
  Set set;
  set.kind = Set::Kind::Defined;
  set.name = name;
  return set;
}
inline Set list(const std::string& name) {
  Set set;
  set.kind = Set::Kind::List;
  set.name = name;
  return set;
}
inline Set except(Set from, Set what) {
  Set set;
  set.kind = Set::Kind::Difference;
  set.parts = {std::move(from), std::move(what)};
  return set;
}

inline Release release(const std::string& party, Amount amount, Set of, const std::string& to = "") {
  Release out;
  out.party = party;
  out.amount = std::move(amount);
  out.of = std::move(of);
  out.to = to;
  return out;
}

inline void article(Agreement& agreement, std::vector<ClauseBody> clauses) {
  Article out;
  out.number = std::to_string(agreement.articles.size() + 1);
  for (ClauseBody& body : clauses) {
    Clause clause;
    clause.body = std::move(body);
    out.clauses.push_back(std::move(clause));
  }
  agreement.articles.push_back(std::move(out));
}

// Two parties and nothing agreed yet; or what each releases to the other, as Articles 1 and 2.
inline Agreement north_and_south() {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  return agreement;
}
inline Agreement north_and_south(Amount north, Amount south) {
  Agreement agreement = north_and_south();
  article(agreement, {release("North", std::move(north), held_by("North"), "South")});
  article(agreement, {release("South", std::move(south), held_by("South"), "North")});
  return agreement;
}
// "Phase 1 takes at most 3 persons."
inline PhaseRule takes(const std::string& phase, std::int64_t at_most) {
  PhaseRule rule;
  rule.phase = phase;
  rule.at_most = n(at_most);
  rule.at_most.span = {1, 2};  // it stands in a text
  return rule;
}

inline Goal goal(Goal::Kind kind, OrderKey order = OrderKey::LongestHeld) {
  Goal out;
  out.kind = kind;
  out.order = order;
  return out;
}

inline PersonFacts person(const std::string& id, const std::string& held_by) {
  PersonFacts facts;
  facts.id = PersonId(id);
  facts.held_by = held_by;
  facts.standing = Standing::Acknowledged;
  facts.travel_consent = ConsentAnswer::Yes;
  return facts;
}

// "A001".. held by a party.
inline void crowd(std::vector<PersonFacts>& people, const std::string& prefix, int count, const std::string& held_by) {
  for (int i = 1; i <= count; ++i) {
    std::string digits = std::to_string(i);
    people.push_back(person(prefix + std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits, held_by));
  }
}

inline std::vector<PersonFacts> crowds(int north, int south) {
  std::vector<PersonFacts> people;
  crowd(people, "N", north, "North");
  crowd(people, "S", south, "South");
  return people;
}

inline std::int64_t count_by(const Allocation& allocation, const std::string& party) {
  std::int64_t count = 0;
  for (const Allotted& line : allocation.allotted) count += line.released_by == party ? 1 : 0;
  return count;
}
inline bool goes(const Allocation& allocation, const std::string& id) {
  for (const Allotted& line : allocation.allotted)
    if (line.person.text() == id) return true;
  return false;
}

}  // namespace midspan::clear::test
