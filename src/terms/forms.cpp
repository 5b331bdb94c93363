// SPDX-License-Identifier: Apache-2.0
// Sets, filters, amounts, times, conditions, goals.
#include "terms/forms.hpp"

#include "base/assert.hpp"
#include "terms/archive.hpp"

namespace midspan::terms {

using people::Amount;
using people::Comparison;
using people::Condition;
using people::Filter;
using people::Goal;
using people::Number;
using people::Set;
using people::When;

namespace {

const Surroundings kNowhere;

bool given(const Number& number) { return number.low != 0 || number.high != 0 || number.open || !number.proposals.empty(); }

}  // namespace

// ---- Leaves ------------------------------------------------------------------------------------------------------

bool Archive::text(std::string_view slot, std::string& value) {
  if (!writing()) {
    const Node* found = find(slot);
    if (found == nullptr) return false;
    value = found->text;
    return true;
  }
  if (value.empty()) return false;
  Node node;
  node.text = value;
  add(slot, std::make_shared<Node>(std::move(node)));
  return true;
}

bool Archive::maybe_text(std::string_view slot, std::string& value) {
  if (writing() ? value.empty() : find(slot) == nullptr) return true;
  return text(slot, value);
}

bool Archive::number(std::string_view slot, Number& value) {
  if (!writing()) {
    const Node* found = find(slot);
    if (found == nullptr) return false;
    value = found->number;
    return true;
  }
  Node node;
  node.number = value;
  add(slot, std::make_shared<Node>(std::move(node)));
  return true;
}

bool Archive::maybe_number(std::string_view slot, Number& value) {
  if (writing() ? !given(value) : find(slot) == nullptr) return true;
  return number(slot, value);
}

bool Archive::date(std::string_view slot, std::optional<base::Day>& value) {
  if (!writing()) {
    const Node* found = find(slot);
    if (found == nullptr) return false;
    value = found->day;
    return true;
  }
  if (!value) return false;
  Node node;
  node.day = *value;
  add(slot, std::make_shared<Node>(std::move(node)));
  return true;
}

bool Archive::maybe_date(std::string_view slot, std::optional<base::Day>& value) {
  if (writing() ? !value : find(slot) == nullptr) return true;
  return date(slot, value);
}

bool Archive::flag(std::string_view slot, bool& value) {
  if (!writing()) value = find(slot) != nullptr;
  else if (value) add(slot, std::make_shared<Node>());
  return true;
}

bool Archive::unless(std::string_view slot, bool& value) {
  bool inverse = !value;
  flag(slot, inverse);
  value = !inverse;
  return true;
}

bool Archive::texts(std::string_view slot, std::vector<std::string>& values) {
  if (!writing()) {
    for (const auto& [name, node] : from_->slots)
      if (name == slot) values.push_back(node->slots.empty() ? node->text : node->slots.front().second->text);
    return !values.empty();
  }
  if (values.empty()) return false;
  for (const std::string& value : values) {
    // The list's items are parts with one slot of the name that Table gives them; the printer looks only at the text.
    Node node;
    node.text = value;
    add(slot, std::make_shared<Node>(std::move(node)));
  }
  return true;
}

bool Archive::them(std::string& article) {
  if (!writing()) {
    article = around_.them;
    return true;
  }
  return article == around_.them;
}

bool Archive::set(std::string_view slot, Set& value) {
  if (!writing()) {
    const Node* found = find(slot);
    if (found == nullptr) return false;
    value = set_of(*found);
    return true;
  }
  NodePtr made = node_of(value);
  if (!made) return false;
  add(slot, std::move(made));
  return true;
}

// ---- Filters -----------------------------------------------------------------------------------------------------

namespace {

constexpr std::array<std::string_view, 4> kStandings{"alleged", "acknowledged", "confirmed", "interviewed"};
constexpr std::array<std::string_view, 10> kOrders{"IllOrWounded", "LongestHeld", "Oldest", "Youngest", "Minors",
                                                   "Women",        "ListOrder",   "Named",  "Alive",    "HigherRank"};

using Kind = Filter::Kind;

bool kind(Archive& archive, Filter& filter, Kind kind) {
  return archive.is(filter.kind, kind) && archive.flag("not", filter.negated);
}
bool with_text(Archive& archive, Filter& filter, Kind which, std::string_view slot) {
  return kind(archive, filter, which) && archive.text(slot, filter.text);
}
bool aged(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::Aged) && archive.is(filter.comparison, comparison) && archive.number("years", filter.number);
}
bool held(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::HeldSince) && archive.is(filter.comparison, comparison) && archive.date("day", filter.day);
}
bool standing(Archive& archive, Filter& filter) {
  if (!kind(archive, filter, Kind::StandingAtLeast) || !archive.named("standing", filter.standing, kStandings)) return false;
  if (archive.writing()) {
    Node node = *archive.target().slots.back().second;
    node.open = filter.open;
    archive.target().slots.back().second = std::make_shared<Node>(std::move(node));
  } else {
    filter.open = archive.find("standing")->open;
  }
  return true;
}

