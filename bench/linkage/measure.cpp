// SPDX-License-Identifier: Apache-2.0
// The linker as a stranger runs it: the program itself, as a child process, on files. For each job: candidates,
// estimated blocking recall, wall and CPU seconds, peak memory, load of the machine; and from the links file precision,
// recall, F1, expected calibration error above p = 0.1 (from a second run that writes all of those), B-cubed for
// duplicates. Where MIDSPAN_SPLINK names a Python with Splink and DuckDB, peer_splink.py runs on the same files right
// after.
#include "measure.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "generate.hpp"
#include "messy.hpp"

namespace midspan::bench {

namespace {

namespace fs = std::filesystem;

struct Job {
  std::string name;
  std::vector<fs::path> files;
  std::string id;
  std::function<std::string(const std::string&, std::size_t, const std::vector<std::string_view>&)>
      person;  // of id and row
  std::vector<std::string> options;
  bool quality = true;
};

struct Spent {
  double wall = 0, cpu = 0, memory = 0;
  std::string output;
  int code = 0;
};

Spent run(const std::vector<std::string>& words, const fs::path& output) {
  const auto since = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dup2(file, STDOUT_FILENO);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  struct rusage usage{};
  wait4(child, &status, 0, &usage);
  Spent spent;
  spent.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
  spent.cpu = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
              static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  spent.memory = static_cast<double>(usage.ru_maxrss) / 1048576.0;
  spent.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  if (auto text = base::read_file(output)) spent.output = std::move(*text);
  return spent;
}

struct Truth {
  std::vector<std::vector<std::string>> person;  // [list][row]
  std::size_t pairs = 0;
};

Truth truth_of(const Job& job) {
  Truth truth;
  for (const fs::path& path : job.files) {
    const std::string text = base::read_file(path).value_or("");
    base::CsvReader reader(text);
    std::vector<std::string_view> cells;
    reader.next(cells);
    std::vector<std::string_view> header(cells.begin(), cells.end());
    const std::vector<std::string> names(header.begin(), header.end());
    const auto id = static_cast<std::size_t>(std::find(names.begin(), names.end(), job.id) - names.begin());
    truth.person.emplace_back();
    std::size_t row = 0;
    while (reader.next(cells))
      truth.person.back().push_back(job.person(std::string(id < cells.size() ? cells[id] : ""), row++, cells));
  }
  std::unordered_map<std::string, std::vector<std::size_t>> counts;
  for (std::size_t list = 0; list < truth.person.size(); ++list)
    for (const std::string& person : truth.person[list]) {
      auto& count = counts[person];
      count.resize(2);
      ++count[list];
    }
  for (const auto& [person, count] : counts)
    truth.pairs += job.files.size() == 1 ? count[0] * (count[0] - 1) / 2 : count[0] * count[1];
  return truth;
}

struct Quality {
  double precision = 0, recall = 0, f1 = 0, error = 0;
  std::size_t links = 0;
};

Quality quality_of(const fs::path& links, const Truth& truth, std::size_t lists) {
  const std::string text = base::read_file(links).value_or("");
  base::CsvReader reader(text);
  std::vector<std::string_view> cells;
  reader.next(cells);
  std::size_t good = 0;
  Quality quality;
  std::vector<double> stated(10, 0), right(10, 0);
  while (reader.next(cells)) {
    const std::size_t left = std::strtoull(std::string(cells[1]).c_str(), nullptr, 10) - 1;
    const std::size_t other = std::strtoull(std::string(cells[4]).c_str(), nullptr, 10) - 1;
    const double probability = std::strtod(std::string(cells[6]).c_str(), nullptr);
    const bool same = truth.person[0][left] == truth.person[lists - 1][other];
    ++quality.links;
    good += same;
    const auto bin = std::min<std::size_t>(9, static_cast<std::size_t>(probability * 10));
    stated[bin] += probability;
    right[bin] += same;
  }
  for (std::size_t bin = 1; bin < 10; ++bin)
    quality.error += std::abs(stated[bin] - right[bin]) / static_cast<double>(std::max<std::size_t>(1, quality.links));
  quality.precision = static_cast<double>(good) / static_cast<double>(std::max<std::size_t>(1, quality.links));
  quality.recall = static_cast<double>(good) / static_cast<double>(std::max<std::size_t>(1, truth.pairs));
  quality.f1 =
      2 * static_cast<double>(good) / static_cast<double>(std::max<std::size_t>(1, quality.links + truth.pairs));
  return quality;
}

double b_cubed(const fs::path& clusters, const Truth& truth) {
  const std::string text = base::read_file(clusters).value_or("");
  base::CsvReader reader(text);
  std::vector<std::string_view> cells;
  reader.next(cells);
  std::vector<std::string> found;
  while (reader.next(cells)) found.emplace_back(cells[3]);
  std::map<std::string, double> of_found, of_true;
  std::map<std::pair<std::string, std::string>, double> both;
  for (std::size_t row = 0; row < found.size(); ++row) {
    ++of_found[found[row]];
    ++of_true[truth.person[0][row]];
    ++both[{found[row], truth.person[0][row]}];
  }
  double precision = 0, recall = 0;
  for (const auto& [pair, count] : both) {
    precision += count * count / of_found[pair.first];
    recall += count * count / of_true[pair.second];
  }
  precision /= static_cast<double>(found.size());
  recall /= static_cast<double>(found.size());
  return 2 * precision * recall / (precision + recall);
}

std::string load() {
  double loads[3] = {};
  if (getloadavg(loads, 3) < 1) return "?";
  return fmt::format("{:.2f}", loads[0]);
}

void measure_one(const Job& job, const fs::path& folder) {
  for (const fs::path& file : job.files)
    if (!fs::exists(file)) {
      fmt::print("{:<28} skipped: no {}\n", job.name, file.string());
      return;
    }
  const fs::path links = folder / "links.csv";
  const fs::path clusters = folder / "clusters.csv";
  std::vector<std::string> words = {MIDSPAN_BINARY "/midspan", "reconcile"};
  for (const fs::path& file : job.files) words.push_back(file.string());
  for (const char* word : {"--id", job.id.c_str(), "-o", links.c_str(), "--json"}) words.emplace_back(word);
  words.insert(words.end(), job.options.begin(), job.options.end());
  if (job.files.size() == 1) {
    words.emplace_back("--clusters");
    words.push_back(clusters.string());
  }
  const std::string before = load();
  const Spent spent = run(words, folder / "out.json");
  const auto document = base::json::parse(spent.output, base::json::Strictness::Document);
  if (spent.code != 0 || !document) {
    fmt::print("{:<28} failed with code {}\n", job.name, spent.code);
    return;
  }
  fmt::print("{:<28} {:>11} {:>8.4f} {:>8.2f} {:>8.2f} {:>8.3f} {:>6}", job.name, document->number("candidates"),
             static_cast<double>(document->number("blocking_recall_ppm")) / 1e6, spent.wall, spent.cpu, spent.memory,
             before);
  if (job.quality) {
    const Truth truth = truth_of(job);
    const Quality quality = quality_of(links, truth, job.files.size());
    const double cubed = job.files.size() == 1 ? b_cubed(clusters, truth) : 0;
    words.emplace_back("--threshold");
    words.emplace_back("0.1");
    run(words, folder / "out.json");
    const Quality all = quality_of(links, truth, job.files.size());
    fmt::print(" {:>8} {:>7.4f} {:>7.4f} {:>7.4f} {:>7.4f}", quality.links, quality.precision, quality.recall,
               quality.f1, all.error);
    if (job.files.size() == 1) fmt::print("  B3 {:.4f}", cubed);
  }
  fmt::print("\n");
  std::fflush(stdout);
  if (const char* python = std::getenv("MIDSPAN_SPLINK"); python != nullptr) {
    std::vector<std::string> peer = {python, MIDSPAN_SOURCE "/bench/linkage/peer_splink.py", job.name, job.id};
    for (const fs::path& file : job.files) peer.push_back(file.string());
    const Spent other = run(peer, folder / "splink.txt");
    const std::size_t line = other.output.rfind("RESULT ");
    fmt::print(
        "{:<28} {:>29.2f} {:>8.2f} {:>8.3f}        {}\n", "  Splink", other.wall, other.cpu, other.memory,
        line == std::string::npos ? fmt::format("failed with code {}\n", other.code) : other.output.substr(line + 7));
    std::fflush(stdout);
  }
}

// Other lists of the same offices, for whoever suspects that the usual ones were tuned to.
std::uint64_t messy_seed() {
  const char* set = std::getenv("MIDSPAN_SEED");
  return set == nullptr ? 1 : std::strtoull(set, nullptr, 10);
}

std::string before_dash(const std::string& id) { return id.substr(0, id.find('-')); }

}  // namespace

int measure(int count, char** wanted) {
  const char* set = std::getenv("MIDSPAN_DATA");
  const fs::path data = fs::path(set != nullptr ? set : MIDSPAN_SOURCE "/../shared/data") / "linkage";
  const fs::path folder = fs::temp_directory_path() / "midspan-bench-linkage";
  fs::create_directories(folder);
  const auto febrl = [](const std::string& id, std::size_t, const auto&) { return id.substr(0, id.find('-', 4)); };
  const auto made = [](const std::string& id, std::size_t, const auto&) { return before_dash(id); };
  const auto itself = [](const std::string& id, std::size_t, const auto&) { return id; };
  const auto cell = [](std::size_t column) {
    return [column](const std::string&, std::size_t, const std::vector<std::string_view>& cells) {
      return std::string(cells[column]);
    };
  };
  const auto files = [&](const std::string& name) {
    return std::vector<fs::path>{folder / name / "left.csv", folder / name / "right.csv"};
  };
  std::vector<Job> jobs = {
      {"historical_50k", {data / "historical_50k.csv"}, "unique_id", cell(1), {}},
      {"febrl3", {data / "febrl3.csv"}, "rec_id", febrl, {}},
      {"febrl4", {data / "febrl4a.csv", data / "febrl4b.csv"}, "rec_id", febrl, {}},
      {"fake_1000", {data / "fake_1000.csv"}, "unique_id", cell(6), {}},
      {"pseudopeople", {data / "pseudopeople_census.csv", data / "pseudopeople_wic.csv"}, "simulant_id", itself, {}},
      {"small", files("small"), "id", made, {}},
      {"families", files("families"), "id", made, {}},
      {"families-arabic", files("families-arabic"), "id", made, {}},
      {"families-arabic-latin", files("families-arabic-latin"), "id", made, {}},
      {"families-cyrillic-latin", files("families-cyrillic-latin"), "id", made, {}},
      {"1Mx1M", files("1M"), "id", made, {}},
      {"1Mx1M-dense", files("1M-dense"), "id", made, {"--block", "birth"}},
      {"10Mx1M", files("10M"), "id", made, {}},
      {"50Mx1M", files("50M"), "id", made, {}, false},
  };
  const std::vector<Messy> messy = messy_lists();
  for (const Messy& one : messy) jobs.push_back({one.name, files(one.name), "id", made, {}});
  std::map<std::string, Lists> lists;
  const auto list = [&](const char* name, std::uint64_t left, std::uint64_t right, std::uint64_t shared) -> Lists& {
    Lists& made_lists = lists[name];
    made_lists.left_rows = left;
    made_lists.right_rows = right;
    made_lists.shared = shared;
    return made_lists;
  };
  list("small", 200, 200, 120).relatives = true;
  list("families", 20000, 20000, 15000).relatives = true;
  for (const char* name : {"families-arabic", "families-arabic-latin"}) {
    Lists& arabic = list(name, 20618, 27474, 18000);
    arabic.world = World::Arabic;
    arabic.relatives = true;
    arabic.right_in_latin = arabic.right_hijri = std::string_view(name).ends_with("latin");
  }
  Lists& cyrillic = list("families-cyrillic-latin", 20000, 20000, 10000);
  cyrillic.world = World::Cyrillic;
  cyrillic.relatives = cyrillic.right_in_latin = true;
  list("1M", 1'000'000, 1'000'000, 500'000);
  list("1M-dense", 1'000'000, 1'000'000, 500'000).years = 50;  // about 51 million pairs of one birth
  list("10M", 10'000'000, 1'000'000, 500'000);
  list("50M", 50'000'000, 1'000'000, 500'000);

  const std::set<std::string> chosen(wanted, wanted + count);
  fmt::print("{:<28} {:>11} {:>8} {:>8} {:>8} {:>8} {:>6} {:>8} {:>7} {:>7} {:>7} {:>7}\n", "job", "candidates",
             "recall~", "wall s", "CPU s", "GB", "load", "links", "P", "R", "F1", "ECE");
  for (const Job& job : jobs) {
    const bool usual = chosen.empty() && job.name != "50Mx1M";
    const bool one_of_messy = job.name.starts_with("messy") && chosen.contains("messy");
    if (!usual && !one_of_messy && !chosen.contains(job.name)) continue;
    const std::string name = job.files[0].parent_path().filename().string();
    if (const auto settings = lists.find(name); settings != lists.end() && !fs::exists(job.files[1]))
      generate(settings->second, folder / name);
    for (const Messy& one : messy)
      if (one.name == job.name) generate_messy(one, messy_seed(), folder / one.name);
    measure_one(job, folder);
  }
  return 0;
}

}  // namespace midspan::bench
