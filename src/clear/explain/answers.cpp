// SPDX-License-Identifier: Apache-2.0
#include "clear/answers.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/threads.hpp"
#include "clear/explain/again.hpp"
#include "clear/explain/kept.hpp"
#include "clear/explain/numbers.hpp"
#include "clear/explain/run.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear {

namespace {

using namespace people;
using model::Model;

constexpr std::int64_t kFarthest = 1'000'000;  // how far an open number is moved in search of an offer
constexpr std::int64_t kPoints = 20;
constexpr std::int64_t kShares = 8;
constexpr std::int64_t kOneByOne = 16;  // "exactly 27" may be the only number that can be had: near ones are all tried

struct Input {
  const Agreement& agreement;
  std::span<const PersonFacts> people;
  std::span<const Delivery> ledger;
  const Options& options;
};

Yield yield_of(const explain::Run& run) {
  Yield yield;
  yield.possible = !run.relaxed && run.plan.possible;
  yield.proved = run.plan.proved;
  std::map<std::string, std::int64_t> by_party;
  for (std::size_t column = 0; column < run.model.cells.size() && !run.plan.values.empty(); ++column) {
    const model::Cell& cell = run.model.cells[column];
    const model::Group& group = run.model.groups[static_cast<std::size_t>(cell.group)];
    if (group.delivered) continue;
    const std::string& slot_party = run.model.slots[static_cast<std::size_t>(cell.slot)].party;
    yield.people += run.plan.values[column];
    by_party[model::folded(slot_party.empty() ? run.model.facts[group.people.front()].person->held_by : slot_party)] +=
        run.plan.values[column];
  }
  for (const std::string& party : run.model.agreement->parties)
    yield.by_party.emplace_back(party, by_party[model::folded(party)]);
  for (const GoalValue& goal : run.plan.reached)
    if (goal.goal.rfind("Missed", 0) != 0) yield.goals.push_back(goal);
  return yield;
}

// Which of several best plans it is counts for who releases how many: settled, so that there is one.
Options quick_options(const Options& options, std::size_t variants) {
  Options quick = options;
  // Some are hard and most are not: each may take several times its share.
  quick.limits.work = std::clamp(kShares * options.limits.answer_work / static_cast<std::int64_t>(1 + variants),
                                 options.limits.answer_work / 10, options.limits.answer_work);
  quick.explain_conflicts = false;
  quick.settle = true;
  quick.progress = nullptr;
  return quick;
}

// The agreement at hand, kept while its numbers are changed.
class Room {
 public:
  // `variants`: about how many agreements it will be asked about.
  Room(const Input& input, std::size_t variants)
      : input_(input), variants_(variants), options_(quick_options(input.options, variants)) {}
  std::size_t variants() const { return variants_; }

  base::Result<Yield> yield(const Agreement& agreement) {
    if (!kept_) kept_ = MIDSPAN_TRY(explain::Kept::of(input_.agreement, input_.people, input_.ledger, options_));
    const explain::Run* run = MIDSPAN_TRY(kept_->clear(agreement));
    if (run->plan.proved) return yield_of(*run);
    Options goals_only = options_;  // the goals' figures may be proved where the order of equals is not
    goals_only.settle = false;
    return yield_of(MIDSPAN_TRY(explain::run(agreement, input_.people, input_.ledger, goals_only)));
  }

