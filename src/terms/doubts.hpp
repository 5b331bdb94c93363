// SPDX-License-Identifier: Apache-2.0
// What a sentence says of groups that readers would take in two ways: a noun with a capital that nobody defined, a
// filter that may be of all or of the last alone. Not guessed: said.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "terms/session.hpp"

namespace midspan::terms {

struct Doubt {
  const char* code = "";
  people::TextSpan where;
  std::vector<std::pair<std::string, base::Argument>> arguments;
  people::Severity severity = people::Severity::Wrong;
};
// begin: of the sentence. In the sentence's order.
std::vector<Doubt> doubts_of(const Node& node, const Session& session, Position begin);

}  // namespace midspan::terms
