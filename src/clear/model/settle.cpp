// SPDX-License-Identifier: Apache-2.0
// The one answer among the best: each of a sequence of wishes (one more of a sum of columns) is granted if all granted
// before it can be kept. Asked one by one that would be a linear program for each class and phase. Instead all wishes
// that nothing proved so far forbids are asked for at once; what proves that too much was asked is kept as a cut, and
// decides every later wish by one addition (docs/decisions/0069).
#include <algorithm>
#include <utility>

#include "clear/model/settling.hpp"

namespace midspan::clear::model {

namespace {

using solve::Wide;

constexpr std::int64_t kTries = 40;      // linear programs for a question of many wishes, which can be asked of fewer
constexpr std::int64_t kNear = 200;      // linear programs for a plan like the one at hand
constexpr int kLines = 250;              // questions that settling may take by lines, and
constexpr int kMends = 80;               // where nearly all of it is known
constexpr int kWholes = 20;              // of them, in whole numbers before the last step
constexpr std::size_t kBeside = 100;     // plans looked at beside the one at hand
constexpr int kGoals = -2;               // as a step of settling: before the first
constexpr int kMoves = 12;               // goals that may come to less than old proofs say
constexpr std::size_t kProofs = 64;      // that are remembered of one step, and
constexpr std::size_t kRemembered = 64;  // nodes of one

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

std::vector<solve::Column> sides_of(const solve::Program& program) {
  std::vector<solve::Column> rows;
  for (const solve::Row& row : program.rows) rows.push_back({row.low, row.high});
  return rows;
}

void put_back(solve::Solver& solver, const std::vector<solve::Column>& columns,
              const std::vector<solve::Column>& rows) {
  for (std::size_t column = 0; column < columns.size(); ++column)
    solver.set_column(static_cast<int>(column), columns[column].low, columns[column].high);
  for (std::size_t row = 0; row < solver.program().rows.size(); ++row)
    solver.set_row(static_cast<int>(row), row < rows.size() ? rows[row].low : -solve::kNoLimit,
                   row < rows.size() ? rows[row].high : solve::kNoLimit);
}

}  // namespace

// Grants what no cut forbids, until `most` more are granted or, with `has`, until the plan at hand has no more of it.
// True: stopped at a wish that is open.
bool Settling::grant(Stand& stand, std::size_t most, const std::vector<std::int64_t>* has) const {
  Left left(cuts_, parts_, handles_, stand.lows);
  std::size_t granted = 0;
  for (; stand.next < wishes_.size(); ++stand.next) {
    const std::size_t at = static_cast<std::size_t>(wishes_[stand.next]);
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

void Settling::remember(std::vector<solve::ProofNode> proof) {
  if (proof.size() > kRemembered) return;
  auto& known = memory_.settled[known_as(step_)];
  if (known.size() == kProofs) known.erase(known.begin());
  known.push_back(std::move(proof));
}

// The first question of a step begins where the last one of it ended, whenever that was.
void Settling::begin_near(int name) {
  if (const auto end = memory_.step_ends.find(name); asked_last_ != name && end != memory_.step_ends.end())
    solver_.begin_at(end->second);
  asked_last_ = name;
}

// Whether all these can be had. `learned`: a cut now says why not.
Settling::Said Settling::ask(const std::vector<std::int64_t>& lows, std::int64_t tries, bool* learned) {
  *learned = false;
  raise(lows);
  std::vector<solve::ProofNode> proof;
  begin_near(known_as(step_));
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
  if (*learned) {
    cuts_.push_back(std::move(cut));
    remember(std::move(proof));
  }
  return Said::No;
}

// Whether all these can be had by a plan like the one at hand, looked for from several sides: a search that is lost
// from one side often ends at once from another. Only a yes says anything.
bool Settling::near(const std::vector<std::int64_t>& lows, std::size_t wish) {
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

void Settling::order_by_asking() {
  Stand stand;
  stand.lows.assign(handles_.size(), 0);
  stand.capped.assign(handles_.size(), 0);
  std::size_t step = wishes_.size();
  while (grant(stand, 0, &has_now())) {
    if (spent_ >= model_.options->limits.nodes ||
        solver_.out_of_work()) {  // the plan at hand is one of the best, but not the first of them
      plan_.settled = false;
      break;
    }
    Stand asked = stand;
    grant(asked, step);
    bool learned = false;
    Said said = ask(asked.lows, kTries, &learned);
    if (said == Said::Unknown && step == 1) {
      if (near(asked.lows, static_cast<std::size_t>(wishes_[stand.next]))) said = Said::Yes;
      else said = ask(asked.lows, model_.options->limits.nodes, &learned);
    }
    if (said == Said::Yes) {
      step = std::min(wishes_.size(), step * 4);
    } else if (!learned && step == 1) {
      if (said == Said::Unknown) plan_.settled = false;
      stand.capped[static_cast<std::size_t>(wishes_[stand.next])] = 1;
    } else if (!learned) {
      step = std::max<std::size_t>(1, std::min(step, asked.next - stand.next) / 4);
    }
  }
}

void Settling::by_asking() {
  for (int step = 0; step < steps(); ++step) {
    open(step);
    order_by_asking();
    fix(has_now());
  }
}

void Settling::save(int step) {
  Step& saved = saved_[static_cast<std::size_t>(step)];
  saved.columns = solver_.program().columns;
  saved.rows = sides_of(solver_.program());
  saved.values = plan_.values;
}

void Settling::restore(int step) {
  const Step& saved = saved_[static_cast<std::size_t>(step)];
  put_back(solver_, saved.columns, saved.rows);
  plan_.values = saved.values;
  own_.resize(solver_.program().rows.size(), 0);
}

void Settling::take(int step) {
  Step& saved = saved_[static_cast<std::size_t>(step)];
  parts_ = std::move(saved.parts);
  handles_ = std::move(saved.handles);
  wishes_ = std::move(saved.wishes);
  cuts_ = std::move(saved.cuts);
  for (Handle& handle : handles_) handle.low = 0;
  step_ = step;
}

void Settling::give_back(int step) {
  Step& saved = saved_[static_cast<std::size_t>(step)];
  saved.parts = std::move(parts_);
  saved.handles = std::move(handles_);
  saved.wishes = std::move(wishes_);
  saved.cuts = std::move(cuts_);
}

// Everything that no line forbids.
void Settling::grant_step(int step) {
  if (saved_[static_cast<std::size_t>(step)].handles.empty()) open(step);
  else take(step);  // as it was, with the lines found since
  Stand stand;
  stand.lows.assign(handles_.size(), 0);
  stand.capped.assign(handles_.size(), 0);
  grant(stand, wishes_.size());
  write(stand.lows);
  fix(stand.lows);
  give_back(step);
  saved_[static_cast<std::size_t>(step)].lows = std::move(stand.lows);
}

bool Settling::stands() { return fill_helpers(solver_.program(), plan_.values) && solver_.holds(plan_.values); }

// Rows that the plan as it is written down does not keep, each of which says so by itself: no linear program is needed
// to find these lines of the last step, of which there are often dozens.
bool Settling::rows_forbid() {
  std::vector<std::int64_t> values = plan_.values;
  restore(steps() - 1);
  const solve::Program& program = solver_.program();
  Step& saved = saved_.back();
  step_ = steps() - 1;
  bool found = false;
  for (std::size_t at = 0; at < model_.program.rows.size(); ++at) {
    const solve::Row& row = program.rows[at];
    Wide sum = 0;
    for (const solve::Term& term : row.terms)
      sum += static_cast<Wide>(term.coefficient) * values[static_cast<std::size_t>(term.column)];
    const bool above = row.high < solve::kNoLimit && sum > row.high;
    if (!above && !(row.low > -solve::kNoLimit && sum < row.low)) continue;
    std::vector<solve::ProofNode> proof(1);
    proof.front().infeasible = true;
    proof.front().multipliers.rows = {{static_cast<int>(at), above ? 1 : -1}};
    Cut cut = cut_of(program, own_, saved.parts, saved.handles, proof);
    if (!cut.forbids(saved.lows) || cut.forbids(std::vector<std::int64_t>(saved.lows.size(), 0))) continue;
    saved.cuts.push_back(std::move(cut));
    remember(std::move(proof));
    found = true;
  }
  plan_.values = std::move(values);
  return found;
}

// Whether what was granted up to and with this step can be had; -1: the goals alone. What the step did not grant is
// left open, as the lines leave it; then the step is over.
Settling::Said Settling::ask_after(int step, std::int64_t tries, std::vector<solve::ProofNode>* proof) {
  restore(std::max(step, 0));
  std::vector<std::int64_t> lows;
  if (step >= 0) {
    take(step);
    lows = saved_[static_cast<std::size_t>(step)].lows;
    raise(lows);
  }
  const int name = step < 0 ? kGoals : known_as(step);
  begin_near(name);
  const solve::Answer answer = solver_.maximise({}, tries, nullptr, proof);
  spent_ += answer.nodes;
  if (answer.status != solve::Status::Infeasible) memory_.step_ends[name] = solver_.basis();
  own_.resize(solver_.program().rows.size(), 0);
  if (step >= 0) {
    if (answer.found()) plan_.values = answer.values;
    else write(lows);
    fix(lows);
    give_back(step);
  }
  return answer.found() ? Said::Yes : answer.status == solve::Status::Infeasible ? Said::No : Said::Unknown;
}

// The first step before this one in which the proof forbids what was granted; it is remembered there. -1: the goals
// alone; `before`: none. The program stands as that step found it.
int Settling::forbidden(const std::vector<solve::ProofNode>& proof, int before, const std::vector<Level>* levels,
                        bool* nothing) {
  restore(0);
  if (levels != nullptr && goal_moves(proof, *levels)) return -1;
  for (int step = 0; step < before; ++step) {
    if (step > 0) restore(step);
    Step& saved = saved_[static_cast<std::size_t>(step)];
    Cut cut = cut_of(solver_.program(), own_, saved.parts, saved.handles, proof);
    if (!cut.forbids(saved.lows)) continue;
    // Not even nothing can be had: what an earlier step granted is wrong, though a linear program does not say so.
    if (step > 0 && cut.forbids(std::vector<std::int64_t>(saved.lows.size(), 0))) {
      *nothing = true;
      return step;
    }
    saved.cuts.push_back(std::move(cut));
    step_ = step;
    remember(proof);
    return step;
  }
  return before;
}

// What proves that nothing is there when the goals have to come to so much proves of the last goal it speaks of that
// it comes to less: the row that keeps it changes sides. True: it does, and the memory says so.
bool Settling::goal_moves(const std::vector<solve::ProofNode>& proof, const std::vector<Level>& levels) {
  for (std::size_t at = std::min(levels.size(), memory_.goal_rows.size()); at-- > 0;) {
    const int row = memory_.goal_rows[at];
    const auto price_of = [&](const solve::ProofNode& node) -> std::int64_t {
      for (const auto& [of, y] : node.multipliers.rows)
        if (of == row) return -y;
      return 0;
    };
    if (row < 0 || std::none_of(proof.begin(), proof.end(), [&](const auto& node) { return price_of(node) > 0; }))
      continue;
    Memory::Proof bound = proof;
    for (solve::ProofNode& node : bound) {
      const std::int64_t price = price_of(node);
      auto& rows = node.multipliers.rows;
      // Sums that nothing is asked of as the program stands prove nothing.
      rows.erase(std::remove_if(rows.begin(), rows.end(),
                                [&](const auto& each) {
                                  const solve::Row& of = solver_.program().rows[static_cast<std::size_t>(each.first)];
                                  const bool free =
                                      each.second > 0 ? of.high >= solve::kNoLimit : of.low <= -solve::kNoLimit;
                                  return (price > 0 && each.first == row) || (free && node.row != each.first);
                                }),
                 rows.end());
      if (node.branched || price <= 0) continue;
      node.multipliers.denominator = price;
      node.infeasible = false;
    }
    const solve::Objective objective = maximised(levels[at]);
    const std::int64_t now = solver_.program().rows[static_cast<std::size_t>(row)].low;
    if (solver_.bound_by(objective, bound) >= now) return false;
    auto& known = memory_.levels[at];
    if (known.size() == kLevelProofs) known.pop_back();
    known.insert(known.begin(), std::move(bound));
    return true;
  }
  return false;
}

Settling::Ended Settling::by_lines(int first, int most, const std::vector<Level>* levels) {
  saved_.assign(static_cast<std::size_t>(steps()), {});
  int known = first < 0 ? -1 : 0;  // the steps before it can be had, as far as a linear program says; -1: not the goals
  int sure = levels != nullptr ? -1 : known;  // likewise, in whole numbers
  int from = 0, wholes = 0;
  std::vector<solve::ProofNode> proof;
  for (int asked = 0;;) {
    const int until = known >= 0 && known < first ? known + 1 : steps();
    written_ = true;
    int end = from;
    for (; end < until && written_; ++end) {
      if (most > 0) save(end);
      grant_step(end);
      if (end + 1 < steps()) saved_[static_cast<std::size_t>(end) + 1].handles.clear();
    }
    if (written_ && end == steps() && stands()) return Ended::Stands;
    if (most > 0 && end == steps() && asked < most && rows_forbid()) {
      ++asked;
      from = end - 1;
      restore(from);
      continue;
    }
    if (asked >= most || spent_ >= model_.options->limits.nodes || solver_.out_of_work()) return Ended::Lost;
    ++asked;
    const bool last = end == steps() || !written_;
    const Said said = ask_after(end - 1, last ? kTries : 1, &proof);
    if (said == Said::Yes && end == steps()) return Ended::Stands;
    if (said == Said::Unknown && last) return Ended::Lost;
    if (said != Said::No) {
      known = from = end;
      continue;
    }
    bool nothing = false;
    int line = forbidden(proof, end, levels, &nothing);
    // What proves it wrong may be all that is left of a class, which says nothing of those before: whoever is asked
    // first says more.
    for (int step = std::min(known, end - 1); line == end && step + 1 < end; ++step) {
      if (asked >= most || solver_.out_of_work()) return Ended::Lost;
      ++asked;
      const Said earlier = ask_after(step, 1, &proof);
      if (earlier != Said::No) {
        known = std::max(known, step + 1);
        continue;
      }
      if (line = forbidden(proof, step + 1, levels, &nothing); line > step) return Ended::Lost;
    }
    if (line == end) return Ended::Lost;
    // What an earlier step asks too much of, a later one cannot have: each is right before the next is looked at.
    // Of a search that had to branch, in whole numbers; but the goals only where not even nothing can be had.
    bool whole = proof.size() > 1 || nothing;
    for (;;) {
      const bool in_whole = whole && (line > 0 || nothing);
      if (line <= (in_whole ? sure : known)) break;
      if (asked >= most || solver_.out_of_work() || (in_whole && ++wholes > kWholes)) return Ended::Lost;
      ++asked;
      if (ask_after(line - 1, in_whole ? kTries : 1, &proof) != Said::No) {
        known = std::max(known, line);
        if (in_whole) sure = line;
        break;
      }
      nothing = false;
      const int earlier = forbidden(proof, line, levels, &nothing);
      whole = whole || proof.size() > 1 || nothing;
      if (earlier == line) return Ended::Lost;
      line = earlier;
    }
    if (line < 0) return Ended::GoalsMoved;
    if (nothing) return Ended::Lost;
    from = line;
    known = std::min(known, from);
    sure = std::min(sure, from);
    restore(from);
  }
}

// Columns that one of a class may leave and one of another enter, -1: none; those that change least first.
std::vector<std::pair<int, int>> Settling::moves(int from, int to) const {
  const auto cells_of = [&](int group) {
    return group < 0 ? std::vector<int>{-1} : model_.groups[static_cast<std::size_t>(group)].cells;
  };
  std::vector<std::pair<int, std::pair<int, int>>> found;
  for (const int out : cells_of(from))
    for (const int in : cells_of(to)) {
      const auto value = [&](int column) { return plan_.values[static_cast<std::size_t>(column)]; };
      const auto bounds = [&](int column) { return solver_.program().columns[static_cast<std::size_t>(column)]; };
      const auto cell = [&](int column) { return model_.cells[static_cast<std::size_t>(column)]; };
      if ((out >= 0 && value(out) <= bounds(out).low) || (in >= 0 && value(in) >= bounds(in).high)) continue;
      const bool both = out >= 0 && in >= 0;
      const int other = !both
                            ? 0
                            : (cell(out).phase != cell(in).phase ? 4 : 0) + (cell(out).slot != cell(in).slot ? 2 : 0) +
                                  (cell(out).place != cell(in).place ? 1 : 0);
      found.push_back({other, {out, in}});
    }
  std::stable_sort(found.begin(), found.end(), [](const auto& one, const auto& two) { return one.first < two.first; });
  std::vector<std::pair<int, int>> out;
  for (const auto& [other, move] : found) out.push_back(move);
  return out;
}

bool Settling::people_alone() {
  open(0);
  Stand stand;
  stand.lows.assign(handles_.size(), 0);
  stand.capped.assign(handles_.size(), 0);
  grant(stand, wishes_.size());
  std::vector<std::int64_t> more(model_.groups.size(), 0);  // than the plan at hand has
  for (std::size_t at = 0; at < handles_.size(); ++at)
    more[static_cast<std::size_t>(model_.cells[static_cast<std::size_t>(handles_[at].columns.front())].group)] +=
        stand.lows[at];
  int from = -1, to = -1;
  for (std::size_t group = 0; group < more.size(); ++group) {
    const Group& of = model_.groups[group];
    if (of.delivered) continue;
    for (const int column : of.cells) more[group] -= plan_.values[static_cast<std::size_t>(column)];
    if (more[group] == 0) continue;
    int& only = more[group] < 0 ? from : to;
    if (only >= 0 || std::abs(more[group]) > 1) return false;
    only = static_cast<int>(group);
  }
  const std::vector<std::int64_t> values = plan_.values;
  std::size_t tried = 0;
  for (const auto& [out, in] : moves(from, to)) {
    if (++tried > kBeside) return false;
    plan_.values = values;
    if (out >= 0) --plan_.values[static_cast<std::size_t>(out)];
    if (in >= 0) ++plan_.values[static_cast<std::size_t>(in)];
    if (stands()) return true;
  }
  return false;
}

void settle(const Model& model, solve::Solver& solver, Plan& plan, Memory* memory, std::size_t gone, Extent extent) {
  if (!plan.possible) return;
  Memory own;
  Memory& known = memory == nullptr ? own : *memory;
  // Whole plans are not looked for at every step, only after the last one: there is one plan left then.
  const std::vector<solve::Column> columns = solver.program().columns, rows = sides_of(solver.program());
  Plan tried = plan;
  if (Settling(model, solver, tried, known, gone, extent).by_lines(1, kLines) == Settling::Ended::Stands) {
    plan.values = std::move(tried.values);
    return;
  }
  put_back(solver, columns, rows);
  Settling(model, solver, plan, known, gone, extent).by_asking();
}

namespace {

int steps_of(const Model& model) { return static_cast<int>(model.phases.size()) + 1; }

// What the linear program of a goal alone leaves of it, and its proof remembered where that is less.
std::int64_t looked_at(solve::Solver& solver, const solve::Objective& objective, std::size_t at, std::int64_t best,
                       Memory& memory) {
  if (at < memory.level_ends.size()) solver.begin_at(memory.level_ends[at]);
  Memory::Proof proof;
  const solve::Answer answer = solver.maximise(objective, 1, nullptr, &proof);
  if (answer.status == solve::Status::Infeasible) return -solve::kNoLimit;
  memory.level_ends.resize(std::max(memory.level_ends.size(), at + 1));
  memory.level_ends[at] = solver.basis();
  if (answer.bound >= best || proof.front().multipliers.rows.empty()) return best;
  proof.resize(1);
  proof.front().branched = false;
  auto& known = memory.levels[at];
  if (known.size() == kLevelProofs) known.pop_back();
  known.insert(known.begin(), std::move(proof));
  return answer.bound;
}

// The goals at what the old proofs leave possible, each kept by its row; false: of one nothing is known.
// `look`: a linear program each says whether it is less.
bool goals_by_memory(solve::Solver& solver, const std::vector<Level>& levels, Memory& memory, Plan& plan, bool look) {
  for (std::size_t at = 0; at < levels.size(); ++at) {
    const solve::Objective objective = maximised(levels[at]);
    // What counts nothing comes to nothing.
    std::int64_t best = objective.empty() ? 0 : bound_by(solver, objective, memory.levels[at]);
    if (look && !objective.empty()) best = std::min(best, looked_at(solver, objective, at, best, memory));
    if (best >= solve::kNoLimit || best <= -solve::kNoLimit) return false;
    if (!objective.empty()) solver.set_row(memory.goal_rows[at], best, solve::kNoLimit);
    const std::int64_t value = levels[at].smallest ? -best : best;
    plan.levels.push_back(levels[at]);
    plan.reached.push_back({levels[at].name, value, value});
  }
  return true;
}

// The last plan, with the goals at what old proofs leave possible.
bool begun(solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
           const std::vector<std::int64_t>& start, Plan& plan, bool look = false) {
  if (start.size() != solver.program().columns.size() || memory.levels.size() != levels.size()) return false;
  plan = Plan();
  if (!goals_by_memory(solver, levels, memory, plan, look)) return false;
  plan.possible = true;
  plan.values = start;
  return true;
}

}  // namespace

bool foresee(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
             const std::vector<std::int64_t>& start, Plan& plan) {
  return begun(solver, levels, memory, start, plan) &&
         Settling(model, solver, plan, memory, kNobody).by_lines(-1, 0) == Settling::Ended::Stands;
}

bool foresee_people(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
                    const std::vector<std::int64_t>& start, Plan& plan, std::size_t gone) {
  return begun(solver, levels, memory, start, plan) && Settling(model, solver, plan, memory, gone).people_alone();
}

bool mend(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
          const std::vector<std::int64_t>& start, Plan& plan, bool look, std::size_t gone, Extent extent) {
  const std::vector<solve::Column> columns = solver.program().columns, rows = sides_of(solver.program());
  for (int moves = 0; moves < kMoves; ++moves) {
    put_back(solver, columns, rows);
    if (!begun(solver, levels, memory, start, plan, look && moves == 0)) return false;
    Settling settling(model, solver, plan, memory, gone, extent);
    const Settling::Ended ended = settling.by_lines(look ? steps_of(model) : -1, kMends, &levels);
    if (ended != Settling::Ended::GoalsMoved) return ended == Settling::Ended::Stands;
  }
  return false;
}

}  // namespace midspan::clear::model
