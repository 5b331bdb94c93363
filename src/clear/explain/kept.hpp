// SPDX-License-Identifier: Apache-2.0
// An agreement that was cleared and is kept, so that the next question begins from what is known: what was proved
// before is added up again with the numbers, articles and people as they are now, and mostly proves the next answer
// too. The answer is the one that clearing anew gives: goals have one best value, and settling leaves one plan.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "clear/explain/carry.hpp"
#include "clear/explain/run.hpp"

namespace midspan::clear::explain {

class Kept {
 public:
  // people and ledger are looked at as long as this lives. options.explain_conflicts is not followed: no conflicts.
  static base::Result<std::unique_ptr<Kept>> of(const people::Agreement& agreement,
                                                std::span<const people::PersonFacts> people,
                                                std::span<const people::Delivery> ledger, const Options& options);

  // As `agreement` reads, with the people as they were at the last question. Cheapest where it differs from the last
  // one in nothing but numbers that decide no more than sides and factors of rows; else the model is built anew, and
  // what is known carried over. Until the next question.
  base::Result<const Run*> clear(const people::Agreement& agreement);
  // With other people, who are looked at from now on as those before were. What is known is carried over best when
  // most of them stand where they stood.
  base::Result<const Run*> clear(const people::Agreement& agreement, std::span<const people::PersonFacts> people);
  // Whether the last answer was read from old proofs, and nothing was solved.
  bool foreseen() const { return foreseen_; }

 private:
  struct Side {  // one way in which the program as it stands, or the relaxed one, was answered
    std::unique_ptr<solve::Solver> solver;
    std::vector<model::Level> levels;
    model::Memory memory;
    std::vector<std::int64_t> values;
    std::int64_t work = 0;     // that it took from the beginning
    bool settled = false;      // what forbids is remembered
    bool carried = false;      // from another model, and not answered since
    std::vector<int> changed;  // rows that are others since the solver was told
  };

  Kept(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
       std::span<const people::Delivery> ledger, const Options& options)
      : agreement_(agreement), options_(options), people_(people), ledger_(ledger) {}
  std::optional<std::vector<std::pair<int, int>>> take_numbers(const people::Agreement& agreement);
  base::Result<void> rebuild(const people::Agreement& agreement);
  void carry(const Carry& carry, Side& side, bool relaxed) const;
  using Sides = std::vector<Side>;         // of use last first
  bool restate(Side& side, bool relaxed);  // whether rows have other terms
  model::Plan plan(Sides& sides, bool relaxed);
  bool mended(Side& side, bool look, model::Plan& plan);
  model::Plan anew(Sides& sides, bool relaxed, bool with_lines = true);
  void carry_lines(const Side& from, Side& to) const;
  const Run* answer();

  people::Agreement agreement_;
  Options options_;
  std::span<const people::PersonFacts> people_;
  std::span<const people::Delivery> ledger_;
  Run run_;
  bool foreseen_ = false;
  bool lost_ = false;  // after an error the model is of another agreement than the one at hand
  Sides strict_, relaxed_;
};

}  // namespace midspan::clear::explain
