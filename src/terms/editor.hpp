// SPDX-License-Identifier: Apache-2.0
// What an editor asks of a text that is being written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/agreement.hpp"
#include "people/finding.hpp"

namespace midspan::terms {

struct Completion {
  std::string label;   // the form, with its slots as "…"
  std::string insert;  // what to write in its place
  std::string detail;  // an example
};

// What could stand at a byte offset: forms that begin there, or the words and names that continue the sentence.
std::vector<Completion> complete(std::string_view text, std::size_t offset);

// What stands at a byte offset: the form of its sentence with an example, a definition's text; empty: nothing to say.
struct Hover {
  std::string text;
  people::TextSpan span;
};
Hover hover(std::string_view text, std::size_t offset);

// What a finding of reading or checking this text proposes, each way as one edit; none: a person has to write it.
struct Mend {
  people::TextSpan span;  // empty: to be inserted there
  std::string text;
};
std::vector<Mend> mends(const people::Finding& finding, std::string_view text);

}  // namespace midspan::terms
