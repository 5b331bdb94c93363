// SPDX-License-Identifier: Apache-2.0
// One sentence, several clauses: read here, printed one by one.
#include <algorithm>
#include <iterator>

#include "terms/archive.hpp"

namespace midspan::terms {

using namespace people;  // the whole file is about its types

namespace {

void compositions(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made);

void each_releases(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Quantity quantity;
  When when;
  read_part(*node.find("of"), quantity, around);
  if (const Node* time = node.find("when")) read_part(*time, when, around);
  for (const std::string& party : around.parties) {
    Release release;
    release.party = party;
    release.amount = quantity.amount;
    release.of = quantity.of;
    // "all remaining prisoners": of each those whom it holds.
    if (release.of.kind == Set::Kind::Persons && release.of.filters.empty()) {
      release.of.filters.emplace_back();
      release.of.filters.back().kind = Filter::Kind::HeldBy;
      release.of.filters.back().text = party;
    }
    release.when = when;
    if (const Node* rate = node.find("rate")) release.rate = rate->number;
    if (node.find("other") != nullptr && around.parties.size() == 2)
      release.to = party == around.parties.front() ? around.parties.back() : around.parties.front();
    made.emplace_back(std::move(release));
  }
}

// "3 women and 4 men of the Pool", "10 soldiers and 5 officers held by Hamas": whose they are is said once, of all.
void whose_they_are(std::vector<ClauseBody>& made) {
  if (made.size() < 2) return;
  const Set last = std::get<Release>(made.back()).of;
  const auto whose = [](const Filter& filter) {
    return filter.kind == Filter::Kind::HeldBy || filter.kind == Filter::Kind::HeldOnBehalfOf ||
           filter.kind == Filter::Kind::WantedBy || filter.kind == Filter::Kind::InList ||
           filter.kind == Filter::Kind::StandingAtLeast || filter.kind == Filter::Kind::CapturedBetween ||
           filter.kind == Filter::Kind::HeldFor;
  };
  const bool among = last.kind == Set::Kind::Intersection && last.filters.empty() && last.parts.size() == 2 &&
                     last.parts.front().kind == Set::Kind::Persons;
  if (!among && last.kind != Set::Kind::Persons) return;
  for (std::size_t at = 0; at + 1 < made.size(); ++at) {
    Set& of = std::get<Release>(made[at]).of;
    const bool bare = of.kind == Set::Kind::Persons && !of.as_of && !of.filters.empty() &&
                      std::none_of(of.filters.begin(), of.filters.end(), whose);
    if (!bare) continue;
    if (among) {
      Set both = last;
      both.written.text.clear();
      both.parts.front() = std::move(of);
      of = std::move(both);
      continue;
    }
    std::copy_if(last.filters.begin(), last.filters.end(), std::back_inserter(of.filters), whose);
    if (!of.as_of) of.as_of = last.as_of;
  }
}

// "Israel releases 250 of A and 1700 of B to C": a release of each.
void release_several(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "owed") continue;
    Owed owed;
    if (!read_part(*each, owed, around)) continue;
    Release release;
    release.party = node.find("party")->text;
    release.of = std::move(owed.of);
    if (!owed.all) {
      release.amount.kind = Amount::Kind::Exactly;
      release.amount.number = owed.number;
    }
    if (const Node* to = node.find("to")) release.to = to->text;
    if (const Node* time = node.find("when")) read_part(*time, release.when, around);
    made.emplace_back(std::move(release));
  }
  whose_they_are(made);
}


bool one_release(const Node& node, const Surroundings& around, Release& release) {
  Quantity quantity;
  if (!read_part(*node.find("of"), quantity, around)) return false;
  release.party = node.find("party")->text;
  release.amount = quantity.amount;
  release.of = quantity.of;
  if (const Node* to = node.find("to")) release.to = to->text;
  if (const Node* time = node.find("when")) read_part(*time, release.when, around);
  if (const Node* rate = node.find("rate")) release.rate = rate->number;
  return true;
}

// "Once the funds are confirmed, the United States releases 5 of the Prisoners": the gate is of the article, which
// holds nothing else that releases (the reader sees to that).
void release_once(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  Sequencing after;
  after.kind = Sequencing::Kind::After;
  after.articles.push_back(around.article);
  if (!one_release(node, around, release)) return;
  for (const auto& [slot, each] : node.slots)
    if (slot == "conditions" && !read_part(*each, after.conditions.emplace_back(), around)) return;
  if (release.when.name == "the same day") {
    release.when.name = after.conditions.front().event;
    if (after.conditions.front().kind != Condition::Kind::EventCertified) return;
  }
  made.emplace_back(std::move(release));
  made.emplace_back(std::move(after));
}

