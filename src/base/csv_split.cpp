// SPDX-License-Identifier: Apache-2.0
#include "base/csv_split.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace midspan::base {

namespace {

constexpr std::size_t kLongCell = 32;  // bytes: shorter ones are not looked through for lines that they swallowed

// Whether there are so many at least.
bool line_ends(std::string_view text, std::size_t least) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < least; ++at)
    if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) ++count;
  return count >= least;
}

void marks_plain(const char* text, std::size_t blocks, CsvDialect dialect, std::uint64_t* ends, std::uint64_t* quotes) {
  for (std::size_t block = 0; block < blocks; ++block, text += 64) {
    std::uint64_t end = 0;
    std::uint64_t quote = 0;
    for (unsigned at = 0; at < 64; ++at) {
      const char byte = text[at];
      const bool ends_here = byte == dialect.delimiter || byte == '\n' || byte == '\r';
      end |= static_cast<std::uint64_t>(ends_here) << at;
      quote |= static_cast<std::uint64_t>(byte == dialect.quote) << at;
    }
    ends[block] = end;
    quotes[block] = quote;
  }
}

#if defined(__x86_64__)

void marks_sse2(const char* text, std::size_t blocks, CsvDialect dialect, std::uint64_t* ends, std::uint64_t* quotes) {
  const __m128i delimiter = _mm_set1_epi8(dialect.delimiter);
  const __m128i newline = _mm_set1_epi8('\n');
  const __m128i carriage = _mm_set1_epi8('\r');
  const __m128i quote = _mm_set1_epi8(dialect.quote);
  for (std::size_t block = 0; block < blocks; ++block, text += 64) {
    ends[block] = quotes[block] = 0;
    for (unsigned part = 0; part < 64; part += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + part));
      const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter),
                                        _mm_or_si128(_mm_cmpeq_epi8(bytes, newline), _mm_cmpeq_epi8(bytes, carriage)));
      ends[block] |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(hits))) << part;
      quotes[block] |=
          static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, quote)))) << part;
    }
  }
}

[[gnu::target("avx2")]] void marks_avx2(const char* text, std::size_t blocks, CsvDialect dialect, std::uint64_t* ends,
                                        std::uint64_t* quotes) {
  const __m256i delimiter = _mm256_set1_epi8(dialect.delimiter);
  const __m256i newline = _mm256_set1_epi8('\n');
  const __m256i carriage = _mm256_set1_epi8('\r');
  const __m256i quote = _mm256_set1_epi8(dialect.quote);
  for (std::size_t block = 0; block < blocks; ++block, text += 64) {
    ends[block] = quotes[block] = 0;
    for (unsigned part = 0; part < 64; part += 32) {
      const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + part));
      const __m256i hits =
          _mm256_or_si256(_mm256_cmpeq_epi8(bytes, delimiter),
                          _mm256_or_si256(_mm256_cmpeq_epi8(bytes, newline), _mm256_cmpeq_epi8(bytes, carriage)));
      ends[block] |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_epi8(hits))) << part;
      quotes[block] |=
          static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, quote))))
          << part;
    }
  }
}

[[gnu::target("avx512f,avx512bw")]] void marks_avx512(const char* text, std::size_t blocks, CsvDialect dialect,
                                                      std::uint64_t* ends, std::uint64_t* quotes) {
  const __m512i delimiter = _mm512_set1_epi8(dialect.delimiter);
  const __m512i newline = _mm512_set1_epi8('\n');
  const __m512i carriage = _mm512_set1_epi8('\r');
  const __m512i quote = _mm512_set1_epi8(dialect.quote);
  for (std::size_t block = 0; block < blocks; ++block, text += 64) {
    const __m512i bytes = _mm512_loadu_si512(text);
    ends[block] = _mm512_cmpeq_epi8_mask(bytes, delimiter) | _mm512_cmpeq_epi8_mask(bytes, newline) |
                  _mm512_cmpeq_epi8_mask(bytes, carriage);
    quotes[block] = _mm512_cmpeq_epi8_mask(bytes, quote);
  }
}

#endif

}  // namespace

std::span<const CsvKernel> csv_kernels() {
#if defined(__x86_64__)
  static const std::array<CsvKernel, 4> kKernels = {{
      {"plain", marks_plain, true},
      {"sse2", marks_sse2, true},
      {"avx2", marks_avx2, __builtin_cpu_supports("avx2") != 0},
      {"avx512", marks_avx512, __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0},
  }};
#else
  static const std::array<CsvKernel, 1> kKernels = {{{"plain", marks_plain, true}}};
#endif
  return kKernels;
}

CsvMarks best_csv_kernel() {
  static const CsvMarks kBest = [] {
    CsvMarks best = marks_plain;
    for (const CsvKernel& kernel : csv_kernels())
      if (kernel.runs_here) best = kernel.run;
    return best;
  }();
  return kBest;
}

CsvSplitter::CsvSplitter(std::string_view text, CsvDialect dialect, CsvMarks kernel)
    : text_(text),
      dialect_(dialect),
      kernel_(kernel),
      any_quote_(!text.empty() && std::memchr(text.data(), dialect.quote, text.size()) != nullptr) {}

