// SPDX-License-Identifier: Apache-2.0
// The rights organisation's pool, the people named in the offer, and Venezuela's answers.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dirt.hpp"
#include "story.hpp"

namespace midspan::example {

namespace {

constexpr std::size_t kForeigners = 87;

std::string surname_first(const Person& person) {
  std::string name = person.surname;
  if (!person.second_surname.empty()) name += " " + person.second_surname;
  name += ", " + person.given;
  if (!person.second_given.empty()) name += " " + person.second_given;
  return name;
}

// The same person sent in by another chapter of the organisation: a name shorter or misspelt, no number.
std::string by_another_chapter(Draw& draw, const Person& person) {
  Person copy = person;
  switch (draw.below(3)) {
    case 0: copy.second_surname.clear(); break;
    case 1:
      copy.second_given.clear();
      copy.surname = misspelt(draw, copy.surname);
      break;
    default: copy.given = misspelt(draw, copy.given);
  }
  return without_accents(surname_first(copy));
}

std::string nationality_as_written(Draw& draw, const Person& person) {
  if (person.nationality == "estadounidense" && draw.below(3) == 0) return "EE. UU.";
  return draw.below(40) == 0 ? person.country : person.nationality;
}

}  // namespace

Table make_pool(Story& story) {
  Draw& draw = story.draw;
  struct Line {
    const Person* person;
    bool again;
  };
  std::vector<Line> lines;
  for (const Person& person : story.cast.pool) lines.push_back({&person, false});
  // Fourteen people were sent in twice; all Venezuelans in prison, so that the counts of the story stay readable.
  std::vector<const Person*> plain;
  for (std::size_t at = kForeigners; at < story.cast.pool.size(); ++at)
    if (story.cast.pool[at].situation == "en prisión" && story.cast.pool[at].birth.year < 2007)
      plain.push_back(&story.cast.pool[at]);
  for (const std::size_t at : draw.some(plain.size(), 14)) lines.push_back({plain[at], true});
  std::stable_sort(lines.begin(), lines.end(), [](const Line& left, const Line& right) {
    return left.person->held_since < right.person->held_since;
  });

  Table table;
  table.sheet = "Personas detenidas";
  table.titles = {
      "Personas privadas de libertad por motivos políticos · lista para verificación (personas inventadas)"};
  table.headings = {
      "N.º",         "Apellidos y nombres", "Sexo",           "Documento", "Fecha de nacimiento", "Nacionalidad",
      "En poder de", "Centro de reclusión", "Detenido desde", "Categoría", "Situación",           "Estado de salud"};
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const auto& [person, again] = lines[line];
    story.pool.push_back(person);
    if (again) story.lines["pool.second_line_of_a_person"].push_back(line + 1);
    if (person->nationality != "venezolana") story.lines["pool.foreigners"].push_back(line + 1);
    if (person->situation == "excarcelado") story.lines["pool.already_free"].push_back(line + 1);
    if (person->situation == "casa por cárcel") story.lines["pool.held_at_home"].push_back(line + 1);
    if (person->situation == "paradero desconocido") story.lines["pool.whereabouts_unknown"].push_back(line + 1);
    if (!person->health.empty()) story.lines["pool.ill_or_wounded"].push_back(line + 1);
    const bool no_birth = draw.below(9) == 0;
    const SheetCell birth = no_birth              ? SheetCell()
                            : draw.below(30) == 0 ? SheetCell(day_month_year(person->birth))
                                                  : SheetCell(TrueDate{person->birth});
    const bool free = person->situation == "excarcelado";
    table.rows.push_back({number(line + 1), text(again ? by_another_chapter(draw, *person) : surname_first(*person)),
                          text(person->woman ? "F" : "M"),
                          text(again || draw.below(5) == 0 ? "" : document_as_typed(draw, person->document)), birth,
                          text(nationality_as_written(draw, *person)), text(free ? "" : "Venezuela"),
                          text(person->facility), TrueDate{base::civil(person->held_since)}, text(person->category),
                          text(person->situation), text(person->health)});
  }
  return table;
}

Table make_named(Story& story) {
  Draw& draw = story.draw;
  // Five of the ten are in the pool, in prison and known to be political.
  std::vector<const Person*> held;
  for (const std::size_t at : draw.some(story.cast.pool.size(), story.cast.pool.size())) {
    const Person& person = story.cast.pool[at];
    if (held.size() < 5 && person.situation == "en prisión" && person.category == "político" &&
        person.birth.year < 2000 && person.nationality == "venezolana" &&
        std::count(story.pool.begin(), story.pool.end(), &person) == 1)
      held.push_back(&person);
  }
  for (const Person* person : held) story.named.push_back(person);
  for (const Person& person : story.cast.named_elsewhere) story.named.push_back(&person);
  Table table;
  table.headings = {"N.º", "Nombre", "Nacionalidad", "Observaciones"};
  static constexpr std::string_view kWords[] = {"activista", "periodista", "docente", "familiar de un candidato",
                                                "dirigente sindical"};
  for (std::size_t line = 0; line < story.named.size(); ++line) {
    const Person& person = *story.named[line];
    const bool elsewhere = person.group == Group::NamedElsewhere;
    if (elsewhere) story.lines["named.held_by_nobody"].push_back(line + 1);
    const std::string name = person.given + " " + person.surname + (line % 2 == 0 ? " " + person.second_surname : "");
    table.rows.push_back({number(line + 1), text(name), text("venezolana"),
                          text(elsewhere ? person.situation : std::string(kWords[line % std::size(kWords)]))});
  }
  return table;
}

