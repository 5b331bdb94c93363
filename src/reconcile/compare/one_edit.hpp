// SPDX-License-Identifier: Apache-2.0
// Whether two words are one insertion, deletion, substitution or swap of neighbours apart, or equal.
#pragma once

#include <string_view>

#include "names/similarity.hpp"

namespace midspan::reconcile {

bool one_edit(std::string_view left, std::string_view right);
// The same of packed words, in a few steps instead of one a letter.
bool one_edit(const names::PackedWord& left, const names::PackedWord& right);

}  // namespace midspan::reconcile
