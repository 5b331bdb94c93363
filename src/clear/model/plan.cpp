// SPDX-License-Identifier: Apache-2.0
#include "clear/model/plan.hpp"

#include <algorithm>

#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

using namespace people;
using solve::kNoLimit;

void negate(solve::Objective& objective) {
  for (solve::Term& term : objective) term.coefficient = -term.coefficient;
}

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

// A sum of columns whose lower side can be raised.
struct Handle {
  std::vector<int> columns;
  int row = -1;
  std::int64_t low = 0;       // in force in the solver
  std::int64_t accepted = 0;  // what has been promised so far
  std::int64_t most = 0;
  bool capped = false;
};

std::int64_t value_of(const Handle& handle, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const int column : handle.columns) sum += values[static_cast<std::size_t>(column)];
  return sum;
}

void raise(solve::Solver& solver, Handle& handle, std::int64_t low) {
  if (handle.low == low) return;
  if (handle.columns.size() == 1) {
    const solve::Column& column = solver.program().columns[static_cast<std::size_t>(handle.columns.front())];
    solver.set_column(handle.columns.front(), low, column.high);
  } else {
    if (handle.row < 0) {
      solve::Row row;
      for (const int column : handle.columns) row.terms.push_back({column, 1});
      std::sort(row.terms.begin(), row.terms.end(),
                [](const auto& left, const auto& right) { return left.column < right.column; });
      row.name = "in order";
      handle.row = solver.add_row(std::move(row));
    }
    solver.set_row(handle.row, low, solver.program().rows[static_cast<std::size_t>(handle.row)].high);
  }
  handle.low = low;
}

// Each of a sequence of wishes (one more of a handle) is granted if all granted before it can be kept: the
// lexicographically first answer. What the solution at hand grants already costs nothing; else as many of the next
// wishes as possible are tried at once, doubling and halving.
class OrderPass {
 public:
  OrderPass(const Model& model, solve::Solver& solver, Plan& plan, std::vector<Handle> handles)
      : model_(model), solver_(solver), plan_(plan), handles_(std::move(handles)) {}

  void run(const std::vector<int>& wishes) {
    std::size_t at = 0;
    std::size_t step = 1;
    while (at < wishes.size()) {
      Handle& next = handle(wishes[at]);
      if (next.capped || next.accepted >= next.most) {
        ++at;
        continue;
      }
      if (value_of(next, plan_.values) > next.accepted) {
        ++next.accepted;
        ++at;
        continue;
      }
      if (attempt(wishes, at, step)) {
        step *= 2;
        continue;
      }
      if (step == 1) {
        next.capped = true;
        ++at;
      }
      step = std::max<std::size_t>(1, step / 4);
    }
    for (Handle& each : handles_) fix(each);
  }

 private:
  Handle& handle(int at) { return handles_[static_cast<std::size_t>(at)]; }

  // The next `step` wishes that are still open, all at once. Moves nothing but the solution.
  bool attempt(const std::vector<int>& wishes, std::size_t at, std::size_t step) {
    std::vector<std::int64_t> before(handles_.size());
    for (std::size_t i = 0; i < handles_.size(); ++i) before[i] = handles_[i].accepted;
    std::vector<std::int64_t> wanted = before;
    for (std::size_t taken = 0; at < wishes.size() && taken < step; ++at) {
      const std::size_t index = static_cast<std::size_t>(wishes[at]);
      if (handles_[index].capped || wanted[index] >= handles_[index].most) continue;
      ++wanted[index];
      ++taken;
    }
    for (std::size_t i = 0; i < handles_.size(); ++i) raise(solver_, handles_[i], wanted[i]);
    const solve::Answer answer = solver_.find(model_.options->limits.nodes);
    if (answer.status == solve::Status::Limit && !answer.found()) plan_.proved = false;
    if (answer.found()) plan_.values = answer.values;
    else
      for (std::size_t i = 0; i < handles_.size(); ++i) raise(solver_, handles_[i], before[i]);
    return answer.found();
  }

  void fix(Handle& each) {
    const std::int64_t value = value_of(each, plan_.values);
    raise(solver_, each, value);
    if (each.columns.size() == 1) solver_.set_column(each.columns.front(), value, value);
    else if (each.row >= 0) solver_.set_row(each.row, value, value);
  }

  const Model& model_;
  solve::Solver& solver_;
  Plan& plan_;
  std::vector<Handle> handles_;
};

std::int64_t group_total(const Group& group, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const int column : group.cells) sum += values[static_cast<std::size_t>(column)];
  return sum;
}

void settle_people(const Model& model, solve::Solver& solver, Plan& plan) {
  std::vector<Handle> handles(model.groups.size());
  for (std::size_t index = 0; index < handles.size(); ++index) {
    const Group& group = model.groups[index];
    handles[index].columns = group.cells;
    handles[index].row = group.size_row;
    std::int64_t room = 0;
    for (const int column : group.cells) room += solver.program().columns[static_cast<std::size_t>(column)].high;
    if (group.size_row >= 0)
      room = std::min(room, solver.program().rows[static_cast<std::size_t>(group.size_row)].high);
    handles[index].most = group.delivered ? 0 : room;
  }
  std::vector<int> wishes;
  for (const std::size_t person : model.order)
    if (model.group_of[person] >= 0 && !model.groups[static_cast<std::size_t>(model.group_of[person])].delivered) {
      const Group& group = model.groups[static_cast<std::size_t>(model.group_of[person])];
      const bool open = std::any_of(group.cells.begin(), group.cells.end(), [&](int column) {
        return solver.program().columns[static_cast<std::size_t>(column)].high > 0;
      });
      if (open) wishes.push_back(model.group_of[person]);
    }
  std::vector<Handle> used;
  std::vector<int> place(handles.size(), -1);
  for (int& wish : wishes) {
    int& at = place[static_cast<std::size_t>(wish)];
    if (at < 0) {
      at = static_cast<int>(used.size());
      used.push_back(handles[static_cast<std::size_t>(wish)]);
    }
    wish = at;
  }
  OrderPass(model, solver, plan, std::move(used)).run(wishes);
}

