// SPDX-License-Identifier: Apache-2.0
#include "clear/explain/again.hpp"

namespace midspan::clear::explain {

Again::Again(const model::Model& model, bool relaxed)
    : model_(model),
      relaxed_(relaxed),
      solver_(std::make_unique<solve::Solver>(model.program)),
      levels_(relaxed ? relaxed_levels(model) : model::goals_of(model)) {
  if (relaxed_) relax(model_, *solver_);
  plan_ = model::solve_levels(model_, *solver_, levels_, &memory_);
  model::settle(model_, *solver_, plan_, &memory_);
}

model::Plan Again::without_one(int group) {
  model::Plan plan;
  if (plan_.possible && plan_.proved) {
    solver_->restate(model_.program, {});
    if (relaxed_) relax(model_, *solver_);
    take_one_out(model_, *solver_, group);
    if (model::foresee(model_, *solver_, levels_, memory_, plan_.values, plan)) {
      ++foreseen_;
      return plan;
    }
  }
  return plan_without_one(model_, relaxed_, group);
}

}  // namespace midspan::clear::explain
