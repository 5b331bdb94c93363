// SPDX-License-Identifier: Apache-2.0
// Headings, word by word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconcile/fields.hpp"

namespace midspan::reconcile {

// Words of a heading, folded: "DateOfBirth" and "date_of_birth" both give "date of birth".
std::string words_of_heading(std::string_view heading);

std::vector<std::string_view> split_words(std::string_view words);

// What a heading says by the vocabulary of names/headings.hpp. Not sure: "commander name" may be a name of somebody
// else.
struct HeadingSays {
  Meaning meaning = Meaning::Other;
  bool sure = true;
};
HeadingSays what_heading_says(std::string_view heading);

}  // namespace midspan::reconcile
