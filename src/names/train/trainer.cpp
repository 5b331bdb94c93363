// SPDX-License-Identifier: Apache-2.0
// 1. Pieces. Expectation-maximisation over all ways to cut a pair into pieces; pieces that are hardly used are dropped.
//    One pair in eight of some files is no pair (a given name beside the family name, where one side writes the family
//    first), so a pair counts as far as its pieces explain it better than two words drawn letter by letter.
// 2. Each pair is cut in the most probable way; pairs that no reasonable cut explains are left out.
// 3. An n-gram model over the pieces, interpolated absolute discounting with continuation counts below the top
//    (Kneser and Ney), pruned to fit the size that a script may take.
// All arithmetic is + - * / on doubles in a fixed order, and integers: any IEEE machine gives the same bytes.
// Logarithms are taken at the end by bit-by-bit squaring.
#include "names/train/trainer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "names/letters.hpp"
#include "names/normalise.hpp"
#include "names/script.hpp"
#include "names/table_text.hpp"
#include "names/train/romanise.hpp"

namespace midspan::names {

namespace {

using people::Script;

struct Pair {
  std::u16string native;
  LatinLetters latin;
  int weight = 1;  // in quarters
};

// -log2(p) in 1/256 bit, rounded to nearest; p in (0, 1].
std::uint32_t cost_of(double probability) {
  int exponent = 0;
  double mantissa = std::frexp(probability, &exponent);  // [0.5, 1): exact
  mantissa *= 2;
  --exponent;
  std::int64_t log = 0;  // log2(mantissa) in 2^-16
  for (int bit = 15; bit >= 0; --bit) {
    mantissa *= mantissa;
    if (mantissa >= 2) {
      mantissa /= 2;
      log |= std::int64_t{1} << bit;
    }
  }
  const std::int64_t total = -(std::int64_t{exponent} * 65536 + log);
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>((total + 128) / 256, 0, 0xFFFF));
}

struct PieceKey {
  std::u16string native;
  LatinLetters latin;
  auto operator<=>(const PieceKey&) const = default;
};

struct Edge {
  std::uint8_t native_end;
  std::uint8_t latin_end;
  std::uint32_t piece;
};

// Allowed sizes: none or one Latin letter beside none; up to the longest beside one; up to three beside two.
bool allowed(int native, int latin, const TrainingSettings& settings) {
  if (native == 0) return latin == 1;
  if (native == 1) return latin <= settings.latin_longest;
  return latin >= 1 && latin <= (settings.script == Script::Han ? 4 : 2);
}
double first_guess(int native, int latin) {
  static constexpr double kOne[] = {0.05, 1, 0.2, 0.05, 0.03, 0.02, 0.01};
  if (native == 0) return 0.05;
  if (native == 1) return kOne[latin];
  return 0.02;
}

constexpr double kNoPair = 0.05;  // of the lines of a file, before anything is known
constexpr int kAllArePairs = 3;   // rounds in which pieces are too unsure to tell

class Trainer {
 public:
  Trainer(TrainingSettings settings, std::vector<Pair> pairs, std::vector<char32_t> letters)
      : settings_(settings), pairs_(std::move(pairs)), letters_(std::move(letters)) {}

  std::string run() {
    if (settings_.script == Script::Latin) {
      spell();
      count_sequences();
      return write();
    }
    count_letters();
    find_pieces();
    for (int round = 0; round < settings_.rounds; ++round) maximise(round);
    cut_pairs();
    number_pieces();
    count_sequences();
    return write();
  }

 private:
  // Every letter is a piece of its own, in the order of the alphabet.
  void spell() {
    for (int letter = 1; letter < kLatinLetterCount; ++letter)
      final_keys_.push_back({{}, LatinLetters(1, static_cast<char>(letter))});
    for (const Pair& pair : pairs_) {
      std::vector<std::uint32_t> sequence = {1};
      for (const char letter : pair.latin) sequence.push_back(static_cast<std::uint32_t>(letter) + 1);
      sequence.push_back(0);
      sequences_.emplace_back(std::move(sequence), pair.weight);
    }
  }

