// SPDX-License-Identifier: Apache-2.0
// The agreement, the people and the ledger as a Program. People whom no article and no goal can tell apart are one
// group; a column says how many of a group go under which release, in which phase, to which place.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "clear/clear.hpp"
#include "clear/model/population.hpp"
#include "clear/solve/program.hpp"

namespace midspan::clear::model {

inline constexpr std::int64_t kLargestNumber = 1'000'000'000'000;  // of people

// What stands in a person's way. owner: the article that says so; -1: a fact that no article can waive.
enum class StopKind : std::uint8_t {
  NotHeld,
  NotAcknowledged,
  Gone,
  Dead,
  NotDelivered,
  Hold,
  ConsentRefused,
  ConsentMissing,
  Excluded,
  NoWeight,
  DestinationRefused,
  HeldElsewhere,  // a minor, apart from the family; detail: by whom
};
struct Stop {
  StopKind kind = StopKind::NotHeld;
  int owner = -1;
  std::string detail;
  auto operator<=>(const Stop&) const = default;
};

// One sentence of the agreement that makes people go: a release, a part of what a key owes, a choice, a reserve.
struct Slot {
  int article = 0;
  int clause = 0;
  int owed = -1;      // which part of a key; -1: not a key
  std::string party;  // as the agreement spells it; empty: whoever holds them
  const people::Set* of = nullptr;
  std::string to;
  std::vector<char> phases;  // by phase: may go then
  bool reserve = false;      // substitutes
};

struct Group {
  std::vector<std::size_t> people;  // indices into Model::facts, first in the order first
  std::vector<Stop> stops;
  std::vector<char> slots;  // by slot: in its population, and its party can release
  std::vector<char> sets;   // by Model::sets: membership that does not depend on the release
  std::int64_t size = 0;
  bool delivered = false;
  int delivered_slot = -1;
  int delivered_phase = 0;
  std::string delivered_party;
  bool outside_key = false;     // handed over outside the agreement: counts for nothing
  bool obliges_nobody = false;  // an article leaves them out of what others are owed, under whichever they go
  bool accompanies = false;     // minors who go, or went, with their family
  bool apart = false;           // minors whom others hold than their family: nothing binds it to them
  std::vector<int> cells;       // its columns
  int size_row = -1;            // the row that keeps their sum within the size; -1: one column, its own bound does
};

// Whose places nobody else takes, by the agreement ("is not replaced"): who refuses, has died, is free already. And
// which of these places count as given.
struct LostPlaces {
  struct Rule {
    int article = -1;  // -1: none, somebody else goes
    bool counts = false;
  };
  Rule refusers, dead, free;

  Rule of(const Stop& stop) const;
  bool any() const { return refusers.article >= 0 || dead.article >= 0 || free.article >= 0; }
  bool any_counts() const { return refusers.counts || dead.counts || free.counts; }
};
LostPlaces lost_places(const people::Agreement& agreement);

// What a column means. Columns beyond Model::cells are helpers.
struct Cell {
  int group = 0;
  int slot = -1;  // -1: delivered under no release of the agreement
  int phase = 0;
  int place = 0;
  std::vector<Stop> stops;  // the group's, those of the release, and those of the place
};

// A row that asks for something and may be missed when not all can be had.
struct Demand {
  enum class Kind : std::uint8_t { Rule, Release, Named, Composition };  // in the order in which misses are made small
  Kind kind = Kind::Rule;
  int owner = -1;
  int clause = 0;
  int row = 0;
  int missing = -1;  // columns, fixed at zero unless relaxed
  int over = -1;
  std::int64_t asked = 0;  // in persons, where that can be said
  bool everybody = false;  // "all of": asks for whoever may go
  std::int64_t parts = 1;  // of a person, that one missed is: a hundredth where a share of a hundred is asked for
};

struct Model {
  const people::Agreement* agreement = nullptr;
  const Options* options = nullptr;
  Populations populations;
  std::vector<Facts> facts;      // the people given, then pseudo-people for bulk entries of the ledger
  std::size_t people_count = 0;  // of the people given
  struct Kind {                  // people of whom every answer is the same (kinds.cpp)
    std::size_t person = 0;      // the first of them
    std::int64_t size = 0;
  };
  std::vector<Kind> kinds;
  std::vector<int> kind_of;               // by person given
  std::vector<people::PersonFacts> bulk;  // owns the pseudo-people
  std::vector<std::size_t> order;         // all people, who goes first among equals first
  std::vector<std::size_t> rank;          // by person: position in `order`
  std::vector<std::size_t> tier;          // by person: equal for people whom that order tells apart by commitment alone
  std::vector<std::string> phases;
  std::vector<std::string> places;
  std::vector<std::string> place_words;  // folded; of the places that somebody may be sent to or was
  std::vector<std::vector<std::pair<int, const people::Clause*>>> clauses;  // by kind: {article, clause}
  std::vector<Slot> slots;
  std::vector<const people::Set*> sets;  // that articles and goals ask about
  std::map<const people::Set*, int> set_index;
  std::vector<const people::Set*> outside_by_release;  // of them, those outside the key by the article they go under
  std::vector<Group> groups;
  bool minors_count = false;                // minors who accompany others count, as an article says
  std::vector<int> group_of;                // by person; -1: no article releases this person
  std::vector<std::vector<Stop>> stops_of;  // by person
  std::vector<int> failed_under;            // by person: the slot under which the hand-over failed; -1: none
  std::vector<char> in_population;          // by person: in some release's population
  std::vector<Cell> cells;
  solve::Program program;
  // Which sentence of the agreement made each row, and each column beyond the cells; article -1: none (sizes, goals).
  struct Source {
    int article = -1;
    int clause = 0;
  };
  std::vector<Source> row_of;
  std::vector<Source> helper_of;
  std::vector<std::int64_t> high_open;  // by cell: its high side were no article in the way
  std::vector<Demand> demands;
  struct Carried {  // a weighed balance that may differ: left minus right, and its size
    int article = 0;
    int column = 0;
    int distance = 0;
  };
  std::vector<Carried> carried;
  std::vector<int> phase_used;  // by phase: 1 when somebody goes in it; only when a goal asks
  std::vector<base::Message> pending;
  int article_count = 0;

