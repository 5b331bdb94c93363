// SPDX-License-Identifier: Apache-2.0
// A file as the linker reads it. A table in UTF-8 with its headings in the first record goes to it as it is, at any
// size, and what lists/ knows of its headings goes along. Workbooks, other encodings, and text with titles above the
// headings or without any go through lists/, as in an operation: what is nobody's row is left out, and rows count the
// entries. Parquet files
// become such a table on the way.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "people/finding.hpp"
#include "reconcile/source.hpp"

namespace midspan::cli {

struct ListFile {
  std::unique_ptr<reconcile::Source> source;
  people::Findings findings;  // of lists/, where the file went through it
};

// `id_heading`: of the column that names the rows and is not compared; may be empty. Errors: those of
// reconcile::csv_source, lists::read_list and parquet::AsCsv.
base::Result<ListFile> list_source(const std::string& path, const std::string& id_heading, unsigned threads);

// The same rows under other columns. REQUIRES: as many columns.
std::unique_ptr<reconcile::Source> with_columns(std::unique_ptr<reconcile::Source> source,
                                                std::vector<reconcile::Column> columns);

}  // namespace midspan::cli
