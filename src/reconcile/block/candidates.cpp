// SPDX-License-Identifier: Apache-2.0
// The index of a pass is a hash table laid flat: 2^k buckets by the top bits of the key, the bucket's entries side by
// side, rows ascending. A probe costs two cache misses. find() asks for both ahead of time, row by row; meet() has many
// rows ask in the order of the index, pass by pass, so that each part of it comes into the cache once (docs/decisions,
// 0044).
#include "reconcile/block/candidates.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <numeric>
#include <utility>

#include "base/threads.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kMostKeysOfRow = 24;  // a name of many words meets by its first words only
constexpr std::size_t kBatch = 64;

// By the row met; the passes of one row in any order. Of many, the digits of the row are dealt out, the lowest first:
// that costs the same for each, where comparing costs a wrong guess of the processor for each of several rounds.
void sort_met(std::vector<std::uint64_t>& met, Range rows) {
  constexpr std::size_t kFew = 48;
  constexpr unsigned kMostBits = 9;  // of a digit
  if (met.size() < kFew) {
    std::sort(met.begin(), met.end());
    return;
  }
  const auto bits = static_cast<unsigned>(std::bit_width(rows.size()));
  const unsigned digits = (bits + kMostBits - 1) / kMostBits;
  const unsigned width = (bits + digits - 1) / digits;
  thread_local std::vector<std::uint64_t> sorted;
  sorted.resize(met.size());
  for (unsigned digit = 0; digit < digits; ++digit) {
    const auto digit_of = [&](std::uint64_t one) {
      return ((one >> 5) - rows.begin) >> (digit * width) & ((std::uint64_t{1} << width) - 1);
    };
    std::array<std::uint32_t, (std::size_t{1} << kMostBits) + 1> next;
    std::fill_n(next.begin(), (std::size_t{1} << width) + 1, 0U);
    for (const std::uint64_t one : met) ++next[digit_of(one) + 1];
    for (std::size_t at = 0; at < std::size_t{1} << width; ++at) next[at + 1] += next[at];
    for (const std::uint64_t one : met) sorted[next[digit_of(one)]++] = one;
    met.swap(sorted);
  }
}

std::uint32_t tag_of(std::uint64_t key) { return static_cast<std::uint32_t>(key); }

}  // namespace

Blocker::KeyPart Blocker::key_part(const Part& part) const {
  for (std::size_t at = 0; at < columns_.size(); ++at)
    if (columns_[at].first == part) return {part.field, &columns_[at].second, at};
  return {};
}

template <typename Take>
void Blocker::keys_of_row(std::size_t pass, std::size_t row, Take&& take) const {
  const std::vector<KeyPart>& parts = parts_[pass];
  const std::uint32_t* values = encoded_.row(row);
  if (passes_[pass].unordered && parts.size() == 2) {
    // Any key of the one with any of the other, whichever comes first.
    const KeyColumn& one = *parts[0].column;
    const KeyColumn& other = *parts[1].column;
    const std::uint32_t left = values[parts[0].field];
    const std::uint32_t right = values[parts[1].field];
    const bool same = passes_[pass].parts[0] == passes_[pass].parts[1];
    std::size_t taken = 0;
    for (const std::uint32_t* key = one.begin(left); key != one.end(left); ++key)
      for (const std::uint32_t* with = same ? key + 1 : other.begin(right); with != other.end(right); ++with) {
        if (*key == 0 || *with == 0 || taken++ >= kMostKeysOfRow) continue;
        take(mix(std::min(*key, *with), std::max(*key, *with)));
      }
    return;
  }
  // Each part makes a longer key of each choice with each key so far.
  struct Keys {
    std::array<std::uint64_t, kMostKeysOfRow> key;
    std::array<std::uint32_t, kMostKeysOfRow> waiting;
    std::size_t count = 0;
    void add(std::uint64_t made, std::uint32_t waits) {
      key[count] = made;
      waiting[count++] = waits;
    }
  };
  Keys first, second;
  Keys* now = &first;
  Keys* longer = &second;
  now->add(kNoParts, 0);
  for (std::size_t number = 0; number < parts.size(); ++number) {
    const KeyPart& part = parts[number];
    const bool waits = number % 2 == 0 && number + 1 < parts.size();
    longer->count = 0;
    for (const std::uint32_t* choice = part.column->begin(values[part.field]);
         choice != part.column->end(values[part.field]); ++choice)
      for (std::size_t at = 0; at < now->count && longer->count < kMostKeysOfRow; ++at) {
        if (*choice == 0) continue;
        const std::uint32_t before = number % 2 == 0 ? 0 : now->waiting[at];
        longer->add(waits ? now->key[at] : with_parts(now->key[at], before, *choice), *choice);
      }
    std::swap(now, longer);
  }
  for (std::size_t at = 0; at < now->count; ++at) take(now->key[at]);
}

