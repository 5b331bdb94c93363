// SPDX-License-Identifier: Apache-2.0
#include "judge.hpp"

#include <cstdlib>

namespace midspan::bench {

namespace {

constexpr int kMost = 1000;  // that anything in these exchanges can be missed by
using Objective = std::vector<std::pair<int, std::int64_t>>;

Line goes(const ZeroOne& program, int person) {
  Line line{{}, 1, {}, -1, -1};
  for (std::size_t at = 0; at < program.variables.size(); ++at)
    if (program.variables[at].head == person) line.terms[static_cast<int>(at)] = 1;
  return line;
}

// By how much each demand is missed: a variable on either side that may be.
std::vector<Objective> relax(Rows& rows) {
  std::map<int, Objective> missed;
  for (Line& line : rows.lines) {
    if (line.miss < 0) continue;
    const auto slack = [&](int factor) {
      const int at = static_cast<int>(rows.high.size());
      rows.high.push_back(100 * kMost);
      rows.objective.push_back(0);
      line.terms[at] = factor;
      missed[line.miss].emplace_back(at, -1);
    };
    if (line.low) slack(1);
    if (line.high && line.miss != 1) slack(-1);  // nobody is released beyond what an article allows
  }
  std::vector<Objective> levels;
  for (auto& [kind, level] : missed) levels.push_back(std::move(level));
  return levels;
}

std::int64_t worth(const Objective& objective, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const auto& [variable, factor] : objective) sum += factor * values[static_cast<std::size_t>(variable)];
  return sum;
}

Objective rows_objective(const Rows& rows) {
  Objective objective;
  for (std::size_t at = 0; at < rows.objective.size(); ++at)
    if (rows.objective[at] != 0) objective.emplace_back(static_cast<int>(at), rows.objective[at]);
  return objective;
}

}  // namespace

Truth Judge::levels(const ZeroOne& program, const Spec& spec, int taken, bool relaxed) {
  Truth truth;
  std::vector<Line> more;
  if (taken >= 0) more.push_back(goes(program, taken));
  Rows rows = program.rows(-1, {}, {}, more);
  std::vector<Objective> goals;
  if (relaxed) goals = relax(rows);
  const std::size_t misses = goals.size();
  goals.insert(goals.end(), program.goals.begin(), program.goals.end());
  Cbc::Solved solved;
  for (std::size_t at = 0; at < goals.size(); ++at) {
    rows.objective.assign(rows.high.size(), 0);
    Line keep{{}, {}, {}, -1, -1};
    for (const auto& [variable, factor] : goals[at]) {
      rows.objective[static_cast<std::size_t>(variable)] += factor;
      keep.terms[variable] += factor;
    }
    solved = cbc_.solve(rows);
    truth.answered = truth.answered && solved.answered && (at == 0 || solved.possible);
    if (!solved.possible) return truth;
    keep.low = worth(goals[at], solved.values);
    if (at < misses) truth.missed.push_back(-*keep.low);
    else if (at < misses + program.asked) truth.goals.push_back(std::abs(*keep.low));
    rows.lines.push_back(std::move(keep));
  }
  truth.possible = !relaxed;
  for (std::size_t at = 0; at < program.variables.size(); ++at)
    if (const Variable& variable = program.variables[at]; variable.head >= 0 && solved.values[at] != 0)
      truth.goes[spec.heads[static_cast<std::size_t>(variable.head)].id] = variable.phase;
  return truth;
}

Truth Judge::of(const Spec& spec, int taken) {
  const ZeroOne program = zero_one(spec);
  Truth truth = levels(program, spec, taken, false);
  if (truth.possible || !truth.answered) return truth;
  return levels(program, spec, taken, true);
}

bool Judge::can_hold(const ZeroOne& program, const Spec& spec, const std::set<int>& articles, int taken) {
  std::vector<char> active(spec.articles.size() + 1, 0);
  for (const int article : articles) active[static_cast<std::size_t>(article)] = 1;
  std::vector<Line> more;
  if (taken >= 0) more.push_back(goes(program, taken));
  return cbc_.solve(program.rows(-1, {}, active, more)).possible;
}

std::int64_t Judge::most(const ZeroOne& program, const Spec& spec, const Line& line, const std::set<int>& articles) {
  std::vector<char> active(spec.articles.size() + 1, 0);
  for (const int article : articles) active[static_cast<std::size_t>(article)] = 1;
  Rows rows = program.rows(-1, {}, active);
  for (const auto& [variable, factor] : line.terms) rows.objective[static_cast<std::size_t>(variable)] = factor;
  const Cbc::Solved solved = cbc_.solve(rows);
  return worth({line.terms.begin(), line.terms.end()}, solved.values);
}

std::int64_t Judge::missed_by(const ZeroOne& program, const std::vector<Line>& plan, int article) {
  Rows rows = program.rows(-1, {}, {}, plan);
  const std::size_t before = rows.high.size();
  relax(rows);
  for (const Line& line : rows.lines)
    for (const auto& [variable, factor] : line.terms)
      if (line.owner == article && static_cast<std::size_t>(variable) >= before)
        rows.objective[static_cast<std::size_t>(variable)] = -1;
  const Cbc::Solved solved = cbc_.solve(rows);
  if (!solved.possible) return -1;
  return -worth(rows_objective(rows), solved.values);
}

int phase_of(const std::string& phase) {
  std::size_t at = phase.size();
  while (at > 0 && phase[at - 1] >= '0' && phase[at - 1] <= '9') --at;
  return at == phase.size() ? 0 : std::atoi(phase.c_str() + at) - 1;
}

std::vector<Line> plan_lines(const ZeroOne& program, const Spec& spec, const people::Allocation& ours) {
  std::vector<Line> lines;
  for (std::size_t person = 0; person < spec.heads.size(); ++person) {
    const people::Allotted* goes = nullptr;
    for (const people::Allotted& each : ours.allotted)
      if (each.person.text() == spec.heads[person].id) goes = &each;
    Line line;
    for (std::size_t at = 0; at < program.variables.size(); ++at) {
      const Variable& variable = program.variables[at];
      if (variable.head != static_cast<int>(person)) continue;
      if (goes != nullptr) {
        if (std::to_string(program.slots[static_cast<std::size_t>(variable.slot)].article + 1) != goes->article)
          continue;
        if (phase_of(goes->phase) != variable.phase) continue;
        if ((variable.place < 0 ? std::string() : std::string(place_name(variable.place))) != goes->to) continue;
      }
      line.terms[static_cast<int>(at)] = 1;
    }
    line.low = line.high = goes != nullptr ? 1 : 0;
    if (line.terms.empty() && goes == nullptr) continue;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace midspan::bench
