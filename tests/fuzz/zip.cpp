// SPDX-License-Identifier: Apache-2.0
// The archive's directory: whatever is accepted has members within the file, none over another, none larger than
// stated.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "lists/sheet/archive.hpp"
#include "lists/sheet/workbook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace midspan::lists::sheet;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.unpacked_bytes = 4 << 20;
  auto archive = Archive::open(bytes, limits);
  if (archive) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> extents;
    for (const Member& member : archive->members()) {
      if (member.data + member.packed > bytes.size()) std::abort();
      if (member.packed > 0) extents.emplace_back(member.data, member.data + member.packed);
      std::uint64_t got = 0;
      const auto read = archive->read(member, [&](std::string_view piece) {
        got += piece.size();
        return true;
      });
      if (read ? got != member.unpacked : got > member.unpacked + 65536) std::abort();
    }
    std::sort(extents.begin(), extents.end());
    for (std::size_t at = 1; at < extents.size(); ++at)
      if (extents[at].first < extents[at - 1].second) std::abort();
  }
  const auto book = open_workbook(bytes, limits);
  if (book) {
    Grid grid;
    GridBuilder builder(grid);
    for (std::size_t sheet = 0; sheet < std::min<std::size_t>((*book)->sheets().size(), 3); ++sheet)
      (void)(*book)->read(sheet, builder);
  }
  return 0;
}
