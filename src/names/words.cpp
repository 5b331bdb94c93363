// SPDX-License-Identifier: Apache-2.0
#include "names/words.hpp"

#include <algorithm>
#include <array>

#include "names/alignment.hpp"
#include "names/kanji.hpp"
#include "names/known_words.hpp"
#include "names/letters.hpp"
#include "names/name_structure.hpp"
#include "names/name_variants.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/similarity.hpp"
#include "names/sound.hpp"

namespace midspan::names {

using people::Script;
using people::TokenKind;

namespace {

constexpr std::size_t kReadings = 6;
constexpr std::size_t kJapaneseReadings = 24;  // of Han
constexpr std::size_t kLongest = 64;           // sounds; of longer words the head
constexpr int kDifferentNames = 5000;          // at most, for two known names however alike
constexpr int kOtherFirstSound = 45;           // in hundredths of a letter
constexpr int kOtherFirstLetter = 600;
constexpr int kShortWord = 3;         // letters: one of them changed is another name more often than a slip
constexpr int kLikeShort = 6500;      // at most, for short words that only look alike
constexpr int kKnownSpelling = 8800;  // at least, for two spellings of one known name
constexpr int kSaidAlike = 9400;      // from here on two known names may still be one
constexpr int kSureChild = 8500;      // of a kunya, where the child's name is all there is
constexpr int kLeastAsked = 5000;     // by readings: below, no table says that two words are one name
constexpr int kOtherVowels = 80;      // in hundredths of a letter
constexpr int kFarVowel = 40;
constexpr int kAnotherName = 6600;  // at most, for two known names with the same consonants
constexpr int kOfFounder = 8000;
constexpr int kSlip = 7600;       // at least, for a slip in a known name's usual spelling
constexpr int kReadingStep = 60;  // of the score, for each bit that a reading is less probable than the best

// --- distance of sounds ----------------------------------------------------------------------------------------------

struct Near {
  std::string_view sounds;  // two
  std::uint8_t cost;
};
// clang-format off
constexpr Near kNear[] = {
    {"ae", 35}, {"ai", 50}, {"ao", 40}, {"au", 45}, {"ei", 25}, {"eo", 50}, {"eu", 50}, {"io", 60}, {"iu", 50}, {"ou", 25},
    {"iy", 10}, {"ey", 25}, {"ay", 50}, {"yj", 30}, {"ij", 40}, {"yJ", 35}, {"jJ", 15}, {"jg", 40}, {"Jg", 35}, {"Jz", 40},
    {"jh", 45}, {"jX", 45}, {"ck", 45}, {"cs", 25}, {"cz", 35}, {"cC", 30}, {"cS", 45}, {"Ck", 45}, {"CJ", 40}, {"Cj", 40}, {"CS", 40}, {"CX", 45}, {"Cs", 60},
    {"SX", 70}, {"Ss", 35}, {"Xk", 30}, {"Xh", 20}, {"Xg", 45}, {"hg", 45}, {"hk", 60}, {"sz", 30}, {"SJ", 45}, {"kg", 45},
    {"bp", 50}, {"dt", 45}, {"vw", 10}, {"vf", 45}, {"wf", 60}, {"vb", 45}, {"wu", 25}, {"wo", 45}, {"vu", 50}, {"mn", 60},
    {"lr", 80}, {"fp", 60}, {"tC", 70}, {"zt", 70}, {"dz", 60},
};
// clang-format on

struct Costs {
  std::array<std::array<std::uint8_t, 128>, 128> change{};
  std::array<std::uint8_t, 128> drop{};
};

const Costs& costs() {
  static const Costs kCosts = [] {
    Costs made;
    for (auto& row : made.change) row.fill(100);
    for (std::size_t at = 0; at < 128; ++at) made.change[at][at] = 0;
    for (const Near& near : kNear) {
      const auto first = static_cast<std::size_t>(near.sounds[0]);
      const auto second = static_cast<std::size_t>(near.sounds[1]);
      made.change[first][second] = made.change[second][first] = near.cost;
    }
    made.drop.fill(90);
    for (const char vowel : {'a', 'e', 'i', 'o', 'u'}) made.drop[static_cast<std::size_t>(vowel)] = 45;
    made.drop['h'] = 30;
    made.drop['y'] = 35;
    made.drop['w'] = 60;
    return made;
  }();
  return kCosts;
}

std::size_t sound_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]) & 0x7F; }

}  // namespace

