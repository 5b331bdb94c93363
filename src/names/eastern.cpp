// SPDX-License-Identifier: Apache-2.0
#include "names/eastern.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "names/kanji.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script_rows.hpp"
#include "names/syllables.hpp"

namespace midspan::names {

namespace {

constexpr std::size_t kFewestWords = 2;  // of a name
constexpr std::size_t kMostWords = 4;
constexpr std::size_t kLongest = 24;          // letters of a word
constexpr std::string_view kJapanese = "ja";  // its syllables are those of Russian: Марина Титова
constexpr char32_t kHardSign = U'ъ';          // stands between syllables: Гуанъюй

struct System {
  std::string_view language;
  std::size_t most_syllables = 0;  // of a word
  ScriptRows syllables;
  std::size_t longest = 0;  // letters of a syllable
};

// A syllable is one row of each list; what has no head or no end has an empty row.
using Lists = std::vector<std::pair<std::string_view, bool>>;  // rows of scripts.tsv, and whether they may be left out

void add_syllables(System& system, const Lists& lists) {
  ScriptRows made = {{U"", {{""}, {}}}};
  for (const auto& [name, optional] : lists) {
    ScriptRows longer = optional ? made : ScriptRows();
    for (const auto& [head, of_head] : made)
      for (const auto& [letters, row] : script_rows(name)) {
        Spellings spellings = of_head.latin;
        append(spellings, row.latin);
        longer.try_emplace(head + letters, ScriptRow{std::move(spellings), {}});
      }
    made = std::move(longer);
  }
  for (auto& [letters, row] : made) {
    system.longest = std::max(system.longest, letters.size());
    system.syllables.try_emplace(letters, std::move(row));
  }
}

const std::array<System, 4>& systems() {
  static const std::array<System, 4> kSystems = [] {
    std::array<System, 4> made = {System{"zh", 3, {}, 0}, {"ko", 2, {}, 0}, {"vi", 1, {}, 0}, {kJapanese, 8, {}, 0}};
    add_syllables(made[0], {{"palladius", false}});
    add_syllables(made[0], {{"palladius_hard", false}, {"palladius_hard_rhyme", false}});
    add_syllables(made[0], {{"palladius_soft", false}, {"palladius_soft_rhyme", false}});
    add_syllables(made[1], {{"kontsevich_head", true}, {"kontsevich_vowel", false}, {"kontsevich_end", true}});
    add_syllables(made[2], {{"vietnamese", false}});
    add_syllables(made[2], {{"vietnamese_head", false}, {"vietnamese_rhyme", false}});
    add_syllables(made[3], {{"polivanov", false}});
    add_syllables(made[3], {{"polivanov_hard", false}, {"polivanov_hard_rhyme", false}});
    add_syllables(made[3], {{"polivanov_soft", false}, {"polivanov_soft_rhyme", false}});
    return made;
  }();
  return kSystems;
}

// Ukrainian and Belarusian letters as Russian has them.
std::u32string russian_letters(std::string_view word) {
  static constexpr std::pair<char32_t, char32_t> kOthers[] = {{U'і', U'и'}, {U'ї', U'и'}, {U'є', U'е'}, {U'ґ', U'г'}};
  std::u32string letters = code_points(word);
  for (char32_t& letter : letters) {
    letter = static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
    for (const auto& [other, russian] : kOthers)
      if (letter == other) letter = russian;
  }
  return letters;
}

// Into as few syllables as possible, the longer ones first.
Spellings spellings_of(const System& system, std::u32string_view word) {
  constexpr std::size_t kNever = kLongest + 1;
  std::array<std::size_t, kLongest + 1> syllables{};  // from a place to the end
  std::array<std::size_t, kLongest + 1> length{};
  if (word.empty() || word.size() > kLongest) return {};
  for (std::size_t at = word.size(); at-- > 0;) {
    syllables[at] = kNever;
    if (word[at] == kHardSign) {
      syllables[at] = syllables[at + 1];
      length[at] = 1;
    }
    for (std::size_t count = std::min(system.longest, word.size() - at); count > 0; --count)
      if (syllables[at + count] + 1 < syllables[at] && row_at(system.syllables, word.substr(at, count)) != nullptr) {
        syllables[at] = syllables[at + count] + 1;
        length[at] = count;
      }
  }
  if (syllables[0] > system.most_syllables) return {};
  Spellings spellings = {""};
  for (std::size_t at = 0; at < word.size(); at += length[at])
    if (const ScriptRow* const row = row_at(system.syllables, word.substr(at, length[at])); row != nullptr)
      append(spellings, row->latin);
  return spellings;
}

}  // namespace

std::vector<std::string> eastern_spellings(std::string_view word, std::string_view language, std::size_t most) {
  Spellings spellings;
  for (const System& system : systems())
    if (system.language == language) spellings = spellings_of(system, russian_letters(word));
  std::stable_partition(spellings.begin(), spellings.end(),
                        [](const std::string& one) { return (classes_of(one) & kAsianSurname) != 0; });
  if (spellings.size() > most) spellings.resize(most);
  return spellings;
}

bool is_eastern(std::string_view language) {
  return std::any_of(systems().begin(), systems().end(),
                     [&](const System& system) { return system.language == language; });
}

std::string_view eastern_language(std::span<const std::string_view> words) {
  if (words.size() < kFewestWords || words.size() > kMostWords) return {};
  std::vector<std::u32string> letters;
  for (const std::string_view word : words) letters.push_back(russian_letters(word));
  for (const System& system : systems()) {
    if (system.language == kJapanese) continue;
    const Spellings family = spellings_of(system, letters.front());
    if (std::none_of(family.begin(), family.end(),
                     [](const std::string& one) { return (classes_of(one) & kAsianSurname) != 0; }))
      continue;
    if (std::all_of(letters.begin() + 1, letters.end(),
                    [&](const std::u32string& word) { return !spellings_of(system, word).empty(); }))
      return system.language;
  }
  return {};
}

namespace {

using Words = std::vector<std::string>;

bool is_of(const std::string& word, std::uint32_t wanted) { return (classes_of(word) & wanted) != 0; }

Words as_cyrillic(std::span<const std::string> words) {
  const std::string_view language = eastern_language(std::vector<std::string_view>(words.begin(), words.end()));
  Words latin;
  for (std::size_t at = 0; at < words.size() && !language.empty(); ++at)
    latin.push_back(eastern_spellings(words[at], language, 1).front());
  return latin;
}

// Each letter is a word.
Words as_vietnamese(std::span<const std::string> words) {
  Words latin;
  for (const std::string& word : words)
    for (const char32_t letter : code_points(fold_joined(word))) {
      std::vector<std::string> spellings = vietnamese_spellings(letter);
      if (spellings.empty()) return {};
      latin.push_back(std::move(spellings.front()));
    }
  if (latin.size() < 3 || latin.size() > kMostWords || !is_of(latin.front(), kAsianSurname)) return {};
  return latin;
}

}  // namespace

std::vector<Words> eastern_ways(people::Script script, std::span<const std::string> words) {
  constexpr std::size_t kGuesses = 3;  // of a Japanese given name
  std::vector<Words> ways;
  const auto add = [&](Words way) {
    if (!way.empty()) ways.push_back(std::move(way));
  };
  if (script == people::Script::Cyrillic) add(as_cyrillic(words));
  if (script != people::Script::Han) return ways;
  add(as_vietnamese(words));
  if (words.size() != 2 || !is_of(fold_joined(words[0]), kJapaneseSurname)) return ways;
  const std::vector<Reading> family = japanese_readings(words[0], 1);
  for (const Reading& given : japanese_readings(words[1], kGuesses))
    if (!family.empty()) add({family.front().latin, given.latin});
  return ways;
}

}  // namespace midspan::names
