// SPDX-License-Identifier: Apache-2.0
// What each clause means: one line a form, read in both directions (archive.hpp). The order is the order in which forms
// are tried for printing, so the more special form of two that could say the same stands first.
#include "base/assert.hpp"
#include "terms/archive.hpp"
#include "terms/several.hpp"

namespace midspan::terms {

using namespace people;  // the whole file is about its types

namespace {

template <class T, class Bind>
bool in(Archive& archive, ClauseBody& body, Bind bind) {
  if (archive.writing()) {
    T* value = std::get_if<T>(&body);
    return value != nullptr && bind(archive, *value);
  }
  T made{};
  if (!bind(archive, made)) return false;
  body = std::move(made);
  return true;
}

bool quantity(Archive& a, Amount& amount, Set& of) {
  Quantity both{amount, of};
  if (!a.part("of", both)) return false;
  amount = std::move(both.amount);
  of = std::move(both.of);
  return true;
}

bool owed(Archive& a, Key& k) {
  return a.text("party", k.party) && a.parts("owed", k.owed, 1) && a.maybe_text("to", k.to) &&
         a.maybe_part("when", k.when) && a.flag("fewer", k.fewer_if_fewer);
}

// "if alive, 50 of A; if dead, 50 of B"
bool owed_by_state(Archive& a, Key& k) {
  std::vector<Owed> alive;
  std::vector<Owed> dead;
  if (a.writing()) {
    for (Owed each : k.owed) {
      const Owed::State state = each.state;
      each.state = Owed::State::Any;
      if (state == Owed::State::Any) return false;
      (state == Owed::State::IfAlive ? alive : dead).push_back(std::move(each));
    }
  }
  if (!a.text("party", k.party) || !a.parts("alive", alive, 1) || !a.parts("dead", dead, 1) ||
      !a.maybe_text("to", k.to) || !a.maybe_part("when", k.when))
    return false;
  if (a.writing()) return true;
  for (Owed& each : alive) {
    each.state = Owed::State::IfAlive;
    k.owed.push_back(std::move(each));
  }
  for (Owed& each : dead) {
    each.state = Owed::State::IfDead;
    k.owed.push_back(std::move(each));
  }
  return true;
}

// "For each of them": every single one.
bool one(Archive& a, Number& every) {
  if (a.writing()) return every.low == 1 && every.high == 1 && !every.open;
  every.low = every.high = 1;
  return true;
}

// "10 per cent of": in every hundred.
bool hundredth(Archive& a, Number& every) {
  constexpr std::int64_t kHundred = 100;
  if (a.writing()) return every.low == kHundred && every.high == kHundred;
  every.low = every.high = kHundred;
  return true;
}

// "No person convicted of murder": filters without a set.
bool whom(Archive& a, Set& who) {
  if (!a.writing()) {
    who = persons_of(a.node());
    return who != Set{};
  }
  if (!a.is(who.kind, Set::Kind::Persons)) return false;
  return a.parts("filters", who.filters, 1);
}

bool keys(Archive& a, Priority& p) {
  if (!a.set("within", p.within)) return false;
  if (!a.writing()) {
    p.keys.emplace_back();
    if (!a.named("key", p.keys.back(), kOrders)) return false;
    for (const auto& [slot, node] : a.node().slots) {
      if (slot == "rest") p.keys.push_back(order_of(*node->find("key")));
    }
    return true;
  }
  if (p.keys.empty() || !p.classes.empty() || !a.named("key", p.keys.front(), kOrders)) return false;
  for (std::size_t at = 1; at < p.keys.size(); ++at) {
    Node key;
    key.text = kOrders.at(static_cast<std::size_t>(p.keys[at]));
    Node then;
    then.form = 0;
    then.slots.emplace_back(std::string_view("key"), std::make_shared<Node>(std::move(key)));
    a.add("rest", std::make_shared<Node>(std::move(then)));
  }
  return true;
}

bool classes(Archive& a, Priority& p) {
  if (!a.set("within", p.within)) return false;
  if (!a.writing()) {
    for (const auto& [slot, node] : a.node().slots)
      if (slot == "classes") p.classes.push_back(set_of(*node->find("set")));
    return true;
  }
  if (p.classes.empty() || !p.keys.empty()) return false;
  for (const Set& each : p.classes) {
    NodePtr set = node_of(each);
    if (!set) return false;
    Node item;
    item.form = 0;
    item.slots.emplace_back(std::string_view("set"), std::move(set));
    a.add("classes", std::make_shared<Node>(std::move(item)));
  }
  return true;
}

bool shares(Archive& a, Destination& d) {
  if (!a.set("who", d.who)) return false;
  if (!a.writing()) {
    for (const auto& [slot, node] : a.node().slots) {
      if (slot != "shares") continue;
      Amount amount;  // "the rest": all who go nowhere else
      if (const Node* count = node->find("count")) read_part(*count, amount, a.around());
      d.shares.emplace_back(std::move(amount), node->find("place")->text);
    }
    return true;
  }
  if (d.shares.empty()) return false;
  for (const auto& [amount, place] : d.shares) {
    Node item;
    item.form = amount.kind == Amount::Kind::All ? 1 : 0;
    NodePtr count = write_part(amount, a.around());
    if (!count || place.empty()) return false;
    Node where;
    where.text = place;
    if (item.form == 0) item.slots.emplace_back(std::string_view("count"), std::move(count));
    item.slots.emplace_back(std::string_view("place"), std::make_shared<Node>(std::move(where)));
    a.add("shares", std::make_shared<Node>(std::move(item)));
  }
  return true;
}

bool released_set(Archive& a, Set& set, const std::string& article) {
  return a.is(set.kind, Set::Kind::ReleasedUnder) && a.is(set.name, article);
}

bool refusing(Archive& a, Counting& c, Counting::What what) {
  bool kept = !c.replaced;
  if (!a.is(c.what, what) || !a.flag("kept", kept)) return false;
  c.replaced = !kept;
  return a.unless("uncounted", c.counts);
}

bool languages(Archive& a, Authority& r) {
  std::vector<std::string> names;
  if (a.writing()) {
    std::string_view rest = r.event;
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      names.emplace_back(rest.substr(0, comma));
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
  }
  if (!a.is(r.kind, Authority::Kind::EquallyAuthentic) || !a.texts("languages", names)) return false;
  std::sort(names.begin(), names.end());
  r.event.clear();
  for (const std::string& name : names) r.event += (r.event.empty() ? "" : ",") + name;
  return true;
}

bool read_by_many(Archive&, ClauseBody&) { return false; }

// "held by it" is held by whoever releases.
void resolve_self(Set& set, const std::string& party) {
  for (Filter& filter : set.filters)
    if (filter.kind == Filter::Kind::HeldBy && filter.text.empty()) filter.text = party;
  for (Set& part : set.parts) resolve_self(part, party);
}

// Of a number of described people it makes no difference who holds them.
void whose(ClauseBody& body, const Surroundings& around) {
  if (auto* release = std::get_if<Release>(&body)) {
    resolve_self(release->of, release->party);
    if (release->amount.kind == Amount::Kind::All || release->amount.share())
      in_the_hands_of(release->of, release->party, around);
  }
  if (auto* key = std::get_if<Key>(&body))
    for (Owed& each : key->owed) {
      resolve_self(each.of, key->party);
      if (each.all) in_the_hands_of(each.of, key->party, around);
    }
  if (auto* choice = std::get_if<Choice>(&body)) resolve_self(choice->pool, choice->party);
}

}  // namespace

template <>
const std::vector<Bound<Owed>>& bound<Owed>() {
  static const std::vector<Bound<Owed>> kForms{
      {"number",
       [](Archive& a, Owed& o) { return a.is(o.all, false) && a.number("n", o.number) && a.set("of", o.of); }},
      {"all", [](Archive& a, Owed& o) { return a.is(o.all, true) && a.set("of", o.of); }},
      {"single", [](Archive& a, Owed& o) { return a.is(o.all, false) && one(a, o.number) && a.set("of", o.of); }},
  };
  return kForms;
}

template <>
const std::vector<Bound<ListProtocol::Step>>& bound<ListProtocol::Step>() {
  using K = ListProtocol::Step::Kind;
  using Step = ListProtocol::Step;
  static const std::vector<Bound<Step>> kForms{
      {"lists", [](Archive& a, Step& s) { return a.is(s.kind, K::Lists) && a.number("n", s.days); }},
      {"statements", [](Archive& a, Step& s) { return a.is(s.kind, K::Statements) && a.number("n", s.days); }},
      {"observations", [](Archive& a, Step& s) { return a.is(s.kind, K::Observations) && a.number("n", s.days); }},
      {"replies", [](Archive& a, Step& s) { return a.is(s.kind, K::Replies) && a.number("n", s.days); }},
      {"final_lists", [](Archive& a, Step& s) { return a.is(s.kind, K::FinalLists) && a.number("n", s.days); }},
  };
  return kForms;
}

#define MIDSPAN_CLAUSE(id, Type, value, expression) \
  {id,                                              \
   [](Archive& a, ClauseBody& body) { return in<Type>(a, body, [](Archive& a, Type& value) { return expression; }); }}
// Two lambdas of one macro shadow each other's `a` on purpose: the inner one is the outer one.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"

template <>
const std::vector<Bound<ClauseBody>>& bound<ClauseBody>() {
  static const std::vector<Bound<ClauseBody>> kPrinted{
      MIDSPAN_CLAUSE("release_here", Release, r,
                     a.is(r.to, std::string("where held")) && a.text("party", r.party) && quantity(a, r.amount, r.of) &&
                         a.maybe_part("when", r.when)),
      MIDSPAN_CLAUSE("release", Release, r,
                     a.text("party", r.party) && quantity(a, r.amount, r.of) && a.maybe_text("to", r.to) &&
                         a.maybe_part("when", r.when) && a.maybe_number("rate", r.rate)),
      // Keys and what hangs on a number of releases.
      MIDSPAN_CLAUSE("key_each_person", Key, k,
                     a.is(k.basis, Key::Basis::Each) && a.is(k.delivered, Set{}) && a.text("by", k.by) && owed(a, k)),
      MIDSPAN_CLAUSE("key_each", Key, k,
                     a.is(k.basis, Key::Basis::Each) && a.set("delivered", k.delivered) && a.maybe_text("by", k.by) &&
                         owed(a, k) && a.flag("by_rank", k.by_rank)),
      MIDSPAN_CLAUSE("key_every", Key, k,
                     a.is(k.basis, Key::Basis::Every) && a.number("every", k.every) &&
                         a.set("delivered", k.delivered) && a.maybe_text("by", k.by) && owed(a, k)),
      MIDSPAN_CLAUSE("key_together", Key, k,
                     a.is(k.basis, Key::Basis::Together) && a.set("delivered", k.delivered) &&
                         a.maybe_text("by", k.by) && owed(a, k)),
      MIDSPAN_CLAUSE("key_state", Key, k,
                     a.is(k.basis, Key::Basis::Each) && a.set("delivered", k.delivered) && a.maybe_text("by", k.by) &&
                         owed_by_state(a, k)),
      MIDSPAN_CLAUSE("bonus", Bonus, b,
                     a.number("every", b.every) && a.set("delivered", b.delivered) && a.text("what", b.what) &&
                         a.number("amount", b.amount) && a.maybe_number("most", b.at_most)),
      MIDSPAN_CLAUSE("bonus_each", Bonus, b,
                     one(a, b.every) && a.set("delivered", b.delivered) && a.text("party", b.party) &&
                         a.number("amount", b.amount) && a.text("what", b.what) && a.maybe_text("to", b.to) &&
                         a.maybe_number("most", b.at_most)),
      MIDSPAN_CLAUSE("bonus_gives", Bonus, b,
                     a.number("every", b.every) && a.set("delivered", b.delivered) && a.text("party", b.party) &&
                         a.number("amount", b.amount) && a.text("what", b.what) && a.maybe_text("to", b.to) &&
                         a.maybe_number("most", b.at_most)),
      MIDSPAN_CLAUSE("weight", Weight, w,
                     a.text("left", w.left) && a.text("schedule", w.schedule) && a.text("right", w.right) &&
                         a.flag("carrying", w.carrying)),
      // Who is among them.
      MIDSPAN_CLAUSE("named_them", Named, n, a.them(n.article) && a.set("who", n.who)),
      MIDSPAN_CLAUSE("named_under", Named, n, a.text("article", n.article) && a.set("who", n.who)),
      MIDSPAN_CLAUSE("staged_them", Composition, c,
                     a.them(c.article) && released_set(a, c.who, c.article) && a.part("count", c.amount) &&
                         a.part("when", c.when)),
      MIDSPAN_CLAUSE("staged_under", Composition, c,
                     a.text("article", c.article) && released_set(a, c.who, c.article) && a.part("count", c.amount) &&
                         a.part("when", c.when)),
      MIDSPAN_CLAUSE(
          "composition_them", Composition, c,
          a.them(c.article) && a.part("count", c.amount) && a.set("who", c.who) && a.maybe_part("when", c.when)),
      MIDSPAN_CLAUSE("composition_under", Composition, c,
                     a.text("article", c.article) && a.part("count", c.amount) && a.set("who", c.who) &&
                         a.maybe_part("when", c.when)),
      MIDSPAN_CLAUSE("choice_share", Choice, c,
                     a.text("party", c.party) && quantity(a, c.amount, c.pool) && a.text("striker", c.striker) &&
                         hundredth(a, c.strikes_in_every) && a.number("strikes", c.strikes)),
      MIDSPAN_CLAUSE("choice_out_of", Choice, c,
                     a.text("party", c.party) && a.is(c.strikes_in_every, Number{}) &&
                         a.is(c.amount.kind, Amount::Kind::Exactly) && a.number("n", c.amount.number) &&
                         (!a.writing() || given(c.out_of)) && a.number("out_of", c.out_of) && a.set("pool", c.pool) &&
                         a.maybe_text("striker", c.striker) && a.maybe_number("strikes", c.strikes)),
      MIDSPAN_CLAUSE("choice", Choice, c,
                     a.text("party", c.party) && a.is(c.strikes_in_every, Number{}) && quantity(a, c.amount, c.pool) &&
                         a.maybe_text("striker", c.striker) && a.maybe_number("strikes", c.strikes)),
      MIDSPAN_CLAUSE("strike_share", Choice, c,
                     a.text("striker", c.striker) && hundredth(a, c.strikes_in_every) &&
                         a.number("strikes", c.strikes) && a.set("pool", c.pool)),
      MIDSPAN_CLAUSE("strike", Choice, c,
                     a.text("striker", c.striker) && a.is(c.strikes_in_every, Number{}) &&
                         a.number("strikes", c.strikes) && a.set("pool", c.pool)),
      MIDSPAN_CLAUSE(
          "substitute", Substitute, s,
          a.set("reserve", s.reserve) && a.flag("order", s.in_its_order) && a.maybe_text("article", s.article)),
      MIDSPAN_CLAUSE("priority", Priority, p, keys(a, p)),
      MIDSPAN_CLAUSE("classes", Priority, p, classes(a, p)),
      // Who does not go, and when nobody does.
      MIDSPAN_CLAUSE("gate_hold", Gate, g, a.is(g.kind, Gate::Kind::NoneUnderHold)),
      MIDSPAN_CLAUSE("gate_hold_kind", Gate, g, a.is(g.kind, Gate::Kind::NoneUnderHold) && a.text("hold", g.hold)),
      MIDSPAN_CLAUSE("gate_before", Gate, g, a.is(g.kind, Gate::Kind::NotBefore) && a.part("condition", g.before)),
      MIDSPAN_CLAUSE("gate_before_set", Gate, g,
                     a.is(g.kind, Gate::Kind::NotBefore) && a.set("who", g.who) && a.part("condition", g.before)),
      MIDSPAN_CLAUSE("lapses", Gate, g, a.is(g.kind, Gate::Kind::LapsesIfFails) && a.text("what", g.hold)),
      MIDSPAN_CLAUSE("exclusion", Exclusion, e,
                     whom(a, e.who) && a.maybe_text("to", e.to) && a.maybe_text("ground", e.ground)),
      MIDSPAN_CLAUSE("exclusion_set", Exclusion, e,
                     a.set("who", e.who) && a.maybe_text("to", e.to) && a.maybe_text("ground", e.ground)),
      MIDSPAN_CLAUSE("consent", ConsentRule, c, a.is(c.to, "")),
      MIDSPAN_CLAUSE("consent_to", ConsentRule, c, a.text("to", c.to)),
      MIDSPAN_CLAUSE("interview", Interview, i,
                     a.text("by", i.by) && a.flag("private", i.in_private) && a.maybe_part("when", i.when) &&
                         a.flag("again", i.again_at_handover)),
      MIDSPAN_CLAUSE("explanations", Interview, i, a.number("n", i.explanation_days)),
      MIDSPAN_CLAUSE("election_stay", Election, e, a.is(e.stay, true)),
      MIDSPAN_CLAUSE("election_third", Election, e, a.is(e.third_country, true)),
      MIDSPAN_CLAUSE("election_places", Election, e, a.is(e.third_country, true) && a.texts("places", e.places)),
      MIDSPAN_CLAUSE("election_later", Election, e, a.number("n", e.decide_within_days)),
      MIDSPAN_CLAUSE("election_custody", Election, e,
                     a.text("custody", e.custody) && a.maybe_number("n", e.custody_days)),
      // Counting.
      MIDSPAN_CLAUSE("refusers", Counting, c, refusing(a, c, Counting::What::Refusers)),
      MIDSPAN_CLAUSE("minors_count", Counting, c,
                     a.is(c.what, Counting::What::AccompanyingMinors) && a.is(c.counts, true)),
      MIDSPAN_CLAUSE("minors_not_counted", Counting, c,
                     a.is(c.what, Counting::What::AccompanyingMinors) && a.is(c.counts, false)),
      MIDSPAN_CLAUSE("found_later", Counting, c,
                     a.is(c.what, Counting::What::FoundLater) && a.is(c.released, true) &&
                         a.maybe_number("n", c.within_days) && a.flag("counts", c.counts)),
      MIDSPAN_CLAUSE("found_later_not", Counting, c,
                     a.is(c.what, Counting::What::FoundLater) && a.is(c.released, false)),
      MIDSPAN_CLAUSE("already_free", Counting, c, refusing(a, c, Counting::What::AlreadyFree)),
      MIDSPAN_CLAUSE("dead_before", Counting, c, refusing(a, c, Counting::What::DeadBeforeHandover)),
      MIDSPAN_CLAUSE(
          "outside_key", Counting, c,
          a.is(c.what, Counting::What::OutsideTheKey) && a.is(c.who, Set{}) && a.unless("uncounted", c.counts)),
      MIDSPAN_CLAUSE("outside_key_set", Counting, c,
                     a.is(c.what, Counting::What::OutsideTheKey) && a.set("who", c.who)),
      MIDSPAN_CLAUSE("dual_nationals", Counting, c,
                     a.is(c.what, Counting::What::DualNationals) && a.is(c.counts, false)),
      MIDSPAN_CLAUSE("dual_nationals_each", Counting, c,
                     a.is(c.what, Counting::What::DualNationals) && a.is(c.counts, true)),
      MIDSPAN_CLAUSE("inside_total", Counting, c,
                     a.is(c.what, Counting::What::InsideTotal) && a.is(c.counts, true) && a.set("who", c.who) &&
                         a.text("article", c.article)),
      MIDSPAN_CLAUSE("outside_total", Counting, c,
                     a.is(c.what, Counting::What::InsideTotal) && a.is(c.counts, false) && a.set("who", c.who) &&
                         a.text("article", c.article)),
      // Where they go and what is promised of them.
      MIDSPAN_CLAUSE("destination_choice", Destination, d, a.is(d.own_choice, true) && a.is(d.who, Set{})),
      MIDSPAN_CLAUSE("destination_choice_set", Destination, d, a.is(d.own_choice, true) && a.set("who", d.who)),
      MIDSPAN_CLAUSE("destination_abroad", Destination, d,
                     a.set("who", d.who) && a.is(d.allowed, std::vector<std::string>{"abroad"}) &&
                         a.maybe_number("years", d.years) && a.maybe_text("until", d.until)),
      MIDSPAN_CLAUSE("destination", Destination, d,
                     a.set("who", d.who) && a.texts("allowed", d.allowed) && a.maybe_number("years", d.years) &&
                         a.maybe_text("until", d.until) && a.maybe_part("when", d.when)),
      MIDSPAN_CLAUSE("destination_shares", Destination, d, shares(a, d)),
      MIDSPAN_CLAUSE("custody_passes", Destination, d,
                     a.set("who", d.who) && a.text("custody", d.custody) && a.maybe_part("when", d.when)),
      MIDSPAN_CLAUSE("not_held_again", Covenant, c, a.is(c.kind, Covenant::Kind::NotHeldAgain)),
      MIDSPAN_CLAUSE("no_reprisal", Covenant, c, a.is(c.kind, Covenant::Kind::NoReprisal)),
      MIDSPAN_CLAUSE("no_combat", Covenant, c,
                     a.is(c.kind, Covenant::Kind::NoCombat) && a.is(c.who, Set{}) && a.maybe_number("years", c.years) &&
                         a.maybe_text("until", c.until)),
      MIDSPAN_CLAUSE("no_combat_set", Covenant, c,
                     a.is(c.kind, Covenant::Kind::NoCombat) && a.set("who", c.who) &&
                         a.maybe_number("years", c.years) && a.maybe_text("until", c.until)),
      MIDSPAN_CLAUSE("reports", Covenant, c,
                     a.is(c.kind, Covenant::Kind::Reports) && a.set("who", c.who) && a.text("party", c.party) &&
                         a.maybe_number("years", c.years)),
      MIDSPAN_CLAUSE("stays_away_all", Covenant, c,
                     a.is(c.kind, Covenant::Kind::StaysAbroad) && a.is(c.who, Set{}) && a.text("text", c.text) &&
                         a.maybe_number("years", c.years) && a.maybe_text("until", c.until)),
      MIDSPAN_CLAUSE("stays_away", Covenant, c,
                     a.is(c.kind, Covenant::Kind::StaysAbroad) && a.set("who", c.who) && a.text("text", c.text) &&
                         a.maybe_number("years", c.years) && a.maybe_text("until", c.until)),
      MIDSPAN_CLAUSE("undertakes", Covenant, c,
                     a.is(c.kind, Covenant::Kind::Other) && a.text("party", c.party) && a.text("text", c.text)),
      MIDSPAN_CLAUSE("no_others", Covenant, c,
                     a.is(c.kind, Covenant::Kind::HoldsNobodyElse) && a.text("party", c.party)),
      // Phases and order in time.
      MIDSPAN_CLAUSE(
          "phase_begins", PhaseRule, p,
          a.text("phase", p.phase) && a.parts("conditions", p.begins_when, 1) && a.maybe_number("n", p.days_after)),
      MIDSPAN_CLAUSE("phase_takes_place", PhaseRule, p, a.text("phase", p.phase) && a.part("when", p.when)),
      MIDSPAN_CLAUSE(
          "phase_cap", PhaseRule, p,
          a.text("phase", p.phase) && a.number("n", p.at_most) && a.maybe_number("stretchers", p.stretchers)),
      MIDSPAN_CLAUSE("phase_floor", PhaseRule, p, a.text("phase", p.phase) && a.number("n", p.at_least)),
      MIDSPAN_CLAUSE("each_phase_cap", PhaseRule, p,
                     a.is(p.when.kind, When::Kind::InEachPhase) && a.number("n", p.at_most)),
      MIDSPAN_CLAUSE("phase_every", PhaseRule, p, a.number("n", p.every_days)),
      MIDSPAN_CLAUSE("phase_extended", PhaseRule, p, a.text("phase", p.phase) && a.number("n", p.extension_days)),
      MIDSPAN_CLAUSE("phase_suspended", PhaseRule, p,
                     a.text("phase", p.phase) && a.parts("conditions", p.suspended_when, 1)),
      MIDSPAN_CLAUSE("carrier", PhaseRule, p,
                     a.text("carrier", p.carrier) && a.number("n", p.at_most) &&
                         a.maybe_number("stretchers", p.stretchers) && a.maybe_text("phase", p.phase)),
      MIDSPAN_CLAUSE("one_round", Sequencing, s, a.is(s.kind, Sequencing::Kind::OneRound)),
      MIDSPAN_CLAUSE("none_unless_all", Sequencing, s, a.is(s.kind, Sequencing::Kind::NoneUnlessAll)),
      MIDSPAN_CLAUSE("never_ahead", Sequencing, s,
                     a.is(s.kind, Sequencing::Kind::NeverAhead) && a.text("left", s.left) && a.text("right", s.right) &&
                         a.number("n", s.number)),
      MIDSPAN_CLAUSE("rounds_of", Sequencing, s, a.is(s.kind, Sequencing::Kind::RoundsOf) && a.number("n", s.number)),
      MIDSPAN_CLAUSE("after_article", Sequencing, s,
                     a.is(s.kind, Sequencing::Kind::After) && a.texts("articles", s.articles) &&
                         a.parts("conditions", s.conditions, 1)),
      MIDSPAN_CLAUSE("suspended", Sequencing, s,
                     a.is(s.kind, Sequencing::Kind::Suspended) && a.is(s.left, "") && a.texts("articles", s.articles) &&
                         a.parts("conditions", s.conditions, 1)),
      MIDSPAN_CLAUSE("may_suspend", Sequencing, s,
                     a.is(s.kind, Sequencing::Kind::Suspended) && a.text("by", s.left) &&
                         a.texts("articles", s.articles) && a.parts("conditions", s.conditions, 1)),
      MIDSPAN_CLAUSE("first_mover", Sequencing, s,
                     a.is(s.kind, Sequencing::Kind::FirstMover) && a.text("left", s.left) && a.text("right", s.right)),
      MIDSPAN_CLAUSE("sites", Sequencing, s, a.is(s.kind, Sequencing::Kind::Sites) && a.texts("places", s.places)),
      MIDSPAN_CLAUSE(
          "sites_of", Sequencing, s,
          a.is(s.kind, Sequencing::Kind::Sites) && a.texts("articles", s.articles) && a.texts("places", s.places)),
      MIDSPAN_CLAUSE("through", Sequencing, s, a.is(s.kind, Sequencing::Kind::Through) && a.texts("places", s.places)),
      MIDSPAN_CLAUSE("all_when", Sequencing, s, a.is(s.kind, Sequencing::Kind::AllWhen) && a.part("when", s.when)),
      MIDSPAN_CLAUSE("family_phase", FamilyRule, f, a.is(f.kind, FamilyRule::Kind::SamePhase)),
      MIDSPAN_CLAUSE("family_travel", FamilyRule, f, a.is(f.kind, FamilyRule::Kind::TravelTogether)),
      MIDSPAN_CLAUSE("minors_accompany", FamilyRule, f, a.is(f.kind, FamilyRule::Kind::MinorsAccompany)),
      MIDSPAN_CLAUSE("lasts", Consideration, c,
                     a.text("gives", c.gives) && a.number("amount", c.amount) && a.is(c.unit, "day") &&
                         a.maybe_part("when", c.when)),
      MIDSPAN_CLAUSE("gives", Consideration, c,
                     a.text("party", c.party) && a.text("gives", c.gives) && a.maybe_text("to", c.to) &&
                         a.maybe_part("when", c.when) && a.maybe_text("certifier", c.certifier)),
      MIDSPAN_CLAUSE("gives_amount", Consideration, c,
                     a.text("party", c.party) && a.number("amount", c.amount) && a.text("gives", c.gives) &&
                         a.maybe_text("to", c.to) && a.maybe_part("when", c.when) &&
                         a.maybe_text("certifier", c.certifier)),
      // Lists, publication, authority.
      MIDSPAN_CLAUSE("protocol", ListProtocol, l,
                     a.parts("steps", l.steps, 1) && a.flag("final", l.final_when_all_sign)),
      MIDSPAN_CLAUSE("protocol_final", ListProtocol, l, a.is(l.final_when_all_sign, true)),
      MIDSPAN_CLAUSE("protocol_fields", ListProtocol, l, a.texts("fields", l.fields)),
      MIDSPAN_CLAUSE("protocol_deposit", ListProtocol, l, a.texts("names", l.deposited_with)),
      MIDSPAN_CLAUSE("protocol_recurring", ListProtocol, l, a.number("n", l.every_months)),
      MIDSPAN_CLAUSE("publication", Publication, p,
                     a.is(p.effect, Publication::Effect::None) && a.number("n", p.hours) && a.maybe_text("by", p.by)),
      MIDSPAN_CLAUSE(
          "publication_person", Publication, p,
          a.is(p.effect, Publication::Effect::SuspendsPerson) && a.number("n", p.hours) && a.maybe_text("by", p.by)),
      MIDSPAN_CLAUSE(
          "publication_batch", Publication, p,
          a.is(p.effect, Publication::Effect::SuspendsBatch) && a.number("n", p.hours) && a.maybe_text("by", p.by)),
      MIDSPAN_CLAUSE("secret", Publication, p, a.is(p.secret, true)),
      MIDSPAN_CLAUSE("certifies", Authority, r,
                     a.is(r.kind, Authority::Kind::Certifies) && a.text("party", r.party) && a.text("event", r.event)),
      MIDSPAN_CLAUSE("mediates", Authority, r, a.is(r.kind, Authority::Kind::Mediates) && a.text("party", r.party)),
      MIDSPAN_CLAUSE("guarantees", Authority, r, a.is(r.kind, Authority::Kind::Guarantees) && a.text("party", r.party)),
      MIDSPAN_CLAUSE("dispute", Authority, r, a.is(r.kind, Authority::Kind::DisputeIsSevered)),
      MIDSPAN_CLAUSE(
          "audit", Authority, r,
          a.is(r.kind, Authority::Kind::ResidualAudit) && a.text("party", r.party) && a.maybe_number("n", r.days)),
      MIDSPAN_CLAUSE("enters_into_force", Authority, r,
                     a.is(r.kind, Authority::Kind::EntersIntoForce) && a.part("condition", r.condition)),
      MIDSPAN_CLAUSE("ends", Authority, r, a.is(r.kind, Authority::Kind::Ends) && a.part("condition", r.condition)),
      MIDSPAN_CLAUSE("authentic", Authority, r, languages(a, r)),
      MIDSPAN_CLAUSE("surplus", LedgerRule, l, a.is(l.kind, LedgerRule::Kind::SurplusCredited)),
      MIDSPAN_CLAUSE("surplus_lost", LedgerRule, l, a.is(l.kind, LedgerRule::Kind::SurplusNotCredited)),
      MIDSPAN_CLAUSE("shortfall", LedgerRule, l, a.is(l.kind, LedgerRule::Kind::ShortfallOwed)),
      MIDSPAN_CLAUSE("shortfall_lapses", LedgerRule, l, a.is(l.kind, LedgerRule::Kind::ShortfallLapses)),
      MIDSPAN_CLAUSE("corrected", LedgerRule, l, a.is(l.kind, LedgerRule::Kind::Corrected) && a.number("n", l.days)),
      MIDSPAN_CLAUSE("remains_by_person", RemainsRule, r,
                     a.is(r.kind, RemainsRule::Kind::Unit) && a.is(r.unit, RemainsRule::Unit::Person)),
      MIDSPAN_CLAUSE("remains_by_case", RemainsRule, r,
                     a.is(r.kind, RemainsRule::Kind::Unit) && a.is(r.unit, RemainsRule::Unit::Case)),
      MIDSPAN_CLAUSE("remains_by_part", RemainsRule, r,
                     a.is(r.kind, RemainsRule::Kind::Unit) && a.is(r.unit, RemainsRule::Unit::Part)),
      MIDSPAN_CLAUSE(
          "remains_identified", RemainsRule, r,
          a.is(r.kind, RemainsRule::Kind::IdentifiedBy) && a.text("party", r.party) && a.maybe_number("n", r.days)),
      MIDSPAN_CLAUSE("remains_wrong", RemainsRule, r,
                     a.is(r.kind, RemainsRule::Kind::ReturnedIfWrong) && a.unless("uncounted", r.counts)),
  };
  static const std::vector<Bound<ClauseBody>> kForms = [] {
    std::vector<Bound<ClauseBody>> forms = kPrinted;
    for (const auto& [id, read] : several_clauses())
      if (std::none_of(kPrinted.begin(), kPrinted.end(), [&](const auto& each) { return each.id == id; }))
        forms.push_back({id, read_by_many});
    return forms;
  }();
  return kForms;
}
#pragma GCC diagnostic pop
#undef MIDSPAN_CLAUSE

std::vector<ClauseBody> clauses_of(const Node& node, const Surroundings& around) {
  std::vector<ClauseBody> made;
  MIDSPAN_ASSERT(node.form >= 0);
  const Bound<ClauseBody>& form = bound<ClauseBody>()[static_cast<std::size_t>(node.form)];
  if (const Many many = many_of(form.id)) {
    many(node, around, made);
  } else {
    ClauseBody body;
    if (read_part(node, body, around)) made.push_back(std::move(body));
  }
  for (ClauseBody& body : made) whose(body, around);
  // "an equal number": to what the other side releases.
  const Node* of = node.find("of");
  const auto& quantities = bound<Quantity>();
  const bool them = of != nullptr && of->form >= 0 && static_cast<std::size_t>(of->form) < quantities.size() &&
                    quantities[static_cast<std::size_t>(of->form)].id.starts_with("as_many_") &&
                    quantities[static_cast<std::size_t>(of->form)].id != "as_many_or_all";
  for (ClauseBody& body : made) {
    auto* release = std::get_if<Release>(&body);
    if (!them || release == nullptr || release->amount.party != release->party) continue;
    const auto other = std::find_if(around.releasers.begin(), around.releasers.end(),
                                    [&](const std::string& each) { return each != release->party; });
    if (other == around.releasers.end()) return {};
    release->amount.party = *other;
  }
  return made;
}

NodePtr node_of(const ClauseBody& clause, const Surroundings& around) { return write_part(clause, around); }

bool releases(const ClauseBody& clause) {
  return std::holds_alternative<Release>(clause) || std::holds_alternative<Key>(clause);
}

const std::string* article_of_them(const ClauseBody& clause) {
  if (const auto* named = std::get_if<Named>(&clause)) return &named->article;
  if (const auto* composition = std::get_if<Composition>(&clause)) return &composition->article;
  if (const auto* destination = std::get_if<Destination>(&clause))
    if (destination->who.kind == Set::Kind::ReleasedUnder) return &destination->who.name;
  return nullptr;
}

}  // namespace midspan::terms
