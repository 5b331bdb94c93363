// SPDX-License-Identifier: Apache-2.0
#include "reconcile/compete.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "base/threads.hpp"
#include "reconcile/assign/touched.hpp"
#include "reconcile/judged.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kEdgesAtOnce = 16384;  // on one thread

}  // namespace

void let_compete(std::vector<Edge>& all, const Linkage& linkage, Duplicates duplicates, unsigned threads) {
  const Encoded& encoded = linkage.encoded;
  mark_alone(all, encoded.list_begin[1], encoded.rows, threads);
  const AloneSums alone = sums_of_alone(all, threads);
  std::vector<Edge> edges;
  for (const Edge& edge : all)
    if (!edge.alone) edges.push_back(edge);
  // Most rows of a large list have no such edge: those that have are numbered anew, in their order.
  const Touched touched(edges, encoded.rows);
  const std::size_t rows = touched.rows.size();
  const std::size_t middle = touched.below(encoded.list_begin[1]);
  base::for_each_stretch(edges.size(), kEdgesAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      edges[at].left = static_cast<std::uint32_t>(touched.below(edges[at].left));
      edges[at].right = static_cast<std::uint32_t>(touched.below(edges[at].right));
    }
  });
  const ScoreRows score = [&](std::uint32_t one, std::uint32_t other) {
    const Score of = linkage.score_on_one_list(touched.rows[one], touched.rows[other]);
    return Edge{one, other, of.weight, of.relation};
  };
  std::vector<std::uint32_t> group;
  if (duplicates == Duplicates::Found) {
    group = find_duplicates(edges, rows, middle, score, alone);
  } else {
    group.resize(rows);
    std::iota(group.begin(), group.end(), 0U);
  }
  const std::int32_t bonus = free_rows_bonus(
      edges, rows, middle, {encoded.list_begin[1], encoded.rows - encoded.list_begin[1]}, threads, alone);
  assign_one_to_one(edges, group, bonus, threads);
  // Of the links that were said all hold, whoever else a row is said to be.
  for (Edge& edge : edges)
    if (edge.weight >= kForced) edge.probability_ppm = kSurelySame, edge.rivalled = false;
  // Strongest first; a row (or its group) that is taken takes no other. Only rows with several likely partners need an
  // order: most have one.
  std::vector<std::uint8_t> likely(rows, 0);
  for (const Edge& edge : edges)
    if (edge.probability_ppm >= kLikely)
      for (const std::uint32_t row : {group[edge.left], group[edge.right]})
        likely[row] = static_cast<std::uint8_t>(std::min(likely[row] + 1, 2));
  std::vector<std::uint32_t> contested;
  for (std::uint32_t at = 0; at < edges.size(); ++at)
    if (edges[at].probability_ppm >= kLikely &&
        (likely[group[edges[at].left]] > 1 || likely[group[edges[at].right]] > 1))
      contested.push_back(at);
  std::sort(contested.begin(), contested.end(), [&](std::uint32_t one, std::uint32_t other) {
    const Edge& left = edges[one];
    const Edge& right = edges[other];
    if (left.probability_ppm != right.probability_ppm) return left.probability_ppm > right.probability_ppm;
    if (left.weight != right.weight) return left.weight > right.weight;
    return one < other;
  });
  constexpr std::uint32_t kFree = 0xFFFFFFFF;
  std::vector<std::uint32_t> partner(contested.empty() ? 0 : rows, kFree);
  for (const std::uint32_t at : contested) {
    const std::uint32_t left = group[edges[at].left];
    const std::uint32_t right = group[edges[at].right];
    const bool taken =
        (partner[left] != kFree && partner[left] != right) || (partner[right] != kFree && partner[right] != left);
    if (taken && edges[at].weight < kForced) {
      edges[at].probability_ppm = -1;
      continue;
    }
    partner[left] = right;
    partner[right] = left;
  }
  base::for_each_stretch(all.size(), kEdgesAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at)
      if (all[at].alone) all[at].probability_ppm = probability_alone_ppm(all[at].weight, bonus);
  });
  for (std::size_t at = 0, next = 0; next < edges.size(); ++at) {
    if (all[at].alone) continue;
    all[at].probability_ppm = edges[next].probability_ppm;
    all[at].rivalled = edges[next++].rivalled;
  }
}

}  // namespace midspan::reconcile
