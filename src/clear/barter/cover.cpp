// SPDX-License-Identifier: Apache-2.0
// The Hungarian method on whole costs of 0 and 1: duals u of givers and v of receivers with u + v <= cost everywhere
// and = on the assignment. Sum of u + v: the pairs left out.
#include "clear/barter/cover.hpp"

#include <algorithm>

namespace midspan::clear::barter {

namespace {

constexpr int kFar = 1 << 28;

class Assignment {
 public:
  Assignment(const Graph& graph, bool chains) : graph_(graph), count_(chains ? graph.vertices : graph.pairs) {
    const std::size_t size = static_cast<std::size_t>(count_);
    u_.assign(size, 0);
    v_.assign(size, 0);
    giver_of_.assign(size, -1);
    receiver_of_.assign(size, -1);
    from_.assign(size, -1);
    slack_.assign(size, kFar);
    done_.assign(size, 0);
    // A first choice: whoever is hardest to serve is served first, by whoever can serve the fewest.
    std::vector<std::vector<int>> givers(size);
    for (int from = 0; from < count_; ++from)
      for (const int to : graph.successors[static_cast<std::size_t>(from)])
        givers[static_cast<std::size_t>(to)].push_back(from);
    std::vector<int> order;
    for (int pair = 0; pair < graph.pairs; ++pair) order.push_back(pair);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return givers[static_cast<std::size_t>(a)].size() < givers[static_cast<std::size_t>(b)].size();
    });
    for (const int to : order) {
      int best = -1;
      for (const int from : givers[static_cast<std::size_t>(to)])
        if (receiver_of_[static_cast<std::size_t>(from)] < 0 && (best < 0 || choices(from) < choices(best)))
          best = from;
      if (best < 0) continue;
      giver_of_[static_cast<std::size_t>(to)] = best;
      receiver_of_[static_cast<std::size_t>(best)] = to;
    }
    for (int from = 0; from < count_; ++from)
      if (receiver_of_[static_cast<std::size_t>(from)] < 0) assign(from);
  }

  Cover cover() const {
    Cover out;
    out.prices.assign(static_cast<std::size_t>(graph_.vertices), 0);
    for (int at = 0; at < count_; ++at) {
      const std::int64_t price =
          (at < graph_.pairs ? 1 : 0) - u_[static_cast<std::size_t>(at)] - v_[static_cast<std::size_t>(at)];
      out.prices[static_cast<std::size_t>(at)] = price;
      out.bound += price;
    }
    return out;
  }

 private:
  std::size_t choices(int from) const { return graph_.successors[static_cast<std::size_t>(from)].size(); }

  // The shortest way from a giver without a receiver to a receiver without a giver, by costs less duals (Dijkstra; the
  // lengths are small whole numbers, so receivers wait in buckets).
  void assign(int giver) {
    std::fill(slack_.begin(), slack_.end(), kFar);
    std::fill(done_.begin(), done_.end(), 0);
    reached_.clear();
    for (auto& bucket : buckets_) bucket.clear();
    int distance = 0;
    int receiver = look_from(giver, distance);
    while (receiver < 0) {
      // The identity is an assignment, so a receiver without a giver is always reached.
      while (buckets_[static_cast<std::size_t>(distance)].empty()) ++distance;
      auto& bucket = buckets_[static_cast<std::size_t>(distance)];
      const int next = bucket.back();
      bucket.pop_back();
      const std::size_t there = static_cast<std::size_t>(next);
      if (done_[there] != 0 || slack_[there] != distance) continue;
      done_[there] = 1;
      reached_.push_back(next);
      receiver = giver_of_[there] < 0 ? next : look_from(giver_of_[there], distance);
    }
    u_[static_cast<std::size_t>(giver)] += distance;
    for (const int to : reached_) {
      const std::size_t there = static_cast<std::size_t>(to);
      const int gain = distance - slack_[there];
      v_[there] -= gain;
      if (giver_of_[there] >= 0) u_[static_cast<std::size_t>(giver_of_[there])] += gain;
    }
    // Along the way each giver takes the receiver behind it and leaves the one it had.
    while (receiver >= 0) {
      const int by = from_[static_cast<std::size_t>(receiver)];
      const int had = receiver_of_[static_cast<std::size_t>(by)];
      giver_of_[static_cast<std::size_t>(receiver)] = by;
      receiver_of_[static_cast<std::size_t>(by)] = receiver;
      receiver = had;
    }
  }

  // Shortens ways over one giver. A receiver without a giver that is no farther than the giver itself ends the search.
  int look_from(int giver, int distance) {
    const int base = distance - u_[static_cast<std::size_t>(giver)];
    const auto look = [&](int to, int cost) {
      const std::size_t there = static_cast<std::size_t>(to);
      const int length = base + cost - v_[there];
      if (length >= slack_[there]) return false;  // also of those done: theirs is the shortest
      slack_[there] = length;
      from_[there] = giver;
      if (length == distance && giver_of_[there] < 0) return true;
      if (static_cast<std::size_t>(length) >= buckets_.size()) buckets_.resize(static_cast<std::size_t>(length) + 1);
      buckets_[static_cast<std::size_t>(length)].push_back(to);
      return false;
    };
    for (const int to : graph_.successors[static_cast<std::size_t>(giver)])
      if (look(to, 0)) return to;
    if (look(giver, giver < graph_.pairs ? 1 : 0)) return giver;
    if (giver < graph_.pairs)
      for (int donor = graph_.pairs; donor < count_; ++donor)
        if (look(donor, 0)) return donor;
    return -1;
  }

  const Graph& graph_;
  int count_;
  std::vector<int> u_, v_;
  std::vector<int> giver_of_;     // by receiver; -1: none yet
  std::vector<int> receiver_of_;  // by giver
  std::vector<int> from_;         // by receiver: the giver on the shortest way to it
  std::vector<int> slack_;        // by receiver: the length of that way
  std::vector<char> done_;
  std::vector<int> reached_;               // receivers done, in the order of their distance
  std::vector<std::vector<int>> buckets_;  // receivers by that length, old entries among them
};

}  // namespace

Cover cover(const Graph& graph, bool chains) { return Assignment(graph, chains).cover(); }

}  // namespace midspan::clear::barter
