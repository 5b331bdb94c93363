// SPDX-License-Identifier: Apache-2.0
// A comment of the text belongs to what follows it.
#pragma once

#include "people/agreement.hpp"
#include "terms/lexer.hpp"

namespace midspan::terms {

void keep_comment(people::Agreement& agreement, const Comment& comment, std::string_view text);

}  // namespace midspan::terms
