// SPDX-License-Identifier: Apache-2.0
// Amounts, times, conditions, goals; the leaves that every form shares.
#include "terms/forms.hpp"

#include "base/assert.hpp"
#include "terms/archive.hpp"

#include <set>

namespace midspan::terms {

using people::Amount;
using people::Condition;
using people::Filter;
using people::Goal;
using people::Number;
using people::Set;
using people::When;

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

// ---- Amounts -----------------------------------------------------------------------------------------------------

namespace {

bool amount(Archive& a, Amount& value, Amount::Kind kind) {
  if (!a.is(value.kind, kind)) return false;
  switch (kind) {
    case Amount::Kind::All: return true;
    case Amount::Kind::Between: return a.number("n", value.number) && a.number("m", value.upper);
    case Amount::Kind::PerDay: return a.number("n", value.number) && a.maybe_number("m", value.upper);
    case Amount::Kind::AsManyAs:
      return a.text("party", value.party) && a.text("article", value.article) && a.flag("by_rank", value.by_rank);
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
// "2 in every 3 of": a share that is no whole number of per cent.
template <Amount::Kind kKind>
bool share(Archive& a, Amount& value) {
  return a.is(value.kind, kKind) && a.number("n", value.number) && a.number("m", value.upper) && value.upper.low > 0;
}
// "a third of": read only.
template <Amount::Kind kKind>
bool thirds(Archive& a, Amount& value) {
  std::string count;
  if (a.writing() || !a.text("n", count)) return false;
  value.kind = kKind;
  value.number.low = value.number.high = std::stoll(count);
  value.upper.low = value.upper.high = 3;
  return true;
}
template <Amount::Kind kKind>
bool thirds_of(Archive& a, Quantity& value) {
  return thirds<kKind>(a, value.amount) && a.set("of", value.of);
}
// "as many as El Salvador releases under Article 1": of whoever the party itself holds; read only.
bool as_many(Archive& a, Quantity& value) {
  if (!amount(a, value.amount, Amount::Kind::AsManyAs)) return false;
  bool own = false;
  if (!a.writing()) a.flag("own", own);
  if (own) value.of.filters.emplace_back();  // held by it
  return own || a.set("of", value.of);
}
// "an equal number of": as many as are released under the article before. Read only.
bool as_many_as_them(Archive& a, Quantity& value) {
  if (a.writing() || a.around().them.empty() || !a.set("of", value.of)) return false;
  value.amount.kind = Amount::Kind::AsManyAs;
  value.amount.party = a.around().releasers.empty() ? "" : a.around().releasers.back();
  value.amount.article = a.around().them;
  return a.flag("by_rank", value.amount.by_rank);
}
// "an equal number": of whoever the party itself holds. Read only.
bool as_many_own(Archive& a, Quantity& value) {
  if (a.writing() || a.around().them.empty()) return false;
  value.amount.kind = Amount::Kind::AsManyAs;
  value.amount.party = a.around().releasers.empty() ? "" : a.around().releasers.back();
  value.amount.article = a.around().them;
  value.of.filters.emplace_back();  // held by it
  return true;
}
// "an officer": read only.
bool single(Archive& a, Quantity& value) {
  if (a.writing() || !a.set("of", value.of)) return false;
  value.amount.kind = Amount::Kind::Exactly;
  value.amount.number.low = value.amount.number.high = 1;
  return true;
}
template <Amount::Kind kKind>
bool share_of(Archive& a, Quantity& value) {
  return share<kKind>(a, value.amount) && a.set("of", value.of);
}

}  // namespace

template <>
const std::vector<Bound<Quantity>>& bound<Quantity>() {
  using K = Amount::Kind;
  static const std::vector<Bound<Quantity>> kForms{
      {"all", quantity<K::All>},
      {"exactly", quantity<K::Exactly>},
      {"single", single},
      {"at_least", quantity<K::AtLeast>},
      {"at_most", quantity<K::AtMost>},
      {"between", quantity<K::Between>},
      {"per_day", quantity<K::PerDay>},
      {"percent", quantity<K::Percent>},
      {"as_many", as_many},
      {"in_every", share_of<K::Percent>},
      {"at_least_in_every", share_of<K::AtLeastPercent>},
      {"at_most_in_every", share_of<K::AtMostPercent>},
      {"thirds", thirds_of<K::Percent>},
      {"at_least_thirds", thirds_of<K::AtLeastPercent>},
      {"at_most_thirds", thirds_of<K::AtMostPercent>},
      {"as_many_own", as_many_own},
      {"as_many_them", as_many_as_them},
      {"as_many_or_all", [](Archive&, Quantity&) { return false; }},  // the reader asks which
      {"at_least_percent", quantity<K::AtLeastPercent>},
      {"at_most_percent", quantity<K::AtMostPercent>},
  };
  return kForms;
}

template <>
const std::vector<Bound<Amount>>& bound<Amount>() {
  using K = Amount::Kind;
  static const std::vector<Bound<Amount>> kForms{
      {"all", count<K::All>},
      {"exactly", count<K::Exactly>},
      {"at_least", count<K::AtLeast>},
      {"at_most", count<K::AtMost>},
      {"between", count<K::Between>},
      {"percent", count<K::Percent>},
      {"at_least_percent", count<K::AtLeastPercent>},
      {"at_most_percent", count<K::AtMostPercent>},
      {"in_every", share<K::Percent>},
      {"at_least_in_every", share<K::AtLeastPercent>},
      {"at_most_in_every", share<K::AtMostPercent>},
      {"thirds", thirds<K::Percent>},
      {"at_least_thirds", thirds<K::AtLeastPercent>},
      {"at_most_thirds", thirds<K::AtMostPercent>},
  };
  return kForms;
}

// ---- Times and conditions ----------------------------------------------------------------------------------------

namespace {
bool completed(Archive& a, std::string_view what, std::string_view slot, std::string& event) {
  static constexpr std::string_view kIsComplete = " is complete";
  std::string name;
  if (a.writing()) {
    if (event.size() <= what.size() + kIsComplete.size() || event.compare(0, what.size(), what) != 0 ||
        event.substr(event.size() - kIsComplete.size()) != kIsComplete)
      return false;
    name = event.substr(what.size(), event.size() - what.size() - kIsComplete.size());
  }
  if (!a.text(slot, name)) return false;
  event = std::string(what) + name + std::string(kIsComplete);
  return true;
}
}  // namespace

namespace {
// The same day so many months later, or that month's last.
std::optional<base::Day> months_after(base::Day day, const Number& months) {
  if (months.open || months.low < 1 || months.low > 1200) return std::nullopt;
  base::CivilDate civil = base::civil(day);
  const int month = civil.month - 1 + static_cast<int>(months.low);
  civil.year += month / 12;
  civil.month = month % 12 + 1;
  civil.day = std::min(civil.day, base::days_in_month(civil.year, civil.month));
  return base::exists(civil) ? std::optional(base::day_of(civil)) : std::nullopt;
}
// "over the following 3 months": from the last day that was named. Only read.
bool next(Archive& a, When& w, bool months) {
  Number count;
  if (a.writing() || !a.around().since || !a.number("n", count) || count.open || count.low < 1 || count.low > 1200)
    return false;
  w.kind = When::Kind::BetweenDates;
  w.date = *a.around().since;
  w.until = months ? months_after(*w.date, count) : *w.date + static_cast<base::Day>(count.low);
  return w.until.has_value();
}
// "on the next day": behind the last day that was named. Only read.
bool next_day(Archive& a, When& w) {
  if (a.writing() || !a.around().since) return false;
  w.kind = When::Kind::OnDate;
  w.date = *a.around().since + 1;
  return true;
}
// "in May 2025": from its first day to its last.
bool whole_month(Archive& a, When& w) {
  const Number& year = a.find("year")->number;
  if (year.open || year.low < 1000 || year.low > 9999) return false;
  base::CivilDate civil{static_cast<int>(year.low), std::stoi(a.find("month")->text), 1};
  w.kind = When::Kind::BetweenDates;
  w.date = base::day_of(civil);
  civil.day = base::days_in_month(civil.year, civil.month);
  w.until = base::day_of(civil);
  return true;
}
// Of the event that the sentence waits for (several.cpp).
bool same_day(Archive& a, When& w) {
  w.kind = When::Kind::WithinDaysOf;
  w.name = "the same day";
  return !a.writing();
}
}  // namespace

template <>
const std::vector<Bound<When>>& bound<When>() {
  using K = When::Kind;
  static const std::vector<Bound<When>> kForms{
      {"on_day_of",
       [](Archive& a, When& w) { return a.is(w.kind, K::OnDay) && a.number("n", w.days) && a.text("event", w.name); }},
      {"day_of",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinDaysOf) && a.is(w.days, Number{}) && a.text("event", w.name);
       }},
      {"on_day", [](Archive& a, When& w) { return a.is(w.kind, K::OnDay) && a.number("n", w.days); }},
      {"on_date", [](Archive& a, When& w) { return a.is(w.kind, K::OnDate) && a.date("day", w.date); }},
      {"in_phase", [](Archive& a, When& w) { return a.is(w.kind, K::InPhase) && a.text("phase", w.name); }},
      {"each_phase", [](Archive& a, When& w) { return a.is(w.kind, K::InEachPhase); }},
      // "of the completion of Article 1": an event that the agreement itself knows.
      {"within_article",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days) && completed(a, "Article ", "article", w.name);
       }},
      {"within_phase",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days) && completed(a, "Phase ", "phase", w.name);
       }},
      {"within",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days) && a.text("event", w.name);
       }},
      {"within_date",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days) && a.date("day", w.date);
       }},
      {"within_days", [](Archive& a, When& w) { return a.is(w.kind, K::WithinDaysOf) && a.number("n", w.days); }},
      {"within_months_of",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinMonthsOf) && a.number("n", w.days) && a.text("event", w.name);
       }},
      {"within_months_date",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinMonthsOf) && a.number("n", w.days) && a.date("day", w.date);
       }},
      {"within_months", [](Archive& a, When& w) { return a.is(w.kind, K::WithinMonthsOf) && a.number("n", w.days); }},
      {"within_hours",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::WithinHoursOf) && a.number("n", w.days) && a.text("event", w.name);
       }},
      {"by_date", [](Archive& a, When& w) { return a.is(w.kind, K::ByDate) && a.date("day", w.date); }},
      {"before_date", [](Archive& a, When& w) { return a.is(w.kind, K::Before) && a.date("day", w.date); }},
      {"after_date", [](Archive& a, When& w) { return a.is(w.kind, K::After) && a.date("day", w.date); }},
      {"between_dates",
       [](Archive& a, When& w) {
         if (!a.writing() && a.find("month") != nullptr) return whole_month(a, w);
         if (!a.is(w.kind, K::BetweenDates) || !a.date("to", w.until)) return false;
         if (a.writing() || a.find("first") == nullptr) return a.date("from", w.date);
         base::CivilDate civil = base::civil(*w.until);  // "between 17 and 22 March 2003"
         civil.day = static_cast<int>(std::min<std::int64_t>(a.find("first")->number.low, 99));
         if (base::exists(civil)) w.date = base::day_of(civil);
         return w.date && *w.date <= *w.until;
       }},
      {"from_date", [](Archive& a, When& w) { return a.is(w.kind, K::From) && a.date("day", w.date); }},
      {"from_article",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::From) && a.number("n", w.days) && completed(a, "Article ", "article", w.name);
       }},
      {"from_phase",
       [](Archive& a, When& w) {
         return a.is(w.kind, K::From) && a.number("n", w.days) && completed(a, "Phase ", "phase", w.name);
       }},
      {"after_article",
       [](Archive& a, When& w) { return a.is(w.kind, K::After) && completed(a, "Article ", "article", w.name); }},
      {"after_phase",
       [](Archive& a, When& w) { return a.is(w.kind, K::After) && completed(a, "Phase ", "phase", w.name); }},
      {"from_days",
       [](Archive& a, When& w) { return a.is(w.kind, K::From) && a.number("n", w.days) && a.text("event", w.name); }},
      {"from_days_date",
       [](Archive& a, When& w) { return a.is(w.kind, K::From) && a.number("n", w.days) && a.date("day", w.date); }},
      {"next_days", [](Archive& a, When& w) { return next(a, w, false); }},
      {"next_months", [](Archive& a, When& w) { return next(a, w, true); }},
      {"next_day", next_day},
      {"same_day", same_day},
      {"before", [](Archive& a, When& w) { return a.is(w.kind, K::Before) && a.text("event", w.name); }},
      {"after", [](Archive& a, When& w) { return a.is(w.kind, K::After) && a.text("event", w.name); }},
  };
  return kForms;
}

