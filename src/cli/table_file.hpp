// SPDX-License-Identifier: Apache-2.0
// Tables that verbs write: CSV, or Parquet where the name of the file says so.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace midspan::cli {

// `csv` has a header. In Parquet, columns named as the linker names numbers are numbers (row_l, cluster, gamma_*:
// whole; match_probability, match_weight, bf_*: real), all others text. Errors: BAS-002 and those of parquet::write.
base::Result<void> write_table(const std::string& path, std::string_view csv);

}  // namespace midspan::cli
