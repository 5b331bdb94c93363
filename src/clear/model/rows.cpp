// SPDX-License-Identifier: Apache-2.0
// Quantities: how many, who is named, of whom the number is made, where they go.
#include <algorithm>
#include <map>
#include <set>

#include "clear/model/builder.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

using namespace people;
using solve::kNoLimit;

void Builder::amount_rows(const Amount& amount, const Sum& terms, Demand::Kind kind, const Where& everyone,
                          const Sum* total, const std::string& name) {
  const std::int64_t low = amount.number.low, high = std::max(amount.number.low, amount.number.high);
  switch (amount.kind) {
    case Amount::Kind::All: {
      Sum cells;
      const std::int64_t free = free_people(everyone, &cells);
      demand(cells, free, kNoLimit, kind, name, free).everybody = true;
      break;
    }
    case Amount::Kind::Exactly: {
      const bool places = kind == Demand::Kind::Release && everyone.set != nullptr;
      const auto to_go = [&](std::int64_t of) {
        return places ? without_lost_places(of, slot_of(), *everyone.set, false) : of;
      };
      demand(terms, to_go(low), to_go(high), kind, name, low);
      break;
    }
    case Amount::Kind::AtLeast: demand(terms, low, kNoLimit, kind, name, low); break;
    case Amount::Kind::AtMost: row(terms, -kNoLimit, std::max(high, fixed(terms)), name); break;
    case Amount::Kind::Between: {
      const std::int64_t upper = std::max(amount.upper.high, amount.upper.low);
      demand(terms, low, low <= upper ? upper : kNoLimit, kind, name, low);
      // "Between 40 and 9": one row with such sides has no solution, however much is missed. Said as two, what cannot
      // be had is the first, by so many.
      if (low > upper) demand(terms, -kNoLimit, upper, kind, name, 0);
      break;
    }
    case Amount::Kind::Percent:
    case Amount::Kind::AtLeastPercent:
    case Amount::Kind::AtMostPercent: percent(amount, terms, kind, everyone, total, name); break;
    case Amount::Kind::PerDay:
      a_day(terms, high, name, said(amount.upper) ? std::optional(amount.upper.low) : std::nullopt);
      break;
    case Amount::Kind::AsManyAs: break;  // rows(Release)
  }
}

void Builder::a_day(const Sum& terms, std::int64_t most, const std::string& name, std::optional<std::int64_t> days) {
  const auto over = [&](std::size_t phase) {
    return days && static_cast<std::int64_t>(phase) >= *days && (*days == 0 || counts_days(model_));
  };
  for (std::size_t phase = 0; phase < model_.phases.size(); ++phase) {
    Sum day;
    for (const auto& [column, coefficient] : terms)
      if (model_.cells[static_cast<std::size_t>(column)].phase == static_cast<int>(phase)) day[column] = coefficient;
    if (day.empty()) continue;
    row(day, -kNoLimit, std::max(over(phase) ? 0 : most, fixed(day)), name + " in " + model_.phases[phase]);
  }
}

void Builder::percent(const Amount& amount, const Sum& terms, Demand::Kind kind, const Where& everyone,
                      const Sum* total, const std::string& name) {
  const std::int64_t low = amount.number.low, high = std::max(amount.number.low, amount.number.high),
                     every = amount.every();
  const bool bounded_below = amount.kind != Amount::Kind::AtMostPercent,
             bounded_above = amount.kind != Amount::Kind::AtLeastPercent;
  if (total == nullptr) {
    const std::int64_t size = everyone.set == nullptr ? 0 : population_size(*everyone.set);
    // "80 per cent" is met by the nearest whole person on either side; "at least" by no fewer, "at most" by no more.
    const std::int64_t least = (times(size, low) + (bounded_above ? 0 : every - 1)) / every,
                       most_of = (times(size, high) + (bounded_below ? every - 1 : 0)) / every;
    if (bounded_below) demand(terms, least, bounded_above ? most_of : kNoLimit, kind, name, least);
    else row(terms, -kNoLimit, std::max(most_of, fixed(terms)), name);
    return;
  }
  Sum at_least, at_most;
  add(at_least, terms, every);
  add(at_least, *total, -low);
  add(at_most, terms, every);
  add(at_most, *total, -high);
  // "80 per cent" is met by the nearest whole person; "at least 80 per cent" to the letter.
  if (bounded_below) demand(at_least, bounded_above ? 1 - every : 0, kNoLimit, kind, name, 0).parts = every;
  if (bounded_above) demand(at_most, -kNoLimit, bounded_below ? every - 1 : 0, kind, name, 0).parts = every;
}

