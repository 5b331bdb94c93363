// SPDX-License-Identifier: Apache-2.0
#include "names/script_rows.hpp"

#include <functional>
#include <span>
#include <utility>

#include "base/assert.hpp"
#include "base/embedded.hpp"
#include "names/normalise.hpp"
#include "names/table_text.hpp"

MIDSPAN_DECLARE_EMBEDDED(names_scripts);

namespace midspan::names {

const ScriptRows& script_rows(std::string_view script) {
  static const std::map<std::string, ScriptRows, std::less<>> kScripts = [] {
    std::map<std::string, ScriptRows, std::less<>> made;
    for_each_row(MIDSPAN_EMBEDDED(names_scripts), [&](std::span<const std::string_view> cells) {
      if (cells.size() < 3) return;
      const auto plain = [](std::string_view text) { return text == "-" ? std::string_view() : text; };
      ScriptRow& row = made[std::string(cells[0])][code_points(plain(cells[1]))];
      for_each_part(cells[2], '|', [&](std::string_view latin) { row.latin.emplace_back(plain(latin)); });
      for_each_part(cells.size() > 3 ? cells[3] : "-", '|',
                    [&](std::string_view latin) { row.last.emplace_back(plain(latin)); });
    });
    return made;
  }();
  const auto found = kScripts.find(script);
  MIDSPAN_ASSERT(found != kScripts.end());
  return found->second;
}

const ScriptRow* row_at(const ScriptRows& rows, std::u32string_view letters) {
  const auto found = rows.find(std::u32string(letters));
  return found == rows.end() ? nullptr : &found->second;
}

void append(Spellings& spellings, const Spellings& next) {
  constexpr std::size_t kWidest = 24;
  Spellings longer;
  for (const std::string& more : next)
    for (const std::string& head : spellings)
      if (longer.size() < kWidest) longer.push_back(head + more);
  spellings = std::move(longer);
}

void append(Spellings& spellings, std::string_view next) {
  for (std::string& one : spellings) one += next;
}

}  // namespace midspan::names
