// SPDX-License-Identifier: Apache-2.0
// What is known of one model, said in the rows and columns of another: when an article is struck or somebody can no
// longer go, classes and rows move, but most of what was proved speaks of rows that are still there. Nothing has to be
// right about it: a proof that was carried over counts for what it adds up to in its new place.
#pragma once

#include <map>
#include <vector>

#include "clear/model/model.hpp"
#include "clear/model/plan.hpp"
#include "clear/solve/solver.hpp"

namespace midspan::clear::explain {

// Where rows, columns and classes of one model are in another. Rows and helpers are known by the sentence that made
// them and their name, classes by the people in them. The agreements of both must be there still, or the same.
class Carry {
 public:
  // What is needed of a model that is about to be given up.
  struct Frame {
    explicit Frame(const model::Model& model);
    std::vector<std::string> rows, columns;        // how each is known; "": by its class
    std::vector<int> class_of_row;                 // the row that keeps a class within its size; -1: another
    std::vector<std::vector<std::size_t>> people;  // by class: some of its people
    std::vector<int> group_of_cell;                // by cell
  };

  Carry(const Frame& from, const model::Model& to);
  explicit Carry(const solve::Program& same);  // from one solver of it to another

  int row(int old) const { return rows_[static_cast<std::size_t>(old)]; }        // -1: no longer there
  int column(int old) const { return columns_[static_cast<std::size_t>(old)]; }  // -1

  // Proofs of the old solver's rows as proofs of the new one's, which gets the sums that they branch on.
  // `goal_rows`: rows that keep goals, old to new. An empty proof where nothing of it can be said.
  model::Memory::Proof proof(const model::Memory::Proof& old, const solve::Solver& from, solve::Solver& to,
                             const std::map<int, int>& goal_rows) const;

  solve::Multipliers multipliers(const solve::Multipliers& old, const std::map<int, int>& goal_rows) const;

  std::vector<std::int64_t> values(const std::vector<std::int64_t>& old, const solve::Program& to) const;

 private:
  std::vector<int> rows_, columns_;
};

}  // namespace midspan::clear::explain