void CsvSplitter::load(std::size_t window) {
  window_ = window;
  const std::size_t begin = window * kWindow * kBlock;
  const std::size_t bytes = std::min(text_.size() - begin, kWindow * kBlock);
  const std::size_t whole = bytes / kBlock;
  kernel_(text_.data() + begin, whole, dialect_, ends_.data(), quotes_.data());
  std::size_t filled = whole;
  if (const std::size_t rest = bytes % kBlock; rest != 0) {
    std::array<char, kBlock> last;
    last.fill('\0');
    std::memcpy(last.data(), text_.data() + begin + whole * kBlock, rest);
    kernel_(last.data(), 1, dialect_, ends_.data() + whole, quotes_.data() + whole);
    // A delimiter or quote that is itself a zero byte is not behind the end.
    const std::uint64_t inside = (std::uint64_t{1} << rest) - 1;
    ends_[whole] &= inside;
    quotes_[whole] &= inside;
    ++filled;
  }
  std::fill(ends_.begin() + static_cast<std::ptrdiff_t>(filled), ends_.end(), 0);
  std::fill(quotes_.begin() + static_cast<std::ptrdiff_t>(filled), quotes_.end(), 0);
}

std::size_t CsvSplitter::seek(const std::array<std::uint64_t, kWindow>& of, std::size_t from) {
  if (from >= text_.size()) return text_.size();
  std::size_t block = from / kBlock;
  std::uint64_t bits = marks(of, block) & (~std::uint64_t{0} << (from % kBlock));
  while (bits == 0) {
    if (++block * kBlock >= text_.size()) return text_.size();
    bits = marks(of, block);
  }
  return block * kBlock + static_cast<std::size_t>(std::countr_zero(bits));
}

// By the rule of CsvReader: a doubled quote does not close, text behind the closing quote belongs to the field, and a
// broken quote is a letter. Gives where the field ends.
std::size_t CsvSplitter::quoted(std::size_t begin, CsvRecords& records) {
  const std::size_t open = begin;
  std::size_t from = ++begin;
  std::string* own = nullptr;
  const auto spill = [&](std::size_t first, std::size_t last) {
    if (own == nullptr) {
      if (unquoted_count_ == unquoted_.size()) unquoted_.emplace_back();
      own = &unquoted_[unquoted_count_++];
      own->clear();
    }
    own->append(text_.substr(first, last - first));
  };
  std::size_t close = seek(quotes_, from);
  while (close + 1 < text_.size() && text_[close + 1] == dialect_.quote) {
    spill(from, close + 1);
    from = close + 2;
    close = seek(quotes_, from);
  }
  const bool closed = close < text_.size();
  unclosed_quote_ = unclosed_quote_ || !closed;
  const std::size_t tail = std::min(close + 1, text_.size());
  const std::size_t end = seek(ends_, tail);
  if (!closed || (end != tail && line_ends(text_.substr(begin, close - begin), 1))) {
    if (own != nullptr) --unquoted_count_;
    doubtful_.push_back(open);
    const std::size_t letters_end = seek(ends_, open);
    records.cells.push_back(text_.substr(open, letters_end - open));
    return letters_end;
  }
  if (close - begin >= kLongCell && line_ends(text_.substr(begin, close - begin), 2)) doubtful_.push_back(open);
  if (own == nullptr && end == tail) {
    records.cells.push_back(text_.substr(begin, close - begin));
    return end;
  }
  spill(from, close);
  spill(tail, end);
  const std::size_t length = own->size();
  own->append(kReadable, '\0');
  records.cells.push_back(std::string_view(*own).substr(0, length));
  return end;
}

void CsvSplitter::one(CsvRecords& records) {
  const std::size_t before = records.cells.size();
  for (std::size_t begin = at_;;) {
    std::size_t end = 0;
    if (begin < text_.size() && text_[begin] == dialect_.quote) {
      end = quoted(begin, records);
    } else {
      end = seek(ends_, begin);
      const bool line_ends = end == text_.size() || text_[end] != dialect_.delimiter;
      if (line_ends && end == begin && records.cells.size() == before) {  // a line without any character
        at_ = end + 1;
        return;
      }
      records.cells.push_back(text_.substr(begin, end - begin));
    }
    if (end < text_.size() && text_[end] == dialect_.delimiter) {
      begin = end + 1;
      continue;
    }
    at_ = end + 1;
    break;
  }
  records.ends.push_back(static_cast<std::uint32_t>(records.cells.size()));
}

// Most files: from bit to bit.
void CsvSplitter::unquoted(CsvRecords& records, std::size_t most) {
  const char* const text = text_.data();
  std::vector<std::string_view>& cells = records.cells;
  std::size_t in_record = 0;  // cells
  std::size_t begin = at_;
  std::uint64_t bits = bits_;
  for (std::size_t left = most; left != 0;) {
    while (bits == 0) {
      const std::size_t next = window_ == kNoWindow ? 0 : block_ + 1;
      if (next * kBlock >= text_.size()) {  // the last record, if there is one, ends with the text
        if (begin < text_.size() || in_record != 0) {
          cells.emplace_back(text + begin, text_.size() - begin);
          records.ends.push_back(static_cast<std::uint32_t>(cells.size()));
        }
        at_ = text_.size();
        bits_ = 0;
        return;
      }
      block_ = next;
      bits = marks(ends_, block_);
    }
    const std::size_t end = block_ * kBlock + static_cast<std::size_t>(std::countr_zero(bits));
    bits &= bits - 1;
    const bool in_line = text[end] == dialect_.delimiter;
    if (in_line || end != begin || in_record != 0) {
      cells.emplace_back(text + begin, end - begin);
      ++in_record;
    }
    begin = end + 1;
    if (in_line || in_record == 0) continue;
    in_record = 0;
    records.ends.push_back(static_cast<std::uint32_t>(cells.size()));
    --left;
  }
  at_ = begin;
  bits_ = bits;
}

bool CsvSplitter::next(CsvRecords& records, std::size_t most) {
  records.cells.clear();
  records.ends.clear();
  unquoted_count_ = 0;
  if (!any_quote_ && at_ < text_.size()) unquoted(records, most);
  while (any_quote_ && records.ends.size() < most && at_ < text_.size()) one(records);
  return !records.ends.empty();
}

}  // namespace midspan::base
