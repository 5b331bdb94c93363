// SPDX-License-Identifier: Apache-2.0
#include "people/counted.hpp"

#include <gtest/gtest.h>

namespace midspan::people {
namespace {

using Ids = std::vector<std::string>;

TEST(CountedIds, CountOnWhereALineHasTheSameId) {
  CountedIds counted;
  EXPECT_EQ(counted.next("R", "2"), (Ids{"R0001", "R0002"}));
  EXPECT_EQ(counted.next("S", "1"), Ids{"S0001"});
  EXPECT_EQ(counted.next("R", "1"), Ids{"R0003"});
  EXPECT_EQ(counted.next("R", "0"), Ids{});
}

TEST(CountedIds, GrowPastFourDigits) {
  CountedIds counted;
  const auto ids = counted.next("R", "10001");
  ASSERT_TRUE(ids.has_value());
  EXPECT_EQ(ids->back(), "R10001");
}

TEST(CountedIds, AreNotMadeOfWhatIsNoCount) {
  CountedIds counted;
  for (const char* cell : {"", "-1", "1.5", "two", "100001", "99999999999999999999", " 3", "3 "})
    EXPECT_FALSE(counted.next("R", cell).has_value()) << cell;
  EXPECT_EQ(counted.next("R", "1"), Ids{"R0001"});
  EXPECT_FALSE(counted.next("S", "100000").has_value());  // of all lines together
  EXPECT_TRUE(counted.next("S", "99999").has_value());
}

}  // namespace
}  // namespace midspan::people
