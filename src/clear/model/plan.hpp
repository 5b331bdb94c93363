// SPDX-License-Identifier: Apache-2.0
// Goals in order, then who of equals, then when: the one answer.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "clear/model/model.hpp"
#include "clear/solve/solver.hpp"

namespace midspan::clear::model {

// A goal as numbers. Each level is kept while the next is sought; levels are never weighed against each other.
struct Level {
  std::string name;  // "MostReleased", "MostOf", ...
  int goal = -1;     // index of the agreement's goal; -1: ours
  solve::Objective objective;
  bool smallest = false;  // minimise
};

struct Plan {
  bool possible = false;
  bool proved = true;                // the goals: no limit was met
  bool settled = true;               // who of equals goes, too
  std::vector<std::int64_t> values;  // by column of the program
  std::vector<Level> levels;
  std::vector<people::GoalValue> reached;  // beside levels
  bool sure() const { return proved && settled; }
};

// A person who is in nobody's way: who drops out, where one is asked about.
inline constexpr std::size_t kNobody = SIZE_MAX;

// Of a plan, what is settled: who goes alone, or when, under which release and to which place, too.
enum class Extent : std::uint8_t { People, Everything };

// What earlier questions of the same columns and rows proved, whatever the numbers then. Proofs are proposals: they are
// added up again with the numbers as they are, and count for what they then prove.
struct Memory {
  using Proof = std::vector<solve::ProofNode>;
  std::vector<std::vector<Proof>> levels;         // by level: that nothing is better, of use last first
  std::vector<Proof> nothing;                     // that the agreement cannot be kept, of use last first
  std::vector<int> goal_rows;                     // by level: the row that keeps it
  std::map<int, std::vector<Proof>> settled;      // by step of settling: that no more can be asked
  std::vector<solve::Solver::Basis> level_ends;   // by level: where its search ended,
  std::map<int, solve::Solver::Basis> step_ends;  // by step of settling: likewise; what is asked again is near
};

inline constexpr std::size_t kLevelProofs = 4;  // of one level, or of nothing
// Whether a remembered proof says that the program as it stands has no solution.
bool known_empty(const solve::Solver& solver, std::vector<Memory::Proof>& proofs);

// The least that the remembered proofs of a level leave possible; kNoLimit: nothing is known.
std::int64_t bound_by(const solve::Solver& solver, const solve::Objective& objective,
                      std::vector<Memory::Proof>& proofs);

// Which articles are in force: for conflicts, prices and what-if.
class Switches {
 public:
  Switches(const Model& model, solve::Solver& solver);
  void set(const std::vector<char>& active);  // by article
  void relax(bool on);                        // let every demand be missed

 private:
  const Model& model_;
  solve::Solver& solver_;
};

std::vector<Level> goals_of(const Model& model);
std::vector<Level> misses_of(const Model& model);  // what a relaxation makes small, in order

// Solves the levels one after the other on the solver as it stands, keeping each by a row of its own (the rows stay).
// Where work is limited, a level takes at most half of what is left. None is read from what is remembered: each linear
// program begins where the one before it ended, and one that begins beyond a level that was passed over takes longer
// than both.
Plan solve_levels(const Model& model, solve::Solver& solver, const std::vector<Level>& levels,
                  Memory* memory = nullptr);

// The one answer, from what is remembered alone: the goals at what the old proofs, added up with the numbers as they
// are, leave possible; every wish granted that no old proof forbids. Nothing is solved. When the plan that this leads
// to keeps every row, it is the answer, proved, and the solver stands as after settle(); false: nothing is known, and
// the solver's bounds and sides are no longer those of the program. `start`: the last plan.
bool foresee(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
             const std::vector<std::int64_t>& start, Plan& plan);

// Who goes when somebody is gone, likewise; the plan has these people, and its phases and places are not settled.
bool foresee_people(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
                    const std::vector<std::int64_t>& start, Plan& plan, std::size_t gone);

// The same as foresee() where something is missing from what is remembered: the plan that does not stand is asked
// about, and what proves it wrong is remembered, until one stands. `look`: much is expected to be missing, so every
// goal and every step is asked about first. False: nothing is known within some dozens of linear programs.
bool mend(const Model& model, solve::Solver& solver, const std::vector<Level>& levels, Memory& memory,
          const std::vector<std::int64_t>& start, Plan& plan, bool look, std::size_t gone = kNobody,
          Extent extent = Extent::Everything);

// The columns beyond the cells, as the rows leave them when the cells are as they are in `values`; each as low as can
// be. False: no value is left for one of them.
bool fill_helpers(const solve::Program& program, std::vector<std::int64_t>& values);

// The objective as it is maximised, in the order of the columns.
solve::Objective maximised(const Level& level);

// The row that keeps a level, free until it is reached; -1: the level counts nothing.
int add_goal_row(solve::Solver& solver, const Level& level);

// Makes the answer unique: the first in order go, and go first; then the first release and the first place named.
void settle(const Model& model, solve::Solver& solver, Plan& plan, Memory* memory = nullptr, std::size_t gone = kNobody,
            Extent extent = Extent::Everything);

// Who goes where, by person: the column each goes under, or -1.
std::vector<int> assign(const Model& model, const std::vector<std::int64_t>& values, std::size_t gone = kNobody);

}  // namespace midspan::clear::model
