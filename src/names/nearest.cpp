// SPDX-License-Identifier: Apache-2.0
// Everything expensive happens on distinct words. A word of the query finds words of the candidates in three ways: the
// alignment table walks the tree of all Latin words (native query, Latin candidate); sound keys are compared with all
// sound keys (Latin query, or candidates known by their readings); words of the same script are compared as written.
// Each found word has a cost in bits; a candidate's cost is the sum over the words of the query.
#include "names/nearest.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "names/alignment.hpp"
#include "names/name_variants.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/similarity.hpp"
#include "names/sound.hpp"
#include "names/words.hpp"

namespace midspan::names {

using people::Script;
using people::TokenKind;

namespace {

constexpr std::int32_t kUnmatched = 40 * kCostPerBit;     // a word of the query that the candidate lacks
constexpr std::int32_t kSurplusWord = 3 * kCostPerBit;    // a word of the candidate that the query lacks
constexpr std::int32_t kLetterWrong = 6 * kCostPerBit;    // one letter of sound distance
constexpr std::int32_t kNotTheSame = kCostPerBit / 2;     // whatever is not equal after folding
constexpr std::int32_t kVariant = 3 * kCostPerBit;        // a form of the same given name
constexpr std::int32_t kPerLetter = 5 * kCostPerBit / 2;  // cost a letter at which a score is 0
constexpr std::size_t kReadingsOfCandidates = 4;
constexpr std::size_t kReadingsOfQueries = 3;
constexpr std::size_t kWordsByTable = 40;
constexpr std::size_t kWordsBySound = 60;
constexpr std::size_t kBeam = 160;
constexpr int kLeastSound = 7200;  // Jaro-Winkler of the sound keys

bool names_someone(TokenKind kind) { return kind != TokenKind::Honorific && kind != TokenKind::Particle; }

struct CandidateWord {
  std::string folded;
  Script script = Script::Unknown;
  std::vector<std::uint32_t> names;  // candidates that have it, ascending
};

struct SoundEntry {
  std::uint32_t word = 0;
  std::int32_t offset = 0;  // of a reading
  std::string sounds;
};

struct FoundWord {
  std::uint32_t word = 0;
  std::int32_t cost = 0;
};

}  // namespace

struct NameIndex::Inside {
  NameHints hints;
  std::vector<CandidateWord> words;
  std::vector<std::uint16_t> word_counts;  // of each candidate
  std::unique_ptr<LetterTrie> latin;       // Latin words with their accents
  std::vector<std::uint32_t> latin_words;  // trie's number -> word
  std::vector<std::int32_t> latin_costs;   // of the spellings themselves
  std::vector<SoundEntry> sounds;
  std::vector<PackedWord> keys;                            // beside sounds, cut at 16
  std::map<Script, std::vector<std::uint32_t>> by_script;  // words not Latin
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_folded;
  std::map<std::uint16_t, std::vector<std::uint32_t>> by_variant;

