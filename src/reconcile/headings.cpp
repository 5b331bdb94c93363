// SPDX-License-Identifier: Apache-2.0
// Headings are read word by word ("date_of_birth", "DateOfBirth", "DATE OF BIRTH" are one), the longest known phrase
// wins.
#include "reconcile/headings.hpp"

#include <algorithm>
#include <optional>

#include "names/headings.hpp"
#include "names/normalise.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {

namespace {

// What a phrase of the vocabulary means to linking. Other: a column that is evidence only by its cells.
Meaning meaning_of_phrase(std::string_view role) {
  static constexpr std::pair<std::string_view, Meaning> kMeanings[] = {
      {"name?", Meaning::FullName},
      {"full-name", Meaning::FullName},
      {"given-name", Meaning::Given},
      {"second-given-name", Meaning::SecondGiven},
      {"father-name", Meaning::Father},
      {"patronymic", Meaning::Father},
      {"grandfather-name", Meaning::Grandfather},
      {"family-name", Meaning::Family},
      {"second-surname", Meaning::SecondFamily},
      {"mother-name", Meaning::Mother},
      {"alias", Meaning::Alias},
      {"birth-date", Meaning::Birth},
      {"birth-year", Meaning::BirthYear},
      {"birth-month", Meaning::BirthMonth},
      {"birth-day", Meaning::BirthDay},
      {"age", Meaning::Age},
      {"birth-place", Meaning::Place},
      {"place", Meaning::Place},
      {"sex", Meaning::Sex},
      {"nationality", Meaning::Nationality},
      {"second-nationality", Meaning::Nationality},
      {"national-id", Meaning::Identity},
      {"passport", Meaning::Identity},
      {"service-number", Meaning::Identity},
      {"rank", Meaning::Rank},
      {"captured-on", Meaning::Taken},
      {"held-since", Meaning::Taken},
      {"address", Meaning::Address},
      {"street", Meaning::Street},
      {"house-number", Meaning::StreetNumber},
      {"flat", Meaning::Unit},
      {"postcode", Meaning::Postcode},
      {"region", Meaning::Region},
      {"state?", Meaning::Region},
      {"phone", Meaning::Phone},
      {"email", Meaning::Email},
      {"occupation", Meaning::Occupation},
      {"line-number", Meaning::Ignored},
      {"key", Meaning::Ignored},
  };
  for (const auto& [name, meaning] : kMeanings)
    if (name == role) return meaning;
  return Meaning::Other;
}

struct Phrase {
  std::string_view words;
  std::vector<std::string_view> parts;
  std::string_view role;
  Meaning meaning = Meaning::Other;
};

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> kPhrases = [] {
    std::vector<Phrase> made;
    for (const names::HeadingPhrase& phrase : names::heading_phrases())
      made.push_back({phrase.key, split_words(phrase.key), phrase.role, meaning_of_phrase(phrase.role)});
    return made;
  }();
  return kPhrases;
}

