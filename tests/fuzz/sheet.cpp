// SPDX-License-Identifier: Apache-2.0
// The XML of sheets, without an archive around it: the first byte says which format. Rows and columns have to ascend.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "lists/layout.hpp"
#include "lists/sheet/workbook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan::lists::sheet;
  if (size == 0) return 0;
  const std::string_view xml(reinterpret_cast<const char*>(data) + 1, size - 1);
  Limits limits;
  limits.cells = 20000;  // a repeated cell is a small input and a long run
  limits.unpacked_bytes = 1 << 20;
  Grid grid;
  GridBuilder builder(grid);
  const auto read = data[0] % 2 == 0 ? read_xlsx_sheet(xml, limits, builder) : read_ods_content(xml, limits, builder);
  builder.finish();
  if (!midspan::base::is_utf8(grid.text)) std::abort();
  std::uint32_t before = 0;
  for (const GridRow& row : grid.rows) {
    if (row.number <= before || row.count == 0) std::abort();
    before = row.number;
    for (std::uint32_t at = row.first + 1; at < row.first + row.count; ++at)
      if (grid.cells[at].column <= grid.cells[at - 1].column) std::abort();
  }
  if (read && !grid.rows.empty()) (void)midspan::lists::find_layout(grid, 0);
  return 0;
}
