// SPDX-License-Identifier: Apache-2.0
// First an exchange that reaches the bound of cycles and chains of any length (cover.hpp); in dense pools that is all.
// Else column generation, diving, and branching where diving is not enough.
//
// CLP solves the linear program over the cycles and chains known so far; its prices are rounded up to whole multiples
// of 1/kUnit and the Pricer looks for whatever pays at those prices. When nothing pays, the prices are a proof in whole
// numbers that no exchange covers more than their sum. In the pools seen so far that bound is always reached, so the
// work is to find an exchange that reaches it: fix what the linear program already chose, remove its vertices, go on.
#include <ClpSimplex.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "clear/barter/barter.hpp"
#include "clear/barter/cover.hpp"
#include "clear/barter/matching.hpp"
#include "clear/barter/polish.hpp"
#include "clear/barter/pricing.hpp"

namespace midspan::clear::barter {

namespace {

constexpr std::int64_t kUnit = std::int64_t{1} << 26;
constexpr std::int64_t kRoundUp = 16;  // above CLP's tolerance; n of it stay far under one pair
constexpr double kWhole = 1e-6;
constexpr double kReached = 1e-5;
constexpr std::int64_t kUnknown = std::int64_t{1} << 40;  // a bound that says nothing
constexpr std::size_t kMostOddSets = 2'000;
constexpr int kMostSearched = 20'000;  // vertices
constexpr int kSeedRounds = 3;
constexpr int kSearchSteps = 12;  // a vertex, of the first search
constexpr int kIdle = 200;        // steps without anything better, and two a vertex: then the first search ends

class Pool {
 public:
  Pool(const Graph& graph, const Options& options)
      : graph_(graph),
        options_(options),
        pricer_(graph, options),
        alive_(static_cast<std::size_t>(graph.vertices), 1),
        must_(static_cast<std::size_t>(graph.vertices), 0) {}

  Exchange run() {
    if (!seed()) {
      search(0);
      best_.columns = static_cast<std::int64_t>(columns_.size());
      if (!cut_short_) best_.bound = best_.optimum;
    }
    best_.proved = best_.bound <= best_.optimum;
    return std::move(best_);
  }

 private:
  void begin() {
    lp_.setLogLevel(0);
    lp_.resize(graph_.vertices, 0);
    for (int row = 0; row < graph_.vertices; ++row) lp_.setRowBounds(row, 0.0, 1.0);
    lp_.setOptimizationDirection(-1.0);
    // One stand-in a vertex, for branches in which the vertex must be covered: dear enough never to be worth it.
    std::vector<int> rows;
    std::vector<CoinBigIndex> starts{0};
    for (int vertex = 0; vertex < graph_.vertices; ++vertex) {
      rows.push_back(vertex);
      starts.push_back(vertex + 1);
    }
    const std::vector<double> ones(rows.size(), 1.0), zeros(rows.size(), 0.0);
    const std::vector<double> worth(rows.size(), -2.0 * graph_.vertices - 2.0);
    lp_.addColumns(graph_.vertices, zeros.data(), zeros.data(), worth.data(), starts.data(), rows.data(), ones.data());
    stand_ins_ = graph_.vertices;
  }

  void add(std::vector<Column>&& fresh) {
    std::vector<int> rows;
    std::vector<double> ones;
    std::vector<CoinBigIndex> starts{0};
    std::vector<double> low, high, earns;
    for (Column& column : fresh) {
      std::vector<int> key = column.vertices;
      key.push_back(column.chain ? 1 : 0);
      if (!known_.insert(key).second) continue;
      for (const int vertex : column.vertices) {
        rows.push_back(vertex);
        ones.push_back(1.0);
      }
      for (std::size_t set = 0; set < odd_.size(); ++set)
        if (const std::int64_t halves = odd_[set].count(column); halves > 0) {
          rows.push_back(graph_.vertices + static_cast<int>(set));
          ones.push_back(static_cast<double>(halves));
        }
      starts.push_back(static_cast<CoinBigIndex>(rows.size()));
      low.push_back(0.0);
      high.push_back(COIN_DBL_MAX);
      earns.push_back(static_cast<double>(column.earns()));
      columns_.push_back(std::move(column));
    }
    if (low.empty()) return;
    lp_.addColumns(static_cast<int>(low.size()), low.data(), high.data(), earns.data(), starts.data(), rows.data(),
                   ones.data());
  }

