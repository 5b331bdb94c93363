// SPDX-License-Identifier: Apache-2.0
// What headings of lists of people call their columns, in many languages (data/names/headings.tsv). One vocabulary for
// whoever reads headings; what follows from a phrase is for the reader to say.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace midspan::names {

struct HeadingPhrase {
  std::string key;            // heading_key of the phrase
  std::string_view role;      // "given-name"; "name?" and the like need a look at the other columns or the cells
  std::string_view language;  // "es"
};

// In the order of the table; where a phrase stands twice the first counts. Views are into the program's own data.
std::span<const HeadingPhrase> heading_phrases();

// The first phrase that is the whole heading; null when there is none. Cost: one hash look-up.
const HeadingPhrase* heading_phrase(std::string_view key);

// Folded words; signs alone ("#", "№") fold to nothing and stand as they are.
std::string heading_key(std::string_view heading);

}  // namespace midspan::names
