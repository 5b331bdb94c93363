// SPDX-License-Identifier: Apache-2.0
#include "cli/pair_text.hpp"

#include <fmt/format.h>

#include "base/listed.hpp"
#include "cli/text_width.hpp"
#include "names/normalise.hpp"
#include "people/lines.hpp"

namespace midspan::cli {

namespace {

struct Row {
  const char* code;
  std::string left;
  std::string right;
};

std::vector<Row> rows_of(const people::EntryValues& left, const people::EntryValues& right) {
  const auto numbers = [](const people::EntryValues& values) {
    std::string all;
    for (const people::Identifier& identifier : values.identifiers) base::add_listed(all, identifier.raw);
    return all;
  };
  return {{"field.name", left.name.raw, right.name.raw},
          {"field.father", left.father.raw, right.father.raw},
          {"field.mother", left.mother.raw, right.mother.raw},
          {"field.birth", left.birth.raw, right.birth.raw},
          {"field.birth-place", left.birth_place, right.birth_place},
          {"field.nationality", base::listed(left.nationalities), base::listed(right.nationalities)},
          {"field.number", numbers(left), numbers(right)},
          {"field.held-since", left.held_since.raw, right.held_since.raw},
          {"field.remark", left.remark, right.remark}};
}

}  // namespace

std::vector<std::string> pair_lines(const operation::QueuedPair& pair, const Output& output) {
  std::vector<std::string> lines;
  const auto place = [](const people::ListVersion& list, const people::Entry& entry) {
    return list.list.text() + ":" + people::Lines(list).of(entry);
  };
  lines.push_back(fmt::format("{:<16}{}  {}", "", padded(place(*pair.left_list, *pair.left), 36),
                              place(*pair.right_list, *pair.right)));
  for (const Row& row : rows_of(pair.left->values(), pair.right->values())) {
    if (row.left.empty() && row.right.empty()) continue;
    // "=" agrees, "~" differs, " " cannot be compared: a mark beside the words, never a colour alone.
    const bool both = !row.left.empty() && !row.right.empty();
    const char mark = !both ? ' ' : names::fold(row.left) == names::fold(row.right) ? '=' : '~';
    lines.push_back(fmt::format("{} {} {}  {}", padded(output.sentence({row.code, {}}), 13), mark, padded(row.left, 36),
                                row.right));
  }
  return lines;
}

std::vector<std::string> why_lines(const operation::QueuedPair& pair, const Output& output) {
  std::vector<std::string> lines;
  for (const people::FieldEvidence& field : pair.pair->evidence)
    lines.push_back(
        fmt::format("  {}: {}  ({:+.1f})", field.field, output.sentence(field.level), field.weight / 65536.0));
  static constexpr const char* kRelations[] = {"relation.same", "relation.sibling", "relation.parent",
                                               "relation.namesake", "relation.other"};
  lines.push_back("  " + output.sentence({kRelations[static_cast<int>(pair.pair->relation)], {}}) +
                  fmt::format("  ({:.1f} %)", pair.pair->probability_ppm / 10000.0));
  return lines;
}

}  // namespace midspan::cli
