// SPDX-License-Identifier: Apache-2.0
// Papers as one self-contained page of HTML: the accessible twin of the PDF. No script, no image, no outside origin (a
// policy in the page forbids them); data isolated in <bdi> with its script; prints on A4 with repeated heads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "documents/paper.hpp"

namespace midspan::documents {

base::Result<std::string> to_html(const std::vector<Paper>& papers);

// Text for an element or a quoted attribute.
std::string escape_html(std::string_view text);

}  // namespace midspan::documents
