// SPDX-License-Identifier: Apache-2.0
// Candidate pairs, row by row: a row of the larger list asks an index of the smaller one for each pass. Pairs are never
// stored here; whoever asks drops them when done.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "reconcile/block/parted.hpp"
#include "reconcile/block/passes.hpp"
#include "reconcile/encode/pages.hpp"

namespace midspan::reconcile {

struct Candidate {
  std::uint32_t probe = 0;
  std::uint32_t indexed = 0;
  std::uint32_t passes = 0;  // bits of the passes it was met in
};

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

// Rows that ask, numbered from 0: all of a range, or of each so many runs of it one.
struct Asking {
  static constexpr std::size_t kRun = 64;
  Range rows;
  std::size_t step = 1;
  std::size_t size() const {
    const std::size_t runs = (rows.size() + kRun - 1) / kRun;
    if (runs == 0) return 0;
    const std::size_t last = (runs - 1) / step;  // of the runs that ask
    return last * kRun + std::min(kRun, rows.size() - last * step * kRun);
  }
  std::size_t row(std::size_t number) const {
    return rows.begin + (step == 1 ? number : number / kRun * step * kRun + number % kRun);
  }
};

class Blocker {
 public:
  struct Skipped {
    std::uint64_t blocks = 0;
    std::uint64_t rows = 0;
  };

  // Blocks of more than `largest` rows of the index are refined, and left out where that does not help. With
  // `triangle`, both ranges are the same and each pair comes once, probe < indexed.
  Blocker(const Encoded& encoded, const std::vector<Values>& values, std::vector<Pass> passes, Range probe,
          Range indexed, bool triangle, std::size_t largest, unsigned threads);

  const std::vector<Pass>& passes() const { return passes_; }
  const std::vector<Skipped>& skipped() const { return skipped_; }

  // Gives back what finding takes, a hundred bytes a row of the index. Afterwards only the passes are known.
  void forget_index() {
    tables_.clear();
    columns_.clear();
  }

  // Places for the rows of the index, so that rows that meet the same rows lie side by side: by row less indexed.begin.
  // Empty when blocks are so small that the order does not matter.
  PageVector<std::uint32_t> places() const;

  // The asking rows in an order in which those that meet the same rows follow each other. Empty where places() is.
  PageVector<std::uint32_t> order_of_probes(unsigned threads) const;

  // Appends the candidates of the rows begin..end-1, by probe row, then by indexed row, each pair once.
  // Thread safety: may be called from several threads.
  void find(std::size_t begin, std::size_t end, std::vector<Candidate>& out) const;
  // The same of rows in any order; each row's candidates stand together, in the order of `rows`.
  void find(std::span<const std::uint32_t> rows, std::vector<Candidate>& out) const;

  // The same for many rows that meet few others: pass by pass, in the order of the index, so that each part of it is
  // in the cache once for all of them.
  class Met {
   public:
    static constexpr std::size_t kPieceRows = 16384;
    std::size_t pieces() const { return pieces_; }
    // The candidates of the rows of one piece, in the order of find(), replace those in `out`.
    // Thread safety: for different pieces from several threads.
    void take(std::size_t piece, std::vector<Candidate>& out);

   private:
    friend class Blocker;
    Asking asking_;
    std::size_t begin_ = 0;  // number of the first row
    std::size_t pieces_ = 0;
    std::vector<std::vector<std::vector<std::uint64_t>>> by_part_;  // [part of the work][piece]: row, row met, pass
  };
  // Of the rows numbered begin..end-1. REQUIRES: begin is a multiple of Asking::kRun.
  Met meet(const Asking& asking, std::size_t begin, std::size_t end, unsigned threads) const;

