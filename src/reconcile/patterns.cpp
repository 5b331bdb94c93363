// SPDX-License-Identifier: Apache-2.0
// Which rows ask when is a matter of the cache alone: the candidates, and so the counts and links, are the same.
#include "reconcile/patterns.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>

#include "base/threads.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/encode/touch.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kRows = Blocker::Met::kPieceRows;  // of a piece, at most
constexpr std::size_t kPieces = 64;                      // so that no thread waits long for the last one
constexpr std::size_t kRowsAtOnce = 256;                 // whose candidates are compared together
constexpr std::size_t kRowsOfMeeting = std::size_t{1} << 20;
constexpr std::size_t kFewARow = 6;             // candidates: with more, finding them is not what costs
constexpr std::size_t kSurveyRows = 64;         // of a piece of the survey
constexpr std::uint64_t kMostKept = 6'000'000;  // candidates kept between counting and scoring
constexpr std::size_t kMostHot = 6'000'000;     // rows of an index that is kept with its signatures
constexpr std::uint64_t kCountedWhenMany = 3'000'000;
constexpr std::uint64_t kCountedWhenDropped = 1'000'000;

// Numbers of patterns of one piece, as they appear.
class PatternNumbers {
 public:
  explicit PatternNumbers(std::vector<Pattern>& patterns) : patterns_(patterns), slots_(1024, 0) {}
  std::uint32_t of(Pattern pattern) {
    if (patterns_.size() * 2 >= slots_.size()) grow();
    std::size_t slot = mix(pattern, 0x8CB92BA72F3D8DD7ULL) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
      if (patterns_[slots_[slot] - 1] == pattern) return slots_[slot] - 1;
    patterns_.push_back(pattern);
    slots_[slot] = static_cast<std::uint32_t>(patterns_.size());
    return slots_[slot] - 1;
  }

 private:
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::size_t at = 0; at < patterns_.size(); ++at) {
      std::size_t slot = mix(patterns_[at], 0x8CB92BA72F3D8DD7ULL) & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<std::uint32_t>(at + 1);
    }
  }
  std::vector<Pattern>& patterns_;
  std::vector<std::uint32_t> slots_;
};

std::size_t pieces_of(std::size_t rows, std::size_t size) { return (rows + size - 1) / size; }

Edge edge_of(const Candidate& candidate, const Score& score) {
  Edge edge;
  edge.left = std::min(candidate.probe, candidate.indexed);
  edge.right = std::max(candidate.probe, candidate.indexed);
  edge.weight = score.weight;
  edge.relation = score.relation;
  edge.passes = candidate.passes;
  return edge;
}

bool before(const Edge& one, const Edge& other) {
  return one.left != other.left ? one.left < other.left : one.right < other.right;
}

// By left, then right row. They are in order already when the left list asked.
void sort_edges(std::vector<Edge>& edges, std::size_t rows) {
  if (std::is_sorted(edges.begin(), edges.end(), before)) return;
  if (edges.size() < rows / 16) {
    std::sort(edges.begin(), edges.end(), before);
    return;
  }
  std::vector<std::uint32_t> next(rows + 1, 0);
  for (const Edge& edge : edges) ++next[edge.left + 1];
  for (std::size_t row = 0; row < rows; ++row) next[row + 1] += next[row];
  std::vector<Edge> sorted(edges.size());
  for (const Edge& edge : edges) sorted[next[edge.left]++] = edge;
  for (std::size_t at = 0; at < sorted.size();) {
    std::size_t end = at + 1;
    while (end < sorted.size() && sorted[end].left == sorted[at].left) ++end;
    if (end - at > 1)
      std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(at), sorted.begin() + static_cast<std::ptrdiff_t>(end),
                before);
    at = end;
  }
  edges = std::move(sorted);
}

}  // namespace

PatternCounter::PatternCounter(const Blocker& blocker, const Comparer& comparer, const Encoded& encoded, Range probe,
                               Range indexed, Candidates candidates, unsigned threads)
    : blocker_(blocker),
      comparer_(comparer),
      encoded_(encoded),
      probe_(probe),
      indexed_(indexed),
      threads_(threads),
      keep_(candidates == Candidates::Kept) {
  hot_stride_ = comparer.hot_words();
}

