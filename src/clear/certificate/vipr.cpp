// SPDX-License-Identifier: Apache-2.0
// From a tree of branch and bound to derivations.
//
// A leaf carries multipliers y = numerators / d of rows. With the reduced costs r = c - y'A, the sum of y_i times row i
// and r_j times the bound of column j in force at the leaf has the objective on its left, so its right side, rounded
// down, bounds the objective: one `rnd`. With c = 0 and a right side below zero nothing is there: one `lin`. Bounds
// that a branch set are assumptions (`asm`); `uns` joins the two sides of a branch and takes its two assumptions away.
#include "clear/certificate/vipr.hpp"

#include <algorithm>
#include <numeric>

namespace midspan::clear::certificate {

namespace {

using solve::kNoLimit;
using solve::Wide;

std::string text(Wide value) {
  if (value == 0) return "0";
  const bool negative = value < 0;
  std::string digits;
  for (; value != 0; value /= 10) {
    const int digit = static_cast<int>(value % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
  }
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string fraction(Wide numerator, std::int64_t denominator) {
  Wide left = numerator < 0 ? -numerator : numerator, right = denominator;
  while (right != 0) {
    const Wide rest = left % right;
    left = right;
    right = rest;
  }
  if (left == 0) return "0";
  const Wide below = denominator / left;
  return text(numerator / left) + (below == 1 ? "" : "/" + text(below));
}

class Writer {
 public:
  Writer(const solve::Program& program, const std::vector<std::string>& columns, const std::vector<std::string>& rows,
         const Claim& claim, const std::vector<solve::ProofNode>& proof)
      : program_(program), columns_(columns), rows_(rows), claim_(claim), proof_(proof) {}

  std::string write() {
    heading();
    constraints();
    claim();
    derivations();
    return std::move(out_) + "DER " + std::to_string(derived_) + "\n" + der_;
  }

 private:
  static std::string sum(const std::vector<solve::Term>& terms) {
    std::string out = std::to_string(terms.size());
    for (const solve::Term& term : terms)
      out += " " + std::to_string(term.column) + " " + std::to_string(term.coefficient);
    return out;
  }

  void heading() {
    out_ = "VER 1.0\nVAR " + std::to_string(columns_.size()) + "\n";
    for (const std::string& name : columns_) out_ += name + "\n";
    out_ += "INT " + std::to_string(columns_.size()) + "\n";
    for (std::size_t column = 0; column < columns_.size(); ++column) out_ += std::to_string(column) + "\n";
    out_ += "OBJ max\n" + sum(claim_.infeasible ? solve::Objective{} : claim_.objective) + "\n";
  }

  void constraint(const std::string& name, char sense, std::int64_t side, const std::vector<solve::Term>& terms) {
    con_ += name + " " + sense + " " + std::to_string(side) + " " + sum(terms) + "\n";
    ++constraints_;
  }

  void constraints() {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const std::vector<solve::Term> self{{static_cast<int>(column), 1}};
      constraint("low_" + columns_[column], 'G', program_.columns[column].low, self);
      constraint("high_" + columns_[column], 'L', program_.columns[column].high, self);
      bound_.push_back({constraints_ - 2, constraints_ - 1});
    }
    const int bounds = constraints_;
    // A row without a name is a sum that was branched on: no constraint of the program.
    sides_.assign(std::max(rows_.size(), program_.rows.size()), {-1, -1});
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      if (rows_[at].empty()) continue;
      const solve::Row& row = program_.rows[at];
      const bool low = row.low > -kNoLimit, high = row.high < kNoLimit, equal = low && high && row.low == row.high;
      if (equal) {
        sides_[at] = {constraints_, constraints_};
        constraint(rows_[at], 'E', row.low, row.terms);
        continue;
      }
      if (low) {
        sides_[at].first = constraints_;
        constraint(rows_[at] + (high ? "_low" : ""), 'G', row.low, row.terms);
      }
      if (high) {
        sides_[at].second = constraints_;
        constraint(rows_[at] + (low ? "_high" : ""), 'L', row.high, row.terms);
      }
    }
    out_ += "CON " + std::to_string(constraints_) + " " + std::to_string(bounds) + "\n" + con_;
  }

  void claim() {
    if (claim_.infeasible) {
      out_ += "RTP infeas\nSOL 0\n";
      return;
    }
    out_ += "RTP range " + std::to_string(claim_.value) + " " +
            (claim_.bound >= kNoLimit ? "inf" : std::to_string(claim_.bound)) + "\nSOL 1\nplan ";
    std::vector<solve::Term> values;
    for (std::size_t column = 0; column < claim_.values.size(); ++column)
      if (claim_.values[column] != 0) values.push_back({static_cast<int>(column), claim_.values[column]});
    out_ += sum(values) + "\n";
  }

  int derive(const std::string& constraint, const std::string& reason) {
    der_ += "d" + std::to_string(derived_) + " " + constraint + " { " + reason + " } -1\n";
    return constraints_ + derived_++;
  }

  std::string claimed() const { return claim_.infeasible ? "L -1 0" : "L " + std::to_string(claim_.bound) + " OBJ"; }

  // Children stand behind their parent in the list.
  void derivations() {
    if (!claim_.infeasible && claim_.bound >= kNoLimit) return;
    children_.assign(proof_.size(), {});
    for (std::size_t node = 1; node < proof_.size(); ++node)
      children_[static_cast<std::size_t>(proof_[node].parent)].push_back(static_cast<int>(node));
    if (!proof_.empty()) node(0);
  }

  int node(int at) {
    const std::vector<int>& children = children_[static_cast<std::size_t>(at)];
    if (children.empty()) return leaf(proof_[static_cast<std::size_t>(at)]);
    std::string joined = "uns";
    for (const int child : children) {
      const solve::ProofNode& entry = proof_[static_cast<std::size_t>(child)];
      const std::string of = entry.row >= 0 ? sum(program_.rows[static_cast<std::size_t>(entry.row)].terms)
                                            : "1 " + std::to_string(entry.column) + " 1";
      const int assumed =
          derive(std::string(entry.upper ? "L " : "G ") + std::to_string(entry.value) + " " + of, "asm");
      auto& bound =
          entry.row >= 0 ? sides_[static_cast<std::size_t>(entry.row)] : bound_[static_cast<std::size_t>(entry.column)];
      int& side = entry.upper ? bound.second : bound.first;
      const int before = side;
      side = assumed;
      const int proved = node(child);
      side = before;
      joined += " " + std::to_string(proved) + " " + std::to_string(assumed);
    }
    return derive(claimed(), joined);
  }

  int leaf(const solve::ProofNode& entry) {
    const Multipliers& y = entry.multipliers;
    std::vector<Wide> reduced(columns_.size());
    if (!claim_.infeasible && !entry.infeasible)
      for (const solve::Term& term : claim_.objective)
        reduced[static_cast<std::size_t>(term.column)] += static_cast<Wide>(term.coefficient) * y.denominator;
    std::string combination;
    int terms = 0;
    const auto add = [&](int constraint, Wide numerator) {
      combination += " " + std::to_string(constraint) + " " + fraction(numerator, y.denominator);
      ++terms;
    };
    for (const auto& [row, numerator] : y.rows) {
      const auto& sides = sides_[static_cast<std::size_t>(row)];
      add(numerator > 0 ? sides.second : sides.first, numerator);
      for (const solve::Term& term : program_.rows[static_cast<std::size_t>(row)].terms)
        reduced[static_cast<std::size_t>(term.column)] -= static_cast<Wide>(numerator) * term.coefficient;
    }
    for (std::size_t column = 0; column < reduced.size(); ++column)
      if (reduced[column] != 0)
        add(reduced[column] > 0 ? bound_[column].second : bound_[column].first, reduced[column]);
    const bool nothing = claim_.infeasible || entry.infeasible;
    return derive(nothing ? "L -1 0" : claimed(), "rnd " + std::to_string(terms) + combination);
  }

  using Multipliers = solve::Multipliers;
  const solve::Program& program_;
  const std::vector<std::string>& columns_;
  const std::vector<std::string>& rows_;
  const Claim& claim_;
  const std::vector<solve::ProofNode>& proof_;
  std::string out_, con_, der_;
  int constraints_ = 0, derived_ = 0;
  std::vector<std::pair<int, int>> bound_;  // by column: the constraints that bound it, below and above, at this node
  std::vector<std::pair<int, int>> sides_;  // by row
  std::vector<std::vector<int>> children_;
};

}  // namespace

std::string vipr(const solve::Program& program, const std::vector<std::string>& columns,
                 const std::vector<std::string>& rows, const Claim& claim, const std::vector<solve::ProofNode>& proof) {
  return Writer(program, columns, rows, claim, proof).write();
}

}  // namespace midspan::clear::certificate