// Spoken as one, kept as two: both must hold.
bool never(Archive&, Filter&) { return false; }

}  // namespace

template <>
const std::vector<Bound<Filter>>& bound<Filter>() {
  static const std::vector<Bound<Filter>> kForms{
      {"held_by", [](Archive& a, Filter& f) { return with_text(a, f, Kind::HeldBy, "party"); }},
      {"held_by_self", [](Archive& a, Filter& f) { return kind(a, f, Kind::HeldBy) && a.is(f.text, ""); }},
      {"on_behalf", [](Archive& a, Filter& f) { return with_text(a, f, Kind::HeldOnBehalfOf, "party"); }},
      {"wanted_by", [](Archive& a, Filter& f) { return with_text(a, f, Kind::WantedBy, "party"); }},
      {"nationality", [](Archive& a, Filter& f) { return with_text(a, f, Kind::OfNationality, "nationality"); }},
      {"category", [](Archive& a, Filter& f) { return with_text(a, f, Kind::InCategory, "category"); }},
      {"rank", [](Archive& a, Filter& f) { return with_text(a, f, Kind::OfRank, "rank"); }},
      {"unit", [](Archive& a, Filter& f) { return with_text(a, f, Kind::OfUnit, "unit"); }},
      {"serving", [](Archive& a, Filter& f) { return with_text(a, f, Kind::Serving, "sentence"); }},
      {"convicted", [](Archive& a, Filter& f) { return with_text(a, f, Kind::ConvictedOf, "offence"); }},
      {"younger", [](Archive& a, Filter& f) { return aged(a, f, Comparison::Less); }},
      {"aged_to", [](Archive& a, Filter& f) { return aged(a, f, Comparison::AtMost); }},
      {"aged_from", [](Archive& a, Filter& f) { return aged(a, f, Comparison::AtLeast); }},
      {"older", [](Archive& a, Filter& f) { return aged(a, f, Comparison::More); }},
      {"aged_exactly", [](Archive& a, Filter& f) { return aged(a, f, Comparison::Equal); }},
      {"aged_between", never},
      {"women", [](Archive& a, Filter& f) { return kind(a, f, Kind::OfSex) && a.is(f.text, "female"); }},
      {"men", [](Archive& a, Filter& f) { return kind(a, f, Kind::OfSex) && a.is(f.text, "male"); }},
      {"minors", [](Archive& a, Filter& f) { return kind(a, f, Kind::Minor); }},
      {"ill", [](Archive& a, Filter& f) { return kind(a, f, Kind::IllOrWounded); }},
      {"gravely_ill", [](Archive& a, Filter& f) { return kind(a, f, Kind::GravelyIll); }},
      {"held_before", [](Archive& a, Filter& f) { return held(a, f, Comparison::Less); }},
      {"held_to", [](Archive& a, Filter& f) { return held(a, f, Comparison::AtMost); }},
      {"held_from", [](Archive& a, Filter& f) { return held(a, f, Comparison::AtLeast); }},
      {"held_after", [](Archive& a, Filter& f) { return held(a, f, Comparison::More); }},
      {"held_on", [](Archive& a, Filter& f) { return held(a, f, Comparison::Equal); }},
      {"held_between", never},
      {"captured_between", [](Archive& a, Filter& f) {
         return kind(a, f, Kind::CapturedBetween) && a.date("from", f.day) && a.date("to", f.day2);
       }},
      {"captured_from", [](Archive& a, Filter& f) { return kind(a, f, Kind::CapturedBetween) && a.date("from", f.day); }},
      {"captured_to", [](Archive& a, Filter& f) { return kind(a, f, Kind::CapturedBetween) && a.date("to", f.day2); }},
      {"captured_after", never},
      {"captured_before", never},
      {"list", [](Archive& a, Filter& f) { return with_text(a, f, Kind::InList, "list"); }},
      {"list_version", [](Archive& a, Filter& f) { return with_text(a, f, Kind::InList, "list") && a.number("version", f.number); }},
      {"standing", standing},
      {"under_any_hold", [](Archive& a, Filter& f) { return kind(a, f, Kind::UnderHold) && a.is(f.text, ""); }},
      {"under_hold", [](Archive& a, Filter& f) { return with_text(a, f, Kind::UnderHold, "hold"); }},
      {"alive", [](Archive& a, Filter& f) { return kind(a, f, Kind::Alive); }},
      {"dead", [](Archive& a, Filter& f) { return kind(a, f, Kind::Dead); }},
      {"field", [](Archive& a, Filter& f) { return kind(a, f, Kind::Field) && a.text("heading", f.text) && a.text("value", f.text2); }},
      {"consenting", [](Archive& a, Filter& f) { return kind(a, f, Kind::Consenting); }},
  };
  return kForms;
}

