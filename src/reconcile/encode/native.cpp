// SPDX-License-Identifier: Apache-2.0
// The merges follow names::skeleton, which does the same with Latin sounds: p b; t d and what is said like them; k g
// and the sounds of the throat; s z and the hushing ones; f v.
#include "reconcile/encode/native.hpp"

#include "base/utf8.hpp"

namespace midspan::reconcile {

namespace {

using people::Script;

// Folded letters (names/normalise.hpp) and their classes.
struct Class {
  char sound;
  std::u32string_view letters;
};
constexpr Class kArabic[] = {{'p', U"بپ"}, {'t', U"تطدضذثظ"}, {'k', U"جچكقگغخ"}, {'s', U"سصشزژ"}, {'r', U"ر"},
                             {'l', U"ل"},  {'m', U"م"},       {'n', U"ن"},       {'f', U"فڤ"},    {'h', U"ح"}};
constexpr Class kCyrillic[] = {{'p', U"бп"}, {'t', U"дт"}, {'k', U"кгхжч"}, {'s', U"сзцшщ"}, {'r', U"р"},
                               {'l', U"л"},  {'m', U"м"},  {'n', U"н"},     {'f', U"вф"}};
constexpr Class kHebrew[] = {{'p', U"בפ"}, {'t', U"דטת"}, {'k', U"גקכח"}, {'s', U"זסשצ"},
                             {'r', U"ר"},  {'l', U"ל"},   {'m', U"מ"},    {'n', U"נ"}};

template <std::size_t Count>
char sound_of(const Class (&classes)[Count], char32_t letter) {
  for (const Class& one : classes)
    if (one.letters.find(letter) != std::u32string_view::npos) return one.sound;
  return '\0';
}

char sound_of(Script script, char32_t letter, bool leading) {
  switch (script) {
    case Script::Arabic: return letter == U'و' && leading ? 'f' : sound_of(kArabic, letter);
    case Script::Hebrew: return letter == U'ו' && leading ? 'f' : sound_of(kHebrew, letter);
    case Script::Cyrillic: return sound_of(kCyrillic, letter);
    default: return '\0';
  }
}

// The letters of a script lie in 256 code points: what is above the first of them is a byte.
char32_t block_of(Script script) {
  switch (script) {
    case Script::Arabic: return 0x600;
    case Script::Hebrew: return 0x500;
    default: return 0x400;
  }
}

}  // namespace

bool has_native_letters(Script script) {
  return script == Script::Arabic || script == Script::Cyrillic || script == Script::Hebrew;
}

bool pack_native(std::string_view folded, Script script, names::PackedWord& packed) {
  packed = names::PackedWord{};
  const char32_t block = block_of(script);
  bool whole = true;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t letter = base::next_code_point(folded, at);
    if (letter <= block || letter >= block + 256) {
      whole = false;
      continue;
    }
    if (packed.length == packed.letters.size()) return false;
    packed.letters[packed.length++] = static_cast<std::uint8_t>(letter - block);
  }
  return whole;
}

std::string native_skeleton(std::string_view folded, Script script) {
  std::string out;
  bool leading = true;
  for (std::size_t at = 0; at < folded.size() && out.size() < 8;) {
    const char sound = sound_of(script, base::next_code_point(folded, at), leading);
    leading = false;
    if (sound != '\0' && (out.empty() || out.back() != sound)) out.push_back(sound);
  }
  return out;
}

}  // namespace midspan::reconcile
