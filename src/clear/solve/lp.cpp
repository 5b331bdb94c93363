// SPDX-License-Identifier: Apache-2.0
#include "clear/solve/lp.hpp"

#include <ClpSimplex.hpp>
#include <CoinFactorization.hpp>
#include <CoinIndexedVector.hpp>
#include <CoinPackedMatrix.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace midspan::clear::solve {

namespace {

double as_side(std::int64_t side) {
  if (side >= kNoLimit) return COIN_DBL_MAX;
  if (side <= -kNoLimit) return -COIN_DBL_MAX;
  return static_cast<double>(side);
}

// A row without sides gets ones that no solution comes near: CLP keeps a slack without bounds apart, which costs more
// than it gains when sides come and go.
std::pair<double, double> sides_of(const Program& program, const Row& row) {
  if (row.low > -kNoLimit || row.high < kNoLimit) return {as_side(row.low), as_side(row.high)};
  double reach = 1000;
  for (const Term& term : row.terms) {
    const Column& column = program.columns[static_cast<std::size_t>(term.column)];
    reach += 2.0 * std::abs(static_cast<double>(term.coefficient)) *
             static_cast<double>(std::max(std::abs(column.low), std::abs(column.high)));
  }
  return {-reach, reach};
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t with) {
  hash = (hash ^ with) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

// CLP's numbers for "when it seems to help" and "never".
constexpr int kPerturb = 50, kExactly = 100;
// Of its options: the matrix is not searched for entries that it cannot have.
constexpr unsigned kTrusted = 128;

constexpr double kFraction = 1e-4;
constexpr std::int64_t kSteps = 20;  // that beginning and ending a solution are worth
constexpr std::int64_t kTerms = 4;   // so many terms of rows cost as much as a column

bool asks(const Row& row) { return row.high < kNoLimit || row.low > -kNoLimit; }

std::vector<unsigned char> row_statuses(const ClpSimplex& model) {
  std::vector<unsigned char> out;
  for (int row = 0; row < model.numberRows(); ++row) out.push_back(static_cast<unsigned char>(model.getRowStatus(row)));
  return out;
}

}  // namespace

struct Lp::Clp {
  ClpSimplex model;
  bool solved = false;
};

Lp::Lp(const Program& program) : program_(program) { forget(); }
Lp::~Lp() = default;

// What CLP has by its rows, by those of the program; those that it does not see have something else.
template <typename Value>
std::vector<Value> Lp::by_row(const Value* of_clp, Value otherwise) const {
  std::vector<Value> out(program_.rows.size(), otherwise);
  for (std::size_t at = 0; at < rows_.size(); ++at) out[static_cast<std::size_t>(rows_[at])] = of_clp[at];
  return out;
}

void Lp::build() {
  if (!given_) keep_basis();
  given_ = false;
  marked_rows_.clear();
  const std::size_t columns = program_.columns.size();
  std::vector<std::vector<std::pair<int, std::int64_t>>> in_rows(columns);  // of CLP
  asked_of_.resize(program_.rows.size(), 0);
  row_at_.assign(program_.rows.size(), -1);
  rows_.clear();
  for (std::size_t row = 0; row < program_.rows.size(); ++row) {
    if (asks(program_.rows[row])) asked_of_[row] = 1;
    if (asked_of_[row] == 0) continue;
    row_at_[row] = static_cast<int>(rows_.size());
    rows_.push_back(static_cast<int>(row));
    for (const Term& term : program_.rows[row].terms)
      in_rows[static_cast<std::size_t>(term.column)].emplace_back(row_at_[row], term.coefficient);
  }
  at_.assign(columns, -1);
  members_.clear();
  // Same rows, same factors, same costs so far. A hash finds candidates, a comparison decides.
  std::map<std::uint64_t, std::vector<int>> by_hash;
  for (std::size_t column = 0; column < columns; ++column) {
    const Column& bounds = program_.columns[column];
    if (bounds.low == 0 && bounds.high == 0 && opened_[column] == 0) continue;
    std::uint64_t hash = told_apart_[column];
    for (const auto& [row, coefficient] : in_rows[column])
      hash = mixed(mixed(hash, static_cast<std::uint64_t>(row)), static_cast<std::uint64_t>(coefficient));
    for (const int known : by_hash[hash]) {
      const auto first = static_cast<std::size_t>(members_[static_cast<std::size_t>(known)].front());
      if (told_apart_[first] != told_apart_[column] || in_rows[first] != in_rows[column]) continue;
      at_[column] = known;
      members_[static_cast<std::size_t>(known)].push_back(static_cast<int>(column));
      break;
    }
    if (at_[column] >= 0) continue;
    at_[column] = static_cast<int>(members_.size());
    by_hash[hash].push_back(at_[column]);
    members_.push_back({static_cast<int>(column)});
  }
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> rows;
  std::vector<double> elements, low, high, cost, row_low, row_high;
  for (const std::vector<int>& members : members_) {
    double least = 0, most = 0;
    for (const int member : members) {
      least += static_cast<double>(program_.columns[static_cast<std::size_t>(member)].low);
      most += static_cast<double>(program_.columns[static_cast<std::size_t>(member)].high);
    }
    const auto first = static_cast<std::size_t>(members.front());
    for (const auto& [row, coefficient] : in_rows[first]) {
      rows.push_back(row);
      elements.push_back(static_cast<double>(coefficient));
    }
    starts.push_back(static_cast<CoinBigIndex>(rows.size()));
    low.push_back(least);
    high.push_back(most);
    cost.push_back(-static_cast<double>(cost_[first]));
  }
  for (const int row : rows_) {
    const auto [least, most] = sides_of(program_, program_.rows[static_cast<std::size_t>(row)]);
    row_low.push_back(least);
    row_high.push_back(most);
  }
  clp_ = std::make_unique<Clp>();
  ClpSimplex& model = clp_->model;
  model.setLogLevel(0);
  model.setSpecialOptions(kTrusted);
  model.loadProblem(static_cast<int>(members_.size()), static_cast<int>(rows_.size()), starts.data(), rows.data(),
                    elements.data(), low.data(), high.data(), cost.data(), row_low.data(), row_high.data());
  model.setOptimizationDirection(1.0);  // minimise -c.x
  if (!row_status_.empty()) {
    model.createStatus();
    set_basis();
  }
  stale_ = false;
  cost_changed_ = true;
}

// What is remembered of columns and rows, told to the solver; rows that came since are slack.
void Lp::set_basis() {
  ClpSimplex& model = clp_->model;
  for (std::size_t at = 0; at < members_.size(); ++at)
    model.setColumnStatus(static_cast<int>(at), static_cast<ClpSimplex::Status>(
                                                    column_status_[static_cast<std::size_t>(members_[at].front())]));
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    const auto row = static_cast<std::size_t>(rows_[at]);
    model.setRowStatus(static_cast<int>(at), row < row_status_.size()
                                                 ? static_cast<ClpSimplex::Status>(row_status_[row])
                                                 : ClpSimplex::basic);
  }
}