int sound_distance(std::string_view left, std::string_view right) {
  left = left.substr(0, kLongest);
  right = right.substr(0, kLongest);
  const Costs& table = costs();
  std::array<int, kLongest + 1> before{};
  std::array<int, kLongest + 1> row{};
  std::array<int, kLongest + 1> next{};
  for (std::size_t at = 0; at < right.size(); ++at) row[at + 1] = row[at] + table.drop[sound_at(right, at)];
  for (std::size_t down = 0; down < left.size(); ++down) {
    const std::size_t one = sound_at(left, down);
    next[0] = row[0] + table.drop[one];
    for (std::size_t at = 0; at < right.size(); ++at) {
      const std::size_t other = sound_at(right, at);
      int best = std::min(row[at] + table.change[one][other],
                          std::min(row[at + 1] + table.drop[one], next[at] + table.drop[other]));
      if (down > 0 && at > 0 && one == sound_at(right, at - 1) && other == sound_at(left, down - 1))
        best = std::min(best, before[at - 1] + 60);  // neighbours changed places
      next[at + 1] = best;
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return row[right.size()];
}

namespace {

// 10000 x (1 - distance / mean length); another first sound counts once more: it is rarely mistyped or misheard.
int sound_score(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) return 0;
  int distance = sound_distance(left, right);
  if (costs().change[sound_at(left, 0)][sound_at(right, 0)] >= 60) distance += kOtherFirstSound;
  const int letters = static_cast<int>(std::min(left.size(), kLongest) + std::min(right.size(), kLongest));
  return std::max(0, kSame - distance * 200 / letters);
}

int letters_in(std::string_view folded) {
  return static_cast<int>(std::count_if(folded.begin(), folded.end(),
                                        [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

bool family_like(TokenKind kind) { return kind != TokenKind::Given && kind != TokenKind::Patronymic; }

// "Moh.", "Fco.": cut short and so marked.
bool cut_short(const Word& word, const Word& whole) {
  return word.dotted && letters_in(word.folded) >= 2 && letters_in(word.folded) <= 5 &&
         word.folded.size() < whole.folded.size() && whole.folded.starts_with(word.folded);
}

WordScore by_forms(const Word& left, const Word& right) {
  if (cut_short(left, right) || cut_short(right, left)) return {9000, WordMatch::Form};
  if (compare_variants(left.folded, right.folded) == Variants::Same) return {9500, WordMatch::Form};
  if (family_like(left.kind) && family_like(right.kind) && surname_of_man(left.folded) == surname_of_man(right.folded))
    return {9400, WordMatch::Ending};
  const bool left_shorter = left.folded.size() < right.folded.size();
  const std::string& shorter = left_shorter ? left.folded : right.folded;
  if (left.kind == TokenKind::Family && right.kind == TokenKind::Family && (classes_of(shorter) & kArabicGiven) != 0 &&
      of_founder(shorter, left_shorter ? right.folded : left.folded))
    return {kOfFounder, WordMatch::Ending};
  const std::string_view left_bare = without_article(left.folded);
  const std::string_view right_bare = without_article(right.folded);
  if ((left_bare.size() != left.folded.size() || right_bare.size() != right.folded.size()) && left_bare == right_bare)
    return {9500, WordMatch::Ending};
  return {};
}

// Mario and Maria, Karim and Karima, Khaled and Khalida: a letter, but two persons, when they are given names. What
// nobody bears where the longer name is known has lost its end.
bool of_two_genders(const Word& left, const Word& right) {
  const auto may_be_given = [](TokenKind kind) {
    return kind == TokenKind::Given || kind == TokenKind::Unknown || kind == TokenKind::Father;
  };
  if (!may_be_given(left.kind) || !may_be_given(right.kind)) return false;
  const std::string_view shorter = left.folded.size() <= right.folded.size() ? left.folded : right.folded;
  const std::string_view longer = left.folded.size() <= right.folded.size() ? right.folded : left.folded;
  const auto same_stem = [](std::string_view one, std::string_view other) {
    const auto near = [](char first, char second) {
      return first == second || (first == 'e' && second == 'i') || (first == 'i' && second == 'e') ||
             (first == 'o' && second == 'u') || (first == 'u' && second == 'o');
    };
    return letters_in(one) >= 3 && std::equal(one.begin(), one.end(), other.begin(), other.end(), near);
  };
  const auto ends = [&](std::string_view one, std::string_view other, std::string_view ending,
                        std::string_view instead) {
    if (!one.ends_with(ending) || !other.ends_with(instead)) return false;
    return same_stem(one.substr(0, one.size() - ending.size()), other.substr(0, other.size() - instead.size()));
  };
  constexpr std::string_view kVowels = "aeiouyh";
  if (ends(longer, shorter, "a", "o") || ends(shorter, longer, "a", "o") || ends(longer, shorter, "а", "о"))
    return true;
  const auto is_borne = [](std::string_view word) { return is_known(word) || !variant_lines(word).empty(); };
  const bool consonant = !shorter.empty() && kVowels.find(shorter.back()) == std::string_view::npos;
  if (!consonant) return false;
  if (ends(longer, shorter, "a", "")) return is_borne(shorter) || !is_borne(longer);
  if (ends(longer, shorter, "e", ""))  // Martin and Martine, not Ann and Anne
    return is_borne(shorter) && is_borne(longer) && compare_known(shorter, longer) != Known::Same &&
           compare_variants(shorter, longer) != Variants::Same;
  return ends(longer, shorter, "а", "") || ends(longer, shorter, "ه", "");
}

bool is_initial(const Word& word) { return word.kind == TokenKind::Initial || letters_in(word.folded) == 1; }

// An Indian initial is the letter as English calls it: es is S, em M, ar R, kyu Q.
bool of_called(const Word& initial, char sound) {
  if (initial.script == Script::Latin || initial.kind != TokenKind::Initial || initial.readings.empty()) return false;
  const std::string& called = initial.readings.front().latin;
  return called.size() >= 2 && (called.front() == 'e' || called.front() == 'a') && called[1] == sound;
}

WordScore by_initial(const Word& left, const Word& right) {
  const auto first_sound = [](const Word& word) {
    return word.readings.empty() ? '\0' : word.readings.front().latin.front();
  };
  const char one = first_sound(left);
  const char other = first_sound(right);
  if (one == '\0' || other == '\0') return {};
  // "Kh." is not for Kirill.
  const auto long_initial = [](const Word& word) {
    return word.kind == TokenKind::Initial && word.script == Script::Latin && word.folded.size() == 2;
  };
  if (long_initial(left) != long_initial(right)) {
    const Word& initial = long_initial(left) ? left : right;
    const Word& word = long_initial(left) ? right : left;
    const bool begins = std::any_of(word.sounds.begin(), word.sounds.end(), [&](const std::string& sounds) {
      return sounds.starts_with(initial.sounds.front());
    });
    return begins ? WordScore{8600, WordMatch::Initial} : WordScore{};
  }
  const int apart = costs().change[static_cast<std::size_t>(one)][static_cast<std::size_t>(other)];
  // "R." may stand for Bob, who is Robert.
  const auto of_full_form = [](const Word& initial, char sound, const Word& word) {
    return is_initial(initial) && !is_initial(word) && full_form_begins(word.folded, sound);
  };
  const int most = left.script == right.script ? 15 : 30;  // ஈ is i, and E as it is called
  if (apart > most && !of_full_form(left, one, right) && !of_full_form(right, other, left) && !of_called(left, other) &&
      !of_called(right, one))
    return {};
  return {left.folded == right.folded ? kSame : 8600, WordMatch::Initial};
}

}  // namespace

namespace {

// "J0hn", "$mith": signs and digits that stand for letters, in words that have letters.
std::string with_letters(std::string_view text) {
  static constexpr std::pair<char, char> kLike[] = {{'0', 'o'}, {'1', 'l'}, {'3', 'e'}, {'4', 'a'}, {'5', 's'},
                                                    {'7', 't'}, {'8', 'b'}, {'@', 'a'}, {'$', 's'}, {'!', 'i'}};
  const auto is_letter = [](char one) { return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z'); };
  std::string out(text);
  if (std::count_if(text.begin(), text.end(), is_letter) < 2) return out;
  for (char& one : out)
    for (const auto& [sign, letter] : kLike)
      if (one == sign) one = letter;
  return out;
}

}  // namespace

namespace {

// As it is said: Țap is Цап in other letters, and Đorđević Djordjević, whether or not the stroke was kept. Empty where
// the word has no such letter.
std::string as_said(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kLetters[] = {{"ţ", "ts"}, {"ț", "ts"}, {"Ţ", "ts"},
                                                                               {"Ț", "ts"}, {"đ", "dj"}, {"Đ", "dj"},
                                                                               {"dj", "d"}, {"Dj", "d"}, {"DJ", "d"}};
  std::string out;
  bool found = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto* const letter = std::find_if(std::begin(kLetters), std::end(kLetters), [&](const auto& one) {
      return text.substr(at, one.first.size()) == one.first;
    });
    if (letter == std::end(kLetters)) {
      out.push_back(text[at++]);
      continue;
    }
    found = true;
    out += letter->second;
    at += letter->first.size();
  }
  return found ? fold_joined(out) : std::string();
}

// As a reader of English would write what is spelt in Azerbaijani, Turkish, Kurdish, Uzbek or Somali letters: x is kh
// there, c is j. Empty where the word has none of their letters.
std::string from_other_letters(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kLetters[] = {
      {"ə", "a"},  {"Ə", "a"},  {"x", "kh"}, {"X", "kh"}, {"ş", "sh"}, {"Ş", "sh"}, {"ç", "ch"},
      {"Ç", "ch"}, {"ğ", "gh"}, {"ı", "i"},  {"ê", "e"},  {"î", "i"},  {"û", "u"}};
  const bool may_have = std::any_of(text.begin(), text.end(), [](char one) {
    return one == 'x' || one == 'X' || static_cast<unsigned char>(one) >= 0x80;
  });
  if (!may_have) return {};
  std::string out;
  bool found = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto* const letter = std::find_if(std::begin(kLetters), std::end(kLetters), [&](const auto& one) {
      return text.substr(at, one.first.size()) == one.first;
    });
    if (letter == std::end(kLetters)) {
      out.push_back(text[at++]);
      continue;
    }
    found = true;
    out += letter->second;
    at += letter->first.size();
  }
  if (!found) return {};
  std::string latin;
  for (std::size_t at = 0; at < out.size(); ++at) {
    const bool lone_c = (out[at] == 'c' || out[at] == 'C') && (at + 1 == out.size() || out[at + 1] != 'h');
    latin.push_back(lone_c ? 'j' : out[at]);
  }
  latin = fold_joined(latin);
  std::erase_if(latin, [](char one) { return one < 'a' || one > 'z'; });
  return latin;
}

}  // namespace

Word make_word(std::string_view written, TokenKind kind, std::string_view language) {
  const std::string text = with_letters(written);
  Word word;
  word.folded = fold_joined(text);
  word.script = script_of(word.folded);
  word.kind = kind;
  word.dotted = text.ends_with('.');
  const bool japanese = word.script == Script::Han && is_japanese(language);
  word.readings = latin_readings(word.script == Script::Latin ? word.folded : text,
                                 japanese ? kJapaneseReadings : kReadings, language);
  if (word.script == Script::Latin && word.readings.size() == 1)
    for (const std::string& other : {from_other_letters(text), as_said(text)})
      if (!other.empty() && other != word.folded) word.readings.push_back({other, kCostPerBit});
  word.listed = japanese && !japanese_readings(word.folded, 1).empty();
  word.sounds.reserve(word.readings.size());
  for (const Reading& reading : word.readings) word.sounds.push_back(latin_sounds(reading.latin));
  if (word.script == Script::Latin || word.script == Script::Han || !has_table(word.script)) return word;
  const AlignmentTable& table = *AlignmentTable::of(word.script, language);
  std::int32_t later = 0;
  for (const std::string& spelling : table_spellings(text, word.script, language)) {
    TableForm form{table.ids_of(spelling), 0};
    form.own = form.letters.empty() ? 0 : table.native_cost(form.letters) - later;
    if (!form.letters.empty()) word.forms.push_back(std::move(form));
    later += kLaterSpelling;
  }
  return word;
}

namespace {

// As written: one wrong letter in a short word weighs more than in a long one.
int spelling_score(std::string_view left, std::string_view right) {
  const int longer = std::max(letters_in(left), letters_in(right));
  const int wrong = damerau(left, right, longer);
  return std::max(0, kSame - wrong * 9500 / std::max(longer, 1));
}

// As written, in one script. Words that share a beginning or an ending by tradition are as alike as the rest of them.
int spelling_of(const Word& left, const Word& right) {
  int score = spelling_score(left.folded, right.folded);
  std::string_view own_left = left.folded;
  std::string_view own_right = right.folded;
  if (own_parts(own_left, own_right)) score = std::min(score, spelling_score(own_left, own_right));
  const auto first_sound = [](const Word& word) {
    return word.sounds.empty() || word.sounds.front().empty() ? std::size_t{0} : sound_at(word.sounds.front(), 0);
  };
  if (costs().change[first_sound(left)][first_sound(right)] >= 60) score -= kOtherFirstLetter;
  return std::max(score, 0);
}

// At most, for two names that many people bear. Other vowels are a matter of transcription more often than another
// name, but not several of them (Bjorn, Bjarne); as written also not one for another that is far from it (Marko,
// Mirko).
enum class Vowels { AsWritten, AsRead };
int of_two_known(int score, std::string_view left, std::string_view right, Vowels vowels) {
  if (skeleton(left) != skeleton(right)) return std::min(score, kDifferentNames);
  const std::string one = latin_sounds(left);
  const std::string other = latin_sounds(right);
  const auto count = [](std::string_view sounds) {
    return std::count_if(sounds.begin(), sounds.end(),
                         [](char sound) { return std::string_view("aeiou").find(sound) != std::string_view::npos; });
  };
  const bool changed = vowels == Vowels::AsWritten && count(one) == count(other);
  return sound_distance(one, other) >= (changed ? kFarVowel : kOtherVowels) ? std::min(score, kAnotherName) : score;
}

// Bachar as Bashar: French offices write sh so.
std::string from_french(std::string_view folded) {
  std::string out(folded);
  for (std::size_t at = out.find("ch"); at != std::string::npos; at = out.find("ch", at + 1))
    if (at == 0 || (out[at - 1] != 's' && out[at - 1] != 't')) out[at] = 's';
  return out;
}

// A slip of the pen rarely gives another name that people bear; two spellings of one name meet in other scripts.
int by_known(int score, const Word& left, const Word& right) {
  if (score < kDifferentNames || score >= kSaidAlike) return score;
  const bool left_shorter = left.folded.size() < right.folded.size();
  const std::string& shorter = left_shorter ? left.folded : right.folded;
  const std::string& longer = left_shorter ? right.folded : left.folded;
  if (shorter.size() == longer.size() && from_french(shorter) == from_french(longer))
    return std::max(score, kKnownSpelling);
  if (derived(shorter, longer) && (is_known(shorter) || !variant_lines(shorter).empty())) return kDifferentNames;
  switch (compare_known(left.folded, right.folded)) {
    case Known::Same: return std::max(score, kKnownSpelling);
    case Known::Different: return of_two_known(score, left.folded, right.folded, Vowels::AsWritten);
    case Known::Unknown: break;
  }
  return score;
}

// A slip of the pen: a letter from a name that people bear, not the first, and itself none. What a word of another
// script is read as may be off by a letter as well: that is no slip.
bool of_known_name(std::string_view slip, std::string_view name) {
  constexpr int kLeast = 5;  // letters: of fewer, one is another name more often
  return letters_in(name) >= kLeast && letters_in(slip) >= kLeast && slip.front() == name.front() && is_known(name) &&
         !is_known(slip) && variant_lines(slip).empty() && damerau(slip, name, 1) <= 1;
}

// The same of words in other scripts, by what they most probably are in Latin letters.
int by_known_readings(int score, const Word& left, const Word& right) {
  constexpr std::size_t kLikely = 3;
  if (score < kDifferentNames || score >= kSaidAlike || left.readings.empty() || right.readings.empty()) return score;
  for (std::size_t at = 0; at < std::min(kLikely, left.readings.size()); ++at)
    for (std::size_t other = 0; other < std::min(kLikely, right.readings.size()); ++other) {
      const std::string& one = left.readings[at].latin;
      const std::string& two = right.readings[other].latin;
      if (one == two || compare_known(one, two) == Known::Same || compare_variants(one, two) == Variants::Same)
        return score;
    }
  const std::string& one = left.readings.front().latin;
  const std::string& two = right.readings.front().latin;
  if (left.script == Script::Latin ? of_known_name(one, two) : right.script == Script::Latin && of_known_name(two, one))
    score = std::max(score, kSlip);
  if (compare_variants(one, two) == Variants::Different) return std::min(score, kDifferentNames);
  return compare_known(one, two) == Known::Different ? of_two_known(score, one, two, Vowels::AsRead) : score;
}

// By one reading of each.
int reading_score(const Word& left, std::size_t at, const Word& right, std::size_t other) {
  const std::string& one = left.readings[at].latin;
  const std::string& two = right.readings[other].latin;
  if (one == two) return 9800;
  int score = sound_score(left.sounds[at], right.sounds[other]);
  if (score < kDifferentNames) return score;
  std::string_view own_one = one;
  std::string_view own_two = two;
  if (own_parts(own_one, own_two)) score = std::min(score, sound_score(latin_sounds(own_one), latin_sounds(own_two)));
  return score;
}

// How much of a Latin spelling's surprise a word of another script takes away, in hundredths (names/spelt_as.hpp), -50
// at least: what no table leads to may be a slip.
int share_of_spelling(const Word& native, const Word& latin) {
  constexpr int kLeast = -50;
  const AlignmentTable& table = *AlignmentTable::of(native.script);
  const LatinLetters letters = latin_letters(latin.folded);
  const std::int32_t alone =
      std::max(AlignmentTable::of(Script::Latin)->spelling_cost(letters), std::int32_t{kCostPerBit});
  int best = kLeast;
  for (const TableForm& form : native.forms) {
    const std::int32_t beside = table.pair_cost(form.letters, letters) - form.own;
    best = std::max(best, static_cast<int>(std::int64_t{100} * (alone - beside) / alone));
  }
  return best;
}

// A score by readings and what the table says of the two spellings, as one score. Of pairs of tokens that no table has
// seen the sum tells names apart better than either. It is bent so that what is below 6700, which beside another equal
// word is not enough for the same name, has one true pair in sixteen and three neighbours in four (decision 123).
int with_share(int score, int share) {
  struct Bend {
    int sum, score;
  };
  static constexpr Bend kBends[] = {{0, 2000},     {4500, 5400},  {8000, 6450},  {8930, 6700}, {9500, 7700},
                                    {10200, 8500}, {10700, 9000}, {12000, 9400}, {15000, 9800}};
  const int sum = std::clamp(score + 60 * share, kBends[0].sum, std::end(kBends)[-1].sum);
  std::size_t at = 1;
  while (kBends[at].sum < sum) ++at;
  const Bend& low = kBends[at - 1];
  const Bend& high = kBends[at];
  return low.score + (sum - low.sum) * (high.score - low.score) / (high.sum - low.sum);
}

// Two Latin words, neither a form nor a spelling of the other that is known. What stood at 7200 stands at the bar: of
// pairs of tokens that no table has seen, slips of the pen are above either, the nearest of 300 others 0.13 and 0.05.
int by_likeness(int score) {
  constexpr int kBar = 6690;
  constexpr int kStood = 7200;
  constexpr int kFrom = 5000;  // where nothing is bent
  constexpr int kTo = 8000;
  if (score <= kFrom || score >= kTo) return score;
  if (score < kStood) return kFrom + (score - kFrom) * (kBar - kFrom) / (kStood - kFrom);
  return kBar + (score - kStood) * (kTo - kBar) / (kTo - kStood);
}

// Where readings are all there is, they have to meet better the more they can be trusted: those of Japanese Han are a
// list, those by rule are what clerks write, Chinese readings of foreign names are guesses.
int by_reading(int score, const Word& left, const Word& right) {
  constexpr int kSure = 9000;
  const Word& native = left.script == Script::Latin ? right : left;
  const Word& latin = left.script == Script::Latin ? left : right;
  if (latin.script != Script::Latin || !native.forms.empty()) return score;
  if (native.listed) return score < kSaidAlike ? std::min(score, kAnotherName) : score;
  if (score >= kSure) return score;
  const int steep = native.script == Script::Han ? 136 : 154;  // per cent
  return std::max(0, kSure - (kSure - score) * steep / 100);
}

// "Abu Hadi" in its parts: father or mother of, and of whom. Written as one word or as two.
struct Kunya {
  bool mother = false;
  std::string_view child;
};
Kunya kunya_of(std::string_view folded) {
  struct Head {
    std::string_view letters;
    bool mother;
  };
  static constexpr Head kHeads[] = {{"abou", false}, {"abu", false}, {"abo", false}, {"ابو", false}, {"ابا", false},
                                    {"ابي", false},  {"абу", false}, {"אבו", false}, {"oum", true},  {"umm", true},
                                    {"um", true},    {"ام", true},   {"умм", true}};
  for (const Head& head : kHeads)
    if (folded.starts_with(head.letters) && folded.size() > head.letters.size())
      return {head.mother, folded.substr(head.letters.size())};
  return {};
}

// al-Hashimi and Hashemi, Ash-Shammari and Shamari: a family name, and how alike the rest is. Before other letters than
// its own an assimilated article is none: Anderson, Arlington.
std::string_view family_without_article(std::string_view folded) {
  constexpr std::size_t kLeast = 5;  // letters: of less, what looks like an article is the name
  const std::string_view bare = without_article(folded);
  const std::string_view article = folded.substr(0, folded.size() - bare.size());
  const bool written_alike = !article.empty() && (article.back() == 'l' || bare.starts_with(article.substr(1)));
  return bare.size() >= kLeast && written_alike ? bare : folded;
}

int without_articles(const Word& left, const Word& right) {
  constexpr int kLeast = 8500;  // of what is left
  constexpr int kPercent = 97;
  if (left.script != Script::Latin || right.script != Script::Latin) return 0;
  if (!family_like(left.kind) || !family_like(right.kind)) return 0;
  const std::string_view one = family_without_article(left.folded);
  const std::string_view other = family_without_article(right.folded);
  if ((one.size() == left.folded.size()) == (other.size() == right.folded.size())) return 0;
  const int score = sound_score(latin_sounds(one), latin_sounds(other));
  return score < kLeast ? 0 : score * kPercent / 100;
}

// Kunyas are as alike as the children; a mother is no father.
WordScore by_kunyas(const Word& left, const Word& right) {
  if (left.kind != TokenKind::Kunya || right.kind != TokenKind::Kunya) return {};
  const Kunya one = kunya_of(left.folded);
  const Kunya other = kunya_of(right.folded);
  if (one.child.empty() || other.child.empty()) return {};
  if (one.mother != other.mother) return {1, WordMatch::Different};
  const WordScore children =
      compare_words(make_word(one.child, TokenKind::Given), make_word(other.child, TokenKind::Given));
  if (children.score < kSureChild)
    return {std::max(1, std::min(children.score, kDifferentNames)), WordMatch::Different};
  return {std::min(children.score, 9800), children.match == WordMatch::Equal ? WordMatch::Form : children.match};
}

// Patronymics are as alike as the fathers.
WordScore by_fathers(const Word& left, const Word& right) {
  if (left.kind != TokenKind::Patronymic || right.kind != TokenKind::Patronymic) return {};
  const auto father_of = [](const Word& word) {
    return word.script == Script::Armenian ? father_in_armenian(word.folded) : father_of_patronymic(word.folded);
  };
  const std::string one = father_of(left);
  const std::string other = father_of(right);
  if (one.empty() || other.empty()) return {};
  const WordScore fathers = compare_words(make_word(one, TokenKind::Given), make_word(other, TokenKind::Given));
  return {std::max(1, std::min(fathers.score, 9800)),
          fathers.match == WordMatch::Equal ? WordMatch::Form : fathers.match};
}

}  // namespace

WordScore compare_words(const Word& left, const Word& right) {
  if (left.folded == right.folded && !left.folded.empty()) return {kSame, WordMatch::Equal};
  const bool initial = is_initial(left) || is_initial(right);
  const bool letters = left.script == Script::Han || right.script == Script::Han || left.script == Script::Hangul ||
                       right.script == Script::Hangul;
  if (initial && !letters) return by_initial(left, right);
  if (const WordScore known = by_forms(left, right); known.score > 0) return known;
  if (const WordScore fathers = by_fathers(left, right); fathers.score > 0) return fathers;
  if (const WordScore children = by_kunyas(left, right); children.score > 0) return children;

  WordScore best;
  int by_variant = 0;
  const bool same_script = left.script == right.script;
  if (same_script) best = {spelling_of(left, right), WordMatch::Spelling};
  const bool one_script = same_script && left.script == Script::Han;  // readings of Han say little about one another
  if (!one_script)
    for (std::size_t at = 0; at < left.readings.size(); ++at)
      for (std::size_t other = 0; other < right.readings.size(); ++other) {
        int score = reading_score(left, at, right, other);
        score -= (left.readings[at].cost + right.readings[other].cost) * kReadingStep / kCostPerBit;
        if (!same_script && compare_variants(left.readings[at].latin, right.readings[other].latin) == Variants::Same)
          by_variant = 9300;
        if (score > best.score) best = {score, same_script ? WordMatch::Spelling : WordMatch::Reading};
      }
  // Neither what is no name for the other nor what is a reading of it is asked about.
  const Word& native = left.script == Script::Latin ? right : left;
  const Word& latin = left.script == Script::Latin ? left : right;
  if (!native.forms.empty() && latin.script == Script::Latin && best.score >= kLeastAsked && best.score < kSaidAlike)
    best.score = with_share(best.score, share_of_spelling(native, latin));
  if (!same_script) best.score = by_reading(best.score, left, right);
  if (by_variant > best.score) best = {by_variant, WordMatch::Reading};
  const int longer = std::max(letters_in(left.folded), letters_in(right.folded));
  if (same_script && !letters && longer <= kShortWord && best.score < 9500)
    best.score = std::min(best.score, kLikeShort);
  if (const int bare = without_articles(left, right); bare > best.score) best = {bare, WordMatch::Ending};
  if (same_script && left.script == Script::Latin) best.score = by_known(by_likeness(best.score), left, right);
  else if (!letters) best.score = by_known_readings(best.score, left, right);
  if (best.score > kDifferentNames && compare_variants(left.folded, right.folded) == Variants::Different)
    best.score = kDifferentNames;
  if (best.score > kDifferentNames && of_two_genders(left, right)) best.score = kDifferentNames;
  if (best.score < 3000) best.match = WordMatch::Different;
  return best;
}

}  // namespace midspan::names
