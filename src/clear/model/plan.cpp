// SPDX-License-Identifier: Apache-2.0
#include "clear/model/plan.hpp"

#include <algorithm>

#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

using namespace people;
using solve::kNoLimit;

solve::Objective all_cells(const Model& model, const Set* set) {
  solve::Objective objective;
  for (std::size_t column = 0; column < model.cells.size(); ++column) {
    const Cell& cell = model.cells[column];
    const Group& group = model.groups[static_cast<std::size_t>(cell.group)];
    if (set != nullptr && !model.group_member(group, *set, cell.slot)) continue;
    objective.push_back({static_cast<int>(column), 1});
  }
  return objective;
}

Level level_of(const Model& model, const Goal& goal, int index) {
  Level level;
  level.goal = index;
  const Set* set = goal.has_set ? &goal.of : nullptr;
  switch (goal.kind) {
    case Goal::Kind::MostReleased:
      level.name = "MostReleased";
      level.objective = all_cells(model, set);
      break;
    case Goal::Kind::MostOf:
      level.name = "MostOf";
      level.objective = all_cells(model, set);
      break;
    case Goal::Kind::SmallestDifference:
      level.name = "SmallestDifference";
      level.smallest = true;
      for (const Model::Carried& carried : model.carried) level.objective.push_back({carried.distance, 1});
      break;
    case Goal::Kind::FewestPhases:
    case Goal::Kind::FewestRounds:
      level.name = "FewestPhases";
      level.smallest = true;
      for (const int column : model.phase_used) level.objective.push_back({column, 1});
      break;
    case Goal::Kind::EarliestPhases:
      level.name = "EarliestPhases";
      level.smallest = true;
      for (std::size_t column = 0; column < model.cells.size(); ++column)
        if (model.cells[column].phase > 0)
          level.objective.push_back({static_cast<int>(column), model.cells[column].phase});
      break;
    case Goal::Kind::WishesMet:
      level.name = "WishesMet";
      for (std::size_t column = 0; column < model.cells.size(); ++column) {
        const Cell& cell = model.cells[column];
        const Group& group = model.groups[static_cast<std::size_t>(cell.group)];
        const std::string& wish = model.facts[group.people.front()].person->wish;
        if (!wish.empty() && same_word(wish, model.places[static_cast<std::size_t>(cell.place)]))
          level.objective.push_back({static_cast<int>(column), 1});
      }
      break;
    case Goal::Kind::OrderFirst: break;  // order.cpp
  }
  return level;
}

}  // namespace

Switches::Switches(const Model& model, solve::Solver& solver) : model_(model), solver_(solver) {}

void Switches::set(const std::vector<char>& active) {
  for (std::size_t row = 0; row < model_.program.rows.size(); ++row) {
    const solve::Row& original = model_.program.rows[row];
    if (original.owner < 0) continue;
    if (active[static_cast<std::size_t>(original.owner)] != 0)
      solver_.set_row(static_cast<int>(row), original.low, original.high);
    else solver_.set_row(static_cast<int>(row), -kNoLimit, kNoLimit);
  }
  for (std::size_t column = 0; column < model_.cells.size(); ++column) {
    const Cell& cell = model_.cells[column];
    if (cell.stops.empty() || model_.high_open[column] == 0) continue;
    const bool stopped = std::any_of(cell.stops.begin(), cell.stops.end(), [&](const Stop& stop) {
      return stop.owner < 0 || active[static_cast<std::size_t>(stop.owner)] != 0;
    });
    solver_.set_column(static_cast<int>(column), 0, stopped ? 0 : model_.high_open[column]);
  }
}

void Switches::relax(bool on) {
  for (const Demand& demand : model_.demands)
    for (const int column : {demand.missing, demand.over})
      if (column >= 0) solver_.set_column(column, 0, on ? solve::kLargest / 1000 : 0);
}

std::vector<Level> goals_of(const Model& model) {
  std::vector<Level> levels;
  const auto& goals = model.agreement->goals;
  for (std::size_t at = 0; at < goals.size(); ++at)
    if (goals[at].kind != Goal::Kind::OrderFirst) levels.push_back(level_of(model, goals[at], static_cast<int>(at)));
  if (goals.empty()) {
    Goal most;
    levels.push_back(level_of(model, most, -1));
  }
  // Substitutes go only where those whom they replace cannot.
  Level reserve;
  reserve.name = "FewestSubstitutes";
  reserve.smallest = true;
  for (std::size_t column = 0; column < model.cells.size(); ++column) {
    const int slot = model.cells[column].slot;
    if (slot >= 0 && model.slots[static_cast<std::size_t>(slot)].reserve)
      reserve.objective.push_back({static_cast<int>(column), 1});
  }
  if (!reserve.objective.empty()) levels.push_back(std::move(reserve));
  return levels;
}