  // An exchange found by searching at the prices that prove the bound of cycles and chains of any length. When it
  // reaches that bound, nothing is left to do; else its columns begin the linear program, with what pays when all is
  // free and what costs what it earns at those prices. True: proved.
  bool seed() {
    Cover whole = cover(graph_, options_.max_chain > 0);
    std::vector<Column> exchange =
        Polish(graph_, options_, whole.prices, 1, 0, 0)
            .run({}, {}, {whole.bound, kSearchSteps * graph_.vertices, kIdle + 2 * graph_.vertices});
    take(exchange);
    best_.bound = whole.bound;
    cover_ = std::move(whole.prices);
    if (best_.optimum >= best_.bound) return true;
    begin();
    add(std::move(exchange));
    std::vector<std::int64_t> prices(static_cast<std::size_t>(graph_.vertices), 0);
    add(pricer_.price({&prices, kUnit, &alive_, 0}));
    std::uint32_t state = 0x9E3779B9u;
    for (int round = 0; round < kSeedRounds; ++round) {
      for (std::size_t at = 0; at < prices.size(); ++at) {
        state = state * 1664525u + 1013904223u;
        prices[at] = std::max<std::int64_t>(0, cover_[at] * kUnit - (state >> 12));  // a little less, drawn anew
      }
      add(pricer_.price({&prices, kUnit, &alive_, 0}));
    }
    return false;
  }

  // What the prices of the cover say of those alive; and whether the linear program has come up to it: then nothing
  // that is not known yet can better it.
  std::int64_t cover_of_alive() const {
    std::int64_t sum = 0;
    for (std::size_t at = 0; at < cover_.size(); ++at) sum += alive_[at] != 0 ? cover_[at] : 0;
    return sum;
  }
  bool reaches(std::int64_t bound) const {
    const double* const all = lp_.primalColumnSolution();
    double sum = 0;
    for (int at = 0; at < stand_ins_; ++at)
      if (all[at] > kWhole) return false;
    for (std::size_t at = 0; at < columns_.size(); ++at)
      sum += all[static_cast<std::size_t>(stand_ins_) + at] * static_cast<double>(columns_[at].earns());
    return sum >= static_cast<double>(bound) - kReached;
  }

  // Generates until nothing pays. The bound is exact.
  std::int64_t relax() {
    std::vector<std::int64_t>& prices = prices_;
    bool first = true;
    while (true) {
      if (first) lp_.dual();
      else lp_.primal(1);
      first = false;
      ++best_.rounds;
      if (lp_.status() == 1) return -1;  // something must be covered and nothing known can: priced below
      if (const std::int64_t whole = cover_of_alive(); reaches(whole)) {
        for (std::size_t at = 0; at < prices.size(); ++at) prices[at] = cover_[at] * kUnit;
        return whole;
      }
      const double* duals = lp_.dualRowSolution();
      std::int64_t total = 0;
      for (int vertex = 0; vertex < graph_.vertices; ++vertex) {
        const std::size_t at = static_cast<std::size_t>(vertex);
        std::int64_t price =
            static_cast<std::int64_t>(std::floor(duals[vertex] * static_cast<double>(kUnit))) + kRoundUp;
        if (must_[at] == 0) price = std::max<std::int64_t>(0, price);
        prices[at] = price;
        if (alive_[at] != 0) total += price;
      }
      for (std::size_t set = 0; set < odd_.size(); ++set) {
        const double dual = duals[static_cast<std::size_t>(graph_.vertices) + set];
        odd_[set].price = std::max<std::int64_t>(0, std::llround(dual * static_cast<double>(kUnit)));
        total += odd_[set].price * odd_[set].half;
      }
      auto found = pricer_.price({&prices, kUnit, &alive_, static_cast<std::size_t>(graph_.vertices), &odd_});
      const std::size_t before = columns_.size();
      if (found.empty() && pricer_.spent()) {
        cut_short_ = true;
        return kUnknown;
      }
      if (found.empty()) return total >= 0 ? total / kUnit : -1;
      add(std::move(found));
      if (columns_.size() == before)
        return total >= 0 ? total / kUnit + 1 : 0;  // only known ones pay: rounding; be safe
    }
  }