template <>
const std::vector<Bound<Condition>>& bound<Condition>() {
  using K = Condition::Kind;
  static const std::vector<Bound<Condition>> kForms{
      // "when this agreement is signed": of what is called "the signing" elsewhere.
      {"event_said",
       [](Archive& a, Condition& c) {
         static const std::set<std::string> kSaid{"the signing",        "entry into force",       "ratification",
                                                  "the hand-over",      "the last hand-over",     "the first hand-over",
                                                  "they are exchanged", "the end of hostilities", "the war ends"};
         return (!a.writing() || kSaid.contains(c.event)) && a.is(c.kind, K::EventCertified) &&
                a.text("said", c.event) && a.maybe_text("certifier", c.certifier);
       }},
      {"event",
       [](Archive& a, Condition& c) {
         return a.is(c.kind, K::EventCertified) && a.text("event", c.event) && a.maybe_text("certifier", c.certifier);
       }},
      {"phase_complete",
       [](Archive& a, Condition& c) { return a.is(c.kind, K::PhaseComplete) && a.text("phase", c.name); }},
      {"article_complete",
       [](Archive& a, Condition& c) { return a.is(c.kind, K::ArticleComplete) && a.text("article", c.name); }},
      {"received_all",
       [](Archive& a, Condition& c) { return a.is(c.kind, K::ReceivedAll) && a.text("party", c.name); }},
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
      {"most_of",
       [](Archive& a, Goal& g) { return a.is(g.kind, K::MostOf) && a.is(g.has_set, true) && a.set("set", g.of); }},
      {"fewest_rounds", [](Archive& a, Goal& g) { return a.is(g.kind, K::FewestRounds); }},
      {"wishes", [](Archive& a, Goal& g) { return a.is(g.kind, K::WishesMet); }},
  };
  return kForms;
}

