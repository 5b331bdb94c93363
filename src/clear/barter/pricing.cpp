// SPDX-License-Identifier: Apache-2.0
#include "clear/barter/pricing.hpp"

#include <algorithm>
#include <bit>

namespace midspan::clear::barter {

namespace {

constexpr std::int64_t kNothing = INT64_MIN / 4;
constexpr int kChainsPerDonor = 6;
constexpr std::int64_t kQuickSearch = 300;  // steps per donor while anything else pays

std::size_t words_for(int bits) { return (static_cast<std::size_t>(bits) + 63) / 64; }

}  // namespace

struct Pricer::View {
  const Request& request;
  std::vector<int> order;          // position -> pair
  std::vector<std::int64_t> left;  // by position: unit - price, descending
  std::vector<int> position;       // vertex -> position, or -1
  std::size_t words = 0;
  std::vector<std::uint64_t> next;    // successors by position, rows of `words`
  std::vector<std::uint64_t> before;  // predecessors
  std::size_t begin = 0;              // where to start looking
  std::vector<std::vector<int>> odd;  // by position: the odd sets with a price around it; empty: there are none

  int size() const { return static_cast<int>(order.size()); }
  const std::uint64_t* successors(int at) const { return next.data() + static_cast<std::size_t>(at) * words; }
  const std::uint64_t* predecessors(int at) const { return before.data() + static_cast<std::size_t>(at) * words; }

  // The first position in both rows at or after `from`; -1 if none.
  int first(const std::uint64_t* a, const std::uint64_t* b, int from = 0) const {
    std::size_t word = static_cast<std::size_t>(from) / 64;
    if (word >= words) return -1;
    std::uint64_t bits = a[word] & b[word] & (~std::uint64_t{0} << (from % 64));
    while (bits == 0) {
      if (++word >= words) return -1;
      bits = a[word] & b[word];
    }
    return static_cast<int>(word * 64) + std::countr_zero(bits);
  }

  Column cycle(std::initializer_list<int> positions) const {
    Column column;
    for (const int at : positions) column.vertices.push_back(order[static_cast<std::size_t>(at)]);
    return column;
  }
  bool enough(const std::vector<Column>& found) const { return request.wanted != 0 && found.size() >= request.wanted; }
};

Pricer::Pricer(const Graph& graph, const Options& options)
    : graph_(graph), options_(options), steps_left_(options.steps) {
  out_.assign(static_cast<std::size_t>(graph.vertices), std::vector<std::uint64_t>(words_for(graph.vertices), 0));
  for (int from = 0; from < graph.vertices; ++from)
    for (const int to : graph.successors[static_cast<std::size_t>(from)]) restore_arc(from, to);
}

void Pricer::remove_arc(int from, int to) {
  out_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to) / 64] &= ~(std::uint64_t{1} << (to % 64));
}
void Pricer::restore_arc(int from, int to) {
  out_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to) / 64] |= std::uint64_t{1} << (to % 64);
}
bool Pricer::has_arc(int from, int to) const {
  return (out_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to) / 64] >> (to % 64) & 1) != 0;
}

std::vector<Column> Pricer::price(const Request& request) {
  View view{request, {}, {}, {}, 0, {}, {}, 0, {}};
  const auto& prices = *request.prices;
  for (int pair = 0; pair < graph_.pairs; ++pair)
    if ((*request.alive)[static_cast<std::size_t>(pair)] != 0) view.order.push_back(pair);
  std::sort(view.order.begin(), view.order.end(), [&](int a, int b) {
    const std::int64_t pa = prices[static_cast<std::size_t>(a)], pb = prices[static_cast<std::size_t>(b)];
    return pa != pb ? pa < pb : a < b;
  });
  view.position.assign(static_cast<std::size_t>(graph_.vertices), -1);
  for (int at = 0; at < view.size(); ++at) {
    const int pair = view.order[static_cast<std::size_t>(at)];
    view.position[static_cast<std::size_t>(pair)] = at;
    view.left.push_back(request.unit - prices[static_cast<std::size_t>(pair)]);
  }
  view.words = std::max<std::size_t>(1, words_for(view.size()));
  view.next.assign(static_cast<std::size_t>(view.size()) * view.words, 0);
  view.before.assign(static_cast<std::size_t>(view.size()) * view.words, 0);
  for (int at = 0; at < view.size(); ++at) {
    const int from = view.order[static_cast<std::size_t>(at)];
    for (const int to : graph_.successors[static_cast<std::size_t>(from)]) {
      const int there = view.position[static_cast<std::size_t>(to)];
      if (there < 0 || !has_arc(from, to)) continue;
      view.next[static_cast<std::size_t>(at) * view.words + static_cast<std::size_t>(there) / 64] |= std::uint64_t{1}
                                                                                                     << (there % 64);
      view.before[static_cast<std::size_t>(there) * view.words + static_cast<std::size_t>(at) / 64] |= std::uint64_t{1}
                                                                                                       << (at % 64);
    }
  }
  if (request.odd != nullptr)
    for (std::size_t set = 0; set < request.odd->size(); ++set) {
      const OddSet& each = (*request.odd)[set];
      if (each.price <= 0) continue;
      view.odd.resize(static_cast<std::size_t>(view.size()));
      for (int at = 0; at < view.size(); ++at)
        if (each.in[static_cast<std::size_t>(view.order[static_cast<std::size_t>(at)])] != 0)
          view.odd[static_cast<std::size_t>(at)].push_back(static_cast<int>(set));
    }
  std::vector<Column> found;
  if (options_.max_chain > 0) chains(view, kQuickSearch, found);
  if (options_.max_cycle >= 2 && view.size() > 0) cycles(view, found);
  if (found.empty() && options_.max_chain > 0) chains(view, INT64_MAX, found);
  if (found.empty() && options_.max_cycle > 4) long_cycles(view, found);
  return found;
}

