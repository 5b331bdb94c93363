// SPDX-License-Identifier: Apache-2.0
// Whichever way rows ask, they meet the same rows: those of their blocks.
#include "reconcile/block/candidates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "made_up.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/values.hpp"

namespace midspan::reconcile {
namespace {

using namespace made_up;
using Met = std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>;  // row that asks, row met, passes

// Blocks of every size: the k-th of thirty codes stands on some four times k of a few thousand rows.
Rows rows_of(std::mt19937& random, std::size_t count) {
  Rows rows;
  for (std::size_t row = 0; row < count; ++row) {
    const auto draw = [&] { return std::to_string(std::min(random() % 30, random() % 30)); };
    rows.push_back({random() % 20 == 0 ? "" : "c" + draw(), "t" + draw(), "r" + std::to_string(random() % 7)});
  }
  return rows;
}

class Candidates : public testing::TestWithParam<std::size_t> {  // the largest block that is not refined
 protected:
  Candidates() {
    std::mt19937 random(11);
    left_ = table("left", {"code", "town", "rest"}, rows_of(random, 3000));
    right_ = table("right", {"code", "town", "rest"}, rows_of(random, 2000));
    fields_.resize(3);
    for (std::size_t at = 0; at < 3; ++at) {
      fields_[at].kind = Kind::Code;
      fields_[at].columns = {{at}, {at}};
    }
    const std::vector<const Source*> lists = {left_.get(), right_.get()};
    encoded_ = std::move(*encode(lists, fields_, {kNoColumn, kNoColumn}, 1, nullptr));
    values_ = learn_values(encoded_, fields_, lists, 1);
    passes_.resize(2);
    passes_[0].parts = {{0, Derivation::Exact}};
    passes_[1].parts = {{0, Derivation::Exact}, {1, Derivation::Exact}};
    for (Pass& pass : passes_) pass.refine = {{2, Derivation::Exact}};
  }

  static void take(Met& met, std::span<const Candidate> candidates) {
    for (const Candidate& one : candidates)
      EXPECT_TRUE(met.emplace(one.probe, one.indexed, one.passes).second) << "met twice";
  }
  Met found(const Blocker& blocker, Range probe) const {
    std::vector<Candidate> candidates;
    blocker.find(probe.begin, probe.end, candidates);
    EXPECT_TRUE(std::is_sorted(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& other) {
      return std::tie(one.probe, one.indexed) < std::tie(other.probe, other.indexed);
    }));
    Met met;
    take(met, candidates);
    return met;
  }
  Met together(const Blocker& blocker, Range probe, unsigned threads) const {
    const Asking asking{probe};
    Blocker::Met all = blocker.meet(asking, 0, asking.size(), threads);
    Met met;
    std::vector<Candidate> candidates;
    for (std::size_t piece = 0; piece < all.pieces(); ++piece) {
      all.take(piece, candidates);
      take(met, candidates);
    }
    return met;
  }
  // By looking at all pairs.
  Met wanted(Range probe, Range indexed, bool triangle) const {
    Met met;
    const auto same = [&](std::size_t one, std::size_t other, std::size_t field) {
      return encoded_.row(one)[field] == encoded_.row(other)[field];
    };
    std::array<std::map<std::vector<std::uint32_t>, std::size_t>, 2> blocks, refined;
    const auto key = [&](std::size_t row, std::size_t pass, bool longer) {
      std::vector<std::uint32_t> made(encoded_.row(row), encoded_.row(row) + pass + 1);
      if (longer) made.push_back(encoded_.row(row)[2]);
      return made;
    };
    for (std::size_t row = indexed.begin; row < indexed.end; ++row)
      for (std::size_t pass = 0; pass < 2; ++pass) {
        ++blocks[pass][key(row, pass, false)];
        ++refined[pass][key(row, pass, true)];
      }
    for (std::size_t one = probe.begin; one < probe.end; ++one)
      for (std::size_t other = triangle ? one + 1 : indexed.begin; other < indexed.end; ++other) {
        std::uint32_t passes = 0;
        for (std::size_t pass = 0; pass < 2; ++pass) {
          if (encoded_.row(one)[0] == 0 || !same(one, other, 0) || (pass == 1 && !same(one, other, 1))) continue;
          const bool large = blocks[pass][key(other, pass, false)] > GetParam();
          if (large && (!same(one, other, 2) || refined[pass][key(other, pass, true)] > GetParam())) continue;
          passes |= 1U << pass;
        }
        if (passes != 0) met.emplace(one, other, passes);
      }
    return met;
  }

  std::unique_ptr<Source> left_, right_;
  std::vector<Field> fields_;
  Encoded encoded_;
  std::vector<Values> values_;
  std::vector<Pass> passes_;
};

TEST_P(Candidates, OfTwoListsAreThoseOfTheirBlocks) {
  const Range probe{0, 3000}, indexed{3000, 5000};
  const Blocker blocker(encoded_, values_, passes_, probe, indexed, false, GetParam(), 2);
  const Met all = wanted(probe, indexed, false);
  ASSERT_GT(all.size(), 500U);
  EXPECT_EQ(found(blocker, probe), all);
  EXPECT_EQ(together(blocker, probe, 1), all);
  EXPECT_EQ(together(blocker, probe, 3), all);
}

TEST_P(Candidates, OfOneListComeOnce) {
  const Range rows{0, 3000};
  const Blocker blocker(encoded_, values_, passes_, rows, rows, true, GetParam(), 2);
  const Met all = wanted(rows, rows, true);
  ASSERT_GT(all.size(), 500U);
  EXPECT_EQ(found(blocker, rows), all);
  EXPECT_EQ(together(blocker, rows, 2), all);
}

INSTANTIATE_TEST_SUITE_P(Largest, Candidates, testing::Values(3, 12, 40, 100'000));

}  // namespace
}  // namespace midspan::reconcile
