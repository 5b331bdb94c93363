// SPDX-License-Identifier: Apache-2.0
#include "lists/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "base/utf8.hpp"
#include "lists/column_roles.hpp"
#include "names/headings.hpp"
#include "names/normalise.hpp"

MIDSPAN_DECLARE_EMBEDDED(list_words);

namespace midspan::lists {

namespace {

using people::ColumnRole;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Calls row(fields) for each line of three tab-separated fields that is no comment.
template <typename Row>
void each_row(std::string_view table, std::size_t fields_wanted, Row&& row) {
  for (const std::string_view line : split(table, '\n')) {
    if (line.empty() || line.starts_with("# ")) continue;
    const auto fields = split(line, '\t');
    MIDSPAN_ASSERT(fields.size() == fields_wanted);
    row(fields);
  }
}

// Nothing for phrases that a list of people has no use for.
std::optional<HeadingGuess> meaning_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, Unsettled>, 8> kUnsettled{{{"name?", Unsettled::Name},
                                                                                     {"date?", Unsettled::Date},
                                                                                     {"number?", Unsettled::Number},
                                                                                     {"state?", Unsettled::State},
                                                                                     {"group?", Unsettled::Group},
                                                                                     {"part-year", Unsettled::Year},
                                                                                     {"part-month", Unsettled::Month},
                                                                                     {"part-day", Unsettled::Day}}};
  for (const auto& [text, unsettled] : kUnsettled)
    if (text == word) return HeadingGuess{ColumnRole::Ignored, unsettled, 95, {}};
  // Finer than a list's columns are: linking tells these apart.
  static constexpr std::array<std::pair<std::string_view, ColumnRole>, 8> kFiner{
      {{"patronymic", ColumnRole::SecondGivenName},
       {"region", ColumnRole::Place},
       {"death-date", ColumnRole::StatementDate},
       {"street", ColumnRole::Address},
       {"house-number", ColumnRole::Address},
       {"flat", ColumnRole::Address},
       {"postcode", ColumnRole::Address},
       {"key", ColumnRole::OtherId}}};
  for (const auto& [text, role] : kFiner)
    if (text == word) return HeadingGuess{role, Unsettled::No, 95, {}};
  const auto role = role_of(word);
  return role ? std::optional(HeadingGuess{*role, Unsettled::No, 95, {}}) : std::nullopt;
}

struct Headings {
  std::unordered_map<std::string, HeadingGuess> phrases;
  std::unordered_map<std::string, Unsettled> parts;
  struct Phrase {
    std::string text;
    std::u32string points;
    HeadingGuess meaning;
  };
  std::vector<Phrase> by_length;  // longest first, then by text

  Headings() {
    for (const names::HeadingPhrase& phrase : names::heading_phrases()) {
      std::optional<HeadingGuess> meaning = meaning_of(phrase.role);
      if (!meaning) continue;
      meaning->language = phrase.language;
      if (phrase.role.starts_with("part-")) parts.emplace(phrase.key, meaning->unsettled);
      phrases.emplace(phrase.key, *meaning);  // the first meaning in the table wins
    }
    for (const auto& [phrase, meaning] : phrases) by_length.push_back({phrase, names::code_points(phrase), meaning});
    std::sort(by_length.begin(), by_length.end(), [](const Phrase& left, const Phrase& right) {
      return left.text.size() != right.text.size() ? left.text.size() > right.text.size() : left.text < right.text;
    });
  }
};

const Headings& headings() {
  static const Headings table;
  return table;
}

// True if the two differ by one letter changed, missing, added or by two neighbours swapped.
bool one_slip(std::u32string_view left, std::u32string_view right) {
  if (left.size() > right.size()) std::swap(left, right);
  if (right.size() - left.size() > 1) return false;
  std::size_t front = 0;
  while (front < left.size() && left[front] == right[front]) ++front;
  std::u32string_view left_rest = left.substr(front);
  std::u32string_view right_rest = right.substr(front);
  while (!left_rest.empty() && !right_rest.empty() && left_rest.back() == right_rest.back()) {
    left_rest.remove_suffix(1);
    right_rest.remove_suffix(1);
  }
  if (left_rest.size() <= 1 && right_rest.size() <= 1) return true;
  return left_rest.size() == 2 && right_rest.size() == 2 && left_rest[0] == right_rest[1] &&
         left_rest[1] == right_rest[0];
}

HeadingGuess exact(const std::string& key) {
  const auto found = headings().phrases.find(key);
  return found == headings().phrases.end() ? HeadingGuess{} : found->second;
}

// The longest phrase that stands in the heading as whole words and is enough of it to be what it is about.
HeadingGuess inside(const std::string& key) {
  const std::string padded = " " + key + " ";
  for (const auto& [phrase, points, meaning] : headings().by_length) {
    if (phrase.size() >= key.size() || phrase.empty()) continue;
    const bool much = phrase.size() * 100 / key.size() >= 45;
    if (!much && words_in(phrase) < 2) continue;
    if (meaning.unsettled != Unsettled::No && !much) continue;
    if (padded.find(" " + phrase + " ") == std::string::npos) continue;
    HeadingGuess guess = meaning;
    guess.confidence = 60 + static_cast<int>(phrase.size() * 25 / key.size());
    return guess;
  }
  return {};
}

HeadingGuess misspelt(const std::string& key) {
  const std::u32string points = names::code_points(key);
  if (points.size() < 5 || points.size() > 60) return {};
  for (const auto& [phrase, other, meaning] : headings().by_length) {
    if (other.size() >= 5 && one_slip(points, other)) return {meaning.role, meaning.unsettled, 65, meaning.language};
  }
  return {};
}

struct Words {
  std::map<std::string, std::unordered_map<std::string, std::string>> kinds;  // kind -> folded word -> meaning