  void add(std::span<const std::string> candidates);
  void make_ready();
  void by_table(std::string_view text, Script script, std::vector<FoundWord>& found, std::int32_t& letters) const;
  void by_sound(const std::vector<Reading>& readings, std::vector<FoundWord>& found) const;
  void as_written(const std::string& folded, Script script, std::vector<FoundWord>& found) const;
  std::vector<FoundWord> find(std::string_view text, std::int32_t& letters) const;
};

void NameIndex::Inside::add(std::span<const std::string> candidates) {
  std::map<std::string, std::uint32_t, std::less<>> ids;  // by lower-case text, accents kept
  std::vector<LatinLetters> letters;
  for (std::size_t at = 0; at < candidates.size(); ++at) {
    const people::NameForm form = parse_name(candidates[at], hints);
    const bool any = std::any_of(form.tokens.begin(), form.tokens.end(),
                                 [](const auto& token) { return names_someone(token.kind); });
    std::uint16_t count = 0;
    for (const people::NameToken& token : form.tokens) {
      if (any && !names_someone(token.kind)) continue;
      const std::string folded = fold_joined(token.text);
      if (folded.empty()) continue;
      ++count;
      const Script script = script_of(folded);
      const LatinLetters spelt = script == Script::Latin ? latin_letters(token.text) : LatinLetters();
      const auto [place, fresh] = ids.try_emplace(script == Script::Latin ? "l" + spelt + "\t" + folded : "n" + folded,
                                                  static_cast<std::uint32_t>(words.size()));
      if (fresh) {
        words.push_back({folded, script, {}});
        if (!spelt.empty()) {
          latin_words.push_back(place->second);
          letters.push_back(spelt);
        }
      }
      std::vector<std::uint32_t>& names = words[place->second].names;
      if (names.empty() || names.back() != at) names.push_back(static_cast<std::uint32_t>(at));
    }
    word_counts.push_back(count);
  }
  latin = std::make_unique<LetterTrie>(letters);
  const AlignmentTable& spellings = *AlignmentTable::of(Script::Latin);
  for (const LatinLetters& one : letters) latin_costs.push_back(spellings.spelling_cost(one));
}

void NameIndex::Inside::make_ready() {
  for (std::uint32_t at = 0; at < words.size(); ++at) {
    const CandidateWord& word = words[at];
    by_folded[word.folded].push_back(at);
    for (const std::uint16_t line : variant_lines(word.folded)) by_variant[line].push_back(at);
    if (word.script != Script::Latin) by_script[word.script].push_back(at);
    for (const Reading& reading : latin_readings(word.folded, kReadingsOfCandidates)) {
      SoundEntry entry{at, reading.cost, latin_sounds(reading.latin)};
      PackedWord key;
      pack(std::string_view(entry.sounds).substr(0, 16), key);
      sounds.push_back(std::move(entry));
      keys.push_back(key);
    }
  }
}

void NameIndex::Inside::by_table(std::string_view text, Script script, std::vector<FoundWord>& found,
                                 std::int32_t& letters) const {
  const AlignmentTable* const table = AlignmentTable::of(script);
  if (table == nullptr || latin_words.empty()) return;
  const std::u16string native = table->ids_of(text);
  if (native.empty()) return;
  const auto best = table->decode(native, 1, 12);
  std::int32_t base = 0;
  if (!best.empty()) {
    letters = static_cast<std::int32_t>(best.front().latin.size());
    base =
        best.front().cost - AlignmentTable::of(Script::Latin)->spelling_cost(best.front().latin) * kSpellingShare / 256;
  }
  for (const AlignmentTable::Found& one : table->nearest(native, *latin, kWordsByTable, kBeam))
    found.push_back({latin_words[one.word], one.cost - latin_costs[one.word] * kSpellingShare / 256 - base});
}

void NameIndex::Inside::by_sound(const std::vector<Reading>& readings, std::vector<FoundWord>& found) const {
  std::vector<std::uint16_t> scores(keys.size());
  std::vector<std::pair<int, std::uint32_t>> best;
  for (std::size_t reading = 0; reading < std::min(readings.size(), kReadingsOfQueries); ++reading) {
    const std::string spoken = latin_sounds(readings[reading].latin);
    PackedWord key;
    pack(std::string_view(spoken).substr(0, 16), key);
    jaro_winkler(key, keys, scores);
    best.clear();
    for (std::uint32_t at = 0; at < scores.size(); ++at)
      if (scores[at] >= kLeastSound) best.emplace_back(-scores[at], at);
    if (best.size() > kWordsBySound) {
      std::nth_element(best.begin(), best.begin() + kWordsBySound, best.end());
      best.resize(kWordsBySound);
    }
    for (const auto& [score, at] : best) {
      const SoundEntry& entry = sounds[at];
      const std::int32_t distance = sound_distance(spoken, entry.sounds) * (kLetterWrong / 4) / 25;
      found.push_back({entry.word, kNotTheSame + distance + entry.offset + readings[reading].cost});
    }
  }
}

void NameIndex::Inside::as_written(const std::string& folded, Script script, std::vector<FoundWord>& found) const {
  if (const auto same = by_folded.find(folded); same != by_folded.end())
    for (const std::uint32_t word : same->second) found.push_back({word, 0});
  for (const std::uint16_t line : variant_lines(folded))
    if (const auto forms = by_variant.find(line); forms != by_variant.end())
      for (const std::uint32_t word : forms->second) found.push_back({word, kVariant});
  const auto bucket = by_script.find(script);
  if (bucket == by_script.end()) return;
  const int limit = folded.size() <= 4 ? 0 : folded.size() <= 12 ? 1 : 2;
  for (const std::uint32_t word : bucket->second) {
    const std::string& other = words[word].folded;
    if (other.size() + 6 < folded.size() || folded.size() + 6 < other.size()) continue;
    const int wrong = damerau(folded, other, limit);
    if (wrong <= limit) found.push_back({word, kNotTheSame + wrong * kLetterWrong});
  }
}

std::vector<FoundWord> NameIndex::Inside::find(std::string_view text, std::int32_t& letters) const {
  std::vector<FoundWord> found;
  const std::string folded = fold_joined(text);
  const Script script = script_of(folded);
  letters = static_cast<std::int32_t>(folded.size());
  as_written(folded, script, found);
  if (script != Script::Latin) by_table(text, script, found, letters);
  const bool others = by_script.size() > (by_script.contains(script) ? 1U : 0U);  // candidates in a third script
  if (script == Script::Latin || others || found.size() < 10) {
    const std::vector<Reading> readings =
        latin_readings(script == Script::Latin ? std::string_view(folded) : text, kReadingsOfQueries);
    if (!readings.empty()) letters = static_cast<std::int32_t>(readings.front().latin.size());
    by_sound(readings, found);
  }
  std::sort(found.begin(), found.end(), [](const FoundWord& left, const FoundWord& right) {
    return left.word != right.word ? left.word < right.word : left.cost < right.cost;
  });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const FoundWord& left, const FoundWord& right) { return left.word == right.word; }),
              found.end());
  std::sort(found.begin(), found.end(), [](const FoundWord& left, const FoundWord& right) {
    return left.cost != right.cost ? left.cost < right.cost : left.word < right.word;
  });
  return found;
}

