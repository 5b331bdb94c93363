// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/basis.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <span>

#include "base/day.hpp"
#include "base/threads.hpp"
#include "reconcile/encode/interner.hpp"
#include "reconcile/estimate/word_places.hpp"

namespace midspan::reconcile {

namespace {

constexpr std::size_t kDraws = std::size_t{1} << 18;
constexpr std::size_t kDrawPieces = 64;

// How often strangers agree on this kind of field in lists at large, and the number of pairs that the guess is worth.
// Two lists of ten have a hundred pairs, ten of them of one person: counted alone, chance would explain every
// agreement. What a category or another list's own column is like cannot be guessed.
constexpr double kGuessedPairs = 2000;
std::array<double, 8> guess(const Field& field) {
  switch (field.kind) {
    case Kind::Name:
      if (field.meaning == Meaning::FullName) return {0, 0.0002, 0.0002, 0.0005, 0.002, 0.01, 0.04};
      return {0, 0.004, 0.0005, 0.003, 0.01, 0.0005, 0.03};
    case Kind::Date: return {0, 0.0005, 0.002, 0.005, 0.005, 0.03, 0.3};
    case Kind::Code:
      return field.meaning == Meaning::Other ? std::array<double, 8>{} : std::array<double, 8>{0, 1e-5, 1e-4, 1e-3};
    default: return {};
  }
}

void shrink(Levels& measured, const Field& field, double known) {
  const std::array<double, 8> guessed = guess(field);
  double rest = 1;
  for (const double level : guessed) rest -= level;
  if (rest == 1) return;
  const unsigned last = levels_of(field.kind) - 1;
  for (unsigned level = 1; level <= last; ++level) {
    const double before = level == last ? guessed[level] + rest : guessed[level];
    measured[level] = (known * measured[level] + kGuessedPairs * before) / (known + kGuessedPairs);
  }
}

// Years between the births of two children of one mother or household, in thousandths of pairs; twins are those of no
// years. And between namesakes of one family: a generation mostly, else cousins.
struct Gap {
  int from, to;  // years
  int share;
};
constexpr Gap kSiblings[] = {{0, 0, 12},  {1, 1, 100}, {2, 2, 190},  {3, 3, 160}, {4, 4, 130},
                             {5, 6, 160}, {7, 9, 130}, {10, 15, 98}, {16, 20, 20}};
constexpr Gap kNamesakes[] = {{0, 0, 1}, {1, 5, 100}, {6, 15, 230}, {16, 40, 669}};
// Of one person, where what was told and what was reckoned differ.
constexpr Gap kOwn[] = {{0, 0, 900}, {1, 1, 60}, {2, 5, 30}, {6, 15, 10}};

std::int32_t days_between(const Gap* gaps, std::size_t count, std::uint64_t chance) {
  auto left = static_cast<int>(chance % 1000);
  const bool before = (chance >> 40 & 1U) != 0;
  for (std::size_t at = 0; at < count; ++at) {
    if (left >= gaps[at].share) {
      left -= gaps[at].share;
      continue;
    }
    if (gaps[at].to == 0) return 0;
    const int years =
        gaps[at].from + static_cast<int>((chance >> 20) % static_cast<unsigned>(gaps[at].to - gaps[at].from + 1));
    const auto days = static_cast<std::int32_t>(years * 365 - 180 + static_cast<int>((chance >> 30) % 365));
    return before ? -days : days;
  }
  return 0;
}

// Births known by year or age only overlap for many siblings. Births of two rows' precision, so many years apart.
Levels births_so_apart(const Field& field, std::size_t at, Class of, const Encoded& encoded, const Values& values,
                       Range probe, Range indexed) {
  constexpr std::size_t kDrawn = 8192;
  Levels found{};
  double wide = 0, narrow = 0;
  for (std::uint64_t number = 0; number < kDrawn; ++number) {
    const std::uint32_t one = encoded.row(probe.begin + mix(number, 0x2545F4914F6CDD1DULL) % probe.size())[at];
    const std::uint32_t other = encoded.row(indexed.begin + mix(number, 0x9FB21C651E98DF25ULL) % indexed.size())[at];
    if (one == 0 || other == 0) continue;
    const DateValue& left = values.dates[one];
    DateValue right = values.dates[other];
    if (left.day != 0 && right.day != 0) {
      ++narrow;
      continue;
    }
    ++wide;
    const std::uint64_t chance = mix(number, 0x8EBC6AF09C88C6E3ULL);
    const std::int32_t days = of == kSame      ? days_between(kOwn, std::size(kOwn), chance)
                              : of == kSibling ? days_between(kSiblings, std::size(kSiblings), chance)
                                               : days_between(kNamesakes, std::size(kNamesakes), chance);
    // The true day of the left one is anywhere in its span, and the right span anywhere around that of the other.
    const std::int32_t left_width = left.latest - left.earliest;
    const std::int32_t right_width = right.latest - right.earliest;
    const auto within = [&](std::uint64_t salt, std::int32_t width) {
      return static_cast<std::int32_t>(mix(chance, salt) % (static_cast<std::uint64_t>(width) + 1));
    };
    const std::int32_t born = left.earliest + within(1, left_width) + days;
    right.earliest = born - within(2, right_width);
    right.latest = right.earliest + right_width;
    right.year = static_cast<std::int16_t>(base::civil(right.earliest + right_width / 2).year);
    if (right.day != 0) {
      const base::CivilDate date = base::civil(right.earliest);
      right.month = static_cast<std::uint8_t>(date.month);
      right.day = static_cast<std::uint8_t>(date.day);
    }
    const bool equal = left_width == right_width && std::abs(left.earliest - right.earliest) < 183 && left_width > 300;
    ++found[equal ? 1 : compare_dates(left, right)];
  }
  if (wide < 0.02 * (wide + narrow) || wide < 100) return {};
  const Levels usual = prior(field, of);
  Levels made{};
  double sum = 0;
  for (unsigned level = 1; level < 8; ++level) {
    made[level] = (narrow * usual[level] + found[level] + 0.5) / (narrow + wide);
    sum += made[level];
  }
  for (double& level : made) level /= sum;
  return made;
}

// On short lists nearly all equal births are those of persons with themselves, and the few of strangers pass for such.
// But strangers born in one year on different days, and on one day of different years, are many on any list and
// nobody's own: the one chance times the other is that of one day. Of births known to the day.
double born_on_one_day(const Values& values, std::span<const std::uint32_t> one, std::span<const std::uint32_t> other,
                       bool within) {
  constexpr double kFewest = 10;  // pairs that tell a chance
  struct Both {
    double left = 0, right = 0;
  };
  const auto pairs = [&](const Both& rows) {
    return within ? rows.left * (rows.left - 1) / 2 : rows.left * rows.right;
  };
  std::map<int, Both> years, days;
  Both all, known;
  double equal = 0;
  for (std::size_t value = 1; value < one.size(); ++value) {
    const Both rows{static_cast<double>(one[value]), static_cast<double>(other[value])};
    known.left += rows.left;
    known.right += rows.right;
    const DateValue& date = values.dates[value];
    if (date.day == 0) continue;
    equal += pairs(rows);
    for (Both* each : {&all, &years[date.year], &days[date.month * 32 + date.day]}) {
      each->left += rows.left;
      each->right += rows.right;
    }
  }
  double one_year = -equal, one_day = -equal;
  for (const auto& [year, rows] : years) one_year += pairs(rows);
  for (const auto& [day, rows] : days) one_day += pairs(rows);
  if (one_year < kFewest || one_day < kFewest) return 0;
  const double others = pairs(all) - equal;
  return one_year / (others - one_day) * one_day / (others - one_year) * pairs(all) / pairs(known);
}

// Fields in which two strangers mostly differ.
std::size_t witnesses(const std::vector<Field>& fields, const Side& left, const Side& right) {
  std::size_t count = 0;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    double exact = 0, one = 0, other = 0;
    for (std::size_t value = 1; value < left.counts[field].size(); ++value) {
      one += left.counts[field][value];
      other += right.counts[field][value];
      exact += static_cast<double>(left.counts[field][value]) * right.counts[field][value];
    }
    count += exact < 0.25 * one * other ? 1 : 0;
  }
  return count;
}

// Words of a name on average.
double words_a_name(const Values& values, std::size_t field, const Side& side) {
  double words = 0, rows = 0;
  for (std::size_t value = 1; value < side.counts[field].size(); ++value) {
    words += static_cast<double>(side.counts[field][value]) * std::max<int>(1, values.names[value].words);
    rows += side.counts[field][value];
  }
  return rows > 0 ? words / rows : 1;
}

// Names of the same words in another order are counted, as equal ones are: a draw of thousands of millions of pairs
// meets a dozen of them, and how many there are by chance decides whom names alone make one person.
class SameWords {
 public:
  SameWords(const Comparer& comparer, std::size_t field) : comparer_(comparer), field_(field) {
    const Values& values = comparer.values(field);
    keys_.assign(values.names.size(), 0);
    for (std::uint32_t value = 1; value < keys_.size(); ++value)
      for (const std::uint32_t word : words_of_name(values, value)) keys_[value] += mix(word, 0x9E3779B97F4A7C15ULL);
  }
  bool operator()(std::uint32_t one, std::uint32_t other) const { return keys_[one] == keys_[other]; }