template <typename RowAt>
const std::uint32_t* Blocker::keys_of_part(const KeyPart& part, RowAt row_at, std::size_t count, const RowKeys* known,
                                           std::size_t first, std::uint32_t* room) const {
  if (known != nullptr && !known->of_column[part.number].empty())
    return known->of_column[part.number].data() + (first - known->begin);
  for (std::size_t at = 0; at < count; ++at) room[at] = *part.column->begin(encoded_.row(row_at(at))[part.field]);
  return room;
}

// Almost always each part has one key: then all rows of a batch are one loop a part, whose misses overlap.
template <typename RowAt, typename Take>
void Blocker::keys_of_rows(std::size_t pass, RowAt row_at, std::size_t count, const RowKeys* known, std::size_t first,
                           Take&& take) const {
  const std::vector<KeyPart>& parts = parts_[pass];
  const bool pair = passes_[pass].unordered && parts.size() == 2;
  bool single = !pair || !(passes_[pass].parts[0] == passes_[pass].parts[1]);
  for (const KeyPart& part : parts) single = single && part.column->single();
  if (!single) {
    for (std::size_t at = 0; at < count; ++at) keys_of_row(pass, row_at(at), [&](std::uint64_t key) { take(key, at); });
    return;
  }
  std::array<std::uint64_t, kBatch> keys;
  std::array<std::uint32_t, kBatch> one_room, other_room, complete;  // 0: a part is missing
  keys.fill(kNoParts);
  complete.fill(1);
  for (std::size_t number = 0; number < parts.size(); number += 2) {
    const bool two = number + 1 < parts.size();
    const auto of_part = [&](std::size_t part, auto& room) {
      return keys_of_part(parts[part], row_at, count, known, first, room.data());
    };
    const std::uint32_t* const other = of_part(two ? number + 1 : number, other_room);
    const std::uint32_t* const one = two ? of_part(number, one_room) : nullptr;
    for (std::size_t at = 0; at < count; ++at) {
      const std::uint32_t here = one == nullptr ? 1U : one[at] != 0 ? 1U : 0U;
      complete[at] &= here & (other[at] != 0 ? 1U : 0U);
    }
    if (pair) {
      for (std::size_t at = 0; at < count; ++at)
        keys[at] = mix(std::min(one[at], other[at]), std::max(one[at], other[at]));
    } else {
      for (std::size_t at = 0; at < count; ++at)
        keys[at] = with_parts(keys[at], one == nullptr ? 0 : one[at], other[at]);
    }
  }
  for (std::size_t at = 0; at < count; ++at)
    if (complete[at] != 0) take(keys[at], at);
}

template <typename Take>
void Blocker::keys_of_asking(std::size_t pass, const Asking& asking, std::size_t begin, std::size_t end,
                             const RowKeys& known, Take&& take) const {
  static_assert(kBatch == Asking::kRun);
  for (std::size_t first = begin; first < end; first += kBatch) {
    const std::size_t row = asking.row(first);
    keys_of_rows(
        pass, [row](std::size_t at) { return row + at; }, std::min(kBatch, end - first), &known, first,
        [&](std::uint64_t key, std::size_t at) { take(key, first + at); });
  }
}

