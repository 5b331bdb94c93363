// SPDX-License-Identifier: Apache-2.0
// Links as a CSV file, in our own columns or in those of Splink's predictions.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "reconcile/reconcile.hpp"

namespace midspan::cli {

enum class LinkColumns { Own, Splink };

// `names` of the lists, for source_dataset_*. Errors: BAS-002.
base::Result<void> write_links(const std::string& path, const reconcile::Outcome& outcome,
                               const std::vector<std::string>& names, LinkColumns columns, unsigned threads);

}  // namespace midspan::cli
