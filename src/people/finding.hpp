// SPDX-License-Identifier: Apache-2.0
// Something wrong or doubtful in a list or an agreement: the first of the three kinds of wrong. Collected, never
// thrown.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/message.hpp"

namespace midspan::people {

enum class Severity {
  Note,   // worth knowing; nothing to do
  Doubt,  // the program read it one way; a person should confirm
  Wrong,  // cannot be used as it stands
};

// Where: a cell of a sheet, or a span of an agreement's text. Zero and empty mean "not that kind of place".
struct Place {
  std::string source;      // file name as given
  std::string sheet;       // spreadsheets
  std::size_t row = 0;     // as the sheet counts, from 1, the header included
  std::size_t column = 0;  // from 1
  std::string cell;        // "C14"
  std::size_t begin = 0;   // agreements: byte offsets into the text, end exclusive
  std::size_t end = 0;
  std::size_t line = 0;       // agreements: from 1
  std::size_t character = 0;  // agreements: from 1, in Unicode code points
  std::string article;        // agreements: "2"

  bool operator==(const Place&) const = default;
};

struct Finding {
  base::Message message;  // code, and what the sentence needs; "<code>.do" in locale/ says what to do
  Place place;
  Severity severity = Severity::Doubt;

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

}  // namespace midspan::people
