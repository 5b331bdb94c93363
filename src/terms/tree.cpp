// SPDX-License-Identifier: Apache-2.0
// The tree as canonical JSON: the bytes that are hashed. docs/formats/agreement-tree.md is the specification.
// DO NOT CHANGE a member's name or meaning: signed agreements would no longer match. New fields are left out when
// unset.
#include <algorithm>
#include <map>

#include "base/assert.hpp"
#include "base/bytes.hpp"
#include "base/json.hpp"
#include "names/countries.hpp"
#include "terms/terms.hpp"

namespace midspan::terms {

namespace {

using base::json::Array;
using base::json::Object;
using base::json::Value;
using namespace people;

template <class Enum, std::size_t N>
const char* name_of(Enum value, const char* const (&names)[N]) {
  MIDSPAN_ASSERT(static_cast<std::size_t>(value) < N);
  return names[static_cast<std::size_t>(value)];
}

class Tree {
 public:
  explicit Tree(const Agreement& agreement) : agreement_(agreement) {
    for (std::size_t at = 0; at < agreement.definitions.size(); ++at)
      definitions_.emplace(agreement.definitions[at].name, at + 1);
  }

  Value run() const {
    Object object{{"format", "midspan-agreement-1"}};
    if (agreement_.version) object["version"] = base::format_day(*agreement_.version);
    names(object, "parties", agreement_.parties);
    names(object, "mediators", agreement_.mediators);
    names(object, "guarantors", agreement_.guarantors);
    names(object, "witnesses", agreement_.witnesses);
    if (!agreement_.custody_on_behalf.empty()) {
      Array list;
      for (const auto& [holder, other] : agreement_.custody_on_behalf) list.push_back(Array{name(holder), name(other)});
      object["custody"] = std::move(list);
    }
    text(object, "place", name(agreement_.place));
    Array definitions;
    for (const Definition& each : agreement_.definitions) definitions.push_back(set(each.set));
    if (!definitions.empty()) object["definitions"] = std::move(definitions);
    Array articles;
    for (const Article& each : agreement_.articles) {
      Array clauses;
      for (const Clause& clause : each.clauses) clauses.push_back(this->clause(clause));
      articles.push_back(Object{{"article", each.number}, {"clauses", std::move(clauses)}});
    }
    object["articles"] = std::move(articles);
    if (!agreement_.schedules.empty()) {
      Array list;
      for (const Schedule& each : agreement_.schedules) {
        Array lines;
        for (const ScheduleLine& line : each.lines) lines.push_back(Array{line.rank, number(line.weight)});
        list.push_back(Object{{"schedule", each.name}, {"lines", std::move(lines)}});
      }
      object["schedules"] = std::move(list);
    }
    if (!agreement_.goals.empty()) {
      Array list;
      for (const Goal& each : agreement_.goals) list.push_back(goal(each));
      object["goals"] = std::move(list);
    }
    text(object, "ties", agreement_.tie_break);
    return object;
  }

 private:
  // A country is its code, whatever it is called; everything else is its canonical name.
  static std::string name(const std::string& canonical) {
    if (const auto alpha3 = names::country_of(canonical, "en");
        alpha3 && names::country_name(*alpha3, "en") == canonical)
      return *alpha3;
    return canonical;
  }
  static void text(Object& object, const char* member, const std::string& value) {
    if (!value.empty()) object[member] = value;
  }
  static void party(Object& object, const char* member, const std::string& value) { text(object, member, name(value)); }
  static void flag(Object& object, const char* member, bool value) {
    if (value) object[member] = true;
  }
  static void day(Object& object, const char* member, const std::optional<base::Day>& value) {
    if (value) object[member] = base::format_day(*value);
  }
  static void names(Object& object, const char* member, const std::vector<std::string>& values) {
    if (values.empty()) return;
    Array list;
    for (const std::string& each : values) list.push_back(name(each));
    object[member] = std::move(list);
  }

  static Value number(const Number& value) {
    if (!value.open) return value.low;
    Object object;
    if (value.proposals.empty()) {
      object["open"] = Array{value.low, value.high};
    } else {
      Array list;
      for (const auto& [party, proposal] : value.proposals) list.push_back(Array{name(party), proposal});
      object["proposals"] = std::move(list);
    }
    return object;
  }
  static void number(Object& object, const char* member, const Number& value) {
    if (value.low != 0 || value.high != 0 || value.open) object[member] = number(value);
  }

