// SPDX-License-Identifier: Apache-2.0
// What is said of an agreement is true, by CBC and a second writing of what agreements mean (bench/clear/zero_one.cpp):
// the nearest when not all can be kept, why somebody stays, prices, offers, drop-outs, conflicts. `bench_clear said`
// asks about many more.
#include <gtest/gtest.h>

#include "base/every.hpp"
#include "judge.hpp"

namespace midspan::bench {
namespace {

TEST(Said, IsTrueOfDrawnAgreements) {
  if (midspan::test::kEvery > 1) GTEST_SKIP() << "CBC is not built for sanitizers";
  Cbc cbc;
  if (!cbc.here()) GTEST_SKIP() << "without libCbcSolver (coinor-cbc) nobody else is there to ask";
  Judge judge(cbc);
  std::map<std::string, int> checked;
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const Said said = check_what_is_said(judge, seed);
    for (const auto& [kind, count] : said.checked) checked[kind] += count;
    for (const std::string& untrue : said.untrue) ADD_FAILURE() << "seed " << seed << ": " << untrue;
  }
  for (const char* kind : {"plan", "nearest", "count", "shortfall", "reason", "conflict", "why", "price", "edit",
                           "drop-out", "party", "offer"})
    EXPECT_GT(checked[kind], 10) << kind;
}

}  // namespace
}  // namespace midspan::bench
