// SPDX-License-Identifier: Apache-2.0
// Why does this person go, or not? By taking the person and clearing again: impossible (which articles), worse (which
// goal), or as good (who comes first).
#include <algorithm>

#include "clear/clear.hpp"
#include "clear/explain/again.hpp"
#include "clear/explain/run.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear {

namespace {

using explain::Run;
using model::Model;

constexpr std::size_t kNamed = 4;  // sentences, of those who would have to stay

std::string shown(const people::PersonFacts& person) {
  return person.display_name.empty() ? person.id.text() : person.display_name;
}

void goes(const Run& run, std::size_t person, Why& why) {
  const model::Cell& cell = run.model.cells[static_cast<std::size_t>(run.column_of[person])];
  const std::string article =
      cell.slot < 0 ? "" : run.model.article_number(run.model.slots[static_cast<std::size_t>(cell.slot)].article);
  why.kind = run.model.groups[static_cast<std::size_t>(cell.group)].delivered ? Why::Kind::Delivered : Why::Kind::Goes;
  why.articles = {article};
  why.sentences = explain::reasons_for(run, person, cell);
  if (why.kind == Why::Kind::Delivered) return;
  for (base::Message& first : explain::waits_for(run.model, person, cell)) why.sentences.push_back(std::move(first));
  if (run.model.phases.size() < 2) return;
  const std::string& phase = run.model.phases[static_cast<std::size_t>(cell.phase)];
  const bool day = phase.starts_with("day ");
  why.sentences.push_back(
      {"CLR-199", {{"kind", std::string(day ? "day" : "phase")}, {"phase", day ? phase.substr(4) : phase}}});
}

// Whoever goes now and would not, were the person taken; the first in the order first.
std::vector<std::size_t> would_stay(const Run& run, const std::vector<int>& column_of) {
  std::vector<std::size_t> out;
  for (const std::size_t other : run.model.order)
    if (other < run.model.people_count && run.column_of[other] >= 0 && column_of[other] < 0) out.push_back(other);
  return out;
}

// For whom this person stays. Whoever comes later in the order goes because those before do: of them only that they
// would have to stay is true.
void displaced_by(const Run& run, std::size_t person, const std::vector<std::size_t>& others, const Options& options,
                  Why& why) {
  const Model& model = run.model;
  const bool lot = model::same_word(model.agreement->tie_break, "by lot") && !options.lot_seed.empty();
  for (const std::size_t other : others) why.displaced.push_back(model.facts[other].person->id);
  for (const std::size_t other : others) {
    if (why.sentences.size() >= kNamed) break;
    const bool first = why.kind == Why::Kind::Equal && model.rank[other] < model.rank[person];
    const bool equal = model.tier[other] == model.tier[person];
    base::Message message{!first   ? "CLR-173"
                          : !equal ? "CLR-172"
                          : lot    ? "CLR-174"
                                   : "CLR-197",
                          {{"person", shown(*model.facts[other].person)}}};
    if (first && !equal) {
      const std::string article = model::ordered_by(model, other, person);
      message.arguments.emplace_back("article", article.empty() ? "none" : article);
    } else if (first && !lot) {
      message.arguments.emplace_back(
          "lot", std::string(model::same_word(model.agreement->tie_break, "by lot") ? "yes" : "no"));
    }
    why.sentences.push_back(std::move(message));
  }
  if (why.sentences.empty()) why.sentences.push_back({"CLR-136", {}});
}

void not_chosen(Run& run, std::size_t person, const Options& options, Why& why) {
  const Model& model = run.model;
  const int index = model.group_of[person];
  const model::Group& group = model.groups[static_cast<std::size_t>(index)];
  std::int64_t now = 0;
  for (const int column : group.cells)
    now += run.plan.values.empty() ? 0 : run.plan.values[static_cast<std::size_t>(column)];
  if (now > 0) {
    // Another of the same class goes: they differ in nothing but their place in the order, and either could go.
    const std::size_t last = group.people[static_cast<std::size_t>(now) - 1];
    why.kind = Why::Kind::Equal;
    return displaced_by(run, person, {last}, options, why);
  }
  explain::Again again(run);
  const model::Plan taken = again.with(index, 1, options.limits.answer_work);
  if (!taken.sure() || !run.plan.sure()) {
    why.kind = Why::Kind::Undecided;
    why.sentences.push_back({"CLR-194", {}});
    return;
  }
  if (!taken.possible) {
    why.kind = Why::Kind::Impossible;
    // Where not all can be kept anyway, what stands in the way is what may not be missed.
    why.sentences.push_back({run.relaxed ? "CLR-196" : "CLR-170", {}});
    if (run.relaxed) return;
    solve::Solver solver(model.program);
    solve::Row forced;
    for (const int column : group.cells) forced.terms.push_back({column, 1});
    forced.low = 1;
    forced.name = "this person goes";
    solver.add_row(std::move(forced));
    const auto found = explain::conflicts(model, solver, 1);
    if (found && !found->empty()) {
      why.articles = found->front().articles;
      why.sentences.insert(why.sentences.end(), found->front().numbers.begin(), found->front().numbers.end());
    }
    return;
  }
  const std::vector<std::size_t> others = would_stay(run, model::assign(model, taken.values));
  why.kind = Why::Kind::Equal;
  for (std::size_t level = 0; level < taken.reached.size() && level < run.plan.reached.size(); ++level) {
    if (taken.reached[level].value == run.plan.reached[level].value) continue;
    why.kind = Why::Kind::Worse;
    why.goal = taken.reached[level].goal;
    why.goal_without = run.plan.reached[level].value;
    why.goal_with = taken.reached[level].value;
    why.sentences.push_back({"CLR-171", {{"goal", why.goal}, {"without", why.goal_without}, {"with", why.goal_with}}});
    break;
  }
  displaced_by(run, person, others, options, why);
}

}  // namespace

base::Result<Why> why(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                      std::span<const people::Delivery> ledger, const Options& options,
                      const people::PersonId& person) {
  Options quiet = options;
  quiet.explain_conflicts = false;
  Run run = MIDSPAN_TRY(explain::run(agreement, people, ledger, quiet));
  Why why;
  why.person = person;
  for (std::size_t at = 0; at < run.model.people_count; ++at) {
    if (run.model.facts[at].person->id != person) continue;
    if (run.column_of[at] >= 0) {
      goes(run, at, why);
    } else if (run.model.group_of[at] < 0 || !run.model.stops_against(at).empty()) {
      why.kind = run.model.in_population[at] == 0 ? Why::Kind::Outside : Why::Kind::Barred;
      why.sentences = explain::reasons_against(run.model, at);
      if (auto used = explain::place_used_up(run.model, at)) why.sentences.push_back(std::move(*used));
      for (const model::Stop& stop : run.model.stops_against(at))
        if (stop.owner >= 0) why.articles.push_back(run.model.article_number(stop.owner));
    } else {
      not_chosen(run, at, options, why);
    }
    return why;
  }
  return base::failure("CLR-006", {{"person", person.text()}}, base::Exit::WrongUse);
}

}  // namespace midspan::clear
