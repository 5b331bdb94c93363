// SPDX-License-Identifier: Apache-2.0
// Which words of a folded name say who somebody is. Lists put ranks, titles, "son of" and "née" into the columns of
// names, and write one name as several words or as one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::reconcile {

struct NameParts {
  // The name without titles, ranks, "son of", "junior", "unknown"; what a tradition writes apart is one word ("abd al
  // rahman", "al halabi", "abu omar"). Words as they came where nothing else is left.
  std::vector<std::string> words;
  // Of `words`, those that two lists should be compared by: particles ("de la") say nothing alone.
  std::vector<bool> telling;
  int generation = 0;  // 1 the elder, 2 the younger ... where it is told
};

// Where the family name stands in East Asian names of a list, in Latin letters.
enum class FamilyStands : std::uint8_t { First, Last };
// What three words say of it: "kim jong un", "seo-jun park". Nothing where both ends may be the family name.
std::optional<FamilyStands> family_stands(const std::vector<std::string_view>& words);

// REQUIRES: folded words, at most 255. Cost: one hash look-up a word. `family`: of lists that have names in Han or
// Hangul, where it stands in those in Latin letters if they do not tell themselves; their syllables are one word.
// (Elsewhere syllables may be names of their own: Le Thu Ha, Aung Min.)
NameParts parts_of_name(const std::vector<std::string_view>& words, std::optional<FamilyStands> family = {});

// Chinese and Korean full names without a space: family name and given name, with one; "ja": Japanese ones. Others as
// they are.
std::string spaced_name(std::string_view folded, std::string_view language = {});

// What several names have in common at their beginning, taken off: "abdulrahman" and "abdelrahman" give "rahman",
// others are themselves. Two such names differ in what is left.
std::string_view own_part(std::string_view folded);

// The lines of forms of given names on which the word stands (Bill with William), sorted; of a patronymic those of the
// father's name.
struct NameForms {
  std::vector<std::uint16_t> lines;
  bool patronymic = false;
};
NameForms forms_of_name(std::string_view folded);

}  // namespace midspan::reconcile
