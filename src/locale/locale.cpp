// SPDX-License-Identifier: Apache-2.0
#include "locale/locale.hpp"

#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/gregocal.h>
#include <unicode/msgfmt.h>
#include <unicode/numfmt.h>
#include <unicode/rbnf.h>
#include <unicode/uloc.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "base/assert.hpp"
#include "base/json.hpp"
#include "locale/catalogues.hpp"

namespace midspan::locale {

namespace {

using Sentences = std::map<std::string, std::string, std::less<>>;

struct Language {
  std::once_flag read;
  Sentences sentences;
};

std::map<std::string, Language, std::less<>>& catalogues() {
  static auto* const all = [] {
    auto* named = new std::map<std::string, Language, std::less<>>;
    for (const Catalogue& catalogue : embedded_catalogues()) (*named)[catalogue.language];
    return named;
  }();
  return *all;
}

// Read when the language is first asked for: all three were a quarter of what starting takes.
const Sentences& sentences_of(const std::string& name, Language& language) {
  std::call_once(language.read, [&] {
    for (const Catalogue& catalogue : embedded_catalogues()) {
      if (catalogue.language != name) continue;
      const auto value = base::json::parse(catalogue.json, base::json::Strictness::Document);
      MIDSPAN_ASSERT(value && value->object() != nullptr);  // tests/rules reads every catalogue
      for (const auto& [code, sentence] : value->object()->members())
        if (sentence.string() != nullptr) language.sentences.emplace(code, *sentence.string());
    }
  });
  return language.sentences;
}

const std::string* sentence_of(std::string_view code, std::string_view language) {
  for (const std::string_view tried : {language, std::string_view("en")}) {
    const auto catalogue = catalogues().find(tried);
    if (catalogue == catalogues().end()) continue;
    const Sentences& sentences = sentences_of(catalogue->first, catalogue->second);
    const auto sentence = sentences.find(code);
    if (sentence != sentences.end()) return &sentence->second;
  }
  return nullptr;
}

icu::Locale icu_locale(std::string_view language) {
  // Digits stay ASCII in every language: references and counts must read the same on both sides of a table.
  return icu::Locale((std::string(language) + "@numbers=latn").c_str());
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string bare(const base::Message& message) {
  std::string out = message.code;
  for (const auto& [name, value] : message.arguments) {
    out.append(" ").append(name).append("=");
    if (const auto* number = std::get_if<std::int64_t>(&value)) out.append(std::to_string(*number));
    else out.append(std::get<std::string>(value));
  }
  return out;
}

}  // namespace

const std::vector<std::string>& languages() {
  static const auto* const names = [] {
    auto* list = new std::vector<std::string>;
    for (const auto& [name, language] : catalogues()) list->push_back(name);
    return list;
  }();
  return *names;
}

std::string say(const base::Message& message, std::string_view language) {
  const std::string* sentence = sentence_of(message.code, language);
  if (sentence == nullptr) return bare(message);
  if (sentence->find('{') == std::string::npos && sentence->find('\'') == std::string::npos) return *sentence;
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(*sentence), icu_locale(language), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : message.arguments) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    if (const auto* number = std::get_if<std::int64_t>(&value)) values.emplace_back(*number);
    else values.emplace_back(icu::UnicodeString::fromUTF8(std::get<std::string>(value)));
  }
  icu::UnicodeString out;
  format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), out, status);
  return U_SUCCESS(status) != 0 ? to_utf8(out) : bare(message);
}

std::string say(std::string_view code, std::string_view language) {
  return say(base::Message{std::string(code), {}}, language);
}

std::optional<std::string> what_to_do(const base::Message& message, std::string_view language) {
  base::Message advice{message.code + ".do", message.arguments};
  if (sentence_of(advice.code, language) == nullptr) return std::nullopt;
  return say(advice, language);
}

Direction direction(std::string_view language) {
  return uloc_isRightToLeft(std::string(language).c_str()) != 0 ? Direction::RightToLeft : Direction::LeftToRight;
}

std::string number(std::int64_t value, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::NumberFormat> format(icu::NumberFormat::createInstance(icu_locale(language), status));
  if (U_FAILURE(status) != 0) return std::to_string(value);
  icu::UnicodeString out;
  return to_utf8(format->format(value, out));
}

std::string full_date(int year, int month, int day, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu_locale(language);
  icu::GregorianCalendar calendar(*icu::TimeZone::getGMT(), locale, status);
  calendar.clear();
  calendar.set(year, month - 1, day, 12, 0);
  const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  if (U_FAILURE(status) != 0 || format == nullptr) return std::to_string(year);
  format->setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString out;
  return to_utf8(format->format(calendar.getTime(status), out));
}

std::string number_in_words(std::int64_t value, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale(std::string(language).c_str()), status);
  if (U_FAILURE(status) != 0) return std::to_string(value);
  icu::UnicodeString out;
  return to_utf8(format.format(value, out));
}

std::string from_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string wanted = std::string(value).substr(0, 2);
    for (const std::string& language : languages())
      if (language == wanted) return language;
    return "en";
  }
  return "en";
}

}  // namespace midspan::locale
