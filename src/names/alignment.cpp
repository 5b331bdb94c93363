// SPDX-License-Identifier: Apache-2.0
// Reading a table, and its steps. Walking it is in alignment_search.cpp.
#include "names/alignment.hpp"

#include <algorithm>

#include "names/normalise.hpp"

namespace midspan::names {

namespace {

constexpr std::string_view kMagic = "MIDSPAN-ALIGN-1\n";
constexpr std::size_t kLongestWord = 40;  // letters; of longer words only the head is read

}  // namespace

class TableReader {
 public:
  explicit TableReader(std::string_view bytes) : bytes_(bytes) {}
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

bool AlignmentTable::parse(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return false;
  TableReader reader(bytes.substr(kMagic.size()));
  if (!parse_pieces(reader) || !parse_nodes(reader)) return false;
  group(by_native_, true);
  group(by_latin_, false);
  return true;
}

bool AlignmentTable::parse_pieces(TableReader& reader) {
  script_ = static_cast<people::Script>(reader.below(32));
  const std::uint32_t letters = reader.below(0xFFFF);
  for (std::uint32_t at = 0; at < letters && !reader.bad(); ++at)
    ids_[static_cast<char32_t>(reader.below(0x110000))] = static_cast<std::uint16_t>(at + 1);
  const std::uint32_t count = reader.below(0xFFFF);
  for (std::uint32_t at = 0; at < count && !reader.bad(); ++at) {
    Piece piece;
    const std::uint32_t native_length = reader.below(3);
    for (std::uint32_t one = 0; one < native_length; ++one)
      piece.native.push_back(static_cast<char16_t>(reader.below(letters + 1)));
    const std::uint32_t length = reader.below(16);
    for (std::uint32_t one = 0; one < length; ++one)
      piece.latin.push_back(static_cast<char16_t>(reader.below(kLatinLetterCount)));
    pieces_.push_back(std::move(piece));
  }
  return !reader.bad() && pieces_.size() >= 2;
}

void AlignmentTable::group(Side& side, bool by_native) const {
  const auto own = [&](std::uint16_t id) {
    return std::u16string_view(by_native ? pieces_[id].native : pieces_[id].latin);
  };
  const auto other = [&](std::uint16_t id) {
    return std::u16string_view(by_native ? pieces_[id].latin : pieces_[id].native);
  };
  side.by_native = by_native;
  side.group_of.assign(pieces_.size(), 0);
  for (std::size_t at = 2; at < pieces_.size(); ++at) {
    const auto id = static_cast<std::uint16_t>(at);
    if (own(id).empty() && other(id).empty()) continue;
    Group& group = side.groups[std::u16string(own(id))];
    if (group.id == 0) group.id = static_cast<std::uint16_t>(side.groups.size());
    side.group_of[at] = group.id;
    side.longest = std::max(side.longest, own(id).size());
  }
  side.begins_with.assign(pieces_.size(), ~std::uint64_t{0});
  for (std::size_t at = 2; at < pieces_.size(); ++at)
    if (const auto letters = other(static_cast<std::uint16_t>(at)); !letters.empty())
      side.begins_with[at] = LetterTrie::bit_of(letters.front());
  sort_arcs(side);
}

void AlignmentTable::sort_arcs(Side& side) const {
  side.arcs = arcs_;
  const auto group_of = [&](const Arc& arc) { return side.group_of[arc.piece]; };
  std::vector<std::uint16_t> least(side.groups.size() + 1, 0xFFFF);
  std::size_t ranges = 0;
  for (const State& state : states_) {
    const auto begin = side.arcs.begin() + state.first_arc;
    std::sort(begin, begin + state.arcs, [&](const Arc& left, const Arc& right) {
      if (group_of(left) != group_of(right)) return group_of(left) < group_of(right);
      return left.cost != right.cost ? left.cost < right.cost : left.piece < right.piece;
    });
    for (auto arc = begin; arc != begin + state.arcs; ++arc) {
      least[group_of(*arc)] = std::min(least[group_of(*arc)], arc->cost);
      ranges += arc == begin || group_of(*arc) != group_of(*(arc - 1));
    }
  }
  for (auto& [key, group] : side.groups) group.least = least[group.id];  // each by itself
  std::size_t size = 64;
  while (size < 2 * ranges) size *= 2;
  side.slots.assign(size, {});
  side.states.clear();
  for (const State& state : states_)
    side.states.push_back({0, state.back_off, state.back_off_cost, state.arcs, state.first_arc});
  for (std::uint32_t state = 0; state < states_.size(); ++state) {
    const std::uint32_t end = states_[state].first_arc + states_[state].arcs;
    for (std::uint32_t first = states_[state].first_arc; first < end;) {
      const std::uint16_t id = group_of(side.arcs[first]);
      std::uint32_t last = first;
      while (last < end && group_of(side.arcs[last]) == id) ++last;
      if (id != 0) {
        side.slots[place_of(state, id, side)] = {state, id, static_cast<std::uint16_t>(last - first), first};
        side.states[state].groups |= std::uint64_t{1} << (id % 64);
      }
      first = last;
    }
  }
}

// Where the arcs stand in the slots, or a free slot.
std::size_t AlignmentTable::place_of(std::uint32_t state, std::uint16_t group, const Side& side) {
  const std::uint64_t hash = (std::uint64_t{state} << 16 | group) * 0x9E3779B97F4A7C15U;
  std::size_t place = static_cast<std::size_t>(hash >> 32) & (side.slots.size() - 1);
  while (side.slots[place].group != 0 && (side.slots[place].state != state || side.slots[place].group != group))
    place = (place + 1) & (side.slots.size() - 1);
  return place;
}

AlignmentTable::Arcs AlignmentTable::arcs_of(std::uint32_t state, const Group& group, const Side& side) {
  constexpr std::uint16_t kFew = 8;  // that are in the cache at once
  if (const Side::State& here = side.states[state]; here.arcs <= kFew) {
    const Arc* first = side.arcs.data() + here.first_arc;
    const Arc* const end = first + here.arcs;
    while (first != end && side.group_of[first->piece] != group.id) ++first;
    const Arc* last = first;
    while (last != end && side.group_of[last->piece] == group.id) ++last;
    return {first, last};
  }
  const Side::Slot& slot = side.slots[place_of(state, group.id, side)];
  const Arc* const first = side.arcs.data() + slot.first;
  return {first, first + slot.count};
}

const AlignmentTable::Group* AlignmentTable::Side::find(std::u16string_view letters) const {
  const auto found = groups.find(letters);
  return found == groups.end() ? nullptr : &found->second;
}

bool AlignmentTable::parse_nodes(TableReader& reader) {
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
    if (script_ == people::Script::Han) {
      found = ids_.find(syllable_letter(letter));
      if (found != ids_.end()) out.push_back(static_cast<char16_t>(found->second));
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
  return cost + step(state, 0).cost;
}

}  // namespace midspan::names
