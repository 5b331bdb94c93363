// SPDX-License-Identifier: Apache-2.0
// Walking a table with a word of one side: all spellings of the other side, or those in a tree of words, by what they
// cost. Layer by layer over the letters of the word, keeping in each the best hypotheses (a beam): a hypothesis is a
// node of the tree and a state of the model. Within a layer stand pieces that have nothing on the word's side.
//
// Written for speed, since it is asked once for every distinct word of a list: pieces are found by the letters that the
// tree offers, not tried one by one; nothing that the beam would drop is kept; sums of equal hypotheses are taken once
// a layer. The order of hypotheses never depends on addresses or on the library's sorting, so costs are the same
// everywhere.
#include <algorithm>
#include <array>

#include "names/alignment.hpp"

namespace midspan::names {

namespace {

constexpr int kSilentInARow = 3;
constexpr std::int32_t kMargin = 24 * kCostPerBit;  // what is this much worse than the best of its layer is dropped
constexpr std::size_t kLongestLatin = 120;

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

struct Hypothesis {
  std::uint32_t node;
  std::uint32_t state;
  std::int32_t cost;
};

struct Layer {
  std::vector<Hypothesis> hypotheses;
  std::int32_t best = kNoCost;
  std::int32_t edge = kNoCost;  // what costs more would not be kept
  bool last = false;            // only what can still become a word is of use

  void push(std::uint32_t node, std::uint32_t state, std::int32_t cost) {
    hypotheses.push_back({node, state, cost});
    best = std::min(best, cost);
  }
  std::int32_t limit() const { return std::min(best + kMargin, edge); }
  void clear() {
    hypotheses.clear();
    best = kNoCost;
    edge = kNoCost;
  }
};

// Where equal hypotheses meet; kept from layer to layer for its memory.
class Pruner {
 public:
  explicit Pruner(std::size_t beam) : beam_(beam) {}

  // Drops what is beyond the margin, adds up equal hypotheses, keeps the beam. The order of arrival stays.
  void prune(Layer& layer) {
    std::vector<Hypothesis>& all = layer.hypotheses;
    if (all.size() > 1) {
      merge(layer);
      if (all.size() > beam_) select(layer);
    }
  }

  // While a layer is being filled: once it holds several beams, what lies behind the beam's edge need not come in.
  void keep_small(Layer& layer) {
    if (layer.hypotheses.size() < 4 * beam_) return;
    prune(layer);
    if (layer.hypotheses.size() < beam_) return;
    layer.edge = layer.best;
    for (const Hypothesis& one : layer.hypotheses) layer.edge = std::max(layer.edge, one.cost);
  }

 private:
  void merge(Layer& layer) {
    std::vector<Hypothesis>& all = layer.hypotheses;
    std::size_t size = 64;
    while (size < all.size() * 2) size *= 2;
    slots_.assign(size, 0);
    const std::int32_t limit = layer.limit();
    std::size_t kept = 0;
    for (std::size_t at = 0; at < all.size(); ++at) {
      const Hypothesis one = all[at];
      if (one.cost > limit) continue;
      std::uint64_t hash = (std::uint64_t{one.node} << 32 | one.state) * 0x9E3779B97F4A7C15U;
      std::size_t slot = static_cast<std::size_t>(hash >> 40) & (size - 1);
      while (slots_[slot] != 0) {
        const Hypothesis& there = all[slots_[slot] - 1];
        if (there.node == one.node && there.state == one.state) break;
        slot = (slot + 1) & (size - 1);
      }
      if (slots_[slot] != 0) {
        Hypothesis& there = all[slots_[slot] - 1];
        there.cost = add_costs(there.cost, one.cost);
        layer.best = std::min(layer.best, there.cost);
      } else {
        all[kept++] = one;
        slots_[slot] = static_cast<std::uint32_t>(kept);
      }
    }
    all.resize(kept);
  }

