// SPDX-License-Identifier: Apache-2.0
#include "clear/model/model.hpp"
#include "clear/explain/numbers.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "clear/model/builder.hpp"
#include "clear/model/words.hpp"

namespace midspan::clear::model {

namespace {

// A bulk entry of the ledger as somebody who is in the population that was counted, and in nothing else.
people::PersonFacts pseudo_person(const people::Delivery& delivery, std::size_t at) {
  people::PersonFacts facts;
  facts.id = people::PersonId("ledger entry " + std::to_string(at + 1));
  facts.held_by = delivery.from;
  facts.categories = delivery.facts;
  facts.categories.push_back(delivery.population);
  facts.lists = {delivery.population};
  facts.list_positions = {0};
  facts.standing = people::Standing::Confirmed;
  facts.travel_consent = people::ConsentAnswer::Yes;
  for (const std::string& fact : delivery.facts)
    if (same_word(fact, "dead")) facts.remains = true;
  return facts;
}

bool too_large(const solve::Row& row) {
  const auto large = [](std::int64_t side) {
    return side < solve::kNoLimit && side > -solve::kNoLimit && (side > solve::kLargest || side < -solve::kLargest);
  };
  return large(row.low) || large(row.high) ||
         std::any_of(row.terms.begin(), row.terms.end(), [](const solve::Term& term) {
           return term.coefficient > kLargestNumber || term.coefficient < -kLargestNumber;
         });
}

base::Result<void> check_numbers(const Model& model) {
  for (const solve::Row& row : model.program.rows)
    if (too_large(row)) return base::failure("CLR-004", {{"number", row.name}});
  return {};
}

}  // namespace

bool Model::member(std::size_t person, const people::Set& set, int slot) const {
  const std::string article = slot < 0 ? std::string() : article_number(slots[static_cast<std::size_t>(slot)].article);
  return populations.contains(set, facts[person], article);
}

std::int64_t Model::failed(int slot, const std::function<bool(const Stop&)>& reason) const {
  std::int64_t count = 0;
  for (std::size_t person = 0; person < failed_under.size(); ++person)
    if (failed_under[person] == slot && slot >= 0)
      count += std::any_of(stops_of[person].begin(), stops_of[person].end(),
                           [&](const Stop& stop) { return stop.kind == StopKind::NotDelivered && reason(stop); });
  return count;
}

std::vector<Stop> Model::stops_against(std::size_t person) const {
  std::vector<Stop> stops = stops_of[person];
  const int index = group_of[person];
  if (index < 0 || groups[static_cast<std::size_t>(index)].delivered) return stops;
  const Group& group = groups[static_cast<std::size_t>(index)];
  const auto shut = [&](int column) { return !cells[static_cast<std::size_t>(column)].stops.empty(); };
  if (!std::all_of(group.cells.begin(), group.cells.end(), shut)) return stops;
  for (const int column : group.cells)
    for (const Stop& stop : cells[static_cast<std::size_t>(column)].stops)
      if (std::find(stops.begin(), stops.end(), stop) == stops.end()) stops.push_back(stop);
  return stops;
}

bool Model::another_releases(std::size_t person, std::size_t slot) const {
  if (group_of[person] < 0) return false;
  const std::vector<char>& may = groups[static_cast<std::size_t>(group_of[person])].slots;
  for (std::size_t other = 0; other < slots.size() && may[slot] == 0; ++other)
    if (may[other] != 0 && slots[other].article == slots[slot].article && slots[other].party != slots[slot].party &&
        *slots[other].of == *slots[slot].of)
      return true;
  return false;
}

bool Model::group_member(const Group& group, const people::Set& set, int slot) const {
  const auto known = set_index.find(&set);
  if (known != set_index.end() && !group.sets.empty() && group.sets[static_cast<std::size_t>(known->second)] != 2)
    return group.sets[static_cast<std::size_t>(known->second)] == 1;
  return member(group.people.front(), set, slot);
}

bool Model::obliges(const Group& group, int slot) const {
  return !group.outside_key && !group.obliges_nobody &&
         std::none_of(outside_by_release.begin(), outside_by_release.end(),
                      [&](const people::Set* set) { return group_member(group, *set, slot); });
}

std::string Model::article_number(int article) const {
  return article < 0 ? std::string() : agreement->articles[static_cast<std::size_t>(article)].number;
}

base::Result<LedgerView> read_ledger(const Model& model, std::span<const people::Delivery> ledger) {
  LedgerView view;
  view.received.resize(model.facts.size());
  view.failed.resize(model.facts.size());
  std::map<people::PersonId, std::size_t> by_id;
  if (!ledger.empty())
    for (std::size_t person = 0; person < model.people_count; ++person) by_id[model.facts[person].person->id] = person;
  std::vector<std::int64_t> balance(model.facts.size(), 0);
  for (const people::Delivery& delivery : ledger) {
    if (delivery.person.empty()) {
      if (delivery.outcome == "received") view.bulk.push_back(&delivery);
      continue;
    }
    const auto found = by_id.find(delivery.person);
    if (found == by_id.end()) return base::failure("CLR-002", {{"person", delivery.person.text()}});
    const std::size_t person = found->second;
    if (delivery.outcome != "received") {
      view.failed[person] = &delivery;
      continue;
    }
    // A correction takes a person out of the count again ("not the person claimed").
    balance[person] += delivery.count;
    view.received[person] = balance[person] > 0 ? &delivery : nullptr;
    if (balance[person] > 0) view.failed[person] = nullptr;
  }
  return view;
}

base::Result<Model> build(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                          std::span<const people::Delivery> ledger, const Options& options) {
  Model model;
  model.agreement = &agreement;
  model.options = &options;
  model.article_count = static_cast<int>(agreement.articles.size());
  model.populations = Populations(agreement, options.day);
  if (const auto name = model.populations.circle()) return base::failure("CLR-003", {{"name", *name}});
  if (const auto article = explain::divides_by_nothing(agreement))
    return base::failure("CLR-240", {{"article", *article}});
  std::unordered_map<std::string_view, std::size_t> by_id;  // looked up only
  by_id.reserve(people.size());
  for (std::size_t person = 0; person < people.size(); ++person)
    if (!by_id.emplace(people[person].id.text(), person).second)
      return base::failure("CLR-001", {{"person", people[person].id.text()}});
  std::vector<char> in_ledger(people.size(), 0);
  for (const people::Delivery& delivery : ledger)
    if (const auto found = by_id.find(delivery.person.text()); found != by_id.end()) in_ledger[found->second] = 1;
  make_kinds(model, people, in_ledger);
  model.facts.reserve(people.size());
  for (std::size_t person = 0; person < people.size(); ++person) {
    const std::size_t first = model.kinds[static_cast<std::size_t>(model.kind_of[person])].person;
    if (first == person) {
      model.facts.push_back(facts_of(people[person]));
      continue;
    }
    model.facts.push_back(model.facts[first]);
    model.facts.back().person = &people[person];
  }
  model.people_count = people.size();
  for (std::size_t at = 0; at < ledger.size(); ++at) {
    if (ledger[at].count > kLargestNumber || ledger[at].count < -kLargestNumber)
      return base::failure("CLR-004", {{"number", std::to_string(ledger[at].count)}});
    if (ledger[at].person.empty() && ledger[at].outcome == "received")
      model.bulk.push_back(pseudo_person(ledger[at], at));
  }
  std::size_t bulk = 0;
  for (const people::Delivery& delivery : ledger)
    if (delivery.person.empty() && delivery.outcome == "received") {
      Facts facts = facts_of(model.bulk[bulk++]);
      facts.bulk = folded(delivery.population);
      model.facts.push_back(std::move(facts));
    }
  const LedgerView view = MIDSPAN_TRY(read_ledger(model, ledger));
  make_slots(model);
  make_order(model);
  make_groups(model, view);
  make_rows(model);
  MIDSPAN_CHECK(check_numbers(model));
  return model;
}

base::Result<std::optional<std::vector<int>>> rebuild_rows(Model& model,
                                                           const std::vector<std::pair<int, int>>& clauses) {
  std::vector<int> changed;
  Builder builder(model);
  for (const auto& [article, clause] : clauses)
    if (!builder.build_again(article, clause, changed)) return std::optional<std::vector<int>>();
  for (const int row : changed) {
    const solve::Row& made = model.program.rows[static_cast<std::size_t>(row)];
    if (too_large(made)) return base::failure("CLR-004", {{"number", made.name}});
  }
  return std::optional(std::move(changed));
}

}  // namespace midspan::clear::model
