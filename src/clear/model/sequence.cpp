// SPDX-License-Identifier: Apache-2.0
// Phases and their places, the order of hand-overs, families.
#include <algorithm>
#include <map>
#include <set>

#include "clear/model/builder.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

using namespace people;
using solve::kNoLimit;

namespace {

bool is_certified(const Model& model, const Condition& condition) {
  const auto& events = model.options->certified;
  return condition.kind == Condition::Kind::EventCertified &&
         std::any_of(events.begin(), events.end(),
                     [&](const std::string& event) { return same_word(event, condition.event); });
}

}  // namespace

std::optional<base::Message> must_come_first(const Model& model, int article, const Condition& condition) {
  if (is_certified(model, condition)) return std::nullopt;
  const std::string number = model.article_number(article);
  switch (condition.kind) {
    case Condition::Kind::EventCertified:
      return base::Message{"CLR-140",
                           {{"article", number},
                            {"event", condition.event},
                            {"certifier", condition.certifier.empty() ? "none" : condition.certifier}}};
    case Condition::Kind::DateReached:
      if (!condition.day) return std::nullopt;
      return base::Message{"CLR-144", {{"article", number}, {"day", base::format_day(*condition.day)}}};
    case Condition::Kind::ArticleComplete:
      return base::Message{"CLR-145", {{"article", number}, {"other", condition.name}}};
    case Condition::Kind::PhaseComplete:
      return base::Message{"CLR-146", {{"article", number}, {"phase", condition.name}}};
    case Condition::Kind::ReceivedAll:
      return base::Message{"CLR-147", {{"article", number}, {"party", condition.name}}};
  }
  return std::nullopt;
}

std::optional<Condition> begins_with(const When& when) {
  if (when.kind != When::Kind::After && when.kind != When::Kind::From) return std::nullopt;
  Condition condition;
  condition.event = when.name;
  condition.day = when.date;
  if (when.name.empty()) condition.kind = Condition::Kind::DateReached;
  return condition;
}

void Builder::carriers(const PhaseRule& first) {
  // What the carriers of a phase take together. One that no phase is named for may go as often as it takes: it is for
  // the plan of the day, and no limit on who goes.
  if (first.phase.empty()) return;
  std::int64_t places = 0, stretchers = 0;
  bool earlier = true, lying = false;
  for (const Article& article : agreement_.articles)
    for (const Clause& clause : article.clauses) {
      const auto* rule = std::get_if<PhaseRule>(&clause.body);
      if (rule == nullptr || rule->carrier.empty() || !same_word(rule->phase, first.phase)) continue;
      if (rule == &first) earlier = false;
      else if (earlier) return;  // said with the first of them
      places += std::max(rule->at_most.low, rule->at_most.high);
      stretchers += std::max(rule->stretchers.low, rule->stretchers.high);
      lying = lying || said(rule->stretchers);
    }
  PhaseRule together = first;
  together.carrier.clear();
  together.at_most.low = together.at_most.high = places;
  together.stretchers = {};
  together.stretchers.low = together.stretchers.high = stretchers;
  together.stretchers.open = lying;  // none at all, where that is said
  rows(together);
}

void Builder::rows(const PhaseRule& rule) {
  if (!rule.carrier.empty()) return carriers(rule);
  for (std::size_t phase = 0; phase < model_.phases.size(); ++phase) {
    if (!rule.phase.empty() && !same_word(model_.phases[phase], rule.phase)) continue;
    Where where;
    where.phase = static_cast<int>(phase);
    const Sum terms = sum(where);
    if (said(rule.at_most) && !terms.empty())
      row(terms, -kNoLimit, std::max(std::max(rule.at_most.low, rule.at_most.high), fixed(terms)),
          "places in " + model_.phases[phase]);
    if (rule.at_least.low > 0)
      demand(terms, rule.at_least.low, kNoLimit, Demand::Kind::Release, "people in " + model_.phases[phase],
             rule.at_least.low);
    if (said(rule.stretchers)) {
      where.weight = [&](const Group& group) {
        return model_.facts[group.people.front()].person->health == Health::GravelyIll ? 1 : 0;
      };
      const Sum lying = sum(where);
      if (!lying.empty())
        row(lying, -kNoLimit, std::max({rule.stretchers.low, rule.stretchers.high, fixed(lying)}),
            "stretchers in " + model_.phases[phase]);
    }
  }
  for (const Condition& condition : rule.begins_when) pending(condition);
  for (const Condition& condition : rule.suspended_when)
    if (is_certified(model_, condition))
      model_.pending.push_back(
          {"CLR-142",
           {{"article", model_.article_number(article_)}, {"phase", rule.phase}, {"event", condition.event}}});
}

