// SPDX-License-Identifier: Apache-2.0
// Makes an alignment table from pairs of spellings, or measures one:
//   midspan_train_names --script arabic --out data/names/arabic.align wd_arabic_64.tsv
//   midspan_train_names --script known --out data/names/known.tsv wd_*_64.tsv
//   midspan_train_names --measure wd_arabic_16.tsv --table data/names/arabic.align --latin data/names/latin.align
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "names/alignment.hpp"
#include "names/letters.hpp"
#include "names/train/trainer.hpp"

namespace midspan::names {

namespace {

bool read_all(const std::vector<std::string>& inputs, std::vector<SpellingPair>& spellings) {
  for (const std::string& input : inputs) {
    const auto text = base::read_file(input);
    if (!text) {
      std::fprintf(stderr, "cannot read %s\n", input.c_str());
      return false;
    }
    const auto read = read_spellings(*text);
    spellings.insert(spellings.end(), read.begin(), read.end());
  }
  return true;
}

int train(const TrainingSettings& settings, const std::vector<std::string>& inputs, const std::string& out) {
  std::vector<SpellingPair> spellings;
  if (!read_all(inputs, spellings)) return 3;
  const std::string bytes = train_table(settings, spellings);
  AlignmentTable check;
  if (!check.parse(bytes)) {
    std::fprintf(stderr, "the table that was made cannot be read back\n");
    return 3;
  }
  std::fprintf(stderr, "%zu bytes\n", bytes.size());
  return base::write_file(out, bytes) ? 0 : 3;
}

double share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1));
}

int measure(const std::string& table_path, const std::string& latin_path, std::int32_t share_taken,
            const std::string& input, std::size_t limit, std::size_t beam) {
  const auto bytes = base::read_file(table_path);
  const auto text = base::read_file(input);
  AlignmentTable table;
  if (!bytes || !text || !table.parse(*bytes)) return 3;
  AlignmentTable spellings;
  if (!latin_path.empty()) {
    const auto latin_bytes = base::read_file(latin_path);
    if (!latin_bytes || !spellings.parse(*latin_bytes)) return 3;
  }
  const std::vector<SpellingPair> lines = read_spellings(*text);
  std::map<std::string, std::uint32_t> candidates;
  for (const SpellingPair& line : lines) candidates.try_emplace(line.latin, 0);
  std::vector<LatinLetters> words;
  std::vector<std::u16string> wide;
  std::vector<const std::string*> texts;
  for (auto& [latin, id] : candidates) {
    id = static_cast<std::uint32_t>(words.size());
    words.push_back(latin_letters(latin));
    wide.push_back(wide_letters(words.back()));
    texts.push_back(&latin);
  }
  std::map<std::string, std::vector<std::uint32_t>> truth;
  for (const SpellingPair& line : lines) truth[line.native].push_back(candidates[line.latin]);
  const LetterTrie trie(wide);
  std::size_t queries = 0, first = 0, ten = 0, rows = 0, row_first = 0;
  double mrr = 0;
  std::size_t shown = 0;
  std::size_t seen = 0;
  for (const auto& [native, right] : truth) {
    // A sample over the whole file, the same every time.
    ++seen;
    if (limit != 0 && (seen * limit) / truth.size() == ((seen - 1) * limit) / truth.size()) continue;
    ++queries;
    auto found = table.nearest_latin(table.ids_of(native), trie, 40, beam);
    if (!latin_path.empty())
      for (auto& one : found) one.cost -= spellings.spelling_cost(words[one.word]) * share_taken / 256;
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& left, const auto& other) { return left.cost < other.cost; });
    if (found.size() > 10) found.resize(10);
    std::size_t rank = 0;
    while (rank < found.size() && std::find(right.begin(), right.end(), found[rank].word) == right.end()) ++rank;
    first += rank == 0 && !found.empty();
    ten += rank < found.size();
    rows += right.size();
    row_first += rank == 0 && !found.empty();
    if (rank < found.size()) mrr += 1.0 / static_cast<double>(rank + 1);
    if (rank != 0 && shown < 40 && queries % 37 == 0) {
      ++shown;
      std::string list;
      for (std::size_t at = 0; at < std::min<std::size_t>(4, found.size()); ++at)
        list += " " + *texts[found[at].word] + ":" + std::to_string(found[at].cost);
      std::fprintf(stderr, "%s wants %s got%s\n", native.c_str(), texts[right.front()]->c_str(), list.c_str());
    }
  }
  std::printf("%zu queries, %zu candidates: recall@1 %.4f @10 %.4f MRR %.4f; rows %.4f\n", queries, words.size(),
              share(first, queries), share(ten, queries), mrr / static_cast<double>(queries), share(row_first, rows));
  return 0;
}

}  // namespace

}  // namespace midspan::names

int main(int argc, char** argv) {
  std::string script, out, table, measured, latin;
  std::int32_t share = midspan::names::kSpellingShare;
  std::vector<std::string> inputs;
  std::size_t limit = 0;
  std::size_t beam = 200;
  int order = 0, longest = 0, rounds = 0;
  std::size_t nodes = 0;
  for (int at = 1; at < argc; ++at) {
    const std::string argument = argv[at];
    const auto value = [&] { return at + 1 < argc ? std::string(argv[++at]) : std::string(); };
    if (argument == "--script") script = value();
    else if (argument == "--out") out = value();
    else if (argument == "--table") table = value();
    else if (argument == "--measure") measured = value();
    else if (argument == "--limit") limit = std::stoul(value());
    else if (argument == "--beam") beam = std::stoul(value());
    else if (argument == "--latin") latin = value();
    else if (argument == "--share") share = std::stoi(value());
    else if (argument == "--order") order = std::stoi(value());
    else if (argument == "--longest") longest = std::stoi(value());
    else if (argument == "--rounds") rounds = std::stoi(value());
    else if (argument == "--nodes") nodes = std::stoul(value());
    else inputs.push_back(argument);
  }
  if (!measured.empty()) return midspan::names::measure(table, latin, share, measured, limit, beam);
  if (script == "known" && !out.empty()) {
    std::vector<midspan::names::SpellingPair> spellings;
    if (!midspan::names::read_all(inputs, spellings)) return 3;
    return midspan::base::write_file(out, midspan::names::known_words(spellings)) ? 0 : 3;
  }
  auto settings = midspan::names::training_settings(script);
  if (order > 0) settings.order = order;
  if (longest > 0) settings.latin_longest = longest;
  if (rounds > 0) settings.rounds = rounds;
  if (nodes > 0) settings.most_nodes = nodes;
  if (settings.script == midspan::people::Script::Unknown || out.empty() || inputs.empty()) {
    std::fputs(
        "usage: midspan_train_names --script NAME --out TABLE PAIRS.tsv... | --measure PAIRS.tsv --table TABLE\n",
        stderr);
    return 2;
  }
  return midspan::names::train(settings, inputs, out);
}