  void offer(const std::vector<int>& chosen) {
    std::int64_t covered = 0;
    for (const int column : chosen) covered += columns_[static_cast<std::size_t>(column)].earns();
    if (covered <= best_.optimum && !(covered == 0 && best_.optimum == 0)) return;
    best_.optimum = covered;
    best_.cycles.clear();
    best_.chains.clear();
    for (const int at : chosen) {
      const Column& column = columns_[static_cast<std::size_t>(at)];
      (column.chain ? best_.chains : best_.cycles).push_back(column.vertices);
    }
  }

  // Fixes columns from the linear program's answer and removes their vertices, pricing anew each time.
  void dive() {
    std::vector<int> chosen;
    std::vector<int> gone;
    std::int64_t covered = 0;
    const auto take = [&](int at) {
      chosen.push_back(at);
      covered += columns_[static_cast<std::size_t>(at)].earns();
      for (const int vertex : columns_[static_cast<std::size_t>(at)].vertices) {
        alive_[static_cast<std::size_t>(vertex)] = 0;
        lp_.setRowBounds(vertex, 0.0, 0.0);
        gone.push_back(vertex);
      }
    };
    while (true) {
      const double* z = lp_.primalColumnSolution() + stand_ins_;
      int largest = -1;
      std::vector<int> whole;
      for (int at = 0; at < static_cast<int>(columns_.size()); ++at) {
        if (z[at] > 1.0 - kWhole) whole.push_back(at);
        else if (z[at] > kWhole && (largest < 0 || z[at] > z[largest] + 1e-9)) largest = at;
      }
      if (whole.empty() && largest < 0) break;
      for (const int at : whole) take(at);
      if (largest < 0) break;
      if (whole.empty()) take(largest);
      const std::int64_t rest = relax();
      if (covered + rest <= best_.optimum && best_.optimum > 0) break;
    }
    offer(chosen);
    for (const int vertex : gone) {
      alive_[static_cast<std::size_t>(vertex)] = 1;
      lp_.setRowBounds(vertex, must_[static_cast<std::size_t>(vertex)] != 0 ? 1.0 : 0.0, 1.0);
    }
  }

  void take(const std::vector<Column>& found) {
    std::int64_t covered = 0;
    for (const Column& column : found) covered += column.earns();
    if (covered <= best_.optimum) return;
    best_.optimum = covered;
    best_.cycles.clear();
    best_.chains.clear();
    for (const Column& column : found) (column.chain ? best_.chains : best_.cycles).push_back(column.vertices);
  }

  // The exact bound's prices guide a search for an exchange that reaches it.
  void polish(std::int64_t bound) {
    const double* z = lp_.primalColumnSolution() + stand_ins_;
    std::vector<std::pair<double, int>> sure;
    for (int at = 0; at < static_cast<int>(columns_.size()); ++at)
      if (z[at] > kWhole) sure.emplace_back(-z[at], at);
    std::sort(sure.begin(), sure.end());
    std::vector<const Column*> start, known;
    for (const auto& [weight, at] : sure) start.push_back(&columns_[static_cast<std::size_t>(at)]);
    for (const Column& column : columns_) known.push_back(&column);
    Polish polish(graph_, options_, prices_, kUnit, kUnit / 1024);
    const auto found = polish.run(start, known, {bound, 40 * graph_.vertices, INT64_MAX});
    take(found);
  }

  double share(int column) const { return lp_.primalColumnSolution()[stand_ins_ + column]; }

