// SPDX-License-Identifier: Apache-2.0
// Who of equals goes, by lot: chances first, published; then one public seed decides everything.
//
// What is drawn from are the plans that no goal and no order can tell from the best: every goal that counts at its
// optimum; then, tier by tier of the agreement's order, as many of the tier as can go. A class is a group of the model
// within one tier. Whoever of a class goes is decided by ticket, so an outcome of the lottery is a number for each
// class.
#include <algorithm>
#include <optional>

#include "base/bytes.hpp"
#include "clear/explain/run.hpp"
#include "clear/lots/leximin.hpp"

namespace midspan::clear {

namespace {

using lots::Fraction;
using lots::Places;
using model::Model;

struct Class {
  int group = 0;
  std::size_t tier = 0;
  std::vector<std::size_t> people;  // in the model's order
  std::vector<int> columns;         // whose sum says how many of them go
};

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char byte : text) out += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
  return out + "'";
}

class Draw {
 public:
  Draw(explain::Run& run, const Options& options) : run_(run), model_(run.model), options_(options) {}

  base::Result<Lots> make() {
    find_classes();
    keep_levels();
    if (!solver_ || !solver_->holds(values_)) return base::failure("CLR-015");
    keep_tiers();
    find_undecided();
    Lots out;
    try {
      publish(out);
    } catch (const lots::Overflow&) {
      return base::failure("CLR-017");
    }
    out.proved = proved_;
    if (!options_.lot_seed.empty()) take(out);
    return out;
  }

 private:
  void find_classes() {
    program_ = model_.program;
    values_ = run_.plan.values;
    for (std::size_t index = 0; index < model_.groups.size(); ++index) {
      const model::Group& group = model_.groups[index];
      const bool open = std::any_of(group.cells.begin(), group.cells.end(), [&](int column) {
        return model_.program.columns[static_cast<std::size_t>(column)].high > 0;
      });
      if (group.delivered || !open) continue;
      const std::size_t first = classes_.size();
      for (const std::size_t person : group.people) {
        if (classes_.size() == first || classes_.back().tier != model_.tier[person])
          classes_.push_back({static_cast<int>(index), model_.tier[person], {}, group.cells});
        classes_.back().people.push_back(person);
      }
      if (classes_.size() > first + 1) split(group, first);
    }
    std::stable_sort(classes_.begin(), classes_.end(),
                     [](const Class& left, const Class& right) { return left.tier < right.tier; });
  }

  // A group whose people stand in several tiers: a column for each, adding up to the group.
  void split(const model::Group& group, std::size_t first) {
    solve::Row sum;
    std::int64_t goes = 0;
    for (const int column : group.cells) {
      sum.terms.push_back({column, 1});
      goes += values_[static_cast<std::size_t>(column)];
    }
    for (std::size_t at = first; at < classes_.size(); ++at) {
      const auto size = static_cast<std::int64_t>(classes_[at].people.size());
      classes_[at].columns = {static_cast<int>(program_.columns.size())};
      sum.terms.push_back({classes_[at].columns.front(), -1});
      program_.columns.push_back({0, size});
      values_.push_back(std::min(goes, size));
      goes -= values_.back();
    }
    sum.low = sum.high = 0;
    std::sort(sum.terms.begin(), sum.terms.end(),
              [](const auto& left, const auto& right) { return left.column < right.column; });
    program_.rows.push_back(std::move(sum));
  }

  void keep_levels() {
    if (!run_.plan.possible) return;
    solver_.emplace(program_);
    if (run_.relaxed) explain::relax(model_, *solver_);
    for (const model::Level& level : run_.plan.levels) {
      solve::Objective objective = level.objective;
      for (solve::Term& term : objective) term.coefficient *= level.smallest ? -1 : 1;
      keep(std::move(objective));
    }
    proved_ = run_.plan.sure();
  }

  void keep(solve::Objective objective) {
    if (objective.empty()) return;
    std::sort(objective.begin(), objective.end(),
              [](const auto& left, const auto& right) { return left.column < right.column; });
    solve::Row row;
    row.low = solve::value_of(objective, values_);
    row.terms = std::move(objective);
    solver_->add_row(std::move(row));
  }

  // No better than what is at hand afterwards, or not decided.
  void maximise(const solve::Objective& objective) {
    const solve::Answer answer = solver_->maximise(objective, options_.limits.nodes, &values_);
    if (answer.found()) values_ = answer.values;
    if (answer.status != solve::Status::Optimal) proved_ = false;
  }

