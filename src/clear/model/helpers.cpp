// SPDX-License-Identifier: Apache-2.0
// Helpers count what cells add up to, so when the cells are known the rows say what the helpers are: each row narrows
// those in it, until nothing changes.
#include <algorithm>

#include "clear/model/plan.hpp"

namespace midspan::clear::model {

namespace {

using solve::kNoLimit;
using solve::Wide;

constexpr int kPasses = 1000;  // rows that narrow each other a little at a time are not what helpers are for

Wide floor_of(Wide value, Wide by) {  // by > 0
  const Wide quotient = value / by;
  return value % by < 0 ? quotient - 1 : quotient;
}

class Narrowing {
 public:
  Narrowing(const solve::Program& program, const std::vector<std::int64_t>& values)
      : first_(std::min(program.first_helper, program.columns.size())) {
    bounds_.assign(program.columns.begin() + static_cast<std::ptrdiff_t>(first_), program.columns.end());
    for (const solve::Row& row : program.rows) {
      // Columns ascend, so helpers stand last.
      if (row.terms.empty() || static_cast<std::size_t>(row.terms.back().column) < first_) continue;
      if (row.low <= -kNoLimit && row.high >= kNoLimit) continue;
      Line line;
      line.low = row.low;
      line.high = row.high;
      for (const solve::Term& term : row.terms) {
        if (term.coefficient == 0) continue;  // "for all of them", of whom there are none
        const auto column = static_cast<std::size_t>(term.column);
        if (column >= first_) line.terms.push_back({term.column - static_cast<int>(first_), term.coefficient});
        else line.cells += static_cast<Wide>(term.coefficient) * values[column];
      }
      lines_.push_back(std::move(line));
    }
  }

  bool run() {
    if (!narrow()) return false;
    for (solve::Column& helper : bounds_) {
      if (helper.low == helper.high) continue;
      helper.high = helper.low;
      if (!narrow()) return false;
    }
    return true;
  }

  void write(std::vector<std::int64_t>& values) const {
    for (std::size_t at = 0; at < bounds_.size(); ++at) values[first_ + at] = bounds_[at].low;
  }

 private:
  struct Line {
    std::vector<solve::Term> terms;  // of helpers, counted from the first
    Wide cells = 0;
    std::int64_t low = 0, high = 0;
  };

  static Wide least(const solve::Term& term, const solve::Column& bounds) {
    return static_cast<Wide>(term.coefficient) * (term.coefficient > 0 ? bounds.low : bounds.high);
  }
  static Wide most(const solve::Term& term, const solve::Column& bounds) {
    return static_cast<Wide>(term.coefficient) * (term.coefficient > 0 ? bounds.high : bounds.low);
  }

  bool narrow() {
    bool changed = true;
    for (int passes = 0; changed; ++passes) {
      if (passes == kPasses) return false;
      changed = false;
      for (const Line& line : lines_) {
        Wide low = line.cells, high = line.cells;
        for (const solve::Term& term : line.terms) {
          low += least(term, bounds_[static_cast<std::size_t>(term.column)]);
          high += most(term, bounds_[static_cast<std::size_t>(term.column)]);
        }
        for (const solve::Term& term : line.terms) {
          solve::Column& bounds = bounds_[static_cast<std::size_t>(term.column)];
          if (bounds.low == bounds.high) continue;
          const Wide others_low = low - least(term, bounds), others_high = high - most(term, bounds);
          if (!narrow(term.coefficient, line, others_low, others_high, bounds, &changed)) return false;
          low = others_low + least(term, bounds);
          high = others_high + most(term, bounds);
        }
      }
    }
    return true;
  }

  // coefficient x helper lies between the line's sides less what the others can be.
  static bool narrow(std::int64_t coefficient, const Line& line, Wide others_low, Wide others_high,
                     solve::Column& bounds, bool* changed) {
    Wide low = bounds.low, high = bounds.high;
    const auto at_most = [&](Wide side) {  // coefficient x helper <= side
      if (coefficient > 0) high = std::min(high, floor_of(side, coefficient));
      else low = std::max(low, -floor_of(side, -static_cast<Wide>(coefficient)));
    };
    const auto at_least = [&](Wide side) {
      if (coefficient > 0) low = std::max(low, -floor_of(-side, coefficient));
      else high = std::min(high, floor_of(-side, -static_cast<Wide>(coefficient)));
    };
    if (line.high < kNoLimit) at_most(line.high - others_low);
    if (line.low > -kNoLimit) at_least(line.low - others_high);
    if (low > high) return false;
    *changed = *changed || low != bounds.low || high != bounds.high;
    bounds = {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
    return true;
  }

  std::size_t first_;
  std::vector<solve::Column> bounds_;  // by helper
  std::vector<Line> lines_;
};

}  // namespace

bool fill_helpers(const solve::Program& program, std::vector<std::int64_t>& values) {
  Narrowing narrowing(program, values);
  if (!narrowing.run()) return false;
  narrowing.write(values);
  return true;
}

}  // namespace midspan::clear::model
