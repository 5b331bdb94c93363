// SPDX-License-Identifier: Apache-2.0
#include "names/syllables.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/embedded.hpp"
#include "names/letters.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_hanzi);
MIDSPAN_DECLARE_EMBEDDED(names_south);

namespace midspan::names {

namespace {

bool replace_head(std::string& text, std::string_view from, std::string_view to) {
  if (!text.starts_with(from)) return false;
  text.replace(0, from.size(), to);
  return true;
}

}  // namespace

std::string wade_giles(std::string_view pinyin) {
  static const std::map<std::string_view, std::string_view> kWhole = {
      {"zhi", "chih"}, {"chi", "chih"},  {"shi", "shih"}, {"ri", "jih"}, {"zi", "tzu"},  {"ci", "tzu"},
      {"si", "szu"},   {"er", "erh"},    {"yi", "i"},     {"you", "yu"}, {"yan", "yen"}, {"ye", "yeh"},
      {"yue", "yueh"}, {"yong", "yung"}, {"ge", "ko"},    {"ke", "ko"},  {"he", "ho"},   {"e", "o"},
      {"duo", "to"},   {"tuo", "to"},    {"nuo", "no"},   {"luo", "lo"}, {"zuo", "tso"}, {"cuo", "tso"},
      {"suo", "so"},   {"zhuo", "cho"},  {"ruo", "jo"},   {"hui", "hui"}};
  if (const auto whole = kWhole.find(pinyin); whole != kWhole.end()) return std::string(whole->second);
  std::string text(pinyin);
  static constexpr std::pair<std::string_view, std::string_view> kFinals[] = {
      {"iong", "iung"}, {"ong", "ung"}, {"ian", "ien"}, {"ie", "ieh"}, {"ue", "ueh"}, {"ve", "ueh"}, {"v", "u"}};
  for (const auto& [from, to] : kFinals)
    if (text.ends_with(from)) {
      text.replace(text.size() - from.size(), from.size(), to);
      break;
    }
  static constexpr std::pair<std::string_view, std::string_view> kInitials[] = {
      {"zh", "ch"}, {"ch", "ch"}, {"sh", "sh"}, {"b", "p"}, {"d", "t"},  {"g", "k"},
      {"j", "ch"},  {"q", "ch"},  {"x", "hs"},  {"r", "j"}, {"z", "ts"}, {"c", "ts"}};
  for (const auto& [from, to] : kInitials)
    if (replace_head(text, from, to)) break;
  return text;
}

std::vector<std::string> hangul_spellings(char32_t syllable) {
  if (syllable < 0xAC00 || syllable > 0xD7A3) return {};
  static constexpr std::string_view kHeads[] = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                                "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
  static constexpr std::string_view kOldHeads[] = {"k",  "kk", "n",  "t",   "tt", "r", "m", "p", "pp", "s",
                                                   "ss", "",   "ch", "tch", "ch", "k", "t", "p", "h"};
  static constexpr std::string_view kVowels[] = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
                                                 "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i"};
  static constexpr std::string_view kOldVowels[] = {"a",  "ae", "ya", "yae", "o",  "e",  "yo", "ye", "o",  "wa", "wae",
                                                    "oe", "yo", "u",  "wo",  "we", "wi", "yu", "u",  "ui", "i"};
  static constexpr std::string_view kFreeVowels[] = {"a",  "ae", "ya", "yae", "u",  "e",  "you",
                                                     "ye", "o",  "wa", "wae", "oe", "yo", "oo",
                                                     "wo", "we", "wi", "yoo", "eu", "ee", "ee"};
  static constexpr std::string_view kEnds[] = {"",  "k", "k", "k", "n", "n", "n", "t",  "l", "k", "m", "l", "l", "l",
                                               "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"};
  const std::size_t index = syllable - 0xAC00;
  const std::size_t head = index / 588;
  const std::size_t vowel = index % 588 / 28;
  const std::string end(kEnds[index % 28]);
  std::vector<std::string> spellings;
  const auto add = [&](std::string_view first, std::string_view second) {
    std::string text = std::string(first) + std::string(second) + end;
    if (std::find(spellings.begin(), spellings.end(), text) == spellings.end()) spellings.push_back(std::move(text));
  };
  add(kHeads[head], kVowels[vowel]);
  add(kOldHeads[head], kOldVowels[vowel]);
  add(kHeads[head], kFreeVowels[vowel]);
  if (kHeads[head] == "g") add("k", kFreeVowels[vowel]);
  if (vowel == 13 && head == 11) add("w", "oo");  // Woo
  return spellings;
}

