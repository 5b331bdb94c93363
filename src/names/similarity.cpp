// SPDX-License-Identifier: Apache-2.0
// Kernels over words of at most 64 letters of one byte. Words that are not ASCII get a byte per distinct letter first.
// Where letters of one word equal a letter of the other is one compare-and-movemask per 16 letters (the idea measured
// at 45 million pairs a second for Jaro-Winkler); distances are Myers' and Hyyrö's bit-vector recurrences (Hyyrö 2003,
// "A bit-vector algorithm for computing Levenshtein and Damerau edit distances").
#include "names/similarity.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/utf8.hpp"
#include "names/normalise.hpp"

namespace midspan::names {

namespace {

constexpr std::size_t kLongest = 1000;  // letters beyond are not looked at: a cell may hold a hundred thousand

// Letters of one byte, zero behind the end; zero is no letter.
struct Bytes {
  alignas(16) std::array<std::uint8_t, 64> letters{};
  int length = 0;
};

std::uint64_t below(int count) { return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1; }

#if defined(__SSE2__)
std::uint64_t positions_of(std::uint8_t letter, const Bytes& word) {
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(letter));
  std::uint64_t mask = 0;
  for (int block = 0; block * 16 < word.length; ++block) {
    const __m128i part = _mm_load_si128(reinterpret_cast<const __m128i*>(word.letters.data() + block * 16));
    mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(part, wanted))))
            << (block * 16);
  }
  return mask;
}
#else
std::uint64_t positions_of(std::uint8_t letter, const Bytes& word) {
  std::uint64_t mask = 0;
  for (int at = 0; at < word.length; ++at)
    if (word.letters[static_cast<std::size_t>(at)] == letter) mask |= std::uint64_t{1} << at;
  return mask;
}
#endif

// 10000 x Jaro-Winkler, rounded down, from the counts of a comparison.
template <typename Wide>
int winkler(Wide left, Wide right, Wide common, Wide mismatched, Wide prefix) {
  if (common == 0) return 0;
  const Wide swaps = mismatched / 2;
  Wide numerator = Wide{common} * common * (left + right) + (Wide{common} - swaps) * left * right;
  Wide denominator = Wide{3} * left * right * common;
  if (numerator * 10 > denominator * 7) {
    numerator = numerator * 10 + prefix * (denominator - numerator);
    denominator *= 10;
  }
  return static_cast<int>(numerator * static_cast<Wide>(kSame) / denominator);
}

template <typename Positions>
int jaro_winkler_bits(const std::uint8_t* left, int left_length, const std::uint8_t* right, int right_length,
                      Positions&& positions_in_right) {
  if (left_length == 0 || right_length == 0) return left_length == right_length ? kSame : 0;
  const int window = std::max(std::max(left_length, right_length) / 2 - 1, 0);
  std::uint64_t taken_left = 0;
  std::uint64_t taken_right = 0;
  std::uint64_t common = 0;
  for (int at = 0; at < left_length; ++at) {
    const int from = at - window;
    std::uint64_t in_window = below(at + window + 1);
    if (from > 0) in_window &= ~below(from);
    const std::uint64_t found = positions_in_right(left[at]) & in_window & ~taken_right;
    if (found == 0) continue;
    taken_right |= found & (~found + 1);
    taken_left |= std::uint64_t{1} << at;
    ++common;
  }
  std::uint64_t mismatched = 0;
  while (taken_left != 0) {
    mismatched += left[__builtin_ctzll(taken_left)] != right[__builtin_ctzll(taken_right)];
    taken_left &= taken_left - 1;
    taken_right &= taken_right - 1;
  }
  const int longest_prefix = std::min({4, left_length, right_length});
  int prefix = 0;
  while (prefix < longest_prefix && left[prefix] == right[prefix]) ++prefix;
  return winkler<std::uint64_t>(static_cast<std::uint64_t>(left_length), static_cast<std::uint64_t>(right_length),
                                common, mismatched, static_cast<std::uint64_t>(prefix));
}

int jaro_winkler_bytes(const Bytes& left, const Bytes& right) {
  return jaro_winkler_bits(left.letters.data(), left.length, right.letters.data(), right.length,
                           [&right](std::uint8_t letter) { return positions_of(letter, right); });
}

