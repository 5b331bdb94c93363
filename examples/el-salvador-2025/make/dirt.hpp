// SPDX-License-Identifier: Apache-2.0
// What happens to a name or a date between a person and a spreadsheet.
#pragma once

#include <string>
#include <string_view>

#include "base/day.hpp"
#include "cast.hpp"
#include "draw.hpp"

namespace midspan::example {

std::string folded(std::string_view text);           // lower case, accents lost: "perez nino"
std::string without_accents(std::string_view text);  // case kept: "PEREZ NINO"
std::string upper(std::string_view text);            // "PÉREZ NIÑO"
std::string latin_1(std::string_view text);          // windows-1252 bytes; what that lacks becomes a bare letter or '?'

// One slip of a hand or an ear: b for v, s for z, a letter lost, doubled or swapped. Never the same text again.
std::string misspelt(Draw& draw, std::string_view text);
std::string with_double_space(std::string_view text);  // after the first word; at the end if there is but one

std::string day_month_year(base::CivilDate date);                        // "04/09/1998"
std::string document_as_typed(Draw& draw, const std::string& document);  // "V-18345672", "V18.345.672", "18345672"

}  // namespace midspan::example
