// SPDX-License-Identifier: Apache-2.0
// A name in Latin letters for paper, where the other side wrote none.
#pragma once

#include <string>
#include <string_view>

namespace midspan::names {

// Cyrillic as travel documents spell it (ICAO Doc 9303, part 3, section 6; Ukrainian, Belarusian, Serbian and
// Macedonian names are known by their letters, others are spelt as Russian ones); other scripts word by word in the
// likeliest reading (latin_readings). Initials keep their points, double names their hyphen; capitals begin each part.
// Latin words stay as they are; what has no reading is left out.
std::string latin_name(std::string_view name);

}  // namespace midspan::names
