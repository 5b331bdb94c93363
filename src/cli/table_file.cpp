// SPDX-License-Identifier: Apache-2.0
#include "cli/table_file.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "parquet/parquet.hpp"

namespace midspan::cli {

namespace {

parquet::Kind kind_of(std::string_view column) {
  constexpr std::array<std::string_view, 8> kWhole = {"list",  "row",    "cluster", "list_l",
                                                      "row_l", "list_r", "row_r",   "match_key"};
  if (std::find(kWhole.begin(), kWhole.end(), column) != kWhole.end() || column.starts_with("gamma_"))
    return parquet::Kind::Whole;
  if (column == "match_probability" || column == "match_weight" || column.starts_with("bf_"))
    return parquet::Kind::Real;
  return parquet::Kind::Text;
}

}  // namespace

base::Result<void> write_table(const std::string& path, std::string_view csv) {
  if (!parquet::is_named_so(path)) return base::write_file(path, csv);
  std::vector<std::string_view> header;
  base::CsvReader(csv).next(header);
  std::vector<parquet::Column> columns;
  for (const std::string_view name : header) columns.push_back({std::string(name), kind_of(name)});
  return parquet::write(path, csv, columns);
}

}  // namespace midspan::cli
