// SPDX-License-Identifier: Apache-2.0
// Inside names/: given names and their forms (data/names/variants.tsv).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace midspan::names {

// The lines on which a folded word stands, sorted; empty for a word of none.
std::span<const std::uint16_t> variant_lines(std::string_view folded);

// Whether a name of which the word is a form, in its full form (the first on its line), begins with the Latin letter.
bool full_form_begins(std::string_view folded, char letter);

// Different: both are known, and of no common name, or of one that has become two (data/names/apart.tsv: Diego,
// Santiago).
enum class Variants { Unknown, Same, Different };
Variants compare_variants(std::string_view left, std::string_view right);

}  // namespace midspan::names
