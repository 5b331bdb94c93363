// SPDX-License-Identifier: Apache-2.0
// The one answer among the best: each of a sequence of wishes (one more of a sum of columns) is granted if all granted
// before it can be kept. Asked one by one that would be a linear program for each class and phase. Instead all wishes
// that nothing proved so far forbids are asked for at once; what proves that too much was asked is kept as a cut, and
// decides every later wish by one addition (docs/decisions/0069).
#include <algorithm>
#include <utility>

#include "clear/model/cuts.hpp"
#include "clear/model/plan.hpp"

namespace midspan::clear::model {

namespace {

using solve::Wide;

constexpr std::int64_t kTries = 40;      // linear programs for a question of many wishes, which can be asked of fewer
constexpr std::int64_t kNear = 200;      // linear programs for a plan like the one at hand
constexpr int kLines = 200;              // that a step of settling may take by linear programs alone
constexpr std::size_t kProofs = 32;      // that are remembered of one step, and
constexpr std::size_t kRemembered = 64;  // nodes of one

std::int64_t sum_of(const std::vector<int>& columns, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const int column : columns) sum += values[static_cast<std::size_t>(column)];
  return sum;
}

// What each line of each cut, and each part, still allows while wishes are granted.
class Left {
 public:
  Left(const std::vector<Cut>& cuts, const std::vector<Part>& parts, const std::vector<Handle>& handles,
       const std::vector<std::int64_t>& lows)
      : handles_(handles) {
    for (const Cut& cut : cuts) {
      for (const Cut::Line& line : cut.lines)
        if (const Wide rest = line.left(lows); rest >= 0) lines_.emplace_back(&line, rest);
      ends_.push_back(lines_.size());
    }
    for (const Part& part : parts) rooms_.push_back(part.total);
    for (std::size_t at = 0; at < handles.size(); ++at) rooms_[static_cast<std::size_t>(handles[at].part)] -= lows[at];
  }

  bool forbids(std::size_t handle) const {
    if (rooms_[static_cast<std::size_t>(handles_[handle].part)] <= 0) return true;
    std::size_t at = 0;
    for (const std::size_t end : ends_) {
      bool closed = true;
      for (; at < end; ++at) closed = closed && lines_[at].first->price[handle] > lines_[at].second;
      if (closed) return true;
    }
    return false;
  }

  void take(std::size_t handle) {
    --rooms_[static_cast<std::size_t>(handles_[handle].part)];
    for (auto& [line, rest] : lines_) rest -= line->price[handle];
  }

 private:
  const std::vector<Handle>& handles_;
  std::vector<std::pair<const Cut::Line*, Wide>> lines_;  // open when it was made
  std::vector<std::size_t> ends_;                         // by cut
  std::vector<std::int64_t> rooms_;                       // by part
};

class Settling {
 public:
  // Asking: a wish is granted by a plan in hand. Relaxed: by a linear program alone, which may be wrong about whole
  // numbers. Memory: unless an old proof forbids it. After the last two the plan has to be checked.
  enum class By { Asking, Relaxed, Memory };

  Settling(const Model& model, solve::Solver& solver, Plan& plan, Memory* memory, std::size_t gone, By by = By::Asking)
      : model_(model), solver_(solver), plan_(plan), memory_(memory), gone_(gone), by_(by) {
    own_.assign(solver_.program().rows.size(), 0);
    for (const Group& group : model_.groups)
      if (group.size_row >= 0) own_[static_cast<std::size_t>(group.size_row)] = 1;
  }

  // Of each class the first in order go.
  void people() {
    begin();
    std::vector<int> place(model_.groups.size(), -1);
    std::vector<int> wishes;
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
      wishes.push_back(at);
    }
    order(wishes, 0);
  }

  // Phase by phase: of those who go, the first in order go earliest.
  void phases() {
    std::vector<std::int64_t> goes;  // by class: its first so many go, and go first
    for (const Group& group : model_.groups) goes.push_back(group.delivered ? 0 : total(group));
    std::vector<int> going;  // by class, in the order of those who go in this phase or later
    {
      std::vector<std::int64_t> taken(model_.groups.size(), 0);
      for (const std::size_t person : model_.order) {
        const int index = model_.group_of[person];
        if (index < 0 || person == gone_ || model_.groups[static_cast<std::size_t>(index)].cells.size() < 2) continue;
        if (taken[static_cast<std::size_t>(index)]++ < goes[static_cast<std::size_t>(index)]) going.push_back(index);
      }
    }
    for (int phase = 0; phase + 1 < static_cast<int>(model_.phases.size()); ++phase) {
      begin();
      std::vector<int> place(model_.groups.size(), -1);
      std::vector<int> wishes;
      for (const int index : going) {
        int& at = place[static_cast<std::size_t>(index)];
        if (at < 0) {
          at = open_phase(model_.groups[static_cast<std::size_t>(index)], phase);
          if (at < 0) continue;
        }
        wishes.push_back(at);
      }
      order(wishes, phase + 1);
      std::vector<std::int64_t> left;
      for (const Group& group : model_.groups) left.push_back(group.cells.size() < 2 ? 0 : in_phase(group, phase));
      going.erase(std::remove_if(going.begin(), going.end(),
                                 [&](int index) { return left[static_cast<std::size_t>(index)]-- > 0; }),
                  going.end());
    }
  }