// Columns of few values stay in the cache.
Blocker::RowKeys Blocker::look_up_keys(const Asking& asking, std::size_t begin, std::size_t end,
                                       unsigned threads) const {
  constexpr std::size_t kManyValues = 50'000;
  constexpr std::size_t kRuns = 64;
  RowKeys keys;
  keys.begin = begin;
  keys.of_column.resize(columns_.size());
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < columns_.size(); ++number) {
    const auto uses = [&](const KeyPart& part) { return part.number == number; };
    std::size_t passes = 0;
    for (const std::vector<KeyPart>& parts : parts_) passes += std::any_of(parts.begin(), parts.end(), uses) ? 1 : 0;
    if (passes < 2 || !columns_[number].second.single() || columns_[number].second.values() < kManyValues) continue;
    numbers.push_back(number);
    keys.of_column[number].resize(end - begin);
  }
  if (numbers.empty()) return keys;
  constexpr std::size_t kRows = kRuns * Asking::kRun;
  base::for_each_piece((end - begin + kRows - 1) / kRows, threads, [&](std::size_t piece) {
    const std::size_t until = std::min(end, begin + (piece + 1) * kRows);
    for (const std::size_t number : numbers) {
      const KeyColumn& column = columns_[number].second;
      const std::size_t field = columns_[number].first.field;
      std::uint32_t* out = keys.of_column[number].data() + piece * kRows;
      for (std::size_t at = begin + piece * kRows; at < until; ++at)
        *out++ = *column.begin(encoded_.row(asking.row(at))[field]);
    }
  });
  return keys;
}

// Rows without the field stay together: a missing value must not hide a pair from a row that lacks it too.
std::uint64_t Blocker::refined(std::uint64_t key, const KeyPart& part, std::size_t row) const {
  const std::uint32_t value = encoded_.row(row)[part.field];
  const std::uint32_t* const begin = part.column->begin(value);
  return mix(key, begin == part.column->end(value) ? 0 : *begin);
}

Blocker::Blocker(const Encoded& encoded, const std::vector<Values>& values, std::vector<Pass> passes, Range probe,
                 Range indexed, bool triangle, std::size_t largest, unsigned threads)
    : encoded_(encoded),
      passes_(std::move(passes)),
      probe_(probe),
      indexed_(indexed),
      triangle_(triangle),
      largest_(largest) {
  for (const Pass& pass : passes_)
    for (const auto* parts : {&pass.parts, &pass.refine})
      for (const Part& part : *parts)
        if (std::none_of(columns_.begin(), columns_.end(), [&](const auto& made) { return made.first == part; }))
          columns_.emplace_back(part, KeyColumn());
  base::for_each_piece(columns_.size(), threads, [&](std::size_t at) {
    const Part part = columns_[at].first;
    columns_[at].second = KeyColumn::make(values[encoded.group[part.field]], part);
  });
  for (const Pass& pass : passes_) {
    parts_.emplace_back();
    refine_.emplace_back();
    for (const Part& part : pass.parts) parts_.back().push_back(key_part(part));
    for (const Part& part : pass.refine) refine_.back().push_back(key_part(part));
  }
  tables_.resize(passes_.size());
  skipped_.resize(passes_.size());
  const RowKeys keys = look_up_keys({indexed_}, 0, indexed_.size(), threads);
  // Those with the largest blocks take longest, and come first.
  std::vector<std::size_t> order(passes_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t one, std::size_t other) { return passes_[one].expected > passes_[other].expected; });
  std::atomic<std::size_t> next = 0;
  base::for_each_piece(std::min<std::size_t>(passes_.size(), base::thread_count(threads)), threads, [&](std::size_t) {
    Scratch scratch;
    for (std::size_t at = next++; at < order.size(); at = next++) build(order[at], keys, scratch);
  });
}

// Eight bits a key.
void Blocker::Table::make_filter(std::size_t keys) {
  filter = zeroed<std::uint64_t>(std::max<std::size_t>(64, std::bit_ceil(keys) / 8));
  filter_shift = 64 - static_cast<unsigned>(std::countr_zero(filter.size()));
}

