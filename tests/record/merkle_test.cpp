// SPDX-License-Identifier: Apache-2.0
#include "record/merkle.hpp"

#include <gtest/gtest.h>

#include <map>

namespace base = midspan::base;
using namespace midspan::record;

namespace {

// A tree that is grown leaf by leaf, with every complete subtree kept, as the operation file keeps them.
struct Grown {
  std::vector<Digest> leaves;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes;
  Frontier frontier;

  explicit Grown(std::size_t size) {
    for (std::size_t at = 0; at < size; ++at) {
      const Digest leaf = leaf_hash("act " + std::to_string(at));
      leaves.push_back(leaf);
      nodes[{0, at}] = leaf;
      frontier.append(leaf,
                      [&](unsigned level, std::uint64_t index, const Digest& hash) { nodes[{level, index}] = hash; });
    }
  }
  NodeSource source() const {
    return [this](unsigned level, std::uint64_t index) -> std::optional<Digest> {
      const auto found = nodes.find({level, index});
      return found == nodes.end() ? std::nullopt : std::optional(found->second);
    };
  }
  Digest root(std::size_t size) const { return root_of(std::span(leaves).first(size)); }
};

}  // namespace

TEST(Merkle, HashesOfTheSpecification) {
  EXPECT_EQ(base::to_hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(base::to_hex(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST(Merkle, EveryWayToTheRootAgrees) {
  const Grown tree(130);
  Frontier again;
  for (std::size_t size = 0; size <= 130; ++size) {
    EXPECT_EQ(again.root(), tree.root(size));
    EXPECT_EQ(root_from(tree.source(), size), tree.root(size));
    const auto resumed = Frontier::from(tree.source(), size);
    ASSERT_TRUE(resumed);
    EXPECT_EQ(resumed->root(), tree.root(size));
    if (size < 130) again.append(tree.leaves[size]);
  }
}

TEST(Merkle, EveryActHasAProofAndNoOtherHasIt) {
  const Grown tree(70);
  for (std::uint64_t size = 1; size <= 70; ++size)
    for (std::uint64_t index = 0; index < size; ++index) {
      auto proof = inclusion_proof(tree.source(), index, size);
      ASSERT_TRUE(proof);
      EXPECT_TRUE(verify_inclusion(index, size, tree.leaves[index], *proof, tree.root(size)));
      EXPECT_FALSE(verify_inclusion(index, size, tree.leaves[(index + 1) % 70], *proof, tree.root(size)));
      const bool elsewhere = verify_inclusion((index + 1) % size, size, tree.leaves[index], *proof, tree.root(size));
      EXPECT_EQ(elsewhere, size == 1);
      proof->push_back(tree.leaves[0]);
      EXPECT_FALSE(verify_inclusion(index, size, tree.leaves[index], *proof, tree.root(size)));
    }
}

TEST(Merkle, EveryLogContinuesEachOfItsBeginnings) {
  const Grown tree(70);
  for (std::uint64_t size = 1; size <= 70; ++size)
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      const auto proof = consistency_proof(tree.source(), old_size, size);
      ASSERT_TRUE(proof);
      EXPECT_TRUE(verify_consistency(old_size, size, tree.root(old_size), tree.root(size), *proof))
          << old_size << " " << size;
      EXPECT_FALSE(verify_consistency(old_size, size, tree.root(old_size - 1), tree.root(size), *proof));
    }
}

TEST(Merkle, AMissingNodeIsSaid) {
  Grown tree(8);
  tree.nodes.erase({2, 1});
  EXPECT_FALSE(inclusion_proof(tree.source(), 0, 8));
  EXPECT_TRUE(inclusion_proof(tree.source(), 0, 4));
}
