// SPDX-License-Identifier: Apache-2.0
// A sentence that is not yet in any language: a code and its arguments. Only the edge of the program (cli, documents,
// desk) turns it into words, through locale/. Every code has a sentence in each of locales/<language>/<area>.json
// and a row in docs/errors.md; a test keeps all three together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace midspan::base {

using Argument = std::variant<std::int64_t, std::string>;

struct Message {
  std::string code;                                         // "LST-012"
  std::vector<std::pair<std::string, Argument>> arguments;  // {name in the sentence, value}

  bool operator==(const Message&) const = default;
};

// Fills {name} in a sentence; for sentences without plurals (the static verifier). Unknown names stay as they are.
std::string fill(std::string_view sentence, const Message& message);

}  // namespace midspan::base
