// SPDX-License-Identifier: Apache-2.0
// Spreadsheets are read by a child process that can do nothing but compute: no files, no network, limited memory and
// time. What it found comes back over a socket in a simple format that the parent checks as if the child had been taken
// over.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "lists/sheet/grid.hpp"
#include "lists/sheet/workbook.hpp"

namespace midspan::lists::sheet {

struct SheetFile {
  std::vector<SheetInfo> sheets;
  std::vector<Grid> previews;  // the first rows of each sheet; empty when there is one sheet only
  DateSystem date_system = DateSystem::From1900;
  std::vector<std::size_t> chosen;
  std::vector<Grid> grids;  // of the chosen sheets
};

// Chooses the sheets to read, each once, knowing sheets and previews.
using Chooser = std::function<base::Result<std::vector<std::size_t>>(const SheetFile&)>;

constexpr std::size_t kPreviewRows = 100;

// Errors: those of open_workbook, those of the chooser, LST-015 (too slow), LST-016 (too much memory), LST-017 (it
// broke down). Thread-safe: the child is made by fork and uses nothing of other threads.
base::Result<SheetFile> read_in_child(std::string_view bytes, const Limits& limits, const Chooser& choose,
                                      base::Progress* progress = nullptr);

}  // namespace midspan::lists::sheet
