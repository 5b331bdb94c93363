// SPDX-License-Identifier: Apache-2.0
// Countries by the words that lists use for them: names, demonyms in all genders and numbers, codes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace midspan::names {

// ISO 3166-1 alpha-3 for a country's name, a demonym ("venezolanas", "سوري", "украинец") or a code (VE, VEN), in
// English, Spanish, Arabic, French, Russian or Ukrainian, without regard to case, accents and articles. Nothing when
// the words name no country or more than one. States that are no more keep the code they had (SUN, YUG): their people
// are of several countries today. A language ("es") decides between words that mean different countries.
std::optional<std::string> country_of(std::string_view text, std::string_view language = {});

// "Venezuela", "فنزويلا": the name in a language; the code itself when it is none.
std::string country_name(std::string_view alpha3, std::string_view language);

// "Venezuelan", "venezolano": masculine singular where a table has it (English, Spanish, Arabic), else the country's
// name.
std::string demonym(std::string_view alpha3, std::string_view language);

// Is it a word for people of a country ("Venezuelan", "venezolanas"), and not the country's own name? In that language.
bool is_demonym(std::string_view text, std::string_view language);

bool is_country(std::string_view alpha3);

}  // namespace midspan::names
