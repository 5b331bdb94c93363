// SPDX-License-Identifier: Apache-2.0
#include "clear/model/cuts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace midspan::clear::model {

using solve::Wide;

Wide Cut::Line::left(const std::vector<std::int64_t>& lows) const {
  Wide rest = budget;
  for (const std::size_t at : priced) rest -= price[at] * lows[at];
  return rest;
}

bool Cut::forbids(const std::vector<std::int64_t>& lows) const {
  return std::all_of(lines.begin(), lines.end(), [&](const Line& line) { return line.left(lows) < 0; });
}

namespace {

class Lines {
 public:
  Lines(const solve::Program& program, const std::vector<char>& own, const std::vector<Part>& parts,
        const std::vector<Handle>& handles)
      : program_(program), own_(own), parts_(parts), handles_(handles) {
    bounds_ = program.columns;
    // What is asked of a handle of one column is no bound: the line must hold whatever is asked.
    for (const Handle& handle : handles)
      if (handle.columns.size() == 1) bounds_[static_cast<std::size_t>(handle.columns.front())].low = 0;
    in_part_.assign(program.columns.size(), 0);
    for (const Part& part : parts)
      for (const int column : part.columns) in_part_[static_cast<std::size_t>(column)] = 1;
  }

  Cut::Line at(const std::vector<solve::ProofNode>& proof, std::size_t leaf) {
    before_.clear();
    sums_.clear();
    limited_.clear();
    for (std::size_t node = leaf; proof[node].parent >= 0; node = static_cast<std::size_t>(proof[node].parent)) {
      solve::Column& bound = proof[node].row >= 0
                                 ? sums_.try_emplace(proof[node].row, -solve::kNoLimit, solve::kNoLimit).first->second
                                 : bounds_[static_cast<std::size_t>(proof[node].column)];
      if (proof[node].row < 0) before_.emplace_back(proof[node].column, bound);
      if (proof[node].upper && proof[node].row < 0) limited_.push_back(proof[node].column);
      if (proof[node].upper) bound.high = std::min(bound.high, proof[node].value);
      else bound.low = std::max(bound.low, proof[node].value);
    }
    Cut::Line line = line_of(proof[leaf].multipliers);
    for (auto it = before_.rbegin(); it != before_.rend(); ++it)
      bounds_[static_cast<std::size_t>(it->first)] = it->second;
    return line;
  }

 private:
  // The least of a over the columns that can hold anybody.
  std::optional<Wide> least(const std::vector<int>& columns) const {
    std::optional<Wide> found;
    for (const int column : columns)
      if (bounds_[static_cast<std::size_t>(column)].high > 0)
        if (const Wide here = a_[static_cast<std::size_t>(column)]; !found || here < *found) found = here;
    return found;
  }

  Cut::Line line_of(const solve::Multipliers& multipliers) {
    Cut::Line line;
    line.price.assign(handles_.size(), 0);
    a_.assign(program_.columns.size(), 0);
    for (const auto& [at, y] : multipliers.rows) {
      const std::size_t row_at = static_cast<std::size_t>(at);
      const solve::Row& row = program_.rows[row_at];
      // What branches left of a sum; what is asked of it is no side of it.
      const auto sum = sums_.find(at);
      if (sum == sums_.end() && own_[row_at] != 0) continue;
      const std::int64_t side =
          sum == sums_.end() ? (y > 0 ? row.high : row.low) : (y > 0 ? sum->second.high : sum->second.low);
      if (side >= solve::kNoLimit || side <= -solve::kNoLimit) continue;
      line.budget += static_cast<Wide>(y) * side;
      for (const solve::Term& term : row.terms)
        a_[static_cast<std::size_t>(term.column)] += static_cast<Wide>(y) * term.coefficient;
    }
    for (const Part& part : parts_) add(part, line);
    for (std::size_t column = 0; column < a_.size(); ++column) {
      if (a_[column] == 0 || in_part_[column] != 0) continue;
      line.budget -= a_[column] * (a_[column] > 0 ? bounds_[column].low : bounds_[column].high);
    }
    for (std::size_t at = 0; at < line.price.size(); ++at)
      if (line.price[at] != 0) line.priced.push_back(at);
    return line;
  }

