// SPDX-License-Identifier: Apache-2.0
// Inside names/: the words around dates.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "people/date_span.hpp"

namespace midspan::names {

struct MonthWord {
  people::Calendar calendar = people::Calendar::Gregorian;
  int month = 0;
  std::size_t words = 0;  // how many words it took
};

// The longest month name at the head of folded words (data/names/months.tsv).
std::optional<MonthWord> month_at(std::span<const std::string> words);

enum class DateWord {
  None,
  Noise,
  About,
  Age,
  Hijri,
  Jalali,
  Gregorian,
  Ethiopic,
  HebrewEra,
  Unknown,
  Between,
  On,
  Decade,
  Masked,
};
DateWord date_word(std::string_view folded);

// תשמ"ה, ה'תשמ"ה: a Hebrew year in letters, thousands added; 0 when it is none. The argument is folded.
int hebrew_year(std::string_view folded);
// כ"ה: a day in letters; 0 when it is none.
int hebrew_day(std::string_view folded);

}  // namespace midspan::names
