// SPDX-License-Identifier: Apache-2.0
#include "clear/model/settling.hpp"

#include <algorithm>
#include <utility>

namespace midspan::clear::model {

namespace {

std::int64_t sum_of(const std::vector<int>& columns, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const int column : columns) sum += values[static_cast<std::size_t>(column)];
  return sum;
}

template <typename Asked>
std::vector<int> cells_in(const Model& model, const Group& group, Asked&& asked) {
  std::vector<int> columns;
  for (const int column : group.cells)
    if (asked(model.cells[static_cast<std::size_t>(column)].phase)) columns.push_back(column);
  return columns;
}

}  // namespace

Settling::Settling(const Model& model, solve::Solver& solver, Plan& plan, Memory& memory, std::size_t gone,
                   Extent extent)
    : model_(model), solver_(solver), plan_(plan), memory_(memory), gone_(gone), extent_(extent) {
  own_.assign(solver_.program().rows.size(), 0);
  for (const Group& group : model_.groups)
    if (group.size_row >= 0) own_[static_cast<std::size_t>(group.size_row)] = 1;
}

void Settling::open(int step) {
  parts_.clear();
  handles_.clear();
  wishes_.clear();
  cuts_.clear();
  step_ = step;
  if (step == 0) open_people();
  else if (step < last_step()) open_phase(step - 1);
  else open_cells();
  // What was proved when this step was settled before, with the numbers as they are now.
  cuts_ = cuts_of(solver_.program(), own_, parts_, handles_, memory_.settled[known_as(step)]);
}

// Of each class the first in order go.
void Settling::open_people() {
  std::vector<int> place(model_.groups.size(), -1);
  for (const std::size_t person : model_.order) {
    const int index = model_.group_of[person];
    if (index < 0 || person == gone_ || model_.groups[static_cast<std::size_t>(index)].delivered) continue;
    const Group& group = model_.groups[static_cast<std::size_t>(index)];
    int& at = place[static_cast<std::size_t>(index)];
    if (at < 0) {
      std::int64_t room = room_of(group.cells);
      if (room == 0) continue;
      if (group.size_row >= 0)
        room = std::min(room, solver_.program().rows[static_cast<std::size_t>(group.size_row)].high);
      at = new_handle(new_part(group.cells, room, false), group.cells, group.size_row, room);
    }
    wishes_.push_back(at);
  }
}

// Of those who go in this phase or later, the first in order go in it.
void Settling::open_phase(int phase) {
  std::vector<std::int64_t> before, until;  // by class: its first so many go, and go first
  for (const Group& group : model_.groups) {
    const bool choice = !group.delivered && group.cells.size() > 1;
    until.push_back(choice ? sum_of(group.cells, plan_.values) : 0);
    before.push_back(0);
    for (int earlier = 0; choice && earlier < phase; ++earlier) before.back() += in_phase(group, earlier);
  }
  std::vector<int> place(model_.groups.size(), -1);
  std::vector<std::int64_t> taken(model_.groups.size(), 0);
  for (const std::size_t person : model_.order) {
    const int index = model_.group_of[person];
    if (index < 0 || person == gone_) continue;
    const auto group = static_cast<std::size_t>(index);
    const std::int64_t number = taken[group]++;
    if (number < before[group] || number >= until[group]) continue;
    if (place[group] < 0 && (place[group] = open_phase_of(model_.groups[group], phase)) < 0) continue;
    wishes_.push_back(place[group]);
  }
  // Of whom nobody has a wish left it is still known how many go when: lines need that of every class.
  for (std::size_t group = 0; group < model_.groups.size(); ++group)
    if (until[group] > 0 && place[group] < 0) known_phases(model_.groups[group], phase);
}

// What went in each phase before this one is settled, and so is how many are left. The part of those who are.
int Settling::known_phases(const Group& group, int phase) {
  for (int before = 0; before < phase; ++before) {
    std::vector<int> columns = cells_in(model_, group, [&](int each) { return each == before; });
    if (columns.empty()) continue;
    const std::int64_t here = sum_of(columns, plan_.values);
    new_part(std::move(columns), here, true);
  }
  std::vector<int> rest = cells_in(model_, group, [&](int each) { return each >= phase; });
  const std::int64_t left = sum_of(rest, plan_.values);
  return new_part(std::move(rest), left, true);
}

// -1: nothing to wish for.
int Settling::open_phase_of(const Group& group, int phase) {
  if (cells_in(model_, group, [&](int each) { return each <= phase; }).empty()) return -1;
  const int part = known_phases(group, phase);
  std::vector<int> now = cells_in(model_, group, [&](int each) { return each == phase; });
  const std::int64_t most = std::min(room_of(now), parts_[static_cast<std::size_t>(part)].total);
  return new_handle(part, std::move(now), -1, most);
}

