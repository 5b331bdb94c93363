// SPDX-License-Identifier: Apache-2.0
// Who is who: the made-up people, their true facts, and what happens to them. The files of the example are written from
// this, with the dirt that real lists have; truth.csv and truth.json say what was true.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "draw.hpp"

namespace midspan::example {

inline constexpr base::CivilDate kOffer{2025, 4, 20};

enum class Group {
  Deportee,       // Venezuelan, held by El Salvador
  Salvadoran,     // held by El Salvador too, outside the offer
  OnlyFamilies,   // sought by a family, on nobody's list of people held
  Pool,           // on the rights organisation's list of people held by Venezuela
  NamedElsewhere  // named in the offer, held by nobody
};

struct Person {
  std::string id;  // "P0001": the cluster of truth.csv
  Group group = Group::Pool;
  std::string given, second_given;      // the second may be missing
  std::string surname, second_surname;  // the second may be missing (many foreigners have one)
  std::string father, mother;
  bool woman = false;
  base::CivilDate birth;
  std::string country = "Venezuela";
  std::string nationality = "venezolana";
  std::string document;  // true number, whether or not a list has it
  std::string state;
  std::string health;  // "", "enfermo", "enfermo grave", "herido"
  base::Day held_since = 0;
  std::string facility;
  // The pool only
  std::string category;   // "político", "en revisión"
  std::string situation;  // "en prisión", "casa por cárcel", "excarcelado", "paradero desconocido"
};

std::string full_name(const Person& person);                 // "José Luis Pérez Rojas"
bool are_brothers(const Person& left, const Person& right);  // two deportees of the same parents

struct Cast {
  std::vector<Person> deportees;        // 252
  std::vector<Person> salvadorans;      // 36
  std::vector<Person> only_families;    // 4
  std::vector<Person> pool;             // 1,022 persons behind 1,036 lines; foreigners first
  std::vector<Person> named_elsewhere;  // 5: four guests of an embassy, one at home
};

Cast make_cast(Draw& draw);

}  // namespace midspan::example