When when_of(const Node& node, const Surroundings& around) {
  When when;
  read_part(node, when, around);
  return when;
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
  if (part == "filter" || part == "age_filter") return ids_of<Filter>();
  if (part == "age") return {"filter"};
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
  if (part == "share") return {"share", "rest"};
  if (part == "class") return {"class"};
  if (part == "place_item" || part == "place_or") return {"place"};
  if (part == "category_item" || part == "nationality_item" || part == "nation_item" || part == "rank_item" ||
      part == "holder_item" || part == "unit_item" || part == "offence_item" || part == "list_item")
    return {"item"};
  if (part == "trait") return {"women", "men", "minors", "civilians", "soldiers", "ill", "filter"};
  if (part == "adjective")
    return {"women",       "men",       "minors", "civilians", "soldiers", "ill",
            "gravely_ill", "political", "alive",  "nation",    "held"};
  if (part == "adjectives") return {"said"};
  if (part == "kind_trait") return {"women", "men", "minors", "civilians", "soldiers"};
  if (part == "stage") return {"item", "more", "share", "phase", "rest"};
  if (part == "delivery") return {"item"};
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
    return {"title",   "version", "parties", "mediators", "guarantors",  "witnesses",
            "custody", "place",   "words",   "tie_lot",   "tie_longest", "tie_list"};
  MIDSPAN_ASSERT(false);
}

int form_of(std::string_view part, std::string_view id) {
  const std::vector<std::string_view> ids = form_ids(part);
  return static_cast<int>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

}  // namespace midspan::terms
