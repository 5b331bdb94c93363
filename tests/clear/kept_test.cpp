// SPDX-License-Identifier: Apache-2.0
// A changed number, an article struck, a hold: cleared from what is known, the same answer as clearing anew, person by
// person.
#include "clear/explain/kept.hpp"

#include <gtest/gtest.h>

#include "base/every.hpp"
#include "clear/drawn.hpp"
#include "clear/explain/again.hpp"
#include "clear/explain/numbers.hpp"

namespace midspan::clear::explain {
namespace {

using namespace test;

std::string said(const Run& run, const Options& options) {
  const people::Allocation allocation = allocation_of(run, options);
  std::string text = run.relaxed ? "relaxed\n" : "kept\n";
  text += std::to_string(static_cast<int>(allocation.outcome)) + "\n";
  for (const people::GoalValue& goal : allocation.goals)
    text += goal.goal + " " + std::to_string(goal.value) + " " + std::to_string(goal.bound) + "\n";
  for (const people::Allotted& line : allocation.allotted)
    text += line.person.text() + " " + line.released_by + " " + line.to + " " + line.phase + " " + line.article + "\n";
  for (const people::ArticleCount& count : allocation.counts)
    text += count.article + " " + std::to_string(count.asked) + " " + std::to_string(count.given) + "\n";
  text += std::to_string(allocation.shortfalls.size()) + "\n";
  return text;
}

TEST(Kept, AChangedNumberGivesWhatClearingAnewGives) {
  Options options;
  options.explain_conflicts = false;
  int changes = 0, relaxed = 0, moved = 0;
  for (std::uint64_t seed = 1; seed <= 260; seed += midspan::test::kEvery) {
    Draw draw(seed * 7919);
    const std::vector<PersonFacts> people = some_people(draw);
    Agreement agreement = some_agreement(draw);
    auto kept = Kept::of(agreement, people, {}, options);
    ASSERT_TRUE(kept) << seed;
    std::string before;
    for (int change = 0; change < 10; ++change, ++changes) {
      if (change > 0) change_a_number(draw, agreement);  // one after the other: errors would add up
      const auto known = (*kept)->clear(agreement);
      const auto anew = run(agreement, people, {}, options);
      ASSERT_TRUE(known) << seed;
      ASSERT_TRUE(anew) << seed;
      const std::string answer = said(**known, options);
      ASSERT_EQ(answer, said(*anew, options)) << "seed " << seed << ", change " << change;
      relaxed += anew->relaxed ? 1 : 0;
      moved += answer != before ? 1 : 0;
      before = answer;
    }
  }
  EXPECT_GE(changes, 2500 / midspan::test::kEvery);
  EXPECT_GT(relaxed, 300 / midspan::test::kEvery);
  EXPECT_GT(moved, 800 / midspan::test::kEvery);
}

// Strikes an article or puts one back, or changes whom something stands in the way of.
void change_more(Draw& draw, const Agreement& whole, Agreement& agreement, std::vector<PersonFacts>& people) {
  if (draw.chance(50)) {
    const auto at = static_cast<std::size_t>(draw.in(0, static_cast<std::int64_t>(agreement.articles.size()) - 1));
    Article& article = agreement.articles[at];
    if (article.clauses.empty()) article.clauses = whole.articles[at].clauses;
    else article.clauses.clear();
    return;
  }
  PersonFacts& person = people[static_cast<std::size_t>(draw.in(0, static_cast<std::int64_t>(people.size()) - 1))];
  if (person.holds.empty()) person.holds = {HoldKind::Penal};
  else person.holds.clear();
}

TEST(Kept, AnArticleStruckOrAHoldGivesWhatClearingAnewGives) {
  Options options;
  options.explain_conflicts = false;
  int relaxed = 0, moved = 0;
  for (std::uint64_t seed = 1; seed <= 160; seed += midspan::test::kEvery) {
    Draw draw(seed * 104729);
    std::vector<PersonFacts> people = some_people(draw), before = people;
    const Agreement whole = some_agreement(draw);
    Agreement agreement = whole;
    auto kept = Kept::of(agreement, people, {}, options);
    ASSERT_TRUE(kept) << seed;
    std::string last;
    for (int change = 0; change < 8; ++change) {
      std::vector<PersonFacts> others = before;
      change_more(draw, whole, agreement, others);
      if (draw.chance(30)) change_a_number(draw, agreement);
      people = others;
      const auto known = (*kept)->clear(agreement, people);
      before = std::move(others);
      const auto anew = run(agreement, people, {}, options);
      ASSERT_TRUE(known) << seed;
      ASSERT_TRUE(anew) << seed;
      const std::string answer = said(**known, options);
      ASSERT_EQ(answer, said(*anew, options)) << "seed " << seed << ", change " << change;
      relaxed += anew->relaxed ? 1 : 0;
      moved += answer != last ? 1 : 0;
      last = answer;
    }
  }
  EXPECT_GT(relaxed, 100 / midspan::test::kEvery);
  EXPECT_GT(moved, 500 / midspan::test::kEvery);
}

// After an agreement that cannot be read as a program, the next question is answered as if it had not been asked.
// "Between 9 and 4" has a row more than "between 3 and 4".
TEST(Kept, ARangeIsTurnedUpsideDownAndBack) {
  Options options;
  options.explain_conflicts = false;
  Amount range = exactly(3);
  range.kind = Amount::Kind::Between;
  range.upper = n(4);
  const Agreement upright = north_and_south(range, as_many_as("North", "1"));
  const auto turned = edited(upright, "Article 1: 3 = 9");
  ASSERT_TRUE(turned);
  const std::vector<PersonFacts> people = crowds(12, 8);
  auto kept = Kept::of(upright, people, {}, options);
  ASSERT_TRUE(kept);
  for (const Agreement* agreement : {&*turned, &upright, &*turned}) {
    const auto known = (*kept)->clear(*agreement);
    const auto anew = run(*agreement, people, {}, options);
    ASSERT_TRUE(known && anew);
    EXPECT_EQ(said(**known, options), said(*anew, options));
    EXPECT_EQ(anew->relaxed, agreement == &*turned);
  }
}

// "Each phase takes at most 5": where no article names a phase, there are as many as are needed, and a number makes
// more of them; where phases are named, it is a number like others, and what was proved still says most.
TEST(Kept, ALimitOfEachPhaseMakesPhasesOnlyWhereNoneAreNamed) {
  for (const bool named : {false, true}) {
    std::vector<PersonFacts> people = crowds(24, 30);
    Agreement agreement = north_and_south(exactly(12), as_many_as("North", "1"));
    for (int phase = 1; named && phase <= 3; ++phase) {
      PhaseRule rule;
      rule.phase = std::to_string(phase);
      rule.at_most = n(12);
      article(agreement, {rule});
    }
    PhaseRule each;
    each.at_most = n(10);
    article(agreement, {each});
    auto kept = Kept::of(agreement, people, {}, {});
    ASSERT_TRUE(kept);
    int foreseen = 0;
    for (const std::int64_t most : {11, 9, 12, 54, 60, 10}) {
      auto& rule = std::get<PhaseRule>(agreement.articles.back().clauses.front().body);
      rule.at_most = n(most);
      const auto known = (*kept)->clear(agreement);
      const auto anew = run(agreement, people, {}, {});
      ASSERT_TRUE(known && anew);
      EXPECT_EQ(said(**known, {}), said(*anew, {})) << named << " " << most;
      EXPECT_EQ((*known)->model.phases, anew->model.phases);
      EXPECT_EQ(anew->model.phases.size() == 3, named) << most;
      foreseen += (*kept)->foreseen() ? 1 : 0;
    }
    if (named) {
      EXPECT_GE(foreseen, 3);
    }
  }
}

// A settlement's shape, changed again and again: what old proofs lack is asked for where it lacks, whether goals move,
// people, phases or places; the answer is the one of clearing anew each time.
TEST(Kept, WhatIsMissingIsAskedForAndTheAnswerIsTheSame) {
  Options options;
  options.explain_conflicts = false;
  int solved = 0, moved = 0;
  for (std::uint64_t seed = 1; seed <= 6; seed += midspan::test::kEvery) {
    Draw draw(seed * 6151);
    std::vector<PersonFacts> people;
    crowd(people, "N", 120, "Norway");
    crowd(people, "C", 200, "Chile");
    for (PersonFacts& each : people) {
      each.categories = {"c" + std::to_string(draw.in(0, 4))};
      each.sex = draw.chance(30) ? Sex::Female : Sex::Male;
      each.sentence = draw.chance(30) ? "life" : "other";
      each.held_since.earliest = each.held_since.latest = static_cast<base::Day>(draw.in(1000, 3000));
    }
    Agreement agreement;
    agreement.parties = {"Norway", "Chile"};
    article(agreement, {release("Norway", exactly(40), held_by("Norway"), "Chile")});
    article(agreement, {release("Chile", as_many_as("Norway", "1"), held_by("Chile"), "Norway")});
    for (int at = 0; at < 3; ++at) {
      Key key;
      key.basis = at == 0 ? Key::Basis::Each : Key::Basis::Every;
      if (at > 0) key.every = n(draw.in(2, 5));
      key.delivered = of_category("Norway", at);
      key.by = "Norway";
      key.party = "Chile";
      key.to = "Norway";
      Owed owed;
      owed.number = n(draw.in(1, 3));
      owed.of = of_category("Chile", at + 1);
      key.owed = {owed};
      article(agreement, {key});
    }
    for (int phase = 1; phase <= 4; ++phase) {
      PhaseRule rule;
      rule.phase = std::to_string(phase);
      rule.at_most = n(draw.in(25, 45));
      article(agreement, {rule});
    }
    Sequencing ahead;
    ahead.kind = Sequencing::Kind::NeverAhead;
    ahead.left = "Chile";
    ahead.right = "Norway";
    ahead.number = n(draw.in(5, 20));
    article(agreement, {ahead});
    agreement.goals = {goal(Goal::Kind::MostReleased), goal(Goal::Kind::EarliestPhases),
                       goal(Goal::Kind::OrderFirst, OrderKey::LongestHeld)};
    auto kept = Kept::of(agreement, people, {}, options);
    ASSERT_TRUE(kept);
    std::string before;
    for (int change = 0; change < 12; ++change) {
      change_a_number(draw, agreement);
      const auto known = (*kept)->clear(agreement);
      const auto anew = run(agreement, people, {}, options);
      ASSERT_TRUE(known && anew);
      const std::string answer = said(**known, options);
      ASSERT_EQ(answer, said(*anew, options)) << "seed " << seed << ", change " << change;
      solved += (*kept)->foreseen() ? 0 : 1;
      moved += answer != before ? 1 : 0;
      before = answer;
    }
  }
  EXPECT_GT(solved, 10 / midspan::test::kEvery);
  EXPECT_GT(moved, 30 / midspan::test::kEvery);
}

TEST(Kept, AnErrorIsForgotten) {
  std::vector<PersonFacts> people;
  crowd(people, "N", 6, "Norway");
  Agreement agreement;
  agreement.parties = {"Norway", "Chile"};
  article(agreement, {release("Norway", exactly(3), held_by("Norway"), "Chile")});
  auto kept = Kept::of(agreement, people, {}, {});
  ASSERT_TRUE(kept);
  Agreement too_large = agreement;
  numbers_of(too_large.articles[0].clauses[0]).front()->low = INT64_MAX / 16;
  numbers_of(too_large.articles[0].clauses[0]).front()->high = INT64_MAX / 16;
  const auto failed = (*kept)->clear(too_large);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message.code, "CLR-004");
  numbers_of(agreement.articles[0].clauses[0]).front()->low = 4;
  numbers_of(agreement.articles[0].clauses[0]).front()->high = 4;
  const auto known = (*kept)->clear(agreement);
  ASSERT_TRUE(known);
  EXPECT_EQ(said(**known, {}), said(*run(agreement, people, {}, {}), {}));
}

// Almost always nothing is solved at all: the old proofs give the goals and forbid the wishes, and what they leave is a
// plan. A table of classes big enough that it shows.
TEST(Kept, MostAnswersAreForeseen) {
  Draw draw(11);
  std::vector<PersonFacts> people;
  crowd(people, "N", 300, "Norway");
  crowd(people, "C", 500, "Chile");
  for (PersonFacts& each : people) {
    each.categories = {"c" + std::to_string(draw.in(0, 5))};
    each.sex = draw.chance(30) ? Sex::Female : Sex::Male;
    each.held_since.earliest = each.held_since.latest = static_cast<base::Day>(draw.in(1000, 3000));
  }
  Agreement agreement;
  agreement.parties = {"Norway", "Chile"};
  article(agreement, {release("Norway", exactly(60), held_by("Norway"), "Chile")});
  article(agreement, {release("Chile", as_many_as("Norway", "1"), held_by("Chile"), "Norway")});
  for (int phase = 1; phase <= 3; ++phase) {
    PhaseRule rule;
    rule.phase = std::to_string(phase);
    rule.at_most = n(50);
    article(agreement, {rule});
  }
  agreement.goals = {goal(Goal::Kind::MostReleased), goal(Goal::Kind::EarliestPhases),
                     goal(Goal::Kind::OrderFirst, OrderKey::LongestHeld)};
  auto kept = Kept::of(agreement, people, {}, {});
  ASSERT_TRUE(kept);
  int foreseen = 0;
  for (int change = 0; change < 30; ++change) {
    Agreement other = agreement;
    change_a_number(draw, other);
    ASSERT_EQ(said(**(*kept)->clear(other), {}), said(*run(other, people, {}, {}), {}));
    foreseen += (*kept)->foreseen() ? 1 : 0;
  }
  EXPECT_GE(foreseen, 24);
}

std::vector<bool> who_goes(const Run& now, const model::Plan& plan, std::size_t gone) {
  std::vector<bool> goes;
  for (const int column : model::assign(now.model, plan.values, gone)) goes.push_back(column >= 0);
  return goes;
}

TEST(Kept, WhoeverDropsOutLeavesWhatClearingWithoutThemLeaves) {
  Options options;
  options.explain_conflicts = false;
  int asked = 0, foreseen = 0, relaxed = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Draw draw(seed * 15485863);
    const std::vector<PersonFacts> people = some_people(draw);
    const Agreement agreement = some_agreement(draw);
    const auto now = run(agreement, people, {}, options);
    ASSERT_TRUE(now);
    if (!now->plan.possible) continue;
    Again again(now->model, now->relaxed);
    for (int group = 0; group < static_cast<int>(now->model.groups.size()); ++group) {
      const auto& members = now->model.groups[static_cast<std::size_t>(group)].people;
      const std::size_t gone = members[static_cast<std::size_t>(draw.in(0, static_cast<int>(members.size()) - 1))];
      std::int64_t work = INT64_MAX;
      const model::Plan known = again.without_one(group, gone, work);
      const model::Plan anew = plan_without_one(now->model, now->relaxed, group, gone, work);
      ASSERT_EQ(known.possible, anew.possible) << seed;
      if (!anew.possible) continue;
      ASSERT_EQ(who_goes(*now, known, gone), who_goes(*now, anew, gone)) << seed;
      solve::Solver rows(now->model.program);
      if (now->relaxed) relax(now->model, rows);
      take_one_out(now->model, rows, group);
      ASSERT_TRUE(rows.holds(known.values)) << seed;
      for (std::size_t level = 0; level < anew.reached.size(); ++level)
        ASSERT_EQ(known.reached[level].value, anew.reached[level].value) << seed;
      ++asked;
      relaxed += now->relaxed ? 1 : 0;
    }
    foreseen += static_cast<int>(again.foreseen());
  }
  EXPECT_GT(asked, 200);
  EXPECT_GT(foreseen, asked / 4);
  EXPECT_GT(relaxed, 20);
}

