// SPDX-License-Identifier: Apache-2.0
// Bytes as delimited text: every cell of the grid has to stand in its row, and the text has to be UTF-8.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "lists/read_list.hpp"
#include "lists/sheet/delimited.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = lists::sheet::read_delimited(bytes, lists::sheet::Limits());
  if (file) {
    if (!base::is_utf8(file->grid.text)) std::abort();
    std::uint32_t before = 0;
    for (const auto& row : file->grid.rows) {
      if (row.number <= before || row.count == 0 || row.first + row.count > file->grid.cells.size()) std::abort();
      before = row.number;
    }
  }
  // The whole way, for text: nothing is dropped.
  const auto version = lists::read_list(bytes, "fuzz.csv", {});
  if (version && file) {
    std::size_t above = 0;
    for (const auto& row : version->above) above += row.empty() ? 0 : 1;
    if (version->entries.size() + version->others.size() + above != file->grid.rows.size()) std::abort();
  }
  return 0;
}
