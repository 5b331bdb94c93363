// SPDX-License-Identifier: Apache-2.0
// Who goes and who does not, where an agreement says less than it seems to (docs/decisions/0362 to 0365).
#include <gtest/gtest.h>

#include <algorithm>

#include "clear/build.hpp"
#include "terms/terms.hpp"

namespace midspan::clear::test {
namespace {

Agreement read(const std::string& articles, const std::string& parties = "North, South") {
  const terms::Reading reading =
      terms::read("Agreement \"T\". Version of 2025-04-20, English.\nParties: " + parties + ".\n\n" + articles, "t");
  EXPECT_TRUE(reading.ok) << articles;
  return reading.agreement;
}

Allocation cleared(const Agreement& agreement, const std::vector<PersonFacts>& people) {
  const auto found = clear(agreement, people, {}, {});
  EXPECT_TRUE(found);
  return found ? *found : Allocation{};
}

TEST(WhoGoes, AnExchangeFreesAsManyAsTheSmallerSideAllows) {
  const std::string groups = "North and South exchange persons held by North for persons held by South ";
  const Allocation even = cleared(read("Article 1. " + groups + "one for one."), crowds(7, 5));
  EXPECT_EQ(count_by(even, "North"), 5);
  EXPECT_EQ(count_by(even, "South"), 5);
  const Allocation three = cleared(read("Article 1. " + groups + "in the ratio of 3 to 1."), crowds(7, 5));
  EXPECT_EQ(count_by(three, "North"), 6);
  EXPECT_EQ(count_by(three, "South"), 2);
  // Whose number another article sets leads.
  const Allocation set =
      cleared(read("Article 1. " + groups + "one for one.\nArticle 2. South releases 2 of persons held by South."),
              crowds(7, 5));
  EXPECT_EQ(count_by(set, "North"), 2);
  EXPECT_EQ(count_by(set, "South"), 2);
}

TEST(WhoGoes, AnExchangeRankForRankIsOfEachRank) {
  std::vector<PersonFacts> people = crowds(4, 4);
  for (std::size_t at = 0; at < people.size(); ++at) people[at].rank = at < 3 || at == 4 ? "captain" : "private";
  const Allocation found = cleared(read("Article 1. North and South exchange persons held by North for persons held by "
                                        "South one for one, rank for rank."),
                                   people);
  EXPECT_EQ(count_by(found, "North"), 2);  // three captains for one, one private for three
  EXPECT_EQ(count_by(found, "South"), 2);
}

TEST(WhoGoes, WhoeverIsOutsideTheKeyNeedsNoWeight) {
  std::vector<PersonFacts> people = crowds(2, 1);
  people[0].rank = people[2].rank = "captain";
  people[1].categories = {"medical staff"};
  const std::string weights =
      "Article 1. North releases all of persons held by North to South. South releases all of persons held by South to "
      "North.\nArticle 2. The persons released by North have the same weight under Schedule A as those released by "
      "South.\n";
  const std::string schedule = "\nSchedule A: captain 6.\n";
  EXPECT_EQ(cleared(read(weights + schedule), people).allotted.size(), 2u);
  EXPECT_EQ(cleared(read(weights +
                         "Article 3. Releases of persons in category medical staff held by North are outside "
                         "the key.\n" +
                         schedule),
                    people)
                .allotted.size(),
            3u);
}

TEST(WhoGoes, OutsideTheKeyByTheArticleUnderWhichTheyGo) {
  const Allocation found = cleared(
      read(
          "Article 1. North releases 2 of persons held by North to South.\nArticle 2. North releases 1 of persons "
          "held by North to South.\nArticle 3. For each of persons held by North released, South releases 1 of persons "
          "held by South.\nArticle 4. Releases of the persons released under Article 2 are outside the key."),
      crowds(5, 5));
  EXPECT_EQ(count_by(found, "North"), 3);
  EXPECT_EQ(count_by(found, "South"), 2);
}

TEST(WhoGoes, WhereNoDestinationIsSaidPeopleAreSetFreeWhereHeld) {
  std::vector<PersonFacts> people = crowds(2, 0);
  people[0].travel_consent = ConsentAnswer::Missing;
  const std::string consent = "\nArticle 2. No person is sent to any country without consent.";
  const std::string release = "Article 1. North releases all of persons held by North";
  EXPECT_EQ(cleared(read(release + "." + consent), people).allotted.size(), 2u);
  EXPECT_EQ(cleared(read(release + " to South." + consent), people).allotted.size(), 1u);
}

TEST(WhoGoes, AHoldOfACourtIsLiftedByAnArticleThatNamesIt) {
  std::vector<PersonFacts> people = crowds(3, 0);
  people[0].holds = {HoldKind::Penal};
  people[1].holds = {HoldKind::Refoulement};
  const std::string everybody = "Article 1. North releases all of persons held by North to South.";
  EXPECT_EQ(cleared(read(everybody), people).allotted.size(), 1u);
  for (const char* lifting :
       {" Among them are persons under a hold of penal held by North.",
        "\nArticle 2. North releases all of persons under a hold of penal held by North to South.",
        "\nArticle 2. North releases all of persons under a hold held by North to South."}) {
    const Allocation found = cleared(read(everybody + lifting), people);
    EXPECT_TRUE(goes(found, "N0001")) << lifting;
    EXPECT_FALSE(goes(found, "N0002")) << lifting;
  }
  // Whom a group leaves out by that name it does not lift.
  EXPECT_FALSE(goes(cleared(read("Article 1. North releases all of persons held by North not under a hold of penal to "
                                 "South."),
                            people),
                    "N0001"));
  // Where another article forbids it, nobody goes.
  EXPECT_FALSE(goes(cleared(read(everybody + " Among them are persons under a hold of penal held by North.\nArticle 2. "
                                             "No person under a legal hold is released."),
                            people),
                    "N0001"));
}

TEST(WhoGoes, NoConflictBlamesAnArticleThatRepeatsAHold) {
  std::vector<PersonFacts> people = crowds(2, 0);
  people[0].holds = {HoldKind::CourtOrder};
  const Agreement agreement = read(
      "Article 1. North releases 2 of persons held by North to South.\nArticle 2. No person under a legal hold is "
      "released.");
  const auto found = conflicts(agreement, people, {}, {});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().articles, (std::vector<std::string>{"1"}));
  const auto who = why(agreement, people, {}, {}, PersonId("N0001"));
  ASSERT_TRUE(who);
  ASSERT_EQ(who->sentences.size(), 1u);
  EXPECT_EQ(who->sentences.front().code, "CLR-126");  // and whoever asks is told that it does
}

TEST(WhoGoes, ARightToStrikeReleasesNobody) {
  const std::string release = "Article 1. North releases 2 of persons held by North to South.\n";
  for (const char* choice : {"Article 2. South may strike at most 3 of persons held by North.",
                             "Article 2. South chooses 2 of persons held by North; North may strike at most 1.",
                             "Article 2. South chooses 1 of persons held by North."})
    EXPECT_EQ(cleared(read(release + choice), crowds(5, 0)).allotted.size(), 2u) << choice;
  EXPECT_EQ(cleared(read("Article 1. South chooses 3 of persons held by North."), crowds(5, 0)).allotted.size(), 3u);
}

TEST(WhoGoes, NobodyIsReplacedWhoIsNotNeeded) {
  std::vector<PersonFacts> people = crowds(5, 0);
  for (PersonFacts& person : people) person.lists = {"MAIN"}, person.list_positions = {1};
  people[0].holds = people[1].holds = {HoldKind::Medical};
  people[4].lists = {"RESERVE"};
  people[4].sex = Sex::Female;
  Agreement agreement = read(
      "Article 1. North releases 2 of list MAIN to South.\nArticle 2. Whoever is not available is replaced from list "
      "RESERVE, in its order.");
  Goal women;
  women.kind = Goal::Kind::MostOf;
  women.has_set = true;
  women.of = persons({filter(Filter::Kind::OfSex, "female")});
  agreement.goals = {women};
  EXPECT_FALSE(goes(cleared(agreement, people), "N0005"));
  std::get<Release>(agreement.articles[0].clauses[0].body).amount = exactly(3);
  EXPECT_TRUE(goes(cleared(agreement, people), "N0005"));
}

TEST(WhoGoes, WhatSomebodyStillWaitsForIsSaid) {
  for (const char* waits :
       {"Article 1. North releases all of persons held by North to South after the peace is signed.",
        "Article 1. North releases all of persons held by North to South.\nArticle 2. The releases "
        "of Article 1 begin only when \"the peace is signed\".",
        "Article 1. North releases all of persons held by North to South.\nArticle 2. No person is "
        "released before \"the peace is signed\"."}) {
    const Agreement agreement = read(waits);
    const auto who = why(agreement, crowds(1, 0), {}, {}, PersonId("N0001"));
    ASSERT_TRUE(who);
    ASSERT_EQ(who->sentences.size(), 2u) << waits;
    EXPECT_EQ(who->sentences.back().code, "CLR-140");
    Options certified;
    for (const auto& [name, value] : who->sentences.back().arguments)
      if (name == "event") certified.certified.push_back(std::get<std::string>(value));
    EXPECT_EQ(why(agreement, crowds(1, 0), {}, certified, PersonId("N0001"))->sentences.size(), 1u);
    EXPECT_EQ(cleared(agreement, crowds(1, 0)).pending.size(), 1u) << waits;
  }
}

TEST(WhoGoes, NobodyIsAskedOfTwo) {
  Agreement agreement = north_and_south();
  article(agreement, {release("North", all(), list("ALL")), release("South", all(), list("ALL"))});
  std::vector<PersonFacts> people = crowds(2, 1);
  for (PersonFacts& person : people) person.lists = {"ALL"}, person.list_positions = {1};
  people[2].holds = {HoldKind::Medical};
  const Allocation found = cleared(agreement, people);
  ASSERT_EQ(found.counts.size(), 2u);
  EXPECT_EQ(found.counts[0].asked, 2);
  EXPECT_EQ(found.counts[1].asked, 1);
  ASSERT_EQ(found.shortfalls.size(), 1u);
  EXPECT_EQ(found.shortfalls[0].party, "South");
}

TEST(WhoGoes, EachLostPlaceIsLostByItsOwnArticle) {
  Agreement agreement = north_and_south(exactly(4), exactly(0));
  Counting refusers, dead;
  dead.what = Counting::What::DeadBeforeHandover;
  article(agreement, {refusers});
  article(agreement, {dead});
  std::vector<PersonFacts> people = crowds(4, 0);
  people[0].travel_consent = ConsentAnswer::No;
  people[1].health = Health::Dead;
  const Allocation found = cleared(agreement, people);
  ASSERT_EQ(found.shortfalls.size(), 1u);
  ASSERT_EQ(found.shortfalls[0].reasons.size(), 2u);
  EXPECT_EQ(found.shortfalls[0].reasons[0].first, (base::Message{"CLR-198", {{"article", std::string("3")}}}));
  EXPECT_EQ(found.shortfalls[0].reasons[1].first, (base::Message{"CLR-198", {{"article", std::string("4")}}}));
}

TEST(WhoGoes, NumbersBeyondThoseOfATextAreNoQuestions) {
  const auto found = edited(north_and_south(exactly(4), exactly(0)), "Article 1 = 1000000000001");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().message.code, "CLR-004");
}

}  // namespace
}  // namespace midspan::clear::test
