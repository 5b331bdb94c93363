// SPDX-License-Identifier: Apache-2.0
#include "lists/named_birth.hpp"

#include <unicode/uchar.h>

#include <algorithm>
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

}  // namespace

std::optional<NamedBirth> named_birth(std::string_view cell) {
  if (cell.size() > kLongest) return std::nullopt;
  std::size_t first = cell.size(), last = 0;
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t begin = at;
    if (u_isdigit(static_cast<UChar32>(base::next_code_point(cell, at))) == 0) continue;
    first = std::min(first, begin);
    last = at;
  }
  if (first == 0 || first >= last) return std::nullopt;
  NamedBirth both{without_born(without_end(cell.substr(0, first))), cell.substr(first, last - first)};
  if (both.name.empty() || names::script_of(both.name) == people::Script::Unknown) return std::nullopt;
  // Digits alone are a year, or a number of something.
  const std::string digits = names::ascii_digits(both.birth);
  if (digits.size() != 4 && digits.find_first_not_of("0123456789") == std::string::npos) return std::nullopt;
  const people::DateSpan born = names::parse_date(both.birth);
  if (!born.known() || born.precision == people::Precision::Age || born.latest - born.earliest > 2 * 366)
    return std::nullopt;
  const int year = base::civil(born.earliest).year;
  if (year < 1900 || year > 2100) return std::nullopt;
  return both;
}

}  // namespace midspan::lists
