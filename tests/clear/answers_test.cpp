// SPDX-License-Identifier: Apache-2.0
// Prices, offers, drop-outs, edits, conflicts within limits, and rules that the offer does not have: phases, families,
// sequences, substitutes.
#include "clear/answers.hpp"

#include <gtest/gtest.h>

#include "clear/build.hpp"
#include "clear/drawn.hpp"

namespace midspan::clear::test {
namespace {

// North releases 20, South as many, at least [12] of South's are of list KIND, which has ten.
struct Two {
  Agreement agreement;
  std::vector<PersonFacts> people;
  Two() {
    agreement = north_and_south(exactly(20), as_many_as("North", "1"));
    Composition part;
    part.amount = at_least(12);
    part.amount.number.open = true;
    part.who = list("KIND");
    article(agreement, {part});
    people = crowds(30, 25);
    for (std::size_t at = 30; at < 40; ++at) {
      people[at].lists = {"KIND"};
      people[at].list_positions = {1};
    }
  }
};

TEST(Answers, TheNearestOfferIsTheNumberThatCanBeHad) {
  const Two two;
  const auto found = offers(two.agreement, two.people, {}, {});
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->now.possible);
  ASSERT_EQ(found->offers.size(), 1u);
  EXPECT_EQ(found->offers[0].changes[0].article, "3");
  EXPECT_EQ(found->offers[0].changes[0].to, 10);
  EXPECT_TRUE(found->offers[0].yield.possible);
}

TEST(Answers, PricesAreFoundByClearingAgain) {
  const Two two;
  const auto found = prices(two.agreement, two.people, {}, {});
  ASSERT_TRUE(found);
  bool without_three = false, two_higher = false;
  for (const Price& price : found->prices) {
    if (price.article == "3" && price.from == 0) without_three = price.yield.possible && price.yield.people == 40;
    if (price.article == "1" && price.to == 21) two_higher = !price.yield.possible;
  }
  EXPECT_TRUE(without_three);
  EXPECT_TRUE(two_higher);
}

TEST(Answers, WhoeverDropsOutIsReplacedByTheNextOfTheSameKindOrMissed) {
  Two two;
  const auto changed = edited(two.agreement, "Article 3 = 10");
  ASSERT_TRUE(changed);
  const auto found = drop_outs(*changed, two.people, {}, {});
  ASSERT_TRUE(found);
  bool north_replaced = false, kind_missed = false;
  for (const DropOut& drop : found->people) {
    if (drop.people.front().text()[0] == 'N') north_replaced = drop.instead.size() == 1 && drop.goal.empty();
    if (drop.people.front().text() == "S0001") kind_missed = drop.goal == "Possible";
  }
  EXPECT_TRUE(north_replaced);
  EXPECT_TRUE(kind_missed);
  ASSERT_EQ(found->parties.size(), 2u);
  EXPECT_EQ(found->parties[0].second.people, 0);
}

// Whoever comes next in the order, of whatever kind: not the next of the same kind.
TEST(Answers, WhoeverDropsOutLeavesThePlaceToTheNextInTheOrder) {
  Agreement agreement = north_and_south(exactly(2), at_most(0));
  Composition women;  // tells women from men
  women.amount = at_least(0);
  women.article = "1";
  women.who = persons({filter(Filter::Kind::OfSex, "female")});
  article(agreement, {women});
  agreement.tie_break = "the longest held";
  std::vector<PersonFacts> people = crowds(5, 1);
  for (std::size_t at = 0; at < 5; ++at) {
    people[at].held_since.earliest = people[at].held_since.latest = static_cast<base::Day>(1000 + at);
    people[at].sex = at == 2 ? Sex::Female : Sex::Male;
  }
  const auto found = drop_outs(agreement, people, {}, {});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->people.size(), 1u);  // the first two, with one answer
  EXPECT_EQ(found->people[0].people.size(), 2u);
  ASSERT_EQ(found->people[0].instead.size(), 1u);
  EXPECT_EQ(found->people[0].instead[0].text(), "N0003");
}

