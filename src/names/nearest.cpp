// SPDX-License-Identifier: Apache-2.0
// Everything expensive happens on distinct words (names/word_index.hpp). Each found word has a cost in bits; a
// candidate's cost is the sum over the words of the query.
#include "names/nearest.hpp"

#include <algorithm>
#include <map>

#include "base/threads.hpp"
#include "names/eastern.hpp"
#include "names/letters.hpp"
#include "names/name_words.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/word_index.hpp"

namespace midspan::names {

using people::Script;
using people::TokenKind;

namespace {

constexpr std::int32_t kUnmatched = 40 * kCostPerBit;     // least of a word of the query that the candidate lacks
constexpr std::int32_t kSurplusWord = 3 * kCostPerBit;    // a word of the candidate that the query lacks
constexpr std::int32_t kPerLetter = 5 * kCostPerBit / 2;  // cost a letter at which a score is 0
constexpr std::int32_t kLongestWord = 1000;               // letters: of a longer one the rest weighs nothing
constexpr std::size_t kMostWords = 60;                    // of a name
constexpr unsigned kPlaceBits = 6;                        // that a word's place in a name takes
constexpr std::size_t kBlock = 4096;                      // queries whose words are looked up together

using Words = std::vector<std::string>;

// Two words as one: "Seo-jun" is the given name that Hangul writes as one word, and so is "Ka Ho" behind a family name.
Words joined_at(const Words& words, std::size_t at) {
  Words joined = words;
  joined[at] += joined[at + 1];
  joined.erase(joined.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  return joined;
}

// The words of a name that name someone; all of them when none does. Further ways to write it where a tradition has
// them: Han and Hangul without a space may be a family and a given name, or a word of a foreign name; syllables of a
// given name stand together or apart.
std::vector<Words> ways_of(std::string_view name, const NameHints& hints) {
  const auto names_someone = [](const people::NameToken& token) {
    return token.kind != TokenKind::Honorific && token.kind != TokenKind::Particle;
  };
  const people::NameForm form = parse_name(name, hints);
  const bool any = std::any_of(form.tokens.begin(), form.tokens.end(), names_someone);
  std::vector<Words> ways(1);
  std::vector<std::size_t> hyphens;  // words that a hyphen ties to the next
  const people::NameToken* before = nullptr;
  for (const people::NameToken& token : form.tokens) {
    if ((any && !names_someone(token)) || fold_joined(token.text).empty()) continue;
    if (before != nullptr && before->end + 1 == token.begin && form.raw[before->end] == '-')
      hyphens.push_back(ways.front().size() - 1);
    ways.front().push_back(token.text);
    before = &token;
  }
  const Words words = ways.front();
  const bool cut = form.tokens.size() == 2 && form.tokens[0].end == form.tokens[1].begin &&
                   (form.script == Script::Han || form.script == Script::Hangul);
  if (cut) ways.push_back({form.tokens[0].text + form.tokens[1].text});
  if (!hyphens.empty()) ways.push_back(joined_at(words, hyphens.front()));
  const auto is_family = [](const std::string& word) { return (classes_of(fold_joined(word)) & kAsianSurname) != 0; };
  if (hyphens.empty() && words.size() == 3 && form.script == Script::Latin) {
    if (is_family(words.front())) ways.push_back(joined_at(words, 1));
    else if (is_family(words.back())) ways.push_back(joined_at(words, 0));
  }
  for (Words& way : eastern_ways(form.script, words)) ways.push_back(std::move(way));
  for (Words& way : ways)
    if (way.size() > kMostWords) way.resize(kMostWords);
  return ways;
}

struct Answer {
  std::vector<WordIndex::Found> words;
  std::int32_t letters = 0;

  // What it costs that nothing answers: a long word that is missing is worth no less than all its letters.
  std::int32_t unmatched() const { return std::max(kUnmatched, std::min(letters, kLongestWord) * kPerLetter); }
};

// What ranking one query needs for each way to write a candidate; clean between queries.
struct Scratch {
  struct Way {
    std::int32_t gain = 0;
    std::uint8_t matched = 0;
    std::uint8_t last_word = 0;
    bool contested = false;      // a word of it has answered two of the query
    std::uint64_t answered = 0;  // a bit for each place whose word has
  };
  // A word of a candidate that may be one of the query.
  struct Pair {
    std::uint32_t way;
    std::int32_t cost;
    std::uint8_t word;  // of the query
    std::uint8_t place;
    auto operator<=>(const Pair&) const = default;
  };
  std::vector<Way> ways;
  std::vector<std::uint32_t> touched;
  std::vector<std::int32_t> costs;
  std::vector<Pair> pairs;
};

}  // namespace

struct NameIndex::Inside {
  struct Way {
    std::uint32_t candidate = 0;
    std::uint16_t words = 0;
  };

  NameHints hints;
  std::unique_ptr<WordIndex> words;
  std::vector<Way> ways;                         // of the candidates, in their order
  std::vector<std::vector<std::uint32_t>> uses;  // of each word: way << kPlaceBits | place in it, ascending

  Answer find(std::string_view word) const {
    Answer answer;
    answer.words = words->find(word, answer.letters);
    return answer;
  }

