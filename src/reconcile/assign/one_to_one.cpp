// SPDX-License-Identifier: Apache-2.0
// A set of links in which nobody has two partners is a matching of the graph of candidates; its probability is
// proportional to the product of its links' odds. The share of all matchings' weight that has a given link is what
// competition leaves of it. Summing over matchings is hard in general; passing messages along the links gives it
// exactly on trees and closely on the small graphs that rivals for one person make (the monomer-dimer model).
#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>

#include "base/threads.hpp"
#include "reconcile/assign/assign.hpp"
#include "reconcile/estimate/logarithm.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kAtOnce = 16384;  // rows or links, on one thread
constexpr int kRounds = 24;
constexpr std::int32_t kStrong = 5 * kBit;
constexpr std::int32_t kRatherStrong = 5 * kBit / 2;
constexpr std::int32_t kRival = 4 * kBit;
constexpr std::size_t kFewOfAll = 20;  // from one line in so many on, a list holds many twice

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t at) {
  while (parent[at] != at) at = parent[at] = parent[parent[at]];
  return at;
}

// For each row its edges: offsets and edge numbers.
struct Adjacency {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> edge;
};

template <typename Node>
Adjacency adjacency(std::size_t edges, std::size_t nodes, Node&& node) {
  Adjacency made;
  made.begin.assign(nodes + 1, 0);
  for (std::size_t at = 0; at < edges; ++at)
    for (const std::uint32_t end : node(at)) ++made.begin[end + 1];
  std::partial_sum(made.begin.begin(), made.begin.end(), made.begin.begin());
  made.edge.resize(edges * 2);
  std::vector<std::uint32_t> next(made.begin.begin(), made.begin.end() - 1);
  for (std::size_t at = 0; at < edges; ++at)
    for (const std::uint32_t end : node(at)) made.edge[next[end]++] = static_cast<std::uint32_t>(at);
  return made;
}

double odds_of(std::int32_t weight, std::int32_t bonus) {
  return weight >= kForced ? fixed_exp2(100 * kBit)  // more than both its rows' rivals together
                           : fixed_exp2(std::clamp(weight + bonus, -40 * kBit, 40 * kBit));
}

std::int32_t ppm_of_odds(double odds) { return static_cast<std::int32_t>(1'000'000 * (odds / (1 + odds)) + 0.5); }

}  // namespace

void mark_alone(std::vector<Edge>& edges, std::size_t middle, std::size_t rows, unsigned threads) {
  // Rows of the right list with an edge, and with another one. Those of the left list stand side by side.
  std::vector<std::uint64_t> once((rows - middle) / 64 + 1, 0);
  std::vector<std::uint64_t> again((rows - middle) / 64 + 1, 0);
  for (const Edge& edge : edges) {
    const std::size_t right = edge.right - middle;
    const std::uint64_t bit = std::uint64_t{1} << (right % 64);
    again[right / 64] |= once[right / 64] & bit;
    once[right / 64] |= bit;
  }
  base::for_each_stretch(edges.size(), kAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      const std::size_t right = edges[at].right - middle;
      edges[at].alone = (again[right / 64] >> (right % 64) & 1U) == 0 &&
                        (at == 0 || edges[at - 1].left != edges[at].left) &&
                        (at + 1 == edges.size() || edges[at + 1].left != edges[at].left);
    }
  });
}

AloneSums sums_of_alone(const std::vector<Edge>& edges, unsigned threads) {
  std::atomic<std::size_t> strong = 0;
  std::atomic<std::int64_t> probable = 0;
  base::for_each_stretch(edges.size(), kAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    AloneSums own;
    for (std::size_t at = begin; at < end; ++at) {
      if (!edges[at].alone) continue;
      own.strong += edges[at].weight >= 0 ? 1 : 0;
      own.probable_ppm += probability_ppm(edges[at].weight);
    }
    strong += own.strong;
    probable += own.probable_ppm;
  });
  return {strong, probable};
}

std::int32_t probability_alone_ppm(std::int32_t weight, std::int32_t bonus) {
  return ppm_of_odds(odds_of(weight, bonus));
}

