// SPDX-License-Identifier: Apache-2.0
// Sentences in the languages of the desk. The catalogues of locales/<language>/<area>.json are inside the program; a
// sentence is an ICU MessageFormat pattern ("{count, plural, one {# person} other {# persons}}").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"

namespace midspan::locale {

enum class Direction { LeftToRight, RightToLeft };

// "en", "es", "ar": what the catalogues hold, sorted.
const std::vector<std::string>& languages();

// The sentence in a language; English when the language lacks it; the code and its arguments when English lacks it too.
std::string say(const base::Message& message, std::string_view language);
std::string say(std::string_view code, std::string_view language);

// "<code>.do": what to do about it. Nothing when there is no such sentence.
std::optional<std::string> what_to_do(const base::Message& message, std::string_view language);

Direction direction(std::string_view language);

// 1234 as the language groups digits; a day as the language writes it in full ("20 de abril de 2025").
std::string number(std::int64_t value, std::string_view language);
std::string full_date(int year, int month, int day, std::string_view language);
std::string number_in_words(std::int64_t value, std::string_view language);

// The language that LC_ALL, LC_MESSAGES or LANG asks for, if the catalogues have it; else "en".
std::string from_environment();

}  // namespace midspan::locale
