// SPDX-License-Identifier: Apache-2.0
// What has happened is a fact: more may have gone than was agreed, and nothing is asked for in vain because of it. And
// numbers that are nought: nobody, not "as many as you like".
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>

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

bool says(const Allocation& allocation, const std::string& code) {
  return std::any_of(allocation.conflicts.begin(), allocation.conflicts.end(), [&](const Conflict& conflict) {
    return std::any_of(conflict.numbers.begin(), conflict.numbers.end(),
                       [&](const base::Message& number) { return number.code == code; });
  });
}

TEST(Gone, WhereMoreHaveGoneThanWasAgreedTheRestIsStillPlanned) {
  Agreement agreement = north_and_south(exactly(2), exactly(3));
  std::vector<PersonFacts> people = crowds(5, 5);
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
  Agreement agreement = north_and_south();
  article(agreement, {release("North", exactly(1), held_by("North"), "South")});
  Key key;
  key.delivered = list("LEADER");
  key.party = "South";
  key.owed.emplace_back();
  key.owed.back().all = true;
  key.owed.back().of = held_by("South");
  article(agreement, {key});
  std::vector<PersonFacts> people = crowds(2, 2);
  const auto found = clear(agreement, people, std::vector<Delivery>{gone("S0001", "South", "North")}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*found, "North"), 1);
  EXPECT_EQ(count_by(*found, "South"), 0);
}

TEST(Gone, APoolPaysItsNumberAndNoMoreHoweverManyAreDelivered) {
  for (const std::int64_t number : {7, 1}) {  // shares of three, and fewer than one for each
    for (const std::int64_t delivered : {1, 2, 3, 5}) {
      Agreement agreement = north_and_south();
      article(agreement, {release("North", exactly(delivered), held_by("North"), "South")});
      Key key;
      key.basis = Key::Basis::Together;
      key.every = n(2);
      key.delivered = held_by("North");
      key.party = "South";
      key.owed.emplace_back();
      key.owed.back().number = n(number);
      key.owed.back().of = held_by("South");
      article(agreement, {key});
      std::vector<PersonFacts> people = crowds(6, 20);
      std::vector<Delivery> ledger;
      const std::int64_t due = delivered >= 2 ? number : number / 2;
      for (std::int64_t before = 0; before <= delivered; ++before) {
        const auto plan = clear(agreement, people, ledger, {});
        ASSERT_TRUE(plan);
        EXPECT_EQ(plan->outcome, Outcome::Optimal);
        EXPECT_EQ(count_by(*plan, "North"), delivered - before);
        EXPECT_EQ(count_by(*plan, "South"), due) << delivered << " of which before " << before;
        ledger.push_back(gone("N000" + std::to_string(before + 1), "North", "South"));
      }
      const auto owed = balances(agreement, people, std::span(ledger).first(static_cast<std::size_t>(delivered)), {});
      ASSERT_TRUE(owed);
      EXPECT_EQ(owed->back().owed, due);
    }
  }
}

TEST(Gone, WhatHasBegunIsNotAskedToWait) {
  Agreement agreement = north_and_south(exactly(2), exactly(2));
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
  std::vector<PersonFacts> people = crowds(3, 3);
  // Both have acted in one round, and South has begun.
  const std::vector<Delivery> ledger = {gone("S0001", "South", "North", "1"), gone("N0001", "North", "South", "1")};
  const auto found = clear(agreement, people, ledger, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*found, "North"), 1);
  EXPECT_EQ(count_by(*found, "South"), 1);
}

// A minor who went with a parent does not count afterwards either, and one who went with nobody does.
TEST(Gone, WhoeverWentAlongAndDoesNotCountDoesNotCountLater) {
  Agreement agreement = north_and_south(exactly(3), as_many_as("North", "1"));
  agreement.version = base::parse_day("2025-01-01");
  FamilyRule family;
  family.kind = FamilyRule::Kind::MinorsAccompany;
  Counting minors;
  minors.what = Counting::What::AccompanyingMinors;
  minors.counts = false;
  article(agreement, {family, minors});
  std::vector<PersonFacts> people = crowds(9, 9);
  people[0].family_unit = people[1].family_unit = "F";
  people[1].birth.earliest = people[1].birth.latest = *base::parse_day("2007-06-01");
  people[2].birth = people[1].birth;  // of no family
  Options options;
  options.day = *base::parse_day("2026-01-01");
  const auto allotted = clear(agreement, people, {}, options);
  ASSERT_TRUE(allotted);
  EXPECT_EQ(allotted->outcome, Outcome::Optimal);
  ASSERT_TRUE(goes(*allotted, "N0002"));
  EXPECT_EQ(count_by(*allotted, "North"), 4);  // three, and the minor who goes along
  EXPECT_EQ(count_by(*allotted, "South"), 3);
  // The same when they have gone; and when the minor has come of age since.
  for (const char* version : {"2025-01-01", "2026-01-01"}) {
    agreement.version = base::parse_day(version);
    std::vector<Delivery> ledger = {gone("N0001", "North", "South"), gone("N0002", "North", "South")};
    for (Delivery& each : ledger) each.day = *base::parse_day("2025-02-01");
    const auto then = clear(agreement, people, ledger, options);
    ASSERT_TRUE(then);
    EXPECT_EQ(then->outcome, Outcome::Optimal);
    EXPECT_EQ(count_by(*then, "North"), 2) << version;
    EXPECT_EQ(count_by(*then, "South"), 3) << version;
    EXPECT_EQ(then->counts[0].accompanying, 1) << version;
    const auto owed = balances(agreement, people, ledger, options);
    ASSERT_TRUE(owed);
    EXPECT_EQ((*owed)[0].delivered, 1) << version;
    EXPECT_EQ((*owed)[1].owed, 1) << version;
  }
  agreement.version = base::parse_day("2025-01-01");
  std::vector<Delivery> alone = {gone("N0003", "North", "South")};
  alone.front().day = *base::parse_day("2025-02-01");
  EXPECT_EQ((*balances(agreement, people, alone, options))[1].owed, 1);
  // Where the agreement says that they count, they do.
  std::get<Counting>(agreement.articles[2].clauses[1].body).counts = true;
  alone = {gone("N0001", "North", "South"), gone("N0002", "North", "South")};
  EXPECT_EQ((*balances(agreement, people, alone, options))[1].owed, 2);
}

TEST(Nought, APhaseOfNoPlacesTakesNobody) {
  Agreement agreement = north_and_south();
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
  Agreement agreement = north_and_south();
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
  Agreement agreement = north_and_south();
  article(agreement, {release("North", all(), held_by("North"), "South")});
  Key key;
  key.delivered = held_by("North");
  key.party = "South";
  key.owed.emplace_back();
  key.owed.back().number = n(3);
  key.owed.back().of = held_by("South");
  article(agreement, {key});
  std::vector<PersonFacts> people = crowds(4, 20);
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