  void find_pieces() {
    std::map<PieceKey, std::uint32_t> ids;
    std::vector<double> guesses;
    for (const Pair& pair : pairs_)
      for_each_edge(pair, [&](int native, int native_length, int latin, int latin_length) {
        const PieceKey key{pair.native.substr(native, native_length), pair.latin.substr(latin, latin_length)};
        ids.try_emplace(key, 0);
      });
    for (auto& [key, id] : ids) {
      id = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
      guesses.push_back(first_guess(static_cast<int>(key.native.size()), static_cast<int>(key.latin.size())));
    }
    probability_ = guesses;
    double sum = 0;
    for (const double guess : guesses) sum += guess;
    for (double& one : probability_) one /= sum;
    edges_.resize(pairs_.size());
    for (std::size_t at = 0; at < pairs_.size(); ++at) {
      const Pair& pair = pairs_[at];
      for_each_edge(pair, [&](int native, int native_length, int latin, int latin_length) {
        const PieceKey key{pair.native.substr(native, native_length), pair.latin.substr(latin, latin_length)};
        edges_[at].push_back({static_cast<std::uint8_t>(native + native_length),
                              static_cast<std::uint8_t>(latin + latin_length), ids.find(key)->second});
      });
    }
  }

  void count_letters() {
    std::vector<std::int64_t> native(letters_.size() + 1, 1);
    std::vector<std::int64_t> latin(kLatinLetterCount, 1);
    std::int64_t native_total = static_cast<std::int64_t>(native.size());
    std::int64_t latin_total = kLatinLetterCount;
    for (const Pair& pair : pairs_) {
      for (const char16_t letter : pair.native) ++native[letter];
      for (const char letter : pair.latin) ++latin[static_cast<std::uint8_t>(letter)];
      native_total += static_cast<std::int64_t>(pair.native.size());
      latin_total += static_cast<std::int64_t>(pair.latin.size());
    }
    for (const std::int64_t count : native)
      native_share_.push_back(static_cast<double>(count) / static_cast<double>(native_total));
    for (const std::int64_t count : latin)
      latin_share_.push_back(static_cast<double>(count) / static_cast<double>(latin_total));
  }

  // How probable it is that the two are a pair, when their pieces have this probability.
  double is_pair(const Pair& pair, double by_pieces) const {
    double apart = kNoPair / (1 - kNoPair);
    for (const char16_t letter : pair.native) apart *= native_share_[letter];
    for (const char letter : pair.latin) apart *= latin_share_[static_cast<std::uint8_t>(letter)];
    return by_pieces / (by_pieces + apart);
  }

  // Edges in the order of their beginnings, so that one pass forward sees them after all that lead to them.
  template <typename Each>
  void for_each_edge(const Pair& pair, Each&& each) const {
    const int native_size = static_cast<int>(pair.native.size());
    const int latin_size = static_cast<int>(pair.latin.size());
    for (int native = 0; native <= native_size; ++native)
      for (int latin = 0; latin <= latin_size; ++latin)
        for (int native_length = 0; native_length <= 2 && native + native_length <= native_size; ++native_length)
          for (int latin_length = 0; latin_length <= 6 && latin + latin_length <= latin_size; ++latin_length)
            if (allowed(native_length, latin_length, settings_)) each(native, native_length, latin, latin_length);
  }

  std::size_t cell(const Pair& pair, std::size_t native, std::size_t latin) const {
    return native * (pair.latin.size() + 1) + latin;
  }

