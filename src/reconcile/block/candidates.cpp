// SPDX-License-Identifier: Apache-2.0
// The index of a pass is a hash table laid flat: 2^k buckets by the top bits of the key, the bucket's entries side by
// side, rows ascending. A probe costs two cache misses, both asked for ahead of time.
#include "reconcile/block/candidates.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/threads.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kMostKeysOfRow = 24;  // a name of many words meets by its first words only
constexpr std::size_t kBatch = 64;
constexpr std::uint64_t kSeed = 0x51ED270B9F4A7C15ULL;

std::uint32_t tag_of(std::uint64_t key) { return static_cast<std::uint32_t>(key); }

}  // namespace

Blocker::KeyPart Blocker::key_part(const Part& part) const {
  for (const auto& [made, column] : columns_)
    if (made == part) return {part.field, &column};
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
  std::array<std::uint64_t, kMostKeysOfRow> keys;
  std::size_t count = 1;
  keys[0] = kSeed;
  for (const KeyPart& part : parts) {
    const std::uint32_t* const begin = part.column->begin(values[part.field]);
    const auto choices = static_cast<std::size_t>(part.column->end(values[part.field]) - begin);
    std::array<std::uint64_t, kMostKeysOfRow> longer;
    std::size_t made = 0;
    for (std::size_t choice = 0; choice < choices; ++choice)
      for (std::size_t at = 0; at < count && made < kMostKeysOfRow; ++at)
        if (begin[choice] != 0) longer[made++] = mix(keys[at], begin[choice]);
    keys = longer;
    count = made;
  }
  for (std::size_t at = 0; at < count; ++at) take(keys[at]);
}

// Almost always each part has one key: then all rows of a batch are one loop a part, whose misses overlap.
template <typename Take>
void Blocker::keys_of_rows(std::size_t pass, std::size_t begin, std::size_t end, Take&& take) const {
  const std::vector<KeyPart>& parts = parts_[pass];
  const bool pair = passes_[pass].unordered && parts.size() == 2;
  bool single = !pair || !(passes_[pass].parts[0] == passes_[pass].parts[1]);
  for (const KeyPart& part : parts) single = single && part.column->single();
  if (!single) {
    for (std::size_t row = begin; row < end; ++row) keys_of_row(pass, row, [&](std::uint64_t key) { take(key, row); });
    return;
  }
  std::array<std::uint64_t, kBatch> keys;
  std::array<std::uint32_t, kBatch> firsts;
  std::array<bool, kBatch> known;
  for (std::size_t at = 0; at < end - begin; ++at) {
    keys[at] = kSeed;
    known[at] = true;
  }
  for (const KeyPart& part : parts) {
    for (std::size_t at = 0; at < end - begin; ++at) {
      const std::uint32_t key = *part.column->begin(encoded_.row(begin + at)[part.field]);
      known[at] = known[at] && key != 0;
      if (!pair) keys[at] = mix(keys[at], key);
      else if (&part == parts.data()) firsts[at] = key;
      else keys[at] = mix(std::min(firsts[at], key), std::max(firsts[at], key));
    }
  }
  for (std::size_t at = 0; at < end - begin; ++at)
    if (known[at]) take(keys[at], begin + at);
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
  base::for_each_piece(passes_.size(), threads, [&](std::size_t pass) { build(pass); });
}

