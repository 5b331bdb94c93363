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

template <typename Tree>
struct Hypothesis {
  typename Tree::Node node;
  std::uint32_t state;
  std::int32_t cost;
};

template <typename Tree>
struct Layer {
  std::vector<Hypothesis<Tree>> hypotheses;
  std::int32_t best = kNoCost;
  std::int32_t edge = kNoCost;  // what costs more would not be kept
  bool last = false;            // only what can still become a word is of use

  void push(const typename Tree::Node& node, std::uint32_t state, std::int32_t cost) {
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
template <typename Tree>
class Pruner {
 public:
  explicit Pruner(std::size_t beam) : beam_(beam) {}

  // Drops what is beyond the margin, adds up equal hypotheses, keeps the beam. The order of arrival stays.
  void prune(Layer<Tree>& layer) {
    std::vector<Hypothesis<Tree>>& all = layer.hypotheses;
    if (all.size() > 1) {
      merge(layer);
      if (all.size() > beam_) select(layer);
    }
  }

  // While a layer is being filled: once it holds several beams, what lies behind the beam's edge need not come in.
  void keep_small(Layer<Tree>& layer) {
    if (layer.hypotheses.size() < 2 * beam_ + 64) return;
    prune(layer);
    layer.edge = edge_of(layer);
  }

  // What costs more than this would not be kept.
  std::int32_t edge_of(const Layer<Tree>& layer) const {
    if (layer.hypotheses.size() < beam_) return kNoCost;
    std::int32_t edge = layer.best;
    for (const Hypothesis<Tree>& one : layer.hypotheses) edge = std::max(edge, one.cost);
    return edge;
  }

 private:
  void merge(Layer<Tree>& layer) {
    std::vector<Hypothesis<Tree>>& all = layer.hypotheses;
    std::size_t size = 64;
    while (size < all.size() * 2) size *= 2;
    slots_.assign(size, 0);
    const std::int32_t limit = layer.limit();
    std::size_t kept = 0;
    for (std::size_t at = 0; at < all.size(); ++at) {
      const Hypothesis<Tree> one = all[at];
      if (one.cost > limit) continue;
      std::uint64_t hash = (Tree::key(one.node) * 0xC2B2AE3D27D4EB4FU + one.state) * 0x9E3779B97F4A7C15U;
      std::size_t slot = static_cast<std::size_t>(hash >> 40) & (size - 1);
      while (slots_[slot] != 0) {
        const Hypothesis<Tree>& there = all[slots_[slot] - 1];
        if (Tree::key(there.node) == Tree::key(one.node) && there.state == one.state) break;
        slot = (slot + 1) & (size - 1);
      }
      if (slots_[slot] != 0) {
        Hypothesis<Tree>& there = all[slots_[slot] - 1];
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
  void select(Layer<Tree>& layer) {
    constexpr int kStep = kCostPerBit / 16;
    std::array<std::uint32_t, kMargin / kStep + 2> counts{};
    const auto place = [&](const Hypothesis<Tree>& one) {
      return static_cast<std::size_t>(std::min(one.cost - layer.best, kMargin) / kStep);
    };
    for (const Hypothesis<Tree>& one : layer.hypotheses) ++counts[place(one)];
    std::size_t edge = 0;
    std::size_t below = 0;
    while (below + counts[edge] <= beam_) below += counts[edge++];
    std::size_t room = beam_ - below;
    std::erase_if(layer.hypotheses, [&](const Hypothesis<Tree>& one) {
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

// One walk of one word. A tree tells what a hypothesis has written so far:
//   Node                         where it stands; equal keys are the same place
//   advance(node, piece, letters)  goes on by a piece's letters; false when the tree does not lead there
//   leads_on(node)               bits of the letters that lead on, as LetterTrie has them, and the lowest for none
//   hopeless(node)               at the end of the word: no few silent pieces make a word of it
template <typename Tree>
class AlignmentSearch {
 public:
  using OneLayer = Layer<Tree>;
  using OneHypothesis = Hypothesis<Tree>;

  AlignmentSearch(const AlignmentTable& table, const AlignmentTable::Side& side, std::size_t beam)
      : table_(table), side_(side), pruner_(beam), seen_(table.pieces_.size()) {}

  // `finish(node, cost)` for what reaches the end of the word.
  template <typename Finish>
  void run(std::u16string_view word, Tree& tree, Finish&& finish) {
    std::vector<OneLayer> layers(word.size() + 1);
    layers[0].push({}, table_.start_, 0);
    layers.back().last = true;
    const AlignmentTable::Group* const silent = side_.find({});
    for (std::size_t at = 0; at <= word.size(); ++at) {
      OneLayer& layer = layers[at];
      if (layer.hypotheses.empty()) continue;
      pruner_.prune(layer);
      if (silent != nullptr) add_silent(layer, *silent, tree);
      best_first(layer);
      if (at == word.size()) break;
      for (std::size_t length = 1; length <= std::min(side_.longest, word.size() - at); ++length)
        if (const AlignmentTable::Group* const group = side_.find(word.substr(at, length)); group != nullptr)
          extend_all(layer, *group, tree, layers[at + length]);
      layer = {};
    }
    for (const OneHypothesis& one : layers.back().hypotheses)
      finish(one.node, one.cost + table_.step(one.state, 0).cost);
  }

 private:
  // So that the layers ahead soon know what they will not keep.
  static void best_first(OneLayer& layer) {
    std::stable_sort(layer.hypotheses.begin(), layer.hypotheses.end(),
                     [](const OneHypothesis& left, const OneHypothesis& right) { return left.cost < right.cost; });
  }

  void extend_all(const OneLayer& layer, const AlignmentTable::Group& group, Tree& tree, OneLayer& into) {
    for (const OneHypothesis& one : layer.hypotheses) {
      if (one.cost + group.least > into.limit()) continue;
      extend(one, group, tree, into);
      pruner_.keep_small(into);
    }
  }

  void add_silent(OneLayer& layer, const AlignmentTable::Group& silent, Tree& tree) {
    best_first(layer);
    frontier_.hypotheses = layer.hypotheses;
    const std::int32_t edge = pruner_.edge_of(layer);
    for (int round = 0; round < kSilentInARow && !frontier_.hypotheses.empty(); ++round) {
      more_.clear();
      more_.last = layer.last;
      more_.best = layer.best;  // what the layer itself would drop need not be looked at
      more_.edge = edge;
      extend_all(frontier_, silent, tree, more_);
      pruner_.prune(more_);
      layer.hypotheses.insert(layer.hypotheses.end(), more_.hypotheses.begin(), more_.hypotheses.end());
      std::swap(frontier_.hypotheses, more_.hypotheses);
    }
    pruner_.prune(layer);
  }

  // Pieces that the model knows behind this state, then behind its shorter ones, then any, each time from the most
  // usual on until they cost too much. The tree forbids most of them by their first letter.
  void extend(const OneHypothesis& from, const AlignmentTable::Group& group, Tree& tree, OneLayer& into) {
    ++stamp_;
    std::int32_t cost = from.cost;
    const std::uint64_t letters = tree.leads_on(from.node);
    const auto take = [&](const AlignmentTable::Arc& arc) {
      if ((side_.begins_with[arc.piece] & letters) == 0 || seen_[arc.piece] == stamp_) return;
      seen_[arc.piece] = stamp_;
      const AlignmentTable::Piece& piece = table_.pieces_[arc.piece];
      typename Tree::Node to = from.node;
      if (!tree.advance(to, arc.piece, side_.by_native ? piece.latin : piece.native)) return;
      if (into.last && tree.hopeless(to)) return;
      into.push(to, arc.next, cost + arc.cost);
    };
    const std::uint64_t bit = std::uint64_t{1} << (group.id % 64);
    for (std::uint32_t state = from.state; cost <= into.limit();) {
      const AlignmentTable::Side::State& here = side_.states[state];
      if ((here.groups & bit) != 0)
        for (const AlignmentTable::Arc& arc : AlignmentTable::arcs_of(state, group, side_)) {
          if (cost + arc.cost > into.limit()) break;
          take(arc);
        }
      if (state == 0) return;
      cost += here.back_off_cost;
      state = here.back_off;
    }
  }

  const AlignmentTable& table_;
  const AlignmentTable::Side& side_;
  Pruner<Tree> pruner_;
  OneLayer frontier_;
  OneLayer more_;
  std::vector<std::uint32_t> seen_;  // of each piece: the last hypothesis that took it
  std::uint32_t stamp_ = 0;
};

namespace {

// Words that are there: only their letters lead on.
struct WordsTree {
  using Node = std::uint32_t;
  const LetterTrie& words;

  static std::uint64_t key(Node node) { return node; }
  std::uint64_t leads_on(Node node) const { return words.leads_on(node) | 1; }
  bool hopeless(Node node) const { return words.shortest(node) > kSilentInARow; }
  bool advance(Node& node, std::uint16_t, std::u16string_view letters) const {
    for (const char16_t letter : letters) {
      node = words.child(node, letter);
      if (node == LetterTrie::kNowhere) return false;
    }
    return true;
  }
};

// One word: its letters in their order.
struct OneWord {
  using Node = std::uint32_t;  // letters passed
  std::u16string_view word;

  static std::uint64_t key(Node node) { return node; }
  std::uint64_t leads_on(Node node) const {
    return node < word.size() ? LetterTrie::bit_of(word[node]) | 1U : std::uint64_t{1};
  }
  bool hopeless(Node node) const { return word.size() - node > kSilentInARow; }
  bool advance(Node& node, std::uint16_t, std::u16string_view letters) const {
    if (word.substr(node, letters.size()) != letters) return false;
    node += static_cast<std::uint32_t>(letters.size());
    return true;
  }
};

// No text is kept: what is summed up is all of them.
struct AnyText {
  struct Node {};
  static std::uint64_t key(Node) { return 0; }
  static std::uint64_t leads_on(Node) { return ~std::uint64_t{0}; }
  static bool hopeless(Node) { return false; }
  static bool advance(Node&, std::uint16_t, std::u16string_view) { return true; }
};

// Every spelling. Which it is stands in a hash of its letters, so that nothing is looked up on the way; the pieces by
// which it came about are kept to write it down in the end.
class Spellings {
 public:
  struct Node {
    std::uint64_t hash = 0;
    std::uint32_t last = 0;  // in came_, from 1
  };

  static std::uint64_t key(const Node& node) { return node.hash; }
  static std::uint64_t leads_on(const Node&) { return ~std::uint64_t{0}; }
  static bool hopeless(const Node&) { return false; }
  bool advance(Node& node, std::uint16_t piece, std::u16string_view letters) {
    if (letters.empty()) return true;
    for (const char16_t letter : letters) node.hash = (node.hash + letter) * 0x9E3779B97F4A7C15U;
    came_.push_back({node.last, piece});
    node.last = static_cast<std::uint32_t>(came_.size());
    return true;
  }
  // The pieces of a spelling, the last first.
  template <typename Each>
  void for_each_piece(const Node& node, Each&& each) const {
    for (std::uint32_t at = node.last; at != 0; at = came_[at - 1].before) each(came_[at - 1].piece);
  }

 private:
  struct Came {
    std::uint32_t before;
    std::uint16_t piece;
  };
  std::vector<Came> came_;
};

}  // namespace

std::vector<AlignmentTable::Found> AlignmentTable::walk(std::u16string_view word, const Side& side,
                                                        const LetterTrie& words, std::size_t most,
                                                        std::size_t beam) const {
  std::vector<Found> found;
  WordsTree tree{words};
  AlignmentSearch<WordsTree>(*this, side, beam).run(word, tree, [&](std::uint32_t node, std::int32_t cost) {
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

// Spellings of the other side, best first, ties by the letters.
std::vector<std::pair<std::u16string, std::int32_t>> AlignmentTable::spell(std::u16string_view word, const Side& side,
                                                                           std::size_t most, std::size_t beam) const {
  struct End {
    Spellings::Node node;
    std::int32_t cost;
  };
  std::vector<End> ends;
  Spellings tree;
  AlignmentSearch<Spellings>(*this, side, beam).run(word, tree, [&](const Spellings::Node& node, std::int32_t cost) {
    const auto same =
        std::find_if(ends.begin(), ends.end(), [&](const End& end) { return end.node.hash == node.hash; });
    if (same != ends.end()) same->cost = add_costs(same->cost, cost);
    else ends.push_back({node, cost});
  });
  std::sort(ends.begin(), ends.end(), [](const End& left, const End& right) {
    return left.cost != right.cost ? left.cost < right.cost : left.node.hash < right.node.hash;
  });
  std::vector<std::pair<std::u16string, std::int32_t>> found;
  for (const End& end : ends) {
    if (found.size() >= most && end.cost != found.back().second) break;
    std::u16string text;
    tree.for_each_piece(end.node, [&](std::uint16_t piece) {
      const std::u16string& letters = side.by_native ? pieces_[piece].latin : pieces_[piece].native;
      text.append(letters.rbegin(), letters.rend());
    });
    std::reverse(text.begin(), text.end());
    found.emplace_back(std::move(text), end.cost);
  }
  std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return left.second != right.second ? left.second < right.second : left.first < right.first;
  });
  if (found.size() > most) found.resize(most);
  return found;
}

std::vector<AlignmentTable::Decoded> AlignmentTable::decode(const std::u16string& native, std::size_t most,
                                                            std::size_t beam) const {
  std::vector<Decoded> found;
  for (const auto& [letters, cost] : spell(native, by_native_, most, beam))
    found.push_back({LatinLetters(letters.begin(), letters.end()), cost});
  return found;
}

std::int32_t AlignmentTable::pair_cost(const std::u16string& native, const LatinLetters& latin,
                                       std::size_t beam) const {
  const std::u16string letters = wide_letters(latin);
  std::int32_t cost = kNoCost;
  OneWord tree{letters};
  AlignmentSearch<OneWord>(*this, by_native_, beam).run(native, tree, [&](std::uint32_t node, std::int32_t one) {
    if (node == letters.size()) cost = add_costs(cost, one);
  });
  return cost;
}

std::int32_t AlignmentTable::native_cost(const std::u16string& native) const {
  constexpr std::size_t kBeam = 12;
  std::int32_t cost = kNoCost;
  AnyText any;
  AlignmentSearch<AnyText>(*this, by_native_, kBeam).run(native, any, [&](AnyText::Node, std::int32_t one) {
    cost = add_costs(cost, one);
  });
  return cost;
}

}  // namespace midspan::names