// True when a bucket is too large.
bool Blocker::lay_out(Table& table, Parted& keys) const {
  const unsigned bits = std::max(8U, static_cast<unsigned>(std::bit_width(keys.size())) - 1);
  table.shift = 64 - bits;
  const std::size_t buckets = (std::size_t{1} << bits) / Parted::kParts;  // of a part
  table.offsets.resize(buckets * Parted::kParts + 1);
  table.offsets[0] = 0;
  table.entries.resize(keys.size() + Table::kSpare);
  for (std::size_t at = keys.size(); at < table.entries.size(); ++at) table.entries[at] = {};
  bool crowded = false;
  std::uint32_t sum = 0;
  std::vector<std::uint32_t> next(buckets);
  for (std::size_t part = 0; part < Parted::kParts; ++part) {
    const std::span<const Keyed> of_part = keys.part(part);
    const auto bucket_of = [&](const Keyed& one) { return (one.key >> table.shift) & (buckets - 1); };
    std::fill(next.begin(), next.end(), 0U);
    for (const Keyed& one : of_part) ++next[bucket_of(one)];
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
      const std::uint32_t count = next[bucket];
      crowded = crowded || count > largest_;
      next[bucket] = sum;
      sum += count;
      table.offsets[part * buckets + bucket + 1] = sum;
    }
    for (const Keyed& one : of_part) {
      table.entries[next[bucket_of(one)]++] = {tag_of(one.key), one.row};
      if (!table.filter.empty()) table.filter[table.filter_word(one.key)] |= Table::filter_bits(one.key);
    }
  }
  return crowded;
}

void Blocker::build(std::size_t pass, const RowKeys& keys, Scratch& scratch) {
  scratch.keys.clear(indexed_.size());
  keys_of_asking(pass, {indexed_}, 0, indexed_.size(), keys, [&](std::uint64_t key, std::size_t number) {
    scratch.keys.add({key, static_cast<std::uint32_t>(indexed_.begin + number)});
  });
  const std::size_t tables = passes_[pass].refine.size() + 1;
  while (scratch.keys.size() != 0 && tables_[pass].size() < tables) {
    Table table;
    // Most rows of a larger list have no partner: a bit says so for one look at a small table instead of two at large
    // ones. Within one list each row finds itself.
    if (tables_[pass].empty() && !triangle_) table.make_filter(indexed_.size());
    const bool crowded = lay_out(table, scratch.keys);
    if (crowded) split_large(pass, table, scratch);
    tables_[pass].push_back(std::move(table));
    if (!crowded) break;
    std::swap(scratch.keys, scratch.longer);
  }
}

// Blocks that are too large leave a mark; their rows are kept for the next table, under a longer key.
void Blocker::split_large(std::size_t pass, Table& table, Scratch& scratch) {
  const std::size_t buckets = table.offsets.size() - 1;
  PageVector<std::uint32_t> offsets(buckets + 1, 0);
  PageVector<Entry> kept;
  kept.reserve(table.entries.size());
  std::vector<std::pair<std::size_t, std::uint32_t>> large;  // bucket, tag; ascending
  std::vector<std::uint32_t> tags;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const std::uint32_t begin = table.offsets[bucket];
    const std::uint32_t end = table.offsets[bucket + 1];
    const std::size_t first_large = large.size();
    if (end - begin > largest_) {
      tags.clear();
      for (std::uint32_t at = begin; at < end; ++at) tags.push_back(table.entries[at].tag);
      std::sort(tags.begin(), tags.end());
      for (std::size_t at = 0; at < tags.size();) {
        std::size_t same = at;
        while (same < tags.size() && tags[same] == tags[at]) ++same;
        if (same - at > largest_) large.emplace_back(bucket, tags[at]);
        at = same;
      }
    }
    const auto is_large = [&](std::uint32_t tag) {
      for (std::size_t at = first_large; at < large.size(); ++at)
        if (large[at].second == tag) return true;
      return false;
    };
    for (std::size_t at = first_large; at < large.size(); ++at) kept.push_back({large[at].second, kRefined});
    for (std::uint32_t at = begin; at < end; ++at)
      if (first_large == large.size() || !is_large(table.entries[at].tag)) kept.push_back(table.entries[at]);
    offsets[bucket + 1] = static_cast<std::uint32_t>(kept.size());
  }
  const std::size_t number = tables_[pass].size();
  const bool last = number == passes_[pass].refine.size();
  scratch.longer.clear();
  for (std::size_t part = 0; part < Parted::kParts; ++part)
    for (const Keyed& one : scratch.keys.part(part)) {
      const std::size_t bucket = one.key >> table.shift;
      if (table.offsets[bucket + 1] - table.offsets[bucket] <= largest_ ||
          !std::binary_search(large.begin(), large.end(), std::pair(bucket, tag_of(one.key))))
        continue;
      if (last) ++skipped_[pass].rows;
      else scratch.longer.add({refined(one.key, refine_[pass][number], one.row), one.row});
    }
  if (last) skipped_[pass].blocks += large.size();
  kept.resize(kept.size() + Table::kSpare);
  table.offsets = std::move(offsets);
  table.entries = std::move(kept);
}