 private:
  static constexpr std::uint32_t kRefined = 0xFFFFFFFF;
  struct Entry {
    std::uint32_t tag;
    std::uint32_t row;  // kRefined: the block is in the next table, under a longer key
  };
  struct Table {
    unsigned shift = 63;
    unsigned filter_shift = 63;
    PageVector<std::uint32_t> offsets;
    static constexpr std::size_t kSpare = 4;
    PageVector<Entry> entries;         // kSpare behind them, for looking at several at once
    PageVector<std::uint64_t> filter;  // bits: without both of its bits a key is not there; empty: all may be
    // Two bits of one word a key.
    static std::uint64_t filter_bits(std::uint64_t key) {
      return std::uint64_t{1} << (key >> 26 & 63U) | std::uint64_t{1} << (key >> 20 & 63U);
    }
    bool may_hold(std::uint64_t key) const {
      return filter.empty() || (~filter[filter_word(key)] & filter_bits(key)) == 0;
    }
    std::size_t filter_word(std::uint64_t key) const { return key >> filter_shift; }
    void make_filter(std::size_t keys);
  };
  struct KeyPart {
    std::size_t field = 0;
    const KeyColumn* column = nullptr;
    std::size_t number = 0;  // of the column
  };
  // The keys of many rows in columns with so many values that each look is a miss of the cache: once for all passes.
  struct RowKeys {
    std::size_t begin = 0;                             // number of the first row
    std::vector<PageVector<std::uint32_t>> of_column;  // by row; empty: looked up each time
  };
  RowKeys look_up_keys(const Asking& asking, std::size_t begin, std::size_t end, unsigned threads) const;
  KeyPart key_part(const Part& part) const;
  // The keys of one part for such rows; `room` is for them when they are not known.
  template <typename RowAt>
  const std::uint32_t* keys_of_part(const KeyPart& part, RowAt row_at, std::size_t count, const RowKeys* known,
                                    std::size_t first, std::uint32_t* room) const;
  // Calls take(key, at) for the rows row_at(0), row_at(1) ..., in this order. REQUIRES: at most kBatch rows. `known`:
  // the keys of more rows, or null; the first of these is number `first` there.
  template <typename RowAt, typename Take>
  void keys_of_rows(std::size_t pass, RowAt row_at, std::size_t count, const RowKeys* known, std::size_t first,
                    Take&& take) const;
  // Calls take(key, number) for rows by their numbers.
  template <typename Take>
  void keys_of_asking(std::size_t pass, const Asking& asking, std::size_t begin, std::size_t end, const RowKeys& known,
                      Take&& take) const;
  template <typename RowAt>
  void find_rows(RowAt row_at, std::size_t count, std::vector<Candidate>& out) const;
  // REQUIRES: at most kBatch rows. Returns how many keys they have.
  template <typename RowAt>
  std::size_t find_batch(RowAt row_at, std::size_t count, std::vector<Candidate>& out) const;
  std::optional<std::size_t> pass_of_large_blocks() const;
  template <typename Take>
  void keys_of_row(std::size_t pass, std::size_t row, Take&& take) const;
  std::uint64_t refined(std::uint64_t key, const KeyPart& part, std::size_t row) const;
  // What building and asking take, used again for the next pass: memory that is given back has to be cleared again.
  struct Scratch {
    Parted keys;
    Parted longer;             // of rows in blocks that are too large
    std::vector<Keyed> asked;  // a batch whose bits are on their way, and the next one
  };
  void meet_in_pass(std::size_t pass, const Asking& asking, std::size_t begin, std::size_t end, const RowKeys& keys,
                    Scratch& scratch, std::vector<std::vector<std::uint64_t>>& by_piece) const;
  void look_up_all(std::size_t pass, const Asking& asking, std::size_t begin, std::span<const Keyed> keys,
                   std::vector<std::uint64_t>& met, std::vector<std::vector<std::uint64_t>>& by_piece) const;
  void build(std::size_t pass, const RowKeys& keys, Scratch& scratch);
  bool lay_out(Table& table, Parted& keys) const;
  void split_large(std::size_t pass, Table& table, Scratch& scratch);
  // Appends the rows met, each with the pass behind it in the lowest five bits.
  void look_up(std::size_t pass, std::size_t table, std::uint64_t key, std::size_t row,
               std::vector<std::uint64_t>& met) const;

  const Encoded& encoded_;
  std::vector<Pass> passes_;
  Range probe_;
  Range indexed_;
  bool triangle_;
  std::size_t largest_;
  std::vector<std::pair<Part, KeyColumn>> columns_;
  std::vector<std::vector<KeyPart>> parts_, refine_;  // by pass
  std::vector<std::vector<Table>> tables_;            // by pass: the plain one, then one for each refinement
  std::vector<Skipped> skipped_;
};

}  // namespace midspan::reconcile