// What is left open: under which of several releases, and to which of several places. The first named is taken.
void Settling::open_cells() {
  for (const Group& group : model_.groups) {
    if (group.delivered || group.cells.size() < 2) continue;
    if (sum_of(group.cells, plan_.values) == 0) continue;
    std::vector<int> part_of_phase(model_.phases.size(), -1);
    for (std::size_t phase = 0; phase < model_.phases.size(); ++phase) {
      std::vector<int> columns = cells_in(model_, group, [&](int each) { return each == static_cast<int>(phase); });
      const std::int64_t here = sum_of(columns, plan_.values);
      part_of_phase[phase] = new_part(std::move(columns), here, true);
    }
    for (const int column : group.cells) {
      const int part = part_of_phase[static_cast<std::size_t>(model_.cells[static_cast<std::size_t>(column)].phase)];
      const solve::Column bounds = solver_.program().columns[static_cast<std::size_t>(column)];
      const std::int64_t most = std::min(bounds.high, parts_[static_cast<std::size_t>(part)].total);
      if (bounds.low == bounds.high || most == 0) continue;
      const int at = new_handle(part, {column}, -1, most);
      wishes_.insert(wishes_.end(), static_cast<std::size_t>(most), at);
    }
  }
}

std::int64_t Settling::in_phase(const Group& group, int phase) const {
  std::int64_t sum = 0;
  for (const int column : group.cells)
    if (model_.cells[static_cast<std::size_t>(column)].phase == phase)
      sum += plan_.values[static_cast<std::size_t>(column)];
  return sum;
}

std::int64_t Settling::room_of(const std::vector<int>& columns) const {
  std::int64_t room = 0;
  for (const int column : columns) room += solver_.program().columns[static_cast<std::size_t>(column)].high;
  return room;
}

int Settling::new_part(std::vector<int> columns, std::int64_t total, bool exact) {
  parts_.push_back({std::move(columns), total, exact, {}});
  return static_cast<int>(parts_.size()) - 1;
}

int Settling::new_handle(int part, std::vector<int> columns, int row, std::int64_t most) {
  const int at = static_cast<int>(handles_.size());
  handles_.push_back({part, std::move(columns), row, 0, most});
  parts_[static_cast<std::size_t>(part)].wishes.push_back(at);
  return at;
}

void Settling::raise(const std::vector<std::int64_t>& lows) {
  for (std::size_t at = 0; at < lows.size(); ++at) {
    Handle& handle = handles_[at];
    if (handle.low == lows[at]) continue;
    handle.low = lows[at];
    if (handle.columns.size() == 1) {
      const int column = handle.columns.front();
      solver_.set_column(column, lows[at], solver_.program().columns[static_cast<std::size_t>(column)].high);
      continue;
    }
    if (handle.row < 0) {
      handle.row = solver_.sum_row(handle.columns);
      own_.resize(solver_.program().rows.size(), 0);
      own_[static_cast<std::size_t>(handle.row)] = 1;
    }
    solver_.set_row(handle.row, lows[at], solver_.program().rows[static_cast<std::size_t>(handle.row)].high);
  }
}

// Of each handle, in the plan at hand.
const std::vector<std::int64_t>& Settling::has_now() {
  has_.clear();
  for (const Handle& handle : handles_) has_.push_back(sum_of(handle.columns, plan_.values));
  return has_;
}

// The plan at hand with so many of each handle, and what is then left of each part in its other columns. How a sum is
// spread over its columns is for later steps to say.
void Settling::write(const std::vector<std::int64_t>& lows) {
  std::vector<char> wished(plan_.values.size(), 0);
  for (std::size_t at = 0; at < handles_.size(); ++at) {
    for (const int column : handles_[at].columns) wished[static_cast<std::size_t>(column)] = 1;
    spread(handles_[at].columns, lows[at]);
  }
  for (const Part& part : parts_) {
    if (!part.exact) continue;
    std::int64_t rest = part.total;
    for (const int wish : part.wishes) rest -= lows[static_cast<std::size_t>(wish)];
    std::vector<int> others;
    for (const int column : part.columns)
      if (wished[static_cast<std::size_t>(column)] == 0) others.push_back(column);
    spread(others, rest);
  }
}

void Settling::spread(const std::vector<int>& columns, std::int64_t total) {
  const std::vector<solve::Column>& bounds = solver_.program().columns;
  for (const int column : columns) {
    std::int64_t& value = plan_.values[static_cast<std::size_t>(column)];
    const solve::Column& within = bounds[static_cast<std::size_t>(column)];
    value = std::clamp(value, within.low, within.high);
    total -= value;
  }
  for (const int column : columns) {
    if (total == 0) return;
    std::int64_t& value = plan_.values[static_cast<std::size_t>(column)];
    const solve::Column& within = bounds[static_cast<std::size_t>(column)];
    const std::int64_t moved = std::clamp(value + total, within.low, within.high) - value;
    value += moved;
    total -= moved;
  }
  written_ = written_ && total == 0;
}

void Settling::fix(const std::vector<std::int64_t>& values) {
  raise(values);
  for (std::size_t at = 0; at < handles_.size(); ++at) {
    const Handle& handle = handles_[at];
    if (values[at] == 0)
      for (const int column : handle.columns) solver_.set_column(column, 0, 0);
    else if (handle.columns.size() == 1) solver_.set_column(handle.columns.front(), values[at], values[at]);
    else solver_.set_row(handle.row, values[at], values[at]);
  }
}

}  // namespace midspan::clear::model
