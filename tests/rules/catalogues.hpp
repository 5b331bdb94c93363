// SPDX-License-Identifier: Apache-2.0
// The sentences of locales/, read from the tree.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/tree.hpp"

namespace midspan::rules {

using Sentences = std::map<std::string, std::string>;

const std::map<std::string, Sentences>& catalogues();                                         // by language
std::vector<std::string> keys_of_area(const std::string& language, const std::string& area);  // in the file's order

}  // namespace midspan::rules