std::vector<Level> misses_of(const Model& model) {
  static constexpr const char* kNames[] = {"MissedRules", "MissedReleases", "MissedNamed", "MissedComposition"};
  std::vector<Level> levels;
  for (int kind = 0; kind < 4; ++kind) {
    Level level;
    level.name = kNames[kind];
    level.smallest = true;
    for (const Demand& demand : model.demands) {
      if (static_cast<int>(demand.kind) != kind) continue;
      for (const int column : {demand.missing, demand.over})
        if (column >= 0) level.objective.push_back({column, 1});
    }
    if (!level.objective.empty()) levels.push_back(std::move(level));
  }
  return levels;
}

solve::Objective maximised(const Level& level) {
  solve::Objective objective = level.objective;
  if (level.smallest)
    for (solve::Term& term : objective) term.coefficient = -term.coefficient;
  const auto ascending = [](const auto& left, const auto& right) { return left.column < right.column; };
  if (!std::is_sorted(objective.begin(), objective.end(), ascending))
    std::sort(objective.begin(), objective.end(), ascending);
  return objective;
}

std::int64_t bound_by(const solve::Solver& solver, const solve::Objective& objective,
                      std::vector<Memory::Proof>& proofs) {
  std::int64_t best = kNoLimit;
  std::size_t useful = 0;
  for (std::size_t at = 0; at < proofs.size(); ++at)
    if (const std::int64_t bound = solver.bound_by(objective, proofs[at]); bound < best) {
      best = bound;
      useful = at;
    }
  if (useful > 0) std::rotate(proofs.begin(), proofs.begin() + useful, proofs.begin() + useful + 1);
  return best;
}

