// SPDX-License-Identifier: Apache-2.0
// Most pairs of words are far apart, and sixteen bytes say so: a word's signature is its letters as a multiset, its
// length, its first letter and a piece of its skeleton in 64 bits. Of two signatures a bound of Jaro-Winkler follows
// that is never below the real one, so what is screened out would have been "other" anyway.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "names/similarity.hpp"

namespace midspan::reconcile {

// 0: says nothing, the words have to be looked at.
using Signature = std::uint64_t;
enum class Alphabet : std::uint8_t { Latin, Foreign };  // letters as written, or as a word of another script sounds

// Pairs below these similarities are far apart, in hundredths of the sum of shares of common letters (3 x Jaro - 1).
struct ScreenBar {
  std::uint32_t other_first;  // first letters differ: Jaro-Winkler is Jaro
  std::uint32_t same_first;   // they are the same: Winkler may add to what is above 0.7
  bool skeletons;             // equal skeletons are never far apart
  unsigned shortest;          // letters of a word that has a signature: with fewer, one edit may be below the bar
};
constexpr ScreenBar kNameBar{134, 110, true, 4};   // 0.78; below 0.70 nothing is added
constexpr ScreenBar kTextBar{155, 125, false, 5};  // 0.85; with four letters in common from 0.75

Signature signature_of(const names::PackedWord& word, std::uint32_t skeleton, Alphabet alphabet, ScreenBar bar);

// True when the words are certainly far apart.
bool far_apart(Signature left, Signature right, ScreenBar bar);

// Letters that both begin with, at most four.
unsigned letters_begun_alike(const names::PackedWord& one, const names::PackedWord& other);

// Whether Jaro-Winkler of the words may be `least` of 10,000 or more, as far as their letters say, whatever their
// order; `prefix`: letters_begun_alike.
bool may_reach(Signature left, Signature right, unsigned prefix, unsigned least);

// far[i] = far_apart(left[i], right[i], bar).
using Screen = void (*)(const Signature* left, const Signature* right, std::size_t count, ScreenBar bar,
                        std::uint8_t* far);

// The same numbers on every machine; which one runs depends on the processor alone.
struct ScreenKernel {
  const char* name;
  Screen run;
  bool runs_here;
};
std::span<const ScreenKernel> screen_kernels();  // the plain one first, the widest last
Screen best_screen();

// --- whole rows ----------------------------------------------------------------------------------------------------

// Rows as lines of sixteen words of four bytes: values first, then signatures, two words each. All words and signatures
// of a line are looked at in one step.
constexpr std::size_t kLineWords = 16;
constexpr std::size_t kMostLines = 4;  // twenty values and twenty signatures

struct RowPair {
  const std::uint32_t* left;
  const std::uint32_t* right;
};

// By signature, counted from the first line on; where a line has none, anything.
struct RowBars {
  std::size_t lines = 1;
  std::array<std::uint64_t, kMostLines * kLineWords / 2> same_first{}, other_first{};
  std::uint32_t no_skeletons = 0;  // bits: equal skeletons say nothing
  void set(std::size_t signature, ScreenBar bar);
};

// A bit a word: equal, and both are not zero. A bit a signature: far_apart. What stands at words that hold no values,
// and at places that hold no signatures, has no meaning.
struct RowMatch {
  std::uint64_t equal = 0;
  std::uint64_t known = 0;
  std::uint64_t far = 0;
};
using MatchRows = void (*)(const RowPair* pairs, std::size_t count, const RowBars& bars, RowMatch* out);

struct RowKernel {
  const char* name;
  MatchRows run;
  bool runs_here;
};
std::span<const RowKernel> row_kernels();  // the plain one first, the widest last
MatchRows best_row_kernel();

}  // namespace midspan::reconcile
