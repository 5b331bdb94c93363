// SPDX-License-Identifier: Apache-2.0
// Clearing: people + agreement + ledger -> allocation + reasons. The only way into this folder for other folders.
//
// An agreement that cannot be kept is an answer, never an error: Allocation::outcome says Infeasible, `conflicts` name
// the articles that cannot all hold, and `allotted` is what remains possible (relaxed = true, `shortfalls` say what is
// missed).
//
// Determinism: the answer does not depend on threads, compiler, or the order in which people are given.
// Thread safety: every function may be called from any thread; nothing is kept between calls.
// Cost: a few milliseconds to a hundred classes of people; limits are counts of nodes, never seconds.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "people/agreement.hpp"
#include "people/allocation.hpp"
#include "people/finding.hpp"
#include "people/person.hpp"

namespace midspan::clear {

// Whom to count as held. A bracketed "[acknowledged]" in a population is what the two worlds differ in; a standing
// without brackets is a term and holds in both.
enum class World : std::uint8_t {
  Acknowledged,  // only people whose holder acknowledges them, and whom nobody contests
  Contested,     // people too whom one side alone says that the other holds
};

struct Limits {
  std::int64_t nodes = 20'000;  // of branch and bound: per goal, and for settling who of equals goes
  std::int64_t conflict_tests = 2'000;
  std::int64_t conflict_work = 100'000'000;  // steps of linear programs times their size: about a second
  std::int64_t work = 1'500'000'000;         // for a clearing, counted alike, and as much for what is nearest
  std::int64_t answer_work = 300'000'000;    // for one question about a person, or some changed agreements
};

struct Options {
  World world = World::Contested;
  base::Day day = 0;                   // "today": ages, and populations without an as-of date
  std::vector<std::string> certified;  // events that their certifier has certified, in the agreement's words
  Limits limits;
  unsigned threads = 1;
  std::string agreement_digest;   // of the tree, for Allocation::input_digest
  bool explain_conflicts = true;  // false: only say that it is infeasible (faster; relaxation is still computed)
  std::string lot_seed;           // public seed of a draw, once drawn; "": equals go in order of their commitments
  bool settle = true;             // false: only the goals' figures, not who of equals goes
  const base::Progress* progress = nullptr;
};

// Errors: CLR-001 (two people with one id), CLR-002 (a delivery names an unknown person),
// CLR-003 (definitions go in a circle), CLR-004 (a number too large to clear), CLR-005 (cancelled).
base::Result<people::Allocation> clear(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                                       std::span<const people::Delivery> ledger, const Options& options);

struct BothWorlds {
  people::Allocation acknowledged;
  people::Allocation contested;
  // What the contested names are worth: how many more people can go, on all sides together, if each is confirmed.
  std::int64_t gained = 0;
};
// options.world is ignored.
base::Result<BothWorlds> clear_both(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                                    std::span<const people::Delivery> ledger, const Options& options);

// Why does this person go, or not go?
struct Why {
  enum class Kind : std::uint8_t {
    Goes,
    Delivered,   // the ledger says so already
    Outside,     // in no population that an article releases
    Barred,      // facts and articles stand in the way, each alone
    Impossible,  // taking this person makes the agreement impossible: the articles are named
    Worse,       // a goal falls
    Equal,       // as good as somebody who goes: the agreement's order or a lot decided
    Undecided,   // a limit was met before any of this could be said
  };
  people::PersonId person;
  Kind kind = Kind::Outside;
  std::vector<base::Message> sentences;  // for those entitled to know
  std::vector<std::string> articles;
  std::vector<people::PersonId> displaced;  // who would stay, were this person taken (Worse, Equal)
  std::string goal;                         // the first goal that falls (Worse)
  std::int64_t goal_with = 0;
  std::int64_t goal_without = 0;
};
// Errors: as clear(), and CLR-006 (nobody has that id).
base::Result<Why> why(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                      std::span<const people::Delivery> ledger, const Options& options, const people::PersonId& person);

// What verified deliveries oblige each side to, by release, and what of it has been given. A key owes for what has been
// received, not for what is planned; what was given too much stands as credit (due() below zero).
struct Balance {
  std::string article;
  std::string party;       // who owes
  std::string population;  // of whom; a schedule's name when `weight`; a bonus's word
  bool weight = false;     // counted in the schedule's weights
  std::int64_t owed = 0;
  std::int64_t delivered = 0;
  std::int64_t due() const { return owed - delivered; }
};
base::Result<std::vector<Balance>> balances(const people::Agreement& agreement,
                                            std::span<const people::PersonFacts> people,
                                            std::span<const people::Delivery> ledger, const Options& options);

// The agreement as it would read after edits: "strike Article 3", "Article 4 = 40" (its bracketed number, else its
// first), "Article 5: 30 = 25"; several with ';'. Errors: CLR-011 (nothing there to change).
base::Result<people::Agreement> edited(const people::Agreement& agreement, std::string_view edits);

// Every smallest set of articles that cannot all hold (none when all can), the smallest first; at most `most`. Where
// there may be others, the last one says so (CLR-175 among its numbers). Errors: as clear(), CLR-015 (the limits did
// not suffice to say whether all can hold).
base::Result<std::vector<people::Conflict>> conflicts(const people::Agreement& agreement,
                                                      std::span<const people::PersonFacts> people,
                                                      std::span<const people::Delivery> ledger, const Options& options,
                                                      std::size_t most = 16);

// What a party takes home and checks without the desk (docs/formats/certificate.md): for every level of the goals, and
// for what is impossible, a proof in VIPR 1.0; the people as they were counted; the plan. The same input gives the same
// bytes. Options::agreement_digest must be the tree's.
struct CertificateFile {
  std::string name;  // "level-1.vipr", "manifest.json"
  std::string text;
};
// Errors: as clear(), CLR-015 (nothing was found within the limits), CLR-016 (a value that the table cannot carry).
base::Result<std::vector<CertificateFile>> certify(const people::Agreement& agreement,
                                                   std::span<const people::PersonFacts> people,
                                                   std::span<const people::Delivery> ledger, const Options& options);

// Equal chances for equals. Over all plans that are best by every goal and by the agreement's order, the fairest
// lottery: the smallest chance of anybody as large as can be, then the next smallest (leximin). A class is people whom
// no article and no goal can tell apart and who stand equal in that order; all of a class have the same chance.
struct Chance {
  std::int64_t above = 0, below = 1;  // in lowest terms
};
struct LotClass {
  std::vector<people::PersonId> people;  // by ticket once drawn, before by commitment
  Chance chance;                         // of each of them
  std::int64_t published = 0;  // places over all published outcomes: the published chance is this / 1,000 / size
};
struct LotOutcome {
  std::int64_t copies = 0;           // of the 1,000
  std::vector<std::int64_t> places;  // by class: the first so many tickets go
};
struct Lots {
  bool proved = true;                // no limit was met
  std::int64_t surely = 0;           // people who go in every best plan
  std::vector<LotClass> classes;     // whose going is left to the lot
  std::vector<LotOutcome> outcomes;  // numbered from 0 in this order, each as often as it has copies
  int drawn = -1;                    // 0 .. 999, once there is a seed
  people::Allocation allocation;     // of the outcome drawn
};
inline constexpr std::int64_t kOutcomes = 1000;

// Options::lot_seed: empty before the draw. Errors: as clear(), CLR-015, CLR-017 (chances that do not fit in 128 bits).
base::Result<Lots> draw_lots(const people::Agreement& agreement, std::span<const people::PersonFacts> people,
                             std::span<const people::Delivery> ledger, const Options& options);

// SHA-256, hex, of the seed and the commitment, one after the other; the smallest win. By hand: ticket_command().
std::string ticket(std::string_view seed, std::string_view commitment);
std::string ticket_command(std::string_view seed, std::string_view commitment);
// Which of the 1,000: the first 12 digits of SHA-256, hex, of the seed and "outcome", modulo 1,000.
int outcome_number(std::string_view seed);
std::string outcome_command(std::string_view seed);

}  // namespace midspan::clear
