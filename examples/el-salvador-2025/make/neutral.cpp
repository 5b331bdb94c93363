// SPDX-License-Identifier: Apache-2.0
// What reaches the neutral beside the lists: the orders of two courts, and what the men said when they were asked.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dirt.hpp"
#include "story.hpp"

namespace midspan::example {

namespace {

std::vector<std::size_t> lines_of_venezuelans(const Story& story) {
  std::vector<std::size_t> lines;
  for (std::size_t line = 0; line < story.cecot.size(); ++line)
    if (story.cecot[line]->group == Group::Deportee) lines.push_back(line);
  return lines;
}

}  // namespace

Table make_orders(Story& story) {
  std::vector<std::size_t> lines = lines_of_venezuelans(story);
  // A lawyer files the true date of birth. Where the holder's is wrong, name and birth would not find the man; that is
  // a case for a person, and left out of this story.
  for (const char* wrong : {"holder.birth_on_1_january_by_default", "holder.birth_day_and_month_swapped"})
    for (const std::size_t line : story.lines[wrong]) std::erase(lines, line - 1);
  story.draw.shuffle(lines);
  Table table;
  table.headings = {"Case number", "Hold", "Line", "Name", "Date of birth", "Remark"};
  // Eighteen under the first order, by line of the holder's list; eleven under the second, by name and date of birth as
  // their lawyers filed them. Two men are under both.
  for (std::size_t at = 0; at < 27; ++at) {
    const std::size_t line = lines[at];
    const Person& person = *story.cecot[line];
    if (at < 18) {
      table.rows.push_back({text("25-cv-0714"), text("court-order"), number(line + 1), text(""), text(""),
                            text("District court, class order of 2025-04-19: no transfer before a hearing")});
      story.lines["orders.25-cv-0714"].push_back(line + 1);
    }
    if (at >= 16) {
      table.rows.push_back({text("HC 118-2025"), text("court-order"), text(""), text(full_name(person)),
                            TrueDate{person.birth},
                            text("Sala de lo Constitucional, 2025-04-24: no transfer while the petition is open")});
      story.lines["orders.HC 118-2025"].push_back(line + 1);
    }
    story.lines["orders.any"].push_back(line + 1);
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& left, const auto& right) {
    return std::get<std::string>(left[0]) < std::get<std::string>(right[0]);
  });
  return table;
}

Table make_consents(Story& story) {
  std::vector<std::size_t> lines = lines_of_venezuelans(story);
  story.draw.shuffle(lines);
  struct Wish {
    std::size_t count;
    std::string_view name, consent, destination;
  };
  static constexpr Wish kWishes[] = {
      {203, "consents.travel_to_venezuela", "yes", "Venezuela"},
      {19, "consents.travel_but_not_to_venezuela", "yes", "elsewhere"},
      {8, "consents.refuse", "no", ""},
      {7, "consents.undecided", "undecided", ""},
      {15, "consents.not_asked_yet", "", ""},
  };
  static constexpr std::string_view kElsewhere[] = {"Colombia", "United States", "Spain", "Chile"};
  Table table;
  table.headings = {"Line", "Name", "Consent", "Destination", "Asked on"};
  std::size_t at = 0;
  std::map<std::size_t, std::vector<SheetCell>> by_line;
  for (const Wish& wish : kWishes)
    for (std::size_t count = 0; count < wish.count; ++count) {
      const std::size_t line = lines[at++];
      story.lines[std::string(wish.name)].push_back(line + 1);
      if (wish.consent.empty()) continue;  // nobody has asked him yet
      const base::Day asked = base::day_of({2025, 5, 6}) + story.draw.between(0, 16);
      by_line[line] = {
          number(line + 1), text(full_name(*story.cecot[line])), text(std::string(wish.consent)),
          text(std::string(wish.destination == "elsewhere" ? story.draw.of(kElsewhere) : wish.destination)),
          TrueDate{base::civil(asked)}};
    }
  for (auto& [line, cells] : by_line) table.rows.push_back(std::move(cells));
  return table;
}

}  // namespace midspan::example
