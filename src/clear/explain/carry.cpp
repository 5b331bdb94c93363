// SPDX-License-Identifier: Apache-2.0
#include "clear/explain/carry.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

namespace midspan::clear::explain {

namespace {

using model::Model;

constexpr std::size_t kWitnesses = 3;  // people by whom a class is known again

std::string sentence(const Model& model, int article, int clause) {
  return model.article_number(article) + "/" + std::to_string(clause) + "/";
}

// The same words may be said twice: the second is another.
class Twice {
 public:
  std::string operator()(std::string name) {
    const int times = said_[name]++;
    if (times > 0) name += "#" + std::to_string(times);
    return name;
  }

 private:
  std::unordered_map<std::string, int> said_;  // looked up only
};

std::string slot_of(const Model& model, int slot) {
  if (slot < 0) return "none";
  const model::Slot& of = model.slots[static_cast<std::size_t>(slot)];
  return sentence(model, of.article, of.clause) + std::to_string(of.owed) + (of.reserve ? "r" : "") + of.party;
}

std::string cell_of(const Model& model, const model::Cell& cell, int group) {
  return std::to_string(group) + "|" + slot_of(model, cell.slot) + "|" +
         model.phases[static_cast<std::size_t>(cell.phase)] + "|" + model.places[static_cast<std::size_t>(cell.place)];
}

std::vector<std::string> row_names(const Model& model) {
  std::vector<std::string> names;
  Twice twice;
  std::vector<char> size(model.program.rows.size(), 0);
  for (const model::Group& group : model.groups)
    if (group.size_row >= 0) size[static_cast<std::size_t>(group.size_row)] = 1;
  for (std::size_t row = 0; row < model.program.rows.size(); ++row)
    names.push_back(size[row] != 0 ? std::string()
                                   : twice(sentence(model, model.row_of[row].article, model.row_of[row].clause) +
                                           model.program.rows[row].name));
  return names;
}

std::vector<std::string> helper_names(const Model& model) {
  std::vector<std::string> names;
  Twice twice;
  for (const Model::Source& source : model.helper_of)
    names.push_back(twice("helper/" + sentence(model, source.article, source.clause)));
  return names;
}

}  // namespace

Carry::Frame::Frame(const Model& model) : rows(row_names(model)) {
  class_of_row.assign(rows.size(), -1);
  for (std::size_t group = 0; group < model.groups.size(); ++group) {
    const model::Group& of = model.groups[group];
    if (of.size_row >= 0) class_of_row[static_cast<std::size_t>(of.size_row)] = static_cast<int>(group);
    people.emplace_back(of.people.begin(),
                        of.people.begin() + static_cast<std::ptrdiff_t>(std::min(kWitnesses, of.people.size())));
  }
  for (const model::Cell& cell : model.cells) {
    group_of_cell.push_back(cell.group);
    columns.push_back(cell_of(model, cell, 0).substr(1));
  }
  for (std::string& name : helper_names(model)) columns.push_back(std::move(name));
}

Carry::Carry(const Frame& from, const Model& to) {
  std::vector<int> groups;  // by old class: the class of most of those by whom it is known
  for (const std::vector<std::size_t>& people : from.people) {
    std::map<int, int> votes;
    for (const std::size_t person : people)
      if (person < to.group_of.size() && to.group_of[person] >= 0) ++votes[to.group_of[person]];
    const auto most = std::max_element(votes.begin(), votes.end(),
                                       [](const auto& one, const auto& other) { return one.second < other.second; });
    groups.push_back(most == votes.end() ? -1 : most->first);
  }
  std::unordered_map<std::string, int> rows, columns;  // looked up only
  const std::vector<std::string> names = row_names(to), helpers = helper_names(to);
  for (std::size_t row = 0; row < names.size(); ++row)
    if (!names[row].empty()) rows.emplace(names[row], static_cast<int>(row));
  for (std::size_t cell = 0; cell < to.cells.size(); ++cell)
    columns.emplace(cell_of(to, to.cells[cell], to.cells[cell].group), static_cast<int>(cell));
  const std::size_t first = to.program.columns.size() - helpers.size();
  for (std::size_t at = 0; at < helpers.size(); ++at) columns.emplace(helpers[at], static_cast<int>(first + at));
  const auto find = [](const auto& in, const std::string& name) {
    const auto found = in.find(name);
    return found == in.end() ? -1 : found->second;
  };
  for (std::size_t row = 0; row < from.rows.size(); ++row) {
    const int of = from.class_of_row[row];
    if (of < 0) rows_.push_back(find(rows, from.rows[row]));
    else if (const int group = groups[static_cast<std::size_t>(of)]; group < 0) rows_.push_back(-1);
    else rows_.push_back(to.groups[static_cast<std::size_t>(group)].size_row);
  }
  for (std::size_t column = 0; column < from.columns.size(); ++column) {
    if (column >= from.group_of_cell.size()) {
      columns_.push_back(find(columns, from.columns[column]));
      continue;
    }
    const int group = groups[static_cast<std::size_t>(from.group_of_cell[column])];
    columns_.push_back(group < 0 ? -1 : find(columns, std::to_string(group) + from.columns[column]));
  }
}

Carry::Carry(const solve::Program& same) : rows_(same.rows.size()), columns_(same.columns.size()) {
  std::iota(rows_.begin(), rows_.end(), 0);
  std::iota(columns_.begin(), columns_.end(), 0);
}

model::Memory::Proof Carry::proof(const model::Memory::Proof& old, const solve::Solver& from, solve::Solver& to,
                                  const std::map<int, int>& goal_rows) const {
  std::map<int, int> sums;  // rows that were branched on
  const auto row_at = [&](int at) {
    if (static_cast<std::size_t>(at) < rows_.size()) return rows_[static_cast<std::size_t>(at)];
    if (const auto goal = goal_rows.find(at); goal != goal_rows.end()) return goal->second;
    const auto sum = sums.find(at);
    return sum == sums.end() ? -1 : sum->second;
  };
  const auto carried = [&](solve::ProofNode node) {
    std::vector<std::pair<int, std::int64_t>> multipliers;
    for (const auto& [row, y] : node.multipliers.rows)
      if (const int at = row_at(row); at >= 0) multipliers.emplace_back(at, y);
    std::sort(multipliers.begin(), multipliers.end());
    node.multipliers.rows = std::move(multipliers);
    return node;
  };
  const auto root_alone = [&]() -> model::Memory::Proof {
    if (old.empty() || old.front().multipliers.rows.empty()) return {};
    solve::ProofNode root = carried(old.front());
    root.branched = false;
    return {std::move(root)};
  };
  model::Memory::Proof out;
  for (solve::ProofNode node : old) {
    if (node.row >= 0) {
      if (row_at(node.row) < 0) {
        std::map<int, std::int64_t> terms;
        for (const solve::Term& term : from.program().rows[static_cast<std::size_t>(node.row)].terms)
          if (const int column = columns_[static_cast<std::size_t>(term.column)]; column >= 0)
            terms[column] = term.coefficient;
        if (terms.size() < 2) return root_alone();
        const bool sum = std::all_of(terms.begin(), terms.end(), [](const auto& term) { return term.second == 1; });
        std::vector<int> columns;
        std::vector<solve::Term> row;
        for (const auto& [column, factor] : terms) columns.push_back(column), row.push_back({column, factor});
        sums[node.row] = sum ? to.sum_row(columns) : to.branch_row(row);
      }
      node.row = row_at(node.row);
    } else if (node.column >= 0) {
      node.column = columns_[static_cast<std::size_t>(node.column)];
      if (node.column < 0) return root_alone();
    }
    out.push_back(carried(std::move(node)));
  }
  return out;
}

solve::Multipliers Carry::multipliers(const solve::Multipliers& old, const std::map<int, int>& goal_rows) const {
  solve::Multipliers out;
  out.denominator = old.denominator;
  for (const auto& [row, y] : old.rows) {
    const bool stated = static_cast<std::size_t>(row) < rows_.size();
    const auto goal = goal_rows.find(row);
    const int at = stated ? rows_[static_cast<std::size_t>(row)] : goal != goal_rows.end() ? goal->second : -1;
    if (at >= 0) out.rows.emplace_back(at, y);
  }
  std::sort(out.rows.begin(), out.rows.end());
  return out;
}

std::vector<std::int64_t> Carry::values(const std::vector<std::int64_t>& old, const solve::Program& to) const {
  std::vector<std::int64_t> out;
  for (const solve::Column& column : to.columns) out.push_back(column.low);
  for (std::size_t at = 0; at < old.size(); ++at)
    if (const int column = columns_[at]; column >= 0) {
      const solve::Column& within = to.columns[static_cast<std::size_t>(column)];
      out[static_cast<std::size_t>(column)] = std::clamp(old[at], within.low, within.high);
    }
  return out;
}

}  // namespace midspan::clear::explain
