// SPDX-License-Identifier: Apache-2.0
// The words of data/lists: what headings call a column in eighteen languages, and what cells say in words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "people/list.hpp"

namespace midspan::lists {

// A heading that needs a look at the other columns or at the cells before it is a role.
enum class Unsettled : std::uint8_t { No, Name, Date, Number, State, Group, Year, Month, Day };

struct HeadingGuess {
  people::ColumnRole role = people::ColumnRole::Ignored;
  Unsettled unsettled = Unsettled::No;
  int confidence = 0;              // per cent; 0: the heading says nothing to us
  std::string_view language = {};  // "es"; of the phrase

  bool known() const { return confidence > 0; }
};

enum class Effort { WholePhrases, Everything };

// By the whole heading (95), by a part of it between brackets, slashes or lines (90), by a phrase inside it (60 to 85),
// by a phrase that differs in a letter (65). Effort::WholePhrases does the first two only (about 1 us); the rest takes
// about 100 us.
HeadingGuess guess_heading(std::string_view heading, Effort effort = Effort::Everything);

// Year, month or day as one line of a heading ("Día" below "Fecha de nacimiento"); Unsettled::No otherwise.
Unsettled part_of_date(std::string_view heading);

// "Date of death": a day there says more than when.
bool is_death_date(std::string_view heading);

std::size_t words_in(std::string_view folded);

// What a whole cell says.
std::optional<people::Sex> sex_word(std::string_view cell);
// Or several states with nothing but words like "and" or a part of the body beside them, of which the gravest holds:
// "diabetic, wounded in the leg". A negation or anything else beside them is not understood; that somebody has died is
// said by the whole cell or not.
std::optional<people::Health> health_word(std::string_view cell);
bool speaks_of_health(std::string_view cell);  // some word in it does, whatever it says of it
// health_word of somebody ill or wounded: "хворий на діабет", not "ill-treated".
std::optional<people::Health> nothing_but_health(std::string_view cell);
std::optional<people::Absence> absence_word(std::string_view cell);  // "-", "unknown", "отказался"

// "34 años", "unos 40", "30-35", "8 meses" (0): the full years that somebody has, or between which they lie.
struct ToldAge {
  int youngest = 0;
  int eldest = 0;
};
std::optional<ToldAge> told_age(std::string_view cell);

// "Idem", a pair of quotation marks, "-do-": the cell says what the one above says.
bool ditto_word(std::string_view cell);

// "Camp 7", "СИЗО-2 г. …", "Centro penitenciario …": the title of those who are held there.
bool is_place_of_detention(std::string_view text);

bool act_word(std::string_view word);   // "agreement", "закон", "قرار": what has a date that is not the list's
bool born_word(std::string_view text);  // "born on", "род.", "مواليد": stands before a date of birth

// "Total", "Итого": at the front of a cell; the number that stands in the same cell, if one does.
struct StatedTotal {
  std::optional<std::int64_t> number;
};
std::optional<StatedTotal> total_word(std::string_view cell);
bool counts_a_part(std::string_view cell);  // "of whom wounded", "з них поранених": what stands below a total

}  // namespace midspan::lists
