// SPDX-License-Identifier: Apache-2.0
// Lists on which names are all there is: what is chance, and what is one person.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "made_up.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t most) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % most;
  }

 private:
  std::uint64_t state_;
};

// Given names, some of them common, and surnames of four syllables.
std::string person(Draws& draws) {
  static constexpr const char* kSyllables[] = {"ba", "ren", "ti", "mol", "go", "sar",
                                               "ke", "lun", "do", "pih", "va", "zor"};
  const auto skewed = [&](std::size_t most) { return draws.below(draws.below(most) + 1); };
  std::string family = kFamily[skewed(kFamily.size())].substr(0, 4);
  for (int at = 0; at < 3; ++at) family += kSyllables[draws.below(12)];
  return kGiven[skewed(kGiven.size())] + " " + family;
}

std::string slip(std::string name, Draws& draws) {
  if (draws.below(5) == 0) name.erase(1 + draws.below(name.size() - 1), 1);
  return name;
}

struct Found {
  std::size_t right = 0, wrong = 0;
};

Found found_of(const Outcome& outcome, const Rows& left, const Rows& right) {
  Found found;
  for (const Link& link : outcome.links)
    ++(left[link.left.row][0] == right[link.right.row][0] ? found.right : found.wrong);
  return found;
}

// Names of three words, each of few: any two words are common together, but all three in their places are not.
TEST(NamesAlone, OneListOfNamesWithTwoSurnames) {
  Draws draws(23);
  const auto family = [&] { return kFamily[draws.below(kFamily.size())] + (draws.below(2) == 0 ? "ez" : "orra"); };
  Rows rows;
  for (std::size_t at = 0; at < 900; ++at) {
    const std::string name = kGiven[draws.below(kGiven.size())] + " " + family() + " " + family();
    for (std::size_t line = 0; line < (at % 3 == 0 ? 2U : 1U); ++line) rows.push_back({std::to_string(at), name});
  }
  const auto list = table("a", {"line", "name"}, rows);
  Options options;
  options.id_columns = {0};
  const Found found = found_of(run({list.get()}, options), rows, rows);
  EXPECT_GE(found.right, 200U);  // of 300
  EXPECT_LE(found.wrong * 3, found.right);
}