NameIndex::NameIndex(std::span<const std::string> candidates, const NameHints& hints)
    : inside_(std::make_unique<Inside>()) {
  inside_->hints = hints;
  inside_->add(candidates);
  inside_->make_ready();
}
NameIndex::~NameIndex() = default;
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;

std::vector<Nearest> NameIndex::nearest(std::string_view name, std::size_t most) const {
  const people::NameForm form = parse_name(name, inside_->hints);
  const bool any =
      std::any_of(form.tokens.begin(), form.tokens.end(), [](const auto& token) { return names_someone(token.kind); });
  std::vector<std::int32_t> gain(inside_->word_counts.size());
  std::vector<std::uint8_t> matched(gain.size());
  std::vector<std::uint8_t> last_word(gain.size());
  std::vector<std::uint32_t> touched;
  std::int32_t letters = 0;
  std::uint8_t count = 0;
  for (const people::NameToken& token : form.tokens) {
    if ((any && !names_someone(token.kind)) || count == 60) continue;
    if (fold_joined(token.text).empty()) continue;
    ++count;
    std::int32_t of_word = 0;
    for (const FoundWord& found : inside_->find(token.text, of_word)) {
      if (found.cost >= kUnmatched) break;
      for (const std::uint32_t candidate : inside_->words[found.word].names) {
        if (last_word[candidate] == count) continue;  // a better word of it has answered
        if (matched[candidate] == 0) touched.push_back(candidate);
        last_word[candidate] = count;
        ++matched[candidate];
        gain[candidate] += kUnmatched - found.cost;
      }
    }
    letters += of_word;
  }
  struct Ranked {
    std::int32_t cost;
    std::uint32_t candidate;
  };
  std::vector<Ranked> ranked;
  ranked.reserve(touched.size());
  for (const std::uint32_t candidate : touched) {
    const int surplus = std::max(0, int{inside_->word_counts[candidate]} - int{matched[candidate]});
    ranked.push_back({count * kUnmatched - gain[candidate] + surplus * kSurplusWord, candidate});
  }
  const auto better = [](const Ranked& left, const Ranked& right) {
    return left.cost != right.cost ? left.cost < right.cost : left.candidate < right.candidate;
  };
  const std::size_t kept = std::min(most, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end(), better);
  std::vector<Nearest> result;
  for (std::size_t at = 0; at < kept; ++at) {
    const std::int64_t whole = std::int64_t{std::max(letters, 1)} * kPerLetter;
    const std::int64_t lost = std::int64_t{std::max(ranked[at].cost, 0)} * kSame / whole;
    result.push_back({ranked[at].candidate, static_cast<int>(std::max<std::int64_t>(0, kSame - lost))});
  }
  return result;
}

}  // namespace midspan::names