  std::int64_t places(const Class& one) const {
    std::int64_t sum = 0;
    for (const int column : one.columns) sum += values_[static_cast<std::size_t>(column)];
    return sum;
  }
  static void add(solve::Objective& objective, const Class& one, std::int64_t weight) {
    for (const int column : one.columns) objective.push_back({column, weight});
  }

  // Tier by tier as many as can go. What a solution at hand shows to be full costs nothing; once nobody further can go,
  // one question settles the rest.
  void keep_tiers() {
    bool asked = false;
    for (std::size_t first = 0; first < classes_.size();) {
      std::size_t end = first;
      solve::Objective tier;
      std::int64_t size = 0, now = 0, later = 0;
      for (; end < classes_.size() && classes_[end].tier == classes_[first].tier; ++end) {
        add(tier, classes_[end], 1);
        size += static_cast<std::int64_t>(classes_[end].people.size());
        now += places(classes_[end]);
      }
      for (std::size_t at = first; at < classes_.size(); ++at) later += places(classes_[at]);
      if (later == 0 && !asked) {
        asked = true;
        solve::Objective rest;
        for (std::size_t at = first; at < classes_.size(); ++at) add(rest, classes_[at], 1);
        maximise(rest);
        if (solve::value_of(rest, values_) == 0) return close(first);
        continue;
      }
      if (now < size) maximise(tier);
      asked = asked && now == 0;
      keep(std::move(tier));
      first = end;
    }
  }
  void close(std::size_t first) {
    solve::Row nobody;
    for (std::size_t at = first; at < classes_.size(); ++at) add(nobody.terms, classes_[at], 1);
    std::sort(nobody.terms.begin(), nobody.terms.end(),
              [](const auto& left, const auto& right) { return left.column < right.column; });
    nobody.high = 0;
    solver_->add_row(std::move(nobody));
  }

  // The classes of which some but not all can go in some best plan.
  void find_undecided() {
    const auto extreme = [&](const Class& one, std::int64_t sign) {
      solve::Objective objective;
      add(objective, one, sign);
      const solve::Answer answer = solver_->maximise(objective, options_.limits.nodes, &values_);
      if (answer.status != solve::Status::Optimal) proved_ = false;
      return sign * answer.value;
    };
    for (std::size_t first = 0; first < classes_.size();) {
      std::size_t end = first;
      std::int64_t size = 0, now = 0;
      for (; end < classes_.size() && classes_[end].tier == classes_[first].tier; ++end) {
        size += static_cast<std::int64_t>(classes_[end].people.size());
        now += places(classes_[end]);
      }
      for (; first < end; ++first) {
        const Class& one = classes_[first];
        const auto all = static_cast<std::int64_t>(one.people.size());
        if (now == size) surely_ += all;  // the whole tier goes in every best plan
        if (now == size || now == 0) continue;
        const std::int64_t least = extreme(one, -1), most = extreme(one, 1);
        if (least == all) surely_ += all;
        else if (most > 0) undecided_.push_back(first);
      }
    }
  }

  void publish(Lots& out) {
    out.surely = surely_;
    std::vector<std::int64_t> sizes;
    Places now;
    for (const std::size_t at : undecided_) {
      sizes.push_back(static_cast<std::int64_t>(classes_[at].people.size()));
      now.push_back(places(classes_[at]));
    }
    const lots::Best best = [&](const std::vector<std::int64_t>& weights) -> std::optional<Places> {
      solve::Objective objective;
      for (std::size_t at = 0; at < undecided_.size(); ++at)
        if (weights[at] != 0) add(objective, classes_[undecided_[at]], weights[at]);
      const solve::Answer answer = solver_->maximise(objective, options_.limits.nodes, &values_);
      if (answer.status != solve::Status::Optimal) return std::nullopt;
      values_ = answer.values;
      Places found;
      for (const std::size_t at : undecided_) found.push_back(places(classes_[at]));
      return found;
    };
    const lots::Lottery lottery = lots::leximin(sizes, now, best);
    proved_ = proved_ && lottery.proved;
    round(lottery, out);
    for (std::size_t at = 0; at < undecided_.size(); ++at) {
      LotClass one;
      for (const std::size_t person : classes_[undecided_[at]].people)
        one.people.push_back(model_.facts[person].person->id);
      one.chance = {static_cast<std::int64_t>(lottery.chances[at].above()),
                    static_cast<std::int64_t>(lottery.chances[at].below())};
      for (const LotOutcome& outcome : out.outcomes) one.published += outcome.copies * outcome.places[at];
      out.classes.push_back(std::move(one));
    }
  }