// Who holds a group, by its own words or its definition's; empty: nobody is named, or several are.
std::string holder_of(const Set& set, const Surroundings& around, int depth = 0) {
  for (const Filter& filter : set.filters)
    if (filter.kind == Filter::Kind::HeldBy && !filter.negated) return filter.text;
  if (set.kind == Set::Kind::Defined && around.definitions != nullptr && depth < 8) {
    for (const Definition& each : *around.definitions)
      if (each.name == set.name) return holder_of(each.set, around, depth + 1);
    return {};
  }
  if (set.parts.empty()) return {};
  const std::string first = holder_of(set.parts.front(), around, depth + 1);
  if (set.kind == Set::Kind::Union)
    for (const Set& part : set.parts)
      if (holder_of(part, around, depth + 1) != first) return {};
  return first;
}

// "The remaining Prisoners shall be repatriated": by whom, the group itself says.
void release_passive(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Quantity quantity;
  Release release;
  if (!read_part(*node.find("of"), quantity, around)) return;
  release.party = holder_of(quantity.of, around);
  release.amount = quantity.amount;
  release.of = quantity.of;
  if (const Node* to = node.find("to")) release.to = to->text;
  if (const Node* time = node.find("when")) read_part(*time, release.when, around);
  if (const Node* rate = node.find("rate")) release.rate = rate->number;
  if (!release.party.empty()) return static_cast<void>(made.emplace_back(std::move(release)));
  if (release.amount.kind != Amount::Kind::All) return;  // so many of whose? The reader asks.
  // "All prisoners of war shall be released": each party those whom it holds.
  for (const std::string& party : around.parties) {
    release.party = party;
    release.of = quantity.of;
    Filter held;
    held.kind = Filter::Kind::HeldBy;
    held.text = party;
    release.of.filters.push_back(std::move(held));
    made.emplace_back(release);
  }
}

Release owed_release(const Owed& owed, std::string party) {
  Release release;
  release.party = std::move(party);
  release.of = owed.of;
  if (owed.all) return release;
  release.amount.kind = Amount::Kind::Exactly;
  release.amount.number = owed.number;
  return release;
}

// "Iran releases 4 of A in exchange for 7 of B": who releases B, the group itself says.
void release_for(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Quantity theirs;
  if (!read_part(*node.find("theirs"), theirs, around)) return;
  Release back;
  back.party = holder_of(theirs.of, around);
  back.amount = theirs.amount;
  back.of = theirs.of;
  std::string party = node.find("party") != nullptr ? node.find("party")->text : "";
  Quantity ours;
  const Node* of = node.find("of");
  if (of != nullptr && !read_part(*of, ours, around)) return;
  if (party.empty()) party = holder_of(ours.of, around);
  if (back.party.empty() || party.empty() || back.party == party) return;
  const auto add = [&](Release release) {
    if (const Node* to = node.find("to")) release.to = to->text;
    if (const Node* time = node.find("when")) read_part(*time, release.when, around);
    made.emplace_back(std::move(release));
  };
  if (of != nullptr) {
    Release release;
    release.party = party;
    release.amount = ours.amount;
    release.of = ours.of;
    add(std::move(release));
  }
  for (const auto& [slot, each] : node.slots) {
    Owed owed;
    if (slot == "owed" && read_part(*each, owed, around)) add(owed_release(owed, party));
  }
  made.emplace_back(std::move(back));
}

// "The first phase comprises 33 of A and 15 of B": each is released by whoever holds the group.
void phase_comprises(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    Owed owed;
    if (slot != "owed" || !read_part(*each, owed, around)) continue;
    Release release = owed_release(owed, holder_of(owed.of, around));
    if (release.party.empty()) return made.clear();
    release.when.kind = When::Kind::InPhase;
    release.when.name = node.find("phase")->text;
    made.emplace_back(std::move(release));
  }
}

