// SPDX-License-Identifier: Apache-2.0
#include "names/transliterate.hpp"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>

#include "names/alignment.hpp"
#include "names/eastern.hpp"
#include "names/kanji.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/syllabic.hpp"

namespace midspan::names {

namespace {

// ICU's reading: any script to Latin, folded, letters only. Transliterators are not shared between threads.
std::string icu_reading(std::string_view word) {
  thread_local const std::unique_ptr<icu::Transliterator> kToLatin = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  if (!kToLatin) return {};
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  kToLatin->transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  std::string letters;
  for (const char one : fold(latin))
    if (one >= 'a' && one <= 'z') letters.push_back(one);
  return letters;
}

// The same of Han, which ICU has told letter by letter.
std::string mandarin_reading(std::string_view word) {
  std::string latin;
  for (const char32_t letter : code_points(fold_joined(word))) latin += syllable_text(syllable_letter(letter));
  std::replace(latin.begin(), latin.end(), 'v', 'u');
  return latin;
}

// Spellings that differ by accents alone are one reading; their probabilities add up roughly as the better of them.
// Of several ways to put the word to the table each keeps its best.
std::vector<Reading> table_readings(const AlignmentTable& table, std::string_view word, std::size_t most,
                                    std::string_view language) {
  std::vector<Reading> readings;
  std::int32_t later = 0;
  for (const std::string& spelling : table_spellings(word, table.script(), language)) {
    bool first = true;
    std::int32_t best = 0;
    for (const AlignmentTable::Decoded& decoded : table.decode(table.ids_of(spelling), most * 3)) {
      std::string latin = plain_latin_text(decoded.latin);
      if (latin.empty()) continue;
      if (first) best = decoded.cost;
      first = false;
      const bool known =
          std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) { return reading.latin == latin; });
      if (!known) readings.push_back({std::move(latin), decoded.cost - best + later});
    }
    later += kLaterSpelling;
  }
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& left, const Reading& right) { return left.cost < right.cost; });
  if (readings.size() > most) readings.resize(most);
  return readings;
}

// In a language of the east a Cyrillic word is what its syllables are; what the table of Slavic names says comes later.
void put_eastern_first(std::vector<Reading>& readings, std::string_view word, std::size_t most,
                       std::string_view language) {
  constexpr std::int32_t kLater = 3 * kCostPerBit;
  std::vector<Reading> eastern;
  for (std::string& spelling : eastern_spellings(word, language, most)) eastern.push_back({std::move(spelling), 0});
  std::swap(readings, eastern);
  for (Reading& later : eastern)
    if (readings.size() < most &&
        std::none_of(readings.begin(), readings.end(), [&](const Reading& one) { return one.latin == later.latin; }))
      readings.push_back({std::move(later.latin), later.cost + kLater});
}

}  // namespace

std::vector<Reading> latin_readings(std::string_view word, std::size_t most, std::string_view language) {
  if (most == 0) return {};
  const people::Script script = script_of(word);
  if (script == people::Script::Latin || script == people::Script::Unknown) {
    std::string latin;
    for (const char one : fold_joined(word))
      if (one >= 'a' && one <= 'z') latin.push_back(one);
    if (latin.empty()) return {};
    return {Reading{std::move(latin), 0}};
  }
  const bool japanese = script == people::Script::Han && is_japanese(language);
  if (japanese)
    if (auto readings = japanese_readings(word, most); !readings.empty()) return readings;
  std::vector<Reading> readings;
  if (const AlignmentTable* const table = AlignmentTable::of(script, language))
    readings = table_readings(*table, word, most, language);
  if (script == people::Script::Cyrillic && is_eastern(language)) put_eastern_first(readings, word, most, language);
  if (!readings.empty() && (script != people::Script::Han || japanese)) return readings;
  if (readings.empty()) {
    constexpr std::int32_t kRarer = kCostPerBit;  // each further spelling is half as probable
    for (std::string& spelling : spellings_by_rule(word, script, most))
      readings.push_back({std::move(spelling), static_cast<std::int32_t>(readings.size()) * kRarer});
    if (!readings.empty()) return readings;
  }
  std::string latin = script == people::Script::Han ? mandarin_reading(word) : icu_reading(word);
  if (!readings.empty()) {
    // The table knows foreign names written in Han, ICU how Chinese people write their own.
    if (!latin.empty() && std::none_of(readings.begin(), readings.end(),
                                       [&](const Reading& reading) { return reading.latin == latin; })) {
      readings.insert(readings.begin() + 1, Reading{std::move(latin), 0});
      if (readings.size() > most && most > 1) readings.pop_back();
      if (most == 1) readings.erase(readings.begin());
    }
    return readings;
  }
  if (latin.empty()) return {};
  return {Reading{std::move(latin), 0}};
}

bool has_table(people::Script script) {
  return script != people::Script::Latin && AlignmentTable::of(script) != nullptr;
}

}  // namespace midspan::names