 private:
  const Input& input_;
  std::size_t variants_;
  Options options_;
  std::unique_ptr<explain::Kept> kept_;
};

// A number of the agreement, by its place in it.
struct Where {
  std::size_t article = 0;
  std::size_t clause = 0;
  std::size_t number = 0;
};

Number& number_at(Agreement& agreement, const Where& where) {
  return *explain::numbers_of(agreement.articles[where.article].clauses[where.clause])[where.number];
}

std::vector<Where> all_numbers(Agreement agreement, bool open_only) {
  std::vector<Where> out;
  for (std::size_t article = 0; article < agreement.articles.size(); ++article)
    for (std::size_t clause = 0; clause < agreement.articles[article].clauses.size(); ++clause) {
      const auto numbers = explain::numbers_of(agreement.articles[article].clauses[clause]);
      for (std::size_t number = 0; number < numbers.size(); ++number)
        if (!open_only || numbers[number]->open) out.push_back({article, clause, number});
    }
  return out;
}

Agreement with(const Agreement& agreement, const std::vector<std::pair<Where, std::int64_t>>& values) {
  Agreement out = agreement;
  for (const auto& [where, value] : values) {
    Number& number = number_at(out, where);
    number.low = number.high = value;
  }
  return out;
}

// Clears many variants on a few threads, each with a room of its own: the answers are the same in any.
base::Result<std::vector<Yield>> yields(const Input& input, Room& room, const std::vector<Agreement>& variants) {
  std::vector<std::optional<base::Result<Yield>>> found(variants.size());
  const std::size_t rooms =
      std::clamp<std::size_t>(input.options.threads, 1, std::max<std::size_t>(1, variants.size()));
  base::for_each_piece(rooms, input.options.threads, [&](std::size_t piece) {
    std::optional<Room> own;
    if (piece > 0) own.emplace(input, room.variants());
    for (std::size_t at = piece; at < variants.size(); at += rooms) found[at] = (own ? *own : room).yield(variants[at]);
  });
  std::vector<Yield> out;
  for (auto& each : found) {
    if (!*each) return tl::unexpected(each->error());
    out.push_back(std::move(**each));
  }
  return out;
}

// The nearest value on one side at which all can be kept: the nearest ones each, then doubling steps, then halving.
// Nothing when none is found.
base::Result<std::optional<std::int64_t>> nearest(Room& room, const Agreement& agreement, const Where& where,
                                                  std::int64_t from, int direction) {
  const auto possible = [&](std::int64_t value) -> base::Result<bool> {
    return MIDSPAN_TRY(room.yield(with(agreement, {{where, value}}))).possible;
  };
  std::int64_t bad = 0, good = -1;
  for (std::int64_t step = 1; step <= kFarthest; step = step < kOneByOne ? step + 1 : step * 2) {
    std::int64_t distance = step;
    if (direction < 0 && distance > from) distance = from;
    if (MIDSPAN_TRY(possible(from + direction * distance))) {
      good = distance;
      break;
    }
    bad = distance;
    if (direction < 0 && distance == from) return std::optional<std::int64_t>();
  }
  if (good < 0) return std::optional<std::int64_t>();
  while (good - bad > 1) {
    const std::int64_t middle = bad + (good - bad) / 2;
    if (MIDSPAN_TRY(possible(from + direction * middle))) good = middle;
    else bad = middle;
  }
  return std::optional<std::int64_t>(from + direction * good);
}

}  // namespace

base::Result<Prices> prices(const Agreement& agreement, std::span<const PersonFacts> people,
                            std::span<const Delivery> ledger, const Options& options) {
  const Input input{agreement, people, ledger, options};
  Prices out;
  std::vector<Agreement> variants{agreement};
  const std::vector<Where> numbers = all_numbers(agreement, false);
  for (std::size_t article = 0; article < agreement.articles.size(); ++article) {
    Price price;
    price.article = agreement.articles[article].number;
    Agreement without = agreement;
    without.articles[article].clauses.clear();
    variants.push_back(std::move(without));
    out.prices.push_back(price);
    for (const Where& where : numbers) {
      if (where.article != article) continue;
      Agreement copy = agreement;
      price.from = number_at(copy, where).low;
      for (const std::int64_t change : {-1, 1}) {
        price.to = price.from + change;
        if (price.to < 0) continue;
        variants.push_back(with(agreement, {{where, price.to}}));
        out.prices.push_back(price);
      }
    }
  }
  Room room(input, variants.size());
  std::vector<Yield> found = MIDSPAN_TRY(yields(input, room, variants));
  out.now = std::move(found.front());
  for (std::size_t at = 0; at < out.prices.size(); ++at) out.prices[at].yield = std::move(found[at + 1]);
  return out;
}

base::Result<Offers> offers(const Agreement& agreement, std::span<const PersonFacts> people,
                            std::span<const Delivery> ledger, const Options& options) {
  const Input input{agreement, people, ledger, options};
  const std::vector<Where> open = all_numbers(agreement, true);
  Room room(input, open.size() * kPoints);
  Offers out;
  out.now = MIDSPAN_TRY(room.yield(agreement));
  Agreement copy = agreement;
  const auto change_of = [&](const Where& where, std::int64_t to) {
    return Price{agreement.articles[where.article].number, number_at(copy, where).low, to, {}};
  };
  if (!out.now.possible) {
    for (const Where& where : open)
      for (const int direction : {-1, 1}) {
        const std::int64_t from = number_at(copy, where).low;
        const auto value = MIDSPAN_TRY(nearest(room, agreement, where, from, direction));
        if (!value) continue;
        Offer offer;
        offer.changes = {change_of(where, *value)};
        offer.distance = std::abs(*value - from);
        offer.yield = MIDSPAN_TRY(room.yield(with(agreement, {{where, *value}})));
        out.offers.push_back(std::move(offer));
      }
    // No single number is enough: two, the first at its lowest, the second as near as it can then stay.
    for (std::size_t first = 0; first < open.size() && out.offers.empty(); ++first)
      for (std::size_t second = 0; second < open.size(); ++second) {
        if (first == second) continue;
        const Agreement changed = with(agreement, {{open[first], 0}});
        const std::int64_t from = number_at(copy, open[second]).low;
        const auto value = MIDSPAN_TRY(nearest(room, changed, open[second], from, -1));
        if (!value) continue;
        const Agreement fixed_second = with(agreement, {{open[second], *value}});
        const std::int64_t from_first = number_at(copy, open[first]).low;
        const auto near_first = MIDSPAN_TRY(nearest(room, fixed_second, open[first], from_first, -1));
        Offer offer;
        offer.changes = {change_of(open[first], near_first.value_or(0)), change_of(open[second], *value)};
        offer.distance = std::abs(from_first - near_first.value_or(0)) + std::abs(from - *value);
        offer.yield =
            MIDSPAN_TRY(room.yield(with(agreement, {{open[first], near_first.value_or(0)}, {open[second], *value}})));
        out.offers.push_back(std::move(offer));
      }
    std::stable_sort(out.offers.begin(), out.offers.end(),
                     [](const Offer& left, const Offer& right) { return left.distance < right.distance; });
  }
  for (const Where& where : open) {
    const Number& number = number_at(copy, where);
    std::int64_t low = number.low, high = number.high;
    for (const auto& [party, value] : number.proposals) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
    if (low == high) continue;
    Frontier frontier;
    frontier.article = agreement.articles[where.article].number;
    std::vector<Agreement> variants;
    std::vector<std::int64_t> values;
    const std::int64_t points = std::min(kPoints, high - low + 1);
    for (std::int64_t at = 0; at < points; ++at) {
      values.push_back(points == 1 ? low : low + (high - low) * at / (points - 1));
      variants.push_back(with(agreement, {{where, values.back()}}));
    }
    std::vector<Yield> found = MIDSPAN_TRY(yields(input, room, variants));
    for (std::size_t at = 0; at < values.size(); ++at) frontier.points.emplace_back(values[at], std::move(found[at]));
    out.frontiers.push_back(std::move(frontier));
  }
  return out;
}

