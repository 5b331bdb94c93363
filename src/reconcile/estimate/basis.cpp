// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/basis.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

#include "base/day.hpp"
#include "base/threads.hpp"
#include "reconcile/encode/interner.hpp"

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
Levels births_of_relatives(const Field& field, std::size_t at, Class of, const Encoded& encoded, const Values& values,
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
    const std::int32_t days = of == kSibling ? days_between(kSiblings, std::size(kSiblings), chance)
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

}  // namespace

Basis basis_of(const std::vector<Field>& fields, const Encoded& encoded, const Comparer& comparer, const Side& left,
               const Side& right, Range probe, Range indexed, bool within, unsigned threads) {
  Basis basis;
  basis.pairs = within ? left.rows * (left.rows - 1) / 2 : left.rows * right.rows;
  basis.pairs = std::max(basis.pairs, 1.0);
  basis.expected = within ? 0.3 * left.rows : 0.5 * std::min(left.rows, right.rows);
  basis.expected = std::max(basis.expected, 1.0);
  // Lists that hold persons twice make more pairs than persons; still not many a row.
  basis.most = within ? 12 * left.rows : 1.5 * std::min(left.rows, right.rows);

  basis.sibling_births.assign(fields.size(), Levels{});
  basis.namesake_births.assign(fields.size(), Levels{});
  for (std::size_t field = 0; field < fields.size() && probe.size() != 0 && indexed.size() != 0; ++field) {
    if (fields[field].kind != Kind::Date || fields[field].meaning != Meaning::Birth) continue;
    const Values& dates = comparer.values(field);
    basis.sibling_births[field] = births_of_relatives(fields[field], field, kSibling, encoded, dates, probe, indexed);
    basis.namesake_births[field] = births_of_relatives(fields[field], field, kNamesake, encoded, dates, probe, indexed);
  }

  // Levels of random pairs. The draws are numbered, so that the same pairs are drawn on any number of threads.
  using Counts = std::vector<std::array<std::uint64_t, 8>>;
  std::vector<Counts> pieces(kDrawPieces, Counts(fields.size()));
  if (probe.size() != 0 && indexed.size() != 0)
    base::for_each_piece(kDrawPieces, threads, [&](std::size_t piece) {
      struct Draw {
        std::size_t one, other;
      };
      constexpr std::size_t kBatch = 64;
      std::array<Draw, kBatch> draws;
      for (std::size_t from = 0; from < kDraws / kDrawPieces; from += kBatch) {
        for (std::size_t at = 0; at < kBatch; ++at) {
          const std::uint64_t number = piece * (kDraws / kDrawPieces) + from + at;
          draws[at] = {probe.begin + mix(number, 0x1D8E4E27C47D124FULL) % probe.size(),
                       indexed.begin + mix(number, 0xEB44ACCAB455D165ULL) % indexed.size()};
          __builtin_prefetch(encoded.row(draws[at].one));
          __builtin_prefetch(encoded.row(draws[at].other));
        }
        for (const Draw& draw : draws) {
          if (draw.one == draw.other) continue;
          const Pattern pattern = comparer.pattern(encoded.row(draw.one), encoded.row(draw.other));
          for (std::size_t field = 0; field < fields.size(); ++field) {
            const unsigned level = level_of(pattern, field);
            // Equal numbers are counted exactly below; equal names in two scripts only here.
            if (level == 0) continue;
            const bool equal = encoded.row(draw.one)[field] == encoded.row(draw.other)[field];
            ++pieces[piece][field][equal ? 0 : level];
          }
        }
      }
    });
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
    Levels levels{};
    const unsigned count = levels_of(fields[field].kind);
    levels[1] = std::clamp(exact / known, 1e-12, 1.0);
    double differ = static_cast<double>(counts[field][1]);
    for (unsigned level = 2; level < count; ++level) differ += static_cast<double>(counts[field][level]) + 0.5;
    const double rest = 1 - levels[1];
    levels[1] += rest * static_cast<double>(counts[field][1]) / differ;
    for (unsigned level = 2; level < count; ++level)
      levels[level] = std::max(1e-12, rest * (static_cast<double>(counts[field][level]) + 0.5) / differ);
    shrink(levels, fields[field], known);
    basis.strangers.push_back(levels);
  }
  return basis;
}

}  // namespace midspan::reconcile
