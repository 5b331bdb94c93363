// SPDX-License-Identifier: Apache-2.0
#include "clear/explain/run.hpp"

#include <algorithm>
#include <map>

#include "base/bytes.hpp"

namespace midspan::clear::explain {

namespace {

using namespace people;
using model::Model;
using model::Plan;
using solve::kNoLimit;

bool none_unless_all(const Agreement& agreement) {
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses)
      if (const auto* rule = std::get_if<Sequencing>(&clause.body))
        if (rule->kind == Sequencing::Kind::NoneUnlessAll) return true;
  return false;
}

constexpr std::size_t kManyPeople = 5'000;  // a model of more is too dear to be built anew for a sentence

}  // namespace

std::vector<base::Message> reasons_for(const Run& run, std::size_t person, const model::Cell& cell) {
  const Model& model = run.model;
  std::vector<base::Message> reasons;
  const std::string article =
      cell.slot < 0 ? "" : model.article_number(model.slots[static_cast<std::size_t>(cell.slot)].article);
  if (model.groups[static_cast<std::size_t>(cell.group)].delivered)
    reasons.push_back({"CLR-112", {{"article", article.empty() ? "none" : article}}});
  else if (cell.slot >= 0 && model.slots[static_cast<std::size_t>(cell.slot)].reserve)
    reasons.push_back({"CLR-113", {{"article", article}}});
  else if (model.groups[static_cast<std::size_t>(cell.group)].accompanies)
    reasons.push_back({"CLR-114", {{"article", article}}});
  else reasons.push_back({"CLR-110", {{"article", article}}});
  for (const Article& each : model.agreement->articles)
    for (const Clause& clause : each.clauses)
      if (const auto* named = std::get_if<Named>(&clause.body))
        if (model.member(person, named->who)) reasons.push_back({"CLR-111", {{"article", each.number}}});
  return reasons;
}

// What can be had when not everything can: demands may be missed, and as little as possible is.
std::vector<model::Level> relaxed_levels(const Model& model) {
  std::vector<model::Level> levels = model::misses_of(model);
  for (model::Level& level : model::goals_of(model)) levels.push_back(std::move(level));
  return levels;
}

void relax(const Model& model, solve::Solver& solver) {
  model::Switches(model, solver).relax(true);
  if (!none_unless_all(*model.agreement)) return;
  // "No release takes effect unless all do": not all can, so none does.
  for (std::size_t column = 0; column < model.cells.size(); ++column)
    if (!model.groups[static_cast<std::size_t>(model.cells[column].group)].delivered)
      solver.set_column(static_cast<int>(column), 0, 0);
}

std::string input_digest(const Model& model, const Options& options, std::span<const Delivery> ledger) {
  std::map<std::string, std::string> lines;
  for (std::size_t person = 0; person < model.people_count; ++person) {
    const PersonFacts& facts = *model.facts[person].person;
    lines[facts.id.text()] = facts.commitment;
  }
  std::string text = "midspan clearing input\n" + options.agreement_digest + "\n";
  for (const auto& [id, commitment] : lines) text += id + " " + commitment + "\n";
  text += "ledger\n";
  for (const Delivery& entry : ledger)
    text += entry.person.text() + "\t" + entry.from + "\t" + entry.to + "\t" + entry.population + "\t" +
            std::to_string(entry.count) + "\t" + entry.phase + "\t" + std::to_string(entry.day) + "\t" + entry.outcome +
            "\t" + (entry.outside_the_key ? "1" : "0") + "\n";
  return base::to_hex(base::sha256(text));
}

