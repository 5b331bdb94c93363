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
constexpr std::int64_t kShares = 10;
constexpr int kHard = 3;  // answers in a row of questions that met their limit; the rest of it has a tenth
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
  yield.proved = run.plan.proved;  // the goals; who of equals goes may not be settled
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
  yield.goals = run.plan.reached;
  return yield;
}

// Which of several best plans it is counts for who releases how many: settled, so that there is one.
Options quick_options(const Options& options, std::size_t variants) {
  Options quick = options;
  // Some are hard and most are not: each may take several times its share.
  quick.limits.work = std::clamp(kShares * options.limits.answer_work / static_cast<std::int64_t>(1 + variants),
                                 options.limits.answer_work / 4, options.limits.answer_work);
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
    Yield yield = yield_of(*MIDSPAN_TRY(kept_->clear(agreement)));
    if (!yield.proved && ++unproved_ == kHard) {
      options_.limits.work /= 10;
      kept_.reset();
    }
    return yield;
  }

 private:
  const Input& input_;
  std::size_t variants_;
  Options options_;
  std::unique_ptr<explain::Kept> kept_;
  int unproved_ = 0;
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

// Nothing is divided by 0.
std::int64_t least_at(Agreement& agreement, const Where& where) {
  const auto divisors = explain::divisors_of(agreement.articles[where.article].clauses[where.clause]);
  return std::find(divisors.begin(), divisors.end(), &number_at(agreement, where)) == divisors.end() ? 0 : 1;
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

// Questions are asked in so many rows, one after the other in each: what is known from one is of use for the next.
// Where a limit is met, the answer counts on what was known: so there are as many rows on one thread as on many.
constexpr std::size_t kRows = 4;

base::Result<std::vector<Yield>> yields(const Input& input, Room& room, const std::vector<Agreement>& variants) {
  std::vector<std::optional<base::Result<Yield>>> found(variants.size());
  base::for_each_piece(kRows, input.options.threads, [&](std::size_t piece) {
    std::optional<Room> own;
    if (piece > 0) own.emplace(input, room.variants());
    for (std::size_t at = piece; at < variants.size(); at += kRows) found[at] = (own ? *own : room).yield(variants[at]);
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
  Agreement copy = agreement;
  const std::int64_t least = least_at(copy, where);
  std::int64_t bad = 0, good = -1;
  for (std::int64_t step = 1; step <= kFarthest; step = step < kOneByOne ? step + 1 : step * 2) {
    std::int64_t distance = step;
    if (direction < 0 && distance > from - least) distance = from - least;
    if (MIDSPAN_TRY(possible(from + direction * distance))) {
      good = distance;
      break;
    }
    bad = distance;
    if (direction < 0 && distance == from - least) return std::optional<std::int64_t>();
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
        if (price.to < least_at(copy, where)) continue;
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
        const std::int64_t least = least_at(copy, open[first]);
        const Agreement changed = with(agreement, {{open[first], least}});
        const std::int64_t from = number_at(copy, open[second]).low;
        const auto value = MIDSPAN_TRY(nearest(room, changed, open[second], from, -1));
        if (!value) continue;
        const Agreement fixed_second = with(agreement, {{open[second], *value}});
        const std::int64_t from_first = number_at(copy, open[first]).low;
        const auto near_first = MIDSPAN_TRY(nearest(room, fixed_second, open[first], from_first, -1));
        Offer offer;
        offer.changes = {change_of(open[first], near_first.value_or(least)), change_of(open[second], *value)};
        offer.distance = std::abs(from_first - near_first.value_or(least)) + std::abs(from - *value);
        offer.yield = MIDSPAN_TRY(
            room.yield(with(agreement, {{open[first], near_first.value_or(least)}, {open[second], *value}})));
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
    low = std::max(low, least_at(copy, where));
    if (low >= high) continue;
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

namespace {

// Whether somebody fewer of a class changes more than how many of it there are: who is asked for by name or replaced,
// and whether a family still can, is decided when a model is built.
bool counted_elsewhere(const Model& model, const model::Group& group, bool relaxed) {
  const std::size_t person = group.people.front();
  const bool of_family = !model.facts[person].person->family_unit.empty();
  for (const Article& article : model.agreement->articles)
    for (const Clause& clause : article.clauses) {
      if (std::holds_alternative<Substitute>(clause.body)) return true;
      if (std::holds_alternative<FamilyRule>(clause.body) && of_family) return true;
      if (const auto* named = std::get_if<Named>(&clause.body))
        if (model.member(person, named->who)) return true;
    }
  // Where not all can be had: "all of" then asks for one fewer, and what is missed may move.
  return relaxed &&
         std::any_of(model.demands.begin(), model.demands.end(), [](const auto& demand) { return demand.everybody; });
}

// The same people, one of whom is kept back.
std::vector<PersonFacts> without(std::span<const PersonFacts> people, std::size_t person) {
  std::vector<PersonFacts> rest(people.begin(), people.end());
  rest[person].holds.push_back(HoldKind::PartyObjection);
  return rest;
}

// Who of those who go has the same answer. Of a class: as long as nobody waits between them in the order, whoever of
// them drops out leaves the rest standing alike.
class Dropping {
 public:
  struct Alike {
    std::size_t group = 0;
    std::vector<std::size_t> people;  // in the order
    DropOut answer;                   // if the first of them drops out, but for those left behind:
    std::vector<std::size_t> behind;
  };

  Dropping(const explain::Run& run, const Input& input) : run_(run), model_(run.model), input_(input) {
    std::vector<char> open(model_.groups.size(), 0);
    for (std::size_t column = 0; column < model_.cells.size(); ++column)
      if (model_.program.columns[column].high > 0) open[static_cast<std::size_t>(model_.cells[column].group)] = 1;
    std::size_t waiting = 0;
    waiting_before_.resize(model_.facts.size());
    for (const std::size_t person : model_.order) {
      waiting_before_[person] = waiting;
      const int group = model_.group_of[person];
      waiting += group >= 0 && run_.column_of[person] < 0 && open[static_cast<std::size_t>(group)] != 0 ? 1 : 0;
    }
  }

  std::vector<Alike> all() const {
    std::vector<Alike> out;
    for (std::size_t index = 0; index < model_.groups.size(); ++index) {
      if (model_.groups[index].delivered) continue;
      std::size_t before = SIZE_MAX;
      for (const std::size_t person : model_.groups[index].people) {
        if (run_.column_of[person] < 0) break;
        if (waiting_before_[person] != before) out.push_back({index, {}, {}, {}});
        before = waiting_before_[person];
        out.back().people.push_back(person);
      }
    }
    return out;
  }

  // What each thread keeps from one question to the next.
  struct Asked {
    std::int64_t work_left = 0;
    std::unique_ptr<explain::Again> again;
    std::unique_ptr<explain::Kept> kept;
    std::vector<PersonFacts> people;
  };

  base::Result<void> ask(Alike& alike, Asked& asked) const {
    const model::Group& group = model_.groups[alike.group];
    const std::size_t gone = alike.people.front();
    DropOut& drop = alike.answer;
    if (counted_elsewhere(model_, group, run_.relaxed)) {
      if (!run_.plan.sure()) return unknown(alike);
      if (!asked.kept)
        asked.kept = MIDSPAN_TRY(explain::Kept::of(input_.agreement, input_.people, input_.ledger, input_.options));
      asked.people = without(input_.people, gone);
      const explain::Run* then = MIDSPAN_TRY(asked.kept->clear(input_.agreement, asked.people));
      if (!then->plan.sure()) return unknown(alike);
      if (then->relaxed != run_.relaxed) {
        drop.goal = then->relaxed ? "Possible" : "PossibleThen";
        drop.now = then->relaxed ? 1 : 0;
        drop.then = 1 - drop.now;
      }
      compare(alike, then->plan, then->column_of);
      return {};
    }
    const std::size_t next = next_of(group);
    if (next != model::kNobody && waiting_before_[next] == waiting_before_[gone]) {
      drop.instead = {id(next)};  // and nothing else changes
      return {};
    }
    if (!run_.plan.sure()) return unknown(alike);
    model::Plan then = asked.again->without_one(static_cast<int>(alike.group), gone, asked.work_left);
    if (!then.possible && then.proved && !run_.relaxed) {
      then = explain::plan_without_one(model_, true, static_cast<int>(alike.group), gone, asked.work_left);
      drop.goal = "Possible";
      drop.now = 1;
    }
    if (!then.possible || !then.sure()) return unknown(alike);
    compare(alike, then, model::assign(model_, then.values, gone));
    return {};
  }

  // People of a class with the same answer stand together; who of their own class would stay behind with them depends
  // on which of them it is.
  std::vector<DropOut> said(const std::vector<Alike>& all) const {
    std::vector<DropOut> out;
    std::size_t group = SIZE_MAX;
    for (const Alike& alike : all)
      for (const std::size_t person : alike.people) {
        DropOut drop = alike.answer;
        drop.people = {id(person)};
        for (const std::size_t behind : behind_with(alike, person)) drop.left_behind.push_back(id(behind));
        const bool same = group == alike.group && out.back().instead == drop.instead &&
                          out.back().left_behind == drop.left_behind && out.back().goal == drop.goal &&
                          out.back().now == drop.now && out.back().then == drop.then;
        if (same) out.back().people.push_back(drop.people.front());
        else out.push_back(std::move(drop));
        group = alike.group;
      }
    return out;
  }

 private:
  PersonId id(std::size_t person) const { return model_.facts[person].person->id; }

  static base::Result<void> unknown(Alike& alike) {
    alike.answer = {};
    alike.answer.goal = "Limit";
    return {};
  }

  // The first of a class who stays.
  std::size_t next_of(const model::Group& group) const {
    for (const std::size_t person : group.people)
      if (run_.column_of[person] < 0) return person;
    return model::kNobody;
  }

  // The last of a class stay behind, whoever of them has dropped out.
  std::vector<std::size_t> behind_with(const Alike& alike, std::size_t person) const {
    std::vector<std::size_t> behind = alike.behind;
    const auto itself = std::find(behind.begin(), behind.end(), person);
    if (itself == behind.end()) return behind;
    const std::vector<std::size_t>& members = model_.groups[alike.group].people;
    std::size_t first = 0;  // of them to stay behind
    while (std::find(behind.begin(), behind.end(), members[first]) == behind.end()) ++first;
    *itself = members[first - 1];
    std::sort(behind.begin(), behind.end(),
              [&](std::size_t left, std::size_t right) { return model_.rank[left] < model_.rank[right]; });
    return behind;
  }

  void compare(Alike& alike, const model::Plan& then, const std::vector<int>& columns) const {
    DropOut& drop = alike.answer;
    for (std::size_t level = 0; level < then.reached.size() && drop.goal.empty(); ++level)
      if (then.reached[level].value != run_.plan.reached[level].value) {
        drop.goal = then.reached[level].goal;
        drop.now = run_.plan.reached[level].value;
        drop.then = then.reached[level].value;
      }
    for (const std::size_t other : model_.order) {
      if (other >= model_.people_count || other == alike.people.front()) continue;
      if (run_.column_of[other] < 0 && columns[other] >= 0) drop.instead.push_back(id(other));
      if (run_.column_of[other] >= 0 && columns[other] < 0) alike.behind.push_back(other);
    }
  }

  const explain::Run& run_;
  const Model& model_;
  const Input& input_;
  std::vector<std::size_t> waiting_before_;  // by person: how many who stay, and might not, come before in the order
};

}  // namespace

base::Result<DropOuts> drop_outs(const Agreement& agreement, std::span<const PersonFacts> people,
                                 std::span<const Delivery> ledger, const Options& options) {
  Options quiet = options;
  quiet.explain_conflicts = false;
  explain::Run run = MIDSPAN_TRY(explain::run(agreement, people, ledger, quiet));
  const Options quick = quick_options(quiet, kRows);
  const Input input{agreement, people, ledger, quick};
  const Dropping dropping(run, input);
  std::vector<Dropping::Alike> alike = dropping.all();
  std::vector<std::optional<base::Error>> errors(alike.size());
  std::vector<Dropping::Asked> asked(kRows);
  const explain::Again again(run);
  for (Dropping::Asked& each : asked) {
    each.again = std::make_unique<explain::Again>(again);
    each.work_left = 3 * options.limits.answer_work;
  }
  base::for_each_piece(kRows, options.threads, [&](std::size_t piece) {
    for (std::size_t at = piece; at < alike.size(); at += kRows)
      if (auto done = dropping.ask(alike[at], asked[piece]); !done) errors[at] = std::move(done.error());
  });
  for (auto& error : errors)
    if (error) return tl::unexpected(std::move(*error));
  DropOuts out;
  out.people = dropping.said(alike);
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
