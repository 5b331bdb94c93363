// SPDX-License-Identifier: Apache-2.0
#include "clear/explain/again.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace midspan::clear::explain {

namespace {
constexpr std::int64_t kMending = 25'000'000;  // work, before a question is answered from the beginning
}  // namespace

Again::Again(const model::Model& model, bool relaxed)
    : model_(model),
      relaxed_(relaxed),
      solver_(std::make_unique<solve::Solver>(model.program)),
      levels_(relaxed ? relaxed_levels(model) : model::goals_of(model)) {
  if (relaxed_) relax(model_, *solver_);
  plan_ = model::solve_levels(model_, *solver_, levels_, &memory_);
  model::settle(model_, *solver_, plan_, &memory_);
}

Again::Again(Run& run)
    : model_(run.model),
      relaxed_(run.relaxed),
      solver_(std::move(run.solver)),
      levels_(std::move(run.levels)),
      memory_(std::move(run.memory)),
      plan_(run.plan) {}

Again::Again(const Again& other)
    : model_(other.model_),
      relaxed_(other.relaxed_),
      solver_(std::make_unique<solve::Solver>(*other.solver_)),
      levels_(other.levels_),
      memory_(other.memory_),
      plan_(other.plan_),
      rows_(other.rows_) {}

void Again::restate() {
  solver_->restate(model_.program, {});
  if (relaxed_) relax(model_, *solver_);
}

void Again::ask_for(int group, std::int64_t at_least) {
  restate();
  const auto [row, fresh] = rows_.try_emplace(group, -1);
  if (fresh) row->second = row_of_group(model_, *solver_, group);
  solver_->set_row(row->second, at_least, solve::kNoLimit);
}

model::Plan Again::without_one(int group, std::size_t gone, std::int64_t& work_left) {
  model::Plan plan;
  if (plan_.possible && plan_.sure()) {
    restate();
    take_one_out(model_, *solver_, group);
    if (model::foresee_people(model_, *solver_, levels_, memory_, plan_.values, plan, gone)) {
      ++foreseen_;
      return plan;
    }
    restate();
    take_one_out(model_, *solver_, group);
    const std::int64_t before = solver_->work();
    solver_->limit_work(before + std::min(kMending, work_left));
    const bool mended =
        model::mend(model_, *solver_, levels_, memory_, plan_.values, plan, false, gone, model::Extent::People);
    solver_->limit_work(INT64_MAX);
    work_left -= std::min(work_left, solver_->work() - before);
    if (mended) return plan;
  }
  return plan_without_one(model_, relaxed_, group, gone, work_left);
}

model::Plan Again::with(int group, std::int64_t at_least, std::int64_t most_work) {
  model::Plan plan;
  if (plan_.possible && plan_.sure()) {
    ask_for(group, at_least);
    if (model::foresee(model_, *solver_, levels_, memory_, plan_.values, plan)) {
      ++foreseen_;
      return plan;
    }
  }
  return plan_again(model_, relaxed_, group, at_least, most_work);
}

}  // namespace midspan::clear::explain
