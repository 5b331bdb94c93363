// SPDX-License-Identifier: Apache-2.0
// Leximin by column generation, in fractions (Flanigan et al. 2021, Demeulemeester et al. 2025; there in floating
// point).
//
// A stage maximises t where every class still open has a chance of at least t and every settled one keeps its own. The
// duals of the open classes say where t is bound: an outcome with more weight than the dual price of a draw would raise
// t and joins; when there is none, t is proved, and every class with a positive dual is settled at t, because in every
// best lottery it has exactly that. At least one is, so there are no more stages than classes.
#include "clear/lots/leximin.hpp"

#include <algorithm>

namespace midspan::clear::lots {

namespace {

using Line = std::vector<Fraction>;

// Maximise cost.x over A x <= b, x >= 0, by Bland's rule: it ends, and the answer does not depend on anything else.
class Simplex {
 public:
  Line x, duals;

  Simplex(const std::vector<Line>& rows, const Line& sides, const Line& cost)
      : variables_(cost.size()), height_(rows.size()) {
    const std::size_t width = variables_ + 2 * height_ + 1;  // x, slacks, artificials, side
    for (std::size_t row = 0; row < height_; ++row) {
      const bool turned = sides[row].sign() < 0;
      Line line(width);
      for (std::size_t at = 0; at < variables_; ++at) line[at] = turned ? -rows[row][at] : rows[row][at];
      line[variables_ + row] = turned ? -1 : 1;
      if (turned) line[variables_ + height_ + row] = 1;
      line.back() = turned ? -sides[row] : sides[row];
      basis_.push_back(variables_ + (turned ? height_ : 0) + row);
      lines_.push_back(std::move(line));
    }
    Line phase(width);
    for (std::size_t row = 0; row < height_; ++row) phase[variables_ + height_ + row] = -1;
    run(phase, width - 1);
    // Artificials left in the basis stand at zero; their row's slack, which is their negative, takes their place.
    for (std::size_t row = 0; row < height_; ++row)
      if (basis_[row] >= variables_ + height_) exchange(row, basis_[row] - height_, phase);
    Line goal(width);
    std::copy(cost.begin(), cost.end(), goal.begin());
    run(goal, variables_ + height_);
    x.assign(variables_, 0);
    for (std::size_t row = 0; row < height_; ++row)
      if (basis_[row] < variables_) x[basis_[row]] = lines_[row].back();
    for (std::size_t row = 0; row < height_; ++row) duals.push_back(-goal[variables_ + row]);
  }

 private:
  void subtract(Line& from, const Line& what, std::size_t column) {
    const Fraction factor = from[column];
    if (factor.sign() == 0) return;
    for (std::size_t at = 0; at < from.size(); ++at)
      if (what[at].sign() != 0) from[at] = from[at] - factor * what[at];
  }

  void run(Line& goal, std::size_t columns) {
    for (std::size_t row = 0; row < height_; ++row) subtract(goal, lines_[row], basis_[row]);
    while (true) {
      std::size_t enters = 0;
      while (enters < columns && goal[enters].sign() <= 0) ++enters;
      if (enters == columns) return;
      std::size_t leaves = height_;
      for (std::size_t row = 0; row < height_; ++row) {
        if (lines_[row][enters].sign() <= 0) continue;
        if (leaves == height_) {
          leaves = row;
          continue;
        }
        const Fraction mine = lines_[row].back() / lines_[row][enters],
                       best = lines_[leaves].back() / lines_[leaves][enters];
        if (mine < best || (mine == best && basis_[row] < basis_[leaves])) leaves = row;
      }
      if (leaves == height_) return;  // unbounded: cannot be, probabilities are at most one
      exchange(leaves, enters, goal);
    }
  }

  void exchange(std::size_t leaves, std::size_t enters, Line& goal) {
    const Fraction pivot = lines_[leaves][enters];
    for (Fraction& value : lines_[leaves]) value = value / pivot;
    for (std::size_t row = 0; row < height_; ++row)
      if (row != leaves) subtract(lines_[row], lines_[leaves], enters);
    subtract(goal, lines_[leaves], enters);
    basis_[leaves] = enters;
  }

  std::size_t variables_, height_;
  std::vector<Line> lines_;
  std::vector<std::size_t> basis_;
};

// Whole numbers in the same proportions.
std::vector<std::int64_t> whole_weights(const Line& duals) {
  Fraction scale = 1;
  for (std::size_t at = 1; at < duals.size(); ++at)
    scale = scale * Fraction(duals[at].below() / Fraction::divisor(duals[at].below(), scale.above()), 1);
  std::vector<std::int64_t> weights;
  for (std::size_t at = 1; at < duals.size(); ++at) {
    const Fraction weight = duals[at] * scale;
    if (weight.above() > solve::kLargest / 1000) throw Overflow{};
    weights.push_back(static_cast<std::int64_t>(weight.above()));
  }
  return weights;
}

}  // namespace

Lottery leximin(const std::vector<std::int64_t>& sizes, const Places& first, const Best& best) {
  Lottery lottery;
  lottery.outcomes = {first};
  const std::size_t classes = sizes.size();
  std::vector<char> settled(classes, 0);
  lottery.chances.resize(classes);
  Line x;
  std::size_t open = classes;
  while (open > 0) {
    // Rows: the probabilities together; then a row for each class. Columns: probabilities, then t.
    const std::size_t known = lottery.outcomes.size();
    std::vector<Line> rows(classes + 1, Line(known + 1));
    Line sides(classes + 1), cost(known + 1);
    for (std::size_t at = 0; at < known; ++at) {
      rows[0][at] = 1;
      for (std::size_t one = 0; one < classes; ++one) rows[one + 1][at] = -lottery.outcomes[at][one];
    }
    sides[0] = 1;
    for (std::size_t one = 0; one < classes; ++one)
      if (settled[one] != 0) sides[one + 1] = -(lottery.chances[one] * sizes[one]);
      else rows[one + 1][known] = sizes[one];
    cost[known] = 1;
    const Simplex simplex(rows, sides, cost);
    x = simplex.x;
    const std::vector<std::int64_t> weights = whole_weights(simplex.duals);
    if (const auto found = best(weights)) {
      Fraction mine, price;
      for (std::size_t one = 0; one < classes; ++one) mine = mine + simplex.duals[one + 1] * Fraction((*found)[one]);
      if (simplex.duals[0] < mine) {
        lottery.outcomes.push_back(*found);
        continue;
      }
    } else {
      lottery.proved = false;
    }
    for (std::size_t one = 0; one < classes; ++one)
      if (settled[one] == 0 && simplex.duals[one + 1].sign() > 0) {
        settled[one] = 1;
        lottery.chances[one] = x[known];
        --open;
      }
  }
  Fraction left = 1;
  for (std::size_t at = 0; at < lottery.outcomes.size(); ++at) {
    lottery.probability.push_back(x.empty() ? Fraction(0) : x[at]);
    left = left - lottery.probability.back();
  }
  lottery.probability[0] = lottery.probability[0] + left;  // only when some outcome gives no place at all
  for (std::size_t at = lottery.outcomes.size(); at-- > 0;)
    if (lottery.probability[at].sign() == 0) {
      lottery.outcomes.erase(lottery.outcomes.begin() + static_cast<std::ptrdiff_t>(at));
      lottery.probability.erase(lottery.probability.begin() + static_cast<std::ptrdiff_t>(at));
    }
  return lottery;
}

}  // namespace midspan::clear::lots
