// SPDX-License-Identifier: Apache-2.0
// Twins, a father and a son of one name, a village: relatives are told apart, shown as what they are, and never sure.
#include <gtest/gtest.h>

#include <algorithm>

#include "made_up.hpp"
#include "reconcile/estimate/logarithm.hpp"
#include "reconcile/estimate/twins.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

class Relatives : public testing::Test {
 protected:
  Relatives() {
    // Families of four on both lists, so that there is something to learn relatives from.
    std::uint64_t state = 7;
    const auto draw = [&](std::size_t below) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      return static_cast<std::size_t>(state >> 33) % below;
    };
    for (std::size_t home = 0; home < 120; ++home) {
      const std::string family = kFamily[draw(kFamily.size())] + (draw(2) == 0 ? "ez" : "al");
      const std::string town = kTowns[draw(kTowns.size())];
      const std::size_t year = 1950 + draw(40);
      for (std::size_t child = 0; child < 4; ++child) {
        const std::string date =
            std::to_string(1 + draw(28)) + "/" + std::to_string(1 + draw(12)) + "/" + std::to_string(year + 2 * child);
        const std::string number = std::to_string(home * 4 + child);
        const std::string given = kGiven[(draw(4) * 4 + child * 5) % kGiven.size()];
        if (draw(3) != 0) left_.push_back({number, given, family, date, town});
        if (draw(3) != 0) right_.push_back({number, given, family, date, town});
      }
    }
  }

  const Outcome& link() {
    first_ = table("a", kHeadings, left_);
    second_ = table("b", kHeadings, right_);
    Options options;
    options.id_columns = {0, 0};
    options.keep_ppm = 1;
    outcome_ = run({first_.get(), second_.get()}, options);
    return outcome_;
  }
  Link between(const std::string& left, const std::string& right) const {
    return score_pair(*outcome_.linkage, {0, row_of(left_, left)}, {1, row_of(right_, right)});
  }
  std::string partner_of(const std::string& left) const {
    std::string best;
    std::int32_t most = 499'999;
    for (const Link& link : outcome_.links)
      if (left_[link.left.row][0] == left && link.probability_ppm > most) {
        most = link.probability_ppm;
        best = right_[link.right.row][0];
      }
    return best;
  }
  bool sure(const std::string& left) const {
    return std::any_of(outcome_.links.begin(), outcome_.links.end(),
                       [&](const Link& link) { return left_[link.left.row][0] == left && link.automatic; });
  }

  Rows left_, right_;
  Outcome outcome_;

 private:
  static std::uint32_t row_of(const Rows& rows, const std::string& number) {
    for (std::uint32_t row = 0; row < rows.size(); ++row)
      if (rows[row][0] == number) return row;
    ADD_FAILURE() << number;
    return 0;
  }
  std::unique_ptr<Source> first_, second_;
};