// Phase by phase: of those who go, the first in order go earliest.
void settle_phases(const Model& model, solve::Solver& solver, Plan& plan) {
  for (int phase = 0; phase + 1 < static_cast<int>(model.phases.size()); ++phase) {
    std::vector<Handle> handles;
    std::vector<int> place(model.groups.size(), -1);
    std::vector<int> wishes;
    std::vector<std::int64_t> taken(model.groups.size(), 0);
    for (const std::size_t person : model.order) {
      const int index = model.group_of[person];
      if (index < 0 || model.groups[static_cast<std::size_t>(index)].delivered) continue;
      const Group& group = model.groups[static_cast<std::size_t>(index)];
      if (group.cells.size() < 2) continue;
      if (++taken[static_cast<std::size_t>(index)] > group_total(group, plan.values)) continue;
      int& at = place[static_cast<std::size_t>(index)];
      if (at < 0) {
        Handle handle;
        for (const int column : group.cells)
          if (model.cells[static_cast<std::size_t>(column)].phase <= phase) handle.columns.push_back(column);
        if (handle.columns.empty()) continue;
        std::int64_t room = 0;
        for (const int column : handle.columns) room += solver.program().columns[static_cast<std::size_t>(column)].high;
        handle.most = std::min(room, group_total(group, plan.values));
        at = static_cast<int>(handles.size());
        handles.push_back(std::move(handle));
      }
      wishes.push_back(at);
    }
    OrderPass(model, solver, plan, std::move(handles)).run(wishes);
  }
}

// What is left open: under which of several releases, and to which of several places. The first named is taken.
void settle_cells(const Model& model, solve::Solver& solver, Plan& plan) {
  for (const Group& group : model.groups) {
    if (group.delivered || group.cells.size() < 2) continue;
    const std::int64_t total = group_total(group, plan.values);
    if (total == 0) continue;
    std::int64_t left = total;
    for (const int column : group.cells) {
      const solve::Column bounds = solver.program().columns[static_cast<std::size_t>(column)];
      std::int64_t& value = plan.values[static_cast<std::size_t>(column)];
      if (bounds.low < bounds.high && value < std::min(left, bounds.high)) {
        const solve::Answer answer = solver.maximise({{column, 1}}, model.options->limits.nodes, &plan.values);
        if (answer.status == solve::Status::Limit) plan.proved = false;
        if (answer.found()) plan.values = answer.values;
      }
      const std::int64_t settled = plan.values[static_cast<std::size_t>(column)];
      if (bounds.low < bounds.high) solver.set_column(column, settled, settled);
      left -= settled;
    }
  }
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

Plan solve_levels(const Model& model, solve::Solver& solver, const std::vector<Level>& levels) {
  Plan plan;
  const solve::Answer first = solver.find(model.options->limits.nodes);
  if (!first.found()) {
    plan.proved = first.status == solve::Status::Infeasible;
    return plan;
  }
  plan.possible = true;
  plan.values = first.values;
  for (const Level& level : levels) {
    solve::Objective objective = level.objective;
    if (level.smallest) negate(objective);
    const solve::Answer answer = solver.maximise(objective, model.options->limits.nodes, &plan.values);
    if (answer.found()) plan.values = answer.values;
    if (answer.status == solve::Status::Limit) plan.proved = false;
    GoalValue value;
    value.goal = level.name;
    value.value = level.smallest ? -answer.value : answer.value;
    value.bound = level.smallest ? -answer.bound : answer.bound;
    plan.levels.push_back(level);
    plan.reached.push_back(value);
    if (objective.empty()) continue;
    std::sort(objective.begin(), objective.end(),
              [](const auto& left, const auto& right) { return left.column < right.column; });
    solve::Row keep;
    keep.terms = objective;
    keep.low = answer.value;
    keep.name = "goal: " + level.name;
    solver.add_row(std::move(keep));
  }
  return plan;
}

void settle(const Model& model, solve::Solver& solver, Plan& plan) {
  if (!plan.possible) return;
  settle_people(model, solver, plan);
  settle_phases(model, solver, plan);
  settle_cells(model, solver, plan);
}

std::vector<int> assign(const Model& model, const std::vector<std::int64_t>& values) {
  std::vector<int> column_of(model.facts.size(), -1);
  for (const Group& group : model.groups) {
    std::vector<int> cells = group.cells;
    std::stable_sort(cells.begin(), cells.end(), [&](int left, int right) {
      return model.cells[static_cast<std::size_t>(left)].phase < model.cells[static_cast<std::size_t>(right)].phase;
    });
    std::size_t next = 0;
    for (const int column : cells)
      for (std::int64_t taken = 0; taken < values[static_cast<std::size_t>(column)] && next < group.people.size();
           ++taken)
        column_of[group.people[next++]] = column;
  }
  return column_of;
}

}  // namespace midspan::clear::model
