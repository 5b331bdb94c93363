// SPDX-License-Identifier: Apache-2.0
// One sentence, several clauses: read here, printed one by one.
#include <algorithm>
#include <iterator>

#include "terms/archive.hpp"
#include "terms/several.hpp"

namespace midspan::terms {

using namespace people;  // the whole file is about its types

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

Set by_each_party(Set set, const std::vector<std::string>& parties) {
  for (Set& part : set.parts) part = by_each_party(std::move(part), parties);
  for (std::size_t at = 0; at < set.filters.size(); ++at) {
    const Filter& filter = set.filters[at];
    if (filter.kind != Filter::Kind::HeldBy || !filter.text.empty() || filter.negated || parties.size() < 2) continue;
    Set any;
    any.kind = Set::Kind::Union;
    any.span = set.span;
    any.written = set.written;
    for (const std::string& party : parties) {
      any.parts.push_back(set);
      any.parts.back().filters[at].text = party;
    }
    return any;
  }
  return set;
}

bool only_promises(const std::vector<ClauseBody>& bodies) {
  return std::all_of(bodies.begin(), bodies.end(), [](const ClauseBody& body) {
    const auto* covenant = std::get_if<Covenant>(&body);
    return covenant != nullptr && covenant->kind == Covenant::Kind::Other;
  });
}

bool forbids(const ClauseBody& body) {
  const auto* covenant = std::get_if<Covenant>(&body);
  return std::holds_alternative<Exclusion>(body) || std::holds_alternative<Gate>(body) ||
         std::holds_alternative<ConsentRule>(body) || (covenant != nullptr && covenant->kind != Covenant::Kind::Other);
}

void undertaken(const std::string& how, const std::vector<std::string>& parties, std::vector<ClauseBody>& bodies) {
  std::vector<std::string> by;
  for (const ClauseBody& body : bodies)
    if (const auto* release = std::get_if<Release>(&body);
        release != nullptr && std::find(by.begin(), by.end(), release->party) == by.end())
      by.push_back(release->party);
  for (const std::string& party : by.empty() ? parties : by) {
    Covenant covenant;
    covenant.kind = Covenant::Kind::Other;
    covenant.party = party;
    covenant.text = how;
    bodies.emplace_back(std::move(covenant));
  }
}

void suspend_all(Agreement& agreement) {
  std::vector<std::string> releasing;
  for (const Article& article : agreement.articles)
    if (std::any_of(article.clauses.begin(), article.clauses.end(),
                    [](const Clause& clause) { return releases(clause.body); }))
      releasing.push_back(article.number);
  for (Article& article : agreement.articles)
    for (Clause& clause : article.clauses)
      if (auto* rule = std::get_if<Sequencing>(&clause.body);
          rule != nullptr && rule->kind == Sequencing::Kind::Suspended && rule->articles.empty())
        rule->articles = releasing;
}

ClauseBody sites(const Node& node, std::vector<std::string> articles) {
  Sequencing where;
  where.kind = Sequencing::Kind::Sites;
  where.articles = std::move(articles);
  for (const auto& [slot, item] : node.slots)
    if (slot == "places") where.places.push_back(item->find("place")->text);
  return where;
}

Set held_by(const std::string& party, Set::Kind kind) {
  Set set;
  set.kind = kind;
  set.filters.emplace_back();
  set.filters.back().kind = Filter::Kind::HeldBy;
  set.filters.back().text = party;
  return set;
}

namespace {

bool described(const Set& set) {  // by its words alone, and not in whose hands
  const auto whose = [](const Filter& filter) {
    return filter.kind == Filter::Kind::HeldBy || filter.kind == Filter::Kind::HeldOnBehalfOf ||
           filter.kind == Filter::Kind::InList;
  };
  const bool named =
      set.kind == Set::Kind::Defined || set.kind == Set::Kind::List || set.kind == Set::Kind::ReleasedUnder;
  return !named && std::none_of(set.filters.begin(), set.filters.end(), whose) &&
         std::all_of(set.parts.begin(), set.parts.end(), described);
}

}  // namespace

void in_the_hands_of(Set& set, const std::string& party, const Surroundings& around) {
  if (described(set) && !party.empty() && !around.held_elsewhere(party))
    set.filters.push_back(held_by(party).filters.front());
}

OrderKey order_of(const Node& word) {
  return static_cast<OrderKey>(std::find(kOrders.begin(), kOrders.end(), word.text) - kOrders.begin());
}

namespace {

// Whom a sentence names as doing it; nobody: every party.
std::vector<std::string> parties_of(const Node& node, const Surroundings& around) {
  std::vector<std::string> named;
  for (const auto& [slot, each] : node.slots) {
    if (slot == "parties") named.push_back(each->find("party")->text);
    if (slot == "party" || slot == "by") named.push_back(each->text);
  }
  return named.empty() ? around.parties : named;
}

// "They are released in the order of their capture", "Those longest in captivity go first": of those of an article, or
// of everybody.
void in_order(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Priority priority;
  if (const Node* within = node.find("within")) priority.within = set_of(*within);
  for (const auto& [slot, each] : node.slots)
    if (slot == "key") priority.keys.push_back(order_of(*each));
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

std::vector<Set> classes(const Node& node) {
  std::vector<Set> made;
  for (const auto& [slot, each] : node.slots)
    if (slot == "classes") made.push_back(set_of(*each->find("set")));
  return made;
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
  if (all.parts.empty()) all.parts.push_back(persons_of(node));  // whom filters alone describe
  Priority priority;
  priority.classes.push_back(all.parts.size() == 1 ? all.parts.front() : all);
  made.emplace_back(std::move(priority));
}

// "Within the Prisoners, the Registered first, then the sick and wounded, then the longest held", "The order of release
// is: A; B": groups by their names, and behind them an order, within a group or of everybody.
void classes_then(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Priority groups;
  if (const Node* within = node.find("within")) groups.within = set_of(*within);
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

// "They are released within 20 days of the ceasefire", "3 on day 1, 3 on day 7": all of them, or so many each time.
void staged(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Composition composition;
  composition.article = around.them;
  composition.who.kind = Set::Kind::ReleasedUnder;
  composition.who.name = around.them;
  if (const Node* count = node.find("count")) read_part(*count, composition.amount, around);
  if (const Node* time = node.find("when")) {
    read_part(*time, composition.when, around);
    made.emplace_back(composition);
  }
  for (const auto& [slot, item] : node.slots) {
    if (slot != "days") continue;
    composition.when.kind = When::Kind::OnDay;
    composition.when.days = item->find("n")->number;
    made.emplace_back(composition);
  }
}

// "They are handed over at the border within 5 days": where is a rule of their article.
void staged_at(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  if (around.them.empty()) return;
  staged(node, around, made);
  made.push_back(sites(node, {around.them}));
}

// "Among them, 13 go to Germany", "They go to Gaza or Egypt", "5 of the Others stay in Ukraine": the canonical text
// names the article, or of the group so many.
void destination(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Destination there;
  there.who.kind = Set::Kind::ReleasedUnder;
  there.who.name = around.them;
  if (const Node* who = node.find("who")) there.who = set_of(*who);
  const auto share = [&](const Node& item) {
    Amount amount;
    if (const Node* count = item.find("count")) read_part(*count, amount, around);
    there.shares.emplace_back(std::move(amount), item.find("place")->text);
  };
  for (const auto& [slot, item] : node.slots) {
    if (slot == "allowed") there.allowed.push_back(item->find("place")->text);
    if (slot == "shares") share(*item);
  }
  if (node.find("place") != nullptr) share(node);
  if (const Node* years = node.find("years")) there.years = years->number;
  made.emplace_back(std::move(there));
}

// "The releases (of Article 1) are suspended when …", "Either party may suspend the second phase when …". Where no
// article is named, they are known at the end of the text. Who may suspend a phase is who says that it is time.
void suspended(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Sequencing rule;
  rule.kind = Sequencing::Kind::Suspended;
  for (const auto& [slot, each] : node.slots) {
    if (slot == "articles") rule.articles.push_back(each->find("article")->text);
    if (slot == "conditions") read_part(*each, rule.conditions.emplace_back(), around);
  }
  const Node* phase = node.find("phase");
  const bool may = node.find("by") != nullptr || node.find("each") != nullptr;
  for (const std::string& party : may ? parties_of(node, around) : std::vector<std::string>{""}) {
    rule.left = party;
    if (phase == nullptr) {
      made.emplace_back(rule);
      continue;
    }
    PhaseRule stopped;
    stopped.phase = phase->text;
    stopped.suspended_when = rule.conditions;
    for (Condition& each : stopped.suspended_when)
      if (each.kind != Condition::Kind::EventCertified && !party.empty()) return made.clear();
      else if (each.certifier.empty()) each.certifier = party;
    made.emplace_back(std::move(stopped));
  }
}

// "The second phase begins on 1 May, provided that the lists are complete": when, and not before what.
void phase_begins_when(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  PhaseRule time, gate;
  time.phase = gate.phase = node.find("phase")->text;
  read_part(*node.find("when"), time.when, around);
  for (const auto& [slot, each] : node.slots)
    if (slot == "conditions") read_part(*each, gate.begins_when.emplace_back(), around);
  made.emplace_back(std::move(time));
  made.emplace_back(std::move(gate));
}

// "The exchange takes place (simultaneously) at X (on 14 August)": that it is all at once, when, and where are rules of
// their own.
template <bool kAtOnce>
void round_at(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  if (kAtOnce) made.emplace_back(Sequencing{});
  made.push_back(sites(node, {}));
  const Node* time = node.find("when");
  if (time == nullptr) return;
  Sequencing when;
  when.kind = Sequencing::Kind::AllWhen;
  read_part(*time, when.when, around);
  made.insert(kAtOnce ? made.end() : made.begin(), std::move(when));
}

// "The releases begin on 3 January": none before.
void begins_on(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  Sequencing begins;
  begins.kind = Sequencing::Kind::AllWhen;
  begins.when.kind = When::Kind::From;
  if (const Node* day = node.find("day")) begins.when.date = day->day;
  if (const Node* n = node.find("n")) begins.when.days = n->number;
  if (const Node* event = node.find("event")) begins.when.name = event->text;
  made.emplace_back(std::move(begins));
}

// "Each party sends to ICRC a list of its prisoners within 10 days, with name and rank": lists, with whom
// they are deposited, and what they state.
void lists_to(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  ListProtocol lists, deposit, fields;
  for (const auto& [slot, each] : node.slots) {
    if (slot == "names") deposit.deposited_with.push_back(each->find("party")->text);
    if (slot == "fields") fields.fields.push_back(each->find("field")->text);
    if (slot == "n") {
      ListProtocol::Step lists_within;
      lists_within.kind = ListProtocol::Step::Kind::Lists;
      lists_within.days = each->number;
      lists.steps.push_back(std::move(lists_within));
    }
    if (slot != "steps") continue;
    ListProtocol::Step step;
    if (read_part(*each, step, around)) lists.steps.push_back(std::move(step));
  }
  made.emplace_back(std::move(lists));
  made.emplace_back(std::move(deposit));
  if (!fields.fields.empty()) made.emplace_back(std::move(fields));
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

// "Israel does not release the Prisoners": those whom it holds.
Set kept_by(const Node& node, const Node* party) {
  Set who = node.find("who") != nullptr ? set_of(*node.find("who")) : persons_of(node);
  const auto holds = [](const Filter& each) { return each.kind == Filter::Kind::HeldBy; };
  if (party == nullptr) return who;
  std::erase_if(who.filters, [&](const Filter& each) { return holds(each) && each.text.empty(); });
  if (std::none_of(who.filters.begin(), who.filters.end(), holds))
    who.filters.push_back(held_by(party->text).filters.front());
  return who;
}

void exclusion_by(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  std::vector<const Node*> parties;
  for (const auto& [slot, each] : node.slots)
    if (slot == "parties") parties.push_back(each->find("party"));
  if (parties.empty()) parties.push_back(node.find("party"));
  for (const Node* party : parties) {
    Exclusion kept;
    kept.who = kept_by(node, party);
    if (const Node* to = node.find("to")) kept.to = to->text;
    made.emplace_back(std::move(kept));
  }
}

void outside_key_articles(const Node& node, const Surroundings&, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "articles") continue;
    Counting outside;
    outside.what = Counting::What::OutsideTheKey;
    outside.who.kind = Set::Kind::ReleasedUnder;
    outside.who.name = each->find("article")->text;
    made.emplace_back(std::move(outside));
  }
}

// "before the pardon is signed and the guilt is admitted": a gate for each.
void gates_before(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "conditions") continue;
    Gate gate;
    gate.kind = Gate::Kind::NotBefore;
    if (node.find("who") != nullptr) gate.who = kept_by(node, node.find("party"));
    read_part(*each, gate.before, around);
    made.emplace_back(std::move(gate));
  }
}

// "Switzerland and ICRC assist the movement", "It is for ICRC to visit the wounded" (in Arabic the verb stands before
// whose it is), "Each party bears the cost", "… declares that it holds nobody else": each of them.
void undertakes(const Node& node, const Surroundings& around, std::vector<ClauseBody>& made) {
  Covenant covenant;
  const Node* text = node.find("text");
  covenant.kind = text != nullptr ? Covenant::Kind::Other : Covenant::Kind::HoldsNobodyElse;
  if (text != nullptr) covenant.text = text->text;
  if (const Node* who = node.find("who")) covenant.text = who->text + ": " + covenant.text;
  if (const Node* verb = node.find("verb")) covenant.text = verb->text + " " + covenant.text;
  for (const std::string& party : parties_of(node, around)) {
    covenant.party = party;
    made.emplace_back(covenant);
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

// "Those who refuse are not counted": whether somebody goes instead is not said. The reader asks.
void half(const Node&, const Surroundings&, std::vector<ClauseBody>&) {}

}  // namespace

const ManyForms& several_clauses() {
  static const ManyForms kForms = [] {
    ManyForms forms{
        {"one_round_at", round_at<true>},
        {"one_round_at_when", round_at<true>},
        {"sites_when", round_at<false>},
        {"begins_on", begins_on},
        {"destination_share", destination},
        {"inside_them", inside_them},
        {"outside_them", outside_them},
        {"day_cap", day_cap},
        {"staged_all", staged},
        {"staged_at", staged_at},
        {"classes_then", classes_then},
        {"last", last},
        {"election_either", election_either},
        {"suspended", suspended},
        {"may_suspend", suspended},
        {"phase_begins_when", phase_begins_when},
        {"undertakes_deed", undertakes},
        {"undertakes_several", undertakes},
        {"gives_each", gives_each},
        {"longest_first", in_order},
        {"lists_to", lists_to},
        {"in_order", in_order},
        {"groups_of", groups_of},
        {"weight_each", weight_each},
        {"first", first},
        {"order_of_all", classes_then},
        {"compositions", compositions},
        {"staged_days", staged},
        {"destination_them", destination},
        {"destination_of_them", destination},
        {"never_ahead_each", never_ahead_each},
        {"undertakes_each", undertakes},
        {"no_others_each", undertakes},
        {"gates_before", gates_before},
        {"gate_by", gates_before},
        {"exclusion_by", exclusion_by},
        {"outside_key_articles", outside_key_articles},
        {"gates_before_set", gates_before},
        {"refusers_half", half},
        {"free_half", half},
        {"dead_half", half},
    };
    forms.insert(many_releases().begin(), many_releases().end());
    forms.insert(spoken().begin(), spoken().end());
    return forms;
  }();
  return kForms;
}

Many many_of(std::string_view id) {
  const auto found = several_clauses().find(id);
  return found != several_clauses().end() ? found->second : nullptr;
}

}  // namespace midspan::terms
