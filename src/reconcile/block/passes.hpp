// SPDX-License-Identifier: Apache-2.0
// Which rows are compared at all: those that agree on the key of at least one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reconcile/encode/encode.hpp"
#include "reconcile/encode/values.hpp"
#include "reconcile/fields.hpp"

namespace midspan::reconcile {

constexpr std::size_t kMostPasses = 32;  // each has a bit of Edge::passes

// What of a value must agree.
enum class Derivation : std::uint8_t {
  Exact,    // the value; of a name of several words, one of its words
  Sound,    // what stays of a word when vowels and confusable sounds go
  Initial,  // the first letter
  Year,
  MonthDay,
  YearMonth,
  Half,  // the first half of a code
  Word,  // one word of a text
};

struct Part {
  std::size_t field = 0;
  Derivation derivation = Derivation::Exact;
  bool operator==(const Part&) const = default;
};

struct Pass {
  std::string name;  // "given~ + family~"
  std::vector<Part> parts;
  std::vector<Part> refine;  // added one by one where a block is too large
  bool unordered = false;    // given and family name may have changed places
  double expected = 0;       // candidates, if fields were independent; only to choose passes
};

// For each value of a field the keys it is found under; 0 is none.
class KeyColumn {
 public:
  static KeyColumn make(const Values& values, Part part);
  const std::uint32_t* begin(std::uint32_t value) const {
    return begins_.empty() ? keys_.data() + value : keys_.data() + begins_[value];
  }
  const std::uint32_t* end(std::uint32_t value) const {
    return begins_.empty() ? keys_.data() + value + 1 : keys_.data() + begins_[value + 1];
  }
  bool single() const { return begins_.empty(); }  // every value has one key
  std::size_t values() const { return begins_.empty() ? keys_.size() : begins_.size() - 1; }

  // Of a random pair of rows, the share that meets: for choosing passes.
  double collision(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) const;

 private:
  std::vector<std::uint32_t> begins_;  // empty: one key a value
  PageVector<std::uint32_t> keys_;
};

// How often each value stands on one side of the comparison.
struct Side {
  std::vector<std::span<const std::uint32_t>> counts;  // [field][value]
  double rows = 0;
};

// Something of a field that may agree: passes are sets of one to three of them.
struct Atom {
  Part part;
  double agrees = 0;  // on rows of one person; a guess until it is measured
  double meets = 0;   // on strangers, from the lists' frequencies
};

// `closely`: also by first letters of names, which only short lists can afford.
std::vector<Atom> atoms_of(const Encoded& encoded, const std::vector<Field>& fields, const std::vector<Values>& values,
                           const Side& left, const Side& right, bool closely, unsigned threads);

struct Budget {
  double rows = 0;         // of both sides
  double pairs = 0;        // all there are
  double candidates = 0;   // that all passes together may cost
  std::size_t passes = 0;  // at most
  bool alone = false;      // whether one atom may be a pass even where a row meets many strangers by it
};

// Greedy: the pass that adds most expected recall for its candidates, until next to nothing is missed or the budget is
// spent.
std::vector<Pass> choose_passes(const std::vector<Atom>& atoms, const std::vector<Field>& fields, const Budget& budget);

// Passes that a person asked for: headings or field names. Unknown names give an empty result.
std::vector<Pass> passes_of(const std::vector<std::vector<std::string>>& wanted, const std::vector<Field>& fields);

}  // namespace midspan::reconcile
