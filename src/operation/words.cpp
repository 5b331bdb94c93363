// SPDX-License-Identifier: Apache-2.0
#include "operation/words.hpp"

#include "names/normalise.hpp"

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

// The first spelling of each code is the code; the rest is what holders write.
// clang-format off
constexpr std::pair<StatementCode, std::string_view> kStatements[] = {
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
    {StatementCode::Declines, "DECLINES"},
    // English
    {StatementCode::Held, "in custody"}, {StatementCode::Held, "detained"},
    {StatementCode::HeldByOther, "held by another authority"}, {StatementCode::Released, "freed"},
    {StatementCode::DiedInCustody, "died"}, {StatementCode::DiedInCustody, "dead"},
    {StatementCode::NeverHeld, "not held"}, {StatementCode::NeverHeld, "unknown to us"}, {StatementCode::NeverHeld, "denied"},
    {StatementCode::NotConflictRelated, "common crime"}, {StatementCode::DuplicateOf, "duplicate"},
    {StatementCode::UnderSearch, "searching"}, {StatementCode::UnderSearch, "under investigation"},
    {StatementCode::Declines, "no answer"}, {StatementCode::Declines, "refuses to answer"},
    // Spanish
    {StatementCode::Held, "detenido"}, {StatementCode::Held, "detenida"}, {StatementCode::Held, "recluido"},
    {StatementCode::Held, "recluida"}, {StatementCode::Held, "privado de libertad"}, {StatementCode::Held, "bajo custodia"},
    {StatementCode::HeldByOther, "en manos de otra autoridad"}, {StatementCode::HeldByOther, "otra autoridad"},
    {StatementCode::Released, "liberado"}, {StatementCode::Released, "liberada"}, {StatementCode::Released, "excarcelado"},
    {StatementCode::Released, "excarcelada"}, {StatementCode::Released, "en libertad"}, {StatementCode::Released, "libre"},
    {StatementCode::Exchanged, "canjeado"}, {StatementCode::Exchanged, "canjeada"},
    {StatementCode::Transferred, "trasladado"}, {StatementCode::Transferred, "trasladada"},
    {StatementCode::Escaped, "fugado"}, {StatementCode::Escaped, "fugada"}, {StatementCode::Escaped, "evadido"},
    {StatementCode::DiedInCustody, "fallecido"}, {StatementCode::DiedInCustody, "fallecida"},
    {StatementCode::DiedInCustody, "fallecido en custodia"}, {StatementCode::DiedBeforeCustody, "fallecido antes de la detención"},
    {StatementCode::NeverHeld, "no consta"}, {StatementCode::NeverHeld, "no detenido"}, {StatementCode::NeverHeld, "no detenida"},
    {StatementCode::NeverHeld, "nunca detenido"}, {StatementCode::NeverHeld, "nunca detenida"}, {StatementCode::NeverHeld, "desconocido"},
    {StatementCode::NotConflictRelated, "delito común"}, {StatementCode::NotConflictRelated, "delitos comunes"},
    {StatementCode::NotConflictRelated, "preso común"}, {StatementCode::DuplicateOf, "duplicado"}, {StatementCode::DuplicateOf, "duplicada"},
    {StatementCode::DuplicateOf, "repetido"}, {StatementCode::InsufficientData, "datos insuficientes"},
    {StatementCode::UnderSearch, "en búsqueda"}, {StatementCode::UnderSearch, "en verificación"}, {StatementCode::UnderSearch, "en averiguación"},
    {StatementCode::Declines, "no responde"}, {StatementCode::Declines, "se reserva"},
    // Arabic
    {StatementCode::Held, "محتجز"}, {StatementCode::Held, "معتقل"}, {StatementCode::Held, "موجود"},
    {StatementCode::HeldByOther, "لدى جهة أخرى"}, {StatementCode::Released, "أفرج عنه"}, {StatementCode::Released, "مفرج عنه"},
    {StatementCode::Released, "أطلق سراحه"}, {StatementCode::Exchanged, "تم تبادله"}, {StatementCode::Transferred, "نقل"},
    {StatementCode::Escaped, "هارب"}, {StatementCode::DiedInCustody, "متوفى"}, {StatementCode::DiedInCustody, "توفي"},
    {StatementCode::NeverHeld, "غير موجود"}, {StatementCode::NeverHeld, "لم يحتجز"}, {StatementCode::NotConflictRelated, "جنائي"},
    {StatementCode::DuplicateOf, "مكرر"}, {StatementCode::InsufficientData, "بيانات ناقصة"}, {StatementCode::UnderSearch, "قيد البحث"},
    {StatementCode::Declines, "امتنع"},
    // French
    {StatementCode::Held, "détenu"}, {StatementCode::Held, "détenue"}, {StatementCode::Released, "libéré"},
    {StatementCode::Released, "libérée"}, {StatementCode::Exchanged, "échangé"}, {StatementCode::Transferred, "transféré"},
    {StatementCode::Escaped, "évadé"}, {StatementCode::DiedInCustody, "décédé"}, {StatementCode::NeverHeld, "jamais détenu"},
    {StatementCode::NeverHeld, "inconnu"}, {StatementCode::NotConflictRelated, "droit commun"}, {StatementCode::DuplicateOf, "doublon"},
    {StatementCode::InsufficientData, "données insuffisantes"}, {StatementCode::UnderSearch, "en recherche"},
    {StatementCode::Declines, "refuse de répondre"},
    // Russian and Ukrainian
    {StatementCode::Held, "удерживается"}, {StatementCode::Held, "содержится"}, {StatementCode::Held, "утримується"},
    {StatementCode::Released, "освобождён"}, {StatementCode::Released, "освобожден"}, {StatementCode::Released, "звільнений"},
    {StatementCode::Exchanged, "обменян"}, {StatementCode::Exchanged, "обміняний"}, {StatementCode::Transferred, "переведён"},
    {StatementCode::Transferred, "переведений"}, {StatementCode::Escaped, "бежал"}, {StatementCode::Escaped, "втік"},
    {StatementCode::DiedInCustody, "умер"}, {StatementCode::DiedInCustody, "помер"}, {StatementCode::NeverHeld, "не удерживался"},
    {StatementCode::NeverHeld, "не значится"}, {StatementCode::NeverHeld, "не утримувався"},
    {StatementCode::NotConflictRelated, "уголовное дело"}, {StatementCode::DuplicateOf, "повтор"}, {StatementCode::DuplicateOf, "дубль"},
    {StatementCode::InsufficientData, "недостаточно данных"}, {StatementCode::InsufficientData, "недостатньо даних"},
    {StatementCode::UnderSearch, "в розыске"}, {StatementCode::UnderSearch, "розшукується"},
    {StatementCode::Declines, "отказ от ответа"}, {StatementCode::Declines, "відмова"},
};
// clang-format on

