// SPDX-License-Identifier: Apache-2.0
// What has happened is a fact: more may have gone than was agreed, and nothing is asked for in vain because of it. And
// numbers that are nought: nobody, not "as many as you like".
#include <gtest/gtest.h>

#include <algorithm>

#include "clear/build.hpp"

namespace midspan::clear::test {
namespace {

Delivery gone(const std::string& person, const std::string& from, const std::string& to,
              const std::string& phase = "") {
  Delivery out;
  out.person = PersonId(person);
  out.from = from;
  out.to = to;
  out.phase = phase;
  return out;
}

PhaseRule takes(const std::string& phase, std::int64_t at_most) {
  PhaseRule rule;
  rule.phase = phase;
  rule.at_most = n(at_most);
  rule.at_most.span = {1, 2};  // it stands in a text
  return rule;
}

bool says(const Allocation& allocation, const std::string& code) {
  return std::any_of(allocation.conflicts.begin(), allocation.conflicts.end(), [&](const Conflict& conflict) {
    return std::any_of(conflict.numbers.begin(), conflict.numbers.end(),
                       [&](const base::Message& number) { return number.code == code; });
  });
}

TEST(Gone, WhereMoreHaveGoneThanWasAgreedTheRestIsStillPlanned) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", exactly(2), held_by("North"), "South")});
  article(agreement, {release("South", exactly(3), held_by("South"), "North")});
  std::vector<PersonFacts> people;
  crowd(people, "N", 5, "North");
  crowd(people, "S", 5, "South");
  const std::vector<Delivery> ledger = {gone("N0001", "North", "South"), gone("N0002", "North", "South"),
                                        gone("N0003", "North", "South")};
  const auto found = clear(agreement, people, ledger, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Infeasible);
  ASSERT_EQ(found->conflicts.size(), 1u);
  EXPECT_EQ(found->conflicts[0].articles, std::vector<std::string>{"1"});
  EXPECT_TRUE(says(*found, "CLR-178"));
  // Nobody more of the North, and South as agreed.
  EXPECT_EQ(count_by(*found, "North"), 0);
  EXPECT_EQ(count_by(*found, "South"), 3);
}

TEST(Gone, AllThatAKeyOwesMayHaveBegunBeforeItIsOwed) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", exactly(1), held_by("North"), "South")});
  Key key;
  key.delivered = list("LEADER");
  key.party = "South";
  key.owed.emplace_back();
  key.owed.back().all = true;
  key.owed.back().of = held_by("South");
  article(agreement, {key});
  std::vector<PersonFacts> people;
  crowd(people, "N", 2, "North");
  crowd(people, "S", 2, "South");
  const auto found = clear(agreement, people, std::vector<Delivery>{gone("S0001", "South", "North")}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*found, "North"), 1);
  EXPECT_EQ(count_by(*found, "South"), 0);
}

TEST(Gone, WhatHasBegunIsNotAskedToWait) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", exactly(2), held_by("North"), "South")});
  article(agreement, {release("South", exactly(2), held_by("South"), "North")});
  Sequencing after;
  after.kind = Sequencing::Kind::After;
  after.articles = {"2"};
  after.conditions.emplace_back();
  after.conditions.back().kind = Condition::Kind::ArticleComplete;
  after.conditions.back().name = "1";
  Sequencing rounds;
  rounds.kind = Sequencing::Kind::RoundsOf;
  rounds.number = n(1);
  article(agreement, {after, takes("1", 2), takes("2", 9), takes("3", 9)});
  article(agreement, {rounds});
  std::vector<PersonFacts> people;
  crowd(people, "N", 3, "North");
  crowd(people, "S", 3, "South");
  // Both have acted in one round, and South has begun.
  const std::vector<Delivery> ledger = {gone("S0001", "South", "North", "1"), gone("N0001", "North", "South", "1")};
  const auto found = clear(agreement, people, ledger, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*found, "North"), 1);
  EXPECT_EQ(count_by(*found, "South"), 1);
}

TEST(Nought, APhaseOfNoPlacesTakesNobody) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", all(), held_by("North"), "South")});
  article(agreement, {takes("1", 0)});
  article(agreement, {takes("2", 3)});
  agreement.goals = {goal(Goal::Kind::MostReleased), goal(Goal::Kind::EarliestPhases)};
  std::vector<PersonFacts> people;
  crowd(people, "N", 2, "North");
  const auto found = clear(agreement, people, {}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Optimal);
  ASSERT_EQ(found->allotted.size(), 2u);
  for (const Allotted& line : found->allotted) EXPECT_EQ(line.phase, "2");
  // And what if the second took nobody, either?
  const auto then = clear(*edited(agreement, "Article 3 = 0"), people, {}, {});
  ASSERT_TRUE(then);
  EXPECT_EQ(then->outcome, Outcome::Infeasible);
  EXPECT_EQ(then->allotted.size(), 0u);
}

TEST(Nought, NoStretchersIsSaidAsAnyOtherNumber) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", at_least(0), held_by("North"), "South")});
  PhaseRule rule = takes("1", 5);
  article(agreement, {rule});
  std::vector<PersonFacts> people;
  crowd(people, "N", 2, "North");
  people[0].health = Health::GravelyIll;
  EXPECT_EQ(clear(agreement, people, {}, {})->allotted.size(), 2u);  // nothing is said of stretchers
  rule.stretchers.span = {3, 4};
  agreement.articles.pop_back();
  article(agreement, {rule});
  const auto found = clear(agreement, people, {}, {});
  ASSERT_EQ(found->allotted.size(), 1u);
  EXPECT_EQ(found->allotted[0].person.text(), "N0002");
}

TEST(OutsideTheKey, WhoeverIsLeftOutObligesNobody) {
  Agreement agreement;
  agreement.parties = {"North", "South"};
  article(agreement, {release("North", all(), held_by("North"), "South")});
  Key key;
  key.delivered = held_by("North");
  key.party = "South";
  key.owed.emplace_back();
  key.owed.back().number = n(3);
  key.owed.back().of = held_by("South");
  article(agreement, {key});
  std::vector<PersonFacts> people;
  crowd(people, "N", 4, "North");
  crowd(people, "S", 20, "South");
  people[0].lists = people[1].lists = {"GUESTS"};
  EXPECT_EQ(count_by(*clear(agreement, people, {}, {}), "South"), 12);
  Counting guests;
  guests.what = Counting::What::OutsideTheKey;
  guests.who = list("GUESTS");
  article(agreement, {guests});
  const auto found = clear(agreement, people, {}, {});
  EXPECT_EQ(count_by(*found, "North"), 4);
  EXPECT_EQ(count_by(*found, "South"), 6);
  // The same of what has been handed over.
  const std::vector<Delivery> ledger = {gone("N0001", "North", "South"), gone("N0003", "North", "South")};
  const auto owed = balances(agreement, people, ledger, {});
  ASSERT_TRUE(owed);
  const auto south =
      std::find_if(owed->begin(), owed->end(), [](const Balance& each) { return each.party == "South"; });
  ASSERT_NE(south, owed->end());
  EXPECT_EQ(south->owed, 3);
}

}  // namespace
}  // namespace midspan::clear::test
