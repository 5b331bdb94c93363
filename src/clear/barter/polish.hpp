// SPDX-License-Identifier: Apache-2.0
// From prices that prove a bound to an exchange that reaches it.
#pragma once

#include <cstdint>
#include <vector>

#include "clear/barter/barter.hpp"
#include "clear/barter/pricing.hpp"

namespace midspan::clear::barter {

// At proven prices, an exchange reaches the bound if and only if its columns earn exactly what they cost and it leaves
// no vertex out that has a price. So: take a vertex with a price that is left out, cover it by the column that earns
// its cost and frees the least, and go on with what that freed. The order is drawn from a fixed sequence: same graph,
// same answer.
//
// Pairs stand in the order of what they leave (unit - price), the best first, so that those which can still pay behind
// a sum are a prefix, and successors and predecessors are rows of bits in that order.
class Polish {
 public:
  Polish(const Graph& graph, const Options& options, const std::vector<std::int64_t>& prices, std::int64_t unit,
         std::int64_t tolerance, std::int64_t most_loss = 0);

  struct Limits {
    std::int64_t enough = INT64_MAX;  // pairs
    std::int64_t steps = 0;
    std::int64_t idle = INT64_MAX;  // steps without a better exchange
  };
  // `start`: columns to begin with, the surest first; those that do not fit are passed over. `known`: columns worth
  // trying. Returns the best exchange found.
  std::vector<Column> run(const std::vector<const Column*>& start, const std::vector<const Column*>& known,
                          const Limits& limits);

 private:
  using Row = std::vector<std::uint64_t>;

  std::int64_t left(int vertex) const {
    return vertex < graph_.pairs ? unit_ - price_[static_cast<std::size_t>(vertex)]
                                 : -price_[static_cast<std::size_t>(vertex)];
  }
  int place(int vertex) const { return place_[static_cast<std::size_t>(vertex)]; }
  // How many places, from the first, may stand beside what leaves `sum` so far.
  int reach(std::int64_t sum) const;
  const std::uint64_t* row(const Row& rows, int vertex) const {
    return rows.data() + static_cast<std::size_t>(vertex) * words_;
  }
  void put(const Column& column);
  void drop(int slot);
  void set_open(int vertex, bool open);
  std::int64_t loss_of(const Column& column) const;
  void consider(const int* vertices, int count, bool chain);
  void triangles(int vertex, bool only_left_out);
  void chains_through(int vertex);
  void try_chains_from(int depth_left, std::int64_t sum);
  void candidates_through(int vertex);
  std::uint32_t draw();

  const Graph& graph_;
  const Options& options_;
  const std::vector<std::int64_t>& price_;
  std::int64_t unit_;
  std::int64_t tolerance_;
  std::int64_t most_loss_;  // columns that cost more than they earn, up to this, while prices are guesses
  std::size_t words_;
  std::vector<int> order_;                // place -> pair
  std::vector<int> place_;                // pair -> place
  std::vector<std::int64_t> left_;        // by place, descending
  Row next_, before_;                     // by vertex, bits by place of pairs
  std::vector<std::vector<int>> donors_;  // by pair: donors that can give to it
  std::vector<std::vector<const Column*>> known_at_;
  std::vector<Column> slots_;
  std::vector<int> free_slots_;
  std::vector<int> slot_of_;              // by vertex; -1: left out
  Row left_out_;                          // the pairs left out, by place
  std::vector<int> open_, open_at_;       // vertices with a price that are left out; by vertex where, or -1
  std::vector<std::int64_t> tabu_until_;  // by vertex: not to be freed before that step
  std::int64_t step_ = 0;
  std::int64_t covered_ = 0;
  std::uint32_t state_ = 0x9E3779B9u;
  std::vector<int> path_;
  Column best_;
  std::int64_t best_cost_ = 0;
  std::uint32_t ties_ = 0;
  int budget_ = 0;
};

}  // namespace midspan::clear::barter