  // The beam's best, to a sixteenth of a bit; those at the edge as they came.
  void select(Layer& layer) {
    constexpr int kStep = kCostPerBit / 16;
    std::array<std::uint32_t, kMargin / kStep + 2> counts{};
    const auto place = [&](const Hypothesis& one) {
      return static_cast<std::size_t>(std::min(one.cost - layer.best, kMargin) / kStep);
    };
    for (const Hypothesis& one : layer.hypotheses) ++counts[place(one)];
    std::size_t edge = 0;
    std::size_t below = 0;
    while (below + counts[edge] <= beam_) below += counts[edge++];
    std::size_t room = beam_ - below;
    std::erase_if(layer.hypotheses, [&](const Hypothesis& one) {
      const std::size_t at = place(one);
      if (at != edge) return at > edge;
      if (room == 0) return true;
      --room;
      return false;
    });
  }

  std::size_t beam_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace

// One walk of one word.
class AlignmentSearch {
 public:
  AlignmentSearch(const AlignmentTable& table, const AlignmentTable::Side& side, std::size_t beam)
      : table_(table), side_(side), pruner_(beam) {}

  // `finish(node, cost)` for what reaches the end of the word.
  template <typename Tree, typename Finish>
  void run(std::u16string_view word, Tree& tree, Finish&& finish) {
    std::vector<Layer> layers(word.size() + 1);
    layers[0].push(0, table_.start_, 0);
    layers.back().last = true;
    const AlignmentTable::Group* const silent = side_.find({});
    for (std::size_t at = 0; at <= word.size(); ++at) {
      Layer& layer = layers[at];
      if (layer.hypotheses.empty()) continue;
      pruner_.prune(layer);
      if (silent != nullptr) add_silent(layer, *silent, tree);
      // Best first, so that the layers ahead soon know what they will not keep.
      std::stable_sort(layer.hypotheses.begin(), layer.hypotheses.end(),
                       [](const Hypothesis& left, const Hypothesis& right) { return left.cost < right.cost; });
      if (at == word.size()) break;
      for (std::size_t length = 1; length <= std::min(side_.longest, word.size() - at); ++length)
        if (const AlignmentTable::Group* const group = side_.find(word.substr(at, length)); group != nullptr)
          for (const Hypothesis& one : layer.hypotheses) {
            extend(one, *group, tree, layers[at + length]);
            pruner_.keep_small(layers[at + length]);
          }
      layer.clear();
    }
    for (const Hypothesis& one : layers.back().hypotheses) finish(one.node, one.cost + table_.step(one.state, 0).cost);
  }

 private:
  template <typename Tree>
  void add_silent(Layer& layer, const AlignmentTable::Group& silent, Tree& tree) {
    frontier_.hypotheses = layer.hypotheses;
    for (int round = 0; round < kSilentInARow && !frontier_.hypotheses.empty(); ++round) {
      more_.clear();
      more_.last = layer.last;
      more_.best = layer.best;  // what the layer itself would drop need not be looked at
      for (const Hypothesis& one : frontier_.hypotheses) {
        extend(one, silent, tree, more_);
        pruner_.keep_small(more_);
      }
      pruner_.prune(more_);
      layer.hypotheses.insert(layer.hypotheses.end(), more_.hypotheses.begin(), more_.hypotheses.end());
      std::swap(frontier_.hypotheses, more_.hypotheses);
    }
    pruner_.prune(layer);
  }

  template <typename Tree>
  void extend(const Hypothesis& from, const AlignmentTable::Group& group, Tree& tree, Layer& into) {
    if (from.cost > into.limit()) return;
    if (tree.branches(from.node) > kManyBranches) return by_model(from, group, tree, into);
    const auto take = [&](std::uint16_t piece, std::uint32_t to) {
      const std::int32_t limit = into.limit() - from.cost;
      if (table_.least_[piece] > limit) return;
      const AlignmentTable::Step taken = table_.step(from.state, piece, limit);
      if (taken.cost <= limit && !(into.last && tree.hopeless(to))) into.push(to, taken.next, from.cost + taken.cost);
    };
    for (std::uint32_t at = 0; at < group.silent; ++at) take(group.pieces[at], from.node);
    tree.follow(from.node, group, table_.pieces_, side_.by_native, take);
  }