void Lp::keep_basis() {
  if (!clp_ || !clp_->solved) return;
  column_status_.assign(program_.columns.size(), static_cast<unsigned char>(ClpSimplex::atLowerBound));
  for (std::size_t column = 0; column < at_.size(); ++column)
    if (at_[column] >= 0 && members_[static_cast<std::size_t>(at_[column])].front() == static_cast<int>(column))
      column_status_[column] = static_cast<unsigned char>(clp_->model.getColumnStatus(at_[column]));
  row_status_ = by_row<unsigned char>(row_statuses(clp_->model).data(), ClpSimplex::basic);
}

Lp::Basis Lp::basis() const {
  Basis out;
  if (!clp_ || !clp_->solved || stale_) return out;
  out.columns.assign(program_.columns.size(), static_cast<unsigned char>(ClpSimplex::atLowerBound));
  for (std::size_t column = 0; column < at_.size(); ++column)
    if (at_[column] >= 0) out.columns[column] = static_cast<unsigned char>(clp_->model.getColumnStatus(at_[column]));
  out.rows = by_row<unsigned char>(row_statuses(clp_->model).data(), ClpSimplex::basic);
  return out;
}

void Lp::begin_at(const Basis& basis) {
  column_status_ = basis.columns;
  row_status_ = basis.rows;
  given_ = true;
  begun_ = true;
  marked_rows_.clear();
  if (stale_) return;
  take_rows();  // or builds anew
  if (!given_) return;
  given_ = false;
  set_basis();
}

void Lp::mark() {
  const unsigned char* status = clp_->model.statusArray();
  const int columns = clp_->model.numberColumns(), rows = clp_->model.numberRows();
  marked_columns_.assign(status, status + columns);
  marked_rows_.assign(status + columns, status + columns + rows);
}

void Lp::back() {
  if (stale_ || marked_rows_.empty()) return;
  take_rows();
  if (marked_rows_.empty()) return;  // built anew
  ClpSimplex& model = clp_->model;
  std::copy(marked_columns_.begin(), marked_columns_.end(), model.statusArray());
  std::copy(marked_rows_.begin(), marked_rows_.end(), model.statusArray() + model.numberColumns());
  for (std::size_t row = marked_rows_.size(); row < rows_.size(); ++row)
    model.setRowStatus(static_cast<int>(row), ClpSimplex::basic);
}