  Value filter(const Filter& value) const {
    static constexpr const char* kKinds[] = {
        "held by",    "held on behalf of", "wanted by", "nationality", "category",       "rank",        "unit",
        "serving",    "convicted of",      "aged",      "sex",         "ill or wounded", "gravely ill", "minor",
        "held since", "captured",          "list",      "standing",    "under hold",     "alive",       "dead",
        "field",      "consenting",        "held for",  "wishing",     "field number"};
    static constexpr const char* kComparisons[] = {"<", "<=", "=", ">=", ">"};
    static constexpr const char* kStandings[] = {"alleged", "acknowledged", "confirmed", "interviewed"};
    Object object{{"filter", name_of(value.kind, kKinds)}};
    flag(object, "not", value.negated);
    const bool is_name = value.kind == Filter::Kind::HeldBy || value.kind == Filter::Kind::HeldOnBehalfOf ||
                         value.kind == Filter::Kind::WantedBy || value.kind == Filter::Kind::Wishing;
    text(object, "value", is_name ? name(value.text) : value.text);
    text(object, "is", value.text2);
    if (value.kind == Filter::Kind::Aged || value.kind == Filter::Kind::HeldSince ||
        value.kind == Filter::Kind::HeldFor || value.kind == Filter::Kind::FieldNumber)
      object["compare"] = name_of(value.comparison, kComparisons);
    if (value.kind == Filter::Kind::Aged) object["number"] = number(value.number);
    else number(object, "number", value.number);
    day(object, "from", value.day);
    day(object, "to", value.day2);
    if (value.kind == Filter::Kind::StandingAtLeast) object["standing"] = name_of(value.standing, kStandings);
    flag(object, "open", value.open);
    return object;
  }

  Value set(const Set& value) const {
    static constexpr const char* kKinds[] = {"persons",        "remains", "defined", "list",
                                             "released under", "any of",  "all of",  "except"};
    Object object{{"set", name_of(value.kind, kKinds)}};
    if (value.kind == Set::Kind::Defined) {
      // Definitions are bound variables: their number counts, not what a language calls them.
      const auto found = definitions_.find(value.name);
      if (found != definitions_.end()) object["definition"] = found->second;
      else object["name"] = value.name;
    } else {
      text(object, "name", value.name);
    }
    if (!value.filters.empty()) {
      Array list;
      for (const Filter& each : value.filters) list.push_back(filter(each));
      // All must hold, so their order says nothing; languages put them in different ones.
      std::sort(list.begin(), list.end(), [](const Value& left, const Value& right) {
        return base::json::canonical(left) < base::json::canonical(right);
      });
      object["filters"] = std::move(list);
    }
    if (!value.parts.empty()) {
      Array list;
      for (const Set& each : value.parts) list.push_back(set(each));
      object["parts"] = std::move(list);
    }
    day(object, "as of", value.as_of);
    return object;
  }
  void set(Object& object, const char* member, const Set& value) const {
    if (!(value == Set{})) object[member] = set(value);
  }

  Value amount(const Amount& value) const {
    static constexpr const char* kKinds[] = {
        "all",     "exactly",    "at least", "at most",           "between",
        "per day", "as many as", "per cent", "at least per cent", "at most per cent"};
    Object object{{"amount", name_of(value.kind, kKinds)}};
    const bool counted = value.kind != Amount::Kind::All && value.kind != Amount::Kind::AsManyAs;
    if (counted) object["number"] = number(value.number);
    number(object, "upper", value.upper);
    party(object, "party", value.party);
    text(object, "article", value.article);
    flag(object, "by rank", value.by_rank);
    return object;
  }

  static Value when(const When& value) {
    static constexpr const char* kKinds[] = {
        "unsaid",        "on day", "in phase",        "within days of", "before", "after",           "on",
        "in each phase", "by",     "within hours of", "between",        "from",   "within months of"};
    Object object{{"when", name_of(value.kind, kKinds)}};
    number(object, "number", value.days);
    text(object, "name", value.name);
    day(object, "date", value.date);
    day(object, "until", value.until);
    return object;
  }
  static void when(Object& object, const When& value) {
    if (value.kind != When::Kind::Unsaid) object["when"] = when(value);
  }

