// SPDX-License-Identifier: Apache-2.0
#include "cli/text_width.hpp"

#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace midspan::cli {

std::size_t shown_width(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = static_cast<UChar32>(base::next_code_point(text, at));
    const int8_t kind = u_charType(point);
    if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR) continue;
    const int32_t width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
    cells += width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
  }
  return cells;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t shown = shown_width(text);
  if (shown < width) text.append(width - shown, ' ');
  return text;
}

}  // namespace midspan::cli
