// SPDX-License-Identifier: Apache-2.0
// "A person who refuses is not replaced": nobody takes the place (docs/decisions/0310, 0391). The same of who has died,
// and of who is free already.
#include <gtest/gtest.h>

#include "clear/build.hpp"

namespace midspan::clear::test {
namespace {

Counting refusers(bool replaced, bool counts, Counting::What what = Counting::What::Refusers) {
  Counting rule;
  rule.what = what;
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
    article(agreement, {refusers(false, counts)});
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

TEST(Refusers, APlaceIsLostForEachOfThemAndForNobodyElse) {
  Agreement agreement = north_and_south(exactly(14), exactly(1));  // of twelve
  article(agreement, {refusers(false, true)});
  const auto found = clear(agreement, two_of_twelve_refuse(), {}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Infeasible);
}

TEST(Refusers, APlaceIsLostUnderOneSentenceOfTwoThatSpeakOfTheSameGroup) {
  Agreement agreement = north_and_south();
  article(agreement, {release("North", exactly(3), held_by("North"), "South")});
  article(agreement, {release("North", exactly(4), held_by("North"), "South")});
  article(agreement, {refusers(false, false)});
  Delivery failed;
  failed.person = PersonId("N0003");
  failed.from = "North";
  failed.to = "South";
  failed.outcome = "refused";
  const auto found = clear(agreement, crowds(12, 5), std::vector<Delivery>{failed}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*found, "North"), 6);
  const auto owed = balances(agreement, crowds(12, 5), std::vector<Delivery>{failed}, {});
  ASSERT_TRUE(owed);
  EXPECT_EQ((*owed)[0].due(), 2);
  EXPECT_EQ((*owed)[1].due(), 4);
}

TEST(Refusers, WhoDidNotGoAtTheHandOverHadAPlace) {
  using What = Counting::What;
  const std::pair<What, const char*> kOutcomes[] = {
      {What::Refusers, "refused"}, {What::DeadBeforeHandover, "dead"}, {What::AlreadyFree, "already free"}};
  for (const auto& [what, outcome] : kOutcomes)
    for (const bool replaced : {false, true})
      for (const bool counts : {false, true}) {
        Agreement agreement = north_and_south(exactly(9), exactly(1));
        article(agreement, {refusers(replaced, counts, what)});
        Delivery failed;
        failed.person = PersonId("N0003");
        failed.from = "North";
        failed.to = "South";
        failed.outcome = outcome;
        const auto found = clear(agreement, two_of_twelve_refuse(), std::vector<Delivery>{failed}, {});
        ASSERT_TRUE(found);
        EXPECT_EQ(found->outcome, Outcome::Optimal);
        EXPECT_EQ(count_by(*found, "North"), replaced ? 9 : 8) << outcome;
      }
}

TEST(Refusers, WhoHasDiedOrIsFreeLosesAPlaceWhereThereAreNotEnoughOthers) {
  using What = Counting::What;
  for (const auto& [what, answer] : {std::pair{What::DeadBeforeHandover, StatementCode::DiedInCustody},
                                     std::pair{What::AlreadyFree, StatementCode::Released}})
    for (const bool replaced : {false, true}) {
      Agreement agreement = north_and_south(exactly(12), exactly(1));
      article(agreement, {refusers(replaced, false, what)});
      std::vector<PersonFacts> people = crowds(12, 5);
      people[0].answer = answer;
      const auto found = clear(agreement, people, {}, {});
      ASSERT_TRUE(found);
      EXPECT_EQ(found->outcome, replaced ? Outcome::Infeasible : Outcome::Optimal);
      EXPECT_EQ(count_by(*found, "North"), 11);
    }
}

// The other side owes for every place that counts, used up or not; of those who refuse and were asked for by nobody it
// owes nothing.
TEST(Refusers, AnEqualNumberCountsThePlacesThatAreUsedUp) {
  const auto given_for = [](Amount amount, bool counts = true) {
    Agreement agreement = north_and_south();
    article(agreement, {release("North", std::move(amount), held_by("North"), "South")});
    article(agreement, {release("South", as_many_as("North", "1"), held_by("South"), "North")});
    article(agreement, {refusers(false, counts)});
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
  EXPECT_EQ(given_for(all(), false), 10);
  EXPECT_EQ(given_for(exactly(11), false), 10);
}

}  // namespace
}  // namespace midspan::clear::test