// Whoever is named and cannot go is asked for no longer; whoever replaces people replaces them too.
TEST(Answers, WhoeverDropsOutIsNotAskedForByNameAndMayBeReplaced) {
  Agreement agreement = north_and_south(exactly(3), at_most(0));
  Named named;
  named.article = "1";
  named.who = list("NAMED");
  article(agreement, {named});
  std::vector<PersonFacts> people = crowds(4, 1);
  people[1].lists = {"NAMED"};
  people[1].list_positions = {1};
  const auto found = drop_outs(agreement, people, {}, {});
  ASSERT_TRUE(found);
  for (const DropOut& drop : found->people) {
    EXPECT_TRUE(drop.goal.empty());
    EXPECT_EQ(drop.instead.size(), 1u);
  }
  Agreement replaced = north_and_south(all(), at_most(0));
  Substitute rule;
  rule.article = "1";
  rule.reserve = list("RESERVE");
  replaced.articles[0].clauses[0] = {};
  std::get<Release>(replaced.articles[0].clauses[0].body) = release("North", exactly(2), list("POOL"), "South");
  article(replaced, {rule});
  for (std::size_t at = 0; at < 4; ++at) people[at].lists = {at < 2 ? "POOL" : "RESERVE"};
  const auto then = drop_outs(replaced, people, {}, {});
  ASSERT_TRUE(then);
  for (const DropOut& drop : then->people) {
    ASSERT_EQ(drop.instead.size(), 1u);
    EXPECT_GE(drop.instead[0].text(), "N0003");
  }
}

std::string said(const Yield& yield) {
  std::string text = std::to_string(yield.possible) + std::to_string(yield.proved) + std::to_string(yield.people);
  for (const auto& [party, count] : yield.by_party) text += " " + party + std::to_string(count);
  for (const people::GoalValue& goal : yield.goals)
    text += " " + goal.goal + std::to_string(goal.value) + "/" + std::to_string(goal.bound);
  return text;
}

// Also where limits are met.
TEST(Answers, AnyNumberOfThreadsSaysTheSame) {
  int limited = 0, unknown = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    Draw draw(seed * 22801763489u);
    const std::vector<PersonFacts> people = some_people(draw);
    const Agreement agreement = some_agreement(draw);
    Options options;
    if (seed % 2 == 0) options.limits.nodes = 1;
    std::string answers[2];
    for (const unsigned threads : {1u, 3u}) {
      options.threads = threads;
      std::string& answer = answers[threads == 1 ? 0 : 1];
      const auto priced = prices(agreement, people, {}, options);
      ASSERT_TRUE(priced) << seed;
      for (const Price& price : priced->prices) {
        answer += price.article + " " + std::to_string(price.to) + " " + said(price.yield) + "\n";
        limited += price.yield.proved ? 0 : 1;
      }
      const auto dropped = drop_outs(agreement, people, {}, options);
      ASSERT_TRUE(dropped) << seed;
      for (const DropOut& drop : dropped->people) {
        if (drop.goal == "Limit") {  // then nothing is said of anybody else
          ++unknown;
          EXPECT_TRUE(drop.instead.empty() && drop.left_behind.empty()) << seed;
        }
        for (const auto* list : {&drop.people, &drop.instead, &drop.left_behind})
          for (const people::PersonId& id : *list) answer += id.text() + ",";
        answer += drop.goal + std::to_string(drop.then) + "\n";
      }
    }
    EXPECT_EQ(answers[0], answers[1]) << seed;
  }
  EXPECT_GT(limited, 0);
  EXPECT_GT(unknown, 0);
}

TEST(Answers, EditsFindTheirNumber) {
  Two two;
  EXPECT_TRUE(edited(two.agreement, "strike Article 3; Article 1: 20 = 19"));
  for (const char* const edit : {"tachar el Artículo 3", "sin el artículo 3", "حذف المادة 3", "drop the Article 3"})
    EXPECT_TRUE(edited(two.agreement, edit)) << edit;
  EXPECT_FALSE(edited(two.agreement, "strike Article 9"));
  EXPECT_FALSE(edited(two.agreement, "Article 1: 21 = 19"));
  EXPECT_FALSE(edited(two.agreement, "please"));
}

Agreement everybody() { return north_and_south(all(), all()); }

TEST(Rules, FamiliesStayTogetherAcrossPhases) {
  Agreement agreement = everybody();
  article(agreement, {takes("1", 3), takes("2", 10)});
  FamilyRule family;
  family.kind = FamilyRule::Kind::SamePhase;
  article(agreement, {family});
  std::vector<PersonFacts> people;
  crowd(people, "N", 5, "North");
  people[1].family_unit = people[2].family_unit = people[3].family_unit = people[4].family_unit = "F";
  const auto result = clear(agreement, people, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Optimal);
  for (const Allotted& line : result->allotted) EXPECT_EQ(line.phase, line.person.text() == "N0001" ? "1" : "2");
}