namespace {

constexpr std::size_t kLongestSyllable = 6;  // "zhuang"
constexpr std::size_t kLongestWord = 24;

std::string pinyin_of(char32_t han) {
  std::string text = syllable_text(syllable_letter(han));
  std::replace(text.begin(), text.end(), 'v', 'u');
  return text;
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

struct Letters {
  std::map<char32_t, std::vector<std::string>> spellings;  // of letters of names: Pinyin, Wade and Giles, the south
  std::map<char32_t, std::vector<std::string>> vietnamese;
  std::map<char32_t, std::u32string> korean;                                                // in Hangul
  std::unordered_map<std::string, std::vector<char32_t>, TextHash, std::equal_to<>> spelt;  // ascending; looked up only
};

const Letters& letters() {
  static const Letters kLetters = [] {
    Letters made;
    const auto add = [&](char32_t letter, std::string spelling) {
      std::vector<std::string>& of_letter = made.spellings[letter];
      if (!spelling.empty() && std::find(of_letter.begin(), of_letter.end(), spelling) == of_letter.end())
        of_letter.push_back(std::move(spelling));
    };
    for_each_row(MIDSPAN_EMBEDDED(names_south), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 2) return;
      const char32_t letter = code_points(fold_joined(cells[0])).front();
      for_each_part(cells[1], '|', [&](std::string_view pinyin) {
        add(letter, std::string(pinyin));
        add(letter, wade_giles(pinyin));
      });
      if (cells.size() < 3) return;
      for_each_part(cells[2], '|', [&](std::string_view spelling) { add(letter, std::string(spelling)); });
    });
    for_each_row(MIDSPAN_EMBEDDED(names_hanzi), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 3) return;
      if (cells[0] == "vietnam")
        for (const char32_t letter : code_points(fold_joined(cells[1]))) made.vietnamese[letter].emplace_back(cells[2]);
      if (cells[0] == "korea")
        for (const char32_t letter : code_points(fold_joined(cells[1]))) made.korean[letter] += code_points(cells[2]);
      if (cells[0] != "hong_kong") return;
      const char32_t letter = code_points(fold_joined(cells[1])).front();
      for_each_part(cells[2], '|', [&](std::string_view spelling) { add(letter, std::string(spelling)); });
    });
    for (const auto& [letter, spellings] : made.spellings)
      for (const std::string& spelling : spellings) made.spelt[spelling].push_back(letter);
    return made;
  }();
  return kLetters;
}

// With what many people write: Hyun, Kyung, Shin.
std::vector<std::string> usual_hangul_spellings(char32_t syllable) {
  std::vector<std::string> spellings = hangul_spellings(syllable);
  for (std::size_t at = 0, count = spellings.size(); at < count; ++at) {
    std::string other = spellings[at];
    if (const std::size_t vowel = other.find("yeo"); vowel != std::string::npos) other.replace(vowel, 3, "yu");
    else if (other.starts_with("si")) other.insert(1, "h");
    else continue;
    spellings.push_back(std::move(other));
  }
  return spellings;
}

std::vector<std::string> spellings_of(char32_t letter) {
  if (letter >= 0xAC00 && letter <= 0xD7A3) return usual_hangul_spellings(letter);
  if (const auto found = letters().spellings.find(letter); found != letters().spellings.end()) return found->second;
  const std::string pinyin = pinyin_of(letter);
  if (pinyin.empty()) return {};
  return {pinyin, wade_giles(pinyin)};
}

using Syllables = std::unordered_set<std::string, TextHash, std::equal_to<>>;  // looked up only

// Of Wade and Giles and of Korean; no name's syllable ends in t (and "Jonathan" is no name of two).
const Syllables& other_syllables() {
  static const Syllables kSyllables = [] {
    Syllables made;
    // Ends that are written alike are tried once: none, k, n, l, m, p, ng.
    for (char32_t open = 0xAC00; open <= 0xD7A3; open += 28)
      for (const char32_t end : {0U, 1U, 4U, 8U, 16U, 17U, 21U})
        for (std::string& spelling : hangul_spellings(open + end))
          if (spelling.size() <= kLongestSyllable) made.insert(std::move(spelling));
    for (const std::string& pinyin : all_syllables()) made.insert(wade_giles(pinyin));
    return made;
  }();
  return kSyllables;
}

// One piece or two, each of which is a syllable.
template <typename IsSyllable>
bool cut_into(std::string_view latin, IsSyllable&& is_one) {
  constexpr unsigned kOneOrTwo = 0b110;
  if (latin.empty() || latin.size() > kLongestWord) return false;
  std::array<unsigned, kLongestWord + 1> reached{};  // how many syllables lead to a place, as bits
  reached[0] = 1;
  for (std::size_t at = 0; at < latin.size(); ++at)
    for (std::size_t count = 1; reached[at] != 0 && count <= kLongestSyllable && at + count <= latin.size(); ++count)
      if (is_one(latin.substr(at, count))) reached[at + count] |= reached[at] << 1;
  return (reached[latin.size()] & kOneOrTwo) != 0;
}

bool share_a_letter(const std::vector<char32_t>& left, const std::vector<char32_t>& right) {
  for (std::size_t at = 0, other = 0; at < left.size() && other < right.size();) {
    if (left[at] == right[other]) return true;
    if (left[at] < right[other]) ++at;
    else ++other;
  }
  return false;
}

}  // namespace

