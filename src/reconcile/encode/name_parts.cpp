// SPDX-License-Identifier: Apache-2.0
#include "reconcile/encode/name_parts.hpp"

#include <algorithm>

#include "names/name_structure.hpp"
#include "names/name_variants.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/syllables.hpp"
#include "names/tokens.hpp"
#include "people/name.hpp"

namespace midspan::reconcile {

namespace {

struct Word {
  std::string text;
  std::uint32_t classes = 0;
};

void unite(std::vector<Word>& words, std::size_t first, std::size_t count) {
  for (std::size_t at = first + 1; at < first + count; ++at) words[first].text += words[at].text;
  words[first].classes = 0;
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(first) + 1,
              words.begin() + static_cast<std::ptrdiff_t>(first + count));
}

// Between a family name and a given name too: "PEREZ, SGTO. PEDRO".
bool is_abbreviated_title(std::string_view word) {
  static constexpr std::string_view kTitles[] = {
      "sr",  "sra", "srta", "dr",   "dra",  "mr",  "mrs", "ms",   "sgt", "sgto", "cpl", "cpt",  "capt", "lt",  "ltcol",
      "tte", "lic", "ing",  "prof", "cnel", "pvt", "pfc", "engr", "гн",  "гжа",  "ряд", "серж", "лейт", "полк"};
  return std::find(std::begin(kTitles), std::end(kTitles), word) != std::end(kTitles);
}

// Ranks that are hardly anybody's name, wherever they stand before the last word.
bool is_rank(std::string_view word) {
  static constexpr std::string_view kRanks[] = {
      "sergeant", "corporal",  "lieutenant", "sargento",     "teniente",  "capitan", "рядовой", "сержант", "ефрейтор",
      "старшина", "лейтенант", "прапорщик",  "подполковник", "полковник", "капитан", "майор",   "мл",      "ст"};
  return std::find(std::begin(kRanks), std::end(kRanks), word) != std::end(kRanks);
}

// One name written as several words.
void unite_compounds(std::vector<Word>& words) {
  using namespace names;
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    const std::uint32_t now = words[at].classes;
    const std::uint32_t next = words[at + 1].classes;
    const bool article_next = (next & kArticle) != 0 && at + 2 < words.size();
    if ((next & kNasab) != 0) continue;
    if ((now & kServant) != 0) unite(words, at, article_next ? 3 : 2);
    else if ((now & kKunyaHead) != 0)
      unite(words, at, article_next || ((next & kServant) != 0 && at + 2 < words.size()) ? 3 : 2);
    else if ((now & kFamilyOf) != 0) unite(words, at, 2);
    else if (article_next && (words[at + 2].classes & kDivine) != 0 && (now & (kTitle | kParticle)) == 0)
      unite(words, at, 3);
    else if ((next & kDivine) != 0 && (now & (kTitle | kNasab | kParticle | kArticle)) == 0 && at + 2 <= words.size() &&
             words[at].text.size() + words[at + 1].text.size() <= 24)
      unite(words, at, 2);
  }
}

// A given name of two syllables is written as two words, with a hyphen or as one; in its own letters it is one word.
// Ends at which the family name may stand, with two syllables beside it.
struct FamilyEnds {
  bool first = false, last = false;
};

FamilyEnds family_ends(std::string_view first, std::string_view middle, std::string_view last) {
  const auto is_family = [](std::string_view word) { return (names::classes_of(word) & names::kAsianSurname) != 0; };
  using names::is_romanised_syllable;
  if (!is_romanised_syllable(middle)) return {};
  return {is_family(first) && is_romanised_syllable(last), is_family(last) && is_romanised_syllable(first)};
}

void unite_syllables(std::vector<Word>& words, FamilyStands family) {
  if (words.size() != 3) return;
  const FamilyEnds ends = family_ends(words[0].text, words[1].text, words[2].text);
  if (ends.first && (!ends.last || family == FamilyStands::First)) unite(words, 1, 2);
  else if (ends.last) unite(words, 0, 2);
}

// "s/o", son of, as folding leaves it; daughter, wife.
bool is_child_of(std::string_view one, std::string_view two) {
  return two == "o" && (one == "s" || one == "d" || one == "w");
}

}  // namespace

std::optional<FamilyStands> family_stands(const std::vector<std::string_view>& words) {
  if (words.size() != 3) return std::nullopt;
  const FamilyEnds ends = family_ends(words[0], words[1], words[2]);
  if (ends.first == ends.last) return std::nullopt;
  return ends.first ? FamilyStands::First : FamilyStands::Last;
}

