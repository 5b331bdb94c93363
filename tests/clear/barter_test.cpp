// SPDX-License-Identifier: Apache-2.0
// Cycles and chains: against a slow obvious twin on small graphs, and against published optima where they are at hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "clear/barter/barter.hpp"
#include "clear/barter/cover.hpp"

namespace midspan::clear::barter {
namespace {

Graph graph_of(int pairs, int donors, std::vector<std::pair<int, int>> arcs) {
  Graph graph;
  graph.vertices = pairs + donors;
  graph.pairs = pairs;
  graph.successors.resize(static_cast<std::size_t>(graph.vertices));
  std::sort(arcs.begin(), arcs.end());
  for (const auto& [from, to] : arcs) graph.successors[static_cast<std::size_t>(from)].push_back(to);
  return graph;
}

// Tries everything: the lowest vertex not decided yet is left out, or in any cycle or chain through it.
std::int64_t by_hand(const Graph& graph, const Options& options) {
  std::vector<std::vector<int>> columns;
  std::vector<int> path;
  std::function<void(int)> walk = [&](int at) {
    path.push_back(at);
    const bool chain = path.front() >= graph.pairs;
    if (chain && path.size() >= 2) columns.push_back(path);
    for (const int to : graph.successors[static_cast<std::size_t>(at)]) {
      if (!chain && to == path.front() && path.size() >= 2 && static_cast<int>(path.size()) <= options.max_cycle)
        columns.push_back(path);
      const bool longer = chain ? static_cast<int>(path.size()) <= options.max_chain
                                : static_cast<int>(path.size()) < options.max_cycle && to > path.front();
      if (longer && std::find(path.begin(), path.end(), to) == path.end()) walk(to);
    }
    path.pop_back();
  };
  for (int vertex = 0; vertex < graph.vertices; ++vertex) walk(vertex);
  std::vector<char> used(static_cast<std::size_t>(graph.vertices), 0);
  std::function<std::int64_t(std::size_t)> best = [&](std::size_t from) -> std::int64_t {
    std::int64_t most = 0;
    for (std::size_t at = from; at < columns.size(); ++at) {
      const auto& column = columns[at];
      if (std::any_of(column.begin(), column.end(),
                      [&](int vertex) { return used[static_cast<std::size_t>(vertex)] != 0; }))
        continue;
      for (const int vertex : column) used[static_cast<std::size_t>(vertex)] = 1;
      const std::int64_t earns = static_cast<std::int64_t>(column.size()) - (column.front() >= graph.pairs ? 1 : 0);
      most = std::max(most, earns + best(at + 1));
      for (const int vertex : column) used[static_cast<std::size_t>(vertex)] = 0;
    }
    return most;
  };
  return best(0);
}

class Draw {
 public:
  explicit Draw(std::uint32_t seed) : state_(seed) {}
  int operator()(std::uint32_t below) {
    state_ = state_ * 1664525u + 1013904223u;
    return static_cast<int>((state_ >> 8) % below);
  }
  Graph graph(std::uint32_t per_cent) {
    const int pairs = 2 + (*this)(6), donors = (*this)(3);
    std::vector<std::pair<int, int>> arcs;
    for (int from = 0; from < pairs + donors; ++from)
      for (int to = 0; to < pairs; ++to)
        if (from != to && (*this)(100) < static_cast<int>(per_cent)) arcs.emplace_back(from, to);
    return graph_of(pairs, donors, arcs);
  }

