// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <unordered_map>

#include "reconcile/assign/assign.hpp"
#include "reconcile/estimate/logarithm.hpp"

namespace midspan::reconcile {

namespace {

// One very sure pair must not outvote many that say no: log-odds count up to these.
constexpr std::int64_t kMostFor = 8 * kBit;
constexpr std::int64_t kMostAgainst = -8 * kBit;
constexpr std::size_t kLargestCompared = 400;  // members scored all against all; larger clusters are compared by a part

constexpr std::int32_t kTogether = 500'000;  // rows of one group are one person rather than not

// What a path of links through others is worth beside what two rows say themselves. The errors of one group hang
// together, so its weakest link counts by four fifths, less a bit, and what it says beyond ten bits by three fifths.
std::int32_t with_indirect(std::int32_t own, std::int32_t path) {
  return std::max(own, std::min(path / 5 * 4 - kBit, path / 5 * 3 + kBit));
}

struct Work {
  std::vector<std::uint32_t> parent;
  std::vector<std::vector<std::uint32_t>> members;

  std::uint32_t root(std::uint32_t at) {
    while (parent[at] != at) at = parent[at] = parent[parent[at]];
    return at;
  }
};

struct Candidate {
  std::int64_t mean;
  std::uint32_t left, right;  // rows whose clusters are meant
  std::size_t sizes;          // of both when it was computed: stale when it has changed
  bool operator<(const Candidate& other) const {
    if (mean != other.mean) return mean < other.mean;
    if (left != other.left) return left > other.left;
    return right > other.right;
  }
};

}  // namespace

Joined cluster(const std::vector<Edge>& edges, std::size_t rows, const ScoreRows& score, std::int32_t bonus,
               const std::vector<std::pair<std::uint32_t, std::uint32_t>>& together,
               const std::vector<std::pair<std::uint32_t, std::uint32_t>>& apart) {
  Work work;
  work.parent.resize(rows);
  std::iota(work.parent.begin(), work.parent.end(), 0U);
  work.members.resize(rows);
  const auto members = [&](std::uint32_t at) -> std::vector<std::uint32_t>& {
    if (work.members[at].empty()) work.members[at].push_back(at);
    return work.members[at];
  };
  const auto join = [&](std::uint32_t one, std::uint32_t other) {
    one = work.root(one);
    other = work.root(other);
    if (one == other) return;
    if (one > other) std::swap(one, other);
    auto& into = members(one);
    auto& from = members(other);
    into.insert(into.end(), from.begin(), from.end());
    std::sort(into.begin(), into.end());
    from = {};
    from.shrink_to_fit();
    work.parent[other] = one;
  };
  std::map<std::uint32_t, std::vector<std::uint32_t>> forbidden;
  for (const auto& [one, other] : apart) {
    forbidden[one].push_back(other);
    forbidden[other].push_back(one);
  }
  const auto barred = [&](std::uint32_t one, std::uint32_t other) {
    if (forbidden.empty()) return false;
    for (const std::uint32_t member : members(one)) {
      const auto there = forbidden.find(member);
      if (there == forbidden.end()) continue;
      for (const std::uint32_t enemy : there->second)
        if (work.root(enemy) == other) return true;
    }
    return false;
  };
  const auto mean = [&](std::uint32_t one, std::uint32_t other) {
    const auto& left = members(one);
    const auto& right = members(other);
    // Very large clusters are compared by an even part of their members.
    const std::size_t left_step = left.size() / kLargestCompared + 1;
    const std::size_t right_step = right.size() / kLargestCompared + 1;
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (std::size_t at = 0; at < left.size(); at += left_step)
      for (std::size_t to = 0; to < right.size(); to += right_step) {
        sum += std::clamp<std::int64_t>(score(left[at], right[to]).weight + bonus, kMostAgainst, kMostFor);
        ++count;
      }
    return sum / count;
  };

  for (const auto& [one, other] : together)
    if (!barred(work.root(one), work.root(other))) join(one, other);
  std::priority_queue<Candidate> queue;
  for (const Edge& edge : edges) {
    if (edge.weight + bonus <= 0) continue;
    queue.push({std::clamp<std::int64_t>(edge.weight + bonus, kMostAgainst, kMostFor), edge.left, edge.right, 2});
  }
  // Many edges lie between the same two clusters: their mean is computed once for each pair of sizes.
  struct Known {
    std::size_t sizes = 0;
    std::int64_t mean = 0;
  };
  std::unordered_map<std::uint64_t, Known> known;  // only looked up, never walked
  while (!queue.empty()) {
    const Candidate best = queue.top();
    queue.pop();
    const std::uint32_t one = std::min(work.root(best.left), work.root(best.right));
    const std::uint32_t other = std::max(work.root(best.left), work.root(best.right));
    if (one == other || barred(one, other)) continue;
    const std::size_t sizes = members(one).size() + members(other).size();
    if (sizes != best.sizes) {
      Known& pair = known[static_cast<std::uint64_t>(one) << 32 | other];
      if (pair.sizes == sizes) continue;  // it waits in the queue already, or was refused
      pair = {sizes, mean(one, other)};
      if (pair.mean > 0) queue.push({pair.mean, best.left, best.right, sizes});
      continue;
    }
    join(one, other);
  }

  Joined joined;
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (work.root(row) != row || work.members[row].size() < 2) continue;
    const auto& group = work.members[row];
    joined.clusters.push_back(group);
    const bool all = group.size() <= kLargestCompared;
    const std::size_t size = group.size();
    struct Pair {
      Edge edge;
      std::uint32_t one, other;  // places in the group
    };
    std::vector<Pair> pairs;  // all pairs of a cluster that is not too large; else the links of a chain through it
    for (std::uint32_t one = 0; one < size; ++one)
      for (std::uint32_t other = one + 1; other < (all ? size : std::min<std::size_t>(size, one + 2)); ++other)
        pairs.push_back({score(group[one], group[other]), one, other});
    // Two rows are one person as surely as the best path of links between them: joining the strongest links first, each
    // pair gets the weight of the link that first puts both into one component. The last such link is the bridge.
    std::vector<std::uint32_t> order(pairs.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t one, std::uint32_t other) {
      return pairs[one].edge.weight > pairs[other].edge.weight;
    });
    std::vector<std::uint32_t> first(size);
    std::vector<std::vector<std::uint32_t>> component(size);
    std::vector<std::int32_t> path(all ? size * size : 0);
    for (std::uint32_t place = 0; place < size; ++place) {
      first[place] = place;
      component[place] = {place};
    }
    joined.bridges.emplace_back();
    for (const std::uint32_t at : order) {
      const std::uint32_t one = first[pairs[at].one];
      const std::uint32_t other = first[pairs[at].other];
      if (one == other) continue;
      if (all)
        for (const std::uint32_t left : component[one])
          for (const std::uint32_t right : component[other])
            path[left * size + right] = path[right * size + left] = pairs[at].edge.weight;
      for (const std::uint32_t place : component[other]) first[place] = one;
      component[one].insert(component[one].end(), component[other].begin(), component[other].end());
      component[other].clear();
      joined.bridges.back() = pairs[at].edge;
      joined.bridges.back().probability_ppm = std::max(probability_ppm(pairs[at].edge.weight), kTogether);
    }
    if (!all) continue;
    for (Pair& pair : pairs) {
      pair.edge.probability_ppm =
          std::max(probability_ppm(with_indirect(pair.edge.weight, path[pair.one * size + pair.other])), kTogether);
      joined.links.push_back(pair.edge);
    }
  }
  if (joined.links.empty() && joined.clusters.empty()) return joined;
  // Clusters too large to write out pair by pair give the pairs that were met.
  for (const Edge& edge : edges) {
    const std::uint32_t of = work.root(edge.left);
    if (of == work.root(edge.right) && work.members[of].size() > kLargestCompared) joined.links.push_back(edge);
  }
  std::sort(joined.links.begin(), joined.links.end(), [](const Edge& one, const Edge& other) {
    return one.left != other.left ? one.left < other.left : one.right < other.right;
  });
  return joined;
}

}  // namespace midspan::reconcile
