// SPDX-License-Identifier: Apache-2.0
// The catalogues as they are inside the program; the list is written by CMake from the files of locales/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace midspan::locale {

struct Catalogue {
  std::string language;
  std::string area;
  std::string_view json;
};

std::vector<Catalogue> embedded_catalogues();

}  // namespace midspan::locale
