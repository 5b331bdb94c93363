// SPDX-License-Identifier: Apache-2.0
// A name as written becomes its parts. Kinds are claims: what the order, the words and the column suggest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/list.hpp"
#include "people/name.hpp"

namespace midspan::names {

struct NameHints {
  people::ColumnRole role = people::ColumnRole::FullName;  // what the column says; MotherName is a full name of her
  std::string language = {};  // of the list or the party, "es", "ar", "ru": decides only where the words do not
  std::string country = {};   // ISO alpha-3 of the person's nationality, if known: decides before the language
};

// How names of a place are built; the hints and the name itself decide.
enum class NamePattern { Western, Iberian, Arabic, Slavic, Ethiopian, Burmese, EastAsian };
NamePattern pattern_of(const NameHints& hints, std::string_view raw);

// The name in its parts. Never fails; every letter of raw is in a token, in the order of raw. Token text is NFC as
// written ("Abd al-Rahman" is one token; "de la Cruz" is Particle, Particle, FirstSurname).
//   "PÉREZ GÓMEZ, Ana María"   FirstSurname SecondSurname Given Given
//   "Ahmad ibn Yusuf al-Halabi" Given Particle Father Nisba     "محمد احمد علي حسن" Given Father Grandfather Family
//   "أبو عمر"                   Kunya (one token)
//   "Иванов Иван Петрович"      Family Given Patronymic         "U Tin Maung" Honorific Given Given
//   "Dr. J. Smith"              Honorific Initial Family
// Cost: 1 to 3 us a name.
people::NameForm parse_name(std::string_view raw, const NameHints& hints = {});

// The same, with what is written in brackets, in quotes, behind a slash or behind "alias", "a.k.a.", "المعروف",
// "он же" ... as further forms (role Alias or NomDeGuerre). The first form is the name itself and keeps all of raw;
// there is always one.
std::vector<people::NameForm> parse_names(std::string_view raw, const NameHints& hints = {});

// Folded texts of the parts that identify, in order: no honorifics, particles, kunyas and nicknames unless there is
// nothing else; of an initial its letter.
std::vector<std::string> identifying_words(const people::NameForm& form);

// The father's given name that a patronymic is made of, folded: "Петрович" and "Петровна" give "петр"; the stem when
// the table does not know the name. Empty when the word is no patronymic.
std::string father_of_patronymic(std::string_view word);

}  // namespace midspan::names
