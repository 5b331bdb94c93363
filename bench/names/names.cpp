// SPDX-License-Identifier: Apache-2.0
// Names across scripts and names of persons, beside peers from the same run:
//   bench_names [data] [--all] [--log] [--persons]    data: the folder with names/, by default $MIDSPAN_DATA or
//                                                     <source>/../shared/data
// Tokens: each native word of wd_SCRIPT_16.tsv against all Latin words of that file, and the other way about. The peer
// is ICU's transliteration compared by Jaro-Winkler, on every fifth query or so. Persons: the judged pairs of
// name_bench_cases.csv, F1 at the fixed threshold of the program, beside the scores of logic-v2 that lie in
// name_bench_logicv2.csv and ICU + Jaro-Winkler at its best threshold; nothing is tuned on them. Speed: 20,000 words
// against 30,000, preparing included. With --log a line goes into bench/log.md; without --all 1,500 words a script are
// asked; --persons leaves the words out. --speed measures speed alone, --readings what latin_readings and skeletons
// cost, --lists how well lists in two scripts are linked (lists.cpp; wants the program built beside it).
#include <fmt/format.h>
#include <sys/resource.h>
#include <unicode/translit.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <set>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/threads.hpp"
#include "lists.hpp"
#include "names/compare.hpp"
#include "names/nearest.hpp"
#include "names/normalise.hpp"
#include "names/similarity.hpp"
#include "names/sound.hpp"
#include "names/transliterate.hpp"
#include "names/words.hpp"

using namespace midspan;
using Clock = std::chrono::steady_clock;

namespace {

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::string icu_latin(const std::string& text) {
  static const std::unique_ptr<icu::Transliterator> kToLatin = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  }();
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  kToLatin->transliterate(units);
  std::string latin;
  units.toUTF8String(latin);
  return names::fold(latin);
}

// Lenient: any of the spellings that the file pairs with the query. Strict: every pair of the file is a query of its
// own, and only its own spelling counts.
struct Figures {
  double first = 0, ten = 0, mrr = 0;
  double strict_first = 0, strict_ten = 0, strict_mrr = 0;
};

class Tally {
 public:
  void add(const std::vector<std::string>& found, const std::vector<std::string>& right) {
    std::size_t best = found.size();
    for (const std::string& one : right) {
      const auto rank = static_cast<std::size_t>(std::find(found.begin(), found.end(), one) - found.begin());
      strict_.add(rank, rank < found.size());
      best = std::min(best, rank);
    }
    lenient_.add(best, best < found.size());
  }
  Figures figures() const {
    return {lenient_.first(), lenient_.ten(), lenient_.mrr(), strict_.first(), strict_.ten(), strict_.mrr()};
  }

 private:
  struct Counts {
    std::size_t queries = 0, at_first = 0, in_ten = 0;
    double sum = 0;
    void add(std::size_t rank, bool found) {
      ++queries;
      if (!found) return;
      at_first += rank == 0;
      in_ten += rank < 10;
      sum += 1.0 / static_cast<double>(rank + 1);
    }
    double whole() const { return static_cast<double>(std::max<std::size_t>(queries, 1)); }
    double first() const { return static_cast<double>(at_first) / whole(); }
    double ten() const { return static_cast<double>(in_ten) / whole(); }
    double mrr() const { return sum / whole(); }
  };
  Counts lenient_;
  Counts strict_;
};

using Truth = std::vector<std::pair<std::string, std::vector<std::string>>>;

struct Tokens {
  Truth queries;
  std::vector<std::string> candidates;
};

enum class Direction { FromNative, FromLatin };

Tokens read_tokens(const std::string& path, Direction direction, std::size_t most) {
  Tokens tokens;
  const auto text = base::read_file(path);
  if (!text) return tokens;
  std::map<std::string, std::vector<std::string>> truth;
  std::set<std::string> candidates;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t first = line.find('\t');
    if (first == std::string_view::npos) continue;
    std::string query(line.substr(first + 1, line.find('\t', first + 1) - first - 1));
    std::erase(query, ' ');
    std::string candidate(line.substr(0, first));
    if (direction == Direction::FromLatin) std::swap(query, candidate);
    candidates.insert(candidate);
    truth[std::move(query)].push_back(std::move(candidate));
  }
  tokens.candidates.assign(candidates.begin(), candidates.end());
  std::size_t seen = 0;
  for (auto& [query, right] : truth) {
    ++seen;
    const bool sampled =
        most == 0 || truth.size() <= most || seen * most / truth.size() != (seen - 1) * most / truth.size();
    if (sampled) tokens.queries.emplace_back(query, right);
  }
  return tokens;
}

