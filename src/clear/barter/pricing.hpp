// SPDX-License-Identifier: Apache-2.0
// Which cycles and chains would pay at the prices of the vertices. All in whole numbers: a vertex costs prices[v], and
// covering a pair earns `unit`; a cycle or chain pays when what it earns exceeds what its vertices cost.
//
// Pairs are sorted by what they leave (unit - price), the best first, and successors and predecessors become rows of
// bits in that order. The best vertex between u and w is then the first common bit of u's successors and w's
// predecessors: a word or two in these dense graphs. Cycles of 2, 3 and 4 follow from that; longer ones and chains by a
// search under bounds from walks.
#pragma once

#include <cstdint>
#include <vector>

#include "clear/barter/barter.hpp"

namespace midspan::clear::barter {

struct Column {
  std::vector<int> vertices;  // in order; a chain begins with its donor
  bool chain = false;
  std::int64_t earns() const { return static_cast<std::int64_t>(vertices.size()) - (chain ? 1 : 0); }
  bool operator==(const Column&) const = default;
};

// Of an odd number of pairs one is left over when they go two by two: a column that holds k of them counts k / 2, and
// together no more than size / 2 can be. What that costs, in prices.
struct OddSet {
  std::vector<char> in;  // by vertex
  std::int64_t half = 0;
  std::int64_t price = 0;
  std::int64_t count(const Column& column) const {
    std::int64_t inside = 0;
    for (const int vertex : column.vertices) inside += in[static_cast<std::size_t>(vertex)];
    return inside / 2;
  }
};

class Pricer {
 public:
  Pricer(const Graph& graph, const Options& options);

  void remove_arc(int from, int to);
  void restore_arc(int from, int to);
  bool has_arc(int from, int to) const;

  struct Request {
    const std::vector<std::int64_t>* prices = nullptr;  // by vertex
    std::int64_t unit = 1;
    const std::vector<char>* alive = nullptr;  // by vertex
    std::size_t wanted = 0;  // stop once so many are found (0: no limit); what is found is best per vertex
    const std::vector<OddSet>* odd = nullptr;  // REQUIRES: none, unless cycles are of two
  };
  // Columns that pay, the best of each vertex. Empty only if no cycle or chain pays, which is the proof of the bound,
  // or when all steps that the options allow are spent.
  std::vector<Column> price(const Request& request);
  bool spent() const { return steps_left_ <= 0; }

 private:
  struct View;  // the graph in the order of this request
  void cycles(View& view, std::vector<Column>& found);
  void twos_under_odd_sets(View& view, std::vector<Column>& found);
  void long_cycles(View& view, std::vector<Column>& found);
  void chains(View& view, std::int64_t steps_per_donor, std::vector<Column>& found);

  const Graph& graph_;
  Options options_;
  std::vector<std::vector<std::uint64_t>> out_;  // adjacency as it stands, bits by vertex
  std::size_t turn_ = 0;                         // where the next round begins
  std::int64_t steps_left_;
};

}  // namespace midspan::clear::barter
