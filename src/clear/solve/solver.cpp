// SPDX-License-Identifier: Apache-2.0
// Branch and bound with bounds that are added up in integers.
//
// The idea (Neumaier and Shcherbina 2004): for maximise c.x with L <= Ax <= U and l <= x <= u, any y gives
//   c.x <= sum_i (y_i > 0 ? y_i U_i : y_i L_i) + sum_j max(d_j l_j, d_j u_j),   d = c - A'y.
// CLP's duals, rounded to a common denominator, are such a y. With integers on both sides the sum is exact, and since
// c.x is whole, the floor of the sum is a bound. The same with c = 0 and a sum below zero proves that nothing is there.
#include "clear/solve/solver.hpp"

#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <algorithm>
#include <cmath>
#include <optional>

#include "base/assert.hpp"

namespace midspan::clear::solve {

namespace {

// 720720 is divisible by every number to 16: the multipliers of small keys are then exact. The second is for the rest.
constexpr std::int64_t kDenominators[] = {720'720, std::int64_t{1} << 34};
constexpr double kIntegral = 1e-6;
constexpr std::int64_t kCountable = 1'000'000;  // what may be missed has no such end; to branch on it leads nowhere

std::int64_t floor_divide(Wide value, Wide by) {
  Wide quotient = value / by;
  if (value % by != 0 && value < 0) --quotient;
  if (quotient > kNoLimit) return kNoLimit;
  if (quotient < -kNoLimit) return -kNoLimit;
  return static_cast<std::int64_t>(quotient);
}

double as_side(std::int64_t side) {
  if (side >= kNoLimit) return COIN_DBL_MAX;
  if (side <= -kNoLimit) return -COIN_DBL_MAX;
  return static_cast<double>(side);
}

}  // namespace

std::int64_t value_of(const Objective& objective, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const Term& term : objective) sum += term.coefficient * values[static_cast<std::size_t>(term.column)];
  return sum;
}

// Multipliers that once proved that nothing is there. They often prove it again when another bound is asked too much
// of: the same rows are full.
struct Ray {
  std::vector<double> multipliers;  // by row
  double sign = 1.0;
  std::int64_t denominator = 1;
};
constexpr std::size_t kRays = 4;

struct Solver::Lp {
  ClpSimplex model;
  bool solved_before = false;
  std::vector<Ray> rays;  // the last one first

  explicit Lp(const Program& program) {
    model.setLogLevel(0);
    CoinPackedMatrix matrix(false, 0, 0);
    const int columns = static_cast<int>(program.columns.size());
    matrix.setDimensions(0, columns);
    std::vector<CoinBigIndex> starts{0};
    std::vector<int> indices;
    std::vector<double> elements;
    std::vector<double> low, high, column_low, column_high;
    const std::vector<double> cost(program.columns.size(), 0.0);
    for (const Row& row : program.rows) {
      for (const Term& term : row.terms) {
        indices.push_back(term.column);
        elements.push_back(static_cast<double>(term.coefficient));
      }
      starts.push_back(static_cast<CoinBigIndex>(indices.size()));
      low.push_back(as_side(row.low));
      high.push_back(as_side(row.high));
    }
    for (const Column& column : program.columns) {
      column_low.push_back(static_cast<double>(column.low));
      column_high.push_back(static_cast<double>(column.high));
    }
    const int rows = static_cast<int>(program.rows.size());
    CoinPackedMatrix by_row(false, columns, rows, static_cast<CoinBigIndex>(elements.size()), elements.data(),
                            indices.data(), starts.data(), nullptr);
    model.loadProblem(by_row, column_low.data(), column_high.data(), cost.data(), low.data(), high.data());
    model.setOptimizationDirection(1.0);  // minimise -c.x
  }

