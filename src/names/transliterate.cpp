// SPDX-License-Identifier: Apache-2.0
#include "names/transliterate.hpp"

#include <unicode/translit.h>

#include <memory>

#include "names/normalise.hpp"
#include "names/script.hpp"

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
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  kToLatin->transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  std::string letters;
  for (const char one : fold(latin))
    if (one >= 'a' && one <= 'z') letters.push_back(one);
  return letters;
}

}  // namespace

std::vector<Reading> latin_readings(std::string_view word, std::size_t most) {
  if (most == 0) return {};
  const std::string folded = fold_joined(word);
  std::string latin = script_of(folded) == people::Script::Latin ? folded : icu_reading(folded);
  if (latin.empty()) return {};
  return {Reading{std::move(latin), 0}};
}

bool has_table(people::Script) { return false; }

}  // namespace midspan::names