  void maximise(int round) {
    std::vector<double> expected(keys_.size());
    std::vector<double> forward;
    std::vector<double> backward;
    std::size_t explained = 0;
    for (std::size_t at = 0; at < pairs_.size(); ++at) {
      const Pair& pair = pairs_[at];
      const std::size_t cells = (pair.native.size() + 1) * (pair.latin.size() + 1);
      forward.assign(cells, 0);
      backward.assign(cells, 0);
      forward[0] = 1;
      const auto each = [&](auto&& use) {
        std::size_t next = 0;
        for_each_edge(pair, [&](int native, int, int latin, int) {
          const Edge& edge = edges_[at][next++];
          use(cell(pair, native, latin), cell(pair, edge.native_end, edge.latin_end), edge.piece);
        });
      };
      each([&](std::size_t from, std::size_t to, std::uint32_t piece) {
        forward[to] += forward[from] * probability_[piece];
      });
      const double total = forward[cells - 1];
      if (!(total > 1e-290)) continue;
      ++explained;
      backward[cells - 1] = 1;
      const std::vector<Edge>& edges = edges_[at];
      starts_.clear();
      each([&](std::size_t from, std::size_t, std::uint32_t) { starts_.push_back(static_cast<std::uint32_t>(from)); });
      for (std::size_t next = edges.size(); next-- > 0;) {
        const Edge& edge = edges[next];
        const std::size_t to = cell(pair, edge.native_end, edge.latin_end);
        const double through = probability_[edge.piece] * backward[to];
        backward[starts_[next]] += through;
      }
      const double scale = pair.weight / total * (round < kAllArePairs ? 1 : is_pair(pair, total));
      for (std::size_t next = 0; next < edges.size(); ++next) {
        const Edge& edge = edges[next];
        const std::size_t to = cell(pair, edge.native_end, edge.latin_end);
        expected[edge.piece] += forward[starts_[next]] * probability_[edge.piece] * backward[to] * scale;
      }
    }
    // Rarely used pieces go, more of them as the rounds go on; single letters beside single letters may stay.
    const double least = round < 2 ? 0.5 : round < 5 ? 4.0 : 12.0;
    double sum = 0;
    for (std::size_t piece = 0; piece < keys_.size(); ++piece) {
      const bool simple = keys_[piece].native.size() + keys_[piece].latin.size() <= 2;
      if (expected[piece] < (simple ? least / 4 : least)) expected[piece] = 0;
      sum += expected[piece];
    }
    for (std::size_t piece = 0; piece < keys_.size(); ++piece) probability_[piece] = expected[piece] / sum;
    std::fprintf(stderr, "round %d: %zu of %zu pairs, %zu pieces\n", round, explained, pairs_.size(),
                 static_cast<std::size_t>(
                     std::count_if(probability_.begin(), probability_.end(), [](double one) { return one > 0; })));
  }

  void cut_pairs() {
    sequences_.clear();
    std::vector<double> best;
    std::vector<std::uint32_t> by;
    std::size_t dropped = 0;
    for (std::size_t at = 0; at < pairs_.size(); ++at) {
      const Pair& pair = pairs_[at];
      const std::size_t cells = (pair.native.size() + 1) * (pair.latin.size() + 1);
      best.assign(cells, 0);
      by.assign(cells, 0);
      best[0] = 1;
      starts_.clear();
      std::size_t next = 0;
      for_each_edge(pair, [&](int native, int, int latin, int) {
        const Edge& edge = edges_[at][next];
        const std::size_t from = cell(pair, native, latin);
        const std::size_t to = cell(pair, edge.native_end, edge.latin_end);
        starts_.push_back(static_cast<std::uint32_t>(from));
        const double value = best[from] * probability_[edge.piece];
        if (value > best[to]) {
          best[to] = value;
          by[to] = static_cast<std::uint32_t>(next);
        }
        ++next;
      });
      // A pair that costs more than about 8 bits a letter of the longer side is two different names.
      const std::size_t letters = std::max(pair.native.size(), pair.latin.size());
      double floor = 1;
      for (std::size_t one = 0; one < letters + 1; ++one) floor /= 160;
      if (!(best[cells - 1] > floor) || !(is_pair(pair, best[cells - 1]) > 0.5)) {
        ++dropped;
        continue;
      }
      std::vector<std::uint32_t> sequence;
      for (std::size_t place = cells - 1; place != 0;) {
        const std::uint32_t edge = by[place];
        sequence.push_back(edges_[at][edge].piece);
        place = starts_[edge];
      }
      std::reverse(sequence.begin(), sequence.end());
      sequences_.emplace_back(std::move(sequence), pair.weight);
    }
    std::fprintf(stderr, "%zu pairs cut, %zu left out\n", sequences_.size(), dropped);
  }

