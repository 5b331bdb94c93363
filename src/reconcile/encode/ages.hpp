// SPDX-License-Identifier: Apache-2.0
// Ages as births. A list that gives ages seldom says on which day: the rows that it shares with the other list do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "people/date_span.hpp"
#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/values.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {

// "34", "34 años", "٣٤"; nothing when there is no age of 0 to 120.
std::optional<int> age_in(std::string_view cell);

// Of each value that stands in a row (`counts`, by id); kNoYear where there is none.
constexpr std::int32_t kNoYear = -1;
std::vector<std::int32_t> ages_in(const Dictionary& texts, const std::vector<std::uint32_t>& counts);

// Whoever was so old in `year` was born in one of two years, or in more where the year is only known roughly.
people::DateSpan births_of_age(int age, int year, int rough);

struct YearOfAges {
  int year = 0;
  int rough = 0;  // years on either side
  std::uint32_t votes = 0;
};

// The year in which a list told its ages. `births` has the year of birth of each row of the lists that have dates and
// the age of each row of this list, kNoYear where there is none. Rows vote that have the same names and no namesake on
// their own list; without five of them the middle of both lists decides, roughly.
YearOfAges year_of_ages(const Encoded& encoded, const std::vector<Field>& fields, const Values& names,
                        const std::vector<bool>& dated, std::size_t list, const std::vector<std::int32_t>& births);

}  // namespace midspan::reconcile
