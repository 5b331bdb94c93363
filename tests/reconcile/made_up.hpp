// SPDX-License-Identifier: Apache-2.0
// Made-up persons in tables, for the tests of reconcile/.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/reconcile.hpp"

namespace midspan::reconcile::made_up {

using Rows = std::vector<std::vector<std::string>>;

inline std::unique_ptr<Source> table(std::string name, const std::vector<std::string>& headings, Rows rows) {
  std::vector<Column> columns;
  for (const std::string& heading : headings) {
    columns.emplace_back();
    columns.back().heading = heading;
  }
  return table_source(std::move(name), std::move(columns), std::move(rows));
}

inline const std::vector<std::string> kHeadings = {"line", "given name", "surname", "date of birth", "town"};
inline const std::vector<std::string> kGiven = {"Amparo", "Bruno",   "Celia",   "Dario",   "Elvira", "Fermin",
                                                "Gala",   "Hilario", "Iria",    "Jacinto", "Karim",  "Lorenza",
                                                "Mateo",  "Nadia",   "Octavio", "Petra"};
inline const std::vector<std::string> kFamily = {"Arregui",  "Bastida", "Carmona", "Dorado",  "Echeverri",
                                                 "Figueroa", "Galindo", "Hurtado", "Illanes", "Jurado",
                                                 "Ledesma",  "Montiel", "Naranjo", "Orellana"};
inline const std::vector<std::string> kTowns = {"Aldea", "Barranco", "Colina", "Dehesa", "Ermita"};

// `count` made-up persons; the copy of a list has a misspelling in every third surname.
inline Rows persons(std::size_t count, bool misspelt) {
  Rows rows;
  std::uint64_t state = 42;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  static constexpr const char* kEndings[] = {"", "ez", "ino", "ales", "orra", "uy", "et", "ona"};
  for (std::size_t at = 0; at < count; ++at) {
    std::string family = kFamily[draw(kFamily.size())] + kEndings[draw(8)];
    if (misspelt && at % 3 == 0) family.erase(2, 1);
    const std::string given = kGiven[draw(kGiven.size())];
    const std::size_t day = draw(28), month = draw(12), year = draw(50);
    rows.push_back({std::to_string(at), given, family,
                    std::to_string(day + 1) + "/" + std::to_string(month + 1) + "/" + std::to_string(1950 + year),
                    kTowns[draw(kTowns.size())]});
  }
  return rows;
}

inline Outcome run(const std::vector<const Source*>& lists, Options options = {}) {
  auto outcome = reconcile(lists, options);
  EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().message.code);
  return outcome ? std::move(*outcome) : Outcome{};
}

}  // namespace midspan::reconcile::made_up
