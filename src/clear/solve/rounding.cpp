// SPDX-License-Identifier: Apache-2.0
#include "clear/solve/rounding.hpp"

#include <algorithm>
#include <cmath>

#include "clear/solve/exact.hpp"

namespace midspan::clear::solve {

namespace {

constexpr std::int64_t kDenominator = std::int64_t{1} << 34;
constexpr double kNothing = 1e-7;  // what is as good as whole
constexpr double kTooMuch = 1e6;   // a factor of a row beyond this helps nobody
constexpr std::size_t kMostTerms = 2'000;
constexpr double kLeast = 1e-3;

// y less a whole number, with the sign that the side asks for which the row can give.
double part_of(double y, const Row& row, double activity) {
  const bool above = row.high<kNoLimit, below = row.low> - kNoLimit;
  if (!above && !below) return 0;
  const double whole = std::round(y);
  if (std::abs(y - whole) < kNothing) return 0;
  if (above && below && row.low == row.high) return y - whole;
  const bool use_high =
      above && (!below || static_cast<double>(row.high) - activity <= activity - static_cast<double>(row.low));
  return use_high ? y - std::floor(y) : y - std::ceil(y);
}

}  // namespace

std::optional<Rounding> rounding(const Program& program, const std::vector<double>& by_row, double sign,
                                 const std::vector<double>& x) {
  Rounding out;
  out.others.denominator = kDenominator;
  std::vector<Wide> sum(program.columns.size());
  for (std::size_t at = 0; at < by_row.size() && at < program.rows.size(); ++at) {
    if (by_row[at] == 0) continue;
    const Row& row = program.rows[at];
    double activity = 0;
    for (const Term& term : row.terms)
      activity += static_cast<double>(term.coefficient) * x[static_cast<std::size_t>(term.column)];
    const std::int64_t y = std::llround(part_of(sign * by_row[at], row, activity) * static_cast<double>(kDenominator));
    if (y == 0) continue;
    out.others.rows.emplace_back(static_cast<int>(at), y);
    for (const Term& term : row.terms)
      sum[static_cast<std::size_t>(term.column)] += static_cast<Wide>(y) * term.coefficient;
  }
  if (out.others.rows.empty()) return std::nullopt;
  double reached = 0, square = 0;
  for (std::size_t column = 0; column < sum.size(); ++column) {
    if (sum[column] == 0) continue;
    const Column& bounds = program.columns[column];
    if (bounds.low == bounds.high) continue;
    const double factor = static_cast<double>(sum[column]) / static_cast<double>(kDenominator);
    const bool low = x[column] - static_cast<double>(bounds.low) < kNothing;
    const bool high = static_cast<double>(bounds.high) - x[column] < kNothing;
    const double whole = low ? std::floor(factor + kNothing) : high ? std::ceil(factor - kNothing) : std::round(factor);
    if (std::abs(whole) > kTooMuch) return std::nullopt;
    if (whole == 0) continue;
    out.terms.push_back({static_cast<int>(column), static_cast<std::int64_t>(whole)});
    reached += whole * x[column];
    square += whole * whole;
  }
  if (out.terms.empty() || out.terms.size() > kMostTerms) return std::nullopt;
  // What the multipliers leave of (row - sum) bounds the row.
  Objective objective = out.terms;
  std::vector<std::int64_t> cost(program.columns.size());
  for (const Term& term : objective) cost[static_cast<std::size_t>(term.column)] = term.coefficient;
  out.most = combine(program, &cost, out.others).bound(program);
  if (out.most >= kNoLimit) return std::nullopt;
  out.beyond = (reached - static_cast<double>(out.most)) / std::sqrt(square);
  if (out.beyond < kLeast) return std::nullopt;
  return out;
}

}  // namespace midspan::clear::solve
