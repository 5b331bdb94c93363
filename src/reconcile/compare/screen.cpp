// SPDX-License-Identifier: Apache-2.0
// Bits of a signature, from the lowest: 23 letters that occur, 23 that occur twice, length less three (4 bits; 0: not
// to be screened), first letter (5), letters beyond the second of their kind (2), skeleton (6), alphabet (1). Rare
// letters share a bit, which can only make words look more alike. Common letters are then one population count.
#include "reconcile/compare/screen.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#ifndef __clang__  // GCC 12 takes the placeholder of its own AVX-512 functions for a variable that nobody set
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#ifndef __clang__
#pragma GCC diagnostic pop
#endif
#endif

namespace midspan::reconcile {

namespace {

constexpr unsigned kLetters = 23;
constexpr unsigned kLengthAt = 46;
constexpr unsigned kFirstAt = 50;
constexpr unsigned kExcessAt = 55;
constexpr unsigned kSkeletonAt = 57;
constexpr unsigned kAlphabetAt = 63;
constexpr std::uint64_t kLetterBits = (std::uint64_t{1} << kLengthAt) - 1;

// x with q, z with j, w with v; what is no letter anywhere.
unsigned letter_bit(std::uint8_t byte) {
  static constexpr std::array<std::uint8_t, 26> kBit = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
                                                        13, 14, 15, 16, 17, 18, 19, 20, 21, 21, 16, 22, 9};
  return byte >= 'a' && byte <= 'z' ? kBit[byte - 'a'] : byte % kLetters;
}

// Without the instruction of newer processors: every kernel has the same count.
unsigned population(std::uint64_t bits) {
  bits -= bits >> 1 & 0x5555555555555555ULL;
  bits = (bits & 0x3333333333333333ULL) + (bits >> 2 & 0x3333333333333333ULL);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0FULL;
  return static_cast<unsigned>(bits * 0x0101010101010101ULL >> 56);
}

inline std::uint8_t is_far(Signature left, Signature right, ScreenBar bar, std::uint32_t letters) {
  const auto one = static_cast<std::uint32_t>(left >> kLengthAt & 15U);
  const auto other = static_cast<std::uint32_t>(right >> kLengthAt & 15U);
  const Signature differ = left ^ right;
  const bool same_first = (differ >> kFirstAt & 31U) == 0;
  const bool same_skeleton = bar.skeletons && (differ >> kSkeletonAt & 63U) == 0;
  const bool mixed = differ >> kAlphabetAt != 0;
  const std::uint32_t excess = std::min<std::uint32_t>(left >> kExcessAt & 3U, right >> kExcessAt & 3U);
  const std::uint32_t common = letters + excess;
  const std::uint32_t needed = same_first ? bar.same_first : bar.other_first;
  const bool below = 100 * common * (one + other + 6) < needed * (one + 3) * (other + 3);
  return static_cast<std::uint8_t>(static_cast<int>(below) & static_cast<int>(one != 0) & static_cast<int>(other != 0) &
                                   static_cast<int>(!same_skeleton) & static_cast<int>(!mixed));
}

// Rows of which everything is looked at one word at a time.
void match_plain(const RowPair* pairs, std::size_t count, const RowBars& bars, RowMatch* out) {
  for (std::size_t at = 0; at < count; ++at) {
    RowMatch match;
    for (std::size_t word = 0; word < bars.lines * kLineWords; ++word) {
      const std::uint32_t left = pairs[at].left[word];
      const std::uint32_t right = pairs[at].right[word];
      match.equal |= static_cast<std::uint64_t>(left == right) << word;
      match.known |= static_cast<std::uint64_t>(left != 0 && right != 0) << word;
    }
    for (std::size_t place = 0; place < bars.lines * kLineWords / 2; ++place) {
      Signature left = 0;
      Signature right = 0;
      std::memcpy(&left, pairs[at].left + 2 * place, sizeof left);
      std::memcpy(&right, pairs[at].right + 2 * place, sizeof right);
      const ScreenBar bar{static_cast<std::uint32_t>(bars.other_first[place]),
                          static_cast<std::uint32_t>(bars.same_first[place]), (bars.no_skeletons >> place & 1U) == 0,
                          0};
      match.far |= static_cast<std::uint64_t>(far_apart(left, right, bar)) << place;
    }
    out[at] = match;
  }
}

void screen_plain(const Signature* left, const Signature* right, std::size_t count, ScreenBar bar, std::uint8_t* far) {
  for (std::size_t at = 0; at < count; ++at) far[at] = far_apart(left[at], right[at], bar);
}

#if defined(__x86_64__)

[[gnu::target("popcnt")]] void screen_popcnt(const Signature* left, const Signature* right, std::size_t count,
                                             ScreenBar bar, std::uint8_t* far) {
  for (std::size_t at = 0; at < count; ++at)
    far[at] = is_far(left[at], right[at], bar,
                     static_cast<std::uint32_t>(__builtin_popcountll(left[at] & right[at] & kLetterBits)));
}

// Four signatures at a time; letters are counted by half bytes in a table of sixteen. Far ones are all ones.
struct Bars4 {
  __m256i other_first, same_first;
  __m256i no_skeletons;  // all ones: equal skeletons say nothing
};
[[gnu::target("avx2"), gnu::always_inline]] inline __m256i far_avx2(__m256i one, __m256i other, const Bars4& bars) {
  const __m256i table =
      _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i zero = _mm256_setzero_si256();
  const __m256i low_half = _mm256_set1_epi8(15);
  const __m256i letters = _mm256_set1_epi64x(static_cast<long long>(kLetterBits));
  const __m256i fifteen = _mm256_set1_epi64x(15);
  const __m256i three = _mm256_set1_epi64x(3);
  const __m256i hundred = _mm256_set1_epi64x(100);
  const __m256i first_bits = _mm256_set1_epi64x(31LL << kFirstAt);
  const __m256i skeleton_bits = _mm256_set1_epi64x(63LL << kSkeletonAt);
  const __m256i differ = _mm256_xor_si256(one, other);
  const __m256i both = _mm256_and_si256(_mm256_and_si256(one, other), letters);
  const __m256i halves =
      _mm256_add_epi8(_mm256_shuffle_epi8(table, _mm256_and_si256(both, low_half)),
                      _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(both, 4), low_half)));
  const __m256i excess = _mm256_min_epu8(_mm256_and_si256(_mm256_srli_epi64(one, kExcessAt), three),
                                         _mm256_and_si256(_mm256_srli_epi64(other, kExcessAt), three));
  const __m256i common = _mm256_add_epi64(_mm256_sad_epu8(halves, zero), excess);
  const __m256i one_length = _mm256_and_si256(_mm256_srli_epi64(one, kLengthAt), fifteen);
  const __m256i other_length = _mm256_and_si256(_mm256_srli_epi64(other, kLengthAt), fifteen);
  const __m256i one_letters = _mm256_add_epi64(one_length, three);
  const __m256i other_letters = _mm256_add_epi64(other_length, three);
  const __m256i first_equal = _mm256_cmpeq_epi64(_mm256_and_si256(differ, first_bits), zero);
  const __m256i needed = _mm256_blendv_epi8(bars.other_first, bars.same_first, first_equal);
  const __m256i has = _mm256_mul_epu32(_mm256_mul_epu32(common, hundred), _mm256_add_epi64(one_letters, other_letters));
  const __m256i must = _mm256_mul_epu32(_mm256_mul_epu32(one_letters, other_letters), needed);
  __m256i near = _mm256_or_si256(_mm256_cmpeq_epi64(one_length, zero), _mm256_cmpeq_epi64(other_length, zero));
  near = _mm256_or_si256(
      near, _mm256_andnot_si256(bars.no_skeletons, _mm256_cmpeq_epi64(_mm256_and_si256(differ, skeleton_bits), zero)));
  near = _mm256_or_si256(near, differ);  // its top bit: another alphabet
  return _mm256_andnot_si256(near, _mm256_cmpgt_epi64(must, has));
}