  void number_pieces() {
    std::vector<bool> used(keys_.size());
    for (const auto& [sequence, weight] : sequences_)
      for (const std::uint32_t piece : sequence) used[piece] = true;
    std::vector<std::uint32_t> ids(keys_.size());
    for (std::uint32_t piece = 0; piece < keys_.size(); ++piece)
      if (used[piece]) {
        ids[piece] = static_cast<std::uint32_t>(final_keys_.size()) + 2;  // 0 ends, 1 begins
        final_keys_.push_back(keys_[piece]);
      }
    for (auto& [sequence, weight] : sequences_) {
      for (std::uint32_t& piece : sequence) piece = ids[piece];
      sequence.insert(sequence.begin(), 1);
      sequence.push_back(0);
    }
  }

  using Gram = std::vector<std::uint16_t>;
  struct Count {
    std::int64_t count = 0;  // of the gram itself, in quarters; below the top the number of different beginnings
    double probability = 0;
    double back_off = 1;
    bool keep = true;
  };

  void count_sequences() {
    grams_.assign(static_cast<std::size_t>(settings_.order) + 1, {});
    for (const auto& [sequence, weight] : sequences_)
      for (std::size_t end = 1; end < sequence.size(); ++end)
        for (int length = 1; length <= settings_.order && static_cast<std::size_t>(length) <= end + 1; ++length) {
          const Gram gram(sequence.begin() + static_cast<std::ptrdiff_t>(end + 1 - length),
                          sequence.begin() + static_cast<std::ptrdiff_t>(end + 1));
          // Grams that begin with the beginning keep their counts; others below the top count their different
          // beginnings.
          if (length == settings_.order || gram.front() == 1) grams_[length][gram].count += weight;
          else grams_[length][gram];
        }
    for (int length = settings_.order; length > 1; --length)
      for (const auto& [gram, count] : grams_[length]) {
        const Gram shorter(gram.begin() + 1, gram.end());
        Count& below = grams_[length - 1][shorter];
        if (shorter.front() != 1) below.count += 4;
      }
    const std::size_t total_pieces = final_keys_.size() + 2;
    for (int length = 1; length <= settings_.order; ++length) estimate(length, total_pieces);
    prune();
  }

  // Interpolated absolute discounting: p(g|h) = (count - D) / total(h) + D x kinds(h) / total(h) x p(g|shorter h).
  void estimate(int length, std::size_t total_pieces) {
    const double discount = length == 1 ? 0.5 : 3.0;  // in quarters
    auto& level = grams_[length];
    if (length == 1) {
      std::int64_t total = 0;
      for (const auto& [gram, count] : level) total += count.count;
      for (std::uint16_t piece = 0; piece < total_pieces; ++piece) {
        Count& count = level[Gram{piece}];
        count.probability = (static_cast<double>(count.count) + discount) /
                            (static_cast<double>(total) + discount * static_cast<double>(total_pieces));
      }
      return;
    }
    for (auto at = level.begin(); at != level.end();) {
      const Gram history(at->first.begin(), at->first.end() - 1);
      auto end = at;
      std::int64_t total = 0;
      double taken = 0;
      for (; end != level.end() && std::equal(history.begin(), history.end(), end->first.begin()); ++end) {
        total += end->second.count;
        taken += std::min(discount, static_cast<double>(end->second.count) * 0.75);
      }
      const double rest = taken / static_cast<double>(total);
      for (; at != end; ++at) {
        const Gram shorter(at->first.begin() + 1, at->first.end());
        const double count = static_cast<double>(at->second.count);
        at->second.probability = (count - std::min(discount, count * 0.75)) / static_cast<double>(total) +
                                 rest * grams_[length - 1].find(shorter)->second.probability;
      }
      const auto context = grams_[length - 1].find(history);
      if (context != grams_[length - 1].end()) context->second.back_off = rest;
    }
  }