  // A thousand outcomes, each as often as its probability says, the largest rests rounded up.
  static void round(const lots::Lottery& lottery, Lots& out) {
    struct Share {
      LotOutcome outcome;
      Fraction rest;
    };
    std::vector<Share> shares;
    std::int64_t left = kOutcomes;
    for (std::size_t at = 0; at < lottery.outcomes.size(); ++at) {
      const Fraction exact = lottery.probability[at] * Fraction(kOutcomes);
      const auto whole = static_cast<std::int64_t>(exact.above() / exact.below());
      shares.push_back({{whole, lottery.outcomes[at]}, exact - Fraction(whole)});
      left -= whole;
    }
    std::sort(shares.begin(), shares.end(), [](const Share& one, const Share& other) {
      return one.rest == other.rest ? one.outcome.places < other.outcome.places : other.rest < one.rest;
    });
    for (std::size_t at = 0; at < shares.size(); ++at) {
      shares[at].outcome.copies += static_cast<std::int64_t>(at) < left ? 1 : 0;
      if (shares[at].outcome.copies > 0) out.outcomes.push_back(shares[at].outcome);
    }
    std::sort(out.outcomes.begin(), out.outcomes.end(),
              [](const LotOutcome& one, const LotOutcome& other) { return one.places < other.places; });
  }

  // The outcome that the seed draws, as a plan. Within a class the model's order is that of the tickets.
  void take(Lots& out) {
    out.drawn = outcome_number(options_.lot_seed);
    std::int64_t passed = 0;
    const LotOutcome* drawn = nullptr;
    for (const LotOutcome& outcome : out.outcomes) {
      if (drawn == nullptr && out.drawn < passed + outcome.copies) drawn = &outcome;
      passed += outcome.copies;
    }
    for (std::size_t at = 0; drawn != nullptr && at < undecided_.size(); ++at) {
      solve::Row fixed;
      add(fixed.terms, classes_[undecided_[at]], 1);
      fixed.low = fixed.high = drawn->places[at];
      solver_->add_row(std::move(fixed));
    }
    const solve::Answer answer = solver_->find(options_.limits.nodes);
    proved_ = out.proved = proved_ && answer.found();
    if (!answer.found()) return;
    run_.plan.values = answer.values;
    run_.plan.proved = proved_;
    run_.plan.settled = true;
    model::settle(model_, *solver_, run_.plan);
    run_.column_of = model::assign(model_, run_.plan.values);
    out.allocation = explain::allocation_of(run_, options_);
  }

  explain::Run& run_;
  const Model& model_;
  const Options& options_;
  solve::Program program_;
  std::vector<Class> classes_;
  std::vector<std::size_t> undecided_;  // of classes_
  std::optional<solve::Solver> solver_;
  std::vector<std::int64_t> values_;
  std::int64_t surely_ = 0;
  bool proved_ = true;
};

}  // namespace

base::Result<Lots> draw_lots(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                             std::span<const people::Delivery> ledger, const Options& options) {
  Options unsettled = options;
  unsettled.settle = false;
  explain::Run run = MIDSPAN_TRY(explain::run(agreement, people, ledger, unsettled));
  Lots out = MIDSPAN_TRY(Draw(run, unsettled).make());
  out.allocation.input_digest = explain::input_digest(run.model, unsettled, ledger);
  return out;
}

std::string ticket(std::string_view seed, std::string_view commitment) {
  return base::to_hex(base::sha256(std::string(seed) + std::string(commitment)));
}

std::string ticket_command(std::string_view seed, std::string_view commitment) {
  return "printf '%s' " + shell_quoted(std::string(seed) + std::string(commitment)) + " | sha256sum";
}

int outcome_number(std::string_view seed) {
  const base::Digest digest = base::sha256(std::string(seed) + "outcome");
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < 6; ++at) number = number << 8 | digest[at];
  return static_cast<int>(number % static_cast<std::uint64_t>(kOutcomes));
}

std::string outcome_command(std::string_view seed) {
  return "echo $(( 0x$(printf '%s' " + shell_quoted(std::string(seed) + "outcome") + " | sha256sum | cut -c1-12) % " +
         std::to_string(kOutcomes) + " ))";
}

}  // namespace midspan::clear
