// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/ids.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/threads.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/interner.hpp"

namespace midspan::reconcile {

IdPiece::IdPiece(std::string_view text, std::span<const std::uint32_t> ends) : rows_(ends.size()) {
  std::array<bool, 256> seen{};
  for (const char byte : text) seen[static_cast<std::uint8_t>(byte)] = true;
  // Pieces of one list are then packed alike, whatever digits a short one lacks.
  for (char digit = '0'; digit <= '9'; ++digit) seen[static_cast<std::uint8_t>(digit)] = true;
  std::array<std::uint8_t, 256> code{};
  std::size_t letters = 0;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (!seen[byte]) continue;
    if (letters < alphabet_.size()) alphabet_[letters] = static_cast<char>(byte);
    code[byte] = static_cast<std::uint8_t>(letters++);
  }
  std::size_t longest = 0;
  for (std::uint32_t begin = 0; const std::uint32_t end : ends)
    longest = std::max<std::size_t>(longest, end - std::exchange(begin, end));
  if (letters <= alphabet_.size() && longest <= kMostPacked) pack(text, ends, code, longest);
  else keep_text(text, ends);
}

// Always fifteen letters, of which those behind the end are taken away again: no branch depends on the length.
void IdPiece::pack(std::string_view text, std::span<const std::uint32_t> ends,
                   const std::array<std::uint8_t, 256>& code, std::size_t longest) {
  width_ = longest / 2 + 1;
  bytes_.resize(rows_ * width_ + kSpare);
  std::uint8_t* out = bytes_.data();
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    const auto* const id = reinterpret_cast<const std::uint8_t*>(text.data()) + begin;
    const std::uint32_t length = end - std::exchange(begin, end);
    std::uint64_t number = 0;
    for (unsigned letter = 0; letter < kMostPacked; ++letter)
      number |= static_cast<std::uint64_t>(code[id[letter]]) << (4 * letter + 4);
    number &= ~std::uint64_t{0} >> (60 - 4 * length);
    number = (number & ~std::uint64_t{15}) | length;
    if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
    std::memcpy(out, &number, sizeof number);
    out += width_;
  }
  std::memset(out, 0, kSpare);
}

void IdPiece::keep_text(std::string_view text, std::span<const std::uint32_t> ends) {
  begins_.reserve((rows_ + kGroup - 1) / kGroup);
  const auto length_of = [&](std::size_t row) { return ends[row] - (row == 0 ? 0 : ends[row - 1]); };
  bytes_.reserve(text.size() + rows_ + kSpare);
  bool any_high = false;
  for (std::size_t row = 0; row < rows_; ++row) any_high = any_high || length_of(row) > 255;
  for (std::size_t row = 0; any_high && row < rows_; ++row)
    high_lengths_.push_back(static_cast<std::uint8_t>(length_of(row) >> 8));
  for (std::size_t first = 0; first < rows_; first += kGroup) {
    const std::size_t last = std::min(first + kGroup, rows_);
    begins_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    for (std::size_t row = first; row < last; ++row) bytes_.push_back(static_cast<std::uint8_t>(length_of(row)));
    const std::string_view ids =
        text.substr(ends[first] - length_of(first), ends[last - 1] - (ends[first] - length_of(first)));
    bytes_.insert(bytes_.end(), ids.begin(), ids.end());
  }
  bytes_.resize(bytes_.size() + kSpare);
}

std::string IdPiece::id(std::size_t row) const {
  const Place found = place(row);
  std::string id(found.length + kSpare, '\0');
  write(found, id.data());
  id.resize(found.length);
  return id;
}

IdPiece::Place IdPiece::place(std::size_t row) const {
  if (row >= rows_) return {};
  if (width_ != 0) return {row * width_, bytes_[row * width_] & 15U};
  const std::size_t first = row / kGroup * kGroup;
  const std::size_t lengths = begins_[row / kGroup];
  Place found{lengths + std::min(kGroup, rows_ - first), length_at(lengths, row)};
  for (std::size_t before = first; before < row; ++before) found.at += length_at(lengths, before);
  return found;
}

void IdPiece::write(Place place, char* to) const {
  if (width_ == 0) {
    std::memcpy(to, bytes_.data() + place.at, kSpare);
    if (place.length > kSpare) std::memcpy(to, bytes_.data() + place.at, place.length);
    return;
  }
  // All that there may be; those behind the end have no meaning.
  std::uint64_t letters = number(place.at / width_) >> 4;
  for (std::size_t letter = 0; letter < kMostPacked; ++letter, letters >>= 4) to[letter] = alphabet_[letters & 15U];
}

namespace {

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

// Which hashes are there twice? They are dealt out by their lowest bits into parts that fit into the cache.
class TwiceFinder {
 public:
  TwiceFinder(const std::vector<IdPiece>& ids, std::vector<std::uint32_t> pieces, std::size_t rows, unsigned threads)
      : ids_(ids),
        pieces_(std::move(pieces)),
        rounds_(1 + rows / kRowsOfRound),
        workers_(std::min<std::size_t>(base::thread_count(threads), pieces_.size())),
        threads_(threads),
        parts_(workers_ * kParts) {
    for (const std::uint32_t piece : pieces_) alike_ = alike_ && ids_[piece].packed_like(ids_[pieces_.front()]);
    for (auto& part : parts_) part.reserve(rows / rounds_ / workers_ / kParts * 9 / 8 + 16);
  }
  std::size_t rounds() const { return rounds_; }

