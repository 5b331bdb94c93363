// SPDX-License-Identifier: Apache-2.0
// The conditions of Splink's comparison levels, as far as they can be said in levels of ours: a closed grammar, not
// SQL. Equality, NULL, similarities and distances with a bound, differences of dates and numbers, common members of
// arrays, parts of a text, joined by AND, OR and NOT. Whatever else is refused, never guessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::reconcile {

// What one term asks of a column.
struct SplinkTerm {
  enum What { Missing, Present, Equal, Part, Similar, Edits, Days, Number, Common, Crossed } what = Missing;
  std::string column;  // as written, without _l and _r; in small letters
  std::string other;   // Crossed: the column of the right row
  double bound = 0;    // similarity 0..1, edits, days, difference, members in common, letters of a part
};

// OR of ANDs. Empty alternatives: "ELSE".
struct SplinkCondition {
  bool otherwise = false;
  std::vector<std::vector<SplinkTerm>> alternatives;
};

// Nothing when it is not understood. Never more than a few hundred terms.
std::optional<SplinkCondition> parse_splink_condition(std::string_view sql);

}  // namespace midspan::reconcile
