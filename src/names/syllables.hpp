// SPDX-License-Identifier: Apache-2.0
// Inside names/: syllables of Chinese and Korean names and the ways they are spelt in Latin letters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace midspan::names {

// A Mandarin syllable as Wade and Giles write it, without apostrophes: "xiao" gives "hsiao", "zhi" "chih".
std::string wade_giles(std::string_view pinyin);

// Spellings of one Hangul syllable, the official one (Revised Romanization) first, then McCune and Reischauer's, then
// what people write ("young", "woo").
std::vector<std::string> hangul_spellings(char32_t syllable);

// One or two syllables of Pinyin and nothing else. "xiaoming", also "chen", which other systems write too.
bool is_pinyin(std::string_view latin);

// One or two syllables as any of the systems writes them: "mingte", "hyunwoo", "kokseng"; not "jonathan".
bool is_romanised(std::string_view latin);

// One syllable, as any of the systems writes it: "hyun", "guo", "eun"; not "maria".
bool is_romanised_syllable(std::string_view latin);

// The word, in Han or Hangul letters as folded, is spelt so: each letter as one of the systems, a speaker of the
// south, of Vietnamese or of Korean writes it, one behind another (data/names/hanzi.tsv, south.tsv).
bool is_spelt(std::string_view letters, std::string_view latin);

// How a Han letter of a name, as folded, is said in Vietnam and in Korea, the usual one first; empty where it stands in
// no name.
std::vector<std::string> vietnamese_spellings(char32_t letter);
std::vector<std::string> korean_spellings(char32_t letter);

// The Han letters are said so in Korea, letter by letter: 金 is 김.
bool is_read_in_korean(std::string_view han, std::string_view hangul);

// Two romanised words of the same two or three Han letters: "kokseng" and "guocheng". Which letters are tried: those
// that stand in given names.
bool may_be_same_letters(std::string_view left, std::string_view right);

}  // namespace midspan::names
