// SPDX-License-Identifier: Apache-2.0
// Keys under which words that sound or look alike meet, for blocking. A shared key is never evidence that two names
// are the same.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "names/similarity.hpp"

namespace midspan::names {

// The word in a script-neutral alphabet of about 30 sounds (ASCII letters; S sh, C ch, X kh, J zh), cut at 16:
// "muhammad", "محمد" and "Мухаммед" give keys that an edit distance can compare ("muhamad", "mhmd", "muhamed"). Words
// are folded first. Scripts with an alignment table go through their most probable Latin reading, others through ICU.
PackedWord sound_key(std::string_view word);
std::string sound_text(std::string_view word);             // the same without the cut
std::string latin_sounds(std::string_view word);           // of a word that is a..z already; under 1 us
bool cuts_a_sound(std::string_view word, std::size_t at);  // between the letters of one sound: Schewt|schuk

// Consonants of the sound key, with doubled letters, h and semivowels inside a word off and confusable sounds merged
// (p b, t d, k g q, s z, v f w): "mhmd" -> "mmt". At most 8 letters. Good for Arabic, Hebrew, Persian against Latin.
std::string skeleton(std::string_view word);

// The same of a word that is a..z already, without any allocation: gives the number of letters. About 30 ns.
constexpr std::size_t kSkeletonLetters = 8;
std::size_t latin_skeleton(std::string_view word, std::span<char, kSkeletonLetters> out);

// Keys by how a word is said in the languages of Latin-script lists: one or two, at most 6 letters each, the second
// empty when there is no other way to say it.
struct PhoneticKeys {
  std::string first;
  std::string second;
};
PhoneticKeys phonetic_keys(std::string_view word);

}  // namespace midspan::names