// What has been suspended is still owed: the plan says who goes once it is taken up again, and that nobody does before.
void Builder::suspended(const Sequencing& rule) {
  std::string articles;
  for (const std::string& each : rule.articles) articles += (articles.empty() ? "" : ", ") + each;
  for (const Condition& condition : rule.conditions)
    if (is_certified(model_, condition))
      model_.pending.push_back({rule.left.empty() ? "CLR-141" : "CLR-143",
                                {{"article", model_.article_number(article_)},
                                 {"articles", articles},
                                 {"party", rule.left},
                                 {"event", condition.event}}});
}

void Builder::pending(const Condition& condition) {
  if (condition.kind != Condition::Kind::EventCertified) return;
  if (auto message = must_come_first(model_, article_, condition))
    if (std::find(model_.pending.begin(), model_.pending.end(), *message) == model_.pending.end())
      model_.pending.push_back(std::move(*message));
}

void Builder::pending(const When& when) {
  if (const auto condition = begins_with(when)) pending(*condition);
}

int Builder::used(const Sum& terms, const std::string& name) {
  const int on = helper(0, 1);
  Sum limit = terms;
  limit[on] -= std::max<std::int64_t>(1, most(terms));
  row(limit, -kNoLimit, 0, name, -1);
  return on;
}

void Builder::rows(const Sequencing& rule) {
  const int phases = static_cast<int>(model_.phases.size());
  if (rule.kind == Sequencing::Kind::OneRound && phases > 1) {
    Sum rounds;
    for (int phase = 0; phase < phases; ++phase) {
      Where where;
      where.phase = phase;
      const Sum terms = sum(where);
      if (!terms.empty() && fixed(terms) == 0) rounds[used(terms, "a round")] = 1;
    }
    row(rounds, -kNoLimit, 1, "one round");
  } else if (rule.kind == Sequencing::Kind::NeverAhead) {
    for (int phase = 0; phase < phases; ++phase) {
      Where where;
      where.until = phase;
      where.in_key = true;
      where.party = folded(rule.left);
      Sum ahead = sum(where);
      where.party = folded(rule.right);
      add(ahead, sum(where), -1);
      row(ahead, -kNoLimit, std::max(rule.number.low, fixed(ahead)), "never ahead");
    }
  } else if (rule.kind == Sequencing::Kind::RoundsOf) {
    for (int phase = 0; phase < phases; ++phase) {
      Sum acting;
      std::int64_t acted = 0;  // by what has been handed over
      for (const std::string& party : agreement_.parties) {
        Where where;
        where.phase = phase;
        where.party = folded(party);
        const Sum terms = sum(where);
        if (!terms.empty()) acting[used(terms, "acts in the round")] = 1;
        if (fixed(terms) > 0) ++acted;
      }
      if (!acting.empty()) row(acting, -kNoLimit, std::max(rule.number.low, acted), "parties in one round");
    }
  } else if (rule.kind == Sequencing::Kind::FirstMover) {
    // In each phase, left releases only after right has: nobody of left goes in a phase in which nobody of right does.
    for (int phase = 0; phase < phases; ++phase) {
      Where where;
      where.phase = phase;
      where.party = folded(rule.left);
      Sum second = sum(where);
      where.party = folded(rule.right);
      const Sum first = sum(where);
      if (second.empty()) continue;
      const std::int64_t limit = std::max<std::int64_t>(1, most(second));
      if (fixed(second) > 0) continue;
      add(second, first, -limit);
      row(second, -kNoLimit, 0, "first mover");
    }
  } else if (rule.kind == Sequencing::Kind::Suspended) {
    suspended(rule);
  } else if (rule.kind == Sequencing::Kind::After) {
    for (const Condition& condition : rule.conditions) {
      pending(condition);
      if (condition.kind == Condition::Kind::ArticleComplete || condition.kind == Condition::Kind::ReceivedAll)
        after(rule, condition);
    }
  }
}