// Words that hold a phrase together and are left out where it is shortened.
bool holds_together(std::string_view word) {
  static constexpr std::string_view kWords[] = {"of", "de", "du", "des", "del", "la", "le", "el", "the", "d", "e", "y"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::size_t letters_of(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(
      word.begin(), word.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

// Words that say something of a column only when nothing stands beside them: "first seen" holds no given names.
bool only_alone(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "first", "last",  "given",   "middle", "years",  "year",   "month",   "other",   "order", "item",   "state",
      "born",  "known", "segundo", "primer", "origin", "person", "persons", "persona", "date",  "number", "code"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// "Lieu naiss." is "lieu de naissance", word for word; a word of three letters or more may be cut short.
bool is_short_for(const std::vector<std::string_view>& parts, const std::vector<std::string_view>& phrase) {
  std::size_t at = 0;
  const auto next = [&] {
    while (at < parts.size() && holds_together(parts[at])) ++at;
  };
  bool cut = false;
  for (const std::string_view word : phrase) {
    if (holds_together(word)) continue;
    next();
    if (at == parts.size()) return false;
    const std::string_view part = parts[at++];
    if (part == word) continue;
    if (letters_of(part) < 3 || letters_of(word) < letters_of(part) + 2 || !word.starts_with(part)) return false;
    cut = true;
  }
  next();
  return cut && at == parts.size();
}

// "ф и о" is "фио": letters that stand alone one after another are one word.
std::string initials_together(const std::vector<std::string_view>& parts) {
  std::string joined;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const bool apart = at == 0 || letters_of(parts[at]) > 1 || letters_of(parts[at - 1]) > 1;
    if (apart && at != 0) joined.push_back(' ');
    joined += parts[at];
  }
  return joined;
}

std::optional<Meaning> whole_phrase(std::string_view words) {
  const names::HeadingPhrase* phrase = names::heading_phrase(words);
  if (phrase == nullptr || phrase->role == "number?" || phrase->role == "date?") return std::nullopt;
  return meaning_of_phrase(phrase->role);
}

// "day", "mes", "год", and how programs shorten them.
std::optional<Meaning> part_of_date(std::string_view word) {
  static constexpr std::pair<std::string_view, Meaning> kShort[] = {
      {"yr", Meaning::BirthYear},   {"yy", Meaning::BirthYear},   {"yyyy", Meaning::BirthYear},
      {"mon", Meaning::BirthMonth}, {"mth", Meaning::BirthMonth}, {"mm", Meaning::BirthMonth},
      {"dd", Meaning::BirthDay}};
  for (const auto& [brief, meaning] : kShort)
    if (word == brief) return meaning;
  for (const Phrase& phrase : phrases()) {
    if (phrase.words != word || !phrase.role.starts_with("part-")) continue;
    return phrase.role == "part-year"    ? Meaning::BirthYear
           : phrase.role == "part-month" ? Meaning::BirthMonth
                                         : Meaning::BirthDay;
  }
  return std::nullopt;
}

// "dob_day", "Birth yr.", "Fecha de nacimiento / Año": a word for birth and one for a part of dates, and nothing else.
std::optional<Meaning> part_of_birth(const std::vector<std::string_view>& parts) {
  bool birth = false;
  std::optional<Meaning> found;
  for (const std::string_view word : parts) {
    const names::HeadingPhrase* phrase = names::heading_phrase(word);
    if (const auto part = part_of_date(word)) found = part;
    else if (phrase != nullptr && phrase->role == "birth-date") birth = true;
    else if (!holds_together(word) && (phrase == nullptr || phrase->role != "date?")) return std::nullopt;
  }
  return birth ? found : std::nullopt;
}

}  // namespace

std::string words_of_heading(std::string_view heading) {
  std::string split;
  for (std::size_t at = 0; at < heading.size(); ++at) {
    const auto is = [&](std::size_t place, char low, char high) {
      return place < heading.size() && heading[place] >= low && heading[place] <= high;
    };
    const bool hump = at > 0 && is(at, 'A', 'Z') && is(at - 1, 'a', 'z');
    const bool number = at > 0 && is(at, '0', '9') && (is(at - 1, 'a', 'z') || is(at - 1, 'A', 'Z'));
    if (hump || number) split.push_back(' ');
    split.push_back(heading[at] == '_' ? ' ' : heading[at]);
  }
  return names::fold(split);
}

std::vector<std::string_view> split_words(std::string_view words) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) parts.push_back(words.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

HeadingSays what_heading_says(std::string_view heading) {
  std::string words = words_of_heading(heading);
  if (words.empty()) words = names::heading_key(heading);  // "#"
  if (words.empty()) return {Meaning::Ignored, true};
  if (const auto meaning = whole_phrase(words)) return {*meaning, true};
  words = initials_together(split_words(words));
  if (const auto meaning = whole_phrase(words)) return {*meaning, true};
  // A copy of another column is not a second witness.
  const auto parts = split_words(words);
  if (parts.front() == "copy" || parts.front() == "old" || parts.front() == "tf") return {Meaning::Ignored, true};
  if (const auto meaning = part_of_birth(parts)) return {*meaning, true};
  for (const Phrase& phrase : phrases())
    if (phrase.meaning != Meaning::Ignored && phrase.meaning != Meaning::Other && is_short_for(parts, phrase.parts))
      return {phrase.meaning, true};
  // The longest phrase of at least two words inside the heading; a single word only at its end or beginning, and what
  // names a thing rather than "name".
  const Phrase* best = nullptr;
  for (const Phrase& phrase : phrases()) {
    const auto& wanted = phrase.parts;
    if (wanted.empty() || wanted.size() > parts.size()) continue;
    const bool longer = best == nullptr || wanted.size() > best->parts.size();
    const bool plainer =
        best != nullptr && wanted.size() == best->parts.size() && best->role == "name?" && phrase.role != "name?";
    if (!longer && !plainer) continue;
    if (wanted.size() == 1 &&
        (phrase.words.size() < 4 || phrase.meaning == Meaning::Ignored || only_alone(phrase.words)))
      continue;
    for (std::size_t at = 0; at + wanted.size() <= parts.size(); ++at) {
      if (wanted.size() == 1 && at != 0 && at + 1 != parts.size()) continue;
      if (std::equal(wanted.begin(), wanted.end(), parts.begin() + static_cast<std::ptrdiff_t>(at))) best = &phrase;
    }
  }
  const bool key = parts.back() == "id" || parts.back() == "key";
  if (best != nullptr && (best->parts.size() >= 2 || !key)) return {best->meaning, best->role != "name?"};
  return {key ? Meaning::Ignored : Meaning::Other, true};
}

Meaning meaning_of_heading(std::string_view heading) { return what_heading_says(heading).meaning; }

}  // namespace midspan::reconcile