// The pass that meets most pairs, if its blocks are so large that rows of one block are met by many.
std::optional<std::size_t> Blocker::pass_of_large_blocks() const {
  constexpr double kSmallBlock = 8;
  double most = 0;
  std::size_t largest = 0;
  for (std::size_t pass = 0; pass < passes_.size(); ++pass) {
    if (tables_[pass].empty()) continue;
    const PageVector<std::uint32_t>& offsets = tables_[pass].front().offsets;
    double pairs = 0;
    for (std::size_t at = 0; at + 1 < offsets.size(); ++at) {
      const double size = offsets[at + 1] - offsets[at];
      pairs += size * size;
    }
    if (pairs > most) {
      most = pairs;
      largest = pass;
    }
  }
  if (most < kSmallBlock * static_cast<double>(indexed_.size())) return std::nullopt;
  return largest;
}

PageVector<std::uint32_t> Blocker::order_of_probes(unsigned threads) const {
  PageVector<std::uint32_t> order;
  const std::optional<std::size_t> pass = pass_of_large_blocks();
  if (!pass) return order;
  const Table& table = tables_[*pass].front();
  const std::size_t buckets = table.offsets.size() - 1;
  constexpr std::size_t kRows = 64 * kBatch;
  PageVector<std::uint32_t> bucket_of(probe_.size(), static_cast<std::uint32_t>(buckets));  // last: without a key
  base::for_each_piece((probe_.size() + kRows - 1) / kRows, threads, [&](std::size_t piece) {
    const std::size_t end = std::min(probe_.end, probe_.begin + (piece + 1) * kRows);
    for (std::size_t row = probe_.begin + piece * kRows; row < end; row += kBatch)
      keys_of_rows(
          *pass, [row](std::size_t at) { return row + at; }, std::min(kBatch, end - row), nullptr, 0,
          [&](std::uint64_t key, std::size_t at) {
            bucket_of[row + at - probe_.begin] = static_cast<std::uint32_t>(key >> table.shift);
          });
  });
  PageVector<std::uint32_t> next(buckets + 2, 0);
  for (const std::uint32_t bucket : bucket_of) ++next[bucket + 1];
  for (std::size_t at = 0; at <= buckets; ++at) next[at + 1] += next[at];
  order.resize(probe_.size());
  for (std::size_t at = 0; at < probe_.size(); ++at)
    order[next[bucket_of[at]]++] = static_cast<std::uint32_t>(probe_.begin + at);
  return order;
}

PageVector<std::uint32_t> Blocker::places() const {
  PageVector<std::uint32_t> places;
  const std::optional<std::size_t> pass = pass_of_large_blocks();
  if (!pass) return places;
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  places.assign(indexed_.size(), kNone);
  std::uint32_t next = 0;
  for (const Table& table : tables_[*pass])
    for (const Entry& entry : std::span(table.entries).first(table.offsets.back()))
      if (entry.row != kRefined && places[entry.row - indexed_.begin] == kNone)
        places[entry.row - indexed_.begin] = next++;
  for (std::uint32_t& place : places)
    if (place == kNone) place = next++;
  return places;
}

