// SPDX-License-Identifier: Apache-2.0
// One model cleared again and again, each time with one person fewer: from what is known of it, else from the
// beginning. The answer is that of plan_without_one(), whichever way it was found.
#pragma once

#include <memory>
#include <vector>

#include "clear/explain/run.hpp"

namespace midspan::clear::explain {

class Again {
 public:
  // The model is looked at as long as this lives. Costs a clearing, which the first few questions pay back.
  Again(const model::Model& model, bool relaxed);

  model::Plan without_one(int group);
  std::int64_t foreseen() const { return foreseen_; }  // how many answers took no solving

 private:
  const model::Model& model_;
  bool relaxed_;
  std::unique_ptr<solve::Solver> solver_;
  std::vector<model::Level> levels_;
  model::Memory memory_;
  model::Plan plan_;
  std::int64_t foreseen_ = 0;
};

}  // namespace midspan::clear::explain
