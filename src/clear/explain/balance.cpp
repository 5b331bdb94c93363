// SPDX-License-Identifier: Apache-2.0
// What verified deliveries oblige each side to, and what of it has been given: credit and debit, carried.
#include <algorithm>

#include "clear/clear.hpp"
#include "clear/model/builder.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear {

namespace {

using namespace people;
using model::Group;
using model::Model;

// Everybody delivered, with what counts for keys.
template <typename Counts>
std::int64_t delivered(const Model& model, Counts&& counts) {
  std::int64_t total = 0;
  for (const Group& group : model.groups)
    if (group.delivered && !model.goes_along(group) && counts(group)) total += group.size;
  return total;
}

bool dead(const Model& model, const Group& group) {
  const PersonFacts& person = *model.facts[group.people.front()].person;
  return person.remains || person.health == Health::Dead;
}

std::int64_t under_slot(const Model& model, std::size_t slot) {
  return delivered(
      model, [&](const Group& group) { return group.delivered_slot == static_cast<int>(slot) && !group.outside_key; });
}

std::int64_t owed_by_key(const Model& model, const Key& key, const Owed& part) {
  const std::int64_t gained = delivered(model, [&](const Group& group) {
    if (!model.obliges(group, group.delivered_slot)) return false;
    if (part.state == Owed::State::IfAlive && dead(model, group)) return false;
    if (part.state == Owed::State::IfDead && !dead(model, group)) return false;
    if (!key.by.empty() && !model::same_word(key.by, group.delivered_party)) return false;
    return model.group_member(group, key.delivered, group.delivered_slot);
  });
  if (part.all) {
    if (gained <= 0) return 0;
    std::int64_t everybody = 0;
    for (std::size_t person = 0; person < model.people_count; ++person)
      everybody += model.member(person, part.of) ? 1 : 0;
    return everybody;
  }
  switch (key.basis) {
    case Key::Basis::Each: return model::times(gained, part.number.low);
    case Key::Basis::Every: return model::times(gained / key.every.low, part.number.low);
    case Key::Basis::Together: {
      const std::int64_t members = model::pool_members(model, key);
      if (members <= 0) return 0;
      if (gained >= members) return part.number.low;
      return part.number.low < members ? gained * part.number.low / members : gained * (part.number.low / members);
    }
  }
  return 0;
}

class Balances {
 public:
  explicit Balances(const Model& model) : model_(model), lost_(model::lost_places(*model.agreement)) {}

  std::vector<Balance> run() {
    for (std::size_t slot = 0; slot < model_.slots.size(); ++slot) of_slot(slot);
    for (const Article& article : model_.agreement->articles)
      for (const Clause& clause : article.clauses) {
        if (const auto* weight = std::get_if<Weight>(&clause.body)) of_weight(article, *weight);
        if (const auto* bonus = std::get_if<Bonus>(&clause.body)) of_bonus(article, *bonus);
      }
    return std::move(out_);
  }