 private:
  std::uint32_t state_;
};

// What the prices prove is the best of cycles and chains of any length, neither more nor less.
TEST(Barter, TheCoverIsTheBestWithoutLimits) {
  Draw draw(11);
  for (int round = 0; round < 300; ++round) {
    const Graph graph = draw.graph(25);
    for (const bool chains : {false, true}) {
      const Cover whole = cover(graph, chains);
      EXPECT_EQ(whole.bound, by_hand(graph, {.max_cycle = graph.pairs, .max_chain = chains ? graph.pairs : 0}));
      std::int64_t sum = 0;
      for (const std::int64_t price : whole.prices) {
        EXPECT_GE(price, 0);
        sum += price;
      }
      EXPECT_EQ(sum, whole.bound);
    }
  }
}

TEST(Barter, EqualsTryingEverythingOnSmallGraphs) {
  Draw draw(7);
  for (int round = 0; round < 400; ++round) {
    const Graph graph = draw.graph(33);
    Options options;
    options.max_cycle = draw(7);  // 0 and 1: no cycles
    options.max_chain = draw(5);
    const Exchange exchange = solve(graph, options);
    EXPECT_TRUE(exchange.proved);
    EXPECT_TRUE(holds(graph, options, exchange));
    EXPECT_EQ(exchange.optimum, by_hand(graph, options)) << "round " << round;
  }
}

TEST(Barter, ReadsTheFilesOfThePoolsAndRefusesWhatIsNotOne) {
  const auto graph = read_graph("3\t1\t2\t4\n[[2],\n[1],\n[1,2,3]]\n[[1],\n[1],\n[1,1,0]]\n", "g");
  ASSERT_TRUE(graph);
  EXPECT_EQ(graph->pairs, 2);
  EXPECT_EQ(graph->successors[2], (std::vector<int>{0, 1}));
  EXPECT_FALSE(graph->weighted);  // the 0 is of an arc into a donor
  for (const char* weights : {"[[1],[2],[1,1,0]]", "[[1],[1.5],[1,1,0]]", "[[0.5],[1],[1,1,0]]"})
    EXPECT_TRUE(read_graph("3\t1\t2\t4\n[[2],\n[1],\n[1,2,3]]\n" + std::string(weights), "g")->weighted) << weights;
  EXPECT_FALSE(read_graph("3\t1\t2\t4\n[[2],\n[1],\n[1,2,3]]\n[[1.0],[1],[1,1,1]]", "g")->weighted);
  for (const char* wrong : {"", "3 1 2", "3 1 1 0\n[[],[],[]]", "2 0 2 1\n[[3],[]]", "2 0 2 1\n[[1,2],[]",
                            "9999999999 0 9999999999 0\n[]", "2 0 2 1\n[[-1],[]]"})
    EXPECT_FALSE(read_graph(wrong, "g")) << wrong;
  EXPECT_EQ(solve(*read_graph("0 0 0 0\n[]\n[]", "g"), {}).optimum, 0);
  // As other programs write them: a byte order mark, comments, empty lines, counted from 0.
  const auto other = read_graph(
      "\xEF\xBB\xBF# made by another program\r\n\r\n3 1 2 4 // nodes, donors\r\n[[1],\r\n% a pair\r\n[0],[0, 1, 2]]",
      "g");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->first, 0);
  EXPECT_EQ(other->successors, graph->successors);
}

TEST(Barter, PublishedOptima) {
  const char* set = std::getenv("MIDSPAN_DATA");
  const std::filesystem::path data =
      set != nullptr ? std::filesystem::path(set) : std::filesystem::path(MIDSPAN_SOURCE) / "../shared/data";
  const auto table = base::read_file(data / "barter/optima.csv");
  if (!table) GTEST_SKIP() << "no published optima at " << data;
  base::CsvReader reader(*table);
  std::vector<std::string_view> row;
  reader.next(row);
  std::string last;
  Graph graph;
  int cases = 0;
  while (reader.next(row)) {
    if (std::stoi(std::string(row[1])) > 128) continue;  // the larger ones: ./dev bench clear
    if (last != row[0]) {
      last = std::string(row[0]);
      const auto text = base::read_file(data / "barter/graphs" / (last + ".txt"));
      ASSERT_TRUE(text);
      graph = *read_graph(*text, last);
    }
    Options options;
    options.max_cycle = std::stoi(std::string(row[3]));
    options.max_chain = std::stoi(std::string(row[4]));
    const Exchange exchange = solve(graph, options);
    EXPECT_TRUE(exchange.proved && holds(graph, options, exchange)) << last;
    EXPECT_EQ(exchange.optimum, std::stoi(std::string(row[5]))) << last << " " << row[3] << " " << row[4];
    ++cases;
  }
  EXPECT_GT(cases, 0);
}

}  // namespace
}  // namespace midspan::clear::barter