  // How many of the people given this is true of: asked once a kind. REQUIRES: what it says is the same of a kind.
  template <typename Asked>
  std::int64_t how_many(Asked&& asked) const {
    std::int64_t count = 0;
    for (const Kind& kind : kinds)
      if (asked(kind.person)) count += kind.size;
    return count;
  }
  // By person and set, with the release it goes under where the set asks.
  bool member(std::size_t person, const people::Set& set, int slot = -1) const;
  // Everything that keeps a person from every place and release: facts and articles. Empty: the person may go.
  std::vector<Stop> stops_against(std::size_t person) const;
  // Of a group that an article asks several for, "all prisoners are released": whom another of them releases.
  bool another_releases(std::size_t person, std::size_t slot) const;
  // Whose hand-over under the slot failed for such a reason.
  std::int64_t failed(int slot, const std::function<bool(const Stop&)>& reason) const;
  bool group_member(const Group& group, const people::Set& set, int slot = -1) const;
  // Whether others owe something for whoever goes under the slot.
  bool obliges(const Group& group, int slot) const;
  // Goes with others and is counted nowhere.
  bool goes_along(const Group& group) const { return group.accompanies && !minors_count; }
  std::string article_number(int article) const;
};

// Errors: CLR-001, CLR-002, CLR-003, CLR-004.
base::Result<Model> build(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                          std::span<const people::Delivery> ledger, const Options& options);

// The rows of some clauses {article, clause} made anew after numbers of the agreement were changed in place: same
// people, groups and cells. Which rows are others now; nothing when there are more or fewer rows or helpers than
// before, and the model must be built anew. Errors: CLR-004.
base::Result<std::optional<std::vector<int>>> rebuild_rows(Model& model,
                                                           const std::vector<std::pair<int, int>>& clauses);

// The steps of build(), in order.
struct LedgerView {                               // what the ledger says of each person, corrections added up
  std::vector<const people::Delivery*> received;  // by person; nullptr: not received
  std::vector<const people::Delivery*> failed;    // by person: the last whose outcome is not "received"; nullptr: none
  std::vector<const people::Delivery*> bulk;      // received in bulk
};
base::Result<LedgerView> read_ledger(const Model& model, std::span<const people::Delivery> ledger);
// kinds.cpp; `apart`: by person, a kind of one's own.
void make_kinds(Model& model, std::span<const people::PersonFacts> people, const std::vector<char>& apart);
void make_slots(Model& model);  // slots.cpp: phases, places, slots, sets
// Whether the phases are still those of the agreement after numbers of it were changed in place.
bool same_phases(Model& model);
// The article whose order puts the first of two people before the second; empty: none, but a goal, a list or the rule
// for equals.
std::string ordered_by(const Model& model, std::size_t first, std::size_t second);
void make_order(Model& model);                             // order.cpp
void make_groups(Model& model, const LedgerView& ledger);  // groups.cpp
void make_rows(Model& model);                              // rows.cpp

// The article that "among them" speaks of: the one named, else this one if it releases, else the nearest before it.
int target_article(const people::Agreement& agreement, int article, const std::string& named);
bool releases_anything(const people::Agreement& agreement, int article);
// Whether whoever is chosen goes by that: no other sentence releases the pool. A right to strike makes nobody go.
bool chooses_who_goes(const people::Agreement& agreement, int article, const people::Choice& choice);
bool counts_days(const Model& model);  // is every phase a day?
// With whom of a family's groups a minor goes who goes along: the first grown member under one of the same releases;
// where they have all gone, the first such minor.
int leader_of(const Model& model, const std::vector<int>& members, int minor);

// What has to be certified, or to be over, for a condition of an article to hold; nothing when it holds.
std::optional<base::Message> must_come_first(const Model& model, int article, const people::Condition& condition);
// "After the conclusion of peace", "from 1 May": what a time of release waits for.
std::optional<people::Condition> begins_with(const people::When& when);

// How many make up the group of a pooled key: as an article says ("9 are ill or wounded"), else as many as there are.
std::int64_t pool_members(const Model& model, const people::Key& key);

// Whom the holder acknowledges and nobody contests: all that the two worlds differ in.
bool acknowledged(const people::PersonFacts& person);

// The weight of a person's rank under a schedule; nothing when the schedule lacks the rank.
std::optional<std::int64_t> weight_under(const people::Agreement& agreement, const std::string& schedule,
                                         const Facts& person);

}  // namespace midspan::clear::model