std::vector<std::string> queries_of(const Tokens& tokens) {
  std::vector<std::string> queries;
  for (const auto& [query, right] : tokens.queries) queries.push_back(query);
  return queries;
}

Figures ours(const Tokens& tokens) {
  const names::NameIndex index(tokens.candidates);
  const auto found = index.nearest_of_all(queries_of(tokens), 10, 0);
  Tally tally;
  for (std::size_t at = 0; at < found.size(); ++at) {
    std::vector<std::string> texts;
    for (const names::Nearest& one : found[at]) texts.push_back(tokens.candidates[one.candidate]);
    tally.add(texts, tokens.queries[at].second);
  }
  return tally.figures();
}

// What no order of the candidates can mend: queries none of whose spellings is at all like them (lines of the file that
// pair a family name with a given one), and queries with a spelling that another candidate is said like to the letter.
struct Ceiling {
  double no_pair = 0;
  double same_sound = 0;
};

Ceiling ceiling(const Tokens& tokens) {
  constexpr int kAtAll = 3000;  // of a likeness
  std::map<std::string, std::size_t> said;
  for (const std::string& candidate : tokens.candidates) ++said[names::latin_sounds(names::fold_joined(candidate))];
  std::size_t no_pair = 0;
  std::size_t same_sound = 0;
  for (const auto& [query, right] : tokens.queries) {
    const names::Word word = names::make_word(query);
    int best = 0;
    std::map<std::string, std::size_t> own;
    for (const std::string& one : right) {
      best = std::max(best, names::compare_words(word, names::make_word(one)).score);
      ++own[names::latin_sounds(names::fold_joined(one))];
    }
    if (best < kAtAll) ++no_pair;
    else if (std::any_of(own.begin(), own.end(), [&](const auto& one) { return said[one.first] > one.second; }))
      ++same_sound;
  }
  const auto whole = static_cast<double>(std::max<std::size_t>(tokens.queries.size(), 1));
  return {static_cast<double>(no_pair) / whole, static_cast<double>(same_sound) / whole};
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

double load() {
  double average = 0;
  return getloadavg(&average, 1) == 1 ? average : 0;
}

// 20,000 native words against 30,000 Latin ones and back, preparing included.
std::string speed(const std::string& folder) {
  std::string line;
  for (const Direction direction : {Direction::FromNative, Direction::FromLatin}) {
    std::vector<std::string> queries;
    std::vector<std::string> candidates;
    for (const std::string script : {"arabic", "hebrew", "russian"}) {
      const Tokens tokens = read_tokens(folder + "/wd_" + script + "_16.tsv", direction, 0);
      for (const auto& [query, right] : tokens.queries) queries.push_back(query);
      candidates.insert(candidates.end(), tokens.candidates.begin(), tokens.candidates.end());
    }
    queries.resize(std::min<std::size_t>(queries.size(), 20000));
    candidates.resize(std::min<std::size_t>(candidates.size(), 30000));
    const auto begin = Clock::now();
    const double cpu = cpu_seconds();
    const names::NameIndex index(candidates);
    const double prepared = seconds_since(begin);
    index.nearest_of_all(queries, 10, 0);
    const double seconds = seconds_since(begin);
    const std::string text =
        fmt::format("{} {} words against {} {}: {:.1f} s ({:.1f} s to prepare), {:.1f} CPU s, {:.0f} a minute",
                    queries.size(), direction == Direction::FromNative ? "native" : "Latin", candidates.size(),
                    direction == Direction::FromNative ? "Latin" : "native", seconds, prepared, cpu_seconds() - cpu,
                    static_cast<double>(queries.size()) * 60 / seconds);
    fmt::print("{}\n", text);
    line += text + "; ";
  }
  return line;
}

// What reading a word costs, and how all readings together come out: another sum is other readings.
void readings(const std::string& folder) {
  for (const std::string script : {"arabic", "hebrew", "russian", "chinese", "korean", "katakana"}) {
    const std::vector<std::string> words =
        queries_of(read_tokens(folder + "/wd_" + script + "_16.tsv", Direction::FromNative, 2000));
    if (words.empty()) continue;
    names::latin_readings(words.front());
    std::uint32_t sum = 0;
    const double begin = cpu_seconds();
    for (const std::string& word : words)
      for (const names::Reading& reading : names::latin_readings(word))
        for (const char letter : reading.latin + ' ') sum = sum * 31 + static_cast<std::uint8_t>(letter);
    fmt::print("{:<10} {:.1f} CPU us a word, sum {:08x}\n", script,
               (cpu_seconds() - begin) * 1e6 / static_cast<double>(words.size()), sum);
  }
  const std::vector<std::string> latin =
      read_tokens(folder + "/wd_russian_16.tsv", Direction::FromNative, 0).candidates;
  std::size_t letters = 0;
  const double begin = cpu_seconds();
  for (int round = 0; round < 20; ++round)
    for (const std::string& word : latin) letters += names::skeleton(word).size();
  fmt::print("skeleton   {:.1f} CPU ns a Latin word, {} letters\n",
             (cpu_seconds() - begin) * 1e9 / static_cast<double>(20 * std::max<std::size_t>(1, latin.size())), letters);
}

Figures peer(const Tokens& tokens) {
  std::vector<std::string> folded;
  for (const std::string& candidate : tokens.candidates) folded.push_back(icu_latin(candidate));
  Tally tally;
  const std::size_t step = std::max<std::size_t>(1, tokens.queries.size() / 300);
  for (std::size_t at = 0; at < tokens.queries.size(); at += step) {
    const std::string query = icu_latin(tokens.queries[at].first);
    std::vector<std::pair<int, std::size_t>> scores;
    for (std::size_t one = 0; one < folded.size(); ++one)
      scores.emplace_back(-names::jaro_winkler(query, folded[one]), one);
    std::partial_sort(scores.begin(),
                      scores.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(10, scores.size())),
                      scores.end());
    std::vector<std::string> found;
    for (std::size_t one = 0; one < std::min<std::size_t>(10, scores.size()); ++one)
      found.push_back(tokens.candidates[scores[one].second]);
    tally.add(found, tokens.queries[at].second);
  }
  return tally.figures();
}