  // Pairs of rows by level, equal names among them; `counts` are rows by value.
  using Rows = std::span<const std::uint32_t>;
  std::array<double, 8> pairs(Rows left, Rows right, bool within) const {
    std::array<double, 8> pairs{};
    std::vector<std::uint32_t> values;
    for (std::uint32_t value = 1; value < keys_.size(); ++value)
      if (rows(left, value) + rows(right, value) != 0) values.push_back(value);
    std::sort(values.begin(), values.end(), [&](std::uint32_t one, std::uint32_t other) {
      return keys_[one] != keys_[other] ? keys_[one] < keys_[other] : one < other;
    });
    for (std::size_t one = 0; one < values.size(); ++one) {
      const double here = rows(left, values[one]);
      pairs[1] += within ? here * (here - 1) / 2 : here * rows(right, values[one]);
      for (std::size_t other = one + 1; other < values.size() && (*this)(values[one], values[other]); ++other)
        pairs[comparer_.level(field_, values[one], values[other])] +=
            here * rows(right, values[other]) + (within ? 0 : rows(right, values[one]) * rows(left, values[other]));
    }
    return pairs;
  }

 private:
  static double rows(Rows counts, std::uint32_t value) { return value < counts.size() ? counts[value] : 0; }
  const Comparer& comparer_;
  std::size_t field_;
  std::vector<std::uint64_t> keys_;  // by value: the sum of what its words are mixed into
};

double rows_with_a_value(std::span<const std::uint32_t> counts) {
  return std::accumulate(counts.begin() + (counts.empty() ? 0 : 1), counts.end(), 0.0);
}

// Agreement of names by chance, measured where nobody's own rows can meet: within each list. Across the lists a
// person's own two rows are among the pairs, and where names are all there is, they are most of those that agree. Names
// are drawn from what people are called, so that rows of one list agree as often as rows of two (by Cauchy and Schwarz
// one of the lists at least as often); levels are summed from the top, because two hands may put into one level what
// one hand puts into a higher one. A list that holds persons twice has a higher bound, which does no harm. Gives for
// each field how often the larger of both lists agrees up to each level; [1] is 0: not known.
std::vector<Levels> names_within_lists(const std::vector<Field>& fields, const Encoded& encoded,
                                       const Comparer& comparer, const Basis& basis, const Side& left_side,
                                       const Side& right_side, unsigned threads) {
  std::vector<Levels> bounds(fields.size(), Levels{});
  // Where lists are long, a draw hardly ever meets a person's own rows. Where three fields or more tell people apart,
  // the estimate sees by the others which agreements are a person's own, and needs no such help.
  if (basis.expected * static_cast<double>(kDraws) < basis.pairs) return bounds;
  if (witnesses(fields, left_side, right_side) >= 3) return bounds;
  if (left_side.rows < 2 || right_side.rows < 2) return bounds;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (fields[field].kind != Kind::Name || comparer.values(field).two_scripts) continue;
    const SameWords same_words(comparer, field);
    for (std::size_t list = 0; list < 2; ++list) {
      const std::size_t begin = encoded.list_begin[list], rows = encoded.list_begin[list + 1] - begin;
      using Counts = std::array<std::uint64_t, 8>;
      std::vector<Counts> pieces(kDrawPieces, Counts{});
      base::for_each_piece(kDrawPieces, threads, [&](std::size_t piece) {
        for (std::size_t from = 0; from < kDraws / kDrawPieces; ++from) {
          const std::uint64_t number = piece * (kDraws / kDrawPieces) + from;
          const std::size_t one = mix(number, 0x1D8E4E27C47D124FULL) % rows;
          const std::size_t step = 1 + mix(number, 0xEB44ACCAB455D165ULL) % (rows - 1);
          const std::uint32_t left = encoded.row(begin + one)[field];
          const std::uint32_t right = encoded.row(begin + (one + step) % rows)[field];
          if (left != 0 && right != 0)
            ++pieces[piece][same_words(left, right) ? 0 : comparer.level(field, left, right)];
        }
      });
      Counts drawn{};
      double all = 1;
      for (const Counts& piece : pieces)
        for (std::size_t level = 0; level < 8; ++level) {
          drawn[level] += piece[level];
          all += static_cast<double>(piece[level]);
        }
      const auto& counts = (list == 0 ? left_side : right_side).counts[field];
      const std::array<double, 8> counted = same_words.pairs(counts, counts, true);
      const double known = rows_with_a_value(counts);
      const double pairs = std::max(1.0, known * (known - 1) / 2);
      double sum = 0.5 / all;
      for (unsigned level = 1; level < 8; ++level) {
        sum += static_cast<double>(drawn[level]) / all + counted[level] / pairs;
        bounds[field][level] = std::max(bounds[field][level], sum);
      }
    }
    // A name of one word has two chances to agree with one of two.
    const double one = words_a_name(comparer.values(field), field, left_side);
    const double other = words_a_name(comparer.values(field), field, right_side);
    for (unsigned level = 1; level < 8; ++level) bounds[field][level] *= std::max(one / other, other / one);
  }
  return bounds;
}

