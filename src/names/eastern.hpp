// SPDX-License-Identifier: Apache-2.0
// Inside names/: names of East Asia in letters of their neighbours. In Cyrillic letters they are written syllable by
// syllable by rules of their own (Palladius, Polivanov, Kontsevich): Цзяньго is Jianguo, Тиэко Chieko, Чонмин Jong-min.
// No table of Russian names knows them. The rows are data/names/scripts.tsv.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/name.hpp"

namespace midspan::names {

// Up to `most` Latin spellings of a Cyrillic word that is cut into syllables of the language ("zh", "ja", "ko", "vi"),
// the usual one first; empty where it cannot be cut.
std::vector<std::string> eastern_spellings(std::string_view word, std::string_view language, std::size_t most);

// Whether a language is one of these.
bool is_eastern(std::string_view language);

// The language of which all words are syllables and the first one is a family name; empty where there is none. Never
// Japanese, whose syllables are those of Russian.
std::string_view eastern_language(std::span<const std::string_view> words);

// The words of a name in Latin letters, where its family name tells how they are said: in Cyrillic letters as above, in
// Han as Vietnamese and as Japanese, each guess by itself. Empty for other names.
std::vector<std::vector<std::string>> eastern_ways(people::Script script, std::span<const std::string> words);

}  // namespace midspan::names
