// SPDX-License-Identifier: Apache-2.0
// Made-up annexes, in several scripts.
#pragma once

#include <string>

#include "people/annex.hpp"
#include "people/list.hpp"

namespace midspan::made_up {

inline people::Annex annex(std::size_t lines) {
  people::Annex annex;
  annex.operation_title = "Bridge of the Two Rivers";
  annex.operation_titles = {{"es", "Puente de los Dos Ríos"}, {"ar", "جسر النهرين"}};
  annex.operation_id = "op-7f3a";
  annex.agreement_title = "Agreement on the return of persons";
  annex.agreement_titles = {{"es", "Acuerdo sobre el retorno de personas"}, {"ar", "اتفاق بشأن عودة الأشخاص"}};
  annex.agreement_digest = std::string(64, 'b');
  annex.phase = "Phase 1";
  annex.phase_titles = {{"es", "Fase 1"}, {"ar", "المرحلة 1"}};
  annex.frozen_on = "2025-05-01";
  annex.released_by = "north";
  annex.to = "south";
  annex.party_names["north"] = {{"en", "Northern Republic"}, {"es", "República del Norte"}, {"ar", "جمهورية الشمال"}};
  annex.party_names["south"] = {{"en", "Southern Republic"}, {"es", "República del Sur"}, {"ar", "جمهورية الجنوب"}};
  annex.party_names["house"] = {{"en", "House in the Middle"}, {"es", "Casa del Medio"}, {"ar", "بيت الوسط"}};
  annex.signatories = {"north", "south", "house"};
  annex.languages = {"en", "es", "ar"};
  annex.unsealed = true;

  // clang-format off
  const people::AnnexLine kinds[] = {
      {0, {}, "Yorvin Alexánder Pérez Quintero", "", false, "Ramón Pérez", "María Quintero", "03/02/1990", "1990-02-03", {"VEN"}, "V-20411873", "north", "south", "1", {}},
      {0, {}, "محمد عبد الله الأهدل", "Muhammad Abdullah al-Ahdal", true, "عبد الله", "", "1985", "1985", {"YEM"}, "A-00172", "north", "south", "1", {}},
      {0, {}, "Олександр Петрович Коваленко", "Oleksandr Kovalenko", true, "Петро", "Ганна", "14.07.1979", "1979-07-14", {"UKR"}, "КЛ-4417", "north", "south", "1", {}},
      {0, {}, "יונתן בן דוד מזרחי", "Yonatan Mizrahi", true, "דוד", "", "1996-11-30", "1996-11-30", {"ISR"}, "", "north", "south", "2", {}},
      {0, {}, "ተስፋዬ ገብረ ማርያም", "Tesfaye Gebre Mariam", true, "ገብረ", "", "1978/1980", "1978/1980", {"ETH"}, "77-A", "north", "south", "2", {}},
      {0, {}, "王小明", "Wang Xiaoming", false, "", "", "", "", {"CHN", "CAN"}, "E12", "north", "south", "2", {{"birth", people::Absence::Declined}}},
      {0, {}, "José de la Santísima Trinidad Fernández-Villavicencio y Rodríguez de Montemayor", "", false, "Hermenegildo de los Ángeles Fernández-Villavicencio", "Purificación Rodríguez de Montemayor", "", "1961", {"VEN", "COL"}, "V-6.112.901", "north", "south", "2", {{"mother", people::Absence::Withheld}}},
  };
  // clang-format on
  for (std::size_t i = 0; i < lines; ++i) {
    people::AnnexLine line = kinds[i % std::size(kinds)];
    line.number = static_cast<std::int64_t>(i + 1);
    line.person = people::PersonId("person-" + std::to_string(i + 1));
    if (i >= std::size(kinds)) line.reference = "R-" + std::to_string(i + 1);
    annex.lines.push_back(std::move(line));
  }
  annex.digest = people::digest(annex);
  return annex;
}

// A list with an entry for each line of annex(7), twice.
inline people::ListVersion list() {
  people::ListVersion version;
  version.id = people::VersionId("version-1");
  version.list = people::ListId("FAMILIES");
  version.party = people::PartyId("north");
  version.sheets = {{"Hoja 1", 0}};
  version.header_row = 3;
  version.above = {{{"Lista de personas", people::CellType::Text}},
                   {},
                   {{"Nombre", people::CellType::Text}, {"Nacimiento", people::CellType::Text}}};
  version.columns = {{"Nombre", people::ColumnRole::FullName, 100}, {"Nacimiento", people::ColumnRole::BirthDate, 100}};
  for (const people::AnnexLine& line : annex(14).lines) {
    people::Entry entry;
    entry.id = people::EntryId("entry-" + std::to_string(line.number));
    entry.number = static_cast<std::size_t>(line.number);
    entry.row = 3 + entry.number;
    entry.set_cells({{line.name, people::CellType::Text}, {line.birth, people::CellType::Text}});
    people::EntryValues values;
    values.name.raw = line.name;
    values.father.raw = line.father;
    values.birth.raw = line.birth;
    values.nationalities = line.nationalities;
    entry.set_values(values);
    version.entries.push_back(std::move(entry));
  }
  return version;
}

}  // namespace midspan::made_up