// Within one list every pair may be one person, and where names are all there is, nothing measured on pairs of rows
// tells chance apart. Words do: two strangers have one name as often as they have as many words, each the same in its
// place; and nearly one name as often as each word of the shorter has its like in the other; more often by the habits
// of families and fashions. As above; levels below "similar" are not bounded.
constexpr double kHabits = 2;
constexpr double kMostOwn = 4;  // rows of one name that may be one person's
constexpr unsigned kLowestBounded = 4;
constexpr std::size_t kMostWords = 5;
constexpr std::size_t kWordDraws = std::size_t{1} << 16;

// How often a word of the shorter of two strangers' names has its like, up to each level, in the longer one.
class WordLikeness {
 public:
  WordLikeness(const Comparer& comparer, std::size_t field, const Encoded& encoded, Range list) {
    const Values& values = comparer.values(field);
    for (std::uint64_t number = 0; number < kWordDraws; ++number) {
      const std::uint32_t one = encoded.row(list.begin + mix(number, 0x1D8E4E27C47D124FULL) % list.size())[field];
      const std::uint32_t other = encoded.row(list.begin + mix(number, 0xEB44ACCAB455D165ULL) % list.size())[field];
      if (one == 0 || other == 0 || comparer.level(field, one, other) <= kLowestBounded) continue;  // one person, maybe
      auto shorter = words_of_name(values, one);
      auto longer = words_of_name(values, other);
      if (shorter.size() > longer.size()) std::swap(shorter, longer);
      if (longer.size() > kMostWords) continue;
      for (std::size_t place = 0; place < shorter.size(); ++place) {
        unsigned best = 7;
        for (const std::uint32_t word : longer) best = std::min(best, comparer.level(field, shorter[place], word));
        auto& counts = counts_[shorter.size()][longer.size()][place];
        ++counts[0];
        for (unsigned level = best; level < 8; ++level) ++counts[level];
      }
    }
  }
  double chance(std::size_t shorter, std::size_t longer, unsigned level) const {
    double chance = 1;
    for (std::size_t place = 0; place < shorter; ++place) {
      const auto& counts = counts_[shorter][longer][place];
      chance *= (static_cast<double>(counts[level]) + 0.5) / (static_cast<double>(counts[0]) + 1);
    }
    return chance;
  }