void Lp::forget() {
  const std::size_t columns = program_.columns.size();
  clp_.reset();
  column_status_.clear();
  row_status_.clear();
  cost_.assign(columns, 0);
  told_apart_.assign(columns, 0);
  opened_.assign(columns, 0);
  given_ = begun_ = false;
  leave_out_free();
}

void Lp::set_cost(const std::vector<std::int64_t>& cost) {
  costs_anything_ = false;
  std::uint64_t salt = 0;
  for (std::size_t column = 0; column < cost.size(); ++column) {
    salt = mixed(salt, static_cast<std::uint64_t>(cost[column]));
    costs_anything_ = costs_anything_ || cost[column] != 0;
  }
  for (std::size_t column = 0; column < cost.size(); ++column) {
    if (cost_[column] == cost[column]) continue;
    cost_changed_ = true;
    cost_[column] = cost[column];
  }
  if (!cost_changed_) return;
  if (costs_anything_)
    for (std::size_t column = 0; column < cost.size(); ++column)
      if (cost[column] != 0)
        told_apart_[column] = mixed(told_apart_[column], mixed(salt, static_cast<std::uint64_t>(cost[column])));
  if (stale_) return;
  for (std::size_t at = 0; at < members_.size(); ++at) {
    const std::int64_t first = cost[static_cast<std::size_t>(members_[at].front())];
    for (const int member : members_[at])
      if (cost[static_cast<std::size_t>(member)] != first) stale_ = true;
    clp_->model.setObjectiveCoefficient(static_cast<int>(at), -static_cast<double>(first));
  }
}

void Lp::column_changed(int column) {
  const auto index = static_cast<std::size_t>(column);
  const Column& bounds = program_.columns[index];
  if (bounds.low != 0 || bounds.high != 0) {
    if (!stale_ && at_[index] < 0) stale_ = true;
    if (stale_ && !at_.empty() && at_[index] < 0) opened_[index] = 1;
  }
  if (stale_ || at_[index] < 0) return;
  double least = 0, most = 0;
  for (const int member : members_[static_cast<std::size_t>(at_[index])]) {
    least += static_cast<double>(program_.columns[static_cast<std::size_t>(member)].low);
    most += static_cast<double>(program_.columns[static_cast<std::size_t>(member)].high);
  }
  clp_->model.setColumnBounds(at_[index], least, most);
}

void Lp::row_changed(int row) {
  const auto index = static_cast<std::size_t>(row);
  if (stale_ || index >= row_at_.size() || row_at_[index] < 0) return;
  const auto [low, high] = sides_of(program_, program_.rows[index]);
  clp_->model.setRowBounds(row_at_[index], low, high);
}

void Lp::leave_out_free() {
  asked_of_.clear();
  stale_ = true;
}

bool Lp::tells_apart(const Row& row) const {
  std::map<int, std::pair<std::int64_t, std::size_t>> seen;  // by column of CLP: factor, how many of its members
  for (const Term& term : row.terms) {
    const int at = at_[static_cast<std::size_t>(term.column)];
    if (at < 0) continue;
    const auto [found, fresh] = seen.emplace(at, std::make_pair(term.coefficient, std::size_t{1}));
    if (fresh) continue;
    if (found->second.first != term.coefficient) return true;
    ++found->second.second;
  }
  return std::any_of(seen.begin(), seen.end(), [&](const auto& each) {
    return each.second.second != members_[static_cast<std::size_t>(each.first)].size();
  });
}

// Rows that something is asked of since the last solution, all at once.
void Lp::take_rows() {
  row_at_.resize(program_.rows.size(), -1);
  asked_of_.resize(program_.rows.size(), 0);
  std::vector<std::size_t> fresh;
  for (std::size_t row = 0; row < program_.rows.size(); ++row)
    if (row_at_[row] < 0 && asks(program_.rows[row])) fresh.push_back(row);
  stale_ = std::any_of(fresh.begin(), fresh.end(), [&](std::size_t row) { return tells_apart(program_.rows[row]); });
  if (stale_) return build();
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> indices;
  std::vector<double> elements, low, high;
  for (const std::size_t at_row : fresh) {
    const Row& row = program_.rows[at_row];
    row_at_[at_row] = static_cast<int>(rows_.size());
    rows_.push_back(static_cast<int>(at_row));
    asked_of_[at_row] = 1;
    for (const Term& term : row.terms) {
      const int at = at_[static_cast<std::size_t>(term.column)];
      if (at < 0 || members_[static_cast<std::size_t>(at)].front() != term.column) continue;
      indices.push_back(at);
      elements.push_back(static_cast<double>(term.coefficient));
    }
    starts.push_back(static_cast<CoinBigIndex>(indices.size()));
    const auto [least, most] = sides_of(program_, row);
    low.push_back(least);
    high.push_back(most);
  }
  if (!low.empty())
    clp_->model.addRows(static_cast<int>(low.size()), low.data(), high.data(), starts.data(), indices.data(),
                        elements.data());
}