struct Confusion {
  int right = 0, wrong = 0, missed = 0;
  void add(bool said, bool truth) {
    right += said && truth;
    wrong += said && !truth;
    missed += !said && truth;
  }
  double precision() const { return right == 0 ? 0 : static_cast<double>(right) / (right + wrong); }
  double recall() const { return right == 0 ? 0 : static_cast<double>(right) / (right + missed); }
  double f1() const { return right == 0 ? 0 : 2.0 * right / (2.0 * right + wrong + missed); }
};

using Table = std::vector<std::map<std::string, std::string>>;
Table read_csv(const std::string& path) {
  Table table;
  const auto text = base::read_file(path);
  if (!text) return table;
  base::CsvReader reader(*text);
  std::vector<std::string_view> fields;
  if (!reader.next(fields)) return table;
  const std::vector<std::string> header(fields.begin(), fields.end());
  while (reader.next(fields)) {
    std::map<std::string, std::string> row;
    for (std::size_t at = 0; at < std::min(header.size(), fields.size()); ++at) row[header[at]] = fields[at];
    table.push_back(std::move(row));
  }
  return table;
}

std::string persons(const std::string& folder) {
  Confusion mine;
  Confusion theirs;
  std::vector<std::pair<int, bool>> icu;
  std::size_t count = 0;
  std::map<std::string, Confusion> by_group;
  const Table cases = read_csv(folder + "/name_bench_cases.csv");
  const auto begin = Clock::now();
  Confusion others;
  for (const auto& row : cases) {
    if (row.at("schema") != "Person") {
      others.add(
          names::compare_names(names::prepare_name(row.at("name1")), names::prepare_name(row.at("name2"))).same(),
          row.at("is_match") == "true");
      continue;
    }
    ++count;
    const bool truth = row.at("is_match") == "true";
    const bool said =
        names::compare_names(names::prepare_name(row.at("name1")), names::prepare_name(row.at("name2"))).same();
    mine.add(said, truth);
    by_group[row.at("case_group")].add(said, truth);
  }
  const double micros = seconds_since(begin) * 1e6 / static_cast<double>(std::max<std::size_t>(count, 1));
  for (const auto& row : cases)
    if (row.at("schema") == "Person")
      icu.emplace_back(names::jaro_winkler(icu_latin(row.at("name1")), icu_latin(row.at("name2"))),
                       row.at("is_match") == "true");
  for (const auto& row : read_csv(folder + "/name_bench_logicv2.csv"))
    if (row.at("schema") == "Person")
      theirs.add(std::atof(row.at("score").c_str()) >= 0.7, row.at("is_match") == "true");
  double icu_best = 0;
  for (int threshold = 5000; threshold <= 10000; threshold += 50) {
    Confusion one;
    for (const auto& [score, truth] : icu) one.add(score >= threshold, truth);
    icu_best = std::max(icu_best, one.f1());
  }
  fmt::print(
      "\npersons ({} pairs): F1 {:.3f} (precision {:.3f}, recall {:.3f}), {:.0f} us a pair; logic-v2 {:.3f} ({:.3f}, "
      "{:.3f}); "
      "ICU + Jaro-Winkler at its best threshold {:.3f}\n",
      count, mine.f1(), mine.precision(), mine.recall(), micros, theirs.f1(), theirs.precision(), theirs.recall(),
      icu_best);
  fmt::print("  companies and vessels    F1 {:.3f}  right {} wrong {} missed {}\n", others.f1(), others.right,
             others.wrong, others.missed);
  for (const auto& [group, one] : by_group)
    fmt::print("  {:<24} F1 {:.3f}  right {} wrong {} missed {}\n", group, one.f1(), one.right, one.wrong, one.missed);
  return fmt::format("name_bench persons F1 {:.3f} (logic-v2 {:.3f}, ICU+JW {:.3f})", mine.f1(), theirs.f1(), icu_best);
}

