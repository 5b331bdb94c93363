// SPDX-License-Identifier: Apache-2.0
#include "check/sums.hpp"

#include <algorithm>

#include "check/vipr.hpp"

namespace midspan::check::derivation {

using namespace people;

void add(Sum& into, const Sum& what, int64_t factor) {
  for (const auto& [variable, value] : what) {
    int64_t& sum = into[variable];
    if (int64_t product = 0;
        __builtin_mul_overflow(value, factor, &product) || __builtin_add_overflow(sum, product, &sum))
      throw Wrong{{"CHK-034", {}}, "manifest.json"};
    if (sum == 0) into.erase(variable);
  }
}

std::string Sums::party_of(const Cell& cell) const {
  const Person& person = first(cell.group);
  if (person.delivered != nullptr) return fold(person.delivered->from);
  const std::string& party = sentence(cell.sentence).party;
  return party.empty() ? person.facts.held_by : fold(party);
}

bool Sums::outside(const Person& person) const {
  return person.delivered != nullptr && person.delivered->outside_the_key;
}

bool Sums::uncounted(const Person& person, int article) const {
  if ((person.accompanies && !minors_count_) || outside(person)) return true;
  for (const auto& [target, set] : in_addition_)
    if (target == article && in(person, *set, article)) return true;
  return false;
}

Sum Sums::sum(const Where& where) const {
  Sum out;
  for (int at = 0; at < static_cast<int>(cells_.size()); ++at) {
    const Cell& cell = cells_[static_cast<std::size_t>(at)];
    const Person& person = first(cell.group);
    const int article = article_of(cell);
    const bool dead = person.facts.remains || person.facts.health == Health::Dead;
    const auto differs = [](int wanted, int value) { return wanted >= 0 && wanted != value; };
    if (differs(where.sentence, cell.sentence) || differs(where.article, article) || differs(where.phase, cell.phase) ||
        differs(where.place, cell.place) || differs(where.alive, dead ? 0 : 1))
      continue;
    if ((where.until >= 0 && cell.phase > where.until) ||
        (where.in_key && (outside(person) || obliges_nobody(person, article))))
      continue;
    if (!where.party.empty() && party_of(cell) != where.party) continue;
    if (where.counted && uncounted(person, article)) continue;
    if (where.set != nullptr && !in(person, *where.set, article)) continue;
    const int64_t factor = where.weight ? where.weight(person) : 1;
    if (factor != 0) out[at] = factor;
  }
  return out;
}

Sum Sums::released_by(int at) const {
  Where where;
  where.counted = true;
  where.sentence = at;
  Sum terms = sum(where);
  for (where.sentence = 0; where.sentence < static_cast<int>(sentences_.size()); ++where.sentence) {
    const Sentence& other = sentence(where.sentence);
    if (other.reserve && other.article == sentence(at).article && other.party == sentence(at).party)
      add(terms, sum(where), 1);
  }
  return terms;
}

int64_t Sums::fixed(const Sum& terms) const {
  int64_t total = 0;
  for (const auto& [variable, factor] : terms)
    if (variable < static_cast<int>(cells_.size()) &&
        first(cells_[static_cast<std::size_t>(variable)].group).delivered != nullptr)
      total += factor * out_.bounds[static_cast<std::size_t>(variable)].first;
  return total;
}

int64_t Sums::most(const Sum& terms) const {
  int64_t total = 0;
  for (const auto& [variable, factor] : terms) {
    auto [low, high] = out_.bounds[static_cast<std::size_t>(variable)];
    if (variable < static_cast<int>(cells_.size()) && cells_[static_cast<std::size_t>(variable)].waivable)
      high = std::max(high, group(cells_[static_cast<std::size_t>(variable)].group).size);
    total += std::max(factor * high, factor * low);
  }
  return total;
}

std::pair<bool, bool> Sums::stopped(const Person& person) const {
  std::pair<bool, bool> out{person.fact_stop || person.article_stop, person.article_stop};
  if (person.group < 0 || person.delivered != nullptr) return out;
  for (const int cell : group(person.group).cells)
    if (cells_[static_cast<std::size_t>(cell)].open) return out;
  for (const int at : group(person.group).cells) {
    const Cell& cell = cells_[static_cast<std::size_t>(at)];
    const Stops stops = stops_of(person, cell.sentence, cell.place);
    out.first = out.first || stops.fact || stops.article;
    out.second = out.second || stops.article;
  }
  return out;
}

bool Sums::kept_back(const Person& person) const {
  if (person.kept_back || person.group < 0 || person.delivered != nullptr) return person.kept_back;
  const std::vector<int>& own = group(person.group).cells;
  if (std::any_of(own.begin(), own.end(), [&](int at) { return cells_[static_cast<std::size_t>(at)].open; }))
    return false;
  return std::any_of(own.begin(), own.end(), [&](int at) {
    const Cell& cell = cells_[static_cast<std::size_t>(at)];
    return stops_of(person, cell.sentence, cell.place).kept_back;
  });
}

int64_t Sums::stopped_in(const Set& set) const {
  return count([&](const Person& person) { return stopped(person).first && in(person, set); });
}

int64_t Sums::free_people(const Where& where, Sum& cells) const {
  int64_t free = 0;
  std::set<int> groups;
  for (const auto& [variable, factor] : sum(where)) {
    const Cell& cell = cells_[static_cast<std::size_t>(variable)];
    if (!cell.open || !groups.insert(cell.group).second) continue;
    free += group(cell.group).size;
    for (const int each_one : group(cell.group).cells) cells[each_one] = 1;
  }
  return free;
}

}  // namespace midspan::check::derivation
