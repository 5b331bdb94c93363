// SPDX-License-Identifier: Apache-2.0
// Articles into rows. Each row belongs to the article that asks for it, so that a conflict can be named by articles.
// The general part is in builder.cpp; quantities in rows.cpp, keys and weights in keys.cpp, phases, order of hand-overs
// and families in sequence.cpp. What only orders or excludes people is in order.cpp and groups.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "clear/model/model.hpp"

namespace midspan::clear::model {

// column -> coefficient, in the order of the columns. Columns mostly come in ascending order.
class Sum {
 public:
  using Entry = std::pair<int, std::int64_t>;
  Sum() = default;
  Sum(std::initializer_list<Entry> entries) {
    for (const Entry& entry : entries) (*this)[entry.first] = entry.second;
  }
  std::int64_t& operator[](int column) {
    if (entries_.empty() || entries_.back().first < column) return entries_.emplace_back(column, 0).second;
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), column,
                                     [](const Entry& entry, int wanted) { return entry.first < wanted; });
    return at->first == column ? at->second : entries_.insert(at, {column, 0})->second;
  }
  bool empty() const { return entries_.empty(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  std::vector<Entry>& entries() { return entries_; }

 private:
  std::vector<Entry> entries_;
};

std::int64_t times(std::int64_t left, std::int64_t right);  // no overflow: within +-kNoLimit

class Builder {
 public:
  explicit Builder(Model& model) : model_(model), agreement_(*model.agreement) {}

  void build();
  // The rows of one clause again, the number of its rows and helpers as it was; false, and the model as before, when
  // the numbers as they are now make others. `changed`: the rows that are not as they were are added.
  bool build_again(int article, int clause, std::vector<int>& changed);

 private:
  struct Where {       // which cells to add up
    int article = -1;  // released under it; -1: any
    int slot = -1;
    std::string party;  // folded; "": any
    const people::Set* set = nullptr;
    int phase = -1;  // exactly; -1: any
    int until = -1;  // up to and including; -1: any
    int place = -1;
    bool counted_only = false;  // without people who are not counted within the number
    bool in_key = false;        // only people who oblige the other side
    bool reserve_too = true;
    int alive = -1;  // 1 alive, 0 dead
    std::function<std::int64_t(const Group&)> weight;
  };

  const std::string& party_of(int column) const { return parties_[static_cast<std::size_t>(column)]; }
  bool uncounted(const Group& group, int article) const;
  Sum sum(const Where& where) const;
  // 0 no, 1 yes, 2 depends on the release.
  int asked_for(const Group& group, const Where& where) const;
  int membership(const Group& group, const people::Set& set) const;
  static void add(Sum& into, const Sum& what, std::int64_t factor);
  int helper(std::int64_t low, std::int64_t high);
  int row(const Sum& terms, std::int64_t low, std::int64_t high, const std::string& name, int owner);
  int row(const Sum& terms, std::int64_t low, std::int64_t high, const std::string& name);
  // The most that a sum can come to, were no article in the way: limits of helpers must hold for what-if questions too.
  std::int64_t most(const Sum& terms) const;
  // A row that may be missed when not all can be had.
  Demand& demand(Sum terms, std::int64_t low, std::int64_t high, Demand::Kind kind, const std::string& name,
                 std::int64_t asked);
  void read();  // what every sum asks: who releases which cell, whom the articles count
  void columns();
  void rows_of(int article, int clause);
  void sizes();
  // How many of a population nothing stands in the way of, the delivered included, counted once.
  std::int64_t free_people(const Where& where, Sum* cells) const;
  // `by`: only those whom such a stop keeps back. `slot`: only those whom it is asked for.
  std::int64_t stopped_people(const people::Set& set, const std::function<bool(const Stop&)>& by = {},
                              int slot = -1) const;
  std::int64_t population_size(const people::Set& set) const;
  std::int64_t fixed(const Sum& terms) const;
  // How many of the number are to go where nobody takes the places of some; `counting`: of those whose places count.
  std::int64_t without_lost_places(std::int64_t number, int slot, const people::Set& set, bool counting) const;
  std::int64_t places_that_count(int slot) const;
  int slot_of(int owed = -1) const;
  // The release's own people and whoever replaces them.
  Sum released_by_slot(int slot, bool counted_only) const;

  // Quantities (rows.cpp).
  // Quantities of `terms` by an amount; `everyone` are the people that "all" means. `total`: what a share is of;
  // nullptr: of everyone.
  void amount_rows(const people::Amount& amount, const Sum& terms, Demand::Kind kind, const Where& everyone,
                   const Sum* total, const std::string& name);
  // A share, to the nearest person.
  // `days`: for so many; after them nobody.
  void a_day(const Sum& terms, std::int64_t most, const std::string& name,
             std::optional<std::int64_t> days = std::nullopt);  // in each phase at most
  void percent(const people::Amount& amount, const Sum& terms, Demand::Kind kind, const Where& everyone,
               const Sum* total, const std::string& name);
  void rows(const people::Release& release);
  void rows(const people::Named& named);
  void rows(const people::Composition& part);
  void rows(const people::Choice& choice);
  // No more substitutes than there are people who are not available.
  std::int64_t to_replace(int slot) const;
  void rows(const people::Substitute& rule);
  void rows(const people::Destination& rule);

  // Keys and weights (keys.cpp).
  void rows(const people::Key& key);
  // What is paid less what is due for what is gained.
  void rank_for_rank(const Sum& ours, Where theirs, std::int64_t times, const std::string& name);
  Sum due(const people::Key& key, const people::Owed& part, const Sum& gained, const Sum& paid,
          const std::string& name);
  // A key fires on what has been delivered: by no phase is more released than is owed by then.
  void never_before(const people::Key& key, const people::Owed& part, int slot, Where delivered,
                    const std::string& name);
  void all_if_any(const people::Owed& part, int slot, const Sum& gained, const std::string& name);
  // For every N: the whole N count, a rest does not.
  Sum every(const people::Key& key, const people::Owed& part, const Sum& gained, const Sum& paid,
            const std::string& name);
  // One pool for a group: each brings the same whole share, the last brings what is left.
  Sum pool(const people::Key& key, const people::Owed& part, const Sum& gained, const Sum& paid,
           const std::string& name);
  void rows(const people::Weight& rule);

  // Phases, hand-overs, families (sequence.cpp).
  void rows(const people::PhaseRule& rule);
  void carriers(const people::PhaseRule& first);
  void pending(const people::When& when);
  void suspended(const people::Sequencing& rule);
  void pending(const people::Condition& condition);
  // 1 when anybody goes in that phase (of those cells).
  int used(const Sum& terms, const std::string& name);
  void rows(const people::Sequencing& rule);
  // The releases of these articles begin only when those of another are complete: whoever goes in a phase, nobody of
  // the other article goes later.
  void after(const people::Sequencing& rule, const people::Condition& condition);
  void rows(const people::FamilyRule& rule);
  void family_pair(const people::FamilyRule& rule, const std::vector<int>& members, std::size_t at);
  void rows(const people::Gate& gate);
  void rows(const people::Consideration& consideration);

  // Everything else orders or excludes people, or is not about who goes: covenants, lists, publication, authority,
  // interviews, the units of remains, truce days (counted by the ledger).
  template <typename Other>
  void rows(const Other&) {}

  Model& model_;
  const people::Agreement& agreement_;
  bool read_ = false;
  std::vector<std::string> parties_;                    // by cell: who releases, folded
  std::vector<int> all_;                                // cells
  std::vector<std::vector<int>> of_slot_, of_article_;  // cells, ascending
  std::vector<std::size_t> reserves_;                   // slots
  std::map<std::array<int, 3>, int> slot_at_;           // by article, clause, part of a key
  int article_ = -1;                                    // whose rows are being made; -1: nobody's
  int clause_ = 0;
  LostPlaces lost_;
  std::vector<std::pair<int, const people::Set*>> in_addition_;
};

}  // namespace midspan::clear::model