[[gnu::target("avx2"), gnu::always_inline]] inline unsigned top_bits(__m256i lanes) {
  return static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(lanes)));
}

[[gnu::target("avx2"), gnu::always_inline]] inline std::uint64_t top_bits_of_words(__m256i lanes) {
  return static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes))));
}

[[gnu::target("avx2")]] void screen_avx2(const Signature* left, const Signature* right, std::size_t count,
                                         ScreenBar bar, std::uint8_t* far) {
  const Bars4 bars{_mm256_set1_epi64x(bar.other_first), _mm256_set1_epi64x(bar.same_first),
                   _mm256_set1_epi64x(bar.skeletons ? 0 : -1)};
  std::size_t at = 0;
  for (; at + 4 <= count; at += 4) {
    const unsigned mask = top_bits(far_avx2(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(left + at)),
                                            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(right + at)), bars));
    for (unsigned lane = 0; lane < 4; ++lane) far[at + lane] = static_cast<std::uint8_t>(mask >> lane & 1U);
  }
  for (; at < count; ++at) far[at] = far_apart(left[at], right[at], bar);
}

[[gnu::target("avx2")]] void match_avx2(const RowPair* pairs, std::size_t count, const RowBars& bars, RowMatch* out) {
  const __m256i zero = _mm256_setzero_si256();
  for (std::size_t at = 0; at < count; ++at) out[at] = RowMatch{};
  for (std::size_t half = 0; half < 2 * bars.lines; ++half) {
    const unsigned skeletons = ~bars.no_skeletons >> (4 * half);
    const auto lane = [&](unsigned bit) { return (skeletons >> bit & 1U) != 0 ? 0LL : -1LL; };
    const Bars4 own{_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bars.other_first.data() + 4 * half)),
                    _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bars.same_first.data() + 4 * half)),
                    _mm256_setr_epi64x(lane(0), lane(1), lane(2), lane(3))};
    for (std::size_t at = 0; at < count; ++at) {
      const __m256i one = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(pairs[at].left + 8 * half));
      const __m256i other = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(pairs[at].right + 8 * half));
      const __m256i missing = _mm256_or_si256(_mm256_cmpeq_epi32(one, zero), _mm256_cmpeq_epi32(other, zero));
      out[at].equal |= top_bits_of_words(_mm256_cmpeq_epi32(one, other)) << (8 * half);
      out[at].known |= (top_bits_of_words(missing) ^ 0xFFU) << (8 * half);
      out[at].far |= static_cast<std::uint64_t>(top_bits(far_avx2(one, other, own))) << (4 * half);
    }
  }
}

