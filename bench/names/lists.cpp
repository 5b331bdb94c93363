// SPDX-License-Identifier: Apache-2.0
// 400 rows a side, 250 persons on both: given name, family name, birth. One list writes names in their own script, the
// other in Latin letters, each as one of the spellings that the tokens pair with it, or as a German, French or
// Ukrainian office would. A name in fourteen has a slip, a birth in ten is missing, and the second list has some by
// year only.
#include "lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/utf8.hpp"
#include "names/normalise.hpp"

namespace midspan::bench {

namespace {

namespace fs = std::filesystem;

enum class Style { Tokens, German, French, Ukrainian };

struct Dice {
  std::uint64_t state;
  std::uint64_t next() {
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t value = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  bool chance(std::size_t per_mille) { return below(1000) < per_mille; }
};

struct Spelling {
  std::string latin;
  std::size_t count;
};
struct Token {
  std::string native;
  std::vector<Spelling> spellings;
  std::size_t count = 0;
};

std::vector<Token> read_tokens(const std::string& path) {
  std::map<std::string, Token> tokens;
  const std::string text = base::read_file(path).value_or("");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos || first < 2) continue;
    std::string native(line.substr(first + 1, second - first - 1));
    std::erase(native, ' ');
    const std::size_t count =
        std::max<std::size_t>(1, std::strtoull(std::string(line.substr(second + 1)).c_str(), nullptr, 10));
    Token& token = tokens[native];
    token.native = native;
    token.spellings.push_back({std::string(line.substr(0, first)), count});
    token.count += count;
  }
  std::vector<Token> all;
  for (auto& [native, token] : tokens) all.push_back(std::move(token));
  return all;
}

constexpr std::u32string_view kRussian = U"абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
constexpr std::array<const char*, 33> kGerman = {
    "a", "b", "w", "g", "d", "e",  "jo", "sch",  "s",   "i",       "j", "k", "l", "m", "n",  "o", "p",
    "r", "s", "t", "u", "f", "ch", "z",  "tsch", "sch", "schtsch", "",  "y", "",  "e", "ju", "ja"};
constexpr std::array<const char*, 33> kFrench = {"a",  "b",  "v",   "g",  "d",     "e", "io", "j", "z", "i",   "i",
                                                 "k",  "l",  "m",   "n",  "o",     "p", "r",  "s", "t", "ou",  "f",
                                                 "kh", "ts", "tch", "ch", "chtch", "",  "y",  "",  "e", "iou", "ia"};
constexpr std::u32string_view kUkrainian = U"абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";
constexpr std::array<const char*, 33> kOfPassports = {"a", "b", "v", "h",  "g",  "d",  "e",  "ie",   "zh", "z",  "y",
                                                      "i", "i", "i", "k",  "l",  "m",  "n",  "o",    "p",  "r",  "s",
                                                      "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",   "iu", "ia"};

std::string spelt(const std::string& native, std::u32string_view letters, const std::array<const char*, 33>& as) {
  std::string out;
  for (const char32_t point : names::code_points(native)) {
    const std::size_t place = letters.find(point);
    if (place != std::u32string_view::npos) out += as[place];
  }
  return out;
}

// A Russian word as a Ukrainian clerk writes it.
std::string in_ukrainian(const std::string& native) {
  std::u32string out;
  for (const char32_t point : names::code_points(native)) switch (point) {
      case U'и': out += U'і'; break;
      case U'ы': out += U'и'; break;
      case U'э': out += U'е'; break;
      case U'ё': out += U"йо"; break;
      case U'ъ': break;
      default: out += point;
    }
  return names::utf8(out);
}

std::string in_latin(const Token& token, Style style, Dice& dice) {
  if (style == Style::German) return spelt(token.native, kRussian, kGerman);
  if (style == Style::Ukrainian) return spelt(in_ukrainian(token.native), kUkrainian, kOfPassports);
  if (style == Style::French) {
    std::string text = spelt(token.native, kRussian, kFrench);
    if (text.ends_with("in")) text += 'e';
    else if (text.ends_with("ov")) text.replace(text.size() - 1, 1, "ff");
    return text;
  }
  std::size_t at = dice.below(token.count);
  for (const Spelling& one : token.spellings) {
    if (at < one.count) return one.latin;
    at -= one.count;
  }
  return token.spellings.back().latin;
}

std::string with_slip(const std::string& word, Dice& dice) {
  std::u32string letters = names::code_points(word);
  if (letters.size() < 4) return word;
  const std::size_t at = dice.below(letters.size());
  switch (dice.below(4)) {
    case 0: letters.erase(at, 1); break;
    case 1: letters.insert(at, 1, letters[dice.below(letters.size())]); break;
    case 2: letters[at] = letters[dice.below(letters.size())]; break;
    default:
      if (at + 1 < letters.size()) std::swap(letters[at], letters[at + 1]);
  }
  return names::utf8(letters);
}

struct Person {
  const Token* given = nullptr;
  const Token* family = nullptr;
  std::size_t year = 0, month = 0, day = 0;
};

void write_lists(const std::vector<Token>& tokens, Style style, std::uint64_t seed, const fs::path& folder) {
  constexpr std::size_t kRows = 400, kShared = 250, kGiven = 120, kFamilies = 300;
  Dice dice{seed};
  std::vector<const Token*> usual;
  for (const Token& token : tokens) usual.push_back(&token);
  std::stable_sort(usual.begin(), usual.end(),
                   [](const Token* one, const Token* other) { return one->count > other->count; });
  usual.resize(std::min<std::size_t>(usual.size(), 300));
  std::vector<const Token*> given, families;
  for (std::size_t at = 0; at < kGiven; ++at) given.push_back(usual[dice.below(usual.size())]);
  for (std::size_t at = 0; at < kFamilies; ++at) families.push_back(&tokens[dice.below(tokens.size())]);
  std::vector<Person> people;
  while (people.size() < 2 * kRows - kShared) {
    const Token* const family = families[dice.below(families.size())];
    const std::size_t year = 1950 + dice.below(45);
    std::set<const Token*> used;
    for (std::size_t child = 0; child <= dice.below(3); ++child) {
      const Token* const name = given[std::min(dice.below(given.size()), dice.below(given.size()))];
      if (used.insert(name).second)
        people.push_back({name, family, year + 2 * child, 1 + dice.below(12), 1 + dice.below(28)});
    }
  }
  people.resize(2 * kRows - kShared);
  for (std::size_t at = people.size(); at > 1; --at) std::swap(people[at - 1], people[dice.below(at)]);
  fs::create_directories(folder);
  for (const bool right : {false, true}) {
    std::vector<std::string> rows;
    for (std::size_t at = 0; at < kRows; ++at) {
      const std::size_t number = at < kShared ? at : at + (right ? kRows - kShared : 0);
      const Person& person = people[number];
      std::array<std::string, 2> words;
      for (std::size_t word = 0; word < 2; ++word) {
        const Token& token = word == 0 ? *person.given : *person.family;
        words[word] = right                       ? in_latin(token, style, dice)
                      : style == Style::Ukrainian ? in_ukrainian(token.native)
                                                  : token.native;
        if (dice.chance(70)) words[word] = with_slip(words[word], dice);
      }
      std::string birth = fmt::format("{}-{:02}-{:02}", person.year, person.month, person.day);
      if (dice.chance(100)) birth.clear();
      else if (right && dice.chance(400)) birth.resize(4);
      rows.push_back(fmt::format("{}-{},\"{}\",\"{}\",{}\n", number, right ? 'r' : 'l', words[0], words[1], birth));
    }
    for (std::size_t at = rows.size(); at > 1; --at) std::swap(rows[at - 1], rows[dice.below(at)]);
    std::string text = "id,given,family,birth\n";
    for (const std::string& row : rows) text += row;
    if (!base::write_file((folder / (right ? "right.csv" : "left.csv")).string(), text)) std::abort();
  }
}

struct Found {
  std::size_t right = 0, wrong = 0;
};
Found link(const fs::path& folder) {
  const std::string command =
      fmt::format("{0}/midspan reconcile {1}/left.csv {1}/right.csv --id id -o {1}/links.csv >/dev/null 2>&1",
                  MIDSPAN_BINARY, folder.string());
  Found found;
  if (std::system(command.c_str()) == -1) return found;
  const std::string text = base::read_file((folder / "links.csv").string()).value_or("");
  base::CsvReader reader(text);
  std::vector<std::string_view> cells;
  reader.next(cells);
  while (reader.next(cells)) {
    const auto person = [&](std::size_t cell) { return cells[cell].substr(0, cells[cell].find('-')); };
    ++(person(2) == person(5) ? found.right : found.wrong);
  }
  return found;
}

}  // namespace

