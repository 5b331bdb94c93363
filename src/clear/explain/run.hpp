// SPDX-License-Identifier: Apache-2.0
// One clearing with everything that questions about it need.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "clear/explain/explain.hpp"
#include "clear/model/model.hpp"
#include "clear/model/plan.hpp"
#include "clear/solve/solver.hpp"

namespace midspan::clear::explain {

struct Run {
  model::Model model;
  std::unique_ptr<solve::Solver> solver;  // as the last question left it
  model::Plan plan;
  std::vector<model::Level> levels;  // that the plan was made by
  model::Memory memory;              // what was proved on the way
  bool relaxed = false;
  std::vector<people::Conflict> conflicts;
  std::vector<int> column_of;  // by person
};

base::Result<Run> run(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                      std::span<const people::Delivery> ledger, const Options& options);

// The program when not all can be had: demands may be missed; under "no release unless all" nothing goes.
void relax(const model::Model& model, solve::Solver& solver);

// What is made small or large then: misses first, in their order, then the goals.
std::vector<model::Level> relaxed_levels(const model::Model& model);

// SHA-256, hex, of what was cleared: agreement, commitments, ledger.
std::string input_digest(const model::Model& model, const Options& options, std::span<const people::Delivery> ledger);

// Levels and settling on a fresh solver, relaxed or not, with at least so many of one group. `most_work`: as
// Solver::limit_work() counts it.
int row_of_group(const model::Model& model, solve::Solver& solver, int group);  // added; free until its sides are set
model::Plan plan_again(const model::Model& model, bool relaxed, int group, std::int64_t at_least,
                       std::int64_t most_work);

// One person fewer to be had from a group.
void take_one_out(const model::Model& model, solve::Solver& solver, int group);
// Who goes without one person of a group, likewise; when, under which release and to which place is not settled. What
// it took is taken from `work_left`.
model::Plan plan_without_one(const model::Model& model, bool relaxed, int group, std::size_t gone,
                             std::int64_t& work_left);

// Why a person goes under a column.
std::vector<base::Message> reasons_for(const Run& run, std::size_t person, const model::Cell& cell);

// What must come first before the person goes so.
std::vector<base::Message> waits_for(const model::Model& model, std::size_t person, const model::Cell& cell);

people::Allocation allocation_of(const Run& run, const Options& options);

}  // namespace midspan::clear::explain
