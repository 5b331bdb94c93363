// SPDX-License-Identifier: Apache-2.0
#include "clear/explain/kept.hpp"

#include <algorithm>
#include <utility>

#include "clear/explain/numbers.hpp"

namespace midspan::clear::explain {

namespace {

using namespace people;

constexpr std::size_t kSides = 2;  // answers that are remembered
// Before it is cleared anew: the least work (a hundredth of a second) that the way from what is known may take; else
// half as much as the answer took.
constexpr std::int64_t kLittle = 2'500'000;

// "41 a day of", "in groups of 500": how many days or groups there are depends on the number.
bool makes_phases(const Clause& clause) {
  if (const auto* release = std::get_if<Release>(&clause.body))
    return release->amount.kind == Amount::Kind::PerDay || said(release->rate);
  const auto* rule = std::get_if<PhaseRule>(&clause.body);
  return rule != nullptr && rule->phase.empty() && rule->carrier.empty() && said(rule->at_most);
}

// A pool asks other articles how many it is shared by, an equal number how many places are lost and count there, a
// reserve how many are asked for; the carriers of a phase are added up.
bool reads_other_clauses(const Clause& clause, bool places_count) {
  if (const auto* release = std::get_if<Release>(&clause.body))
    return places_count && release->amount.kind == Amount::Kind::AsManyAs;
  if (const auto* key = std::get_if<Key>(&clause.body)) return key->basis == Key::Basis::Together;
  if (std::holds_alternative<Substitute>(clause.body)) return true;
  const auto* rule = std::get_if<PhaseRule>(&clause.body);
  return rule != nullptr && !rule->carrier.empty();
}

bool same_frame(const Agreement& left, const Agreement& right) {
  const auto same_schedule = [](const Schedule& one, const Schedule& other) {
    return one.name == other.name && one.lines == other.lines;
  };
  return left.version == right.version && left.parties == right.parties &&
         left.custody_on_behalf == right.custody_on_behalf && left.definitions == right.definitions &&
         left.goals == right.goals && left.tie_break == right.tie_break &&
         std::equal(left.schedules.begin(), left.schedules.end(), right.schedules.begin(), right.schedules.end(),
                    same_schedule) &&
         std::equal(left.articles.begin(), left.articles.end(), right.articles.begin(), right.articles.end(),
                    [](const Article& one, const Article& other) {
                      return one.number == other.number && one.clauses.size() == other.clauses.size();
                    });
}

// The clause with the numbers of another; nothing when they differ in more.
std::optional<std::vector<Number>> numbers_in(const Clause& mine, const Clause& theirs) {
  Clause probe = mine, copy = theirs;
  const std::vector<Number*> here = numbers_of(probe), there = numbers_of(copy);
  if (here.size() != there.size()) return std::nullopt;
  std::vector<Number> numbers;
  for (std::size_t at = 0; at < here.size(); ++at) {
    *here[at] = *there[at];
    numbers.push_back(*there[at]);
  }
  if (!(probe == copy)) return std::nullopt;
  return numbers;
}

}  // namespace

base::Result<std::unique_ptr<Kept>> Kept::of(const Agreement& agreement, std::span<const PersonFacts> people,
                                             std::span<const Delivery> ledger, const Options& options) {
  std::unique_ptr<Kept> kept(new Kept(agreement, people, ledger, options));
  kept->run_.model = MIDSPAN_TRY(model::build(kept->agreement_, people, ledger, kept->options_));
  kept->answer();
  return kept;
}

// Nothing when more than numbers differs, or how many phases there are; else {article, clause} of what differs, with
// whatever else is read from the same numbers.
std::optional<std::vector<std::pair<int, int>>> Kept::take_numbers(const Agreement& agreement) {
  if (!same_frame(agreement_, agreement)) return std::nullopt;
  std::vector<std::pair<Clause*, std::vector<Number>>> changes;
  std::vector<std::pair<int, int>> rows;
  const bool places_count = model::lost_places(agreement_).any_counts();
  for (std::size_t article = 0; article < agreement.articles.size(); ++article)
    for (std::size_t clause = 0; clause < agreement.articles[article].clauses.size(); ++clause) {
      Clause& mine = agreement_.articles[article].clauses[clause];
      const Clause& theirs = agreement.articles[article].clauses[clause];
      const std::pair<int, int> at(static_cast<int>(article), static_cast<int>(clause));
      if (mine == theirs) {
        if (reads_other_clauses(mine, places_count)) rows.push_back(at);
        continue;
      }
      auto numbers = numbers_in(mine, theirs);
      if (!numbers) return std::nullopt;
      changes.emplace_back(&mine, std::move(*numbers));
      rows.push_back(at);
    }
  // In place: groups and slots point at the populations of this agreement.
  for (auto& [clause, numbers] : changes) {
    const std::vector<Number*> here = numbers_of(*clause);
    for (std::size_t at = 0; at < here.size(); ++at) *here[at] = std::move(numbers[at]);
  }
  if (changes.empty()) rows.clear();
  if (std::any_of(changes.begin(), changes.end(), [](const auto& each) { return makes_phases(*each.first); }) &&
      !model::same_phases(run_.model))
    return std::nullopt;
  return rows;
}

bool Kept::restate(Side& side, bool relaxed) {
  const bool other = std::any_of(side.changed.begin(), side.changed.end(), [&](int row) {
    const auto at = static_cast<std::size_t>(row);
    return side.solver->program().rows[at].terms != run_.model.program.rows[at].terms;
  });
  side.solver->restate(run_.model.program, side.changed);
  side.changed.clear();
  if (relaxed) relax(run_.model, *side.solver);
  return other;
}

// From what is known, else from the beginning: as clearing anew does, so that what a limit leaves is the same, too.
model::Plan Kept::plan(Sides& sides, bool relaxed) {
  model::Plan plan;
  bool other = false;
  for (std::size_t at = 0; at < sides.size(); ++at) {
    Side& side = sides[at];
    const bool terms = restate(side, relaxed);
    if (at == 0) other = terms || side.carried;
    const bool empty = model::known_empty(*side.solver, side.memory.nothing);
    if (!empty && (!options_.settle || !side.settled ||
                   !model::foresee(run_.model, *side.solver, side.levels, side.memory, side.values, plan)))
      continue;
    if (!empty) side.values = plan.values;
    side.carried = false;
    std::rotate(sides.begin(), sides.begin() + static_cast<std::ptrdiff_t>(at),
                sides.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    return empty ? model::Plan() : plan;
  }
  foreseen_ = false;
  // Where not all of it can be kept, that way hardly ever ends before a fresh one does.
  if (!sides.empty() && !relaxed && mended(sides.front(), other, plan)) return plan;
  return anew(sides, relaxed);
}

// What is missing from old proofs, asked for where it is missing.
bool Kept::mended(Side& side, bool look, model::Plan& plan) {
  if (!options_.settle || !side.settled) return false;
  restate(side, false);
  side.solver->limit_work(side.solver->work() + std::max(side.work / 2, kLittle));
  const bool done = model::mend(run_.model, *side.solver, side.levels, side.memory, side.values, plan, look);
  side.solver->limit_work(INT64_MAX);
  if (!done) return false;
  side.values = plan.values;
  side.carried = false;
  return true;
}

// Goals from the beginning; who of equals goes with the lines of the last answer, where it was settled. Of an answer
// that these do not settle what is left must not depend on what was asked before: it is cleared again without.
model::Plan Kept::anew(Sides& sides, bool relaxed, bool with_lines) {
  Side side;
  side.solver = std::make_unique<solve::Solver>(run_.model.program);
  side.solver->limit_work(options_.limits.work);
  side.levels = relaxed ? relaxed_levels(run_.model) : model::goals_of(run_.model);
  if (relaxed) relax(run_.model, *side.solver);
  model::Plan plan = model::solve_levels(run_.model, *side.solver, side.levels, &side.memory);
  if (plan.possible && options_.settle) {
    with_lines = with_lines && plan.proved && !sides.empty() && sides.front().settled;
    if (with_lines) carry_lines(sides.front(), side);
    model::settle(run_.model, *side.solver, plan, &side.memory);
    if (with_lines && !plan.settled) return anew(sides, relaxed, false);
    side.settled = plan.sure();
  }
  side.solver->limit_work(INT64_MAX);
  side.values = plan.values;
  side.work = side.solver->work();
  if (sides.size() == kSides) sides.pop_back();
  sides.insert(sides.begin(), std::move(side));
  return plan;
}

// What settling found of the same model.
void Kept::carry_lines(const Side& from, Side& to) const {
  std::map<int, int> goal_rows;
  for (std::size_t at = 0; at < to.memory.goal_rows.size() && at < from.memory.goal_rows.size(); ++at)
    goal_rows[from.memory.goal_rows[at]] = to.memory.goal_rows[at];
  const Carry same(run_.model.program);
  for (const auto& [step, proofs] : from.memory.settled)
    for (const model::Memory::Proof& proof : proofs)
      if (auto carried = same.proof(proof, *from.solver, *to.solver, goal_rows); !carried.empty())
        to.memory.settled[step].push_back(std::move(carried));
}

const Run* Kept::answer() {
  foreseen_ = true;
  run_.relaxed = false;
  run_.plan = plan(strict_, false);
  if (!run_.plan.possible) {
    const bool decided = run_.plan.proved;
    run_.plan = plan(relaxed_, true);
    run_.plan.proved = run_.plan.proved && decided;
    run_.relaxed = true;
  }
  run_.column_of.assign(run_.model.facts.size(), -1);
  if (run_.plan.possible) run_.column_of = model::assign(run_.model, run_.plan.values);
  return &run_;
}

// Another model, and what is known of the last one in its rows and columns.
base::Result<void> Kept::rebuild(const Agreement& agreement) {
  std::optional<Carry::Frame> frame;
  if (!lost_) frame.emplace(run_.model);
  lost_ = true;
  agreement_ = agreement;
  run_.model = MIDSPAN_TRY(model::build(agreement_, people_, ledger_, options_));
  lost_ = false;
  if (!frame) {
    strict_.clear();
    relaxed_.clear();
    return {};
  }
  const Carry carried(*frame, run_.model);
  for (Side& side : strict_) carry(carried, side, false);
  for (Side& side : relaxed_) carry(carried, side, true);
  return {};
}

void Kept::carry(const Carry& carried, Side& side, bool relaxed) const {
  Side now;
  now.solver = std::make_unique<solve::Solver>(run_.model.program);
  now.levels = relaxed ? relaxed_levels(run_.model) : model::goals_of(run_.model);
  now.memory.levels.resize(now.levels.size());
  std::map<int, int> goal_rows;
  std::vector<std::pair<std::size_t, std::size_t>> same;  // levels, old and new
  for (std::size_t at = 0, old = 0; at < now.levels.size(); ++at) {
    now.memory.goal_rows.push_back(model::add_goal_row(*now.solver, now.levels[at]));
    const auto found = std::find_if(side.levels.begin() + static_cast<std::ptrdiff_t>(old), side.levels.end(),
                                    [&](const model::Level& level) { return level.name == now.levels[at].name; });
    if (found == side.levels.end()) continue;
    old = static_cast<std::size_t>(found - side.levels.begin());
    same.emplace_back(old, at);
    if (old < side.memory.goal_rows.size()) goal_rows[side.memory.goal_rows[old]] = now.memory.goal_rows[at];
    ++old;
  }
  const auto carry_all = [&](const std::vector<model::Memory::Proof>& from, std::vector<model::Memory::Proof>& to) {
    for (const model::Memory::Proof& proof : from)
      if (auto carried_over = carried.proof(proof, *side.solver, *now.solver, goal_rows); !carried_over.empty())
        to.push_back(std::move(carried_over));
  };
  for (const auto& [old, at] : same)
    if (old < side.memory.levels.size()) carry_all(side.memory.levels[old], now.memory.levels[at]);
  carry_all(side.memory.nothing, now.memory.nothing);
  for (const auto& [step, proofs] : side.memory.settled) carry_all(proofs, now.memory.settled[step]);
  for (const solve::Multipliers& nothing : side.solver->proofs_of_nothing())
    now.solver->suggest_nothing(carried.multipliers(nothing, goal_rows));
  now.values = carried.values(side.values, run_.model.program);
  now.settled = side.settled;
  now.carried = true;
  now.work = side.work;
  side = std::move(now);
}

base::Result<const Run*> Kept::clear(const Agreement& agreement) {
  const auto clauses = lost_ ? std::nullopt : take_numbers(agreement);
  if (!clauses) {
    MIDSPAN_CHECK(rebuild(agreement));
    return answer();
  }
  lost_ = true;
  const auto changed = MIDSPAN_TRY(model::rebuild_rows(run_.model, *clauses));
  lost_ = false;
  if (!changed) MIDSPAN_CHECK(rebuild(agreement));
  else
    for (Sides* sides : {&strict_, &relaxed_})
      for (Side& side : *sides) side.changed.insert(side.changed.end(), changed->begin(), changed->end());
  return answer();
}

base::Result<const Run*> Kept::clear(const Agreement& agreement, std::span<const PersonFacts> people) {
  people_ = people;
  MIDSPAN_CHECK(rebuild(agreement));
  return answer();
}

}  // namespace midspan::clear::explain