  static Value condition(const Condition& value) {
    static constexpr const char* kKinds[] = {"event", "phase complete", "article complete", "received all", "date"};
    Object object{{"condition", name_of(value.kind, kKinds)}};
    text(object, "event", value.event);
    party(object, "certifier", value.certifier);
    text(object, "name", value.kind == Condition::Kind::ReceivedAll ? name(value.name) : value.name);
    day(object, "date", value.day);
    return object;
  }
  static void conditions(Object& object, const char* member, const std::vector<Condition>& values) {
    if (values.empty()) return;
    Array list;
    for (const Condition& each : values) list.push_back(condition(each));
    object[member] = std::move(list);
  }
  static void texts(Object& object, const char* member, const std::vector<std::string>& values) {
    if (values.empty()) return;
    Array list;
    for (const std::string& each : values) list.push_back(each);
    object[member] = std::move(list);
  }

  static const char* order(OrderKey key) {
    static constexpr const char* kNames[] = {"ill or wounded", "longest held", "oldest", "youngest", "minors",
                                             "women",          "list order",   "named",  "alive",    "higher rank"};
    return name_of(key, kNames);
  }

  Value goal(const Goal& value) const {
    static constexpr const char* kKinds[] = {"most released", "first",   "smallest difference", "fewest phases",
                                             "earliest",      "most of", "fewest rounds",       "wishes"};
    Object object{{"goal", name_of(value.kind, kKinds)}};
    if (value.kind == Goal::Kind::OrderFirst) object["order"] = order(value.order);
    if (value.has_set) object["of"] = set(value.of);
    return object;
  }

  Value clause(const Clause& value) const {
    Object object = std::visit([&](const auto& body) { return this->body(body); }, value.body);
    flag(object, "open", value.open);
    party(object, "proposed by", value.proposed_by);
    return object;
  }

  // ---- Clauses ----