void Builder::after(const Sequencing& rule, const Condition& condition) {
  const int first = target_article(agreement_, article_, condition.name);
  std::vector<std::string> followers = rule.articles;
  if (followers.empty()) followers.push_back(model_.article_number(article_));
  for (const std::string& follower : followers) {
    const int second = target_article(agreement_, article_, follower);
    if (first < 0 || second < 0 || first == second) continue;
    for (std::size_t phase = 0; phase + 1 < model_.phases.size(); ++phase) {
      Where begun;
      begun.article = second;
      begun.until = static_cast<int>(phase);
      const Sum early = sum(begun);
      if (early.empty() || fixed(early) > 0) continue;  // it has begun
      const int on = used(early, "begun by " + model_.phases[phase]);
      Where where;
      where.article = first;
      Sum late = sum(where);
      where.until = static_cast<int>(phase);
      add(late, sum(where), -1);
      const std::int64_t limit = most(late);
      late[on] += limit;
      row(late, -kNoLimit, limit, "complete before Article " + follower + " begins");
    }
  }
}

void Builder::rows(const FamilyRule& rule) {
  std::map<std::string, std::vector<int>> families;
  for (std::size_t index = 0; index < model_.groups.size(); ++index) {
    const Group& group = model_.groups[index];
    const Facts& person = model_.facts[group.people.front()];
    if (group.delivered || person.person->family_unit.empty()) continue;
    const bool everyone = rule.who.kind == Set::Kind::Persons && rule.who.filters.empty();
    if (everyone || group.accompanies || model_.populations.contains(rule.who, person))
      families[folded(person.person->family_unit)].push_back(static_cast<int>(index));
  }
  for (const auto& [family, members] : families)
    for (std::size_t at = 0; at < members.size(); ++at) family_pair(rule, members, at);
}

int leader_of(const Model& model, const std::vector<int>& members, int minor) {
  const auto group = [&](int at) -> const Group& { return model.groups[static_cast<std::size_t>(at)]; };
  const auto goes_too = [&](int other) {
    if (group(other).accompanies || group(other).apart) return false;
    for (std::size_t slot = 0; slot < group(minor).slots.size(); ++slot)
      if (group(minor).slots[slot] != 0 && group(other).slots[slot] != 0) return true;
    return false;
  };
  const auto grown = std::find_if(members.begin(), members.end(), goes_too);
  if (grown != members.end()) return *grown;
  return *std::find_if(members.begin(), members.end(), [&](int at) { return group(at).accompanies; });
}

void Builder::family_pair(const FamilyRule& rule, const std::vector<int>& members, std::size_t at) {
  const auto cells_of = [&](int group, int phase, int place) {
    Sum terms;
    for (const int column : model_.groups[static_cast<std::size_t>(group)].cells) {
      const Cell& cell = model_.cells[static_cast<std::size_t>(column)];
      if ((phase < 0 || cell.phase == phase) && (place < 0 || cell.place == place)) terms[column] = 1;
    }
    return terms;
  };
  const int phases = static_cast<int>(model_.phases.size()), places = static_cast<int>(model_.places.size());
  if (rule.kind == FamilyRule::Kind::SamePhase) {
    // Not: one in this phase, the other in another.
    for (std::size_t before = 0; before < at; ++before)
      for (int phase = 0; phase < phases && phases > 1; ++phase) {
        Sum apart = cells_of(members[at], phase, -1);
        add(apart, cells_of(members[before], -1, -1), 1);
        add(apart, cells_of(members[before], phase, -1), -1);
        if (!apart.empty()) row(apart, -kNoLimit, 1, "one family in one phase");
      }
    return;
  }
  const bool minors = rule.kind == FamilyRule::Kind::MinorsAccompany;
  if (minors && !model_.groups[static_cast<std::size_t>(members[at])].accompanies) return;
  const int leader = minors ? leader_of(model_, members, members[at]) : members.front();
  if (leader == members[at]) return;
  for (int phase = 0; phase < phases; ++phase)
    for (int place = 0; place < places; ++place) {
      Sum together = cells_of(members[at], phase, place);
      add(together, cells_of(leader, phase, place), -1);
      if (!together.empty()) row(together, 0, 0, "one family together");
    }
}

void Builder::rows(const Gate& gate) {
  if (gate.kind == Gate::Kind::NotBefore) pending(gate.before);
}

void Builder::rows(const Consideration& consideration) {
  if (consideration.certifier.empty()) return;
  Condition condition;
  condition.event = consideration.gives;
  condition.certifier = consideration.certifier;
  pending(condition);
}

}  // namespace midspan::clear::model
