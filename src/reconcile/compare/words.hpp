// SPDX-License-Identifier: Apache-2.0
// Two words of names, by their numbers among the values: as letters, as they sound, as forms of one name. Levels are
// NameLevel. REQUIRES: they are not equal.
#pragma once

#include <cstdint>
#include <cstring>

#include "names/similarity.hpp"
#include "reconcile/encode/values.hpp"

namespace midspan::reconcile {

enum class Forms { Unknown, Same, Different };  // Different: both are known given names, and not of one name
Forms compare_forms(const Values& values, const NameValue& left, const NameValue& right, bool fathers);

// As they are written, or read where they are in two scripts.
unsigned compare_spelling(const Values& values, std::uint32_t left, std::uint32_t right);
// The same, and whether they are forms of one name. Of names of several words: as if they were one.
unsigned compare_letters(const Values& values, std::uint32_t left, std::uint32_t right, bool fathers);

inline bool same_word(const names::PackedWord& left, const names::PackedWord& right) {
  return left.length == right.length &&
         std::memcmp(left.letters.data(), right.letters.data(), left.letters.size()) == 0;
}

}  // namespace midspan::reconcile
