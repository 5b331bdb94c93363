// SPDX-License-Identifier: Apache-2.0
// Judged pairs from a CSV file: links.csv with a column "same", or the labels that Splink takes.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "reconcile/reconcile.hpp"

namespace midspan::cli {

// Columns row_l, row_r (numbers from 1) or id_l, id_r; list_l, list_r (numbers from 1) where there are more than two
// lists; same (1, 0 or a probability). Splink's unique_id_*, source_dataset_* and clerical_match_score are read alike.
// Errors: BAS-001, RCN-024.
base::Result<std::vector<reconcile::Labelled>> read_labels(const std::string& path,
                                                           const std::vector<const reconcile::Source*>& lists);

}  // namespace midspan::cli
