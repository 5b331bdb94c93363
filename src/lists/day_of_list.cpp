// SPDX-License-Identifier: Apache-2.0
#include "lists/day_of_list.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "lists/values.hpp"
#include "lists/vocabulary.hpp"
#include "names/dates.hpp"
#include "names/normalise.hpp"

namespace midspan::lists {

namespace {

constexpr std::size_t kLongestTitle = 500;  // bytes
constexpr std::size_t kWordsOfADate = 5;    // "15 de marzo de 2021"
constexpr base::Day kOneDay = 3;            // calendars that go by the moon differ by so much

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kBetween = " \t\n\r()[]:;,\"";
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(kBetween, at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(kBetween, begin), text.size());
    words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

// A word for one stands before the date, or was read as a part of it.
bool is_of_an_act(const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
  constexpr std::size_t kNear = 4;
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(begin - std::min(begin, kNear)),
                     words.begin() + static_cast<std::ptrdiff_t>(end), act_word);
}

// The whole day that `text` is, if it is one.
std::optional<people::DateSpan> whole_day(std::string_view text) {
  while (text.ends_with('.')) text.remove_suffix(1);
  if (names::ascii_digits(text).find_first_of("0123456789") == std::string::npos) return std::nullopt;
  names::ColumnDates rules;
  rules.serials = false;
  const people::DateSpan span = names::parse_date(text, rules);
  const bool whole = span.known() && span.precision == people::Precision::Day && span.latest - span.earliest <= kOneDay;
  return whole ? std::optional(span) : std::nullopt;
}

struct DateInTitle {
  people::DateSpan day;
  std::size_t words = 0;
};

// The longest date that begins with a word.
std::optional<DateInTitle> date_at(const std::vector<std::string_view>& words, std::size_t from) {
  for (std::size_t count = std::min(kWordsOfADate, words.size() - from); count > 0; --count) {
    const std::string_view last = words[from + count - 1];
    const auto size = static_cast<std::size_t>(last.data() + last.size() - words[from].data());
    if (const auto day = whole_day({words[from].data(), size})) return DateInTitle{*day, count};
  }
  return std::nullopt;
}

}  // namespace

std::optional<DayOfList> day_of_list(const sheet::Grid& grid, const Layout& layout) {
  std::optional<DayOfList> found;
  people::DateSpan span;
  for (std::size_t row = 0; layout.has_header && row < layout.header_begin; ++row)
    for (std::uint32_t at = grid.rows[row].first; at < grid.rows[row].first + grid.rows[row].count; ++at) {
      const std::string_view text = trimmed(grid.value(grid.cells[at]));
      if (text.size() > kLongestTitle) continue;
      const std::vector<std::string_view> words = words_of(text);
      for (std::size_t from = 0; from < words.size(); ++from) {
        const auto date = date_at(words, from);
        if (!date) continue;
        const people::DateSpan& day = date->day;
        if (!is_of_an_act(words, from, from + date->words)) {
          if (found && (day.earliest > span.latest + kOneDay || span.earliest > day.latest + kOneDay))
            return std::nullopt;
          const bool surer = day.calendar == people::Calendar::Gregorian && span.calendar != day.calendar;
          if (!found || surer) {
            span = day;
            found = DayOfList{day.latest, grid.rows[row].number};
          }
        }
        from += date->words - 1;
      }
    }
  return found;
}

}  // namespace midspan::lists
