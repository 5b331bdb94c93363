// SPDX-License-Identifier: Apache-2.0
// How alike two words are, in whole numbers: the same on every machine, compiler and instruction set.
// All functions take folded words (names/normalise.hpp) as UTF-8 and compare code points. Words of up to 64 code points
// are compared with bit-parallel kernels, longer ones with the obvious quadratic ones; the result does not tell which.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace midspan::names {

// Similarities are in ten-thousandths: 10000 is equality.
constexpr int kSame = 10000;

// Jaro-Winkler: prefix up to four letters, weight 0.1, applied above 0.7 as Winkler has it; rounded down.
// Two empty words are the same; an empty and a full one score 0. Cost: about 20 to 60 ns for ASCII words of 7 letters.
int jaro_winkler(std::string_view left, std::string_view right);

// Number of insertions, deletions and substitutions; with Damerau also swaps of neighbours (optimal string alignment:
// no letter is touched twice). Gives limit + 1 as soon as the distance is known to be above the limit.
int levenshtein(std::string_view left, std::string_view right, int limit = 1 << 20);
int damerau(std::string_view left, std::string_view right, int limit = 1 << 20);

// 10000 x (1 - damerau / longer length).
int edit_similarity(std::string_view left, std::string_view right);

// A word of at most 16 letters of one byte each (ASCII, or a sound key), ready for the packed kernels.
struct PackedWord {
  std::array<std::uint8_t, 16> letters{};  // zero behind the word
  std::uint8_t length = 0;
  bool operator==(const PackedWord&) const = default;
};

// False when the word does not fit (longer than 16 bytes, or not ASCII).
bool pack(std::string_view word, PackedWord& packed);

// Same results as jaro_winkler on the same letters. SSE2 at least; about 15 ns.
int jaro_winkler(const PackedWord& left, const PackedWord& right);

// One word against many: scores[i] for candidates[i]. REQUIRES: scores.size() >= candidates.size().
void jaro_winkler(const PackedWord& word, std::span<const PackedWord> candidates, std::span<std::uint16_t> scores);

// The same for those alone that reach `least`: (score, place) appended in the order of places. Most of the others are
// told by their letters: about 2 ns each. REQUIRES: signatures[i] is letter_signature(candidates[i]).
std::uint32_t letter_signature(const PackedWord& word);
void jaro_winkler_at_least(const PackedWord& word, std::span<const PackedWord> candidates,
                           std::span<const std::uint32_t> signatures, int least,
                           std::vector<std::pair<int, std::uint32_t>>& found);

// The slow obvious twins that tests and the fuzzer hold the kernels against.
namespace reference {
int jaro_winkler(std::u32string_view left, std::u32string_view right);
int levenshtein(std::u32string_view left, std::u32string_view right);
int damerau(std::u32string_view left, std::u32string_view right);
}  // namespace reference

}  // namespace midspan::names
