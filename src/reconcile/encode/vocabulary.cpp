// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/vocabulary.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace midspan::reconcile {

namespace {

constexpr std::uint32_t kNew = std::uint32_t{1} << 31;  // of a number: found in this merge, place among those

constexpr std::string_view kFirstOfNothing = "nudsxt\xD0\xD8";  // bytes
bool may_say_nothing(const LocalTexts::Entry& entry) {
  return entry.is_long || kFirstOfNothing.find(static_cast<char>(entry.key.low & 255U)) != std::string_view::npos;
}

// Words that lists write where they know nothing.
bool says_nothing(std::string_view folded) {
  static constexpr std::string_view kWords[] = {"na",        "n a", "nan",         "null",      "none",
                                                "unknown",   "nil", "desconocido", "sin datos", "неизвестно",
                                                "غير معروف", "xxx", "xx",          "tbd"};
  if (folded.size() < 2 || folded.size() > 24 || kFirstOfNothing.find(folded.front()) == std::string_view::npos)
    return false;
  return std::find(std::begin(kWords), std::end(kWords), folded) != std::end(kWords);
}

}  // namespace

std::size_t LongTexts::slot_of(std::string_view text, std::uint64_t hash) const {
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.hash == hash && entry.length == text.size() &&
        same_bytes(text_.data() + entry.begin, text.data(), text.size()))
      break;
  }
  return slot;
}

std::uint32_t LongTexts::find(std::string_view text, std::uint64_t hash) const {
  if (slots_.empty()) return 0;
  const std::uint32_t found = slots_[slot_of(text, hash)];
  return found == 0 ? 0 : entries_[found - 1].number;
}

std::uint32_t& LongTexts::add(std::string_view text, std::uint64_t hash) {
  if (entries_.size() * 2 >= slots_.size()) grow();
  std::uint32_t& slot = slots_[slot_of(text, hash)];
  if (slot == 0) {
    entries_.push_back({hash, text_.size(), static_cast<std::uint32_t>(text.size()), 0});
    text_.append(text);
    slot = static_cast<std::uint32_t>(entries_.size());
  }
  return entries_[slot - 1].number;
}

void LongTexts::grow() {
  std::vector<std::uint32_t> wider(slots_.empty() ? 64 : slots_.size() * 4, 0);
  for (std::size_t at = 0; at < entries_.size(); ++at) {
    std::size_t slot = entries_[at].hash & (wider.size() - 1);
    while (wider[slot] != 0) slot = (slot + 1) & (wider.size() - 1);
    wider[slot] = static_cast<std::uint32_t>(at + 1);
  }
  slots_ = std::move(wider);
}

std::uint32_t LocalTexts::add(TextKey key, std::uint64_t hash) {
  if (entries_.size() * 2 >= slots_.size()) grow();
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.key == key && !entry.is_long) return slots_[slot];
  }
  entries_.push_back({key, hash, false});
  return slots_[slot] = static_cast<std::uint32_t>(entries_.size());
}

std::uint32_t LocalTexts::add(std::string_view text, std::uint64_t hash) {
  if (entries_.size() * 2 >= slots_.size()) grow();
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.is_long && entry.hash == hash && entry.key.high == text.size() &&
        same_bytes(text_.data() + entry.key.low, text.data(), text.size()))
      return slots_[slot];
  }
  entries_.push_back({{text_.size(), text.size()}, hash, true});
  text_.append(text);
  return slots_[slot] = static_cast<std::uint32_t>(entries_.size());
}

void LocalTexts::clear() {
  if (entries_.empty()) return;
  std::fill(slots_.begin(), slots_.end(), 0U);
  entries_.clear();
  text_.clear();
}

std::string_view LocalTexts::text(const Entry& entry, std::array<char, 16>& buffer) const {
  if (entry.is_long) return std::string_view(text_).substr(entry.key.low, entry.key.high);
  std::memcpy(buffer.data(), &entry.key, buffer.size());
  const std::size_t bits = entry.key.high != 0 ? 64 + static_cast<std::size_t>(std::bit_width(entry.key.high))
                                               : static_cast<std::size_t>(std::bit_width(entry.key.low));
  return {buffer.data(), (bits + 7) / 8};
}

void LocalTexts::grow() {
  std::vector<std::uint32_t> wider(slots_.empty() ? 256 : slots_.size() * 4, 0);
  for (std::size_t at = 0; at < entries_.size(); ++at) {
    std::size_t slot = entries_[at].hash & (wider.size() - 1);
    while (wider[slot] != 0) slot = (slot + 1) & (wider.size() - 1);
    wider[slot] = static_cast<std::uint32_t>(at + 1);
  }
  slots_ = std::move(wider);
}

void Vocabulary::Wanted::prepare(const LocalTexts& local) {
  texts = &local;
  begin.fill(0);
  for (const LocalTexts::Entry& entry : local.entries()) ++begin[shard_of(entry.hash) + 1];
  for (std::size_t at = 0; at < kShards; ++at) begin[at + 1] += begin[at];
  entries.resize(local.entries().size());
  order.resize(entries.size());
  numbers.resize(entries.size());
  auto next = begin;
  for (std::uint32_t number = 0; number < entries.size(); ++number) {
    const LocalTexts::Entry& entry = local.entries()[number];
    const std::uint32_t at = next[shard_of(entry.hash)]++;
    entries[at] = entry;
    order[at] = number;
  }
}

Vocabulary::Vocabulary(Nothing nothing) : nothing_(nothing), lines_(zeroed<Line>(16 * kShards)), mask_(15) {}

