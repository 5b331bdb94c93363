// SPDX-License-Identifier: Apache-2.0
// Cycles and chains: every case of $MIDSPAN_DATA/barter/optima.csv, beside the seconds published for branch and price
// on another machine, and CBC on a compact model of a sample here.
//
// The compact model is the position-indexed one (Dickerson and others 2016): an arc from a donor or in a chain has one
// variable a position; a cycle has one variable. It shares nothing with src/clear/barter but the file format.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/files.hpp"
#include "bench.hpp"
#include "clear/barter/barter.hpp"
#include "pools.hpp"

namespace midspan::bench {

namespace {

namespace fs = std::filesystem;
using clear::barter::Exchange;
using clear::barter::Graph;

struct Case {
  std::string instance;
  int vertices = 0;
  int max_cycle = 0;
  int max_chain = 0;
  std::int64_t optimum = 0;
  double published = 0;
};

std::vector<Case> cases_of(const fs::path& path) {
  std::vector<Case> cases;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream words(line);
    Case each;
    int pairs = 0, donors = 0;
    if (!(words >> each.instance >> pairs >> donors >> each.max_cycle >> each.max_chain >> each.optimum)) continue;
    words >> each.published;
    each.vertices = pairs + donors;
    cases.push_back(each);
  }
  return cases;
}

// Written from the rules alone: nobody twice, every arc in the graph, lengths, a chain begins with a donor and goes on
// with pairs, and the number of pairs is the number said.
bool valid(const Graph& graph, const Case& rules, const Exchange& exchange) {
  std::set<int> seen;
  std::set<std::pair<int, int>> arcs;
  for (int from = 0; from < graph.vertices; ++from)
    for (const int to : graph.successors[static_cast<std::size_t>(from)]) arcs.emplace(from, to);
  std::int64_t covered = 0;
  bool fine = true;
  for (const auto& cycle : exchange.cycles) {
    const int length = static_cast<int>(cycle.size());
    fine = fine && length >= 2 && length <= rules.max_cycle;
    for (int at = 0; at < length; ++at) {
      fine = fine && cycle[static_cast<std::size_t>(at)] < graph.pairs &&
             seen.insert(cycle[static_cast<std::size_t>(at)]).second;
      fine = fine &&
             arcs.contains({cycle[static_cast<std::size_t>(at)], cycle[static_cast<std::size_t>((at + 1) % length)]});
    }
    covered += length;
  }
  for (const auto& chain : exchange.chains) {
    const int hand_overs = static_cast<int>(chain.size()) - 1;
    fine = fine && hand_overs >= 1 && hand_overs <= rules.max_chain && chain.front() >= graph.pairs;
    for (std::size_t at = 0; at < chain.size(); ++at) {
      fine = fine && seen.insert(chain[at]).second && (at == 0 || chain[at] < graph.pairs);
      fine = fine && (at == 0 || arcs.contains({chain[at - 1], chain[at]}));
    }
    covered += hand_overs;
  }
  return fine && covered == exchange.optimum;
}

// Pairs covered by the compact model in CBC; -1: not within the limit.
struct Peer {
  double seconds = 0;
  std::int64_t value = -1;
};
Peer cbc(const Graph& graph, const Case& rules, int limit_seconds) {
  std::map<int, std::vector<std::string>> into, out;                          // by vertex: variables that cover it
  std::map<std::pair<int, int>, std::vector<std::string>> arriving, leaving;  // {vertex, position}
  std::vector<std::pair<std::string, int>> objective;
  std::set<std::pair<int, int>> arcs;
  for (int from = 0; from < graph.vertices; ++from)
    for (const int to : graph.successors[static_cast<std::size_t>(from)]) arcs.emplace(from, to);
  const auto cycle = [&](const std::vector<int>& vertices) {
    std::string name = "c";
    for (const int vertex : vertices) name += "_" + std::to_string(vertex);
    objective.emplace_back(name, static_cast<int>(vertices.size()));
    for (const int vertex : vertices) into[vertex].push_back(name);
  };
  std::vector<int> path;
  const auto walk = [&](auto&& self, int at) -> void {
    path.push_back(at);
    if (path.size() >= 2 && arcs.contains({at, path.front()})) cycle(path);
    if (static_cast<int>(path.size()) < rules.max_cycle)
      for (const int next : graph.successors[static_cast<std::size_t>(at)])
        if (next > path.front() && next < graph.pairs && std::find(path.begin(), path.end(), next) == path.end())
          self(self, next);
    path.pop_back();
  };
  for (int first = 0; first < graph.pairs; ++first) walk(walk, first);
  std::set<int> reachable;
  for (int donor = graph.pairs; donor < graph.vertices; ++donor) reachable.insert(donor);
  for (int position = 1; position <= rules.max_chain; ++position) {
    std::set<int> then;
    for (const int from : reachable)
      for (const int to : graph.successors[static_cast<std::size_t>(from)]) {
        const std::string name = fmt::format("p_{}_{}_{}", from, to, position);
        objective.emplace_back(name, 1);
        into[to].push_back(name);
        if (position == 1) out[from].push_back(name);
        else leaving[{from, position}].push_back(name);
        arriving[{to, position}].push_back(name);
        then.insert(to);
      }
    reachable = std::move(then);
  }
  const fs::path file = fs::temp_directory_path() / fmt::format("midspan-bench-{}.lp", rules.instance);
  {
    std::ofstream lp(file);
    const auto sum = [&](const std::vector<std::string>& names, const char* sign) {
      int width = 0;
      for (const std::string& name : names) {
        lp << sign << ' ' << name << ' ';
        if (++width % 8 == 0) lp << '\n';
      }
    };
    lp << "maximize\n obj: ";
    int width = 0;
    for (const auto& [name, worth] : objective) {
      lp << "+ " << worth << ' ' << name << ' ';
      if (++width % 8 == 0) lp << '\n';
    }
    lp << "\nsubject to\n";
    for (const auto& [vertex, names] : into) {
      lp << " v" << vertex << ": ";
      sum(names, "+");
      lp << "<= 1\n";
    }
    for (const auto& [donor, names] : out) {
      lp << " d" << donor << ": ";
      sum(names, "+");
      lp << "<= 1\n";
    }
    for (const auto& [where, names] : leaving) {
      lp << " l" << where.first << '_' << where.second << ": ";
      sum(names, "+");
      sum(arriving[{where.first, where.second - 1}], "-");
      lp << "<= 0\n";
    }
    lp << "binary\n";
    for (const auto& [name, worth] : objective) lp << ' ' << name << '\n';
    lp << "end\n";
  }
  const Ran ran = run({"cbc", file.string(), "sec", std::to_string(limit_seconds), "ratio", "0", "solve", "quit"},
                      limit_seconds + 20);
  fs::remove(file);
  Peer peer;
  peer.seconds = ran.spent.cpu;
  if (ran.output.find("Optimal solution found") != std::string::npos)
    if (const auto at = ran.output.find("Objective value:"); at != std::string::npos)
      peer.value = std::llround(std::abs(std::strtod(ran.output.c_str() + at + 16, nullptr)));
  return peer;
}

// Pools that nobody has published: all sizes, all limits. Small ones also in CBC.
int drawn(int count, std::uint64_t seed) {
  static constexpr std::pair<int, int> kSizes[] = {{16, 2},   {32, 3},   {64, 6},   {128, 6},   {128, 19},
                                                   {256, 25}, {512, 25}, {512, 76}, {1024, 153}};
  struct Row {
    std::vector<double> seconds;
    int proved = 0, by_cbc = 0;
  };
  std::map<int, Row> by_size;
  Dice dice(seed);
  int wrong = 0;
  for (int at = 0; at < count; ++at) {
    const auto [pairs, donors] = kSizes[static_cast<std::size_t>(at) % std::size(kSizes)];
    Case rules;
    rules.instance = fmt::format("drawn-{}", at);
    rules.vertices = pairs + donors;
    rules.max_cycle = 2 + dice.below(5);
    rules.max_chain = dice.below(9);
    const std::uint64_t graph_seed = dice.next();
    const Graph graph = drawn_pool(pairs, donors, graph_seed);
    const Clock clock;
    const Exchange exchange = clear::barter::solve(graph, {.max_cycle = rules.max_cycle, .max_chain = rules.max_chain});
    Row& row = by_size[rules.vertices];
    row.seconds.push_back(clock.spent().cpu);
    row.proved += exchange.proved ? 1 : 0;
    bool fine = exchange.proved && valid(graph, rules, exchange);
    if (rules.vertices <= 40) {
      const Peer peer = cbc(graph, rules, 60);
      row.by_cbc += peer.value >= 0 ? 1 : 0;
      fine = fine && (peer.value < 0 || peer.value == exchange.optimum);
    }
    if (row.seconds.back() > 2.0 || !fine)
      fmt::print("  {} ({} pairs, {} donors, K {}, L {}): {} of at most {}, {} nodes, {:.2f} s{}\n", rules.instance,
                 pairs, donors, rules.max_cycle, rules.max_chain, exchange.optimum, exchange.bound, exchange.nodes,
                 row.seconds.back(), fine ? "" : ", WRONG or not proved");
    wrong += fine ? 0 : 1;
  }
  fmt::print("\ncycles and chains, {} drawn pools, K 2 to 6, L 0 to 8, seed {}\n", count, seed);
  fmt::print("  nodes  cases  proved  same in CBC   median      p95      worst\n");
  for (const auto& [size, row] : by_size)
    fmt::print("  {:5}  {:5}  {:6}  {:11}  {:7.1f}  {:7.1f}  {:7.1f} ms\n", size, row.seconds.size(), row.proved,
               row.by_cbc, 1e3 * median(row.seconds), 1e3 * percentile(row.seconds, 0.95),
               1e3 * percentile(row.seconds, 1));
  return wrong;
}

}  // namespace