 private:
  std::array<std::array<std::array<std::array<std::uint32_t, 8>, kMostWords>, kMostWords + 1>, kMostWords + 1>
      counts_{};  // [words][words of the longer][place][level]; [0]: all
};

std::vector<Levels> names_by_words(const std::vector<Field>& fields, const Encoded& encoded, const Comparer& comparer,
                                   const Side& rows, Range list) {
  std::vector<Levels> bounds(fields.size(), Levels{});
  if (list.size() < 2 || witnesses(fields, rows, rows) >= 3) return bounds;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (fields[field].meaning != Meaning::FullName || fields[field].kind != Kind::Name) continue;
    const Values& values = comparer.values(field);
    if (values.two_scripts) continue;
    const auto& counts = rows.counts[field];
    const WordPlaces places(values, counts);
    if (places.rows() < 2) continue;
    double exact = 0;
    for (std::uint32_t value = 1; value < counts.size(); ++value)
      if (counts[value] != 0)
        exact += std::min(kHabits * places.chance(value, std::min<double>(counts[value], kMostOwn), 0), 1.0) *
                 counts[value] / places.rows();
    const WordLikeness likeness(comparer, field, encoded, list);
    bounds[field].fill(1);
    bounds[field][1] = std::max(exact, 1e-12);
    for (unsigned level = 2; level <= kLowestBounded; ++level) {
      double sum = 0, known = 0;
      for (std::size_t one = 1; one <= kMostWords; ++one)
        for (std::size_t other = 1; other <= kMostWords; ++other) {
          const double both = places.share_of_length(one) * places.share_of_length(other);
          known += both;
          sum += both * likeness.chance(std::min(one, other), std::max(one, other), level);
        }
      bounds[field][level] = std::min(1.0, kHabits * sum / std::max(known, 1e-12));
    }
  }
  return bounds;
}