  // What is left open: under which of several releases, and to which of several places. The first named is taken.
  void cells() {
    begin();
    std::vector<int> wishes;
    for (const Group& group : model_.groups) {
      if (group.delivered || group.cells.size() < 2) continue;
      if (total(group) == 0) continue;
      std::vector<int> part_of_phase(model_.phases.size(), -1);
      for (std::size_t phase = 0; phase < model_.phases.size(); ++phase) {
        std::vector<int> columns = cells_in(group, [&](int each) { return each == static_cast<int>(phase); });
        const std::int64_t here = sum_of(columns, plan_.values);
        part_of_phase[phase] = new_part(std::move(columns), here, true);
      }
      for (const int column : group.cells) {
        const int part = part_of_phase[static_cast<std::size_t>(model_.cells[static_cast<std::size_t>(column)].phase)];
        const solve::Column bounds = solver_.program().columns[static_cast<std::size_t>(column)];
        const std::int64_t most = std::min(bounds.high, parts_[static_cast<std::size_t>(part)].total);
        if (bounds.low == bounds.high || most == 0) continue;
        const int at = new_handle(part, {column}, -1, most);
        wishes.insert(wishes.end(), static_cast<std::size_t>(most), at);
      }
    }
    order(wishes, -1);
  }

  void all() {
    people();
    phases();
    cells();
  }

  // Not by asking: whether what was granted could be written down and is a plan.
  bool stands() { return written_ && fill_helpers(solver_.program(), plan_.values) && solver_.holds(plan_.values); }

 private:
  enum class Said { Yes, No, Unknown };

  void begin() {
    parts_.clear();
    handles_.clear();
    cuts_.clear();
  }

  template <typename Asked>
  std::vector<int> cells_in(const Group& group, Asked&& asked) const {
    std::vector<int> columns;
    for (const int column : group.cells)
      if (asked(model_.cells[static_cast<std::size_t>(column)].phase)) columns.push_back(column);
    return columns;
  }

  std::int64_t total(const Group& group) const { return sum_of(group.cells, plan_.values); }

  std::int64_t in_phase(const Group& group, int phase) const {
    std::int64_t sum = 0;
    for (const int column : group.cells)
      if (model_.cells[static_cast<std::size_t>(column)].phase == phase)
        sum += plan_.values[static_cast<std::size_t>(column)];
    return sum;
  }

  std::int64_t room_of(const std::vector<int>& columns) const {
    std::int64_t room = 0;
    for (const int column : columns) room += solver_.program().columns[static_cast<std::size_t>(column)].high;
    return room;
  }

  int new_part(std::vector<int> columns, std::int64_t total, bool exact) {
    parts_.push_back({std::move(columns), total, exact, {}});
    return static_cast<int>(parts_.size()) - 1;
  }

  int new_handle(int part, std::vector<int> columns, int row, std::int64_t most) {
    const int at = static_cast<int>(handles_.size());
    handles_.push_back({part, std::move(columns), row, 0, most});
    parts_[static_cast<std::size_t>(part)].wishes.push_back(at);
    return at;
  }

  // What went before this phase is settled; the rest goes in it or later. -1: nothing to wish for.
  int open_phase(const Group& group, int phase) {
    const std::vector<int> until = cells_in(group, [&](int each) { return each <= phase; });
    if (until.empty()) return -1;
    for (int before = 0; before < phase; ++before) {
      std::vector<int> columns = cells_in(group, [&](int each) { return each == before; });
      const std::int64_t here = sum_of(columns, plan_.values);
      new_part(std::move(columns), here, true);
    }
    std::vector<int> rest = cells_in(group, [&](int each) { return each >= phase; });
    std::vector<int> now = cells_in(group, [&](int each) { return each == phase; });
    const std::int64_t left = sum_of(rest, plan_.values);
    const std::int64_t most = std::min(room_of(now), left);
    return new_handle(new_part(std::move(rest), left, true), std::move(now), -1, most);
  }

