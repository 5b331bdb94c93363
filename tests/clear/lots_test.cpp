// SPDX-License-Identifier: Apache-2.0
// Lots: the leximin chances against trying every basis of every linear program, and what people see of a draw.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <optional>
#include <set>

#include "clear/build.hpp"
#include "clear/clear.hpp"
#include "clear/draw.hpp"
#include "clear/lots/leximin.hpp"

namespace midspan::clear {
namespace {

using lots::Fraction;
using lots::Places;
using test::n;

// The slow obvious twin of the simplex: maximise cost.x over rows x = sides, x >= 0, by solving for every basis.
std::optional<Fraction> best_of_all_bases(const std::vector<std::vector<Fraction>>& rows,
                                          const std::vector<Fraction>& sides, const std::vector<Fraction>& cost) {
  const std::size_t height = rows.size(), width = cost.size();
  std::optional<Fraction> best;
  std::vector<std::size_t> basis;
  const auto solve = [&] {
    std::vector<std::vector<Fraction>> m;
    for (std::size_t row = 0; row < height; ++row) {
      m.emplace_back();
      for (const std::size_t column : basis) m.back().push_back(rows[row][column]);
      m.back().push_back(sides[row]);
    }
    for (std::size_t at = 0; at < height; ++at) {
      std::size_t pivot = at;
      while (pivot < height && m[pivot][at].sign() == 0) ++pivot;
      if (pivot == height) return;
      std::swap(m[pivot], m[at]);
      for (std::size_t row = 0; row < height; ++row) {
        if (row == at || m[row][at].sign() == 0) continue;
        const Fraction factor = m[row][at] / m[at][at];
        for (std::size_t column = at; column <= height; ++column)
          m[row][column] = m[row][column] - factor * m[at][column];
      }
    }
    Fraction value;
    for (std::size_t at = 0; at < height; ++at) {
      const Fraction x = m[at][height] / m[at][at];
      if (x.sign() < 0) return;
      value = value + cost[basis[at]] * x;
    }
    if (!best || *best < value) best = value;
  };
  const std::function<void(std::size_t)> choose = [&](std::size_t from) {
    if (basis.size() == height) return solve();
    for (std::size_t column = from; column < width; ++column) {
      basis.push_back(column);
      choose(column + 1);
      basis.pop_back();
    }
  };
  choose(0);
  return best;
}

// Leximin by its definition: the largest t that all open classes can have; then each open class is asked whether it can
// have more while the others keep theirs.
std::vector<Fraction> leximin_by_hand(const std::vector<std::int64_t>& sizes, const std::vector<Places>& outcomes) {
  const std::size_t classes = sizes.size(), known = outcomes.size();
  std::vector<std::optional<Fraction>> settled(classes);
  // Columns: probabilities, t, one surplus a class. Row 0: probabilities add up to one; then chance - t or - settled.
  const auto ask = [&](std::optional<std::size_t> one, Fraction t) {
    std::vector<std::vector<Fraction>> rows(classes + 1, std::vector<Fraction>(known + 1 + classes));
    std::vector<Fraction> sides(classes + 1), cost(known + 1 + classes);
    sides[0] = 1;
    for (std::size_t at = 0; at < known; ++at) rows[0][at] = 1;
    for (std::size_t at = 0; at < classes; ++at) {
      for (std::size_t outcome = 0; outcome < known; ++outcome)
        rows[at + 1][outcome] = Fraction(outcomes[outcome][at], sizes[at]);
      rows[at + 1][known + 1 + at] = -1;
      if (settled[at]) sides[at + 1] = *settled[at];
      else if (one) sides[at + 1] = t;
      else rows[at + 1][known] = -1;
    }
    if (!one) cost[known] = 1;
    else cost[known + 1 + *one] = 1;
    return *best_of_all_bases(rows, sides, cost);
  };
  while (std::any_of(settled.begin(), settled.end(), [](const auto& one) { return !one; })) {
    const Fraction t = ask(std::nullopt, 0);
    std::vector<std::size_t> bound;
    for (std::size_t at = 0; at < classes; ++at)
      if (!settled[at] && ask(at, t).sign() == 0) bound.push_back(at);
    EXPECT_FALSE(bound.empty());
    for (const std::size_t at : bound) settled[at] = t;
    if (bound.empty()) break;
  }
  std::vector<Fraction> chances;
  for (const auto& one : settled) chances.push_back(one.value_or(0));
  return chances;
}

TEST(Lots, LeximinEqualsTryingEveryBasis) {
  Draw draw(7);
  int uneven = 0;
  for (int round = 0; round < 400; ++round) {
    const std::size_t classes = static_cast<std::size_t>(draw.in(1, 3)),
                      known = static_cast<std::size_t>(draw.in(1, 6));
    std::vector<std::int64_t> sizes;
    for (std::size_t at = 0; at < classes; ++at) sizes.push_back(draw.in(1, 5));
    std::vector<Places> outcomes;
    for (std::size_t at = 0; at < known; ++at) {
      outcomes.emplace_back();
      for (const std::int64_t size : sizes) outcomes.back().push_back(draw.in(0, size));
    }
    const lots::Best best = [&](const std::vector<std::int64_t>& weights) -> std::optional<Places> {
      const auto value = [&](const Places& places) {
        std::int64_t sum = 0;
        for (std::size_t at = 0; at < places.size(); ++at) sum += weights[at] * places[at];
        return sum;
      };
      return *std::max_element(outcomes.begin(), outcomes.end(),
                               [&](const Places& one, const Places& other) { return value(one) < value(other); });
    };
    const lots::Lottery lottery = lots::leximin(sizes, outcomes.front(), best);
    const std::vector<Fraction> wanted = leximin_by_hand(sizes, outcomes);
    ASSERT_EQ(lottery.chances, wanted) << round;
    Fraction all;
    for (std::size_t one = 0; one < classes; ++one) {
      Fraction places;
      for (std::size_t at = 0; at < lottery.outcomes.size(); ++at)
        places = places + lottery.probability[at] * Fraction(lottery.outcomes[at][one]);
      ASSERT_EQ(places, wanted[one] * Fraction(sizes[one])) << round;  // the outcomes give those chances, exactly
    }
    for (const Fraction& probability : lottery.probability) {
      ASSERT_GT(probability.sign(), 0);
      all = all + probability;
    }
    ASSERT_EQ(all, Fraction(1));
    uneven +=
        *std::max_element(wanted.begin(), wanted.end()) == *std::min_element(wanted.begin(), wanted.end()) ? 0 : 1;
  }
  EXPECT_GT(uneven, 100);
}

// N of the people held by A; at least so many of one category, at most so many of another; a person may be of both.
struct Small {
  people::Agreement agreement;
  std::vector<people::PersonFacts> people;
  std::int64_t number, least, most;
};
Small small(Draw& draw) {
  Small out;
  const std::int64_t count = draw.in(3, 8);
  for (std::int64_t at = 0; at < count; ++at) {
    out.people.push_back(test::person("P" + std::to_string(at), "A"));
    if (draw.in(0, 1) == 1) out.people.back().categories.push_back("young");
    if (draw.in(0, 2) == 0) out.people.back().categories.push_back("far");
    out.people.back().commitment = "c" + std::to_string(draw.in(0, 1'000'000));
  }
  out.number = draw.in(1, count - 1);
  out.least = draw.in(0, 3);
  out.most = draw.in(0, 2);
  const auto of = [](const std::string& category) {
    return test::persons(
        {test::filter(people::Filter::Kind::HeldBy, "A"), test::filter(people::Filter::Kind::InCategory, category)});
  };
  people::Composition young, far;
  young.who = of("young");
  young.amount = test::at_least(out.least);
  far.who = of("far");
  far.amount = test::at_most(out.most);
  out.agreement.parties = {"A", "B"};
  test::article(out.agreement, {test::release("A", test::at_most(out.number), test::held_by("A"), "B"), young, far});
  return out;
}

TEST(Lots, ChancesEqualThoseOverEveryPlanThereIs) {
  Draw draw(3);
  int drawn = 0, uneven = 0;
  for (int round = 0; round < 300; ++round) {
    const Small one = small(draw);
    const auto is = [&](std::size_t person, const char* category) {
      const auto& all = one.people[person].categories;
      return std::find(all.begin(), all.end(), category) != all.end();
    };
    const auto kind_of = [&](std::size_t person) {
      return (is(person, "young") ? 1 : 0) + (is(person, "far") ? 2 : 0);
    };
    std::array<std::int64_t, 4> size{};
    for (std::size_t person = 0; person < one.people.size(); ++person)
      ++size[static_cast<std::size_t>(kind_of(person))];
    std::set<std::array<std::int64_t, 4>> best;
    std::int64_t most = -1;
    for (unsigned set = 0; set < 1u << one.people.size(); ++set) {  // every set of people
      std::array<std::int64_t, 4> goes{};
      for (std::size_t person = 0; person < one.people.size(); ++person)
        if ((set >> person & 1u) != 0) ++goes[static_cast<std::size_t>(kind_of(person))];
      const std::int64_t all = goes[0] + goes[1] + goes[2] + goes[3];
      if (all > one.number || goes[1] + goes[3] < one.least || goes[2] + goes[3] > one.most || all < most) continue;
      if (all > most) best.clear();
      most = all;
      best.insert(goes);
    }
    Options options;
    const auto found = draw_lots(one.agreement, one.people, {}, options);
    if (most < 0) continue;  // impossible: the nearest plans are another question
    ASSERT_TRUE(found) << round;
    ASSERT_TRUE(found->proved);
    std::vector<std::int64_t> sizes;
    std::vector<Places> outcomes;
    for (std::size_t kind = 0; kind < 4; ++kind)
      if (size[kind] > 0) sizes.push_back(size[kind]);
    for (const auto& goes : best) {
      outcomes.emplace_back();
      for (std::size_t kind = 0; kind < 4; ++kind)
        if (size[kind] > 0) outcomes.back().push_back(goes[kind]);
    }
    const std::vector<Fraction> wanted = leximin_by_hand(sizes, outcomes);
    std::size_t at = 0;
    std::int64_t surely = 0;
    for (std::size_t kind = 0; kind < 4; ++kind) {
      if (size[kind] == 0) continue;
      const Fraction chance = wanted[at++];
      if (chance == Fraction(1)) surely += size[kind];
      if (chance == Fraction(1) || chance.sign() == 0) continue;
      for (std::size_t person = 0; person < one.people.size(); ++person) {
        if (kind_of(person) != static_cast<int>(kind)) continue;
        int classes = 0;
        for (const LotClass& each : found->classes) {
          if (std::find(each.people.begin(), each.people.end(), one.people[person].id) == each.people.end()) continue;
          ++classes;
          ASSERT_EQ(Fraction(each.chance.above, each.chance.below), chance) << round << " " << kind;
        }
        ASSERT_EQ(classes, 1) << round;
      }
    }
    ASSERT_EQ(found->surely, surely) << round;
    std::int64_t copies = 0;
    for (const LotOutcome& outcome : found->outcomes) copies += outcome.copies;
    ASSERT_EQ(copies, kOutcomes);
    for (const LotClass& each : found->classes) {
      const Fraction published(each.published, kOutcomes * static_cast<std::int64_t>(each.people.size()));
      Fraction off = published - Fraction(each.chance.above, each.chance.below);
      if (off.sign() < 0) off = -off;
      ASSERT_LT(off, Fraction(static_cast<std::int64_t>(found->outcomes.size()), kOutcomes)) << round;
    }
    drawn += found->classes.empty() ? 0 : 1;
    uneven += found->classes.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(drawn, 100);
  EXPECT_GT(uneven, 50);
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 256> buffer{};
  while (pipe != nullptr && std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) out += buffer.data();
  if (pipe != nullptr) pclose(pipe);
  return out;
}

TEST(Lots, ATicketAndTheOutcomeAreCheckedByHand) {
  for (const std::string seed : {"20 April, 12 balls: 4 17 33", "it's", "%d \\n $HOME"}) {
    EXPECT_EQ(output_of(ticket_command(seed, "ab12")).substr(0, 64), ticket(seed, "ab12"));
    EXPECT_EQ(output_of(outcome_command(seed)), std::to_string(outcome_number(seed)) + "\n");
  }
  EXPECT_EQ(ticket("", "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2
}

Small equals() {
  Small out;
  test::crowd(out.people, "P", 10, "A");
  for (people::PersonFacts& person : out.people) person.commitment = "commitment of " + person.id.text();
  out.agreement.parties = {"A", "B"};
  test::article(out.agreement, {test::release("A", test::at_most(4), test::held_by("A"), "B")});
  return out;
}

TEST(Lots, TheSmallestTicketsGoAndAWithdrawalNeedsNoNewDraw) {
  const Small one = equals();
  Options options;
  options.lot_seed = "seven white balls";
  const auto found = draw_lots(one.agreement, one.people, {}, options);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->classes.size(), 1U);
  EXPECT_EQ(found->classes[0].chance.above, 2);
  EXPECT_EQ(found->classes[0].chance.below, 5);
  EXPECT_EQ(found->classes[0].published, 4 * kOutcomes);
  const std::vector<people::PersonId>& order = found->classes[0].people;
  std::vector<std::string> tickets;
  for (const people::PersonId& person : order)
    tickets.push_back(ticket(options.lot_seed, "commitment of " + person.text()));
  EXPECT_TRUE(std::is_sorted(tickets.begin(), tickets.end()));
  const auto goes = [](const Lots& lots) {
    std::set<std::string> out;
    for (const people::Allotted& line : lots.allocation.allotted) out.insert(line.person.text());
    return out;
  };
  EXPECT_EQ(goes(*found), (std::set<std::string>{order[0].text(), order[1].text(), order[2].text(), order[3].text()}));
  Small without = one;
  for (people::PersonFacts& person : without.people)
    if (person.id == order[1]) person.travel_consent = people::ConsentAnswer::No;
  const auto again = draw_lots(without.agreement, without.people, {}, options);
  ASSERT_TRUE(again);
  EXPECT_EQ(goes(*again), (std::set<std::string>{order[0].text(), order[2].text(), order[3].text(), order[4].text()}));
}

TEST(Lots, AnOrderOfTheAgreementComesBeforeTheLot) {
  Small one = equals();
  one.agreement.goals = {test::goal(people::Goal::Kind::MostReleased), test::goal(people::Goal::Kind::OrderFirst)};
  for (std::size_t at = 0; at < one.people.size(); ++at)  // two held longest, five after them, three last
    one.people[at].held_since.earliest = one.people[at].held_since.latest = at < 2 ? 100 : at < 7 ? 200 : 300;
  const auto found = draw_lots(one.agreement, one.people, {}, Options{});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->surely, 2);
  ASSERT_EQ(found->classes.size(), 1U);
  EXPECT_EQ(found->classes[0].people.size(), 5U);
  EXPECT_EQ(found->classes[0].chance.above, 2);  // two places for five
  EXPECT_EQ(found->classes[0].chance.below, 5);
}

TEST(Lots, TheSameForAnyOrderOfTheTable) {
  Small one = equals();
  Options options;
  options.lot_seed = "seed";
  const auto first = draw_lots(one.agreement, one.people, {}, options);
  std::reverse(one.people.begin(), one.people.end());
  const auto second = draw_lots(one.agreement, one.people, {}, options);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->drawn, second->drawn);
  EXPECT_EQ(first->classes[0].people, second->classes[0].people);
}

}  // namespace
}  // namespace midspan::clear
