// SPDX-License-Identifier: Apache-2.0
// Two names of which one at least has several words: the words of the one find partners among those of the other.
#pragma once

#include <cstdint>

#include "reconcile/encode/values.hpp"

namespace midspan::reconcile {

// A NameLevel. REQUIRES: they are not equal.
unsigned compare_words(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers);

}  // namespace midspan::reconcile
