// SPDX-License-Identifier: Apache-2.0
// Keys come out of their part in the order in which they were added.
#include "reconcile/block/parted.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace midspan::reconcile {
namespace {

bool same(const Keyed& one, const Keyed& other) { return one.key == other.key && one.row == other.row; }

TEST(Parted, GivesWhatWasAddedByPartAndInOrder) {
  Parted parted;
  std::mt19937_64 random(5);
  for (const std::size_t count : {0U, 1U, 1000U, 16384U, 100'000U}) {
    parted.clear(count / 2);
    std::vector<std::vector<Keyed>> expected(Parted::kParts);
    for (std::uint32_t row = 0; row < count; ++row) {
      // Some parts are crowded, and some are empty.
      const Keyed one{random() & (row % 3 == 0 ? ~std::uint64_t{0} : 0x1FFFFFFFFFFFFFFFULL), row};
      parted.add_if(row % 5 != 0, one);
      if (row % 5 != 0) expected[one.key >> 56].push_back(one);
    }
    std::size_t size = 0;
    for (std::size_t part = 0; part < Parted::kParts; ++part) {
      const std::span<const Keyed> found = parted.part(part);
      ASSERT_TRUE(std::equal(found.begin(), found.end(), expected[part].begin(), expected[part].end(), same))
          << "part " << part << " of " << count;
      size += found.size();
    }
    EXPECT_EQ(parted.size(), size);
  }
}

}  // namespace
}  // namespace midspan::reconcile