// The number of the key, 0 in a new slot when it is not there.
std::uint32_t& Vocabulary::slot_of(TextKey key, std::uint64_t hash) {
  for (std::size_t at = hash;; ++at) {
    Line& line = lines_[line_at(hash, at)];
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      if (line.numbers[slot] == 0) line.keys[slot] = key;
      if (line.keys[slot] == key) return line.numbers[slot];
    }
  }
}

// Where the number of a text stands; a text that is not there gets a place with the number 0.
std::uint32_t& Vocabulary::place_of(const LocalTexts& texts, const LocalTexts::Entry& entry) {
  if (entry.is_long) {
    std::array<char, 16> unused;
    return shards_[shard_of(entry.hash)].longs.add(texts.text(entry, unused), entry.hash);
  }
  return slot_of(entry.key, entry.hash);
}

// Three quarters of the slots are used at most, even if no two of those that are wanted are the same.
void Vocabulary::make_room(std::span<Wanted* const> wanted) {
  std::size_t most = 0;
  for (std::size_t shard = 0; shard < kShards; ++shard) {
    std::size_t used = shards_[shard].used;
    for (const Wanted* one : wanted) used += one->begin[shard + 1] - one->begin[shard];
    most = std::max(most, used);
  }
  std::size_t count = lines_.size();
  while (most * kShards * 4 > count * kSlots * 3) count *= 2;
  if (count == lines_.size()) return;
  before_ = std::exchange(lines_, zeroed<Line>(count));
  mask_ = count / kShards - 1;
}

// A shard's part of it; nothing where there was room.
void Vocabulary::widen(std::size_t shard) {
  for (const Line& line : lines_of(before_, shard))
    for (std::size_t slot = 0; slot < kSlots && line.numbers[slot] != 0; ++slot)
      slot_of(line.keys[slot], hash_of(line.keys[slot])) = line.numbers[slot];
}

void Vocabulary::find_new(std::size_t number, std::span<Wanted* const> wanted) {
  constexpr std::uint32_t kAhead = 12;
  Shard& shard = shards_[number];
  shard.fresh.clear();
  shard.fresh_bytes = 0;
  widen(number);
  std::array<char, 16> buffer;
  for (std::uint32_t of = 0; of < wanted.size(); ++of) {
    Wanted& one = *wanted[of];
    const std::uint32_t end = one.begin[number + 1];
    for (std::uint32_t at = one.begin[number]; at < end; ++at) {
      if (at + kAhead < end) ask(one.entries[at + kAhead].hash);
      const LocalTexts::Entry& entry = one.entries[at];
      std::uint32_t& found = one.numbers[one.order[at]];
      if (nothing_ == Nothing::Is && may_say_nothing(entry) && says_nothing(one.texts->text(entry, buffer))) {
        found = 0;
        continue;
      }
      std::uint32_t& place = place_of(*one.texts, entry);
      if (place == 0) {
        if (!entry.is_long) ++shard.used;
        place = kNew | static_cast<std::uint32_t>(shard.fresh.size());
        shard.fresh.push_back({of, at});
        shard.fresh_bytes += one.texts->text(entry, buffer).size();
      }
      found = place;
    }
  }
}

void Vocabulary::number_new(Dictionary& dictionary) {
  std::uint32_t count = 0;
  std::uint64_t bytes = 0;
  for (Shard& shard : shards_) {
    shard.first = dictionary.size() + count;
    shard.text_at = dictionary.bytes() + bytes;
    count += static_cast<std::uint32_t>(shard.fresh.size());
    bytes += shard.fresh_bytes;
  }
  dictionary.extend(count, bytes);
  if (early_.empty() && dictionary.size() > kManyTexts) early_ = zeroed<Line>(kEarlyLines);
  before_ = {};
}

// Whoever comes first stays: there is no order in it, and none is needed.
void Vocabulary::keep_early(TextKey key, std::uint64_t hash, std::uint32_t number) {
  Line& line = early_[early_at(hash)];
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    if (line.numbers[slot] != 0) continue;
    line.keys[slot] = key;
    line.numbers[slot] = number;
    return;
  }
}

void Vocabulary::keep_new(std::size_t number, std::span<Wanted* const> wanted, Dictionary& dictionary) {
  Shard& shard = shards_[number];
  std::array<char, 16> buffer;
  std::uint64_t text_at = shard.text_at;
  const auto ask_ahead = [&](std::size_t at) {
    if (at < shard.fresh.size()) ask(wanted[shard.fresh[at].wanted]->entries[shard.fresh[at].entry].hash);
  };
  for (std::uint32_t at = 0; at < shard.fresh.size(); ++at) {
    ask_ahead(at + 12);
    const LocalTexts& texts = *wanted[shard.fresh[at].wanted]->texts;
    const LocalTexts::Entry& entry = wanted[shard.fresh[at].wanted]->entries[shard.fresh[at].entry];
    const std::string_view text = texts.text(entry, buffer);
    dictionary.set(shard.first + at, text_at, text);
    text_at += text.size();
    place_of(texts, entry) = shard.first + at;
    if (shard.early && !entry.is_long) keep_early(entry.key, entry.hash, shard.first + at);
  }
  if (!early_.empty() && !shard.early) {
    for (const Line& line : lines_of(lines_, number))
      for (std::size_t slot = 0; slot < kSlots && line.numbers[slot] != 0; ++slot)
        keep_early(line.keys[slot], hash_of(line.keys[slot]), line.numbers[slot]);
    shard.early = true;
  }
  for (Wanted* one : wanted)
    for (std::uint32_t at = one->begin[number]; at < one->begin[number + 1]; ++at)
      if (std::uint32_t& found = one->numbers[one->order[at]]; (found & kNew) != 0)
        found = shard.first + (found & ~kNew);
}

}  // namespace midspan::reconcile