  Words() {
    each_row(MIDSPAN_EMBEDDED(list_words), 3, [&](const std::vector<std::string_view>& fields) {
      for (const std::string_view word : split(fields[2], ';'))
        kinds[std::string(fields[0])].emplace(names::heading_key(word), fields[1]);
    });
  }
};

const std::unordered_map<std::string, std::string>& words(const char* kind) {
  static const Words table;
  return table.kinds.at(kind);
}

const std::string* meaning(const char* kind, const std::string& key) {
  const auto& table = words(kind);
  const auto found = table.find(key);
  return found == table.end() ? nullptr : &found->second;
}

std::string apostrophes_apart(std::string_view text) {
  std::string apart;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const std::size_t size = rest.starts_with('\'') ? 1 : rest.starts_with("\u2019") ? 3 : 0;
    apart.append(size == 0 ? rest.substr(0, 1) : " ");
    at += std::max<std::size_t>(size, 1);
  }
  return apart;
}

// "Apellidos, Nombre": a surname and another part of the name are the whole name.
HeadingGuess whole_name_in_parts(std::string_view heading) {
  bool family = false;
  bool other = false;
  std::size_t parts = 0;
  std::string_view language;
  for (const std::string_view part : split(heading, ',')) {
    const HeadingGuess guess = exact(names::heading_key(part));
    const bool of_a_name = guess.unsettled == Unsettled::Name ||
                           (guess.role >= ColumnRole::FullName && guess.role <= ColumnRole::SecondSurname);
    if (!guess.known() || !of_a_name) return {};
    ++parts;
    language = guess.language;
    if (guess.role == ColumnRole::FamilyName || guess.role == ColumnRole::SecondSurname) family = true;
    else other = true;
  }
  return parts >= 2 && family && other ? HeadingGuess{ColumnRole::FullName, Unsettled::No, 90, language}
                                       : HeadingGuess{};
}

}  // namespace

std::size_t words_in(std::string_view folded) {
  return folded.empty() ? 0 : static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' ')) + 1;
}

HeadingGuess guess_heading(std::string_view heading, Effort effort) {
  if (heading.empty() || heading.size() > 400) return {};
  const std::string key = names::heading_key(heading);
  if (HeadingGuess guess = exact(key); guess.known()) return guess;
  if (const std::string apart = apostrophes_apart(heading); apart != heading)  // "Date d'arrestation"
    if (HeadingGuess guess = exact(names::heading_key(apart)); guess.known()) return guess;
  // "Name in English", "ПІБ українською": said of a name, in whichever script it is.
  for (std::size_t space = key.find(' '); space != std::string::npos; space = key.find(' ', space + 1))
    if (words("written-in").count(key.substr(space + 1)) != 0)
      if (HeadingGuess guess = exact(key.substr(0, space)); guess.known()) return guess;
  if (heading.find(',') != std::string_view::npos)
    if (HeadingGuess guess = whole_name_in_parts(heading); guess.known()) return guess;
  // "Fecha de nacimiento (dd/mm/aaaa)", "Name / الاسم", "Date of birth\nДата рождения": the first part that says
  // something.
  std::string part;
  HeadingGuess best;
  const auto try_part = [&] {
    if (HeadingGuess guess = exact(names::heading_key(part)); guess.known() && !part.empty() && !best.known()) {
      best = guess;
      best.confidence = 90;
    }
    part.clear();
  };
  for (const char c : heading) {
    if (std::string_view("/()[]|\n\r:").find(c) != std::string_view::npos) try_part();
    else part.push_back(c);
  }
  try_part();
  if (best.known() || effort == Effort::WholePhrases) return best;
  if (HeadingGuess guess = inside(key); guess.known()) return guess;
  return misspelt(key);
}

