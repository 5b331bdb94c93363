// SPDX-License-Identifier: Apache-2.0
// What deliveries oblige the other side to, and balances by weight.
#include <algorithm>
#include <map>
#include <set>

#include "clear/model/builder.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

using namespace people;
using solve::kNoLimit;

namespace {

// How many an article promises to release.
std::int64_t promised_under(const Model& model, const Set& released) {
  std::int64_t promised = 0;
  for (const Article& article : model.agreement->articles)
    for (const Clause& clause : article.clauses) {
      const auto* release = std::get_if<Release>(&clause.body);
      if (release == nullptr || article.number != released.name) continue;
      const std::int64_t people = model.how_many([&](std::size_t person) {
        return model.member(person, release->of) &&
               model.populations.contains(released, model.facts[person], article.number);
      });
      promised += released.filters.empty() ? release->amount.asks_of(people) : people;
    }
  return promised;
}

std::int64_t group_size(const Model& model, const Key& key) {
  return model.how_many([&](std::size_t person) { return model.member(person, key.delivered); });
}

}  // namespace

void Builder::rows(const Key& key) {
  pending(key.when);
  Where delivered;
  delivered.set = &key.delivered;
  delivered.party = folded(key.by);
  delivered.in_key = true;
  for (std::size_t owed = 0; owed < key.owed.size(); ++owed) {
    const Owed& part = key.owed[owed];
    const int slot = slot_of(static_cast<int>(owed));
    delivered.alive = part.state == Owed::State::IfAlive ? 1 : part.state == Owed::State::IfDead ? 0 : -1;
    delivered.until = -1;
    const Sum gained = sum(delivered);
    const Sum paid = released_by_slot(slot, true);
    const std::string name = "owed for " + Populations::name_of(key.delivered);
    if (part.all) {
      all_if_any(part, slot, gained, name);
      continue;
    }
    if (key.by_rank) rank_for_rank(paid, delivered, part.number.low, name);
    else demand(due(key, part, gained, paid, name), 0, 0, Demand::Kind::Rule, name, 0);
    never_before(key, part, slot, delivered, name);
  }
}

Sum Builder::due(const Key& key, const Owed& part, const Sum& gained, const Sum& paid, const std::string& name) {
  if (key.basis == Key::Basis::Every) return every(key, part, gained, paid, name);
  if (key.basis == Key::Basis::Together) return pool(key, part, gained, paid, name);
  Sum balance = paid;
  add(balance, gained, -part.number.low);
  return balance;
}

void Builder::never_before(const Key& key, const Owed& part, int slot, Where delivered, const std::string& name) {
  Where paid;
  paid.slot = slot;
  paid.counted_only = true;
  for (std::size_t phase = 0; phase + 1 < model_.phases.size(); ++phase) {
    paid.until = delivered.until = static_cast<int>(phase);
    const Sum early = sum(paid);
    if (early.empty()) continue;
    const Sum ahead = due(key, part, sum(delivered), early, name);
    row(ahead, -kNoLimit, std::max<std::int64_t>(0, fixed(ahead)), name + " by " + model_.phases[phase]);
  }
}

void Builder::all_if_any(const Owed& part, int slot, const Sum& gained, const std::string& name) {
  const int any = helper(0, 1);
  Sum at_least = gained, at_most = gained;
  at_least[any] -= 1;
  row(at_least, 0, kNoLimit, name + ": fires", -1);
  at_most[any] -= std::max<std::int64_t>(1, most(gained));
  row(at_most, -kNoLimit, 0, name + ": fires", -1);
  Where everyone;
  everyone.slot = slot;
  everyone.set = &part.of;
  Sum cells;
  const std::int64_t free = free_people(everyone, &cells);
  cells[any] -= free;
  demand(cells, 0, kNoLimit, Demand::Kind::Rule, name, 0);
  Where mine;
  mine.slot = slot;
  Sum idle = sum(mine);
  const std::int64_t gone = fixed(idle);
  idle[any] -= std::max<std::int64_t>(1, most(idle));
  row(idle, -kNoLimit, gone, name);
}

