// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.hpp"

#include <algorithm>

namespace midspan::base {

namespace {

// Length of the well-formed sequence at `at`, 0 if there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) -> unsigned {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  const auto follows = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;  // overlong
    if (lead == 0xED && byte(1) > 0x9F) return 0;  // surrogate
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0 && byte(1) < 0x90) return 0;  // overlong
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;  // beyond U+10FFFF
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const std::size_t length = sequence_length(text, at);
  const auto byte = [&](std::size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
  char32_t point = 0xFFFD;
  switch (length) {
    case 1: point = byte(0); break;
    case 2: point = (byte(0) & 0x1FU) << 6 | (byte(1) & 0x3FU); break;
    case 3: point = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU); break;
    case 4:
      point = (byte(0) & 0x07U) << 18 | (byte(1) & 0x3FU) << 12 | (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU);
      break;
    default: break;
  }
  at += length == 0 ? 1 : length;
  return point;
}

void append_utf8(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

std::string repaired_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) append_utf8(out, next_code_point(text, at));
  return out;
}

std::string on_one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    const bool control = point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029;
    append_utf8(out, control ? U' ' : point);
  }
  return out;
}

std::string printable(std::string_view text) {
  const auto plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
  };
  if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    const bool control = (point < 0x20 && point != U'\n' && point != U'\t') || (point >= 0x7F && point < 0xA0);
    const bool turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    if (!control && !turns) {
      append_utf8(out, point);
      continue;
    }
    out += "[U+";
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[point >> shift & 0xF];
    out += ']';
  }
  return out;
}

bool utf16_less(std::string_view left, std::string_view right) {
  std::size_t l = 0;
  std::size_t r = 0;
  // Code points compare as UTF-16 does but for those beyond U+FFFF, whose surrogates sort below U+E000..U+FFFF.
  const auto rank = [](char32_t point) {
    return point >= 0x10000 ? 0xD800U + static_cast<unsigned>(point - 0x10000) / 0x400 : static_cast<unsigned>(point);
  };
  while (l < left.size() && r < right.size()) {
    const char32_t a = next_code_point(left, l);
    const char32_t b = next_code_point(right, r);
    if (a == b) continue;
    const unsigned rank_a = rank(a);
    const unsigned rank_b = rank(b);
    return rank_a != rank_b ? rank_a < rank_b : a < b;
  }
  return l >= left.size() && r < right.size();
}

}  // namespace midspan::base