// Of each rank that anybody has, `times` as many as theirs; whoever has none is a rank of its own.
void Builder::rank_for_rank(const Sum& ours, Where theirs, std::int64_t times, const std::string& name) {
  std::set<std::string> ranks;
  for (const Group& group : model_.groups) ranks.insert(model_.facts[group.people.front()].rank);
  for (const std::string& rank : ranks) {
    theirs.weight = [&](const Group& group) { return model_.facts[group.people.front()].rank == rank ? 1 : 0; };
    Sum difference;
    for (const auto& [column, coefficient] : ours)
      if (theirs.weight(model_.groups[static_cast<std::size_t>(model_.cells[static_cast<std::size_t>(column)].group)]))
        difference[column] = coefficient;
    add(difference, sum(theirs), -times);
    if (!difference.empty()) demand(difference, 0, 0, Demand::Kind::Rule, name + " of rank " + rank, 0);
  }
}

void Builder::rows(const Release& release) {
  pending(release.when);
  const int slot = slot_of();
  const Sum terms = released_by_slot(slot, true);
  Where everyone;
  everyone.slot = slot;
  everyone.set = &release.of;
  // A phase that is no day has no length that the text says; nobody a day is nobody in any.
  const std::int64_t rate = std::max(release.rate.low, release.rate.high);
  if (said(release.rate) && (rate == 0 || counts_days(model_))) a_day(terms, rate, release.party + " releases");
  if (release.amount.kind != Amount::Kind::AsManyAs) {
    amount_rows(release.amount, terms, Demand::Kind::Release, everyone, nullptr, release.party + " releases");
    return;
  }
  const int other = target_article(agreement_, std::max(0, article_ - 1), release.amount.article);
  Where theirs;
  theirs.article = other;
  theirs.party = folded(release.amount.party);
  theirs.counted_only = true;
  theirs.in_key = true;
  if (release.amount.by_rank) {
    rank_for_rank(terms, theirs, 1, "an equal number");
    return;
  }
  Sum difference = terms;
  add(difference, sum(theirs), -1);
  std::int64_t places = 0;
  for (std::size_t slot = 0; slot < model_.slots.size(); ++slot)
    if (other >= 0 && model_.slots[slot].article == other) places += places_that_count(static_cast<int>(slot));
  demand(difference, places, places, Demand::Kind::Rule, "an equal number", 0);
}

namespace {

// Whom a hold, an exclusion, a failed hand-over or the person's own answer keeps back, nobody is asked for; whom nobody
// is known to hold, or who has gone or died, is asked for in vain (docs/decisions/0060).
bool keeps_back(const Stop& stop) {
  switch (stop.kind) {
    case StopKind::Hold:
    case StopKind::ConsentRefused:
    case StopKind::ConsentMissing:
    case StopKind::Excluded:
    case StopKind::NotDelivered:
    case StopKind::DestinationRefused: return true;
    default: return stop.owner >= 0;
  }
}

}  // namespace

void Builder::rows(const Named& named) {
  Where where;
  where.article = target_article(agreement_, article_, named.article);
  where.set = &named.who;
  const std::int64_t asked = population_size(named.who);
  const std::int64_t exempt = model_.how_many([&](std::size_t person) {
    if (model_.group_of[person] < 0 || !model_.populations.contains(named.who, model_.facts[person])) return false;
    const auto stops = model_.stops_against(person);
    return std::any_of(stops.begin(), stops.end(), keeps_back);
  });
  demand(sum(where), asked - exempt, kNoLimit, Demand::Kind::Named, "the persons named", asked).everybody = true;
}