  // 0 optimal, 1 empty, 2 no help.
  int solve(bool primal) {
    if (primal) model.primal();
    else model.dual();
    if (model.status() == 0) return 0;
    if (model.status() == 1) return 1;
    model.allSlackBasis();
    model.dual();
    return model.status() == 0 ? 0 : model.status() == 1 ? 1 : 2;
  }
};

struct Solver::Search {
  Solver& solver;
  const Objective& objective;
  std::int64_t node_limit;
  std::vector<ProofNode>* proof;
  std::vector<std::int64_t> cost;  // c, dense
  Answer answer;
  std::int64_t open_bound = -kNoLimit;  // the best that nodes given up might hold
  std::vector<double> ray;

  struct Node {
    std::vector<std::pair<int, Column>> changes;  // bounds along the path from the root
    int proof_node = 0;
    std::int64_t inherited = kNoLimit;
    std::shared_ptr<const Multipliers> proves_inherited;  // only while a proof is wanted
  };

  Program& program() { return solver.program_; }

  // floor of the bound that y proves (nullopt: nothing), and the multipliers themselves.
  std::int64_t bound_of(const double* duals, double sign, bool zero_objective, std::int64_t denominator,
                        Multipliers* out) {
    Program& p = program();
    std::vector<Wide> reduced(p.columns.size());
    if (!zero_objective)
      for (std::size_t j = 0; j < reduced.size(); ++j) reduced[j] = static_cast<Wide>(cost[j]) * denominator;
    Wide total = 0;
    out->rows.clear();
    out->denominator = denominator;
    for (std::size_t i = 0; i < p.rows.size(); ++i) {
      const double wanted = sign * duals[i] * static_cast<double>(denominator);
      if (!(std::abs(wanted) < 9e15)) continue;
      const std::int64_t y = std::llround(wanted);
      if (y == 0) continue;
      const Row& row = p.rows[i];
      const std::int64_t side = y > 0 ? row.high : row.low;
      if (side >= kNoLimit || side <= -kNoLimit) continue;
      total += static_cast<Wide>(y) * side;
      for (const Term& term : row.terms)
        reduced[static_cast<std::size_t>(term.column)] -= static_cast<Wide>(y) * term.coefficient;
      out->rows.emplace_back(static_cast<int>(i), y);
    }
    for (std::size_t j = 0; j < reduced.size(); ++j)
      if (reduced[j] != 0) total += reduced[j] * (reduced[j] > 0 ? p.columns[j].high : p.columns[j].low);
    return floor_divide(total, denominator);
  }

  std::int64_t best_bound(const double* duals, double sign, Multipliers* multipliers) {
    std::int64_t best = kNoLimit;
    for (const std::int64_t denominator : kDenominators) {
      Multipliers tried;
      const std::int64_t bound = bound_of(duals, sign, false, denominator, &tried);
      if (bound < best) {
        best = bound;
        *multipliers = std::move(tried);
      }
      if (best <= answer.value && answer.found()) break;
      if (static_cast<double>(best) <= -solver.lp_->model.objectiveValue() + 1e-5) break;
    }
    return best;
  }

  bool proves_empty(const double* duals, Multipliers* multipliers) {
    double largest = 0;
    for (std::size_t i = 0; i < program().rows.size(); ++i) largest = std::max(largest, std::abs(duals[i]));
    if (largest == 0) return false;
    std::vector<double> scaled(duals, duals + program().rows.size());
    for (double& value : scaled) value /= largest;
    for (const double scale : {1.0, largest})
      for (const double sign : {1.0, -1.0})
        for (const std::int64_t denominator : kDenominators) {
          std::vector<double> y = scaled;
          for (double& value : y) value *= scale;
          if (bound_of(y.data(), sign, true, denominator, multipliers) >= 0) continue;
          auto& rays = solver.lp_->rays;
          if (rays.size() == kRays) rays.pop_back();
          rays.insert(rays.begin(), Ray{std::move(y), sign, denominator});
          return true;
        }
    return false;
  }