// "Ukraine hands over 61 of A to Donetsk and 63 of A to Luhansk": a release to each.
void release_to_each(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "deliveries") continue;
    Quantity quantity;
    Release release;
    if (!read_part(*each->find("of"), quantity, around)) continue;
    release.party = node.find("party")->text;
    release.amount = quantity.amount;
    release.of = quantity.of;
    release.to = each->find("to")->text;
    if (const Node* time = node.find("when")) read_part(*time, release.when, around);
    made.emplace_back(std::move(release));
  }
}

// "Angola releases half of A by 1 May and the rest by 1 June": whoever is left when the first are gone.
void release_rest(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release first;
  if (!one_release(node, around, first)) return;
  Release rest = first;
  rest.amount = Amount{};
  rest.when = When{};
  read_part(*node.find("then"), rest.when, around);
  made.emplace_back(std::move(first));
  made.emplace_back(std::move(rest));
}

// "Türkiye releases as many of A as Greece releases under Article 2 to Greece, rank for rank": said at the end.
void release_ranked(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!one_release(node, around, release) || release.amount.kind != Amount::Kind::AsManyAs) return;
  release.amount.by_rank = true;
  made.emplace_back(std::move(release));
}

// "The United States releases all of list PAROLE on parole": they promise not to fight until they are exchanged, and
// oblige the other side to nothing before. Of a number of them nobody could say who is outside the key.
void release_on_parole(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!one_release(node, around, release) || release.amount.kind != Amount::Kind::All) return;
  Counting outside;
  outside.what = Counting::What::OutsideTheKey;
  outside.who = release.of;
  Covenant promise;
  promise.kind = Covenant::Kind::NoCombat;
  promise.who = release.of;
  promise.until = "they are exchanged";
  made.emplace_back(std::move(release));
  made.emplace_back(std::move(outside));
  made.emplace_back(std::move(promise));
}

// By whom, the sentence says or the group.
bool either_release(const Node& node, const Surroundings& around, Release& release) {
  if (node.find("party") != nullptr) return one_release(node, around, release);
  std::vector<ClauseBody> passive;
  release_passive(node, around, passive);
  if (passive.size() != 1) return false;
  release = std::get<Release>(std::move(passive.front()));
  return true;
}

// "India releases 195 of the Prisoners, of whom at least 20 are women."
void release_of_whom(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!either_release(node, around, release)) return;
  made.emplace_back(std::move(release));
  Surroundings here = around;
  here.them = around.article;
  compositions(node, here, made);
}

// "Italy releases all of the Sick without any return": they oblige the other side to nothing. Of a number of them nobody
// could say who.
void release_freely(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  std::vector<ClauseBody> releases;
  if (node.find("party") == nullptr) release_passive(node, around, releases);
  else if (Release one; one_release(node, around, one)) releases.emplace_back(std::move(one));
  for (ClauseBody& each : releases) {
    if (std::get<Release>(each).amount.kind != Amount::Kind::All) return;
    Counting outside;
    outside.what = Counting::What::OutsideTheKey;
    outside.who = std::get<Release>(each).of;
    made.push_back(std::move(each));
    made.emplace_back(std::move(outside));
  }
}

// "Japan releases 1500 of A to the United States at Mormugão": where is a rule of this article.
void release_at(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!either_release(node, around, release)) return;
  Sequencing where;
  where.kind = Sequencing::Kind::Sites;
  where.articles.push_back(around.article);
  for (const auto& [slot, item] : node.slots)
    if (slot == "places") where.places.push_back(item->find("place")->text);
  made.emplace_back(std::move(release));
  made.emplace_back(std::move(where));
}

// "India releases all of the Prisoners to Pakistan, except the Accused": the exception is of the group.
void release_except(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!one_release(node, around, release)) return;
  Set rest;
  rest.kind = Set::Kind::Difference;
  rest.span = release.of.span;
  rest.parts.push_back(std::move(release.of));
  rest.parts.push_back(set_of(*node.find("except")));
  release.of = std::move(rest);
  made.emplace_back(std::move(release));
}