TEST(Kept, WhoeverIsTakenLeavesWhatClearingWithThemLeaves) {
  Options options;
  options.explain_conflicts = false;
  int asked = 0, impossible = 0;
  for (std::uint64_t seed = 1; seed <= 60; seed += midspan::test::kEvery) {
    Draw draw(seed * 32452843);
    const std::vector<PersonFacts> people = some_people(draw);
    const Agreement agreement = some_agreement(draw);
    auto now = run(agreement, people, {}, options);
    ASSERT_TRUE(now);
    if (!now->plan.possible) continue;
    const model::Plan plan = now->plan;
    Again again(*now);
    for (int group = 0; group < static_cast<int>(now->model.groups.size()); ++group) {
      std::int64_t goes = 0;
      for (const int column : now->model.groups[static_cast<std::size_t>(group)].cells)
        goes += plan.values[static_cast<std::size_t>(column)];
      const model::Plan known = again.with(group, goes + 1, INT64_MAX);
      const model::Plan anew = plan_again(now->model, now->relaxed, group, goes + 1, INT64_MAX);
      ASSERT_EQ(known.possible, anew.possible) << seed << " " << group;
      ++asked;
      if (!anew.possible) {
        ++impossible;
        continue;
      }
      ASSERT_EQ(model::assign(now->model, known.values), model::assign(now->model, anew.values)) << seed;
      for (std::size_t level = 0; level < anew.reached.size(); ++level)
        ASSERT_EQ(known.reached[level].value, anew.reached[level].value) << seed;
    }
  }
  EXPECT_GT(asked, 200 / midspan::test::kEvery);
  EXPECT_GT(impossible, 20 / midspan::test::kEvery);
}