// As cycles(), of two pairs only: both in an odd set cost its price too.
void Pricer::twos_under_odd_sets(View& view, std::vector<Column>& found) {
  for (int u = 0; u < view.size(); ++u) {
    const auto& sets = view.odd[static_cast<std::size_t>(u)];
    std::int64_t best = 0;
    int mate = -1;
    const std::uint64_t *next = view.successors(u), *before = view.predecessors(u);
    for (int w = view.first(next, before); w >= 0; w = view.first(next, before, w + 1)) {
      std::int64_t value = view.left[static_cast<std::size_t>(u)] + view.left[static_cast<std::size_t>(w)];
      if (value <= best) break;
      for (const int set : view.odd[static_cast<std::size_t>(w)])
        if (std::find(sets.begin(), sets.end(), set) != sets.end())
          value -= (*view.request.odd)[static_cast<std::size_t>(set)].price;
      if (value <= best) continue;
      best = value;
      mate = w;
    }
    if (mate >= 0) found.push_back(view.cycle({u, mate}));
    if (view.enough(found)) return;
  }
}

// For each pair u, the best cycle of 2, 3 or 4 through it whose other pairs come after it in the order of this round.
void Pricer::cycles(View& view, std::vector<Column>& found) {
  if (!view.odd.empty()) return twos_under_odd_sets(view, found);
  const int count = view.size();
  const std::int64_t top = view.left.front();
  const std::size_t start = turn_ % static_cast<std::size_t>(count);
  for (int step = 0; step < count; ++step) {
    const int u = static_cast<int>((start + static_cast<std::size_t>(step)) % static_cast<std::size_t>(count));
    const std::uint64_t* next_u = view.successors(u);
    const std::uint64_t* before_u = view.predecessors(u);
    const std::int64_t left_u = view.left[static_cast<std::size_t>(u)];
    std::int64_t best = 0;
    int a = -1, b = -1, c = -1;
    if (const int w = view.first(next_u, before_u); w >= 0 && left_u + view.left[static_cast<std::size_t>(w)] > best) {
      best = left_u + view.left[static_cast<std::size_t>(w)];
      a = w;
    }
    if (options_.max_cycle >= 3)
      for (int w = view.first(before_u, before_u); w >= 0; w = view.first(before_u, before_u, w + 1)) {
        const std::int64_t pair = left_u + view.left[static_cast<std::size_t>(w)];
        if (pair + top <= best) break;
        const int v = view.first(next_u, view.predecessors(w));
        if (v < 0 || pair + view.left[static_cast<std::size_t>(v)] <= best) continue;
        best = pair + view.left[static_cast<std::size_t>(v)];
        a = v;
        b = w;
        c = -1;
      }
    if (options_.max_cycle >= 4)
      for (int w = u + 1; w < count; ++w) {
        const std::int64_t pair = left_u + view.left[static_cast<std::size_t>(w)];
        if (pair + 2 * top <= best) break;
        const std::uint64_t* before_w = view.predecessors(w);
        const std::uint64_t* next_w = view.successors(w);
        int v = view.first(next_u, before_w);
        if (v < 0 || pair + view.left[static_cast<std::size_t>(v)] + top <= best) continue;
        int x = view.first(next_w, before_u);
        if (x < 0) continue;
        if (v == x) {
          const int other_v = view.first(next_u, before_w, v + 1), other_x = view.first(next_w, before_u, x + 1);
          const std::int64_t with_v = other_v < 0 ? kNothing : view.left[static_cast<std::size_t>(other_v)];
          const std::int64_t with_x = other_x < 0 ? kNothing : view.left[static_cast<std::size_t>(other_x)];
          if (other_v < 0 && other_x < 0) continue;
          if (with_v >= with_x) v = other_v;
          else x = other_x;
        }
        const std::int64_t whole =
            pair + view.left[static_cast<std::size_t>(v)] + view.left[static_cast<std::size_t>(x)];
        if (whole <= best) continue;
        best = whole;
        a = v;
        b = w;
        c = x;
      }
    if (best <= 0) continue;
    found.push_back(b < 0 ? view.cycle({u, a}) : c < 0 ? view.cycle({u, a, b}) : view.cycle({u, a, b, c}));
    if (view.enough(found)) {
      turn_ += static_cast<std::size_t>(step) + 1;
      return;
    }
  }
}

