// SPDX-License-Identifier: Apache-2.0
#include "names/name_structure.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/sound.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_structure);

namespace midspan::names {

namespace {

struct Instead {
  std::string text;
  std::string instead;
};

struct Structure {
  std::map<std::string, NamePattern, std::less<>> countries;
  std::map<std::string, NamePattern, std::less<>> languages;
  std::vector<Instead> surnames_of_women;
  std::vector<std::string> articles;
  std::vector<std::string> beginnings;  // longest first
  std::vector<std::string> endings;
  std::vector<std::string> derivations;
  std::vector<std::string> founders;
  std::map<std::string, int, std::less<>> generations;
  std::map<std::string, Address, std::less<>> addresses;
  std::map<std::string, std::string, std::less<>> fathers;
  std::vector<Instead> latin_patronymics;  // in their order
  std::vector<Instead> cyrillic_patronymics;
  std::vector<Instead> armenian_patronymics;
};

NamePattern pattern_named(std::string_view name) {
  static constexpr std::pair<std::string_view, NamePattern> kNames[] = {
      {"arabic", NamePattern::Arabic},       {"iberian", NamePattern::Iberian}, {"slavic", NamePattern::Slavic},
      {"ethiopian", NamePattern::Ethiopian}, {"burmese", NamePattern::Burmese}, {"east_asian", NamePattern::EastAsian}};
  for (const auto& [known, pattern] : kNames)
    if (known == name) return pattern;
  return NamePattern::Western;
}

void longest_first(std::vector<std::string>& words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const std::string& left, const std::string& right) { return left.size() > right.size(); });
}

void read_row(Structure& made, std::string_view kind, std::string_view which, std::string_view value) {
  const std::size_t sign = value.find('>');
  const std::string word = fold_joined(value.substr(0, sign));
  const Instead pair{word, sign == std::string_view::npos ? std::string() : fold_joined(value.substr(sign + 1))};
  if (kind == "country") made.countries.emplace(value, pattern_named(which));
  else if (kind == "language") made.languages.emplace(value, pattern_named(which));
  else if (kind == "surname_of_woman") made.surnames_of_women.push_back(pair);
  else if (kind == "article") made.articles.push_back(word);
  else if (kind == "beginning") made.beginnings.push_back(word);
  else if (kind == "ending") made.endings.push_back(word);
  else if (kind == "derivation") made.derivations.push_back(word);
  else if (kind == "founder") made.founders.push_back(word);
  else if (kind == "generation") made.generations.emplace(word, which.front() - '0');
  else if (kind == "address") made.addresses.emplace(word, which == "man" ? Address::Man : Address::Woman);
  else if (kind == "patronymic") made.fathers.emplace(pair.text, pair.instead);
  else if (kind == "patronymic_ending")
    (which == "latin"      ? made.latin_patronymics
     : which == "armenian" ? made.armenian_patronymics
                           : made.cyrillic_patronymics)
        .push_back(pair);
}

const Structure& structure() {
  static const Structure kStructure = [] {
    Structure made;
    for_each_row(MIDSPAN_EMBEDDED(names_structure), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 3 || cells[1].empty()) return;
      for_each_part(cells[2], '|', [&](std::string_view value) { read_row(made, cells[0], cells[1], value); });
    });
    longest_first(made.beginnings);
    longest_first(made.endings);
    return made;
  }();
  return kStructure;
}

template <typename Value>
Value find_or(const std::map<std::string, Value, std::less<>>& map, std::string_view key, Value otherwise) {
  const auto found = map.find(key);
  return found == map.end() ? otherwise : found->second;
}

std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(
      word.begin(), word.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

}  // namespace

std::optional<NamePattern> pattern_of_country(std::string_view country) {
  const auto found = structure().countries.find(country);
  if (found == structure().countries.end()) return std::nullopt;
  return found->second;
}

std::optional<NamePattern> pattern_of_language(std::string_view language) {
  const auto found = structure().languages.find(language.substr(0, language.find('-')));
  if (found == structure().languages.end()) return std::nullopt;
  return found->second;
}

std::string surname_of_man(std::string_view word) {
  for (const Instead& ending : structure().surnames_of_women)
    if (word.ends_with(ending.text) && word.size() > ending.text.size() + 2)
      return std::string(word.substr(0, word.size() - ending.text.size())) + ending.instead;
  return std::string(word);
}

std::string_view without_article(std::string_view word) {
  for (const std::string& article : structure().articles)
    if (word.starts_with(article) && letters_in(word.substr(article.size())) >= 4) return word.substr(article.size());
  return word;
}

bool own_parts(std::string_view& left, std::string_view& right) {
  constexpr std::size_t kLeast = 2;  // letters that are left
  bool shared = false;
  const auto leaves = [&](std::string_view word, const std::string& part) {
    return word.size() > part.size() && letters_in(word) >= letters_in(part) + kLeast;
  };
  if (left.empty() || right.empty()) return false;
  const bool begins = left.front() == right.front();
  const bool ends = left.back() == right.back();
  if (begins)
    for (const std::string& part : structure().beginnings)
      if (left.starts_with(part) && right.starts_with(part) && leaves(left, part) && leaves(right, part)) {
        left.remove_prefix(part.size());
        right.remove_prefix(part.size());
        shared = true;
        break;
      }
  if (ends)
    for (const std::string& part : structure().endings)
      if (left.ends_with(part) && right.ends_with(part) && leaves(left, part) && leaves(right, part) &&
          !cuts_a_sound(left, left.size() - part.size()) && !cuts_a_sound(right, right.size() - part.size())) {
        left.remove_suffix(part.size());
        right.remove_suffix(part.size());
        shared = true;
        break;
      }
  return shared;
}

bool derived(std::string_view shorter, std::string_view longer) {
  if (shorter.size() < 4 || !longer.starts_with(shorter)) return false;
  const std::vector<std::string>& endings = structure().derivations;
  return std::find(endings.begin(), endings.end(), longer.substr(shorter.size())) != endings.end();
}

bool of_founder(std::string_view shorter, std::string_view longer) {
  if (shorter.size() < 4 || !longer.starts_with(shorter)) return false;
  const std::vector<std::string>& endings = structure().founders;
  return std::find(endings.begin(), endings.end(), longer.substr(shorter.size())) != endings.end();
}

int generation_of(std::string_view word) { return find_or(structure().generations, word, 0); }
Address address_of(std::string_view word) { return find_or(structure().addresses, word, Address::None); }

std::string_view father_by_list(std::string_view patronymic) {
  const auto found = structure().fathers.find(patronymic);
  return found == structure().fathers.end() ? std::string_view() : std::string_view(found->second);
}

std::string father_by_ending(std::string_view patronymic, people::Script script, std::size_t least) {
  const std::vector<Instead>* endings = nullptr;
  if (script == people::Script::Latin) endings = &structure().latin_patronymics;
  if (script == people::Script::Cyrillic) endings = &structure().cyrillic_patronymics;
  if (script == people::Script::Armenian) endings = &structure().armenian_patronymics;
  if (endings == nullptr) return {};
  for (const Instead& ending : *endings)
    if (patronymic.ends_with(ending.text) && patronymic.size() >= ending.text.size() + least)
      return std::string(patronymic.substr(0, patronymic.size() - ending.text.size())) + ending.instead;
  return {};
}

std::string father_in_armenian(std::string_view word) {
  constexpr std::size_t kLeast = 6;  // bytes: three letters
  return father_by_ending(word, people::Script::Armenian, kLeast);
}

}  // namespace midspan::names
