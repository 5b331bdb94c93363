// SPDX-License-Identifier: Apache-2.0
// ICU knows the countries' names in every language; data/names/countries.tsv their people and what else they are
// called. Feminine and plural forms are made by rule. A rule may make a word that nobody uses; that costs nothing
// unless the word means another country, and such words are ambiguous and answer nothing.
#include "names/countries.hpp"

#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_countries);

namespace midspan::names {

namespace {

constexpr std::array<std::string_view, 6> kLanguages = {"en", "es", "ar", "fr", "ru", "uk"};

// Some codes answer to a word with more right than others: "American" is not said of Samoa. Lower is stronger.
enum class Strength : std::uint8_t { Listed, Named, Derived };

struct Meaning {
  std::string alpha3;
  Strength strength;
  std::string_view language;  // empty: of all
};

struct Countries {
  std::map<std::string, std::string, std::less<>> alpha2;
  std::map<std::string, std::vector<Meaning>, std::less<>> words;           // folded
  std::map<std::string, std::array<std::string, 6>, std::less<>> demonyms;  // first of each language, for display
  std::map<std::string, std::array<std::string, 6>, std::less<>> historic;  // names of states that are no more
  std::set<std::pair<std::string_view, std::string>> people;                // language, folded demonym in any form

  void add(std::string_view text, const std::string& alpha3, Strength strength, std::string_view language) {
    const std::string folded = fold(text);
    if (!folded.empty()) words[folded].push_back({alpha3, strength, language});
  }
};

std::string display(const std::string& alpha2, const std::string& language) {
  icu::UnicodeString name;
  icu::Locale("", alpha2.c_str()).getDisplayCountry(icu::Locale(language.c_str()), name);
  std::string text;
  name.toUTF8String(text);
  return text;
}

std::string without(std::string_view word, std::size_t bytes) {
  return std::string(word.substr(0, word.size() - bytes));
}

// Forms by rule; the word is folded, so accents are off: "español" is "espanol", "alemán" is "aleman".
std::vector<std::string> spanish_forms(const std::string& word) {
  std::vector<std::string> forms = {word, word + "s", word + "es"};
  if (word.ends_with("o")) {
    const std::string stem = without(word, 1);
    for (const char* end : {"a", "os", "as"}) forms.push_back(stem + end);
  } else if (word.ends_with("es") || word.ends_with("an") || word.ends_with("on") || word.ends_with("in") ||
             word.ends_with("ol")) {
    for (const char* end : {"a", "es", "as"}) forms.push_back(word + end);
  } else if (word.ends_with("i") || word.ends_with("u")) {
    forms.push_back(word + "as");
  }
  return forms;
}
std::vector<std::string> english_forms(const std::string& word) { return {word, word + "s"}; }
std::vector<std::string> french_forms(const std::string& word) {
  std::vector<std::string> forms = {word, word + "s", word + "e", word + "es"};
  if (word.ends_with("en")) {
    forms.push_back(word + "ne");
    forms.push_back(word + "nes");
  }
  return forms;
}
std::vector<std::string> arabic_forms(const std::string& word) {
  std::vector<std::string> forms;
  const auto both = [&](const std::string& form) {
    forms.push_back(form);
    forms.push_back("ال" + form);
  };
  both(word);
  if (word.ends_with("ي"))
    for (const char* end : {"ه", "ون", "ين", "ات", "ان", "تان"}) both(word + end);
  return forms;
}
std::vector<std::string> slavic_forms(const std::string& word) {
  std::vector<std::string> forms = {word};
  if (word.ends_with("ец")) {
    const std::string stem = without(word, 4);
    for (const char* end : {"ка", "цы", "ки", "цев", "ский", "ская"}) forms.push_back(stem + end);
  } else if (word.ends_with("ець")) {
    const std::string stem = without(word, 6);
    for (const char* end : {"ка", "ци", "ки"}) forms.push_back(stem + end);
  } else if (word.ends_with("янин") || word.ends_with("анин") || word.ends_with("арин")) {
    const std::string stem = without(word, 4);
    for (const char* end : {"ка", "е", "ы", "ки", "и"}) forms.push_back(stem + end);
  } else {
    for (const char* end : {"ы", "и", "ка", "ки"}) forms.push_back(word + end);
  }
  return forms;
}

std::vector<std::string> forms_of(std::string_view text, std::string_view language) {
  const std::string word = fold(text);
  if (language == "es") return spanish_forms(word);
  if (language == "ar") return arabic_forms(word);
  if (language == "fr") return french_forms(word);
  if (language == "en") return english_forms(word);
  return slavic_forms(word);
}

void add_demonyms(Countries& made, std::span<const std::string_view> cells) {
  const std::string alpha3(cells[1]);
  for (std::size_t at = 0; at < kLanguages.size() && at + 2 < cells.size(); ++at) {
    const std::string_view language = kLanguages[at];
    for_each_part(cells[at + 2], '|', [&](std::string_view word) {
      std::string& shown = made.demonyms[alpha3][at];
      if (shown.empty()) shown = word;
      made.add(word, alpha3, Strength::Listed, language);
      made.people.emplace(language, fold(word));
      for (const std::string& form : forms_of(word, language)) {
        made.add(form, alpha3, Strength::Derived, language);
        made.people.emplace(language, form);
      }
    });
  }
}

const Countries& countries() {
  static const Countries kCountries = [] {
    Countries made;
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      const std::string alpha3 = icu::Locale("", *code).getISO3Country();
      if (alpha3.empty()) continue;
      made.alpha2[alpha3] = *code;
      made.add(alpha3, alpha3, Strength::Listed, {});
      made.add(*code, alpha3, Strength::Named, {});
      for (const std::string_view language : kLanguages)
        made.add(display(*code, std::string(language)), alpha3, Strength::Named, language);
    }
    for_each_row(MIDSPAN_EMBEDDED(names_countries), [&](std::span<const std::string_view> cells) {
      if (cells.size() >= 3 && cells[0] == "demonym") add_demonyms(made, cells);
      if (cells.size() >= 3 && cells[0] == "historic")
        for (std::size_t at = 0; at < kLanguages.size() && at + 2 < cells.size(); ++at)
          for_each_part(cells[at + 2], '|', [&](std::string_view name) {
            std::string& shown = made.historic[std::string(cells[1])][at];
            if (shown.empty()) shown = name;
            made.add(name, std::string(cells[1]), Strength::Listed, kLanguages[at]);
          });
      if (cells.size() >= 3 && cells[0] == "name")
        for_each_part(cells[2], '|',
                      [&](std::string_view name) { made.add(name, std::string(cells[1]), Strength::Listed, {}); });
    });
    return made;
  }();
  return kCountries;
}

// The one country that the meanings agree on, the strongest first.
std::optional<std::string> settle(const std::vector<Meaning>& meanings, std::string_view language) {
  const auto unique = [&](auto&& counts) -> std::optional<std::string> {
    std::optional<std::string> found;
    for (const Meaning& meaning : meanings) {
      if (!counts(meaning)) continue;
      if (found && *found != meaning.alpha3) return std::nullopt;
      found = meaning.alpha3;
    }
    return found;
  };
  if (const auto all = unique([](const Meaning&) { return true; })) return all;
  const std::string_view main = language.substr(0, language.find('-'));
  if (!main.empty())
    for (const Strength strength : {Strength::Listed, Strength::Named, Strength::Derived})
      if (const auto one = unique([&](const Meaning& meaning) {
            return meaning.strength <= strength && (meaning.language == main || meaning.language.empty());
          }))
        return one;
  for (const Strength strength : {Strength::Listed, Strength::Named})
    if (const auto one = unique([&](const Meaning& meaning) { return meaning.strength <= strength; })) return one;
  return std::nullopt;
}

std::optional<std::string> look_up(const std::string& folded, std::string_view language) {
  const auto found = countries().words.find(folded);
  return found == countries().words.end() ? std::nullopt : settle(found->second, language);
}

}  // namespace