  Object body(const Release& r) const {
    Object object{{"clause", "release"}, {"party", name(r.party)}, {"amount", amount(r.amount)}, {"of", set(r.of)}};
    party(object, "to", r.to);
    when(object, r.when);
    number(object, "a day", r.rate);
    return object;
  }
  Object body(const Key& k) const {
    static constexpr const char* kBases[] = {"each", "every", "together"};
    static constexpr const char* kStates[] = {"", "alive", "dead"};
    Object object{{"clause", "key"}, {"basis", name_of(k.basis, kBases)}, {"party", name(k.party)}};
    number(object, "every", k.every);
    object["delivered"] = set(k.delivered);
    party(object, "by", k.by);
    Array owed;
    for (const Owed& each : k.owed) {
      Object item{{"of", set(each.of)}};
      if (each.all) item["all"] = true;
      else item["number"] = number(each.number);
      text(item, "if", name_of(each.state, kStates));
      owed.push_back(std::move(item));
    }
    object["owed"] = std::move(owed);
    flag(object, "by rank", k.by_rank);
    party(object, "to", k.to);
    when(object, k.when);
    flag(object, "fewer if fewer", k.fewer_if_fewer);
    return object;
  }
  Object body(const Bonus& b) const {
    Object object{{"clause", "bonus"},
                  {"every", number(b.every)},
                  {"delivered", set(b.delivered)},
                  {"what", b.what},
                  {"amount", number(b.amount)}};
    number(object, "at most", b.at_most);
    party(object, "party", b.party);
    party(object, "to", b.to);
    return object;
  }
  Object body(const Weight& w) const {
    Object object{{"clause", "weight"}, {"left", name(w.left)}, {"right", name(w.right)}, {"schedule", w.schedule}};
    flag(object, "carrying", w.carrying);
    return object;
  }
  Object body(const Named& n) const { return {{"clause", "named"}, {"article", n.article}, {"who", set(n.who)}}; }
  Object body(const Composition& c) const {
    Object object{{"clause", "composition"}, {"article", c.article}, {"amount", amount(c.amount)}, {"who", set(c.who)}};
    when(object, c.when);
    return object;
  }
  Object body(const Choice& c) const {
    Object object{{"clause", "choice"}};
    party(object, "party", c.party);
    if (!c.party.empty()) object["amount"] = amount(c.amount);
    object["pool"] = set(c.pool);
    number(object, "out of", c.out_of);
    party(object, "striker", c.striker);
    if (!c.striker.empty()) object["strikes"] = number(c.strikes);
    number(object, "strikes in every", c.strikes_in_every);
    return object;
  }
  Object body(const Substitute& s) const {
    Object object{{"clause", "substitute"}, {"reserve", set(s.reserve)}};
    text(object, "article", s.article);
    flag(object, "in its order", s.in_its_order);
    return object;
  }
  Object body(const Priority& p) const {
    Object object{{"clause", "priority"}, {"within", set(p.within)}};
    Array keys;
    for (const OrderKey key : p.keys) keys.push_back(order(key));
    if (!keys.empty()) object["keys"] = std::move(keys);
    Array classes;
    for (const Set& each : p.classes) classes.push_back(set(each));
    if (!classes.empty()) object["classes"] = std::move(classes);
    return object;
  }
  // What stands in quotes as free words differs between languages and is left out: a ground, an undertaking's text.
  Object body(const Exclusion& e) const {
    Object object{{"clause", "exclusion"}, {"who", set(e.who)}};
    party(object, "to", e.to);
    flag(object, "ground", !e.ground.empty());
    return object;
  }
  Object body(const Gate& g) const {
    static constexpr const char* kKinds[] = {"none under hold", "not before", "lapses if fails"};
    Object object{{"clause", "gate"}, {"kind", name_of(g.kind, kKinds)}};
    text(object, "hold", g.hold);
    set(object, "who", g.who);
    if (g.kind == Gate::Kind::NotBefore) object["before"] = condition(g.before);
    return object;
  }
  Object body(const ConsentRule& c) const {
    Object object{{"clause", "consent"}};
    party(object, "to", c.to);
    return object;
  }
  Object body(const Counting& c) const {
    static constexpr const char* kWhats[] = {"refusers",       "accompanying minors",   "found later",
                                             "already free",   "dead before hand-over", "outside the key",
                                             "dual nationals", "inside total"};
    Object object{{"clause", "counting"}, {"what", name_of(c.what, kWhats)}, {"counts", c.counts}};
    flag(object, "replaced", c.replaced);
    set(object, "who", c.who);
    text(object, "article", c.article);
    flag(object, "released", c.released);
    number(object, "within days", c.within_days);
    return object;
  }
  Object body(const Destination& d) const {
    Object object{{"clause", "destination"}, {"who", set(d.who)}};
    Array shares;
    for (const auto& [count, place] : d.shares) shares.push_back(Array{amount(count), name(place)});
    if (!shares.empty()) object["shares"] = std::move(shares);
    names(object, "allowed", d.allowed);
    number(object, "years", d.years);
    text(object, "until", d.until);
    party(object, "custody", d.custody);
    when(object, d.when);
    flag(object, "own choice", d.own_choice);
    return object;
  }
  Object body(const Covenant& c) const {
    static constexpr const char* kKinds[] = {"not held again", "no reprisal", "no combat",        "reports",
                                             "stays away",     "other",       "holds nobody else"};
    Object object{{"clause", "covenant"}, {"kind", name_of(c.kind, kKinds)}};
    set(object, "who", c.who);
    number(object, "years", c.years);
    text(object, "until", c.until);
    party(object, "party", c.party);
    if (c.kind == Covenant::Kind::StaysAbroad) party(object, "from", c.text);
    return object;
  }
  Object body(const PhaseRule& p) const {
    Object object{{"clause", "phase"}};
    text(object, "phase", p.phase);
    conditions(object, "begins when", p.begins_when);
    when(object, p.when);
    number(object, "at most", p.at_most);
    number(object, "stretchers", p.stretchers);
    text(object, "carrier", p.carrier);
    number(object, "at least", p.at_least);
    number(object, "days after", p.days_after);
    number(object, "every days", p.every_days);
    number(object, "extension days", p.extension_days);
    conditions(object, "suspended when", p.suspended_when);
    return object;
  }
  Object body(const Sequencing& s) const {
    static constexpr const char* kKinds[] = {"one round",   "none unless all", "never ahead", "rounds of", "after",
                                             "first mover", "sites",           "through",     "all when",  "suspended"};
    Object object{{"clause", "sequencing"}, {"kind", name_of(s.kind, kKinds)}};
    party(object, "left", s.left);
    party(object, "right", s.right);
    number(object, "number", s.number);
    texts(object, "articles", s.articles);
    conditions(object, "conditions", s.conditions);
    names(object, "places", s.places);
    when(object, s.when);
    return object;
  }
  Object body(const FamilyRule& f) const {
    static constexpr const char* kKinds[] = {"same phase", "travel together", "minors accompany"};
    Object object{{"clause", "family"}, {"kind", name_of(f.kind, kKinds)}};
    set(object, "who", f.who);
    return object;
  }
  Object body(const Consideration& c) const {
    Object object{{"clause", "consideration"}};
    party(object, "party", c.party);
    text(object, "gives", c.gives);
    party(object, "to", c.to);
    party(object, "certifier", c.certifier);
    number(object, "amount", c.amount);
    text(object, "unit", c.unit);
    when(object, c.when);
    return object;
  }
  Object body(const ListProtocol& l) const {
    static constexpr const char* kKinds[] = {"lists", "statements", "observations", "replies", "final lists"};
    Object object{{"clause", "lists"}};
    Array steps;
    for (const ListProtocol::Step& each : l.steps)
      steps.push_back(Array{name_of(each.kind, kKinds), number(each.days)});
    if (!steps.empty()) object["steps"] = std::move(steps);
    flag(object, "final when all sign", l.final_when_all_sign);
    texts(object, "fields", l.fields);
    names(object, "deposited with", l.deposited_with);
    number(object, "every months", l.every_months);
    return object;
  }
  Object body(const Publication& p) const {
    static constexpr const char* kEffects[] = {"none", "suspends person", "suspends batch"};
    Object object{{"clause", "publication"}, {"objection", name_of(p.effect, kEffects)}};
    number(object, "hours", p.hours);
    flag(object, "secret", p.secret);
    party(object, "by", p.by);
    return object;
  }
  Object body(const Authority& r) const {
    static constexpr const char* kKinds[] = {"certifies",      "mediates",         "dispute is severed",
                                             "residual audit", "guarantees",       "enters into force",
                                             "ends",           "equally authentic"};
    Object object{{"clause", "authority"}, {"kind", name_of(r.kind, kKinds)}};
    party(object, "party", r.party);
    text(object, "event", r.event);
    number(object, "days", r.days);
    if (!(r.condition == Condition{})) object["condition"] = condition(r.condition);
    return object;
  }
  Object body(const Interview& i) const {
    Object object{{"clause", "interview"}};
    party(object, "by", i.by);
    flag(object, "in private", i.in_private);
    flag(object, "again at hand-over", i.again_at_handover);
    number(object, "explanation days", i.explanation_days);
    when(object, i.when);
    return object;
  }
  Object body(const Election& e) const {
    Object object{{"clause", "election"}};
    flag(object, "stay", e.stay);
    flag(object, "third country", e.third_country);
    names(object, "places", e.places);
    number(object, "decide within days", e.decide_within_days);
    party(object, "custody", e.custody);
    number(object, "custody days", e.custody_days);
    return object;
  }
  Object body(const LedgerRule& l) const {
    static constexpr const char* kKinds[] = {"surplus credited", "surplus not credited", "shortfall owed",
                                             "shortfall lapses", "corrected"};
    Object object{{"clause", "ledger"}, {"kind", name_of(l.kind, kKinds)}};
    number(object, "days", l.days);
    return object;
  }
  Object body(const RemainsRule& r) const {
    static constexpr const char* kKinds[] = {"unit", "identified by", "returned if wrong"};
    static constexpr const char* kUnits[] = {"person", "case", "part"};
    Object object{{"clause", "remains"}, {"kind", name_of(r.kind, kKinds)}};
    if (r.kind == RemainsRule::Kind::Unit) object["unit"] = name_of(r.unit, kUnits);
    party(object, "party", r.party);
    number(object, "days", r.days);
    flag(object, "counts", r.counts);
    return object;
  }

  const Agreement& agreement_;
  std::map<std::string, std::size_t, std::less<>> definitions_;
};

}  // namespace

std::string canonical_tree(const Agreement& agreement) { return base::json::canonical(Tree(agreement).run()); }

// In JSON a quotation mark inside a string is escaped, so only members can be spelled like this.
bool has_brackets(const Agreement& agreement) {
  const std::string tree = canonical_tree(agreement);
  return tree.find("\"open\":") != std::string::npos || tree.find("\"proposals\":") != std::string::npos;
}

std::string digest(const Agreement& agreement) { return base::to_hex(base::sha256(canonical_tree(agreement))); }

}  // namespace midspan::terms
