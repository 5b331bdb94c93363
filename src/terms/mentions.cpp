// SPDX-License-Identifier: Apache-2.0
#include "terms/mentions.hpp"

namespace midspan::terms {

using namespace people;  // a visitor over all of its clauses

namespace {

class Collector {
 public:
  Mentions made;

  void operator()(const Release& r) {
    party(r.party);
    amount(r.amount);
    set(r.of);
    when(r.when);
    number(r.rate);
  }
  void operator()(const Key& k) {
    number(k.every);
    set(k.delivered);
    party(k.by);
    party(k.party);
    for (const Owed& each : k.owed) {
      number(each.number);
      set(each.of);
    }
    when(k.when);
  }
  void operator()(const Bonus& b) {
    number(b.every);
    set(b.delivered);
    number(b.amount);
    number(b.at_most);
    party(b.party);
  }
  void operator()(const Weight& w) {
    party(w.left);
    party(w.right);
  }
  void operator()(const Named& n) {
    article(n.article);
    set(n.who);
  }
  void operator()(const Composition& c) {
    article(c.article);
    amount(c.amount);
    set(c.who);
    when(c.when);
  }
  void operator()(const Choice& c) {
    party(c.party);
    party(c.striker);
    amount(c.amount);
    set(c.pool);
    number(c.out_of);
    number(c.strikes);
  }
  void operator()(const Substitute& s) {
    article(s.article);
    set(s.reserve);
  }
  void operator()(const Priority& p) {
    set(p.within);
    for (const Set& each : p.classes) set(each);
  }
  void operator()(const Exclusion& e) { set(e.who); }
  void operator()(const Gate& g) {
    set(g.who);
    condition(g.before);
  }
  void operator()(const ConsentRule&) {}
  void operator()(const Counting& c) {
    set(c.who);
    article(c.article);
    number(c.within_days);
  }
  void operator()(const Destination& d) {
    set(d.who);
    for (const auto& [count, place] : d.shares) amount(count);
    number(d.years);
    when(d.when);
  }
  void operator()(const Covenant& c) {
    set(c.who);
    number(c.years);
  }
  void operator()(const PhaseRule& p) {
    for (const Condition& each : p.begins_when) condition(each);
    for (const Condition& each : p.suspended_when) condition(each);
    for (const Number* each : {&p.at_most, &p.stretchers, &p.at_least, &p.days_after, &p.every_days, &p.extension_days})
      number(*each);
    when(p.when);
  }
  void operator()(const Sequencing& s) {
    party(s.left);
    party(s.right);
    number(s.number);
    for (const std::string& each : s.articles) article(each);
    for (const Condition& each : s.conditions) condition(each);
    when(s.when);
  }
  void operator()(const FamilyRule& f) { set(f.who); }
  void operator()(const Consideration& c) {
    number(c.amount);
    when(c.when);
  }
  void operator()(const ListProtocol& l) {
    for (const ListProtocol::Step& each : l.steps) number(each.days);
    number(l.every_months);
  }
  void operator()(const Publication& p) { number(p.hours); }
  void operator()(const Authority& r) {
    number(r.days);
    condition(r.condition);
  }
  void operator()(const Interview& i) {
    number(i.explanation_days);
    when(i.when);
  }
  void operator()(const Election& e) {
    number(e.decide_within_days);
    number(e.custody_days);
  }
  void operator()(const LedgerRule& l) { number(l.days); }
  void operator()(const RemainsRule& r) { number(r.days); }

 private:
  void number(const Number& value) {
    if (value.low != 0 || value.high != 0 || value.open) made.numbers.push_back(&value);
  }
  void set(const Set& value) {
    if (!(value == Set{})) made.sets.push_back(&value);
  }
  void party(const std::string& value) {
    if (!value.empty()) made.parties.push_back(&value);
  }
  void article(const std::string& value) {
    if (!value.empty()) made.articles.push_back(&value);
  }
  void amount(const Amount& value) {
    number(value.number);
    number(value.upper);
    article(value.article);
    party(value.party);
  }
  void when(const When& value) {
    number(value.days);
    if (value.kind == When::Kind::InPhase) made.phases.push_back(&value.name);
  }
  void condition(const Condition& value) {
    if (!(value == Condition{})) made.conditions.push_back(&value);
  }
};

}  // namespace

Mentions mentions(const ClauseBody& clause) {
  Collector collector;
  std::visit(collector, clause);
  return std::move(collector.made);
}

void each_set(const Set& set, std::vector<const Set*>& into) {
  into.push_back(&set);
  for (const Set& part : set.parts) each_set(part, into);
}

}  // namespace midspan::terms
