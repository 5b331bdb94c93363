// SPDX-License-Identifier: Apache-2.0
// Maximising over a Program, exactly. CLP proposes vertices and multipliers in floating point; every solution is
// checked in integers, and every bound is added up again in integers from rounded multipliers (any multipliers give a
// bound that holds; good ones give a tight bound). A node that cannot be closed that way is branched on, never
// believed.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "clear/solve/lp.hpp"
#include "clear/solve/program.hpp"

namespace midspan::clear::solve {

enum class Status : std::uint8_t { Optimal, Infeasible, Limit };

struct Answer {
  Status status = Status::Limit;
  std::vector<std::int64_t> values;  // by column; empty when nothing was found
  std::int64_t value = 0;            // of the objective at `values`
  std::int64_t bound = 0;            // nothing is better; = value when Optimal
  std::int64_t nodes = 0;
  bool found() const { return !values.empty(); }
};

// Keeps the linear program between questions: changing a bound or an objective and asking again is cheap.
class Solver {
 public:
  explicit Solver(const Program& program);
  ~Solver();
  Solver(const Solver& other);  // with its rows and what it knows; work is counted from nothing
  Solver& operator=(const Solver&) = delete;

  const Program& program() const { return program_; }  // as it stands now

  void set_column(int column, std::int64_t low, std::int64_t high);
  void set_row(int row, std::int64_t low, std::int64_t high);
  int add_row(Row row);
  int add_rows(std::vector<Row> rows);  // the index of the first
  // The row that is the sum of these columns (ascending, two or more), made free when there is none yet.
  int sum_row(const std::vector<int>& columns);
  // The same of any terms (ascending): a row to branch on.
  int branch_row(const std::vector<Term>& terms);

  // The program as it reads now, with as many columns and rows as the one at the beginning, and other terms in no other
  // rows than these. Rows added since then are kept, and free until somebody sets their sides.
  void restate(const Program& program, const std::vector<int>& other_terms);

  // `start`: a solution of the program to improve upon, or nothing. node_limit counts linear programs solved.
  Answer maximise(const Objective& objective, std::int64_t node_limit, const std::vector<std::int64_t>* start = nullptr,
                  std::vector<ProofNode>* proof = nullptr);
  Answer find(std::int64_t node_limit) { return maximise({}, node_limit); }

  // Linear programming done so far, counted and not clocked; a search ends, as at its limit of nodes, when it comes to
  // `most`.
  std::int64_t work() const;
  void limit_work(std::int64_t most) { work_limit_ = most; }
  std::int64_t work_limit() const { return work_limit_; }
  bool out_of_work() const { return work() >= work_limit_; }

  // Whether CLP perturbs even where nothing is to be made large: another way through the same search.
  void shake(bool on);
  // Whether rows that are broken by fractions alone are looked for at the root of a search: dearer than a linear
  // program, and often the end of a search that branches would not end.
  void round_off(bool on) { rounds_off_ = on; }
  // Where the last search ended, to begin another one there.
  using Basis = Lp::Basis;
  Basis basis() const;
  void begin_at(const Basis& basis);
  // The next search begins from nowhere, not where the last solution was found.
  void forget();

  // The best that differs from `around` by no more than `reach` in any column that is no helper. A proposal: neither
  // its status nor its bound says anything of the program.
  Answer maximise_near(const Objective& objective, std::int64_t node_limit, const std::vector<std::int64_t>& around,
                       std::int64_t reach);

  // What a proof of the same objective, whatever the bounds and sides then, proves of them now; kNoLimit: nothing.
  std::int64_t bound_by(const Objective& objective, const std::vector<ProofNode>& proof) const;

  // Multipliers that once proved that nothing is there, and proposals of such: they are added up before a linear
  // program is solved.
  std::vector<Multipliers> proofs_of_nothing() const;
  void suggest_nothing(const Multipliers& multipliers);

  // Checked in integers.
  bool holds(const std::vector<std::int64_t>& values) const;

 private:
  struct Kept;
  struct Search;
  int row_of(std::size_t form);
  Program program_;
  std::size_t stated_rows_ = 0;  // those after them were added
  std::int64_t work_limit_ = INT64_MAX;
  bool rounds_off_ = false;
  std::unique_ptr<Kept> kept_;
};

std::int64_t value_of(const Objective& objective, const std::vector<std::int64_t>& values);

}  // namespace midspan::clear::solve
