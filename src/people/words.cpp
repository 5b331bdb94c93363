// SPDX-License-Identifier: Apache-2.0
#include "people/words.hpp"

#include "base/utf8.hpp"

namespace midspan::people {

namespace {

// Lower case for the letters that party and list names are written with; other scripts have no case.
char32_t lower(char32_t point) {
  if (point >= U'A' && point <= U'Z') return point + 32;
  if ((point >= 0xC0 && point <= 0xDE && point != 0xD7) || (point >= 0x391 && point <= 0x3A9)) return point + 32;
  if (point >= 0x410 && point <= 0x42F) return point + 32;
  if (point >= 0x400 && point <= 0x40F) return point + 80;
  if (point >= 0x100 && point <= 0x17F && point % 2 == 0 && !(point >= 0x138 && point <= 0x148)) return point + 1;
  return point;
}

}  // namespace

std::string folded(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  bool gap = false;
  for (std::size_t at = 0; at < word.size();) {
    const char byte = word[at];
    const bool plain = static_cast<unsigned char>(byte) < 0x80;  // most are: names of parties, lists and categories
    const char32_t point = plain ? static_cast<char32_t>(byte) : base::next_code_point(word, at);
    if (plain) ++at;
    if (point == U' ' || point == U'-' || point == U'_' || point == U'\t' || point == 0xA0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    if (plain) out += static_cast<char>(lower(point));
    else base::append_utf8(out, lower(point));
  }
  return out;
}

}  // namespace midspan::people
