// SPDX-License-Identifier: Apache-2.0
// The protocol's words for what a holder answers: the same in acts, on sheets and in every language.
#pragma once

#include <string_view>
#include <utility>

#include "people/statement.hpp"

namespace midspan::people {

inline constexpr std::pair<StatementCode, std::string_view> kStatementWords[] = {
    {StatementCode::Held, "HELD"},
    {StatementCode::HeldByOther, "HELD-BY-OTHER"},
    {StatementCode::Released, "RELEASED"},
    {StatementCode::Exchanged, "EXCHANGED"},
    {StatementCode::Transferred, "TRANSFERRED"},
    {StatementCode::Escaped, "ESCAPED"},
    {StatementCode::DiedInCustody, "DIED-IN-CUSTODY"},
    {StatementCode::DiedBeforeCustody, "DIED-BEFORE-CUSTODY"},
    {StatementCode::NeverHeld, "NEVER-HELD"},
    {StatementCode::NotConflictRelated, "NOT-CONFLICT-RELATED"},
    {StatementCode::DuplicateOf, "DUPLICATE-OF"},
    {StatementCode::InsufficientData, "INSUFFICIENT-DATA"},
    {StatementCode::UnderSearch, "UNDER-SEARCH"},
    {StatementCode::Declines, "DECLINES"}};

constexpr std::string_view protocol_word(StatementCode code) {
  for (const auto& [one, word] : kStatementWords)
    if (one == code) return word;
  return {};
}

}  // namespace midspan::people