  // Keeps the grams that change most (count x gain over the shorter history), until the table fits; what a kept gram
  // needs (its history and its suffix) is kept with it.
  void prune() {
    std::vector<std::tuple<double, int, const Gram*, Count*>> by_gain;
    for (int length = 2; length <= settings_.order; ++length)
      for (auto& [gram, count] : grams_[length]) {
        const Gram shorter(gram.begin() + 1, gram.end());
        const Gram history(gram.begin(), gram.end() - 1);
        const double lower = grams_[length - 1].find(shorter)->second.probability;
        double back_off = 1;
        if (const auto context = grams_[length - 1].find(history); context != grams_[length - 1].end())
          back_off = context->second.back_off;
        const double ratio = count.probability / (lower * back_off);
        const double bits = ratio > 0 ? -(static_cast<double>(cost_of(std::min(1.0, ratio / 65536))) / 256 - 16) : 0;
        by_gain.emplace_back(static_cast<double>(count.count) * bits, length, &gram, &count);
        count.keep = false;
      }
    std::sort(by_gain.begin(), by_gain.end(), [](const auto& left, const auto& right) {
      if (std::get<0>(left) != std::get<0>(right)) return std::get<0>(left) > std::get<0>(right);
      if (std::get<1>(left) != std::get<1>(right)) return std::get<1>(left) < std::get<1>(right);
      return *std::get<2>(left) < *std::get<2>(right);
    });
    std::size_t kept = 0;
    for (const auto& [gain, length, gram, count] : by_gain) {
      if (kept >= settings_.most_nodes) break;
      kept += keep(*gram);
    }
    std::fprintf(stderr, "%zu grams kept of %zu\n", kept, by_gain.size());
    restore_sums();
  }

  std::size_t keep(const Gram& gram) {
    if (gram.size() < 2) return 0;
    Count& count = grams_[gram.size()][gram];
    if (count.keep) return 0;
    count.keep = true;
    return 1 + keep(Gram(gram.begin() + 1, gram.end())) + keep(Gram(gram.begin(), gram.end() - 1));
  }

  // With grams gone, what a history leaves to the shorter one is computed again, shortest first.
  void restore_sums() {
    for (int length = 2; length <= settings_.order; ++length) {
      auto& level = grams_[length];
      for (auto at = level.begin(); at != level.end();) {
        const Gram history(at->first.begin(), at->first.end() - 1);
        double mine = 0;
        double theirs = 0;
        auto end = at;
        for (; end != level.end() && std::equal(history.begin(), history.end(), end->first.begin()); ++end) {
          if (!end->second.keep) continue;
          mine += end->second.probability;
          theirs += lower_probability(Gram(end->first.begin() + 1, end->first.end()));
        }
        const auto context = grams_[length - 1].find(history);
        if (context != grams_[length - 1].end())
          context->second.back_off = std::max(1e-9, 1 - mine) / std::max(1e-9, 1 - theirs);
        at = end;
      }
    }
  }

  double lower_probability(const Gram& gram) const {
    const auto found = grams_[gram.size()].find(gram);
    if (gram.size() == 1) return found->second.probability;
    if (found != grams_[gram.size()].end() && found->second.keep) return found->second.probability;
    const auto context = grams_[gram.size() - 1].find(Gram(gram.begin(), gram.end() - 1));
    const double back_off = context == grams_[gram.size() - 1].end() ? 1 : context->second.back_off;
    return back_off * lower_probability(Gram(gram.begin() + 1, gram.end()));
  }