void Blocker::build(std::size_t pass) {
  PageVector<Keyed> keyed;
  keyed.reserve(indexed_.size());
  for (std::size_t row = indexed_.begin; row < indexed_.end; row += kBatch)
    keys_of_rows(pass, row, std::min(indexed_.end, row + kBatch),
                 [&](std::uint64_t key, std::size_t of) { keyed.push_back({key, static_cast<std::uint32_t>(of)}); });
  const std::size_t tables = passes_[pass].refine.size() + 1;
  for (std::size_t number = 0; number < tables && !keyed.empty(); ++number) {
    Table table;
    const unsigned bits = std::max(1U, static_cast<unsigned>(std::bit_width(keyed.size())) - 1);
    table.shift = 64 - bits;
    const std::size_t buckets = std::size_t{1} << bits;
    table.offsets.assign(buckets + 1, 0);
    for (const Keyed& one : keyed) ++table.offsets[(one.key >> table.shift) + 1];
    for (std::size_t at = 0; at < buckets; ++at) table.offsets[at + 1] += table.offsets[at];
    table.entries.resize(keyed.size());
    bool crowded = false;
    {
      PageVector<std::uint32_t> next(table.offsets.begin(), table.offsets.end() - 1);
      for (const Keyed& one : keyed) table.entries[next[one.key >> table.shift]++] = {tag_of(one.key), one.row};
      for (std::size_t at = 0; at < buckets && !crowded; ++at)
        crowded = table.offsets[at + 1] - table.offsets[at] > largest_;
    }
    // Most rows of a larger list have no partner: a bit says so for one look at a small table instead of two at large
    // ones. Within one list each row finds itself.
    if (number == 0 && !triangle_) {
      table.filter.assign(std::max<std::size_t>(64, std::bit_ceil(keyed.size()) / 8), 0);  // eight bits a key
      for (const Keyed& one : keyed)
        table.filter[table.filter_word(one.key)] |= std::uint64_t{1} << (one.key >> 26 & 63U);
    }
    if (!crowded) {
      tables_[pass].push_back(std::move(table));
      break;
    }
    // Blocks that are too large leave a mark, and their rows go to the next table under a longer key.
    PageVector<std::uint32_t> offsets(buckets + 1, 0);
    PageVector<Entry> kept;
    kept.reserve(table.entries.size());
    std::vector<std::pair<std::size_t, std::uint32_t>> large;  // bucket, tag; ascending
    std::vector<std::pair<std::uint32_t, std::uint32_t>> tags;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
      const std::uint32_t begin = table.offsets[bucket];
      const std::uint32_t end = table.offsets[bucket + 1];
      const std::size_t first_large = large.size();
      if (end - begin > largest_) {
        tags.clear();
        for (std::uint32_t at = begin; at < end; ++at) tags.emplace_back(table.entries[at].tag, 1);
        std::sort(tags.begin(), tags.end());
        for (std::size_t at = 0; at < tags.size();) {
          std::size_t same = at;
          while (same < tags.size() && tags[same].first == tags[at].first) ++same;
          if (same - at > largest_) large.emplace_back(bucket, tags[at].first);
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
    const bool last = number + 1 == tables;
    PageVector<Keyed> longer;
    for (const Keyed& one : keyed) {
      const std::pair<std::size_t, std::uint32_t> wanted(one.key >> table.shift, tag_of(one.key));
      if (!std::binary_search(large.begin(), large.end(), wanted)) continue;
      if (last) ++skipped_[pass].rows;
      else longer.push_back({refined(one.key, refine_[pass][number], one.row), one.row});
    }
    if (last) skipped_[pass].blocks += large.size();
    table.offsets = std::move(offsets);
    table.entries = std::move(kept);
    tables_[pass].push_back(std::move(table));
    keyed = std::move(longer);
  }
}

PageVector<std::uint32_t> Blocker::places() const {
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
  PageVector<std::uint32_t> places;
  if (most < kSmallBlock * static_cast<double>(indexed_.size())) return places;
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  places.assign(indexed_.size(), kNone);
  std::uint32_t next = 0;
  for (const Table& table : tables_[largest])
    for (const Entry& entry : table.entries)
      if (entry.row != kRefined && places[entry.row - indexed_.begin] == kNone)
        places[entry.row - indexed_.begin] = next++;
  for (std::uint32_t& place : places)
    if (place == kNone) place = next++;
  return places;
}

void Blocker::look_up(std::size_t pass, std::size_t table, std::uint64_t key, std::size_t row,
                      std::vector<std::uint32_t>& found) const {
  if (table >= tables_[pass].size()) return;
  const Table& in = tables_[pass][table];
  const std::size_t bucket = key >> in.shift;
  const std::uint32_t tag = tag_of(key);
  for (std::uint32_t at = in.offsets[bucket]; at < in.offsets[bucket + 1]; ++at) {
    const Entry& entry = in.entries[at];
    if (entry.tag != tag) continue;
    if (entry.row == kRefined) {
      if (table >= refine_[pass].size()) return;  // too alike to tell apart: left out, and counted as such
      look_up(pass, table + 1, refined(key, refine_[pass][table], row), row, found);
      return;
    }
    if (!triangle_ || entry.row > row) found.push_back(entry.row);
  }
}

void Blocker::find(std::size_t begin, std::size_t end, std::vector<Candidate>& out) const {
  struct Probe {
    std::uint64_t key;
    std::uint32_t row;
  };
  thread_local std::vector<std::vector<Probe>> probes;  // by pass, rows ascending
  std::vector<std::size_t> next(passes_.size());
  std::vector<std::uint32_t> found;
  std::vector<std::uint64_t> met;  // of one row: indexed row, pass
  if (probes.size() < passes_.size()) probes.resize(passes_.size());
  for (std::size_t from = begin; from < end; from += kBatch) {
    const std::size_t until = std::min(end, from + kBatch);
    for (std::size_t pass = 0; pass < passes_.size(); ++pass) {
      probes[pass].clear();
      next[pass] = 0;
      if (tables_[pass].empty()) continue;
      const Table& table = tables_[pass].front();
      keys_of_rows(pass, from, until, [&](std::uint64_t key, std::size_t row) {
        if (!table.filter.empty()) __builtin_prefetch(table.filter.data() + table.filter_word(key));
        probes[pass].push_back({key, static_cast<std::uint32_t>(row)});
      });
    }
    for (std::size_t pass = 0; pass < passes_.size(); ++pass) {
      if (tables_[pass].empty()) continue;
      const Table& table = tables_[pass].front();
      std::erase_if(probes[pass], [&](const Probe& probe) { return !table.may_hold(probe.key); });
      for (const Probe& probe : probes[pass]) __builtin_prefetch(table.offsets.data() + (probe.key >> table.shift));
    }
    for (std::size_t pass = 0; pass < passes_.size(); ++pass)
      for (const Probe& probe : probes[pass]) {
        const Table& table = tables_[pass].front();
        __builtin_prefetch(table.entries.data() + table.offsets[probe.key >> table.shift]);
      }
    for (std::size_t row = from; row < until; ++row) {
      met.clear();
      for (std::size_t pass = 0; pass < passes_.size(); ++pass)
        for (; next[pass] < probes[pass].size() && probes[pass][next[pass]].row == row; ++next[pass]) {
          found.clear();
          look_up(pass, 0, probes[pass][next[pass]].key, row, found);
          for (const std::uint32_t other : found) met.push_back(static_cast<std::uint64_t>(other) << 5 | pass);
        }
      // One pass alone gives them in order.
      if (met.size() > 1 && !std::is_sorted(met.begin(), met.end())) std::sort(met.begin(), met.end());
      std::uint64_t before = ~std::uint64_t{0};
      for (const std::uint64_t one : met) {
        if (one >> 5 != before) {
          out.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(one >> 5), 0});
          before = one >> 5;
        }
        out.back().passes |= std::uint32_t{1} << (one & 31U);
      }
    }
  }
}

}  // namespace midspan::reconcile