TEST(Rules, AMinorTravelsAlongWhoeverOfTheFamilyStandsFirstInTheOrder) {
  for (const bool minor_first : {false, true}) {
    Agreement agreement = everybody();
    agreement.version = base::parse_day("2025-01-01");
    FamilyRule family;
    family.kind = FamilyRule::Kind::MinorsAccompany;
    article(agreement, {family});
    std::vector<PersonFacts> people;
    crowd(people, "N", 3, "North");
    for (PersonFacts& person : people) person.commitment = person.id.text();
    const std::size_t parent = minor_first ? 1 : 0, minor = minor_first ? 0 : 1;
    people[0].family_unit = people[1].family_unit = "F";
    people[minor].birth.earliest = people[minor].birth.latest = *base::parse_day("2015-01-01");
    people[parent].holds = {HoldKind::CourtOrder};
    const auto result = clear(agreement, people, {}, {});
    ASSERT_TRUE(result);
    EXPECT_FALSE(goes(*result, people[parent].id.text()));
    EXPECT_FALSE(goes(*result, people[minor].id.text())) << "a child goes without the parent";
    EXPECT_TRUE(goes(*result, "N0003"));
  }
}

TEST(Rules, NobodyIsAheadByMoreThanAgreed) {
  Agreement agreement = everybody();
  article(agreement, {takes("1", 10), takes("2", 10), takes("3", 10)});
  Sequencing balance;
  balance.kind = Sequencing::Kind::NeverAhead;
  balance.left = "North";
  balance.right = "South";
  balance.number = n(2);
  article(agreement, {balance});
  Sequencing other = balance;
  std::swap(other.left, other.right);
  article(agreement, {other});
  std::vector<PersonFacts> people = crowds(12, 12);
  const auto result = clear(agreement, people, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Optimal);
  std::map<std::string, std::int64_t> ahead;
  for (const Allotted& line : result->allotted) ahead[line.phase] += line.released_by == "North" ? 1 : -1;
  std::int64_t sum = 0;
  for (const auto& [name, difference] : ahead) {
    sum += difference;
    EXPECT_LE(std::abs(sum), 2) << name;
  }
}

TEST(Rules, SubstitutesGoOnlyForThoseWhoCannot) {
  Agreement agreement = north_and_south();
  article(agreement, {release("North", exactly(10), list("FIRST"), "South")});
  Substitute substitute;
  substitute.reserve = list("RESERVE");
  article(agreement, {substitute});
  std::vector<PersonFacts> people;
  crowd(people, "F", 10, "North");
  crowd(people, "R", 5, "North");
  for (std::size_t at = 0; at < people.size(); ++at) {
    people[at].lists = {at < 10 ? "FIRST" : "RESERVE"};
    people[at].list_positions = {at < 10 ? static_cast<std::int64_t>(at) : 20 - static_cast<std::int64_t>(at)};
  }
  people[0].travel_consent = people[3].travel_consent = ConsentAnswer::No;
  const auto result = clear(agreement, people, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Optimal);
  EXPECT_EQ(result->allotted.size(), 10u);
  EXPECT_TRUE(goes(*result, "R0005") && goes(*result, "R0004"));  // in the reserve's own order
  EXPECT_FALSE(goes(*result, "R0001"));
}

// No number is both: the nearest is as many as the lower of the two lets go, and the article alone is the conflict.
TEST(Rules, ARangeUpsideDownIsAConflictOfItsArticle) {
  Amount range = exactly(999'999'999);
  range.kind = Amount::Kind::Between;
  range.upper = n(9);
  const Agreement agreement = north_and_south(range, at_most(5));
  const auto found = clear(agreement, crowds(12, 2), {}, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->outcome, Outcome::Infeasible);
  EXPECT_EQ(count_by(*found, "North"), 9);
  EXPECT_EQ(count_by(*found, "South"), 2);
  ASSERT_EQ(found->conflicts.size(), 1u);
  EXPECT_EQ(found->conflicts[0].articles, std::vector<std::string>{"1"});
  ASSERT_EQ(found->shortfalls.size(), 1u);
  EXPECT_EQ(found->shortfalls[0].missing, 999'999'990);
}

