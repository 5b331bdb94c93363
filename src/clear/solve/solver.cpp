// SPDX-License-Identifier: Apache-2.0
#include "clear/solve/solver.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/assert.hpp"
#include "clear/solve/exact.hpp"
#include "clear/solve/forms.hpp"
#include "clear/solve/lp.hpp"
#include "clear/solve/rounding.hpp"

namespace midspan::clear::solve {

namespace {

// 720720 is divisible by every number to 16: the multipliers of small keys are then exact. The second is for the rest.
constexpr std::int64_t kDenominators[] = {720'720, std::int64_t{1} << 34};
constexpr double kIntegral = 1e-6;
constexpr std::int64_t kCountable = 1'000'000;  // what may be missed has no such end; to branch on it leads nowhere
constexpr std::size_t kRays = 8;
constexpr int kRounds = 20;                  // of rounding off, from a root on,
constexpr std::size_t kOfRound = 20;         // the rows that one gives, and
constexpr std::size_t kMostRows = 1'000;     // of this kind that are kept: each makes every later program larger
constexpr std::size_t kFractions = 100;      // the columns looked at for them
constexpr std::size_t kFactors = 1'000'000;  // goes before any width

}  // namespace

std::int64_t value_of(const Objective& objective, const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const Term& term : objective) sum += term.coefficient * values[static_cast<std::size_t>(term.column)];
  return sum;
}

// What is kept between questions.
struct Solver::Kept {
  Lp lp;
  Forms forms;
  std::map<std::vector<std::pair<int, std::int64_t>>, int>
      rows;  // by their terms: that were branched on, and are no sums
  // Combinations that once proved that nothing is there, the last one first. They often prove it again when another
  // bound is asked too much of: the same rows are full.
  std::vector<Combination> rays;
  // The last question had no objective and was answered at the root. Then the basis is near that of the next one: any
  // basis will do where there are no costs, and this one has most of what is asked for already.
  bool at_root = false;

  explicit Kept(const Program& program) : lp(program) {}
};

struct Solver::Search {
  Solver& solver;
  const Objective objective;
  std::int64_t node_limit;
  std::vector<ProofNode>* proof;
  std::vector<std::int64_t> cost;  // c, dense
  Answer answer;
  std::int64_t open_bound = -kNoLimit;  // the best that nodes given up might hold

  struct Change {
    int at = 0;
    bool of_row = false;
    Column bounds;
  };
  struct Node {
    std::vector<Change> changes;  // along the path from the root
    int proof_node = 0;
    int rounds = 0;  // of rounding, on the path
    std::int64_t inherited = kNoLimit;
    std::shared_ptr<const Multipliers> proves_inherited;  // only while a proof is wanted
  };
  struct Branch {
    int at = -1;  // -1: none
    bool of_row = false;
    std::int64_t below = 0;
    bool down_first = true;
  };

  Program& program() { return solver.program_; }
  Lp& lp() { return solver.kept_->lp; }

  // The best bound that CLP's multipliers prove, and the multipliers.
  std::int64_t best_bound(Multipliers* multipliers) {
    std::int64_t best = kNoLimit;
    for (const std::int64_t denominator : kDenominators) {
      Combination tried = combine(program(), &cost, lp().duals(), -1.0, denominator);
      const std::int64_t bound = tried.bound(program());
      if (bound < best) {
        best = bound;
        *multipliers = std::move(tried.multipliers);
      }
      if (best <= answer.value && answer.found()) break;
      if (static_cast<double>(best) <= lp().objective() + 1e-5) break;
    }
    return best;
  }