// Pays where a row of the index is met several times.
void PatternCounter::heat_index(std::uint64_t candidates) {
  constexpr std::uint64_t kOften = 4;
  const Range indexed = indexed_;
  if (indexed.size() > kMostHot || candidates < kOften * indexed.size()) return;
  hot_.resize(indexed.size() * hot_stride_);
  places_ = blocker_.places();
  base::for_each_piece(pieces_of(indexed.size(), kRows), threads_, [&](std::size_t piece) {
    constexpr std::size_t kAhead = 16;
    const std::size_t begin = indexed.begin + piece * kRows;
    const std::size_t end = std::min(indexed.end, begin + kRows);
    for (std::size_t row = begin; row < end; ++row) {
      if (row + kAhead < end) comparer_.prefetch(encoded_.row(row + kAhead));
      comparer_.make_hot(encoded_.row(row), const_cast<std::uint32_t*>(hot(row)));
    }
  });
}

// Calls take(candidate, pattern) for candidates, in their order. They are compared in the order of the rows met,
// roughly: then rows that lie side by side are read one after the other, where each would otherwise cost a walk through
// the tables of pages besides the miss of the cache. The rows that ask are few enough to stay in the cache.
template <typename Take>
void PatternCounter::for_each_compared(std::span<const Candidate> candidates, Take&& take) const {
  constexpr std::size_t kStretches = 2048;  // of the index
  thread_local std::vector<std::uint32_t> order;
  thread_local std::vector<RowPair> pairs;
  thread_local std::vector<Pattern> found, patterns;
  order.resize(candidates.size());
  pairs.resize(candidates.size());
  found.resize(candidates.size());
  patterns.resize(candidates.size());
  std::array<std::uint32_t, kStretches + 1> next;
  const std::size_t stretches = std::clamp<std::size_t>(candidates.size() / 4, 1, kStretches);
  std::fill_n(next.begin(), stretches + 1, 0U);
  const auto width = static_cast<unsigned>(std::bit_width(indexed_.size() / stretches));
  const auto stretch_of = [&](const Candidate& candidate) { return (candidate.indexed - indexed_.begin) >> width; };
  for (const Candidate& candidate : candidates) ++next[stretch_of(candidate) + 1];
  for (std::size_t at = 0; at < stretches; ++at) next[at + 1] += next[at];
  for (std::uint32_t at = 0; at < candidates.size(); ++at) order[next[stretch_of(candidates[at])]++] = at;
  for (std::size_t at = 0; at < order.size(); ++at)
    pairs[at] = {encoded_.row(candidates[order[at]].probe), encoded_.row(candidates[order[at]].indexed)};
  comparer_.patterns(pairs, found.data());
  for (std::size_t at = 0; at < order.size(); ++at) patterns[order[at]] = found[at];
  for (std::size_t at = 0; at < candidates.size(); ++at) take(candidates[at], patterns[at]);
}

// The same with hot rows.
template <typename Take>
void PatternCounter::for_each_compared_hot(std::span<const Candidate> candidates, Take&& take) const {
  constexpr std::size_t kPairs = Comparer::kPairsAtOnce;
  thread_local std::vector<std::uint32_t> probes;
  std::array<RowPair, kPairs> pairs;
  std::array<Pattern, kPairs> patterns;
  if (candidates.empty()) return;
  probes.resize(kRowsAtOnce * hot_stride_);
  const auto ask = [&](std::size_t at) {
    for (const std::size_t until = std::min(candidates.size(), at + kPairs); at < until; ++at)
      for (std::size_t word = 0; word < hot_stride_; word += kLineWords) touch(hot(candidates[at].indexed) + word);
  };
  ask(0);
  ask(kPairs);
  // Of the asking rows only those that met somebody, numbered as they come.
  const auto for_each_probe = [&](auto&& work) {
    std::size_t number = 0;
    for (std::size_t at = 0; at < candidates.size(); ++at)
      if (at == 0 || candidates[at].probe != candidates[at - 1].probe) work(candidates[at].probe, number++);
  };
  for_each_probe([&](std::size_t row, std::size_t) { comparer_.prefetch(encoded_.row(row)); });
  for_each_probe([&](std::size_t row, std::size_t number) {
    comparer_.make_hot(encoded_.row(row), probes.data() + number * hot_stride_);
  });
  const std::uint32_t* probe = probes.data();
  for (std::size_t at = 0; at < candidates.size(); at += kPairs) {
    ask(at + 2 * kPairs);
    const std::size_t count = std::min(kPairs, candidates.size() - at);
    for (std::size_t pair = 0; pair < count; ++pair) {
      const Candidate& candidate = candidates[at + pair];
      if (at + pair != 0 && candidate.probe != candidates[at + pair - 1].probe) probe += hot_stride_;
      pairs[pair] = {probe, hot(candidate.indexed)};
    }
    comparer_.patterns_of_hot({pairs.data(), count}, patterns.data());
    for (std::size_t pair = 0; pair < count; ++pair) take(candidates[at + pair], patterns[pair]);
  }
}

