// SPDX-License-Identifier: Apache-2.0
// The holder's workbook and the families' list.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "dirt.hpp"
#include "story.hpp"

namespace midspan::example {

namespace {

using Lines = std::set<std::size_t>;

Lines some_lines(Draw& draw, std::size_t total, std::size_t count) {
  const auto chosen = draw.some(total, count);
  return {chosen.begin(), chosen.end()};
}

std::vector<std::size_t> from_one(const Lines& lines) {
  std::vector<std::size_t> numbers;
  for (const std::size_t line : lines) numbers.push_back(line + 1);
  return numbers;
}

std::string joined(const std::string& left, const std::string& right) {
  return right.empty() ? left : left + " " + right;
}

// Twelve days of a month can be read as months; only there can a typist swap them.
bool can_swap(const Person& person) { return person.birth.day <= 12 && person.birth.day != person.birth.month; }

}  // namespace

Table make_holder(Story& story) {
  for (const Person& person : story.cast.deportees) story.cecot.push_back(&person);
  for (const Person& person : story.cast.salvadorans) story.cecot.push_back(&person);
  std::stable_sort(story.cecot.begin(), story.cecot.end(), [](const Person* left, const Person* right) {
    return std::tuple(left->held_since, folded(left->surname), folded(left->second_surname), folded(left->given)) <
           std::tuple(right->held_since, folded(right->surname), folded(right->second_surname), folded(right->given));
  });
  Draw& draw = story.draw;
  const std::size_t total = story.cecot.size();
  const Lines no_document = some_lines(draw, total, 31);
  const Lines bare = some_lines(draw, total, 26);
  const Lines trailing = some_lines(draw, total, 9);
  const Lines doubled = some_lines(draw, total, 7);
  const Lines as_text = some_lines(draw, total, 9);
  const Lines placeholder = some_lines(draw, total, 7);
  Lines swapped;
  for (const std::size_t line : draw.some(total, total))
    if (swapped.size() < 3 && can_swap(*story.cecot[line]) && !as_text.contains(line) && !placeholder.contains(line))
      swapped.insert(line);

  Table table;
  table.sheet = "Internos";
  table.titles = {
      "REPÚBLICA DE EL SALVADOR · Registro de personas en custodia (ejemplo: todas las personas son inventadas)",
      "Corte al 20 de abril de 2025 · 288 personas"};
  table.headings = {"N.º",
                    "Apellidos",
                    "Nombres",
                    "Nombre del padre",
                    "Nombre de la madre",
                    "Fecha de nacimiento",
                    "Nacionalidad",
                    "N.º de documento",
                    "Fecha de ingreso",
                    "Centro",
                    "Por cuenta de",
                    "Estado de salud"};
  for (std::size_t line = 0; line < total; ++line) {
    const Person& person = *story.cecot[line];
    std::string family = upper(joined(person.surname, person.second_surname));
    std::string given = upper(joined(person.given, person.second_given));
    if (bare.contains(line)) family = without_accents(family), given = without_accents(given);
    if (doubled.contains(line)) given = with_double_space(given);
    if (trailing.contains(line)) family += line % 2 == 0 ? " " : "  ";
    base::CivilDate birth = person.birth;
    if (placeholder.contains(line)) birth.day = birth.month = 1;
    if (swapped.contains(line)) std::swap(birth.day, birth.month);
    const SheetCell birth_cell = as_text.contains(line) ? SheetCell(day_month_year(birth)) : SheetCell(TrueDate{birth});
    const bool venezuelan = person.group == Group::Deportee;
    table.rows.push_back({number(line + 1), text(family), text(given), text(upper(person.father)),
                          text(upper(person.mother)), birth_cell, text(upper(person.nationality)),
                          text(no_document.contains(line) ? "" : document_as_typed(draw, person.document)),
                          TrueDate{base::civil(person.held_since)}, text(person.facility),
                          text(venezuelan ? "Estados Unidos" : ""), text(person.health)});
  }
  story.lines["holder.without_document"] = from_one(no_document);
  story.lines["holder.birth_as_text"] = from_one(as_text);
  story.lines["holder.birth_on_1_january_by_default"] = from_one(placeholder);
  story.lines["holder.birth_day_and_month_swapped"] = from_one(swapped);
  story.lines["holder.accents_lost"] = from_one(bare);
  story.lines["holder.trailing_spaces"] = from_one(trailing);
  story.lines["holder.double_spaces"] = from_one(doubled);
  return table;
}

namespace {

// How a relative writes a name: what is known at home, in the order in which it is spoken.
std::string as_a_relative_writes(Draw& draw, const Person& person, std::size_t habit) {
  std::string given = person.given, second = person.second_given, family = person.surname, last = person.second_surname;
  const auto misspell = [&] {
    std::string* const parts[] = {&given, &family, last.empty() ? &family : &last};
    std::string& part = *draw.of(parts);
    part = misspelt(draw, part);
  };
  switch (habit % 10) {
    case 0:
    case 1: misspell(); break;  // 20 per cent misspelt
    case 2:
    case 3: last.clear(); break;    // 20 per cent with one surname
    case 4: second.clear(); break;  // 10 per cent with one given name
    case 5:
      if (!last.empty()) std::swap(family, last);
      break;                                                             // 10 per cent with the surnames swapped
    case 6: return joined(joined(family, last), joined(given, second));  // 10 per cent surname first
    case 7:
      second.clear();
      last.clear();
      misspell();
      break;         // 10 per cent short and misspelt
    default: break;  // 20 per cent as it is
  }
  const std::string name = joined(joined(given, second), joined(family, last));
  return habit % 3 == 0 ? without_accents(name) : name;
}

SheetCell as_a_relative_dates(Draw& draw, const Person& person) {
  base::CivilDate birth = person.birth;
  const std::size_t habit = draw.below(20);
  if (habit < 11) return day_month_year(birth);
  if (habit < 14) return std::to_string(birth.year);
  if (habit < 15 && can_swap(person)) std::swap(birth.day, birth.month);
  else if (habit < 16) birth.year += draw.below(2) == 0 ? 1 : -1;
  else return SheetCell();
  return birth.month == 2 && birth.day == 29 ? SheetCell() : SheetCell(day_month_year(birth));
}

}  // namespace

Table make_families(Story& story) {
  Draw& draw = story.draw;
  std::vector<const Person*> sought;
  for (const std::size_t at : draw.some(story.cast.deportees.size(), 228)) sought.push_back(&story.cast.deportees[at]);
  for (const Person& person : story.cast.only_families) sought.push_back(&person);
  for (const std::size_t at : draw.some(228, 6)) sought.push_back(sought[at]);
  draw.shuffle(sought);

  Table table;
  table.headings = {"N.º",
                    "Nombre y apellidos",
                    "Fecha de nacimiento",
                    "Edad",
                    "Estado de origen",
                    "Nombre de la madre",
                    "Última comunicación",
                    "Observaciones"};
  static constexpr std::string_view kRemarks[] = {"",
                                                  "",
                                                  "",
                                                  "Avisó que lo devolvían a Venezuela",
                                                  "Tenía cita de asilo",
                                                  "Un primo vio la fotografía",
                                                  "Nadie ha confirmado dónde está",
                                                  "Trabajaba en una barbería",
                                                  "Pide prueba de vida",
                                                  "Tiene dos hijos"};
  std::set<const Person*> seen;
  for (std::size_t line = 0; line < sought.size(); ++line) {
    const Person& person = *sought[line];
    if (!seen.insert(&person).second) story.lines["families.second_line_of_a_person"].push_back(line + 1);
    if (person.group == Group::OnlyFamilies) story.lines["families.not_on_the_holders_list"].push_back(line + 1);
    const SheetCell birth = as_a_relative_dates(draw, person);
    const bool dated = std::holds_alternative<std::string>(birth) && std::get<std::string>(birth).size() > 4;
    const int age =
        2025 - person.birth.year - (std::pair(person.birth.month, person.birth.day) > std::pair(4, 20) ? 1 : 0);
    table.rows.push_back(
        {number(line + 1), text(as_a_relative_writes(draw, person, draw.below(30))), birth,
         dated ? SheetCell() : SheetCell(std::int64_t{age}), text(person.state),
         text(draw.below(10) < 6 ? (draw.below(5) == 0 ? misspelt(draw, person.mother) : person.mother) : ""),
         text(draw.below(3) == 0 ? "" : fmt::format("{}/03/2025", draw.between(11, 15))),
         text(std::string(draw.of(kRemarks)))});
  }
  story.families = std::move(sought);
  return table;
}

}  // namespace midspan::example
