// SPDX-License-Identifier: Apache-2.0
// Names across scripts and names of persons, beside peers from the same run:
//   bench_names [data] [--all]     data: the folder with names/, by default $MIDSPAN_DATA or <source>/../shared/data
// Tokens: each native word of wd_SCRIPT_16.tsv against all Latin words of that file; a hit is any Latin spelling that
// the file pairs with the word ("row" counts each pair of the file as a query of its own). The peer is ICU's
// transliteration compared by Jaro-Winkler. Persons: the judged pairs of name_bench_cases.csv, F1 at the fixed
// threshold of the program, beside the scores of logic-v2 that lie in name_bench_logicv2.csv and ICU + Jaro-Winkler at
// its best threshold. A table is printed and a line appended to bench/log.md. Without --all 1,500 words a script are
// asked.
#include <fmt/format.h>
#include <unicode/translit.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <set>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/threads.hpp"
#include "names/compare.hpp"
#include "names/nearest.hpp"
#include "names/normalise.hpp"
#include "names/similarity.hpp"

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

struct Figures {
  double first = 0;
  double ten = 0;
  double mrr = 0;
  double row = 0;
};

class Tally {
 public:
  void add(const std::vector<std::string>& found, const std::vector<std::string>& right) {
    ++queries_;
    rows_ += right.size();
    const auto hit = std::find_if(found.begin(), found.end(), [&](const std::string& one) {
      return std::find(right.begin(), right.end(), one) != right.end();
    });
    if (hit == found.end()) return;
    const auto rank = hit - found.begin();
    first_ += rank == 0;
    ten_ += rank < 10;
    mrr_ += 1.0 / static_cast<double>(rank + 1);
  }
  Figures figures() const {
    const auto whole = static_cast<double>(std::max<std::size_t>(queries_, 1));
    return {static_cast<double>(first_) / whole, static_cast<double>(ten_) / whole, mrr_ / whole,
            static_cast<double>(first_) / static_cast<double>(std::max<std::size_t>(rows_, 1))};
  }

 private:
  std::size_t queries_ = 0;
  std::size_t rows_ = 0;
  std::size_t first_ = 0;
  std::size_t ten_ = 0;
  double mrr_ = 0;
};

using Truth = std::vector<std::pair<std::string, std::vector<std::string>>>;

struct Tokens {
  Truth queries;
  std::vector<std::string> candidates;
};

Tokens read_tokens(const std::string& path, std::size_t most) {
  Tokens tokens;
  const auto text = base::read_file(path);
  if (!text) return tokens;
  std::map<std::string, std::vector<std::string>> truth;
  std::set<std::string> latin;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t first = line.find('\t');
    if (first == std::string_view::npos) continue;
    std::string native(line.substr(first + 1, line.find('\t', first + 1) - first - 1));
    std::erase(native, ' ');
    latin.emplace(line.substr(0, first));
    truth[native].emplace_back(line.substr(0, first));
  }
  tokens.candidates.assign(latin.begin(), latin.end());
  std::size_t seen = 0;
  for (auto& [native, right] : truth) {
    ++seen;
    const bool sampled =
        most == 0 || truth.size() <= most || seen * most / truth.size() != (seen - 1) * most / truth.size();
    if (sampled) tokens.queries.emplace_back(native, right);
  }
  return tokens;
}

Figures ours(const Tokens& tokens, double& seconds) {
  const names::NameIndex index(tokens.candidates);
  std::vector<std::vector<std::string>> found(tokens.queries.size());
  const auto begin = Clock::now();
  base::for_each_piece(tokens.queries.size(), 0, [&](std::size_t at) {
    for (const names::Nearest& one : index.nearest(tokens.queries[at].first, 10))
      found[at].push_back(tokens.candidates[one.candidate]);
  });
  seconds = seconds_since(begin);
  Tally tally;
  for (std::size_t at = 0; at < found.size(); ++at) tally.add(found[at], tokens.queries[at].second);
  return tally.figures();
}

Figures peer(const Tokens& tokens) {
  std::vector<std::string> folded;
  for (const std::string& candidate : tokens.candidates) folded.push_back(names::fold(candidate));
  Tally tally;
  const std::size_t step = std::max<std::size_t>(1, tokens.queries.size() / 300);
  for (std::size_t at = 0; at < tokens.queries.size(); at += step) {
    const std::string latin = icu_latin(tokens.queries[at].first);
    std::vector<std::pair<int, std::size_t>> scores;
    for (std::size_t one = 0; one < folded.size(); ++one)
      scores.emplace_back(-names::jaro_winkler(latin, folded[one]), one);
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
  for (const auto& row : cases) {
    if (row.at("schema") != "Person") continue;
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
  for (const auto& [group, one] : by_group)
    fmt::print("  {:<24} F1 {:.3f}  right {} wrong {} missed {}\n", group, one.f1(), one.right, one.wrong, one.missed);
  return fmt::format("name_bench persons F1 {:.3f} (logic-v2 {:.3f}, ICU+JW {:.3f})", mine.f1(), theirs.f1(), icu_best);
}

}  // namespace

int main(int argc, char** argv) {
  std::string folder = std::getenv("MIDSPAN_DATA") != nullptr ? std::getenv("MIDSPAN_DATA")
                                                              : std::string(MIDSPAN_SOURCE) + "/../shared/data";
  std::size_t most = 1500;
  for (int at = 1; at < argc; ++at) {
    if (std::string_view(argv[at]) == "--all") most = 0;
    else folder = argv[at];
  }
  folder += "/names";
  std::string line;
  fmt::print("{:<10} {:>8} {:>10}  {:>8} {:>8} {:>8} {:>8}  {:>8} {:>8} {:>8}  {:>12}\n", "script", "queries",
             "candidates", "R@1", "R@10", "MRR", "row R@1", "ICU R@1", "R@10", "MRR", "names/minute");
  for (const std::string script : {"arabic", "hebrew", "russian", "chinese", "japanese", "katakana", "korean"}) {
    const Tokens tokens = read_tokens(folder + "/wd_" + script + "_16.tsv", most);
    if (tokens.queries.empty()) {
      fmt::print(stderr, "no data for {} in {}\n", script, folder);
      continue;
    }
    double seconds = 0;
    const Figures mine = ours(tokens, seconds);
    const Figures theirs = peer(tokens);
    fmt::print("{:<10} {:>8} {:>10}  {:>8.3f} {:>8.3f} {:>8.3f} {:>8.3f}  {:>8.3f} {:>8.3f} {:>8.3f}  {:>12.0f}\n",
               script, tokens.queries.size(), tokens.candidates.size(), mine.first, mine.ten, mine.mrr, mine.row,
               theirs.first, theirs.ten, theirs.mrr, static_cast<double>(tokens.queries.size()) * 60 / seconds);
    line += fmt::format("{} R@1 {:.3f} (ICU+JW {:.3f}), ", script, mine.first, theirs.first);
  }
  line += persons(folder);
  const std::time_t now = std::time(nullptr);
  std::tm when{};
  gmtime_r(&now, &when);
  std::ofstream log(std::string(MIDSPAN_SOURCE) + "/bench/log.md", std::ios::app);
  log << fmt::format("| {:04}-{:02}-{:02} | ./dev bench names | {} cores | {} |\n", when.tm_year + 1900,
                     when.tm_mon + 1, when.tm_mday, base::thread_count(0), line);
  return 0;
}
