// SPDX-License-Identifier: Apache-2.0
#include "clear/barter/polish.hpp"

#include <algorithm>
#include <bit>

namespace midspan::clear::barter {

namespace {

constexpr int kCandidates = 500;    // columns looked at for one vertex
constexpr int kFewer = 200;         // of one kind
constexpr std::int64_t kTabu = 12;  // steps for which what has just been covered is not freed lightly

// Calls for each bit set in both rows, the first `count` bits only; false from `work` ends it.
template <class Work>
void each_common(const std::uint64_t* a, const std::uint64_t* b, int count, Work&& work) {
  const std::size_t words = (static_cast<std::size_t>(count) + 63) / 64;
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = a[word] & b[word];
    if (word + 1 == words && count % 64 != 0) bits &= (std::uint64_t{1} << (count % 64)) - 1;
    for (; bits != 0; bits &= bits - 1)
      if (!work(static_cast<int>(word * 64) + std::countr_zero(bits))) return;
  }
}

}  // namespace

Polish::Polish(const Graph& graph, const Options& options, const std::vector<std::int64_t>& prices, std::int64_t unit,
               std::int64_t tolerance, std::int64_t most_loss)
    : graph_(graph),
      options_(options),
      price_(prices),
      unit_(unit),
      tolerance_(tolerance),
      most_loss_(most_loss),
      words_((static_cast<std::size_t>(graph.pairs) + 63) / 64),
      place_(static_cast<std::size_t>(graph.pairs)),
      next_(static_cast<std::size_t>(graph.vertices) * words_, 0),
      before_(static_cast<std::size_t>(graph.pairs) * words_, 0),
      donors_(static_cast<std::size_t>(graph.pairs)),
      known_at_(static_cast<std::size_t>(graph.vertices)),
      slot_of_(static_cast<std::size_t>(graph.vertices), -1),
      left_out_(words_, 0),
      open_at_(static_cast<std::size_t>(graph.vertices), -1),
      tabu_until_(static_cast<std::size_t>(graph.vertices), 0) {
  for (int pair = 0; pair < graph.pairs; ++pair) order_.push_back(pair);
  std::sort(order_.begin(), order_.end(), [&](int a, int b) { return left(a) != left(b) ? left(a) > left(b) : a < b; });
  for (const int pair : order_) {
    place_[static_cast<std::size_t>(pair)] = static_cast<int>(left_.size());
    left_.push_back(left(pair));
  }
  const auto set = [&](Row& rows, int vertex, int other) {
    const int at = place(other);
    rows[static_cast<std::size_t>(vertex) * words_ + static_cast<std::size_t>(at) / 64] |= std::uint64_t{1}
                                                                                           << (at % 64);
  };
  for (int from = 0; from < graph.vertices; ++from)
    for (const int to : graph.successors[static_cast<std::size_t>(from)]) {
      set(next_, from, to);
      if (from < graph.pairs) set(before_, to, from);
      else donors_[static_cast<std::size_t>(to)].push_back(from);
    }
  for (int vertex = 0; vertex < graph.vertices; ++vertex) set_open(vertex, true);
}

int Polish::reach(std::int64_t sum) const {
  const std::int64_t least = -tolerance_ - most_loss_ - sum;
  return static_cast<int>(
      std::partition_point(left_.begin(), left_.end(), [&](std::int64_t each) { return each >= least; }) -
      left_.begin());
}

std::uint32_t Polish::draw() {  // xorshift
  state_ ^= state_ << 13;
  state_ ^= state_ >> 17;
  state_ ^= state_ << 5;
  return state_;
}

void Polish::set_open(int vertex, bool open) {
  const std::size_t at = static_cast<std::size_t>(vertex);
  if (vertex < graph_.pairs) {
    const std::uint64_t bit = std::uint64_t{1} << (place(vertex) % 64);
    std::uint64_t& word = left_out_[static_cast<std::size_t>(place(vertex)) / 64];
    word = open ? word | bit : word & ~bit;
  }
  if (price_[at] <= tolerance_ || (open_at_[at] >= 0) == open) return;
  if (open) {
    open_at_[at] = static_cast<int>(open_.size());
    open_.push_back(vertex);
    return;
  }
  const int last = open_.back();
  open_[static_cast<std::size_t>(open_at_[at])] = last;
  open_at_[static_cast<std::size_t>(last)] = open_at_[at];
  open_.pop_back();
  open_at_[at] = -1;
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
  for (const int vertex : column.vertices) {
    slot_of_[static_cast<std::size_t>(vertex)] = slot;
    set_open(vertex, false);
  }
  covered_ += column.earns();
}

