// SPDX-License-Identifier: Apache-2.0
// Inside names/: how words of one script are spelt in Latin letters, as a model of pieces.
//
// A pair of spellings is cut into pieces, each a few letters of one side beside a few of the other (م|m, -|u, ح|h, -|a,
// م|mm, -|e, د|d). The probability of the pair is that of the sequence of pieces, each given the pieces before it: an
// n-gram model with back-off (Bisani and Ney 2008, "Joint-sequence models for grapheme-to-phoneme conversion"). So the
// model knows which spellings are usual in Latin as well as which letters answer to which, and it can be walked from
// either side.
//
// Costs are -log2 of probabilities in 1/256 bit, sums of integers: the same everywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "names/letter_trie.hpp"
#include "names/letters.hpp"
#include "names/transliterate.hpp"

namespace midspan::names {

constexpr std::int32_t kNoCost = 1 << 28;  // impossible

// The share of a candidate spelling's own cost that ranking takes back, in 1/256.
constexpr std::int32_t kSpellingShare = 160;
// The same of a native word that a Latin one looks for.
constexpr std::int32_t kNativeShare = 176;

bool is_japanese(std::string_view language);  // "ja", "ja-JP"

class TableReader;

class AlignmentTable {
 public:
  // Bytes of a table file (docs/formats/alignment.md). False when they are none; nothing is read beyond them.
  bool parse(std::string_view bytes);

  // The table of a script, from the program's own data; null when the script has none. Latin has one of spellings
  // alone. Loaded at the first use (about 40 ms), kept.
  // Han of a list in Japanese is read by the table of kana, which was trained on some Japanese names in Han too.
  static const AlignmentTable* of(people::Script script, std::string_view language = {});

  // The word as the table's letter ids. Letters that the table does not know are replaced by their folded form or left
  // out.
  std::u16string ids_of(std::string_view word) const;

  struct Decoded {
    LatinLetters latin;
    std::int32_t cost = 0;  // -log2 P(native, latin)
  };
  // The most probable Latin spellings, best first. About 60 us with a beam of 30.
  std::vector<Decoded> decode(const std::u16string& native, std::size_t most, std::size_t beam = 30) const;

  struct Found {
    std::uint32_t word = 0;
    std::int32_t cost = 0;
  };
  // The words of a tree of Latin words by -log2 P(native, word), best first, ties by word. The beam bounds the work:
  // about 0.4 ms with 256.
  std::vector<Found> nearest_latin(const std::u16string& native, const LetterTrie& latin_words, std::size_t most,
                                   std::size_t beam = 256) const;
  // The same from the other side: a tree of words in the table's letter ids.
  std::vector<Found> nearest_native(const LatinLetters& latin, const LetterTrie& native_words, std::size_t most,
                                    std::size_t beam = 256) const;

  // -log2 P(native, latin) of one pair, all that the beam keeps summed up; kNoCost when no pieces lead from one to the
  // other. About 10 us.
  std::int32_t pair_cost(const std::u16string& native, const LatinLetters& latin, std::size_t beam = 24) const;

  // How usual a native word is: -log2 of the sum over its spellings, all that a beam keeps. About 10 us.
  std::int32_t native_cost(const std::u16string& native) const;

  // Of the table of Latin itself: how usual a spelling is, -log2 P(latin). A candidate that stands on a list needs no
  // such prior, so ranking takes back a share of what the pieces' order put in. About 1 us.
  std::int32_t spelling_cost(const LatinLetters& latin) const;

  people::Script script() const { return script_; }

 private:
  template <typename Tree>
  friend class AlignmentSearch;

  struct Piece {
    std::u16string native;  // up to two letters
    std::u16string latin;
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
  // Arcs that stand together, cheapest first.
  struct Arcs {
    const Arc* first;
    const Arc* last;
    const Arc* begin() const { return first; }
    const Arc* end() const { return last; }
  };
  // Pieces that have the same letters on the side that is walked letter by letter.
  struct Group {
    std::uint16_t id = 0;
    std::uint16_t least = 0xFFFF;  // what any of them costs at least, whatever comes before it
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::u16string_view text) const { return std::hash<std::u16string_view>()(text); }
  };
  struct Side {
    std::unordered_map<std::u16string, Group, TextHash, std::equal_to<>> groups;  // looked up only
    std::vector<std::uint16_t> group_of;                                          // of each piece; 0 for the first two
    std::vector<std::uint64_t> begins_with;  // of each piece: a bit for its first letter on the other side, all if none
    std::vector<Arc> arcs;                   // those of each state by group, then by cost
    // As in states_, with what tells quickly that it has no arc of a group.
    struct State {
      std::uint64_t groups = 0;  // a bit for each
      std::uint32_t back_off = 0;
      std::uint16_t back_off_cost = 0;
      std::uint16_t arcs = 0;
      std::uint32_t first_arc = 0;
    };
    std::vector<State> states;
    struct Slot {
      std::uint32_t state = 0;
      std::uint16_t group = 0;  // 0: free
      std::uint16_t count = 0;
      std::uint32_t first = 0;  // in arcs
    };
    std::vector<Slot> slots;  // which arcs of a state are of a group; a power of two, half of it free
    std::size_t longest = 0;  // letters of a group
    bool by_native = true;
    const Group* find(std::u16string_view letters) const;
  };
  Step step(std::uint32_t state, std::uint16_t piece) const;
  static Arcs arcs_of(std::uint32_t state, const Group& group, const Side& side);
  static std::size_t place_of(std::uint32_t state, std::uint16_t group, const Side& side);
  std::vector<std::pair<std::u16string, std::int32_t>> spell(std::u16string_view word, const Side& side,
                                                             std::size_t most, std::size_t beam) const;
  std::vector<Found> walk(std::u16string_view word, const Side& side, const LetterTrie& words, std::size_t most,
                          std::size_t beam) const;
  bool parse_pieces(TableReader& reader);
  bool parse_nodes(TableReader& reader);
  void group(Side& side, bool by_native) const;
  void sort_arcs(Side& side) const;

  people::Script script_ = people::Script::Unknown;
  std::unordered_map<char32_t, std::uint16_t> ids_;  // looked up only
  std::vector<Piece> pieces_;                        // 0 ends a word, 1 begins it
  std::vector<State> states_;                        // 0 knows nothing
  std::uint32_t start_ = 0;
  std::vector<Arc> arcs_;
  Side by_native_;
  Side by_latin_;
};

}  // namespace midspan::names
