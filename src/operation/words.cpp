// SPDX-License-Identifier: Apache-2.0
#include "operation/words.hpp"

#include "names/answers.hpp"
#include "names/normalise.hpp"
#include "people/statement_words.hpp"

namespace midspan::operation {

namespace {

template <typename Enum, std::size_t count>
std::string_view word_in(const std::pair<Enum, std::string_view> (&table)[count], Enum value) {
  for (const auto& [entry, text] : table)
    if (entry == value) return text;
  return {};
}

template <typename Enum, std::size_t count>
std::optional<Enum> value_in(const std::pair<Enum, std::string_view> (&table)[count], std::string_view text) {
  for (const auto& [entry, known] : table)
    if (same_word(known, text)) return entry;
  return std::nullopt;
}

using people::ConsentAnswer;
using people::HoldKind;
using people::PartyRole;
using people::Standing;
using people::StatementCode;
using people::Verdict;

constexpr std::pair<PartyRole, std::string_view> kRoles[] = {{PartyRole::Side, "side"},
                                                             {PartyRole::Intermediary, "intermediary"},
                                                             {PartyRole::Guarantor, "guarantor"},
                                                             {PartyRole::Observer, "observer"}};

constexpr std::pair<Verdict, std::string_view> kVerdicts[] = {
    {Verdict::Same, "same"}, {Verdict::Different, "different"}, {Verdict::Unsure, "unsure"}};

// clang-format off
constexpr std::pair<HoldKind, std::string_view> kHolds[] = {
    {HoldKind::CourtOrder, "court-order"}, {HoldKind::Consent, "consent"},     {HoldKind::Refoulement, "refoulement"},
    {HoldKind::Medical, "medical"},        {HoldKind::Penal, "penal"},         {HoldKind::Identity, "identity"},
    {HoldKind::Minor, "minor"},            {HoldKind::FamilyUnit, "family-unit"},
    {HoldKind::PartyObjection, "party-objection"}, {HoldKind::Other, "other"}};
// clang-format on

constexpr std::pair<Standing, std::string_view> kStandings[] = {{Standing::Alleged, "alleged"},
                                                                {Standing::Acknowledged, "acknowledged"},
                                                                {Standing::Confirmed, "confirmed"},
                                                                {Standing::Interviewed, "interviewed"}};

// clang-format off
constexpr std::pair<ConsentAnswer, std::string_view> kConsents[] = {
    {ConsentAnswer::Yes, "yes"}, {ConsentAnswer::No, "no"}, {ConsentAnswer::Undecided, "undecided"}, {ConsentAnswer::Missing, "missing"}};
// clang-format on

}  // namespace

std::string_view word(people::PartyRole role) { return word_in(kRoles, role); }
std::optional<people::PartyRole> party_role(std::string_view text) { return value_in(kRoles, text); }
std::string_view word(people::Verdict value) { return word_in(kVerdicts, value); }
std::optional<people::Verdict> verdict(std::string_view text) { return value_in(kVerdicts, text); }
std::string_view word(people::HoldKind kind) { return word_in(kHolds, kind); }
std::optional<people::HoldKind> hold_kind(std::string_view text) {
  if (const auto kind = value_in(kHolds, text)) return kind;
  const auto answer = names::hold_answer(text);
  return answer && answer->whole ? std::optional(answer->code) : std::nullopt;
}
std::string_view word(people::StatementCode code) { return people::protocol_word(code); }
std::optional<people::StatementCode> statement_code(std::string_view text) {
  const auto answer = names::statement_answer(text);
  return answer ? std::optional(answer->code) : std::nullopt;
}
std::string_view word(people::ConsentAnswer answer) { return word_in(kConsents, answer); }
std::optional<people::ConsentAnswer> consent_answer(std::string_view text) {
  if (text.empty()) return people::ConsentAnswer::Missing;
  const auto answer = names::consent_answer(text);
  return answer ? std::optional(answer->code) : std::nullopt;
}
std::string_view word(people::Standing standing) { return word_in(kStandings, standing); }

const std::string& in_language(const std::map<std::string, std::string>& texts, std::string_view language) {
  for (const std::string_view one : {language, std::string_view("en")})
    if (const auto found = texts.find(std::string(one)); found != texts.end()) return found->second;
  static const std::string kNothing;
  return texts.empty() ? kNothing : texts.begin()->second;
}

bool same_word(std::string_view left, std::string_view right) {
  return left == right || names::fold_joined(left) == names::fold_joined(right);
}

}  // namespace midspan::operation
