// SPDX-License-Identifier: Apache-2.0
// Settling who of equals goes, step by step: who, then phase by phase when, then under which release and to which
// place. Each step is a sequence of wishes (one more of a sum of columns); each is granted if all granted before it can
// be kept. The ways in which that is found out are in settle.cpp.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "clear/model/cuts.hpp"
#include "clear/model/plan.hpp"

namespace midspan::clear::model {

class Settling {
 public:
  Settling(const Model& model, solve::Solver& solver, Plan& plan, Memory& memory, std::size_t gone,
           Extent extent = Extent::Everything);

  // Each wish is granted by a plan in hand. The plan's `settled` says whether a limit was met.
  void by_asking();

  // Every wish is granted that no line forbids, remembered or found on the way; the plan that this leads to is looked
  // at last. `first`: so many steps are asked about one after the other, before anything is written down; -1: not even
  // the goals are known to be within reach. `most`: questions, a linear program each where nothing has to be branched
  // on; 0: from what is remembered alone.
  enum class Ended : std::uint8_t {
    Stands,      // the plan is the one answer
    Lost,        // nothing is known
    GoalsMoved,  // the goals cannot be had together: one of them comes to less, and the memory says why
  };
  Ended by_lines(int first, int most, const std::vector<Level>* levels = nullptr);

  // Who goes alone, by what is remembered: a plan that has just these people is looked for beside the one at hand,
  // which has one of some class more and one of another fewer. False: nothing is known.
  bool people_alone();

 private:
  enum class Said : std::uint8_t { Yes, No, Unknown };
  struct Stand {  // how far the wishes are decided
    std::size_t next = 0;
    std::vector<std::int64_t> lows;
    std::vector<char> capped;  // refused once, refused for good
  };
  struct Step {
    std::vector<solve::Column> columns, rows;  // of the program, as the step found them
    std::vector<std::int64_t> values;          // of the plan, likewise
    std::vector<Part> parts;
    std::vector<Handle> handles;
    std::vector<int> wishes;
    std::vector<Cut> cuts;
    std::vector<std::int64_t> lows;  // that were granted
  };

  // The steps (settling.cpp).
  int last_step() const { return static_cast<int>(model_.phases.size()); }
  int steps() const { return extent_ == Extent::People ? 1 : last_step() + 1; }
  int known_as(int step) const { return step == last_step() ? -1 : step; }
  void open(int step);  // parts, handles and wishes, with what is remembered of it
  void open_people();
  void open_phase(int phase);
  void open_cells();
  int open_phase_of(const Group& group, int phase);
  int known_phases(const Group& group, int phase);
  void fix(const std::vector<std::int64_t>& values);  // the step is over: so many of each handle, no more
  void write(const std::vector<std::int64_t>& lows);
  void spread(const std::vector<int>& columns, std::int64_t total);
  void raise(const std::vector<std::int64_t>& lows);
  int new_part(std::vector<int> columns, std::int64_t total, bool exact);
  int new_handle(int part, std::vector<int> columns, int row, std::int64_t most);
  std::int64_t room_of(const std::vector<int>& columns) const;
  std::int64_t in_phase(const Group& group, int phase) const;
  const std::vector<std::int64_t>& has_now();

  // Granting and asking (settle.cpp).
  bool grant(Stand& stand, std::size_t most, const std::vector<std::int64_t>* has = nullptr) const;
  void order_by_asking();
  Said ask(const std::vector<std::int64_t>& lows, std::int64_t tries, bool* learned);
  void begin_near(int name);
  bool near(const std::vector<std::int64_t>& lows, std::size_t wish);
  void remember(std::vector<solve::ProofNode> proof);
  void grant_step(int step);
  void save(int step);
  void restore(int step);
  bool stands();
  std::vector<std::pair<int, int>> moves(int from, int to) const;
  bool rows_forbid();
  void take(int step);
  void give_back(int step);
  Said ask_after(int step, std::int64_t tries, std::vector<solve::ProofNode>* proof);
  int forbidden(const std::vector<solve::ProofNode>& proof, int before, const std::vector<Level>* levels,
                bool* nothing);
  bool goal_moves(const std::vector<solve::ProofNode>& proof, const std::vector<Level>& levels);

  const Model& model_;
  solve::Solver& solver_;
  Plan& plan_;
  Memory& memory_;
  std::size_t gone_;
  Extent extent_;
  bool written_ = true;  // what was granted could be written down
  int step_ = 0;
  std::vector<char> own_;  // by row: what parts and handles say
  std::vector<Part> parts_;
  std::vector<std::int64_t> has_;
  std::vector<Handle> handles_;
  std::vector<int> wishes_;
  std::vector<Cut> cuts_;
  std::vector<Step> saved_;
  int asked_last_ = -3;     // the step
  std::int64_t spent_ = 0;  // linear programs so far
};

}  // namespace midspan::clear::model
