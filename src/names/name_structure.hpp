// SPDX-License-Identifier: Apache-2.0
// Inside names/: how names are built in each tradition (data/names/structure.tsv). All words are folded and joined.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "names/tokens.hpp"

namespace midspan::names {

std::optional<NamePattern> pattern_of_country(std::string_view country);    // ISO alpha-3
std::optional<NamePattern> pattern_of_language(std::string_view language);  // "es", "es-VE"

// A woman's surname in the man's form: "ivanova" gives "ivanov"; other words as they are.
std::string surname_of_man(std::string_view word);

// Without the article that it is written with: "alhalabi" gives "halabi".
std::string_view without_article(std::string_view word);

// What two words have for themselves once the beginning and the ending that both share by tradition are taken off:
// "petrovich" and "pavlovich" give "petr" and "pavl". False when they share none.
bool own_parts(std::string_view& left, std::string_view& right);

// Whether the longer word is the shorter one and an ending that makes another name of it.
bool derived(std::string_view shorter, std::string_view longer);

// Whether the longer word is the family of whoever bears the shorter one, as families of the Caucasus and Central Asia
// are called with the ending or without: Abbas, Abbasov.
bool of_founder(std::string_view shorter, std::string_view longer);

// 1 the elder, 2 the younger, 3 the grandson; 0 for another word.
int generation_of(std::string_view word);

enum class Address { None, Man, Woman };
Address address_of(std::string_view word);

// The father of a patronymic that no rule explains; empty for another word.
std::string_view father_by_list(std::string_view patronymic);
// The father's name by the patronymic's ending, as the stem and what the ending stands for; empty when there is none.
// The stem has at least `least` bytes.
std::string father_by_ending(std::string_view patronymic, people::Script script, std::size_t least);
// Of an Armenian word that ends as the father's name does behind a given name; given names may end so, too.
std::string father_in_armenian(std::string_view word);

}  // namespace midspan::names
