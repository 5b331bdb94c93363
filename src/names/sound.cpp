// SPDX-License-Identifier: Apache-2.0
#include "names/sound.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "names/normalise.hpp"
#include "names/transliterate.hpp"

namespace midspan::names {

namespace {

struct Spelling {
  std::string_view letters;
  std::string_view sound;
};

// Spellings of several letters that stand for one sound somewhere in the world's Latin lists; longest first. Upper-case
// letters would be clearer but keys are one alphabet: x is kh, c is ch, j is zh or dj, w is sh.
constexpr Spelling kSpellings[] = {
    {"shch", "w"}, {"sch", "w"}, {"tch", "c"}, {"tsch", "c"}, {"dzh", "j"}, {"dsch", "j"}, {"sh", "w"}, {"ch", "c"}, {"cz", "c"},
    {"sz", "w"},   {"zh", "j"},  {"dj", "j"},  {"kh", "x"},   {"gh", "g"},  {"ph", "f"},  {"th", "t"}, {"dh", "d"},
    {"ck", "k"},   {"qu", "k"},  {"ts", "z"},  {"tz", "z"},   {"ou", "u"},  {"oo", "u"},  {"ee", "i"}, {"ie", "i"},
    {"ey", "i"},   {"ei", "i"},  {"ai", "e"},  {"ay", "e"},   {"ae", "e"},  {"oe", "o"},  {"ue", "u"}, {"aw", "o"}, {"au", "o"},
    {"ll", "l"},   {"ge", "je"}, {"gi", "ji"}, {"ce", "se"},  {"ci", "si"},
};

// Spellings by their first letter, as chains in the order of the table; 0 ends one.
struct Chains {
  std::array<std::uint8_t, 128> first{};
  std::array<std::uint8_t, std::size(kSpellings)> next{};
};
constexpr Chains kFirst = [] {
  Chains chains;
  for (std::size_t at = std::size(kSpellings); at-- > 0;) {
    const auto letter = static_cast<std::size_t>(kSpellings[at].letters[0]);
    chains.next[at] = chains.first[letter];
    chains.first[letter] = static_cast<std::uint8_t>(at + 1);
  }
  return chains;
}();

std::string latin_sounds(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const Spelling* found = nullptr;
    const auto letter = static_cast<unsigned char>(word[at]);
    for (std::uint8_t next = letter < 128 ? kFirst.first[letter] : 0; next != 0; next = kFirst.next[next - 1U]) {
      const Spelling& spelling = kSpellings[next - 1U];
      if (word.substr(at, spelling.letters.size()) == spelling.letters &&
          (found == nullptr || spelling.letters.size() > found->letters.size()))
        found = &spelling;
    }
    std::string_view sound = found != nullptr ? found->sound : word.substr(at, 1);
    at += found != nullptr ? found->letters.size() : 1;
    for (char one : sound) {
      switch (one) {
        case 'q': one = 'k'; break;
        case 'v': one = 'f'; break;
        case 'y': one = 'i'; break;
        default: break;
      }
      const bool rare_c = one == 'c' && sound.size() == 1 && found == nullptr;
      if (rare_c) one = 'k';
      if (out.empty() || out.back() != one) out.push_back(one);
    }
  }
  return out;
}

bool is_vowel(char one) { return one == 'a' || one == 'e' || one == 'i' || one == 'o' || one == 'u'; }

}  // namespace

std::string sound_text(std::string_view word) {
  // A folded Latin word is its own reading.
  if (!word.empty() && std::all_of(word.begin(), word.end(), [](char one) { return one >= 'a' && one <= 'z'; })) return latin_sounds(word);
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
  const std::string sounds = sound_text(word);
  std::string out;
  for (std::size_t at = 0; at < sounds.size() && out.size() < 8; ++at) {
    char one = sounds[at];
    if (is_vowel(one) || one == 'h') continue;
    switch (one) {
      case 'b': one = 'p'; break;
      case 'd': one = 't'; break;
      case 'g': case 'x': case 'c': case 'j': one = 'k'; break;
      case 'z': one = 's'; break;
      default: break;
    }
    if (out.empty() || out.back() != one) out.push_back(one);
  }
  return out;
}

PhoneticKeys phonetic_keys(std::string_view word) {
  PhoneticKeys keys;
  keys.first = skeleton(word).substr(0, 6);
  return keys;
}

}  // namespace midspan::names
