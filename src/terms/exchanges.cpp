// SPDX-License-Identifier: Apache-2.0
#include "terms/exchanges.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace midspan::terms {

using namespace people;

namespace {

// What a group asks of its people, one for each part of a union. In whose hands they are is not asked.
struct Asked {
  Set::Kind kind = Set::Kind::Persons;
  std::string name;
  std::vector<Filter> filters;
};

void add_filters(std::vector<Asked>& to, std::size_t from, const std::vector<Filter>& filters) {
  for (; from < to.size(); ++from)
    for (const Filter& filter : filters)
      if (filter.kind != Filter::Kind::HeldBy) to[from].filters.push_back(filter);
}

void ask(const Agreement& agreement, const Set& set, std::vector<Asked>& out, std::size_t depth = 0) {
  const std::size_t first = out.size();
  const auto definition =
      std::find_if(agreement.definitions.begin(), agreement.definitions.end(),
                   [&](const Definition& each) { return set.kind == Set::Kind::Defined && each.name == set.name; });
  if (definition != agreement.definitions.end() && depth < agreement.definitions.size())
    ask(agreement, definition->set, out, depth + 1);
  else if (set.kind == Set::Kind::Union)
    for (const Set& part : set.parts) ask(agreement, part, out, depth);
  else if (!set.parts.empty()) ask(agreement, set.parts.front(), out, depth);
  else out.push_back({set.kind, set.name, {}});
  add_filters(out, first, set.filters);
}

bool covers(const Asked& wide, const Asked& narrow) {
  const bool everybody = wide.kind == Set::Kind::Persons && narrow.kind != Set::Kind::Remains;
  return (everybody || (wide.kind == narrow.kind && wide.name == narrow.name)) &&
         std::all_of(wide.filters.begin(), wide.filters.end(), [&](const Filter& filter) {
           return std::find(narrow.filters.begin(), narrow.filters.end(), filter) != narrow.filters.end();
         });
}

// Whether two groups, by their words, speak of the same people: whoever is in one is in the other.
bool speaks_of(const Agreement& agreement, const Set& one, const Set& other) {
  std::vector<Asked> left, right;
  ask(agreement, one, left);
  ask(agreement, other, right);
  return std::any_of(left.begin(), left.end(), [&](const Asked& mine) {
    return std::any_of(right.begin(), right.end(),
                       [&](const Asked& theirs) { return covers(mine, theirs) || covers(theirs, mine); });
  });
}

bool outside_the_key(const Agreement& agreement, const Set& set) {
  for (const Article& article : agreement.articles)
    for (const Clause& clause : article.clauses)
      if (const auto* rule = std::get_if<Counting>(&clause.body))
        if (rule->what == Counting::What::OutsideTheKey && !rule->counts && rule->who == set) return true;
  return false;
}

// Whether an article beside the exchanges makes somebody of the group go.
bool released_elsewhere(const Agreement& agreement, const std::vector<ExchangeAt>& exchanges, const std::string& party,
                        const Set& group) {
  const auto of_exchange = [&](std::size_t article, std::size_t clause) {
    return std::any_of(exchanges.begin(), exchanges.end(),
                       [&](const ExchangeAt& each) { return each.article == article && each.clause == clause; });
  };
  const auto by = [&](const std::string& other) { return other.empty() || other == party; };
  for (std::size_t article = 0; article < agreement.articles.size(); ++article)
    for (std::size_t clause = 0; clause < agreement.articles[article].clauses.size(); ++clause) {
      const ClauseBody& body = agreement.articles[article].clauses[clause].body;
      if (const auto* release = std::get_if<Release>(&body); release != nullptr && by(release->party) &&
                                                             speaks_of(agreement, release->of, group) &&
                                                             !outside_the_key(agreement, release->of))
        return true;
      if (const auto* choice = std::get_if<Choice>(&body);
          choice != nullptr && speaks_of(agreement, choice->pool, group))
        return true;
      const auto* key = std::get_if<Key>(&body);
      if (key == nullptr || !by(key->party) || of_exchange(article, clause)) continue;
      for (const Owed& owed : key->owed)
        if (speaks_of(agreement, owed.of, group)) return true;
    }
  return false;
}

// "For every 3 of A, 1 of B" as "for each of B, 3 of A".
void turn(Key& key) {
  Owed& owed = key.owed.front();
  Number every = key.every;
  if (key.basis == Key::Basis::Each) every.low = every.high = 1;
  std::swap(key.by, key.party);
  std::swap(key.delivered, owed.of);
  key.every = std::exchange(owed.number, every);
  key.basis = Key::Basis::Every;
  if (key.every.low != 1 || key.every.high != 1 || key.every.open) return;
  key.basis = Key::Basis::Each;
  key.every = {};
}

// Of whom one goes for so many: any number, and the others follow. In the ratio of 3 to 2 there is none such, and the
// text has to say how many.
bool begin(Key& key) {
  const Number& number = key.owed.front().number;
  if (key.basis == Key::Basis::Each) return true;
  if (number.low != 1 || number.high != 1 || number.open) return false;
  turn(key);
  return true;
}

}  // namespace

void settle_exchanges(Agreement& agreement, const std::vector<ExchangeAt>& exchanges) {
  std::vector<char> begins;
  for (const ExchangeAt& at : exchanges) {
    Key& key = std::get<Key>(agreement.articles[at.article].clauses[at.clause].body);
    const bool first = released_elsewhere(agreement, exchanges, key.by, key.delivered);
    const bool second = released_elsewhere(agreement, exchanges, key.party, key.owed.front().of);
    if (!first && second) turn(key);
    begins.push_back(!first && !second && begin(key) ? 1 : 0);
  }
  for (std::size_t at = exchanges.size(); at-- > 0;) {  // those behind first: the places of the others stay
    if (begins[at] == 0) continue;
    std::vector<Clause>& clauses = agreement.articles[exchanges[at].article].clauses;
    const auto place = clauses.begin() + static_cast<std::ptrdiff_t>(exchanges[at].clause);
    Clause clause = *place;
    Key& key = std::get<Key>(place->body);
    key.to = key.by;
    Release release;
    release.party = key.by;
    release.to = key.party;
    release.of = key.delivered;
    release.amount.kind = Amount::Kind::AtLeast;
    release.amount.number.span = place->span;
    clause.body = std::move(release);
    clauses.insert(place, std::move(clause));
  }
}

}  // namespace midspan::terms