// Two hundred pairs of twins a letter apart, of whom often only one is on each list. Each list by itself shows how many
// there are; a twin is then no slip of the pen.
TEST(ManyTwins, AreNoSlipsOfThePen) {
  Rows left, right;
  std::uint64_t state = 3;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  for (std::size_t home = 0; home < 300; ++home) {
    const std::string family = kFamily[draw(kFamily.size())] + (draw(2) == 0 ? "ez" : "al");
    const std::string town = kTowns[draw(kTowns.size())] + " " + kGiven[draw(kGiven.size())];
    const std::string date =
        std::to_string(1 + draw(28)) + "/" + std::to_string(1 + draw(12)) + "/" + std::to_string(1950 + draw(40));
    const std::string given = kGiven[draw(kGiven.size())] + "ur";
    for (std::size_t child = 0; child < 2; ++child) {
      const std::string name = child == 0 ? given : given.substr(0, given.size() - 1) + "n";
      const std::string number = std::to_string(home * 2 + child);
      if (draw(3) != 0) left.push_back({number, name, family, date, town});
      if (draw(3) != 0) right.push_back({number, name, family, date, town});
    }
  }
  const auto first = table("a", kHeadings, left);
  const auto second = table("b", kHeadings, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({first.get(), second.get()}, options);
  std::size_t wrong = 0, sure = 0;
  for (const Link& link : outcome.links) {
    if (left[link.left.row][0] == right[link.right.row][0]) continue;
    ++wrong;
    sure += link.probability_ppm >= 999'000 ? 1 : 0;
  }
  EXPECT_EQ(sure, 0U);
  // Of one home in ten each list has another twin: those stay for a person to judge.
  EXPECT_LE(wrong, outcome.links.size() / 10);
}

// One list of families that says nothing of births: who shares surname, father and town is a brother, not the same man
// again. Nobody calls two sons the same, so who is called as his brother is that brother.
TEST(OneListWithoutBirths, BrothersAreNotOnePerson) {
  Rows rows;
  std::uint64_t state = 11;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  std::size_t twice = 0;
  for (std::size_t home = 0; home < 60; ++home) {
    const std::string family = kFamily[draw(kFamily.size())] + (draw(2) == 0 ? "ez" : "al");
    const std::string father = kGiven[draw(kGiven.size())];
    const std::string town = kTowns[draw(kTowns.size())] + " " + kGiven[draw(kGiven.size())];
    for (std::size_t child = 0; child < 4; ++child) {
      const std::string given = kGiven[(draw(4) * 4 + child * 5) % kGiven.size()];
      const std::string number = std::to_string(home * 4 + child);
      rows.push_back({number, given, family, father, town});
      if (draw(3) != 0) continue;
      rows.push_back({number, draw(4) == 0 ? given.substr(1) : given, family, father, town});
      ++twice;
    }
  }
  const auto list = table("a", {"line", "given name", "surname", "father's name", "town"}, rows);
  Options options;
  options.id_columns = {0};
  const Outcome outcome = run({list.get()}, options);
  std::size_t right = 0, wrong = 0;
  for (const Link& link : outcome.links)
    if (link.probability_ppm >= 500'000) ++(rows[link.left.row][0] == rows[link.right.row][0] ? right : wrong);
  EXPECT_GT(right, twice * 2 / 3) << twice;
  EXPECT_LE(wrong, twice / 6) << right;  // 660 when brothers were no class
}

TEST_F(Relatives, TwinsAreSiblings) {
  left_.push_back({"t1", "Octavio", "Quiroga", "05/06/1971", "Dehesa"});
  left_.push_back({"t2", "Lorenza", "Quiroga", "05/06/1971", "Dehesa"});
  right_.push_back({"t1", "Octavio", "Quiroga", "05/06/1971", "Dehesa"});
  right_.push_back({"t2", "Lorenza", "Quiroga", "05/06/1971", "Dehesa"});
  link();
  EXPECT_EQ(partner_of("t1"), "t1");
  EXPECT_EQ(partner_of("t2"), "t2");
  EXPECT_EQ(between("t1", "t2").relation, people::Relation::Sibling);
  EXPECT_LT(between("t1", "t2").weight, 0);
}

TEST_F(Relatives, ATwinWhoseOtherIsMissingIsNotSure) {
  left_.push_back({"t1", "Octavia", "Quiroga", "05/06/1971", "Dehesa"});
  left_.push_back({"t2", "Octavio", "Quiroga", "05/06/1971", "Dehesa"});
  right_.push_back({"t2", "Octavi", "Quiroga", "05/06/1971", "Dehesa"});
  link();
  EXPECT_FALSE(sure("t1"));
  EXPECT_FALSE(sure("t2"));
}

TEST_F(Relatives, FatherAndSonOfOneName) {
  for (Rows* rows : {&left_, &right_}) {
    rows->push_back({"f", "Hilario", "Quiroga", "05/06/1944", "Dehesa"});
    rows->push_back({"s", "Hilario", "Quiroga", "11/02/1975", "Dehesa"});
  }
  // A village where sons are named after their fathers.
  for (std::size_t at = 0; at < 20; ++at) {
    const std::string number = std::to_string(at);
    const std::string family = kFamily[at % kFamily.size()] + "ano" + (at < 10 ? "s" : "");
    left_.push_back({"f" + number, kGiven[at % 16], family, "05/06/19" + std::to_string(30 + at), "Ermita"});
    right_.push_back({"s" + number, kGiven[at % 16], family, "11/02/19" + std::to_string(60 + at), "Ermita"});
  }
  link();
  EXPECT_EQ(partner_of("f"), "f");
  EXPECT_EQ(partner_of("s"), "s");
  const Link wrong = between("f", "s");
  EXPECT_LT(wrong.weight, 0);
  EXPECT_TRUE(wrong.relation == people::Relation::Namesake || wrong.relation == people::Relation::ParentOrChild);
}

TEST_F(Relatives, OnlyTheSonIsOnTheOtherList) {
  left_.push_back({"f", "Hilario", "Quiroga", "05/06/1944", "Dehesa"});
  right_.push_back({"s", "Hilario", "Quiroga", "11/02/1975", "Dehesa"});
  link();
  EXPECT_FALSE(sure("f"));
  EXPECT_LT(between("f", "s").weight, 2 * kBit);
}

TEST_F(Relatives, WithoutABirthABrotherKeepsALinkFromBeingSure) {
  left_.push_back({"b1", "Mateo", "Quiroga", "", "Dehesa"});
  left_.push_back({"b2", "Matea", "Quiroga", "", "Dehesa"});
  right_.push_back({"b1", "Mateo", "Quiroga", "03/03/1980", "Dehesa"});
  link();
  EXPECT_FALSE(sure("b2"));
  for (const Link& link : outcome_.links)
    if (right_[link.right.row][0] == "b1" && link.automatic) {
      EXPECT_GE(between("b1", "b1").weight, between("b2", "b1").weight + 4 * kBit);
    }
}

// Twins with names a letter apart look like one person but for that letter.
TEST(Twins, AreSiblingsBornTogether) {
  Field given, birth;
  given.meaning = Meaning::Given;
  given.kind = Kind::Name;
  birth.meaning = Meaning::Birth;
  birth.kind = Kind::Date;
  const std::vector<Field> fields = {given, birth};
  const Twins twins(fields);
  ASSERT_TRUE(twins.possible());
  Model model;
  model.pairs = {500, 1000, 5, 1e6};
  model.persons = model.pairs[kSame];
  model.twin_names = twins.names();
  for (const Field& field : fields) {
    model.fields.emplace_back();
    for (unsigned of = 0; of < kClasses; ++of) model.fields.back()[of] = prior(field, static_cast<Class>(of));
  }
  model.fields[0][kSibling] = {0, 0.004, 0.001, 0.002, 0.004, 0.0001, 0.01, 0.9789};
  const auto factor = [&](Pattern name, Pattern day) { return twins.factor(model, name | day << kLevelBits); };
  EXPECT_GT(factor(3, 1), 50);      // nearly one name, one day
  EXPECT_GT(factor(7, 1), 1.5);     // another name, one day
  EXPECT_LT(factor(7, 6), 1.0001);  // another name, years apart: siblings as usual
  EXPECT_GT(twins.part(model, 3 | 1 << kLevelBits), 0.9);
  EXPECT_FALSE(Twins({given}).possible());
}

}  // namespace
}  // namespace midspan::reconcile
