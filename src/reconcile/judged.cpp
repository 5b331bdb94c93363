// SPDX-License-Identifier: Apache-2.0
#include "reconcile/judged.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/listed.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);

people::Finding finding_of(base::Message message) {
  people::Finding finding;
  finding.message = std::move(message);
  return finding;
}

std::string listed(const std::set<std::size_t>& lines) {
  constexpr std::size_t kMost = 20;
  std::string text;
  std::size_t shown = 0;
  for (const std::size_t line : lines) {
    if (shown++ == kMost) return text + " …";
    base::add_listed(text, std::to_string(line));
  }
  return text;
}

// The row that each label's end names; kUnknown where no list has it.
std::vector<std::array<std::size_t, 2>> rows_of(const std::vector<Labelled>& labels, const Encoded& encoded) {
  std::map<std::pair<std::uint32_t, std::string_view>, std::size_t> wanted;
  for (const Labelled& label : labels)
    for (const LabelledRow* row : {&label.left, &label.right})
      if (!row->id.empty()) wanted.emplace(std::pair(row->list, std::string_view(row->id)), kUnknown);
  for (std::size_t row = 0; row < encoded.rows && !wanted.empty(); ++row) {
    const auto list = static_cast<std::uint32_t>(encoded.list_of(row));
    const auto there = wanted.find({list, encoded.id(row)});
    if (there != wanted.end() && there->second == kUnknown) there->second = row;
  }
  std::vector<std::array<std::size_t, 2>> rows;
  for (const Labelled& label : labels) {
    std::array<std::size_t, 2>& ends = rows.emplace_back();
    for (std::size_t side = 0; side < 2; ++side) {
      const LabelledRow& row = side == 0 ? label.left : label.right;
      const std::size_t begin = encoded.list_begin[row.list];
      const bool there = row.row < encoded.list_begin[row.list + 1] - begin;
      if (!row.id.empty()) ends[side] = wanted[{row.list, std::string_view(row.id)}];
      else ends[side] = there ? begin + row.row : kUnknown;
    }
  }
  return rows;
}

// Rows that labels make one person.
class Persons {
 public:
  std::uint32_t of(std::uint32_t row) {
    auto there = joined_.find(row);
    while (there != joined_.end() && there->second != row) {
      row = there->second;
      there = joined_.find(row);
    }
    return row;
  }
  void join(std::uint32_t one, std::uint32_t other) {
    one = of(one);
    other = of(other);
    if (one != other) joined_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::map<std::uint32_t, std::uint32_t> joined_;  // to an earlier row
};

// Takes out what cannot hold all together; gives its lines.
std::set<std::size_t> take_contradictions(std::vector<Judged>& judged, const Encoded& encoded, Duplicates duplicates) {
  Persons persons;
  for (const Judged& one : judged)
    if (one.same_ppm == kSurelySame) persons.join(one.left, one.right);
  std::set<std::uint32_t> contradicted;
  for (const Judged& one : judged)
    if (one.same_ppm == 0 && persons.of(one.left) == persons.of(one.right)) contradicted.insert(persons.of(one.left));
  if (duplicates == Duplicates::None) {
    std::map<std::pair<std::uint32_t, std::size_t>, std::uint32_t> on_list;  // person and list -> row
    for (const Judged& one : judged)
      for (const std::uint32_t row : {one.left, one.right})
        if (one.same_ppm == kSurelySame &&
            on_list.emplace(std::pair(persons.of(row), encoded.list_of(row)), row).first->second != row)
          contradicted.insert(persons.of(row));
  }
  std::set<std::size_t> lines;
  std::erase_if(judged, [&](const Judged& one) {
    const bool sure = one.same_ppm == kSurelySame || one.same_ppm == 0;
    const std::uint32_t person = persons.of(one.left);
    if (!sure || person != persons.of(one.right) || contradicted.count(person) == 0) return false;
    lines.insert(one.line);
    return true;
  });
  return lines;
}

}  // namespace

std::vector<Judged> judged_rows(const std::vector<Labelled>& labels, const Encoded& encoded, Duplicates duplicates,
                                people::Findings& findings) {
  const bool between_two = encoded.list_begin.size() == 3;
  const auto rows = rows_of(labels, encoded);
  std::vector<Judged> judged;
  std::int64_t unknown = 0;
  std::set<std::size_t> inside;
  for (std::size_t at = 0; at < labels.size(); ++at) {
    const auto [left, right] = std::minmax(rows[at][0], rows[at][1]);
    if (right == kUnknown || left == right) ++unknown;
    else if (between_two && encoded.list_of(left) == encoded.list_of(right)) inside.insert(labels[at].line);
    else
      judged.push_back(
          {static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(right), labels[at].same_ppm, labels[at].line});
  }
  if (unknown != 0) findings.push_back(finding_of({"RCN-108", {{"count", unknown}}}));
  if (!inside.empty()) findings.push_back(finding_of({"RCN-119", {{"lines", listed(inside)}}}));
  if (const auto lines = take_contradictions(judged, encoded, duplicates); !lines.empty()) {
    findings.push_back(finding_of({"RCN-120", {{"lines", listed(lines)}}}));
    findings.back().severity = people::Severity::Wrong;
  }
  return judged;
}

}  // namespace midspan::reconcile