// Nobody is on both lists; two thousand pairs are called the same by chance, one list with the family first.
TEST(NamesAlone, TwoListsOfNamesakesWithNobodyInCommon) {
  Draws draws(3);
  static constexpr const char* kEndings[] = {"", "ez", "ino", "ales", "orra", "uy", "et", "ona"};
  Rows left, right;
  for (std::size_t at = 0; at < 16'000; ++at) {
    const std::string given = kGiven[draws.below(kGiven.size())], father = kGiven[draws.below(kGiven.size())];
    const std::string family = kFamily[draws.below(kFamily.size())] + kEndings[draws.below(8)];
    if (at % 2 == 0) left.push_back({std::to_string(at), given + " " + father + " " + family});
    else right.push_back({std::to_string(at), family + " " + given + " " + father});
  }
  const auto one = table("a", {"id", "Name"}, left);
  const auto other = table("b", {"id", "Name"}, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({one.get(), other.get()}, options);
  EXPECT_TRUE(std::none_of(outcome.links.begin(), outcome.links.end(),
                           [](const Link& link) { return link.probability_ppm >= 900'000; }));
}

// One list names the grandfather, the other does not: all names of two words among those of three are alike, by chance.
TEST(NamesAlone, ThreeWordsAgainstTwoWithNobodyInCommon) {
  Draws draws(11);
  Rows left, right;
  for (std::size_t at = 0; at < 8'000; ++at) {
    const auto name = [&] { return kGiven[draws.below(kGiven.size())] + kFamily[draws.below(4)].substr(0, 2); };
    const std::string given = name(), father = name(), grandfather = name();
    const std::string birth = std::to_string(1 + draws.below(28)) + "/" + std::to_string(1 + draws.below(12)) + "/" +
                              std::to_string(1955 + draws.below(50));
    const std::string id = std::to_string(at);
    if (at % 2 == 0) left.push_back({id, given + " " + father + " " + grandfather, birth});
    else right.push_back({id, given + " " + father, birth});
  }
  const auto one = table("a", {"id", "Name", "Date of birth"}, left);
  const auto other = table("b", {"id", "Name", "Date of birth"}, right);
  Options options;
  options.id_columns = {0, 0};
  EXPECT_LE(run({one.get(), other.get()}, options).links.size(), 2U);
}

TEST(NamesAlone, TwoListsOfNames) {
  Draws draws(7);
  Rows left, right;
  for (std::size_t at = 0; at < 900; ++at) {
    const std::string name = person(draws);
    if (at < 600) left.push_back({std::to_string(at), slip(name, draws)});
    if (at >= 200) right.push_back({std::to_string(at), slip(name, draws)});
  }
  const auto one = table("a", {"id", "Name"}, left);
  const auto other = table("b", {"id", "Full name"}, right);
  Options options;
  options.id_columns = {0, 0};
  const Found found = found_of(run({one.get(), other.get()}, options), left, right);
  EXPECT_GE(found.right, 320U) << found.wrong;  // of 400
  EXPECT_LE(found.wrong * 8, found.right);
}

TEST(NamesAlone, OneListOfNames) {
  Draws draws(11);
  Rows rows;
  for (std::size_t at = 0; at < 900; ++at) {
    const std::string name = person(draws);
    rows.push_back({std::to_string(at), slip(name, draws)});
    if (at % 4 == 0) rows.push_back({std::to_string(at), slip(name, draws)});
  }
  const auto list = table("a", {"id", "Name"}, rows);
  Options options;
  options.id_columns = {0};
  const Found found = found_of(run({list.get()}, options), rows, rows);
  EXPECT_GE(found.right, 150U) << found.wrong;  // of 225
  EXPECT_LE(found.wrong * 4, found.right);
}

TEST(NamesAlone, StrangersStayStrangers) {
  Draws draws(13);
  Rows left, right;
  for (std::size_t at = 0; at < 500; ++at) {
    left.push_back({std::to_string(at), person(draws)});
    right.push_back({std::to_string(1000 + at), person(draws)});
  }
  const auto one = table("a", {"id", "Name"}, left);
  const auto other = table("b", {"id", "Name"}, right);
  Options options;
  options.id_columns = {0, 0};
  EXPECT_LE(run({one.get(), other.get()}, options).links.size(), 12U);
}

// "Name" beside "Surname" is the given name; where the surname stands in it too, it is the whole one.
TEST(NamesAlone, ANameBesideASurnameIsTheGivenOne) {
  Draws draws(17);
  Rows apart, inside, whole;
  for (std::size_t at = 0; at < 120; ++at) {
    const std::string name = person(draws);
    const std::size_t space = name.find(' ');
    apart.push_back({name.substr(0, space), name.substr(space + 1)});
    inside.push_back({name, name.substr(space + 1)});
    whole.push_back({name});
  }
  const auto names_of = [](const Outcome& outcome) {
    std::set<std::string> names;
    for (const FieldReport& field : outcome.fields) names.insert(field.name);
    return names;
  };
  const auto first = table("a", {"Name", "Surname"}, apart);
  const auto second = table("b", {"Given name", "Surname"}, apart);
  EXPECT_EQ(names_of(run({first.get(), second.get()})), (std::set<std::string>{"given", "family"}));
  const auto third = table("c", {"Name", "Surname"}, inside);
  const auto fourth = table("d", {"Full name"}, whole);
  const Outcome outcome = run({third.get(), fourth.get()});
  ASSERT_FALSE(outcome.fields.empty());
  EXPECT_EQ(outcome.fields[0].name, "name");
  EXPECT_EQ(outcome.fields[0].headings[0], (std::vector<std::string>{"Name"}));
}

// A father's name is one witness, not two.
TEST(NamesAlone, AFathersNameCountsOnce) {
  Draws draws(19);
  Rows rows;
  for (std::size_t at = 0; at < 120; ++at)
    rows.push_back({kGiven[draws.below(kGiven.size())], kGiven[draws.below(kGiven.size())] + "o",
                    kTowns[draws.below(kTowns.size())]});
  const auto one = table("a", {"Name", "Father", "Village"}, rows);
  const auto other = table("b", {"Name", "Father", "Village"}, rows);
  const Outcome outcome = run({one.get(), other.get()});
  std::size_t with_father = 0;
  for (const FieldReport& field : outcome.fields)
    with_father += std::count(field.headings[0].begin(), field.headings[0].end(), "Father") != 0 ? 1 : 0;
  EXPECT_EQ(with_father, 1U);
}

}  // namespace
}  // namespace midspan::reconcile