Unsettled part_of_date(std::string_view heading) {
  const auto found = headings().parts.find(names::heading_key(heading));
  return found == headings().parts.end() ? Unsettled::No : found->second;
}

bool is_death_date(std::string_view heading) {
  const names::HeadingPhrase* phrase = names::heading_phrase(names::heading_key(heading));
  return phrase != nullptr && phrase->role == "death-date";
}

std::optional<people::Sex> sex_word(std::string_view cell) {
  if (cell.empty() || cell.size() > 40) return std::nullopt;
  const std::string* found = meaning("sex", names::heading_key(cell));
  if (found == nullptr) return std::nullopt;
  return *found == "female" ? people::Sex::Female : *found == "male" ? people::Sex::Male : people::Sex::Other;
}

namespace {

std::optional<people::Health> health_phrase(const std::string& key) {
  static constexpr std::array<std::pair<std::string_view, people::Health>, 5> kMeanings{
      {{"well", people::Health::Well},
       {"ill", people::Health::Ill},
       {"wounded", people::Health::Wounded},
       {"gravely-ill", people::Health::GravelyIll},
       {"dead", people::Health::Dead}}};
  const std::string* found = meaning("health", key);
  if (found == nullptr) return std::nullopt;
  for (const auto& [word, health] : kMeanings)
    if (word == *found) return health;
  return std::nullopt;
}

bool asks(std::string_view cell) {
  return cell.find('?') != std::string_view::npos || cell.find("\u061F") != std::string_view::npos;
}

// The states of health that a text says one behind the other, with words like "and" and "with" between them; nothing
// where it says anything else: "not wounded", "father dead, himself healthy".
std::vector<people::Health> states_said(const std::string& key) {
  constexpr std::size_t kLongestPhrase = 5;  // words
  const auto parts = split(key, ' ');
  std::vector<people::Health> said;
  for (std::size_t at = 0; at < parts.size();) {
    std::size_t taken = 0;
    for (std::size_t count = std::min(kLongestPhrase, parts.size() - at); count > 0 && taken == 0; --count) {
      const char* const end = parts[at + count - 1].data() + parts[at + count - 1].size();
      const auto health =
          health_phrase(std::string(parts[at].data(), static_cast<std::size_t>(end - parts[at].data())));
      if (!health) continue;
      said.push_back(*health);
      taken = count;
    }
    if (taken == 0 && meaning("between", std::string(parts[at])) == nullptr) return {};
    at += std::max<std::size_t>(taken, 1);
  }
  return said;
}

}  // namespace

std::optional<people::Health> health_word(std::string_view cell) {
  if (cell.empty() || cell.size() > 500 || asks(cell)) return std::nullopt;
  const std::string key = names::heading_key(cell);
  if (const auto whole = health_phrase(key)) return whole;
  const auto said = states_said(key);
  if (said.empty() || std::find(said.begin(), said.end(), people::Health::Dead) != said.end()) return std::nullopt;
  return *std::max_element(said.begin(), said.end());
}

bool speaks_of_health(std::string_view cell) {
  if (cell.empty() || cell.size() > 500) return false;
  const std::string padded = " " + names::heading_key(cell) + " ";
  const auto& phrases = words("health");
  return std::any_of(phrases.begin(), phrases.end(), [&](const auto& phrase) {
    return phrase.first.size() > 3 && padded.find(" " + phrase.first + " ") != std::string::npos;
  });
}

std::optional<ToldAge> told_age(std::string_view cell) {
  constexpr std::size_t kLongest = 60;
  constexpr int kOldest = 110;
  if (cell.size() > kLongest || cell.starts_with('-') || cell.starts_with("\u2212")) return std::nullopt;
  const std::string key = names::heading_key(names::ascii_digits(cell));
  std::vector<int> numbers;
  for (const std::string_view word : split(key, ' ')) {
    const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
    if (digits == 0 && word.find_first_of("0123456789") == std::string_view::npos) {
      if (!numbers.empty() && meaning("months", std::string(word)) != nullptr) numbers.back() = 0;
      continue;
    }
    if (digits != word.size() || digits > 3) return std::nullopt;  // "F01", "1990"
    numbers.push_back(std::stoi(std::string(word)));
  }
  if (numbers.empty() || numbers.size() > 2) return std::nullopt;
  // "1 año 8 meses" is one year; "30-35" is as it stands.
  if (numbers.size() == 2 && numbers.back() == 0) numbers.pop_back();
  if (numbers.front() > numbers.back() || numbers.back() > kOldest) return std::nullopt;
  return ToldAge{numbers.front(), numbers.back()};
}