base::Result<DropOuts> drop_outs(const Agreement& agreement, std::span<const PersonFacts> people,
                                 std::span<const Delivery> ledger, const Options& options) {
  Options quiet = options;
  quiet.explain_conflicts = false;
  explain::Run run = MIDSPAN_TRY(explain::run(agreement, people, ledger, quiet));
  const Model& model = run.model;
  DropOuts out;
  const auto id = [&](std::size_t person) { return model.facts[person].person->id; };
  std::vector<std::size_t> groups;
  for (std::size_t index = 0; index < model.groups.size(); ++index) {
    const auto& members = model.groups[index].people;
    if (!model.groups[index].delivered && !members.empty() && run.column_of[members.front()] >= 0)
      groups.push_back(index);
  }
  std::vector<DropOut> found(groups.size());
  const auto ask = [&](std::size_t at, std::unique_ptr<explain::Again>& again) {
    const model::Group& group = model.groups[groups[at]];
    DropOut& drop = found[at];
    std::size_t going = 0;
    while (going < group.people.size() && run.column_of[group.people[going]] >= 0)
      drop.people.push_back(id(group.people[going++]));
    if (going < group.people.size()) {  // the next of the same kind steps in, and nothing else changes
      drop.instead = {id(group.people[going])};
      return;
    }
    if (!again) again = std::make_unique<explain::Again>(model, run.relaxed);
    const model::Plan then = again->without_one(static_cast<int>(groups[at]));
    if (!then.possible && !run.relaxed) {
      const model::Plan nearest = explain::plan_without_one(model, true, static_cast<int>(groups[at]));
      drop.goal = "Possible";
      drop.now = 1;
      const auto columns = model::assign(model, nearest.values);
      for (const std::size_t other : model.order)
        if (other < model.people_count && run.column_of[other] >= 0 && columns[other] < 0 &&
            other != group.people.back())
          drop.left_behind.push_back(id(other));
      return;
    }
    for (std::size_t level = 0; level < then.reached.size() && drop.goal.empty(); ++level)
      if (then.reached[level].value != run.plan.reached[level].value) {
        drop.goal = then.reached[level].goal;
        drop.now = run.plan.reached[level].value;
        drop.then = then.reached[level].value;
      }
    const auto columns = model::assign(model, then.values);
    for (const std::size_t other : model.order) {
      if (other >= model.people_count || other == group.people.back()) continue;
      if (run.column_of[other] < 0 && columns[other] >= 0) drop.instead.push_back(id(other));
      if (run.column_of[other] >= 0 && columns[other] < 0) drop.left_behind.push_back(id(other));
    }
  };
  const std::size_t rooms = std::clamp<std::size_t>(options.threads, 1, std::max<std::size_t>(1, groups.size()));
  base::for_each_piece(rooms, options.threads, [&](std::size_t piece) {
    std::unique_ptr<explain::Again> again;
    if (piece == 0) again = std::make_unique<explain::Again>(run);
    for (std::size_t at = piece; at < groups.size(); at += rooms) ask(at, again);
  });
  out.people = std::move(found);
  for (const std::string& party : agreement.parties) {
    std::vector<PersonFacts> rest(people.begin(), people.end());
    for (PersonFacts& person : rest)
      if (model::same_word(person.held_by, party)) person.holds.push_back(HoldKind::PartyObjection);
    const Input without{agreement, rest, ledger, options};
    out.parties.emplace_back(party, MIDSPAN_TRY(Room(without, agreement.parties.size()).yield(agreement)));
  }
  return out;
}

}  // namespace midspan::clear
