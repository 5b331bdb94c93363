// SPDX-License-Identifier: Apache-2.0
#include "clear/explain/kept.hpp"

#include <algorithm>
#include <utility>

#include "clear/explain/numbers.hpp"

namespace midspan::clear::explain {

namespace {

using namespace people;

// "41 a day of": how many days there are depends on the number.
bool makes_phases(const Clause& clause) {
  const auto* release = std::get_if<Release>(&clause.body);
  return release != nullptr && release->amount.kind == Amount::Kind::PerDay;
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
  if (here.size() != there.size() || makes_phases(mine)) return std::nullopt;
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
  kept->solve();
  return kept;
}

// False, and nothing taken, when more than numbers differs.
bool Kept::take_numbers(const Agreement& agreement) {
  if (!same_frame(agreement_, agreement)) return false;
  std::vector<std::pair<Clause*, std::vector<Number>>> changes;
  for (std::size_t article = 0; article < agreement.articles.size(); ++article)
    for (std::size_t clause = 0; clause < agreement.articles[article].clauses.size(); ++clause) {
      Clause& mine = agreement_.articles[article].clauses[clause];
      const Clause& theirs = agreement.articles[article].clauses[clause];
      if (mine == theirs) continue;
      auto numbers = numbers_in(mine, theirs);
      if (!numbers) return false;
      changes.emplace_back(&mine, std::move(*numbers));
    }
  // In place: groups and slots point at the populations of this agreement.
  for (auto& [clause, numbers] : changes) {
    const std::vector<Number*> here = numbers_of(*clause);
    for (std::size_t at = 0; at < here.size(); ++at) *here[at] = std::move(numbers[at]);
  }
  return true;
}

// Whether the rows are the same ones, with other sides and factors.
base::Result<bool> Kept::restate() {
  const std::size_t columns = run_.model.program.columns.size(), rows = run_.model.program.rows.size();
  const auto sources = run_.model.row_of;
  MIDSPAN_CHECK(model::rebuild_rows(run_.model));
  const auto same_source = [](const model::Model::Source& one, const model::Model::Source& other) {
    return one.article == other.article && one.clause == other.clause;
  };
  return run_.model.program.columns.size() == columns && run_.model.program.rows.size() == rows &&
         std::equal(sources.begin(), sources.end(), run_.model.row_of.begin(), same_source);
}

model::Plan Kept::plan(Side& side, bool relaxed) {
  if (side.solver) side.solver->restate(run_.model.program);
  else side.solver = std::make_unique<solve::Solver>(run_.model.program);
  if (relaxed) relax(run_.model, *side.solver);
  if (side.levels.empty()) side.levels = relaxed ? relaxed_levels(run_.model) : model::goals_of(run_.model);
  model::Plan plan = model::solve_levels(run_.model, *side.solver, side.levels, &side.memory, &side.values);
  if (plan.possible) side.values = plan.values;
  return plan;
}

void Kept::solve() {
  run_.relaxed = false;
  run_.plan = plan(strict_, false);
  Side* side = &strict_;
  if (!run_.plan.possible) {
    const bool decided = run_.plan.proved;
    run_.plan = plan(relaxed_, true);
    run_.plan.proved = run_.plan.proved && decided;
    run_.relaxed = true;
    side = &relaxed_;
  }
  if (options_.settle) {
    model::settle(run_.model, *side->solver, run_.plan, &side->memory);
    if (run_.plan.possible) side->values = run_.plan.values;
  }
  run_.column_of.assign(run_.model.facts.size(), -1);
  if (run_.plan.possible) run_.column_of = model::assign(run_.model, run_.plan.values);
}

base::Result<const Run*> Kept::clear(const Agreement& agreement) {
  if (take_numbers(agreement)) {
    if (MIDSPAN_TRY(restate())) {
      solve();
      if (run_.plan.proved) return &run_;
    } else {
      strict_ = Side();
      relaxed_ = Side();
      solve();
      if (run_.plan.proved) return &run_;
    }
  }
  // Where a limit is met, what is found depends on where the search began: from the beginning, always.
  Options quiet = options_;
  quiet.explain_conflicts = false;
  quiet.limits = whole_;
  anew_.emplace(MIDSPAN_TRY(run(agreement, people_, ledger_, quiet)));
  return &*anew_;
}

}  // namespace midspan::clear::explain