// "Hamas releases 3 of A on day 1, 4 on day 7 and 3 of B on day 14": a release each time; who is meant is said once.
void release_stages(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Set of;
  if (const Node* whom = node.find("of")) of = set_of(*whom);
  for (const auto& [slot, each] : node.slots) {
    if (slot != "stages") continue;
    Release release;
    release.party = node.find("party")->text;
    if (const Node* to = node.find("to")) release.to = to->text;
    if (const Node* quantity = each->find("of")) {
      Quantity whom;
      if (!read_part(*quantity, whom, around)) continue;
      release.amount = whom.amount;
      of = whom.of;
    } else if (const Node* share = each->find("share")) {
      release.amount.kind = Amount::Kind::Percent;
      release.amount.number = share->number;
    } else if (const Node* number = each->find("n")) {
      release.amount.kind = Amount::Kind::Exactly;
      release.amount.number = number->number;
    }  // else the rest: whoever is left
    if (of == Set{}) return made.clear();  // "3 on day 1": of whom?
    release.of = of;
    read_part(*each->find("when"), release.when, around);
    made.emplace_back(std::move(release));
  }
}

// "Croatia and Yugoslavia release all prisoners": each of them its own.
void parties_release(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Surroundings both = around;
  both.parties.clear();
  for (const auto& [slot, each] : node.slots)
    if (slot == "parties") both.parties.push_back(each->find("party")->text);
  each_releases(node, both, made);
}

// "Iran releases 4 of A in exchange for the release by the United States of 7 of B": a release of each.
void release_both(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release one;
  Release other;
  Quantity quantity;
  if (!one_release(node, around, one) || !read_part(*node.find("theirs"), quantity, around)) return;
  other.party = node.find("other")->text;
  other.amount = std::move(quantity.amount);
  other.of = std::move(quantity.of);
  if (const Node* to = node.find("back")) other.to = to->text;
  if (const Node* time = node.find("then")) read_part(*time, other.when, around);
  made.emplace_back(std::move(one));
  made.emplace_back(std::move(other));
}

// "Simultaneously, Turkey releases …": all of it in one round.
void release_at_once(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!one_release(node, around, release)) return;
  made.emplace_back(std::move(release));
  made.emplace_back(Sequencing{});
}

OrderKey order_of(const Node& word) {
  return static_cast<OrderKey>(std::find(kOrders.begin(), kOrders.end(), word.text) - kOrders.begin());
}

// "Germany releases 100 of the Prisoners, in the order of their capture": who of them goes is ordered, too.
void release_in_order(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!one_release(node, around, release)) return;
  Priority priority;
  priority.within = release.of;
  priority.keys.push_back(order_of(*node.find("key")));
  made.emplace_back(std::move(release));
  made.emplace_back(std::move(priority));
}

// "They are released in the order of their capture": of those of an article, or of everybody.
void in_order(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Priority priority;
  if (const Node* within = node.find("within")) priority.within = set_of(*within);
  for (const auto& [slot, each] : node.slots)
    if (slot == "key") priority.keys.push_back(order_of(*each));
  made.emplace_back(std::move(priority));
}

// "Those longest in captivity go first": of everybody.
void longest_first(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Priority priority;
  priority.keys.push_back(order_of(*node.find("key")));
  made.emplace_back(std::move(priority));
}

// "in groups of 500 every 3 days": how large a group is and how they follow each other are two rules.
void groups_of(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  PhaseRule size;
  size.when.kind = When::Kind::InEachPhase;
  size.at_most = node.find("n")->number;
  made.emplace_back(std::move(size));
  if (const Node* days = node.find("days")) {
    PhaseRule every;
    every.every_days = days->number;
    made.emplace_back(std::move(every));
  }
  if (const Node* start = node.find("start")) {
    Sequencing begins;
    begins.kind = Sequencing::Kind::AllWhen;
    read_part(*start, begins.when, kNowhere);
    made.emplace_back(std::move(begins));
  }
}

// "At most 500 persons are released a day": a group each day.
void day_cap(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  groups_of(node, around, made);
  PhaseRule every;
  every.every_days.low = every.every_days.high = 1;
  made.emplace_back(std::move(every));
}

// "The prisoners are exchanged rank for rank, or by the equivalents of Schedule A": of each two parties.
void weight_each(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (std::size_t left = 0; left < around.parties.size(); ++left)
    for (std::size_t right = left + 1; right < around.parties.size(); ++right) {
      Weight weight;
      weight.left = around.parties[left];
      weight.right = around.parties[right];
      weight.schedule = node.find("schedule")->text;
      weight.carrying = node.find("carrying") != nullptr;
      made.emplace_back(std::move(weight));
    }
}

