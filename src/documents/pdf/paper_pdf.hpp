// SPDX-License-Identifier: Apache-2.0
// A paper, or several one after the other, as PDF on A4. Rows are not divided between pages: a row taller than a page
// is set in smaller print, and one that does not fit in the smallest is DOC-004. Pages are counted within each paper.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "documents/paper.hpp"

namespace midspan::documents {

// REQUIRES: at least one paper, all in one language. Errors: DOC-001, DOC-004, DOC-006. The paper is laid out twice
// (once to know the number of pages); texts are shaped once and kept until the end, about 1 kB each.
base::Result<std::string> to_pdf(const std::vector<Paper>& papers);

}  // namespace midspan::documents
