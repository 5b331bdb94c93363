// SPDX-License-Identifier: Apache-2.0
// Groups of people: filters and sets, in both directions.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>

#include "names/table_text.hpp"
#include "terms/archive.hpp"
#include "terms/nouns.hpp"

namespace midspan::terms {

using people::Comparison;
using people::Filter;
using people::Set;

// ---- Filters -----------------------------------------------------------------------------------------------------

namespace {

constexpr std::array<std::string_view, 4> kStandings{"alleged", "acknowledged", "confirmed", "interviewed"};

using Kind = Filter::Kind;

bool kind(Archive& archive, Filter& filter, Kind kind) {
  return archive.is(filter.kind, kind) && archive.flag("not", filter.negated);
}
bool with_text(Archive& archive, Filter& filter, Kind which, std::string_view slot) {
  return kind(archive, filter, which) && archive.text(slot, filter.text);
}
bool aged(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::Aged) && archive.is(filter.comparison, comparison) &&
         archive.number("years", filter.number);
}
bool held(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::HeldSince) && archive.is(filter.comparison, comparison) &&
         archive.date("day", filter.day);
}
bool stands(Archive& archive, Filter& filter, people::Standing standing) {
  return kind(archive, filter, Kind::StandingAtLeast) && archive.is(filter.standing, standing) &&
         archive.is(filter.open, false);
}

constexpr std::int64_t kMonths = 12;  // of a year
bool held_months(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::HeldFor) && archive.is(filter.comparison, comparison) &&
         archive.number("months", filter.number);
}
bool held_years(Archive& archive, Filter& filter, Comparison comparison) {
  if (!kind(archive, filter, Kind::HeldFor) || !archive.is(filter.comparison, comparison)) return false;
  people::Number years = filter.number;
  if (archive.writing()) {
    if (years.open || years.low == 0 || years.low % kMonths != 0) return false;
    years.low = years.high = years.low / kMonths;
  }
  if (!archive.number("years", years)) return false;
  if (archive.writing()) return true;
  filter.number = years;
  filter.number.low *= kMonths;
  filter.number.high *= kMonths;
  for (auto& [party, number] : filter.number.proposals) number *= kMonths;
  return true;
}
bool field_number(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::FieldNumber) && archive.is(filter.comparison, comparison) &&
         archive.text("heading", filter.text) && archive.number("n", filter.number);
}
// Columns of the people's table that have words of their own.
bool children(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::FieldNumber) && archive.is(filter.comparison, comparison) &&
         archive.is(filter.text, "children") && archive.number("n", filter.number);
}
bool sentenced(Archive& archive, Filter& filter, Comparison comparison) {
  return kind(archive, filter, Kind::FieldNumber) && archive.is(filter.comparison, comparison) &&
         archive.is(filter.text, "years of sentence") && archive.number("years", filter.number);
}
bool standing(Archive& archive, Filter& filter) {
  if (!kind(archive, filter, Kind::StandingAtLeast) || !archive.named("standing", filter.standing, kStandings))
    return false;
  if (archive.writing()) {
    Node node = *archive.target().slots.back().second;
    node.open = filter.open;
    archive.target().slots.back().second = std::make_shared<Node>(std::move(node));
  } else {
    filter.open = archive.find("standing")->open;
  }
  return true;
}

// "who cannot return to service": a column of that heading says yes. Only read.
bool described(Archive& archive, Filter& filter) {
  return !archive.writing() && with_text(archive, filter, Kind::Field, "words") && archive.is(filter.text2, "yes");
}

// Spoken as one, kept as several: both must hold, or any of them.
constexpr std::string_view kSeveral[] = {
    "aged_between",   "held_between",   "nationality_either", "category_either", "rank_either",      "held_by_either",
    "held_in_either", "from_either",    "wanted_by_either",   "unit_either",     "convicted_either", "any_trait",
    "said",           "accused_either", "list_either",        "captured_after",  "captured_before",  "captured_on",
    "rank_from",      "rank_above"};
bool never(Archive&, Filter&) { return false; }

}  // namespace

