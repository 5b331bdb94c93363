// SPDX-License-Identifier: Apache-2.0
// What each column of a list says: by a person's decision, by its heading, by its cells, in this order.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lists/layout.hpp"
#include "lists/mapping.hpp"
#include "lists/sheet/grid.hpp"
#include "names/dates.hpp"
#include "people/list.hpp"

namespace midspan::lists {

// What the cells of a column look like, from a sample of at most 400 of them spread over the list.
struct Profile {
  std::size_t filled = 0;  // in the sample; absent values ("-", "unknown") not counted
  std::size_t dates = 0;
  std::size_t whole = 0;       // whole numbers
  std::size_t ages = 0;        // whole numbers 0 to 110
  std::size_t told_ages = 0;   // such numbers among words: "34 years", "unos 40", "30-35"
  std::size_t years = 0;       // whole numbers 1300 to 1500 or 1900 to 2100
  std::size_t steps = 0;       // one more than the number in the row before
  std::size_t identities = 0;  // mostly digits, five or more of them, no date
  std::size_t sexes = 0;
  std::size_t countries = 0;
  std::size_t names = 0;  // one to eight words of letters
  std::size_t words = 0;  // in those
  std::size_t distinct = 0;
  std::size_t named_births = 0;   // a name with a date of birth or an age behind it
  bool numbers_are_ages = false;  // behind most names stands a number: an age
  int median_year = 0;            // of the dates, 0 when there are none

  bool mostly(std::size_t count, std::size_t per_cent) const { return filled > 0 && count * 100 >= filled * per_cent; }
};

Profile profile_of(const sheet::Grid& grid, std::size_t first_row, std::size_t column, std::size_t columns);

enum class DecidedBy { Person, Heading, Cells, Nothing };

struct ColumnPlan {
  std::string heading;
  people::ColumnRole role = people::ColumnRole::Ignored;
  int confidence = 0;
  DecidedBy by = DecidedBy::Nothing;
  people::ColumnRole heading_says = people::ColumnRole::Ignored;  // when the cells overruled it
  bool overruled = false;
  bool doubled = false;                 // another column has the role already, so this one is not read
  DateOrder order = DateOrder::Unsaid;  // of a person
  people::Calendar calendar = people::Calendar::Unknown;  // of a person
  Profile profile;
};

std::vector<ColumnPlan> plan_columns(const sheet::Grid& grid, const Layout& layout, const Mapping& mapping);

bool is_identity(people::ColumnRole role);                // NationalId .. OtherId
bool births_apart(const std::vector<ColumnPlan>& plans);  // dates or years of birth have a column of their own
bool is_date(people::ColumnRole role);                    // BirthDate, HeldSince, CapturedOn, StatementDate
bool is_name(people::ColumnRole role);                    // FullName .. Alias

}  // namespace midspan::lists
