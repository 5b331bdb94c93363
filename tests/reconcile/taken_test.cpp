// SPDX-License-Identifier: Apache-2.0
// When somebody was captured, arrested or last seen, under whatever heading: among namesakes often all that tells.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "made_up.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;

enum class Written { Day, SomeWeeksLater, Year };

// Some 110 names that two people share on average, and the day they were taken: the list of a holder and of families.
Rows taken(std::size_t from, std::size_t to, Written written) {
  Rows rows;
  std::uint64_t state = 77;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  for (std::size_t at = 0; at < to; ++at) {
    const std::string name = kGiven[draw(8)] + " " + kFamily[draw(kFamily.size())];
    std::size_t day = draw(28) + 1, month = draw(12) + 1;
    const std::size_t year = 2012 + draw(12);
    const std::size_t later = draw(3);
    if (written == Written::SomeWeeksLater && later == 0) month = month % 12 + 1;
    if (at < from) continue;
    rows.push_back({std::to_string(at), name,
                    written == Written::Year ? std::to_string(year) : fmt::format("{:02}/{:02}/{}", day, month, year)});
  }
  return rows;
}

struct Found {
  std::size_t right = 0, wrong = 0;
};

Found found(const std::vector<std::string>& headings, const Rows& left, const Rows& right) {
  const auto one = table("holder", {"line", "name", headings[0]}, left);
  const auto other = table("families", {"line", "name", headings[1]}, right);
  Options options;
  options.id_columns = {0, 0};
  const Outcome outcome = run({one.get(), other.get()}, options);
  Found counted;
  for (const Link& link : outcome.links)
    ++(left[link.left.row][0] == right[link.right.row][0] ? counted.right : counted.wrong);
  return counted;
}

TEST(Taken, IsComparedUnderItsManyHeadings) {
  const Rows left = taken(0, 200, Written::Day);
  const Rows right = taken(60, 260, Written::SomeWeeksLater);
  const Found counted = found({"Date of capture", "Detained since"}, left, right);
  EXPECT_GE(counted.right, 100U);  // of 140, a third of whom were registered in another month
  EXPECT_LE(counted.wrong * 10, counted.right);
}

TEST(Taken, TheYearAloneTellsSomething) {
  const Rows left = taken(0, 200, Written::Day);
  const Rows right = taken(60, 260, Written::Year);
  const Found with = found({"تاريخ الأسر", "When taken"}, left, right);
  const Found without = found({"Remarks", "Remarks"}, taken(0, 200, Written::Year), taken(60, 260, Written::Day));
  EXPECT_GT(with.right, without.right + 20);
  EXPECT_LE(with.wrong * 4, with.right);
}

}  // namespace
}  // namespace midspan::reconcile
