// SPDX-License-Identifier: Apache-2.0
// Candidates are met, compared and counted by pattern; later scored. Where there are few they are kept in between;
// where there are many a part is counted for the estimate and all are met again for scoring, in one go.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/progress.hpp"
#include "reconcile/assign/assign.hpp"
#include "reconcile/block/candidates.hpp"
#include "reconcile/compare/compare.hpp"
#include "reconcile/estimate/model.hpp"
#include "reconcile/estimate/scorer.hpp"

namespace midspan::reconcile {

// What becomes of candidates between counting and scoring. Kept ones are all counted, unless they are too many.
enum class Candidates { Kept, Dropped };

class PatternCounter {
 public:
  struct Scored {
    std::vector<Edge> edges;  // weight above the floor; sorted by left, right
    std::uint64_t candidates = 0;
    std::vector<std::uint64_t> first_met;  // by pass
  };

  PatternCounter(const Blocker& blocker, const Comparer& comparer, const Encoded& encoded, Range probe, Range indexed,
                 Candidates candidates, unsigned threads);

  // Patterns sorted, with how many candidates show them.
  std::vector<PatternCount> count(base::Progress* progress);
  // Whether score() needs no blocker: all candidates are kept.
  bool keeps_candidates() const { return keep_; }
  // How many pairs one counted pair stands for.
  double weight() const { return weight_; }

  // How often atoms agree on rows of one person, among the candidates kept: of pairs that a pass without the atom's
  // field has met, so that passes do not vouch for themselves. Atoms that cannot be measured keep their guess.
  void measure(std::vector<Atom>& atoms, const std::vector<Values>& values, const Scorer& scorer) const;

  Scored score(const Scorer& scorer, std::int32_t floor, base::Progress* progress);

 private:
  struct Kept {
    Candidate candidate;
    std::uint32_t pattern;  // number in Piece::patterns
  };
  struct Piece {
    std::vector<Pattern> patterns;
    std::vector<std::uint64_t> counts;
    std::vector<Kept> kept;
  };

  std::uint64_t survey() const;
  void ask_for_row(std::size_t row) const {  // it may stand on two lines of the cache
    __builtin_prefetch(encoded_.row(row));
    __builtin_prefetch(encoded_.row(row + 1) - 1);
  }
  void heat_index(std::uint64_t candidates);
  const std::uint32_t* hot(std::size_t row) const {
    const std::size_t at = row - indexed_.begin;
    return hot_.data() + (places_.empty() ? at : places_[at]) * hot_stride_;
  }
  template <typename Take>
  void for_each_compared(std::span<const Candidate> candidates, Take&& take) const;
  template <typename Take>
  void for_each_compared_hot(std::span<const Candidate> candidates, Take&& take) const;
  template <typename Take>
  void for_each_of(std::span<const Candidate> candidates, Take&& take) const;
  template <typename Take>
  void for_each_found(std::size_t begin, std::size_t end, Take&& take) const;
  template <typename Take>
  void for_each_found(std::span<const std::uint32_t> rows, Take&& take) const;
  template <typename Work>
  void for_each_piece_of_rows(const Asking& asking, Work&& work) const;

  const Blocker& blocker_;
  const Comparer& comparer_;
  const Encoded& encoded_;
  Range probe_;
  Range indexed_;
  std::size_t hot_stride_ = 0;
  PageVector<std::uint32_t> places_;  // of hot rows, by row of the index; empty: in their order
  PageVector<std::uint32_t> order_;   // of the asking rows, where rows are met in large blocks; empty: as they stand
  PageVector<std::uint32_t> hot_;     // of the index; empty when it has too many rows, or they are met too seldom
  unsigned threads_;
  bool keep_;
  bool few_ = false;                                   // candidates a row
  std::size_t piece_rows_ = Blocker::Met::kPieceRows;  // asking rows of a piece
  double weight_ = 1;
  std::vector<Piece> pieces_;
};

}  // namespace midspan::reconcile
