// SPDX-License-Identifier: Apache-2.0
#include "names/letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"

namespace midspan::names {

using people::Script;

namespace {

// Accented letters that are common enough in names to be letters of their own; at most 37.
constexpr std::u32string_view kAccented = U"éáöüšóćčíäōøžèłñçăńïúşūëåãıæāğêôýđřþę";
static_assert(kAccented.size() == kLatinLetterCount - 27);

const icu::Normalizer2& case_folder() {
  static const icu::Normalizer2* const kFolder = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* made = icu::Normalizer2::getNFKCCasefoldInstance(status);
    MIDSPAN_ASSERT(U_SUCCESS(status));
    return made;
  }();
  return *kFolder;
}

std::u32string case_folded(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = case_folder().normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size()))), status);
  std::u32string points;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1))
    points.push_back(static_cast<char32_t>(text.char32At(at)));
  return points;
}

void append_latin(LatinLetters& out, char32_t point) {
  if (point >= U'a' && point <= U'z') {
    out.push_back(static_cast<char>(point - U'a' + 1));
    return;
  }
  if (point == 0x0219) point = 0x015F;  // ș and ş
  const std::size_t place = kAccented.find(point);
  if (place != std::u32string_view::npos) {
    out.push_back(static_cast<char>(27 + place));
    return;
  }
  for (const char base : fold(utf8(std::u32string(1, point))))
    if (base >= 'a' && base <= 'z') out.push_back(static_cast<char>(base - 'a' + 1));
}

std::array<LatinLetters, kLatinLetterCount> plain_table() {
  std::array<LatinLetters, kLatinLetterCount> table;
  for (int letter = 1; letter <= 26; ++letter)
    table[static_cast<std::size_t>(letter)] = std::string(1, static_cast<char>(letter));
  for (std::size_t at = 0; at < kAccented.size(); ++at)
    for (const char base : fold(utf8(std::u32string(1, kAccented[at]))))
      if (base >= 'a' && base <= 'z') table[27 + at].push_back(static_cast<char>(base - 'a' + 1));
  return table;
}

// Kana as consonant and vowel in ASCII, so that ク and カ share what they share.
const std::map<char32_t, std::u32string_view>& kana() {
  static const std::map<char32_t, std::u32string_view> kKana = [] {
    static constexpr std::pair<std::u32string_view, std::u32string_view> kRows[] = {
        {U"アイウエオ", U""},  {U"カキクケコ", U"k"}, {U"ガギグゲゴ", U"g"}, {U"サシスセソ", U"s"},
        {U"ザジズゼゾ", U"z"}, {U"タチツテト", U"t"}, {U"ダヂヅデド", U"d"}, {U"ナニヌネノ", U"n"},
        {U"ハヒフヘホ", U"h"}, {U"バビブベボ", U"b"}, {U"パピプペポ", U"p"}, {U"マミムメモ", U"m"},
        {U"ラリルレロ", U"r"}};
    static constexpr std::u32string_view kVowels = U"aiueo";
    static std::map<char32_t, std::u32string> made;
    for (const auto& [letters, consonant] : kRows)
      for (std::size_t at = 0; at < letters.size(); ++at) made[letters[at]] = std::u32string(consonant) + kVowels[at];
    static constexpr std::pair<char32_t, std::u32string_view> kOthers[] = {
        {U'シ', U"Si"}, {U'チ', U"Ci"}, {U'ツ', U"Tu"}, {U'ジ', U"Ji"}, {U'ヂ', U"Ji"}, {U'ヅ', U"zu"},
        {U'フ', U"fu"}, {U'ヤ', U"ya"}, {U'ユ', U"yu"}, {U'ヨ', U"yo"}, {U'ワ', U"wa"}, {U'ヰ', U"i"},
        {U'ヱ', U"e"},  {U'ヲ', U"o"},  {U'ヴ', U"vu"}, {U'ン', U"N"},  {U'ッ', U"Q"},  {U'ー', U"-"}};
    for (const auto& [letter, sounds] : kOthers) made[letter] = sounds;
    std::map<char32_t, std::u32string_view> views;
    for (const auto& [letter, sounds] : made) views[letter] = sounds;
    return views;
  }();
  return kKana;
}