base::Result<Run> run(const Agreement& agreement, std::span<const PersonFacts> people, std::span<const Delivery> ledger,
                      const Options& options) {
  Run run;
  run.model = MIDSPAN_TRY(model::build(agreement, people, ledger, options));
  const auto cancelled = [&] { return options.progress != nullptr && options.progress->cancelled(); };
  if (cancelled()) return base::failure("CLR-005");
  run.solver = std::make_unique<solve::Solver>(run.model.program);
  run.solver->limit_work(options.limits.work);
  run.levels = model::goals_of(run.model);
  run.plan = model::solve_levels(run.model, *run.solver, run.levels, &run.memory);
  if (!run.plan.possible) {
    if (cancelled()) return base::failure("CLR-005");
    const bool decided = run.plan.proved;
    if (options.explain_conflicts && decided) {
      solve::Solver hunting(run.model.program);
      run.conflicts = conflicts(run.model, hunting, 8).value_or(std::vector<Conflict>());
      if (people.size() <= kManyPeople) find_foundations(agreement, people, ledger, options, run.conflicts);
    }
    if (cancelled()) return base::failure("CLR-005");
    run.solver = std::make_unique<solve::Solver>(run.model.program);
    run.solver->limit_work(options.limits.work);
    run.memory = {};
    run.levels = relaxed_levels(run.model);
    relax(run.model, *run.solver);
    run.plan = model::solve_levels(run.model, *run.solver, run.levels, &run.memory);
    run.plan.proved = run.plan.proved && decided;
    run.relaxed = true;
  }
  if (cancelled()) return base::failure("CLR-005");
  if (options.settle) model::settle(run.model, *run.solver, run.plan, &run.memory);
  run.column_of.assign(run.model.facts.size(), -1);
  if (run.plan.possible) run.column_of = model::assign(run.model, run.plan.values);
  return run;
}

// A row of its own also where a group has one column: settling says what is left of that column's own bounds.
int row_of_group(const Model& model, solve::Solver& solver, int group) {
  solve::Row row;
  for (const int column : model.groups[static_cast<std::size_t>(group)].cells) row.terms.push_back({column, 1});
  row.name = "this person goes";
  return solver.add_row(std::move(row));
}

Plan plan_again(const Model& model, bool relaxed, int group, std::int64_t at_least, std::int64_t most_work) {
  solve::Solver solver(model.program);
  if (relaxed) relax(model, solver);
  solver.set_row(row_of_group(model, solver, group), at_least, kNoLimit);
  solver.limit_work(most_work);
  Plan plan = model::solve_levels(model, solver, relaxed ? relaxed_levels(model) : model::goals_of(model));
  model::settle(model, solver, plan);
  return plan;
}

void take_one_out(const Model& model, solve::Solver& solver, int group) {
  // Demands count whoever may go; whoever drops out no longer may, so each that counted this person counts one less.
  const model::Group& members = model.groups[static_cast<std::size_t>(group)];
  for (const model::Demand& demand : model.demands) {
    const solve::Row& row = model.program.rows[static_cast<std::size_t>(demand.row)];
    const bool counts =
        demand.everybody && std::any_of(row.terms.begin(), row.terms.end(), [&](const solve::Term& term) {
          return std::find(members.cells.begin(), members.cells.end(), term.column) != members.cells.end();
        });
    if (counts) solver.set_row(demand.row, row.low - 1, row.high);
  }
  if (members.size_row >= 0) solver.set_row(members.size_row, -solve::kNoLimit, members.size - 1);
  else
    for (const int column : members.cells) {
      const solve::Column& bounds = model.program.columns[static_cast<std::size_t>(column)];
      solver.set_column(column, bounds.low, std::min(bounds.high, members.size - 1));
    }
}

Plan plan_without_one(const Model& model, bool relaxed, int group, std::size_t gone, std::int64_t& work_left) {
  solve::Solver solver(model.program);
  if (relaxed) relax(model, solver);
  take_one_out(model, solver, group);
  solver.limit_work(std::min(work_left, model.options->limits.work));
  Plan plan = model::solve_levels(model, solver, relaxed ? relaxed_levels(model) : model::goals_of(model));
  model::settle(model, solver, plan, nullptr, gone, model::Extent::People);
  work_left -= std::min(work_left, solver.work());
  return plan;
}