// "India and Pakistan exchange A for B in the ratio of 3 to 1": for every 3 of A released, 1 of B.
void exchange(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Key key;
  key.by = node.find("left")->text;
  key.party = node.find("right")->text;
  key.delivered = set_of(*node.find("given"));
  Owed owed;
  owed.of = set_of(*node.find("taken"));
  owed.number.low = owed.number.high = 1;
  if (const Node* m = node.find("m")) owed.number = m->number;
  const Node* every = node.find("every");
  if (every != nullptr && (every->number.low != 1 || every->number.high != 1 || every->number.open)) {
    key.basis = Key::Basis::Every;
    key.every = every->number;
  }
  key.owed.push_back(std::move(owed));
  key.by_rank = node.find("by_rank") != nullptr;
  made.emplace_back(std::move(key));
}

std::vector<Set> classes(const Node& node) {
  std::vector<Set> made;
  for (const auto& [slot, each] : node.slots)
    if (slot == "classes") made.push_back(set_of(*each->find("set")));
  return made;
}

// "The order of release is: A; B": of everybody.
void order_of_all(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Priority priority;
  priority.classes = classes(node);
  made.emplace_back(std::move(priority));
}

// "The wounded, women and children go first": before everybody else, and none of them before another.
void first(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Set all;
  all.kind = Set::Kind::Union;
  for (Set& each : classes(node)) {
    if (each.kind == Set::Kind::Union && each.filters.empty() && !each.as_of)
      all.parts.insert(all.parts.end(), each.parts.begin(), each.parts.end());
    else all.parts.push_back(std::move(each));
  }
  Priority priority;
  priority.classes.push_back(all.parts.size() == 1 ? all.parts.front() : all);
  made.emplace_back(std::move(priority));
}

// "Within the Prisoners, the Registered first, then the sick and wounded, then the longest held": groups by their
// names, and behind them an order.
void classes_then(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Priority groups;
  groups.within = set_of(*node.find("within"));
  groups.classes = classes(node);
  Priority order;
  order.within = groups.within;
  for (const auto& [slot, each] : node.slots)
    if (slot == "keys") order.keys.push_back(order_of(*each));
  made.emplace_back(std::move(groups));
  if (!order.keys.empty()) made.emplace_back(std::move(order));
}

// "The officers go last": everybody else before them.
void last(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  first(node, around, made);
  Priority& priority = std::get<Priority>(made.back());
  Set others;
  others.kind = Set::Kind::Difference;
  others.parts.emplace_back();
  others.parts.push_back(std::move(priority.classes.front()));
  priority.classes.front() = std::move(others);
}

void compositions(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, item] : node.slots) {
    if (slot != "items") continue;
    Composition composition;
    const Node* article = node.find("article");
    composition.article = article != nullptr ? article->text : around.them;
    read_part(*item->find("count"), composition.amount, around);
    const Node* who = item->find("who");
    composition.who = who != nullptr ? set_of(*who) : persons_of(*item);  // "3 are in list A"
    if (const Node* time = item->find("when")) read_part(*time, composition.when, around);
    made.emplace_back(std::move(composition));
  }
}

void staged_days(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, item] : node.slots) {
    if (slot != "days") continue;
    Composition composition;
    composition.article = around.them;
    composition.who.kind = Set::Kind::ReleasedUnder;
    composition.who.name = around.them;
    read_part(*node.find("count"), composition.amount, around);
    composition.when.kind = When::Kind::OnDay;
    composition.when.days = item->find("n")->number;
    made.emplace_back(std::move(composition));
  }
}

// "They are released within 20 days of the ceasefire": all of them.
void staged_all(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Composition composition;
  composition.article = around.them;
  composition.who.kind = Set::Kind::ReleasedUnder;
  composition.who.name = around.them;
  read_part(*node.find("when"), composition.when, around);
  made.emplace_back(std::move(composition));
}

// "Among them, 13 go to Germany": the canonical text names the article.
void destination_them(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Destination destination;
  destination.who.kind = Set::Kind::ReleasedUnder;
  destination.who.name = around.them;
  for (const auto& [slot, item] : node.slots) {
    if (slot != "shares") continue;
    Amount amount;
    if (const Node* count = item->find("count")) read_part(*count, amount, around);
    destination.shares.emplace_back(std::move(amount), item->find("place")->text);
  }
  made.emplace_back(std::move(destination));
}

