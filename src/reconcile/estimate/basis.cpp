// SPDX-License-Identifier: Apache-2.0
#include "reconcile/estimate/basis.hpp"

#include <algorithm>
#include <array>

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
      if (field.meaning == Meaning::FullName) return {0, 0.0002, 0.0005, 0.01, 0.04};
      return {0, 0.004, 0.003, 0.01, 0.03};
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