template <>
const std::vector<Bound<Filter>>& bound<Filter>() {
  static const std::vector<Bound<Filter>> kForms = [] {
    std::vector<Bound<Filter>> forms{
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
        {"captured_between",
         [](Archive& a, Filter& f) {
           return kind(a, f, Kind::CapturedBetween) && a.date("from", f.day) && a.date("to", f.day2);
         }},
        {"captured_from",
         [](Archive& a, Filter& f) { return kind(a, f, Kind::CapturedBetween) && a.date("from", f.day); }},
        {"captured_to",
         [](Archive& a, Filter& f) { return kind(a, f, Kind::CapturedBetween) && a.date("to", f.day2); }},
        {"list", [](Archive& a, Filter& f) { return with_text(a, f, Kind::InList, "list"); }},
        {"list_version",
         [](Archive& a, Filter& f) { return with_text(a, f, Kind::InList, "list") && a.number("version", f.number); }},
        {"standing", standing},
        {"under_any_hold", [](Archive& a, Filter& f) { return kind(a, f, Kind::UnderHold) && a.is(f.text, ""); }},
        {"under_hold", [](Archive& a, Filter& f) { return with_text(a, f, Kind::UnderHold, "hold"); }},
        {"alive", [](Archive& a, Filter& f) { return kind(a, f, Kind::Alive); }},
        {"dead", [](Archive& a, Filter& f) { return kind(a, f, Kind::Dead); }},
        // Columns that the forms name: they are fields like any other.
        {"accused",
         [](Archive& a, Filter& f) {
           return kind(a, f, Kind::Field) && a.is(f.text, "accused of") && a.text("offence", f.text2);
         }},
        {"held_in",
         [](Archive& a, Filter& f) {
           return kind(a, f, Kind::Field) && a.is(f.text, "facility") && a.text("place", f.text2);
         }},
        {"from", [](Archive& a,
                    Filter& f) { return kind(a, f, Kind::Field) && a.is(f.text, "home") && a.text("place", f.text2); }},
        {"field",
         [](Archive& a, Filter& f) {
           return kind(a, f, Kind::Field) && a.text("heading", f.text) && a.text("value", f.text2);
         }},
        {"described", described},
        {"consenting", [](Archive& a, Filter& f) { return kind(a, f, Kind::Consenting); }},
        // Other words for a standing: read, and printed as one.
        {"acknowledged", [](Archive& a, Filter& f) { return stands(a, f, people::Standing::Acknowledged); }},
        {"seen", [](Archive& a, Filter& f) { return stands(a, f, people::Standing::Confirmed); }},
        {"held_years", [](Archive& a, Filter& f) { return held_years(a, f, Comparison::AtLeast); }},
        {"held_months", [](Archive& a, Filter& f) { return held_months(a, f, Comparison::AtLeast); }},
        {"held_over_years", [](Archive& a, Filter& f) { return held_years(a, f, Comparison::More); }},
        {"held_over_months", [](Archive& a, Filter& f) { return held_months(a, f, Comparison::More); }},
        {"wishing", [](Archive& a, Filter& f) { return with_text(a, f, Kind::Wishing, "place"); }},
        {"sentenced_over", [](Archive& a, Filter& f) { return sentenced(a, f, Comparison::More); }},
        {"sentenced_from", [](Archive& a, Filter& f) { return sentenced(a, f, Comparison::AtLeast); }},
        {"sentenced_to", [](Archive& a, Filter& f) { return sentenced(a, f, Comparison::AtMost); }},
        {"sentenced_under", [](Archive& a, Filter& f) { return sentenced(a, f, Comparison::Less); }},
        {"children_from", [](Archive& a, Filter& f) { return children(a, f, Comparison::AtLeast); }},
        {"children_to", [](Archive& a, Filter& f) { return children(a, f, Comparison::AtMost); }},
        {"field_from", [](Archive& a, Filter& f) { return field_number(a, f, Comparison::AtLeast); }},
        {"field_to", [](Archive& a, Filter& f) { return field_number(a, f, Comparison::AtMost); }},
    };
    for (const std::string_view id : kSeveral) forms.push_back({id, never});
    return forms;
  }();
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

constexpr std::string_view kAnyTrait = "any_trait";
constexpr std::string_view kSaid = "said";

// "in category clergy or medical staff": any of them. Of a column, which.
struct Either {
  Kind kind;
  std::string_view column = {};
};
std::optional<Either> either(std::string_view id) {
  static const std::map<std::string_view, Either> kForms{{"nationality_either", {Kind::OfNationality}},
                                                         {"category_either", {Kind::InCategory}},
                                                         {"rank_either", {Kind::OfRank}},
                                                         {"rank_from", {Kind::OfRank}},
                                                         {"rank_above", {Kind::OfRank}},
                                                         {"held_by_either", {Kind::HeldBy}},
                                                         {"wanted_by_either", {Kind::WantedBy}},
                                                         {"unit_either", {Kind::OfUnit}},
                                                         {"convicted_either", {Kind::ConvictedOf}},
                                                         {"list_either", {Kind::InList}},
                                                         {"accused_either", {Kind::Field, "accused of"}},
                                                         {"held_in_either", {Kind::Field, "facility"}},
                                                         {"from_either", {Kind::Field, "home"}}};
  const auto found = kForms.find(id);
  return found == kForms.end() ? std::nullopt : std::optional(found->second);
}

// From the highest down, of armies and navies; those of one height side by side.
constexpr std::string_view kSeniority =
    "general in chief;general,admiral;lieutenant general;major general;brigadier general,flag officer,commodore;"
    "colonel,navy captain;lieutenant colonel,commander;major,lieutenant commander;captain,navy lieutenant;lieutenant;"
    "ensign;sergeant,petty officer;corporal;private,seaman";

// "Of rank captain or above."
std::vector<std::string> ranks_above(std::string_view rank, bool and_itself) {
  std::vector<std::string> above;
  bool reached = false;
  names::for_each_part(kSeniority, ';', [&](std::string_view height) {
    std::vector<std::string> ranks;
    names::for_each_part(height, ',', [&](std::string_view each) { ranks.emplace_back(each); });
    const bool itself = std::find(ranks.begin(), ranks.end(), rank) != ranks.end();
    if (!reached && (!itself || and_itself)) above.insert(above.end(), ranks.begin(), ranks.end());
    reached = reached || itself;
  });
  return above;
}

// Two filters that the language says in one.
const std::map<std::string_view, Kind> kBetween{{"aged_between", Kind::Aged}, {"held_between", Kind::HeldSince}};

NodePtr between(const Filter& from, const Filter& to) {
  for (const auto& [id, kind] : kBetween) {
    if (from.kind != kind || to.kind != kind || from.negated || to.negated || from.comparison != Comparison::AtLeast ||
        to.comparison != Comparison::AtMost)
      continue;
    Node made;
    made.form = form_of("filter", id);
    for (const auto& [slot, filter] : {std::pair(std::string_view("from"), &from), {std::string_view("to"), &to}}) {
      Node value;
      value.number = filter->number;
      if (filter->day) value.day = *filter->day;
      made.slots.emplace_back(slot, std::make_shared<Node>(std::move(value)));
    }
    return std::make_shared<Node>(std::move(made));
  }
  return nullptr;
}

void add_filters(const Node& node, std::vector<Filter>& filters) {
  for (const auto& [slot, each] : node.slots) {
    if (slot != "filters") continue;
    const std::string_view id = bound<Filter>()[static_cast<std::size_t>(each->form)].id;
    if (either(id) || id == kAnyTrait || id == kSaid) continue;  // by any_of
    const std::size_t before = filters.size();
    if (const auto between = kBetween.find(id); between != kBetween.end()) {
      filters.push_back(comparing(between->second, Comparison::AtLeast, *each->find("from")));
      filters.push_back(comparing(between->second, Comparison::AtMost, *each->find("to")));
    } else if (id == "captured_on") {
      Filter filter;
      filter.kind = Kind::CapturedBetween;
      filter.day = filter.day2 = each->find("day")->day;
      filters.push_back(std::move(filter));
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
    NodePtr made = at + 1 < filters.size() ? between(filters[at], filters[at + 1]) : nullptr;
    if (made) ++at;
    else made = write_part(filters[at], kNowhere);
    if (!made) return false;
    into.slots.emplace_back(std::string_view("filters"), std::move(made));
  }
  return true;
}

// ---- Sets --------------------------------------------------------------------------------------------------------

// The place of a form among those of its part.
constexpr int at(std::string_view id, std::span<const std::string_view> forms) {
  return static_cast<int>(std::find(forms.begin(), forms.end(), id) - forms.begin());
}
constexpr int base(std::string_view id) { return at(id, kBaseForms); }
constexpr int op(std::string_view id) { return at(id, kSetOps); }
constexpr int kGroup = base("group");

Filter simple(Kind kind, std::string text = {}) {
  Filter filter;
  filter.kind = kind;
  filter.text = std::move(text);
  return filter;
}

Set any_of(Set set, const Node& node);

// In the order of the forms of adjectives; traits are the first six of them, or a filter.
const std::vector<Filter> kTraits{simple(Kind::OfSex, "female"),
                                  simple(Kind::OfSex, "male"),
                                  simple(Kind::Minor),
                                  simple(Kind::InCategory, "civilian"),
                                  simple(Kind::InCategory, "military"),
                                  simple(Kind::IllOrWounded),
                                  simple(Kind::GravelyIll),
                                  simple(Kind::InCategory, "political"),
                                  simple(Kind::Alive)};

// "who are women or aged over 60": a group for each, together; "who are not ill or wounded": neither.
Set with_traits(const Set& set, const Node& traits) {
  Set all;
  all.kind = Set::Kind::Union;
  all.span = set.span;
  Set neither = set;
  for (const auto& [slot, trait] : traits.slots) {
    if (slot != "items") continue;
    Set one = set;
    if (trait->find("filters") != nullptr) add_filters(*trait, one.filters);
    else one.filters.push_back(kTraits[static_cast<std::size_t>(trait->form)]);
    for (std::size_t at = set.filters.size(); at < one.filters.size(); ++at) {
      one.filters[at].span = traits.span;
      neither.filters.push_back(one.filters[at]);
      neither.filters.back().negated = !neither.filters.back().negated;
    }
    one = any_of(std::move(one), *trait);
    if (std::find(all.parts.begin(), all.parts.end(), one) == all.parts.end()) all.parts.push_back(std::move(one));
  }
  if (traits.find("not") != nullptr) return neither;
  return all.parts.size() == 1 ? Set(all.parts.front()) : all;
}

// Whoever has one of these.
Set with_one_of(Set set, const std::vector<Filter>& choices) {
  if (choices.empty()) return set;
  if (choices.size() == 1) {
    set.filters.insert(set.filters.begin(), choices.front());
    return set;
  }
  Set all;
  all.kind = Set::Kind::Union;
  all.span = set.span;
  for (const Filter& choice : choices) {
    all.parts.push_back(set);
    all.parts.back().filters.insert(all.parts.back().filters.begin(), choice);
  }
  return all;
}

// "sick and wounded", "captured Ukrainian and Polish": of one kind, each of them will do; nations are another kind than
// the rest. The captured are captured: that says nothing.
Set with_adjectives(Set set, const Node& said) {
  std::vector<Filter> nations, others;
  bool everybody = false;
  for (const auto& [slot, word] : said.slots) {
    if (slot != "items") continue;
    const Node* nation = word->find("nationality");
    const auto form = static_cast<std::size_t>(word->form);
    if (nation == nullptr && form >= kTraits.size()) {
      everybody = true;
      continue;
    }
    std::vector<Filter>& kind = nation != nullptr ? nations : others;
    Filter filter = nation != nullptr ? simple(Kind::OfNationality, nation->text) : kTraits[form];
    filter.span = word->span;
    if (std::find(kind.begin(), kind.end(), filter) == kind.end()) kind.push_back(std::move(filter));
  }
  if (everybody) others.clear();
  return with_one_of(with_one_of(std::move(set), others), nations);
}

// A group for each of the alternatives, together.
Set any_of(Set set, const Node& node) {
  if (node.find("items") != nullptr) {  // "remains of Lebanese and Palestinian fighters"
    std::vector<Filter> nations;
    for (const auto& [slot, each] : node.slots)
      if (slot == "items") nations.push_back(simple(Kind::OfNationality, each->find("nationality")->text));
    return with_one_of(std::move(set), nations);
  }
  for (const auto& [slot, each] : node.slots) {
    if (slot != "filters") continue;
    const std::string_view id = bound<Filter>()[static_cast<std::size_t>(each->form)].id;
    if (id == kAnyTrait) set = with_traits(set, *each);
    if (id == kSaid) set = with_adjectives(std::move(set), *each);
    const std::optional<Either> any = either(id);
    if (!any) continue;
    const bool neither = each->find("not") != nullptr;
    Set all;
    all.kind = Set::Kind::Union;
    all.span = set.span;
    std::vector<std::string> words;
    for (const auto& [item, value] : each->slots)
      if (item == "items") words.push_back(value->slots.empty() ? value->text : value->slots.front().second->text);
    if (const Node* rank = each->find("rank")) words = ranks_above(rank->text, id == "rank_from");
    for (const std::string& word : words) {
      Set one = set;
      Filter filter = simple(any->kind, any->column.empty() ? word : std::string(any->column));
      if (!any->column.empty()) filter.text2 = word;
      filter.span = each->span;
      filter.negated = neither;
      one.filters.push_back(std::move(filter));
      if (neither) set = std::move(one);
      else all.parts.push_back(std::move(one));
    }
    if (!all.parts.empty()) set = all.parts.size() == 1 ? all.parts.front() : std::move(all);
  }
  return set;
}

// What a noun says by itself.
std::vector<Filter> said_by(int form) {
  static const std::map<int, std::vector<Filter>> kMeant{
      {base("women"), {simple(Kind::OfSex, "female")}},
      {base("men"), {simple(Kind::OfSex, "male")}},
      {base("minors"), {simple(Kind::Minor)}},
      {base("ill"), {simple(Kind::IllOrWounded)}},
      {base("gravely_ill"), {simple(Kind::GravelyIll)}},
      {base("civilians"), {simple(Kind::InCategory, "civilian")}},
      {base("soldiers"), {simple(Kind::InCategory, "military")}},
      {base("political"), {simple(Kind::InCategory, "political")}},
      {base("prisoners_of_war"), {simple(Kind::InCategory, "prisoner of war")}},
      {base("living"), {simple(Kind::Alive)}},
      {base("boys"), {simple(Kind::Minor), simple(Kind::OfSex, "male")}},
      {base("girls"), {simple(Kind::Minor), simple(Kind::OfSex, "female")}},
      {base("fathers"), {simple(Kind::OfSex, "male")}},
      {base("mothers"), {simple(Kind::OfSex, "female")}},
  };
  const auto found = kMeant.find(form);
  return found != kMeant.end() ? found->second : std::vector<Filter>{};
}

Set base_of(const Node& node) {
  if (node.form == base("qualified")) return with_adjectives(base_of(*node.find("head")), *node.find("said"));
  Set set = node.form == base("group") ? set_of(*node.find("set")) : Set{};
  if (node.form == base("remains")) set.kind = Set::Kind::Remains;
  for (const auto& [slot, kind] : {std::pair("name", Set::Kind::Defined), std::pair("list", Set::Kind::List),
                                   std::pair("article", Set::Kind::ReleasedUnder)})
    if (const Node* called = node.find(slot)) {
      set.kind = kind;
      set.name = called->text;
    }
  const std::vector<Filter> said = said_by(node.form);
  set.filters.insert(set.filters.end(), said.begin(), said.end());
  for (const auto& [slot, kind] :
       {std::pair("rank", Kind::OfRank), std::pair("category", Kind::InCategory), std::pair("unit", Kind::OfUnit)})
    if (const Node* word = node.find(slot)) set.filters.push_back(simple(kind, word->text));
  if (const Node* n = node.find("n")) {  // "fathers of 3", "those under 25"
    const bool aged = node.form == base("younger") || node.form == base("older");
    set.filters.push_back(aged ? simple(Kind::Aged) : simple(Kind::FieldNumber, "children"));
    set.filters.back().comparison = node.form == base("younger") ? Comparison::Less
                                    : aged                       ? Comparison::More
                                                                 : Comparison::AtLeast;
    set.filters.back().number = n->number;
  }
  if (node.form == base("list_version")) {  // a version of a list is a filter on it
    Filter version = simple(Kind::InList, set.name);
    version.number = node.find("version")->number;
    set.filters.push_back(std::move(version));
  }
  if (node.find("own") != nullptr) set.filters.push_back(simple(Kind::HeldBy));  // "its prisoners"
  if (const Node* nation = node.find("nation")) set.filters.push_back(simple(Kind::OfNationality, nation->text));
  add_filters(node, set.filters);
  if (const Node* day = node.find("day")) set.as_of = day->day;
  set.span = node.span;
  return any_of(std::move(set), node);
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
    case Set::Kind::Persons: node.form = base("persons"); break;
    case Set::Kind::Remains: node.form = base("remains"); break;
    case Set::Kind::Defined:
      node.form = base("defined");
      leaf("name", set.name);
      break;
    case Set::Kind::List: {
      node.form = base("list");
      leaf("list", set.name);
      if (!set.filters.empty() && set.filters.front().kind == Kind::InList && set.filters.front().text == set.name &&
          !set.filters.front().negated && given(set.filters.front().number)) {
        node.form = base("list_version");
        from = 1;
        Node version;
        version.number = set.filters.front().number;
        node.slots.emplace_back(std::string_view("version"), std::make_shared<Node>(std::move(version)));
      }
      break;
    }
    case Set::Kind::ReleasedUnder:
      node.form = base("released");
      leaf("article", set.name);
      break;
    case Set::Kind::Union:
    case Set::Kind::Intersection:
    case Set::Kind::Difference: {
      node.form = base("group");
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

Set persons_of(const Node& node) {
  Set set;
  add_filters(node, set.filters);
  return any_of(std::move(set), node);
}

namespace {

// "A, B and C", with what is said once of all of them.
Set joined(const Node& run) {
  const Node* nation = shared_nation(run);
  const auto part = [&](const Node& base) {
    Set made = base_of(base);
    if (nation != nullptr && nation_of(base) == nullptr)
      made.filters.insert(made.filters.begin(), simple(Kind::OfNationality, nation->text));
    return made;
  };
  Set all;
  all.kind = Set::Kind::Union;
  all.span = run.span;
  if (!says_of_all(run)) {
    if (run.slots.size() == 1) return part(*base_at(run, 0));
    // "A or B or C" is one union; a group in brackets stays a part of its own.
    for (std::size_t at = 0; at < run.slots.size(); ++at) {
      const Node& base = *base_at(run, at);
      Set made = part(base);
      if (at == 0 && made.kind == Set::Kind::Union && base.form != kGroup && made.filters.empty() && !made.as_of)
        all.parts = std::move(made.parts);
      else all.parts.push_back(std::move(made));
    }
    return all;
  }
  for (std::size_t at = 0; at < run.slots.size(); ++at) all.parts.push_back(part(bare(*base_at(run, at), nation)));
  const Node& last = *base_at(run, run.slots.size() - 1);
  Node said_once;
  for (const NodePtr& filter : own_filters(run, last))
    said_once.slots.emplace_back(std::string_view("filters"), filter);
  add_filters(said_once, all.filters);
  if (age_of_one(run)) {  // "children and men over 60 held by it"
    const auto ages = std::stable_partition(all.filters.begin(), all.filters.end(),
                                            [](const Filter& each) { return each.kind != Kind::Aged; });
    auto& of_last = all.parts.back().filters;
    of_last.insert(of_last.end(), ages, all.filters.end());
    all.filters.erase(ages, all.filters.end());
  }
  if (const Node* day = noun_of(last).find("day")) all.as_of = day->day;
  return all;
}

}  // namespace

Set set_of(const Node& node) {
  const std::vector<Node> runs = runs_of(node);
  Set made = joined(runs.front());
  std::size_t run = 1;
  std::size_t at = runs.front().slots.size();
  bool grouped = at == 1 && node.slots.front().second->form == kGroup;
  while (at < node.slots.size()) {
    const Node& step = *node.slots[at].second;
    const Set::Kind kind = step.form == op("except")  ? Set::Kind::Difference
                           : step.form == op("union") ? Set::Kind::Union
                                                      : Set::Kind::Intersection;
    if (made.kind != kind || grouped || !made.filters.empty() || made.as_of) {
      Set outer;
      outer.kind = kind;
      outer.parts.push_back(std::move(made));
      made = std::move(outer);
      grouped = false;
    }
    ++at;
    const Node* right = step.find("right");
    if (right == nullptr) {  // "the Prisoners released under Article 1"
      Set released;
      released.kind = Set::Kind::ReleasedUnder;
      released.name = step.find("article")->text;
      made.parts.push_back(std::move(released));
    } else if (kind != Set::Kind::Difference) {
      made.parts.push_back(base_of(*right));
    } else {  // "except women and minors": neither
      const Node& excepted = runs[run++];
      at += excepted.slots.size() - 1;
      Set each = joined(excepted);
      const bool several = excepted.slots.size() > 1 && each.filters.empty() && !each.as_of;
      if (several) std::move(each.parts.begin(), each.parts.end(), std::back_inserter(made.parts));
      else made.parts.push_back(std::move(each));
    }
  }
  made.span = node.span;
  made.written.text = node.text;
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
    step.form = set.kind == Set::Kind::Difference ? op("except")
                : set.kind == Set::Kind::Union    ? op("union")
                                                  : op("both");
    NodePtr right = base_node(set.parts[at]);
    if (!right) return nullptr;
    step.slots.emplace_back(std::string_view("right"), std::move(right));
    node.slots.emplace_back(kOp, std::make_shared<Node>(std::move(step)));
  }
  return std::make_shared<Node>(std::move(node));
}

}  // namespace midspan::terms