void Blocker::look_up(std::size_t pass, std::size_t table, std::uint64_t key, std::size_t row,
                      std::vector<std::uint64_t>& met) const {
  if (table >= tables_[pass].size()) return;
  const Table& in = tables_[pass][table];
  const std::size_t bucket = key >> in.shift;
  const std::uint32_t tag = tag_of(key);
  const Entry* entry = in.entries.data() + in.offsets[bucket];
  const Entry* const end = in.entries.data() + in.offsets[bucket + 1];
  for (; entry != end && entry->row == kRefined; ++entry)  // these come first
    if (entry->tag == tag) {
      if (table >= refine_[pass].size()) return;  // too alike to tell apart: left out, and counted as such
      look_up(pass, table + 1, refined(key, refine_[pass][table], row), row, met);
      return;
    }
  // Of one list each pair is met from its lower row alone. Rows of the first table ascend; of the others those of one
  // key do.
  if (triangle_ && table == 0)
    entry = std::upper_bound(entry, end, row, [](std::size_t own, const Entry& one) { return own < one.row; });
  for (; entry != end; ++entry)
    if (entry->tag == tag && (!triangle_ || entry->row > row))
      met.push_back(static_cast<std::uint64_t>(entry->row) << 5 | pass);
}

void Blocker::find(std::size_t begin, std::size_t end, std::vector<Candidate>& out) const {
  find_rows([begin](std::size_t at) { return begin + at; }, end - begin, out);
}

void Blocker::find(std::span<const std::uint32_t> rows, std::vector<Candidate>& out) const {
  find_rows([rows](std::size_t at) { return std::size_t{rows[at]}; }, rows.size(), out);
}

// So many at once that what the cache was asked for is still there when it is looked at: names that are read in several
// ways have many keys.
template <typename RowAt>
void Blocker::find_rows(RowAt row_at, std::size_t count, std::vector<Candidate>& out) const {
  constexpr std::size_t kKeysAtOnce = 2048;
  constexpr std::size_t kFewRows = 8;
  for (std::size_t first = 0, batch = kFewRows; first < count;) {
    const std::size_t rows = std::min(batch, count - first);
    const std::size_t keys = find_batch([&](std::size_t at) { return row_at(first + at); }, rows, out);
    first += rows;
    batch = std::clamp(kKeysAtOnce * rows / std::max<std::size_t>(keys, 1), kFewRows, kBatch);
  }
}

template <typename RowAt>
std::size_t Blocker::find_batch(RowAt row_at, std::size_t count, std::vector<Candidate>& out) const {
  struct Probe {
    std::uint64_t key;
    std::uint32_t at;
  };
  thread_local std::vector<std::vector<Probe>> probes;  // by pass, in the order of rows
  thread_local std::vector<std::uint64_t> met;          // of one row: indexed row, pass
  thread_local std::vector<std::size_t> next;           // by pass
  if (probes.size() < passes_.size()) probes.resize(passes_.size());
  next.assign(passes_.size(), 0);
  std::size_t keys = 0;
  for (std::size_t pass = 0; pass < passes_.size(); ++pass) {
    probes[pass].clear();
    if (tables_[pass].empty()) continue;
    const Table& table = tables_[pass].front();
    keys_of_rows(pass, row_at, count, nullptr, 0, [&](std::uint64_t key, std::size_t at) {
      if (!table.filter.empty()) __builtin_prefetch(table.filter.data() + table.filter_word(key));
      probes[pass].push_back({key, static_cast<std::uint32_t>(at)});
    });
    keys += probes[pass].size();
  }
  std::uint64_t rows = 0;  // bits: those that may meet somebody
  for (std::size_t pass = 0; pass < passes_.size(); ++pass) {
    if (tables_[pass].empty()) continue;
    const Table& table = tables_[pass].front();
    std::size_t kept = 0;
    for (const Probe probe : probes[pass]) {
      if (!table.may_hold(probe.key)) continue;
      probes[pass][kept++] = probe;
      rows |= std::uint64_t{1} << probe.at;
      __builtin_prefetch(table.offsets.data() + (probe.key >> table.shift));
    }
    probes[pass].resize(kept);
  }
  for (std::size_t pass = 0; pass < passes_.size(); ++pass)
    for (const Probe& probe : probes[pass]) {
      const Table& table = tables_[pass].front();
      __builtin_prefetch(table.entries.data() + table.offsets[probe.key >> table.shift]);
    }
  for (; rows != 0; rows &= rows - 1) {
    const auto at = static_cast<std::size_t>(std::countr_zero(rows));
    const std::size_t row = row_at(at);
    met.clear();
    for (std::size_t pass = 0; pass < passes_.size(); ++pass)
      for (; next[pass] < probes[pass].size() && probes[pass][next[pass]].at == at; ++next[pass])
        look_up(pass, 0, probes[pass][next[pass]].key, row, met);
    sort_met(met, indexed_);
    std::uint64_t before = ~std::uint64_t{0};
    for (const std::uint64_t one : met) {
      if (one >> 5 != before) {
        out.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(one >> 5), 0});
        before = one >> 5;
      }
      out.back().passes |= std::uint32_t{1} << (one & 31U);
    }
  }
  return keys;
}

