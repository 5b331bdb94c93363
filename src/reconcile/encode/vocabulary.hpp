// SPDX-License-Identifier: Apache-2.0
// Distinct texts and their numbers, for many readers at once. While pieces of the lists are read the vocabulary is
// frozen: a text that it holds costs one look; one that it lacks is put into a small table of the piece. Between waves
// of pieces the pieces' tables are merged into it, in 16 shards by hash, pieces in order, so that numbers do not depend
// on who was first.
//
// What is common stands in the first waves already. The first tens of thousands of texts stand a second time in a table
// that is small enough for the caches: most cells are found there, and only the others cost a miss in the large one.
//
// A text of up to sixteen bytes, none of them zero, is its own key: equal keys are equal texts, and nothing has to be
// looked up to be sure. Longer ones are kept as text.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/encode/pages.hpp"

namespace midspan::reconcile {

struct TextKey {
  std::uint64_t low, high;  // the bytes, zero behind them
  bool operator==(const TextKey&) const = default;
};

inline std::uint64_t hash_of(TextKey key) { return mix(mix(key.low, key.high), 0x2545F4914F6CDD1DULL); }

// Texts that are no keys.
class LongTexts {
 public:
  // Its number, 0 when it is not there. REQUIRES: hash is hash_of(text).
  std::uint32_t find(std::string_view text, std::uint64_t hash) const;
  // The place of its number, for writing; added with number 0 when it is not there. Holds until the next call.
  std::uint32_t& add(std::string_view text, std::uint64_t hash);

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint64_t begin;
    std::uint32_t length;
    std::uint32_t number;
  };
  std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  void grow();
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;
  std::string text_;
};

// The texts of one piece that the vocabulary lacks, numbered from 1 as they appear.
class LocalTexts {
 public:
  struct Entry {
    TextKey key;  // of long texts: begin and length in the piece's text
    std::uint64_t hash;
    bool is_long;
  };
  std::uint32_t add(TextKey key, std::uint64_t hash);
  std::uint32_t add(std::string_view text, std::uint64_t hash);
  void clear();

  const std::vector<Entry>& entries() const { return entries_; }
  // The text of an entry; `buffer` holds it when it is a key.
  std::string_view text(const Entry& entry, std::array<char, 16>& buffer) const;

 private:
  void grow();
  std::vector<std::uint32_t> slots_;
  std::vector<Entry> entries_;
  std::string text_;
};

class Vocabulary {
 public:
  static constexpr std::size_t kShards = 16;
  static std::size_t shard_of(std::uint64_t hash) { return hash >> 60; }

  enum class Nothing : std::uint8_t { Is, IsText };  // "unknown", "n/a" ... are no value, or texts like others

  explicit Vocabulary(Nothing nothing);

  // Thread safety: find and ask may be called from several threads, merge_shard for different shards, between waves.
  std::uint32_t find(TextKey key, std::uint64_t hash) const {
    for (std::size_t at = hash;; ++at) {
      const Line& line = lines_[line_at(hash, at)];
      const std::uint32_t found = find_in(line, key);
      if (found != 0 || line.numbers[kSlots - 1] == 0) return found;
    }
  }
  std::uint32_t find(std::string_view text, std::uint64_t hash) const {
    return shards_[shard_of(hash)].longs.find(text, hash);
  }
  void ask(std::uint64_t hash) const { __builtin_prefetch(lines_.data() + line_at(hash, hash)); }
  // The same in the small table, where there is one; 0 says nothing.
  bool has_early() const { return !early_.empty(); }
  std::uint32_t find_early(TextKey key, std::uint64_t hash) const { return find_in(early_[early_at(hash)], key); }
  void ask_early(std::uint64_t hash) const { __builtin_prefetch(early_.data() + early_at(hash)); }

  // One piece's texts of one field, by shard, and where their numbers go.
  struct Wanted {
    const LocalTexts* texts = nullptr;
    std::array<std::uint32_t, kShards + 1> begin{};
    std::vector<LocalTexts::Entry> entries;  // those of one shard together, to be read one after the other
    std::vector<std::uint32_t> order;        // which of the piece's texts each of them is
    std::vector<std::uint32_t> numbers;      // by text of the piece
    void prepare(const LocalTexts& local);
  };

  // Four steps of a merge: once; then all shards, in any order; then once; then all shards again.
  void make_room(std::span<Wanted* const> wanted);
  void find_new(std::size_t shard, std::span<Wanted* const> wanted);
  void number_new(Dictionary& dictionary);
  void keep_new(std::size_t shard, std::span<Wanted* const> wanted, Dictionary& dictionary);

 private:
  // As many slots as go into a line of the cache: a look costs one.
  static constexpr std::size_t kSlots = 3;
  struct Line {
    std::array<TextKey, kSlots> keys;
    std::array<std::uint32_t, kSlots> numbers;  // 0: free, like those behind it
    std::uint32_t spare;
  };
  static_assert(sizeof(Line) == 64);
  static constexpr std::size_t kEarlyLines = std::size_t{1} << 15;  // two megabytes
  static constexpr std::uint32_t kManyTexts = 16384;                // with fewer the large table is small enough
  // Lines of one shard stand together, as shards are filled by different threads.
  static std::size_t early_at(std::uint64_t hash) {
    return shard_of(hash) * (kEarlyLines / kShards) + hash % (kEarlyLines / kShards);
  }
  // In which slot nobody can foresee: all are looked at, without a branch.
  static std::uint32_t find_in(const Line& line, TextKey key) {
    std::uint32_t found = 0;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      const std::uint64_t differ = (line.keys[slot].low ^ key.low) | (line.keys[slot].high ^ key.high);
      found |= line.numbers[slot] & (static_cast<std::uint32_t>(differ != 0) - 1);
    }
    return found;
  }
  void widen(std::size_t shard);
  void keep_early(TextKey key, std::uint64_t hash, std::uint32_t number);
  struct New {
    std::uint32_t wanted, entry;
  };
  struct Shard {
    std::size_t used = 0;  // slots
    LongTexts longs;
    std::vector<New> fresh;  // of this merge, as they appear
    std::uint64_t fresh_bytes = 0;
    std::uint32_t first = 0;    // number of the first of them
    std::uint64_t text_at = 0;  // where its text goes in the dictionary
    bool early = false;         // its texts stand in the small table as far as there is room
  };
  // The number of a line; those of a shard go round.
  std::size_t line_at(std::uint64_t hash, std::size_t at) const { return shard_of(hash) * (mask_ + 1) + (at & mask_); }
  static std::span<const Line> lines_of(const PageVector<Line>& lines, std::size_t shard) {
    return std::span(lines).subspan(shard * lines.size() / kShards, lines.size() / kShards);
  }
  std::uint32_t& place_of(const LocalTexts& texts, const LocalTexts::Entry& entry);
  std::uint32_t& slot_of(TextKey key, std::uint64_t hash);

  Nothing nothing_;
  std::array<Shard, kShards> shards_;
  PageVector<Line> lines_;   // those of one shard stand together: all of them in large pages
  std::size_t mask_;         // of the numbers of lines in a shard
  PageVector<Line> before_;  // while a merge widens them
  PageVector<Line> early_;
};

}  // namespace midspan::reconcile
