// SPDX-License-Identifier: Apache-2.0
// How lists write the sexes, in the languages that their headings may be in.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace midspan::reconcile {

// "m", "f", or the cell itself where it says neither. Texts are folded (names/normalise.hpp); `there_are`: all that
// stand in the column of the list.
std::string sex_in(std::string_view text, const std::set<std::string_view>& there_are);

}  // namespace midspan::reconcile