// A row met: the row that asked, in its piece; the row of the index; the pass.
constexpr unsigned kAskedAt = 37;

Blocker::Met Blocker::meet(const Asking& asking, std::size_t begin, std::size_t end, unsigned threads) const {
  constexpr std::size_t kParts = 4;   // of the rows: threads come out more even than with whole passes
  constexpr std::size_t kUsual = 64;  // met by the rows of a piece in a pass; more would add to the peak
  Met met;
  met.asking_ = asking;
  met.begin_ = begin;
  met.pieces_ = (end - begin + Met::kPieceRows - 1) / Met::kPieceRows;
  met.by_part_.resize(passes_.size() * kParts);
  const RowKeys keys = look_up_keys(asking, begin, end, threads);
  const auto first_piece = [&](std::size_t part) { return met.pieces_ * part / kParts; };
  const auto bound = [&](std::size_t part) { return std::min(end, begin + first_piece(part) * Met::kPieceRows); };
  std::atomic<std::size_t> next = 0;
  base::for_each_piece(
      std::min<std::size_t>(met.by_part_.size(), base::thread_count(threads)), threads, [&](std::size_t) {
        Scratch scratch;
        for (std::size_t at = next++; at < met.by_part_.size(); at = next++) {
          met.by_part_[at].resize(met.pieces_);
          for (std::size_t piece = first_piece(at % kParts); piece < first_piece(at % kParts + 1); ++piece)
            met.by_part_[at][piece].reserve(kUsual);
          if (!tables_[at / kParts].empty())
            meet_in_pass(at / kParts, asking, bound(at % kParts), bound(at % kParts + 1), keys, scratch,
                         met.by_part_[at]);
        }
      });
  return met;
}

void Blocker::meet_in_pass(std::size_t pass, const Asking& asking, std::size_t begin, std::size_t end,
                           const RowKeys& keys, Scratch& scratch,
                           std::vector<std::vector<std::uint64_t>>& by_piece) const {
  const Table& table = tables_[pass].front();
  Parted& keys_of_pass = scratch.keys;  // with numbers from keys.begin on for rows
  keys_of_pass.clear(end - begin);
  const auto keep = [&](std::span<const Keyed> batch) {
    for (const Keyed& one : batch) keys_of_pass.add_if(table.may_hold(one.key), one);
  };
  scratch.asked.resize(2 * kBatch * kMostKeysOfRow);
  Keyed* asked = scratch.asked.data();
  std::span<const Keyed> before;
  for (std::size_t first = begin; first < end; first += kBatch) {
    std::size_t count = 0;
    keys_of_asking(pass, asking, first, std::min(end, first + kBatch), keys,
                   [&](std::uint64_t key, std::size_t number) {
                     if (!table.filter.empty()) __builtin_prefetch(table.filter.data() + table.filter_word(key));
                     asked[count++] = {key, static_cast<std::uint32_t>(number - keys.begin)};
                   });
    keep(before);
    before = {asked, count};
    asked = asked == scratch.asked.data() ? asked + kBatch * kMostKeysOfRow : scratch.asked.data();
  }
  keep(before);
  std::vector<std::uint64_t> met;
  for (std::size_t part = 0; part < Parted::kParts; ++part)
    look_up_all(pass, asking, keys.begin, keys_of_pass.part(part), met, by_piece);
}

