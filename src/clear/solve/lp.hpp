// SPDX-License-Identifier: Apache-2.0
// The linear program of a Program, for CLP: proposals in floating point, never believed. Columns fixed at zero are left
// out, and columns that no row and no objective can tell apart are one column, so that what CLP sees is small.
#pragma once

#include <memory>
#include <vector>

#include "clear/solve/program.hpp"

namespace midspan::clear::solve {

class Lp {
 public:
  enum class Outcome : std::uint8_t { Optimal, Empty, NoHelp };

  explicit Lp(const Program& program);  // kept by reference; changes to it are told to this object
  ~Lp();
  Lp(const Lp&) = delete;
  Lp& operator=(const Lp&) = delete;

  void set_cost(const std::vector<std::int64_t>& cost);  // maximised; by column of the program
  void shake(bool on) { shaken_ = on; }
  // To begin the next search where a good solution was found, or from nowhere.
  // Where a search ended, by column and row of the program: another one of nearly the same program may begin there.
  struct Basis {
    std::vector<unsigned char> columns, rows;
    bool empty() const { return rows.empty(); }
  };
  Basis basis() const;
  void begin_at(const Basis& basis);
  void mark();
  void back();
  void forget();
  void column_changed(int column);
  void row_changed(int row);
  void terms_changed() { stale_ = true; }  // of a row that was there; added rows are seen without being told
  // Rows of which nothing is asked now are left out until something is.
  void leave_out_free();

  Outcome solve();
  double objective() const;                              // of the last optimum
  const std::vector<double>& values() const;             // by column of the program
  const double* duals() const { return duals_.data(); }  // by row: y with cost - y'A the reduced costs
  bool ray(std::vector<double>* by_row) const;           // after Empty; either sign

  // For columns between their bounds that the last optimum leaves in fractions, at most so many: the rows times what
  // say how much of it there is (a row of the inverse of the basis), by row.
  std::vector<std::vector<double>> sums_of_fractions(std::size_t most) const;

  // What was done so far, in steps of CLP times the size of what it saw: the same on every machine.
  std::int64_t work() const { return work_; }

  // Columns of the program that this column is one with, itself included, ascending.
  const std::vector<int>& one_with(int column) const;

 private:
  struct Clp;
  void build();
  void keep_basis();
  void take_rows();
  void set_basis();
  bool has_ray() const;
  bool tells_apart(const Row& row) const;
  template <typename Value>
  std::vector<Value> by_row(const Value* of_clp, Value otherwise) const;

  const Program& program_;
  std::unique_ptr<Clp> clp_;
  std::vector<std::int64_t> cost_;
  std::vector<std::uint64_t> told_apart_;  // by column: which objectives it was seen with
  std::vector<char> opened_;               // by column: fixed at zero once, and no longer
  std::vector<int> at_;                    // by column: in CLP; -1: fixed at zero
  std::vector<std::vector<int>> members_;  // by column of CLP
  std::vector<int> row_at_;                // by row: in CLP; -1: nothing was asked of it so far
  std::vector<int> rows_;                  // by row of CLP
  std::vector<char> asked_of_;             // by row: once; such rows stay
  std::vector<double> values_, duals_;
  std::vector<unsigned char> column_status_, row_status_;  // to begin a new CLP with
  std::vector<unsigned char> marked_columns_, marked_rows_;
  bool given_ = false;  // the statuses to begin with were given, and are not those of the last solution
  bool begun_ = false;  // the basis was optimal for such costs: the dual method goes on from it
  std::int64_t work_ = 0;
  bool stale_ = true;         // CLP must be built anew
  bool cost_changed_ = true;  // since the last solution
  bool costs_anything_ = false;
  bool shaken_ = false;
};

}  // namespace midspan::clear::solve
