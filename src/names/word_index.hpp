// SPDX-License-Identifier: Apache-2.0
// Inside names/: one word against the distinct words of many names, in any scripts.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "names/alignment.hpp"
#include "names/letter_trie.hpp"
#include "names/similarity.hpp"
#include "names/transliterate.hpp"
#include "people/name.hpp"

namespace midspan::names {

struct IndexedWord {
  std::string text;    // as written
  std::string folded;  // joined
  people::Script script = people::Script::Unknown;
};

class WordIndex {
 public:
  // Words differ in their folded form or, in Latin, in their accents. What is made does not depend on `threads`.
  WordIndex(std::vector<IndexedWord> words, std::string language, unsigned threads);
  ~WordIndex();

  struct Found {
    std::uint32_t word = 0;
    std::int32_t cost = 0;  // in 1/256 bit, 0 for equality
  };
  // Words that might be it, best first, ties by word; no word twice. `letters` becomes its length in Latin letters.
  // Any number of threads may ask at once.
  std::vector<Found> find(std::string_view text, std::int32_t& letters) const;

 private:
  struct Native;  // words of one script that has a table
  struct Sounds;  // words of one script by their sound keys
  struct Written {
    std::uint32_t word = 0;
    std::uint32_t length = 0;   // letters
    std::uint64_t letters = 0;  // a bit for each, folded to 64
  };

  void add_latin();
  void add_native(people::Script script, unsigned threads);
  const Sounds& sounds_of(people::Script script) const;
  static void rank_found(std::span<const AlignmentTable::Found> near, std::span<const std::uint32_t> words,
                         std::span<const std::int32_t> own, std::int32_t share, std::size_t length,
                         std::vector<Found>& found);
  void by_table(const AlignmentTable& table, std::string_view text, std::vector<Found>& found) const;
  void from_latin(std::string_view text, std::vector<Found>& found) const;
  void by_sound(const Sounds& sounds, const std::vector<Reading>& readings, std::vector<Found>& found) const;
  void as_written(const std::string& folded, people::Script script, std::vector<Found>& found) const;

  std::vector<IndexedWord> words_;
  std::string language_;                    // of the names, where it is known
  std::unique_ptr<LetterTrie> latin_;       // Latin words with their accents
  std::vector<std::uint32_t> latin_words_;  // tree's number -> word
  std::vector<std::int32_t> latin_costs_;   // of the spellings themselves
  std::map<people::Script, std::unique_ptr<Native>> native_;
  std::map<people::Script, std::unique_ptr<Sounds>> sounds_;
  std::map<people::Script, std::vector<Written>> written_;  // words not Latin
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_folded_;
  std::map<std::uint16_t, std::vector<std::uint32_t>> by_variant_;
};

}  // namespace midspan::names