  // Where the tree forbids little: pieces that the model knows behind this state, then behind its shorter ones, then
  // the rest from the most usual on until they cost too much.
  template <typename Tree>
  void by_model(const Hypothesis& from, const AlignmentTable::Group& group, Tree& tree, Layer& into) {
    if (seen_.empty()) seen_.resize(table_.pieces_.size());
    ++stamp_;
    std::int32_t cost = from.cost;
    const auto take = [&](const AlignmentTable::Arc& arc) {
      if (seen_[arc.piece] == stamp_) return;
      seen_[arc.piece] = stamp_;
      if (cost + arc.cost > into.limit()) return;
      const AlignmentTable::Piece& piece = table_.pieces_[arc.piece];
      std::uint32_t to = from.node;
      for (const char16_t letter : side_.by_native ? piece.latin : piece.native) to = tree.child(to, letter);
      if (to == LetterTrie::kNowhere || (into.last && tree.hopeless(to))) return;
      into.push(to, arc.next, cost + arc.cost);
    };
    for (std::uint32_t state = from.state; state != 0; state = table_.states_[state].back_off) {
      if (cost > into.limit()) return;
      const AlignmentTable::State& here = table_.states_[state];
      const AlignmentTable::Arc* const begin = table_.arcs_.data() + here.first_arc;
      const AlignmentTable::Arc* const end = begin + here.arcs;
      if (here.arcs < 8 * group.pieces.size()) {
        for (const AlignmentTable::Arc* arc = begin; arc != end; ++arc)
          if (side_.group_of[arc->piece] == group.id) take(*arc);
      } else {
        for (const std::uint16_t piece : group.pieces) {
          const AlignmentTable::Arc* const arc =
              std::lower_bound(begin, end, piece,
                               [](const AlignmentTable::Arc& one, std::uint16_t wanted) { return one.piece < wanted; });
          if (arc != end && arc->piece == piece) take(*arc);
        }
      }
      cost += here.back_off_cost;
    }
    for (const std::uint16_t piece : group.usual_first) {
      const AlignmentTable::Arc& arc = table_.arcs_[std::size_t{1} + piece];
      if (cost + arc.cost > into.limit()) return;
      take(arc);
    }
  }

  static constexpr std::uint32_t kManyBranches = 8;
  const AlignmentTable& table_;
  const AlignmentTable::Side& side_;
  Pruner pruner_;
  Layer frontier_;
  Layer more_;
  std::vector<std::uint32_t> seen_;  // of each piece: the last hypothesis that took it
  std::uint32_t stamp_ = 0;
};

// Words that are there: only their letters lead on.
struct AlignmentTable::WordsTree {
  const LetterTrie& words;

  std::uint32_t branches(std::uint32_t node) const {
    const auto [first, last] = words.children(node);
    return last - first;
  }
  // At the end of the word: what no few silent pieces lead to the end of a word there.
  bool hopeless(std::uint32_t node) const { return words.shortest(node) > kSilentInARow; }
  std::uint32_t child(std::uint32_t node, char16_t letter) const {
    return node == LetterTrie::kNowhere ? node : words.child(node, letter);
  }

  template <typename Take>
  void follow(std::uint32_t node, const Group& group, const std::vector<Piece>& pieces, bool by_native, Take&& take) {
    const auto [first, last] = words.children(node);
    auto begin = group.begins.begin();
    for (std::uint32_t child = first; child < last; ++child) {
      const char16_t letter = words.letter(child);
      if (last - first > 4)
        while (begin != group.begins.end() && begin->letter < letter) ++begin;
      else
        begin = std::lower_bound(begin, group.begins.end(), letter,
                                 [](const Group::Begin& one, char16_t wanted) { return one.letter < wanted; });
      if (begin == group.begins.end()) return;
      if (begin->letter != letter) continue;
      for (std::uint32_t at = begin->first; at < begin->last; ++at) {
        const std::uint16_t piece = group.pieces[at];
        const std::u16string& letters = by_native ? pieces[piece].latin : pieces[piece].native;
        std::uint32_t to = child;
        for (std::size_t next = 1; next < letters.size() && to != LetterTrie::kNowhere; ++next)
          to = words.child(to, letters[next]);
        if (to != LetterTrie::kNowhere) take(piece, to);
      }
    }
  }
};

// Every spelling: the tree grows as it is walked.
class AlignmentTable::GrowingTree {
 public:
  GrowingTree() : slots_(4096) { nodes_.push_back({0, 0, 0}); }

  static std::uint32_t branches(std::uint32_t) { return 1 << 20; }
  static bool hopeless(std::uint32_t) { return false; }
  template <typename Take>
  void follow(std::uint32_t, const Group&, const std::vector<Piece>&, bool, Take&&) {}