  bool proves_empty(Multipliers* multipliers) {
    std::vector<double> ray;
    if (!lp().ray(&ray)) return false;
    double largest = 0;
    for (const double value : ray) largest = std::max(largest, std::abs(value));
    if (largest == 0) return false;
    for (const double scale : {1.0 / largest, 1.0})
      for (const double sign : {1.0, -1.0})
        for (const std::int64_t denominator : kDenominators) {
          Combination tried = combine(program(), nullptr, ray.data(), sign * scale, denominator);
          if (tried.bound(program()) >= 0) continue;
          *multipliers = tried.multipliers;
          auto& rays = solver.kept_->rays;
          if (rays.size() == kRays) rays.pop_back();
          rays.insert(rays.begin(), std::move(tried));
          return true;
        }
    return false;
  }

  // A ray found before, against the bounds as they are now: much cheaper than a linear program, and as exact.
  bool known_empty(Multipliers* multipliers) {
    auto& rays = solver.kept_->rays;
    for (std::size_t at = 0; at < rays.size(); ++at) {
      if (rays[at].bound(program()) >= 0) continue;
      *multipliers = rays[at].multipliers;
      std::rotate(rays.begin(), rays.begin() + static_cast<std::ptrdiff_t>(at),
                  rays.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      return true;
    }
    return false;
  }

  // A row that its columns' bounds alone cannot meet.
  bool row_empty(Multipliers* multipliers) {
    const Program& p = program();
    for (std::size_t i = 0; i < p.rows.size(); ++i) {
      const Row& row = p.rows[i];
      if (row.high >= kNoLimit && row.low <= -kNoLimit) continue;
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

  bool offer(std::vector<std::int64_t> values) {
    const std::int64_t value = value_of(objective, values);
    if (answer.found() && value <= answer.value) return false;
    answer.values = std::move(values);
    answer.value = value;
    return true;
  }

  void close(const Node& node, Multipliers multipliers, bool infeasible) {
    if (proof == nullptr) return;
    ProofNode& entry = (*proof)[static_cast<std::size_t>(node.proof_node)];
    entry.multipliers = std::move(multipliers);
    entry.infeasible = infeasible;
  }

  int open(const Node& parent, const Branch& branch, bool upper, std::int64_t value) {
    if (proof == nullptr) return 0;
    (*proof)[static_cast<std::size_t>(parent.proof_node)].branched = true;
    ProofNode entry;
    entry.parent = parent.proof_node;
    (branch.of_row ? entry.row : entry.column) = branch.at;
    entry.upper = upper;
    entry.value = value;
    proof->push_back(std::move(entry));
    return static_cast<int>(proof->size()) - 1;
  }

  // What proves the bound that a node was opened with; bounds of columns only tighten on the way down.
  static Multipliers inherited_by(const Node& node) {
    return node.proves_inherited ? *node.proves_inherited : Multipliers{};
  }

  Column bounds_of(int at, bool of_row) {
    if (!of_row) return program().columns[static_cast<std::size_t>(at)];
    const Row& row = program().rows[static_cast<std::size_t>(at)];
    return {row.low, row.high};
  }

  void put(const Change& change) {
    if (change.of_row) solver.set_row(change.at, change.bounds.low, change.bounds.high);
    else solver.set_column(change.at, change.bounds.low, change.bounds.high);
  }

  void split(std::vector<Node>& stack, const Node& node, Branch branch, std::int64_t bound, Multipliers proves_bound) {
    const Column now = bounds_of(branch.at, branch.of_row);
    if (now.low >= now.high) return halve(stack, node, bound, std::move(proves_bound));
    // Of large numbers a proposal may lie outside its bounds.
    branch.below = std::clamp(branch.below, now.low, now.high - 1);
    Node down, up;
    if (proof != nullptr && !objective.empty())
      (*proof)[static_cast<std::size_t>(node.proof_node)].multipliers = proves_bound;
    if (proof != nullptr)
      down.proves_inherited = up.proves_inherited = std::make_shared<const Multipliers>(std::move(proves_bound));
    down.changes = up.changes = node.changes;
    down.rounds = up.rounds = kRounds;
    down.changes.push_back({branch.at, branch.of_row, Column{now.low, branch.below}});
    up.changes.push_back({branch.at, branch.of_row, Column{branch.below + 1, now.high}});
    down.inherited = up.inherited = bound;
    down.proof_node = open(node, branch, true, branch.below);
    up.proof_node = open(node, branch, false, branch.below + 1);
    stack.push_back(branch.down_first ? std::move(up) : std::move(down));
    stack.push_back(branch.down_first ? std::move(down) : std::move(up));
  }

  static Branch between(int at, bool of_row, double value) {
    const double below = std::floor(value);
    return {at, of_row, static_cast<std::int64_t>(below), value - below < 0.5};
  }

  // Helpers first: "every 5" and "the first of a phase" decide at once what a hundred classes decide one by one. Then
  // sums of rows with factors, which is where fractions come from: what is left when those are whole is close to a
  // transport, whose vertices are whole. Then the other sums, the widest first; single columns last.
  Branch choose(const std::vector<double>& x) {
    const Program& p = program();
    const auto away = [](double value) { return std::abs(value - std::round(value)); };
    int chosen = -1;
    double distance = kIntegral;
    for (std::size_t j = std::min(p.first_helper, p.columns.size()); j < p.columns.size(); ++j)
      if (p.columns[j].high - p.columns[j].low <= kCountable && away(x[j]) > distance) {
        distance = away(x[j]);
        chosen = static_cast<int>(j);
      }
    if (chosen >= 0) return between(chosen, false, x[static_cast<std::size_t>(chosen)]);
    for (std::size_t j = 0; j < p.columns.size(); ++j)
      if (away(x[j]) > distance) {
        distance = away(x[j]);
        chosen = static_cast<int>(j);
      }
    if (chosen < 0) return {};
    // Where every column is a yes or a no, sums say little.
    const auto counts = [&](std::size_t j) {
      return p.columns[j].high - p.columns[j].low > 1 && away(x[j]) > kIntegral;
    };
    bool any = false;
    for (std::size_t j = 0; j < p.columns.size() && !any; ++j) any = counts(j);
    if (!any && lp().one_with(chosen).size() == 1) return between(chosen, false, x[static_cast<std::size_t>(chosen)]);
    if (const Branch sum = choose_sum(x); sum.at >= 0) return sum;
    if (lp().one_with(chosen).size() > 1) return on_sum(solver.kept_->forms.of(lp().one_with(chosen)), x);
    return between(chosen, false, x[static_cast<std::size_t>(chosen)]);
  }

  static double sum_of(const std::vector<int>& columns, const std::vector<double>& x) {
    double sum = 0;
    for (const int column : columns) sum += x[static_cast<std::size_t>(column)];
    return sum;
  }

  Branch on_sum(std::size_t form, const std::vector<double>& x) {
    return between(solver.row_of(form), true, sum_of(solver.kept_->forms.all()[form].columns, x));
  }

  Branch choose_sum(const std::vector<double>& x) {
    Forms& forms = solver.kept_->forms;
    forms.learn(program());
    std::size_t widest = 0, chosen = 0;
    for (std::size_t at = 0; at < forms.all().size(); ++at) {
      const std::vector<int>& columns = forms.all()[at].columns;
      const std::size_t score = columns.size() + (forms.all()[at].factors ? kFactors : 0);
      if (score <= widest) continue;
      const double sum = sum_of(columns, x);
      if (std::abs(sum - std::round(sum)) <= kIntegral) continue;
      widest = score;
      chosen = at;
    }
    return widest == 0 ? Branch{} : on_sum(chosen, x);
  }

  void visit(std::vector<Node>& stack, const Node& node) {
    Multipliers multipliers;
    if (row_empty(&multipliers) || known_empty(&multipliers)) return close(node, std::move(multipliers), true);
    const Lp::Outcome outcome = lp().solve();
    ++answer.nodes;
    if (outcome == Lp::Outcome::Empty && proves_empty(&multipliers)) return close(node, std::move(multipliers), true);
    std::int64_t bound = node.inherited;
    if (outcome != Lp::Outcome::Optimal) return halve(stack, node, bound, inherited_by(node));
    bound = objective.empty() ? 0 : best_bound(&multipliers);
    if (node.inherited < bound) {
      bound = node.inherited;
      multipliers = inherited_by(node);
    }
    const std::vector<double> x = lp().values();
    std::vector<std::int64_t> rounded(x.size());
    for (std::size_t j = 0; j < x.size(); ++j)
      rounded[j] = std::clamp(static_cast<std::int64_t>(std::llround(x[j])), program().columns[j].low,
                              program().columns[j].high);
    if (solver.holds(rounded) && offer(std::move(rounded))) lp().mark();
    if (answer.found() && bound <= answer.value) return close(node, std::move(multipliers), false);
    if (round_off(stack, node, x, bound, multipliers)) return;
    const Branch branch = choose(x);
    if (branch.at < 0) return halve(stack, node, bound, std::move(multipliers));
    split(stack, node, branch, bound, std::move(multipliers));
  }

  // Rows that whole solutions keep and this one breaks, one after the other as branches of which one side is empty;
  // what is left is one node.
  bool round_off(std::vector<Node>& stack, const Node& node, const std::vector<double>& x, std::int64_t bound,
                 const Multipliers& proves_bound) {
    if (objective.empty() || !solver.rounds_off_ || node.rounds >= kRounds) return false;
    if (solver.kept_->rows.size() >= kMostRows) return false;
    std::vector<Rounding> found;
    for (const std::vector<double>& by_row : lp().sums_of_fractions(kFractions))
      for (const double sign : {1.0, -1.0})
        if (auto row = rounding(program(), by_row, sign, x)) found.push_back(std::move(*row));
    std::stable_sort(found.begin(), found.end(),
                     [](const Rounding& one, const Rounding& other) { return one.beyond > other.beyond; });
    if (found.size() > kOfRound) found.resize(kOfRound);
    if (found.empty()) return false;
    if (proof != nullptr) (*proof)[static_cast<std::size_t>(node.proof_node)].multipliers = proves_bound;
    Node next = node;
    next.rounds = node.rounds + 1;
    next.inherited = bound;
    if (proof != nullptr) next.proves_inherited = std::make_shared<const Multipliers>(proves_bound);
    std::set<int> taken;
    for (Rounding& row : found) {
      const int at = solver.branch_row(row.terms);
      if (bounds_of(at, true).high <= row.most || !taken.insert(at).second) continue;
      const Branch branch{at, true, row.most, true};
      row.others.rows.emplace_back(at, -row.others.denominator);
      Node beyond;
      beyond.proof_node = open(next, branch, false, row.most + 1);
      close(beyond, std::move(row.others), true);
      next.proof_node = open(next, branch, true, row.most);
      next.changes.push_back({at, true, Column{bounds_of(at, true).low, row.most}});
    }
    if (next.changes.size() == node.changes.size()) return false;
    stack.push_back(std::move(next));
    return true;
  }

  // No help from the proposal: split the widest column. Everything fixed is decided by row_empty().
  void halve(std::vector<Node>& stack, const Node& node, std::int64_t bound, Multipliers multipliers) {
    const std::vector<Column>& columns = program().columns;
    std::size_t widest = 0;
    for (std::size_t j = 0; j < columns.size(); ++j)
      if (columns[j].high - columns[j].low > columns[widest].high - columns[widest].low) widest = j;
    if (columns.empty() || columns[widest].high == columns[widest].low) {
      std::vector<std::int64_t> only(columns.size());
      for (std::size_t j = 0; j < columns.size(); ++j) only[j] = columns[j].low;
      if (solver.holds(only)) offer(std::move(only));
      return close(node, {}, false);  // one point only: the objective itself is the bound
    }
    const Column& column = columns[widest];
    split(stack, node, {static_cast<int>(widest), false, column.low + (column.high - column.low) / 2, true}, bound,
          std::move(multipliers));
  }

  void run() {
    if (proof != nullptr) {
      proof->clear();
      proof->emplace_back();
    }
    std::vector<Node> stack(1);
    stack.front().inherited = combine(program(), &cost, Multipliers()).bound(program());  // by the columns alone
    std::vector<Change> before;                                                           // what to put back
    while (!stack.empty()) {
      const Node node = std::move(stack.back());
      stack.pop_back();
      const bool worse = answer.found() && node.inherited <= answer.value;
      if (worse || answer.nodes >= node_limit || solver.out_of_work()) {
        if (!worse) open_bound = std::max(open_bound, node.inherited);
        close(node, inherited_by(node), false);
        continue;
      }
      for (const Change& change : node.changes) {
        before.push_back({change.at, change.of_row, bounds_of(change.at, change.of_row)});
        put(change);
      }
      visit(stack, node);
      for (auto it = before.rbegin(); it != before.rend(); ++it) put(*it);
      before.clear();
    }
    if (proof != nullptr && !objective.empty()) leave_out_unused(*proof);
    if (open_bound > (answer.found() ? answer.value : -kNoLimit)) {
      answer.status = Status::Limit;
      answer.bound = open_bound;
    } else {
      answer.status = answer.found() ? Status::Optimal : Status::Infeasible;
      answer.bound = answer.value;
    }
  }
};

Solver::Solver(const Program& program)
    : program_(program), stated_rows_(program.rows.size()), kept_(std::make_unique<Kept>(program_)) {}
Solver::Solver(const Solver& other)
    : program_(other.program_), stated_rows_(other.stated_rows_), kept_(std::make_unique<Kept>(program_)) {
  kept_->forms = other.kept_->forms;
  kept_->rows = other.kept_->rows;
  kept_->rays = other.kept_->rays;
  begin_at(other.basis());
}
Solver::~Solver() = default;

void Solver::set_column(int column, std::int64_t low, std::int64_t high) {
  MIDSPAN_ASSERT(low <= high);
  Column& bounds = program_.columns[static_cast<std::size_t>(column)];
  if (bounds.low == low && bounds.high == high) return;
  bounds = {low, high};
  kept_->lp.column_changed(column);
}

void Solver::set_row(int row, std::int64_t low, std::int64_t high) {
  Row& sides = program_.rows[static_cast<std::size_t>(row)];
  if (sides.low == low && sides.high == high) return;
  sides.low = low;
  sides.high = high;
  kept_->lp.row_changed(row);
}

int Solver::add_row(Row row) {
  std::vector<Row> rows;
  rows.push_back(std::move(row));
  return add_rows(std::move(rows));
}

int Solver::add_rows(std::vector<Row> rows) {
  const std::size_t first = program_.rows.size();
  for (Row& row : rows) program_.rows.push_back(std::move(row));
  return static_cast<int>(first);
}

int Solver::row_of(std::size_t form) {
  Forms& forms = kept_->forms;
  if (forms.all()[form].row < 0) {
    Row row;
    for (const int column : forms.all()[form].columns) row.terms.push_back({column, 1});
    forms.made(form, add_row(std::move(row)));
  }
  return forms.all()[form].row;
}

int Solver::sum_row(const std::vector<int>& columns) { return row_of(kept_->forms.of(columns)); }

int Solver::branch_row(const std::vector<Term>& terms) {
  std::vector<std::pair<int, std::int64_t>> known_by;
  for (const Term& term : terms) known_by.emplace_back(term.column, term.coefficient);
  const auto [found, fresh] = kept_->rows.try_emplace(std::move(known_by), static_cast<int>(program_.rows.size()));
  if (fresh) {
    Row row;
    row.terms = terms;
    kept_->forms.pass_over(add_row(std::move(row)));
  }
  return found->second;
}

void Solver::restate(const Program& program, const std::vector<int>& other_terms) {
  MIDSPAN_ASSERT(program.columns.size() == program_.columns.size() && program.rows.size() == stated_rows_);
  for (std::size_t column = 0; column < program.columns.size(); ++column)
    set_column(static_cast<int>(column), program.columns[column].low, program.columns[column].high);
  bool changed = false;
  for (const int at : other_terms) {
    Row& row = program_.rows[static_cast<std::size_t>(at)];
    const Row& now = program.rows[static_cast<std::size_t>(at)];
    if (row.terms == now.terms) continue;
    row.terms = now.terms;
    changed = true;
  }
  if (changed) {
    kept_->lp.terms_changed();
    // They were added up from the old terms.
    for (Combination& ray : kept_->rays) ray = combine(program_, nullptr, ray.multipliers);
  }
  for (std::size_t row = 0; row < stated_rows_; ++row)
    set_row(static_cast<int>(row), program.rows[row].low, program.rows[row].high);
  for (std::size_t row = stated_rows_; row < program_.rows.size(); ++row)
    set_row(static_cast<int>(row), -kNoLimit, kNoLimit);
}

bool Solver::holds(const std::vector<std::int64_t>& values) const {
  if (values.size() != program_.columns.size()) return false;
  for (std::size_t j = 0; j < values.size(); ++j)
    if (values[j] < program_.columns[j].low || values[j] > program_.columns[j].high) return false;
  for (const Row& row : program_.rows) {
    if (row.high >= kNoLimit && row.low <= -kNoLimit) continue;
    Wide sum = 0;
    for (const Term& term : row.terms)
      sum += static_cast<Wide>(term.coefficient) * values[static_cast<std::size_t>(term.column)];
    if (row.high < kNoLimit && sum > row.high) return false;
    if (row.low > -kNoLimit && sum < row.low) return false;
  }
  return true;
}

std::vector<Multipliers> Solver::proofs_of_nothing() const {
  std::vector<Multipliers> out;
  for (const Combination& ray : kept_->rays) out.push_back(ray.multipliers);
  return out;
}

void Solver::suggest_nothing(const Multipliers& multipliers) {
  if (kept_->rays.size() < kRays) kept_->rays.push_back(combine(program_, nullptr, multipliers));
}

std::int64_t Solver::work() const { return kept_->lp.work(); }
void Solver::shake(bool on) { kept_->lp.shake(on); }
Solver::Basis Solver::basis() const { return kept_->lp.basis(); }
void Solver::begin_at(const Basis& basis) {
  if (basis.empty()) return;
  kept_->lp.begin_at(basis);
  kept_->at_root = true;
}
void Solver::forget() { kept_->lp.forget(); }

std::int64_t Solver::bound_by(const Objective& objective, const std::vector<ProofNode>& proof) const {
  std::vector<std::int64_t> cost(program_.columns.size());
  for (const Term& term : objective) cost[static_cast<std::size_t>(term.column)] += term.coefficient;
  return proved_bound(program_, cost, proof);
}

Answer Solver::maximise(const Objective& objective, std::int64_t node_limit, const std::vector<std::int64_t>* start,
                        std::vector<ProofNode>* proof) {
  Search search{*this, objective, node_limit, proof, std::vector<std::int64_t>(program_.columns.size()), {}, -kNoLimit};
  for (const Term& term : objective) search.cost[static_cast<std::size_t>(term.column)] += term.coefficient;
  kept_->lp.set_cost(search.cost);
  if (!objective.empty() || !kept_->at_root) kept_->lp.back();
  if (start != nullptr && holds(*start)) search.offer(*start);
  const std::size_t rounded = kept_->rows.size();
  search.run();
  // Rows that were rounded down are long, and hardly ever asked of again.
  if (kept_->rows.size() > rounded) kept_->lp.leave_out_free();
  kept_->at_root = objective.empty() && search.answer.nodes <= 1;
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