Allocation allocation_of(const Run& run, const Options& options) {
  const Model& model = run.model;
  Allocation out;
  out.outcome = run.relaxed && run.plan.sure() ? Outcome::Infeasible
                : run.plan.sure()              ? Outcome::Optimal
                                               : Outcome::LimitReached;
  out.relaxed = run.relaxed;
  out.world = options.world == World::Acknowledged ? "acknowledged" : "contested";
  struct Line {
    int phase;
    int article;
    std::size_t rank;
    std::size_t person;
  };
  std::vector<Line> lines;
  for (std::size_t person = 0; person < model.people_count; ++person) {
    const int column = run.column_of[person];
    if (column < 0) continue;
    const model::Cell& cell = model.cells[static_cast<std::size_t>(column)];
    if (model.groups[static_cast<std::size_t>(cell.group)].delivered) continue;  // has gone already
    lines.push_back({cell.phase, cell.slot < 0 ? -1 : model.slots[static_cast<std::size_t>(cell.slot)].article,
                     model.rank[person], person});
  }
  std::sort(lines.begin(), lines.end(), [](const Line& left, const Line& right) {
    return std::tie(left.phase, left.article, left.rank) < std::tie(right.phase, right.article, right.rank);
  });
  for (const Line& line : lines) {
    const model::Cell& cell = model.cells[static_cast<std::size_t>(run.column_of[line.person])];
    const model::Slot& slot = model.slots[static_cast<std::size_t>(cell.slot)];
    const PersonFacts& facts = *model.facts[line.person].person;
    out.allotted.push_back({facts.id, slot.party.empty() ? facts.held_by : slot.party,
                            model.places[static_cast<std::size_t>(cell.place)],
                            model.phases[static_cast<std::size_t>(cell.phase)], model.article_number(line.article),
                            reasons_for(run, line.person, cell)});
  }
  for (const std::size_t person : model.order)
    if (person < model.people_count && run.column_of[person] < 0)
      out.not_allotted.push_back({model.facts[person].person->id, reasons_against(model, person)});
  out.counts = counts(model, run.plan.values);
  out.shortfalls = shortfalls(model, run.plan.values, run.column_of);
  out.pending = model.pending;
  out.goals = run.plan.reached;
  out.conflicts = run.conflicts;
  return out;
}

}  // namespace midspan::clear::explain

namespace midspan::clear {

base::Result<people::Allocation> clear(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                                       std::span<const people::Delivery> ledger, const Options& options) {
  const explain::Run run = MIDSPAN_TRY(explain::run(agreement, people, ledger, options));
  people::Allocation allocation = explain::allocation_of(run, options);
  allocation.input_digest = explain::input_digest(run.model, options, ledger);
  return allocation;
}

base::Result<BothWorlds> clear_both(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                                    std::span<const people::Delivery> ledger, const Options& options) {
  Options in = options;
  BothWorlds both;
  in.world = World::Acknowledged;
  both.acknowledged = MIDSPAN_TRY(clear(agreement, people, ledger, in));
  // Where nobody is in doubt the two are one.
  const bool same = std::all_of(people.begin(), people.end(), model::acknowledged);
  in.world = World::Contested;
  both.contested = same ? both.acknowledged : MIDSPAN_TRY(clear(agreement, people, ledger, in));
  both.contested.world = "contested";
  both.gained = static_cast<std::int64_t>(both.contested.allotted.size()) -
                static_cast<std::int64_t>(both.acknowledged.allotted.size());
  return both;
}

base::Result<std::vector<people::Conflict>> conflicts(const people::Agreement& agreement,
                                                      std::span<const people::PersonFacts> people,
                                                      std::span<const people::Delivery> ledger, const Options& options,
                                                      std::size_t most) {
  const model::Model model = MIDSPAN_TRY(model::build(agreement, people, ledger, options));
  solve::Solver solver(model.program);
  auto found = explain::conflicts(model, solver, most);
  if (!found) return base::failure("CLR-015");
  explain::find_foundations(agreement, people, ledger, options, *found);
  return std::move(*found);
}

}  // namespace midspan::clear