bool known_empty(const solve::Solver& solver, std::vector<Memory::Proof>& proofs) {
  for (std::size_t at = 0; at < proofs.size(); ++at) {
    if (solver.bound_by({}, proofs[at]) > -kNoLimit) continue;
    std::rotate(proofs.begin(), proofs.begin() + static_cast<std::ptrdiff_t>(at),
                proofs.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    return true;
  }
  return false;
}

int add_goal_row(solve::Solver& solver, const Level& level) {
  solve::Row row;
  row.terms = maximised(level);
  if (row.terms.empty()) return -1;
  row.name = "goal: " + level.name;
  return solver.add_row(std::move(row));
}

namespace {

constexpr std::int64_t kFirst = 60;   // linear programs to begin with
constexpr std::int64_t kReach = 200;  // for a plan that reaches what is not yet proved to be out of reach

class LevelSearch {
 public:
  LevelSearch(const Model& model, solve::Solver& solver, Memory* memory)
      : limit_(model.options->limits.nodes), solver_(solver), memory_(memory) {}

  // The best by this level among the plans that keep those before it; kept by a row from now on.
  solve::Answer best(const Level& level, std::size_t at, const std::vector<std::int64_t>& start) {
    const solve::Objective objective = maximised(level);
    Memory::Proof proof;
    Memory::Proof* known = memory_ == nullptr ? nullptr : &proof;
    solve::Answer answer =
        solver_.maximise(objective, std::min(kFirst, limit_), start.empty() ? nullptr : &start, known);
    if (memory_ != nullptr) {
      memory_->level_ends.resize(std::max(memory_->level_ends.size(), at + 1));
      memory_->level_ends[at] = solver_.basis();
    }
    if (answer.status != solve::Status::Limit) return keep(level, objective, at, std::move(answer), known);
    if (limit_ > kFirst) {  // a search that is lost from one side often ends at once from another
      solver_.forget();
      solver_.round_off(true);
      const std::vector<std::int64_t> at_hand = answer.values;
      answer = solver_.maximise(objective, std::min(2 * kFirst, limit_), at_hand.empty() ? nullptr : &at_hand, known);
      if (answer.status != solve::Status::Limit) return keep(level, objective, at, std::move(answer), known);
    }
    // Either nothing reaches the bound, which takes a proof, or something does, which is easier found when nothing else
    // is asked.
    if (solve::Answer reached = reach(level, objective, at, answer); reached.found()) {
      reached.value = reached.bound = solve::value_of(objective, reached.values);
      reached.status = solve::Status::Optimal;
      // The search that was given up proves the bound that is now reached.
      if (known != nullptr) remember(objective, reached.value, *known, at);
      return reached;
    }
    const std::vector<std::int64_t> from = answer.values;
    answer = solver_.maximise(objective, limit_, from.empty() ? nullptr : &from, known);
    return keep(level, objective, at, std::move(answer), known);
  }

 private:
  solve::Answer reach(const Level& level, const solve::Objective& objective, std::size_t at,
                      const solve::Answer& answer) {
    if (objective.empty() || answer.bound >= kNoLimit) return {};
    set_row(level, at, answer.bound);
    solve::Answer found = solver_.find(std::min(kReach, limit_));
    if (!found.found() && found.status == solve::Status::Limit) {
      solver_.shake(true);
      found = solver_.find(std::min(kReach, limit_));
      solver_.shake(false);
    }
    if (!found.found()) set_row(level, at, -kNoLimit);
    return found;
  }

  solve::Answer keep(const Level& level, const solve::Objective& objective, std::size_t at, solve::Answer answer,
                     Memory::Proof* proof) {
    if (answer.found() && !objective.empty()) set_row(level, at, answer.value);
    if (proof != nullptr && answer.status == solve::Status::Optimal) remember(objective, answer.value, *proof, at);
    if (proof != nullptr && answer.status == solve::Status::Infeasible && at == 0) remember_nothing(std::move(*proof));
    return answer;
  }

  void remember_nothing(Memory::Proof proof) {
    for (solve::ProofNode& node : proof)
      if (node.branched) node.multipliers = {};  // a bound of the goal
    if (memory_->nothing.size() == kLevelProofs) memory_->nothing.pop_back();
    memory_->nothing.insert(memory_->nothing.begin(), std::move(proof));
  }

  void remember(const solve::Objective& objective, std::int64_t value, Memory::Proof& proof, std::size_t at) {
    // Where the root alone proves as much as the tree below it, the tree is not worth remembering.
    if (proof.size() > 1 && !proof.front().multipliers.rows.empty()) {
      Memory::Proof root(1, proof.front());
      root.front().branched = false;
      if (solver_.bound_by(objective, root) <= value) proof = std::move(root);
    }
    std::vector<Memory::Proof>& known = memory_->levels[at];
    if (known.size() == kLevelProofs) known.pop_back();
    known.insert(known.begin(), std::move(proof));
  }

  void set_row(const Level& level, std::size_t at, std::int64_t low) {
    std::vector<int>& rows = memory_ == nullptr ? rows_ : memory_->goal_rows;
    if (rows.size() <= at) rows.resize(at + 1, -1);
    if (rows[at] < 0) rows[at] = add_goal_row(solver_, level);
    solver_.set_row(rows[at], low, kNoLimit);
  }

  std::int64_t limit_;
  solve::Solver& solver_;
  Memory* memory_;
  std::vector<int> rows_;  // by level: the row that keeps it
};

}  // namespace

Plan solve_levels(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory* memory) {
  Plan plan;
  if (memory != nullptr) memory->levels.resize(levels.size());
  if (levels.empty()) {  // every goal orders, none counts
    const solve::Answer any = solver.find(model.options->limits.nodes);
    plan.values = any.values;
    plan.proved = any.status != solve::Status::Limit;
    plan.possible = !plan.values.empty();
  }
  LevelSearch search(model, solver, memory);
  const std::int64_t most = solver.work_limit();
  for (std::size_t at = 0; at < levels.size(); ++at) {
    const Level& level = levels[at];
    if (most < INT64_MAX) solver.limit_work(solver.work() + (most - solver.work()) / 2);
    solve::Answer answer = search.best(level, at, plan.values);
    // A plan at all is easier to find than a good one.
    if (at == 0 && !answer.found() && answer.status == solve::Status::Limit) {
      const solve::Answer any = solver.find(model.options->limits.nodes);
      if (any.found()) answer = search.best(level, at, any.values);
      else answer.status = any.status;
    }
    solver.limit_work(most);
    solver.round_off(false);
    if (!answer.found() && at == 0) {
      plan.values.clear();
      plan.proved = answer.status == solve::Status::Infeasible;
      return plan;
    }
    if (answer.found()) plan.values = answer.values;
    plan.possible = true;
    if (answer.status == solve::Status::Limit) plan.proved = false;
    GoalValue value;
    value.goal = level.name;
    value.value = level.smallest ? -answer.value : answer.value;
    value.bound = level.smallest ? -answer.bound : answer.bound;
    plan.levels.push_back(level);
    plan.reached.push_back(value);
  }
  return plan;
}

std::vector<int> assign(const Model& model, const std::vector<std::int64_t>& values, std::size_t gone) {
  std::vector<int> column_of(model.facts.size(), -1);
  for (const Group& group : model.groups) {
    std::vector<int> cells = group.cells;
    std::stable_sort(cells.begin(), cells.end(), [&](int left, int right) {
      return model.cells[static_cast<std::size_t>(left)].phase < model.cells[static_cast<std::size_t>(right)].phase;
    });
    std::size_t next = 0;
    for (const int column : cells)
      for (std::int64_t taken = 0; taken < values[static_cast<std::size_t>(column)] && next < group.people.size();
           ++next)
        if (group.people[next] != gone) {
          column_of[group.people[next]] = column;
          ++taken;
        }
  }
  return column_of;
}

}  // namespace midspan::clear::model
