// SPDX-License-Identifier: Apache-2.0
// Keys dealt out by their highest bits, so that what is done with those of one part stays within the cache: the part of
// an index that they belong to, and they themselves. They are dealt out a run at a time, which stays within the cache
// too; a part is then as many pieces as there are runs.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/encode/interner.hpp"
#include "reconcile/encode/pages.hpp"

namespace midspan::reconcile {

// A key of several parts takes in two at a time, for half the price: of a pair the first waits for the second. A last
// one without a second stands alone, behind 0. Rows are dealt out by the highest bits of keys: these have to differ
// where parts do, be it by little. That nothing is mixed in beforehand leaves the first parts a good factor (mix);
// chance may make a bad one of it (docs/decisions, 0340).
constexpr std::uint64_t kNoParts = 0;
inline std::uint64_t with_parts(std::uint64_t key, std::uint32_t first, std::uint32_t second) {
  return mix(key, static_cast<std::uint64_t>(first) << 32 | second);
}

struct Keyed {
  std::uint64_t key;
  std::uint32_t row;
};

class Parted {
 public:
  static constexpr std::size_t kParts = 256;
  static constexpr std::size_t part_of(std::uint64_t key) { return key >> 56; }

  // Forgets the keys, keeps the memory; with room for so many, which costs nothing until they come. To be called before
  // the first key is added.
  void clear(std::size_t expected = 0) {
    run_.resize(kRun);
    if (keys_.size() < expected) keys_ = PageVector<Keyed>(expected);
    runs_.clear();
    size_ = waiting_ = 0;
  }
  std::size_t size() const { return size_ + waiting_; }

  void add(Keyed one) { add_if(true, one); }
  // Whether a key is wanted nobody may be able to foresee: no branch depends on it.
  void add_if(bool wanted, Keyed one) {
    run_[waiting_] = one;
    waiting_ += wanted ? 1U : 0U;
    if (waiting_ == kRun) deal();
  }

  // The keys of one part, in the order in which they were added. Holds until the next call.
  std::span<const Keyed> part(std::size_t number) {
    if (waiting_ != 0) deal();
    std::size_t count = 0;
    for (const Run& run : runs_) count += run[number + 1] - run[number];
    if (part_.size() < count) part_.resize(count);
    Keyed* to = part_.data();
    for (const Run& run : runs_) to = std::copy(keys_.data() + run[number], keys_.data() + run[number + 1], to);
    return {part_.data(), count};
  }

 private:
  static constexpr std::size_t kRun = 16384;
  using Run = std::array<std::uint32_t, kParts + 1>;  // where its parts begin in keys_

  void deal() {
    if (keys_.size() < size_ + waiting_) keys_.resize(2 * (size_ + waiting_));
    Run& begins = runs_.emplace_back();
    begins.fill(0);
    for (std::size_t at = 0; at < waiting_; ++at) ++begins[part_of(run_[at].key) + 1];
    begins[0] = static_cast<std::uint32_t>(size_);
    for (std::size_t part = 0; part < kParts; ++part) begins[part + 1] += begins[part];
    Run next = begins;
    for (std::size_t at = 0; at < waiting_; ++at) keys_[next[part_of(run_[at].key)]++] = run_[at];
    size_ += waiting_;
    waiting_ = 0;
  }

  std::vector<Keyed> run_;   // those that have not been dealt out
  std::size_t waiting_ = 0;  // of them
  PageVector<Keyed> keys_;   // those that have been
  std::size_t size_ = 0;
  std::vector<Run> runs_;
  std::vector<Keyed> part_;
};

}  // namespace midspan::reconcile
