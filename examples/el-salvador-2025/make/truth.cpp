// SPDX-License-Identifier: Apache-2.0
// What was true: for tests, and for whoever wants to measure.
#include <algorithm>
#include <set>

#include "story.hpp"

namespace midspan::example {

namespace {

using base::json::Array;
using base::json::Object;

std::size_t distinct(const std::vector<const Person*>& lines) {
  return std::set<const Person*>(lines.begin(), lines.end()).size();
}

Object counts(const Story& story) {
  std::set<const Person*> everybody;
  for (const auto* list : {&story.cecot, &story.families, &story.pool, &story.named})
    everybody.insert(list->begin(), list->end());
  const std::set<const Person*> sought(story.families.begin(), story.families.end());
  const auto sought_and_held = std::count_if(story.cecot.begin(), story.cecot.end(),
                                             [&](const Person* person) { return sought.contains(person); });
  std::set<std::string> nationalities;
  for (const Person* person : story.pool)
    if (person->nationality != "venezolana") nationalities.insert(person->nationality);
  // Who may go under the offer: asked, willing to go to Venezuela, under no order.
  const auto& willing = story.lines.at("consents.travel_to_venezuela");
  const auto& ordered = story.lines.at("orders.any");
  const auto free_to_go = std::count_if(willing.begin(), willing.end(), [&](std::size_t line) {
    return std::find(ordered.begin(), ordered.end(), line) == ordered.end();
  });
  std::int64_t acknowledged = 0, acknowledged_political = 0, acknowledged_foreigners = 0;
  for (const Person& person : story.cast.pool) {
    const auto answer = story.answers.find(person.id);
    if (answer == story.answers.end() || answer->second != "HELD") continue;
    ++acknowledged;
    acknowledged_political += person.category == "político" ? 1 : 0;
    acknowledged_foreigners += person.nationality != "venezolana" ? 1 : 0;
  }
  return Object{{"lines_cecot", story.cecot.size()},
                {"lines_families", story.families.size()},
                {"lines_pool", story.pool.size()},
                {"lines_named", story.named.size()},
                {"persons", everybody.size()},
                {"persons_pool", distinct(story.pool)},
                {"persons_families", distinct(story.families)},
                {"deportees", story.cast.deportees.size()},
                {"salvadorans", story.cast.salvadorans.size()},
                {"on_families_and_cecot", static_cast<std::int64_t>(sought_and_held)},
                {"foreign_nationalities_in_pool", nationalities.size()},
                {"deportees_free_to_go", static_cast<std::int64_t>(free_to_go)},
                {"acknowledged", acknowledged},
                {"acknowledged_political", acknowledged_political},
                {"acknowledged_foreigners", acknowledged_foreigners}};
}

}  // namespace

Table truth_clusters(const Story& story) {
  Table table;
  table.headings = {"list", "row", "id", "cluster"};
  const auto add = [&](const char* list, const std::vector<const Person*>& lines) {
    for (std::size_t line = 0; line < lines.size(); ++line)
      table.rows.push_back({text(list), number(line + 1), number(line + 1), text(lines[line]->id)});
  };
  add("CECOT", story.cecot);
  add("FAMILIES", story.families);
  add("POOL", story.pool);
  add("NAMED", story.named);
  return table;
}

base::json::Value truth_facts(const Story& story) {
  Object lines;
  for (const auto& [name, numbers] : story.lines) {
    std::vector<std::size_t> sorted = numbers;
    std::sort(sorted.begin(), sorted.end());
    Array array;
    for (const std::size_t number : sorted) array.emplace_back(number);
    lines[name] = std::move(array);
  }
  Array brothers;
  for (std::size_t at = 0; at < story.cecot.size(); ++at)
    for (std::size_t other = at + 1; other < story.cecot.size(); ++other)
      if (are_brothers(*story.cecot[at], *story.cecot[other])) brothers.push_back(Array{at + 1, other + 1});
  return Object{{"counts", counts(story)}, {"lines", std::move(lines)}, {"brothers_on_cecot", std::move(brothers)}};
}

}  // namespace midspan::example