Sum Builder::every(const Key& key, const Owed& part, const Sum& gained, const Sum& paid, const std::string& name) {
  const std::int64_t each = key.every.low;
  const int whole = helper(0, most(gained) / each);
  Sum rest = gained;
  rest[whole] -= each;
  row(rest, 0, each - 1, name + ": whole " + std::to_string(each), -1);
  Sum balance = paid;
  balance[whole] -= part.number.low;
  return balance;
}

Sum Builder::pool(const Key& key, const Owed& part, const Sum& gained, const Sum& paid, const std::string& name) {
  const std::int64_t members = pool_members(model_, key);
  if (members <= 0) return paid;
  const std::int64_t share = part.number.low / members, rest = part.number.low % members;
  Sum balance = paid, counted = gained;
  // Whoever is delivered beyond the group's number brings nobody: it pays its number and no more.
  const bool all = key.delivered.kind != Set::Kind::ReleasedUnder && members >= group_size(model_, key) + fixed(gained);
  if (const std::int64_t room = most(gained) - members; room > 0 && !all) {
    const int beyond = helper(0, room), full = helper(0, 1);
    counted[beyond] -= 1;
    row(counted, -kNoLimit, members, name + ": no more than its number", -1);
    Sum complete = counted;
    complete[full] -= members;
    row(complete, 0, kNoLimit, name + ": its number", -1);
    row({{beyond, 1}, {full, -room}}, -kNoLimit, 0, name + ": beyond its number", -1);
  }
  if (share == 0) {  // fewer than one for each: as many as those delivered make whole
    const int whole = helper(0, times(std::min(most(gained), members), part.number.low) / members);
    Sum fraction;
    add(fraction, counted, part.number.low);
    fraction[whole] -= members;
    row(fraction, 0, members - 1, name + ": whole", -1);
    balance[whole] -= 1;
    return balance;
  }
  add(balance, counted, -share);
  if (rest != 0) {
    const int last = helper(0, 1);
    Sum reaches = counted;
    reaches[last] -= members;
    row(reaches, 0, kNoLimit, name + ": the last", -1);
    Sum below = counted;
    below[last] -= std::max<std::int64_t>(1, std::min(most(gained), members));
    row(below, -kNoLimit, members - 1, name + ": the last", -1);
    balance[last] -= rest;
  }
  return balance;
}

std::int64_t pool_members(const Model& model, const Key& key) {
  if (said(key.every)) return key.every.low;
  if (key.delivered.kind == Set::Kind::ReleasedUnder) return promised_under(model, key.delivered);
  for (const Article& article : model.agreement->articles)
    for (const Clause& clause : article.clauses) {
      if (const auto* part = std::get_if<Composition>(&clause.body))
        if (part->who == key.delivered && part->amount.kind == Amount::Kind::Exactly) return part->amount.number.low;
      if (const auto* release = std::get_if<Release>(&clause.body))
        if (release->of == key.delivered && release->amount.kind == Amount::Kind::Exactly)
          return release->amount.number.low;
    }
  return group_size(model, key);
}

void Builder::rows(const Weight& rule) {
  Where where;
  where.in_key = true;
  where.weight = [&](const Group& group) -> std::int64_t {
    const Facts& first = model_.facts[group.people.front()];
    return first.person->remains ? 0 : weight_under(agreement_, rule.schedule, first).value_or(0);
  };
  where.party = folded(rule.left);
  Sum difference = sum(where);
  where.party = folded(rule.right);
  add(difference, sum(where), -1);
  if (rule.carrying) {
    Sum negative;
    add(negative, difference, -1);
    const std::int64_t limit = std::max(most(difference), most(negative));
    const int carried = helper(-limit, limit), distance = helper(0, limit);
    Sum definition = difference;
    definition[carried] -= 1;
    row(definition, 0, 0, "the difference carried", -1);
    row({{distance, 1}, {carried, -1}}, 0, kNoLimit, "its size", -1);
    row({{distance, 1}, {carried, 1}}, 0, kNoLimit, "its size", -1);
    model_.carried.push_back({article_, carried, distance});
  } else {
    demand(difference, 0, 0, Demand::Kind::Rule, "the same weight", 0);
  }
}

}  // namespace midspan::clear::model