 private:
  void of_slot(std::size_t index) {
    const model::Slot& slot = model_.slots[index];
    if (slot.reserve) return;
    const Article& article = model_.agreement->articles[static_cast<std::size_t>(slot.article)];
    const ClauseBody& body = article.clauses[static_cast<std::size_t>(slot.clause)].body;
    Balance balance;
    balance.article = article.number;
    balance.party = slot.party;
    balance.population = model_.populations.words_of(*slot.of);
    balance.delivered = under_slot(model_, index);
    for (std::size_t other = 0; other < model_.slots.size(); ++other)
      if (model_.slots[other].reserve && model_.slots[other].article == slot.article)
        balance.delivered += under_slot(model_, other);
    if (const auto* key = std::get_if<Key>(&body)) {
      balance.owed = owed_by_key(model_, *key, key->owed[static_cast<std::size_t>(slot.owed)]);
    } else if (const auto* release = std::get_if<Release>(&body)) {
      const Amount& amount = release->amount;
      if (amount.kind == Amount::Kind::AsManyAs) {
        const int other = model::target_article(*model_.agreement, std::max(0, slot.article - 1), amount.article);
        balance.owed = delivered(model_, [&](const Group& group) {
          return group.delivered_slot >= 0 && model_.obliges(group, group.delivered_slot) &&
                 model_.slots[static_cast<std::size_t>(group.delivered_slot)].article == other &&
                 (amount.party.empty() || model::same_word(group.delivered_party, amount.party));
        });
      } else if (amount.kind == Amount::Kind::AtMost || amount.kind == Amount::Kind::AtMostPercent ||
                 (amount.kind == Amount::Kind::AtLeast && amount.number.high == 0)) {
        balance.owed = balance.delivered;  // a ceiling obliges nobody, nor does "at least 0"
      } else {
        std::int64_t people = 0;
        for (std::size_t person = 0; person < model_.people_count; ++person)
          people += model_.member(person, release->of) ? 1 : 0;
        balance.owed = amount.asks_of(people);
        if (amount.kind == Amount::Kind::Exactly)
          balance.owed -= std::min(balance.owed, model_.failed(static_cast<int>(index), [&](const model::Stop& stop) {
            return lost_.of(stop).article >= 0;
          }));
        // "All" are those who are left: whoever has gone under another article is owed under that one.
        if (amount.kind == Amount::Kind::All)
          balance.owed -= delivered(model_, [&](const Group& group) {
            return group.delivered_slot >= 0 && group.delivered_slot != static_cast<int>(index) &&
                   !(model_.slots[static_cast<std::size_t>(group.delivered_slot)].reserve &&
                     model_.slots[static_cast<std::size_t>(group.delivered_slot)].article == slot.article) &&
                   group.people.front() < model_.people_count && model_.member(group.people.front(), release->of);
          });
      }
    } else if (const auto* choice = std::get_if<Choice>(&body)) {
      balance.owed = choice->amount.asks_of(
          model_.how_many([&](std::size_t person) { return model_.member(person, choice->pool); }));
    }
    out_.push_back(std::move(balance));
  }

  // Whoever has released less weight owes the difference.
  void of_weight(const Article& article, const Weight& rule) {
    const auto weight_of = [&](const std::string& party) {
      std::int64_t total = 0;
      for (const Group& group : model_.groups)
        if (group.delivered && model_.obliges(group, group.delivered_slot) && !model_.goes_along(group) &&
            !model_.facts[group.people.front()].person->remains && model::same_word(group.delivered_party, party))
          total +=
              group.size *
              model::weight_under(*model_.agreement, rule.schedule, model_.facts[group.people.front()]).value_or(0);
      return total;
    };
    const std::int64_t left = weight_of(rule.left), right = weight_of(rule.right);
    Balance balance;
    balance.article = article.number;
    balance.population = rule.schedule;
    balance.weight = true;
    balance.party = left < right ? rule.left : rule.right;
    balance.owed = std::max(left, right);
    balance.delivered = std::min(left, right);
    out_.push_back(std::move(balance));
  }

  void of_bonus(const Article& article, const Bonus& bonus) {
    const std::int64_t gained = delivered(model_, [&](const Group& group) {
      return model_.obliges(group, group.delivered_slot) &&
             model_.group_member(group, bonus.delivered, group.delivered_slot);
    });
    Balance balance;
    balance.article = article.number;
    balance.party = bonus.party;
    balance.population = bonus.what;
    balance.owed = gained / bonus.every.low * bonus.amount.low;
    if (said(bonus.at_most)) balance.owed = std::min(balance.owed, bonus.at_most.low);
    out_.push_back(std::move(balance));
  }

  const Model& model_;
  const model::LostPlaces lost_;
  std::vector<Balance> out_;
};

}  // namespace

base::Result<std::vector<Balance>> balances(const Agreement& agreement, std::span<const PersonFacts> people,
                                            std::span<const Delivery> ledger, const Options& options) {
  const Model model = MIDSPAN_TRY(model::build(agreement, people, ledger, options));
  return Balances(model).run();
}

}  // namespace midspan::clear