std::vector<std::uint32_t> find_duplicates(const std::vector<Edge>& edges, std::size_t rows, std::size_t middle,
                                           const ScoreRows& score, const AloneSums& alone) {
  std::vector<std::uint32_t> parent(rows);
  std::iota(parent.begin(), parent.end(), 0U);
  std::vector<std::uint32_t> strong;
  for (std::size_t at = 0; at < edges.size(); ++at)
    if (edges[at].weight >= 0) strong.push_back(static_cast<std::uint32_t>(at));
  const Adjacency near = adjacency(strong.size(), rows, [&](std::size_t at) {
    return std::array<std::uint32_t, 2>{edges[strong[at]].left, edges[strong[at]].right};
  });
  struct Pair {
    std::uint32_t one, other;
    std::int32_t weight;
  };
  std::array<std::vector<Pair>, 2> twice;  // rows of the left and of the right list that are one person
  std::array<std::size_t, 2> linked{alone.strong, alone.strong};  // rows whose partners are on that list
  std::array<std::size_t, 2> strong_ones{};                       // of twice
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t begin = near.begin[row];
    const std::uint32_t end = near.begin[row + 1];
    if (begin == end) continue;
    const std::size_t side = row < middle ? 1 : 0;  // of its partners
    ++linked[side];
    if (end - begin < 2) continue;
    // Every partner against the best one.
    const auto partner = [&](std::uint32_t at) {
      const Edge& edge = edges[strong[near.edge[at]]];
      return edge.left == row ? edge.right : edge.left;
    };
    std::uint32_t best = begin;
    for (std::uint32_t at = begin + 1; at < end; ++at)
      if (edges[strong[near.edge[at]]].weight > edges[strong[near.edge[best]]].weight) best = at;
    for (std::uint32_t at = begin; at < end && at < begin + 32; ++at) {
      if (at == best) continue;
      const std::int32_t weight = score(partner(best), partner(at)).weight;
      if (weight < 0) continue;
      strong_ones[side] += weight >= kStrong ? 1 : 0;
      twice[side].push_back({partner(best), partner(at), weight});
    }
  }
  for (std::size_t side = 0; side < 2; ++side) {
    if (strong_ones[side] < 2 || strong_ones[side] * 200 < linked[side]) continue;
    // Where many stand twice, two lines that both fit a third one are one person sooner.
    const std::int32_t bar = strong_ones[side] * kFewOfAll >= linked[side] ? kRatherStrong : kStrong;
    for (const Pair& pair : twice[side]) {
      if (pair.weight < bar) continue;
      const std::uint32_t one = root(parent, pair.one);
      const std::uint32_t other = root(parent, pair.other);
      if (one != other) parent[std::max(one, other)] = std::min(one, other);
    }
  }
  for (std::uint32_t row = 0; row < rows; ++row) parent[row] = root(parent, row);
  return parent;
}

std::int32_t free_rows_bonus(const std::vector<Edge>& edges, std::size_t rows, std::size_t middle,
                             std::array<std::size_t, 2> all, unsigned threads, const AloneSums& alone) {
  // The most probable edge is the heaviest.
  std::vector<std::int32_t> best(rows, -kMostWeight);
  for (const Edge& edge : edges) {
    best[edge.left] = std::max(best[edge.left], edge.weight);
    best[edge.right] = std::max(best[edge.right], edge.weight);
  }
  std::array<std::atomic<std::int64_t>, 2> taken{};
  base::for_each_stretch(rows, kAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    std::array<std::int64_t, 2> own{};
    for (std::size_t row = begin; row < end; ++row) own[row < middle ? 0 : 1] += probability_ppm(best[row]);
    for (std::size_t side = 0; side < 2; ++side) taken[side] += own[side];
  });
  // Within one list a bonus also helps strangers into large groups; less of it.
  const double most_taken = middle == 0 ? 0.9 : 0.97;
  double bonus = 1;
  for (std::size_t side = 0; side < 2; ++side)
    if (all[side] > 0)
      // Of three rows that all seem taken nobody knows that none is free: as if one more were, and one were not.
      bonus /= 1 - std::min((static_cast<double>(taken[side].load() + alone.probable_ppm) / 1e6 + 1) /
                                static_cast<double>(all[side] + 2),
                            most_taken);
  return fixed_log2(bonus);
}