  struct Ranked {
    std::int32_t cost;
    std::uint32_t candidate;
    std::int32_t letters;  // of the query
    bool operator<(const Ranked& other) const {
      return cost != other.cost ? cost < other.cost : candidate < other.candidate;
    }
  };
  std::int32_t cost_of(std::uint32_t way, std::int32_t unmatched, const Scratch::Way& answered) const {
    const int surplus = std::max(0, int{ways[way].words} - int{answered.matched});
    return unmatched - answered.gain + surplus * kSurplusWord;
  }
  // Answers the query anew in those contested ways that may be among the cheapest: each word of theirs answers one.
  void settle(std::span<const Answer* const> answers, std::int32_t unmatched, std::size_t most, Scratch& scratch) const;
  // Adds the candidates of one way to write the query; the cheapest few suffice.
  void rank(std::span<const Answer* const> answers, std::size_t most, Scratch& scratch,
            std::vector<Ranked>& ranked) const;
  static std::vector<Nearest> best(std::vector<Ranked>& ranked, std::size_t most);
};

NameIndex::NameIndex(std::span<const std::string> candidates, const NameHints& hints, unsigned threads)
    : inside_(std::make_unique<Inside>()) {
  inside_->hints = hints;
  std::map<std::string, std::uint32_t, std::less<>> ids;  // by folded text; Latin words with their accents
  std::vector<IndexedWord> distinct;
  for (std::size_t at = 0; at < candidates.size(); ++at)
    for (Words& words : ways_of(candidates[at], hints)) {
      const auto way = static_cast<std::uint32_t>(inside_->ways.size());
      inside_->ways.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint16_t>(words.size())});
      for (std::string& text : words) {
        std::string folded = fold_joined(text);
        const Script script = script_of(folded);
        const auto [place, fresh] =
            ids.try_emplace(script == Script::Latin ? "l" + latin_letters(text) + "\t" + folded : "n" + folded,
                            static_cast<std::uint32_t>(distinct.size()));
        if (fresh) {
          distinct.push_back({std::move(text), std::move(folded), script});
          inside_->uses.emplace_back();
        }
        inside_->uses[place->second].push_back(way << kPlaceBits | static_cast<std::uint32_t>(&text - words.data()));
      }
    }
  inside_->words = std::make_unique<WordIndex>(std::move(distinct), hints.language, threads);
}
NameIndex::~NameIndex() = default;
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;

void NameIndex::Inside::settle(std::span<const Answer* const> answers, std::int32_t unmatched, std::size_t most,
                               Scratch& scratch) const {
  // What one word was let answer twice costs too little; so the others tell what is out of reach.
  scratch.costs.clear();
  bool any = false;
  for (const std::uint32_t at : scratch.touched) {
    if (scratch.ways[at].contested) any = true;
    else scratch.costs.push_back(cost_of(at, unmatched, scratch.ways[at]));
  }
  if (!any) return;
  std::int32_t reach = unmatched;
  if (scratch.costs.size() >= most) {
    const auto last = scratch.costs.begin() + static_cast<std::ptrdiff_t>(most - 1);
    std::nth_element(scratch.costs.begin(), last, scratch.costs.end());
    reach = *last;
  }
  for (const std::uint32_t at : scratch.touched) {
    Scratch::Way& way = scratch.ways[at];
    way.contested = way.contested && cost_of(at, unmatched, way) <= reach;
    if (way.contested) way = {0, 0, 0, true, 0};
  }
  scratch.pairs.clear();
  for (std::size_t word = 0; word < answers.size(); ++word)
    for (const WordIndex::Found& found : answers[word]->words) {
      if (found.cost >= answers[word]->unmatched()) break;
      for (const std::uint32_t use : uses[found.word])
        if (scratch.ways[use >> kPlaceBits].contested)
          scratch.pairs.push_back({use >> kPlaceBits, found.cost, static_cast<std::uint8_t>(word),
                                   static_cast<std::uint8_t>(use & ((1U << kPlaceBits) - 1))});
    }
  std::sort(scratch.pairs.begin(), scratch.pairs.end());
  std::uint64_t asked = 0;  // words of the query that have an answer in this way
  for (std::size_t at = 0; at < scratch.pairs.size(); ++at) {
    const Scratch::Pair& pair = scratch.pairs[at];
    if (at == 0 || scratch.pairs[at - 1].way != pair.way) asked = 0;
    Scratch::Way& way = scratch.ways[pair.way];
    const std::uint64_t word = std::uint64_t{1} << pair.word;
    const std::uint64_t place = std::uint64_t{1} << pair.place;
    if ((asked & word) != 0 || (way.answered & place) != 0) continue;
    asked |= word;
    way.answered |= place;
    ++way.matched;
    way.gain += answers[pair.word]->unmatched() - pair.cost;
  }
}

