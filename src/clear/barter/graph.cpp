// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <string>

#include "clear/barter/barter.hpp"

namespace midspan::clear::barter {

namespace {

constexpr int kMostVertices = 100'000;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
  }

  bool number(std::int64_t& value) {
    skip();
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc()) return false;
    at_ = static_cast<std::size_t>(end - text_.data());
    if (at_ < text_.size() && text_[at_] == '.') {  // a fraction is no vertex, and no weight of 1
      bool more = false;
      for (++at_; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) more = more || text_[at_] != '0';
      if (more) value = -1;
    }
    return true;
  }
  bool ends() {
    skip();
    return at_ >= text_.size();
  }
  bool is(char wanted) {
    skip();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  // Counted from 1.
  std::size_t line() const {
    return 1 +
           static_cast<std::size_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
  }

 private:
  // Space, and comments to the end of their line.
  void skip() {
    for (; at_ < text_.size(); ++at_) {
      const char here = text_[at_];
      if (here == '#' || here == '%' || text_.substr(at_, 2) == "//")
        at_ = std::min(text_.find('\n', at_), text_.size() - 1);
      else if (here != ' ' && here != '\t' && here != '\n' && here != '\r') return;
    }
  }
  std::string_view text_;
  std::size_t at_ = 0;
};

// [[2, 3], [], [1]]
bool lists(Scanner& scanner, std::size_t count, std::vector<std::vector<std::int64_t>>& out) {
  if (!scanner.is('[')) return false;
  for (std::size_t at = 0; at < count; ++at) {
    if (at > 0 && !scanner.is(',')) return false;
    if (!scanner.is('[')) return false;
    out.emplace_back();
    if (scanner.is(']')) continue;
    do {
      std::int64_t value = 0;
      if (!scanner.number(value)) return false;
      out.back().push_back(value);
    } while (scanner.is(','));
    if (!scanner.is(']')) return false;
  }
  return scanner.is(']');
}

}  // namespace

base::Result<Graph> read_graph(std::string_view text, std::string_view path) {
  Scanner scanner(text);
  const auto wrong = [&](const std::string& reason) {
    return base::failure(
        "CLR-009",
        {{"path", std::string(path)}, {"line", static_cast<std::int64_t>(scanner.line())}, {"reason", reason}});
  };
  std::int64_t nodes = 0, donors = 0, pairs = 0, arcs = 0;
  if (!scanner.number(nodes) || !scanner.number(donors) || !scanner.number(pairs) || !scanner.number(arcs))
    return wrong("nodes donors pairs arcs");
  if (nodes < 0 || donors < 0 || pairs < 0 || nodes != donors + pairs || nodes > kMostVertices)
    return wrong("nodes = donors + pairs");
  std::vector<std::vector<std::int64_t>> read;
  if (!lists(scanner, static_cast<std::size_t>(nodes), read)) return wrong("[[...], ...]");
  // Counted from 1, unless a 0 says that it is counted from 0.
  std::int64_t least = 1, most = 0, listed = 0;
  for (const auto& list : read) {
    listed += static_cast<std::int64_t>(list.size());
    for (const std::int64_t to : list) least = std::min(least, to), most = std::max(most, to);
  }
  const std::int64_t first = least == 0 ? 0 : 1;
  Graph graph;
  graph.counted_either_way = first == 1 && listed > 0 && most < nodes;
  graph.first = static_cast<int>(first);
  graph.vertices = static_cast<int>(nodes);
  graph.pairs = static_cast<int>(pairs);
  graph.successors.resize(read.size());
  for (std::size_t vertex = 0; vertex < read.size(); ++vertex) {
    for (const std::int64_t to : read[vertex]) {
      const std::int64_t at = to - first;
      if (at < 0 || at >= nodes)
        return wrong(std::to_string(vertex + static_cast<std::size_t>(first)) + ": " + std::to_string(to));
      if (at == static_cast<std::int64_t>(vertex)) ++graph.loops;
      else if (at < pairs) graph.successors[vertex].push_back(static_cast<int>(at));
    }
    auto& list = graph.successors[vertex];
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  if (scanner.ends()) return graph;
  std::vector<std::vector<std::int64_t>> weights;
  if (!lists(scanner, read.size(), weights)) return wrong("[[...], ...]");
  for (std::size_t vertex = 0; vertex < read.size(); ++vertex) {
    if (read[vertex].size() != weights[vertex].size())
      return wrong(std::to_string(vertex + static_cast<std::size_t>(first)) + ": " +
                   std::to_string(read[vertex].size()) + " arcs, " + std::to_string(weights[vertex].size()) +
                   " weights");
    for (std::size_t at = 0; at < read[vertex].size(); ++at)
      if (read[vertex][at] - first < pairs && weights[vertex][at] != 1) graph.weighted = true;
  }
  if (!scanner.ends()) return wrong("[[...], ...]");
  return graph;
}

bool holds(const Graph& graph, const Options& options, const Exchange& exchange) {
  std::vector<char> used(static_cast<std::size_t>(graph.vertices), 0);
  std::int64_t covered = 0;
  const auto arc = [&](int from, int to) {
    const auto& list = graph.successors[static_cast<std::size_t>(from)];
    return std::binary_search(list.begin(), list.end(), to);
  };
  const auto take = [&](int vertex) {
    if (vertex < 0 || vertex >= graph.vertices || used[static_cast<std::size_t>(vertex)] != 0) return false;
    used[static_cast<std::size_t>(vertex)] = 1;
    return true;
  };
  for (const auto& cycle : exchange.cycles) {
    if (cycle.size() < 2 || static_cast<int>(cycle.size()) > options.max_cycle) return false;
    for (std::size_t at = 0; at < cycle.size(); ++at)
      if (cycle[at] >= graph.pairs || !take(cycle[at]) || !arc(cycle[at], cycle[(at + 1) % cycle.size()])) return false;
    covered += static_cast<std::int64_t>(cycle.size());
  }
  for (const auto& chain : exchange.chains) {
    if (chain.size() < 2 || static_cast<int>(chain.size()) - 1 > options.max_chain || chain.front() < graph.pairs)
      return false;
    for (std::size_t at = 0; at < chain.size(); ++at) {
      if (!take(chain[at]) || (at > 0 && chain[at] >= graph.pairs)) return false;
      if (at > 0 && !arc(chain[at - 1], chain[at])) return false;
    }
    covered += static_cast<std::int64_t>(chain.size()) - 1;
  }
  return covered == exchange.optimum;
}

}  // namespace midspan::clear::barter
