// SPDX-License-Identifier: Apache-2.0
// A small exchange as its author means it, before anything of src/ sees it: printed as a text and a table of people for
// the program, and written as a 0-1 program with a variable per person, release, phase and place for the peers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench.hpp"
#include "people/person.hpp"

namespace midspan::bench {

struct Head {  // one person
  std::string id;
  int holder = 0;  // 0 A, 1 B, 2 C; -1: nobody
  bool green = false, red = false, woman = false, ill = false, life = false, court = false;
  bool old = false;  // over 50 for certain
  bool listed = false, reserve = false;
  bool acknowledged = true;
  bool objected = false;   // a hold that no article speaks of: whoever drops out
  int consent = 1;         // 0 no, 1 yes, 2 not asked
  int refuses_place = -1;  // index of a place
  int rank = 0;            // private 1, captain 3, colonel 5; -1: none, and no weight
  int held_since = 0;      // a year
  int family = -1;
  std::string commitment;
};

// A group of people by who holds them and one more thing asked of them.
struct Pop {
  int holder = -1;  // -1: unsaid
  enum class Ask {
    Any,
    Green,
    NotGreen,
    Red,
    Woman,
    Ill,
    Life,
    Other,
    Old,
    Listed,
    Reserve,
    GreenOrRed,
    RedNotIll,
    Court  // "under a hold of court order": whoever is called so goes in spite of it
  } ask = Ask::Any;
  bool standing = false;  // "with standing at least [acknowledged]"
  bool has(const Head& head) const;
  std::string text() const;
  bool operator==(const Pop&) const = default;
};

struct Art {
  enum class Kind {
    Release,
    Equal,
    Each,
    Every,
    Pool,
    Exchange,  // `other` gives `delivered`, and for every `every` of them `party` gives `second_low` of `of`
    Named,
    Part,
    PartPercent,
    Exclude,
    ExcludeTo,
    Courts,
    Consent,
    GoTo,
    Shares,
    Cap,
    EachCap,
    OneRound,
    NeverAhead,
    SamePhase,
    Together,
    Weight,
    Priority,
    Substitute,
    FirstMover,
    After,
    OutsideKey,
    Refusers,  // nobody takes the place of who refuses; `counts`: and it counts as given
    Nothing    // struck
  } kind = Kind::Release;
  int party = 0;
  int other = 1;
  enum class Amount { Exactly, AtLeast, AtMost, Between, All } amount = Amount::Exactly;
  int low = 0, high = 0;
  int every = 1;
  Pop of, delivered;
  std::optional<Pop> second;  // a second part of a key
  int second_low = 0;
  int place = -1;  // -1: unsaid
  int phase = -1;
  int target = -1;  // index of the article that "among those" or "as many as" speaks of
  bool carrying = false;
  bool counts = false;
  bool begins = false;   // Exchange: of `delivered` any number may go, at least `low`
  std::string key;       // Priority: "the women first"
  Pop released() const;  // all of described people: of those whom the party holds
};

struct Goal_ {
  enum class Kind { Most, MostOf, Difference, FewestPhases, Early, Order } kind = Kind::Most;
  Pop of;
  std::string order;
};

struct Spec {
  int parties = 2;
  int phases = 1;
  std::vector<Head> heads;
  std::vector<Art> articles;
  std::vector<Goal_> goals;
  bool longest_held_ties = false;
  bool acknowledged_only = false;

  std::string text() const;
  std::vector<people::PersonFacts> people() const;
  std::vector<std::size_t> order() const;  // who goes first among equals
  bool obliges(const Head& head) const;    // somebody to give something in return
  // Of what an article releases, how many places whoever refuses uses up: of all each; of a number as many as have to
  // be counted because there are not enough others.
  std::int64_t places_of_refusers(const Art& art, bool counting = false) const;
};
Spec draw(Dice& dice);

// The numbers of an article, in the order of its words.
std::vector<int*> numbers_of(Art& art);

const char* party_name(int party);
const char* place_name(int place);

// ---- The 0-1 program ---------------------------------------------------------------------------------------------

struct Line {
  std::map<int, std::int64_t> terms;
  std::optional<std::int64_t> low, high;
  int owner = -1;
  int miss = -1;  // which kind of demand, the first before the second: rule, release, named, composition; -1: none
};
struct Variable {
  int head = -1, slot = -1, phase = 0, place = -1;  // head -1: a helper
  std::vector<int> stopped_by;                      // owners; -1: a fact
};
struct SlotOf {
  int article = 0;
  int party = 0;  // -1: whoever holds them
  Pop of;
  int place = -1;
  int phase = -1;
  bool reserve = false;
};
struct Rows {
  std::vector<int> high;                // by variable
  std::vector<std::int64_t> objective;  // by variable
  std::vector<Line> lines;
};
struct ZeroOne {
  std::vector<Variable> variables;
  std::vector<Line> lines;
  std::vector<std::vector<std::pair<int, std::int64_t>>> goals;  // to maximise, in order; then who goes, and when
  std::size_t asked = 0;                                         // how many of them are the agreement's
  std::vector<SlotOf> slots;
  std::vector<std::vector<int>> stopped;  // by person: owners of what stops them everywhere; below 0: facts

  bool open(int variable, const std::vector<char>& active) const;
  // To maximise one goal (-1: none) while those before it keep these values. active: by article; empty: all of them.
  Rows rows(int goal, const std::vector<std::int64_t>& kept, const std::vector<char>& active,
            const std::vector<Line>& more = {}) const;
  std::string asp() const;
};
ZeroOne zero_one(const Spec& spec);

}  // namespace midspan::bench