// The same of candidates of any rows that follow each other.
template <typename Take>
void PatternCounter::for_each_of(std::span<const Candidate> candidates, Take&& take) const {
  if (hot_.empty()) {
    for_each_compared(candidates, take);
    return;
  }
  for (std::size_t begin = 0; begin < candidates.size();) {
    std::size_t end = begin;
    for (std::size_t rows = 0; end < candidates.size(); ++end) {
      if (end == begin || candidates[end].probe != candidates[end - 1].probe) ++rows;
      if (rows > kRowsAtOnce) break;
    }
    for_each_compared_hot(candidates.subspan(begin, end - begin), take);
    begin = end;
  }
}

// Asks for the candidates of some rows, a few rows at a time.
template <typename Take>
void PatternCounter::for_each_found(std::size_t begin, std::size_t end, Take&& take) const {
  thread_local std::vector<Candidate> candidates;
  for (std::size_t from = begin; from < end; from += kRowsAtOnce) {
    candidates.clear();
    blocker_.find(from, std::min(end, from + kRowsAtOnce), candidates);
    for_each_of(candidates, take);
  }
}
template <typename Take>
void PatternCounter::for_each_found(std::span<const std::uint32_t> rows, Take&& take) const {
  thread_local std::vector<Candidate> candidates;
  for (; !rows.empty(); rows = rows.subspan(std::min(kRowsAtOnce, rows.size()))) {
    candidates.clear();
    blocker_.find(rows.first(std::min(kRowsAtOnce, rows.size())), candidates);
    for_each_of(candidates, take);
  }
}

// How many candidates there are, from every so many-th few rows: of short lists too, because what is found here is
// found again.
std::uint64_t PatternCounter::survey() const {
  const std::size_t pieces = pieces_of(probe_.size(), kSurveyRows);
  const std::size_t step = std::max<std::size_t>(8, pieces / 128);
  const std::size_t looked_at = pieces_of(pieces, step);
  std::atomic<std::uint64_t> met = 0;
  base::for_each_piece(looked_at, threads_, [&](std::size_t at) {
    std::vector<Candidate> candidates;
    const std::size_t begin = probe_.begin + at * step * kSurveyRows;
    blocker_.find(begin, std::min(probe_.end, begin + kSurveyRows), candidates);
    met += candidates.size();
  });
  return looked_at == 0 ? 0 : met * pieces / looked_at;
}

// Calls work(piece, each) for pieces of piece_rows_ asking rows: `each` calls a given take(candidate, pattern) for all
// their candidates. On all threads. Rows are in their order, unless there is an order of blocks and all are asking.
template <typename Work>
void PatternCounter::for_each_piece_of_rows(const Asking& asking, Work&& work) const {
  const std::size_t rows = asking.size();
  static_assert(kRowsOfMeeting % kRows == 0);
  if (few_) {
    for (std::size_t from = 0; from < rows; from += kRowsOfMeeting) {
      Blocker::Met met = blocker_.meet(asking, from, std::min(rows, from + kRowsOfMeeting), threads_);
      base::for_each_piece(met.pieces(), threads_, [&](std::size_t piece) {
        thread_local std::vector<Candidate> candidates;
        met.take(piece, candidates);
        work(from / kRows + piece, candidates.size(), [&](auto&& take) { for_each_of(candidates, take); });
      });
    }
    return;
  }
  base::for_each_piece(pieces_of(rows, piece_rows_), threads_, [&](std::size_t piece) {
    const std::size_t from = piece * piece_rows_;
    const std::size_t until = std::min(rows, from + piece_rows_);
    work(piece, 0, [&](auto&& take) {
      if (asking.step == 1 && !order_.empty()) {
        for_each_found(std::span(order_.data() + from, until - from), take);
        return;
      }
      const std::size_t run = asking.step == 1 ? piece_rows_ : Asking::kRun;
      for (std::size_t at = from; at < until; at += run)
        for_each_found(asking.row(at), asking.row(at) + std::min(run, until - at), take);
    });
  });
}