  // Pairs that go round an odd cycle by halves: the set gets a row of its own. True: one was found.
  bool find_odd_sets() {
    std::vector<std::vector<int>> near(static_cast<std::size_t>(graph_.vertices));
    for (int at = 0; at < static_cast<int>(columns_.size()); ++at) {
      const Column& column = columns_[static_cast<std::size_t>(at)];
      if (column.chain || share(at) < kWhole || share(at) > 1.0 - kWhole) continue;
      near[static_cast<std::size_t>(column.vertices[0])].push_back(column.vertices[1]);
      near[static_cast<std::size_t>(column.vertices[1])].push_back(column.vertices[0]);
    }
    const std::size_t before = odd_.size();
    std::vector<OddRow> rows;
    std::vector<int> depth(static_cast<std::size_t>(graph_.vertices), -1), parent(depth.size(), -1);
    for (int root = 0; root < graph_.pairs; ++root) {
      if (depth[static_cast<std::size_t>(root)] >= 0 || near[static_cast<std::size_t>(root)].empty()) continue;
      depth[static_cast<std::size_t>(root)] = 0;
      std::vector<int> component{root};
      for (std::size_t at = 0; at < component.size(); ++at)
        for (const int to : near[static_cast<std::size_t>(component[at])]) {
          const int level = depth[static_cast<std::size_t>(component[at])];
          if (depth[static_cast<std::size_t>(to)] < 0) {
            depth[static_cast<std::size_t>(to)] = level + 1;
            parent[static_cast<std::size_t>(to)] = component[at];
            component.push_back(to);
          } else if (depth[static_cast<std::size_t>(to)] == level && to > component[at]) {
            add_odd_set(cycle_through(component[at], to, parent), rows);
          }
        }
      if (component.size() % 2 == 1) add_odd_set(component, rows);
    }
    for (std::size_t set = before; set < odd_.size(); ++set) {  // the answer above is of the program without them
      const auto& [columns, halves] = rows[set - before];
      lp_.addRow(static_cast<int>(columns.size()), columns.data(), halves.data(), -COIN_DBL_MAX,
                 static_cast<double>(odd_[set].half));
    }
    return odd_.size() > before;
  }

  // Two vertices of one level that are neighbours, and their ways up to where they meet.
  static std::vector<int> cycle_through(int a, int b, const std::vector<int>& parent) {
    std::vector<int> cycle{a, b};
    while (parent[static_cast<std::size_t>(a)] != parent[static_cast<std::size_t>(b)]) {
      a = parent[static_cast<std::size_t>(a)];
      b = parent[static_cast<std::size_t>(b)];
      cycle.push_back(a);
      cycle.push_back(b);
    }
    cycle.push_back(parent[static_cast<std::size_t>(a)]);
    return cycle;
  }

  using OddRow = std::pair<std::vector<int>, std::vector<double>>;  // columns, how much each counts
  void add_odd_set(const std::vector<int>& vertices, std::vector<OddRow>& rows) {
    OddSet set;
    set.in.assign(static_cast<std::size_t>(graph_.vertices), 0);
    for (const int vertex : vertices) set.in[static_cast<std::size_t>(vertex)] = 1;
    set.half = static_cast<std::int64_t>(vertices.size()) / 2;
    double sum = 0;
    std::vector<int> columns;
    std::vector<double> halves;
    for (int at = 0; at < static_cast<int>(columns_.size()); ++at)
      if (const std::int64_t count = set.count(columns_[static_cast<std::size_t>(at)]); count > 0) {
        columns.push_back(stand_ins_ + at);
        halves.push_back(static_cast<double>(count));
        sum += static_cast<double>(count) * share(at);
      }
    if (sum <= static_cast<double>(set.half) + 1e-3) return;
    odd_.push_back(std::move(set));
    rows.emplace_back(std::move(columns), std::move(halves));
  }

  // Depth first. First by vertices that are covered in part, then by arcs that are used in part.
  void search(int depth) {
    if (++best_.nodes > options_.nodes || pricer_.spent()) {
      cut_short_ = true;
      return;
    }
    std::int64_t bound = relax();
    while (options_.max_cycle == 2 && bound > best_.optimum && odd_.size() < kMostOddSets && find_odd_sets())
      bound = relax();
    if (depth == 0) {
      best_.bound = std::min(best_.bound, bound);
      if (best_.optimum < best_.bound && bound < kUnknown) polish(best_.bound);
      if (best_.optimum >= best_.bound) return;
    }
    if (bound <= best_.optimum) return;
    dive();
    if (bound <= best_.optimum || cut_short_) return;
    (void)relax();  // the dive moved the linear program
    std::vector<double> covered(static_cast<std::size_t>(graph_.vertices), 0.0);
    std::map<std::pair<int, int>, double> used;
    for (int at = 0; at < static_cast<int>(columns_.size()); ++at) {
      const double z = share(at);
      if (z < kWhole) continue;
      const Column& column = columns_[static_cast<std::size_t>(at)];
      for (std::size_t i = 0; i < column.vertices.size(); ++i) {
        covered[static_cast<std::size_t>(column.vertices[i])] += z;
        if (i + 1 < column.vertices.size()) used[{column.vertices[i], column.vertices[i + 1]}] += z;
        else if (!column.chain) used[{column.vertices[i], column.vertices.front()}] += z;
      }
    }
    int vertex = -1;
    double nearest = 0.5 - 1e-4;
    for (int at = 0; at < graph_.vertices; ++at)
      if (const double away = std::abs(covered[static_cast<std::size_t>(at)] - 0.5); away < nearest) {
        nearest = away;
        vertex = at;
      }
    if (vertex >= 0) return branch_on_vertex(vertex, depth);
    std::pair<int, int> arc{-1, -1};
    for (const auto& [each, z] : used)
      if (const double away = std::abs(z - 0.5); away < nearest) {
        nearest = away;
        arc = each;
      }
    if (arc.first >= 0) branch_on_arc(arc.first, arc.second, depth);
    else cut_short_ = true;  // whole, and yet not as good as its bound: never seen; said, not hidden
  }