namespace {

Filter comparing(Kind kind, Comparison comparison, const Node& node) {
  Filter filter;
  filter.kind = kind;
  filter.comparison = comparison;
  filter.number = node.number;
  if (kind != Kind::Aged) filter.day = node.day;
  return filter;
}

void add_filters(const Node& node, std::vector<Filter>& filters) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "filters") continue;
    const std::string_view id = bound<Filter>()[static_cast<std::size_t>(each->form)].id;
    const std::size_t before = filters.size();
    if (id == "aged_between") {
      filters.push_back(comparing(Kind::Aged, Comparison::AtLeast, *each->find("from")));
      filters.push_back(comparing(Kind::Aged, Comparison::AtMost, *each->find("to")));
    } else if (id == "held_between") {
      filters.push_back(comparing(Kind::HeldSince, Comparison::AtLeast, *each->find("from")));
      filters.push_back(comparing(Kind::HeldSince, Comparison::AtMost, *each->find("to")));
    } else if (id == "captured_after" || id == "captured_before") {
      Filter filter;
      filter.kind = Kind::CapturedBetween;
      if (id == "captured_after") filter.day = each->find("day")->day + 1;
      else filter.day2 = each->find("day")->day - 1;
      filters.push_back(std::move(filter));
    } else {
      Filter filter;
      if (read_part(*each, filter, kNowhere)) filters.push_back(std::move(filter));
    }
    for (std::size_t at = before; at < filters.size(); ++at) filters[at].span = each->span;
  }
}

bool write_filters(const std::vector<Filter>& filters, std::size_t from, Node& into) {
  for (std::size_t at = from; at < filters.size(); ++at) {
    NodePtr made = write_part(filters[at], kNowhere);
    if (!made) return false;
    into.slots.emplace_back(std::string_view("filters"), std::move(made));
  }
  return true;
}

// ---- Sets --------------------------------------------------------------------------------------------------------

enum BaseForm { kPersons, kRemains, kDefined, kList, kListVersion, kReleased, kGroup, kWomen, kMen, kMinors, kIll };
constexpr std::string_view kBaseForms[] = {"persons", "remains", "defined", "list", "list_version", "released",
                                           "group",   "women",   "men",     "minors", "ill"};
enum SetOp { kExcept, kUnion, kBoth };
constexpr std::string_view kSetOps[] = {"except", "union", "both"};

Filter simple(Kind kind, std::string text = {}) {
  Filter filter;
  filter.kind = kind;
  filter.text = std::move(text);
  return filter;
}

Set base_of(const Node& node) {
  Set set;
  switch (node.form) {
    case kRemains: set.kind = Set::Kind::Remains; break;
    case kDefined:
      set.kind = Set::Kind::Defined;
      set.name = node.find("name")->text;
      break;
    case kList:
    case kListVersion:
      set.kind = Set::Kind::List;
      set.name = node.find("list")->text;
      break;
    case kReleased:
      set.kind = Set::Kind::ReleasedUnder;
      set.name = node.find("article")->text;
      break;
    case kGroup: set = set_of(*node.find("set")); break;
    case kWomen: set.filters.push_back(simple(Kind::OfSex, "female")); break;
    case kMen: set.filters.push_back(simple(Kind::OfSex, "male")); break;
    case kMinors: set.filters.push_back(simple(Kind::Minor)); break;
    case kIll: set.filters.push_back(simple(Kind::IllOrWounded)); break;
    default: break;
  }
  if (node.form == kListVersion) {  // a version of a list is a filter on it
    Filter version = simple(Kind::InList, set.name);
    version.number = node.find("version")->number;
    set.filters.push_back(std::move(version));
  }
  add_filters(node, set.filters);
  if (const Node* day = node.find("day")) set.as_of = day->day;
  set.span = node.span;
  return set;
}