  // docs/formats/alignment.md
  std::string write() const {
    std::string out = "MIDSPAN-ALIGN-1\n";
    const auto number = [&](std::uint32_t value) {
      while (value >= 0x80) {
        out.push_back(static_cast<char>(value & 0x7F) | static_cast<char>(0x80));
        value >>= 7;
      }
      out.push_back(static_cast<char>(value));
    };
    number(static_cast<std::uint32_t>(settings_.script));
    number(static_cast<std::uint32_t>(letters_.size()));
    for (const char32_t letter : letters_) number(letter);
    number(static_cast<std::uint32_t>(final_keys_.size()) + 2);
    for (int marker = 0; marker < 2; ++marker) {
      number(0);
      number(0);
    }
    for (const PieceKey& key : final_keys_) {
      number(static_cast<std::uint32_t>(key.native.size()));
      for (const char16_t letter : key.native) number(letter);
      number(static_cast<std::uint32_t>(key.latin.size()));
      for (const char letter : key.latin) number(static_cast<std::uint8_t>(letter));
    }
    // Level by level, children in the order of their parents.
    std::string nodes;
    std::size_t total = 0;
    std::vector<const Gram*> level;
    for (const auto& [gram, count] : grams_[1]) level.push_back(&gram);
    std::swap(out, nodes);
    for (int length = 1; length <= settings_.order && !level.empty(); ++length) {
      std::vector<const Gram*> next;
      for (const Gram* gram : level) {
        const Count& count = grams_[length].find(*gram)->second;
        const std::size_t before = next.size();
        if (length < settings_.order)
          for (auto child = grams_[length + 1].lower_bound(*gram);
               child != grams_[length + 1].end() && std::equal(gram->begin(), gram->end(), child->first.begin());
               ++child)
            if (child->second.keep) next.push_back(&child->first);
        number(gram->back());
        number(cost_of(count.probability));
        number(static_cast<std::uint32_t>(next.size() - before));
        if (next.size() > before) number(cost_of(std::min(1.0, count.back_off)));
        ++total;
      }
      level = std::move(next);
    }
    std::swap(out, nodes);
    number(static_cast<std::uint32_t>(total));
    return out + nodes;
  }

  TrainingSettings settings_;
  std::vector<Pair> pairs_;
  std::vector<char32_t> letters_;
  std::vector<PieceKey> keys_;
  std::vector<double> probability_;
  std::vector<double> native_share_;  // of each letter among all
  std::vector<double> latin_share_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::pair<std::vector<std::uint32_t>, int>> sequences_;
  std::vector<PieceKey> final_keys_;
  std::vector<std::map<Gram, Count>> grams_;
};

// A Han letter seen less often is put by its sound; one below the second bar also teaches how its sound is spelt.
constexpr int kLeastOfHan = 10;
constexpr int kUsualHan = 150;

}  // namespace