  void raise(const std::vector<std::int64_t>& lows) {
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

  // Whether all these can be had. `learned`: a cut now says why not.
  Said ask(const std::vector<std::int64_t>& lows, std::int64_t tries, bool* learned) {
    *learned = false;
    raise(lows);
    std::vector<solve::ProofNode> proof;
    solve::Answer answer = solver_.maximise({}, tries, nullptr, &proof);
    spent_ += answer.nodes;
    // A search that is lost is begun anew on another way before it is given up.
    if (answer.status == solve::Status::Limit && tries == kTries) {
      solver_.shake(true);
      answer = solver_.maximise({}, tries, nullptr, &proof);
      solver_.shake(false);
      spent_ += answer.nodes;
    }
    own_.resize(solver_.program().rows.size(), 0);
    if (answer.found()) {
      plan_.values = answer.values;
      return Said::Yes;
    }
    if (answer.status == solve::Status::Limit) return Said::Unknown;
    Cut cut = cut_of(solver_.program(), own_, parts_, handles_, proof);
    *learned = cut.forbids(lows);
    if (*learned) cuts_.push_back(std::move(cut));
    if (*learned && memory_ != nullptr && proof.size() <= kRemembered) {
      auto& known = memory_->settled[step_];
      if (known.size() == kProofs) known.erase(known.begin());
      known.push_back(std::move(proof));
    }
    return Said::No;
  }

  // Whether all these can be had by a plan like the one at hand, looked for from several sides: a search that is lost
  // from one side often ends at once from another. Only a yes says anything.
  bool near(const std::vector<std::int64_t>& lows, std::size_t wish) {
    raise(lows);
    solve::Objective more, no_more;
    for (const int column : handles_[wish].columns) more.push_back({column, 1});
    for (const Handle& handle : handles_)
      for (const int column : handle.columns) no_more.push_back({column, -1});
    for (const solve::Objective& side : {solve::Objective{}, no_more, more})
      for (const std::int64_t reach : {1, 4, 64}) {
        const solve::Answer answer = solver_.maximise_near(side, kNear, plan_.values, reach);
        spent_ += answer.nodes;
        if (!answer.found()) continue;
        plan_.values = answer.values;
        return true;
      }
    return false;
  }

  struct Stand {  // how far the wishes are decided
    std::size_t next = 0;
    std::vector<std::int64_t> lows;
    std::vector<char> capped;  // refused once, refused for good
  };

  // Grants what no cut forbids, until `most` more are granted or, with `has`, until the plan at hand has no more of it.
  // True: stopped at a wish that is open.
  bool grant(const std::vector<int>& wishes, Stand& stand, std::size_t most,
             const std::vector<std::int64_t>* has = nullptr) const {
    Left left(cuts_, parts_, handles_, stand.lows);
    std::size_t granted = 0;
    for (; stand.next < wishes.size(); ++stand.next) {
      const std::size_t at = static_cast<std::size_t>(wishes[stand.next]);
      if (stand.capped[at] != 0 || stand.lows[at] >= handles_[at].most) continue;
      if (left.forbids(at)) {
        stand.capped[at] = 1;
        continue;
      }
      if (has != nullptr ? (*has)[at] <= stand.lows[at] : granted == most) return true;
      ++granted;
      ++stand.lows[at];
      left.take(at);
    }
    return false;
  }

  // What was proved when this step was settled before, with the numbers as they are now.
  void remember(int step) {
    step_ = step;
    if (memory_ == nullptr) return;
    for (const Memory::Proof& proof : memory_->settled[step])
      cuts_.push_back(cut_of(solver_.program(), own_, parts_, handles_, proof));
  }

  // Of each handle, in the plan at hand.
  const std::vector<std::int64_t>& has_now() {
    has_.clear();
    for (const Handle& handle : handles_) has_.push_back(sum_of(handle.columns, plan_.values));
    return has_;
  }

  void order(const std::vector<int>& wishes, int step_of_settling) {
    remember(step_of_settling);
    Stand stand;
    stand.lows.assign(handles_.size(), 0);
    stand.capped.assign(handles_.size(), 0);
    if (by_ != By::Asking) {
      if (!written_) return;
      if (by_ == By::Memory) grant(wishes, stand, wishes.size());
      else relaxed(wishes, stand);
      write(stand.lows);
      return fix();
    }
    std::size_t step = wishes.size();
    for (;;) {
      if (!grant(wishes, stand, 0, &has_now())) break;
      if (spent_ >= model_.options->limits.nodes ||
          solver_.out_of_work()) {  // the plan at hand is one of the best, but not the first of them
        plan_.proved = false;
        break;
      }
      Stand asked = stand;
      grant(wishes, asked, step);
      bool learned = false;
      Said said = ask(asked.lows, kTries, &learned);
      if (said == Said::Unknown && step == 1) {
        if (near(asked.lows, static_cast<std::size_t>(wishes[stand.next]))) said = Said::Yes;
        else said = ask(asked.lows, model_.options->limits.nodes, &learned);
      }
      if (said == Said::Yes) {
        step = std::min(wishes.size(), step * 4);
      } else if (!learned && step == 1) {
        if (said == Said::Unknown) plan_.proved = false;
        stand.capped[static_cast<std::size_t>(wishes[stand.next])] = 1;
      } else if (!learned) {
        step = std::max<std::size_t>(1, std::min(step, asked.next - stand.next) / 4);
      }
    }
    fix();
  }

  // Everything that no line forbids, until a linear program can have all of it: one linear program for each line.
  void relaxed(const std::vector<int>& wishes, Stand& stand) {
    for (int lines = 0; lines <= kLines; ++lines) {
      if (!grant(wishes, stand, 0, &has_now())) return;
      Stand asked = stand;
      grant(wishes, asked, wishes.size());
      bool learned = false;
      if (ask(asked.lows, 1, &learned) != Said::No) {
        stand = std::move(asked);
        return;
      }
      if (!learned) break;
    }
    written_ = false;
  }

  // The plan at hand with so many of each handle, and what is then left of each part in its other columns. How a sum is
  // spread over its columns is for later steps to say.
  void write(const std::vector<std::int64_t>& lows) {
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

  void spread(const std::vector<int>& columns, std::int64_t total) {
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

  void fix() {
    std::vector<std::int64_t> values;
    for (const Handle& handle : handles_) values.push_back(sum_of(handle.columns, plan_.values));
    raise(values);
    for (std::size_t at = 0; at < handles_.size(); ++at) {
      const Handle& handle = handles_[at];
      if (values[at] == 0)
        for (const int column : handle.columns) solver_.set_column(column, 0, 0);
      else if (handle.columns.size() == 1) solver_.set_column(handle.columns.front(), values[at], values[at]);
      else solver_.set_row(handle.row, values[at], values[at]);
    }
  }

  const Model& model_;
  solve::Solver& solver_;
  Plan& plan_;
  Memory* memory_;
  std::size_t gone_;
  By by_;
  bool written_ = true;
  int step_ = 0;
  std::vector<char> own_;  // by row: what parts and handles say
  std::vector<Part> parts_;
  std::vector<std::int64_t> has_;
  std::vector<Handle> handles_;
  std::vector<Cut> cuts_;
  std::int64_t spent_ = 0;  // linear programs so far
};

}  // namespace

void settle(const Model& model, solve::Solver& solver, Plan& plan, Memory* memory, std::size_t gone) {
  if (!plan.possible) return;
  Memory own;
  Memory& known = memory == nullptr ? own : *memory;
  // Whole plans are not looked for at every step, only after the last one: there is one plan left then.
  const std::vector<solve::Column> columns = solver.program().columns;
  std::vector<solve::Column> rows;
  for (const solve::Row& row : solver.program().rows) rows.push_back({row.low, row.high});
  Plan tried = plan;
  Settling relaxed(model, solver, tried, &known, gone, Settling::By::Relaxed);
  relaxed.all();
  if (relaxed.stands()) {
    plan.values = std::move(tried.values);
    return;
  }
  for (std::size_t column = 0; column < columns.size(); ++column)
    solver.set_column(static_cast<int>(column), columns[column].low, columns[column].high);
  for (std::size_t row = 0; row < solver.program().rows.size(); ++row)
    solver.set_row(static_cast<int>(row), row < rows.size() ? rows[row].low : -solve::kNoLimit,
                   row < rows.size() ? rows[row].high : solve::kNoLimit);
  Settling(model, solver, plan, &known, gone).all();
}

bool foresee(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
             const std::vector<std::int64_t>& start, Plan& plan, std::size_t gone) {
  if (start.size() != solver.program().columns.size() || memory.levels.size() != levels.size()) return false;
  plan = Plan();
  for (std::size_t at = 0; at < levels.size(); ++at) {
    const solve::Objective objective = maximised(levels[at]);
    // What counts nothing comes to nothing.
    const std::int64_t best = objective.empty() ? 0 : bound_by(solver, objective, memory.levels[at]);
    if (best >= solve::kNoLimit || best <= -solve::kNoLimit) return false;
    if (!objective.empty()) solver.set_row(memory.goal_rows[at], best, solve::kNoLimit);
    const std::int64_t value = levels[at].smallest ? -best : best;
    plan.levels.push_back(levels[at]);
    plan.reached.push_back({levels[at].name, value, value});
  }
  plan.possible = true;
  plan.values = start;
  Settling settling(model, solver, plan, &memory, gone, Settling::By::Memory);
  settling.all();
  return settling.stands();
}

}  // namespace midspan::clear::model