void measure_lists(const std::string& folder) {
  constexpr std::size_t kShared = 250;
  constexpr std::uint64_t kSeeds = 3;
  struct Job {
    const char* name;
    const char* script;
    Style style;
  };
  static constexpr Job kJobs[] = {
      {"arabic", "arabic", Style::Tokens},           {"hebrew", "hebrew", Style::Tokens},
      {"russian", "russian", Style::Tokens},         {"russian, German", "russian", Style::German},
      {"russian, French", "russian", Style::French}, {"ukrainian", "russian", Style::Ukrainian},
      {"korean", "korean", Style::Tokens},           {"chinese", "chinese", Style::Tokens},
      {"katakana", "katakana", Style::Tokens}};
  const fs::path place = fs::temp_directory_path() / "midspan-bench-names";
  double sum = 0;
  fmt::print("two lists of 400, 250 persons on both\n{:<18} {:>7} {:>7} {:>7}\n", "", "P", "R", "F1");
  for (const Job& job : kJobs) {
    const std::vector<Token> tokens = read_tokens(folder + "/wd_" + job.script + "_16.tsv");
    if (tokens.empty()) continue;
    Found all;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      write_lists(tokens, job.style, seed, place);
      const Found found = link(place);
      all.right += found.right;
      all.wrong += found.wrong;
    }
    const double right = static_cast<double>(all.right);
    const double links = static_cast<double>(std::max<std::size_t>(1, all.right + all.wrong));
    const double truth = static_cast<double>(kSeeds * kShared);
    sum += 2 * right / (links + truth);
    fmt::print("{:<18} {:>7.4f} {:>7.4f} {:>7.4f}\n", job.name, right / links, right / truth,
               2 * right / (links + truth));
  }
  fmt::print("{:<18} {:>23.4f}\n", "mean", sum / static_cast<double>(std::size(kJobs)));
}

}  // namespace midspan::bench