int barter(const std::vector<std::string>& words) {
  if (!words.empty() && words.front() == "drawn")
    return drawn(words.size() > 1 ? std::atoi(words[1].c_str()) : 300,
                 words.size() > 2 ? std::strtoull(words[2].c_str(), nullptr, 10) : 1);
  const char* data = std::getenv("MIDSPAN_DATA");
  const fs::path folder = fs::path(data == nullptr ? "../shared/data" : data) / "barter";
  const std::vector<Case> cases = cases_of(folder / "optima.csv");
  if (cases.empty()) {
    fmt::print("\ncycles and chains: no optima.csv in {}; set MIDSPAN_DATA\n", folder.string());
    return 0;
  }
  struct Row {
    std::vector<double> ours, published;
  };
  std::map<int, Row> by_size;
  struct Sample {
    Case rules;
    double ours = 0;
  };
  std::map<int, Sample> sample;  // the middle of each size
  int proved = 0, equal = 0, sound = 0, wrong = 0, asked = 0;
  const Clock whole;
  std::map<std::string, Graph> graphs;
  for (const Case& each : cases) {
    if (!words.empty() && std::find(words.begin(), words.end(), each.instance) == words.end()) continue;
    if (!graphs.contains(each.instance)) {
      graphs.clear();
      const auto text = base::read_file(folder / "graphs" / (each.instance + ".txt"));
      if (!text) {
        fmt::print("  no graph of instance {}\n", each.instance);
        ++wrong;
        continue;
      }
      auto graph = clear::barter::read_graph(*text, each.instance);
      if (!graph) {
        ++wrong;
        continue;
      }
      graphs.emplace(each.instance, std::move(*graph));
    }
    const Graph& graph = graphs.at(each.instance);
    ++asked;
    const Clock clock;
    const Exchange exchange = clear::barter::solve(graph, {.max_cycle = each.max_cycle, .max_chain = each.max_chain});
    const double seconds = clock.spent().cpu;
    by_size[each.vertices].ours.push_back(seconds);
    by_size[each.vertices].published.push_back(each.published);
    if (each.max_cycle == 3 && each.max_chain == 3) sample[each.vertices] = {each, seconds};
    const bool same = exchange.optimum == each.optimum, good = valid(graph, each, exchange);
    proved += exchange.proved ? 1 : 0;
    equal += same ? 1 : 0;
    sound += good ? 1 : 0;
    if (same && good && exchange.proved) continue;
    ++wrong;
    fmt::print("  instance {} K {} L {}: {} (published {}), proved {}, valid {}\n", each.instance, each.max_cycle,
               each.max_chain, exchange.optimum, each.optimum, exchange.proved, good);
  }
  const Spent spent = whole.spent();
  fmt::print(
      "\ncycles and chains, {} cases: {} proved, {} equal the published optimum, {} valid; {:.1f} s processor, "
      "{:.1f} s by the clock, one thread\n",
      asked, proved, equal, sound, spent.cpu, spent.wall);
  fmt::print("  nodes  cases   median      p95      worst   published (branch and price, other machine) median\n");
  for (const auto& [size, row] : by_size)
    fmt::print("  {:5}  {:5}  {:7.1f}  {:7.1f}  {:7.1f} ms   {:.1f} s\n", size, row.ours.size(), 1e3 * median(row.ours),
               1e3 * percentile(row.ours, 0.95), 1e3 * percentile(row.ours, 1), median(row.published));
  if (!installed("cbc")) {
    say_missing("cbc", "coinor-cbc");
    return wrong;
  }
  fmt::print("  CBC on the compact model (K 3, L 3; at most 60 s):\n");
  for (const auto& [size, each] : sample) {
    if (size > 300) {
      fmt::print("  {:5} nodes: the compact model of this size was not written\n", size);
      break;
    }
    const auto text = base::read_file(folder / "graphs" / (each.rules.instance + ".txt"));
    const auto graph = clear::barter::read_graph(*text, each.rules.instance);
    const Peer peer = cbc(*graph, each.rules, 60);
    fmt::print("  {:5} nodes, instance {}: CBC {:.2f} s, here {:.3f} s{}\n", size, each.rules.instance, peer.seconds,
               each.ours,
               peer.value < 0                     ? ", CBC had not ended"
               : peer.value == each.rules.optimum ? ""
                                                  : ", DIFFERENT");
    wrong += peer.value >= 0 && peer.value != each.rules.optimum ? 1 : 0;
  }
  return wrong;
}

}  // namespace midspan::bench