void Builder::rows(const Composition& part) {
  Where where;
  where.article = target_article(agreement_, article_, part.article);
  const Sum every_one = sum(where);
  // "A quarter of them in each phase" is of all of them; "a quarter of each phase are women" of that phase.
  const bool staged = part.who.kind == Set::Kind::ReleasedUnder && part.who.filters.empty();
  where.set = &part.who;
  const auto in_phase = [&](int phase) {
    Where here = where;
    here.phase = phase;
    Where all = here;
    all.set = nullptr;
    const Sum total = phase < 0 || staged ? every_one : sum(all);
    amount_rows(part.amount, sum(here), Demand::Kind::Composition, here, &total, "among them");
  };
  if (part.when.kind != When::Kind::InPhase && part.when.kind != When::Kind::InEachPhase &&
      part.when.kind != When::Kind::OnDay)
    return in_phase(-1);
  const std::string only =
      part.when.kind == When::Kind::OnDay ? "day " + std::to_string(part.when.days.low) : part.when.name;
  for (std::size_t phase = 0; phase < model_.phases.size(); ++phase)
    if (part.when.kind == When::Kind::InEachPhase || same_word(model_.phases[phase], only))
      in_phase(static_cast<int>(phase));
}

void Builder::rows(const Choice& choice) {
  if (choice.party.empty()) return;  // a right to strike
  Where where;
  where.set = &choice.pool;
  Amount amount = choice.amount;
  if (releases_anything(agreement_, article_)) where.article = article_;
  else if (amount.kind == Amount::Kind::Exactly) amount.kind = Amount::Kind::AtLeast;  // of those whom another releases
  amount_rows(amount, sum(where), slot_of() >= 0 ? Demand::Kind::Release : Demand::Kind::Composition, where, nullptr,
              choice.party + " chooses");
}

// Whoever is not available; of a number no more than it takes beside those who are.
std::int64_t Builder::to_replace(int slot) const {
  const Slot& of = model_.slots[static_cast<std::size_t>(slot)];
  const std::int64_t unavailable = stopped_people(*of.of);
  const ClauseBody& body =
      agreement_.articles[static_cast<std::size_t>(of.article)].clauses[static_cast<std::size_t>(of.clause)].body;
  const auto* release = std::get_if<Release>(&body);
  if (release == nullptr ||
      (release->amount.kind != Amount::Kind::Exactly && release->amount.kind != Amount::Kind::AtLeast))
    return unavailable;
  Where available;
  available.slot = slot;
  const std::int64_t asked = std::max(release->amount.number.low, release->amount.number.high);
  return std::clamp<std::int64_t>(asked - free_people(available, nullptr), 0, unavailable);
}

void Builder::rows(const Substitute& rule) {
  const int target = target_article(agreement_, article_, rule.article);
  std::int64_t unavailable = 0;
  Where where;
  Sum terms;
  for (std::size_t slot = 0; slot < model_.slots.size(); ++slot) {
    if (model_.slots[slot].article != target) continue;
    if (model_.slots[slot].reserve) {
      where.slot = static_cast<int>(slot);
      add(terms, sum(where), 1);
    } else {
      unavailable += to_replace(static_cast<int>(slot));
    }
  }
  if (!terms.empty()) row(terms, -kNoLimit, std::max(unavailable, fixed(terms)), "no more substitutes than are needed");
}

void Builder::rows(const Destination& rule) {
  for (const auto& [amount, place] : rule.shares)
    for (std::size_t at = 0; at < model_.places.size(); ++at) {
      if (!same_word(model_.places[at], place)) continue;
      Where where;
      where.set = &rule.who;
      const Sum total = sum(where);
      where.place = static_cast<int>(at);
      if (amount.kind != Amount::Kind::All)
        amount_rows(amount, sum(where), Demand::Kind::Composition, where, &total, "go to " + place);
    }
}

}  // namespace midspan::clear::model
