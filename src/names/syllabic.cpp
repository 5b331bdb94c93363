// SPDX-License-Identifier: Apache-2.0
#include "names/syllabic.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.hpp"
#include "names/abugida.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/script_rows.hpp"
#include "names/thai.hpp"
#include "names/tibetan.hpp"

namespace midspan::names {

using people::Script;

namespace {

constexpr std::size_t kLongest = 64;  // letters; of longer words the head

using Latin = Spellings;
using Row = ScriptRow;
using Rows = ScriptRows;

// Letter by letter, the longest row that fits; rows of `first` before those of `second`.
Latin by_letters(std::u32string_view word, const Rows& first, const Rows* second) {
  constexpr std::size_t kLongestRow = 3;
  Latin spellings = {""};
  for (std::size_t at = 0; at < word.size();) {
    const Row* found = nullptr;
    std::size_t taken = 1;
    for (std::size_t count = std::min(kLongestRow, word.size() - at); count > 0 && found == nullptr; --count) {
      const std::u32string letters(word.substr(at, count));
      for (const Rows* rows : {&first, second}) {
        if (rows == nullptr || found != nullptr) continue;
        if (at == 0) found = row_at(*rows, U'^' + letters);
        if (found == nullptr && at + count == word.size()) found = row_at(*rows, letters + U'$');
        if (found == nullptr) found = row_at(*rows, letters);
      }
      taken = count;
    }
    if (found != nullptr) append(spellings, found->latin);
    at += found != nullptr ? taken : 1;
  }
  return spellings;
}

// A letter is a consonant and one of seven vowels, eight places a row. The sixth is none or a short one.
Latin ethiopic(std::u32string_view word) {
  static constexpr std::string_view kVowels[] = {"e", "u", "i", "a", "e", "", "o", "wa"};
  const Rows& rows = script_rows("ethiopic");
  Latin spellings = {""};
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char32_t letter = word[at];
    const char32_t order = letter % 8;
    const Row* const row = row_at(rows, std::u32string(1, letter - order));
    if (row == nullptr) continue;
    const std::string& consonant = row->latin.front();
    const bool of_throat = consonant.empty() || consonant == "h";
    append(spellings, consonant);
    if (order == 5 && consonant.empty()) append(spellings, "e");
    else if (order == 5 && at + 1 < word.size()) append(spellings, Latin{"", "i"});
    else if (order == 0 && of_throat) append(spellings, "a");
    else append(spellings, kVowels[order]);
  }
  return spellings;
}

// The scripts of India have their letters in the same order, 128 places each, so one table does for all of them.
constexpr char32_t kFirstIndic = 0x0900;
constexpr char32_t kLastIndic = 0x0D80;
char32_t as_devanagari(char32_t letter) {
  return letter < kFirstIndic || letter >= kLastIndic ? 0 : kFirstIndic + letter % 128;
}

struct IndicLetter {
  std::string consonant;  // empty: a vowel by itself
  std::string vowel;      // empty: none, by a sign
  bool inherent = false;  // the vowel that nothing is written for
};

std::string_view indic_vowel(char32_t letter) {
  static constexpr std::pair<char32_t, std::string_view> kVowels[] = {
      {0x05, "a"},  {0x06, "a"}, {0x07, "i"},  {0x08, "i"}, {0x09, "u"},  {0x0A, "u"}, {0x0B, "ri"}, {0x0D, "e"},
      {0x0E, "e"},  {0x0F, "e"}, {0x10, "ai"}, {0x11, "o"}, {0x12, "o"},  {0x13, "o"}, {0x14, "au"}, {0x3E, "a"},
      {0x3F, "i"},  {0x40, "i"}, {0x41, "u"},  {0x42, "u"}, {0x43, "ri"}, {0x45, "e"}, {0x46, "e"},  {0x47, "e"},
      {0x48, "ai"}, {0x49, "o"}, {0x4A, "o"},  {0x4B, "o"}, {0x4C, "au"}};
  for (const auto& [place, latin] : kVowels)
    if (kFirstIndic + place == letter) return latin;
  return {};
}

std::vector<IndicLetter> indic_letters(std::u32string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> kDotted[] = {{"k", "q"}, {"j", "z"},   {"jh", "z"},
                                                                              {"d", "r"}, {"dh", "rh"}, {"ph", "f"}};
  static constexpr std::pair<char32_t, std::string_view> kOthers[] = {{0x01, "n"}, {0x02, "n"}, {0x4E, "t"},
                                                                      {0x70, "n"}, {0x7A, "n"}, {0x7B, "n"},
                                                                      {0x7C, "r"}, {0x7D, "l"}, {0x7E, "l"}};
  static constexpr std::string_view kBeforeW[] = {"s", "sh", "t", "d", "j"};  // a Bengali b below them
  const Rows& rows = script_rows("indic");
  const bool bengali = !word.empty() && word.front() >= 0x0980 && word.front() < 0x0A00;
  std::vector<IndicLetter> letters;
  for (const char32_t written : word) {
    const char32_t letter = as_devanagari(written);
    if (letter == 0x093C && !letters.empty()) {  // a dot below makes another consonant
      std::string& consonant = letters.back().consonant;
      const auto* const other =
          std::find_if(std::begin(kDotted), std::end(kDotted), [&](const auto& one) { return one.first == consonant; });
      if (bengali && consonant == "j") consonant = "y";
      else if (other != std::end(kDotted)) consonant = other->second;
      continue;
    }
    if (letter == 0x094D && !letters.empty()) {
      letters.back().vowel.clear();
      letters.back().inherent = false;
      continue;
    }
    const bool behind_j = !letters.empty() && letters.back().consonant == "j" && letters.back().vowel.empty();
    if (letter == 0x091E && behind_j) {  // ज्ञ is said gy
      letters.back() = {"gy", "a", false};
      continue;
    }
    if (const Row* const row = row_at(rows, std::u32string(1, letter)); row != nullptr) {
      std::string consonant = row->latin.front();
      const bool below = !letters.empty() && !letters.back().inherent && letters.back().vowel.empty();
      if (bengali && consonant == "y" && !below) consonant = "j";
      if (bengali && consonant == "b" && below &&
          std::count(std::begin(kBeforeW), std::end(kBeforeW), letters.back().consonant) != 0)
        consonant = "w";
      letters.push_back({std::move(consonant), "a", true});
      continue;
    }
    const auto* const other = std::find_if(std::begin(kOthers), std::end(kOthers),
                                           [&](const auto& one) { return kFirstIndic + one.first == letter; });
    if (other != std::end(kOthers) && !(other->first >= 0x7A && (written < 0x0D00 || written >= kLastIndic))) {
      letters.push_back({std::string(other->second), "", false});
      continue;
    }
    // Signs in two pieces: e and a are o, e and the length mark au.
    const bool behind_e = !letters.empty() && !letters.back().inherent && letters.back().vowel == "e";
    if (behind_e && (letter == 0x093E || letter == 0x0957)) {
      letters.back().vowel = letter == 0x093E ? "o" : "au";
      continue;
    }
    const std::string_view vowel = indic_vowel(letter);
    if (vowel.empty()) continue;
    if (letter >= 0x093E && !letters.empty()) {
      letters.back().vowel = vowel;
      letters.back().inherent = false;
    } else {
      letters.push_back({"", std::string(vowel), false});
    }
  }
  return letters;
}

// Tamil writes one letter for k and g, t and d, p and b, ch and s: voiced between vowels and behind a nasal.
void voice(std::vector<IndicLetter>& letters) {
  static constexpr std::pair<std::string_view, std::string_view> kVoiced[] = {
      {"k", "g"}, {"t", "d"}, {"th", "dh"}, {"p", "b"}};
  for (std::size_t at = 0; at < letters.size(); ++at) {
    IndicLetter& letter = letters[at];
    if (at == 0) {
      if (letter.consonant == "ch") letter.consonant = "s";
      continue;
    }
    const IndicLetter& before = letters[at - 1];
    const bool behind_nasal = before.vowel.empty() && (before.consonant == "n" || before.consonant == "m");
    const bool behind_vowel = !before.vowel.empty();
    if (behind_vowel && !letter.vowel.empty() && letter.consonant == "ch") letter.consonant = "s";
    for (const auto& [plain, voiced] : kVoiced)
      if (letter.consonant == plain && !letter.vowel.empty() && (behind_nasal || (behind_vowel && plain != "p"))) {
        letter.consonant = voiced;
        break;
      }
  }
}

Latin indic(std::u32string_view word) {
  std::vector<IndicLetter> letters = indic_letters(word);
  if (letters.empty()) return {};
  const char32_t first = word.front();
  const bool tamil = first >= 0x0B80 && first < 0x0C00;
  const bool of_south = first >= 0x0B80;
  if (tamil) voice(letters);
  // In the north nobody says the vowel behind the last consonant, but for some behind several (Surya, Chandra), nor one
  // in the middle between two open syllables.
  const std::size_t count = letters.size();
  const bool behind_several = count > 1 && letters[count - 2].vowel.empty() && letters[count - 2].consonant != "n";
  const auto written = [&](bool middle_too, bool last_too) {
    std::string out;
    for (std::size_t at = 0; at < letters.size(); ++at) {
      const IndicLetter& letter = letters[at];
      out += letter.consonant;
      const bool last = at + 1 == letters.size();
      const bool middle = middle_too && at > 0 && !last && !letters[at - 1].vowel.empty() &&
                          !letters[at + 1].consonant.empty() && !letters[at + 1].vowel.empty() &&
                          !(at + 2 == letters.size() && letters[at + 1].inherent);
      if (letter.inherent && !of_south && count > 1 && ((last && !last_too) || middle)) continue;
      out += letter.vowel;
    }
    return out;
  };
  Latin spellings;
  for (const bool last_too : {behind_several, false})
    for (const bool middle_too : {false, true}) spellings.push_back(written(middle_too, last_too));
  return spellings;
}

constexpr char32_t kAsat = 0x103A;
constexpr char32_t kStacker = 0x1039;
bool is_burmese_consonant(char32_t letter) { return letter >= 0x1000 && letter <= 0x1021; }
bool is_burmese_vowel_letter(char32_t letter) { return letter >= 0x1023 && letter <= 0x102A; }

// One syllable: consonant, the letters that hang on it (y, w, h), and the rhyme.
Latin burmese_syllable(std::u32string_view syllable) {
  const Rows& heads = script_rows("burmese");
  const Rows& rhymes = script_rows("burmese_rhyme");
  if (is_burmese_vowel_letter(syllable.front())) {
    static constexpr std::string_view kVowels[] = {"i", "i", "u", "u", "e", "", "aw", "aw"};
    return {std::string(kVowels[syllable.front() - 0x1023])};
  }
  const Row* const head = row_at(heads, syllable.substr(0, 1));
  if (head == nullptr) return {};
  std::string consonant = head->latin.front();
  bool ya = false, wa = false, ha = false;
  std::u32string rhyme;
  for (const char32_t letter : syllable.substr(1)) {
    if (letter == 0x103B || letter == 0x103C) ya = true;
    else if (letter == 0x103D) wa = true;
    else if (letter == 0x103E) ha = true;
    else if (letter == 0x1037 || letter == 0x1038) continue;  // tones
    else rhyme.push_back(letter);
  }
  if (ya && syllable.front() == 0x101E) consonant = "sh";
  else if (ha && (syllable.front() == 0x101B || syllable.front() == 0x101A)) consonant = "sh";
  else if (ya && syllable.front() == 0x1001) consonant = "ch";
  else if (ya && consonant == "ng") consonant = "ny";
  else {
    if (ha) consonant = "h" + consonant;
    if (ya && !consonant.ends_with('y')) consonant += "y";
  }
  const Row* row = wa ? row_at(rhymes, U'\u103D' + rhyme) : nullptr;
  if (row == nullptr) {
    if (wa) consonant += "w";
    row = row_at(rhymes, rhyme);
  }
  Latin spellings;
  if (row == nullptr) return {consonant + "a"};
  for (const std::string& latin : row->latin) spellings.push_back(consonant + latin);
  const bool creaky = syllable.find(U'\u1037') != std::u32string_view::npos;
  if (creaky && spellings.front().ends_with('n')) spellings.push_back(spellings.front() + "t");  // Myint, Nyunt
  return spellings;
}

// Where the syllables of a word begin that is written without spaces, in bytes, 0 first. A consonant begins one unless
// it is killed (asat) or stacked.
std::vector<std::size_t> burmese_syllables(std::string_view word) {
  std::vector<std::size_t> begins;
  char32_t before = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const char32_t letter = base::next_code_point(word, at);
    std::size_t next = at;
    char32_t after = at < word.size() ? base::next_code_point(word, next) : 0;
    if (after == 0x1037 && next < word.size()) after = base::next_code_point(word, next);  // a tone before the asat
    const bool head = is_burmese_vowel_letter(letter) ||
                      (is_burmese_consonant(letter) && before != kStacker && after != kAsat && after != kStacker);
    if (head || begins.empty()) begins.push_back(begins.empty() ? 0 : begin);
    before = letter;
  }
  return begins;
}

