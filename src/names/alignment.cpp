// SPDX-License-Identifier: Apache-2.0
#include "names/alignment.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/embedded.hpp"
#include "base/utf8.hpp"
#include "names/normalise.hpp"

namespace midspan::names {

namespace {

constexpr std::string_view kMagic = "MIDSPAN-ALIGN-1\n";
constexpr std::size_t kLongestWord = 40;  // letters; of longer words only the head is read
constexpr int kInsertionsInARow = 3;
constexpr std::int32_t kMargin =
    24 * kCostPerBit;  // hypotheses this much worse than the best of their layer are dropped
constexpr std::uint16_t kEnd = 0;

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool bad() const { return bad_; }
  bool done() const { return at_ == bytes_.size(); }
  std::uint32_t number() {  // LEB128
    std::uint32_t value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
      value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    bad_ = true;
    return 0;
  }
  std::uint32_t below(std::uint32_t limit) {
    const std::uint32_t value = number();
    if (value >= limit) bad_ = true;
    return bad_ ? 0 : value;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool bad_ = false;
};

// -log2(2^-a + 2^-b) in 1/256 bit: two ways to the same place add up. The table is made of multiplications only, so it
// is the same everywhere.
std::int32_t add_costs(std::int32_t left, std::int32_t right) {
  constexpr int kFar = 9 * kCostPerBit;  // beyond, the gain is less than half a unit
  static const std::array<std::uint16_t, kFar> kGain = [] {
    std::array<std::uint16_t, kFar> made{};
    double part = 1;
    for (std::uint16_t& gain : made) {
      double mantissa = 1 + part;  // in (1, 2]: its logarithm bit by bit
      int log = 0;                 // in 2^-12
      if (mantissa >= 2) {
        mantissa /= 2;
        log = 1 << 12;
      }
      for (int bit = 11; bit >= 0; --bit) {
        mantissa *= mantissa;
        if (mantissa >= 2) {
          mantissa /= 2;
          log |= 1 << bit;
        }
      }
      gain = static_cast<std::uint16_t>((log + 8) / 16);
      part *= 0.99729605608547;  // 2^(-1/256)
    }
    return made;
  }();
  const std::int32_t low = std::min(left, right);
  const std::int32_t apart = std::max(left, right) - low;
  return apart >= kFar ? low : low - kGain[static_cast<std::size_t>(apart)];
}

}  // namespace

bool AlignmentTable::parse(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return false;
  Reader reader(bytes.substr(kMagic.size()));
  script_ = static_cast<people::Script>(reader.below(32));
  const std::uint32_t letters = reader.below(0xFFFF);
  for (std::uint32_t at = 0; at < letters && !reader.bad(); ++at)
    ids_[static_cast<char32_t>(reader.below(0x110000))] = static_cast<std::uint16_t>(at + 1);
  by_letter_.resize(letters + 1);
  const std::uint32_t count = reader.below(0xFFFF);
  for (std::uint32_t at = 0; at < count && !reader.bad(); ++at) {
    Piece piece;
    piece.native_length = static_cast<std::uint8_t>(reader.below(3));
    for (int one = 0; one < piece.native_length; ++one)
      piece.native[one] = static_cast<std::uint16_t>(reader.below(letters + 1));
    const std::uint32_t length = reader.below(16);
    for (std::uint32_t one = 0; one < length; ++one)
      piece.latin.push_back(static_cast<char>(reader.below(kLatinLetterCount)));
    const auto id = static_cast<std::uint16_t>(at);
    if (piece.native_length == 2)
      by_two_letters_[static_cast<std::uint32_t>(piece.native[0]) << 16 | piece.native[1]].push_back(id);
    else if (piece.native_length == 1) by_letter_[piece.native[0]].push_back(id);
    else if (!piece.latin.empty()) by_letter_[0].push_back(id);
    pieces_.push_back(std::move(piece));
  }
  if (reader.bad() || pieces_.size() < 2) return false;

  // Nodes level by level: the children of a node stand together, in the order of their parents.
  struct Node {
    std::uint32_t first_child = 0;
    std::uint32_t children = 0;
    std::uint32_t fail = 0;  // of the state space: the longest proper suffix that is a node
    std::uint32_t state = 0;
    std::uint16_t piece = 0;
    std::uint16_t back_off = 0;
  };
  const std::uint32_t total = reader.below(4'000'000);
  if (reader.bad() || total < pieces_.size()) return false;
  std::vector<Node> nodes(std::size_t{total} + 1);
  nodes[0].children = static_cast<std::uint32_t>(pieces_.size());
  nodes[0].first_child = 1;
  std::uint64_t next_child = 1 + std::uint64_t{pieces_.size()};
  arcs_.resize(std::size_t{total} + 1);
  for (std::uint32_t at = 1; at <= total && !reader.bad(); ++at) {
    Node& node = nodes[at];
    node.piece = static_cast<std::uint16_t>(reader.below(static_cast<std::uint32_t>(pieces_.size())));
    arcs_[at].piece = node.piece;
    arcs_[at].cost = static_cast<std::uint16_t>(reader.below(0x10000));
    node.children = reader.below(0x10000);
    if (node.children > 0) node.back_off = static_cast<std::uint16_t>(reader.below(0x10000));
    node.first_child = static_cast<std::uint32_t>(next_child);
    next_child += node.children;
    if (next_child > std::uint64_t{total} + 1) return false;
    if (at <= pieces_.size() && node.piece != at - 1) return false;
  }
  if (reader.bad() || !reader.done() || next_child != std::uint64_t{total} + 1) return false;

  // Suffix links level by level (as Aho and Corasick make them), then states for the nodes that have children.
  states_.clear();
  for (std::uint32_t at = 0; at <= total; ++at) {
    Node& node = nodes[at];
    for (std::uint32_t one = 0; one < node.children; ++one) {
      Node& child = nodes[node.first_child + one];
      if (one > 0 && child.piece <= nodes[node.first_child + one - 1].piece) return false;  // sorted, for the search
      std::uint32_t suffix = node.fail;
      child.fail = 0;
      while (at != 0) {
        const Node& from = nodes[suffix];
        const auto* const begin = nodes.data() + from.first_child;
        const auto* const found =
            std::lower_bound(begin, begin + from.children, child.piece,
                             [](const Node& left, std::uint16_t piece) { return left.piece < piece; });
        if (found != begin + from.children && found->piece == child.piece) {
          child.fail = static_cast<std::uint32_t>(found - nodes.data());
          break;
        }
        if (suffix == 0) break;
        suffix = nodes[suffix].fail;
      }
    }
    const bool keeps_state = at == 0 || node.children > 0 || at == 2;
    if (!keeps_state) {
      node.state = nodes[node.fail].state;
      continue;
    }
    node.state = static_cast<std::uint32_t>(states_.size());
    State state;
    state.first_arc = node.first_child;
    state.arcs = static_cast<std::uint16_t>(node.children);
    state.back_off_cost = node.back_off;
    state.back_off = nodes[node.fail].state;
    states_.push_back(state);
  }
  for (std::uint32_t at = 1; at <= total; ++at) arcs_[at].next = nodes[at].state;
  start_ = nodes[2].state;
  return true;
}

std::u16string AlignmentTable::ids_of(std::string_view word) const {
  std::u16string out;
  for (const char32_t letter : native_letters(word, script_)) {
    if (out.size() >= kLongestWord) break;
    auto found = ids_.find(letter);
    if (found != ids_.end()) {
      out.push_back(static_cast<char16_t>(found->second));
      continue;
    }
    for (const char32_t folded : code_points(fold(utf8(std::u32string(1, letter))))) {
      found = ids_.find(folded);
      if (found != ids_.end()) out.push_back(static_cast<char16_t>(found->second));
    }
  }
  return out;
}

AlignmentTable::Step AlignmentTable::step(std::uint32_t state, std::uint16_t piece) const {
  std::int32_t cost = 0;
  while (state != 0) {
    const State& here = states_[state];
    const Arc* const begin = arcs_.data() + here.first_arc;
    const Arc* const end = begin + here.arcs;
    const Arc* const found =
        std::lower_bound(begin, end, piece, [](const Arc& arc, std::uint16_t id) { return arc.piece < id; });
    if (found != end && found->piece == piece) return {cost + found->cost, found->next};
    cost += here.back_off_cost;
    state = here.back_off;
  }
  const Arc& arc = arcs_[std::size_t{1} + piece];
  return {cost + arc.cost, arc.next};
}

std::span<const std::uint16_t> AlignmentTable::pieces_at(const std::u16string& native, std::size_t at,
                                                         int length) const {
  if (length == 0) return by_letter_[0];
  if (at + static_cast<std::size_t>(length) > native.size()) return {};
  if (length == 1) return by_letter_[native[at]];
  const auto found = by_two_letters_.find(static_cast<std::uint32_t>(native[at]) << 16 | native[at + 1]);
  if (found == by_two_letters_.end()) return {};
  return found->second;
}

// Layer by layer over the native letters; within a layer, pieces of no native letter. `extend(position, latin)` gives
// the position behind the letters or nothing; `finish(position, cost)` takes what reached the end.
template <typename Position, typename Extend, typename Finish>
void AlignmentTable::search(const std::u16string& native, std::size_t beam, Position start, Extend&& extend,
                            Finish&& finish) const {
  struct Hypothesis {
    Position position;
    std::uint32_t state;
    std::int32_t cost;
  };
  const auto same = [](const Hypothesis& left, const Hypothesis& right) {
    return left.state == right.state && left.position == right.position;
  };
  const auto by_place = [](const Hypothesis& left, const Hypothesis& right) {
    if (left.position != right.position) return left.position < right.position;
    if (left.state != right.state) return left.state < right.state;
    return left.cost < right.cost;
  };
  const auto by_cost = [](const Hypothesis& left, const Hypothesis& right) {
    if (left.cost != right.cost) return left.cost < right.cost;
    if (left.position != right.position) return left.position < right.position;
    return left.state < right.state;
  };
  const auto prune = [&](std::vector<Hypothesis>& layer) {
    if (layer.empty()) return;
    std::int32_t best = std::numeric_limits<std::int32_t>::max();
    for (const Hypothesis& one : layer) best = std::min(best, one.cost);
    std::erase_if(layer, [&](const Hypothesis& one) { return one.cost > best + kMargin; });
    std::sort(layer.begin(), layer.end(), by_place);
    std::size_t kept = 0;
    for (std::size_t at = 1; at < layer.size(); ++at) {
      if (same(layer[kept], layer[at])) layer[kept].cost = add_costs(layer[kept].cost, layer[at].cost);
      else if (++kept != at) layer[kept] = std::move(layer[at]);
    }
    layer.erase(layer.begin() + static_cast<std::ptrdiff_t>(kept) + 1, layer.end());
    if (layer.size() > beam) {
      std::nth_element(layer.begin(), layer.begin() + static_cast<std::ptrdiff_t>(beam), layer.end(), by_cost);
      layer.erase(layer.begin() + static_cast<std::ptrdiff_t>(beam), layer.end());
    }
  };
  std::vector<std::vector<Hypothesis>> layers(native.size() + 1);
  layers[0].push_back({std::move(start), start_, 0});
  const auto extend_all = [&](const Hypothesis& from, std::size_t at, int length, std::vector<Hypothesis>& into) {
    for (const std::uint16_t id : pieces_at(native, at, length)) {
      Position position = from.position;
      if (!extend(position, pieces_[id].latin)) continue;
      const Step taken = step(from.state, id);
      into.push_back({std::move(position), taken.next, from.cost + taken.cost});
    }
  };
  std::vector<Hypothesis> inserted;
  std::vector<Hypothesis> more;
  for (std::size_t at = 0; at <= native.size(); ++at) {
    std::vector<Hypothesis>& layer = layers[at];
    prune(layer);
    inserted = layer;
    for (int round = 0; round < kInsertionsInARow && !inserted.empty(); ++round) {
      more.clear();
      for (const Hypothesis& one : inserted) extend_all(one, at, 0, more);
      prune(more);
      layer.insert(layer.end(), more.begin(), more.end());
      std::swap(inserted, more);
    }
    prune(layer);
    for (const Hypothesis& one : layer) {
      if (at == native.size()) {
        finish(one.position, one.cost + step(one.state, kEnd).cost);
        continue;
      }
      extend_all(one, at, 1, layers[at + 1]);
      if (at + 2 <= native.size()) extend_all(one, at, 2, layers[at + 2]);
    }
    layer.clear();
  }
}

std::vector<AlignmentTable::Found> AlignmentTable::nearest(const std::u16string& native, const LetterTrie& words,
                                                           std::size_t most, std::size_t beam) const {
  std::vector<Found> found;
  search(
      native, beam, std::uint32_t{0},
      [&](std::uint32_t& node, const LatinLetters& latin) {
        for (const char letter : latin) {
          node = words.child(node, static_cast<std::uint8_t>(letter));
          if (node == LetterTrie::kNowhere) return false;
        }
        return true;
      },
      [&](std::uint32_t node, std::int32_t cost) {
        for (const std::uint32_t word : words.words_at(node)) found.push_back({word, cost});
      });
  std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
    return left.word != right.word ? left.word < right.word : left.cost < right.cost;
  });
  std::size_t kept = 0;
  for (std::size_t at = 1; at < found.size(); ++at) {
    if (found[kept].word == found[at].word) found[kept].cost = add_costs(found[kept].cost, found[at].cost);
    else found[++kept] = found[at];
  }
  if (!found.empty()) found.resize(kept + 1);
  std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
    return left.cost != right.cost ? left.cost < right.cost : left.word < right.word;
  });
  if (found.size() > most) found.resize(most);
  return found;
}

