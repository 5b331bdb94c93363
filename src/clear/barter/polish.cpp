// SPDX-License-Identifier: Apache-2.0
#include "clear/barter/polish.hpp"

#include <algorithm>

namespace midspan::clear::barter {

namespace {

constexpr int kCandidates = 4'000;  // columns looked at for one vertex
constexpr std::int64_t kTabu = 12;  // steps for which what has just been covered is not freed lightly

}  // namespace

Polish::Polish(const Graph& graph, const Options& options, const std::vector<std::int64_t>& prices, std::int64_t unit,
               std::int64_t tolerance, std::int64_t most_loss)
    : graph_(graph),
      options_(options),
      price_(prices),
      unit_(unit),
      tolerance_(tolerance),
      most_loss_(most_loss),
      words_((static_cast<std::size_t>(graph.vertices) + 63) / 64),
      bits_(static_cast<std::size_t>(graph.vertices) * words_, 0),
      before_(static_cast<std::size_t>(graph.vertices)),
      known_at_(static_cast<std::size_t>(graph.vertices)),
      slot_of_(static_cast<std::size_t>(graph.vertices), -1),
      tabu_until_(static_cast<std::size_t>(graph.vertices), 0) {
  for (int from = 0; from < graph.vertices; ++from)
    for (const int to : graph.successors[static_cast<std::size_t>(from)]) {
      bits_[static_cast<std::size_t>(from) * words_ + static_cast<std::size_t>(to) / 64] |= std::uint64_t{1}
                                                                                            << (to % 64);
      before_[static_cast<std::size_t>(to)].push_back(from);
    }
}

std::uint32_t Polish::draw() {  // xorshift
  state_ ^= state_ << 13;
  state_ ^= state_ >> 17;
  state_ ^= state_ << 5;
  return state_;
}

void Polish::put(const Column& column) {
  for (const int vertex : column.vertices)
    if (slot_of_[static_cast<std::size_t>(vertex)] >= 0) drop(slot_of_[static_cast<std::size_t>(vertex)]);
  int slot = static_cast<int>(slots_.size());
  if (free_slots_.empty()) slots_.emplace_back();
  else {
    slot = free_slots_.back();
    free_slots_.pop_back();
  }
  slots_[static_cast<std::size_t>(slot)] = column;
  for (const int vertex : column.vertices) slot_of_[static_cast<std::size_t>(vertex)] = slot;
  covered_ += column.earns();
}

void Polish::drop(int slot) {
  Column& column = slots_[static_cast<std::size_t>(slot)];
  for (const int vertex : column.vertices) slot_of_[static_cast<std::size_t>(vertex)] = -1;
  covered_ -= column.earns();
  column.vertices.clear();
  free_slots_.push_back(slot);
}

// By how much a column earns less than it costs.
std::int64_t Polish::loss_of(const Column& column) const {
  std::int64_t sum = 0;
  for (const int vertex : column.vertices) sum += left(vertex);
  return std::max<std::int64_t>(0, -sum - tolerance_);
}

// What would be left out by taking a column, in prices, less what it covers.
std::int64_t Polish::cost_of(const Column& column) {
  std::int64_t cost = loss_of(column);
  int seen[16];
  int seen_count = 0;
  for (const int vertex : column.vertices) {
    const int slot = slot_of_[static_cast<std::size_t>(vertex)];
    if (slot < 0) {
      cost -= price_[static_cast<std::size_t>(vertex)];
      continue;
    }
    cost -= price_[static_cast<std::size_t>(vertex)];
    if (std::find(seen, seen + seen_count, slot) != seen + seen_count) continue;
    if (seen_count < 16) seen[seen_count++] = slot;
    cost -= loss_of(slots_[static_cast<std::size_t>(slot)]);
    for (const int freed : slots_[static_cast<std::size_t>(slot)].vertices) {
      cost += price_[static_cast<std::size_t>(freed)];
      if (tabu_until_[static_cast<std::size_t>(freed)] > step_) cost += unit_ / 2;
    }
  }
  return cost;
}

void Polish::consider(const std::vector<int>& vertices, bool chain) {
  --budget_;
  Column column;
  column.vertices = vertices;
  column.chain = chain;
  if (loss_of(column) > most_loss_) return;
  const std::int64_t cost = cost_of(column);
  if (!best_.vertices.empty() && cost > best_cost_) return;
  if (best_.vertices.empty() || cost < best_cost_) ties_ = 0;
  if (draw() % ++ties_ != 0) return;  // each of equals with the same chance
  best_ = std::move(column);
  best_cost_ = cost;
}

void Polish::try_chains_from(int donor, int depth_left, std::vector<int>& path, std::int64_t sum) {
  if (budget_ <= 0) return;
  const auto& next = graph_.successors[static_cast<std::size_t>(path.back())];
  const std::size_t begin = next.empty() ? 0 : draw() % next.size();
  for (std::size_t at = 0; at < next.size() && budget_ > 0; ++at) {
    const int to = next[(begin + at) % next.size()];
    if (std::find(path.begin(), path.end(), to) != path.end()) continue;
    const std::int64_t then = sum + left(to);
    if (then < -2 * unit_) continue;
    path.push_back(to);
    if (then >= -tolerance_ - most_loss_) consider(path, true);
    else if (depth_left > 1) try_chains_from(donor, depth_left - 1, path, then);
    path.pop_back();
  }
}

void Polish::candidates_through(int v) {
  best_.vertices.clear();
  ties_ = 0;
  budget_ = kCandidates;
  for (const Column* column : known_at_[static_cast<std::size_t>(v)]) consider(column->vertices, column->chain);
  if (v >= graph_.pairs) {
    if (options_.max_chain == 0) return;
    std::vector<int> path{v};
    budget_ = kCandidates;
    try_chains_from(v, std::min(options_.max_chain, 3), path, left(v));
    return;
  }
  const auto& next = graph_.successors[static_cast<std::size_t>(v)];
  const auto& before = before_[static_cast<std::size_t>(v)];
  for (const int u : next)
    if (arc(u, v)) consider({v, u}, false);
  if (options_.max_cycle >= 3 && !next.empty()) {
    budget_ = kCandidates;
    const std::size_t begin = draw() % next.size();
    for (std::size_t at = 0; at < next.size() && budget_ > 0; ++at) {
      const int u = next[(begin + at) % next.size()];
      for (const int w : before)
        if (w < graph_.pairs && w != u && arc(u, w) && left(u) + left(v) + left(w) >= -tolerance_ - most_loss_)
          consider({v, u, w}, false);
    }
  }
  if (options_.max_chain > 0)
    for (const int donor : before) {
      if (donor < graph_.pairs) continue;
      budget_ = std::max(budget_, 200);
      const std::int64_t sum = left(donor) + left(v);
      if (sum >= -tolerance_ - most_loss_) consider({donor, v}, true);
      else if (options_.max_chain >= 2)
        for (const int w : next)
          if (sum + left(w) >= -tolerance_ - most_loss_) {
            consider({donor, v, w}, true);
            if (budget_ <= 0) break;
          }
    }
  // ... and as the second of a chain whose first is left out.
  if (options_.max_chain >= 2)
    for (const int u : before) {
      if (u >= graph_.pairs || slot_of_[static_cast<std::size_t>(u)] >= 0) continue;
      for (const int donor : before_[static_cast<std::size_t>(u)])
        if (donor >= graph_.pairs && left(donor) + left(u) + left(v) >= -tolerance_ - most_loss_)
          consider({donor, u, v}, true);
    }
}

std::vector<Column> Polish::run(const std::vector<const Column*>& start, const std::vector<const Column*>& known,
                                std::int64_t enough, std::int64_t steps) {
  for (const Column* column : start) {
    const bool fits = std::all_of(column->vertices.begin(), column->vertices.end(),
                                  [&](int vertex) { return slot_of_[static_cast<std::size_t>(vertex)] < 0; });
    if (fits) put(*column);
  }
  for (const Column* column : known) {
    if (loss_of(*column) > most_loss_) continue;
    for (const int vertex : column->vertices) known_at_[static_cast<std::size_t>(vertex)].push_back(column);
  }
  std::vector<Column> best = slots_;
  std::int64_t best_covered = covered_;
  for (step_ = 1; step_ <= steps && covered_ < enough; ++step_) {
    std::vector<int> open;
    for (int vertex = 0; vertex < graph_.vertices; ++vertex)
      if (slot_of_[static_cast<std::size_t>(vertex)] < 0 && price_[static_cast<std::size_t>(vertex)] > tolerance_)
        open.push_back(vertex);
    if (open.empty()) break;
    const int vertex = open[draw() % open.size()];
    candidates_through(vertex);
    if (best_.vertices.empty()) {
      tabu_until_[static_cast<std::size_t>(vertex)] = step_ + kTabu;
      continue;
    }
    const Column taken = best_;
    put(taken);
    for (const int each : taken.vertices) tabu_until_[static_cast<std::size_t>(each)] = step_ + kTabu + draw() % kTabu;
    if (covered_ > best_covered) {
      best_covered = covered_;
      best = slots_;
    }
  }
  best.erase(std::remove_if(best.begin(), best.end(), [](const Column& column) { return column.vertices.empty(); }),
             best.end());
  return best;
}

}  // namespace midspan::clear::barter
