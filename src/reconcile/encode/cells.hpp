// SPDX-License-Identifier: Apache-2.0
// A short cell in one step: sixteen bytes are loaded, folded if they are plain letters and digits, and are then their
// own key. What is not plain goes the long way, through names/normalise.hpp.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "reconcile/encode/vocabulary.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace midspan::reconcile {

constexpr std::size_t kKeyBytes = 16;

// How a cell becomes a text.
enum class Folding : std::uint8_t { Words, OneWord, None };

// What the vector kernels are tested against. False: the cell has to go the long way.
inline bool key_of_cell_plain(const char* cell, std::size_t size, Folding folding, TextKey& key) {
  std::array<char, kKeyBytes> bytes{};
  char before = ' ';
  for (std::size_t at = 0; at < size; ++at) {
    char byte = cell[at];
    if (folding == Folding::None) {
      if (byte == '\0') return false;
    } else {
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + ('a' - 'A'));
      const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
      if (!plain && (byte != ' ' || before == ' ' || folding == Folding::OneWord)) return false;
    }
    bytes[at] = before = byte;
  }
  if (folding != Folding::None && before == ' ') return false;
  std::memcpy(&key, bytes.data(), sizeof key);
  return true;
}

// REQUIRES: 1 <= size <= 16, and sixteen bytes can be read.
inline bool key_of_cell(const char* cell, std::size_t size, Folding folding, TextKey& key) {
#if defined(__SSE2__)
  static constexpr std::array<std::uint8_t, 2 * kKeyBytes> kInside = [] {
    std::array<std::uint8_t, 2 * kKeyBytes> made{};
    for (std::size_t at = 0; at < kKeyBytes; ++at) made[at] = 0xFF;
    return made;
  }();
  const unsigned inside = (1U << size) - 1;
  __m128i bytes = _mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(cell)),
                                _mm_loadu_si128(reinterpret_cast<const __m128i*>(kInside.data() + (kKeyBytes - size))));
  const auto mask_of = [](__m128i bits) { return static_cast<unsigned>(_mm_movemask_epi8(bits)); };
  if (folding == Folding::None) {
    if ((mask_of(_mm_cmpeq_epi8(bytes, _mm_setzero_si128())) & inside) != 0) return false;
  } else {
    const auto between = [](__m128i of, char low, char high) {
      return _mm_and_si128(_mm_cmpgt_epi8(of, _mm_set1_epi8(static_cast<char>(low - 1))),
                           _mm_cmplt_epi8(of, _mm_set1_epi8(static_cast<char>(high + 1))));
    };
    bytes = _mm_or_si128(bytes, _mm_and_si128(between(bytes, 'A', 'Z'), _mm_set1_epi8(0x20)));
    const unsigned plain = mask_of(_mm_or_si128(between(bytes, 'a', 'z'), between(bytes, '0', '9')));
    if (plain != inside) {  // bytes behind the cell are zero, and not plain
      if (folding == Folding::OneWord) return false;
      const unsigned spaces = mask_of(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')));
      if ((plain | spaces) != inside || (spaces & 1U) != 0 || (spaces >> (size - 1) & 1U) != 0 ||
          (spaces & spaces << 1) != 0)
        return false;
    }
  }
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &bytes, sizeof halves);
  key = {halves[0], halves[1]};
  return true;
#else
  return key_of_cell_plain(cell, size, folding, key);
#endif
}

// A text that is folded already; false when it is no key.
inline bool key_of_text(std::string_view text, TextKey& key) {
  return text.size() <= kKeyBytes && key_of_cell_plain(text.data(), text.size(), Folding::None, key);
}

}  // namespace midspan::reconcile