std::vector<AlignmentTable::Decoded> AlignmentTable::decode(const std::u16string& native, std::size_t most,
                                                            std::size_t beam) const {
  std::vector<Decoded> found;
  search(
      native, beam, LatinLetters(),
      [](LatinLetters& so_far, const LatinLetters& latin) {
        so_far += latin;
        return so_far.size() <= 3 * kLongestWord;
      },
      [&](const LatinLetters& latin, std::int32_t cost) { found.push_back({latin, cost}); });
  std::sort(found.begin(), found.end(), [](const Decoded& left, const Decoded& right) {
    return left.latin != right.latin ? left.latin < right.latin : left.cost < right.cost;
  });
  std::size_t kept = 0;
  for (std::size_t at = 1; at < found.size(); ++at) {
    if (found[kept].latin == found[at].latin) found[kept].cost = add_costs(found[kept].cost, found[at].cost);
    else if (++kept != at) found[kept] = std::move(found[at]);
  }
  if (!found.empty()) found.resize(kept + 1);
  std::stable_sort(found.begin(), found.end(),
                   [](const Decoded& left, const Decoded& right) { return left.cost < right.cost; });
  if (found.size() > most) found.resize(most);
  return found;
}

std::int32_t AlignmentTable::pair_cost(const std::u16string& native, const LatinLetters& latin) const {
  std::int32_t best = kNoCost;
  search(
      native, 60, std::uint32_t{0},
      [&](std::uint32_t& at, const LatinLetters& piece) {
        if (latin.compare(at, piece.size(), piece) != 0) return false;
        at += static_cast<std::uint32_t>(piece.size());
        return true;
      },
      [&](std::uint32_t at, std::int32_t cost) {
        if (at == latin.size()) best = best == kNoCost ? cost : add_costs(best, cost);
      });
  return best;
}

