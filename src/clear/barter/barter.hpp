// SPDX-License-Identifier: Apache-2.0
// Pools of many small holders: cycles and chains of exchanges, as many pairs served as possible. A pair gives to whom
// its arcs lead and receives in return; a donor gives and asks for nothing, and begins a chain.
//
// maximise the pairs covered by cycles of at most K pairs and chains of at most L hand-overs, no two sharing a vertex.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace midspan::clear::barter {

struct Graph {
  int vertices = 0;
  int first = 1;                             // what the file calls the first vertex: 0 or 1
  int pairs = 0;                             // vertices 0..pairs-1; the rest are donors
  std::vector<std::vector<int>> successors;  // sorted; arcs into donors are left out: they serve nobody
  bool counted_either_way = false;           // nothing in the file says whether vertices are counted from 0 or from 1
  std::int64_t loops = 0;                    // arcs from a pair to itself, left out
  bool weighted = false;                     // the file weighs arcs into pairs otherwise than by 1; see below
};

// "nodes donors pairs arcs", then a bracketed list of successor lists and one of weights, which are not used: the
// objective counts pairs. Whether they would have changed anything is told. Vertices are counted from 1, or from 0
// where one of them is called 0. As many weights as arcs. Whatever follows #, % or // on
// a line is a comment. Linear in the text. Errors: CLR-009.
base::Result<Graph> read_graph(std::string_view text, std::string_view path);

struct Options {
  int max_cycle = 3;                   // pairs in a cycle; 0 or 1: no cycles
  int max_chain = 0;                   // hand-overs in a chain; 0: no chains
  std::int64_t nodes = 100'000;        // of the search tree
  std::int64_t steps = 2'000'000'000;  // along arcs, in the search for long cycles and chains that pay
};

struct Exchange {
  std::int64_t optimum = 0;  // pairs covered
  std::int64_t bound = 0;    // no exchange covers more; equal when proved
  bool proved = false;
  std::vector<std::vector<int>> cycles;  // vertices from 0, the smallest first; sorted
  std::vector<std::vector<int>> chains;  // a donor first; sorted
  std::int64_t rounds = 0;               // of pricing
  std::int64_t columns = 0;              // cycles and chains looked at
  std::int64_t nodes = 0;
};
Exchange solve(const Graph& graph, const Options& options);

// Whether an exchange keeps the rules and covers what it says; independent of how it was found.
bool holds(const Graph& graph, const Options& options, const Exchange& exchange);

}  // namespace midspan::clear::barter
