// SPDX-License-Identifier: Apache-2.0
// One order of all people: what the articles of priority say, then the goals that order, then the agreement's own rule
// for ties, then the published commitments. It decides who of equals goes, and never how many.
#include <algorithm>
#include <limits>
#include <optional>

#include "base/bytes.hpp"
#include "clear/model/model.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

using namespace people;

constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

std::int64_t list_position(const Model& model, std::size_t person, const std::string& list) {
  const PersonFacts& facts = *model.facts[person].person;
  const std::string wanted = folded(list);
  for (std::size_t at = 0; at < facts.lists.size(); ++at)
    if ((list.empty() || model.facts[person].lists[at] == wanted) && at < facts.list_positions.size())
      return facts.list_positions[at];
  return kLast;
}

bool holds(const Model& model, std::size_t person, Filter::Kind kind) {
  return model.populations.is(kind, model.facts[person]);
}

bool is_named(const Model& model, std::size_t person) {
  for (const Article& article : model.agreement->articles)
    for (const Clause& clause : article.clauses)
      if (const auto* named = std::get_if<Named>(&clause.body))
        if (model.populations.contains(named->who, model.facts[person])) return true;
  return false;
}

std::int64_t key_of(const Model& model, std::size_t person, OrderKey key) {
  const PersonFacts& facts = *model.facts[person].person;
  switch (key) {
    case OrderKey::IllOrWounded: return holds(model, person, Filter::Kind::IllOrWounded) ? 0 : 1;
    case OrderKey::LongestHeld: return facts.since().known() ? facts.since().earliest : kLast;
    case OrderKey::Oldest: return facts.birth.known() ? facts.birth.earliest : kLast;
    case OrderKey::Youngest: return facts.birth.known() ? -std::int64_t{facts.birth.latest} : kLast;
    case OrderKey::Minors: return holds(model, person, Filter::Kind::Minor) ? 0 : 1;
    case OrderKey::Women: return facts.sex == Sex::Female ? 0 : 1;
    case OrderKey::ListOrder: return list_position(model, person, "");
    case OrderKey::Named: return is_named(model, person) ? 0 : 1;
    case OrderKey::Alive: return holds(model, person, Filter::Kind::Alive) ? 0 : 1;
    case OrderKey::HigherRank: {
      std::int64_t best = 0;
      for (const Schedule& schedule : model.agreement->schedules)
        if (const auto weight = weight_under(*model.agreement, schedule.name, model.facts[person]))
          best = std::max(best, *weight);
      return -best;
    }
  }
  return kLast;
}

std::optional<OrderKey> tie_key(const std::string& rule) {
  std::string word = folded(rule);
  if (word.rfind("the ", 0) == 0) word.erase(0, 4);
  if (word == "longest held" || word == "longest held first") return OrderKey::LongestHeld;
  if (word == "oldest" || word == "oldest first") return OrderKey::Oldest;
  if (word == "youngest" || word == "youngest first") return OrderKey::Youngest;
  if (word == "list order" || word == "order of the list") return OrderKey::ListOrder;
  return std::nullopt;
}

// A place in the order that is asked of each person, not of a kind: dates and lines of lists.
struct Own {
  std::size_t at = 0;
  OrderKey key = OrderKey::ListOrder;
  std::string list;
};

struct Keys {
  std::vector<std::int64_t> numbers;
  std::vector<Own> own;
};

bool is_own(OrderKey key) {
  return key == OrderKey::LongestHeld || key == OrderKey::Oldest || key == OrderKey::Youngest ||
         key == OrderKey::ListOrder;
}

// Of a kind, by its first person.
Keys keys_of(const Model& model, std::size_t person) {
  const Agreement& agreement = *model.agreement;
  Keys keys;
  const auto add = [&](bool within, OrderKey key) {
    if (within && is_own(key)) keys.own.push_back({keys.numbers.size(), key, ""});
    keys.numbers.push_back(within && !is_own(key) ? key_of(model, person, key) : 0);
  };
  const auto add_list = [&](const std::string& list) {
    keys.own.push_back({keys.numbers.size(), OrderKey::ListOrder, list});
    keys.numbers.push_back(0);
  };
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses) {
      if (const auto* priority = std::get_if<Priority>(&clause.body)) {
        const bool within = model.populations.contains(priority->within, model.facts[person]);
        std::int64_t tier = 0;
        if (within && !priority->classes.empty()) {
          while (tier < static_cast<std::int64_t>(priority->classes.size()) &&
                 !model.populations.contains(priority->classes[static_cast<std::size_t>(tier)], model.facts[person]))
            ++tier;
        }
        keys.numbers.push_back(tier);
        for (const OrderKey key : priority->keys) add(within, key);
      } else if (const auto* substitute = std::get_if<Substitute>(&clause.body)) {
        if (substitute->in_its_order && model.populations.contains(substitute->reserve, model.facts[person]))
          add_list(Populations::name_of(substitute->reserve));
        else keys.numbers.push_back(0);
      }
    }
  for (const Goal& goal : agreement.goals)
    if (goal.kind == Goal::Kind::OrderFirst)
      add(!goal.has_set || model.populations.contains(goal.of, model.facts[person]), goal.order);
  if (const auto key = tie_key(agreement.tie_break)) add(true, *key);
  else if (!agreement.tie_break.empty()) add_list(agreement.tie_break);
  return keys;
}