int levenshtein_bytes(const Bytes& pattern, const Bytes& text, int limit) {
  if (pattern.length == 0) return text.length;
  std::uint64_t plus = below(pattern.length);
  std::uint64_t minus = 0;
  int distance = pattern.length;
  const std::uint64_t last = std::uint64_t{1} << (pattern.length - 1);
  for (int at = 0; at < text.length; ++at) {
    const std::uint64_t equal = positions_of(text.letters[static_cast<std::size_t>(at)], pattern);
    const std::uint64_t zero = (((equal & plus) + plus) ^ plus) | equal | minus;
    std::uint64_t up = minus | ~(zero | plus);
    std::uint64_t down = plus & zero;
    if ((up & last) != 0) ++distance;
    if ((down & last) != 0) --distance;
    if (distance - (text.length - 1 - at) > limit) return limit + 1;
    up = (up << 1) | 1;
    down <<= 1;
    plus = down | ~(zero | up);
    minus = up & zero;
  }
  return distance;
}

int damerau_bytes(const Bytes& pattern, const Bytes& text, int limit) {
  if (pattern.length == 0) return text.length;
  std::uint64_t plus = below(pattern.length);
  std::uint64_t minus = 0;
  std::uint64_t zero = 0;
  std::uint64_t equal_before = 0;
  int distance = pattern.length;
  const std::uint64_t last = std::uint64_t{1} << (pattern.length - 1);
  for (int at = 0; at < text.length; ++at) {
    const std::uint64_t equal = positions_of(text.letters[static_cast<std::size_t>(at)], pattern);
    const std::uint64_t swap = (((~zero) & equal) << 1) & equal_before;
    zero = (((equal & plus) + plus) ^ plus) | equal | minus | swap;
    std::uint64_t up = minus | ~(zero | plus);
    std::uint64_t down = plus & zero;
    if ((up & last) != 0) ++distance;
    if ((down & last) != 0) --distance;
    if (distance - (text.length - 1 - at) > limit) return limit + 1;
    up = (up << 1) | 1;
    down <<= 1;
    plus = down | ~(zero | up);
    minus = up & zero;
    equal_before = equal;
  }
  return distance;
}

bool ascii_bytes(std::string_view word, Bytes& bytes) {
  if (word.size() > 64) return false;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto byte = static_cast<std::uint8_t>(word[at]);
    if (byte >= 0x80 || byte == 0) return false;
    bytes.letters[at] = byte;
  }
  bytes.length = static_cast<int>(word.size());
  return true;
}

// A byte for each distinct code point; false when a word is longer than 64.
bool mapped_bytes(std::string_view left, std::string_view right, Bytes& left_bytes, Bytes& right_bytes) {
  std::array<char32_t, 128> seen{};
  std::size_t distinct = 0;
  const auto map = [&](std::string_view word, Bytes& bytes) {
    for (std::size_t at = 0; at < word.size();) {
      if (bytes.length == 64) return false;
      const char32_t point = base::next_code_point(word, at);
      std::size_t id = 0;
      while (id < distinct && seen[id] != point) ++id;
      if (id == distinct) seen[distinct++] = point;
      bytes.letters[static_cast<std::size_t>(bytes.length++)] = static_cast<std::uint8_t>(id + 1);
    }
    return true;
  };
  return map(left, left_bytes) && map(right, right_bytes);
}

bool both_bytes(std::string_view left, std::string_view right, Bytes& left_bytes, Bytes& right_bytes) {
  if (ascii_bytes(left, left_bytes) && ascii_bytes(right, right_bytes)) return true;
  left_bytes = Bytes{};
  right_bytes = Bytes{};
  return mapped_bytes(left, right, left_bytes, right_bytes);
}

std::u32string cut_points(std::string_view word) {
  std::u32string points;
  for (std::size_t at = 0; at < word.size() && points.size() < kLongest;)
    points.push_back(base::next_code_point(word, at));
  return points;
}

}  // namespace

int jaro_winkler(std::string_view left, std::string_view right) {
  if (left == right) return kSame;
  Bytes left_bytes;
  Bytes right_bytes;
  if (both_bytes(left, right, left_bytes, right_bytes)) return jaro_winkler_bytes(left_bytes, right_bytes);
  return reference::jaro_winkler(cut_points(left), cut_points(right));
}

int levenshtein(std::string_view left, std::string_view right, int limit) {
  if (left == right) return 0;
  Bytes left_bytes;
  Bytes right_bytes;
  const int distance = both_bytes(left, right, left_bytes, right_bytes)
                           ? levenshtein_bytes(left_bytes, right_bytes, limit)
                           : reference::levenshtein(cut_points(left), cut_points(right));
  return std::min(distance, limit + 1);
}

