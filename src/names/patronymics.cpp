// SPDX-License-Identifier: Apache-2.0
// Patronymics and the fathers they name, by the lists and endings of data/names/structure.tsv; folded (і ї as и, є ё as
// е).
#include <string>

#include "names/name_structure.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/tokens.hpp"

namespace midspan::names {

std::string father_of_patronymic(std::string_view text) {
  const std::string word = fold_joined(text);
  if (word.size() < 5) return {};
  if (const std::string_view father = father_by_list(word); !father.empty()) return std::string(father);
  const people::Script script = script_of(word);
  if (script == people::Script::Latin)
    return word.ends_with("owicz") ? std::string() : father_by_ending(word, script, 3);
  std::string stem = father_by_ending(word, script, 4);
  if (stem.empty()) return {};
  // "Анатольевич" gives "анатолий", "Игоревич" "игорь", "Константинович" "константин": settle doubts by known names.
  if ((classes_of(stem) & kSlavicGiven) != 0) return stem;
  for (const std::string_view ending : {"", "о", "ий", "ь", "а", "я"}) {
    std::string tried = stem;
    for (const std::string_view soft : {"ий", "ь"})
      if (tried.ends_with(soft)) tried.resize(tried.size() - soft.size());
    tried += ending;
    if ((classes_of(tried) & kSlavicGiven) != 0) return tried;
  }
  return stem;
}

}  // namespace midspan::names