// Cycles of five and more, only when nothing shorter pays: depth first from the best pair of the cycle, under the bound
// of walks that come back to it through pairs that leave no more.
void Pricer::long_cycles(View& view, std::vector<Column>& found) {
  const int count = view.size(), most = options_.max_cycle;
  std::vector<int> path, winner;
  std::vector<char> on(static_cast<std::size_t>(count), 0);
  // back[k][v]: the most that at most k further pairs add on a walk from v back to the first.
  std::vector<std::vector<std::int64_t>> back(static_cast<std::size_t>(most) - 1,
                                              std::vector<std::int64_t>(static_cast<std::size_t>(count)));
  const auto each_behind = [&](int v, int first, auto&& work) {
    const std::uint64_t* row = view.successors(v);
    for (int w = view.first(row, row, first + 1); w >= 0; w = view.first(row, row, w + 1)) work(w);
  };
  for (int first = 0; first < count && view.left[static_cast<std::size_t>(first)] > 0; ++first) {
    const auto closes = [&](int v) {
      return (view.successors(v)[static_cast<std::size_t>(first) / 64] >> (first % 64) & 1) != 0;
    };
    for (int v = first; v < count; ++v) back[0][static_cast<std::size_t>(v)] = closes(v) ? 0 : kNothing;
    for (std::size_t k = 1; k < back.size(); ++k)
      for (int v = first; v < count; ++v) {
        std::int64_t best = back[0][static_cast<std::size_t>(v)];
        each_behind(v, first, [&](int w) {
          --steps_left_;
          best = std::max(best, view.left[static_cast<std::size_t>(w)] + back[k - 1][static_cast<std::size_t>(w)]);
        });
        back[k][static_cast<std::size_t>(v)] = best;
      }
    std::int64_t best = 0;
    winner.clear();
    const auto walk = [&](auto&& self, int at, std::int64_t sum) -> void {
      path.push_back(at);
      on[static_cast<std::size_t>(at)] = 1;
      if (sum > best && path.size() >= 2 && closes(at)) {
        best = sum;
        winner = path;
      }
      const int room = most - static_cast<int>(path.size());
      if (room > 0)
        each_behind(at, first, [&](int w) {
          if (--steps_left_ <= 0) return;
          const std::int64_t then = sum + view.left[static_cast<std::size_t>(w)];
          const std::size_t further = static_cast<std::size_t>(room) - 1;
          if (on[static_cast<std::size_t>(w)] == 0 && then + back[further][static_cast<std::size_t>(w)] > best)
            self(self, w, then);
        });
      on[static_cast<std::size_t>(at)] = 0;
      path.pop_back();
    };
    walk(walk, first, view.left[static_cast<std::size_t>(first)]);
    if (spent()) return;
    if (best <= 0) continue;
    Column column;
    for (const int at : winner) column.vertices.push_back(view.order[static_cast<std::size_t>(at)]);
    found.push_back(std::move(column));
    if (view.enough(found)) return;
  }
}

