// SPDX-License-Identifier: Apache-2.0
// Folding: what two spellings of the same word have in common. Only for comparing; the text itself is never replaced.
//
// A folded text is words of letters and digits in one case, one space between words, none at the ends:
//   all scripts   compatibility forms (NFKC), lower case, zero-width and bidirectional controls off, digits in ASCII,
//                 apostrophes and their look-alikes off (O'Neil = Oneil), other punctuation and hyphens split words
//   Latin         diacritics off; ß ss, æ ae, œ oe, ø o, å a, đ ð d, ł l, þ th, ı i
//   Arabic        vowel marks and tatweel off; أإآٱ ا, ى ی ئ ي, ک ك, ة ه, ؤ و, lone hamza off, other Persian and Urdu
//                 forms onto the letter they are read as where Arabic has it (پ چ ژ گ stay); of Kurdish and Uighur the
//                 ئ that a vowel stands on at the head of a word, and ە within a word, as Arabic leaves them out
//   Hebrew        points off, final letters as their middle forms, geresh and gershayim off
//   Cyrillic      ё е, і ї и, є е, ґ г, ў у, ъ off; й stays
//   Greek         accents off, final sigma
//   Han           traditional onto simplified; Kana: hiragana as katakana
//   Ethiopic      homophones onto one letter (ሐ ኀ ሀ, ሠ ሰ, ዐ አ, ፀ ጸ)
// Folding is idempotent.
#pragma once

#include <string>
#include <string_view>

namespace midspan::names {

// Appends the folded text. Ill-formed bytes are dropped. Cost: ASCII about 1 ns a byte, no allocation beyond `out`;
// Latin, Greek, Cyrillic, Hebrew, Arabic and Ethiopic a table look-up a letter; others go through ICU (about 1 us a
// word).
void fold_to(std::string& out, std::string_view text);

std::string fold(std::string_view text);

// The folded text with the spaces between words taken out: "Abd al-Rahman" and "Abdalrahman" give the same.
std::string fold_joined(std::string_view text);

// ASCII digits for any decimal digits (Arabic-Indic, Persian, Devanagari, full-width ...); nothing else changes.
std::string ascii_digits(std::string_view text);

// Zero-width and bidirectional controls, and U+FEFF, out; every kind of white space as one space, none at the ends.
std::string clean_spaces(std::string_view text);

// Code points of UTF-8; ill-formed bytes give U+FFFD.
std::u32string code_points(std::string_view text);
std::string utf8(std::u32string_view points);

}  // namespace midspan::names