// Eight signatures at a time, with the processor's own count of bits.
struct Bars8 {
  __m512i other_first, same_first;
  __mmask8 no_skeletons;
};
#define MIDSPAN_AVX512 [[gnu::target("avx512f,avx512vpopcntdq")]]
MIDSPAN_AVX512 [[gnu::always_inline]] inline __mmask8 far_avx512(__m512i one, __m512i other, const Bars8& bars) {
  const __m512i letters = _mm512_set1_epi64(static_cast<long long>(kLetterBits));
  const __m512i fifteen = _mm512_set1_epi64(15);
  const __m512i three = _mm512_set1_epi64(3);
  const __m512i hundred = _mm512_set1_epi64(100);
  const __m512i first_bits = _mm512_set1_epi64(31LL << kFirstAt);
  const __m512i skeleton_bits = _mm512_set1_epi64(63LL << kSkeletonAt);
  const __m512i alphabet_bit = _mm512_set1_epi64(static_cast<long long>(std::uint64_t{1} << kAlphabetAt));
  const __m512i differ = _mm512_xor_si512(one, other);
  const __m512i excess = _mm512_min_epu64(_mm512_and_si512(_mm512_srli_epi64(one, kExcessAt), three),
                                          _mm512_and_si512(_mm512_srli_epi64(other, kExcessAt), three));
  const __m512i common =
      _mm512_add_epi64(_mm512_popcnt_epi64(_mm512_and_si512(_mm512_and_si512(one, other), letters)), excess);
  const __m512i one_length = _mm512_and_si512(_mm512_srli_epi64(one, kLengthAt), fifteen);
  const __m512i other_length = _mm512_and_si512(_mm512_srli_epi64(other, kLengthAt), fifteen);
  const __m512i one_letters = _mm512_add_epi64(one_length, three);
  const __m512i other_letters = _mm512_add_epi64(other_length, three);
  const __mmask8 other_firsts = _mm512_test_epi64_mask(differ, first_bits);
  const __m512i needed = _mm512_mask_blend_epi64(other_firsts, bars.same_first, bars.other_first);
  const __m512i has = _mm512_mul_epu32(_mm512_mul_epu32(common, hundred), _mm512_add_epi64(one_letters, other_letters));
  const __m512i must = _mm512_mul_epu32(_mm512_mul_epu32(one_letters, other_letters), needed);
  const unsigned skeletons = bars.no_skeletons | static_cast<unsigned>(_mm512_test_epi64_mask(differ, skeleton_bits));
  return static_cast<__mmask8>(_mm512_cmplt_epu64_mask(has, must) & _mm512_test_epi64_mask(one_length, one_length) &
                               _mm512_test_epi64_mask(other_length, other_length) & skeletons &
                               _mm512_testn_epi64_mask(differ, alphabet_bit));
}