std::optional<people::Health> nothing_but_health(std::string_view cell) {
  if (cell.size() > 120) return std::nullopt;
  const auto health = health_word(cell);
  return health == people::Health::Well || health == people::Health::Dead ? std::nullopt : health;
}

bool act_word(std::string_view word) {
  return !word.empty() && word.size() <= 60 && meaning("act", names::heading_key(word)) != nullptr;
}

bool born_word(std::string_view text) {
  return !text.empty() && text.size() <= 60 && meaning("born", names::heading_key(text)) != nullptr;
}

std::optional<people::Absence> absence_word(std::string_view cell) {
  if (cell.size() > 60) return std::nullopt;
  const std::string* found = meaning("absence", names::heading_key(cell));
  if (found == nullptr) return std::nullopt;
  static constexpr std::array<std::pair<std::string_view, people::Absence>, 5> kMeanings{
      {{"unknown", people::Absence::Unknown},
       {"declined", people::Absence::Declined},
       {"withheld", people::Absence::Withheld},
       {"illegible", people::Absence::Illegible},
       {"not-asked", people::Absence::NotAsked}}};
  for (const auto& [word, absence] : kMeanings)
    if (word == *found) return absence;
  return std::nullopt;
}

namespace {

// Two quotation marks or strokes, with any dashes around them: "-//-", "— “ —", "״".
bool is_ditto_sign(std::string_view cell) {
  static constexpr std::string_view kMarks = "\"'/|,";
  std::size_t marks = 0;
  for (std::size_t at = 0; at < cell.size();) {
    const char32_t point = base::next_code_point(cell, at);
    const bool dash = point == '-' || point == '_' || (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
    if (point == ' ' || point == '.' || dash) continue;
    if (point < 0x80 && kMarks.find(static_cast<char>(point)) != std::string_view::npos) ++marks;
    else if (point == 0x3003 || point == 0x2033 || point == 0x05F4 || point == 0xAB || point == 0xBB ||
             (point >= 0x201C && point <= 0x201F))
      marks += 2;
    else return false;
  }
  return marks >= 2;
}

}  // namespace

// As written but for capitals.
bool ditto_word(std::string_view cell) {
  static const std::set<std::string, std::less<>> all = [] {
    std::set<std::string, std::less<>> dittos;
    each_row(MIDSPAN_EMBEDDED(list_words), 3, [&](const std::vector<std::string_view>& fields) {
      if (fields[0] == "ditto")
        for (const std::string_view word : split(fields[2], ';')) dittos.emplace(word);
    });
    return dittos;
  }();
  if (cell.size() > 24) return false;
  if (is_ditto_sign(cell)) return true;
  std::string lower(cell);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return all.find(lower) != all.end();
}

bool is_place_of_detention(std::string_view text) {
  if (text.empty() || text.size() > 200) return false;
  const std::string key = names::heading_key(text);
  for (const auto& [phrase, where] : words("place")) {
    if (!key.starts_with(phrase)) continue;
    // "Centro" may be where people live; "Centro 4" or "Centro penitenciario …" is what a title says.
    if (key.size() > phrase.size() && key[phrase.size()] == ' ') return true;
  }
  return false;
}

std::optional<StatedTotal> total_word(std::string_view cell) {
  if (cell.empty() || cell.size() > 120) return std::nullopt;
  const std::string key = names::heading_key(names::ascii_digits(cell));
  const std::size_t digits = key.find_first_of("0123456789");
  std::string word = key.substr(0, digits);
  while (!word.empty() && word.back() == ' ') word.pop_back();
  if (meaning("total", word) == nullptr) return std::nullopt;
  StatedTotal total;
  if (digits == std::string::npos) return total;
  // "1 036" and "1.036" are one number; what follows it ("252 personas") is words.
  std::string number;
  for (std::size_t at = digits; at < key.size() && number.size() <= 9;) {
    const std::size_t end = std::min(key.find_first_not_of("0123456789", at), key.size());
    if (end == at || (!number.empty() && end - at != 3)) break;
    number.append(key, at, end - at);
    if (end >= key.size() || key[end] != ' ' || number.size() > 9) break;
    at = end + 1;
  }
  if (number.size() > 9) return total;
  std::int64_t value = 0;
  for (const char digit : number) value = value * 10 + (digit - '0');
  total.number = value;
  return total;
}

bool counts_a_part(std::string_view cell) {
  if (cell.empty() || cell.size() > 120) return false;
  const std::string key = names::heading_key(cell) + " ";
  const auto& parts = words("part");
  return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return key.starts_with(part.first + " "); });
}

}  // namespace midspan::lists