  std::uint32_t child(std::uint32_t node, char16_t letter) {
    if (node == LetterTrie::kNowhere || nodes_[node].depth >= kLongestLatin) return LetterTrie::kNowhere;
    if (nodes_.size() * 2 > slots_.size()) grow();
    const std::size_t slot = place(node, letter);
    if (slots_[slot] == 0) {
      slots_[slot] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({node, static_cast<std::uint16_t>(nodes_[node].depth + 1), letter});
    }
    return slots_[slot];
  }

  std::u16string text(std::uint32_t node) const {
    std::u16string out;
    for (; node != 0; node = nodes_[node].parent) out.push_back(nodes_[node].letter);
    std::reverse(out.begin(), out.end());
    return out;
  }

 private:
  struct Node {
    std::uint32_t parent;
    std::uint16_t depth;
    char16_t letter;
  };

  std::size_t place(std::uint32_t node, char16_t letter) const {
    const std::uint64_t hash = (std::uint64_t{node} << 16 | letter) * 0x9E3779B97F4A7C15U;
    std::size_t slot = static_cast<std::size_t>(hash >> 40) & (slots_.size() - 1);
    while (slots_[slot] != 0 && (nodes_[slots_[slot]].parent != node || nodes_[slots_[slot]].letter != letter))
      slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::uint32_t at = 1; at < nodes_.size(); ++at) slots_[place(nodes_[at].parent, nodes_[at].letter)] = at;
  }

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> slots_;  // node by parent and letter; 0 is free
};

std::vector<AlignmentTable::Found> AlignmentTable::walk(std::u16string_view word, const Side& side,
                                                        const LetterTrie& words, std::size_t most,
                                                        std::size_t beam) const {
  std::vector<Found> found;
  WordsTree tree{words};
  AlignmentSearch(*this, side, beam).run(word, tree, [&](std::uint32_t node, std::int32_t cost) {
    for (const std::uint32_t at : words.words_at(node)) found.push_back({at, cost});
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

std::vector<AlignmentTable::Found> AlignmentTable::nearest_latin(const std::u16string& native,
                                                                 const LetterTrie& latin_words, std::size_t most,
                                                                 std::size_t beam) const {
  return walk(native, by_native_, latin_words, most, beam);
}

std::vector<AlignmentTable::Found> AlignmentTable::nearest_native(const LatinLetters& latin,
                                                                  const LetterTrie& native_words, std::size_t most,
                                                                  std::size_t beam) const {
  return walk(wide_letters(latin), by_latin_, native_words, most, beam);
}

// Spellings of the other side, best first.
std::vector<std::pair<std::u16string, std::int32_t>> AlignmentTable::spell(std::u16string_view word, const Side& side,
                                                                           std::size_t beam) const {
  std::vector<std::pair<std::uint32_t, std::int32_t>> ends;
  GrowingTree tree;
  AlignmentSearch(*this, side, beam).run(word, tree, [&](std::uint32_t node, std::int32_t cost) {
    ends.emplace_back(node, cost);
  });
  std::sort(ends.begin(), ends.end());
  std::vector<std::pair<std::u16string, std::int32_t>> found;
  for (std::size_t at = 0; at < ends.size(); ++at) {
    if (at > 0 && ends[at].first == ends[at - 1].first)
      found.back().second = add_costs(found.back().second, ends[at].second);
    else found.emplace_back(tree.text(ends[at].first), ends[at].second);
  }
  std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return left.second != right.second ? left.second < right.second : left.first < right.first;
  });
  return found;
}

std::vector<AlignmentTable::Decoded> AlignmentTable::decode(const std::u16string& native, std::size_t most,
                                                            std::size_t beam) const {
  std::vector<Decoded> found;
  for (const auto& [letters, cost] : spell(native, by_native_, beam)) {
    if (found.size() == most) break;
    found.push_back({LatinLetters(letters.begin(), letters.end()), cost});
  }
  return found;
}

std::int32_t AlignmentTable::native_cost(const std::u16string& native) const {
  constexpr std::size_t kBeam = 12;
  std::int32_t cost = kNoCost;
  for (const auto& [letters, one] : spell(native, by_native_, kBeam)) cost = add_costs(cost, one);
  return cost;
}

}  // namespace midspan::names