std::vector<PatternCount> PatternCounter::count(base::Progress* progress) {
  const std::uint64_t expected = survey();
  heat_index(expected);
  const std::uint64_t enough = keep_ ? kCountedWhenMany : kCountedWhenDropped;
  keep_ = keep_ && expected <= kMostKept;
  few_ = expected <= kFewARow * probe_.size();
  if (!few_ && !hot_.empty()) order_ = blocker_.order_of_probes(threads_);
  // Of many candidates those of evenly spread rows are counted.
  const std::size_t runs = pieces_of(probe_.size(), Asking::kRun);
  const Asking asking{probe_, keep_ ? 1 : std::max<std::size_t>(1, static_cast<std::size_t>(expected / enough))};
  if (!few_)
    piece_rows_ = std::clamp(pieces_of(probe_.size(), kPieces * kRowsAtOnce) * kRowsAtOnce, kRowsAtOnce, kRows);
  const std::size_t counted = pieces_of(asking.size(), piece_rows_);
  weight_ = runs == 0 || keep_ ? 1 : static_cast<double>(runs) / static_cast<double>(pieces_of(runs, asking.step));
  pieces_.resize(counted);
  std::atomic<std::size_t> done = 0;
  const auto compare = [&](std::size_t at, std::size_t candidates, auto&& each) {
    if (progress != nullptr && progress->cancelled()) return;
    Piece& piece = pieces_[at];
    PatternNumbers numbers(piece.patterns);
    if (keep_) piece.kept.reserve(candidates);
    each([&](const Candidate& candidate, Pattern pattern) {
      const std::uint32_t number = numbers.of(pattern);
      if (number == piece.counts.size()) piece.counts.push_back(0);
      ++piece.counts[number];
      if (keep_) piece.kept.push_back({candidate, number});
    });
    if (candidates == 0) piece.kept.shrink_to_fit();  // thousands of pieces: what each has to spare adds up
    if (progress != nullptr) progress->report("progress.reconcile.compare", ++done, counted);
  };
  for_each_piece_of_rows(asking, compare);
  std::vector<PatternCount> all;
  for (const Piece& piece : pieces_)
    for (std::size_t at = 0; at < piece.patterns.size(); ++at) all.push_back({piece.patterns[at], piece.counts[at]});
  std::sort(all.begin(), all.end(),
            [](const PatternCount& one, const PatternCount& other) { return one.pattern < other.pattern; });
  std::vector<PatternCount> merged;
  for (const PatternCount& one : all) {
    if (!merged.empty() && merged.back().pattern == one.pattern) merged.back().count += one.count;
    else merged.push_back(one);
  }
  if (!keep_) pieces_.clear();
  return merged;
}

void PatternCounter::measure(std::vector<Atom>& atoms, const std::vector<Values>& values, const Scorer& scorer) const {
  if (!keep_) return;
  std::vector<KeyColumn> columns;
  std::vector<std::uint32_t> own_passes(atoms.size(), 0);
  for (std::size_t at = 0; at < atoms.size(); ++at) {
    columns.push_back(KeyColumn::make(values[encoded_.group[atoms[at].part.field]], atoms[at].part));
    for (std::size_t pass = 0; pass < blocker_.passes().size(); ++pass)
      for (const Part& part : blocker_.passes()[pass].parts)
        if (part.field == atoms[at].part.field) own_passes[at] |= std::uint32_t{1} << pass;
  }
  struct Sums {
    std::vector<std::uint64_t> agree, all;
  };
  std::vector<Sums> sums(pieces_.size());
  base::for_each_piece(pieces_.size(), threads_, [&](std::size_t number) {
    const Piece& piece = pieces_[number];
    Sums& sum = sums[number];
    sum.agree.assign(atoms.size(), 0);
    sum.all.assign(atoms.size(), 0);
    std::vector<ClassWeights> weights;
    for (const Pattern pattern : piece.patterns) weights.push_back(scorer.of_pattern(pattern));
    for (const Kept& kept : piece.kept) {
      const std::uint32_t* one = encoded_.row(kept.candidate.probe);
      const std::uint32_t* other = encoded_.row(kept.candidate.indexed);
      const Score score = scorer.score(weights[kept.pattern], piece.patterns[kept.pattern], one, other);
      if (score.weight < 0) continue;
      const auto probability = static_cast<std::uint64_t>(probability_ppm(score.weight));
      for (std::size_t at = 0; at < atoms.size(); ++at) {
        if ((kept.candidate.passes & ~own_passes[at]) == 0) continue;
        const std::size_t field = atoms[at].part.field;
        bool agrees = false;
        for (const std::uint32_t* key = columns[at].begin(one[field]); key != columns[at].end(one[field]) && !agrees;
             ++key)
          agrees = *key != 0 && std::find(columns[at].begin(other[field]), columns[at].end(other[field]), *key) !=
                                    columns[at].end(other[field]);
        sum.all[at] += probability;
        if (agrees) sum.agree[at] += probability;
      }
    }
  });
  for (std::size_t at = 0; at < atoms.size(); ++at) {
    std::uint64_t agree = 0, all = 0;
    for (const Sums& sum : sums) {
      agree += sum.agree[at];
      all += sum.all[at];
    }
    constexpr double kGuess = 20e6;  // the guess counts as twenty pairs
    atoms[at].agrees = (static_cast<double>(agree) + kGuess * atoms[at].agrees) / (static_cast<double>(all) + kGuess);
    // What says little (a sex, a region) costs little to add to every pass and would then never be seen to disagree.
    if (atoms[at].meets > 0.1) atoms[at].agrees = std::min(atoms[at].agrees, 0.95);
  }
}