namespace {

struct Answer {
  std::string_view word;  // as Venezuela writes it, more than one way
  std::string_view other_word;
  std::string_view code;
  int count;
};
// What Venezuela answers of the lines it answers at all: 412 of 1,036.
constexpr Answer kAnswers[] = {
    {"detenido", "Detenido", "HELD", 271},
    {"liberado", "LIBERADO", "RELEASED", 58},
    {"no consta", "No consta", "NEVER-HELD", 41},
    {"delito común", "delito comun", "NOT-CONFLICT-RELATED", 12},
    {"en averiguación", "en averiguación", "UNDER-SEARCH", 13},
    {"otra autoridad", "otra autoridad", "HELD-BY-OTHER", 3},
    {"trasladado", "trasladado", "TRANSFERRED", 2},
    {"duplicado", "duplicado", "DUPLICATE-OF", 6},
    {"datos insuficientes", "datos insuficientes", "INSUFFICIENT-DATA", 3},
    {"fallecido", "fallecido", "DIED-IN-CUSTODY", 3},
};

class Answers {
 public:
  explicit Answers(Story& story) : story_(story) {
    for (const std::size_t line : story.lines["pool.second_line_of_a_person"]) again_.insert(line - 1);
    for (std::size_t line = 0; line < story.pool.size(); ++line)
      if (!again_.contains(line)) first_line_[story.pool[line]] = line;
  }

  // The first that fits, in an order drawn once, so that the counts come out exactly.
  template <typename Fits>
  void answer(std::size_t kind, int count, const Fits& fits) {
    for (const std::size_t line : order()) {
      if (count == 0) return;
      if (answered_.contains(line) || again_.contains(line) != (kAnswers[kind].code == "DUPLICATE-OF")) continue;
      if (!fits(*story_.pool[line])) continue;
      answered_[line] = kind;
      --count;
    }
  }

  const std::map<std::size_t, std::size_t>& answered() const { return answered_; }
  std::size_t first_line_of(const Person* person) const { return first_line_.at(person); }

 private:
  const std::vector<std::size_t>& order() {
    if (order_.empty()) order_ = story_.draw.some(story_.pool.size(), story_.pool.size());
    return order_;
  }

  Story& story_;
  std::set<std::size_t> again_;
  std::map<const Person*, std::size_t> first_line_;
  std::vector<std::size_t> order_;
  std::map<std::size_t, std::size_t> answered_;  // line -> row of kAnswers
};

}  // namespace

Table make_answers(Story& story) {
  Draw& draw = story.draw;
  Answers answers(story);
  const auto is_named = [&](const Person& person) {
    return std::find(story.named.begin(), story.named.end(), &person) != story.named.end();
  };
  const auto in_prison = [](const Person& person) { return person.situation == "en prisión"; };
  const auto foreign = [](const Person& person) { return person.nationality != "venezolana"; };
  // Held: the five who are named, fourteen of those at home, fifty-six foreigners, the rest from the prisons.
  answers.answer(0, 5, is_named);
  answers.answer(0, 14, [](const Person& person) { return person.situation == "casa por cárcel"; });
  answers.answer(0, 56, foreign);
  answers.answer(0, kAnswers[0].count - 5 - 14 - 56,
                 [&](const Person& person) { return in_prison(person) && !foreign(person) && !is_named(person); });
  // Released: most of those whom the organisation has as free, and thirty-four whom it has in prison.
  answers.answer(1, 24, [](const Person& person) { return person.situation == "excarcelado"; });
  answers.answer(1, kAnswers[1].count - 24,
                 [&](const Person& person) { return in_prison(person) && !foreign(person); });
  // Not known to Venezuela: seventeen of those whose whereabouts nobody knows, nine foreigners.
  answers.answer(2, 17, [](const Person& person) { return person.situation == "paradero desconocido"; });
  answers.answer(2, 9, foreign);
  answers.answer(2, kAnswers[2].count - 17 - 9, in_prison);
  for (std::size_t kind = 3; kind < std::size(kAnswers); ++kind)
    answers.answer(kind, kAnswers[kind].count,
                   [&](const Person& person) { return in_prison(person) && !foreign(person); });

  Table table;
  table.headings = {"N.º", "Apellidos y nombres", "Respuesta", "Fecha", "Observaciones"};
  for (const auto& [line, kind] : answers.answered()) {
    const Person& person = *story.pool[line];
    const Answer& answer = kAnswers[kind];
    std::string date, detail;
    if (answer.code == "RELEASED") date = day_month_year(base::civil(base::day_of({2025, 1, 6}) + draw.between(0, 90)));
    if (answer.code == "DIED-IN-CUSTODY")
      date = day_month_year(base::civil(base::day_of({2024, 11, 4}) + draw.between(0, 150)));
    if (answer.code == "DUPLICATE-OF") detail = std::to_string(answers.first_line_of(&person) + 1);
    if (answer.code == "TRANSFERRED") detail = "Colombia";
    if (answer.code == "HELD-BY-OTHER") detail = "Tribunal militar";
    if (answer.code == "HELD" && person.situation == "casa por cárcel") detail = "arresto domiciliario";
    table.rows.push_back({number(line + 1), text(surname_first(person)),
                          text(std::string(draw.below(9) == 0 ? answer.other_word : answer.word)), text(date),
                          text(detail)});
    story.lines["answers." + std::string(answer.code)].push_back(line + 1);
    if (answer.code != "DUPLICATE-OF") story.answers[person.id] = answer.code;
  }
  return table;
}

}  // namespace midspan::example