NodePtr base_node(const Set& set) {
  Node node;
  std::size_t from = 0;
  const auto leaf = [&](std::string_view slot, const std::string& text) {
    Node made;
    made.text = text;
    node.slots.emplace_back(slot, std::make_shared<Node>(std::move(made)));
  };
  switch (set.kind) {
    case Set::Kind::Persons: node.form = kPersons; break;
    case Set::Kind::Remains: node.form = kRemains; break;
    case Set::Kind::Defined:
      node.form = kDefined;
      leaf("name", set.name);
      break;
    case Set::Kind::List: {
      node.form = kList;
      leaf("list", set.name);
      if (!set.filters.empty() && set.filters.front().kind == Kind::InList && set.filters.front().text == set.name &&
          !set.filters.front().negated && given(set.filters.front().number)) {
        node.form = kListVersion;
        from = 1;
        Node version;
        version.number = set.filters.front().number;
        node.slots.emplace_back(std::string_view("version"), std::make_shared<Node>(std::move(version)));
      }
      break;
    }
    case Set::Kind::ReleasedUnder:
      node.form = kReleased;
      leaf("article", set.name);
      break;
    case Set::Kind::Union:
    case Set::Kind::Intersection:
    case Set::Kind::Difference: {
      node.form = kGroup;
      Set plain = set;
      plain.filters.clear();
      plain.as_of.reset();
      NodePtr inner = node_of(plain);
      if (!inner) return nullptr;
      node.slots.emplace_back(std::string_view("set"), std::move(inner));
      break;
    }
  }
  if (!write_filters(set.filters, from, node)) return nullptr;
  if (set.as_of) {
    if (set.kind == Set::Kind::ReleasedUnder) return nullptr;
    Node day;
    day.day = *set.as_of;
    node.slots.emplace_back(std::string_view("day"), std::make_shared<Node>(std::move(day)));
  }
  return std::make_shared<Node>(std::move(node));
}

bool operation(Set::Kind kind) {
  return kind == Set::Kind::Union || kind == Set::Kind::Intersection || kind == Set::Kind::Difference;
}

}  // namespace

Set set_of(const Node& node) {
  Set made = base_of(*node.slots.front().second);
  bool grouped = node.slots.front().second->form == kGroup;
  for (std::size_t at = 1; at < node.slots.size(); ++at) {
    const Node& step = *node.slots[at].second;
    const Set::Kind kind = step.form == kExcept  ? Set::Kind::Difference
                           : step.form == kUnion ? Set::Kind::Union
                                                 : Set::Kind::Intersection;
    // "A or B or C" is one union; a group in brackets stays a part of its own.
    if (made.kind != kind || grouped || !made.filters.empty() || made.as_of) {
      Set outer;
      outer.kind = kind;
      outer.parts.push_back(std::move(made));
      made = std::move(outer);
      grouped = false;
    }
    made.parts.push_back(base_of(*step.find("right")));
  }
  made.span = node.span;
  return made;
}

NodePtr node_of(const Set& set) {
  static const std::string_view kBase = "base";
  static const std::string_view kOp = "op";
  Node node;
  if (!operation(set.kind) || !set.filters.empty() || set.as_of || set.parts.size() < 2) {
    if (operation(set.kind) && set.parts.size() < 2) return nullptr;
    NodePtr base = base_node(set);
    if (!base) return nullptr;
    node.slots.emplace_back(kBase, std::move(base));
    return std::make_shared<Node>(std::move(node));
  }
  // The first part may be a chain of another kind without brackets: "A except B or C" is (A except B) or C.
  const Set& first = set.parts.front();
  if (operation(first.kind) && first.kind != set.kind && first.filters.empty() && !first.as_of) {
    NodePtr left = node_of(first);
    if (!left) return nullptr;
    node.slots = left->slots;
  } else {
    NodePtr left = base_node(first);
    if (!left) return nullptr;
    node.slots.emplace_back(kBase, std::move(left));
  }
  for (std::size_t at = 1; at < set.parts.size(); ++at) {
    Node step;
    step.form = set.kind == Set::Kind::Difference ? kExcept : set.kind == Set::Kind::Union ? kUnion : kBoth;
    NodePtr right = base_node(set.parts[at]);
    if (!right) return nullptr;
    step.slots.emplace_back(std::string_view("right"), std::move(right));
    node.slots.emplace_back(kOp, std::make_shared<Node>(std::move(step)));
  }
  return std::make_shared<Node>(std::move(node));
}

