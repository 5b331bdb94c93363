// SPDX-License-Identifier: Apache-2.0
// Inside names/: words in scripts that have no table of their own, as clerks write them in Latin letters. ICU's
// transliteration says which letter stands there (Ntinos, smchay, rajesa), not how people write the name (Dinos,
// Somchai, Rajesh). The rows are data/names/scripts.tsv.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "people/name.hpp"

namespace midspan::names {

// Up to `most` spellings, letters a to z, the usual one first; empty for a script of which nothing is known here. The
// word is as written or folded. Greek, Armenian, Georgian, Ethiopic, Thai, Burmese and the scripts of India that share
// their order of letters (Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam), Sinhala,
// Khmer, Tibetan, Lao, Thaana, Syriac, Tifinagh, N'Ko, Adlam, Mongolian.
std::vector<std::string> spellings_by_rule(std::string_view word, people::Script script, std::size_t most);

// A part of a text, in bytes.
struct WordSpan {
  std::size_t begin = 0, end = 0;
};

// A piece of a name without spaces in the words that Latin letters have: of Burmese each syllable, of Tibetan two
// syllables; of other scripts the whole.
std::vector<WordSpan> words_without_spaces(std::string_view text);

}  // namespace midspan::names
