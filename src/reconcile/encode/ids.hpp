// SPDX-License-Identifier: Apache-2.0
// The ids column as written. A piece whose ids use sixteen different bytes or fewer (digits, and what stands between
// them) keeps half a byte each: of a long list the ids would otherwise be half of what is in memory.
#pragma once

#include <algorithm>
#include <array>
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
  IdPiece() = default;
  // `ends`: by row, where its id ends in the text. REQUIRES: an id has fewer than 65,536 bytes.
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
  static constexpr std::size_t kSpare = 16;
  void write(Place place, char* to) const;

  // Asks the cache for what place() and write() will read: first where the row's group begins; when that is there, for the group.
  void ask_begin(std::size_t row) const {
    if (row < rows_) __builtin_prefetch(begins_.data() + row / kGroup);
  }
  void ask_group(std::size_t row) const {
    if (row >= rows_) return;
    const std::uint8_t* const group = bytes_.data() + begins_[row / kGroup];
    __builtin_prefetch(group);
    __builtin_prefetch(group + 48);  // eight ids of eleven letters that take half a byte each
  }

  // Equal ids of pieces that are packed alike have equal bytes.
  bool packed_like(const IdPiece& other) const { return halves_ == other.halves_ && alphabet_ == other.alphabet_; }

  // Calls work(row, bytes, length) for all rows in order: the bytes as they are kept, the length of the id in letters.
  template <typename Work>
  void for_each_packed(Work&& work) const {
    const char* const bytes = reinterpret_cast<const char*>(bytes_.data());
    std::size_t at = 0;
    std::size_t lengths = 0;  // where those of the group stand
    for (std::size_t row = 0; row < rows_; ++row) {
      if (row % kGroup == 0) {
        lengths = at;
        at += std::min(kGroup, rows_ - row);
      }
      const std::size_t length = length_at(lengths, row);
      work(row, std::string_view(bytes + at, width(length)), length);
      at += width(length);
    }
  }

  // Calls work(row, id) for all rows in order.
  template <typename Work>
  void for_each(Work&& work) const {
    std::string unpacked;
    for_each_packed([&](std::size_t row, std::string_view bytes, std::size_t length) {
      if (!halves_) work(row, bytes);
      else {
        unpacked.resize(length + kSpare);
        write({static_cast<std::size_t>(bytes.data() - reinterpret_cast<const char*>(bytes_.data())), length},
              unpacked.data());
        work(row, std::string_view(unpacked).substr(0, length));
      }
    });
  }

 private:
  // Rows whose lengths, then ids, stand together: finding one costs two misses of the cache.
  static constexpr std::size_t kGroup = 8;
  std::size_t length_at(std::size_t lengths, std::size_t row) const {
    return bytes_[lengths + row % kGroup] +
           (high_lengths_.empty() ? std::size_t{0} : std::size_t{high_lengths_[row]} * 256);
  }
  std::size_t width(std::size_t length) const { return halves_ ? (length + 1) / 2 : length; }

  std::size_t rows_ = 0;
  bool halves_ = false;
  std::array<char, 16> alphabet_{};
  std::vector<std::uint8_t> bytes_;         // by group: the low bytes of its lengths, its ids; kSpare behind them
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