// clang-format off
constexpr std::pair<ConsentAnswer, std::string_view> kConsents[] = {
    {ConsentAnswer::Yes, "yes"}, {ConsentAnswer::No, "no"}, {ConsentAnswer::Undecided, "undecided"}, {ConsentAnswer::Missing, "missing"},
    {ConsentAnswer::Yes, "sí"}, {ConsentAnswer::Yes, "acepta"}, {ConsentAnswer::Yes, "consiente"}, {ConsentAnswer::Yes, "agrees"},
    {ConsentAnswer::Yes, "نعم"}, {ConsentAnswer::Yes, "يوافق"}, {ConsentAnswer::Yes, "oui"}, {ConsentAnswer::Yes, "да"}, {ConsentAnswer::Yes, "так"},
    {ConsentAnswer::No, "rechaza"}, {ConsentAnswer::No, "se niega"}, {ConsentAnswer::No, "refuses"}, {ConsentAnswer::No, "لا"},
    {ConsentAnswer::No, "يرفض"}, {ConsentAnswer::No, "non"}, {ConsentAnswer::No, "нет"}, {ConsentAnswer::No, "ні"},
    {ConsentAnswer::Undecided, "indeciso"}, {ConsentAnswer::Undecided, "indecisa"}, {ConsentAnswer::Undecided, "no sabe"},
    {ConsentAnswer::Undecided, "unsure"}, {ConsentAnswer::Undecided, "متردد"}, {ConsentAnswer::Undecided, "indécis"},
    {ConsentAnswer::Undecided, "не решил"}, {ConsentAnswer::Undecided, "не вирішив"},
    {ConsentAnswer::Missing, ""}, {ConsentAnswer::Missing, "no entrevistado"}, {ConsentAnswer::Missing, "not asked"},
};
// clang-format on

}  // namespace

std::string_view word(people::PartyRole role) { return word_in(kRoles, role); }
std::optional<people::PartyRole> party_role(std::string_view text) { return value_in(kRoles, text); }
std::string_view word(people::Verdict value) { return word_in(kVerdicts, value); }
std::optional<people::Verdict> verdict(std::string_view text) { return value_in(kVerdicts, text); }
std::string_view word(people::HoldKind kind) { return word_in(kHolds, kind); }
std::optional<people::HoldKind> hold_kind(std::string_view text) { return value_in(kHolds, text); }
std::string_view word(people::StatementCode code) { return word_in(kStatements, code); }
std::optional<people::StatementCode> statement_code(std::string_view text) { return value_in(kStatements, text); }
std::string_view word(people::ConsentAnswer answer) { return word_in(kConsents, answer); }
std::optional<people::ConsentAnswer> consent_answer(std::string_view text) { return value_in(kConsents, text); }
std::string_view word(people::Standing standing) { return word_in(kStandings, standing); }

bool same_word(std::string_view left, std::string_view right) {
  return left == right || names::fold_joined(left) == names::fold_joined(right);
}

}  // namespace midspan::operation