// A pair of rows.
struct Draw {
  std::size_t one, other;
  std::uint32_t times;
};
Draw draw(std::uint64_t number, Range probe, Range indexed) {
  return {probe.begin + mix(number, 0x1D8E4E27C47D124FULL) % probe.size(),
          indexed.begin + mix(number, 0xEB44ACCAB455D165ULL) % indexed.size(), 1};
}

// Short lists have fewer pairs than are drawn: each once, with how often. Empty where lists are longer.
std::vector<Draw> drawn_often(Range probe, Range indexed) {
  std::vector<Draw> draws;
  if (probe.size() * indexed.size() > kDraws) return draws;
  std::vector<std::uint32_t> times(probe.size() * indexed.size(), 0);
  for (std::uint64_t number = 0; number < kDraws && !times.empty(); ++number) {
    const Draw drawn = draw(number, probe, indexed);
    ++times[(drawn.one - probe.begin) * indexed.size() + (drawn.other - indexed.begin)];
  }
  for (std::size_t pair = 0; pair < times.size(); ++pair)
    if (times[pair] != 0)
      draws.push_back({probe.begin + pair / indexed.size(), indexed.begin + pair % indexed.size(), times[pair]});
  return draws;
}

// Levels of agreement summed from the top are at most those of the bound; the last level takes what is left. What the
// lists agree in more often than persons' own pairs can explain is chance, whatever a bound says: on one list names
// have three words, on the other two of the three.
void bound_agreement(Levels& levels, const Levels& bound, double most_own, unsigned count) {
  if (bound[1] <= 0) return;
  double sum = 0, kept = 0;
  for (unsigned level = 1; level + 1 < count; ++level) {
    sum += levels[level];
    const double now = std::min(sum, std::max({bound[level], kept, sum - most_own}));
    levels[level] = std::max(now - kept, 1e-12);
    kept = std::max(kept, now);
  }
  levels[count - 1] = std::max(1 - kept, 1e-12);
}

}  // namespace

