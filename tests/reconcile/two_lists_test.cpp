// SPDX-License-Identifier: Apache-2.0
// What two offices do differently all through their lists: one tells births and the other ages, one calls people by
// their tribe, one writes M and the other L. It is nobody's slip, and must not count as one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "made_up.hpp"
#include "reconcile/assign/assign.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

class Dice {
 public:
  std::size_t operator()(std::size_t below) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % below;
  }

 private:
  std::uint64_t state_ = 11;
};

// Links of two rows with one number in the first column, and of two others.
struct Found {
  std::size_t right = 0, wrong = 0, wrong_and_sure = 0;
};
Found found(const Outcome& outcome, const Rows& left, const Rows& right) {
  Found made;
  for (const Link& link : outcome.links) {
    if (link.probability_ppm < 500'000) continue;
    const bool one = left[link.left.row][0] == right[link.right.row][0];
    ++(one ? made.right : made.wrong);
    made.wrong_and_sure += !one && link.probability_ppm >= 999'000 ? 1 : 0;
  }
  return made;
}

bool says(const Outcome& outcome, std::string_view code) {
  return std::any_of(outcome.findings.begin(), outcome.findings.end(),
                     [&](const people::Finding& finding) { return finding.message.code == code; });
}

// On short lists nearly all who are born on one day are one person, and the few who are so by chance were taken for the
// same: whoever had no other partner was a person of quite another name.
TEST(TwoLists, BornOnOneDayByChance) {
  Dice draw;
  Found all;
  std::size_t persons = 0;
  for (int seed = 0; seed < 12; ++seed) {
    Rows left, right;
    for (std::size_t at = 0; at < 360; ++at) {
      const std::string number = std::to_string(at);
      const std::string given = kGiven[draw(kGiven.size())], middle = kGiven[draw(kGiven.size())];
      const std::string family = kFamily[draw(kFamily.size())];
      const std::string birth =
          std::to_string(1 + draw(28)) + "/" + std::to_string(1 + draw(12)) + "/" + std::to_string(1968 + draw(39));
      const std::string rank =
          std::vector<std::string>{"private", "corporal", "sergeant", "captain", "lieutenant", "sailor"}[draw(6)];
      if (at < 300) left.push_back({number, given + " " + middle + " " + family, birth, rank});
      if (at >= 60)
        right.push_back({number,
                         draw(9) == 0 ? given.substr(0, 1) + ". " + family : given + " " + middle + " " + family, birth,
                         draw(3) == 0 ? "private" : rank});
    }
    const std::vector<std::string> headings{"line", "full name", "date of birth", "rank"};
    const auto one = table("left", headings, left);
    const auto other = table("right", headings, right);
    const Found here = found(run({one.get(), other.get()}), left, right);
    all.right += here.right;
    all.wrong += here.wrong;
    persons += 240;
  }
  EXPECT_GE(all.right, persons - persons / 100);
  EXPECT_LE(all.wrong, 7);  // 10 before
}

// A holder's list by birth; families' claims by age, up to three for one person. Between the lists no two births are
// ever equal, and equal ages of two claims have to say something all the same.
TEST(TwoLists, SeveralFamiliesClaimOneMan) {
  Dice draw;
  Rows held, claims;
  std::size_t pairs = 0;
  for (std::size_t at = 0; at < 420; ++at) {
    const std::string number = std::to_string(at);
    const std::string family = kFamily[draw(kFamily.size())] + (draw(2) == 0 ? "ez" : "al");
    const std::string second = kFamily[draw(kFamily.size())] + (draw(2) == 0 ? "" : "ino");
    const std::string given = kGiven[draw(kGiven.size())];
    const std::string middle = kGiven[draw(kGiven.size())];
    const std::string town = kTowns[draw(kTowns.size())] + std::to_string(draw(6));
    const std::size_t year = 1950 + draw(50);
    const std::string birth =
        std::to_string(1 + draw(28)) + "/" + std::to_string(1 + draw(12)) + "/" + std::to_string(year);
    const bool is_held = at < 280;
    const std::size_t families = at < 140 ? 0 : 1 + draw(3);
    if (is_held) held.push_back({number, given + " " + middle + " " + family + " " + second, birth, town});
    for (std::size_t one = 0; one < families; ++one) {
      const std::string name =
          given + (draw(2) == 0 ? " " + middle : "") + " " + family + (draw(2) == 0 ? " " + second : "");
      claims.push_back({number, name, draw(9) == 0 ? "" : std::to_string(2024 - year), draw(9) == 0 ? "" : town});
      pairs += is_held ? 1 : 0;
    }
  }
  const auto left = table("held", {"line", "full name", "date of birth", "town"}, held);
  const auto right = table("claims", {"line", "name", "age", "town"}, claims);
  Options options;
  options.id_columns = {0, 0};
  const Found links = found(run({left.get(), right.get()}, options), held, claims);
  EXPECT_GE(links.right * 100, pairs * 88) << links.right << " of " << pairs;
  EXPECT_LE(links.wrong * 50, links.right);
  EXPECT_EQ(links.wrong_and_sure, 0U);
}

const std::vector<std::string> kArabic = {"Ahmad", "Ali",     "Hassan", "Khalid",  "Omar",   "Saleh",
                                          "Salim", "Hussein", "Yusuf",  "Ibrahim", "Faisal", "Nasser"};

// One list has the family's name behind the grandfather's, the other the tribe, and ages.
struct Tribes {
  Rows left, right;
  std::size_t both = 0;

  Tribes() {
    Dice draw;
    for (std::size_t at = 0; at < 700; ++at) {
      // Brothers in threes: all but their own name is one.
      if (at % 3 == 0) {
        father = kArabic[draw(kArabic.size())];
        grandfather = kArabic[draw(kArabic.size())];
        family = kFamily[draw(kFamily.size())];
        village = kTowns[draw(kTowns.size())] + std::to_string(draw(8));
        born = 1950 + draw(45);
        own = draw(kArabic.size());
      }
      const std::string given = kArabic[(own + at % 3 * 5) % kArabic.size()];
      const std::size_t year = born + at % 3 * 2;
      if (at % 4 != 0)
        left.push_back({std::to_string(at), given + " " + father + " " + grandfather + " " + family,
                        std::to_string(year), village});
      if (at % 4 != 1)
        right.push_back({std::to_string(at), given + " " + father + " Banu" + kFamily[draw(6)],
                         std::to_string(2023 - year), village});
      both += at % 4 > 1 ? 1 : 0;
    }
  }

 private:
  std::string father, grandfather, family, village;
  std::size_t born = 0, own = 0;
};

TEST(TwoLists, ByFamilyAndByTribe) {
  const Tribes lists;
  const auto left = table("a", {"line", "name", "year of birth", "village"}, lists.left);
  const auto right = table("b", {"line", "full name", "age", "village"}, lists.right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  EXPECT_TRUE(says(outcome, "RCN-111"));  // of what year the ages are: no name is equal, but many begin alike
  const Found links = found(outcome, lists.left, lists.right);
  EXPECT_GE(links.right * 10, lists.both * 8) << links.right << " of " << lists.both;
  EXPECT_LE(links.wrong * 10, links.right);
  EXPECT_EQ(links.wrong_and_sure, 0U);
}

TEST(TwoLists, WhoseOwnNameAgreesIsNoBrother) {
  const Tribes lists;
  Rows left = lists.left, right = lists.right;
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"Ali Hassan Omar Galindo", "Ali Hassan Banufigueroa"},     // called by his tribe
      {"Ali Hassan Omar Galindo", "Khalid Hassan Omar Galindo"},  // his brother
      {"Ali Hassan Omar Galindo", "Hassan Ali Omar Galindo"},     // his father, or his son
      {"Bruno Jose Arregui Dorado", "Bruno Luis Arregui Dorado"},
  };
  for (const auto& [one, other] : pairs) {
    left.push_back({"x", one, "1970", "Aldea1"});
    right.push_back({"x", other, "53", "Aldea1"});
  }
  const auto first = table("a", {"line", "name", "year of birth", "village"}, left);
  const auto second = table("b", {"line", "full name", "age", "village"}, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({first.get(), second.get()}, options);
  std::vector<bool> agrees;
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    const Linkage& linkage = *outcome.linkage;
    const auto& begin = linkage.encoded.list_begin;
    const Pattern pattern = linkage.comparer->pattern(linkage.encoded.row(begin[0] + lists.left.size() + at),
                                                      linkage.encoded.row(begin[1] + lists.right.size() + at));
    EXPECT_EQ(level_of(pattern, 0), kNamePart) << pairs[at].second;
    agrees.push_back((pattern & kOwnNameAgrees) != 0);
  }
  EXPECT_EQ(agrees, (std::vector<bool>{true, false, false, false}));
}

