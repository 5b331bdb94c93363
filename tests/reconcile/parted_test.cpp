// SPDX-License-Identifier: Apache-2.0
// Keys differ in their highest bits, and come out of their part in the order in which they were added.
#include "reconcile/block/parted.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <vector>

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

// Parts of a key are small numbers, one of them often a sex or a year.
TEST(Parted, KeysOfFewOrManyValuesAreSpreadEvenly) {
  struct Values {
    std::uint32_t first, second;  // how many of each; 0: no first part
  };
  for (const Values of :
       {Values{0, 20'000}, Values{0, 2'000'000}, Values{150'000, 2}, Values{3000, 2}, Values{2, 100'000},
        Values{20, 20'000}, Values{100, 500}, Values{365, 2000}, Values{5000, 40}}) {
    const std::uint64_t keys = std::uint64_t{std::max(of.first, 1U)} * of.second;
    const int shift = 65 - static_cast<int>(std::bit_width(keys));
    std::vector<int> load(std::size_t{1} << (64 - shift));
    for (std::uint32_t first = std::min(of.first, 1U); first <= of.first; ++first)
      for (std::uint32_t second = 1; second <= of.second; ++second)
        ++load[with_parts(kNoParts, first, second) >> shift];
    EXPECT_LE(*std::max_element(load.begin(), load.end()), 16) << of.first << " and " << of.second;
  }
}

}  // namespace
}  // namespace midspan::reconcile
