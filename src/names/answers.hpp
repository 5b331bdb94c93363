// SPDX-License-Identifier: Apache-2.0
// What a cell answers: a holder about somebody on a list, the people themselves, or a court. Words in several
// languages, from data/names/answers.tsv.
#pragma once

#include <optional>
#include <string_view>

#include "people/statement.hpp"

namespace midspan::names {

template <typename Code>
struct AnswerRead {
  Code code{};
  bool whole = true;  // the cell is a phrase that is known; else one stands in it: "detenido en Cómbita"
};

// A phrase inside a longer cell answers only where every known phrase in it says the same, and no word beside it denies
// or doubts it: "no figura detenido", "fue detenido y liberado" and "posiblemente fallecido" are no answers.
std::optional<AnswerRead<people::StatementCode>> statement_answer(std::string_view cell);
std::optional<AnswerRead<people::ConsentAnswer>> consent_answer(std::string_view cell);
std::optional<AnswerRead<people::HoldKind>> hold_answer(std::string_view cell);  // what stops somebody

// Released, Exchanged, Escaped or one of the deaths, where a remark is a known phrase for it and nothing else. Not
// Transferred: as a remark, that is mostly to another prison.
std::optional<people::StatementCode> gone_by_remark(std::string_view remark);

}  // namespace midspan::names
