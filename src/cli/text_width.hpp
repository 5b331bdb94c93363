// SPDX-License-Identifier: Apache-2.0
// Columns on a terminal: how wide a text is shown, whatever its script.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace midspan::cli {

// Cells of a terminal: none for marks above and below letters and for invisible signs, two for signs of East Asia.
std::size_t shown_width(std::string_view text);

// With spaces behind it up to that width; a wider text stays as it is.
std::string padded(std::string text, std::size_t width);

}  // namespace midspan::cli