  // A ray found before, against the bounds as they are now: much cheaper than a linear program, and as exact.
  bool known_empty(Multipliers* multipliers) {
    auto& rays = solver.lp_->rays;
    for (std::size_t at = 0; at < rays.size(); ++at) {
      rays[at].multipliers.resize(program().rows.size(), 0.0);
      if (bound_of(rays[at].multipliers.data(), rays[at].sign, true, rays[at].denominator, multipliers) >= 0) continue;
      std::rotate(rays.begin(), rays.begin() + static_cast<std::ptrdiff_t>(at),
                  rays.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      return true;
    }
    return false;
  }

  // A row that its columns' bounds alone cannot meet.
  bool row_empty(Multipliers* multipliers) {
    Program& p = program();
    for (std::size_t i = 0; i < p.rows.size(); ++i) {
      const Row& row = p.rows[i];
      Wide least = 0, most = 0;
      for (const Term& term : row.terms) {
        const Column& column = p.columns[static_cast<std::size_t>(term.column)];
        least += static_cast<Wide>(term.coefficient) * (term.coefficient > 0 ? column.low : column.high);
        most += static_cast<Wide>(term.coefficient) * (term.coefficient > 0 ? column.high : column.low);
      }
      const bool above = row.high < kNoLimit && least > row.high;
      const bool below = row.low > -kNoLimit && most < row.low;
      if (!above && !below) continue;
      multipliers->denominator = 1;
      multipliers->rows = {{static_cast<int>(i), above ? 1 : -1}};
      return true;
    }
    return false;
  }

  void offer(std::vector<std::int64_t> values) {
    const std::int64_t value = value_of(objective, values);
    if (answer.found() && value <= answer.value) return;
    answer.values = std::move(values);
    answer.value = value;
  }

  void close(const Node& node, Multipliers multipliers, bool infeasible) {
    if (proof == nullptr) return;
    ProofNode& entry = (*proof)[static_cast<std::size_t>(node.proof_node)];
    entry.multipliers = std::move(multipliers);
    entry.infeasible = infeasible;
  }

  int open(const Node& parent, int column, bool upper, std::int64_t value) {
    if (proof == nullptr) return 0;
    (*proof)[static_cast<std::size_t>(parent.proof_node)].branched = true;
    ProofNode entry;
    entry.parent = parent.proof_node;
    entry.column = column;
    entry.upper = upper;
    entry.value = value;
    proof->push_back(std::move(entry));
    return static_cast<int>(proof->size()) - 1;
  }

  // What proves the bound that a node was opened with; bounds of columns only tighten on the way down.
  static Multipliers inherited_by(const Node& node) {
    return node.proves_inherited ? *node.proves_inherited : Multipliers{};
  }

  void branch(std::vector<Node>& stack, const Node& node, int column, std::int64_t below, bool down_first,
              std::int64_t bound, Multipliers proves_bound) {
    const Column now = program().columns[static_cast<std::size_t>(column)];
    Node down, up;
    if (proof != nullptr)
      down.proves_inherited = up.proves_inherited = std::make_shared<const Multipliers>(std::move(proves_bound));
    down.changes = node.changes;
    down.changes.emplace_back(column, Column{now.low, below});
    down.inherited = bound;
    up.changes = node.changes;
    up.changes.emplace_back(column, Column{below + 1, now.high});
    up.inherited = bound;
    down.proof_node = open(node, column, true, below);
    up.proof_node = open(node, column, false, below + 1);
    if (down_first) {
      stack.push_back(std::move(up));
      stack.push_back(std::move(down));
    } else {
      stack.push_back(std::move(down));
      stack.push_back(std::move(up));
    }
  }

  // What to do with the node whose bounds are in force. True when it is closed or branched; false: given up.
  bool visit(std::vector<Node>& stack, const Node& node, bool root) {
    Multipliers multipliers;
    if (row_empty(&multipliers) || known_empty(&multipliers)) {
      close(node, std::move(multipliers), true);
      return true;
    }
    Lp& lp = *solver.lp_;
    const int outcome = lp.solve(root && lp.solved_before);
    lp.solved_before = true;
    ++answer.nodes;
    const std::size_t columns = program().columns.size();
    if (outcome == 1) {
      const double* found = lp.model.infeasibilityRay();
      const bool proved = found != nullptr && proves_empty(found, &multipliers);
      delete[] found;
      if (proved) {
        close(node, std::move(multipliers), true);
        return true;
      }
    }
    std::int64_t bound = node.inherited;
    if (outcome == 0) {
      bound = best_bound(lp.model.dualRowSolution(), -1.0, &multipliers);
      if (node.inherited < bound) {
        bound = node.inherited;
        multipliers = inherited_by(node);
      }
      const double* x = lp.model.primalColumnSolution();
      int fractional = -1;
      double distance = kIntegral;
      // Helpers first: "every 5" and "the first of a phase" decide at once what a hundred classes decide one by one.
      bool helper = false;
      for (std::size_t j = 0; j < columns; ++j) {
        const double away = std::abs(x[j] - std::round(x[j]));
        const Column& column = program().columns[j];
        const bool counts = j >= program().first_helper && column.high - column.low <= kCountable;
        if (away > kIntegral && (counts && !helper)) distance = kIntegral;
        if (away > distance && counts >= helper) {
          distance = away;
          fractional = static_cast<int>(j);
          helper = counts;
        }
      }
      std::vector<std::int64_t> rounded(columns);
      for (std::size_t j = 0; j < columns; ++j)
        rounded[j] = std::clamp(static_cast<std::int64_t>(std::llround(x[j])), program().columns[j].low,
                                program().columns[j].high);
      if (solver.holds(rounded)) offer(std::move(rounded));
      if (answer.found() && bound <= answer.value) {
        close(node, std::move(multipliers), false);
        return true;
      }
      if (fractional >= 0) {
        const double at = x[static_cast<std::size_t>(fractional)];
        const auto below = static_cast<std::int64_t>(std::floor(at));
        branch(stack, node, fractional, below, at - std::floor(at) < 0.5, bound, std::move(multipliers));
        return true;
      }
    } else {
      multipliers = inherited_by(node);
    }
    // No help from the proposal: split the widest column. Everything fixed is decided by row_empty() above.
    std::size_t widest = 0;
    for (std::size_t j = 0; j < columns; ++j)
      if (program().columns[j].high - program().columns[j].low >
          program().columns[widest].high - program().columns[widest].low)
        widest = j;
    if (columns == 0 || program().columns[widest].high == program().columns[widest].low) {
      std::vector<std::int64_t> only(columns);
      for (std::size_t j = 0; j < columns; ++j) only[j] = program().columns[j].low;
      if (solver.holds(only)) offer(std::move(only));
      close(node, {}, false);  // one point only: the objective itself is the bound
      return true;
    }
    const Column& column = program().columns[widest];
    branch(stack, node, static_cast<int>(widest), column.low + (column.high - column.low) / 2, true, bound,
           std::move(multipliers));
    return true;
  }

  void run() {
    if (proof != nullptr) {
      proof->clear();
      proof->emplace_back();
    }
    std::vector<Node> stack(1);
    std::vector<std::pair<int, Column>> in_force;  // what to put back
    bool root = true;
    while (!stack.empty()) {
      const Node node = std::move(stack.back());
      stack.pop_back();
      const bool worse = answer.found() && node.inherited <= answer.value;
      if (worse || answer.nodes >= node_limit) {
        if (!worse) open_bound = std::max(open_bound, node.inherited);
        close(node, inherited_by(node), false);
        continue;
      }
      for (const auto& [column, bounds] : node.changes) {
        in_force.emplace_back(column, program().columns[static_cast<std::size_t>(column)]);
        solver.set_column(column, bounds.low, bounds.high);
      }
      visit(stack, node, root);
      root = false;
      for (auto it = in_force.rbegin(); it != in_force.rend(); ++it)
        solver.set_column(it->first, it->second.low, it->second.high);
      in_force.clear();
    }
    if (open_bound > (answer.found() ? answer.value : -kNoLimit)) {
      answer.status = Status::Limit;
      answer.bound = open_bound;
    } else {
      answer.status = answer.found() ? Status::Optimal : Status::Infeasible;
      answer.bound = answer.value;
    }
  }
};

Solver::Solver(const Program& program) : program_(program), lp_(std::make_unique<Lp>(program)) {}
Solver::~Solver() = default;

void Solver::set_column(int column, std::int64_t low, std::int64_t high) {
  MIDSPAN_ASSERT(low <= high);
  program_.columns[static_cast<std::size_t>(column)] = {low, high};
  lp_->model.setColumnBounds(column, static_cast<double>(low), static_cast<double>(high));
}

void Solver::set_row(int row, std::int64_t low, std::int64_t high) {
  program_.rows[static_cast<std::size_t>(row)].low = low;
  program_.rows[static_cast<std::size_t>(row)].high = high;
  lp_->model.setRowBounds(row, as_side(low), as_side(high));
}

int Solver::add_row(Row row) {
  std::vector<Row> rows;
  rows.push_back(std::move(row));
  return add_rows(std::move(rows));
}

int Solver::add_rows(std::vector<Row> rows) {
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> indices;
  std::vector<double> elements, low, high;
  for (const Row& row : rows) {
    for (const Term& term : row.terms) {
      indices.push_back(term.column);
      elements.push_back(static_cast<double>(term.coefficient));
    }
    starts.push_back(static_cast<CoinBigIndex>(indices.size()));
    low.push_back(as_side(row.low));
    high.push_back(as_side(row.high));
  }
  lp_->model.addRows(static_cast<int>(rows.size()), low.data(), high.data(), starts.data(), indices.data(),
                     elements.data());
  const int first = static_cast<int>(program_.rows.size());
  for (Row& row : rows) program_.rows.push_back(std::move(row));
  return first;
}

bool Solver::holds(const std::vector<std::int64_t>& values) const {
  if (values.size() != program_.columns.size()) return false;
  for (std::size_t j = 0; j < values.size(); ++j)
    if (values[j] < program_.columns[j].low || values[j] > program_.columns[j].high) return false;
  for (const Row& row : program_.rows) {
    Wide sum = 0;
    for (const Term& term : row.terms)
      sum += static_cast<Wide>(term.coefficient) * values[static_cast<std::size_t>(term.column)];
    if (row.high < kNoLimit && sum > row.high) return false;
    if (row.low > -kNoLimit && sum < row.low) return false;
  }
  return true;
}

Answer Solver::maximise(const Objective& objective, std::int64_t node_limit, const std::vector<std::int64_t>* start,
                        std::vector<ProofNode>* proof) {
  Search search{*this, objective, node_limit, proof, std::vector<std::int64_t>(program_.columns.size()),
                {},    -kNoLimit, {}};
  for (std::size_t j = 0; j < program_.columns.size(); ++j)
    lp_->model.setObjectiveCoefficient(static_cast<int>(j), 0.0);
  for (const Term& term : objective) {
    search.cost[static_cast<std::size_t>(term.column)] += term.coefficient;
    lp_->model.setObjectiveCoefficient(term.column,
                                       -static_cast<double>(search.cost[static_cast<std::size_t>(term.column)]));
  }
  if (start != nullptr && holds(*start)) search.offer(*start);
  search.run();
  return std::move(search.answer);
}

Answer Solver::maximise_near(const Objective& objective, std::int64_t node_limit,
                             const std::vector<std::int64_t>& around, std::int64_t reach) {
  const std::vector<Column> whole = program_.columns;
  const std::size_t end = std::min(whole.size(), program_.first_helper);
  for (std::size_t j = 0; j < end; ++j) {
    const std::int64_t low = std::max(whole[j].low, around[j] - reach);
    set_column(static_cast<int>(j), low, std::max(low, std::min(whole[j].high, around[j] + reach)));
  }
  Answer answer = maximise(objective, node_limit, &around);
  for (std::size_t j = 0; j < end; ++j) set_column(static_cast<int>(j), whole[j].low, whole[j].high);
  return answer;
}

}  // namespace midspan::clear::solve
