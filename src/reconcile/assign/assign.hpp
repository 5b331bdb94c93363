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
};

// Scores any two rows; for pairs that blocking did not meet.
using ScoreRows = std::function<Edge(std::uint32_t, std::uint32_t)>;

// Rows of one list that look like one person: rows that compete for one partner and score as the same among each other.
// Gives for each row the first row of its group. A list whose rows hardly ever do so is taken to hold nobody twice.
std::vector<std::uint32_t> find_duplicates(const std::vector<Edge>& edges, std::size_t rows, std::size_t middle,
                                           const ScoreRows& score);

// The odds of a link are those of one pair among all pairs. Where most rows have a partner, a row that is still free is
// more likely to have a given free one than a row in general: by all pairs over the pairs of rows without a partner.
// Rows from `middle` on are those of the right list; 0: one list. `all` has the rows of both sides, those without any
// edge included. In bits.
std::int32_t free_rows_bonus(const std::vector<Edge>& edges, std::size_t rows, std::size_t middle,
                             std::array<std::size_t, 2> all, unsigned threads);

// Marginal probabilities of the links when each group of rows has at most one partner group: belief propagation over
// the matchings, exact where edges form trees, with a fixed number of rounds. Edges sorted by left, right.
void assign_one_to_one(std::vector<Edge>& edges, const std::vector<std::uint32_t>& group, std::int32_t bonus,
                       unsigned threads);

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
