// SPDX-License-Identifier: Apache-2.0
// Words of lists that are all in one script other than Latin, compared as they are written: no reading in Latin letters
// is exact, and working one out costs milliseconds a word. Arabic, Cyrillic and Hebrew.
#pragma once

#include <string>
#include <string_view>

#include "names/similarity.hpp"
#include "people/name.hpp"

namespace midspan::reconcile {

bool has_native_letters(people::Script script);

// One byte a letter. False when the folded word has more than sixteen letters or one of another script; what fits is
// packed all the same.
bool pack_native(std::string_view folded, people::Script script, names::PackedWord& packed);

// What stays when vowels and long vowels go and letters that sound or look alike are merged; as Latin letters, at
// most 8.
std::string native_skeleton(std::string_view folded, people::Script script);

}  // namespace midspan::reconcile
