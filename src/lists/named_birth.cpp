// SPDX-License-Identifier: Apache-2.0
#include "lists/named_birth.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/day.hpp"
#include "base/utf8.hpp"
#include "lists/values.hpp"
#include "lists/vocabulary.hpp"
#include "names/dates.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"

namespace midspan::lists {

namespace {

constexpr std::size_t kLongest = 200;  // bytes
constexpr std::string_view kBetween = " ,;:(-/|";

std::string_view without_end(std::string_view text) {
  for (;;) {
    text = trimmed(text);
    const std::size_t size = text.size();
    while (!text.empty() && kBetween.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    for (const std::string_view dash : {"–", "—"})
      if (text.ends_with(dash)) text.remove_suffix(dash.size());
    if (text.size() == size) return text;
  }
}

std::string_view without_brackets(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.front() == ')' || text.front() == ']')) text = trimmed(text.substr(1));
  while (!text.empty() && std::string_view(").]").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return trimmed(text);
}

// "Luis Gil, born on" is Luis Gil.
std::string_view without_born(std::string_view name) {
  for (;;) {
    std::size_t begin = name.size();
    std::string_view rest = name;
    bool found = false;
    for (int words = 0; words < 3 && begin != 0 && !found; ++words) {
      const std::size_t space = name.find_last_of(" ,(", begin - 1);
      begin = space == std::string_view::npos ? 0 : space;
      if (begin == 0) break;
      rest = name.substr(0, begin);
      found = born_word(name.substr(begin + 1));
    }
    if (!found) return name;
    name = without_end(rest);
  }
}

// Words that say a year of birth behind four digits, and an age behind two.
bool year_word(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kWords{"года", "год", "рік",     "роки",
                                                          "سنة",  "سال", "yaşında", "jahre"};
  return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

// "34 años", "aged 34", "34 лет)": what stands around the number says that it is an age.
bool says_age(std::string_view text) {
  names::ColumnDates any_day;
  any_day.list_date = base::day_of({2000, 1, 1});
  return names::parse_date(text, any_day).precision == people::Precision::Age;
}

}  // namespace

std::optional<NamedBirth> named_birth(std::string_view cell, bool numbers_too) {
  using Kind = NamedBirth::Kind;
  if (cell.size() > kLongest) return std::nullopt;
  std::size_t first = cell.size(), last = 0;
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t begin = at;
    if (u_isdigit(static_cast<UChar32>(base::next_code_point(cell, at))) == 0) continue;
    first = std::min(first, begin);
    last = at;
  }
  if (first == 0 || first >= last) return std::nullopt;
  const std::string_view before = cell.substr(0, first);
  NamedBirth both{without_born(without_end(before)), cell.substr(first, last - first), Kind::Date};
  const std::string digits = names::ascii_digits(both.birth);
  if (digits.size() <= 3 && digits.find_first_not_of("0123456789") == std::string::npos) {
    const int years = std::stoi(digits);
    constexpr int kYoungest = 10;  // below, a number alone tells namesakes apart
    constexpr int kOldest = 110;
    if (years > kOldest) return std::nullopt;
    const std::string_view behind = without_brackets(cell.substr(last));
    // "aged 41": the word is before the number.
    const std::size_t cut = before.find_last_of(",;(-/");
    const std::string_view from_cut = cut == std::string_view::npos ? std::string_view() : before.substr(cut + 1);
    if (year_word(behind) || (says_age(std::string(both.birth) + " " + std::string(behind)) && !behind.empty())) {
      both.kind = Kind::Age;
    } else if (!trimmed(from_cut).empty() && behind.empty() &&
               says_age(std::string(from_cut) + std::string(both.birth))) {
      both.kind = Kind::Age;
      both.name = without_end(before.substr(0, cut));
    } else if (numbers_too && behind.empty() && years >= kYoungest && both.name.size() < trimmed(before).size()) {
      both.kind = Kind::Number;
    } else {
      return std::nullopt;
    }
  } else if (digits.size() != 4 && digits.find_first_not_of("0123456789") == std::string::npos) {
    return std::nullopt;  // a number of something
  }
  if (both.name.empty() || names::script_of(both.name) == people::Script::Unknown) return std::nullopt;
  if (both.kind != Kind::Date) return both;
  const people::DateSpan born = names::parse_date(both.birth);
  if (!born.known() || born.precision == people::Precision::Age || born.latest - born.earliest > 2 * 366)
    return std::nullopt;
  const int year = base::civil(born.earliest).year;
  if (year < 1900 || year > 2100) return std::nullopt;
  return both;
}

}  // namespace midspan::lists