std::optional<std::string> country_of(std::string_view text, std::string_view language) {
  std::string folded = fold(text);
  if (folded.empty() || folded.size() > 200) return std::nullopt;
  if (auto whole = look_up(folded, language)) return whole;
  // Articles and words for "citizen of", "nationality".
  static constexpr std::string_view kBefore[] = {
      "the ",        "la ",          "el ",           "los ",          "las ",        "le ",
      "les ",        "l ",           "republic of ",  "republica de ", "ciudadano ",  "ciudadana ",
      "citizen of ", "national of ", "de ",           "of ",           "from ",       "гражданин ",
      "гражданка ",  "громадянин ",  "громадянка ",   "جمهوريه ",      "دوله ",       "مواطن ",
      "مواطنه ",     "الجنسيه ",     "nacionalidad ", "nationality ",  "nationalite "};
  static constexpr std::string_view kAfter[] = {" nationality", " national", " citizen",
                                                " الجنسيه",     " الاصل",    " subject"};
  for (const std::string_view before : kBefore)
    if (folded.starts_with(before))
      if (auto rest = look_up(folded.substr(before.size()), language)) return rest;
  for (const std::string_view after : kAfter)
    if (folded.ends_with(after))
      if (auto rest = look_up(folded.substr(0, folded.size() - after.size()), language)) return rest;
  return std::nullopt;
}

bool is_demonym(std::string_view text, std::string_view language) {
  const std::string folded = fold(text);
  const std::optional<std::string> alpha3 = country_of(text, language);
  return alpha3 && folded != fold(country_name(*alpha3, language)) && countries().people.contains({language, folded});
}

std::string country_name(std::string_view alpha3, std::string_view language) {
  if (const auto old = countries().historic.find(alpha3); old != countries().historic.end())
    for (std::size_t at = 0; at < kLanguages.size(); ++at)
      if (kLanguages[at] == language && !old->second[at].empty()) return old->second[at];
  const auto found = countries().alpha2.find(alpha3);
  if (found == countries().alpha2.end()) return std::string(alpha3);
  return display(found->second, std::string(language));
}

std::string demonym(std::string_view alpha3, std::string_view language) {
  const auto found = countries().demonyms.find(alpha3);
  if (found == countries().demonyms.end()) return country_name(alpha3, language);
  const std::string_view main = language.substr(0, language.find('-'));
  for (std::size_t at = 0; at < kLanguages.size(); ++at)
    if (kLanguages[at] == main && !found->second[at].empty()) return found->second[at];
  return country_name(alpha3, language);
}

bool is_country(std::string_view alpha3) {
  return countries().alpha2.contains(alpha3) || countries().historic.contains(alpha3);
}

}  // namespace midspan::names
