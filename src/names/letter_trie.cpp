// SPDX-License-Identifier: Apache-2.0
#include "names/letter_trie.hpp"

namespace midspan::names {

LetterTrie::LetterTrie(std::span<const std::u16string> words) {
  std::vector<std::uint32_t> order(words.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) order[at] = at;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t left, std::uint32_t right) { return words[left] < words[right]; });
  // Level by level, so that children of a node stand together.
  struct Range {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
  };
  std::vector<Range> ranges = {{0, order.size(), 0}};
  nodes_.emplace_back();
  letters_.push_back(0);
  for (std::size_t node = 0; node < ranges.size(); ++node) {
    const Range range = ranges[node];
    std::size_t at = range.begin;
    nodes_[node].first_word = static_cast<std::uint32_t>(words_.size());
    while (at < range.end && words[order[at]].size() == range.depth) words_.push_back(order[at++]);
    nodes_[node].word_count = static_cast<std::uint32_t>(words_.size()) - nodes_[node].first_word;
    nodes_[node].first_child = static_cast<std::uint32_t>(nodes_.size());
    while (at < range.end) {
      const char16_t letter = words[order[at]][range.depth];
      std::size_t end = at;
      while (end < range.end && words[order[end]][range.depth] == letter) ++end;
      ranges.push_back({at, end, range.depth + 1});
      nodes_.emplace_back();
      letters_.push_back(letter);
      ++nodes_[node].child_count;
      at = end;
    }
  }
  for (const char16_t letter : letters_) small_ = small_ && letter < 64;
  shortest_.assign(nodes_.size(), 255);
  for (std::size_t node = nodes_.size(); node-- > 0;) {
    if (nodes_[node].word_count > 0) shortest_[node] = 0;
    for (std::uint32_t child = 0; child < nodes_[node].child_count; ++child) {
      nodes_[node].leads_on |= bit_of(letters_[nodes_[node].first_child + child]);
      const int below = shortest_[nodes_[node].first_child + child];
      shortest_[node] = static_cast<std::uint8_t>(std::min<int>(shortest_[node], std::min(below + 1, 255)));
    }
  }
}

}  // namespace midspan::names
