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

// Spellings of several letters for one sound in the languages that lists come from, by their first letter, the longest
// of each first. S is sh, C is ch, X is kh, J is zh or dj.
// clang-format off
constexpr Spelling kSpellings[] = {
    {"ch", "C"},   {"cz", "C"},   {"ck", "k"}, {"cq", "k"},
    {"dsch", "J"}, {"dzh", "J"},  {"dj", "J"}, {"dz", "z"}, {"dh", "d"},
    {"ee", "i"},
    {"gh", "g"},
    {"ij", "i"},
    {"kh", "X"},
    {"ou", "u"},   {"oo", "u"},
    {"ph", "f"},
    {"qu", "k"},   {"q", "k"},
    {"shch", "S"}, {"sch", "S"},  {"sh", "S"},
    {"tsch", "C"}, {"tch", "C"},  {"th", "t"}, {"ts", "z"}, {"tz", "z"},
    {"x", "ks"},
    {"zh", "J"},
};
// clang-format on

struct Range {
  std::uint8_t first = 0;
  std::uint8_t last = 0;
};
constexpr std::array<Range, 256> kSpellingsOf = [] {
  std::array<Range, 256> made{};
  for (std::size_t at = 0; at < std::size(kSpellings); ++at) {
    Range& range = made[static_cast<std::uint8_t>(kSpellings[at].letters.front())];
    if (range.last == 0) range.first = static_cast<std::uint8_t>(at);
    range.last = static_cast<std::uint8_t>(at + 1);
  }
  return made;
}();

bool is_vowel(char one) { return one == 'a' || one == 'e' || one == 'i' || one == 'o' || one == 'u'; }
bool soft_after(std::string_view word, std::size_t at) {
  return at < word.size() && (word[at] == 'e' || word[at] == 'i' || word[at] == 'y');
}

}  // namespace

namespace {

// The first letter is known to be there. Two to four letters: a call for each of them costs more than looking.
bool stands_at(std::string_view word, std::size_t at, std::string_view letters) {
  if (word.size() - at < letters.size()) return false;
  for (std::size_t letter = 1; letter < letters.size(); ++letter)
    if (word[at + letter] != letters[letter]) return false;
  return true;
}

// Writes the sounds of a word, at most two a letter, and tells where they end.
char* write_sounds(std::string_view word, char* const out) {
  char* end = out;
  const auto put = [&](char sound) {
    if (end == out || end[-1] != sound) *end++ = sound;
  };
  for (std::size_t at = 0; at < word.size();) {
    const char letter = word[at];
    const Spelling* found = nullptr;
    const Range range = kSpellingsOf[static_cast<std::uint8_t>(letter)];
    for (std::size_t one = range.first; one < range.last && found == nullptr; ++one)
      if (stands_at(word, at, kSpellings[one].letters)) found = &kSpellings[one];
    if (found != nullptr) {
      at += found->letters.size();
      for (const char sound : found->sound) put(sound);
      continue;
    }
    if (letter == 'g' && at + 1 < word.size() && word[at + 1] == 'u' && soft_after(word, at + 2)) ++at;  // Guessoum
    ++at;
    if (letter == 'h' && at == word.size() && end != out && is_vowel(end[-1])) continue;  // Hamzah, Sarah
    put(letter == 'c' && !soft_after(word, at) ? 'k' : letter);
  }
  return end;
}

// Of words of usual length on the stack.
template <typename Use>
auto with_sounds(std::string_view word, Use&& use) {
  constexpr std::size_t kUsual = 48;
  if (word.size() <= kUsual) {
    std::array<char, 2 * kUsual> sounds;  // written before it is read
    return use(
        std::string_view(sounds.data(), static_cast<std::size_t>(write_sounds(word, sounds.data()) - sounds.data())));
  }
  std::string sounds(2 * word.size(), '\0');
  return use(
      std::string_view(sounds.data(), static_cast<std::size_t>(write_sounds(word, sounds.data()) - sounds.data())));
}

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char one) { return one >= 'a' && one <= 'z'; });
}

}  // namespace

std::string latin_sounds(std::string_view word) {
  return with_sounds(word, [](std::string_view sounds) { return std::string(sounds); });
}

bool cuts_a_sound(std::string_view word, std::size_t at) {
  return std::any_of(std::begin(kSpellings), std::end(kSpellings), [&](const Spelling& spelling) {
    const std::size_t size = spelling.letters.size();
    for (std::size_t from = at < size ? 0 : at - size + 1; from < at; ++from)
      if (word.substr(from, size) == spelling.letters) return true;
    return false;
  });
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

namespace {

// What stays of a sound: 0 for vowels and what is like them, and one letter for all that are taken for each other.
constexpr std::array<char, 256> kStays = [] {
  std::array<char, 256> made{};
  for (std::size_t at = 0; at < made.size(); ++at) made[at] = static_cast<char>(at);
  for (const char gone : {'a', 'e', 'i', 'o', 'u', 'h', 'y'}) made[static_cast<std::uint8_t>(gone)] = 0;
  constexpr std::string_view kFrom = "bdgXCJjzcSvw";
  constexpr std::string_view kTo = "ptkkkkksssff";
  for (std::size_t at = 0; at < kFrom.size(); ++at) made[static_cast<std::uint8_t>(kFrom[at])] = kTo[at];
  return made;
}();

std::string skeleton_of(std::string_view sounds) {
  std::string out;
  for (std::size_t at = 0; at < sounds.size(); ++at) {
    const char one = kStays[static_cast<std::uint8_t>(sounds[at])];
    if (one == 0 || (sounds[at] == 'w' && at != 0)) continue;  // w within: a long vowel more often than a consonant
    if (out.empty() || out.back() != one) out.push_back(one);
    if (out.size() == kSkeletonLetters) break;
  }
  return out;
}

}  // namespace

std::string skeleton(std::string_view word) {
  return is_plain(word) ? with_sounds(word, skeleton_of) : skeleton_of(sound_text(word));
}

std::size_t latin_skeleton(std::string_view word, std::span<char, kSkeletonLetters> out) {
  const std::string letters = with_sounds(word, skeleton_of);  // short enough to need no memory of its own
  std::copy(letters.begin(), letters.end(), out.begin());
  return letters.size();
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
