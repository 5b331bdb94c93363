// SPDX-License-Identifier: Apache-2.0
// One sentence, several clauses: what the two files that read them share.
#pragma once

#include <string_view>
#include <vector>

#include "terms/archive.hpp"

namespace midspan::terms {

Many many_releases_of(std::string_view id);  // null: the form is another's
people::OrderKey order_of(const Node& word);
// "…, of whom at least 20 are women": of those released under the article that the sentence means by "them".
void compositions(const Node& node, const Surroundings& around, std::vector<people::ClauseBody>& made);

}  // namespace midspan::terms
