// SPDX-License-Identifier: Apache-2.0
// What the estimate makes of counts of patterns, where they do not say it by themselves.
#include <gtest/gtest.h>

#include <algorithm>

#include "reconcile/estimate/model.hpp"

namespace midspan::reconcile {
namespace {

constexpr unsigned kNear = 3, kSimilar = 4;
constexpr unsigned kSameAge = 6;

// Two lists of 900 and 800 rows: names that forty given names and forty families make, written in two scripts, and
// births to the day. Of names that are near each other the passes met 549 pairs of strangers, where chance, as far as
// it is known, promises 468.
Basis two_lists() {
  Basis basis;
  basis.pairs = 720'000;
  basis.strangers = {Levels{0, 1e-6, 27e-6, 650e-6, 4772e-6, 859e-6, 0.0921, 0.9016},
                     Levels{0, 44e-6, 1773e-6, 17e-6, 3316e-6, 0.0626, 0.5214, 0.4108}};
  basis.across = basis.strangers;
  basis.without_own = {false, false};
  basis.known_pairs = {720'000, 720'000};
  basis.expected = 500;
  basis.most = 800;
  return basis;
}

std::vector<PatternCount> counts(std::uint64_t born_apart = 308) {
  const auto pattern = [](unsigned name, unsigned birth) {
    return static_cast<Pattern>(name) | static_cast<Pattern>(birth) << kLevelBits;
  };
  std::vector<PatternCount> made = {
      {pattern(kNear, kDateExact), 302}, {pattern(kNear, 2), 13},         {pattern(kNear, 4), 4},
      {pattern(kNear, 5), 27},           {pattern(kNear, 6), born_apart}, {pattern(kNear, 7), 214},
      {pattern(kSimilar, 1), 145},       {pattern(kSimilar, 2), 16},      {pattern(kSimilar, 4), 12},
      {pattern(kSimilar, 5), 215},       {pattern(kSimilar, 6), 1791},    {pattern(kSimilar, 7), 1411}};
  std::sort(made.begin(), made.end(),
            [](const PatternCount& one, const PatternCount& other) { return one.pattern < other.pattern; });
  return made;
}

TEST(Estimate, BesideNamesAloneNamesakesByChanceAreNotPersonsWithAnotherBirth) {
  std::vector<Field> fields(2);
  fields[0].meaning = Meaning::FullName;
  fields[0].kind = Kind::Name;
  fields[1].meaning = Meaning::Birth;
  fields[1].kind = Kind::Date;
  const Model model = estimate(fields, counts(), two_lists());
  const Levels& births = model.fields[1][kSame];
  EXPECT_LE(births[kSameAge] + births[kSameAge + 1], 0.0501);
  // Of the pairs with near names born on different days of different years, those of one person are few.
  const double persons = model.pairs[kSame] * model.fields[0][kSame][kNear] * births[kSameAge];
  EXPECT_LT(persons, 0.15 * 308);
  EXPECT_GT(births[kDateExact], 0.8);
  // Where lists give years, two of them that differ are no contradiction, and nothing is held.
  Basis years = two_lists();
  years.own_births.assign(2, Levels{});
  years.own_births[1] = {0, 1e-3, 1e-3, 0.9, 1e-3, 0.06, 0.036, 1e-3};
  const std::vector<PatternCount> many = counts(1200);
  EXPECT_LE(estimate(fields, many, two_lists()).fields[1][kSame][kSameAge], 0.0501);
  EXPECT_GT(estimate(fields, many, years).fields[1][kSame][kSameAge], 0.05);
}

// Of two lists of 20,000 a thousand persons are on both. Names agree by chance oftener than is known, by two fifths:
// there are more pairs of namesakes beyond all that are expected than there are persons.
TEST(Estimate, WhereFewAreOnBothListsNamesakesDoNotTeachHowOnePersonLooks) {
  std::vector<Field> fields(3);
  fields[0].meaning = Meaning::FullName;
  fields[0].kind = Kind::Name;
  fields[1].meaning = Meaning::Birth;
  fields[1].kind = Kind::Date;
  fields[2].meaning = Meaning::Sex;
  fields[2].kind = Kind::Category;
  Basis basis;
  basis.pairs = 4e8;
  basis.strangers = {Levels{0, 1e-5, 1e-6, 2e-5, 3e-5, 7e-3, 0.157, 0.835939},
                     Levels{0, 2e-3, 7e-4, 8e-3, 1.5e-3, 0.046, 0.449, 0.4928}, Levels{0, 0.78, 0.22}};
  basis.across = basis.strangers;
  basis.without_own.assign(3, false);
  basis.known_pairs.assign(3, basis.pairs);
  basis.expected = 10'000;
  basis.most = 30'000;
  std::vector<PatternCount> counts;
  for (const unsigned name : {1U, 3U, 4U})
    for (unsigned birth = 1; birth < 8; ++birth)
      for (unsigned sex = 1; sex < 3; ++sex) {
        const Pattern pattern = static_cast<Pattern>(name) | static_cast<Pattern>(birth) << kLevelBits |
                                static_cast<Pattern>(sex) << (2 * kLevelBits);
        double count =
            1.4 * basis.pairs * basis.strangers[0][name] * basis.strangers[1][birth] * basis.strangers[2][sex];
        if (sex == 1 && birth <= 2 && name <= 3) count += 1000 * (name == 1 ? 0.75 : 0.25) * (birth == 1 ? 0.9 : 0.1);
        counts.push_back({pattern, static_cast<std::uint64_t>(count + 0.5)});
      }
  std::sort(counts.begin(), counts.end(),
            [](const PatternCount& one, const PatternCount& other) { return one.pattern < other.pattern; });
  const Model model = estimate(fields, counts, basis);
  EXPECT_GT(model.fields[1][kSame][kDateExact], 0.8);
  EXPECT_LT(model.fields[1][kSame][kSameAge], 0.05);
  EXPECT_LT(model.pairs[kSame], 1500);
  EXPECT_GT(model.pairs[kSame], 900);
}

}  // namespace
}  // namespace midspan::reconcile