// "5 of the Others stay in Ukraine": of the group, so many.
void destination_share(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Destination destination;
  destination.who = set_of(*node.find("who"));
  Amount amount;
  read_part(*node.find("count"), amount, around);
  destination.shares.emplace_back(std::move(amount), node.find("place")->text);
  made.emplace_back(std::move(destination));
}

// "Either party may suspend the releases of Article 1 when …": each of them.
void may_suspend_each(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Sequencing rule;
  rule.kind = Sequencing::Kind::Suspended;
  for (const auto& [slot, each] : node.slots) {
    if (slot == "articles") rule.articles.push_back(each->find("article")->text);
    if (slot == "conditions") read_part(*each, rule.conditions.emplace_back(), around);
  }
  for (const std::string& party : around.parties) {
    rule.left = party;
    made.emplace_back(rule);
  }
}

// "The exchange takes place simultaneously at X": when and where are two rules.
void one_round_at(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Sequencing where;
  where.kind = Sequencing::Kind::Sites;
  for (const auto& [slot, item] : node.slots)
    if (slot == "places") where.places.push_back(item->find("place")->text);
  made.emplace_back(Sequencing{});
  made.emplace_back(std::move(where));
}

// "The exchange takes place at X by 30 June": where and when are two rules.
void sites_when(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  one_round_at(node, around, made);
  Sequencing when;
  when.kind = Sequencing::Kind::AllWhen;
  if (const Node* time = node.find("when")) read_part(*time, when.when, around);
  made.front() = std::move(when);
}

// "The exchange takes place simultaneously at X on 14 August": where, when and all at once.
void one_round_at_when(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  one_round_at(node, around, made);
  Sequencing when;
  when.kind = Sequencing::Kind::AllWhen;
  if (const Node* time = node.find("when")) read_part(*time, when.when, around);
  made.emplace_back(std::move(when));
}

// "The releases begin on 3 January": none before.
void begins_on(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Sequencing begins;
  begins.kind = Sequencing::Kind::AllWhen;
  begins.when.kind = When::Kind::From;
  if (const Node* day = node.find("day")) begins.when.date = day->day;
  if (const Node* n = node.find("n")) begins.when.days = n->number;
  if (const Node* event = node.find("event")) begins.when.name = event->text;
  static_cast<void>(around);
  made.emplace_back(std::move(begins));
}

// "Each party sends to ICRC a list of its prisoners within 10 days": lists, and with whom they are deposited.
void lists_to(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  ListProtocol lists;
  ListProtocol deposit;
  for (const auto& [slot, each] : node.slots) {
    if (slot == "names") deposit.deposited_with.push_back(each->find("party")->text);
    if (slot != "steps") continue;
    ListProtocol::Step step;
    if (read_part(*each, step, around)) lists.steps.push_back(std::move(step));
  }
  made.emplace_back(std::move(lists));
  made.emplace_back(std::move(deposit));
}

// "They go to Gaza or Egypt."
void destination_of_them(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Destination destination;
  destination.who.kind = Set::Kind::ReleasedUnder;
  destination.who.name = around.them;
  for (const auto& [slot, item] : node.slots)
    if (slot == "allowed") destination.allowed.push_back(item->find("place")->text);
  if (const Node* years = node.find("years")) destination.years = years->number;
  made.emplace_back(std::move(destination));
}

// "At no time is one party ahead of the other": each of each other.
void never_ahead_each(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const std::string& left : around.parties)
    for (const std::string& right : around.parties) {
      if (left == right) continue;
      Sequencing rule;
      rule.kind = Sequencing::Kind::NeverAhead;
      rule.left = left;
      rule.right = right;
      rule.number = node.find("n")->number;
      made.emplace_back(std::move(rule));
    }
}

void no_others_each(const Node&, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const std::string& party : around.parties) {
    Covenant covenant;
    covenant.kind = Covenant::Kind::HoldsNobodyElse;
    covenant.party = party;
    made.emplace_back(std::move(covenant));
  }
}

// "before the pardon is signed and the guilt is admitted": a gate for each.
void gates_before(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "conditions") continue;
    Gate gate;
    gate.kind = Gate::Kind::NotBefore;
    if (const Node* who = node.find("who")) gate.who = set_of(*who);
    read_part(*each, gate.before, around);
    made.emplace_back(std::move(gate));
  }
}

// "Switzerland and ICRC assist the movement": each of them.
void undertakes_several(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "parties") continue;
    Covenant covenant;
    covenant.kind = Covenant::Kind::Other;
    covenant.party = each->find("party")->text;
    covenant.text = node.find("text")->text;
    made.emplace_back(std::move(covenant));
  }
}

