// SPDX-License-Identifier: Apache-2.0
// "A person who refuses is not replaced and does count": who refuses uses up a place (docs/decisions/0310).
#include <gtest/gtest.h>

#include "clear/build.hpp"

namespace midspan::clear::test {
namespace {

Counting refusers(bool replaced, bool counts) {
  Counting rule;
  rule.what = Counting::What::Refusers;
  rule.replaced = replaced;
  rule.counts = counts;
  return rule;
}

// Twelve of the North, of whom the first two refuse; five of the South.
std::vector<PersonFacts> two_of_twelve_refuse() {
  std::vector<PersonFacts> people = crowds(12, 5);
  for (PersonFacts& person : people)
    if (person.id == PersonId("N0001") || person.id == PersonId("N0002")) person.travel_consent = ConsentAnswer::No;
  return people;
}

TEST(Refusers, ANumberIsMadeUpFromOthersWhileThereAreEnough) {
  for (const bool counts : {false, true}) {
    Agreement agreement = north_and_south(exactly(9), exactly(1));
    article(agreement, {refusers(!counts, counts)});
    const auto found = clear(agreement, two_of_twelve_refuse(), {}, {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->outcome, Outcome::Optimal);
    EXPECT_EQ(count_by(*found, "North"), 9);
    EXPECT_TRUE(found->shortfalls.empty());
  }
}

TEST(Refusers, WhereThereAreNotEnoughOthersTheyUseUpPlacesIfAnArticleSaysSo) {
  for (const std::int64_t asked : {11, 12}) {
    Agreement agreement = north_and_south(exactly(asked), exactly(1));
    const auto without = clear(agreement, two_of_twelve_refuse(), {}, {});
    ASSERT_TRUE(without);
    EXPECT_EQ(without->outcome, Outcome::Infeasible);
    article(agreement, {refusers(false, true)});
    const auto found = clear(agreement, two_of_twelve_refuse(), {}, {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->outcome, Outcome::Optimal);
    EXPECT_EQ(count_by(*found, "North"), 10);
    ASSERT_EQ(found->shortfalls.size(), 1u);
    EXPECT_EQ(found->shortfalls[0].article, "1");
    EXPECT_EQ(found->shortfalls[0].missing, asked - 10);
    ASSERT_EQ(found->shortfalls[0].reasons.size(), 1u);
    EXPECT_EQ(found->shortfalls[0].reasons[0].first, (base::Message{"CLR-198", {{"article", std::string("3")}}}));

    const auto who = why(agreement, two_of_twelve_refuse(), {}, {}, PersonId("N0001"));
    ASSERT_TRUE(who);
    ASSERT_EQ(who->sentences.size(), 2u);
    EXPECT_EQ(who->sentences[1].code, "CLR-198");
  }
}

TEST(Refusers, MoreThanThereAreStaysImpossible) {
  Agreement agreement = north_and_south(exactly(10), exactly(1));
  article(agreement, {refusers(false, true)});
  std::vector<PersonFacts> people = two_of_twelve_refuse();
  people[2].holds.push_back(HoldKind::CourtOrder);  // who does not refuse
  const auto found = clear(agreement, people, {}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Infeasible);
  EXPECT_EQ(count_by(*found, "North"), 9);
}

TEST(Refusers, WhoRefusedAtTheHandOverHadAPlace) {
  Agreement agreement = north_and_south(exactly(9), exactly(1));
  article(agreement, {refusers(false, true)});
  Delivery refused;
  refused.person = PersonId("N0003");
  refused.from = "North";
  refused.to = "South";
  refused.outcome = "refused";
  const auto found = clear(agreement, two_of_twelve_refuse(), std::vector<Delivery>{refused}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*found, "North"), 8);
}

// The other side owes for every place, used up or not; of those who refuse and were asked for by nobody it owes
// nothing.
TEST(Refusers, AnEqualNumberCountsThePlacesThatAreUsedUp) {
  const auto given_for = [](Amount amount) {
    Agreement agreement = north_and_south();
    article(agreement, {release("North", std::move(amount), held_by("North"), "South")});
    article(agreement, {release("South", as_many_as("North", "1"), held_by("South"), "North")});
    article(agreement, {refusers(false, true)});
    std::vector<PersonFacts> people = crowds(12, 20);
    for (PersonFacts& person : people)
      if (person.id == PersonId("N0001") || person.id == PersonId("N0002")) person.travel_consent = ConsentAnswer::No;
    const auto found = clear(agreement, people, {}, {});
    EXPECT_TRUE(found && found->outcome == Outcome::Optimal);
    return found ? count_by(*found, "South") : -1;
  };
  EXPECT_EQ(given_for(all()), 12);
  EXPECT_EQ(given_for(exactly(11)), 11);
  EXPECT_EQ(given_for(exactly(9)), 9);
  EXPECT_EQ(given_for(at_most(5)), 5);
}

}  // namespace
}  // namespace midspan::clear::test