// ---- Amounts -----------------------------------------------------------------------------------------------------

namespace {

bool amount(Archive& a, Amount& value, Amount::Kind kind) {
  if (!a.is(value.kind, kind)) return false;
  switch (kind) {
    case Amount::Kind::All: return true;
    case Amount::Kind::Between: return a.number("n", value.number) && a.number("m", value.upper);
    case Amount::Kind::PerDay: return a.number("n", value.number) && a.maybe_number("m", value.upper);
    case Amount::Kind::AsManyAs: return a.text("party", value.party) && a.text("article", value.article);
    default: return a.number("n", value.number);
  }
}
template <Amount::Kind kKind>
bool quantity(Archive& a, Quantity& value) {
  return amount(a, value.amount, kKind) && a.set("of", value.of);
}
template <Amount::Kind kKind>
bool count(Archive& a, Amount& value) {
  return amount(a, value, kKind);
}

}  // namespace

template <>
const std::vector<Bound<Quantity>>& bound<Quantity>() {
  using K = Amount::Kind;
  static const std::vector<Bound<Quantity>> kForms{
      {"all", quantity<K::All>},         {"exactly", quantity<K::Exactly>}, {"at_least", quantity<K::AtLeast>},
      {"at_most", quantity<K::AtMost>},  {"between", quantity<K::Between>}, {"per_day", quantity<K::PerDay>},
      {"percent", quantity<K::Percent>}, {"as_many", quantity<K::AsManyAs>},
  };
  return kForms;
}

template <>
const std::vector<Bound<Amount>>& bound<Amount>() {
  using K = Amount::Kind;
  static const std::vector<Bound<Amount>> kForms{
      {"all", count<K::All>},          {"exactly", count<K::Exactly>}, {"at_least", count<K::AtLeast>},
      {"at_most", count<K::AtMost>},   {"between", count<K::Between>}, {"percent", count<K::Percent>},
      {"at_least_percent", count<K::AtLeastPercent>}, {"at_most_percent", count<K::AtMostPercent>},
  };
  return kForms;
}

// ---- Times and conditions ----------------------------------------------------------------------------------------

template <>
const std::vector<Bound<When>>& bound<When>() {
  using K = When::Kind;
  static const std::vector<Bound<When>> kForms{
      {"on_day", [](Archive& a, When& w) { return a.is(w.kind, K::OnDay) && a.number("n", w.days); }},
      {"on_date", [](Archive& a, When& w) { return a.is(w.kind, K::OnDate) && a.date("day", w.date); }},
      {"in_phase", [](Archive& a, When& w) { return a.is(w.kind, K::InPhase) && a.text("phase", w.name); }},
      {"each_phase", [](Archive& a, When& w) { return a.is(w.kind, K::InEachPhase); }},
      {"within", [](Archive& a, When& w) { return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days) && a.text("event", w.name); }},
      {"within_date", [](Archive& a, When& w) { return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days) && a.date("day", w.date); }},
      {"within_days", [](Archive& a, When& w) { return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days); }},
      {"within_hours", [](Archive& a, When& w) { return a.is(w.kind, K::WithinHoursOf) && a.number("n", w.days) && a.text("event", w.name); }},
      {"by_date", [](Archive& a, When& w) { return a.is(w.kind, K::ByDate) && a.date("day", w.date); }},
      {"before_date", [](Archive& a, When& w) { return a.is(w.kind, K::Before) && a.date("day", w.date); }},
      {"after_date", [](Archive& a, When& w) { return a.is(w.kind, K::After) && a.date("day", w.date); }},
      {"before", [](Archive& a, When& w) { return a.is(w.kind, K::Before) && a.text("event", w.name); }},
      {"after", [](Archive& a, When& w) { return a.is(w.kind, K::After) && a.text("event", w.name); }},
  };
  return kForms;
}

