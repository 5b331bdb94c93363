// SPDX-License-Identifier: Apache-2.0
#include "base/csv.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace midspan::base {

namespace {

constexpr std::size_t kSampleBytes = 64 * 1024;  // that tell the delimiter
constexpr std::size_t kSampleRecords = 200;

// The first delimiter or line end at or after `at`; the end of the text when there is none. Sixteen bytes at a time:
// cells of people are short, so one step finds most ends.
std::size_t find_field_end(std::string_view text, std::size_t at, char delimiter) {
#ifdef __SSE2__
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i newlines = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters),
                                      _mm_or_si128(_mm_cmpeq_epi8(bytes, newlines), _mm_cmpeq_epi8(bytes, returns)));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  while (at < text.size() && text[at] != delimiter && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvDialect dialect) : text_(text), dialect_(dialect) {}

// The field that the quote at at_ opens; false, and at_ where it was, where the quote is broken.
bool CsvReader::quoted(std::vector<std::string_view>& fields) {
  const std::size_t begin = at_ + 1;
  std::string text;
  bool doubled = false;
  std::size_t from = begin;
  std::size_t close = text_.find(dialect_.quote, begin);
  while (close != std::string_view::npos && close + 1 < text_.size() && text_[close + 1] == dialect_.quote) {
    doubled = true;
    text.append(text_.substr(from, close + 1 - from));
    from = close + 2;
    close = text_.find(dialect_.quote, from);
  }
  if (close == std::string_view::npos) return false;
  std::size_t lines = 0;
  for (std::size_t at = begin; at < close; ++at)
    if (text_[at] == '\n' || (text_[at] == '\r' && text_[at + 1] != '\n')) ++lines;
  // Text after the closing quote belongs to the field as it stands: "O"Brien is kept, not dropped.
  const std::size_t tail = close + 1;
  const std::size_t end = find_field_end(text_, tail, dialect_.delimiter);
  if (lines != 0 && end != tail) return false;
  next_line_ += lines;
  at_ = end;
  if (!doubled && end == tail) {
    fields.push_back(text_.substr(begin, close - begin));
    return true;
  }
  text.append(text_.substr(from, close - from)).append(text_.substr(tail, end - tail));
  const std::size_t own = patched_.size();
  if (own == unquoted_.size()) unquoted_.emplace_back();
  unquoted_[own] = std::move(text);
  patched_.emplace_back(fields.size(), own);
  fields.emplace_back();
  return true;
}

bool CsvReader::next(std::vector<std::string_view>& fields) {
  fields.clear();
  patched_.clear();
  broken_quote_ = false;
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
    if (text_[at_] == '\n' || at_ + 1 >= text_.size() || text_[at_ + 1] != '\n') ++next_line_;
    ++at_;
  }
  if (at_ >= text_.size()) return false;
  line_ = next_line_;
  record_begin_ = at_;
  for (;;) {
    const bool opens = at_ < text_.size() && text_[at_] == dialect_.quote;
    if (!opens || !quoted(fields)) {
      broken_quote_ = broken_quote_ || opens;
      const std::size_t begin = at_;
      at_ = find_field_end(text_, at_, dialect_.delimiter);
      fields.push_back(text_.substr(begin, at_ - begin));
    }
    if (at_ < text_.size() && text_[at_] == dialect_.delimiter) {
      ++at_;
      continue;
    }
    if (at_ < text_.size()) {  // the line end
      if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
      ++at_;
      ++next_line_;
    }
    break;
  }
  broken_quotes_ = broken_quotes_ || broken_quote_;
  for (const auto& [field, own] : patched_) fields[field] = unquoted_[own];
  return true;
}

char guess_delimiter(std::string_view text) {
  text = text.substr(0, kSampleBytes);
  char best = ',';
  std::size_t best_score = 0;
  for (const char candidate : {';', '\t', ',', '|'}) {
    CsvReader reader(text, {candidate, '"'});
    std::vector<std::string_view> fields;
    std::map<std::size_t, std::size_t> widths;
    std::size_t records = 0;
    std::size_t first_width = 0;
    while (records < kSampleRecords && reader.next(fields)) {
      if (records++ == 0) first_width = fields.size();
      ++widths[fields.size()];
    }
    std::size_t width = 0;
    std::size_t count = 0;
    for (const auto& [fields_of, times] : widths)
      if (fields_of > 1 && times * fields_of > count * width) width = fields_of, count = times;
    // "PÉREZ, Ana" a line under one heading is a list of one column.
    if (width < 2 || (candidate == ',' && width == 2 && first_width == 1)) continue;
    const std::size_t score = count * 1000 / records * width / (width + 1);
    if (score > best_score) best_score = score, best = candidate;
  }
  return best_score >= 150 ? best : '\t';  // a tab that does not occur: one column
}

namespace {

// Bytes of `words` that are `byte` have their highest bit set. Others may too, but only above one that is.
std::uint64_t equal_bytes(std::uint64_t words, char byte) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const std::uint64_t differ = words ^ (kOnes * static_cast<unsigned char>(byte));
  return (differ - kOnes) & ~differ & (kOnes << 7);
}

template <typename Word>
std::uint64_t load(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

bool needs_quotes(std::string_view field, CsvDialect dialect) {
  if (field.empty()) return false;
  if (field.front() == ' ' || field.back() == ' ') return true;
  std::uint64_t found = 0;
  const auto look_at = [&](std::uint64_t word) {
    found |= equal_bytes(word, dialect.delimiter) | equal_bytes(word, dialect.quote) | equal_bytes(word, '\n') |
             equal_bytes(word, '\r');
  };
  // The last word may begin within the one before it.
  const char* const last = field.data() + field.size();
  if (field.size() >= 8) {
    for (const char* at = field.data(); last - at > 8; at += 8) look_at(load<std::uint64_t>(at));
    look_at(load<std::uint64_t>(last - 8));
  } else if (field.size() >= 4) {
    look_at(load<std::uint32_t>(field.data()) << 32 | load<std::uint32_t>(last - 4));
  } else {
    std::uint64_t word = 0;
    for (std::size_t at = 0; at < 8; ++at)
      word = word << 8 | static_cast<unsigned char>(field[std::min(at, field.size() - 1)]);
    look_at(word);
  }
  return found != 0;
}

}  // namespace

char* write_csv_field(char* to, std::string_view field, CsvDialect dialect) {
  if (!needs_quotes(field, dialect)) return to + field.copy(to, field.size());
  *to++ = dialect.quote;
  for (const char c : field) {
    if (c == dialect.quote) *to++ = c;
    *to++ = c;
  }
  *to++ = dialect.quote;
  return to;
}

void append_csv_field(std::string& out, std::string_view field, CsvDialect dialect) {
  const std::size_t before = out.size();
  out.resize(before + 2 * field.size() + 2);
  const char* const end = write_csv_field(out.data() + before, field, dialect);
  out.resize(static_cast<std::size_t>(end - out.data()));
}

}  // namespace midspan::base
