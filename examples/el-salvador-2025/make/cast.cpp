// SPDX-License-Identifier: Apache-2.0
#include "cast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/bytes.hpp"
#include "dirt.hpp"
#include "name_tables.hpp"

namespace midspan::example {

namespace {

constexpr std::size_t kPoolPersons = 1022;
constexpr std::size_t kPoolForeigners = 87;

class Maker {
 public:
  explicit Maker(Draw& draw) : draw_(draw) {
    for (const std::string_view digest : digests_of_reserved_names()) reserved_.emplace(digest);
  }

  // A new person: no two bear the same full name, none bears a public person's.
  Person make(Group group, bool woman, Words given, Words family) {
    Person person;
    do {
      person = draw_person(group, woman, given, family);
    } while (is_reserved(person) || !taken_.insert(folded(full_name(person))).second);
    person.id = fmt::format("P{:04}", ++made_);
    return person;
  }

  // A brother: the same parents and state, another name and birthday.
  Person brother_of(const Person& elder) {
    Person person;
    do {
      person = draw_person(elder.group, false, given_names_of_men(), surnames());
      person.surname = elder.surname;
      person.second_surname = elder.second_surname;
    } while (person.given == elder.given || person.birth.year == elder.birth.year || is_reserved(person) ||
             !taken_.insert(folded(full_name(person))).second);
    person.father = elder.father;
    person.mother = elder.mother;
    person.state = elder.state;
    person.id = fmt::format("P{:04}", ++made_);
    return person;
  }

 private:
  bool is_reserved(const Person& person) const {
    for (const std::string& given : {person.given, person.second_given})
      for (const std::string& surname : {person.surname, person.second_surname}) {
        const std::string name = folded(given + " " + surname);
        if (reserved_.contains(base::to_hex(base::sha256(name)).substr(0, 16))) return true;
      }
    return false;
  }

  Person draw_person(Group group, bool woman, Words given, Words family) {
    Person person;
    person.group = group;
    person.woman = woman;
    person.given = draw_.front_heavy(given);
    person.surname = draw_.front_heavy(family);
    const bool hispanic = family.data() == surnames().data();
    if (hispanic) {
      if (draw_.below(100) < 88) do
          person.second_given = draw_.front_heavy(given);
        while (person.second_given == person.given);
      person.second_surname = draw_.front_heavy(family);
      person.father = std::string(draw_.front_heavy(given_names_of_men())) + " " + person.surname;
      person.mother = std::string(draw_.front_heavy(given_names_of_women())) + " " + person.second_surname;
    }
    // One draw a statement: the order in which a compiler evaluates operands is not fixed.
    int year = 2025 - draw_.between(19, 34);
    if (draw_.below(4) == 0) year -= draw_.between(0, 22);
    const int month = draw_.between(1, 12);
    person.birth = {year, month, draw_.between(2, base::days_in_month(year, month))};
    person.state = draw_.front_heavy(venezuelan_states());
    return person;
  }

