// SPDX-License-Identifier: Apache-2.0
#include "clear/solve/exact.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace midspan::clear::solve {

namespace {

std::int64_t floor_divide(Wide value, Wide by) {
  Wide quotient = value / by;
  if (value % by != 0 && value < 0) --quotient;
  if (quotient > kNoLimit) return kNoLimit;
  if (quotient < -kNoLimit) return -kNoLimit;
  return static_cast<std::int64_t>(quotient);
}

// False: the numbers are too large to be added up.
bool add(Wide& sum, Wide left, Wide right) {
  Wide product = 0;
  return !__builtin_mul_overflow(left, right, &product) && !__builtin_add_overflow(sum, product, &sum);
}

}  // namespace

std::int64_t Combination::bound(const Program& program) const { return bound(program, {}, {}); }

std::int64_t Combination::bound(const Program& program, const std::map<int, Column>& columns,
                                const std::map<int, Column>& rows) const {
  if (too_large) return kNoLimit;
  Wide total = 0;
  for (const auto& [at, y] : multipliers.rows) {
    const Row& row = program.rows[static_cast<std::size_t>(at)];
    const auto branched = rows.empty() ? rows.end() : rows.find(at);
    const Column sides = branched == rows.end() ? Column{row.low, row.high} : branched->second;
    const std::int64_t side = y > 0 ? sides.high : sides.low;
    if (side >= kNoLimit || side <= -kNoLimit) return kNoLimit;
    if (!add(total, y, side)) return kNoLimit;
  }
  for (const auto& [at, d] : reduced) {
    const auto branched = columns.empty() ? columns.end() : columns.find(at);
    const Column& bounds = branched == columns.end() ? program.columns[static_cast<std::size_t>(at)] : branched->second;
    if (!add(total, d, d > 0 ? bounds.high : bounds.low)) return kNoLimit;
  }
  return floor_divide(total, multipliers.denominator);
}

Combination combine(const Program& program, const std::vector<std::int64_t>* cost, const Multipliers& multipliers) {
  Combination out;
  out.multipliers = multipliers;
  std::vector<Wide> reduced(program.columns.size());
  if (cost != nullptr)
    for (std::size_t j = 0; j < reduced.size(); ++j)
      reduced[j] = static_cast<Wide>((*cost)[j]) * multipliers.denominator;
  for (const auto& [at, y] : multipliers.rows)
    for (const Term& term : program.rows[static_cast<std::size_t>(at)].terms)
      if (!add(reduced[static_cast<std::size_t>(term.column)], -static_cast<Wide>(y), term.coefficient))
        out.too_large = true;
  for (std::size_t j = 0; j < reduced.size(); ++j)
    if (reduced[j] != 0) out.reduced.emplace_back(static_cast<int>(j), reduced[j]);
  return out;
}

Combination combine(const Program& program, const std::vector<std::int64_t>* cost, const double* duals, double sign,
                    std::int64_t denominator) {
  Multipliers multipliers;
  multipliers.denominator = denominator;
  for (std::size_t i = 0; i < program.rows.size(); ++i) {
    const double wanted = sign * duals[i] * static_cast<double>(denominator);
    if (!(std::abs(wanted) < 9e15)) continue;
    const std::int64_t y = std::llround(wanted);
    if (y == 0) continue;
    const std::int64_t side = y > 0 ? program.rows[i].high : program.rows[i].low;
    if (side >= kNoLimit || side <= -kNoLimit) continue;
    multipliers.rows.emplace_back(static_cast<int>(i), y);
  }
  return combine(program, cost, multipliers);
}

void leave_out_unused(std::vector<ProofNode>& proof) {
  std::set<int> used;
  std::vector<int> into(proof.size());  // by node: which one it is one with; -1: none
  for (std::size_t at = proof.size(); at-- > 0;) {
    const ProofNode& node = proof[at];
    into[at] = static_cast<int>(at);
    const bool closed = node.infeasible && node.row >= 0 && !node.upper && !node.branched && at + 1 < proof.size();
    if (closed && proof[at + 1].parent == node.parent && proof[at + 1].row == node.row && !used.contains(node.row)) {
      into[at] = -1;
      into[at + 1] = node.parent;
      continue;
    }
    if (!node.branched)
      for (const auto& [row, y] : node.multipliers.rows) used.insert(row);
  }
  std::vector<int> place(proof.size(), -1);
  std::vector<ProofNode> left;
  for (std::size_t at = 0; at < proof.size(); ++at) {
    if (into[at] < 0) continue;
    ProofNode& node = proof[at];
    if (into[at] != static_cast<int>(at)) {  // its parent goes on as it does
      place[at] = place[static_cast<std::size_t>(into[at])];
      ProofNode& parent = left[static_cast<std::size_t>(place[at])];
      parent.branched = node.branched;
      parent.infeasible = node.infeasible;
      if (!node.branched) parent.multipliers = std::move(node.multipliers);
      continue;
    }
    if (node.parent >= 0) node.parent = place[static_cast<std::size_t>(node.parent)];
    place[at] = static_cast<int>(left.size());
    left.push_back(std::move(node));
  }
  proof = std::move(left);
}

std::int64_t proved_bound(const Program& program, const std::vector<std::int64_t>& cost,
                          const std::vector<ProofNode>& proof) {
  // What is below a node is no better than its own multipliers say, nor than the best of what it was split into.
  std::vector<std::int64_t> below(proof.size(), -kNoLimit);
  for (std::size_t at = proof.size(); at-- > 0;) {
    std::map<int, Column> columns, rows;
    bool empty = false;
    for (std::size_t node = at; proof[node].parent >= 0; node = static_cast<std::size_t>(proof[node].parent)) {
      const bool of_row = proof[node].row >= 0;
      const int branched = of_row ? proof[node].row : proof[node].column;
      const Row* row = of_row ? &program.rows[static_cast<std::size_t>(branched)] : nullptr;
      const Column whole = of_row ? Column{row->low, row->high} : program.columns[static_cast<std::size_t>(branched)];
      Column& bounds = (of_row ? rows : columns).try_emplace(branched, whole).first->second;
      if (proof[node].upper) bounds.high = std::min(bounds.high, proof[node].value);
      else bounds.low = std::max(bounds.low, proof[node].value);
      empty = empty || bounds.low > bounds.high;
    }
    std::int64_t own = kNoLimit;
    if (empty) {
      own = -kNoLimit;
    } else if (!proof[at].branched || !proof[at].multipliers.rows.empty()) {
      const Combination sum = combine(program, proof[at].infeasible ? nullptr : &cost, proof[at].multipliers);
      own = sum.bound(program, columns, rows);
      if (proof[at].infeasible) own = own < 0 ? -kNoLimit : kNoLimit;
    }
    below[at] = proof[at].branched ? std::min(own, below[at]) : own;
    if (proof[at].parent < 0) return below[at];
    std::int64_t& parent = below[static_cast<std::size_t>(proof[at].parent)];
    parent = std::max(parent, below[at]);
  }
  return -kNoLimit;
}

}  // namespace midspan::clear::solve