MIDSPAN_AVX512 void screen_avx512(const Signature* left, const Signature* right, std::size_t count, ScreenBar bar,
                                  std::uint8_t* far) {
  const Bars8 bars{_mm512_set1_epi64(bar.other_first), _mm512_set1_epi64(bar.same_first),
                   static_cast<__mmask8>(bar.skeletons ? 0 : 0xFF)};
  std::size_t at = 0;
  for (; at + 8 <= count; at += 8) {
    const unsigned below = far_avx512(_mm512_loadu_si512(left + at), _mm512_loadu_si512(right + at), bars);
    for (unsigned lane = 0; lane < 8; ++lane) far[at + lane] = static_cast<std::uint8_t>(below >> lane & 1U);
  }
  for (; at < count; ++at) far[at] = far_apart(left[at], right[at], bar);
}

MIDSPAN_AVX512 void match_avx512(const RowPair* pairs, std::size_t count, const RowBars& bars, RowMatch* out) {
  for (std::size_t line = 0; line < bars.lines; ++line) {
    const Bars8 own{_mm512_loadu_si512(bars.other_first.data() + 8 * line),
                    _mm512_loadu_si512(bars.same_first.data() + 8 * line),
                    static_cast<__mmask8>(bars.no_skeletons >> (8 * line))};
    for (std::size_t at = 0; at < count; ++at) {
      const __m512i one = _mm512_loadu_si512(pairs[at].left + kLineWords * line);
      const __m512i other = _mm512_loadu_si512(pairs[at].right + kLineWords * line);
      const RowMatch before = line == 0 ? RowMatch{} : out[at];
      const auto equal = static_cast<std::uint64_t>(_mm512_cmpeq_epi32_mask(one, other));
      const auto known = static_cast<std::uint64_t>(
          static_cast<std::uint16_t>(_mm512_test_epi32_mask(one, one) & _mm512_test_epi32_mask(other, other)));
      const auto far = static_cast<std::uint64_t>(far_avx512(one, other, own));
      out[at] = {before.equal | equal << (kLineWords * line), before.known | known << (kLineWords * line),
                 before.far | far << (8 * line)};
    }
  }
}
#undef MIDSPAN_AVX512

#endif

}  // namespace

bool far_apart(Signature left, Signature right, ScreenBar bar) {
  return is_far(left, right, bar, population(left & right & kLetterBits)) != 0;
}

