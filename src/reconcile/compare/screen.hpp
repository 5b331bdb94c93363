// SPDX-License-Identifier: Apache-2.0
// Most pairs of words are far apart, and sixteen bytes say so: a word's signature is its letters as a multiset, its
// length, its first letter and a piece of its skeleton in 64 bits. Of two signatures a bound of Jaro-Winkler follows
// that is never below the real one, so what is screened out would have been "other" anyway.
#pragma once

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

}  // namespace midspan::reconcile