Lp::Outcome Lp::solve() {
  if (stale_) build();
  else take_rows();
  ClpSimplex& model = clp_->model;
  // After a new objective the last solution still keeps every row; after new bounds the last multipliers still hold.
  // Perturbed costs take a tenth of the steps to an optimum, and from there few branches to whole numbers; where there
  // are no costs they only lead away from the solution at hand.
  model.setPerturbation((costs_anything_ && !begun_) || shaken_ ? kPerturb : kExactly);
  if (clp_->solved && cost_changed_ && costs_anything_ && !begun_) model.primal();
  else model.dual();
  // Only the dual method leaves a proof that nothing is there; what neither decides is begun anew.
  if (model.status() == 1 && !has_ray()) model.dual();
  if ((model.status() == 1 && !has_ray()) || (model.status() != 0 && model.status() != 1)) {
    model.allSlackBasis(true);
    model.setPerturbation(kExactly);
    model.dual();
  }
  clp_->solved = true;
  begun_ = false;
  work_ += (model.numberIterations() + kSteps) *
           (model.numberColumns() + model.numberRows() + static_cast<std::int64_t>(model.getNumElements()) / kTerms);
  cost_changed_ = false;
  if (model.status() == 1) return Outcome::Empty;
  if (model.status() != 0) return Outcome::NoHelp;
  duals_ = by_row(model.dualRowSolution(), 0.0);
  const double* x = model.primalColumnSolution();
  values_.assign(program_.columns.size(), 0.0);
  for (std::size_t at = 0; at < members_.size(); ++at) {
    double rest = x[at];
    for (const int member : members_[at])
      rest -= static_cast<double>(program_.columns[static_cast<std::size_t>(member)].low);
    for (const int member : members_[at]) {
      const Column& bounds = program_.columns[static_cast<std::size_t>(member)];
      const double more =
          member == members_[at].back() ? rest : std::clamp(rest, 0.0, static_cast<double>(bounds.high - bounds.low));
      values_[static_cast<std::size_t>(member)] = static_cast<double>(bounds.low) + more;
      rest -= more;
    }
  }
  return Outcome::Optimal;
}

double Lp::objective() const { return -clp_->model.objectiveValue(); }
const std::vector<double>& Lp::values() const { return values_; }

bool Lp::has_ray() const {
  const double* found = clp_->model.infeasibilityRay();
  delete[] found;
  return found != nullptr;
}

bool Lp::ray(std::vector<double>* by_row) const {
  const double* found = clp_->model.infeasibilityRay();
  if (found == nullptr) return false;
  *by_row = this->by_row<double>(found, 0.0);
  delete[] found;
  return true;
}

std::vector<std::vector<double>> Lp::sums_of_fractions(std::size_t most) const {
  ClpSimplex& model = clp_->model;
  const int columns = model.numberColumns(), rows = model.numberRows();
  std::vector<int> row_basic, column_basic;
  for (int row = 0; row < rows; ++row) row_basic.push_back(model.getRowStatus(row) == ClpSimplex::basic ? 1 : -1);
  std::vector<std::pair<double, int>> wanted;  // the most fractional first
  for (int column = 0; column < columns; ++column) {
    const bool basic = model.getColumnStatus(column) == ClpSimplex::basic;
    column_basic.push_back(basic ? 1 : -1);
    const double x = model.primalColumnSolution()[column];
    const double away = std::abs(x - std::round(x));
    if (basic && away > kFraction) wanted.emplace_back(-away, column);
  }
  std::sort(wanted.begin(), wanted.end());
  if (wanted.size() > most) wanted.resize(most);
  CoinFactorization factors;
  std::vector<std::vector<double>> out;
  if (wanted.empty() || factors.factorize(*model.matrix(), row_basic.data(), column_basic.data()) != 0) return out;
  CoinIndexedVector aside, row;
  aside.reserve(rows);
  row.reserve(rows);
  for (const auto& [away, column] : wanted) {
    row.clear();
    row.insert(column_basic[static_cast<std::size_t>(column)], 1.0);
    factors.updateColumnTranspose(&aside, &row);
    out.push_back(by_row<double>(row.denseVector(), 0.0));
  }
  return out;
}

const std::vector<int>& Lp::one_with(int column) const {
  return members_[static_cast<std::size_t>(at_[static_cast<std::size_t>(column)])];
}

}  // namespace midspan::clear::solve
