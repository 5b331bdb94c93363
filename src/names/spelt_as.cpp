// SPDX-License-Identifier: Apache-2.0
#include "names/spelt_as.hpp"

#include <algorithm>

#include "names/alignment.hpp"
#include "names/letters.hpp"
#include "names/script.hpp"

namespace midspan::names {

namespace {

constexpr std::size_t kBeam = 48;
constexpr std::size_t kWalked = 32;  // words looked at for each way to put the word to a table

}  // namespace

struct LatinSpellings::Inside {
  std::vector<std::uint32_t> words;  // tree's number -> place
  std::vector<std::int32_t> costs;   // of the spellings by themselves
  std::unique_ptr<LetterTrie> tree;
};

LatinSpellings::LatinSpellings(std::span<const std::string_view> words) : inside_(std::make_unique<Inside>()) {
  const AlignmentTable& spellings = *AlignmentTable::of(people::Script::Latin);
  std::vector<std::u16string> letters;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const LatinLetters spelt = latin_letters(words[at]);
    if (spelt.empty()) continue;
    inside_->words.push_back(static_cast<std::uint32_t>(at));
    inside_->costs.push_back(spellings.spelling_cost(spelt));
    letters.push_back(wide_letters(spelt));
  }
  if (!letters.empty()) inside_->tree = std::make_unique<LetterTrie>(letters);
}

LatinSpellings::~LatinSpellings() = default;

std::vector<SpeltAs> LatinSpellings::find(std::string_view word, std::size_t most, int least,
                                          std::string_view language) const {
  std::vector<SpeltAs> found;
  const people::Script script = script_of(word);
  if (inside_->tree == nullptr || !has_table(script)) return found;
  const AlignmentTable& table = *AlignmentTable::of(script, language);
  std::int32_t later = 0;
  for (const std::string& spelling : table_spellings(word, script, language)) {
    const std::u16string native = table.ids_of(spelling);
    if (!native.empty()) {
      const std::int32_t own = table.native_cost(native);
      for (const AlignmentTable::Found& near : table.nearest_latin(native, *inside_->tree, kWalked, kBeam)) {
        const std::int32_t alone = std::max(inside_->costs[near.word], kCostPerBit);
        const std::int32_t beside = near.cost - own + later;
        const int share = static_cast<int>(std::int64_t{100} * (alone - beside) / alone);
        if (share >= least) found.push_back({inside_->words[near.word], std::min(share, 100)});
      }
    }
    later += kLaterSpelling;
  }
  std::sort(found.begin(), found.end(), [](const SpeltAs& one, const SpeltAs& other) {
    return one.word != other.word ? one.word < other.word : one.share > other.share;
  });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const SpeltAs& one, const SpeltAs& other) { return one.word == other.word; }),
              found.end());
  std::sort(found.begin(), found.end(), [](const SpeltAs& one, const SpeltAs& other) {
    return one.share != other.share ? one.share > other.share : one.word < other.word;
  });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace midspan::names
