// SPDX-License-Identifier: Apache-2.0
// Which script a code point and a text are written in.
#pragma once

#include <string_view>

#include "people/name.hpp"

namespace midspan::names {

// Unknown for what all scripts share: digits, punctuation, spaces, combining marks. Other for a script without a name
// in people::Script. Cost: a table look-up below U+0600, a short binary search above.
people::Script script_of(char32_t point);

// The one script of the letters of a UTF-8 text; Mixed when there are several (Han with Kana counts as Kana: Japanese);
// Unknown when there is no letter.
people::Script script_of(std::string_view text);

}  // namespace midspan::names
