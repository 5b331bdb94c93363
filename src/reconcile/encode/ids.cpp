// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/ids.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

#include "base/threads.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

IdPiece::IdPiece(std::string_view text, std::span<const std::uint32_t> ends) : rows_(ends.size()) {
  std::array<std::uint8_t, 256> code{};
  std::array<bool, 256> seen{};
  for (const char byte : text) seen[static_cast<std::uint8_t>(byte)] = true;
  std::size_t letters = 0;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (!seen[byte]) continue;
    if (letters < alphabet_.size()) alphabet_[letters] = static_cast<char>(byte);
    code[byte] = static_cast<std::uint8_t>(letters++);
  }
  halves_ = letters <= alphabet_.size();
  lengths_.reserve(rows_);
  begins_.reserve((rows_ + kStep - 1) / kStep);
  std::size_t bytes = 0;
  std::uint32_t begin = 0;
  bool any_high = false;
  for (const std::uint32_t end : ends) {
    const std::size_t length = end - begin;
    if (lengths_.size() % kStep == 0) begins_.push_back(static_cast<std::uint32_t>(bytes));
    lengths_.push_back(static_cast<std::uint8_t>(length));
    any_high = any_high || length > 255;
    bytes += width(length);
    begin = end;
  }
  if (any_high) {
    begin = 0;
    for (const std::uint32_t end : ends) {
      high_lengths_.push_back(static_cast<std::uint8_t>((end - begin) >> 8));
      begin = end;
    }
  }
  if (!halves_) {
    bytes_.assign(text.begin(), text.end());
    return;
  }
  bytes_.assign(bytes, 0);
  std::size_t at = 0;
  begin = 0;
  for (const std::uint32_t end : ends) {
    for (std::size_t letter = 0; letter < end - begin; ++letter)
      bytes_[at + letter / 2] = static_cast<std::uint8_t>(
          bytes_[at + letter / 2] | code[static_cast<std::uint8_t>(text[begin + letter])] << (letter % 2 * 4));
    at += width(end - begin);
    begin = end;
  }
}

std::string IdPiece::id(std::size_t row) const {
  if (row >= rows_) return {};
  std::size_t at = begins_[row / kStep];
  for (std::size_t before = row / kStep * kStep; before < row; ++before) at += width(length_of(before));
  return unpacked(at, length_of(row));
}

std::string IdPiece::unpacked(std::size_t at, std::size_t length) const {
  if (!halves_) return std::string(reinterpret_cast<const char*>(bytes_.data()) + at, length);
  std::string id(length, '\0');
  for (std::size_t letter = 0; letter < length; ++letter)
    id[letter] = alphabet_[bytes_[at + letter / 2] >> (letter % 2 * 4) & 15U];
  return id;
}

namespace {

// A bit an id; two of them share one now and then. Set from several threads: which of two comes second does not matter,
// since what is kept is the bit.
class Bits {
 public:
  explicit Bits(std::size_t rows) : words_(std::bit_ceil(std::max<std::size_t>(rows, 64)) / 4) {}  // sixteen bits a row
  std::uint64_t bit_of(std::uint64_t hash) const { return hash & (words_.size() * 64 - 1); }
  void ask(std::uint64_t bit) const { __builtin_prefetch(words_.data() + bit / 64, 1); }
  bool was_set(std::uint64_t bit) {  // and is from now on
    const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
    return (words_[bit / 64].fetch_or(mask, std::memory_order_relaxed) & mask) != 0;
  }
  bool test(std::uint64_t bit) const {
    return (words_[bit / 64].load(std::memory_order_relaxed) >> (bit % 64) & 1U) != 0;
  }

 private:
  std::vector<std::atomic<std::uint64_t>, PageAllocator<std::atomic<std::uint64_t>>> words_;
};

struct Again {
  std::uint64_t hash;
  std::uint32_t piece, row;
};

// Ids of one hash: nearly always one text.
void count_equal(const std::vector<IdPiece>& ids, std::span<const Again> same, RepeatedIds& repeated) {
  std::vector<std::pair<std::string, bool>> texts;  // and whether it has been met again
  for (const Again& one : same) {
    std::string text = ids[one.piece].id(one.row);
    const auto known = std::find_if(texts.begin(), texts.end(), [&](const auto& other) { return other.first == text; });
    if (known == texts.end()) {
      texts.emplace_back(std::move(text), false);
      continue;
    }
    known->second = true;
    ++repeated.count;
  }
  for (auto& [text, twice] : texts)
    if (twice && (repeated.first.empty() || text < repeated.first)) repeated.first = std::move(text);
}

}  // namespace

// Which bits are met twice; then the ids of those bits again, exactly.
RepeatedIds find_repeated_ids(const Encoded& encoded, std::size_t list, unsigned threads) {
  std::vector<std::uint32_t> pieces;
  for (std::uint32_t piece = 0; piece < encoded.ids.size(); ++piece)
    if (encoded.piece_begin[piece] >= encoded.list_begin[list] &&
        encoded.piece_begin[piece] < encoded.list_begin[list + 1] && encoded.ids[piece].rows() != 0)
      pieces.push_back(piece);
  if (pieces.empty()) return {};
  Bits seen(encoded.list_begin[list + 1] - encoded.list_begin[list]);
  std::vector<std::vector<std::uint64_t>> twice_of(pieces.size());
  base::for_each_piece(pieces.size(), threads, [&](std::size_t at) {
    // Each is looked at when sixteen more have been asked for.
    std::array<std::uint64_t, 16> asked{};
    std::size_t count = 0;
    const auto look_at = [&](std::uint64_t bit) {
      if (seen.was_set(bit)) twice_of[at].push_back(bit);
    };
    encoded.ids[pieces[at]].for_each([&](std::size_t, std::string_view id) {
      if (id.empty()) return;
      const std::uint64_t bit = seen.bit_of(hash_of(id));
      seen.ask(bit);
      std::uint64_t& place = asked[count % asked.size()];
      if (count++ >= asked.size()) look_at(place);
      place = bit;
    });
    for (std::size_t left = count - std::min(count, asked.size()); left < count; ++left)
      look_at(asked[left % asked.size()]);
  });
  std::size_t met = 0;
  for (const auto& some : twice_of) met += some.size();
  if (met == 0) return {};
  Bits twice(met);
  const auto again_bit = [&](std::uint64_t bit) { return twice.bit_of(mix(bit, 0x1F83D9ABFB41BD6BULL)); };
  for (const auto& some : twice_of)
    for (const std::uint64_t bit : some) twice.was_set(again_bit(bit));
  std::vector<std::vector<Again>> again_of(pieces.size());
  base::for_each_piece(pieces.size(), threads, [&](std::size_t at) {
    encoded.ids[pieces[at]].for_each([&](std::size_t row, std::string_view id) {
      const std::uint64_t hash = hash_of(id);
      if (!id.empty() && twice.test(again_bit(seen.bit_of(hash))))
        again_of[at].push_back({hash, pieces[at], static_cast<std::uint32_t>(row)});
    });
  });
  std::vector<Again> again;
  for (const auto& some : again_of) again.insert(again.end(), some.begin(), some.end());
  std::sort(again.begin(), again.end(), [](const Again& one, const Again& other) { return one.hash < other.hash; });
  RepeatedIds repeated;
  for (std::size_t at = 0; at < again.size();) {
    std::size_t end = at;
    while (end < again.size() && again[end].hash == again[at].hash) ++end;
    if (end - at > 1) count_equal(encoded.ids, std::span(again).subspan(at, end - at), repeated);
    at = end;
  }
  return repeated;
}

}  // namespace midspan::reconcile
