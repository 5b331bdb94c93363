// SPDX-License-Identifier: Apache-2.0
// From scored pairs to decisions: who is linked with whom when a person can be on a list only once, and which rows make
// up one person.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "people/link.hpp"
#include "reconcile/estimate/logarithm.hpp"

namespace midspan::reconcile {

constexpr std::int32_t kForced = 50 * kBit;  // the weight of a link that a person said is one: no other outweighs it

struct Edge {
  std::uint32_t left = 0;  // rows; left < right
  std::uint32_t right = 0;
  std::int32_t weight = 0;
  people::Relation relation = people::Relation::Other;
  std::int32_t probability_ppm = 0;
  std::uint32_t passes = 0;  // bits of the blocking passes that met it
  bool rivalled = false;     // another link of one of its rows is within 4 bits
  bool alone = false;        // neither of its rows has another edge
};

// Scores any two rows; for pairs that blocking did not meet.
using ScoreRows = std::function<Edge(std::uint32_t, std::uint32_t)>;

// Marks the edges between two lists that are alone: what becomes of them depends on nothing else that is decided, and
// of large lists they are most. REQUIRES: edges sorted by left, right, from rows before `middle` to rows from it on;
// `rows` of both lists.
void mark_alone(std::vector<Edge>& edges, std::size_t middle, std::size_t rows, unsigned threads);

// What edges that are alone add to what is asked of all edges together.
struct AloneSums {
  std::size_t strong = 0;         // with even odds or better
  std::int64_t probable_ppm = 0;  // sum of their probabilities
};
AloneSums sums_of_alone(const std::vector<Edge>& edges, unsigned threads);

// Rows of one list that look like one person: rows that compete for one partner and score as the same among each other.
// Gives for each row the first row of its group. A list whose rows hardly ever do so is taken to hold nobody twice.
// `alone`: of further edges between further rows.
std::vector<std::uint32_t> find_duplicates(const std::vector<Edge>& edges, std::size_t rows, std::size_t middle,
                                           const ScoreRows& score, const AloneSums& alone = {});

// The odds of a link are those of one pair among all pairs. Where most rows have a partner, a row that is still free is
// more likely to have a given free one than a row in general: by all pairs over the pairs of rows without a partner.
// Rows from `middle` on are those of the right list; 0: one list. `all` has the rows of both sides, those without any
// edge included; `alone` as above. In bits.
std::int32_t free_rows_bonus(const std::vector<Edge>& edges, std::size_t rows, std::size_t middle,
                             std::array<std::size_t, 2> all, unsigned threads, const AloneSums& alone = {});

// Marginal probabilities of the links when each group of rows has at most one partner group: belief propagation over
// the matchings, exact where edges form trees, with a fixed number of rounds. Edges sorted by left, right.
void assign_one_to_one(std::vector<Edge>& edges, const std::vector<std::uint32_t>& group, std::int32_t bonus,
                       unsigned threads);
// What assign_one_to_one gives an edge that is alone.
std::int32_t probability_alone_ppm(std::int32_t weight, std::int32_t bonus);

struct Joined {
  std::vector<std::vector<std::uint32_t>> clusters;  // sorted members, at least two; sorted by first member
  std::vector<Edge> links;                           // all pairs inside clusters, scored, sorted
  std::vector<Edge> bridges;                         // by cluster: the weakest link that holds it together
};

// Correlation clustering by average linkage: the best pair of clusters joins while the mean of the (clamped) log-odds
// between their members, with the bonus of free rows, is positive. `apart` are pairs that must not meet, `together`
// pairs that must.
Joined cluster(const std::vector<Edge>& edges, std::size_t rows, const ScoreRows& score, std::int32_t bonus,
               const std::vector<std::pair<std::uint32_t, std::uint32_t>>& together,
               const std::vector<std::pair<std::uint32_t, std::uint32_t>>& apart);

}  // namespace midspan::reconcile
