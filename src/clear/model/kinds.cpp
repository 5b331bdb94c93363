// SPDX-License-Identifier: Apache-2.0
// Kinds of people: 20,000 people are a few hundred kinds, and what an agreement asks of people is asked once a kind.
//
// Two people are of one kind when everything that an article, a goal or a stop can ask of them is the same: all their
// facts but who they are, when they were born, and since when they are held, which nearly everybody has for themselves.
// Of those, a kind has what the agreement's filters on them say. Whoever has a family or stands in the ledger is a kind
// of one's own. What only orders people (list positions, dates) is no part of a kind: it is asked of each.
#include <map>
#include <unordered_map>

#include "clear/model/model.hpp"

namespace midspan::clear::model {

namespace {

using namespace people;

enum class Date : std::uint8_t { Birth, HeldSince, Captured };

struct DateFilter {
  Date date = Date::Birth;
  Set set;  // of whoever the filter holds
};

// Every filter of the agreement, wherever its population stands.
class Filters {
 public:
  explicit Filters(const Agreement& agreement) {
    for (const Definition& each : agreement.definitions) read(each.set);
    for (const Article& article : agreement.articles)
      for (const Clause& clause : article.clauses) std::visit([&](const auto& body) { read_body(body); }, clause.body);
    for (const Goal& goal : agreement.goals) {
      read(goal.of);
      wishes_ = wishes_ || goal.kind == Goal::Kind::WishesMet;
    }
    Filter minor;  // asked of families
    minor.kind = Filter::Kind::Minor;
    add(Date::Birth, minor, std::nullopt);
  }

  const std::vector<DateFilter>& dates() const { return dates_; }
  bool fields() const { return fields_; }
  bool wishes() const { return wishes_; }

 private:
  void add(Date date, const Filter& filter, std::optional<base::Day> as_of) {
    DateFilter out;
    out.date = date;
    out.set.as_of = as_of;
    out.set.filters = {filter};
    dates_.push_back(std::move(out));
  }

  void read(const Set& set) {
    for (const Filter& filter : set.filters) {
      switch (filter.kind) {
        case Filter::Kind::Aged:
        case Filter::Kind::Minor: add(Date::Birth, filter, set.as_of); break;
        case Filter::Kind::HeldSince:
        case Filter::Kind::HeldFor: add(Date::HeldSince, filter, set.as_of); break;
        case Filter::Kind::CapturedBetween: add(Date::Captured, filter, set.as_of); break;
        case Filter::Kind::Field:
        case Filter::Kind::FieldNumber: fields_ = true; break;
        case Filter::Kind::Wishing: wishes_ = true; break;
        default: break;
      }
    }
    for (const Set& part : set.parts) read(part);
  }

  // Each clause names its populations differently; whichever it has is read.
  template <typename Body>
  void read_body(const Body& body) {
    if constexpr (requires { body.of.filters; }) read(body.of);
    if constexpr (requires { body.delivered.filters; }) read(body.delivered);
    if constexpr (requires { body.who.filters; }) read(body.who);
    if constexpr (requires { body.pool.filters; }) read(body.pool);
    if constexpr (requires { body.reserve.filters; }) read(body.reserve);
    if constexpr (requires { body.within.filters; }) read(body.within);
    if constexpr (requires { body.classes.front().filters; })
      for (const Set& each : body.classes) read(each);
    if constexpr (requires { body.owed.front().of; })
      for (const auto& each : body.owed) read(each.of);
  }

  std::vector<DateFilter> dates_;
  bool fields_ = false;
  bool wishes_ = false;
};

const DateSpan& date_of(const PersonFacts& person, Date date) {
  return date == Date::Birth ? person.birth : date == Date::HeldSince ? person.since() : person.captured;
}

class Dates {
 public:
  Dates(const Populations& populations, const Filters& filters) : populations_(populations) {
    for (const DateFilter& filter : filters.dates()) by_date_[static_cast<std::size_t>(filter.date)].push_back(&filter);
  }

  // Which filters on this date hold of the person, a letter each.
  const std::string& said_of(const PersonFacts& person, Date date) {
    const auto at = static_cast<std::size_t>(date);
    const DateSpan& span = date_of(person, date);
    auto [found, fresh] = known_[at].try_emplace({span.earliest, span.latest});
    if (!fresh) return found->second;
    PersonFacts probe;
    (date == Date::Birth ? probe.birth : date == Date::HeldSince ? probe.held_since : probe.captured) = span;
    const Facts facts = facts_of(probe);
    for (const DateFilter* filter : by_date_[at])
      found->second += populations_.contains(filter->set, facts) ? 'y' : 'n';
    return found->second;
  }

 private:
  const Populations& populations_;
  std::vector<const DateFilter*> by_date_[3];
  std::map<std::pair<base::Day, base::Day>, std::string> known_[3];
};

void put(std::string& key, const std::string& word) {
  key += std::to_string(word.size());
  key += ':';
  key += word;
}

void put(std::string& key, const std::vector<std::string>& words) {
  key += std::to_string(words.size());
  key += '[';
  for (const std::string& word : words) put(key, word);
}

void put(std::string& key, std::int64_t number) {
  key += std::to_string(number);
  key += ';';
}

}  // namespace

void make_kinds(Model& model, std::span<const people::PersonFacts> people, const std::vector<char>& apart) {
  const Filters filters(*model.agreement);
  Dates dates(model.populations, filters);
  std::unordered_map<std::string, int> known;  // looked up only
  std::string key;
  model.kind_of.reserve(people.size());
  for (std::size_t at = 0; at < people.size(); ++at) {
    const PersonFacts& person = people[at];
    key.clear();
    put(key, person.held_by);
    put(key, person.on_behalf_of);
    for (const std::vector<std::string>* words :
         {&person.wanted_by, &person.nationalities, &person.categories, &person.offences, &person.lists,
          &person.consented_destinations, &person.refused_destinations})
      put(key, *words);
    put(key, person.rank);
    put(key, person.unit);
    put(key, person.sentence);
    for (const int number :
         {static_cast<int>(person.sex), static_cast<int>(person.health), static_cast<int>(person.standing),
          person.contested ? 1 : 0, person.answer ? static_cast<int>(*person.answer) : -1,
          static_cast<int>(person.travel_consent), person.remains ? 1 : 0})
      put(key, number);
    put(key, person.cases);
    put(key, static_cast<std::int64_t>(person.holds.size()));
    for (const HoldKind hold : person.holds) put(key, static_cast<int>(hold));
    for (const Date date : {Date::Birth, Date::HeldSince, Date::Captured}) put(key, dates.said_of(person, date));
    if (filters.wishes()) put(key, person.wish);
    if (filters.fields())
      for (const auto& [heading, value] : person.other) {
        put(key, heading);
        put(key, value);
      }
    if (!person.family_unit.empty() || apart[at] != 0) put(key, person.id.text());
    const auto [found, fresh] = known.try_emplace(key, static_cast<int>(model.kinds.size()));
    if (fresh) model.kinds.push_back({at, 0});
    ++model.kinds[static_cast<std::size_t>(found->second)].size;
    model.kind_of.push_back(found->second);
  }
}

}  // namespace midspan::clear::model
