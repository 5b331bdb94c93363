// SPDX-License-Identifier: Apache-2.0
// What is said of why somebody stays is true: the agreement is cleared again with an article that names that person, by
// every article under which the person could go. And what a conflict rests on.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "base/every.hpp"
#include "clear/answers.hpp"
#include "clear/drawn.hpp"

namespace midspan::clear::test {
namespace {

// The best figures of the goals when this person goes; nothing when that cannot be.
std::optional<std::vector<std::int64_t>> with(const Agreement& agreement, std::vector<PersonFacts> people,
                                              const PersonId& person) {
  for (PersonFacts& each : people)
    if (each.id == person) each.lists.push_back("TAKEN");
  std::optional<std::vector<std::int64_t>> best;
  for (const Article& under : agreement.articles) {
    Agreement taking = agreement;
    Named named;
    named.article = under.number;
    named.who = list("TAKEN");
    article(taking, {named});
    const auto found = clear(taking, people, {}, {});
    if (!found || found->outcome != Outcome::Optimal || !goes(*found, person.text())) continue;
    std::vector<std::int64_t> figures;
    for (const GoalValue& goal : found->goals)
      figures.push_back(goal.goal == "EarliestPhases" ? -goal.value : goal.value);
    best = best ? std::max(*best, figures) : figures;
  }
  return best;
}

TEST(Why, IsTrueOfTheAgreementThatNamesThePerson) {
  int worse = 0, equal = 0, impossible = 0;
  for (std::uint64_t seed = 1; seed <= 150; seed += midspan::test::kEvery) {
    Draw draw(seed * 86028121);
    const std::vector<PersonFacts> people = some_people(draw);
    const Agreement agreement = some_agreement(draw);
    const auto now = clear(agreement, people, {}, {});
    ASSERT_TRUE(now);
    if (now->outcome != Outcome::Optimal) continue;
    std::vector<std::int64_t> figures;
    for (const GoalValue& goal : now->goals)
      figures.push_back(goal.goal == "EarliestPhases" ? -goal.value : goal.value);
    for (std::size_t at = 0; at < now->not_allotted.size() && at < 6; ++at) {
      const PersonId& person = now->not_allotted[at].person;
      const auto said = why(agreement, people, {}, {}, person);
      ASSERT_TRUE(said);
      if (said->kind != Why::Kind::Worse && said->kind != Why::Kind::Equal && said->kind != Why::Kind::Impossible)
        continue;
      const auto then = with(agreement, people, person);
      const std::string where = std::to_string(seed) + " " + person.text();
      if (said->kind == Why::Kind::Impossible) {
        EXPECT_FALSE(then) << where;
        EXPECT_FALSE(said->articles.empty()) << where;
        ++impossible;
      } else if (said->kind == Why::Kind::Equal) {
        ASSERT_TRUE(then) << where;
        EXPECT_EQ(*then, figures) << where;
        ++equal;
      } else {
        ASSERT_TRUE(then) << where;
        EXPECT_LT(*then, figures) << where;
        for (std::size_t goal = 0; goal < figures.size(); ++goal) {
          if ((*then)[goal] == figures[goal]) continue;
          EXPECT_EQ(now->goals[goal].goal, said->goal) << where;
          EXPECT_EQ(std::abs((*then)[goal]), std::abs(said->goal_with)) << where;
          EXPECT_EQ(std::abs(figures[goal]), std::abs(said->goal_without)) << where;
          break;
        }
        ++worse;
      }
      for (const PersonId& other : said->displaced) EXPECT_TRUE(goes(*now, other.text())) << where;
    }
  }
  EXPECT_GE(worse, 2 / midspan::test::kEvery);
  EXPECT_GT(equal, 50 / midspan::test::kEvery);
  EXPECT_GE(impossible, 5 / midspan::test::kEvery);
}

// One who comes later in the order and goes for company's sake is not said to come first.
TEST(Why, OnlyWhoeverComesBeforeIsSaidToComeFirst) {
  int before = 0, equal = 0;
  for (std::uint64_t seed = 1; seed <= 60; seed += midspan::test::kEvery) {
    Draw draw(seed * 49979687);
    std::vector<PersonFacts> people = some_people(draw);
    const Agreement agreement = some_agreement(draw);
    const auto rank = [](const PersonFacts& person) {
      return std::pair(person.health == Health::Ill ? 0 : 1, person.held_since.earliest);
    };
    const auto now = clear(agreement, people, {}, {});
    ASSERT_TRUE(now);
    for (std::size_t at = 0; at < now->not_allotted.size() && at < 4; ++at) {
      const auto said = why(agreement, people, {}, {}, now->not_allotted[at].person);
      ASSERT_TRUE(said);
      const auto facts = [&](const std::string& id) {
        return *std::find_if(people.begin(), people.end(),
                             [&](const PersonFacts& each) { return each.id.text() == id; });
      };
      for (const base::Message& sentence : said->sentences) {
        if (sentence.code != "CLR-172" && sentence.code != "CLR-197") continue;
        const std::string& first = std::get<std::string>(sentence.arguments.front().second);
        // By an order of the agreement, or equal in all that it orders.
        if (sentence.code == "CLR-172") EXPECT_LT(rank(facts(first)), rank(facts(said->person.text()))) << seed;
        else EXPECT_EQ(rank(facts(first)), rank(facts(said->person.text()))) << seed;
        ++(sentence.code == "CLR-172" ? before : equal);
      }
    }
  }
}

// Where an article's order parts two people, it is named.
TEST(Why, TheArticleThatOrdersIsNamed) {
  Agreement agreement = north_and_south(exactly(2), at_least(0));
  Priority oldest;
  oldest.keys.push_back(OrderKey::LongestHeld);
  article(agreement, {oldest});
  std::vector<PersonFacts> people = crowds(4, 0);
  for (std::size_t at = 0; at < people.size(); ++at)
    people[at].held_since.earliest = people[at].held_since.latest = static_cast<base::Day>(1000 + (at < 3 ? at : 2));
  const auto later = why(agreement, people, {}, {}, people[2].id);
  ASSERT_TRUE(later);
  ASSERT_EQ(later->sentences.front().code, "CLR-172");
  EXPECT_EQ(std::get<std::string>(later->sentences.front().arguments.back().second), "3");
  people[1].held_since = people[2].held_since;
  people[0].held_since = people[2].held_since;
  const auto all_equal = why(agreement, people, {}, {}, people[3].id);
  ASSERT_TRUE(all_equal);
  EXPECT_EQ(all_equal->sentences.front().code, "CLR-197");
}

// Where hand-overs take place keeps nobody back, and no conflict says that it does.
TEST(Conflicts, APlaceOrdersNobody) {
  Agreement agreement = north_and_south(exactly(9), at_least(0));
  Clause where;
  Sequencing sites;
  sites.kind = Sequencing::Kind::Sites;
  sites.places = {"Bridge"};
  where.body = sites;
  agreement.articles.front().clauses.push_back(where);
  const auto found = conflicts(agreement, crowds(8, 8), {}, {});
  ASSERT_TRUE(found);
  ASSERT_FALSE(found->empty());
  for (const base::Message& number : found->front().numbers) EXPECT_NE(number.code, "CLR-162");
}

// A sentence that says who counts makes no demand; yet without it all could be had.
TEST(Conflicts, SayWhatTheyRestOn) {
  Agreement agreement = north_and_south(exactly(6), as_many_as("North", "1"));
  article(agreement, {takes("1", 2), takes("2", 2)});
  std::vector<PersonFacts> people = crowds(8, 8);
  const auto found = conflicts(agreement, people, {}, {});
  ASSERT_TRUE(found);
  ASSERT_FALSE(found->empty());
  for (const Conflict& conflict : *found) {
    const bool of_phases =
        std::find(conflict.articles.begin(), conflict.articles.end(), "3") != conflict.articles.end();
    const bool rests = std::any_of(conflict.numbers.begin(), conflict.numbers.end(),
                                   [](const base::Message& number) { return number.code == "CLR-195"; });
    EXPECT_FALSE(of_phases && rests);  // an article of the conflict is no foundation beside it
  }
  // Minors who go along and are not counted: five are asked for of five, of whom one does not count.
  Agreement counted = north_and_south(exactly(5), at_least(0));
  counted.version = base::parse_day("2025-01-01");
  FamilyRule family;
  family.kind = FamilyRule::Kind::MinorsAccompany;
  article(counted, {family});
  people = crowds(5, 1);
  people[0].family_unit = people[1].family_unit = "F";
  people[1].birth.earliest = people[1].birth.latest = *base::parse_day("2015-06-01");
  const auto short_by_one = conflicts(counted, people, {}, {});
  ASSERT_TRUE(short_by_one);
  ASSERT_EQ(short_by_one->size(), 1u);
  EXPECT_EQ(short_by_one->front().articles, std::vector<std::string>{"1"});
  ASSERT_FALSE(short_by_one->front().numbers.empty());
  const base::Message& last = short_by_one->front().numbers.back();
  EXPECT_EQ(last.code, "CLR-195");
  EXPECT_EQ(std::get<std::string>(last.arguments.back().second), "3");
  // Struck, as the sentence says, it holds.
  counted.articles[2].clauses.clear();
  EXPECT_TRUE(conflicts(counted, people, {}, {})->empty());
}

// 27 and nothing else: every number near the one at hand is tried.
TEST(Offers, ANumberThatAloneCanBeHadIsFound) {
  Agreement agreement = north_and_south(exactly(12), at_least(0));
  explain::numbers_of(agreement.articles[0].clauses[0]).front()->open = true;
  Composition least, most;
  least.amount = at_least(9);
  least.article = "1";
  least.who = list("KIND");
  most.amount = at_most(0);
  most.article = "1";
  most.who = list("OTHERS");
  article(agreement, {least});
  article(agreement, {most});
  std::vector<PersonFacts> people = crowds(12, 1);
  for (std::size_t at = 0; at < 12; ++at) people[at].lists = {at < 9 ? "KIND" : "OTHERS"};
  const auto found = offers(agreement, people, {}, {});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->offers.size(), 1u);
  EXPECT_EQ(found->offers[0].changes[0].to, 9);
}

}  // namespace
}  // namespace midspan::clear::test
