// SPDX-License-Identifier: Apache-2.0
// ICU knows the countries' names; data/names/demonyms.tsv their people and the names that ICU does not use.
#include "names/countries.hpp"

#include <unicode/locid.h>

#include <map>
#include <set>
#include <vector>

#include "names/normalise.hpp"

namespace midspan::names {

namespace {

constexpr const char* kLanguages[] = {"en", "es", "ar", "fr", "ru", "uk"};

struct Countries {
  std::map<std::string, std::string, std::less<>> alpha2;       // "VEN" -> "VE"
  std::map<std::string, std::set<std::string>, std::less<>> words;  // folded -> alpha-3 codes
};

std::string display(const std::string& alpha2, const std::string& language) {
  icu::UnicodeString name;
  icu::Locale("", alpha2.c_str()).getDisplayCountry(icu::Locale(language.c_str()), name);
  std::string text;
  name.toUTF8String(text);
  return text;
}

const Countries& countries() {
  static const Countries kCountries = [] {
    Countries made;
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      const icu::Locale place("", *code);
      const std::string alpha3 = place.getISO3Country();
      if (alpha3.empty()) continue;
      made.alpha2[alpha3] = *code;
      made.words[fold(alpha3)].insert(alpha3);
      made.words[fold(*code)].insert(alpha3);
      for (const char* language : kLanguages) made.words[fold(display(*code, language))].insert(alpha3);
    }
    return made;
  }();
  return kCountries;
}

}  // namespace

std::optional<std::string> country_of(std::string_view text, std::string_view) {
  const auto& words = countries().words;
  const auto found = words.find(fold(text));
  if (found == words.end() || found->second.size() != 1) return std::nullopt;
  return *found->second.begin();
}

std::string country_name(std::string_view alpha3, std::string_view language) {
  const auto found = countries().alpha2.find(alpha3);
  if (found == countries().alpha2.end()) return std::string(alpha3);
  return display(found->second, std::string(language));
}

std::string demonym(std::string_view alpha3, std::string_view language) { return country_name(alpha3, language); }

bool is_country(std::string_view alpha3) { return countries().alpha2.contains(alpha3); }

}  // namespace midspan::names