// What stands on one list only can agree with nothing, and says nothing against anybody.
TEST(TwoLists, WordsThatOnlyOneListHasSayNothing) {
  Rows left = persons(300, false), right = persons(300, true);
  for (std::size_t at = 0; at < left.size(); ++at) {
    left[at].push_back(at % 3 == 0 ? "open" : "shut");
    right[at].push_back(at % 3 == 0 ? "avatud" : "suletud");
  }
  std::vector<std::string> headings = kHeadings;
  headings.push_back("status of file");
  const auto first = table("a", headings, left);
  const auto second = table("b", headings, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({first.get(), second.get()}, options);
  ASSERT_EQ(outcome.fields.back().name, "status-of-file");
  for (const FieldReport::Level& level : outcome.fields.back().levels) EXPECT_EQ(level.weight, 0) << level.name;
  EXPECT_EQ(found(outcome, left, right).right, 300U);
}

TEST(TwoLists, LettersOfTheSexesInTwoLanguages) {
  for (const auto& [man, woman] : std::vector<std::pair<std::string, std::string>>{
           {"L", "P"}, {"E", "K"}, {"1", "2"}, {"férfi", "nő"}, {"Laki-laki", "Perempuan"}, {"mężczyzna", "kobieta"}}) {
    Rows left = persons(200, false), right = persons(200, true);
    for (std::size_t at = 0; at < left.size(); ++at) {
      left[at].push_back(at % 3 == 0 ? "F" : "M");
      right[at].push_back(at % 3 == 0 ? woman : man);
    }
    std::vector<std::string> headings = kHeadings;
    headings.push_back("sex");
    const auto first = table("a", headings, left);
    const auto second = table("b", headings, right);
    Options options;
    options.id_columns = {0, 0};
    const Outcome outcome = run({first.get(), second.get()}, options);
    for (const FieldReport& field : outcome.fields) {
      if (field.name != "sex") continue;
      EXPECT_EQ(field.distinct, 2U) << man;
      EXPECT_GT(field.levels.front().weight, 0) << man;
    }
  }
}

// Long lists on which no twins stand believe in few; short ones in as many as there are in the world.
TEST(TwoLists, TwinsAreAsManyAsListsShow) {
  const auto twins = [](std::size_t count) {
    const auto left = table("a", kHeadings, persons(count, false));
    const auto right = table("b", kHeadings, persons(count, true));
    Options options;
    options.id_columns = {0, 0};
    return run({left.get(), right.get()}, options).linkage->model.twins;
  };
  EXPECT_LT(twins(4000), 0.005);
  EXPECT_GT(twins(150), 0.008);
}

TEST(TwoLists, EqualPairsOfTheSamePersonsAreEquallyProbable) {
  std::vector<Edge> edges;
  for (const auto& [left, right] : {std::pair(0U, 2U), std::pair(0U, 3U), std::pair(1U, 2U), std::pair(1U, 3U)}) {
    edges.push_back({left, right, 9 * kBit});
    edges.back().passes = 1;
  }
  assign_one_to_one(edges, {0, 0, 2, 2}, 5 * kBit, 1);
  for (const Edge& edge : edges) EXPECT_EQ(edge.probability_ppm, edges.front().probability_ppm);
}

}  // namespace
}  // namespace midspan::reconcile