unsigned letters_begun_alike(const names::PackedWord& one, const names::PackedWord& other) {
  unsigned same = 0;
  while (same < 4 && same < one.length && same < other.length && one.letters[same] == other.letters[same]) ++same;
  return same;
}

bool may_reach(Signature left, Signature right, unsigned prefix, unsigned least) {
  const std::uint64_t one = (left >> kLengthAt & 15U) + 3;
  const std::uint64_t other = (right >> kLengthAt & 15U) + 3;
  if (one == 3 || other == 3 || (left ^ right) >> kAlphabetAt != 0) return true;
  const std::uint64_t common =
      population(left & right & kLetterBits) + std::min(left >> kExcessAt & 3U, right >> kExcessAt & 3U);
  std::uint64_t numerator = common * (one + other) + one * other;
  std::uint64_t denominator = 3 * one * other;
  if (numerator * 10 > denominator * 7) {
    numerator = numerator * 10 + prefix * (denominator - numerator);
    denominator *= 10;
  }
  return numerator * 10'000 >= denominator * least;
}

Signature signature_of(const names::PackedWord& word, std::uint32_t skeleton, Alphabet alphabet, ScreenBar bar) {
  if (word.length < bar.shortest) return 0;
  std::array<unsigned, kLetters> counts{};
  unsigned excess = 0;
  Signature signature = 0;
  for (unsigned at = 0; at < word.length; ++at) {
    const unsigned bit = letter_bit(word.letters[at]);
    const unsigned before = counts[bit]++;
    if (before < 2) signature |= Signature{1} << (bit + before * kLetters);
    else ++excess;
  }
  if (excess > 3) return 0;
  const std::uint8_t first = word.letters[0];
  const unsigned first_code = first >= 'a' && first <= 'z' ? first - unsigned{'a'} : 26U + first % 6U;
  return signature | static_cast<Signature>(word.length - 3U) << kLengthAt |
         static_cast<Signature>(first_code) << kFirstAt | static_cast<Signature>(excess) << kExcessAt |
         static_cast<Signature>(skeleton >> 8 & 63U) << kSkeletonAt |
         static_cast<Signature>(alphabet == Alphabet::Foreign) << kAlphabetAt;
}

std::span<const ScreenKernel> screen_kernels() {
#if defined(__x86_64__)
  static const std::array<ScreenKernel, 4> kKernels = {{
      {"plain", screen_plain, true},
      {"popcnt", screen_popcnt, __builtin_cpu_supports("popcnt") != 0},
      {"avx2", screen_avx2, __builtin_cpu_supports("avx2") != 0},
      {"avx512", screen_avx512,
       __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0},
  }};
#else
  static const std::array<ScreenKernel, 1> kKernels = {{{"plain", screen_plain, true}}};
#endif
  return kKernels;
}

Screen best_screen() {
  static const Screen kBest = [] {
    Screen best = screen_plain;
    for (const ScreenKernel& kernel : screen_kernels())
      if (kernel.runs_here) best = kernel.run;
    return best;
  }();
  return kBest;
}

void RowBars::set(std::size_t signature, ScreenBar bar) {
  same_first[signature] = bar.same_first;
  other_first[signature] = bar.other_first;
  if (!bar.skeletons) no_skeletons |= 1U << signature;
}

std::span<const RowKernel> row_kernels() {
#if defined(__x86_64__)
  static const std::array<RowKernel, 3> kKernels = {{
      {"plain", match_plain, true},
      {"avx2", match_avx2, __builtin_cpu_supports("avx2") != 0},
      {"avx512", match_avx512,
       __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0},
  }};
#else
  static const std::array<RowKernel, 1> kKernels = {{{"plain", match_plain, true}}};
#endif
  return kKernels;
}

MatchRows best_row_kernel() {
  static const MatchRows kBest = [] {
    MatchRows best = match_plain;
    for (const RowKernel& kernel : row_kernels())
      if (kernel.runs_here) best = kernel.run;
    return best;
  }();
  return kBest;
}

}  // namespace midspan::reconcile
