// SPDX-License-Identifier: Apache-2.0
// Makes an alignment table from pairs of spellings, or measures one:
//   midspan_train_names --script arabic --out data/names/arabic.align wd_arabic_64.tsv
//   midspan_train_names --script known --out data/names/known.tsv wd_*_64.tsv
//   midspan_train_names --measure wd_arabic_16.tsv --table data/names/arabic.align --latin data/names/latin.align
//       [--from-latin] [--share 0 --share 128 ...]
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

struct Measuring {
  std::string table;
  std::string latin;  // the table of spellings; without it nothing is taken back
  std::string input;
  bool from_latin = false;           // Latin queries against native candidates
  std::vector<std::int32_t> shares;  // of a candidate's own cost that ranking takes back, in 1/256
  std::size_t limit = 0;             // queries; 0 for all
  std::size_t beam = 200;
};

// Recall at one share: any of the spellings that the file pairs with the query is right.
struct Recall {
  std::size_t first = 0;
  std::size_t ten = 0;
  double mrr = 0;
  void add(std::size_t rank) {
    first += rank == 0;
    ten += rank < 10;
    if (rank < 10) mrr += 1.0 / static_cast<double>(rank + 1);
  }
};

int measure(const Measuring& wanted) {
  const auto bytes = base::read_file(wanted.table);
  const auto text = base::read_file(wanted.input);
  AlignmentTable table;
  if (!bytes || !text || !table.parse(*bytes)) return 3;
  AlignmentTable spellings;
  if (!wanted.latin.empty()) {
    const auto latin_bytes = base::read_file(wanted.latin);
    if (!latin_bytes || !spellings.parse(*latin_bytes)) return 3;
  }
  std::map<std::string, std::vector<std::string>> truth;
  std::map<std::string, std::uint32_t> ids;
  for (const SpellingPair& line : read_spellings(*text)) {
    truth[wanted.from_latin ? line.latin : line.native].push_back(wanted.from_latin ? line.native : line.latin);
    ids.try_emplace(wanted.from_latin ? line.native : line.latin, 0);
  }
  std::vector<std::u16string> candidates;
  std::vector<std::int32_t> own;
  std::vector<const std::string*> texts;
  for (auto& [candidate, id] : ids) {
    id = static_cast<std::uint32_t>(candidates.size());
    const LatinLetters latin = latin_letters(candidate);
    candidates.push_back(wanted.from_latin ? table.ids_of(candidate) : wide_letters(latin));
    own.push_back(wanted.from_latin      ? table.native_cost(candidates.back())
                  : wanted.latin.empty() ? 0
                                         : spellings.spelling_cost(latin));
    texts.push_back(&candidate);
  }
  const LetterTrie trie(candidates);
  std::vector<Recall> recalls(wanted.shares.size());
  std::size_t queries = 0;
  std::size_t seen = 0;
  for (const auto& [query, right] : truth) {
    // A sample over the whole file, the same every time.
    ++seen;
    if (wanted.limit != 0 && (seen * wanted.limit) / truth.size() == ((seen - 1) * wanted.limit) / truth.size())
      continue;
    ++queries;
    const auto near = wanted.from_latin ? table.nearest_native(latin_letters(query), trie, 40, wanted.beam)
                                        : table.nearest_latin(table.ids_of(query), trie, 40, wanted.beam);
    for (std::size_t at = 0; at < wanted.shares.size(); ++at) {
      auto found = near;
      for (auto& one : found) one.cost -= own[one.word] * wanted.shares[at] / 256;
      std::stable_sort(found.begin(), found.end(),
                       [](const auto& left, const auto& other) { return left.cost < other.cost; });
      std::size_t rank = 0;
      while (rank < found.size() && std::find(right.begin(), right.end(), *texts[found[rank].word]) == right.end())
        ++rank;
      recalls[at].add(rank < found.size() ? rank : 10);
      if (at + 1 != wanted.shares.size() || rank == 0 || queries % 17 != 0) continue;
      std::string list;
      for (std::size_t one = 0; one < std::min<std::size_t>(4, found.size()); ++one)
        list += " " + *texts[found[one].word] + ":" + std::to_string(found[one].cost);
      std::fprintf(stderr, "%s wants %s got%s\n", query.c_str(), right.front().c_str(), list.c_str());
    }
  }
  for (std::size_t at = 0; at < wanted.shares.size(); ++at)
    std::printf("share %d: %zu queries, %zu candidates: recall@1 %.4f @10 %.4f MRR %.4f\n", wanted.shares[at], queries,
                candidates.size(), share(recalls[at].first, queries), share(recalls[at].ten, queries),
                recalls[at].mrr / static_cast<double>(queries));
  return 0;
}

}  // namespace

}  // namespace midspan::names

int main(int argc, char** argv) {
  std::string script, out;
  midspan::names::Measuring measured;
  std::vector<std::string> inputs;
  int order = 0, longest = 0, rounds = 0;
  std::size_t nodes = 0;
  for (int at = 1; at < argc; ++at) {
    const std::string argument = argv[at];
    const auto value = [&] { return at + 1 < argc ? std::string(argv[++at]) : std::string(); };
    if (argument == "--script") script = value();
    else if (argument == "--out") out = value();
    else if (argument == "--table") measured.table = value();
    else if (argument == "--measure") measured.input = value();
    else if (argument == "--from-latin") measured.from_latin = true;
    else if (argument == "--limit") measured.limit = std::stoul(value());
    else if (argument == "--beam") measured.beam = std::stoul(value());
    else if (argument == "--latin") measured.latin = value();
    else if (argument == "--share") measured.shares.push_back(std::stoi(value()));
    else if (argument == "--order") order = std::stoi(value());
    else if (argument == "--longest") longest = std::stoi(value());
    else if (argument == "--rounds") rounds = std::stoi(value());
    else if (argument == "--nodes") nodes = std::stoul(value());
    else inputs.push_back(argument);
  }
  if (!measured.input.empty()) {
    if (measured.shares.empty())
      measured.shares = {measured.from_latin ? midspan::names::kNativeShare : midspan::names::kSpellingShare};
    return midspan::names::measure(measured);
  }
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
