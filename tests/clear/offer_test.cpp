// SPDX-License-Identifier: Apache-2.0
// The offer of 20 April 2025: all for the identical number, named people, other nationalities, consent, courts.
#include <gtest/gtest.h>

#include <algorithm>

#include "clear/build.hpp"

namespace midspan::clear::test {
namespace {

const char* const kSalvador = "El Salvador";
const char* const kVenezuela = "Venezuela";

Agreement offer() {
  Agreement agreement;
  agreement.title = "Humanitarian offer of 20 April 2025";
  agreement.language = "en";
  agreement.parties = {kSalvador, kVenezuela};
  agreement.version = base::day_of({2025, 4, 20});
  const auto define = [&](const char* name, people::Set set) {
    agreement.definitions.push_back({name, std::move(set), {}, {}});
  };
  define("Deportees", persons({filter(Filter::Kind::OfNationality, "VEN"), filter(Filter::Kind::HeldBy, kSalvador)}));
  Filter standing = filter(Filter::Kind::StandingAtLeast);
  standing.standing = Standing::Acknowledged;
  standing.open = true;
  define("Prisoners",
         persons({filter(Filter::Kind::HeldBy, kVenezuela), filter(Filter::Kind::InCategory, "political"), standing}));
  define("Foreigners", except(defined("Prisoners"), persons({filter(Filter::Kind::OfNationality, "VEN")})));
  article(agreement, {release(kSalvador, all(), defined("Deportees"), kVenezuela)});
  article(agreement, {release(kVenezuela, as_many_as(kSalvador, "1"), defined("Prisoners"))});
  Named named;
  named.who = list("NAMED");
  article(agreement, {named});
  Composition foreigners;
  foreigners.amount = at_least(50);
  foreigners.amount.number.open = true;
  foreigners.who = defined("Foreigners");
  article(agreement, {foreigners});
  article(agreement, {ConsentRule{}});
  Gate gate;
  gate.hold = "legal";
  article(agreement, {gate});
  agreement.goals = {goal(Goal::Kind::MostReleased), goal(Goal::Kind::OrderFirst, OrderKey::IllOrWounded),
                     goal(Goal::Kind::OrderFirst, OrderKey::LongestHeld)};
  return agreement;
}

struct Numbers {
  int deportees = 252;
  int prisoners = 900;
  int foreigners = 87;
  int under_order = 0;
  int refusing = 0;
  int named = 3;
};

std::vector<PersonFacts> people(const Numbers& numbers) {
  std::vector<PersonFacts> out;
  crowd(out, "D", numbers.deportees, kSalvador);
  for (auto& each : out) each.nationalities = {"VEN"};
  for (int i = 0; i < numbers.under_order; ++i) out[static_cast<std::size_t>(i)].holds = {HoldKind::CourtOrder};
  for (int i = 0; i < numbers.refusing; ++i)
    out[static_cast<std::size_t>(numbers.under_order + i)].travel_consent = ConsentAnswer::No;
  const std::size_t first = out.size();
  crowd(out, "P", numbers.prisoners, kVenezuela);
  for (std::size_t at = first; at < out.size(); ++at) {
    out[at].categories = {"political"};
    out[at].nationalities = {static_cast<int>(at - first) < numbers.foreigners ? "COL" : "VEN"};
    out[at].held_since.earliest = out[at].held_since.latest = 15000 + static_cast<base::Day>(at * 7919 % 3000);
    if (static_cast<int>(at - first) >= numbers.prisoners - numbers.named) {
      out[at].lists = {"NAMED"};
      out[at].list_positions = {static_cast<std::int64_t>(at)};
    }
  }
  return out;
}

TEST(Offer, AllForTheIdenticalNumber) {
  const Agreement agreement = offer();
  const auto table = people({});
  const auto result = clear(agreement, table, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Optimal);
  EXPECT_FALSE(result->relaxed);
  EXPECT_EQ(count_by(*result, kSalvador), 252);
  EXPECT_EQ(count_by(*result, kVenezuela), 252);
  EXPECT_TRUE(goes(*result, "P0900"));
  std::int64_t foreigners = 0;
  for (const Allotted& line : result->allotted)
    for (const PersonFacts& facts : table)
      if (facts.id == line.person && facts.held_by == kVenezuela && facts.nationalities.front() == "COL") ++foreigners;
  EXPECT_GE(foreigners, 50);
}

TEST(Offer, WhoeverIsUnderAnOrderOrRefusesIsAShortfallAndTheNumberStaysEqual) {
  Numbers numbers;
  numbers.under_order = 41;
  numbers.refusing = 9;
  const auto table = people(numbers);
  const auto result = clear(offer(), table, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Optimal);
  EXPECT_EQ(count_by(*result, kSalvador), 202);
  EXPECT_EQ(count_by(*result, kVenezuela), 202);
  ASSERT_FALSE(result->shortfalls.empty());
  EXPECT_EQ(result->shortfalls.front().article, "1");
  EXPECT_EQ(result->shortfalls.front().missing, 50);
  ASSERT_EQ(result->shortfalls.front().reasons.size(), 2u);
  EXPECT_EQ(result->shortfalls.front().reasons[0].second + result->shortfalls.front().reasons[1].second, 50);
}

TEST(Offer, LongestHeldGoFirstAmongThosePrisonersWhoMayFillTheNumber) {
  Numbers numbers;
  numbers.deportees = 60;
  numbers.prisoners = 100;
  numbers.named = 0;
  const auto table = people(numbers);
  const auto result = clear(offer(), table, {}, {});
  ASSERT_TRUE(result);
  std::vector<std::pair<base::Day, std::string>> foreign, home;
  for (const PersonFacts& facts : table) {
    if (facts.held_by != kVenezuela) continue;
    (facts.nationalities.front() == "COL" ? foreign : home).emplace_back(facts.held_since.earliest, facts.id.text());
  }
  std::sort(foreign.begin(), foreign.end());
  std::sort(home.begin(), home.end());
  // 60 seats, at least 50 foreigners: by hand, the longest held greedily, leaving room for the 50.
  std::size_t f = 0, h = 0;
  while (f + h < 60) {
    const bool home_may = h < home.size() && 60 - h - 1 >= 50;
    if (home_may && (f == foreign.size() || home[h] < foreign[f])) EXPECT_TRUE(goes(*result, home[h++].second));
    else EXPECT_TRUE(goes(*result, foreign[f++].second));
  }
}

TEST(Offer, TooFewPrisonersIsAConflictNamedByItsArticles) {
  Numbers numbers;
  numbers.prisoners = 206;
  const auto table = people(numbers);
  const auto result = clear(offer(), table, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Infeasible);
  ASSERT_EQ(result->conflicts.size(), 1u);
  EXPECT_EQ(result->conflicts[0].articles, (std::vector<std::string>{"1", "2"}));
  EXPECT_TRUE(result->conflicts[0].proved_minimal);
  EXPECT_TRUE(result->relaxed);
  EXPECT_EQ(count_by(*result, kSalvador), 206);  // the most that keeps the number equal
  EXPECT_EQ(count_by(*result, kVenezuela), 206);
}

TEST(Offer, NobodyAcknowledgedMeansNobodyGoesInThatWorld) {
  auto table = people({});
  for (PersonFacts& each : table)
    if (each.held_by == kVenezuela) each.standing = Standing::Alleged;
  const auto both = clear_both(offer(), table, {}, {});
  ASSERT_TRUE(both);
  EXPECT_EQ(both->acknowledged.outcome, Outcome::Infeasible);
  EXPECT_TRUE(both->acknowledged.allotted.empty());
  EXPECT_EQ(both->contested.outcome, Outcome::Optimal);
  EXPECT_EQ(both->gained, 504);
  const auto& counts = both->acknowledged.counts;
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_EQ(counts[1].in_population, 900);
  EXPECT_EQ(counts[1].eligible, 0);
}

// Where nobody is in doubt the two worlds are one, and each says which it is.
TEST(Offer, BothWorldsAreOneWhereNobodyIsContested) {
  const auto table = people({});
  const auto both = clear_both(offer(), table, {}, {});
  Options options;
  options.world = World::Contested;
  const auto contested = clear(offer(), table, {}, options);
  ASSERT_TRUE(both && contested);
  EXPECT_EQ(both->acknowledged.world, "acknowledged");
  EXPECT_EQ(both->contested.world, contested->world);
  ASSERT_EQ(both->contested.allotted.size(), contested->allotted.size());
  for (std::size_t at = 0; at < contested->allotted.size(); ++at)
    EXPECT_EQ(both->contested.allotted[at].person, contested->allotted[at].person);
  EXPECT_EQ(both->gained, 0);
}

TEST(Offer, NamedPeopleWhomNobodyHoldsAreAConflictOfOneArticle) {
  auto table = people({});
  PersonFacts guest = person("G1", "");
  guest.lists = {"NAMED"};
  guest.list_positions = {1};
  table.push_back(guest);
  const auto result = clear(offer(), table, {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, Outcome::Infeasible);
  ASSERT_EQ(result->conflicts.size(), 1u);
  EXPECT_EQ(result->conflicts[0].articles, std::vector<std::string>{"3"});
  EXPECT_EQ(count_by(*result, kVenezuela), 252);  // everybody else can still go
  EXPECT_TRUE(goes(*result, "P0900"));
}

TEST(Offer, WhyNot) {
  Numbers numbers;
  numbers.under_order = 1;
  auto table = people(numbers);
  const Agreement agreement = offer();
  const auto held = why(agreement, table, {}, {}, PersonId("D0001"));
  ASSERT_TRUE(held);
  EXPECT_EQ(held->kind, Why::Kind::Barred);
  EXPECT_EQ(held->articles, std::vector<std::string>{"6"});
  const auto result = clear(agreement, table, {}, {});
  ASSERT_TRUE(result);
  for (const NotAllotted& line : result->not_allotted)
    if (line.person.text()[0] == 'P') {
      const auto later = why(agreement, table, {}, {}, line.person);
      ASSERT_TRUE(later);
      EXPECT_EQ(later->kind, Why::Kind::Equal);
      EXPECT_EQ(later->displaced.size(), 1u);
      break;
    }
  EXPECT_FALSE(why(agreement, table, {}, {}, PersonId("nobody")));
}

TEST(Offer, TheOrderOfTheTableChangesNothing) {
  auto table = people({});
  const auto first = clear(offer(), table, {}, {});
  std::reverse(table.begin(), table.end());
  const auto second = clear(offer(), table, {}, {});
  ASSERT_TRUE(first && second);
  ASSERT_EQ(first->allotted.size(), second->allotted.size());
  for (std::size_t at = 0; at < first->allotted.size(); ++at)
    EXPECT_EQ(first->allotted[at].person, second->allotted[at].person);
  EXPECT_EQ(first->input_digest, second->input_digest);
}

}  // namespace
}  // namespace midspan::clear::test
