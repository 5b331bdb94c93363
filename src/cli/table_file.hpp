// SPDX-License-Identifier: Apache-2.0
// Tables that verbs write: CSV, or Parquet where the name of the file says so.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "base/result.hpp"

namespace midspan::cli {

// Writes the table whose text is piece(0), piece(1) ... one behind the other; the first begins with the header. Pieces
// are made on several threads, and those of a CSV file are written while others are still being made. In Parquet,
// columns named as the linker names numbers are numbers (row_l, cluster, gamma_*: whole; match_probability,
// match_weight, bf_*: real), all others text. REQUIRES: pieces > 0. Errors: BAS-002 and those of parquet::write.
base::Result<void> write_table(const std::string& path, std::size_t pieces, unsigned threads,
                               const std::function<std::string(std::size_t)>& piece);

}  // namespace midspan::cli
