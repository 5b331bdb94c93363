// SPDX-License-Identifier: Apache-2.0
// Two independent ways to a root: root_of() is the definition of RFC 6962 word for word; Frontier grows the tree from
// its right edge. The operation file signs only what both agree on.
#include "record/merkle.hpp"

#include <sodium.h>

#include <bit>

#include "base/assert.hpp"

namespace midspan::record {

namespace {

// The largest power of two below size: where RFC 6962 splits a tree. REQUIRES: size >= 2.
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

// Hash of the leaves begin .. end - 1, where begin is a multiple of the range's rounded-up size.
std::optional<Digest> range_from(const NodeSource& source, std::uint64_t begin, std::uint64_t end) {
  const std::uint64_t count = end - begin;
  if (std::has_single_bit(count)) {
    const auto level = static_cast<unsigned>(std::countr_zero(count));
    return source(level, begin >> level);
  }
  const std::uint64_t split = split_of(count);
  const auto left = range_from(source, begin, begin + split);
  const auto right = range_from(source, begin + split, end);
  if (!left || !right) return std::nullopt;
  return node_hash(*left, *right);
}

}  // namespace

Digest leaf_hash(std::string_view data) {
  static constexpr std::uint8_t kLeaf = 0x00;
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, &kLeaf, 1);
  crypto_hash_sha256_update(&state, reinterpret_cast<const std::uint8_t*>(data.data()), data.size());
  Digest digest{};
  crypto_hash_sha256_final(&state, digest.data());
  return digest;
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::uint8_t joined[65];
  joined[0] = 0x01;
  std::copy(left.begin(), left.end(), joined + 1);
  std::copy(right.begin(), right.end(), joined + 33);
  return base::sha256(base::BytesView(joined, sizeof joined));
}

Digest empty_root() { return base::sha256(std::string_view()); }

Digest root_of(std::span<const Digest> leaf_hashes) {
  if (leaf_hashes.empty()) return empty_root();
  if (leaf_hashes.size() == 1) return leaf_hashes.front();
  const std::size_t split = split_of(leaf_hashes.size());
  return node_hash(root_of(leaf_hashes.subspan(0, split)), root_of(leaf_hashes.subspan(split)));
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf, std::span<const Digest> proof,
                      const Digest& root) {
  if (index >= size) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (last == 0) return false;  // longer than the path
    if ((node & 1) != 0 || node == last) {
      hash = node_hash(sibling, hash);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root, const Digest& new_root,
                        std::span<const Digest> proof) {
  if (old_size == 0 || old_size > new_size) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  // A complete old tree is itself the first node of the path.
  std::vector<Digest> path;
  if (std::has_single_bit(old_size)) path.push_back(old_root);
  path.insert(path.end(), proof.begin(), proof.end());
  if (path.empty() || proof.empty()) return false;

  std::uint64_t node = old_size - 1;
  std::uint64_t last = new_size - 1;
  while ((node & 1) != 0) {
    node >>= 1;
    last >>= 1;
  }
  Digest old_hash = path.front();
  Digest new_hash = path.front();
  for (std::size_t at = 1; at < path.size(); ++at) {
    if (last == 0) return false;
    if ((node & 1) != 0 || node == last) {
      old_hash = node_hash(path[at], old_hash);
      new_hash = node_hash(path[at], new_hash);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      new_hash = node_hash(new_hash, path[at]);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == old_root && new_hash == new_root;
}

std::optional<Frontier> Frontier::from(const NodeSource& source, std::uint64_t size) {
  Frontier frontier;
  frontier.size_ = size;
  for (unsigned level = 64; level-- > 0;) {
    if ((size >> level & 1) == 0) continue;
    const auto node = source(level, (size >> level) - 1);
    if (!node) return std::nullopt;
    frontier.edge_.push_back(*node);
  }
  return frontier;
}

void Frontier::append(const Digest& leaf, const OnNode& on_node) {
  Digest hash = leaf;
  // Each trailing one of the size is a complete subtree as large as the one that grows now.
  for (unsigned level = 0; (size_ >> level & 1) != 0; ++level) {
    hash = node_hash(edge_.back(), hash);
    edge_.pop_back();
    if (on_node) on_node(level + 1, size_ >> (level + 1), hash);
  }
  edge_.push_back(hash);
  ++size_;
}

Digest Frontier::root() const {
  if (edge_.empty()) return empty_root();
  Digest hash = edge_.back();
  for (std::size_t at = edge_.size() - 1; at-- > 0;) hash = node_hash(edge_[at], hash);
  return hash;
}

std::optional<Digest> root_from(const NodeSource& source, std::uint64_t size) {
  return size == 0 ? std::optional(empty_root()) : range_from(source, 0, size);
}

std::optional<Proof> inclusion_proof(const NodeSource& source, std::uint64_t index, std::uint64_t size) {
  MIDSPAN_ASSERT(index < size);
  Proof path;  // from the root down, turned round at the end
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end - begin > 1) {
    const std::uint64_t middle = begin + split_of(end - begin);
    const bool left = index < middle;
    const auto sibling = left ? range_from(source, middle, end) : range_from(source, begin, middle);
    if (!sibling) return std::nullopt;
    path.push_back(*sibling);
    (left ? end : begin) = middle;
  }
  return Proof(path.rbegin(), path.rend());
}

std::optional<Proof> consistency_proof(const NodeSource& source, std::uint64_t old_size, std::uint64_t size) {
  MIDSPAN_ASSERT(old_size > 0 && old_size <= size);
  Proof path;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  bool known = true;  // whether the old tree is the whole of begin .. end, whose hash the reader has
  while (old_size != end) {
    const std::uint64_t middle = begin + split_of(end - begin);
    const bool left = old_size <= middle;
    const auto sibling = left ? range_from(source, middle, end) : range_from(source, begin, middle);
    if (!sibling) return std::nullopt;
    path.push_back(*sibling);
    if (!left) known = false;
    (left ? end : begin) = middle;
  }
  if (!known) {
    const auto own = range_from(source, begin, end);
    if (!own) return std::nullopt;
    path.push_back(*own);
  }
  return Proof(path.rbegin(), path.rend());
}

}  // namespace midspan::record