void append_hangul(std::u32string& out, char32_t syllable) {
  const char32_t index = syllable - 0xAC00;
  out.push_back(0x1100 + index / 588);
  out.push_back(0x1161 + index % 588 / 28);
  if (index % 28 != 0) out.push_back(0x11A7 + index % 28);
}

// Pinyin: longer initials first.
constexpr std::string_view kInitials[] = {"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
                                          "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w", ""};
constexpr std::string_view kFinals[] = {"a",   "o",    "e",    "i",   "u",   "v",   "ai",  "ei",  "ui",
                                        "ao",  "ou",   "iu",   "ie",  "ve",  "ue",  "er",  "an",  "en",
                                        "in",  "un",   "vn",   "ang", "eng", "ing", "ong", "ia",  "iao",
                                        "ian", "iang", "iong", "ua",  "uo",  "uai", "uan", "uang"};
constexpr char32_t kFirstSyllable = 0xE000;
constexpr char32_t kFirstHan = 0x4E00;
constexpr char32_t kLastHan = 0x9FFF;

char16_t syllable_of(std::string_view pinyin) {
  for (std::size_t initial = 0; initial < std::size(kInitials); ++initial) {
    if (!pinyin.starts_with(kInitials[initial])) continue;
    const auto* const final =
        std::find(std::begin(kFinals), std::end(kFinals), pinyin.substr(kInitials[initial].size()));
    if (final == std::end(kFinals)) return 0;
    return static_cast<char16_t>(kFirstSyllable + initial * std::size(kFinals) +
                                 static_cast<std::size_t>(final - std::begin(kFinals)));
  }
  return 0;
}

// Asked of ICU once, a line a letter.
std::vector<char16_t> read_syllables() {
  std::vector<char16_t> made(kLastHan - kFirstHan + 1);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> rules(
      icu::Transliterator::createInstance("Han-Latin; NFD", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !rules) return made;
  icu::UnicodeString text;
  for (char32_t point = kFirstHan; point <= kLastHan; ++point) {
    text.append(static_cast<UChar32>(point));
    text.append(u'\n');
  }
  rules->transliterate(text);
  std::string pinyin;
  std::size_t place = 0;
  for (std::int32_t at = 0; at < text.length() && place < made.size(); ++at) {
    const char16_t unit = text[at];
    if (unit == u'\n') {
      made[place++] = syllable_of(pinyin);
      pinyin.clear();
    } else if (unit == 0x0308 && pinyin.ends_with('u')) {
      pinyin.back() = 'v';
    } else if (unit >= u'a' && unit <= u'z') {
      pinyin.push_back(static_cast<char>(unit));
    }
  }
  return made;
}

bool is_geresh(char32_t point) {
  return point == U'\'' || point == 0x05F3 || point == 0x2019 || point == U'`' || point == 0x00B4;
}

}  // namespace

LatinLetters latin_letters(std::string_view word) {
  LatinLetters out;
  out.reserve(word.size());
  for (const char32_t point : case_folded(word)) {
    // The case folder writes ß as ss and keeps İ's dot: both are fine for names.
    if (point < 0x80 ? (point >= U'a' && point <= U'z') : script_of(point) == Script::Latin) append_latin(out, point);
  }
  return out;
}

LatinLetters plain_letters(const LatinLetters& letters) {
  static const std::array<LatinLetters, kLatinLetterCount> kPlain = plain_table();
  LatinLetters out;
  for (const char letter : letters) out += kPlain[static_cast<std::size_t>(letter) % kLatinLetterCount];
  return out;
}

std::string latin_text(const LatinLetters& letters) {
  std::string out;
  for (const char letter : letters) {
    if (letter <= 26) out.push_back(static_cast<char>(letter - 1 + 'a'));
    else base::append_utf8(out, kAccented[static_cast<std::size_t>(letter) - 27]);
  }
  return out;
}

