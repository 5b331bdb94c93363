// SPDX-License-Identifier: Apache-2.0
// Every pair of screening_pairs.tsv is judged as a careful officer would judge it, whichever name stands first.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "names/compare.hpp"
#include "names/table_text.hpp"

namespace midspan::names {
namespace {

TEST(ScreeningPairs, AreJudgedAsAnOfficerWould) {
  const auto text = base::read_file(std::filesystem::path(MIDSPAN_SOURCE) / "tests/names/screening_pairs.tsv");
  ASSERT_TRUE(text.has_value());
  std::size_t same = 0;
  std::size_t different = 0;
  std::set<std::string> phenomena;
  for_each_row(*text, [&](std::span<const std::string_view> cells) {
    ASSERT_EQ(cells.size(), 4U);
    ASSERT_TRUE(cells[0] == "same" || cells[0] == "different") << cells[0];
    const bool expected = cells[0] == "same";
    ++(expected ? same : different);
    phenomena.emplace(cells[1]);
    const PreparedName left = prepare_name(cells[2]);
    const PreparedName right = prepare_name(cells[3]);
    const NameComparison there = compare_names(left, right);
    EXPECT_EQ(there.score, compare_names(right, left).score) << cells[2] << " | " << cells[3];
    EXPECT_EQ(there.same(), expected) << cells[1] << ": " << cells[2] << " | " << cells[3] << ": " << there.score;
  });
  EXPECT_GE(same, 250U);
  EXPECT_GE(different, 200U);
  EXPECT_GE(phenomena.size(), 50U);
}

}  // namespace
}  // namespace midspan::names