// From each donor, the best chains found: a search under the bound of walks, cut short while something pays.
void Pricer::chains(View& view, std::int64_t steps_per_donor, std::vector<Column>& found) {
  const int count = view.size(), most = options_.max_chain;
  if (count == 0) return;
  // rest[k][v]: the most that up to k further pairs can add after v (walks may come back: an upper bound).
  std::vector<std::vector<std::int64_t>> rest(static_cast<std::size_t>(most),
                                              std::vector<std::int64_t>(static_cast<std::size_t>(count), 0));
  for (int k = 1; k < most; ++k) {
    const auto& shorter = rest[static_cast<std::size_t>(k) - 1];
    std::vector<std::int64_t> gain(static_cast<std::size_t>(count));
    std::int64_t largest = 0;
    for (int w = 0; w < count; ++w) {
      gain[static_cast<std::size_t>(w)] = view.left[static_cast<std::size_t>(w)] + shorter[static_cast<std::size_t>(w)];
      largest = std::max(largest, gain[static_cast<std::size_t>(w)]);
    }
    for (int v = 0; v < count; ++v) {
      std::int64_t best = 0;
      const std::uint64_t* row = view.successors(v);
      for (std::size_t word = 0; word < view.words && best < largest; ++word)
        for (std::uint64_t bits = row[word]; bits != 0; bits &= bits - 1) {
          const std::size_t w = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
          best = std::max(best, gain[w]);
        }
      rest[static_cast<std::size_t>(k)][static_cast<std::size_t>(v)] = best;
    }
  }
  std::vector<char> on(static_cast<std::size_t>(count), 0);
  std::vector<int> inside(view.request.odd == nullptr ? 0 : view.request.odd->size(), 0);  // of the chain, by odd set
  const auto search = [&](std::int64_t steps_allowed) {
    for (int donor = graph_.pairs; donor < graph_.vertices; ++donor) {
      if ((*view.request.alive)[static_cast<std::size_t>(donor)] == 0) continue;
      const std::int64_t cost = (*view.request.prices)[static_cast<std::size_t>(donor)];
      std::int64_t steps = 0;
      std::vector<std::pair<std::int64_t, int>> firsts;  // bound, first pair
      for (const int to : graph_.successors[static_cast<std::size_t>(donor)]) {
        const int at = view.position[static_cast<std::size_t>(to)];
        if (at < 0 || !has_arc(donor, to)) continue;
        const std::int64_t bound = view.left[static_cast<std::size_t>(at)] +
                                   rest[static_cast<std::size_t>(most) - 1][static_cast<std::size_t>(at)] - cost;
        if (bound > 0) firsts.emplace_back(-bound, at);
      }
      std::sort(firsts.begin(), firsts.end());
      int taken = 0;
      for (const auto& [bound, first] : firsts) {
        std::int64_t best = 0;
        std::vector<int> path, winner;
        const auto walk = [&](auto&& self, int at, std::int64_t sum) -> void {
          path.push_back(at);
          on[static_cast<std::size_t>(at)] = 1;
          if (!view.odd.empty())
            for (const int set : view.odd[static_cast<std::size_t>(at)])
              if (++inside[static_cast<std::size_t>(set)] % 2 == 0)
                sum -= (*view.request.odd)[static_cast<std::size_t>(set)].price;
          if (sum > best) {
            best = sum;
            winner = path;
          }
          const int room = most - static_cast<int>(path.size());
          if (room > 0) {
            const auto& after = rest[static_cast<std::size_t>(room) - 1];
            const std::uint64_t* row = view.successors(at);
            for (int w = view.first(row, row); w >= 0; w = view.first(row, row, w + 1)) {
              const std::int64_t then = sum + view.left[static_cast<std::size_t>(w)];
              if (on[static_cast<std::size_t>(w)] != 0 || then + after[static_cast<std::size_t>(w)] <= best) continue;
              if (++steps > steps_allowed || --steps_left_ <= 0) break;
              self(self, w, then);
            }
          }
          if (!view.odd.empty())
            for (const int set : view.odd[static_cast<std::size_t>(at)]) --inside[static_cast<std::size_t>(set)];
          on[static_cast<std::size_t>(at)] = 0;
          path.pop_back();
        };
        walk(walk, first, view.left[static_cast<std::size_t>(first)] - cost);
        if (best > 0) {
          Column column;
          column.chain = true;
          column.vertices.push_back(donor);
          for (const int at : winner) column.vertices.push_back(view.order[static_cast<std::size_t>(at)]);
          found.push_back(std::move(column));
          if (++taken >= kChainsPerDonor || view.enough(found)) break;
        }
        if (steps > steps_allowed || spent()) break;
      }
      if (spent()) break;
    }
  };
  search(steps_per_donor);
}

}  // namespace midspan::clear::barter