void NameIndex::Inside::rank(std::span<const Answer* const> answers, std::size_t most, Scratch& scratch,
                             std::vector<Ranked>& ranked) const {
  scratch.ways.resize(ways.size());
  scratch.touched.clear();
  std::int32_t letters = 0;
  std::int32_t unmatched = 0;
  std::uint8_t count = 0;
  for (const Answer* const answer : answers) {
    ++count;
    letters += answer->letters;
    const std::int32_t missing = answer->unmatched();
    unmatched += missing;
    for (const WordIndex::Found& found : answer->words) {
      if (found.cost >= missing) break;
      for (const std::uint32_t use : uses[found.word]) {
        Scratch::Way& way = scratch.ways[use >> kPlaceBits];
        if (way.last_word == count) continue;  // a better word of it has answered
        if (way.matched == 0) scratch.touched.push_back(use >> kPlaceBits);
        const std::uint64_t place = std::uint64_t{1} << (use & ((1U << kPlaceBits) - 1));
        way.contested = way.contested || (way.answered & place) != 0;
        way.answered |= place;
        way.last_word = count;
        ++way.matched;
        way.gain += missing - found.cost;
      }
    }
  }
  const std::size_t begin = ranked.size();
  settle(answers, unmatched, 2 * most, scratch);
  for (const std::uint32_t at : scratch.touched) {
    ranked.push_back({cost_of(at, unmatched, scratch.ways[at]), ways[at].candidate, letters});
    scratch.ways[at] = {};
  }
  // A candidate may stand here in two ways.
  const std::size_t kept = std::min(2 * most, ranked.size() - begin);
  const auto first = ranked.begin() + static_cast<std::ptrdiff_t>(begin);
  std::partial_sort(first, first + static_cast<std::ptrdiff_t>(kept), ranked.end());
  ranked.resize(begin + kept);
}

std::vector<Nearest> NameIndex::Inside::best(std::vector<Ranked>& ranked, std::size_t most) {
  std::sort(ranked.begin(), ranked.end());
  std::vector<Nearest> result;
  for (const Ranked& one : ranked) {
    if (result.size() == most) break;
    if (std::any_of(result.begin(), result.end(),
                    [&](const Nearest& earlier) { return earlier.candidate == one.candidate; }))
      continue;
    const std::int64_t whole = std::int64_t{std::max(one.letters, 1)} * kPerLetter;
    const std::int64_t lost = std::int64_t{std::max(one.cost, 0)} * kSame / whole;
    result.push_back({one.candidate, static_cast<int>(std::max<std::int64_t>(0, kSame - lost))});
  }
  return result;
}

std::vector<Nearest> NameIndex::nearest(std::string_view name, std::size_t most) const {
  Scratch scratch;
  std::vector<Inside::Ranked> ranked;
  for (const Words& words : ways_of(name, inside_->hints)) {
    std::vector<Answer> answers;
    for (const std::string& word : words) answers.push_back(inside_->find(word));
    std::vector<const Answer*> pointers;
    for (const Answer& answer : answers) pointers.push_back(&answer);
    inside_->rank(pointers, most, scratch, ranked);
  }
  return Inside::best(ranked, most);
}

std::vector<std::vector<Nearest>> NameIndex::nearest_of_all(std::span<const std::string> names, std::size_t most,
                                                            unsigned threads,
                                                            const std::function<void(std::size_t)>& done) const {
  std::vector<std::vector<Nearest>> result(names.size());
  for (std::size_t begin = 0; begin < names.size(); begin += kBlock) {
    const std::size_t count = std::min(kBlock, names.size() - begin);
    std::map<std::string, std::uint32_t, std::less<>> ids;  // by the text as written: accents and all
    std::vector<const std::string*> distinct;
    std::vector<std::vector<std::vector<std::uint32_t>>> ways(count);
    for (std::size_t at = 0; at < count; ++at)
      for (Words& words : ways_of(names[begin + at], inside_->hints)) {
        std::vector<std::uint32_t>& way = ways[at].emplace_back();
        for (std::string& word : words) {
          const auto [place, fresh] = ids.try_emplace(std::move(word), static_cast<std::uint32_t>(distinct.size()));
          if (fresh) distinct.push_back(&place->first);
          way.push_back(place->second);
        }
      }
    constexpr std::size_t kPiece = 16;
    std::vector<Answer> answers(distinct.size());
    base::for_each_piece((distinct.size() + kPiece - 1) / kPiece, threads, [&](std::size_t piece) {
      for (std::size_t at = piece * kPiece; at < std::min(distinct.size(), (piece + 1) * kPiece); ++at)
        answers[at] = inside_->find(*distinct[at]);
    });
    constexpr std::size_t kRanked = 256;
    base::for_each_piece((count + kRanked - 1) / kRanked, threads, [&](std::size_t piece) {
      Scratch scratch;
      std::vector<const Answer*> of_way;
      std::vector<Inside::Ranked> ranked;
      for (std::size_t at = piece * kRanked; at < std::min(count, (piece + 1) * kRanked); ++at) {
        ranked.clear();
        for (const auto& way : ways[at]) {
          of_way.clear();
          for (const std::uint32_t word : way) of_way.push_back(&answers[word]);
          inside_->rank(of_way, most, scratch, ranked);
        }
        result[begin + at] = Inside::best(ranked, most);
      }
    });
    if (done) done(begin + count);
  }
  return result;
}

}  // namespace midspan::names