  // A column that a branch has limited is no cheaper than the cheapest that is not, but for what fits into the limit.
  void limit(const Part& part, Cut::Line& line) {
    const auto limited = [&](int column) {
      return std::find(limited_.begin(), limited_.end(), column) != limited_.end();
    };
    if (std::none_of(part.columns.begin(), part.columns.end(), limited)) return;
    std::optional<Wide> others;
    for (const int column : part.columns)
      if (bounds_[static_cast<std::size_t>(column)].high > 0 && !limited(column))
        if (const Wide here = a_[static_cast<std::size_t>(column)]; !others || here < *others) others = here;
    if (!others) return;
    if (!part.exact) others = std::min<Wide>(*others, 0);
    for (const int column : part.columns) {
      const std::int64_t high = bounds_[static_cast<std::size_t>(column)].high;
      Wide& here = a_[static_cast<std::size_t>(column)];
      if (!limited(column) || high <= 0 || here >= *others) continue;
      line.budget += (*others - here) * high;
      here = *others;
    }
  }

  // The whole part at its cheapest; a wish costs what it asks beyond that. Limits of single columns above that no
  // branch has set are left out: the line is then weaker, and still holds.
  void add(const Part& part, Cut::Line& line) {
    if (!limited_.empty()) limit(part, line);
    const std::optional<Wide> cheapest = least(part.columns);
    if (!cheapest) return;
    const Wide idle = part.exact ? *cheapest : std::min<Wide>(*cheapest, 0);
    line.budget -= idle * part.total;
    for (const int wish : part.wishes) {
      const std::size_t at = static_cast<std::size_t>(wish);
      if (const std::optional<Wide> here = least(handles_[at].columns))
        line.price[at] = std::max<Wide>(0, *here - idle);
    }
    // Branches that ask for some of a column.
    for (const int column : part.columns) {
      const std::int64_t asked = bounds_[static_cast<std::size_t>(column)].low;
      if (asked <= 0) continue;
      Wide paid = 0;  // what of it the wishes have paid
      for (const int wish : part.wishes) {
        const std::vector<int>& of = handles_[static_cast<std::size_t>(wish)].columns;
        if (std::find(of.begin(), of.end(), column) != of.end()) paid += line.price[static_cast<std::size_t>(wish)];
      }
      line.budget -= (a_[static_cast<std::size_t>(column)] - idle - paid) * asked;
    }
  }

  const solve::Program& program_;
  const std::vector<char>& own_;
  const std::vector<Part>& parts_;
  const std::vector<Handle>& handles_;
  std::vector<solve::Column> bounds_;
  std::map<int, solve::Column> sums_;                  // by row: what branches left of a sum
  std::vector<std::pair<int, solve::Column>> before_;  // bounds that branches have changed
  std::vector<int> limited_;                           // columns that branches have set a limit to
  std::vector<char> in_part_;
  std::vector<Wide> a_;  // by column
};

}  // namespace

std::vector<Cut> cuts_of(const solve::Program& program, const std::vector<char>& own, const std::vector<Part>& parts,
                         const std::vector<Handle>& handles, const std::vector<std::vector<solve::ProofNode>>& proofs) {
  std::vector<Cut> cuts;
  Lines lines(program, own, parts, handles);
  for (const std::vector<solve::ProofNode>& proof : proofs) {
    Cut& cut = cuts.emplace_back();
    for (std::size_t node = 0; node < proof.size(); ++node)
      if (!proof[node].branched) cut.lines.push_back(lines.at(proof, node));
  }
  return cuts;
}

Cut cut_of(const solve::Program& program, const std::vector<char>& own, const std::vector<Part>& parts,
           const std::vector<Handle>& handles, const std::vector<solve::ProofNode>& proof) {
  return std::move(cuts_of(program, own, parts, handles, {proof}).front());
}

}  // namespace midspan::clear::model
