// SPDX-License-Identifier: Apache-2.0
// Which Latin words of a list a word in another script is likely to be spelt as. Readings say how a word is mostly
// spelt; a list knows how its clerks did spell: the alignment table is walked along the words that are there.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace midspan::names {

// How well a Latin spelling answers to a native word, in hundredths: how much of the spelling's own surprise the word
// takes away. 100: it is how the word is always spelt; 0: as probable as beside any other word; negative: less.
// Of pairs of one name that the tables have not seen half are above 75, nine in ten above 40; of words that stand next
// to them among ten thousand one in ten is above 40.
struct SpeltAs {
  std::uint32_t word = 0;
  int share = 0;
};

// Thread safety: find may be called from several threads.
class LatinSpellings {
 public:
  // Words by their place. Cost: about 2 us a word.
  explicit LatinSpellings(std::span<const std::string_view> words);
  ~LatinSpellings();
  LatinSpellings(const LatinSpellings&) = delete;
  LatinSpellings& operator=(const LatinSpellings&) = delete;

  // Those of at least `least`, best first, ties by place; nothing for scripts without a table. About 50 us.
  std::vector<SpeltAs> find(std::string_view word, std::size_t most, int least, std::string_view language = {}) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace midspan::names
