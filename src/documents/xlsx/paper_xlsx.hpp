// SPDX-License-Identifier: Apache-2.0
// A paper as a workbook of one sheet: title and facts above, each table with its head, totals below. Every cell is
// text.
#pragma once

#include <string>

#include "base/result.hpp"
#include "documents/paper.hpp"

namespace midspan::documents {

base::Result<std::string> to_xlsx(const Paper& paper);

}  // namespace midspan::documents