  void branch_on_vertex(int vertex, int depth) {
    const std::size_t at = static_cast<std::size_t>(vertex);
    const char before = must_[at];
    must_[at] = 1;
    lp_.setRowBounds(vertex, 1.0, 1.0);
    lp_.setColumnBounds(vertex, 0.0, 1.0);
    search(depth + 1);
    must_[at] = before;
    lp_.setColumnBounds(vertex, 0.0, before != 0 ? 1.0 : 0.0);
    lp_.setRowBounds(vertex, 0.0, 0.0);
    alive_[at] = 0;
    if (before == 0) search(depth + 1);
    alive_[at] = 1;
    lp_.setRowBounds(vertex, before != 0 ? 1.0 : 0.0, 1.0);
  }

  void without_arcs(const std::vector<std::pair<int, int>>& arcs, int depth) {
    std::vector<int> closed;
    const std::set<std::pair<int, int>> gone(arcs.begin(), arcs.end());
    for (int at = 0; at < static_cast<int>(columns_.size()); ++at) {
      const auto& vertices = columns_[static_cast<std::size_t>(at)].vertices;
      bool uses = false;
      for (std::size_t i = 0; i + 1 < vertices.size(); ++i)
        uses = uses || gone.contains({vertices[i], vertices[i + 1]});
      if (!columns_[static_cast<std::size_t>(at)].chain)
        uses = uses || gone.contains({vertices.back(), vertices.front()});
      if (!uses || lp_.columnUpper()[stand_ins_ + at] == 0.0) continue;
      closed.push_back(at);
      lp_.setColumnBounds(stand_ins_ + at, 0.0, 0.0);
    }
    for (const auto& [from, to] : arcs) pricer_.remove_arc(from, to);
    search(depth + 1);
    for (const auto& [from, to] : arcs) pricer_.restore_arc(from, to);
    for (const int at : closed) lp_.setColumnBounds(stand_ins_ + at, 0.0, COIN_DBL_MAX);
  }

  // Either the arc is not used, or its giver gives to nobody else, its receiver receives from nobody else and is
  // covered.
  void branch_on_arc(int from, int to, int depth) {
    without_arcs({{from, to}}, depth);
    std::vector<std::pair<int, int>> others;
    for (const int other : graph_.successors[static_cast<std::size_t>(from)])
      if (other != to && pricer_.has_arc(from, other)) others.emplace_back(from, other);
    for (int other = 0; other < graph_.vertices; ++other)
      if (other != from && pricer_.has_arc(other, to)) others.emplace_back(other, to);
    const char before = must_[static_cast<std::size_t>(to)];
    must_[static_cast<std::size_t>(to)] = 1;
    lp_.setRowBounds(to, 1.0, 1.0);
    lp_.setColumnBounds(to, 0.0, 1.0);
    without_arcs(others, depth);
    must_[static_cast<std::size_t>(to)] = before;
    lp_.setRowBounds(to, before != 0 ? 1.0 : 0.0, 1.0);
    lp_.setColumnBounds(to, 0.0, before != 0 ? 1.0 : 0.0);
  }