int damerau(std::string_view left, std::string_view right, int limit) {
  if (left == right) return 0;
  Bytes left_bytes;
  Bytes right_bytes;
  const int distance = both_bytes(left, right, left_bytes, right_bytes)
                           ? damerau_bytes(left_bytes, right_bytes, limit)
                           : reference::damerau(cut_points(left), cut_points(right));
  return std::min(distance, limit + 1);
}

int edit_similarity(std::string_view left, std::string_view right) {
  if (left == right) return kSame;
  const auto length = [](std::string_view word) {
    int count = 0;
    for (const char byte : word) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    return std::min(count, static_cast<int>(kLongest));
  };
  const int longer = std::max(length(left), length(right));
  if (longer == 0) return kSame;
  return std::max(0, kSame - damerau(left, right) * kSame / longer);
}

bool pack(std::string_view word, PackedWord& packed) {
  packed = PackedWord{};
  if (word.size() > packed.letters.size()) return false;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto byte = static_cast<std::uint8_t>(word[at]);
    if (byte >= 0x80 || byte == 0) return false;
    packed.letters[at] = byte;
  }
  packed.length = static_cast<std::uint8_t>(word.size());
  return true;
}

int jaro_winkler(const PackedWord& left, const PackedWord& right) {
#if defined(__SSE2__)
  // As jaro_winkler_bits, for at most sixteen letters: whether a letter finds its partner nobody can foresee, so there
  // is no branch on it, and everything fits into half words.
  if (left.length == 0 || right.length == 0) return left.length == right.length ? kSame : 0;
  const __m128i letters = _mm_loadu_si128(reinterpret_cast<const __m128i*>(right.letters.data()));
  const unsigned window = std::max(std::max<unsigned>(left.length, right.length) / 2, 1U) - 1;
  std::uint64_t in_window = (std::uint64_t{1} << (2 * window + 1)) - 1;  // beginning `window` bits before the letter
  std::uint32_t taken_left = 0;
  std::uint32_t taken_right = 0;
  for (unsigned at = 0; at < left.length; ++at, in_window <<= 1) {
    const auto equal = static_cast<std::uint32_t>(
        _mm_movemask_epi8(_mm_cmpeq_epi8(letters, _mm_set1_epi8(static_cast<char>(left.letters[at])))));
    const std::uint32_t found = equal & static_cast<std::uint32_t>(in_window >> window) & ~taken_right;
    taken_right |= found & (~found + 1);
    taken_left |= static_cast<std::uint32_t>(found != 0) << at;
  }
  std::uint32_t common = 0;
  std::uint32_t mismatched = 0;
  for (; taken_left != 0; taken_left &= taken_left - 1, taken_right &= taken_right - 1, ++common)
    mismatched += left.letters[static_cast<std::size_t>(std::countr_zero(taken_left))] !=
                          right.letters[static_cast<std::size_t>(std::countr_zero(taken_right))]
                      ? 1U
                      : 0U;
  std::uint32_t prefix = 0;
  while (prefix < std::min<std::uint32_t>({4, left.length, right.length}) &&
         left.letters[prefix] == right.letters[prefix])
    ++prefix;
  return winkler<std::uint32_t>(left.length, right.length, common, mismatched, prefix);
#else
  Bytes left_bytes;
  Bytes right_bytes;
  std::copy(left.letters.begin(), left.letters.end(), left_bytes.letters.begin());
  std::copy(right.letters.begin(), right.letters.end(), right_bytes.letters.begin());
  left_bytes.length = left.length;
  right_bytes.length = right.length;
  return jaro_winkler_bytes(left_bytes, right_bytes);
#endif
}

void jaro_winkler(const PackedWord& word, std::span<const PackedWord> candidates, std::span<std::uint16_t> scores) {
  for (std::size_t at = 0; at < candidates.size(); ++at)
    scores[at] = static_cast<std::uint16_t>(jaro_winkler(word, candidates[at]));
}

namespace {

constexpr int kSignatureLetters = 27;  // bits; the length stands above them

std::size_t signature_bit(std::uint8_t letter) {
  const std::size_t bit = letter & 31U;
  return bit < kSignatureLetters ? bit : 0;
}

}  // namespace

std::uint32_t letter_signature(const PackedWord& word) {
  std::uint32_t signature = std::uint32_t{word.length} << kSignatureLetters;
  for (std::size_t at = 0; at < word.length; ++at) signature |= std::uint32_t{1} << signature_bit(word.letters[at]);
  return signature;
}