TEST(Kept, WhereNobodyCanGoNumbersChangeNothing) {
  std::vector<PersonFacts> people;
  crowd(people, "N", 3, "Norway");
  Agreement agreement;
  agreement.parties = {"Norway", "Chile"};
  article(agreement, {release("Chile", at_most(3), held_by("Chile"), "Norway")});
  Key key;
  key.basis = Key::Basis::Every;
  key.every = n(2);
  key.delivered = held_by("Chile");
  key.by = "Chile";
  key.party = "Chile";
  key.to = "Norway";
  Owed owed;
  owed.number = n(1);
  owed.of = held_by("Chile");
  key.owed = {owed};
  article(agreement, {key});
  auto kept = Kept::of(agreement, people, {}, {});
  ASSERT_TRUE(kept);
  for (const std::int64_t number : {2, 5, 1}) {
    for (Article& each : agreement.articles)
      for (Clause& clause : each.clauses)
        for (Number* of : numbers_of(clause)) of->low = of->high = number;
    const auto known = (*kept)->clear(agreement);
    ASSERT_TRUE(known);
    EXPECT_EQ(said(**known, {}), said(*run(agreement, people, {}, {}), {}));
  }
}

// Two cells; helpers that are the whole fives of their sum, a yes for any, and one that nothing speaks of.
TEST(Helpers, AreWhatTheRowsLeave) {
  solve::Program program;
  program.columns = {{0, 10}, {0, 10}, {0, 4}, {0, 1}, {2, 9}};
  program.first_helper = 2;
  solve::Row fives, any, none;
  fives.terms = {{0, 1}, {1, 1}, {2, -5}};
  fives.low = 0;
  fives.high = 4;
  any.terms = {{0, 1}, {1, 1}, {3, -20}};
  any.high = 0;
  none.terms = {{0, 1}, {4, 0}};
  none.high = 10;
  program.rows = {fives, any, none};
  std::vector<std::int64_t> values{7, 6, 0, 0, 0};
  ASSERT_TRUE(model::fill_helpers(program, values));
  EXPECT_EQ(values, (std::vector<std::int64_t>{7, 6, 2, 1, 2}));
  values = {0, 0, 3, 1, 0};
  ASSERT_TRUE(model::fill_helpers(program, values));
  EXPECT_EQ(values, (std::vector<std::int64_t>{0, 0, 0, 0, 2}));
  program.columns[2].high = 1;  // two fives, and room for one
  values = {7, 6, 0, 0, 0};
  EXPECT_FALSE(model::fill_helpers(program, values));
}

}  // namespace
}  // namespace midspan::clear::explain
