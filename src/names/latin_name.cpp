// SPDX-License-Identifier: Apache-2.0
#include "names/latin_name.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/transliterate.hpp"

namespace midspan::names {

namespace {

enum class Language { Russian, Ukrainian, Belarusian, SouthSlavic };

struct Letter {
  char32_t cyrillic;
  const char* latin;
};

constexpr std::array<Letter, 46> kLetters{{
    {U'а', "a"},  {U'б', "b"},  {U'в', "v"},  {U'г', "g"},  {U'д', "d"},    {U'е', "e"},  {U'ё', "e"}, {U'ж', "zh"},
    {U'з', "z"},  {U'и', "i"},  {U'і', "i"},  {U'ї', "i"},  {U'й', "i"},    {U'к', "k"},  {U'л', "l"}, {U'м', "m"},
    {U'н', "n"},  {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},    {U'т', "t"},  {U'у', "u"}, {U'ф', "f"},
    {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', "ie"}, {U'ы', "y"}, {U'ь', ""},
    {U'э', "e"},  {U'ю', "iu"}, {U'я', "ia"}, {U'є', "ie"}, {U'ґ', "g"},    {U'ў', "u"},  {U'ђ', "d"}, {U'ѓ', "g"},
    {U'ѕ', "dz"}, {U'ј', "j"},  {U'љ', "lj"}, {U'њ', "nj"}, {U'ќ', "k"},    {U'џ', "dz"},
}};
constexpr std::array<Letter, 2> kUkrainian{{{U'г', "h"}, {U'и', "y"}}};
constexpr std::array<Letter, 5> kUkrainianFirst{{{U'є', "ye"}, {U'ї', "yi"}, {U'й', "y"}, {U'ю', "yu"}, {U'я', "ya"}}};
constexpr std::array<Letter, 2> kBelarusian{{{U'г', "h"}, {U'ё', "io"}}};
constexpr std::array<Letter, 6> kSouthSlavic{
    {{U'ж', "z"}, {U'х', "h"}, {U'ц', "c"}, {U'ч', "c"}, {U'ш', "s"}, {U'ћ', "c"}}};

template <std::size_t Size>
const char* find(const std::array<Letter, Size>& letters, char32_t wanted) {
  const auto found =
      std::find_if(letters.begin(), letters.end(), [&](const Letter& one) { return one.cyrillic == wanted; });
  return found == letters.end() ? nullptr : found->latin;
}

const char* spelt(char32_t letter, Language language, bool first) {
  const char* special = nullptr;
  if (language == Language::Ukrainian && first) special = find(kUkrainianFirst, letter);
  if (language == Language::Ukrainian && special == nullptr) special = find(kUkrainian, letter);
  if (language == Language::Belarusian) special = find(kBelarusian, letter);
  if (language == Language::SouthSlavic) special = find(kSouthSlavic, letter);
  return special != nullptr ? special : find(kLetters, letter);
}

std::u32string lower(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();)
    letters.push_back(static_cast<char32_t>(u_tolower(static_cast<UChar32>(base::next_code_point(text, at)))));
  return letters;
}

Language language_of(std::string_view name) {
  const std::u32string letters = lower(name);
  const auto has = [&](std::u32string_view some) { return letters.find_first_of(some) != std::u32string::npos; };
  if (has(U"ў")) return Language::Belarusian;
  if (has(U"іїєґ")) return Language::Ukrainian;
  if (has(U"ђћљњџјѓѕќ")) return Language::SouthSlavic;
  return Language::Russian;
}

bool is_apostrophe(char32_t point) {
  return point == '\'' || point == '`' || point == '*' || point == 0x2019 || point == 0x02BC || point == 0x2018;
}

std::string travel_spelling(std::string_view word, Language language) {
  std::string latin;
  bool first = true;
  for (const char32_t letter : lower(word)) {
    if (is_apostrophe(letter)) continue;
    const char* spelling = spelt(letter, language, first);
    first = false;
    if (spelling != nullptr) latin += spelling;
  }
  return latin;
}

std::string in_latin(std::string_view word, Language language) {
  const people::Script script = script_of(word);
  if (script == people::Script::Latin) return std::string(word);
  std::string latin;
  if (script == people::Script::Cyrillic) latin = travel_spelling(word, language);
  else if (const auto readings = latin_readings(word, 1); !readings.empty()) latin = readings.front().latin;
  if (!latin.empty() && latin[0] >= 'a' && latin[0] <= 'z') latin[0] = static_cast<char>(latin[0] - 'a' + 'A');
  return latin;
}

}  // namespace

std::string latin_name(std::string_view name) {
  const Language language = language_of(name);
  std::string out;
  for (const std::string_view separators = " -.,()"; !name.empty();) {
    const std::size_t end = std::min(name.find_first_of(separators), name.size());
    const std::string latin = in_latin(name.substr(0, end), language);
    out += latin;
    if (end < name.size() && (name[end] != '.' || !latin.empty())) out.push_back(name[end]);
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return clean_spaces(out);
}

}  // namespace midspan::names