std::string last_key(const Model& model, std::size_t person) {
  const PersonFacts& facts = *model.facts[person].person;
  const std::string& commitment = facts.commitment.empty() ? facts.id.text() : facts.commitment;
  return model.options->lot_seed.empty() ? commitment
                                         : base::to_hex(base::sha256(model.options->lot_seed + commitment));
}

}  // namespace

std::optional<std::int64_t> weight_under(const Agreement& agreement, const std::string& schedule, const Facts& person) {
  for (const Schedule& table : agreement.schedules) {
    if (!schedule.empty() && !same_word(table.name, schedule)) continue;
    for (const ScheduleLine& line : table.lines) {
      const std::string rank = folded(line.rank);
      if (rank == person.rank ||
          std::find(person.categories.begin(), person.categories.end(), rank) != person.categories.end())
        return line.weight.low;
    }
  }
  return std::nullopt;
}

void make_order(Model& model) {
  std::vector<Keys> of_kind;
  for (const Model::Kind& kind : model.kinds) of_kind.push_back(keys_of(model, kind.person));
  const std::size_t people = model.facts.size();
  std::size_t width = 0;
  std::vector<std::int64_t> numbers;  // by person, `width` of them each
  std::vector<std::string> last;
  for (std::size_t person = 0; person < people; ++person) {
    const Keys own = person < model.people_count ? Keys() : keys_of(model, person);
    const Keys& keys = person < model.people_count ? of_kind[static_cast<std::size_t>(model.kind_of[person])] : own;
    width = keys.numbers.size();
    numbers.insert(numbers.end(), keys.numbers.begin(), keys.numbers.end());
    for (const Own& each : keys.own)
      numbers[person * width + each.at] =
          each.key == OrderKey::ListOrder ? list_position(model, person, each.list) : key_of(model, person, each.key);
    last.push_back(last_key(model, person));
  }
  const auto first_of = [&](std::size_t person) {
    return numbers.begin() + static_cast<std::ptrdiff_t>(person * width);
  };
  const auto compared = [&](std::size_t left, std::size_t right) {
    for (auto one = first_of(left), other = first_of(right), end = one + static_cast<std::ptrdiff_t>(width); one != end;
         ++one, ++other)
      if (*one != *other) return *one < *other ? -1 : 1;
    return 0;
  };
  model.order.resize(people);
  for (std::size_t at = 0; at < people; ++at) model.order[at] = at;
  std::sort(model.order.begin(), model.order.end(), [&](std::size_t left, std::size_t right) {
    if (const int by_numbers = compared(left, right); by_numbers != 0) return by_numbers < 0;
    if (const int by_last = last[left].compare(last[right]); by_last != 0) return by_last < 0;
    return model.facts[left].person->id < model.facts[right].person->id;
  });
  model.rank.resize(people);
  for (std::size_t at = 0; at < people; ++at) model.rank[model.order[at]] = at;
  model.tier.assign(people, 0);
  for (std::size_t at = 1; at < people; ++at) {
    const std::size_t before = model.order[at - 1], person = model.order[at];
    model.tier[person] = model.tier[before] + (compared(before, person) != 0 ? 1 : 0);
  }
}

std::string ordered_by(const Model& model, std::size_t first, std::size_t second) {
  const Agreement& agreement = *model.agreement;
  const auto tier = [&](const Priority& rule, std::size_t person) {
    std::size_t at = 0;
    if (model.populations.contains(rule.within, model.facts[person]))
      while (at < rule.classes.size() && !model.populations.contains(rule.classes[at], model.facts[person])) ++at;
    return at;
  };
  const auto differ = [&](bool one, bool other, OrderKey key) {
    return (one ? key_of(model, first, key) : 0) != (other ? key_of(model, second, key) : 0);
  };
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses) {
      const auto* rule = std::get_if<Priority>(&clause.body);
      if (rule == nullptr) continue;
      if (tier(*rule, first) != tier(*rule, second)) return article.number;
      const bool one = model.populations.contains(rule->within, model.facts[first]);
      const bool other = model.populations.contains(rule->within, model.facts[second]);
      for (const OrderKey key : rule->keys)
        if (differ(one, other, key)) return article.number;
    }
  return {};
}

}  // namespace midspan::clear::model
