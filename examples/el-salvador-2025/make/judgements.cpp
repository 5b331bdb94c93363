// SPDX-License-Identifier: Apache-2.0
// What the registry officer decided, pair by pair: nearly every pair as it is, brothers told apart, and a few left
// open, as they are on any evening.
#include "story.hpp"

namespace midspan::example {

namespace {

struct Line {
  const char* list;
  std::size_t line;
};

std::vector<SheetCell> row(const Line& left, const Line& right, const char* verdict, const char* reason) {
  return {text(left.list), number(left.line), text(right.list), number(right.line), text(verdict), text(reason)};
}

}  // namespace

Table make_judgements(const Story& story) {
  Table table;
  table.headings = {"list_left", "line_left", "list_right", "line_right", "verdict", "reason"};
  std::map<const Person*, std::vector<Line>> lines;
  std::vector<const Person*> order;
  const auto add = [&](const char* list, const std::vector<const Person*>& people) {
    for (std::size_t at = 0; at < people.size(); ++at) {
      if (!lines.contains(people[at])) order.push_back(people[at]);
      lines[people[at]].push_back({list, at + 1});
    }
  };
  add("CECOT", story.cecot);
  add("FAMILIES", story.families);
  add("POOL", story.pool);
  add("NAMED", story.named);
  std::size_t pairs = 0;
  for (const Person* person : order) {
    const std::vector<Line>& mine = lines[person];
    for (std::size_t other = 1; other < mine.size(); ++other) {
      // Every fortieth that a family wrote is put off until the family has been asked.
      const bool later = ++pairs % 40 == 0 && std::string_view(mine[other].list) == "FAMILIES";
      table.rows.push_back(
          row(mine.front(), mine[other], later ? "unsure" : "same", later ? "the family is to be asked" : ""));
    }
  }
  for (std::size_t at = 0; at < story.cecot.size(); ++at)
    for (std::size_t other = at + 1; other < story.cecot.size(); ++other)
      if (story.cecot[at]->group == Group::Deportee && story.cecot[other]->group == Group::Deportee &&
          story.cecot[at]->mother == story.cecot[other]->mother &&
          story.cecot[at]->father == story.cecot[other]->father)
        table.rows.push_back(row({"CECOT", at + 1}, {"CECOT", other + 1}, "different", "brothers"));
  return table;
}

}  // namespace midspan::example
