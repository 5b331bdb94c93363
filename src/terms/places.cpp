// SPDX-License-Identifier: Apache-2.0
#include "terms/places.hpp"

#include <algorithm>

namespace midspan::terms {

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n') starts_.push_back(at + 1);
}

void LineIndex::fill(people::Place& place) const {
  const std::size_t offset = std::min(place.begin, text_.size());
  const auto line = std::upper_bound(starts_.begin(), starts_.end(), offset) - 1;
  place.line = static_cast<std::size_t>(line - starts_.begin()) + 1;
  // Code points: bytes that do not continue one.
  place.character =
      1 + static_cast<std::size_t>(std::count_if(
              text_.begin() + static_cast<std::ptrdiff_t>(*line), text_.begin() + static_cast<std::ptrdiff_t>(offset),
              [](char each) { return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U; }));
}

void LineIndex::fill(people::Findings& findings) const {
  for (people::Finding& finding : findings) fill(finding.place);
}

}  // namespace midspan::terms
