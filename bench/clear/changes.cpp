// SPDX-License-Identifier: Apache-2.0
#include "changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "clear/explain/numbers.hpp"

namespace midspan::bench {

clear::Options options_of() {
  clear::Options options;
  options.world = clear::World::Contested;
  return options;
}

void change(Dice& dice, Change kind, Exchange& of) {
  std::vector<people::Number*> amounts, limits, rates;
  for (people::Article& article : of.agreement.articles)
    for (people::Clause& clause : article.clauses) {
      const auto* release = std::get_if<people::Release>(&clause.body);
      const bool limit = std::holds_alternative<people::PhaseRule>(clause.body) ||
                         std::holds_alternative<people::Sequencing>(clause.body) ||
                         (release != nullptr && release->amount.kind == people::Amount::Kind::AtMost);
      for (people::Number* number : clear::explain::numbers_of(clause))
        (std::holds_alternative<people::Key>(clause.body) ? rates : limit ? limits : amounts).push_back(number);
    }
  if (kind == Change::Struck) {
    auto& articles = of.agreement.articles;
    articles[static_cast<std::size_t>(dice.below(static_cast<int>(articles.size())))].clauses.clear();
  } else if (kind == Change::Hold) {
    people::PersonFacts& person = of.people[static_cast<std::size_t>(dice.below(static_cast<int>(of.people.size())))];
    person.holds = {people::HoldKind::Penal};
  } else {
    std::vector<people::Number*>& from = kind == Change::Cap ? limits : kind == Change::Rate ? rates : amounts;
    if (from.empty()) return;
    people::Number& number = *from[static_cast<std::size_t>(dice.below(static_cast<int>(from.size())))];
    const bool down = kind == Change::Fewer || (kind != Change::More && dice.chance(50));
    const std::int64_t by = down ? -std::min<std::int64_t>(number.low - 1, 1 + dice.below(5)) : 1 + dice.below(5);
    number.low += by;
    number.high += by;
  }
}

std::string who_goes(const clear::explain::Run& run) {
  std::string text = run.relaxed ? "not all of it\n" : "";
  for (const people::GoalValue& goal : run.plan.reached) text += fmt::format("{} {}\n", goal.goal, goal.value);
  for (std::size_t person = 0; person < run.model.people_count; ++person) {
    const int column = run.column_of[person];
    if (column < 0) continue;
    const auto& cell = run.model.cells[static_cast<std::size_t>(column)];
    text += fmt::format("{} {} {} {}\n", person, run.model.slots[static_cast<std::size_t>(cell.slot)].article,
                        run.model.phases[static_cast<std::size_t>(cell.phase)],
                        run.model.places[static_cast<std::size_t>(cell.place)]);
  }
  return text;
}

}  // namespace midspan::bench