  const Graph& graph_;
  const Options& options_;
  Pricer pricer_;
  ClpSimplex lp_;
  std::vector<Column> columns_;
  std::vector<OddSet> odd_;  // rows of the linear program behind those of the vertices
  std::set<std::vector<int>> known_;
  std::vector<char> alive_;
  std::vector<char> must_;
  std::vector<std::int64_t> cover_;  // prices, in pairs
  Exchange best_;
  std::vector<std::int64_t> prices_ =
      std::vector<std::int64_t>(static_cast<std::size_t>(graph_.vertices));  // of the last relax()
  int stand_ins_ = 0;  // columns of the linear program before those of columns_
  bool cut_short_ = false;
};

void canonical(Exchange& exchange) {
  for (auto& cycle : exchange.cycles)
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
  std::sort(exchange.cycles.begin(), exchange.cycles.end());
  std::sort(exchange.chains.begin(), exchange.chains.end());
}

// Two by two and without donors.
Exchange matched(const Graph& graph) {
  Exchange exchange;
  const std::vector<int> mates = greatest_matching(graph);
  for (int pair = 0; pair < graph.pairs; ++pair)
    if (const int mate = mates[static_cast<std::size_t>(pair)]; mate > pair) exchange.cycles.push_back({pair, mate});
  exchange.optimum = exchange.bound = 2 * static_cast<std::int64_t>(exchange.cycles.size());
  exchange.proved = true;
  return exchange;
}

// Without whoever gives to nobody or receives from nobody, and so can stand in no cycle or chain. A chain may end with
// a pair that gives to nobody. `kept`: the vertices that are left, pairs first.
Graph without_idle(const Graph& graph, bool chains, std::vector<int>& kept) {
  const auto size = static_cast<std::size_t>(graph.vertices);
  std::vector<std::vector<int>> before(size);
  std::vector<std::int64_t> gives(size, 0), receives(size, 0);
  for (int from = 0; from < graph.vertices; ++from)
    for (const int to : graph.successors[static_cast<std::size_t>(from)]) {
      before[static_cast<std::size_t>(to)].push_back(from);
      ++gives[static_cast<std::size_t>(from)];
      ++receives[static_cast<std::size_t>(to)];
    }
  const auto idle = [&](int vertex) {
    const auto at = static_cast<std::size_t>(vertex);
    if (vertex >= graph.pairs) return !chains || gives[at] == 0;
    return receives[at] == 0 || (!chains && gives[at] == 0);
  };
  std::vector<char> gone(size, 0);
  std::vector<int> waiting;
  const auto leave = [&](int vertex) {
    if (gone[static_cast<std::size_t>(vertex)] != 0 || !idle(vertex)) return;
    gone[static_cast<std::size_t>(vertex)] = 1;
    waiting.push_back(vertex);
  };
  for (int vertex = 0; vertex < graph.vertices; ++vertex) leave(vertex);
  while (!waiting.empty()) {
    const auto at = static_cast<std::size_t>(waiting.back());
    waiting.pop_back();
    for (const int to : graph.successors[at]) --receives[static_cast<std::size_t>(to)], leave(to);
    for (const int from : before[at]) --gives[static_cast<std::size_t>(from)], leave(from);
  }
  Graph left;
  std::vector<int> number(size, -1);
  for (int vertex = 0; vertex < graph.vertices; ++vertex) {
    if (gone[static_cast<std::size_t>(vertex)] != 0) continue;
    number[static_cast<std::size_t>(vertex)] = left.vertices++;
    left.pairs += vertex < graph.pairs ? 1 : 0;
    kept.push_back(vertex);
  }
  for (const int vertex : kept) {
    std::vector<int>& list = left.successors.emplace_back();
    for (const int to : graph.successors[static_cast<std::size_t>(vertex)])
      if (gone[static_cast<std::size_t>(to)] == 0) list.push_back(number[static_cast<std::size_t>(to)]);
  }
  return left;
}

}  // namespace

Exchange solve(const Graph& whole, const Options& options) {
  const bool two_by_two = options.max_cycle == 2 && options.max_chain == 0;
  std::vector<int> kept;
  const bool too_large = whole.vertices > kMostSearched;
  const Graph graph = too_large ? without_idle(whole, options.max_chain > 0, kept) : whole;
  Exchange exchange;
  if (two_by_two) {
    exchange = matched(graph);
  } else if (graph.vertices > kMostSearched) {  // rows of bits for each would fill the memory
    exchange.bound = graph.pairs;
  } else if (graph.vertices > 0) {
    exchange = Pool(graph, options).run();
  } else {
    exchange.proved = true;
  }
  if (too_large)
    for (auto* lists : {&exchange.cycles, &exchange.chains})
      for (auto& list : *lists)
        for (int& vertex : list) vertex = kept[static_cast<std::size_t>(vertex)];
  canonical(exchange);
  return exchange;
}

}  // namespace midspan::clear::barter
