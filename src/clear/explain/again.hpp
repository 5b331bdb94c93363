// SPDX-License-Identifier: Apache-2.0
// One model cleared again and again, each time with one person fewer, or one more: from what is known of it, else from
// the beginning. Who goes is whom plan_without_one() and plan_again() have, whichever way it was found.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "clear/explain/run.hpp"

namespace midspan::clear::explain {

class Again {
 public:
  // The model is looked at as long as this lives. Costs a clearing, which the first few questions pay back.
  Again(const model::Model& model, bool relaxed);
  // From what the run knows, which it gives away.
  explicit Again(Run& run);
  Again(const Again& other);  // knows the same

  // A person of the group fewer: who goes then. When, and to which place, is not settled.
  model::Plan without_one(int group, std::size_t gone, std::int64_t& work_left);
  // At least so many of one group.
  model::Plan with(int group, std::int64_t at_least, std::int64_t most_work);
  std::int64_t foreseen() const { return foreseen_; }  // how many answers took no solving

 private:
  void restate();
  void ask_for(int group, std::int64_t at_least);

  const model::Model& model_;
  bool relaxed_;
  std::unique_ptr<solve::Solver> solver_;
  std::vector<model::Level> levels_;
  model::Memory memory_;
  model::Plan plan_;
  std::map<int, int> rows_;  // by group that was asked for
  std::int64_t foreseen_ = 0;
};

}  // namespace midspan::clear::explain