  Draw& draw_;
  std::set<std::string> reserved_;
  std::set<std::string> taken_;
  int made_ = 0;
};

std::string venezuelan_document(Draw& draw, int birth_year) {
  // Numbers follow the year in which they are given out, at about the age of ten.
  const int number = 14'000'000 + std::max(0, birth_year - 1978) * 640'000 + draw.between(0, 639'999);
  return fmt::format("V-{}", number);
}

base::Day intake(std::size_t at, std::size_t first_flights, std::size_t end_of_march) {
  if (at < first_flights) return base::day_of({2025, 3, 15});
  return at < end_of_march ? base::day_of({2025, 3, 30}) : base::day_of({2025, 4, 12});
}

std::string health_of(Draw& draw, std::size_t ill_per_hundred) {
  if (draw.below(100) >= ill_per_hundred) return "";
  const std::size_t kind = draw.below(10);
  return kind < 7 ? "enfermo" : kind < 9 ? "herido" : "enfermo grave";
}

void make_held_by_el_salvador(Maker& maker, Draw& draw, Cast& cast) {
  for (std::size_t at = 0; at < 252; ++at) {
    const bool is_brother = at % 50 == 49;  // five pairs of brothers
    Person person = is_brother ? maker.brother_of(cast.deportees.back())
                               : maker.make(Group::Deportee, false, given_names_of_men(), surnames());
    person.document = venezuelan_document(draw, person.birth.year);
    person.held_since = intake(at, 238, 247);
    person.health = health_of(draw, 9);
    person.facility = "CECOT";
    cast.deportees.push_back(std::move(person));
  }
  for (std::size_t at = 0; at < 36; ++at) {
    Person person = maker.make(Group::Salvadoran, false, salvadoran_given_names(), surnames());
    person.country = "El Salvador";
    person.nationality = "salvadoreña";
    const int number = draw.between(10'000'000, 69'999'999);
    person.document = fmt::format("{:08}-{}", number / 10, number % 10);
    person.held_since = intake(at, 23, 31);
    person.health = health_of(draw, 6);
    person.facility = "CECOT";
    cast.salvadorans.push_back(std::move(person));
  }
}

base::Day detained(Draw& draw) {
  const std::size_t wave = draw.below(100);
  if (wave < 62) return base::day_of({2024, 7, 29}) + draw.between(0, 45);  // after the election
  if (wave < 80) return base::day_of({2024, 10, 1}) + draw.between(0, 180);
  return base::day_of({2014, 2, 12}) + draw.between(0, 3700);
}

Person make_pool_person(Maker& maker, Draw& draw, bool woman, Words given, Words family) {
  static constexpr std::string_view kFacilities[] = {"El Rodeo I",   "El Rodeo II", "Tocorón",      "Yare III",
                                                     "El Helicoide", "Ramo Verde",  "La Crisálida", "Boleíta"};
  Person person = maker.make(Group::Pool, woman, given, family);
  do person.held_since = detained(draw);
  while (person.held_since < base::day_of(person.birth) + 17 * 366);
  person.facility = woman ? "La Crisálida" : draw.of(kFacilities);
  person.health = health_of(draw, 9);
  if (woman && !person.health.empty())
    person.health = person.health == "herido" ? "herida" : person.health == "enfermo" ? "enferma" : "enferma grave";
  person.category = "político";
  person.situation = "en prisión";
  person.document = venezuelan_document(draw, person.birth.year);
  return person;
}

void make_pool(Maker& maker, Draw& draw, Cast& cast) {
  for (const Nationality& nationality : foreign_nationalities())
    for (int at = 0; at < nationality.people; ++at) {
      const bool hispanic = nationality.given.empty();
      const bool woman = hispanic && draw.below(100) < 15;
      const Words given = !hispanic ? nationality.given : woman ? given_names_of_women() : given_names_of_men();
      Person person = make_pool_person(maker, draw, woman, given, hispanic ? surnames() : nationality.family);
      person.country = nationality.country;
      person.nationality = nationality.adjective;
      const char series = static_cast<char>('A' + draw.below(26));
      person.document = fmt::format("{}{}", series, draw.between(1'000'000, 99'999'999));
      cast.pool.push_back(std::move(person));
    }
  while (cast.pool.size() < kPoolPersons) {
    const bool woman = draw.below(100) < 12;
    cast.pool.push_back(
        make_pool_person(maker, draw, woman, woman ? given_names_of_women() : given_names_of_men(), surnames()));
  }
  // Venezuelans only from here on, so that the eighty-seven stay what the story says of them.
  const auto venezuelans = draw.some(kPoolPersons - kPoolForeigners, 31 + 18 + 44 + 33 + 4);
  std::size_t at = 0;
  const auto take = [&]() -> Person& { return cast.pool[kPoolForeigners + venezuelans[at++]]; };
  for (int count = 0; count < 31; ++count) take().situation = "excarcelado";
  for (int count = 0; count < 18; ++count) take().situation = "casa por cárcel";
  for (int count = 0; count < 44; ++count) {
    Person& person = take();
    person.situation = "paradero desconocido";
    person.facility.clear();
  }
  for (int count = 0; count < 33; ++count) take().category = "en revisión";
  for (int count = 0; count < 4; ++count) {
    Person& person = take();
    person.birth.year = draw.between(2008, 2009);  // sixteen or seventeen years old; nobody was born on 29 February
    if (person.birth.month == 2) person.birth.day = std::min(person.birth.day, 28);
    person.held_since = base::day_of({2024, 7, 29}) + draw.between(0, 45);
  }
}

}  // namespace

std::string full_name(const Person& person) {
  std::string name;
  for (const std::string* part : {&person.given, &person.second_given, &person.surname, &person.second_surname})
    if (!part->empty()) name += (name.empty() ? "" : " ") + *part;
  return name;
}

bool are_brothers(const Person& left, const Person& right) {
  return left.group == Group::Deportee && right.group == Group::Deportee && left.id != right.id &&
         left.mother == right.mother && left.father == right.father;
}

Cast make_cast(Draw& draw) {
  Cast cast;
  Maker maker(draw);
  make_held_by_el_salvador(maker, draw, cast);
  for (int count = 0; count < 4; ++count) {
    cast.only_families.push_back(maker.make(Group::OnlyFamilies, false, given_names_of_men(), surnames()));
    cast.only_families.back().document = venezuelan_document(draw, cast.only_families.back().birth.year);
  }
  make_pool(maker, draw, cast);
  for (int count = 0; count < 5; ++count) {
    const bool woman = count == 1 || count == 4;
    Person person =
        maker.make(Group::NamedElsewhere, woman, woman ? given_names_of_women() : given_names_of_men(), surnames());
    person.birth.year = draw.between(1958, 1981);
    person.birth.day = std::min(person.birth.day, 28);
    person.situation = count < 4 ? "huésped de una embajada en Caracas" : "en su domicilio";
    cast.named_elsewhere.push_back(std::move(person));
  }
  return cast;
}

}  // namespace midspan::example