PatternCounter::Scored PatternCounter::score(const Scorer& scorer, std::int32_t floor, base::Progress* progress) {
  struct Result {
    std::vector<Edge> edges;
    std::uint64_t candidates = 0;
    std::vector<std::uint64_t> first_met;
  };
  const std::size_t passes = blocker_.passes().size();
  const std::size_t pieces = keep_ ? pieces_.size() : pieces_of(probe_.size(), piece_rows_);
  std::vector<Result> results(pieces);
  std::atomic<std::size_t> done = 0;
  const auto weigh = [&](std::size_t at, std::size_t, auto&& each) {
    if (progress != nullptr && progress->cancelled()) return;
    struct Known {
      ClassWeights weights;
      bool hopeless;
      bool by_values;  // of both rows, not only of those that are equal
    };
    Result& result = results[at];
    result.first_met.assign(passes, 0);
    std::vector<Known> known;
    const auto know = [&](Pattern pattern) {
      const ClassWeights weights = scorer.of_pattern(pattern);
      known.push_back({weights, scorer.most(weights, pattern) < floor, scorer.asks_both(pattern)});
    };
    const auto take = [&](const Candidate& candidate, Pattern pattern, std::uint32_t number) {
      ++result.candidates;
      ++result.first_met[static_cast<std::size_t>(__builtin_ctz(candidate.passes))];
      if (known[number].hopeless) return;
      const Score score =
          scorer.score(known[number].weights, pattern, encoded_.row(candidate.probe), encoded_.row(candidate.indexed));
      if (score.weight >= floor) result.edges.push_back(edge_of(candidate, score));
    };
    if (keep_) {
      Piece& piece = pieces_[at];
      for (const Pattern pattern : piece.patterns) know(pattern);
      constexpr std::size_t kAhead = 16;
      for (std::size_t of = 0; of < piece.kept.size(); ++of) {
        if (of + kAhead < piece.kept.size())
          if (const Known& ahead = known[piece.kept[of + kAhead].pattern]; !ahead.hopeless && ahead.by_values)
            ask_for_row(piece.kept[of + kAhead].candidate.indexed);
        take(piece.kept[of].candidate, piece.patterns[piece.kept[of].pattern], piece.kept[of].pattern);
      }
      piece = Piece();
    } else {
      std::vector<Pattern> patterns;
      PatternNumbers numbers(patterns);
      each([&](const Candidate& candidate, Pattern pattern) {
        const std::uint32_t number = numbers.of(pattern);
        if (number == known.size()) know(pattern);
        take(candidate, pattern, number);
      });
    }
    if (progress != nullptr) progress->report("progress.reconcile.score", ++done, pieces);
  };
  if (keep_) base::for_each_piece(pieces, threads_, [&](std::size_t at) { weigh(at, 0, [](auto&&) {}); });
  else for_each_piece_of_rows({probe_}, weigh);
  Scored scored;
  scored.first_met.assign(passes, 0);
  std::size_t edges = 0;
  for (const Result& result : results) edges += result.edges.size();
  reserve_pages(scored.edges, edges);
  for (Result& result : results) {
    scored.candidates += result.candidates;
    for (std::size_t pass = 0; pass < result.first_met.size(); ++pass) scored.first_met[pass] += result.first_met[pass];
    scored.edges.insert(scored.edges.end(), result.edges.begin(), result.edges.end());
    result = Result();
  }
  sort_edges(scored.edges, encoded_.rows);
  return scored;
}

}  // namespace midspan::reconcile
