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
class Polish {
 public:
  Polish(const Graph& graph, const Options& options, const std::vector<std::int64_t>& prices, std::int64_t unit,
         std::int64_t tolerance, std::int64_t most_loss = 0);

  // `start`: columns to begin with, the surest first; those that do not fit are passed over. `known`: columns worth
  // trying. Returns the best exchange found; stops at `enough` pairs or after `steps`.
  std::vector<Column> run(const std::vector<const Column*>& start, const std::vector<const Column*>& known,
                          std::int64_t enough, std::int64_t steps);

 private:
  struct Candidate {
    Column column;
    std::int64_t cost = 0;
  };

  std::int64_t left(int vertex) const {
    return vertex < graph_.pairs ? unit_ - price_[static_cast<std::size_t>(vertex)]
                                 : -price_[static_cast<std::size_t>(vertex)];
  }
  bool arc(int from, int to) const {
    return (bits_[static_cast<std::size_t>(from) * words_ + static_cast<std::size_t>(to) / 64] >> (to % 64) & 1) != 0;
  }
  void put(const Column& column);
  void drop(int slot);
  std::int64_t loss_of(const Column& column) const;
  std::int64_t cost_of(const Column& column);
  void consider(const std::vector<int>& vertices, bool chain);
  void candidates_through(int vertex);
  void try_chains_from(int donor, int depth_left, std::vector<int>& path, std::int64_t sum);
  std::uint32_t draw();

  const Graph& graph_;
  const Options& options_;
  const std::vector<std::int64_t>& price_;
  std::int64_t unit_;
  std::int64_t tolerance_;
  std::int64_t most_loss_;  // columns that cost more than they earn, up to this, while prices are guesses
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::vector<int>> before_;  // predecessors among pairs; donors too
  std::vector<std::vector<const Column*>> known_at_;
  std::vector<Column> slots_;
  std::vector<int> free_slots_;
  std::vector<int> slot_of_;              // by vertex; -1: left out
  std::vector<std::int64_t> tabu_until_;  // by vertex: not to be freed before that step
  std::int64_t step_ = 0;
  std::int64_t covered_ = 0;
  std::uint32_t state_ = 0x9E3779B9u;
  Column best_;
  std::int64_t best_cost_ = 0;
  std::uint32_t ties_ = 0;
  int budget_ = 0;
};

}  // namespace midspan::clear::barter