std::int32_t AlignmentTable::spelling_cost(const LatinLetters& latin) const {
  std::int32_t cost = 0;
  std::uint32_t state = start_;
  for (const char letter : latin) {
    const auto piece = static_cast<std::size_t>(letter) + 1;  // pieces 2.. are the letters 1.. in order
    if (piece >= pieces_.size()) continue;
    const Step taken = step(state, static_cast<std::uint16_t>(piece));
    cost += taken.cost;
    state = taken.next;
  }
  return cost + step(state, kEnd).cost;
}

// --- the tree of words -----------------------------------------------------------------------------------------------

LetterTrie::LetterTrie(std::span<const LatinLetters> words) {
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
  for (std::size_t node = 0; node < ranges.size(); ++node) {
    const Range range = ranges[node];
    std::size_t at = range.begin;
    nodes_[node].first_word = static_cast<std::uint32_t>(words_.size());
    while (at < range.end && words[order[at]].size() == range.depth) words_.push_back(order[at++]);
    nodes_[node].word_count = static_cast<std::uint32_t>(words_.size()) - nodes_[node].first_word;
    nodes_[node].first_child = static_cast<std::uint32_t>(nodes_.size());
    while (at < range.end) {
      const auto letter = static_cast<std::uint8_t>(words[order[at]][range.depth]);
      std::size_t end = at;
      while (end < range.end && static_cast<std::uint8_t>(words[order[end]][range.depth]) == letter) ++end;
      nodes_[node].letters |= std::uint64_t{1} << letter;
      ranges.push_back({at, end, range.depth + 1});
      nodes_.emplace_back();
      at = end;
    }
  }
}

}  // namespace midspan::names
