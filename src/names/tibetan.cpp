// SPDX-License-Identifier: Apache-2.0
#include "names/tibetan.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/utf8.hpp"
#include "names/normalise.hpp"

namespace midspan::names {

namespace {

bool is_letter(char32_t point) { return point >= 0x0F40 && point <= 0x0F6C; }
bool is_below(char32_t point) { return point >= 0x0F90 && point <= 0x0FBC; }
bool one_of(std::u32string_view letters, char32_t letter) { return letters.find(letter) != std::u32string_view::npos; }

// A letter, what hangs below it, and its vowel.
struct Stack {
  std::u32string letters;
  char vowel = 0;  // none is written
};

std::vector<Stack> stacks_of(std::u32string_view syllable) {
  std::vector<Stack> stacks;
  for (const char32_t point : syllable) {
    if (is_letter(point)) stacks.push_back({std::u32string(1, point), 0});
    else if (stacks.empty()) continue;
    else if (is_below(point)) stacks.back().letters.push_back(point);
    else switch (point) {
        case 0x0F72: stacks.back().vowel = 'i'; break;
        case 0x0F74: stacks.back().vowel = 'u'; break;
        case 0x0F7A: stacks.back().vowel = 'e'; break;
        case 0x0F7C: stacks.back().vowel = 'o'; break;
        default: break;
      }
  }
  return stacks;
}

// Which stack is said: the one with a vowel or with something below; of bare letters the first, or the second behind
// one that may stand before it.
std::size_t root_of(const std::vector<Stack>& stacks) {
  for (std::size_t at = 0; at < stacks.size(); ++at)
    if (stacks[at].letters.size() > 1 || (stacks[at].vowel != 0 && (at == 0 || stacks[at].letters != U"འ"))) return at;
  if (stacks.size() < 3) return 0;
  const bool closed = stacks.size() == 3 && stacks[2].letters == U"ས" && one_of(U"གངབམ", stacks[1].letters.front());
  return one_of(U"གདབམའ", stacks[0].letters.front()) && !closed ? 1 : 0;
}

// A letter on top of the one that is said is silent.
std::u32string without_top(std::u32string letters) {
  static constexpr std::u32string_view kHanging = U"ྱྲླྭ";
  if (letters.size() < 2 || !one_of(U"རལས", letters[0]) || one_of(kHanging, letters[1])) return letters;
  if (letters[0] == U'ལ' && letters[1] == U'ྷ') return letters;  // Lhamo
  letters.erase(0, 1);
  letters[0] -= 0x50;  // as it is written by itself
  return letters;
}

const ScriptRow* consonant_of(std::u32string letters) {
  const ScriptRows& rows = script_rows("tibetan");
  for (; !letters.empty(); letters.pop_back())
    if (const ScriptRow* const row = row_at(rows, letters)) return row;
  return nullptr;
}

// Adds one syllable; `open` is whether the one before ends in its vowel, and becomes whether this one does.
void add_syllable(Spellings& spellings, std::u32string_view syllable, std::optional<bool>& open) {
  const std::vector<Stack> stacks = stacks_of(syllable);
  if (stacks.empty()) return;
  const std::size_t root = root_of(stacks);
  const std::u32string said = without_top(stacks[root].letters);
  const ScriptRow* const consonant = consonant_of(said);
  if (consonant == nullptr) return;
  const char32_t before = root == 1 ? stacks[0].letters.front() : 0;
  const char32_t behind = root + 1 < stacks.size() ? stacks[root + 1].letters.front() : 0;
  const char vowel = stacks[root].vowel;
  if (open == true && one_of(U"འམ", before)) append(spellings, Spellings{"", "n"});  // Gendun
  if (open == true && before == U'བ') append(spellings, Spellings{"", "b"});         // Lobzang
  const bool bare_ba = said == U"བ" && behind == 0 && vowel == 0;
  if (before == U'ད' && said.front() == U'བ') append(spellings, said.size() > 1 ? "y" : vowel == 0 ? "w" : "");
  else if (bare_ba && open.has_value()) append(spellings, Spellings{"wa", "ba", "pa"});
  else append(spellings, consonant->latin);
  const bool fronted = one_of(U"དནལས", behind);
  if (vowel == 0 && !(bare_ba && open.has_value()))
    append(spellings, behind == U'ལ' ? Spellings{"al", "el"} : Spellings{fronted ? "e" : "a"});
  else if (vowel == 'o' && fronted) append(spellings, behind == U'ལ' ? Spellings{"ol", "oel"} : Spellings{"o", "oe"});
  else if (vowel != 0) append(spellings, std::string(1, vowel) + (behind == U'ལ' ? "l" : ""));
  switch (behind) {
    case U'ག': append(spellings, Spellings{"k", "g"}); break;
    case U'ང': append(spellings, "ng"); break;
    case U'ན': append(spellings, "n"); break;
    case U'བ': append(spellings, Spellings{"p", "b"}); break;
    case U'མ': append(spellings, "m"); break;
    case U'ར': append(spellings, "r"); break;
    default: break;
  }
  open = behind == 0 || one_of(U"འདས", behind);
}

std::vector<std::u32string_view> syllables_of(std::u32string_view word) {
  std::vector<std::u32string_view> syllables;
  while (!word.empty()) {
    const std::size_t end = std::min(word.find(kTibetanPoint), word.size());
    if (end > 0) syllables.push_back(word.substr(0, end));
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  return syllables;
}

}  // namespace

Spellings tibetan_spellings(std::u32string_view word) {
  const std::vector<std::u32string_view> syllables = syllables_of(word);
  const ScriptRows& names = script_rows("tibetan_name");
  Spellings spellings = {""};
  std::optional<bool> open;
  for (std::size_t at = 0; at < syllables.size(); ++at) {
    const ScriptRow* name = row_at(names, syllables[at]);
    if (name == nullptr && at + 1 < syllables.size()) {
      name = row_at(names, std::u32string(syllables[at]) + kTibetanPoint + std::u32string(syllables[at + 1]));
      at += name != nullptr ? 1 : 0;
    }
    if (name != nullptr) {
      append(spellings, name->latin);
      open.reset();
    } else {
      add_syllable(spellings, syllables[at], open);
    }
  }
  return spellings;
}

std::vector<WordSpan> tibetan_words(std::string_view name) {
  std::vector<WordSpan> words;
  bool begins = true;    // a syllable
  std::size_t more = 0;  // syllables that the last word may take
  std::size_t begin = 0;
  const auto end_syllable = [&](std::size_t end) {
    if (begins) return;
    begins = true;
    if (more > 0) {
      words.back().end = end;
      --more;
      return;
    }
    words.push_back({begin, end});
    const std::string_view syllable = name.substr(begin, end - begin);
    more = row_at(script_rows("tibetan_name"), code_points(syllable)) != nullptr ? 0 : 1;  // Karma, Pema
  };
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t before = at;
    const char32_t point = base::next_code_point(name, at);
    if (point >= 0x0F00 && point < 0x0F40) {  // points, signs, digits
      end_syllable(before);
    } else if (begins) {
      begins = false;
      begin = before;
    }
  }
  end_syllable(name.size());
  return words;
}

}  // namespace midspan::names
