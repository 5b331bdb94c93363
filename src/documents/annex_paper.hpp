// SPDX-License-Identifier: Apache-2.0
// What the annex says, before any format.
#pragma once

#include "base/result.hpp"
#include "documents/paper.hpp"
#include "documents/words.hpp"
#include "people/annex.hpp"

namespace midspan::documents {

// Errors: DOC-003 (the digest is not that of the lines).
base::Result<Paper> annex_paper(const people::Annex& annex, const Words& words);

}  // namespace midspan::documents
