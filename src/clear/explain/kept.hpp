// SPDX-License-Identifier: Apache-2.0
// An agreement that was cleared and is kept, so that the next question begins from what is known: when only numbers
// change, the same columns and rows stand with other sides, and a proof that still adds up need not be found again. The
// answer is the one that clearing anew gives: goals have one best value, and settling leaves one plan.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "clear/explain/run.hpp"

namespace midspan::clear::explain {

class Kept {
 public:
  // people and ledger are looked at as long as this lives. options.explain_conflicts is not followed: no conflicts.
  static base::Result<std::unique_ptr<Kept>> of(const people::Agreement& agreement,
                                                std::span<const people::PersonFacts> people,
                                                std::span<const people::Delivery> ledger, const Options& options);

  // As `agreement` reads: from what is known when it differs from the last one in nothing but numbers that decide no
  // more than sides and factors of rows, else anew. Until the next question.
  base::Result<const Run*> clear(const people::Agreement& agreement);

 private:
  struct Side {  // what is known of the program as it stands, and of the relaxed one
    std::unique_ptr<solve::Solver> solver;
    std::vector<model::Level> levels;
    model::Memory memory;
    std::vector<std::int64_t> values;
  };

  Kept(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
       std::span<const people::Delivery> ledger, const Options& options)
      : agreement_(agreement), options_(options), whole_(options.limits), people_(people), ledger_(ledger) {
    options_.limits.nodes = std::min(options_.limits.nodes, kEnough);
  }
  bool take_numbers(const people::Agreement& agreement);
  base::Result<bool> restate();
  model::Plan plan(Side& side, bool relaxed);
  void solve();

  people::Agreement agreement_;
  static constexpr std::int64_t kEnough = 1000;  // linear programs, before it is cleared anew

  Options options_;
  Limits whole_;
  std::span<const people::PersonFacts> people_;
  std::span<const people::Delivery> ledger_;
  Run run_;
  Side strict_, relaxed_;
  std::optional<Run> anew_;  // the last question that could not be answered from what is known
};

}  // namespace midspan::clear::explain