NameParts parts_of_name(const std::vector<std::string_view>& given, std::optional<FamilyStands> family) {
  using namespace names;
  std::vector<Word> words;
  for (const std::string_view word : given) words.push_back({std::string(word), classes_of(word)});
  NameParts parts;
  // Before they are united: an article that is written apart is nobody's.
  std::vector<Word> kept;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::uint32_t classes = words[at].classes;
    const bool last = at + 1 == words.size();
    // A rank stands before the name; behind it the same word may be a family name (King, Prince, Mayor). Some titles
    // are given names as well (Don, Sayed): those go only where two words are left.
    if (kept.empty() && (classes & kTitle) != 0 && (classes & (kServant | kKunyaHead)) == 0) {
      const bool name =
          (classes & (kArabicGiven | kIberianGiven | kSlavicGiven)) != 0 || !variant_lines(words[at].text).empty();
      if (words.size() - at > (name ? 2U : 1U)) continue;
    }
    if (!last && (is_abbreviated_title(words[at].text) || is_rank(words[at].text))) continue;
    if (!kept.empty() && (classes & kSuffix) != 0) {
      parts.generation = generation_of(words[at].text);
      if (parts.generation == 0) continue;
    }
    if ((classes & kPlaceholder) != 0) continue;
    if (!kept.empty() && at + 2 < words.size() && is_child_of(words[at].text, words[at + 1].text)) {
      ++at;
      continue;
    }
    if (!kept.empty() && !last && (classes & (kNasab | kAlias | kMaiden)) != 0) continue;
    kept.push_back(std::move(words[at]));
  }
  unite_compounds(kept);
  if (family) unite_syllables(kept, *family);
  // "al halabi" is "halabi": whoever writes the article apart may as well leave it out.
  for (std::size_t at = 0; at + 1 < kept.size(); ++at)
    if ((kept[at].classes & kArticleOnly) != 0 && (kept[at].classes & kFamilyOf) == 0)
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at));
  // The name of honour before the name: Abu Omar Ahmad Saleh.
  if (kept.size() >= 3 && (classes_of(given.front()) & kKunyaHead) != 0 &&
      kept.front().text.size() > given.front().size() && kept.front().text.starts_with(given.front()))
    kept.erase(kept.begin());
  if (kept.empty()) {
    for (const std::string_view word : given) kept.push_back({std::string(word), 0});
  }
  bool any = false;
  for (Word& word : kept) {
    const bool tells = (word.classes & (kParticle | kSuffix)) == 0;
    any = any || tells;
    parts.words.push_back(std::move(word.text));
    parts.telling.push_back(tells);
  }
  if (!any) std::fill(parts.telling.begin(), parts.telling.end(), true);
  return parts;
}

std::string spaced_name(std::string_view folded, std::string_view language) {
  const people::Script script = names::script_of(folded);
  if (script != people::Script::Han && script != people::Script::Hangul && script != people::Script::Kana)
    return std::string(folded);
  std::string text;
  names::NameHints hints;
  hints.language = language;
  for (const people::NameToken& token : names::parse_name(folded, hints).tokens)
    text += (text.empty() ? "" : " ") + token.text;
  return text;
}

std::string_view own_part(std::string_view folded) {
  // Longest first; what is left has to be a name.
  static constexpr std::string_view kBeginnings[] = {"abdoul", "abdool", "abdul",  "abdel", "abdal", "abdol", "abdur",
                                                     "abdus",  "abder",  "abdar",  "abdu",  "abde",  "abd",   "عبدال",
                                                     "عبد",    "абдул",  "абдель", "абдал", "абдур", "абд"};
  if (!folded.starts_with("abd") && !folded.starts_with("عبد") && !folded.starts_with("абд")) return folded;
  for (const std::string_view beginning : kBeginnings)
    if (folded.starts_with(beginning)) {
      const std::size_t least = beginning.front() == 'a' ? 3 : 6;
      if (folded.size() < beginning.size() + least) continue;
      // Abdullah has nothing else to be told by, however it is spelt.
      const std::string_view rest = folded.substr(beginning.size());
      const bool god = rest.starts_with("lah") || rest.starts_with("lla") || rest.starts_with("ulla") ||
                       rest.starts_with("alla") || (rest.starts_with("ال") && rest.size() <= 8);
      return god ? folded : rest;
    }
  return folded;
}

NameForms forms_of_name(std::string_view folded) {
  NameForms forms;
  const auto add = [&](std::string_view word) {
    const auto lines = names::variant_lines(word);
    forms.lines.insert(forms.lines.end(), lines.begin(), lines.end());
  };
  add(folded);
  if (!forms.lines.empty() || folded.size() < 6) return forms;
  // Only where a patronymic is told by its ending: others are family names as often.
  const bool ends =
      (folded.back() & 0x80) == 0
          ? folded.ends_with("vich") || folded.ends_with("vych") || folded.ends_with("vic") || folded.ends_with("vna")
          : folded.ends_with("вич") || folded.ends_with("вна") || folded.ends_with("чна") || folded.ends_with("льич");
  if (!ends) return forms;
  if (const std::string father = names::father_of_patronymic(folded); !father.empty()) add(names::fold_joined(father));
  forms.patronymic = !forms.lines.empty();
  return forms;
}

}  // namespace midspan::reconcile
