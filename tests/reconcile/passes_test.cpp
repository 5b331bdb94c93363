// SPDX-License-Identifier: Apache-2.0
// Passes are chosen as if every choice were valued anew before each pass.
#include "reconcile/block/passes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace midspan::reconcile {
namespace {

using Fields = std::vector<std::size_t>;  // of a pass, ascending

// The slow obvious twin. Of atoms of a field each.
std::vector<Fields> slowly_chosen(const std::vector<Atom>& atoms, const Budget& budget) {
  const std::size_t states = std::size_t{1} << atoms.size();
  std::vector<double> chance(states, 1);
  for (std::size_t state = 0; state < states; ++state)
    for (std::size_t at = 0; at < atoms.size(); ++at)
      chance[state] *= (state >> at & 1U) != 0 ? atoms[at].agrees : 1 - atoms[at].agrees;
  const auto fields_of = [&](std::size_t mask) {
    Fields fields;
    for (std::size_t at = 0; at < atoms.size(); ++at)
      if ((mask >> at & 1U) != 0) fields.push_back(at);
    return fields;
  };
  std::vector<Fields> choices;
  for (std::size_t mask = 1; mask < states; ++mask)
    if (const Fields fields = fields_of(mask); fields.size() <= 3) choices.push_back(fields);
  std::sort(choices.begin(), choices.end());
  const double own_cost = std::max(budget.rows * 0.3, budget.candidates / (2 * static_cast<double>(budget.passes)));
  std::vector<bool> caught(states, false);
  std::vector<Fields> chosen;
  for (double spent = 0, recall = 0; chosen.size() < budget.passes && recall < 0.99995;) {
    double best_value = 0, best_cost = 0;
    std::size_t best_mask = 0;
    for (const Fields& fields : choices) {
      std::size_t mask = 0;
      double cost = budget.pairs;
      for (const std::size_t field : fields) {
        mask |= std::size_t{1} << field;
        cost *= atoms[field].meets;
      }
      if (cost > budget.candidates / 2 || (spent + cost > budget.candidates && !chosen.empty())) continue;
      double gain = 0;
      for (std::size_t state = 0; state < states; ++state)
        if (!caught[state] && (state & mask) == mask) gain += chance[state];
      if (gain <= 0.00002 || gain / (cost + own_cost) <= best_value) continue;
      best_value = gain / (cost + own_cost);
      best_mask = mask;
      best_cost = cost;
    }
    if (best_mask == 0) break;
    spent += best_cost;
    recall = 0;
    for (std::size_t state = 0; state < states; ++state) {
      if ((state & best_mask) == best_mask) caught[state] = true;
      if (caught[state]) recall += chance[state];
    }
    chosen.push_back(fields_of(best_mask));
  }
  return chosen;
}

TEST(Passes, AreChosenAsIfAllWereValuedEachTime) {
  std::mt19937 random(341);
  const auto draw = [&](double from, double to) {
    return from + (to - from) * static_cast<double>(random() % 997) / 997;
  };
  std::size_t passes = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t count = 2 + random() % 7;
    std::vector<Field> fields(count);
    std::vector<Atom> atoms(count);
    for (std::size_t at = 0; at < count; ++at) {
      fields[at].kind = Kind::Code;
      atoms[at].part = {at, Derivation::Exact};
      atoms[at].agrees = draw(0.3, 0.99);
      // Some are worth the same.
      if (at != 0 && random() % 4 == 0) atoms[at].agrees = atoms[at - 1].agrees;
      atoms[at].meets = std::vector<double>{0.5, 0.02, 0.001, 0.00002}[random() % 4];
    }
    Budget budget;
    budget.rows = 20'000;
    budget.pairs = 1e8;
    budget.candidates = std::vector<double>{30'000, 400'000}[random() % 2];
    budget.passes = std::vector<std::size_t>{4, 30}[random() % 2];
    budget.alone = true;
    std::vector<Fields> chosen;
    for (const Pass& pass : choose_passes(atoms, fields, budget)) {
      chosen.emplace_back();
      for (const Part& part : pass.parts) chosen.back().push_back(part.field);
    }
    const std::vector<Fields> wanted = slowly_chosen(atoms, budget);
    if (wanted.empty()) continue;  // then whatever agrees in all fields is a pass
    EXPECT_EQ(chosen, wanted);
    passes += chosen.size();
  }
  EXPECT_GT(passes, 200U);
}

}  // namespace
}  // namespace midspan::reconcile
