// SPDX-License-Identifier: Apache-2.0
// The words that stand in acts and in the tables people bring, for the enumerations of people/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "people/link.hpp"
#include "people/party.hpp"
#include "people/statement.hpp"

namespace midspan::operation {

std::string_view word(people::PartyRole role);  // "side", "intermediary", "guarantor", "observer"
std::optional<people::PartyRole> party_role(std::string_view word);

std::string_view word(people::Verdict verdict);  // "same", "different", "unsure"
std::optional<people::Verdict> verdict(std::string_view word);

std::string_view word(people::HoldKind kind);  // "court-order", "consent", ...
std::optional<people::HoldKind> hold_kind(std::string_view word);

std::string_view word(people::StatementCode code);  // "HELD", "NEVER-HELD", ...
// The code itself, or what a holder writes for it in several languages (names/answers.hpp).
std::optional<people::StatementCode> statement_code(std::string_view words);

std::string_view word(people::ConsentAnswer answer);  // "yes", "no", "undecided", "missing"
std::optional<people::ConsentAnswer> consent_answer(std::string_view words);

std::string_view word(people::Standing standing);  // "alleged", ...

// The text in a language, else the English one, else the first that there is; "" where there is none.
const std::string& in_language(const std::map<std::string, std::string>& texts, std::string_view language);

// Equal but for case (any script) and spaces around.
bool same_word(std::string_view left, std::string_view right);

}  // namespace midspan::operation