void assign_one_to_one(std::vector<Edge>& edges, const std::vector<std::uint32_t>& group, std::int32_t bonus,
                       unsigned threads) {
  const std::size_t nodes = group.size();
  // Links of rows of the same two groups are one link: the strongest stands for it.
  struct Contracted {
    std::uint32_t left, right, edge;
  };
  std::vector<Contracted> links;
  links.reserve(edges.size());
  for (std::size_t at = 0; at < edges.size(); ++at)
    links.push_back({group[edges[at].left], group[edges[at].right], static_cast<std::uint32_t>(at)});
  const auto before = [&](const Contracted& one, const Contracted& other) {
    if (one.left != other.left) return one.left < other.left;
    if (one.right != other.right) return one.right < other.right;
    return edges[one.edge].weight > edges[other.edge].weight;
  };
  if (!std::is_sorted(links.begin(), links.end(), before)) std::stable_sort(links.begin(), links.end(), before);
  std::vector<std::uint32_t> standing(edges.size());
  std::vector<Contracted> kept;
  std::vector<bool> tied;  // by link: another pair is as strong as the one that stands for it
  for (const Contracted& link : links) {
    if (kept.empty() || kept.back().left != link.left || kept.back().right != link.right) {
      kept.push_back(link);
      tied.push_back(false);
    } else if (edges[link.edge].weight == edges[kept.back().edge].weight) {
      tied.back() = true;
    }
    standing[link.edge] = static_cast<std::uint32_t>(kept.size() - 1);
  }
  const std::size_t count = kept.size();
  const Adjacency at_node = adjacency(
      count, nodes, [&](std::size_t at) { return std::array<std::uint32_t, 2>{kept[at].left, kept[at].right}; });
  std::vector<double> odds(count);
  base::for_each_stretch(count, kAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) odds[at] = odds_of(edges[kept[at].edge].weight, bonus);
  });
  // free[2e], free[2e+1]: how free the left, the right node of link e is, as the other end is told.
  std::vector<double> free(count * 2, 1.0);
  std::vector<double> next(count * 2, 1.0);
  std::vector<std::uint32_t> busy;  // nodes with a choice
  std::vector<std::uint32_t> told;  // the places in `free` that change: of links of busy nodes, at these
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (at_node.begin[node + 1] - at_node.begin[node] < 2) continue;
    busy.push_back(node);
    for (std::uint32_t at = at_node.begin[node]; at < at_node.begin[node + 1]; ++at)
      told.push_back(at_node.edge[at] * 2 + (kept[at_node.edge[at]].left == node ? 0 : 1));
  }
  for (int round = 0; round < kRounds && !busy.empty(); ++round) {
    for (const std::uint32_t node : busy) {
      const std::uint32_t begin = at_node.begin[node];
      const std::uint32_t end = at_node.begin[node + 1];
      double sum = 0;
      for (std::uint32_t at = begin; at < end; ++at) {
        const std::uint32_t link = at_node.edge[at];
        sum += odds[link] * free[link * 2 + (kept[link].left == node ? 1 : 0)];
      }
      for (std::uint32_t at = begin; at < end; ++at) {
        const std::uint32_t link = at_node.edge[at];
        const bool is_left = kept[link].left == node;
        const double mine = odds[link] * free[link * 2 + (is_left ? 1 : 0)];
        double rest = 0;
        if (mine < sum * 0.999) rest = sum - mine;
        else
          for (std::uint32_t other = begin; other < end; ++other)
            if (other != at) {
              const std::uint32_t rival = at_node.edge[other];
              rest += odds[rival] * free[rival * 2 + (kept[rival].left == node ? 1 : 0)];
            }
        next[link * 2 + (is_left ? 0 : 1)] = 1 / (1 + rest);
      }
    }
    for (const std::uint32_t at : told) free[at] = round < 3 ? next[at] : (free[at] + next[at]) / 2;
  }
  std::vector<std::int32_t> probability(count);
  std::vector<bool> rivalled(count, false);
  base::for_each_stretch(count, kAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      probability[at] = ppm_of_odds(odds[at] * free[at * 2] * free[at * 2 + 1]);
    }
  });
  for (const std::uint32_t node : busy)
    for (std::uint32_t at = at_node.begin[node]; at < at_node.begin[node + 1]; ++at)
      for (std::uint32_t other = at_node.begin[node]; other < at_node.begin[node + 1]; ++other)
        if (other != at &&
            edges[kept[at_node.edge[other]].edge].weight > edges[kept[at_node.edge[at]].edge].weight - kRival)
          rivalled[at_node.edge[at]] = true;
  base::for_each_stretch(edges.size(), kAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      const std::uint32_t link = standing[at];
      edges[at].probability_ppm = probability[link];
      // A weaker pair of the same two groups is as probable as both its own and its group's link allow. That rows of
      // one list are one person is a guess, twins look the same; so that no free row elsewhere speaks for the pair.
      if (kept[link].edge != at || tied[link])
        edges[at].probability_ppm = std::min(probability[link], probability_ppm(edges[at].weight));
      edges[at].rivalled = rivalled[link];
    }
  });
}

}  // namespace midspan::reconcile
