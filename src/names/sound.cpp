// SPDX-License-Identifier: Apache-2.0
#include "names/sound.hpp"

#include <algorithm>
#include <array>

#include "names/normalise.hpp"
#include "names/transliterate.hpp"

namespace midspan::names {

namespace {

struct Spelling {
  std::string_view letters;
  std::string_view sound;
};

// Spellings of several letters for one sound in the languages that lists come from, longest first.
// S is sh, C is ch, X is kh, J is zh or dj.
// clang-format off
constexpr Spelling kSpellings[] = {
    {"shch", "S"}, {"tsch", "C"}, {"dsch", "J"}, {"sch", "S"}, {"tch", "C"}, {"dzh", "J"}, {"sh", "S"}, {"ch", "C"},
    {"cz", "C"},   {"zh", "J"},   {"dj", "J"},   {"dz", "z"},  {"kh", "X"},  {"gh", "g"},  {"ph", "f"}, {"th", "t"},
    {"dh", "d"},   {"ck", "k"},   {"cq", "k"},   {"qu", "k"},  {"ts", "z"},  {"tz", "z"},  {"ou", "u"}, {"oo", "u"},
    {"ee", "i"},   {"ij", "i"},   {"x", "ks"},   {"q", "k"},
};
// clang-format on

// The spellings that begin with each letter, longest first.
constexpr std::size_t kMostOfALetter = 6;
struct OfLetter {
  std::array<std::uint8_t, kMostOfALetter> spellings{};
  std::uint8_t count = 0;
};
constexpr std::array<OfLetter, 26> kByLetter = [] {
  std::array<OfLetter, 26> made{};
  for (std::size_t at = 0; at < std::size(kSpellings); ++at) {
    OfLetter& of = made[static_cast<std::size_t>(kSpellings[at].letters[0] - 'a')];
    of.spellings[of.count++] = static_cast<std::uint8_t>(at);
  }
  return made;
}();

bool is_vowel(char one) { return one == 'a' || one == 'e' || one == 'i' || one == 'o' || one == 'u'; }

// What stays of a sound in a skeleton; zero: nothing.
constexpr std::array<char, 128> kConsonant = [] {
  std::array<char, 128> made{};
  for (char one = 'a'; one <= 'z'; ++one) made[static_cast<std::size_t>(one)] = one;
  for (const char one : {'a', 'e', 'i', 'o', 'u', 'h', 'y'}) made[static_cast<std::size_t>(one)] = '\0';
  made['b'] = 'p';
  made['d'] = 't';
  for (const char one : {'g', 'j', 'X', 'C', 'J'}) made[static_cast<std::size_t>(one)] = 'k';
  for (const char one : {'z', 'c', 'S'}) made[static_cast<std::size_t>(one)] = 's';
  made['v'] = made['w'] = 'f';
  return made;
}();

bool soft_after(std::string_view word, std::size_t at) {
  return at < word.size() && (word[at] == 'e' || word[at] == 'i' || word[at] == 'y');
}

}  // namespace

std::string latin_sounds(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const Spelling* found = nullptr;
    for (const Spelling& spelling : kSpellings)
      if (word.substr(at, spelling.letters.size()) == spelling.letters) {
        found = &spelling;
        break;
      }
    std::string_view sound = found != nullptr ? found->sound : word.substr(at, 1);
    at += found != nullptr ? found->letters.size() : 1;
    if (sound == "c" && !soft_after(word, at)) sound = "k";
    if (sound == "h" && at == word.size() && !out.empty() && is_vowel(out.back())) continue;  // Hamzah, Sarah
    for (const char one : sound)
      if (out.empty() || out.back() != one) out.push_back(one);
  }
  return out;
}

std::string sound_text(std::string_view word) {
  const auto readings = latin_readings(word, 1);
  return readings.empty() ? std::string() : latin_sounds(readings.front().latin);
}

PackedWord sound_key(std::string_view word) {
  std::string text = sound_text(word);
  text.resize(std::min<std::size_t>(text.size(), 16));
  PackedWord packed;
  pack(text, packed);
  return packed;
}

std::string skeleton(std::string_view word) {
  std::string out;
  bool first = true;
  for (const char sound : sound_text(word)) {
    char one = sound;
    const bool leading = first;
    first = false;
    if (is_vowel(one) || one == 'h' || one == 'y') continue;
    switch (one) {
      case 'b': one = 'p'; break;
      case 'd': one = 't'; break;
      case 'g':
      case 'X':
      case 'C':
      case 'J':
      case 'j': one = 'k'; break;
      case 'z':
      case 'c': one = 's'; break;
      case 'S': one = 's'; break;
      case 'v': one = 'f'; break;
      case 'w':
        if (!leading) continue;  // a long vowel more often than a consonant
        one = 'f';
        break;
      default: break;
    }
    if (out.empty() || out.back() != one) out.push_back(one);
    if (out.size() == 8) break;
  }
  return out;
}

std::size_t latin_skeleton(std::string_view word, std::span<char, kSkeletonLetters> out) {
  std::size_t size = 0;
  char before = '\0';  // the last sound
  const auto say = [&](char sound) {
    if (sound == before) return;
    const bool leading = before == '\0';
    before = sound;
    const char one = kConsonant[static_cast<std::uint8_t>(sound)];
    if (one == '\0' || (sound == 'w' && !leading)) return;
    if (size == 0 || out[size - 1] != one) out[size++] = one;
  };
  for (std::size_t at = 0; at < word.size() && size < out.size();) {
    const Spelling* found = nullptr;
    const OfLetter& of = kByLetter[static_cast<std::size_t>(word[at] - 'a')];
    for (std::uint8_t index = 0; index < of.count && found == nullptr; ++index) {
      const Spelling& spelling = kSpellings[of.spellings[index]];
      if (word.substr(at, spelling.letters.size()) == spelling.letters) found = &spelling;
    }
    if (found != nullptr) {
      at += found->letters.size();
      for (const char sound : found->sound)
        if (size < out.size()) say(sound);
      continue;
    }
    const char letter = word[at++];
    if (letter == 'h' && at == word.size() && is_vowel(before)) continue;
    say(letter == 'c' && !soft_after(word, at) ? 'k' : letter);
  }
  return size;
}

// The first key keeps the vowel that a word begins with and says c, j, x in the English way; the second says them in
// the Spanish, German or Slavic way.
PhoneticKeys phonetic_keys(std::string_view word) {
  const std::string sounds = sound_text(word);
  PhoneticKeys keys;
  const auto add = [](std::string& key, char one) {
    if (key.size() < 6 && (key.empty() || key.back() != one)) key.push_back(one);
  };
  for (std::size_t at = 0; at < sounds.size(); ++at) {
    char one = sounds[at];
    if (is_vowel(one) || one == 'y') {
      if (at == 0) {
        add(keys.first, 'a');
        add(keys.second, 'a');
      }
      continue;
    }
    if (one == 'h' && at > 0) continue;
    if (one == 'w') one = 'v';
    if (one == 'z' || one == 'c') one = 's';
    char other = one;
    if (one == 'C') other = 'k';
    if (one == 'j' || one == 'J') {
      one = 'J';
      other = 'h';
    }
    if (one == 'X') {
      one = 'k';
      other = 'h';
    }
    if (one == 'S') other = 's';
    if (one == 'v') other = 'b';
    add(keys.first, one);
    add(keys.second, other);
  }
  if (keys.second == keys.first) keys.second.clear();
  return keys;
}

}  // namespace midspan::names