  // Of the ids whose hashes belong to this round, those that share theirs with another row, by hash.
  std::vector<Again> find(std::size_t round) {
    base::for_each_piece(workers_, threads_, [&](std::size_t worker) { deal(round, worker); });
    std::vector<std::vector<std::uint64_t>> twice_of(kParts);
    base::for_each_piece(kParts, threads_, [&](std::size_t part) { twice_of[part] = twice(part); });
    std::vector<std::uint64_t> twice;
    for (const auto& some : twice_of) twice.insert(twice.end(), some.begin(), some.end());
    if (twice.empty()) return {};
    std::sort(twice.begin(), twice.end());
    std::vector<std::vector<Again>> again_of(pieces_.size());
    base::for_each_piece(pieces_.size(), threads_, [&](std::size_t at) {
      for_each_hash(ids_[pieces_[at]], [&](std::size_t row, std::uint64_t hash) {
        if (round_of(hash) == round && std::binary_search(twice.begin(), twice.end(), hash))
          again_of[at].push_back({hash, pieces_[at], static_cast<std::uint32_t>(row)});
      });
    });
    std::vector<Again> again;
    for (const auto& some : again_of) again.insert(again.end(), some.begin(), some.end());
    std::stable_sort(again.begin(), again.end(),
                     [](const Again& one, const Again& other) { return one.hash < other.hash; });
    return again;
  }

 private:
  static constexpr std::size_t kParts = 256;
  static constexpr std::size_t kRowsOfRound = 32'000'000;  // longer lists are looked at in turns, for memory's sake

  // Calls work(row, hash) for rows with an id; the hash is never 0.
  template <typename Work>
  void for_each_hash(const IdPiece& ids, Work&& work) const {
    const auto give = [&](std::size_t row, std::uint64_t hash) { work(row, std::max<std::uint64_t>(hash, 1)); };
    if (alike_) {
      for (std::size_t row = 0; row < ids.rows(); ++row)
        if (const std::uint64_t number = ids.number(row); number != 0) give(row, mix(number, 0x2545F4914F6CDD1DULL));
    } else {
      ids.for_each([&](std::size_t row, std::string_view id) {
        if (!id.empty()) give(row, hash_of(id));
      });
    }
  }
  std::size_t round_of(std::uint64_t hash) const { return (hash >> 32) * rounds_ >> 32; }

  void deal(std::size_t round, std::size_t worker) {
    std::vector<std::uint64_t>* const parts = parts_.data() + worker * kParts;
    for (std::size_t part = 0; part < kParts; ++part) parts[part].clear();
    for (std::size_t at = worker; at < pieces_.size(); at += workers_)
      for_each_hash(ids_[pieces_[at]], [&](std::size_t, std::uint64_t hash) {
        if (round_of(hash) == round) parts[hash % kParts].push_back(hash);
      });
  }

  std::vector<std::uint64_t> twice(std::size_t part) const {
    thread_local std::vector<std::uint64_t> seen;
    std::size_t count = 0;
    for (std::size_t worker = 0; worker < workers_; ++worker) count += parts_[worker * kParts + part].size();
    seen.assign(std::bit_ceil(2 * count + 1), 0);
    std::vector<std::uint64_t> twice;
    for (std::size_t worker = 0; worker < workers_; ++worker)
      for (const std::uint64_t hash : parts_[worker * kParts + part]) {
        std::size_t slot = hash / kParts & (seen.size() - 1);
        while (seen[slot] != 0 && seen[slot] != hash) slot = (slot + 1) & (seen.size() - 1);
        if (seen[slot] == hash) twice.push_back(hash);
        seen[slot] = hash;
      }
    return twice;
  }

  const std::vector<IdPiece>& ids_;
  std::vector<std::uint32_t> pieces_;
  std::size_t rounds_;
  std::size_t workers_;
  unsigned threads_;
  std::vector<std::vector<std::uint64_t>> parts_;  // [worker][part]
  bool alike_ = true;                              // the pieces are packed alike
};

}  // namespace

RepeatedIds find_repeated_ids(const Encoded& encoded, std::size_t list, unsigned threads) {
  std::vector<std::uint32_t> pieces;
  std::size_t rows = 0;
  for (std::uint32_t piece = 0; piece < encoded.ids.size(); ++piece)
    if (encoded.piece_begin[piece] >= encoded.list_begin[list] &&
        encoded.piece_begin[piece] < encoded.list_begin[list + 1] && encoded.ids[piece].rows() != 0) {
      pieces.push_back(piece);
      rows += encoded.ids[piece].rows();
    }
  RepeatedIds repeated;
  if (pieces.empty()) return repeated;
  TwiceFinder finder(encoded.ids, std::move(pieces), rows, threads);
  for (std::size_t round = 0; round < finder.rounds(); ++round) {
    const std::vector<Again> again = finder.find(round);
    for (std::size_t at = 0; at < again.size();) {
      std::size_t end = at;
      while (end < again.size() && again[end].hash == again[at].hash) ++end;
      count_equal(encoded.ids, std::span(again).subspan(at, end - at), repeated);
      at = end;
    }
  }
  return repeated;
}

}  // namespace midspan::reconcile
