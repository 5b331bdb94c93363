// SPDX-License-Identifier: Apache-2.0
#include "cli/list_source.hpp"

#include <filesystem>

#include "lists/read_list.hpp"

namespace midspan::cli {

base::Result<std::unique_ptr<reconcile::Source>> list_source(const std::string& path) {
  auto as_text = reconcile::csv_source(path);
  if (as_text || as_text.error().message.code != "RCN-002") return as_text;
  const people::ListVersion version = MIDSPAN_TRY(lists::read_list(std::filesystem::path(path), lists::ReadOptions()));
  std::vector<reconcile::Column> columns;
  for (const people::Column& column : version.columns) {
    reconcile::Column read;
    read.heading = column.heading;
    read.role = column.role;
    read.decided = column.role != people::ColumnRole::Ignored;
    columns.push_back(std::move(read));
  }
  std::vector<std::vector<std::string>> rows;
  for (const people::Entry& entry : version.entries) {
    std::vector<std::string>& row = rows.emplace_back();
    for (people::Cell& cell : entry.cells()) row.push_back(std::move(cell.raw));
  }
  return reconcile::table_source(version.file_name, std::move(columns), std::move(rows));
}

}  // namespace midspan::cli
