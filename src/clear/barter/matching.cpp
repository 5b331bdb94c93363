// SPDX-License-Identifier: Apache-2.0
// Alternating trees from each pair that is left out; an odd cycle is shrunk to its base, the vertex at which the tree
// enters it.
#include "clear/barter/matching.hpp"

#include <algorithm>

namespace midspan::clear::barter {

namespace {

class Matching {
 public:
  explicit Matching(const Graph& graph) : count_(graph.pairs) {
    const std::size_t size = static_cast<std::size_t>(count_);
    near_.resize(size);
    mate_.assign(size, -1);
    for (int from = 0; from < count_; ++from)
      for (const int to : graph.successors[static_cast<std::size_t>(from)]) {
        const auto& back = graph.successors[static_cast<std::size_t>(to)];
        if (std::binary_search(back.begin(), back.end(), from)) near_[static_cast<std::size_t>(from)].push_back(to);
      }
  }

  std::vector<int> run() {
    // A first choice: whoever has the fewest to choose from chooses first, whom fewest want.
    std::vector<int> order;
    for (int pair = 0; pair < count_; ++pair) order.push_back(pair);
    const auto choices = [&](int pair) { return near_[static_cast<std::size_t>(pair)].size(); };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return choices(a) < choices(b); });
    for (const int pair : order) {
      if (mate(pair) >= 0) continue;
      int best = -1;
      for (const int other : near_[static_cast<std::size_t>(pair)])
        if (mate(other) < 0 && (best < 0 || choices(other) < choices(best))) best = other;
      if (best >= 0) join(pair, best);
    }
    for (const int pair : order)
      if (mate(pair) < 0) grow(pair);
    return std::move(mate_);
  }

 private:
  int mate(int vertex) const { return mate_[static_cast<std::size_t>(vertex)]; }
  int& parent(int vertex) { return parent_[static_cast<std::size_t>(vertex)]; }
  int& base(int vertex) { return base_[static_cast<std::size_t>(vertex)]; }
  void join(int a, int b) {
    mate_[static_cast<std::size_t>(a)] = b;
    mate_[static_cast<std::size_t>(b)] = a;
  }

  // A tree from `root` over ways that are matched every second time, until it meets another pair that is left out.
  void grow(int root) {
    const std::size_t size = static_cast<std::size_t>(count_);
    parent_.assign(size, -1);
    base_.resize(size);
    for (int vertex = 0; vertex < count_; ++vertex) base(vertex) = vertex;
    even_.assign(size, 0);
    even_[static_cast<std::size_t>(root)] = 1;
    queue_.assign(1, root);
    for (std::size_t at = 0; at < queue_.size(); ++at) {
      const int vertex = queue_[at];
      for (const int to : near_[static_cast<std::size_t>(vertex)]) {
        if (base(vertex) == base(to) || mate(vertex) == to) continue;
        if (to == root || (mate(to) >= 0 && parent(mate(to)) >= 0)) {
          shrink(vertex, to);
        } else if (parent(to) < 0) {
          parent(to) = vertex;
          if (mate(to) < 0) return augment(to);
          even_[static_cast<std::size_t>(mate(to))] = 1;
          queue_.push_back(mate(to));
        }
      }
    }
  }

  void augment(int vertex) {
    while (vertex >= 0) {
      const int before = parent(vertex), next = mate(before);
      join(vertex, before);
      vertex = next;
    }
  }

  // An edge between two even vertices closes an odd cycle: all of it takes the base at which the two ways to the root
  // meet, and becomes even.
  void shrink(int a, int b) {
    const int meet = meeting(a, b);
    in_cycle_.assign(static_cast<std::size_t>(count_), 0);
    mark(a, meet, b);
    mark(b, meet, a);
    for (int vertex = 0; vertex < count_; ++vertex) {
      if (in_cycle_[static_cast<std::size_t>(base(vertex))] == 0) continue;
      base(vertex) = meet;
      if (even_[static_cast<std::size_t>(vertex)] != 0) continue;
      even_[static_cast<std::size_t>(vertex)] = 1;
      queue_.push_back(vertex);
    }
  }

  int meeting(int a, int b) {
    std::vector<char> seen(static_cast<std::size_t>(count_), 0);
    while (true) {
      a = base(a);
      seen[static_cast<std::size_t>(a)] = 1;
      if (mate(a) < 0) break;  // the root
      a = parent(mate(a));
    }
    while (true) {
      b = base(b);
      if (seen[static_cast<std::size_t>(b)] != 0) return b;
      b = parent(mate(b));
    }
  }

  void mark(int vertex, int meet, int child) {
    while (base(vertex) != meet) {
      in_cycle_[static_cast<std::size_t>(base(vertex))] = 1;
      in_cycle_[static_cast<std::size_t>(base(mate(vertex)))] = 1;
      parent(vertex) = child;
      child = mate(vertex);
      vertex = parent(mate(vertex));
    }
  }

  int count_;
  std::vector<std::vector<int>> near_;  // by pair: who can exchange with it
  std::vector<int> mate_, parent_, base_, queue_;
  std::vector<char> even_, in_cycle_;
};

}  // namespace

std::vector<int> greatest_matching(const Graph& graph) { return Matching(graph).run(); }

}  // namespace midspan::clear::barter
