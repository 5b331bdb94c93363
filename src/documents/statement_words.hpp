// SPDX-License-Identifier: Apache-2.0
// The words of the answer sheet: what a code is called in each language, which of them need more than the code, and the
// tokens of rows.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "people/statement.hpp"

namespace midspan::documents {

struct CodeWords {
  people::StatementCode code = people::StatementCode::Held;
  std::string_view word;  // code of the catalogues: what a reader chooses
  std::string_view help;  // and when to choose it
  bool needs_date = false;
  bool needs_detail = false;
};

const std::array<CodeWords, 14>& code_words();  // in the order of the protocol

// "7QJ3-K2MW-0ZRT-V" from 60 bits of a digest.
std::string token_from_digest(const std::array<std::uint8_t, 32>& digest);

enum class TokenForm { None, Mistyped, Good };

// Reads a token however it was typed: lower case, without hyphens, O for 0, I or L for 1. `normal` gets its usual form.
TokenForm read_token(std::string_view text, std::string& normal);

}  // namespace midspan::documents
