// SPDX-License-Identifier: Apache-2.0
// Inside names/: the letters that alignment tables are about. Folding throws away what tells names apart across scripts
// (تش is ć more often than c; إ is never a), so tables see more than folded words do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "people/name.hpp"

namespace midspan::names {

// Latin letters as bytes 1..63: 1..26 are a..z, then the accented letters of kAccented; others as their base letters.
using LatinLetters = std::string;
constexpr int kLatinLetterCount = 64;
LatinLetters latin_letters(std::string_view word);
// a..z only: accents off.
LatinLetters plain_letters(const LatinLetters& letters);
std::string latin_text(const LatinLetters& letters);        // as UTF-8
std::string plain_latin_text(const LatinLetters& letters);  // a..z
std::u16string wide_letters(const LatinLetters& letters);   // for a LetterTrie

// How a word is put to the table of its script, most fitting first. Ukrainian has no table of its own: its letters are
// put to the Russian one as they sound (и as ы, г as х, і and ї as и, є as е), and as a Russian reader would read them.
// `language` decides where the letters do not tell.
constexpr std::int32_t kLaterSpelling = 1536;  // what each further way costs, in 1/256 bit
std::vector<std::string> table_spellings(std::string_view word, people::Script script, std::string_view language);

// How a Han letter is said in Mandarin, without its tone, as a private code point from U+E000 on; 0 for one that ICU
// has no reading of. Letters that a table has seen too rarely are put to it by their sound. The first call takes about
// 0.1 s.
char32_t syllable_letter(char32_t han);
std::string syllable_text(char32_t syllable);  // "xiao"; v for ü
bool is_syllable(std::string_view pinyin);     // that Pinyin can spell, u for ü too
const std::vector<std::string>& all_syllables();

// Letters of a word in another script, as the tables count them: Hangul in jamo, kana as consonant and vowel, Hebrew
// letters with geresh as one, Han simplified; no vowel marks, one case. Latin letters and digits are left out.
std::u32string native_letters(std::string_view word, people::Script script);

}  // namespace midspan::names
