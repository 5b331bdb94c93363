// SPDX-License-Identifier: Apache-2.0
// Patronymics: "Петрович", "Ильинична", "Юрьевич", "Іванівна", "Petrovych", back to the father's name.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/tokens.hpp"

namespace midspan::names {

namespace {

// Fathers whose patronymic is not name + ovich; folded (і ї as и, є ё as е).
// clang-format off
constexpr std::pair<std::string_view, std::string_view> kIrregular[] = {
    {"ильич", "илья"},         {"ильинична", "илья"},   {"никитич", "никита"},     {"никитична", "никита"},
    {"фомич", "фома"},         {"фоминична", "фома"},   {"кузьмич", "кузьма"},     {"кузьминична", "кузьма"},
    {"лукич", "лука"},         {"лукинична", "лука"},   {"саввич", "савва"},       {"саввична", "савва"},
    {"яковлевич", "яков"},     {"яковлевна", "яков"},   {"львович", "лев"},        {"львовна", "лев"},
    {"павлович", "павел"},     {"павловна", "павел"},   {"михайлович", "михаил"},  {"михайловна", "михаил"},
    {"михайливна", "михайло"}, {"петрович", "петр"},    {"петровна", "петр"},      {"петривна", "петро"},
    {"илличч", "илля"},        {"иллич", "илля"},       {"илливна", "илля"},       {"яковович", "яков"},
    {"якович", "якив"},        {"якивна", "якив"},      {"микитович", "микита"},   {"микитивна", "микита"},
    {"миколайович", "микола"}, {"миколаивна", "микола"}, {"федорович", "федор"},   {"федоривна", "федир"},
    {"григорович", "григорий"}, {"григоривна", "григорий"}, {"кириллович", "кирилл"}, {"савович", "сава"},
    {"юрийович", "юрий"},      {"юриивна", "юрий"},
};
// clang-format on

// Endings, what to put in their place, and the least stem.
struct Ending {
  std::string_view ending;
  std::string_view instead;
};
// clang-format off
constexpr Ending kCyrillic[] = {
    {"ьевич", "ий"}, {"ьевна", "ий"}, {"иевич", "ий"}, {"иевна", "ий"}, {"иивна", "ий"}, {"ийович", "ий"}, {"еевич", "ей"},
    {"еевна", "ей"}, {"аевич", "ай"}, {"аевна", "ай"}, {"айович", "ай"}, {"аивна", "ай"}, {"ейович", "ей"}, {"еивна", "ей"},
    {"йович", "й"},  {"оевич", "ой"}, {"оевна", "ой"}, {"ович", ""},    {"овна", ""},    {"ивна", ""},     {"евич", "ь"},
    {"евна", "ь"},   {"инична", "а"}, {"ична", "а"},
};
// clang-format on
// clang-format off
constexpr Ending kLatin[] = {
    {"yevich", "iy"}, {"ievich", "iy"}, {"ievna", "iy"}, {"yevna", "iy"},   {"evich", ""},  {"evych", ""},  {"yovych", "iy"},
    {"iyovych", "iy"}, {"aevich", "ai"}, {"eevich", "ei"}, {"aevna", "ai"}, {"eevna", "ei"}, {"ovich", ""}, {"ovych", ""},
    {"ovna", ""},     {"ivna", ""},     {"evna", ""},    {"owicz", ""},     {"ovic h", ""}, {"inichna", "a"}, {"ichna", "a"},
};
// clang-format on

template <std::size_t Count>
std::string by_ending(std::string_view word, const Ending (&endings)[Count], std::size_t least) {
  for (const Ending& ending : endings)
    if (word.ends_with(ending.ending) && word.size() >= ending.ending.size() + least)
      return std::string(word.substr(0, word.size() - ending.ending.size())) + std::string(ending.instead);
  return {};
}

}  // namespace

std::string father_of_patronymic(std::string_view text) {
  const std::string word = fold_joined(text);
  if (word.size() < 5) return {};
  for (const auto& [patronymic, father] : kIrregular)
    if (patronymic == word) return std::string(father);
  const people::Script script = script_of(word);
  if (script == people::Script::Latin) return word.ends_with("owicz") ? std::string() : by_ending(word, kLatin, 3);
  if (script != people::Script::Cyrillic) return {};
  std::string stem = by_ending(word, kCyrillic, 4);
  if (stem.empty()) return {};
  // "Анатольевич" gives "анатолий", "Игоревич" "игорь", "Константинович" "константин": settle doubts by known names.
  if ((classes_of(stem) & kSlavicGiven) != 0) return stem;
  for (const std::string_view ending : {"", "о", "ий", "ь", "а", "я"}) {
    std::string tried = stem;
    for (const std::string_view soft : {"ий", "ь"})
      if (tried.ends_with(soft)) tried.resize(tried.size() - soft.size());
    tried += ending;
    if ((classes_of(tried) & kSlavicGiven) != 0) return tried;
  }
  return stem;
}

}  // namespace midspan::names
