// SPDX-License-Identifier: Apache-2.0
// The parts of the linker by themselves: logarithms, headings, competition, clusters, the model file.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>

#include "reconcile/assign/assign.hpp"
#include "reconcile/encode/impossible_dates.hpp"
#include "reconcile/estimate/logarithm.hpp"
#include "reconcile/estimate/model.hpp"
#include "reconcile/fields.hpp"
#include "reconcile/headings.hpp"
#include "reconcile/recall.hpp"

namespace midspan::reconcile {
namespace {

TEST(Logarithm, AgreesWithTheLibraryToTheLastDigitThatCounts) {
  for (double value = 1e-12; value < 1e12; value *= 1.37) {
    EXPECT_NEAR(fixed_log2(value) / 65536.0, std::log2(value), 3e-5) << value;
    if (std::abs(std::log2(value)) < 40) {
      EXPECT_NEAR(fixed_exp2(fixed_log2(value)) / value, 1, 3e-5);
    }
  }
  EXPECT_EQ(fixed_log2(0), -kMostWeight);
  EXPECT_EQ(fixed_log2(-1), -kMostWeight);
}

TEST(Logarithm, ProbabilitiesAddUp) {
  for (std::int32_t weight = -30 * kBit; weight <= 30 * kBit; weight += 7919)
    EXPECT_NEAR(probability_ppm(weight) + probability_ppm(-weight), 1'000'000, 1);
  EXPECT_EQ(probability_ppm(0), 500'000);
}

TEST(Logarithm, SumsOfPowers) {
  for (std::int32_t one = -20 * kBit; one < 20 * kBit; one += 99991)
    for (std::int32_t other = -20 * kBit; other < 20 * kBit; other += 77773)
      EXPECT_NEAR(log2_sum(one, other) / 65536.0, std::log2(std::exp2(one / 65536.0) + std::exp2(other / 65536.0)),
                  4e-3);
}

// Against a list with full names, a column of fathers is a part of the name only where it has a word each.
TEST(Fields, AFathersFullNameIsNoPartOfHisChilds) {
  using people::ColumnRole;
  const auto headings = [](const std::vector<std::string>& fathers) {
    std::vector<std::vector<std::string>> parts, whole;
    for (std::size_t row = 0; row < fathers.size(); ++row) {
      parts.push_back({"Rana" + std::to_string(row), fathers[row], "North" + std::to_string(row)});
      whole.push_back({"Rana North" + std::to_string(row)});
    }
    const auto column = [](const char* heading, ColumnRole role) {
      Column made;
      made.heading = heading;
      made.role = role;
      made.decided = true;
      return made;
    };
    const auto left = table_source("left",
                                   {column("given", ColumnRole::GivenName), column("father", ColumnRole::FatherName),
                                    column("family", ColumnRole::FamilyName)},
                                   parts);
    const auto right = table_source("right", {column("name", ColumnRole::FullName)}, whole);
    const std::vector<const Source*> lists = {left.get(), right.get()};
    return plan_fields(lists, {SIZE_MAX, SIZE_MAX}).fields.at(0).columns[0];
  };
  EXPECT_EQ(headings({"Samir", "Abd Allah", "Karim", "Nadir"}), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(headings({"Samir North", "Adel North", "Karim", "Nadir South"}), (std::vector<std::size_t>{0, 2}));
}

TEST(Fields, HeadingsSayWhatTheyHold) {
  EXPECT_EQ(meaning_of_heading("given_name"), Meaning::Given);
  EXPECT_EQ(meaning_of_heading("DateOfBirth"), Meaning::Birth);
  EXPECT_EQ(meaning_of_heading("soc_sec_id"), Meaning::Identity);
  EXPECT_EQ(meaning_of_heading("Fecha de nacimiento"), Meaning::Birth);
  EXPECT_EQ(meaning_of_heading("Apellidos"), Meaning::Family);
  EXPECT_EQ(meaning_of_heading("اسم الأب"), Meaning::Father);
  EXPECT_EQ(meaning_of_heading("Фамилия"), Meaning::Family);
  EXPECT_EQ(meaning_of_heading("cluster"), Meaning::Ignored);
  EXPECT_EQ(meaning_of_heading("simulant_id"), Meaning::Ignored);
  EXPECT_EQ(meaning_of_heading("copy_date_of_birth"), Meaning::Ignored);
  EXPECT_EQ(meaning_of_heading("favourite colour"), Meaning::Other);
  // In the languages of the vocabulary, which lists/ reads too.
  EXPECT_EQ(meaning_of_heading("Imię ojca"), Meaning::Father);
  EXPECT_EQ(meaning_of_heading("Doğum tarihi"), Meaning::Birth);
  EXPECT_EQ(meaning_of_heading("Прізвище"), Meaning::Family);
  EXPECT_EQ(meaning_of_heading("תאריך לידה"), Meaning::Birth);
  EXPECT_EQ(meaning_of_heading("Código postal"), Meaning::Postcode);
  EXPECT_EQ(meaning_of_heading("№"), Meaning::Ignored);
  EXPECT_EQ(meaning_of_heading("Apja neve"), Meaning::Father);
  EXPECT_EQ(meaning_of_heading("Paşnav"), Meaning::Family);
  EXPECT_EQ(meaning_of_heading("Ngày sinh"), Meaning::Birth);
  EXPECT_EQ(meaning_of_heading("Ονοματεπώνυμο"), Meaning::FullName);
  EXPECT_EQ(meaning_of_heading("Mahali pa kuzaliwa"), Meaning::Place);
  // A birth by its parts.
  EXPECT_EQ(meaning_of_heading("dob_day"), Meaning::BirthDay);
  EXPECT_EQ(meaning_of_heading("DOB (mm)"), Meaning::BirthMonth);
  EXPECT_EQ(meaning_of_heading("Birth yr."), Meaning::BirthYear);
  EXPECT_EQ(meaning_of_heading("Fecha de nacimiento / Año"), Meaning::BirthYear);
  EXPECT_EQ(meaning_of_heading("Day of capture"), Meaning::Other);
  // Words that mean something else beside others.
  EXPECT_EQ(meaning_of_heading("first seen"), Meaning::Other);
  EXPECT_EQ(meaning_of_heading("wife"), Meaning::Other);
  EXPECT_EQ(meaning_of_heading("camp name"), Meaning::Other);
  EXPECT_EQ(meaning_of_heading("village name"), Meaning::Place);
  EXPECT_FALSE(what_heading_says("commander name").sure);
}

TEST(Fields, ANameBesideAnotherIsSettledByIt) {
  const auto meanings = [](const std::vector<std::string>& headings, const std::vector<std::string>& row) {
    std::vector<Column> columns(headings.size());
    for (std::size_t at = 0; at < headings.size(); ++at) columns[at].heading = headings[at];
    std::vector<std::vector<std::string>> cells;
    for (int at = 0; at < 60; ++at) {
      cells.push_back(row);
      for (std::string& cell : cells.back()) cell += std::to_string(at);
    }
    const auto left = table_source("left", columns, cells), right = table_source("right", columns, cells);
    std::vector<std::string> found;
    for (const Field& field : plan_fields({left.get(), right.get()}, {SIZE_MAX, SIZE_MAX}).fields)
      found.push_back(std::string(text_of(field.meaning)) + ":" + field.heading[0]);
    return found;
  };
  EXPECT_EQ(meanings({"Nom", "Prénom"}, {"Durand", "Zoe"}), (std::vector<std::string>{"given:Prénom", "family:Nom"}));
  EXPECT_EQ(meanings({"Nombre", "Apellido"}, {"Zoe", "Durand"}),
            (std::vector<std::string>{"given:Nombre", "family:Apellido"}));
  EXPECT_EQ(meanings({"full name", "commander name"}, {"Zoe Durand", "Max Weber"}),
            (std::vector<std::string>{"name:full name", "other:commander name"}));
}

// One list has whole names; the other has them in two columns whose headings say nothing.
TEST(Fields, NamesInPiecesMeetWholeNames) {
  static const std::vector<std::string> kFirst = {"Zorah", "Quillan", "Ysolde",  "Brannock", "Tavish",
                                                  "Oriel", "Juniper", "Caspian", "Lorcan"};
  static const std::vector<std::string> kLast = {"Vexley",  "Thornbury", "Maddox", "Pellham", "Ashgrove", "Quarrie",
                                                 "Winslet", "Hollin",    "Drewe",  "Falkner", "Ombry"};
  std::vector<std::vector<std::string>> whole, pieces;
  for (std::size_t at = 0; at < 90; ++at) {
    const std::string &first = kFirst[at * 4 % 9], &last = kLast[at * 7 % 11];
    whole.push_back({first + " " + last});
    pieces.push_back({first, "block " + std::to_string(at % 5), last});
  }
  const auto headed = [](const std::vector<std::string>& headings) {
    std::vector<Column> columns(headings.size());
    for (std::size_t at = 0; at < headings.size(); ++at) columns[at].heading = headings[at];
    return columns;
  };
  const auto left = table_source("left", headed({"full name"}), whole);
  const auto right = table_source("right", headed({"c1", "c2", "c3"}), pieces);
  const FieldPlan plan = plan_fields({left.get(), right.get()}, {SIZE_MAX, SIZE_MAX});
  ASSERT_EQ(plan.fields.size(), 1U);
  EXPECT_EQ(plan.fields[0].columns[1], (std::vector<std::size_t>{0, 2}));
}

// Fields of two lists of made-up people whose headings are c1, c2 ...; the lists hold the columns that `row` makes.
template <typename Row>
std::vector<std::string> fields_without_headings(const Row& row) {
  std::vector<std::vector<std::string>> cells;
  for (int at = 0; at < 400; ++at) cells.push_back(row(at));
  std::vector<Column> columns(cells[0].size());
  for (std::size_t at = 0; at < columns.size(); ++at) columns[at].heading = "c" + std::to_string(at + 1);
  const auto left = table_source("left", columns, cells);
  const auto right = table_source("right", columns, cells);
  std::vector<std::string> found;
  for (const Field& field : plan_fields({left.get(), right.get()}, {SIZE_MAX, SIZE_MAX}).fields)
    found.push_back(std::string(text_of(field.meaning)) + ":" + field.heading[0]);
  return found;
}

TEST(Contents, NamesAndBirthsAreToldByTheirCells) {
  static const std::vector<std::string> kGivenNames = {"Maria", "Pedro", "Ivan", "Elena", "Omar", "Anna", "Jose"};
  static const std::vector<std::string> kSurnames = {"Garcia", "Novak",    "Silva",  "Haddad", "Weber",
                                                     "Rossi",  "Kowalski", "Martin", "Popov",  "Hansen",
                                                     "Khalil", "Dubois",   "Moreno"};
  static const std::vector<std::string> kColours = {"green", "blue", "red", "grey"};
  const auto given = [](int at) { return kGivenNames[static_cast<std::size_t>(at * 5 % 7)]; };
  const auto family = [](int at) { return kSurnames[static_cast<std::size_t>(at * 7 % 13)]; };
  const auto year = [](int at) { return 1950 + at * 11 % 53; };
  EXPECT_EQ(fields_without_headings([&](int at) {
              return std::vector<std::string>{kColours[static_cast<std::size_t>(at % 4)], given(at), family(at),
                                              fmt::format("{}-{:02}-{:02}", year(at), at % 12 + 1, at % 28 + 1)};
            }),
            (std::vector<std::string>{"given:c2", "family:c3", "birth:c4", "other:c1"}));
  // One column of whole names; day, month and year apart, each in a column.
  EXPECT_EQ(fields_without_headings([&](int at) {
              return std::vector<std::string>{given(at) + " " + family(at), std::to_string(at % 31 + 1),
                                              std::to_string(at % 12 + 1), std::to_string(year(at))};
            }),
            (std::vector<std::string>{"name:c1", "birth:c4"}));
  // Days of capture lie close together, and say nothing of a birth.
  EXPECT_EQ(fields_without_headings([&](int at) {
              return std::vector<std::string>{given(at) + " " + family(at),
                                              fmt::format("2024-{:02}-{:02}", at % 12 + 1, at % 28 + 1)};
            }),
            (std::vector<std::string>{"name:c1", "other:c2"}));
  // Of two dates the one that spreads over a life is the birth.
  EXPECT_EQ(fields_without_headings([&](int at) {
              return std::vector<std::string>{given(at) + " " + family(at),
                                              fmt::format("{}/5/{}", at % 28 + 1, 2022 + at % 3),
                                              fmt::format("{}/7/{}", at % 28 + 1, year(at))};
            }),
            (std::vector<std::string>{"name:c1", "birth:c3", "other:c2"}));
  // Fathers have given names too, and stand behind one's own.
  EXPECT_EQ(fields_without_headings([&](int at) {
              return std::vector<std::string>{family(at), given(at), given(at / 3 + 2),
                                              fmt::format("{}-{:02}-{:02}", year(at), at % 12 + 1, at % 28 + 1)};
            }),
            (std::vector<std::string>{"given:c2", "family:c1", "birth:c4", "other:c3"}));
  // Words that nobody bears as a name are text.
  EXPECT_EQ(fields_without_headings([&](int at) {
              return std::vector<std::string>{kColours[static_cast<std::size_t>(at % 4)] + " gravel and mud " +
                                                  std::string(1, static_cast<char>('a' + at % 26)) + "qx",
                                              std::to_string(at * 37 % 9001)};
            }),
            (std::vector<std::string>{"other:c1", "other:c2"}));
}

Edge edge(std::uint32_t left, std::uint32_t right, double bits) {
  Edge made;
  made.left = left;
  made.right = right;
  made.weight = static_cast<std::int32_t>(bits * kBit);
  return made;
}

TEST(ImpossibleDates, KeepTheirDigits) {
  using names::FieldOrder;
  const auto parts = [](std::string_view cell, FieldOrder order = FieldOrder::Undecided) {
    const auto date = impossible_date(cell, order);
    return date ? std::vector<int>{date->year, date->month, date->day} : std::vector<int>{};
  };
  EXPECT_EQ(parts("1994-11-71"), (std::vector<int>{1994, 11, 71}));
  EXPECT_EQ(parts("19671310"), (std::vector<int>{1967, 13, 10}));
  EXPECT_EQ(parts("35/05/1970"), (std::vector<int>{1970, 5, 35}));
  EXPECT_EQ(parts("05/35/1970", FieldOrder::MonthFirst), (std::vector<int>{1970, 5, 35}));
  EXPECT_EQ(parts("٣٥/٠٥/١٩٧٠"), (std::vector<int>{1970, 5, 35}));
  for (const char* cell : {"", "-", "12345678901", "1450-13-01", "1994-11", "1-2-3-1994", "May 1994", "00/05/1970",
                           "19945", "1994-111-7", "94/13/32"})
    EXPECT_TRUE(parts(cell).empty()) << cell;
}

TEST(OneToOne, AlonePairsKeepTheirProbability) {
  std::vector<Edge> edges = {edge(0, 2, 3), edge(1, 3, -1)};
  assign_one_to_one(edges, {0, 1, 2, 3}, 0, 1);
  EXPECT_NEAR(edges[0].probability_ppm, probability_ppm(3 * kBit), 2);
  EXPECT_NEAR(edges[1].probability_ppm, probability_ppm(-kBit), 2);
}

TEST(OneToOne, WhatIsAloneNeedsNotBeAskedAmongTheOthers) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const std::uint32_t rows = 40, middle = 20;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> drawn;
    for (int at = 0; at < 16; ++at)
      drawn[{static_cast<std::uint32_t>(random() % middle), static_cast<std::uint32_t>(middle + random() % middle)}] =
          static_cast<double>(random() % 200) / 10 - 7;
    std::vector<Edge> all;
    for (const auto& [pair, bits] : drawn) all.push_back(edge(pair.first, pair.second, bits));
    mark_alone(all, middle, rows, 1);
    std::vector<Edge> others;
    for (const Edge& one : all) {
      const auto shares = [&](const Edge& other) {
        return &other != &one && (other.left == one.left || other.right == one.right);
      };
      ASSERT_EQ(one.alone, std::none_of(all.begin(), all.end(), shares));
      if (!one.alone) others.push_back(one);
    }
    const AloneSums alone = sums_of_alone(all, 1);
    const auto apart = [](std::uint32_t left, std::uint32_t right) { return edge(left, right, -9); };
    const std::vector<std::uint32_t> group = find_duplicates(all, rows, middle, apart);
    EXPECT_EQ(group, find_duplicates(others, rows, middle, apart, alone));
    const std::int32_t bonus = free_rows_bonus(all, rows, middle, {20, 20}, 1);
    EXPECT_EQ(bonus, free_rows_bonus(others, rows, middle, {20, 20}, 1, alone));
    std::vector<Edge> whole = all;
    assign_one_to_one(whole, group, bonus, 1);
    assign_one_to_one(others, group, bonus, 1);
    std::size_t next = 0;
    for (const Edge& one : whole) {
      const std::int32_t wanted = one.alone ? probability_alone_ppm(one.weight, bonus) : others[next++].probability_ppm;
      EXPECT_EQ(one.probability_ppm, wanted);
      if (one.alone) {
        EXPECT_FALSE(one.rivalled);
      }
    }
  }
}

TEST(OneToOne, IsExactWhereEdgesFormATree) {
  // Two rivals for one row: none, one or the other. 1 : a : b.
  std::vector<Edge> edges = {edge(0, 1, 5), edge(0, 2, 4)};
  assign_one_to_one(edges, {0, 1, 2}, 0, 1);
  EXPECT_NEAR(edges[0].probability_ppm, 1e6 * 32 / 49, 3);
  EXPECT_NEAR(edges[1].probability_ppm, 1e6 * 16 / 49, 3);
  EXPECT_TRUE(edges[0].rivalled);
}

TEST(OneToOne, AStrongerChoiceElsewhereFreesARow) {
  // 0-2 strong; 1-2 weaker but 1 has nobody else; 0 could also take 3. Exact by listing all matchings.
  const double a = 64, b = 16, c = 4;
  std::vector<Edge> edges = {edge(0, 2, 6), edge(0, 3, 2), edge(1, 2, 4)};
  assign_one_to_one(edges, {0, 1, 2, 3}, 0, 1);
  const double all = 1 + a + b + c + b * c;
  EXPECT_NEAR(edges[0].probability_ppm, 1e6 * a / all, 20);
  EXPECT_NEAR(edges[1].probability_ppm, 1e6 * (c + b * c) / all, 20);
  EXPECT_NEAR(edges[2].probability_ppm, 1e6 * (b + b * c) / all, 20);
}

// Rows 0 and 1 of the left list are taken for one person, who is row 2 of the right one. That is a guess, and twins
// look the same: the weaker pair is no surer than its own values make it.
TEST(OneToOne, AWeakerPairOfAGroupSpeaksForItself) {
  std::vector<Edge> edges = {edge(0, 2, 30), edge(1, 2, 6)};
  assign_one_to_one(edges, {0, 0, 2}, 10 * kBit, 1);
  EXPECT_GE(edges[0].probability_ppm, 999'999);
  EXPECT_EQ(edges[1].probability_ppm, probability_ppm(6 * kBit));
}

// Half of the rows have two partners that look like one person without a doubt; then those that do so less count too.
TEST(OneToOne, WhereManyStandTwiceLessMakesOnePersonOfTwoLines) {
  const auto groups = [](std::uint32_t sure_ones) {
    std::vector<Edge> edges;
    constexpr std::uint32_t kLeft = 40;
    for (std::uint32_t row = 0; row < kLeft; ++row) {
      edges.push_back(edge(row, kLeft + 2 * row, 20));
      edges.push_back(edge(row, kLeft + 2 * row + 1, 18));
    }
    const auto score = [&](std::uint32_t one, std::uint32_t other) {
      const std::uint32_t of = (one - kLeft) / 2;
      return edge(one, other, of < sure_ones ? 9 : of < 30 ? 3 : -3);
    };
    const auto group = find_duplicates(edges, 3 * kLeft, kLeft, score);
    std::size_t joined = 0;
    for (std::uint32_t row = 0; row < group.size(); ++row) joined += group[row] != row ? 1 : 0;
    return joined;
  };
  EXPECT_EQ(groups(20), 30U);
  EXPECT_EQ(groups(2), 30U);  // one in twenty
  EXPECT_EQ(groups(1), 0U);
}

TEST(Cluster, OneChanceLinkDoesNotChainTwoPersons) {
  // 0,1,2 are one person, 3,4,5 another; 2-3 look alike by chance.
  const auto weight = [](std::uint32_t one, std::uint32_t other) {
    if (one > other) std::swap(one, other);
    if ((one < 3) == (other < 3)) return 8.0;
    return one == 2 && other == 3 ? 2.0 : -6.0;
  };
  const ScoreRows score = [&](std::uint32_t one, std::uint32_t other) { return edge(one, other, weight(one, other)); };
  std::vector<Edge> edges;
  for (std::uint32_t one = 0; one < 6; ++one)
    for (std::uint32_t other = one + 1; other < 6; ++other)
      if (weight(one, other) > 0) edges.push_back(edge(one, other, weight(one, other)));
  const Joined joined = cluster(edges, 6, score, 0, {}, {});
  ASSERT_EQ(joined.clusters.size(), 2U);
  EXPECT_EQ(joined.clusters[0], (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(joined.links.size(), 6U);
}

TEST(Cluster, DifferentHoldsThroughAThird) {
  const ScoreRows score = [](std::uint32_t one, std::uint32_t other) { return edge(one, other, 6); };
  const std::vector<Edge> edges = {edge(0, 1, 6), edge(1, 2, 5)};
  const Joined joined = cluster(edges, 3, score, 0, {}, {{0, 2}});
  ASSERT_EQ(joined.clusters.size(), 1U);
  EXPECT_EQ(joined.clusters[0], (std::vector<std::uint32_t>{0, 1}));
}

TEST(Model, ComesBackFromItsFile) {
  Field field;
  field.name = "family";
  field.kind = Kind::Name;
  Model model;
  model.fields.resize(1);
  for (auto& levels : model.fields[0]) levels = {0, 0.7, 0.1, 0.1, 0.05, 0.05, 0, 0};
  model.fields[0][kSibling][1] = 0.6;
  model.fields[0][kSibling][2] = 0.2;
  model.own_names[kSibling] = 0.125;
  Model read;
  read.fields.resize(1);
  ASSERT_TRUE(apply_model(to_json(model, {field}), {field}, read).has_value());
  EXPECT_NEAR(read.fields[0][kSibling][1], 0.6, 1e-8);
  EXPECT_NEAR(read.own_names[kSibling], 0.125, 1e-8);
  field.name = "place";
  EXPECT_FALSE(apply_model(to_json(model, {field}), {Field{}}, read).has_value());
  EXPECT_EQ(apply_model(base::json::Value("x"), {field}, read).error().message.code, "RCN-013");
}

Pass pass_of(std::vector<std::size_t> fields) {
  Pass pass;
  for (const std::size_t field : fields) pass.parts.push_back({field, Derivation::Exact});
  return pass;
}

// So many sure pairs that were met in these passes.
void add_met(std::vector<Edge>& edges, std::size_t count, std::uint32_t passes) {
  for (std::size_t at = 0; at < count; ++at) {
    Edge edge;
    edge.left = static_cast<std::uint32_t>(edges.size());
    edge.right = edge.left + 100'000;
    edge.weight = 30 * kBit;
    edge.passes = passes;
    edges.push_back(edge);
  }
}

TEST(BlockingRecall, PassesApartSayWhatNoneMet) {
  // Of 1,000 pairs one pass meets 800, the other 700, each regardless of the other: 560 both, 60 none.
  std::vector<Edge> edges;
  add_met(edges, 560, 0b11);
  add_met(edges, 240, 0b01);
  add_met(edges, 140, 0b10);
  EXPECT_NEAR(blocking_recall_ppm(edges, {pass_of({0}), pass_of({1})}), 940'000, 2'000);
  // With a field in common they say nothing of each other; a third pass apart from both does.
  EXPECT_EQ(blocking_recall_ppm(edges, {pass_of({0, 2}), pass_of({1, 2})}), 0);
  EXPECT_EQ(blocking_recall_ppm(edges, {pass_of({0})}), 0);
  EXPECT_EQ(blocking_recall_ppm({}, {pass_of({0}), pass_of({1})}), 0);
  EXPECT_EQ(blocking_recall_ppm(edges, {pass_of({0}), pass_of({})}), 1'000'000);
}

TEST(BlockingRecall, IsNotToldWherePassesFailTogether) {
  std::vector<Edge> edges;  // nearly all pairs are met by both or by a third one only
  add_met(edges, 500, 0b011);
  add_met(edges, 5, 0b001);
  add_met(edges, 5, 0b010);
  add_met(edges, 400, 0b100);
  EXPECT_EQ(blocking_recall_ppm(edges, {pass_of({0}), pass_of({1}), pass_of({0, 1})}), 0);
}

}  // namespace
}  // namespace midspan::reconcile
