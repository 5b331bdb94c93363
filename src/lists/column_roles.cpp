// SPDX-License-Identifier: Apache-2.0
#include "lists/column_roles.hpp"

#include "base/assert.hpp"

namespace midspan::lists {

using people::ColumnRole;

const std::vector<std::pair<ColumnRole, std::string_view>>& role_words() {
  static const std::vector<std::pair<ColumnRole, std::string_view>> words = {
      {ColumnRole::Ignored, "ignored"},
      {ColumnRole::LineNumber, "line-number"},
      {ColumnRole::FullName, "full-name"},
      {ColumnRole::GivenName, "given-name"},
      {ColumnRole::SecondGivenName, "second-given-name"},
      {ColumnRole::FatherName, "father-name"},
      {ColumnRole::GrandfatherName, "grandfather-name"},
      {ColumnRole::FamilyName, "family-name"},
      {ColumnRole::SecondSurname, "second-surname"},
      {ColumnRole::MotherName, "mother-name"},
      {ColumnRole::Alias, "alias"},
      {ColumnRole::BirthDate, "birth-date"},
      {ColumnRole::Age, "age"},
      {ColumnRole::BirthYear, "birth-year"},
      {ColumnRole::BirthMonth, "birth-month"},
      {ColumnRole::BirthDay, "birth-day"},
      {ColumnRole::BirthPlace, "birth-place"},
      {ColumnRole::Sex, "sex"},
      {ColumnRole::Nationality, "nationality"},
      {ColumnRole::SecondNationality, "second-nationality"},
      {ColumnRole::NationalId, "national-id"},
      {ColumnRole::Passport, "passport"},
      {ColumnRole::ServiceNumber, "service-number"},
      {ColumnRole::CaseNumber, "case-number"},
      {ColumnRole::OtherId, "other-id"},
      {ColumnRole::Rank, "rank"},
      {ColumnRole::Unit, "unit"},
      {ColumnRole::Holder, "holder"},
      {ColumnRole::OnBehalfOf, "on-behalf-of"},
      {ColumnRole::Facility, "facility"},
      {ColumnRole::HeldSince, "held-since"},
      {ColumnRole::CapturedOn, "captured-on"},
      {ColumnRole::Category, "category"},
      {ColumnRole::Sentence, "sentence"},
      {ColumnRole::Offence, "offence"},
      {ColumnRole::Health, "health"},
      {ColumnRole::Address, "address"},
      {ColumnRole::Place, "place"},
      {ColumnRole::Phone, "phone"},
      {ColumnRole::Status, "status"},
      {ColumnRole::StatementDate, "statement-date"},
      {ColumnRole::Remark, "remark"},
      {ColumnRole::Consent, "consent"},
      {ColumnRole::Destination, "destination"},
      {ColumnRole::Family, "family"},
      {ColumnRole::Hold, "hold"},
  };
  return words;
}

std::string_view word_of(ColumnRole role) {
  for (const auto& [candidate, word] : role_words())
    if (candidate == role) return word;
  MIDSPAN_ASSERT(false && "every role has a word");
}

std::optional<ColumnRole> role_of(std::string_view word) {
  if (word == "ignore") return ColumnRole::Ignored;
  for (const auto& [role, candidate] : role_words())
    if (candidate == word) return role;
  return std::nullopt;
}

}  // namespace midspan::lists
