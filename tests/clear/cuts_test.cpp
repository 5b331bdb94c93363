// SPDX-License-Identifier: Apache-2.0
#include "clear/model/cuts.hpp"

#include <gtest/gtest.h>

namespace midspan::clear::model {
namespace {

// Two classes of three, one wish each; a helper that may open two places more.
struct Case {
  solve::Program program;
  std::vector<Part> parts{{{0}, 3, false, {0}}, {{1}, 3, false, {1}}};
  std::vector<Handle> handles{{0, {0}, -1, 0, 3}, {1, {1}, -1, 0, 3}};
  Case() {
    program.columns = {{0, 3}, {0, 3}, {0, 1}};
    program.first_helper = 2;
    solve::Row row;
    row.terms = {{0, 1}, {1, 1}, {2, -2}};
    row.high = 2;
    program.rows = {row};
  }
};

TEST(Cuts, OneLineForbidsWhatItsRowCannotHold) {
  const Case given;
  solve::ProofNode root;
  root.infeasible = true;
  root.multipliers.rows = {{0, 1}};
  const Cut cut = cut_of(given.program, {0}, given.parts, given.handles, {root});
  ASSERT_EQ(cut.lines.size(), 1u);
  EXPECT_TRUE(cut.forbids({3, 2}));
  EXPECT_FALSE(cut.forbids({3, 1}));
}

TEST(Cuts, AfterABranchEveryLeafMustForbid) {
  const Case given;
  std::vector<solve::ProofNode> proof(3);
  proof[0].branched = true;
  for (int leaf = 1; leaf <= 2; ++leaf) {
    solve::ProofNode& node = proof[static_cast<std::size_t>(leaf)];
    node.parent = 0;
    node.column = 2;
    node.upper = leaf == 1;
    node.value = leaf - 1;
    node.infeasible = true;
    node.multipliers.rows = {{0, 1}};
  }
  const Cut cut = cut_of(given.program, {0}, given.parts, given.handles, proof);
  ASSERT_EQ(cut.lines.size(), 2u);
  EXPECT_LT(cut.lines[0].left({2, 1}), 0);
  EXPECT_GE(cut.lines[1].left({2, 1}), 0);
  EXPECT_FALSE(cut.forbids({2, 1}));
  EXPECT_TRUE(cut.forbids({3, 2}));
}

TEST(Cuts, MultipliersThatProveNothingForbidNothing) {
  const Case given;
  const Cut cut = cut_of(given.program, {0}, given.parts, given.handles, {solve::ProofNode{}});
  EXPECT_FALSE(cut.forbids({3, 3}));
}

}  // namespace
}  // namespace midspan::clear::model