TrainingSettings training_settings(std::string_view script) {
  if (script == "arabic") return {Script::Arabic, 4, 5};
  if (script == "hebrew") return {Script::Hebrew, 4, 5};
  if (script == "cyrillic") return {Script::Cyrillic, 3, 5};
  if (script == "han") return {Script::Han, 6, 4, 165'000, 12, true};
  if (script == "kana") return {Script::Kana, 3, 5};
  if (script == "hangul") return {Script::Hangul, 3, 5, 178'000, 12, true};
  if (script == "latin") return {Script::Latin, 1, 5, 100'000};  // spellings alone, of the Latin side of any files
  return {};
}

std::vector<SpellingPair> read_spellings(const std::string& text) {
  std::vector<SpellingPair> lines;
  for_each_row(text, [&](std::span<const std::string_view> cells) {
    if (cells.size() < 2) return;
    SpellingPair line{std::string(cells[0]), std::string(cells[1]), 1};
    std::erase(line.native, ' ');
    if (cells.size() > 2) std::from_chars(cells[2].data(), cells[2].data() + cells[2].size(), line.count);
    lines.push_back(std::move(line));
  });
  return lines;
}

std::string train_table(const TrainingSettings& settings, std::span<const SpellingPair> spellings) {
  const bool latin_alone = settings.script == Script::Latin;
  std::map<char32_t, int> letters;
  std::vector<std::tuple<std::u32string, LatinLetters, int>> read;
  std::vector<SpellingPair> all(spellings.begin(), spellings.end());
  if (settings.names_by_rule) {
    const std::vector<SpellingPair> made = settings.script == Script::Han ? chinese_names() : korean_names();
    all.insert(all.end(), made.begin(), made.end());
  }
  for (const SpellingPair& line : all) {
    const std::u32string native = latin_alone ? std::u32string() : native_letters(line.native, settings.script);
    const LatinLetters latin = latin_letters(line.latin);
    if ((native.empty() && !latin_alone) || latin.empty() || native.size() > 30 || latin.size() > 30) continue;
    int weight = 4;
    for (int count = line.count; count > 1; count /= 2) weight += 2;
    weight = std::min(weight, 16);
    read.emplace_back(native, latin, weight);
    // The same name typed without accents, as clerks do.
    if (const LatinLetters plain = plain_letters(latin); plain != latin) read.emplace_back(native, plain, 2);
    for (const char32_t letter : native) ++letters[letter];
  }
  // Letters of their own, and beside them what rare Han letters are put by: their sound.
  const bool han = settings.script == Script::Han;
  const auto put_by = [&](char32_t letter, int least) {
    return letters[letter] >= least ? letter : han ? syllable_letter(letter) : 0;
  };
  const int least = han ? kLeastOfHan : 2;
  std::map<char32_t, std::uint16_t> ids;
  const auto note = [&](char32_t letter) {
    if (letter != 0) ids[letter] = 0;
  };
  for (const auto& [letter, count] : letters) {
    note(put_by(letter, least));
    if (han) note(put_by(letter, kUsualHan));
  }
  std::vector<char32_t> kept;
  for (auto& [letter, id] : ids) {
    kept.push_back(letter);
    id = static_cast<std::uint16_t>(kept.size());
  }
  std::vector<Pair> pairs;
  const auto mapped = [&](const std::u32string& native, int least_count) {
    std::u16string out;
    for (const char32_t letter : native)
      if (const char32_t kept_letter = put_by(letter, least_count); kept_letter != 0)
        out.push_back(static_cast<char16_t>(ids[kept_letter]));
    return out;
  };
  for (const auto& [native, latin, weight] : read) {
    Pair pair{mapped(native, least), latin, weight};
    if (pair.native.empty() && !latin_alone) continue;
    // How the sound is spelt is learned from the letters that are usual enough to have their own habits.
    Pair by_sound{han ? mapped(native, kUsualHan) : std::u16string(), latin, std::max(1, weight / 4)};
    const bool other = han && by_sound.native != pair.native && !by_sound.native.empty();
    pairs.push_back(std::move(pair));
    if (other) pairs.push_back(std::move(by_sound));
  }
  return Trainer(settings, std::move(pairs), std::move(kept)).run();
}

std::string known_words(std::span<const SpellingPair> spellings) {
  constexpr int kLeastCount = 3;    // of a word in one script
  constexpr int kOneInHowMany = 5;  // a native spelling that rare beside a word's others is a slip
  static constexpr Script kScripts[] = {Script::Arabic, Script::Hebrew, Script::Cyrillic, Script::Kana};
  using Natives = std::map<std::string, int>;
  std::map<std::string, std::array<Natives, std::size(kScripts)>> words;
  for (const SpellingPair& line : spellings) {
    const std::string native = fold_joined(line.native);
    const auto* const script = std::find(std::begin(kScripts), std::end(kScripts), script_of(native));
    if (script == std::end(kScripts)) continue;
    const std::string word = plain_latin_text(latin_letters(line.latin));
    if (word.size() >= 3) words[word][static_cast<std::size_t>(script - kScripts)][native] += line.count;
  }
  std::map<std::string, std::vector<std::string>> of_native;  // spellings that words share
  std::map<std::string, int> scripts;
  for (const auto& [word, by_script] : words)
    for (std::size_t script = 0; script < by_script.size(); ++script) {
      int total = 0;
      for (const auto& [native, count] : by_script[script]) total += count;
      if (total < kLeastCount) continue;
      scripts[word] |= 1 << script;
      for (const auto& [native, count] : by_script[script])
        if (count * kOneInHowMany >= total) of_native[native].push_back(word);
    }
  std::map<std::string, std::string> shared;
  int id = 0;
  for (const auto& [native, sharing] : of_native) {
    if (sharing.size() < 2) continue;
    for (const std::string& word : sharing) shared[word] += (shared[word].empty() ? "" : ",") + std::to_string(id);
    ++id;
  }
  std::string out;
  for (const auto& [word, mask] : scripts) out += word + '\t' + std::to_string(mask) + '\t' + shared[word] + '\n';
  return out;
}

}  // namespace midspan::names
