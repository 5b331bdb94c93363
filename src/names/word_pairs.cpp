// SPDX-License-Identifier: Apache-2.0
#include "names/word_pairs.hpp"

#include <algorithm>
#include <string>

#include "names/known_words.hpp"
#include "names/name_structure.hpp"
#include "names/name_variants.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/sound.hpp"
#include "names/syllables.hpp"

namespace midspan::names {

namespace {

// Romanised Chinese as Wade and Giles write it, and Korean in its several ways, alike where they differ by rule.
std::string pinyin_like(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> kRules[] = {
      {"eu", "u"}, {"hs", "x"},  {"ueh", "ue"}, {"ieh", "ie"}, {"ien", "ian"}, {"tz", "z"},
      {"ts", "z"}, {"woo", "u"}, {"eo", "u"},   {"ou", "u"},   {"ung", "ong"}};
  for (const auto& [from, to] : kRules)
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  return text;
}

std::string vowels_of(std::string_view sounds) {
  std::string vowels;
  for (const char sound : sounds)
    if (std::string_view("aeiou").find(sound) != std::string_view::npos) vowels.push_back(sound);
  return vowels;
}

// What a romanised syllable sounds like. An h is no breath there: Ho is not O.
std::string sounds_of_syllables(std::string_view text) {
  std::string sounds = latin_sounds(pinyin_like(std::string(text)));
  std::replace(sounds.begin(), sounds.end(), 'h', 'X');
  return sounds;
}

enum class Systems { One, Several };

// Near consonants, and vowels that systems write for one another.
bool sounds_alike(std::string_view left, std::string_view right, Systems systems) {
  constexpr int kSameSyllables = 65;  // in hundredths of a letter
  constexpr int kSameVowels = 45;     // one more or less, or a near one
  const std::string one = sounds_of_syllables(left);
  const std::string other = sounds_of_syllables(right);
  const std::string vowels = vowels_of(one);
  const std::string others = vowels_of(other);
  if (vowels != others && systems == Systems::One) return false;  // Liu is not Li
  if (left != right && (classes_of(left) & classes_of(right) & kVietnameseWord) != 0) return false;
  const auto glides = [](std::string_view sounds, char glide, std::string_view silent) {  // Yi may be I, Wu U
    return sounds.size() > 1 && sounds[0] == glide && silent.find(sounds[1]) == std::string_view::npos;
  };
  return glides(one, 'y', "i") == glides(other, 'y', "i") && glides(one, 'w', "u") == glides(other, 'w', "u") &&
         std::count(vowels.begin(), vowels.end(), 'a') == std::count(others.begin(), others.end(), 'a') &&
         sound_distance(one, other) <= kSameSyllables && sound_distance(vowels, others) <= kSameVowels;
}

// Xiaoping is not Xiaoming, though seven letters of eight agree, nor Min-jae Min-ji nor Chol-ho Chol; Jeong is Jung.
// Syllable by syllable, where both are cut into syllables.
bool syllables_alike(std::string_view left, std::string_view right, Systems systems, int most) {
  constexpr std::size_t kLongest = 6;
  if (left.empty() && right.empty()) return true;
  for (std::size_t one = 1; most > 0 && one <= std::min(kLongest, left.size()); ++one)
    for (std::size_t other = 1; other <= std::min(kLongest, right.size()); ++other)
      if (is_romanised_syllable(left.substr(0, one)) && is_romanised_syllable(right.substr(0, other)) &&
          sounds_alike(left.substr(0, one), right.substr(0, other), systems) &&
          syllables_alike(left.substr(one), right.substr(other), systems, most - 1))
        return true;
  return false;
}

bool syllables_alike(std::string_view left, std::string_view right) {
  constexpr int kMost = 2;
  const Systems systems = is_pinyin(left) && is_pinyin(right) ? Systems::One : Systems::Several;
  return is_romanised(left) && is_romanised(right) ? syllables_alike(left, right, systems, kMost)
                                                   : sounds_alike(left, right, systems);
}

// As all systems write it.
bool is_read_so(const Word& native, const Word& romanised) {
  const std::string sounds = latin_sounds(pinyin_like(romanised.folded));
  return std::any_of(native.readings.begin(), native.readings.end(),
                     [&](const Reading& reading) { return latin_sounds(pinyin_like(reading.latin)) == sounds; });
}

// One of the readings of a word, as romanised syllables.
bool is_read_alike(const Word& native, const Word& romanised) {
  return std::any_of(native.readings.begin(), native.readings.end(),
                     [&](const Reading& reading) { return syllables_alike(reading.latin, romanised.folded); });
}

// 朴 is said Pak and written Park.
bool is_form_of_korean(std::string_view han, std::string_view latin) {
  const std::u32string letters = code_points(han);
  if (letters.size() != 1) return false;
  const std::vector<std::string> spellings = korean_spellings(letters.front());
  return std::any_of(spellings.begin(), spellings.end(),
                     [&](const std::string& spelling) { return compare_variants(spelling, latin) == Variants::Same; });
}

// One of the readings of a word has the consonants of the other one. Kana write every vowel, and short words are alike
// by chance.
bool have_same_consonants(const Word& left, const Word& right) {
  constexpr std::size_t kLeast = 4;  // bytes
  const auto told = [](const Word& word) {
    return word.script != people::Script::Kana && word.folded.size() >= kLeast && !word.readings.empty();
  };
  if (!told(left) || !told(right)) return false;
  if (compare_known(left.readings.front().latin, right.readings.front().latin) == Known::Different) return false;
  return std::any_of(left.readings.begin(), left.readings.end(), [&](const Reading& one) {
    return std::any_of(right.readings.begin(), right.readings.end(), [&](const Reading& other) {
      return skeleton(without_article(one.latin)) == skeleton(without_article(other.latin));
    });
  });
}

// The name behind "servant of": Abdulaziz, Abdel Kader, Abdurrahman. Empty for other words.
std::string_view master_of(std::string_view folded) {
  constexpr std::string_view kServant = "abd";
  constexpr std::size_t kLeast = 4;  // letters of the name
  if (!folded.starts_with(kServant)) return {};
  const std::size_t article = folded.find_first_not_of("aeiou", kServant.size());
  if (article == std::string_view::npos || article == kServant.size()) return {};
  const std::string_view name = folded.substr(article + 1);
  const bool assimilated = !name.empty() && name.front() == folded[article];
  return (folded[article] == 'l' || assimilated) && name.size() >= kLeast ? name : std::string_view();
}

}  // namespace

bool is_east_asian(people::Script script) { return script == people::Script::Han || script == people::Script::Hangul; }

WordScore by_syllables(const WordScore& score, const Word& left, const Word& right) {
  constexpr int kSpeltSo = 9300;
  constexpr int kAlike = 8800;
  constexpr int kSameLetters = 8700;
  if (score.match != WordMatch::Spelling && score.match != WordMatch::Reading && score.match != WordMatch::Different)
    return score;
  const bool latin = left.script == people::Script::Latin;
  if (latin && right.script == people::Script::Latin) {
    if (score.match == WordMatch::Spelling && syllables_alike(left.folded, right.folded))
      return {std::max(score.score, kAlike), WordMatch::Spelling};
    if (may_be_same_letters(left.folded, right.folded)) return {kSameLetters, WordMatch::Spelling};
    const auto may_be = [](std::string_view word) {
      return is_romanised(word) || (classes_of(word) & kVietnameseWord) != 0;
    };
    if (!may_be(left.folded) || !may_be(right.folded)) return score;
    return {std::min(score.score, kLeastPair - 1), score.match};
  }
  const Word& native = latin ? right : left;
  const Word& romanised = latin ? left : right;
  if (is_read_in_korean(left.folded, right.folded) || is_read_in_korean(right.folded, left.folded))
    return {kSpeltSo, WordMatch::Reading};
  if (romanised.script != people::Script::Latin) return score;
  const bool cyrillic = native.script == people::Script::Cyrillic;  // both names are of the east
  if (cyrillic && score.score >= kSpeltSo) return score;            // a form of it: Пак is Park
  if (cyrillic && is_read_so(native, romanised)) return {kSpeltSo, WordMatch::Reading};
  if (!cyrillic && !is_east_asian(native.script)) return score;
  if (is_spelt(native.folded, romanised.folded) || is_form_of_korean(native.folded, romanised.folded))
    return {std::max(score.score, kSpeltSo), WordMatch::Reading};
  constexpr std::size_t kLeast = 2;  // Latin letters of a syllable, nearly always
  const bool too_short = !cyrillic && romanised.folded.size() < kLeast * code_points(native.folded).size();
  const bool alike = !too_short && is_read_alike(native, romanised);
  if (cyrillic && alike && compare_variants(native.readings.front().latin, romanised.folded) != Variants::Different)
    return {std::max(score.score, kAlike), WordMatch::Reading};
  return alike || (!cyrillic && !too_short && !is_romanised(romanised.folded))
             ? score
             : WordScore{std::min(score.score, kLeastPair - 1), score.match};
}

WordScore by_script(const WordScore& score, const Word& left, const Word& right) {
  constexpr int kSure = 9000;  // from here on as it is
  struct Lift {
    int from, to;
  };
  constexpr Lift kDoubtful{6200, 6400};
  constexpr Lift kConsonants{5600, 6700};
  if (left.script == right.script || left.listed || right.listed || score.score < kConsonants.from ||
      score.score >= kSure)
    return score;
  const Lift lift = have_same_consonants(left, right) ? kConsonants : kDoubtful;
  if (score.score < lift.from) return score;
  return {lift.to + (score.score - lift.from) * (kSure - lift.to) / (kSure - lift.from), score.match};
}

int without_servant(const Word& one, const Word& other) {
  constexpr int kLeast = 9000;  // of what is left
  constexpr int kLikely = 6850;
  if (one.script != people::Script::Latin || other.script != people::Script::Latin) return 0;
  const bool longer = one.folded.size() > other.folded.size();
  const std::string_view master = master_of(longer ? one.folded : other.folded);
  if (master.empty()) return 0;
  return compare_words(make_word(master, one.kind), longer ? other : one).score >= kLeast ? kLikely : 0;
}

}  // namespace midspan::names
