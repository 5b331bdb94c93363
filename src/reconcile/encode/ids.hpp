// SPDX-License-Identifier: Apache-2.0
// The ids column as written. A piece whose ids use sixteen different bytes or fewer (digits, and what stands between
// them) and have fifteen letters at most keeps each as a number of half bytes, all in the same width: of a long list
// the ids would otherwise be half of what is in memory, and finding one costs one miss of the cache.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::reconcile {

class IdPiece {
 public:
  static constexpr std::size_t kSpare = 16;  // bytes

  IdPiece() = default;
  // `ends`: by row, where its id ends in the text. REQUIRES: an id has fewer than 65,536 bytes, and kSpare more may be
  // read behind the text.
  IdPiece(std::string_view text, std::span<const std::uint32_t> ends);

  std::size_t rows() const { return rows_; }
  std::string id(std::size_t row) const;

  // Where an id is kept, and its length in letters; none behind the last row.
  struct Place {
    std::size_t at = 0;
    std::size_t length = 0;
  };
  Place place(std::size_t row) const;
  // Its letters. REQUIRES: room for kSpare more than there are.
  void write(Place place, char* to) const;

  // Asks the cache for what place() and write() will read: first where it stands; when that is there, for itself.
  void ask_begin(std::size_t row) const {
    if (row >= rows_) return;
    if (width_ != 0) __builtin_prefetch(bytes_.data() + row * width_);
    else __builtin_prefetch(begins_.data() + row / kGroup);
  }
  void ask_group(std::size_t row) const {
    if (row >= rows_ || width_ != 0) return;
    const std::uint8_t* const group = bytes_.data() + begins_[row / kGroup];
    __builtin_prefetch(group);
    __builtin_prefetch(group + 64);
  }

  // Whether ids are numbers, and equal ids of both pieces are equal ones.
  bool packed_like(const IdPiece& other) const {
    return width_ != 0 && other.width_ != 0 && alphabet_ == other.alphabet_;
  }
  // REQUIRES: packed. 0: no id.
  std::uint64_t number(std::size_t row) const {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes_.data() + row * width_, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word & (~std::uint64_t{0} >> (64 - 8 * width_));
  }

  // Calls work(row, id) for all rows in order.
  template <typename Work>
  void for_each(Work&& work) const {
    std::string id;
    for (std::size_t row = 0; row < rows_; ++row) {
      const Place found = place(row);
      id.resize(found.length + kSpare);
      write(found, id.data());
      work(row, std::string_view(id).substr(0, found.length));
    }
  }

 private:
  static constexpr std::size_t kMostPacked = 15;  // letters: the lowest half byte says how many
  // Rows whose lengths, then ids, stand together where they are kept as text.
  static constexpr std::size_t kGroup = 8;
  void pack(std::string_view text, std::span<const std::uint32_t> ends, const std::array<std::uint8_t, 256>& code,
            std::size_t longest);
  void keep_text(std::string_view text, std::span<const std::uint32_t> ends);
  std::size_t length_at(std::size_t lengths, std::size_t row) const {
    return bytes_[lengths + row % kGroup] +
           (high_lengths_.empty() ? std::size_t{0} : std::size_t{high_lengths_[row]} * 256);
  }

  std::size_t rows_ = 0;
  std::size_t width_ = 0;  // bytes of an id that is a number; 0: they are kept as text
  std::array<char, 16> alphabet_{};
  std::vector<std::uint8_t> bytes_;         // numbers; or by group the low bytes of its lengths, then its ids
  std::vector<std::uint8_t> high_lengths_;  // by row; empty: all zero
  std::vector<std::uint32_t> begins_;       // of the groups, in bytes
};

struct Encoded;

struct RepeatedIds {
  std::uint64_t count = 0;  // rows whose id stands on an earlier row of the list
  std::string first;        // of those ids, the first in byte order
};
RepeatedIds find_repeated_ids(const Encoded& encoded, std::size_t list, unsigned threads);

}  // namespace midspan::reconcile
