// SPDX-License-Identifier: Apache-2.0
// Two lists with few people in common: persons are what there is beyond the chance that each list shows by itself.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "made_up.hpp"
#include "reconcile/beyond_chance.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

constexpr double kPairs = 1e8;

// Of strangers, half as many pairs with each bit of weight; `persons` weigh 2^weight times as much.
Weighed drawn(double all, double persons) {
  std::vector<Edge> edges;
  for (std::int32_t weight = 12; weight < 34; ++weight) {
    const double strangers = all * std::exp2(-weight);
    const double same = persons / 8 * (weight >= 20 && weight < 28 ? 1 : 0);
    for (double at = 0.5; at < strangers + same; ++at) edges.push_back({0, 1, weight * kBit + kBit / 4});
  }
  return {edges, all, 0, 12 * kBit};
}

TEST(BeyondChance, NobodyIsSeenWhereBothListsShowAsMuch) {
  const BeyondChance found = beyond_chance(drawn(kPairs, 0), {drawn(kPairs / 2, 0), drawn(kPairs / 2, 0)}, 5000, 10000);
  EXPECT_EQ(found.persons, 0);
  EXPECT_GT(found.by_chance, 0.8 * found.likely);
}

TEST(BeyondChance, ATenthMoreThanWithinTheListsIsNobody) {
  Weighed between = drawn(1.1 * kPairs, 0);
  between.pairs = kPairs;
  EXPECT_EQ(beyond_chance(between, {drawn(kPairs / 2, 0), drawn(kPairs / 2, 0)}, 1, 10000).persons, 0);
}

TEST(BeyondChance, WhoeverIsHeavierThanChanceIsSeen) {
  const BeyondChance found = beyond_chance(drawn(kPairs, 400), {drawn(kPairs / 2, 0), drawn(kPairs / 2, 0)}, 1, 10000);
  EXPECT_GT(found.persons, 20);
  EXPECT_LT(found.persons, 400);
}

class Draws {
 public:
  std::size_t below(std::size_t most) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % most;
  }
  std::size_t skewed(std::size_t most) { return below(below(most) + 1); }

 private:
  std::uint64_t state_ = 7;
};

std::string word(std::size_t number) {
  static constexpr const char* kSyllables[] = {"ba", "ren", "ti", "mol", "go", "sar",
                                               "ke", "lun", "do", "pih", "va", "zor"};
  std::string made;
  for (int at = 0; at < 3; ++at, number /= 12) made += kSyllables[number % 12];
  return made;
}

struct Found {
  std::size_t right = 0, wrong = 0;
};

Found linked(const Rows& left, const Rows& right, const std::vector<std::string>& headings) {
  const auto one = table("one", headings, left);
  const auto other = table("other", headings, right);
  Options options;
  options.id_columns = {0, 0};
  Found found;
  for (const Link& link : run({one.get(), other.get()}, options).links)
    ++(left[link.left.row][0] == right[link.right.row][0] ? found.right : found.wrong);
  return found;
}

// Names alone, as common as names are; the first `shared` rows of both lists are one person each.
Found names_alone(std::size_t rows, std::size_t shared) {
  Draws draws;
  const auto name = [&] { return std::pair(word(draws.skewed(200)), word(700 + draws.skewed(900))); };
  std::array<Rows, 2> lists;
  for (std::size_t at = 0; at < rows; ++at) {
    const auto [given, family] = name();
    const auto [other_given, other_family] = name();
    lists[0].push_back({std::to_string(at), given, family});
    if (at < shared) lists[1].push_back({std::to_string(at), given, family});
    else lists[1].push_back({"other " + std::to_string(at), other_given, other_family});
  }
  return linked(lists[0], lists[1], {"line", "given name", "surname"});
}

TEST(BeyondChance, NamesAloneOfListsWithFewInCommon) {
  const Found found = names_alone(6000, 500);
  EXPECT_GT(found.right, 100);
  EXPECT_LT(found.wrong, found.right);
}

TEST(BeyondChance, NamesAloneOfListsWithNobodyInCommon) { EXPECT_EQ(names_alone(6000, 0).wrong, 0); }

// Everybody is a Traore on one list; the other has slips of the pen in it, so that there it seems to say something.
TEST(BeyondChance, OneFamilyNameForAll) {
  Draws draws;
  Rows left, right;
  const auto born = [&] {
    return std::to_string(1 + draws.below(28)) + "/" + std::to_string(1 + draws.below(12)) + "/" +
           std::to_string(1950 + draws.below(50));
  };
  for (std::size_t at = 0; at < 2000; ++at) {
    const std::string given = word(draws.skewed(150)), day = born();
    left.push_back({std::to_string(at), given, at % 20 == 0 ? "Traorre" : "Traore", day});
    if (at < 400) right.push_back({std::to_string(at), given, "Traore", day});
    else right.push_back({"other " + std::to_string(at), word(draws.skewed(150)), "Traore", born()});
  }
  const Found found = linked(left, right, {"line", "given name", "family name", "date of birth"});
  EXPECT_GT(found.right, 280);
  EXPECT_LT(found.wrong, 60);
}

}  // namespace
}  // namespace midspan::reconcile