std::string plain_latin_text(const LatinLetters& letters) {
  std::string out = plain_letters(letters);
  for (char& letter : out) letter = static_cast<char>(letter - 1 + 'a');
  return out;
}

std::u16string wide_letters(const LatinLetters& letters) {
  std::u16string wide;
  for (const char letter : letters) wide.push_back(static_cast<char16_t>(static_cast<std::uint8_t>(letter)));
  return wide;
}

namespace {

struct Instead {
  char32_t letter;
  std::u32string_view as;
};
// Letters that no table has seen, by those that are said like them: of Kazakh, Uzbek, Tajik, Belarusian and Serbian;
// of Persian, Urdu, Pashto and Kurdish. Arabic writes a foreign p as ب and g as غ too, so the table knows both.
constexpr Instead kCyrillicInstead[] = {
    {U'ә', U"а"},  {U'ғ', U"г"},  {U'қ', U"к"},  {U'ң', U"н"},  {U'ө', U"о"}, {U'ұ', U"у"},  {U'ү', U"у"},
    {U'һ', U"х"},  {U'ҳ', U"х"},  {U'ҷ', U"дж"}, {U'ӣ', U"и"},  {U'ӯ', U"у"}, {U'ђ', U"дж"}, {U'ј', U"й"},
    {U'љ', U"ль"}, {U'њ', U"нь"}, {U'ћ', U"ч"},  {U'џ', U"дж"}, {U'ѓ', U"г"}, {U'ќ', U"к"},  {U'ѕ', U"дз"}};
constexpr Instead kArabicInstead[] = {
    {U'ٹ', U"ت"},  {U'ټ', U"ت"},  {U'ڈ', U"د"}, {U'ډ', U"د"}, {U'ړ', U"ر"}, {U'ڑ', U"ر"}, {U'ڕ', U"ر"}, {U'ں', U"ن"},
    {U'ڼ', U"ن"},  {U'څ', U"تس"}, {U'ځ', U"ز"}, {U'ښ', U"ش"}, {U'ې', U"ي"}, {U'ۍ', U"ي"}, {U'ے', U"ي"}, {U'ێ', U"ي"},
    {U'ہ', U"ه"},  {U'ھ', U"ه"},  {U'ە', U"ه"}, {U'ۀ', U"ه"}, {U'ۆ', U"و"}, {U'ڵ', U"ل"}, {U'ڤ', U"ف"}, {U'پ', U"ب"},
    {U'چ', U"تش"}, {U'ژ', U"ج"},  {U'گ', U"غ"}, {U'ګ', U"غ"}, {U'ږ', U"ج"}};

// The word with letters that its table knows; true when that changed it.
template <std::size_t Count>
bool with_usual_letters(std::u32string& word, const Instead (&letters)[Count]) {
  std::u32string out;
  bool changed = false;
  for (const char32_t point : word) {
    const auto* const found =
        std::find_if(std::begin(letters), std::end(letters), [&](const Instead& one) { return one.letter == point; });
    if (found == std::end(letters)) {
      out.push_back(point);
      continue;
    }
    out += found->as;
    changed = true;
  }
  word = std::move(out);
  return changed;
}

}  // namespace

