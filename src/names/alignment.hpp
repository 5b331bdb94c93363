// SPDX-License-Identifier: Apache-2.0
// Inside names/: how words of one script are spelt in Latin letters, as a model of pieces.
//
// A pair of spellings is cut into pieces, each a few letters of one side beside a few of the other (م|m, -|u, ح|h, -|a,
// م|mm, -|e, د|d). The probability of the pair is that of the sequence of pieces, each given the pieces before it: an
// n-gram model with back-off (Bisani and Ney 2008, "Joint-sequence models for grapheme-to-phoneme conversion"). So the
// model knows which spellings are usual in Latin as well as which letters answer to which.
//
// Costs are -log2 of probabilities in 1/256 bit, sums of integers: the same everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "names/letters.hpp"
#include "names/transliterate.hpp"

namespace midspan::names {

constexpr std::int32_t kNoCost = 1 << 28;  // impossible

// The share of the Latin spelling's own cost that ranking takes back, in 1/256. A first guess, not tuned: latin.align
// gives every letter one cost until it is trained (data/names/README.md).
constexpr std::int32_t kSpellingShare = 128;

class LetterTrie;

class AlignmentTable {
 public:
  // Bytes of a table file (docs/formats/alignment.md). False when they are none; nothing is read beyond them.
  bool parse(std::string_view bytes);

  // The table of a script, from the program's own data; null when the script has none. Latin has one of spellings
  // alone. Loaded at the first use (about 20 ms), kept.
  static const AlignmentTable* of(people::Script script);

  // The word as the table's letter ids. Letters that the table does not know are replaced by their folded form or left
  // out.
  std::u16string ids_of(std::string_view word) const;

  // Cost of the pair together: -log2 P(native, latin). kNoCost when no sequence of pieces gives it. About 20 us.
  std::int32_t pair_cost(const std::u16string& native, const LatinLetters& latin) const;

  struct Decoded {
    LatinLetters latin;
    std::int32_t cost = 0;
  };
  // The most probable Latin spellings, best first. About 100 us with a beam of 30.
  std::vector<Decoded> decode(const std::u16string& native, std::size_t most, std::size_t beam = 30) const;

  struct Found {
    std::uint32_t word = 0;
    std::int32_t cost = 0;
  };
  // The words of a trie by cost, best first, ties by word. The beam bounds the work: about 1 ms with 200.
  std::vector<Found> nearest(const std::u16string& native, const LetterTrie& words, std::size_t most,
                             std::size_t beam = 200) const;

  // Of the table of Latin itself: how usual a spelling is, -log2 P(latin). A candidate that stands on a list needs no
  // such prior, so ranking takes back a share of what the pieces' order put in. About 1 us.
  std::int32_t spelling_cost(const LatinLetters& latin) const;

  people::Script script() const { return script_; }

 private:
  struct Piece {
    std::uint8_t native_length = 0;
    std::uint16_t native[2] = {0, 0};
    LatinLetters latin;
  };
  struct State {
    std::uint32_t first_arc = 0;
    std::uint16_t arcs = 0;
    std::uint16_t back_off_cost = 0;
    std::uint32_t back_off = 0;
  };
  struct Arc {
    std::uint16_t piece = 0;
    std::uint16_t cost = 0;
    std::uint32_t next = 0;
  };
  struct Step {
    std::int32_t cost;
    std::uint32_t next;
  };
  Step step(std::uint32_t state, std::uint16_t piece) const;
  template <typename Position, typename Extend, typename Finish>
  void search(const std::u16string& native, std::size_t beam, Position start, Extend&& extend, Finish&& finish) const;
  std::span<const std::uint16_t> pieces_at(const std::u16string& native, std::size_t at, int length) const;

  people::Script script_ = people::Script::Unknown;
  std::unordered_map<char32_t, std::uint16_t> ids_;  // looked up only
  std::vector<Piece> pieces_;                        // 0 ends a word, 1 begins it
  std::vector<State> states_;                        // 0 knows nothing, 1 is the beginning
  std::uint32_t start_ = 0;
  std::vector<Arc> arcs_;
  std::vector<std::vector<std::uint16_t>> by_letter_;  // pieces that begin with a letter; [0]: of no native letter
  std::unordered_map<std::uint32_t, std::vector<std::uint16_t>> by_two_letters_;
};

// Words as a tree of Latin letters.
class LetterTrie {
 public:
  // Words are numbered as they come; words of the same letters share a node. Cost: about 0.2 us a word after sorting.
  explicit LetterTrie(std::span<const LatinLetters> words);

  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
  std::uint32_t child(std::uint32_t node, std::uint8_t letter) const {
    const Node& at = nodes_[node];
    const std::uint64_t bit = std::uint64_t{1} << letter;
    if ((at.letters & bit) == 0) return kNowhere;
    return at.first_child + static_cast<std::uint32_t>(__builtin_popcountll(at.letters & (bit - 1)));
  }
  // Words that end at a node, in order.
  std::span<const std::uint32_t> words_at(std::uint32_t node) const {
    return std::span<const std::uint32_t>(words_).subspan(nodes_[node].first_word, nodes_[node].word_count);
  }

 private:
  struct Node {
    std::uint64_t letters = 0;
    std::uint32_t first_child = 0;
    std::uint32_t first_word = 0;
    std::uint32_t word_count = 0;
  };
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> words_;
};

}  // namespace midspan::names