Basis basis_of(const std::vector<Field>& fields, const Encoded& encoded, const Comparer& comparer, const Side& left,
               const Side& right, Range probe, Range indexed, PairsOf pairs_of, unsigned threads) {
  const bool within = pairs_of != PairsOf::TwoLists;
  Basis basis;
  basis.pairs = within ? left.rows * (left.rows - 1) / 2 : left.rows * right.rows;
  basis.pairs = std::max(basis.pairs, 1.0);
  basis.own_rows = within ? left.rows : 0;
  basis.expected = within ? 0.3 * left.rows : 0.5 * std::min(left.rows, right.rows);
  basis.expected = std::max(basis.expected, 1.0);
  // Lists that hold persons twice make more pairs than persons; still not many a row.
  basis.most = within ? 12 * left.rows : 1.5 * std::min(left.rows, right.rows);

  basis.sibling_births.assign(fields.size(), Levels{});
  basis.namesake_births.assign(fields.size(), Levels{});
  basis.own_births.assign(fields.size(), Levels{});
  for (std::size_t field = 0; field < fields.size() && probe.size() != 0 && indexed.size() != 0; ++field) {
    if (fields[field].kind != Kind::Date || fields[field].meaning != Meaning::Birth) continue;
    const Values& dates = comparer.values(field);
    basis.sibling_births[field] = births_so_apart(fields[field], field, kSibling, encoded, dates, probe, indexed);
    basis.namesake_births[field] = births_so_apart(fields[field], field, kNamesake, encoded, dates, probe, indexed);
    basis.own_births[field] = births_so_apart(fields[field], field, kSame, encoded, dates, probe, indexed);
  }

  std::vector<Levels> bounds;
  if (pairs_of == PairsOf::OneList) bounds = names_by_words(fields, encoded, comparer, left, probe);
  if (pairs_of == PairsOf::TwoLists)
    bounds = names_within_lists(fields, encoded, comparer, basis, left, right, threads);
  std::vector<std::optional<SameWords>> same_words(fields.size());  // of bounded fields of two lists
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (pairs_of == PairsOf::TwoLists && bounds[field][1] > 0) same_words[field].emplace(comparer, field);

  // Levels of random pairs. The draws are numbered, so that the same pairs are drawn on any number of threads.
  using Counts = std::vector<std::array<std::uint64_t, 8>>;
  std::vector<Counts> pieces(kDrawPieces, Counts(fields.size()));
  std::vector<std::array<std::uint64_t, 6>> parts(
      kDrawPieces);  // full names that agree in part, and their own names too
  std::size_t full_name = fields.size();
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (fields[field].meaning == Meaning::FullName && fields[field].kind == Kind::Name) full_name = field;
  const std::vector<Draw> often = drawn_often(probe, indexed);
  const std::size_t drawn = probe.size() == 0 || indexed.size() == 0 ? 0 : often.empty() ? kDraws : often.size();
  base::for_each_piece(kDrawPieces, threads, [&](std::size_t piece) {
    constexpr std::size_t kBatch = 64;
    std::array<Draw, kBatch> draws;
    std::array<RowPair, kBatch> pairs;
    std::array<Pattern, kBatch> patterns;
    const std::size_t end = drawn * (piece + 1) / kDrawPieces;
    for (std::size_t from = drawn * piece / kDrawPieces; from < end; from += kBatch) {
      const std::size_t count = std::min(kBatch, end - from);
      for (std::size_t at = 0; at < count; ++at) {
        draws[at] = often.empty() ? draw(from + at, probe, indexed) : often[from + at];
        __builtin_prefetch(encoded.row(draws[at].one));
        __builtin_prefetch(encoded.row(draws[at].other));
      }
      for (std::size_t at = 0; at < count; ++at) pairs[at] = {encoded.row(draws[at].one), encoded.row(draws[at].other)};
      comparer.patterns(std::span(pairs).first(count), patterns.data());
      for (std::size_t at = 0; at < count; ++at) {
        if (draws[at].one == draws[at].other) continue;
        const Pattern pattern = patterns[at];
        const std::uint64_t times = draws[at].times;
        if (full_name < fields.size() && order_counts(level_of(pattern, full_name))) {
          const std::size_t order = order_of(level_of(pattern, full_name));
          parts[piece][2 + 2 * order] += times;
          parts[piece][3 + 2 * order] += (pattern & kTurned) != 0 ? times : 0;
        }
        if (full_name < fields.size() && asks_own_name(pattern, full_name)) {
          parts[piece][0] += times;
          parts[piece][1] += (pattern & kOwnNameAgrees) != 0 ? times : 0;
        }
        for (std::size_t field = 0; field < fields.size(); ++field) {
          const unsigned level = level_of(pattern, field);
          // Equal numbers are counted exactly below, as are names of the same words; equal names in two scripts only
          // here.
          if (level == 0) continue;
          const std::uint32_t one = pairs[at].left[field], other = pairs[at].right[field];
          const bool counted = one == other || (same_words[field] && (*same_words[field])(one, other));
          pieces[piece][field][counted ? 0 : level] += times;
        }
      }
    }
  });
  // A guess counts for as many as say something.
  constexpr double kGuessedParts = 20;
  double in_part = kGuessedParts, own_names = kGuessedParts * Basis().own_names;
  std::array<double, kOrders> with_order, turned;
  for (std::size_t order = 0; order < kOrders; ++order) {
    with_order[order] = kGuessedParts;
    turned[order] = kGuessedParts * Basis().turned[order];
  }
  for (const auto& piece : parts) {
    in_part += static_cast<double>(piece[0]);
    own_names += static_cast<double>(piece[1]);
    for (std::size_t order = 0; order < kOrders; ++order) {
      with_order[order] += static_cast<double>(piece[2 + 2 * order]);
      turned[order] += static_cast<double>(piece[3 + 2 * order]);
    }
  }
  for (std::size_t order = 0; order < kOrders; ++order)
    basis.turned[order] = std::clamp(turned[order] / with_order[order], 1e-3, 1 - 1e-3);
  basis.own_names = std::clamp(own_names / in_part, 1e-3, 1 - 1e-3);
  Counts counts(fields.size());
  for (const Counts& piece : pieces)
    for (std::size_t field = 0; field < fields.size(); ++field)
      for (std::size_t level = 0; level < 8; ++level) counts[field][level] += piece[field][level];

  for (std::size_t field = 0; field < fields.size(); ++field) {
    double exact = 0, left_known = 0, right_known = 0;
    const auto& one = left.counts[field];
    const auto& other = right.counts[field];
    for (std::size_t value = 1; value < one.size(); ++value) {
      left_known += one[value];
      right_known += other[value];
      if (within) exact += one[value] * (one[value] - 1.0) / 2;
      else exact += static_cast<double>(one[value]) * other[value];
    }
    const double known = std::max(1.0, within ? left_known * (left_known - 1) / 2 : left_known * right_known);
    basis.known_pairs.push_back(known);
    const bool birth = fields[field].kind == Kind::Date && fields[field].meaning == Meaning::Birth;
    basis.by_chance.push_back(birth ? born_on_one_day(comparer.values(field), one, other, within) : 0);
    Levels levels{};
    const unsigned count = levels_of(fields[field].kind);
    std::array<double, 8> counted{};
    if (same_words[field]) counted = same_words[field]->pairs(one, other, within);
    counted[1] = exact;
    double rest = 1;
    for (unsigned level = 1; level < count; ++level) {
      levels[level] = std::clamp(counted[level] / known, level == 1 ? 1e-12 : 0.0, 1.0);
      rest -= levels[level];
    }
    double differ = static_cast<double>(counts[field][1]);
    for (unsigned level = 2; level < count; ++level) differ += static_cast<double>(counts[field][level]) + 0.5;
    levels[1] += rest * static_cast<double>(counts[field][1]) / differ;
    for (unsigned level = 2; level < count; ++level)
      levels[level] += std::max(1e-12, rest * (static_cast<double>(counts[field][level]) + 0.5) / differ);
    Levels across = levels;
    shrink(across, fields[field], known);
    basis.across.push_back(across);
    if (!bounds.empty()) bound_agreement(levels, bounds[field], basis.most / known, count);
    shrink(levels, fields[field], known);
    basis.strangers.push_back(levels);
    basis.without_own.push_back(!bounds.empty() && bounds[field][1] > 0);
  }
  return basis;
}

}  // namespace midspan::reconcile