std::vector<std::string> table_spellings(std::string_view word, Script script, std::string_view language) {
  std::vector<std::string> spellings = {std::string(word)};
  if (script == Script::Arabic) {
    std::u32string letters = code_points(word);
    const bool kurdish = letters.starts_with(U'ئ') || letters.find(U'ە') != std::u32string::npos;
    if (kurdish) letters = code_points(fold_joined(word));  // as Arabic writes it
    if (with_usual_letters(letters, kArabicInstead) || kurdish) spellings.front() = utf8(letters);
    return spellings;
  }
  if (script != Script::Cyrillic) return spellings;
  std::u32string letters = case_folded(word);
  const bool neighbour = with_usual_letters(letters, kCyrillicInstead);
  // What Belarusian writes with ў is в elsewhere, in family names at least.
  const bool belarusian = letters.find(U'ў') != std::u32string::npos;
  std::replace(letters.begin(), letters.end(), U'ў', U'в');
  if (neighbour || belarusian) {
    std::replace(letters.begin(), letters.end(), U'і', U'и');
    spellings.front() = utf8(letters);
  }
  // Before a consonant ъ is a vowel, which only Bulgarian writes so: Димитър, Вълчев.
  static constexpr std::u32string_view kBulgarianBefore = U"бвгджзклмнпрстфхцчшщ";
  bool bulgarian = false;
  for (std::size_t at = 0; at + 1 < letters.size(); ++at)
    if (letters[at] == U'ъ' && kBulgarianBefore.find(letters[at + 1]) != std::u32string_view::npos) {
      letters[at] = U'а';
      bulgarian = true;
    }
  if (bulgarian) spellings.front() = utf8(letters);
  std::u32string sounds;
  bool ukrainian = language.substr(0, 2) == "uk" && !neighbour;
  for (const char32_t point : letters) switch (point) {
      case U'и': sounds += U'ы'; break;
      case U'г': sounds += U'х'; break;
      case U'і':
        ukrainian = true;
        sounds += U'и';
        break;
      case U'ї':
        ukrainian = true;
        sounds += U'и';
        break;
      case U'є':
        ukrainian = true;
        sounds += U'е';
        break;
      case U'ґ':
        ukrainian = true;
        sounds += U'г';
        break;
      default: sounds += point;
    }
  if (ukrainian) spellings.insert(spellings.begin(), utf8(sounds));
  return spellings;
}

char32_t syllable_letter(char32_t han) {
  static const std::vector<char16_t> kSyllables = read_syllables();
  return han < kFirstHan || han > kLastHan ? 0 : kSyllables[han - kFirstHan];
}

std::string syllable_text(char32_t syllable) {
  const std::size_t place = syllable - kFirstSyllable;
  if (syllable < kFirstSyllable || place >= std::size(kInitials) * std::size(kFinals)) return {};
  return std::string(kInitials[place / std::size(kFinals)]) + std::string(kFinals[place % std::size(kFinals)]);
}

const std::vector<std::string>& all_syllables() {
  static const std::vector<std::string> kAll = [] {
    std::vector<std::string> all;
    for (const std::string_view initial : kInitials)
      for (const std::string_view final : kFinals) all.push_back(std::string(initial) + std::string(final));
    return all;
  }();
  return kAll;
}

bool is_syllable(std::string_view pinyin) {
  static const std::unordered_set<std::string_view> kSyllables(all_syllables().begin(), all_syllables().end());
  return kSyllables.contains(pinyin);
}

std::u32string native_letters(std::string_view word, Script script) {
  std::u32string out;
  for (char32_t point : case_folded(word)) {
    if (script == Script::Hebrew && is_geresh(point) && !out.empty() && out.back() >= 0x05D0 && out.back() <= 0x05EA) {
      out.back() = out.back() - 0x05D0 + 0xE000;  // ג׳ and its like: a private code point
      continue;
    }
    if (point >= 0x3041 && point <= 0x3096) point += 0x60;
    if (point >= 0xAC00 && point <= 0xD7A3) {
      append_hangul(out, point);
      continue;
    }
    if (const auto sounds = kana().find(point); sounds != kana().end()) {
      out += sounds->second;
      continue;
    }
    const auto category = u_charType(static_cast<UChar32>(point));
    if (category == U_NON_SPACING_MARK || point == 0x0640) continue;
    if (point == 0x06CC) point = 0x064A;
    if (point == 0x06A9) point = 0x0643;
    if (point >= 0x4E00 && point < 0xA000) point = code_points(fold(utf8(std::u32string(1, point)))).front();
    const Script own = script_of(point);
    if (own == Script::Unknown || own == Script::Latin) continue;
    out.push_back(point);
  }
  return out;
}

}  // namespace midspan::names
