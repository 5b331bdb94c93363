// SPDX-License-Identifier: Apache-2.0
// Values that go together among strangers: names of a nation, one day of birth for a whole group.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "made_up.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

const std::vector<std::string> kColumns = {"line", "given name", "surname", "date of birth", "nationality"};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  std::size_t operator()(std::size_t below) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % below;
  }

 private:
  std::uint64_t state_;
};

// 1,200 people of the country with births of their own, and 90 of another, of whom an office wrote one of three days.
// All but the last four hundred and the last thirty stand on the left list, all but the first on the right.
struct Lists {
  Rows left, right;
};

Lists lists() {
  static const std::vector<std::string> kForeign = {"Bishnu", "Dilip", "Gopal", "Hari",
                                                    "Kiran",  "Laxmi", "Mohan", "Nabin"};
  static const std::vector<std::string> kForeignFamily = {"Adhikari", "Bhandari", "Chhetri", "Gurung", "Joshi",
                                                          "Karki",    "Lama",     "Magar",   "Pandey", "Rana",
                                                          "Sherpa",   "Thapa",    "Tamang",  "Uprety", "Yadav"};
  static constexpr const char* kDays[] = {"26/04/1994", "18/06/1992", "11/05/1994"};
  Draw draw(11);
  Lists made;
  const auto add = [&](std::size_t at, std::size_t count, std::size_t alone, std::vector<std::string> row) {
    if (at + alone < count) made.left.push_back(row);
    if (at >= alone) made.right.push_back(row);
  };
  for (std::size_t at = 0; at < 1200; ++at) {
    const std::string family = kFamily[draw(kFamily.size())] + (draw(2) != 0 ? "ez" : "") + (draw(2) != 0 ? "" : "uy");
    const std::string given = kGiven[draw(kGiven.size())];
    add(at, 1200, 400,
        {"a" + std::to_string(at), given, family,
         fmt::format("{:02}/{:02}/{}", draw(28) + 1, draw(12) + 1, 1950 + draw(50)), "Midlandia"});
  }
  for (std::size_t at = 0; at < 90; ++at) {
    const std::string& given = kForeign[draw(kForeign.size())];
    const std::string& family = kForeignFamily[draw(kForeignFamily.size())];
    add(at, 90, 30, {"b" + std::to_string(at), given, family, kDays[draw(3)], "Overhillia"});
  }
  return made;
}

TEST(Clumps, OneDayOfBirthOfAGroupMakesNobodySure) {
  const Lists made = lists();
  const auto left = table("left", kColumns, made.left);
  const auto right = table("right", kColumns, made.right);
  Options options;
  options.id_columns = {0, 0};
  options.duplicates = Duplicates::Any;  // each pair by itself
  const Outcome outcome = run({left.get(), right.get()}, options);
  std::size_t persons = 0, strangers = 0;
  for (const Link& link : outcome.links) {
    const auto& one = made.left[link.left.row];
    const auto& other = made.right[link.right.row];
    if (one[0] == other[0]) persons += one[0].front() == 'a' ? 1 : 0;
    else if (one[2] != other[2]) ++strangers;
  }
  EXPECT_EQ(persons, 400U);  // whose births are their own
  // Whoever has another family name is not the same for having the day of his whole group. (There were 241.)
  EXPECT_LE(strangers, 5U);
}

TEST(Clumps, AreGivenBackOnceAndOnlyWhereBothAgree) {
  const Lists made = lists();
  const auto left = table("left", kColumns, made.left);
  const auto right = table("right", kColumns, made.right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({left.get(), right.get()}, options);
  const Linkage& linkage = *outcome.linkage;
  std::size_t birth = 0;
  while (linkage.fields[birth].meaning != Meaning::Birth) ++birth;
  const auto rarity = [&](std::size_t row) {
    const std::uint32_t* one = linkage.encoded.row(row);
    return linkage.scorer->rarity_of(birth, linkage.comparer->pattern(one, one), one, one);
  };
  // 26 April 1994 is the day of a third of those of one nation, and of hardly anybody else's.
  const std::size_t first_of_group = 800;
  ASSERT_EQ(made.left[first_of_group][0].front(), 'b');
  EXPECT_LT(rarity(first_of_group), rarity(0) - 5 * kBit);
  // By itself the birth is as common as it is in the whole list.
  const std::uint32_t* one = linkage.encoded.row(first_of_group);
  Pattern pattern = linkage.comparer->pattern(one, one);
  for (std::size_t field = 0; field < linkage.fields.size(); ++field)
    if (field != birth) pattern &= ~(Pattern{7} << (kLevelBits * field));
  EXPECT_GT(linkage.scorer->rarity_of(birth, pattern, one, one), rarity(first_of_group) + 2 * kBit);
}

// Rows of one person have everything in common, and are no clump: a list of people who stand on it many times.
TEST(Clumps, RowsOfOnePersonAreNone) {
  Draw draw(5);
  Rows rows;
  for (std::size_t person = 0; person < 150; ++person) {
    const std::string given = kGiven[draw(kGiven.size())];
    const std::string family = kFamily[draw(kFamily.size())] + fmt::format("{}", static_cast<char>('a' + draw(20)));
    const std::string birth = fmt::format("{:02}/{:02}/{}", draw(28) + 1, draw(12) + 1, 1950 + draw(50));
    const std::string nation = fmt::format("Land {}", static_cast<char>('A' + draw(5)));
    for (std::size_t copy = 0; copy < 5; ++copy)
      rows.push_back({fmt::format("{}-{}", person, copy), given, family, birth, nation});
  }
  const auto list = table("list", kColumns, rows);
  Options options;
  options.id_columns = {0};
  const Outcome outcome = run({list.get()}, options);
  const Linkage& linkage = *outcome.linkage;
  std::size_t birth = 0;
  while (linkage.fields[birth].meaning != Meaning::Birth) ++birth;
  std::size_t persons = 0;
  for (std::size_t row = 0; row < rows.size(); row += 5) {
    const std::uint32_t* one = linkage.encoded.row(row);
    const Pattern pattern = linkage.comparer->pattern(one, one);
    Pattern alone = pattern;
    for (std::size_t field = 0; field < linkage.fields.size(); ++field)
      if (field != birth) alone &= ~(Pattern{7} << (kLevelBits * field));
    persons += linkage.scorer->rarity_of(birth, pattern, one, one) == linkage.scorer->rarity_of(birth, alone, one, one);
  }
  EXPECT_GE(persons, 148U);
  EXPECT_EQ(outcome.links.size(), 1500U);
}

}  // namespace
}  // namespace midspan::reconcile
