// SPDX-License-Identifier: Apache-2.0
// A word finds others in four ways: as written (equal, a form of the same given name, a letter or two wrong); by the
// alignment table of its script, which walks the tree of all Latin words; from Latin by the tables of the candidates'
// scripts, each walking the tree of its own words; and by sound keys, where neither has a table or neither is Latin.
#include "names/word_index.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include "base/threads.hpp"
#include "base/utf8.hpp"
#include "names/name_variants.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/sound.hpp"
#include "names/words.hpp"

namespace midspan::names {

using people::Script;

namespace {

constexpr std::int32_t kLetterWrong = 6 * kCostPerBit;  // one letter of sound distance
constexpr std::int32_t kNotTheSame = kCostPerBit / 2;   // whatever is not equal after folding
constexpr std::int32_t kVariant = 3 * kCostPerBit;      // a form of the same given name
constexpr std::size_t kReadingsOfCandidates = 4;
constexpr std::size_t kReadingsOfQueries = 3;
constexpr std::size_t kWordsByTable = 40;
constexpr std::size_t kWordsBySound = 60;
constexpr std::size_t kBeam = 256;
constexpr std::size_t kLongestWord = 64;                    // Latin letters; of longer words the head
constexpr std::int32_t kFreelyPerLetter = kCostPerBit / 2;  // what spelling a name freely costs, a letter
constexpr std::size_t kEnough = 3;                          // found by a table: sounds are not asked
constexpr int kLeastSound = 7200;                           // Jaro-Winkler of the sound keys

std::uint64_t letters_of(std::string_view folded, std::uint32_t& length) {
  std::uint64_t bits = 0;
  length = 0;
  for (std::size_t at = 0; at < folded.size(); ++length)
    bits |= std::uint64_t{1} << (base::next_code_point(folded, at) % 64);
  return bits;
}

}  // namespace

struct WordIndex::Native {
  const AlignmentTable* table = nullptr;
  std::unique_ptr<LetterTrie> tree;
  std::vector<std::uint32_t> words;  // tree's number -> word
  std::vector<std::int32_t> costs;   // of the words themselves
};

struct WordIndex::Sounds {
  struct Entry {
    std::uint32_t word = 0;
    std::int32_t offset = 0;  // of a reading
    std::string sounds;
  };
  std::once_flag once;
  std::vector<std::uint32_t> words;
  std::vector<Entry> entries;
  std::vector<PackedWord> keys;           // beside entries, cut at 16
  std::vector<std::uint32_t> signatures;  // of the keys
};

WordIndex::WordIndex(std::vector<IndexedWord> words, std::string language, unsigned threads)
    : words_(std::move(words)), language_(std::move(language)) {
  for (std::uint32_t at = 0; at < words_.size(); ++at) {
    const IndexedWord& word = words_[at];
    by_folded_[word.folded].push_back(at);
    for (const std::uint16_t line : variant_lines(word.folded)) by_variant_[line].push_back(at);
    std::unique_ptr<Sounds>& sounds = sounds_[word.script];
    if (sounds == nullptr) sounds = std::make_unique<Sounds>();
    sounds->words.push_back(at);
    if (word.script == Script::Latin) continue;
    Written written{at, 0, 0};
    written.letters = letters_of(word.folded, written.length);
    written_[word.script].push_back(written);
  }
  add_latin();
  for (const auto& [script, written] : written_)
    if (has_table(script)) add_native(script, threads);
}

WordIndex::~WordIndex() = default;

void WordIndex::add_latin() {
  const AlignmentTable& spellings = *AlignmentTable::of(Script::Latin);
  std::vector<std::u16string> letters;
  for (std::uint32_t at = 0; at < words_.size(); ++at) {
    if (words_[at].script != Script::Latin) continue;
    const LatinLetters spelt = latin_letters(words_[at].text);
    if (spelt.empty()) continue;
    latin_words_.push_back(at);
    letters.push_back(wide_letters(spelt));
    latin_costs_.push_back(spellings.spelling_cost(spelt));
  }
  if (!letters.empty()) latin_ = std::make_unique<LetterTrie>(letters);
}

void WordIndex::add_native(Script script, unsigned threads) {
  auto native = std::make_unique<Native>();
  native->table = AlignmentTable::of(script, language_);
  std::vector<std::u16string> letters;
  for (const Written& written : written_.find(script)->second) {
    std::int32_t later = 0;
    for (const std::string& spelling : table_spellings(words_[written.word].text, script, language_)) {
      std::u16string ids = native->table->ids_of(spelling);
      if (!ids.empty()) {
        native->words.push_back(written.word);
        letters.push_back(std::move(ids));
        // Taken off the word's own cost, of which ranking gives a share back.
        native->costs.push_back(-later * kCostPerBit / kNativeShare);
      }
      later += kLaterSpelling;
    }
  }
  constexpr std::size_t kPiece = 256;
  base::for_each_piece((letters.size() + kPiece - 1) / kPiece, threads, [&](std::size_t piece) {
    for (std::size_t at = piece * kPiece; at < std::min(letters.size(), (piece + 1) * kPiece); ++at)
      native->costs[at] += native->table->native_cost(letters[at]);
  });
  native->tree = std::make_unique<LetterTrie>(letters);
  native_[script] = std::move(native);
}

const WordIndex::Sounds& WordIndex::sounds_of(Script script) const {
  Sounds& sounds = *sounds_.find(script)->second;
  std::call_once(sounds.once, [&] {
    for (const std::uint32_t word : sounds.words)
      for (const Reading& reading :
           latin_readings(script == Script::Latin ? std::string_view(words_[word].folded) : words_[word].text,
                          kReadingsOfCandidates, language_)) {
        Sounds::Entry entry{word, reading.cost, latin_sounds(reading.latin)};
        PackedWord key;
        pack(std::string_view(entry.sounds).substr(0, 16), key);
        sounds.entries.push_back(std::move(entry));
        sounds.keys.push_back(key);
        sounds.signatures.push_back(letter_signature(key));
      }
  });
  return sounds;
}

// A table ranks by the cost of the pair less a share of the candidate's own. What stands in the result is that above
// the best one's, and for the best one how far the pair is from what spelling a name freely costs, so that costs of
// words, tables and sounds can be added and compared.
void WordIndex::rank_found(std::span<const AlignmentTable::Found> near, std::span<const std::uint32_t> words,
                           std::span<const std::int32_t> own, std::int32_t share, std::size_t length,
                           std::vector<Found>& found) {
  if (near.empty()) return;
  const auto ranked = [&](const AlignmentTable::Found& one) {
    return one.cost - static_cast<std::int32_t>(std::int64_t{own[one.word]} * share / kCostPerBit);
  };
  const AlignmentTable::Found* best = &near.front();
  for (const AlignmentTable::Found& one : near)
    if (ranked(one) < ranked(*best)) best = &one;
  const std::int32_t freely = static_cast<std::int32_t>(length) * kFreelyPerLetter;
  const std::int32_t offset = std::max(0, best->cost - own[best->word] - freely) - ranked(*best);
  for (const AlignmentTable::Found& one : near) found.push_back({words[one.word], ranked(one) + offset});
}

void WordIndex::by_table(const AlignmentTable& table, std::string_view text, std::vector<Found>& found) const {
  std::int32_t later = 0;
  for (const std::string& spelling : table_spellings(text, table.script(), language_)) {
    const std::u16string native = table.ids_of(spelling);
    const std::size_t before = found.size();
    if (!native.empty())
      rank_found(table.nearest_latin(native, *latin_, kWordsByTable, kBeam), latin_words_, latin_costs_, kSpellingShare,
                 native.size(), found);
    for (std::size_t at = before; at < found.size(); ++at) found[at].cost += later;
    later += kLaterSpelling;
  }
}

void WordIndex::from_latin(std::string_view text, std::vector<Found>& found) const {
  const LatinLetters spelt = latin_letters(text).substr(0, kLongestWord);
  const LatinLetters plain = plain_letters(spelt);
  for (const auto& [script, native] : native_) {
    auto near = native->table->nearest_native(spelt, *native->tree, kWordsByTable, kBeam);
    if (near.empty() && plain != spelt)
      near = native->table->nearest_native(plain, *native->tree, kWordsByTable, kBeam);
    rank_found(near, native->words, native->costs, kNativeShare, spelt.size(), found);
  }
}

void WordIndex::by_sound(const Sounds& sounds, const std::vector<Reading>& readings, std::vector<Found>& found) const {
  std::vector<std::pair<int, std::uint32_t>> best;
  for (std::size_t reading = 0; reading < std::min(readings.size(), kReadingsOfQueries); ++reading) {
    const std::string spoken = latin_sounds(readings[reading].latin);
    PackedWord key;
    pack(std::string_view(spoken).substr(0, 16), key);
    best.clear();
    jaro_winkler_at_least(key, sounds.keys, sounds.signatures, kLeastSound, best);
    for (auto& [score, at] : best) score = -score;
    if (best.size() > kWordsBySound) {
      std::nth_element(best.begin(), best.begin() + kWordsBySound, best.end());
      best.resize(kWordsBySound);
    }
    for (const auto& [score, at] : best) {
      const Sounds::Entry& entry = sounds.entries[at];
      const std::int32_t distance = sound_distance(spoken, entry.sounds) * (kLetterWrong / 4) / 25;
      found.push_back({entry.word, kNotTheSame + distance + entry.offset + readings[reading].cost});
    }
  }
}

void WordIndex::as_written(const std::string& folded, Script script, std::vector<Found>& found) const {
  if (const auto same = by_folded_.find(folded); same != by_folded_.end())
    for (const std::uint32_t word : same->second) found.push_back({word, 0});
  for (const std::uint16_t line : variant_lines(folded))
    if (const auto forms = by_variant_.find(line); forms != by_variant_.end())
      for (const std::uint32_t word : forms->second) found.push_back({word, kVariant});
  const auto bucket = written_.find(script);
  if (bucket == written_.end()) return;
  const int limit = folded.size() <= 4 ? 0 : folded.size() <= 12 ? 1 : 2;
  std::uint32_t length = 0;
  const std::uint64_t letters = letters_of(folded, length);
  for (const Written& other : bucket->second) {
    // Each change takes a letter away or puts one in, or both.
    if (__builtin_popcountll(letters ^ other.letters) > 2 * limit) continue;
    if (static_cast<int>(std::max(length, other.length) - std::min(length, other.length)) > limit) continue;
    const int wrong = damerau(folded, words_[other.word].folded, limit);
    if (wrong <= limit) found.push_back({other.word, kNotTheSame + wrong * kLetterWrong});
  }
}

std::vector<WordIndex::Found> WordIndex::find(std::string_view text, std::int32_t& letters) const {
  std::vector<Found> found;
  const std::string folded = fold_joined(text);
  const Script script = script_of(folded);
  letters = static_cast<std::int32_t>(folded.size());
  as_written(folded, script, found);
  const AlignmentTable* const table = script == Script::Latin ? nullptr : AlignmentTable::of(script, language_);
  if (table != nullptr && latin_ != nullptr) by_table(*table, text, found);
  if (script == Script::Latin) from_latin(text, found);
  std::vector<Reading> readings;
  // Few words of Japanese Han are in a table: they are always read too.
  const bool han_is_read = is_japanese(language_);
  for (const auto& [other, sounds] : sounds_) {
    const bool tabled = script == Script::Latin ? has_table(other) : table != nullptr && other == Script::Latin;
    const bool read = han_is_read && (script == Script::Han || other == Script::Han);
    if ((tabled && !read && found.size() >= kEnough) ||
        (other == script && script != Script::Latin && has_table(script)))
      continue;
    if (readings.empty())
      readings =
          latin_readings(script == Script::Latin ? std::string_view(folded) : text, kReadingsOfQueries, language_);
    if (readings.empty()) break;
    by_sound(sounds_of(other), readings, found);
  }
  if (!readings.empty()) letters = static_cast<std::int32_t>(readings.front().latin.size());
  std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
    return left.word != right.word ? left.word < right.word : left.cost < right.cost;
  });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const Found& left, const Found& right) { return left.word == right.word; }),
              found.end());
  std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
    return left.cost != right.cost ? left.cost < right.cost : left.word < right.word;
  });
  return found;
}

}  // namespace midspan::names