// Keys side by side in the order of the index, with numbers from `begin` on for rows. `met` is room.
void Blocker::look_up_all(std::size_t pass, const Asking& asking, std::size_t begin, std::span<const Keyed> keys,
                          std::vector<std::uint64_t>& met, std::vector<std::vector<std::uint64_t>>& by_piece) const {
  constexpr std::size_t kAhead = 8;
  constexpr std::uint32_t kLookedAt = Table::kSpare;
  const Table& table = tables_[pass].front();
  for (std::size_t at = 0; at < keys.size(); ++at) {
    if (at + 2 * kAhead < keys.size())
      __builtin_prefetch(table.offsets.data() + (keys[at + 2 * kAhead].key >> table.shift));
    if (at + kAhead < keys.size())
      __builtin_prefetch(table.entries.data() + table.offsets[keys[at + kAhead].key >> table.shift]);
    const std::size_t number = keys[at].row;
    const std::uint64_t probe = static_cast<std::uint64_t>(number % Met::kPieceRows) << kAskedAt;
    std::vector<std::uint64_t>& out = by_piece[number / Met::kPieceRows];
    const std::size_t bucket = keys[at].key >> table.shift;
    const std::uint32_t first = table.offsets[bucket];
    const std::uint32_t in_bucket = table.offsets[bucket + 1] - first;
    const Entry* const entry = table.entries.data() + first;
    if (in_bucket <= kLookedAt && entry->row != kRefined && !triangle_) {
      // Which of them it is nobody can foresee: all are looked at, and those that are not kept are written over.
      const std::uint32_t tag = tag_of(keys[at].key);
      const std::size_t before = out.size();
      out.resize(before + kLookedAt);
      std::uint64_t* to = out.data() + before;
      for (std::uint32_t of = 0; of < kLookedAt; ++of) {
        *to = probe | static_cast<std::uint64_t>(entry[of].row) << 5 | pass;
        to += static_cast<std::size_t>((of < in_bucket) & (entry[of].tag == tag));
      }
      out.resize(static_cast<std::size_t>(to - out.data()));
      continue;
    }
    met.clear();
    look_up(pass, 0, keys[at].key, asking.row(begin + number), met);
    for (const std::uint64_t one : met) out.push_back(probe | one);
  }
}

void Blocker::Met::take(std::size_t piece, std::vector<Candidate>& out) {
  thread_local std::vector<std::uint64_t> sorted;
  thread_local std::vector<std::uint32_t> begins;
  out.clear();
  begins.assign(kPieceRows + 1, 0);
  std::size_t count = 0;
  for (const auto& part : by_part_) {
    count += part[piece].size();
    for (const std::uint64_t one : part[piece]) ++begins[(one >> kAskedAt) + 1];
  }
  for (std::size_t row = 0; row < kPieceRows; ++row) begins[row + 1] += begins[row];
  sorted.resize(count);
  for (auto& part : by_part_) {
    for (const std::uint64_t one : part[piece]) sorted[begins[one >> kAskedAt]++] = one;
    part[piece] = {};
  }
  // A row's own stand together now; few, so that any way to sort them is good.
  for (std::size_t at = 0; at < count;) {
    std::size_t end = at + 1;
    while (end < count && sorted[end] >> kAskedAt == sorted[at] >> kAskedAt) ++end;
    if (end - at > 1)
      std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(at), sorted.begin() + static_cast<std::ptrdiff_t>(end));
    at = end;
  }
  std::uint64_t before = ~std::uint64_t{0};
  for (const std::uint64_t one : sorted) {
    if (one >> 5 != before) {
      before = one >> 5;
      out.push_back({static_cast<std::uint32_t>(asking_.row(begin_ + piece * kPieceRows + (one >> kAskedAt))),
                     static_cast<std::uint32_t>(one >> 5), 0});
    }
    out.back().passes |= std::uint32_t{1} << (one & 31U);
  }
}

}  // namespace midspan::reconcile
