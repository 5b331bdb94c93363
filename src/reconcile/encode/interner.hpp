// SPDX-License-Identifier: Apache-2.0
// Distinct texts of one piece, numbered as they appear. Small enough to stay in the cache of the core that fills it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::reconcile {

__extension__ typedef unsigned __int128 Wide;  // every compiler of the house has it

inline std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  const auto product = static_cast<Wide>(left ^ 0x9E3779B97F4A7C15ULL) * (right ^ 0xD6E8FEB86659FD93ULL);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Up to 8 bytes, the rest zero. Two overlapping loads instead of a copy of unknown length.
inline std::uint64_t bytes_at(const char* data, std::size_t count) {
  if (count >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, data, 8);
    return word;
  }
  if (count >= 4) {
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, data, 4);
    std::memcpy(&high, data + count - 4, 4);
    return low | static_cast<std::uint64_t>(high) << (8 * (count - 4));
  }
  std::uint64_t word = 0;
  for (std::size_t at = 0; at < count; ++at)
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(data[at])) << (8 * at);
  return word;
}

// The same on every machine of one byte order; never part of a result.
inline std::uint64_t hash_of(std::string_view text) {
  const char* data = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = left * 0xA0761D6478BD642FULL;
  while (left > 16) {
    hash = mix(hash ^ bytes_at(data, 8), bytes_at(data + 8, 8));
    data += 16;
    left -= 16;
  }
  if (left > 8) return mix(mix(hash ^ bytes_at(data, 8), bytes_at(data + 8, left - 8)), 0x2545F4914F6CDD1DULL);
  return mix(mix(hash ^ bytes_at(data, left), 0xE7037ED1A0B428DBULL), 0x2545F4914F6CDD1DULL);
}

inline bool same_bytes(const char* one, const char* other, std::size_t count) {
  for (; count > 8; count -= 8, one += 8, other += 8)
    if (bytes_at(one, 8) != bytes_at(other, 8)) return false;
  return bytes_at(one, count) == bytes_at(other, count);
}

class Interner {
 public:
  struct Entry {
    std::uint64_t hash;
    std::uint32_t begin;  // in text()
    std::uint32_t length;
    std::uint32_t count;
  };

  // 0 is kept for "empty"; the first text is 1. REQUIRES: hash is hash_of(text).
  std::uint32_t add(std::string_view text, std::uint64_t hash) {
    if (text.empty()) return 0;
    if (entries_.size() * 2 >= slots_.size()) grow();
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      Entry& entry = entries_[slots_[slot] - 1];
      if (entry.hash == hash && entry.length == text.size() &&
          same_bytes(text_.data() + entry.begin, text.data(), text.size())) {
        ++entry.count;
        return slots_[slot];
      }
    }
    entries_.push_back({hash, static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size()), 1});
    text_.append(text);
    return slots_[slot] = static_cast<std::uint32_t>(entries_.size());
  }

  // Ask the cache, a while before add(): first for the slot, then, when that is there, for the entry, then for the
  // text.
  void ask_slot(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(slots_.data() + (hash & (slots_.size() - 1)));
  }
  void ask_entry(std::uint64_t hash) const {
    if (const std::uint32_t found = guess(hash); found != 0) __builtin_prefetch(entries_.data() + found - 1);
  }
  void ask_text(std::uint64_t hash) const {
    if (const std::uint32_t found = guess(hash); found != 0)
      __builtin_prefetch(text_.data() + entries_[found - 1].begin);
  }

  // Forgets the texts, keeps the memory.
  void clear() {
    std::fill(slots_.begin(), slots_.end(), 0U);
    entries_.clear();
    text_.clear();
  }

  const std::vector<Entry>& entries() const { return entries_; }
  std::string_view text(const Entry& entry) const { return {text_.data() + entry.begin, entry.length}; }

 private:
  std::uint32_t guess(std::uint64_t hash) const { return slots_.empty() ? 0 : slots_[hash & (slots_.size() - 1)]; }
  void grow() {
    std::vector<std::uint32_t> wider(slots_.empty() ? 1024 : slots_.size() * 4, 0);
    for (std::size_t at = 0; at < entries_.size(); ++at) {
      std::size_t slot = entries_[at].hash & (wider.size() - 1);
      while (wider[slot] != 0) slot = (slot + 1) & (wider.size() - 1);
      wider[slot] = static_cast<std::uint32_t>(at + 1);
    }
    slots_ = std::move(wider);
  }

  std::vector<std::uint32_t> slots_;
  std::vector<Entry> entries_;
  std::string text_;
};

}  // namespace midspan::reconcile
