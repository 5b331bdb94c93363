// SPDX-License-Identifier: Apache-2.0
// The Merkle tree of RFC 6962: roots, and proofs that an act is in the log (inclusion) or that a longer log continues a
// shorter one (consistency). Hashes are SHA-256; leaves and nodes have different prefixes.
//
// Nothing here stores anything. A tree is read through NodeSource, which knows the hash of each *complete* subtree:
// (level, index) covers the leaves index * 2^level .. (index + 1) * 2^level - 1.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace midspan::record {

using Digest = base::Digest;
using Proof = std::vector<Digest>;

Digest leaf_hash(std::string_view data);
Digest node_hash(const Digest& left, const Digest& right);
Digest empty_root();

// The slow obvious twin of everything below: the root by the recursion of RFC 6962 section 2.1.
Digest root_of(std::span<const Digest> leaf_hashes);

// Proofs are checked as RFC 9162 sections 2.1.3.2 and 2.1.4.2 describe; sizes of zero are refused.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf, std::span<const Digest> proof,
                      const Digest& root);
bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root, const Digest& new_root,
                        std::span<const Digest> proof);

// The right edge of a growing tree: the complete subtrees that make it up, largest first. Appending costs one hash on
// average, the root at most 64.
//
// NodeSource: nothing when it lacks the node.
using NodeSource = std::function<std::optional<Digest>(unsigned level, std::uint64_t index)>;

class Frontier {
 public:
  using OnNode = std::function<void(unsigned level, std::uint64_t index, const Digest& hash)>;

  Frontier() = default;
  static std::optional<Frontier> from(const NodeSource& source, std::uint64_t size);
  // Told of every subtree (level >= 1) that the leaf completes.
  void append(const Digest& leaf, const OnNode& on_node = {});
  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> edge_;
};

// REQUIRES: index < size; 0 < old_size <= size. Nothing when the source lacks a node.
std::optional<Digest> root_from(const NodeSource& source, std::uint64_t size);
std::optional<Proof> inclusion_proof(const NodeSource& source, std::uint64_t index, std::uint64_t size);
std::optional<Proof> consistency_proof(const NodeSource& source, std::uint64_t old_size, std::uint64_t size);

}  // namespace midspan::record
