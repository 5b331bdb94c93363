// SPDX-License-Identifier: Apache-2.0
// Names typed while the keyboard was set to another script: "Bdfy" is what the keys of "Иван" give on an English one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/name.hpp"

namespace midspan::names {

// What the keys of a text in Latin letters give on the keyboards of a script, one text a keyboard; none for scripts
// without a row in data/names/keyboards.tsv.
std::vector<std::string> typed_in(people::Script script, std::string_view latin);
// What the keys of a text of that script give on an English keyboard; lam and alef are two keys or one.
std::vector<std::string> typed_in_latin(people::Script script, std::string_view native);

}  // namespace midspan::names
