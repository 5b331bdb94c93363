// SPDX-License-Identifier: Apache-2.0
#include "names/date_words.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_months);

namespace midspan::names {

using people::Calendar;

namespace {

constexpr std::size_t kLongestMonth = 4;  // words: "rabi al awwal"

using Months = std::map<std::string, MonthWord, std::less<>>;

const Months& months() {
  static const Months kMonths = [] {
    static constexpr std::pair<std::string_view, Calendar> kCalendars[] = {{"gregorian", Calendar::Gregorian},
                                                                           {"hijri", Calendar::Hijri},
                                                                           {"jalali", Calendar::Jalali},
                                                                           {"hebrew", Calendar::Hebrew},
                                                                           {"ethiopic", Calendar::Ethiopic}};
    Months made;
    for_each_row(MIDSPAN_EMBEDDED(names_months), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 3) return;
      MonthWord word;
      for (const auto& [name, calendar] : kCalendars)
        if (name == cells[0]) word.calendar = calendar;
      for (const char digit : cells[1]) word.month = word.month * 10 + (digit - '0');
      for_each_part(cells[2], '|', [&](std::string_view name) {
        const std::string folded = fold(name);
        word.words = static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' ')) + 1;
        made.emplace(folded, word);
      });
    });
    return made;
  }();
  return kMonths;
}

using Words = std::map<std::string, DateWord, std::less<>>;

const Words& date_words() {
  static const Words kWords = [] {
    static constexpr std::pair<DateWord, std::string_view> kRows[] = {
        {DateWord::Noise,
         "de|del|el|of|the|year|al|le|la|les|du|st|nd|rd|th|er|ro|do|to|year|years "
         "of|yr|born|dob|nacido|nacida|né|née|ne|nee|"
         "ano de|г|года|год|году|р|року|рік|році|рожд|рождения|народження|нар|род|سنة|عام|من|مواليد|تاريخ|ולד|שנת|ב|"
         "année|an|и|t|z|utc|am|pm|ዓ|ዓመት|年|月|日|생|년|월|일|года рождения|день|يوم|شهر|day|dated|fecha|date|m|го|my"},
        {DateWord::About,
         "c|ca|circa|cca|about|abt|approx|approximately|around|est|estimated|roughly|alrededor|aprox|aproximadamente|"
         "hacia|"
         "sobre|unos|unas|vers|environ|env|около|ок|примерно|приблизно|близько|біля|حوالي|حوالى|تقريبا|تقريبي|نحو|כ|"
         "בערך|"
         "حدود|تقریبا"},
        {DateWord::Age,
         "age|aged|yo|y o|yrs|years|old|años|anos|edad|ans|âge|age de|лет|возраст|года от роду|років|вік|рокiв|"
         "عمره|عمرها|عمر|العمر|سنوات|سنين|عاما|ساله|בן|בת|גיל"},
        {DateWord::Hijri,
         "ah|a h|h|hijri|hijra|hegira|هجري|هجرية|ه|هج|هجریه|قمری|قمري|хиджры|хиджра|год хиджры|hégire"},
        {DateWord::Jalali, "sh|s h|jalali|shamsi|solar|شمسی|شمسي|ش|خورشیدی|هش"},
        {DateWord::Gregorian, "ce|c e|ad|a d|gc|g c|gregorian|م|ميلادي|ميلادية|میلادی|dc|н э|нэ"},
        {DateWord::Ethiopic, "ec|e c|eth|ethiopian|ethiopic|ዓ ም|ዓም|ም"},
        {DateWord::HebrewEra, "am|hebrew|לבריאה"},
        {DateWord::Unknown,
         "unknown|unk|na|n a|none|null|nil|nan|not known|not available|nd|n d|s d|sd|desconocido|desconocida|desconoce|"
         "ignorado|no consta|sin dato|sin datos|inconnu|inconnue|неизвестно|неизвестен|неизв|невідомо|невідома|"
         "غير معروف|مجهول|مجهولة|لا يعرف|غير متوفر|نامعلوم|לא ידוע"},
        {DateWord::On, "on|in|at|as|en|a|на|в|у|في|станом|ב"},
        {DateWord::Between,
         "between|entre|between and|from|desde|and|y|et|or|o|ou|или|або|и|і|между|між|بين|و|او|to|hasta|до|по"},
        {DateWord::Decade, "s|decade|década|decada|decenio|е|х|ті|ых|годы|роки|années|عقد|الثمانينات|х гг|гг"},
        {DateWord::Masked, "x|xx|xxx|xxxx|х|хх|ххх|хххх|dd|mm|yyyy|nn"},
    };
    Words made;
    for (const auto& [word, texts] : kRows)
      for_each_part(texts, '|', [&, kind = word](std::string_view text) { made.emplace(fold(text), kind); });
    return made;
  }();
  return kWords;
}

int hebrew_value(char32_t letter) {
  static constexpr std::pair<char32_t, int> kValues[] = {
      {U'א', 1},  {U'ב', 2},  {U'ג', 3},   {U'ד', 4},   {U'ה', 5},   {U'ו', 6},  {U'ז', 7},  {U'ח', 8},
      {U'ט', 9},  {U'י', 10}, {U'כ', 20},  {U'ל', 30},  {U'מ', 40},  {U'נ', 50}, {U'ס', 60}, {U'ע', 70},
      {U'פ', 80}, {U'צ', 90}, {U'ק', 100}, {U'ר', 200}, {U'ש', 300}, {U'ת', 400}};
  for (const auto& [one, value] : kValues)
    if (one == letter) return value;
  return 0;
}

int hebrew_number(std::u32string_view letters) {
  int sum = 0;
  for (const char32_t letter : letters) {
    const int value = hebrew_value(letter);
    if (value == 0) return 0;
    sum += value;
  }
  return sum;
}

}  // namespace

std::optional<MonthWord> month_at(std::span<const std::string> words) {
  std::string phrase;
  std::optional<MonthWord> found;
  for (std::size_t count = 1; count <= std::min(words.size(), kLongestMonth); ++count) {
    if (count > 1) phrase.push_back(' ');
    phrase += words[count - 1];
    const auto at = months().find(phrase);
    if (at != months().end()) found = at->second;
  }
  return found;
}

DateWord date_word(std::string_view folded) {
  const auto found = date_words().find(folded);
  return found == date_words().end() ? DateWord::None : found->second;
}

int hebrew_year(std::string_view folded) {
  const std::u32string letters = code_points(folded);
  if (letters.size() < 2 || letters.size() > 6) return 0;
  std::u32string_view rest = letters;
  if (rest.front() == U'ה' && rest.size() > 3) rest.remove_prefix(1);  // the five thousand, written
  const int sum = hebrew_number(rest);
  return sum >= 600 && sum < 900 ? 5000 + sum : 0;
}

int hebrew_day(std::string_view folded) {
  const std::u32string letters = code_points(folded);
  if (letters.empty() || letters.size() > 3) return 0;
  const int sum = hebrew_number(letters.front() == U'ב' && letters.size() == 3 ? std::u32string_view(letters).substr(1)
                                                                               : std::u32string_view(letters));
  return sum <= 30 ? sum : 0;
}

}  // namespace midspan::names