// The line stands where the newest stands: below the table's head.
void log(const std::string& line) {
  const std::string path = std::string(MIDSPAN_SOURCE) + "/bench/log.md";
  const auto text = base::read_file(path);
  if (!text) return;
  const std::size_t head = text->find("|---|");
  if (head == std::string::npos) return;
  const std::size_t place = text->find('\n', head) + 1;
  if (!base::write_file(path, text->substr(0, place) + line + text->substr(place)))
    fmt::print(stderr, "cannot write {}\n", path);
}

}  // namespace

int main(int argc, char** argv) {
  std::string folder = std::getenv("MIDSPAN_DATA") != nullptr ? std::getenv("MIDSPAN_DATA")
                                                              : std::string(MIDSPAN_SOURCE) + "/../shared/data";
  std::size_t most = 1500;
  bool logs = false;
  bool tokens_too = true;
  std::string_view only;
  for (int at = 1; at < argc; ++at) {
    const std::string_view argument = argv[at];
    if (argument == "--all") most = 0;
    else if (argument == "--log") logs = true;
    else if (argument == "--persons") tokens_too = false;
    else if (argument == "--speed" || argument == "--readings" || argument == "--lists") only = argument;
    else folder = argument;
  }
  folder += "/names";
  if (only == "--readings") return readings(folder), 0;
  if (only == "--speed") return speed(folder), 0;
  if (only == "--lists") return bench::measure_lists(folder), 0;
  std::string line;
  if (tokens_too) {
    fmt::print(
        "{:<20} {:>7} {:>10} | {:>6} {:>6} {:>6} | strict {:>6} {:>6} {:>6} | ICU + Jaro-Winkler {:>6} {:>6} {:>6}\n",
        "query", "queries", "candidates", "R@1", "R@10", "MRR", "R@1", "R@10", "MRR", "R@1", "R@10", "MRR");
    for (const Direction direction : {Direction::FromNative, Direction::FromLatin})
      for (const std::string script : {"arabic", "hebrew", "russian", "chinese", "japanese", "katakana", "korean"}) {
        const Tokens tokens = read_tokens(folder + "/wd_" + script + "_16.tsv", direction, most);
        if (tokens.queries.empty()) {
          fmt::print(stderr, "no data for {} in {}\n", script, folder);
          continue;
        }
        const Figures mine = ours(tokens);
        const Figures theirs = peer(tokens);
        const std::string name = direction == Direction::FromNative ? script : "Latin to " + script;
        fmt::print(
            "{:<20} {:>7} {:>10} | {:>6.3f} {:>6.3f} {:>6.3f} |        {:>6.3f} {:>6.3f} {:>6.3f} |                    "
            "{:>6.3f} {:>6.3f} {:>6.3f}\n",
            name, tokens.queries.size(), tokens.candidates.size(), mine.first, mine.ten, mine.mrr, mine.strict_first,
            mine.strict_ten, mine.strict_mrr, theirs.first, theirs.ten, theirs.mrr);
        line += fmt::format("{} R@1 {:.3f} strict {:.3f} (ICU+JW {:.3f}), ", name, mine.first, mine.strict_first,
                            theirs.first);
        if (direction == Direction::FromLatin) continue;
        const Ceiling most_of_all = ceiling(tokens);
        fmt::print("{:<20} of these {:.3f} like none of their spellings, {:.3f} with a candidate said the same\n", "",
                   most_of_all.no_pair, most_of_all.same_sound);
      }
    line += speed(folder);
  }
  line += persons(folder);
  fmt::print("load {:.1f}\n", load());
  if (!logs) return 0;
  const std::time_t now = std::time(nullptr);
  std::tm when{};
  gmtime_r(&now, &when);
  log(fmt::format("| {:04}-{:02}-{:02} | `./dev bench names --log` | {} cores, load {:.1f} | {} |\n",
                  when.tm_year + 1900, when.tm_mon + 1, when.tm_mday, base::thread_count(0), load(), line));
  return 0;
}
