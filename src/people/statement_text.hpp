// SPDX-License-Identifier: Apache-2.0
// The lines that a party signs for an annex: made when it is frozen, and again by whoever verifies. docs/sign.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "people/annex.hpp"

namespace midspan::people {

inline constexpr std::string_view kStatementBegins = "Midspan annex, version 1";
inline constexpr std::string_view kStatementDigest = "Digest: sha256 ";
inline constexpr std::string_view kStatementSignatory = "Signed for: ";

// Ends with a newline. Language-free but for the count in English words, so that every desk and every year gives the
// same bytes. REQUIRES: annex.digest is set.
std::string statement_text(const Annex& annex, std::string_view signatory);

// "two hundred fifty-two": the words of the statement text. 0 <= value < 10^12.
std::string count_in_words(std::int64_t value);

}  // namespace midspan::people
