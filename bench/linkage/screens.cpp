// SPDX-License-Identifier: Apache-2.0
// What screening a pair of words costs with each kernel, against comparing the words.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "measure.hpp"
#include "names/similarity.hpp"
#include "reconcile/compare/screen.hpp"

namespace midspan::bench {

namespace {

using namespace reconcile;

double nanoseconds_since(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - since).count();
}

}  // namespace

int measure_screens() {
  // Names of the lists' own length: six to eleven letters, in the order of letters' frequency in Latin script.
  constexpr std::size_t kWords = 4096;
  constexpr std::size_t kRounds = 400;
  std::vector<names::PackedWord> words(kWords);
  std::vector<Signature> left, right;
  std::uint64_t state = 5;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % below;
  };
  for (std::size_t at = 0; at < kWords; ++at) {
    std::string word;
    for (std::uint64_t length = 6 + draw(6); length > 0; --length)
      word.push_back("eaeaiaoinrsnrstlmdhcukbgpfvyzjwxq"[draw(33)]);
    names::pack(word, words[at]);
    left.push_back(signature_of(words[at], static_cast<std::uint32_t>(draw(1 << 16)), Alphabet::Latin, kNameBar));
  }
  for (std::size_t at = 0; at < kWords; ++at) right.push_back(left[(at * 7 + 13) % kWords]);
  std::vector<std::uint8_t> far(kWords);
  for (const ScreenKernel& kernel : screen_kernels()) {
    if (!kernel.runs_here) {
      fmt::print("{:<14} not on this processor\n", kernel.name);
      continue;
    }
    std::size_t thrown_out = 0;
    double best = 1e18;
    for (std::size_t round = 0; round < kRounds; ++round) {
      const auto since = std::chrono::steady_clock::now();
      kernel.run(left.data(), right.data(), kWords, kNameBar, far.data());
      best = std::min(best, nanoseconds_since(since));
    }
    for (const std::uint8_t one : far) thrown_out += one;
    fmt::print("{:<14} {:6.2f} ns a pair, {:.1f} % thrown out\n", kernel.name, best / kWords,
               100.0 * static_cast<double>(thrown_out) / kWords);
  }
  double best = 1e18;
  long sum = 0;
  for (std::size_t round = 0; round < kRounds / 10; ++round) {
    const auto since = std::chrono::steady_clock::now();
    for (std::size_t at = 0; at < kWords; ++at) sum += names::jaro_winkler(words[at], words[(at * 7 + 13) % kWords]);
    best = std::min(best, nanoseconds_since(since));
  }
  fmt::print("{:<14} {:6.2f} ns a pair (sum {})\n", "jaro-winkler", best / kWords, sum);
  return 0;
}

}  // namespace midspan::bench
