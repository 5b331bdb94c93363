// SPDX-License-Identifier: Apache-2.0
// What a conflict rests on: sentences that are no part of it, and without which it would be none.
#include <algorithm>
#include <string>
#include <variant>

#include "clear/explain/explain.hpp"

namespace midspan::clear::explain {

namespace {

using namespace people;

constexpr std::int64_t kPeople = 100'000;  // people in all the models that are built anew

bool shapes(const Clause& clause) {
  return std::holds_alternative<Counting>(clause.body) || std::holds_alternative<Destination>(clause.body) ||
         std::holds_alternative<FamilyRule>(clause.body) || std::holds_alternative<PhaseRule>(clause.body) ||
         std::holds_alternative<Substitute>(clause.body);
}

class Foundations {
 public:
  Foundations(const Agreement& agreement, std::span<const PersonFacts> people, std::span<const Delivery> ledger,
              const Options& options)
      : agreement_(agreement), people_(people), ledger_(ledger), options_(options) {
    for (std::size_t article = 0; article < agreement.articles.size(); ++article) {
      const auto& clauses = agreement.articles[article].clauses;
      if (std::any_of(clauses.begin(), clauses.end(), shapes)) shaping_.push_back(article);
    }
  }

  void find(Conflict& conflict) {
    if (!conflict.proved_minimal) return;
    std::vector<std::size_t> others;
    for (const std::size_t article : shaping_)
      if (!of(conflict, article)) others.push_back(article);
    if (others.empty() || !holds_without(conflict, others)) return;
    std::string numbers;
    std::int64_t count = 0;
    for (const std::size_t article : others) {
      if (!holds_without(conflict, {article})) continue;
      numbers += (count++ > 0 ? ", " : "") + agreement_.articles[article].number;
    }
    if (count > 0) conflict.numbers.push_back({"CLR-195", {{"count", count}, {"articles", numbers}}});
  }

 private:
  bool of(const Conflict& conflict, std::size_t article) const {
    return std::find(conflict.articles.begin(), conflict.articles.end(), agreement_.articles[article].number) !=
           conflict.articles.end();
  }

  // Whether the articles of the conflict can all hold where these say nothing of who counts, when or where.
  bool holds_without(const Conflict& conflict, const std::vector<std::size_t>& struck) {
    spent_ += static_cast<std::int64_t>(people_.size()) + 100;
    if (spent_ > kPeople) return false;
    Agreement without = agreement_;
    for (const std::size_t article : struck) {
      std::vector<Clause>& clauses = without.articles[article].clauses;
      clauses.erase(std::remove_if(clauses.begin(), clauses.end(), shapes), clauses.end());
    }
    const auto model = model::build(without, people_, ledger_, options_);
    if (!model) return false;
    std::vector<char> active(agreement_.articles.size(), 0);
    for (std::size_t article = 0; article < active.size(); ++article) active[article] = of(conflict, article) ? 1 : 0;
    solve::Solver solver(model->program);
    solver.limit_work(options_.limits.conflict_work / 10);
    model::Switches(*model, solver).set(active);
    return solver.find(options_.limits.nodes).found();
  }

  const Agreement& agreement_;
  std::span<const PersonFacts> people_;
  std::span<const Delivery> ledger_;
  const Options& options_;
  std::vector<std::size_t> shaping_;
  std::int64_t spent_ = 0;
};

}  // namespace

void find_foundations(const Agreement& agreement, std::span<const PersonFacts> people, std::span<const Delivery> ledger,
                      const Options& options, std::vector<Conflict>& conflicts) {
  Foundations foundations(agreement, people, ledger, options);
  for (Conflict& conflict : conflicts) foundations.find(conflict);
}

}  // namespace midspan::clear::explain
