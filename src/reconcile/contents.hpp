// SPDX-License-Identifier: Apache-2.0
// What columns hold whose headings say nothing ("pername1", "col_4", "date"): told by their cells.
#pragma once

#include <string>
#include <vector>

#include "reconcile/fields.hpp"

namespace midspan::reconcile {

struct Contents {
  const std::vector<std::string>* cells = nullptr;  // a sample, empty ones left out
  Meaning meaning = Meaning::Other;                 // what the heading or a person says
  bool open = false;                                // whether the cells may say otherwise
};

// Names, births and their parts, for lists whose headings name none. Gives the columns whose meaning was found, in
// order. A birth has years that spread over more than a generation's third, as days of capture and of release do not; a
// name has words that are known as names, or, in scripts of which no names are known, as many values as persons have.
std::vector<std::size_t> read_contents(std::vector<Contents>& columns);

}  // namespace midspan::reconcile