Latin burmese(std::u32string letters) {
  std::replace(letters.begin(), letters.end(), kStacker, kAsat);  // a stacked consonant closes the syllable before it
  const std::string word = utf8(letters);
  const std::vector<std::size_t> begins = burmese_syllables(word);
  Latin spellings = {""};
  for (std::size_t at = 0; at < begins.size(); ++at) {
    const std::size_t end = at + 1 < begins.size() ? begins[at + 1] : word.size();
    const Latin syllable = burmese_syllable(code_points(std::string_view(word).substr(begins[at], end - begins[at])));
    if (!syllable.empty()) append(spellings, syllable);
  }
  return spellings;
}

// By the place of the first letter, which tells the script.
Latin of_other_script(std::u32string_view letters) {
  struct Block {
    char32_t first, last;
    std::string_view rows;  // letter by letter
  };
  static constexpr Block kBlocks[] = {{0x0700, 0x074F, "syriac"},   {0x0780, 0x07BF, "thaana"},
                                      {0x07C0, 0x07FF, "nko"},      {0x1800, 0x18AF, "mongolian"},
                                      {0x2D30, 0x2D7F, "tifinagh"}, {0x1E900, 0x1E95F, "adlam"}};
  const char32_t first = letters.front();
  for (const Block& block : kBlocks)
    if (first >= block.first && first <= block.last) return by_letters(letters, script_rows(block.rows), nullptr);
  if (first >= 0x0D80 && first <= 0x0DFF) return sinhala_spellings(letters);
  if (first >= 0x1780 && first <= 0x17FF) return khmer_spellings(letters);
  if (first >= 0x0F00 && first <= 0x0FFF) return tibetan_spellings(letters);
  if (first >= 0x0E80 && first <= 0x0EFF) return thai_spellings(letters);
  return indic(letters);
}

}  // namespace