// No more letters of the word can have a partner than stand in the candidate at all; how many are needed depends on the
// candidate's length alone. Both sums are read off four bytes of the signature.
void jaro_winkler_at_least(const PackedWord& word, std::span<const PackedWord> candidates,
                           std::span<const std::uint32_t> signatures, int least,
                           std::vector<std::pair<int, std::uint32_t>>& found) {
  std::array<std::int8_t, 32> letters{};
  for (std::size_t at = 0; at < word.length; ++at) ++letters[signature_bit(word.letters[at])];
  std::array<std::array<std::int8_t, 256>, 4> counts{};
  for (std::size_t byte = 0; byte < 4; ++byte)
    for (std::size_t value = 1; value < 256; ++value) {
      const std::size_t bit = static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(value)));
      const std::int8_t more = 8 * byte + bit < kSignatureLetters ? letters[8 * byte + bit] : std::int8_t{0};
      counts[byte][value] = static_cast<std::int8_t>(counts[byte][value & (value - 1)] + more);
    }
  std::array<std::int8_t, 32> needed{};
  for (std::uint64_t length = 0; length < needed.size(); ++length) {
    const std::uint64_t most = std::min<std::uint64_t>(length, word.length);
    std::uint64_t common = 0;
    const auto best = [&] {
      if (length == 0 || word.length == 0) return length == word.length ? kSame : 0;
      return winkler<std::uint64_t>(word.length, length, common, 0, std::min<std::uint64_t>(4, most));
    };
    while (common <= most && best() < least) ++common;
    needed[length] = static_cast<std::int8_t>(common);
  }
  for (std::size_t value = 0; value < 256; ++value)
    counts[3][value] = static_cast<std::int8_t>(counts[3][value] - needed[value >> (kSignatureLetters - 24)]);
  for (std::size_t at = 0; at < candidates.size(); ++at) {
    const std::uint32_t signature = signatures[at];
    if (counts[0][signature & 255] + counts[1][signature >> 8 & 255] + counts[2][signature >> 16 & 255] +
            counts[3][signature >> 24] <
        0)
      continue;
    const int score = jaro_winkler(word, candidates[at]);
    if (score >= least) found.emplace_back(score, static_cast<std::uint32_t>(at));
  }
}

namespace reference {

int jaro_winkler(std::u32string_view left, std::u32string_view right) {
  if (left.empty() || right.empty()) return left.size() == right.size() ? kSame : 0;
  const auto left_size = static_cast<long>(left.size());
  const auto right_size = static_cast<long>(right.size());
  const long window = std::max(std::max(left_size, right_size) / 2 - 1, 0L);
  std::vector<bool> taken(right.size());
  std::u32string left_common;
  for (long at = 0; at < left_size; ++at)
    for (long other = std::max(0L, at - window); other < std::min(right_size, at + window + 1); ++other) {
      const auto place = static_cast<std::size_t>(other);
      if (taken[place] || right[place] != left[static_cast<std::size_t>(at)]) continue;
      taken[place] = true;
      left_common.push_back(right[place]);
      break;
    }
  std::uint64_t mismatched = 0;
  std::size_t common = 0;
  for (std::size_t at = 0; at < right.size(); ++at)
    if (taken[at]) mismatched += right[at] != left_common[common++];
  std::size_t prefix = 0;
  while (prefix < std::min({std::size_t{4}, left.size(), right.size()}) && left[prefix] == right[prefix]) ++prefix;
  __extension__ using Wide = unsigned __int128;
  return winkler<Wide>(left.size(), right.size(), common, mismatched, prefix);
}

namespace {
int distance(std::u32string_view left, std::u32string_view right, bool swaps) {
  std::vector<int> before(right.size() + 1);
  std::vector<int> row(right.size() + 1);
  std::vector<int> next(right.size() + 1);
  for (std::size_t at = 0; at <= right.size(); ++at) row[at] = static_cast<int>(at);
  for (std::size_t down = 1; down <= left.size(); ++down) {
    next[0] = static_cast<int>(down);
    for (std::size_t at = 1; at <= right.size(); ++at) {
      const int change = left[down - 1] == right[at - 1] ? 0 : 1;
      next[at] = std::min({row[at] + 1, next[at - 1] + 1, row[at - 1] + change});
      if (swaps && down > 1 && at > 1 && left[down - 1] == right[at - 2] && left[down - 2] == right[at - 1])
        next[at] = std::min(next[at], before[at - 2] + 1);
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return row[right.size()];
}
}  // namespace

int levenshtein(std::u32string_view left, std::u32string_view right) { return distance(left, right, false); }
int damerau(std::u32string_view left, std::u32string_view right) { return distance(left, right, true); }

}  // namespace reference

}  // namespace midspan::names