// "Each party gives the burial places to the other."
void gives_each(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const std::string& party : around.parties) {
    Consideration given;
    given.party = party;
    given.gives = node.find("gives")->text;
    if (const Node* time = node.find("when")) read_part(*time, given.when, around);
    if (const Node* certifier = node.find("certifier")) given.certifier = certifier->text;
    if (node.find("other") != nullptr && around.parties.size() == 2)
      given.to = party == around.parties.front() ? around.parties.back() : around.parties.front();
    made.emplace_back(std::move(given));
  }
}

// "Whoever refuses may stay or go to Switzerland": each is one way.
void election_either(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Election stay;
  stay.stay = true;
  Election leave;
  leave.third_country = true;
  for (const auto& [slot, item] : node.slots)
    if (slot == "places") leave.places.push_back(item->find("place")->text);
  made.emplace_back(std::move(stay));
  made.emplace_back(std::move(leave));
}

void undertakes_each(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const std::string& party : around.parties) {
    Covenant covenant;
    covenant.kind = Covenant::Kind::Other;
    covenant.party = party;
    covenant.text = node.find("text")->text;
    if (const Node* who = node.find("who")) covenant.text = who->text + ": " + covenant.text;
    made.emplace_back(std::move(covenant));
  }
}

// "The Families do not count towards the number": of those released under the article before.
void inside_them(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Counting rule;
  rule.what = Counting::What::InsideTotal;
  rule.counts = true;
  rule.who = set_of(*node.find("who"));
  rule.article = around.them;
  if (!around.them.empty()) made.emplace_back(std::move(rule));
}

void outside_them(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  inside_them(node, around, made);
  if (!made.empty()) std::get<Counting>(made.back()).counts = false;
}

}  // namespace

Many many_of(std::string_view id) {
  if (id == "each_releases") return each_releases;
  if (id == "one_round_at") return one_round_at;
  if (id == "sites_when") return sites_when;
  if (id == "one_round_at_when") return one_round_at_when;
  if (id == "release_passive") return release_passive;
  if (id == "release_to_each") return release_to_each;
  if (id == "release_rest") return release_rest;
  if (id == "begins_on") return begins_on;
  if (id == "destination_share") return destination_share;
  if (id == "may_suspend_each") return may_suspend_each;
  if (id == "release_ranked") return release_ranked;
  if (id == "release_on_parole") return release_on_parole;
  if (id == "release_for") return release_for;
  if (id == "phase_comprises") return phase_comprises;
  if (id == "inside_them") return inside_them;
  if (id == "outside_them") return outside_them;
  if (id == "release_freely") return release_freely;
  if (id == "release_at") return release_at;
  if (id == "day_cap") return day_cap;
  if (id == "staged_all") return staged_all;
  if (id == "release_except") return release_except;
  if (id == "release_stages") return release_stages;
  if (id == "classes_then") return classes_then;
  if (id == "last") return last;
  if (id == "election_either") return election_either;
  if (id == "undertakes_several") return undertakes_several;
  if (id == "gives_each") return gives_each;
  if (id == "parties_release") return parties_release;
  if (id == "longest_first") return longest_first;
  if (id == "lists_to") return lists_to;
  if (id == "release_several") return release_several;
  if (id == "destination_of_them") return destination_of_them;
  if (id == "release_of_whom") return release_of_whom;
  if (id == "release_once") return release_once;
  if (id == "release_both") return release_both;
  if (id == "release_at_once") return release_at_once;
  if (id == "release_in_order") return release_in_order;
  if (id == "in_order") return in_order;
  if (id == "groups_of") return groups_of;
  if (id == "weight_each") return weight_each;
  if (id == "exchange" || id == "exchange_equal") return exchange;
  if (id == "first") return first;
  if (id == "order_of_all") return order_of_all;
  if (id == "compositions") return compositions;
  if (id == "staged_days") return staged_days;
  if (id == "destination_them") return destination_them;
  if (id == "never_ahead_each") return never_ahead_each;
  if (id == "undertakes_each") return undertakes_each;
  if (id == "no_others_each") return no_others_each;
  if (id == "gates_before" || id == "gates_before_set") return gates_before;
  return spoken(id);
}

}  // namespace midspan::terms
