// SPDX-License-Identifier: Apache-2.0
// Small agreements as text, each about one rule that a drawn agreement of bench/clear once got wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "clear/clear.hpp"
#include "clear/tables.hpp"
#include "terms/terms.hpp"

namespace midspan::clear {
namespace {

struct Outcome {
  people::Allocation allocation;
  std::map<std::string, std::string> phase;  // by person who goes
  bool possible() const { return allocation.outcome == people::Outcome::Optimal; }
};

Outcome cleared(const std::string& articles, const std::string& csv, World world = World::Contested) {
  const terms::Reading reading = terms::read(
      "Agreement \"Small\". Version of 2025-01-01, English.\nParties: Norway, Chile.\n\n" + articles, "small.terms");
  EXPECT_TRUE(reading.ok) << (reading.findings.empty() ? "" : reading.findings.front().message.code);
  const PeopleTable table = read_people(csv, "people.csv");
  EXPECT_TRUE(table.ok && table.findings.empty());
  Options options;
  options.world = world;
  auto found = clear(reading.agreement, table.people, {}, options);
  EXPECT_TRUE(found);
  Outcome out;
  if (!found) return out;
  out.allocation = std::move(*found);
  for (const people::Allotted& each : out.allocation.allotted) out.phase[each.person.text()] = each.phase;
  return out;
}

TEST(Small, AShareOfNobodyIsNobody) {
  const Outcome found = cleared(
      "Article 1. Norway releases at most 5 of persons held by Norway. Among them, 75 per cent are persons serving "
      "life.",
      "id,held_by,sentence\nC1,Chile,life\nC2,Chile,life\n");
  EXPECT_TRUE(found.possible());
}

std::size_t gone(const Outcome& outcome, const std::string& phase) {
  return static_cast<std::size_t>(std::count_if(outcome.phase.begin(), outcome.phase.end(),
                                                [&](const auto& each) { return each.second == phase; }));
}

TEST(Small, AThirdIsWhatWholePeopleAllow) {
  const std::string people = "id,held_by,count\nN,Norway,7\n";
  EXPECT_EQ(cleared("Article 1. Norway releases a third of persons held by Norway.", people).phase.size(), 3U);
  EXPECT_EQ(cleared("Article 1. Norway releases 1 in every 7 of persons held by Norway.", people).phase.size(), 1U);
  // Of those who go, a share that no number of people has.
  EXPECT_FALSE(cleared("Article 1. Norway releases 4 of persons held by Norway. Among them, at least 2 in every 3 are "
                       "persons serving life.",
                       "id,held_by,sentence,count\nN,Norway,life,2\nM,Norway,,5\n")
                   .possible());
  EXPECT_TRUE(cleared("Article 1. Norway releases 3 of persons held by Norway. Among them, at least 2 in every 3 are "
                      "persons serving life.",
                      "id,held_by,sentence,count\nN,Norway,life,2\nM,Norway,,5\n")
                  .possible());
}

TEST(Small, AThirdThatCannotBeHadIsSaidAsPeople) {
  const Outcome found = cleared(
      "Article 1. Norway releases two thirds of persons held by Norway.\nArticle 2. No person convicted of murder is "
      "released.",
      "id,held_by,offence,count\nN,Norway,murder,5\nM,Norway,,4\n");
  ASSERT_FALSE(found.possible());
  ASSERT_FALSE(found.allocation.conflicts.empty());
  bool said = false;
  for (const base::Message& each : found.allocation.conflicts.front().numbers)
    for (const auto& [name, value] : each.arguments)
      said = said || (each.code == "CLR-152" && name == "count" && std::get<std::int64_t>(value) == 6);
  EXPECT_TRUE(said);
}

TEST(Small, ARateMakesAsManyDaysAsItNeeds) {
  const Outcome found = cleared(
      "Article 1. Norway releases all of persons held by Norway to Chile, at most 3 a day.\nGoals: release as many as "
      "possible. as early as possible.",
      "id,held_by,count\nN,Norway,7\n");
  EXPECT_EQ(gone(found, "day 1"), 3U);
  EXPECT_EQ(gone(found, "day 2"), 3U);
  EXPECT_EQ(gone(found, "day 3"), 1U);
}

TEST(Small, ARateDecidesNothingInPhasesThatHaveNames) {
  const Outcome found =
      cleared("Article 1. Norway releases 5 of persons held by Norway to Chile in Phase 1, at most 3 a day.",
              "id,held_by,count\nN,Norway,7\n");
  EXPECT_TRUE(found.possible());
  EXPECT_EQ(gone(found, "1"), 5U);
}

TEST(Small, GroupsWithoutNamesAreAsManyAsAreNeeded) {
  const Outcome found = cleared(
      "Article 1. Norway releases all of persons held by Norway to Chile.\nArticle 2. The releases take place in "
      "groups "
      "of 2 persons every 7 days.\nGoals: release as many as possible. as early as possible.",
      "id,held_by,count\nN,Norway,5\n");
  EXPECT_EQ(gone(found, "1"), 2U);
  EXPECT_EQ(gone(found, "2"), 2U);
  EXPECT_EQ(gone(found, "3"), 1U);
}

TEST(Small, WhoeverWasCapturedIsHeldSinceThen) {
  const Outcome found = cleared(
      "Article 1. Norway releases 1 of persons held by Norway to Chile, in the order of their capture.\n"
      "Article 2. Chile releases all of persons held by Chile held for at least 18 months to Norway.",
      "id,held_by,captured\nN1,Norway,2020-02-02\nN2,Norway,2019-02-02\nC1,Chile,2023-06-01\nC2,Chile,2023-08-01\n");
  EXPECT_TRUE(found.phase.contains("N2"));
  EXPECT_FALSE(found.phase.contains("N1"));
  EXPECT_TRUE(found.phase.contains("C1"));
  EXPECT_FALSE(found.phase.contains("C2"));
}

TEST(Small, WhereNobodyCanGoNobodyGoesAndNothingIsBroken) {
  const Outcome found =
      cleared("Article 1. Norway releases at most 5 of persons held by Norway.", "id,held_by\nC1,Chile\n");
  EXPECT_TRUE(found.possible());
  EXPECT_TRUE(found.allocation.conflicts.empty());
}

TEST(Small, NumberedPhasesFollowEachOtherWhateverArticleNamesThemFirst) {
  const Outcome found = cleared(
      "Article 1. Norway releases all of persons held by Norway.\n"
      "Article 2. Phase 2 takes at most 5 persons. Phase 10 takes at most 5 persons. Phase 1 takes at most 1 person.",
      "id,held_by,commitment\nN1,Norway,a\nN2,Norway,b\n");
  EXPECT_EQ(found.phase.at("N1"), "1");
  EXPECT_EQ(found.phase.at("N2"), "2");
}

TEST(Small, NobodyReleasesAfterASideThatDoesNotRelease) {
  const char* const people = "id,held_by\nN1,Norway\nC1,Chile\n";
  const Outcome found = cleared(
      "Article 1. Norway releases 1 of persons held by Norway in Phase 1.\n"
      "Article 2. Chile releases 1 of persons held by Chile in Phase 2.\n"
      "Article 3. In each phase, Norway releases only after Chile has.",
      people);
  EXPECT_FALSE(found.possible());
}

TEST(Small, WhoeverIsNamedAndUnderAHoldIsAShortfallAndNoConflict) {
  const Outcome found =
      cleared("Article 1. Norway releases at least 1 of persons held by Norway. Among them are list NAMED.",
              "id,held_by,lists,holds\nN1,Norway,NAMED,court order\nN2,Norway,,\n");
  EXPECT_TRUE(found.possible());
  ASSERT_EQ(found.allocation.shortfalls.size(), 1u);
  EXPECT_EQ(found.allocation.shortfalls.front().missing, 1);
}

TEST(Small, WhoeverIsNamedAndNotAcknowledgedIsAConflict) {
  const Outcome found =
      cleared("Article 1. Norway releases at least 1 of persons held by Norway. Among them are list NAMED.",
              "id,held_by,lists,standing\nN1,Norway,NAMED,alleged\nN2,Norway,,acknowledged\n", World::Acknowledged);
  EXPECT_FALSE(found.possible());
}

TEST(Small, CarriersOfOnePhaseTakeWhatTheyTakeTogether) {
  const std::string people = "id,held_by\nN1,Norway\nN2,Norway\nN3,Norway\n";
  const std::string three = "Article 1. Norway releases 3 of persons held by Norway in Phase 1.\nArticle 2. ";
  const std::string a = "Carrier \"A\" takes at most 2 persons", b = "Carrier \"B\" takes at most 1 person";
  EXPECT_TRUE(cleared(three + a + " in Phase 1. " + b + " in Phase 1.", people).possible());
  EXPECT_FALSE(cleared(three + a + " in Phase 1.", people).possible());
  EXPECT_TRUE(cleared(three + a + ".", people).possible());
}

TEST(Small, WhoeverIsSetFreeWhereHeldIsSentNowhere) {
  const Outcome found = cleared(
      "Article 1. Norway releases 1 of persons held by Norway where they are held.\n"
      "Article 2. No person is sent to any country without consent.",
      "id,held_by,consent\nN1,Norway,missing\n");
  EXPECT_TRUE(found.possible());
  ASSERT_EQ(found.allocation.allotted.size(), 1u);
  EXPECT_EQ(found.allocation.allotted.front().to, "");
}

// "For every two" and "for the three together" pay as people are delivered, like "for each".
TEST(Small, PoolsAndWholeNumbersAreNotPaidBeforeTheyAreEarned) {
  const std::string people =
      "id,held_by,category\nN1,Norway,\nN2,Norway,\nC1,Chile,\nC2,Chile,\nC3,Chile,\nC4,Chile,\n";
  for (const char* key : {"For every 2 of persons held by Norway released, Chile releases 4 of persons held by Chile.",
                          "For persons held by Norway together, Chile releases 4 of persons held by Chile."}) {
    const Outcome found =
        cleared(std::string("Article 1. Norway releases 2 of persons held by Norway in Phase 2.\nArticle 2. ") + key +
                    "\nArticle 3. Phase 1 takes at most 10 persons.",
                people);
    EXPECT_TRUE(found.possible()) << key;
    EXPECT_EQ(found.phase.at("C1"), "2") << key;
  }
}

// A pool for what an article releases is of the size that the article promises.
TEST(Small, APoolForWhatAnArticleReleases) {
  std::string people = "id,held_by,standing\n";
  for (int at = 0; at < 6; ++at)
    people += "N" + std::to_string(at) + ",Norway," + (at < 3 ? "acknowledged" : "alleged") + "\n";
  for (int at = 0; at < 9; ++at) people += "C" + std::to_string(at) + ",Chile,acknowledged\n";
  const auto from_chile = [&](const std::string& article, const std::string& number) {
    const Outcome found = cleared("Article 1. Norway releases " + article +
                                      " of persons held by Norway.\n"
                                      "Article 2. For the persons released under Article 1 together, Chile releases " +
                                      number + " of persons held by Chile.",
                                  people, World::Acknowledged);
    return std::count_if(found.phase.begin(), found.phase.end(), [](const auto& one) { return one.first[0] == 'C'; });
  };
  EXPECT_EQ(from_chile("3", "7"), 7);    // two each, and the rest with the last
  EXPECT_EQ(from_chile("3", "2"), 2);    // fewer than one each
  EXPECT_EQ(from_chile("all", "9"), 3);  // three of six can go: one each, and not the rest
  EXPECT_EQ(from_chile("all", "4"), 2);  // half of four
}

// "A quarter of them in each phase" is of all of them, not of those of the phase.
TEST(Small, AShareReleasedInEachPhaseIsOfAll) {
  std::string people = "id,held_by\n";
  for (int at = 0; at < 9; ++at) people += "N" + std::to_string(at) + ",Norway\n";
  const std::string phases =
      "\nArticle 2. Phase 1 takes at most 9 persons. Phase 2 takes at most 9 persons. Phase 3 takes at most 9 persons.";
  const std::string all = "Article 1. Norway releases all of persons held by Norway. Among them, ";
  // A third of nine is three; at least a third and one more in each of three phases cannot be.
  const Outcome thirds = cleared(all + "at least 33 per cent are released in each phase." + phases, people);
  EXPECT_TRUE(thirds.possible());
  std::map<std::string, int> sizes;
  for (const auto& [person, phase] : thirds.phase) ++sizes[phase];
  EXPECT_EQ(sizes, (std::map<std::string, int>{{"1", 3}, {"2", 3}, {"3", 3}}));
  EXPECT_FALSE(cleared(all + "at least 34 per cent are released in each phase." + phases, people).possible());
}

TEST(Small, RankForRank) {
  const Outcome found = cleared(
      "Article 1. Norway releases all of persons held by Norway to Chile.\n"
      "Article 2. Chile releases as many of persons held by Chile as Norway releases under Article 1, rank for rank.",
      "id,held_by,rank\nA,Norway,captain\nB,Norway,private\nC,Norway,\nD,Chile,Captain\nE,Chile,private\n"
      "F,Chile,private\nG,Chile,\nH,Chile,colonel\n");
  EXPECT_TRUE(found.possible());
  std::map<std::string, int> of_chile;
  for (const char* person : {"D", "E", "F", "G", "H"}) of_chile[person] = static_cast<int>(found.phase.count(person));
  EXPECT_EQ(of_chile["D"] + of_chile["G"], 2);
  EXPECT_EQ(of_chile["E"] + of_chile["F"], 1);
  EXPECT_EQ(of_chile["H"], 0);
}

std::string who_goes(const std::string& filter, const std::string& csv) {
  const Outcome found = cleared("Article 1. Norway releases all of persons held by Norway, " + filter + ".", csv);
  std::string all;
  for (const auto& [person, phase] : found.phase) all += person;
  return all;
}

// As of the text's day, 2025-01-01. Of a date that is not exact only what is sure counts.
TEST(Small, HeldForMonthsWishesAndNumbersOfColumns) {
  const std::string people =
      "id,held_by,held_since,wish,children\n"
      "A,Norway,2023-07-01,Chile,3\nB,Norway,2023-07-02,chile,2\nC,Norway,2023,Peru,many\nD,Norway,2023-06-30,,\n"
      "E,Norway,2020,Chile,10\n";
  EXPECT_EQ(who_goes("held for at least 18 months", people), "ADE");
  EXPECT_EQ(who_goes("held for more than 18 months", people), "DE");
  EXPECT_EQ(who_goes("held for at least 4 years", people), "E");
  EXPECT_EQ(who_goes("not held for at least 18 months", people), "BC");
  EXPECT_EQ(who_goes("who wish to go to Chile", people), "ABE");
  EXPECT_EQ(who_goes("with at least 3 \"children\"", people), "AE");
  EXPECT_EQ(who_goes("with at most 3 \"children\"", people), "AB");
}

// The month before the end of March ends on its own last day.
TEST(Small, MonthsEndWhereTheyEnd) {
  const std::string people = "id,held_by,held_since\nA,Norway,2023-02-28\nB,Norway,2023-03-01\nC,Norway,2023-02-27\n";
  const auto as_of = [&](const std::string& months) {
    const Outcome found = cleared(
        "Article 1. Norway releases all of persons held by Norway, held for " + months + " as of 2024-03-31.", people);
    std::string all;
    for (const auto& [person, phase] : found.phase) all += person;
    return all;
  };
  EXPECT_EQ(as_of("at least 13 months"), "AC");
  EXPECT_EQ(as_of("more than 13 months"), "C");
  EXPECT_EQ(as_of("at least 12 months"), "ABC");
}

}  // namespace
}  // namespace midspan::clear
