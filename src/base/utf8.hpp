// SPDX-License-Identifier: Apache-2.0
// UTF-8 without a Unicode library: for the record's formats, which the static verifier reads too.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace midspan::base {

// Well-formed UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text);

// The code point at `at`, which moves past it; U+FFFD (and one byte further) where the text is not well-formed.
char32_t next_code_point(std::string_view text, std::size_t& at);

void append_utf8(std::string& out, char32_t point);

// The text with each ill-formed byte as U+FFFD.
std::string repaired_utf8(std::string_view text);

// Without line ends and other controls, a space for each: it cannot begin a line of its own.
std::string on_one_line(std::string_view text);

// What a terminal can be given although a stranger wrote it: control characters (an escape would move the cursor or
// clear the screen) and those that turn the direction of text stand as [U+001B]; tabs and line ends stay. Ill-formed
// bytes become U+FFFD.
std::string printable(std::string_view text);

// Order by UTF-16 code units, as RFC 8785 sorts members. REQUIRES: both well-formed.
bool utf16_less(std::string_view left, std::string_view right);

}  // namespace midspan::base