void Polish::drop(int slot) {
  Column& column = slots_[static_cast<std::size_t>(slot)];
  for (const int vertex : column.vertices) {
    slot_of_[static_cast<std::size_t>(vertex)] = -1;
    set_open(vertex, true);
  }
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

// Keeps the column if it costs least: what would be left out by taking it, in prices, less what it covers.
void Polish::consider(const int* vertices, int count, bool chain) {
  --budget_;
  std::int64_t sum = 0, cost = 0;
  for (int at = 0; at < count; ++at) {
    sum += left(vertices[at]);
    cost -= price_[static_cast<std::size_t>(vertices[at])];
  }
  const std::int64_t loss = std::max<std::int64_t>(0, -sum - tolerance_);
  if (loss > most_loss_) return;
  cost += loss;
  int seen[16];
  int seen_count = 0;
  for (int at = 0; at < count; ++at) {
    const int slot = slot_of_[static_cast<std::size_t>(vertices[at])];
    if (slot < 0 || std::find(seen, seen + seen_count, slot) != seen + seen_count) continue;
    if (seen_count < 16) seen[seen_count++] = slot;
    cost -= loss_of(slots_[static_cast<std::size_t>(slot)]);
    for (const int freed : slots_[static_cast<std::size_t>(slot)].vertices) {
      cost += price_[static_cast<std::size_t>(freed)];
      if (tabu_until_[static_cast<std::size_t>(freed)] > step_) cost += unit_ / 2;
    }
  }
  if (!best_.vertices.empty() && cost > best_cost_) return;
  if (best_.vertices.empty() || cost < best_cost_) ties_ = 0;
  if (draw() % ++ties_ != 0) return;  // each of equals with the same chance
  best_.vertices.assign(vertices, vertices + count);
  best_.chain = chain;
  best_cost_ = cost;
}

// Cycles of three: v, u, w. Of pairs left out alone, or of any.
void Polish::triangles(int v, bool only_left_out) {
  const auto& next = graph_.successors[static_cast<std::size_t>(v)];
  if (next.empty()) return;
  const std::uint64_t* into_v = row(before_, v);
  std::uint64_t masked[64];  // of pools up to 4,096 pairs; larger ones look at all
  const bool mask = only_left_out && words_ <= 64;
  for (std::size_t word = 0; mask && word < words_; ++word) masked[word] = into_v[word] & left_out_[word];
  const std::uint64_t* last = mask ? masked : into_v;
  const std::size_t begin = draw() % next.size();
  for (std::size_t at = 0; at < next.size() && budget_ > 0; ++at) {
    const std::size_t turned = begin + at < next.size() ? begin + at : begin + at - next.size();
    const int u = next[turned];
    if (only_left_out && slot_of_[static_cast<std::size_t>(u)] >= 0) continue;
    each_common(row(next_, u), last, reach(left(v) + left(u)), [&](int w) {
      const int triangle[] = {v, u, order_[static_cast<std::size_t>(w)]};
      if (triangle[2] != u) consider(triangle, 3, false);
      return budget_ > 0;
    });
  }
}

void Polish::try_chains_from(int depth_left, std::int64_t sum) {
  const auto& next = graph_.successors[static_cast<std::size_t>(path_.back())];
  const std::size_t begin = next.empty() ? 0 : draw() % next.size();
  for (std::size_t at = 0; at < next.size() && budget_ > 0; ++at) {
    const int to = next[begin + at < next.size() ? begin + at : begin + at - next.size()];
    if (std::find(path_.begin(), path_.end(), to) != path_.end()) continue;
    const std::int64_t then = sum + left(to);
    if (then < -2 * unit_) continue;
    path_.push_back(to);
    if (then >= -tolerance_ - most_loss_) consider(path_.data(), static_cast<int>(path_.size()), true);
    else if (depth_left > 1) try_chains_from(depth_left - 1, then);
    path_.pop_back();
  }
}

// Chains in which a pair is the first, or the second behind one that is left out.
void Polish::chains_through(int v) {
  budget_ = std::max(budget_, kFewer);
  for (const int donor : donors_[static_cast<std::size_t>(v)]) {
    const std::int64_t sum = left(donor) + left(v);
    const int two[] = {donor, v};
    if (sum >= -tolerance_ - most_loss_) consider(two, 2, true);
    else if (options_.max_chain >= 2)
      each_common(row(next_, v), row(next_, v), reach(sum), [&](int w) {
        const int three[] = {donor, v, order_[static_cast<std::size_t>(w)]};
        consider(three, 3, true);
        return budget_ > 0;
      });
  }
  if (options_.max_chain < 2) return;
  budget_ = std::max(budget_, kFewer);
  each_common(row(before_, v), left_out_.data(), graph_.pairs, [&](int place) {
    const int u = order_[static_cast<std::size_t>(place)];
    for (const int donor : donors_[static_cast<std::size_t>(u)]) {
      const int three[] = {donor, u, v};
      if (left(donor) + left(u) + left(v) >= -tolerance_ - most_loss_) consider(three, 3, true);
    }
    return budget_ > 0;
  });
}

void Polish::candidates_through(int v) {
  best_.vertices.clear();
  ties_ = 0;
  budget_ = kCandidates;
  for (const Column* column : known_at_[static_cast<std::size_t>(v)])
    consider(column->vertices.data(), static_cast<int>(column->vertices.size()), column->chain);
  budget_ = kCandidates;
  if (v >= graph_.pairs) {
    if (options_.max_chain == 0) return;
    path_ = {v};
    try_chains_from(std::min(options_.max_chain, 3), left(v));
    return;
  }
  if (options_.max_cycle >= 2)
    each_common(row(next_, v), row(before_, v), reach(left(v)), [&](int u) {
      const int two[] = {v, order_[static_cast<std::size_t>(u)]};
      consider(two, 2, false);
      return true;
    });
  if (options_.max_cycle >= 3) {
    budget_ = kFewer;
    triangles(v, true);
    budget_ = kCandidates;
    triangles(v, false);
  }
  if (options_.max_chain > 0) chains_through(v);
}

std::vector<Column> Polish::run(const std::vector<const Column*>& start, const std::vector<const Column*>& known,
                                const Limits& limits) {
  for (const Column* column : start) {
    const bool fits = std::all_of(column->vertices.begin(), column->vertices.end(),
                                  [&](int vertex) { return slot_of_[static_cast<std::size_t>(vertex)] < 0; });
    if (fits) put(*column);
  }
  for (const Column* column : known) {
    if (loss_of(*column) > most_loss_) continue;
    for (const int vertex : column->vertices) known_at_[static_cast<std::size_t>(vertex)].push_back(column);
  }
  // The best is copied when it is left, not when it is found.
  std::vector<Column> best;
  std::int64_t best_covered = covered_;
  bool copied = false;
  std::int64_t found_at = 0;
  for (step_ = 1; step_ <= limits.steps && step_ - found_at <= limits.idle && covered_ < limits.enough; ++step_) {
    if (open_.empty()) break;
    const int vertex = open_[draw() % open_.size()];
    candidates_through(vertex);
    if (best_.vertices.empty()) {
      tabu_until_[static_cast<std::size_t>(vertex)] = step_ + kTabu;
      continue;
    }
    const bool all_left_out = std::all_of(best_.vertices.begin(), best_.vertices.end(),
                                          [&](int each) { return slot_of_[static_cast<std::size_t>(each)] < 0; });
    if (!all_left_out && covered_ == best_covered && !copied) {
      best = slots_;
      copied = true;
    }
    const Column taken = best_;
    put(taken);
    for (const int each : taken.vertices) tabu_until_[static_cast<std::size_t>(each)] = step_ + kTabu + draw() % kTabu;
    if (covered_ <= best_covered) continue;
    best_covered = covered_;
    copied = false;
    found_at = step_;
  }
  if (!copied) best = slots_;
  best.erase(std::remove_if(best.begin(), best.end(), [](const Column& column) { return column.vertices.empty(); }),
             best.end());
  return best;
}

}  // namespace midspan::clear::barter
