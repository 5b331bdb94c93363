// SPDX-License-Identifier: Apache-2.0
#include "clear/barter/labels.hpp"

#include <algorithm>

namespace midspan::clear::barter {

namespace {

constexpr std::size_t kDear = 12;  // per cent of the pairs, measured on pools of 16 to 512 pairs
constexpr std::size_t kFair = 45;

}  // namespace

std::vector<std::int64_t> guessed_prices(const Graph& graph) {
  std::vector<std::int64_t> into(static_cast<std::size_t>(graph.vertices), 0);
  for (const auto& successors : graph.successors)
    for (const int to : successors) ++into[static_cast<std::size_t>(to)];
  std::vector<std::pair<std::int64_t, int>> ease;
  for (int pair = 0; pair < graph.pairs; ++pair) {
    const std::size_t at = static_cast<std::size_t>(pair);
    ease.emplace_back(-into[at] * static_cast<std::int64_t>(graph.successors[at].size()), pair);
  }
  std::sort(ease.begin(), ease.end());
  std::vector<std::int64_t> prices(static_cast<std::size_t>(graph.vertices), 1);
  for (std::size_t at = 0; at < ease.size(); ++at)
    prices[static_cast<std::size_t>(ease[at].second)] = at * 100 < ease.size() * kDear   ? 2
                                                        : at * 100 < ease.size() * kFair ? 1
                                                                                         : 0;
  return prices;
}

}  // namespace midspan::clear::barter