std::vector<WordSpan> words_without_spaces(std::string_view text) {
  if (text.empty()) return {};
  std::size_t at = 0;
  const char32_t first = base::next_code_point(text, at);
  if (first >= 0x0F00 && first <= 0x0FFF) return tibetan_words(text);
  std::vector<WordSpan> words;
  const bool burmese = script_of(first) == Script::Myanmar;
  for (const std::size_t begin : burmese ? burmese_syllables(text) : std::vector<std::size_t>{0}) {
    if (!words.empty()) words.back().end = begin;
    words.push_back({begin, text.size()});
  }
  return words;
}

std::vector<std::string> spellings_by_rule(std::string_view word, Script script, std::size_t most) {
  Latin spellings;
  const std::string folded = fold_joined(word);
  const std::u32string letters = code_points(folded).substr(0, kLongest);
  if (letters.empty()) return {};
  switch (script) {
    case Script::Greek: spellings = by_letters(letters, script_rows("greek"), nullptr); break;
    case Script::Georgian: spellings = by_letters(letters, script_rows("georgian"), nullptr); break;
    case Script::Armenian: {
      spellings = by_letters(letters, script_rows("armenian"), nullptr);
      const Latin west = by_letters(letters, script_rows("armenian_west"), &script_rows("armenian"));
      spellings.insert(spellings.begin() + 1, west.begin(), west.end());
      break;
    }
    case Script::Ethiopic: spellings = ethiopic(letters); break;
    case Script::Thai: spellings = thai_spellings(letters); break;
    case Script::Myanmar: spellings = burmese(letters); break;
    case Script::Devanagari:
    case Script::Bengali: spellings = indic(letters); break;
    case Script::Other: spellings = of_other_script(letters); break;
    default: return {};
  }
  Latin distinct;
  for (std::string& one : spellings)
    if (!one.empty() && distinct.size() < most && std::find(distinct.begin(), distinct.end(), one) == distinct.end())
      distinct.push_back(std::move(one));
  return distinct;
}

}  // namespace midspan::names
