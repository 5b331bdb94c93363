// SPDX-License-Identifier: Apache-2.0
// Of all fields the one whose values are commonest stands first; the value of a field may depend on one before it, so
// that what two fields have in common is taken back once (a tree, as of Chow and Liu 1968, chosen anew for each pair).
//
// Rows that share two values may be one person, and on lists that hold people many times most are. So the rows of a
// clump are compared with each other: as many of its rows count as pairs of them are of two people.
#include "reconcile/estimate/clumps.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/threads.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {

namespace {

constexpr double kGroup = 8;        // other rows that share a row's value, on average: less is no group
constexpr std::uint32_t kRows = 3;  // of one value in one group, to begin with
constexpr double kOthers = 1.5;     // of other people, after one person's rows are taken out
constexpr double kCommoner = 4;     // times, in the group: two bits
constexpr double kSmoothing = 50;   // rows of what the list says
constexpr std::size_t kCompared = 12;

// A list, or all lists together.
struct Rows {
  std::size_t begin = 0, end = 0;
};

// The rows of a list by their value in one field.
struct Groups {
  std::vector<std::uint32_t> begins;  // by value, and the end
  std::vector<std::uint32_t> rows;    // ascending within a group
};

Groups groups_of(const Encoded& encoded, std::size_t field, Rows range, std::uint32_t values) {
  Groups groups;
  groups.begins.assign(values + 1, 0);
  for (std::size_t row = range.begin; row < range.end; ++row) ++groups.begins[encoded.row(row)[field] + 1];
  std::partial_sum(groups.begins.begin(), groups.begins.end(), groups.begins.begin());
  groups.rows.resize(range.end - range.begin);
  std::vector<std::uint32_t> next(groups.begins.begin(), groups.begins.end() - 1);
  for (std::size_t row = range.begin; row < range.end; ++row)
    groups.rows[next[encoded.row(row)[field]]++] = static_cast<std::uint32_t>(row);
  return groups;
}

// The share of the pairs of these rows that are two people; of many rows some, from all over.
double share_of_strangers(const Linkage& linkage, const std::vector<std::uint32_t>& rows) {
  const std::size_t count = std::min(rows.size(), kCompared);
  std::size_t pairs = 0, strangers = 0;
  for (std::size_t one = 0; one < count; ++one)
    for (std::size_t other = one + 1; other < count; ++other) {
      ++pairs;
      strangers +=
          linkage.score_on_one_list(rows[one * rows.size() / count], rows[other * rows.size() / count]).weight < 0;
    }
  return pairs == 0 ? 0 : static_cast<double>(strangers) / static_cast<double>(pairs);
}

using Weights = std::unordered_map<std::uint64_t, std::int32_t>;

}  // namespace

Clumps learn_clumps(const Linkage& linkage, unsigned threads) {
  const Encoded& encoded = linkage.encoded;
  const std::size_t fields = linkage.fields.size();
  std::vector<Rows> lists;
  if (encoded.list_begin.size() == 3) {
    for (std::size_t list = 0; list < 2; ++list)
      lists.push_back({encoded.list_begin[list], encoded.list_begin[list + 1]});
  } else {
    lists.push_back({0, encoded.rows});
  }
  // Of the two rows of a pair one is on each list, or both on one: they are not others.
  const double own_rows = lists.size() == 2 ? 1 : 2;
  // How many others share a row's value, and by which fields others may be grouped.
  std::vector<double> mean(fields, 0);
  for (std::size_t field = 0; field < fields; ++field)
    for (const Rows& list : lists) {
      std::vector<std::uint32_t> count(linkage.values[encoded.group[field]].texts.size(), 0);
      double rows = 0, met = 0;
      for (std::size_t row = list.begin; row < list.end; ++row) ++count[encoded.row(row)[field]];
      for (std::size_t value = 1; value < count.size(); ++value) {
        rows += count[value];
        met += static_cast<double>(count[value]) * count[value];
      }
      if (rows > 0) mean[field] = std::max(mean[field], met / rows);
    }
  std::vector<std::size_t> order(fields);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t one, std::size_t other) { return mean[one] > mean[other]; });
  struct Task {
    std::size_t field, parent;
    Weights weights;
  };
  std::vector<Task> tasks;
  for (std::size_t at = 0; at < fields; ++at)
    for (std::size_t before = 0; before < at && mean[order[before]] >= kGroup; ++before)
      if (linkage.fields[order[before]].meaning != Meaning::FullName &&
          linkage.fields[order[at]].meaning != Meaning::FullName)
        tasks.push_back({order[at], order[before], {}});
  base::for_each_piece(tasks.size(), threads, [&](std::size_t at) {
    Task& task = tasks[at];
    const std::uint32_t values = linkage.values[encoded.group[task.field]].texts.size();
    std::vector<std::uint32_t> count(values, 0), place(values, 0), met;
    std::vector<std::vector<std::uint32_t>> clump;
    for (const Rows& list : lists) {
      const Groups groups =
          groups_of(encoded, task.parent, list, linkage.values[encoded.group[task.parent]].texts.size());
      for (std::uint32_t group = 1; group + 1 < groups.begins.size(); ++group) {
        const std::uint32_t begin = groups.begins[group], end = groups.begins[group + 1];
        if (end - begin < kRows) continue;
        double rows = 0;
        for (std::uint32_t row = begin; row < end; ++row)
          if (const std::uint32_t value = encoded.row(groups.rows[row])[task.field]; value != 0) {
            if (count[value]++ == 0) met.push_back(value);
            ++rows;
          }
        clump.clear();
        std::vector<std::uint32_t> clumped;
        for (const std::uint32_t value : met)
          if (count[value] >= kRows &&
              count[value] - 1 > kCommoner * rows * linkage.scorer->share_of_value(task.field, value)) {
            clumped.push_back(value);
            clump.emplace_back();
            place[value] = static_cast<std::uint32_t>(clump.size());
          }
        if (!clump.empty())
          for (std::uint32_t row = begin; row < end; ++row)
            if (const std::uint32_t value = encoded.row(groups.rows[row])[task.field]; place[value] != 0)
              clump[place[value] - 1].push_back(groups.rows[row]);
        for (std::size_t one = 0; one < clump.size(); ++one) {
          const double others =
              (static_cast<double>(clump[one].size()) - own_rows) * share_of_strangers(linkage, clump[one]);
          const double usual = linkage.scorer->share_of_value(task.field, clumped[one]);
          const double here = (others + kSmoothing * usual) / (rows - 1 + kSmoothing);
          if (others >= kOthers && here > kCommoner * usual) {
            std::int32_t& weight = task.weights[std::uint64_t{clumped[one]} << 32 | group];
            weight = std::min(weight, fixed_log2(usual / here));
          }
        }
        for (const std::uint32_t value : met) count[value] = place[value] = 0;
        met.clear();
      }
    }
  });
  Clumps clumps;
  for (Task& task : tasks)
    if (!task.weights.empty()) {
      clumps.parents_.resize(fields);
      clumps.parents_[task.field].push_back({task.parent, std::move(task.weights)});
    }
  return clumps;
}

}  // namespace midspan::reconcile
