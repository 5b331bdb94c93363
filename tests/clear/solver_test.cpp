// SPDX-License-Identifier: Apache-2.0
// The solver against trying every point of small programs.
#include "clear/solve/solver.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "clear/draw.hpp"

namespace midspan::clear::solve {
namespace {

Program random_program(Draw& draw) {
  Program program;
  const int columns = static_cast<int>(draw.in(1, 5)), rows = static_cast<int>(draw.in(0, 5));
  for (int at = 0; at < columns; ++at) {
    const std::int64_t low = draw.in(-2, 1);
    program.columns.push_back({low, low + draw.in(0, 5)});
  }
  for (int at = 0; at < rows; ++at) {
    Row row;
    for (int column = 0; column < columns; ++column)
      if (const std::int64_t coefficient = draw.in(-4, 4) * (draw.in(0, 5) == 0 ? 7 : 1);
          coefficient != 0 && draw.in(0, 2) != 0)
        row.terms.push_back({column, coefficient});
    const std::int64_t middle = draw.in(-6, 10);
    const std::int64_t shape = draw.in(0, 3);
    if (shape != 1) row.low = middle;
    if (shape != 2) row.high = shape == 0 ? middle : middle + draw.in(0, 4);
    program.rows.push_back(std::move(row));
  }
  return program;
}

bool best_by_hand(const Solver& solver, const Objective& objective, std::int64_t& best) {
  const Program& program = solver.program();
  std::vector<std::int64_t> values(program.columns.size());
  bool found = false;
  std::function<void(std::size_t)> at = [&](std::size_t column) {
    if (column == values.size()) {
      if (!solver.holds(values)) return;
      const std::int64_t value = value_of(objective, values);
      if (!found || value > best) best = value;
      found = true;
      return;
    }
    for (values[column] = program.columns[column].low; values[column] <= program.columns[column].high; ++values[column])
      at(column + 1);
  };
  at(0);
  return found;
}

TEST(Solver, EqualsTryingEveryPoint) {
  Draw draw(11);
  int impossible = 0;
  for (int round = 0; round < 4000; ++round) {
    Solver solver(random_program(draw));
    solver.round_off(round % 2 == 0);
    for (int question = 0; question < 3; ++question) {  // the same solver, asked again after changes
      Objective objective;
      for (std::size_t column = 0; column < solver.program().columns.size(); ++column)
        objective.push_back({static_cast<int>(column), draw.in(-3, 3)});
      std::int64_t best = 0;
      const bool possible = best_by_hand(solver, objective, best);
      const Answer looked_at = solver.maximise(objective, 1);  // what a limit leaves is a bound all the same
      if (possible) {
        ASSERT_GE(looked_at.bound, best) << round;
      }
      if (looked_at.status == Status::Limit) {
        ASSERT_LT(looked_at.bound, 1'000) << round;
      }
      std::vector<ProofNode> proof;
      const Answer answer = solver.maximise(objective, 100'000, nullptr, &proof);
      ASSERT_NE(answer.status, Status::Limit) << round;
      ASSERT_EQ(answer.status == Status::Optimal, possible) << round;
      if (possible) {
        ASSERT_EQ(answer.value, best) << round;
        ASSERT_EQ(answer.bound, best) << round;
        ASSERT_TRUE(solver.holds(answer.values)) << round;
        ASSERT_EQ(solver.bound_by(objective, proof), best) << round;
      } else {
        ++impossible;
      }
      const Column& first = solver.program().columns.front();
      solver.set_column(0, first.low, std::max(first.low, first.high - 1));
    }
  }
  EXPECT_GT(impossible, 500);
}

TEST(Solver, LargeNumbersStayExact) {
  Program program;
  program.columns = {{0, 1'000'000'000'000}, {0, 1'000'000'000'000}};
  Row row;
  row.terms = {{0, 999'999'999'989}, {1, -999'999'999'961}};
  row.low = row.high = 0;
  program.rows.push_back(row);
  Solver solver(program);
  const Answer answer = solver.maximise({{0, 1}}, 1000);
  // The two factors have no common divisor: only multiples of the other's factor balance.
  if (answer.status == Status::Optimal) EXPECT_EQ(answer.value, 999'999'999'961);
  else EXPECT_GE(answer.bound, 999'999'999'961);  // a limit is said, never a wrong optimum
}

// "For each of them, 2": an odd limit leaves half a person, which no single column decides.
TEST(Solver, AKeyIsDecidedByItsSum) {
  Program program;
  Row key, limit;
  Objective most;
  for (int column = 0; column < 400; ++column) {
    const bool gained = column < 200;
    program.columns.push_back({0, gained ? 7 : 9});
    key.terms.push_back({column, gained ? -2 : 1});
    if (!gained) limit.terms.push_back({column, 1});
    most.push_back({column, 1});
  }
  key.low = key.high = 0;
  limit.high = 801;
  program.rows = {key, limit};
  Solver solver(program);
  std::vector<ProofNode> proof;
  const Answer answer = solver.maximise(most, 100, nullptr, &proof);
  EXPECT_EQ(answer.status, Status::Optimal);
  EXPECT_EQ(answer.value, 1200);
  EXPECT_LE(answer.nodes, 10);
  EXPECT_EQ(solver.bound_by(most, proof), 1200);
  // The same proof, added up again with another limit, proves what it then proves.
  solver.set_row(1, -kNoLimit, 799);
  EXPECT_GE(solver.bound_by(most, proof), solver.maximise(most, 100).value);
}

// Three of whom any two exclude each other, many times over: halves of all of them keep every row, and no branch on one
// three says anything of the next. Half of each row, rounded down, does.
TEST(Solver, RowsAddedUpAndRoundedDownDecideWhatBranchesDoNot) {
  constexpr int kThrees = 21;
  Program program;
  Objective most;
  for (int at = 0; at < 3 * kThrees; ++at) {
    program.columns.push_back({0, 1});
    most.push_back({at, 1});
    const int next = at % 3 == 2 ? at - 2 : at + 1;
    program.rows.push_back({{{std::min(at, next), 1}, {std::max(at, next), 1}}, -kNoLimit, 1, -1, "either"});
  }
  Solver solver(program);
  EXPECT_EQ(solver.maximise(most, 200).status, Status::Limit);
  solver.round_off(true);
  std::vector<ProofNode> proof;
  const Answer answer = solver.maximise(most, 200, nullptr, &proof);
  EXPECT_EQ(answer.status, Status::Optimal);
  EXPECT_EQ(answer.value, kThrees);
  EXPECT_LE(answer.nodes, 50);
  EXPECT_EQ(solver.bound_by(most, proof), kThrees);
  // Added up again when two of the first three can go together.
  solver.set_row(0, -kNoLimit, 2);
  EXPECT_GE(solver.bound_by(most, proof), kThrees + 1);
  EXPECT_EQ(solver.maximise(most, 200).value, kThrees + 1);
}

TEST(Solver, NumbersTooLargeForAProposalAreStillAnswered) {
  // A trillion is asked for, nearly all of it may be missed, and what is left has a half in it.
  constexpr std::int64_t kTrillion = 1'000'000'000'000;
  for (std::int64_t asked = kTrillion - 3; asked <= kTrillion + 3; ++asked) {
    Program program;
    program.columns = {{0, 3}, {0, kTrillion}, {0, 5}};
    program.rows.push_back({{{0, 1}, {1, 1}}, asked, kNoLimit, -1, "asked"});
    program.rows.push_back({{{0, 2}, {2, -2}}, 1, 3, -1, "a half"});
    Solver solver(program);
    const Answer answer = solver.maximise({{1, -1}}, 1000);
    ASSERT_EQ(answer.status, Status::Optimal) << asked;
    EXPECT_EQ(answer.value, 3 - asked) << asked;
  }
}

}  // namespace
}  // namespace midspan::clear::solve