template <>
const std::vector<Bound<Condition>>& bound<Condition>() {
  using K = Condition::Kind;
  static const std::vector<Bound<Condition>> kForms{
      {"event", [](Archive& a, Condition& c) {
         return a.is(c.kind, K::EventCertified) && a.text("event", c.event) && a.maybe_text("certifier", c.certifier);
       }},
      {"phase_complete", [](Archive& a, Condition& c) { return a.is(c.kind, K::PhaseComplete) && a.text("phase", c.name); }},
      {"article_complete", [](Archive& a, Condition& c) { return a.is(c.kind, K::ArticleComplete) && a.text("article", c.name); }},
      {"received_all", [](Archive& a, Condition& c) { return a.is(c.kind, K::ReceivedAll) && a.text("party", c.name); }},
      {"date", [](Archive& a, Condition& c) { return a.is(c.kind, K::DateReached) && a.date("day", c.day); }},
  };
  return kForms;
}

// ---- Goals -------------------------------------------------------------------------------------------------------

template <>
const std::vector<Bound<Goal>>& bound<Goal>() {
  using K = Goal::Kind;
  static const std::vector<Bound<Goal>> kForms{
      {"most", [](Archive& a, Goal& g) { return a.is(g.kind, K::MostReleased); }},
      {"first", [](Archive& a, Goal& g) { return a.is(g.kind, K::OrderFirst) && a.named("order", g.order, kOrders); }},
      {"smallest_difference", [](Archive& a, Goal& g) { return a.is(g.kind, K::SmallestDifference); }},
      {"fewest_phases", [](Archive& a, Goal& g) { return a.is(g.kind, K::FewestPhases); }},
      {"earliest", [](Archive& a, Goal& g) { return a.is(g.kind, K::EarliestPhases); }},
      {"most_of", [](Archive& a, Goal& g) {
         return a.is(g.kind, K::MostOf) && a.is(g.has_set, true) && a.set("set", g.of);
       }},
      {"fewest_rounds", [](Archive& a, Goal& g) { return a.is(g.kind, K::FewestRounds); }},
      {"wishes", [](Archive& a, Goal& g) { return a.is(g.kind, K::WishesMet); }},
  };
  return kForms;
}

Goal goal_of(const Node& node) {
  Goal goal;
  read_part(node, goal, kNowhere);
  goal.span = node.span;
  return goal;
}

NodePtr node_of(const Goal& goal) { return write_part(goal, kNowhere); }

template <class T>
std::vector<std::string_view> ids_of() {
  std::vector<std::string_view> ids;
  for (const Bound<T>& each : bound<T>()) ids.push_back(each.id);
  return ids;
}

std::vector<std::string_view> form_ids(std::string_view part) {
  if (part == "base") return {std::begin(kBaseForms), std::end(kBaseForms)};
  if (part == "setop") return {std::begin(kSetOps), std::end(kSetOps)};
  if (part == "filter") return ids_of<Filter>();
  if (part == "quantity") return ids_of<Quantity>();
  if (part == "count") return ids_of<Amount>();
  if (part == "when") return ids_of<When>();
  if (part == "condition") return ids_of<Condition>();
  if (part == "goal") return ids_of<Goal>();
  if (part == "clause") return ids_of<people::ClauseBody>();
  if (part == "owed") return ids_of<people::Owed>();
  if (part == "step") return ids_of<people::ListProtocol::Step>();
  if (part == "then") return {"then"};
  if (part == "composed") return {"item"};
  if (part == "share") return {"share"};
  if (part == "class") return {"class"};
  if (part == "place_item" || part == "place_or") return {"place"};
  if (part == "number_item") return {"day"};
  if (part == "article_item") return {"article"};
  if (part == "party_item") return {"party"};
  if (part == "field_item") return {"field"};
  if (part == "language_item") return {"language"};
  if (part == "custody") return {"on_behalf"};
  if (part == "equal") return {"equal"};
  if (part == "definition") return {"means"};
  if (part == "heading") return {"article", "schedule", "goals", "note"};
  if (part == "header")
    return {"title", "version", "parties", "mediators", "guarantors", "witnesses", "custody", "place", "words", "tie_lot",
            "tie_longest", "tie_list"};
  MIDSPAN_ASSERT(false);
}

}  // namespace midspan::terms
