// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "clear/explain/explain.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::explain {

namespace {

using namespace people;
using model::Model;
using model::Stop;
using model::StopKind;

std::string or_none(const std::string& word) { return word.empty() ? "none" : word; }

std::string keyword(std::string word) {  // what a sentence can select on
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

}  // namespace

base::Message message_of(const Model& model, const Stop& stop) {
  const std::string article = model.article_number(stop.owner);
  switch (stop.kind) {
    case StopKind::NotHeld: return {"CLR-120", {}};
    case StopKind::NotAcknowledged: return {"CLR-121", {}};
    case StopKind::Gone: return {"CLR-122", {{"answer", stop.detail}}};
    case StopKind::Dead: return {"CLR-123", {}};
    case StopKind::NotDelivered: return {"CLR-124", {{"outcome", keyword(stop.detail)}}};
    case StopKind::Hold:
      if (stop.owner < 0) return {"CLR-125", {{"hold", stop.detail}}};
      return {"CLR-126", {{"article", article}, {"hold", stop.detail}}};
    case StopKind::ConsentRefused:
      if (stop.owner < 0) return {"CLR-127", {}};
      return {"CLR-128", {{"article", article}}};
    case StopKind::ConsentMissing:
      if (stop.detail.empty()) return {"CLR-129", {{"article", article}}};
      return {"CLR-130", {{"article", article}, {"place", stop.detail}}};
    case StopKind::Excluded: return {"CLR-131", {{"article", article}, {"ground", or_none(stop.detail)}}};
    case StopKind::NoWeight: return {"CLR-132", {{"rank", or_none(stop.detail)}}};
    case StopKind::DestinationRefused: return {"CLR-133", {{"place", stop.detail}}};
    case StopKind::HeldElsewhere: return {"CLR-134", {{"holder", or_none(stop.detail)}}};
  }
  return {"CLR-120", {}};
}

namespace {

// Somebody of the family with whom alone this person may travel, and who may not.
bool family_holds_back(const Model& model, std::size_t person) {
  const int own = model.group_of[person];
  const std::string& family = model.facts[person].person->family_unit;
  if (own < 0 || family.empty()) return false;
  const auto barred = [&](const model::Group& group) {
    return std::all_of(group.cells.begin(), group.cells.end(),
                       [&](int cell) { return !model.cells[static_cast<std::size_t>(cell)].stops.empty(); });
  };
  for (const Article& article : model.agreement->articles)
    for (const Clause& clause : article.clauses) {
      const auto* rule = std::get_if<FamilyRule>(&clause.body);
      if (rule == nullptr || rule->kind == FamilyRule::Kind::SamePhase) continue;
      const bool everyone = rule->who.kind == Set::Kind::Persons && rule->who.filters.empty();
      std::vector<int> members;
      for (std::size_t at = 0; at < model.groups.size(); ++at) {
        const model::Group& group = model.groups[at];
        const model::Facts& facts = model.facts[group.people.front()];
        if (group.delivered || !model::same_word(facts.person->family_unit, family)) continue;
        if (everyone || group.accompanies || model.populations.contains(rule->who, facts))
          members.push_back(static_cast<int>(at));
      }
      if (std::find(members.begin(), members.end(), own) == members.end()) continue;
      for (const int member : members) {
        const model::Group& group = model.groups[static_cast<std::size_t>(member)];
        if (member == own || !barred(group)) continue;
        if (rule->kind == FamilyRule::Kind::TravelTogether) return true;
        if (group.accompanies && model::leader_of(model, members, member) == own) return true;
        const bool along = model.groups[static_cast<std::size_t>(own)].accompanies;
        if (along && model::leader_of(model, members, own) == member) return true;
      }
    }
  return false;
}

}  // namespace

std::vector<base::Message> reasons_against(const Model& model, std::size_t person) {
  std::vector<base::Message> reasons;
  const std::vector<Stop> stops = model.stops_against(person);
  for (const Stop& stop : stops) {
    // What an article says as well is told as its own.
    const bool said =
        stop.owner < 0 && std::any_of(
                              stops.begin(), stops.end(),
                              [&](const Stop& other) {
                                return other.owner >= 0 && other.kind == stop.kind && other.detail == stop.detail;
                              });
    if (said) continue;
    base::Message message = message_of(model, stop);
    if (std::find(reasons.begin(), reasons.end(), message) == reasons.end()) reasons.push_back(std::move(message));
  }
  if (reasons.empty() && family_holds_back(model, person)) reasons.push_back({"CLR-135", {}});
  if (reasons.empty()) reasons.push_back({model.group_of[person] < 0 ? "CLR-137" : "CLR-136", {}});
  return reasons;
}

namespace {

// Those of a clause stand together, in the order of the clauses.
std::span<const model::Demand> demands_of(const Model& model, int article, int clause) {
  const auto before = [](const model::Demand& demand, std::pair<int, int> at) {
    return std::pair(demand.owner, demand.clause) < at;
  };
  const auto first = std::lower_bound(model.demands.begin(), model.demands.end(), std::pair(article, clause), before);
  const auto end = std::lower_bound(first, model.demands.end(), std::pair(article, clause + 1), before);
  return {first, end};
}

}  // namespace

std::vector<ArticleCount> counts(const Model& model, const std::vector<std::int64_t>& values) {
  std::vector<ArticleCount> out;
  std::vector<std::int64_t> given(model.slots.size(), 0), delivered(given), accompanying(given);
  for (std::size_t column = 0; column < model.cells.size(); ++column) {
    const model::Cell& cell = model.cells[column];
    if (cell.slot < 0 || values.empty()) continue;
    given[static_cast<std::size_t>(cell.slot)] += values[column];
    const model::Group& group = model.groups[static_cast<std::size_t>(cell.group)];
    if (group.delivered) delivered[static_cast<std::size_t>(cell.slot)] += values[column];
    if (model.goes_along(group)) accompanying[static_cast<std::size_t>(cell.slot)] += values[column];
  }
  std::vector<std::vector<int>> open(model.slots.size());  // classes with a cell that nothing stands in the way of
  for (const model::Cell& cell : model.cells) {
    if (cell.slot < 0 || !cell.stops.empty()) continue;
    std::vector<int>& classes = open[static_cast<std::size_t>(cell.slot)];
    if (classes.empty() || classes.back() != cell.group) classes.push_back(cell.group);
  }
  for (std::size_t slot = 0; slot < model.slots.size(); ++slot) {
    const model::Slot& release = model.slots[slot];
    ArticleCount count;
    count.article = model.article_number(release.article);
    count.party = release.party;
    count.population = model::Populations::words_of(*release.of);
    count.words = model::Populations::written_of(*release.of);
    for (const Model::Kind& kind : model.kinds) {
      if (!model.member(kind.person, *release.of, static_cast<int>(slot)) || model.another_releases(kind.person, slot))
        continue;
      count.in_population += kind.size;
      const std::vector<int>& classes = open[slot];
      if (std::binary_search(classes.begin(), classes.end(), model.group_of[kind.person])) count.eligible += kind.size;
    }
    count.given = given[slot];
    count.delivered = delivered[slot];
    count.accompanying = accompanying[slot];
    if (release.reserve && count.given == 0) continue;  // a reserve that nobody needed
    count.asked = count.given;
    const auto& body = model.agreement->articles[static_cast<std::size_t>(release.article)]
                           .clauses[static_cast<std::size_t>(release.clause)]
                           .body;
    if (const auto* clause = std::get_if<Release>(&body); clause != nullptr && !release.reserve) {
      switch (clause->amount.kind) {
        case Amount::Kind::All:
          // Whoever goes under another article is not asked for here: "half now and the rest later".
          count.asked = count.in_population;
          for (std::size_t column = 0; column < model.cells.size() && !values.empty(); ++column) {
            const model::Cell& cell = model.cells[column];
            const std::size_t person = model.groups[static_cast<std::size_t>(cell.group)].people.front();
            if (cell.slot >= 0 && cell.slot != static_cast<int>(slot) && person < model.people_count &&
                model.member(person, *release.of, static_cast<int>(slot)) && !model.another_releases(person, slot))
              count.elsewhere += values[column];
          }
          count.asked -= count.elsewhere;
          break;
        case Amount::Kind::AtLeast:
          if (clause->amount.number.high == 0) break;  // of whom any number may go
          [[fallthrough]];
        case Amount::Kind::Exactly:
        case Amount::Kind::Between:
        case Amount::Kind::Percent:
        case Amount::Kind::AtLeastPercent: count.asked = clause->amount.asks_of(count.in_population); break;
        default: break;
      }
    } else if (const auto* choice = std::get_if<Choice>(&body);
               choice != nullptr && choice->amount.kind == Amount::Kind::Exactly) {
      count.asked = choice->amount.number.low;
    }
    // What a rule asks for beyond what is given (an equal number, a key) stands in the demand's own columns.
    for (const model::Demand& demand : demands_of(model, release.article, release.clause))
      if (demand.kind == model::Demand::Kind::Rule && demand.missing >= 0 && release.owed < 0 && !values.empty())
        count.asked += values[static_cast<std::size_t>(demand.missing)];
    out.push_back(std::move(count));
  }
  return out;
}

namespace {

// Of the number that a release asks for, how many need not go because nobody takes a place.
std::int64_t lost_places_of(const Model& model, int article, int clause) {
  std::int64_t places = 0;
  for (const model::Demand& demand : demands_of(model, article, clause))
    if (const solve::Row& row = model.program.rows[static_cast<std::size_t>(demand.row)];
        demand.kind == model::Demand::Kind::Release && row.low >= 0 && row.low < demand.asked)
      places += demand.asked - row.low;
  return places;
}

base::Message nobody_goes_instead(const Model& model, int article) {
  return {"CLR-198", {{"article", model.article_number(article)}}};
}

// By which article each of so many lost places of a group is lost: that of those who are absent and whom it speaks of,
// the first in the text first.
void say_lost_places(const Model& model, const Set& of, std::int64_t places, Shortfall& shortfall) {
  const model::LostPlaces lost = model::lost_places(*model.agreement);
  std::map<int, std::int64_t> absent;
  for (std::size_t person = 0; person < model.people_count; ++person) {
    if (!model.member(person, of)) continue;
    int article = -1;
    for (const Stop& stop : model.stops_against(person)) article = std::max(article, lost.of(stop).article);
    if (article >= 0) ++absent[article];
  }
  shortfall.missing += places;
  for (const auto& [article, people] : absent) {
    const std::int64_t mine = std::min(places, people);
    places -= mine;
    if (mine > 0) shortfall.reasons.emplace_back(nobody_goes_instead(model, article), mine);
  }
}

}  // namespace

std::optional<base::Message> place_used_up(const Model& model, std::size_t person) {
  const model::LostPlaces lost = model::lost_places(*model.agreement);
  int article = -1;
  for (const Stop& stop : model.stops_against(person)) article = std::max(article, lost.of(stop).article);
  if (article < 0) return std::nullopt;
  for (const model::Slot& slot : model.slots)
    if (!slot.reserve && model.member(person, *slot.of) && lost_places_of(model, slot.article, slot.clause) > 0)
      return nobody_goes_instead(model, article);
  return std::nullopt;
}

std::vector<Shortfall> shortfalls(const Model& model, const std::vector<std::int64_t>& values,
                                  const std::vector<int>& column_of) {
  std::vector<Shortfall> out;
  // Whom a set speaks of and who does not go, each under the first reason against; of a number only who may not.
  const auto tally = [&](Shortfall& shortfall, const Set& set, int slot, bool barred = false) {
    std::map<std::string, std::size_t> known;
    for (std::size_t person = 0; person < model.people_count; ++person) {
      if (!model.member(person, set, slot) || column_of[person] >= 0) continue;
      if (slot >= 0 && model.another_releases(person, static_cast<std::size_t>(slot))) continue;
      if (barred && model.stops_against(person).empty()) continue;
      if (!barred) ++shortfall.missing;
      const base::Message reason = reasons_against(model, person).front();
      std::string key = reason.code;
      for (const auto& [name, value] : reason.arguments)
        key += '\n' + (std::holds_alternative<std::string>(value) ? std::get<std::string>(value)
                                                                  : std::to_string(std::get<std::int64_t>(value)));
      const auto [found, fresh] = known.emplace(key, shortfall.reasons.size());
      if (fresh) shortfall.reasons.emplace_back(reason, 0);
      ++shortfall.reasons[found->second].second;
    }
  };
  for (std::size_t article = 0; article < model.agreement->articles.size(); ++article) {
    const auto& clauses = model.agreement->articles[article].clauses;
    for (std::size_t clause = 0; clause < clauses.size(); ++clause) {
      Shortfall shortfall;
      shortfall.article = clauses.empty() ? "" : model.agreement->articles[article].number;
      const Set* of = nullptr;  // of whom the clause asks for a number
      if (const auto* release = std::get_if<Release>(&clauses[clause].body)) {
        shortfall.party = release->party;
        of = &release->of;
      } else if (const auto* key = std::get_if<Key>(&clauses[clause].body)) {
        shortfall.party = key->party;
        if (key->owed.size() == 1) of = &key->owed.front().of;
      } else if (const auto* named = std::get_if<Named>(&clauses[clause].body)) {
        of = &named->who;
      } else if (const auto* part = std::get_if<Composition>(&clauses[clause].body)) {
        of = &part->who;
      }
      if (of != nullptr) shortfall.words = model::Populations::written_of(*of);
      if (const auto* release = std::get_if<Release>(&clauses[clause].body);
          release != nullptr && release->amount.kind == Amount::Kind::All) {
        int slot = -1;
        for (std::size_t at = 0; at < model.slots.size(); ++at)
          if (model.slots[at].article == static_cast<int>(article) &&
              model.slots[at].clause == static_cast<int>(clause) && !model.slots[at].reserve)
            slot = static_cast<int>(at);
        tally(shortfall, release->of, slot);
      } else if (const auto* named = std::get_if<Named>(&clauses[clause].body)) {
        tally(shortfall, named->who, -1);
      } else {
        for (const model::Demand& demand : demands_of(model, static_cast<int>(article), static_cast<int>(clause))) {
          if (values.empty()) continue;
          for (const int column : {demand.missing, demand.over})
            if (column >= 0)
              shortfall.missing += (values[static_cast<std::size_t>(column)] + demand.parts - 1) / demand.parts;
        }
        if (shortfall.missing > 0) {
          shortfall.reasons.emplace_back(base::Message{"CLR-138", {}}, shortfall.missing);
          if (of != nullptr) tally(shortfall, *of, -1, true);
        }
        const std::int64_t places = lost_places_of(model, static_cast<int>(article), static_cast<int>(clause));
        if (places > 0 && of != nullptr) say_lost_places(model, *of, places, shortfall);
      }
      if (shortfall.missing > 0) out.push_back(std::move(shortfall));
    }
  }
  return out;
}

}  // namespace midspan::clear::explain
