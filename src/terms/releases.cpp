// SPDX-License-Identifier: Apache-2.0
// Sentences that say more than one release, or a release and a rule: read here, printed one by one.
#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "terms/archive.hpp"
#include "terms/several.hpp"

namespace midspan::terms {

using namespace people;  // the whole file is about its types

namespace {

Amount exactly(const Number& number) {
  Amount amount;
  amount.kind = Amount::Kind::Exactly;
  amount.number = number;
  return amount;
}

bool either_release(const Node& node, const Surroundings& around, Release& release);

// "250 of the Pool": so many of whom.
bool of_whom(const Node& of, const Surroundings& around, Release& release) {
  Quantity quantity;
  if (!read_part(of, quantity, around)) return false;
  release.amount = std::move(quantity.amount);
  release.of = std::move(quantity.of);
  return true;
}

// "… to Venezuela within 30 days, at most 100 a day": what a sentence says of each of its releases.
void to_and_when(const Node& node, const Surroundings& around, Release& release) {
  if (const Node* to = node.find("to")) release.to = to->text;
  if (node.find("here") != nullptr) release.to = "where held";
  if (const Node* time = node.find("when")) read_part(*time, release.when, around);
  if (const Node* rate = node.find("rate")) release.rate = rate->number;
}

// "… to the other": where the sentence says so, of two parties.
void to_the_other(const Node& node, const Surroundings& around, Release& release) {
  if (node.find("other") == nullptr || around.parties.size() != 2) return;  // of more, the reader says so
  release.to = release.party == around.parties.front() ? around.parties.back() : around.parties.front();
}

void each_releases(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (const Node* of = node.find("of")) of_whom(*of, around, release);
  if (const Node* all = node.find("all_of")) release.of = set_of(*all);
  if (const Node* n = node.find("n")) {  // "300 each", "300 for 300"
    if (const Node* m = node.find("m"); m != nullptr && !(m->number == n->number)) return;
    release.amount = exactly(n->number);
  }
  to_and_when(node, around, release);
  for (const std::string& party : around.parties) {
    Release own = release;
    own.party = party;
    in_the_hands_of(own.of, party, around);
    to_the_other(node, around, own);
    made.emplace_back(std::move(own));
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
  if (node.find("rate") != nullptr) return;  // "…, at most 100 a day": of both together. The reader says how.
  for (const auto& [slot, each] : node.slots) {
    Release release;
    if (slot != "of" || !of_whom(*each, around, release)) continue;
    release.party = node.find("party")->text;
    to_and_when(node, around, release);
    made.emplace_back(std::move(release));
  }
  whose_they_are(made);
}

bool one_release(const Node& node, const Surroundings& around, Release& release) {
  if (const Node* of = node.find("of")) {
    if (!of_whom(*of, around, release)) return false;
  } else {  // "the oldest 10 of the Prisoners"
    release.amount = exactly(node.find("n")->number);
    release.of = set_of(*node.find("who"));
  }
  release.party = node.find("party")->text;
  to_and_when(node, around, release);
  return true;
}

// "Once the funds are confirmed, the United States releases 5 of the Prisoners": the gate is of the article, which
// holds nothing else that releases (the reader sees to that).
void release_once(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  Sequencing after;
  after.kind = Sequencing::Kind::After;
  after.articles.push_back(around.article);
  if (!either_release(node, around, release)) return;
  for (const auto& [slot, each] : node.slots)
    if (slot == "conditions" && !read_part(*each, after.conditions.emplace_back(), around)) return;
  if (release.when.name == "the same day") {
    if (after.conditions.front().kind != Condition::Kind::EventCertified) return;
    release.when.name = after.conditions.front().event;
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
void passive_of(const Node& node, const Node& of, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!of_whom(of, around, release)) return;
  release.party = holder_of(release.of, around);
  to_and_when(node, around, release);
  if (!release.party.empty()) {
    to_the_other(node, around, release);
    return static_cast<void>(made.emplace_back(std::move(release)));
  }
  if (release.amount.kind != Amount::Kind::All) return;  // so many of whose? The reader asks.
  // "All prisoners of war shall be released": each party those whom it holds.
  for (const std::string& party : around.parties) {
    release.party = party;
    to_the_other(node, around, release);
    made.emplace_back(release);
  }
}

// "Up to 5000 of A and up to 1000 of B shall be released": each of them, or nobody knows whose.
void release_passive(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "of") continue;
    const std::size_t before = made.size();
    passive_of(node, *each, around, made);
    if (made.size() == before) return made.clear();
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
  Release back, ours;
  if (!of_whom(*node.find("theirs"), around, back)) return;
  back.party = holder_of(back.of, around);
  std::string party = node.find("party") != nullptr ? node.find("party")->text : "";
  const Node* of = node.find("of");
  if (of != nullptr && !of_whom(*of, around, ours)) return;
  if (party.empty()) party = holder_of(ours.of, around);
  // Of two parties it is the other.
  const auto other = [&](const std::string& one) {
    return around.parties.size() != 2 || one.empty() ? std::string()
           : around.parties.front() == one           ? around.parties.back()
                                                     : around.parties.front();
  };
  if (back.party.empty()) back.party = other(party);
  if (party.empty()) party = other(back.party);
  if (back.party.empty() || party.empty() || back.party == party) return;
  const auto add = [&](Release release) {
    to_and_when(node, around, release);
    made.emplace_back(std::move(release));
  };
  ours.party = party;
  if (of != nullptr) add(std::move(ours));
  for (const auto& [slot, each] : node.slots) {
    Owed owed;
    if (slot == "owed" && read_part(*each, owed, around)) add(owed_release(owed, party));
  }
  made.emplace_back(std::move(back));
}

// "3 of the Prisoners are released for each of the Hostages": by whoever holds them.
void key_passive(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Key key;
  for (const auto& [slot, each] : node.slots) {
    Owed owed;
    if (slot != "owed" || !read_part(*each, owed, around)) continue;
    const std::string holder = holder_of(owed.of, around);
    if (holder.empty() || (!key.party.empty() && key.party != holder)) return;
    key.party = holder;
    key.owed.push_back(std::move(owed));
  }
  key.delivered = set_of(*node.find("delivered"));
  if (const Node* by = node.find("by")) key.by = by->text;
  if (const Node* to = node.find("to")) key.to = to->text;
  if (const Node* time = node.find("when")) read_part(*time, key.when, around);
  if (const Node* every = node.find("every")) {
    key.basis = Key::Basis::Every;
    key.every = every->number;
  }
  if (!key.owed.empty()) made.emplace_back(std::move(key));
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
    Release release;
    if (!of_whom(*each->find("of"), around, release)) continue;
    release.party = node.find("party")->text;
    to_and_when(node, around, release);
    release.to = each->find("to")->text;
    made.emplace_back(std::move(release));
  }
}

// "Angola releases half of A by 1 May and the rest by 1 June": whoever is left when the first are gone.
void release_rest(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release first;
  if (!either_release(node, around, first)) return;
  Release rest = first;
  rest.amount = Amount{};
  rest.when = When{};
  read_part(*node.find("then"), rest.when, around);
  made.emplace_back(std::move(first));
  made.emplace_back(std::move(rest));
}

// "The rest are released by 30 June": of the group of which some were released in the sentence before.
void rest_released(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  if (around.last == nullptr || around.last->amount.kind == Amount::Kind::All) return;
  Release rest = *around.last;
  if (const Node* party = node.find("party"); party != nullptr && party->text != rest.party) return;
  rest.amount = Amount{};
  rest.when = When{};
  rest.rate = Number{};
  to_and_when(node, around, rest);
  made.emplace_back(std::move(rest));
}

// "Israel and Hamas exchange all their prisoners": each gives the other all that it holds.
void exchange_all(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  std::vector<std::string> parties;
  for (const auto& [slot, each] : node.slots)
    if (slot == "parties") parties.push_back(each->find("party")->text);
  for (const std::string& party : parties) {
    Release release;
    release.party = party;
    release.of = held_by(party);
    if (parties.size() == 2) release.to = party == parties.front() ? parties.back() : parties.front();
    to_and_when(node, around, release);
    made.emplace_back(std::move(release));
  }
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

// "Italy releases all of the Sick and all of the Women without any return": they oblige the other side to nothing. Of a
// number of them nobody could say who.
void release_freely(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  std::vector<ClauseBody> releases;
  (node.find("party") == nullptr ? release_passive : release_several)(node, around, releases);
  for (ClauseBody& each : releases) {
    if (std::get<Release>(each).amount.kind != Amount::Kind::All) return made.clear();
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
  made.emplace_back(std::move(release));
  made.push_back(sites(node, {around.article}));
}

// "Israel releases 250 of A, including list NAMED": who is among them is a rule of this article.
void release_including(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!either_release(node, around, release)) return;
  Named named;
  named.article = around.article;
  named.who = set_of(*node.find("who"));
  made.emplace_back(std::move(release));
  made.emplace_back(std::move(named));
}

// "The Detainees are released in three groups of 20 each": how large a group is binds every release.
void release_in_groups(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Release release;
  if (!either_release(node, around, release)) return;
  made.emplace_back(std::move(release));
  many_of("groups_of")(node, around, made);
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
  Quantity total;
  if (const Node* whole = node.find("total")) {
    if (!read_part(*whole, total, around) || total.amount.kind != Amount::Kind::Exactly) return;
    of = total.of;
  }
  Number sum;
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
      release.amount = exactly(number->number);
      sum.low += number->number.low;
      sum.high += number->number.high;
    }  // else the rest: whoever is left
    if (of == Set{} && node.find("total") == nullptr) return made.clear();  // "3 on day 1": of whom?
    release.of = of;
    if (const Node* phase = each->find("phase")) {
      release.when.kind = When::Kind::InPhase;
      release.when.name = phase->text;
    } else if (!read_part(*each->find("when"), release.when, around)) {
      return made.clear();
    }
    made.emplace_back(std::move(release));
  }
  // "700 in three batches, the first of 200, the second of 300": of the others nothing is said.
  if (node.find("total") != nullptr && (sum.low != total.amount.number.low || sum.high != total.amount.number.high))
    made.clear();
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
  if (const Node* time = node.find("then")) {
    Surroundings behind = around;
    if (one.when.date) behind.since = one.when.until ? one.when.until : one.when.date;
    if (!read_part(*time, other.when, behind)) return;  // "the next day": after which?
    // "A delivers 500 and B 420 within 60 days": both. "The next day" and "after the hand-over" are of the second.
    static const std::set<std::string_view> kOfBoth{
        "on_day",      "on_date",       "in_phase",         "within",
        "within_date", "by_date",       "within_months_of", "within_months_date",
        "before_date", "between_dates", "within_days",      "within_months"};
    const Node* of = node.find("of");  // "Within 10 days, A releases … in exchange for …"
    const bool fronted = of != nullptr && time->span.begin < of->span.begin;
    if (node.find("when") == nullptr && (fronted || node.find("together") != nullptr) &&
        kOfBoth.contains(form_ids("when")[static_cast<std::size_t>(time->form)]))
      one.when = other.when;
  }
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

// "The parties exchange prisoners one for one, rank for rank": for each whom the first releases, the second one.
void exchange_man_for_man(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  if (node.find("n") != nullptr)  // "1000 for 1000"
    return (node.find("parties") != nullptr ? parties_release : each_releases)(node, around, made);
  const Node* left = node.find("left");
  if (left == nullptr && around.parties.size() != 2) return;  // of three parties nobody could say whose
  Key key;
  key.by = left != nullptr ? left->text : around.parties.front();
  key.party = left != nullptr ? node.find("right")->text : around.parties.back();
  key.delivered = held_by(key.by);
  Owed owed;
  owed.of = held_by(key.party);
  owed.number.low = owed.number.high = 1;
  key.owed.push_back(std::move(owed));
  key.by_rank = node.find("by_rank") != nullptr;
  made.emplace_back(std::move(key));
}

}  // namespace

const ManyForms& many_releases() {
  static const ManyForms kForms{
      {"each_releases", each_releases},
      {"release_passive", release_passive},
      {"release_to_each", release_to_each},
      {"release_rest", release_rest},
      {"release_ranked", release_ranked},
      {"release_on_parole", release_on_parole},
      {"release_for", release_for},
      {"phase_comprises", phase_comprises},
      {"key_passive", key_passive},
      {"rest_released", rest_released},
      {"exchange_all", exchange_all},
      {"exchange_man_for_man", exchange_man_for_man},
      {"release_freely", release_freely},
      {"release_several_freely", release_freely},
      {"release_at", release_at},
      {"release_including", release_including},
      {"release_in_groups", release_in_groups},
      {"release_except", release_except},
      {"release_stages", release_stages},
      {"parties_release", parties_release},
      {"release_several", release_several},
      {"release_of_whom", release_of_whom},
      {"release_once", release_once},
      {"release_both", release_both},
      {"release_at_once", release_at_once},
      {"release_in_order", release_in_order},
      {"exchange", exchange},
      {"exchange_equal", exchange},
  };
  return kForms;
}

}  // namespace midspan::terms