bool is_pinyin(std::string_view latin) {
  return cut_into(latin, [](std::string_view syllable) { return is_syllable(syllable); });
}

bool is_romanised_syllable(std::string_view latin) {
  return latin.size() <= kLongestSyllable &&
         (is_syllable(latin) || other_syllables().contains(latin) || letters().spelt.contains(latin));
}

bool is_romanised(std::string_view latin) { return cut_into(latin, is_romanised_syllable); }

namespace {

template <typename SpellingsOf>
bool is_spelt_by(std::string_view word, std::string_view latin, SpellingsOf&& spellings_by) {
  if (latin.empty() || latin.size() > kLongestWord) return false;
  std::array<bool, kLongestWord + 1> reached{};
  reached[0] = true;
  for (const char32_t letter : code_points(word)) {
    std::array<bool, kLongestWord + 1> next{};
    for (const std::string& spelling : spellings_by(letter))
      for (std::size_t at = 0; at + spelling.size() <= latin.size(); ++at)
        if (reached[at] && latin.substr(at, spelling.size()) == spelling) next[at + spelling.size()] = true;
    reached = next;
  }
  return reached[latin.size()];
}

}  // namespace

std::vector<std::string> vietnamese_spellings(char32_t letter) {
  const auto found = letters().vietnamese.find(letter);
  return found == letters().vietnamese.end() ? std::vector<std::string>() : found->second;
}

namespace {

// As Macao writes what Hong Kong writes: Leong, Sio, Kuok, Chi Wai and Chi Vai.
std::string portuguese(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> kRules[] = {
      {"kw", "ku"}, {"sh", "s"},  {"ts", "ch"}, {"eung", "eong"}, {"ung", "ong"}, {"ing", "eng"}, {"uk", "ok"},
      {"ik", "ek"}, {"iu", "io"}, {"ui", "oi"}, {"oo", "u"},      {"ee", "i"},    {"yu", "u"},    {"y", "i"}};
  for (const auto& [from, to] : kRules)
    if (const std::size_t at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

std::vector<std::string> macao_spellings(char32_t letter) {
  std::vector<std::string> spellings = spellings_of(letter);
  for (std::size_t at = 0, count = spellings.size(); at < count; ++at) {
    spellings[at] = portuguese(std::move(spellings[at]));
    if (spellings[at].starts_with('w')) spellings.push_back("v" + spellings[at].substr(1));
  }
  return spellings;
}

}  // namespace

std::vector<std::string> korean_spellings(char32_t letter) {
  const auto found = letters().korean.find(letter);
  std::vector<std::string> spellings;
  if (found == letters().korean.end()) return spellings;
  for (const char32_t syllable : found->second)
    for (std::string& spelling : usual_hangul_spellings(syllable)) spellings.push_back(std::move(spelling));
  return spellings;
}

bool is_read_in_korean(std::string_view han, std::string_view hangul) {
  const std::u32string said = code_points(han);
  const std::u32string written = code_points(hangul);
  return !said.empty() &&
         std::equal(said.begin(), said.end(), written.begin(), written.end(), [](char32_t letter, char32_t syllable) {
           const auto found = letters().korean.find(letter);
           return found != letters().korean.end() && found->second.find(syllable) != std::u32string::npos;
         });
}

bool is_spelt(std::string_view word, std::string_view latin) {
  return is_spelt_by(word, latin, spellings_of) || is_spelt_by(word, latin, macao_spellings) ||
         is_spelt_by(word, latin, vietnamese_spellings) || is_spelt_by(word, latin, korean_spellings);
}

bool may_be_same_letters(std::string_view left, std::string_view right) {
  if (left.size() > kLongestWord || right.size() > kLongestWord) return false;
  // How many syllables lead to a place in both words, as bits.
  std::array<std::array<std::uint8_t, kLongestWord + 1>, kLongestWord + 1> reached{};
  reached[0][0] = 1;
  const auto& spelt = letters().spelt;
  for (std::size_t at = 0; at < left.size(); ++at)
    for (std::size_t count = 1; count <= kLongestSyllable && at + count <= left.size(); ++count) {
      const auto one = spelt.find(left.substr(at, count));
      if (one == spelt.end()) continue;
      for (std::size_t other = 0; other < right.size(); ++other) {
        if (reached[at][other] == 0) continue;
        for (std::size_t there = 1; there <= kLongestSyllable && other + there <= right.size(); ++there) {
          const auto two = spelt.find(right.substr(other, there));
          if (two != spelt.end() && share_a_letter(one->second, two->second))
            reached[at + count][other + there] |= static_cast<std::uint8_t>(reached[at][other] << 1);
        }
      }
    }
  constexpr unsigned kTwoOrThree = 0b1100;
  return (reached[left.size()][right.size()] & kTwoOrThree) != 0;
}

}  // namespace midspan::names
