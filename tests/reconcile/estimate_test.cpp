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

std::vector<PatternCount> counts() {
  const auto pattern = [](unsigned name, unsigned birth) {
    return static_cast<Pattern>(name) | static_cast<Pattern>(birth) << kLevelBits;
  };
  std::vector<PatternCount> made = {
      {pattern(kNear, kDateExact), 302}, {pattern(kNear, 2), 13},      {pattern(kNear, 4), 4},
      {pattern(kNear, 5), 27},           {pattern(kNear, 6), 308},     {pattern(kNear, 7), 214},
      {pattern(kSimilar, 1), 145},       {pattern(kSimilar, 2), 16},   {pattern(kSimilar, 4), 12},
      {pattern(kSimilar, 5), 215},       {pattern(kSimilar, 6), 1791}, {pattern(kSimilar, 7), 1411}};
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
  const Model of_years = estimate(fields, counts(), years);
  EXPECT_GT(of_years.fields[1][kSame][kSameAge], 0.05);
}

}  // namespace
}  // namespace midspan::reconcile