TEST(Rules, NoneUnlessAll) {
  Agreement agreement = north_and_south(exactly(3), exactly(4));
  Sequencing all_or_none;
  all_or_none.kind = Sequencing::Kind::NoneUnlessAll;
  article(agreement, {all_or_none});
  std::vector<PersonFacts> people = crowds(3, 3);
  const auto result = clear(agreement, people, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Infeasible);
  EXPECT_TRUE(result->allotted.empty());
  ASSERT_EQ(result->conflicts.size(), 1u);
  EXPECT_EQ(result->conflicts[0].articles, std::vector<std::string>{"2"});
}

TEST(Rules, PlansTheRestAfterPartOfTheHandOvers) {
  Agreement agreement = north_and_south();
  article(agreement, {release("North", exactly(10), held_by("North"), "South")});
  Key key;
  key.delivered = held_by("North");
  key.by = "North";
  key.party = "South";
  Owed owed;
  owed.number = n(3);
  owed.of = held_by("South");
  key.owed = {owed};
  article(agreement, {key});
  std::vector<PersonFacts> people = crowds(10, 40);
  std::vector<Delivery> ledger;
  const auto deliver = [&](const std::string& prefix, int from, int count, const std::string& by) {
    for (int at = from; at < from + count; ++at) {
      Delivery delivery;
      delivery.person = PersonId(prefix + (at < 10 ? "000" : "00") + std::to_string(at));
      delivery.from = by;
      ledger.push_back(delivery);
    }
  };
  deliver("N", 1, 4, "North");
  deliver("S", 1, 14, "South");  // two too many: credit
  const auto result = clear(agreement, people, ledger, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*result, "North"), 6);
  EXPECT_EQ(count_by(*result, "South"), 16);
  const auto owes = balances(agreement, people, ledger, {});
  ASSERT_TRUE(owes);
  EXPECT_EQ((*owes)[1].due(), -2);
}

// Two pairs of articles that cannot both hold.
TEST(Answers, AHuntForConflictsThatMeetsItsLimitSaysSo) {
  Agreement agreement = north_and_south();
  article(agreement, {release("North", exactly(5), held_by("North"), "South")});
  article(agreement, {release("North", at_most(3), held_by("North"), "South")});
  article(agreement, {release("South", exactly(6), held_by("South"), "North")});
  article(agreement, {release("South", at_most(2), held_by("South"), "North")});
  Composition none;
  none.amount = at_most(0);
  none.article = "1";
  none.who = held_by("North");
  article(agreement, {none});
  Composition nobody = none;
  nobody.article = "3";
  nobody.who = held_by("South");
  article(agreement, {nobody});
  std::vector<PersonFacts> people = crowds(8, 8);
  const auto all = conflicts(agreement, people, {}, {});
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2u);
  const auto says_more = [](const people::Conflict& conflict) {
    return !conflict.numbers.empty() && conflict.numbers.back().code == "CLR-175";
  };
  EXPECT_FALSE(says_more(all->back()));
  int not_smallest = 0, not_all = 0, whole = 0;
  for (std::int64_t tests = 0; tests <= 40; ++tests) {
    Options options;
    options.limits.conflict_tests = tests;
    const auto found = conflicts(agreement, people, {}, options);
    ASSERT_TRUE(found);
    ASSERT_FALSE(found->empty()) << tests;  // that not all can hold is known in any case
    if (!found->front().proved_minimal) {
      ++not_smallest;
      ASSERT_EQ(found->size(), 1u);
      const auto& blamed = found->front().articles;
      const bool holds_one = std::any_of(all->begin(), all->end(), [&](const people::Conflict& conflict) {
        return std::all_of(conflict.articles.begin(), conflict.articles.end(), [&](const std::string& each) {
          return std::find(blamed.begin(), blamed.end(), each) != blamed.end();
        });
      });
      EXPECT_TRUE(holds_one);
    } else if (found->size() < all->size()) {
      ++not_all;
      EXPECT_TRUE(says_more(found->back())) << tests;
    } else if (!says_more(found->back())) {
      ++whole;
    }
    for (std::size_t at = 0; at < found->size() && found->front().proved_minimal; ++at)
      EXPECT_EQ((*found)[at].articles, (*all)[at].articles);
  }
  EXPECT_GT(not_smallest, 0);
  EXPECT_GT(not_all, 0);
  EXPECT_GT(whole, 0);
  // As many as were asked for, and there are others.
  const auto first = conflicts(agreement, people, {}, {}, 1);
  ASSERT_EQ(first->size(), 1u);
}

}  // namespace
}  // namespace midspan::clear::test
