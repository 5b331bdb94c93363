// SPDX-License-Identifier: Apache-2.0
// midspan reconcile A B: who on one list is who on the other; with one list, who is on it twice.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "cli/access.hpp"
#include "cli/list_source.hpp"
#include "cli/outputs.hpp"
#include "cli/reconcile_labels.hpp"
#include "cli/reconcile_links.hpp"
#include "cli/reconcile_operation.hpp"
#include "cli/table_file.hpp"
#include "locale/locale.hpp"
#include "names/headings.hpp"
#include "reconcile/explain/report.hpp"
#include "reconcile/fields.hpp"
#include "reconcile/reconcile.hpp"

namespace midspan::cli {

namespace {

constexpr std::int32_t kPersonPpm = 500'000;  // weaker links are written for a reader, and join nobody

class Reconcile final : public Verb {
 public:
  std::string_view name() const override { return "reconcile"; }
  std::string_view summary() const override { return "who is the same person: links between lists, duplicates in one"; }
  std::string_view example() const override {
    return "  midspan reconcile ours.csv theirs.csv --id number -o links.csv --explain report.html\n"
           "  midspan reconcile register.csv --id number -o links.csv --clusters clusters.csv";
  }
  void declare(Command& app) override;
  base::Exit run(const Common& common, Output& output) override;

 private:
  base::Result<base::Exit> link(const Common& common, Output& output);
  base::Result<void> write_clusters(const reconcile::Outcome& outcome, unsigned threads) const;
  void summarise(const std::vector<const reconcile::Source*>& lists, const reconcile::Outcome& outcome,
                 Output& output) const;
  base::json::Value document(const std::vector<const reconcile::Source*>& lists, const reconcile::Outcome& outcome,
                             unsigned threads, const Output& output) const;

  std::vector<std::string> files_;
  std::vector<std::string> ids_;
  std::string links_path_;
  std::string clusters_path_;
  double threshold_ = 0.5;
  std::string duplicates_ = "found";
  std::vector<std::string> block_;
  std::vector<std::string> map_;
  std::string report_path_;
  std::string model_out_;
  std::string model_in_;
  std::string splink_out_;
  std::string labels_path_;
  bool splink_columns_ = false;
};

MIDSPAN_VERB(20, Reconcile);

void Reconcile::declare(Command& app) {
  app.add_option("lists", files_, "one or more lists (CSV, XLSX, ODS, Parquet), or an operation file")->required();
  app.add_option(
      "--id", ids_,
      "heading of the column that names a row; once for all lists, or once for each; by default the one that "
      "numbers the lines, where a list has one");
  app.add_option("-o,--output", links_path_, "links as CSV, or as Parquet where the name ends in .parquet");
  app.add_option("--clusters", clusters_path_, "one line a row with the cluster it is in, as CSV or Parquet");
  app.add_option("--threshold", threshold_, "least probability of a link that is written")->check(between(0.0, 1.0));
  app.add_option("--duplicates", duplicates_, "whether a list may hold a person twice: found, none, any")
      ->check(one_of({"found", "none", "any"}));
  app.add_option("--explain", report_path_, "a page that shows what was linked and why; works offline");
  app.add_option("--model", model_out_, "writes what was learned about these lists, without any name");
  app.add_option("--use-model", model_in_,
                 "uses what was learned before, here or by Splink (its settings as JSON), instead of estimating it");
  app.add_option("--splink", splink_out_, "writes what was learned as settings of Splink");
  app.add_option("--labels", labels_path_,
                 "pairs that people have judged (row_l, row_r or id_l, id_r; same): they teach the estimate, and hold");
  app.add_flag("--splink-columns", splink_columns_,
               "links with the columns of Splink's predictions: match_weight, gamma_*, bf_* ...");
  app.add_option(
      "--map", map_,
      "what a column says, as Heading=role: given-name, birth-date, postcode, ignored ...; may be given again");
  app.add_option("--block", block_,
                 "columns that must agree, as A+B; may be given again. Default: chosen by the program");
}

base::Exit Reconcile::run(const Common& common, Output& output) {
  if (files_.size() == 1 && is_operation_file(files_.front()))
    return reconcile_operation(files_.front(), common, output);
  auto done = link(common, output);
  if (done) return *done;
  output.error(done.error());
  return done.error().exit;
}

std::vector<std::string> split_plus(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('+', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// A list whose columns a person has named with --map.
base::Result<std::unique_ptr<reconcile::Source>> mapped(std::unique_ptr<reconcile::Source> source,
                                                        const std::vector<std::string>& map) {
  if (map.empty()) return source;
  std::vector<reconcile::Column> columns = source->columns();
  for (const std::string& text : map) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos) return base::failure("RCN-021", {{"text", text}}, base::Exit::WrongUse);
    const std::string word = text.substr(equals + 1);
    if (!reconcile::meaning_of_word(word)) {
      const auto words = reconcile::meaning_words();
      return base::failure("RCN-022", {{"word", word}, {"roles", fmt::format("{}", fmt::join(words, ", "))}},
                           base::Exit::WrongUse);
    }
    for (reconcile::Column& column : columns)
      if (column.heading == text.substr(0, equals)) column.meaning = word;
  }
  return with_columns(std::move(source), std::move(columns));
}

// Where nobody says which column names a row: the one in which the sender numbered his lines.
std::size_t numbered_lines(const std::vector<reconcile::Column>& columns) {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (!columns[at].meaning.empty()) continue;
    const names::HeadingPhrase* const phrase = names::heading_phrase(names::heading_key(columns[at].heading));
    if (phrase != nullptr && phrase->role == "line-number") return at;
  }
  return reconcile::kNoColumn;
}

base::Result<base::Exit> Reconcile::link(const Common& common, Output& output) {
  std::vector<std::string> read = files_;
  read.insert(read.end(), {labels_path_, model_in_});
  MIDSPAN_CHECK(outputs_stand_apart(read, {links_path_, clusters_path_, report_path_, model_out_, splink_out_}));
  std::vector<std::unique_ptr<reconcile::Source>> sources;
  std::vector<const reconcile::Source*> lists;
  reconcile::Options options;
  people::Findings of_lists;
  for (std::size_t at = 0; at < files_.size(); ++at) {
    const std::string id_heading = ids_.empty() ? std::string() : ids_[std::min(at, ids_.size() - 1)];
    ListFile file = MIDSPAN_TRY(list_source(files_[at], id_heading, common.threads));
    output.findings(file.findings);
    of_lists.insert(of_lists.end(), file.findings.begin(), file.findings.end());
    sources.push_back(MIDSPAN_TRY(mapped(std::move(file.source), map_)));
    lists.push_back(sources.back().get());
    const std::vector<reconcile::Column>& columns = lists.back()->columns();
    std::size_t id_column = ids_.empty() ? numbered_lines(columns) : reconcile::kNoColumn;
    if (!ids_.empty()) {
      for (std::size_t column = 0; column < columns.size(); ++column)
        if (columns[column].heading == id_heading) id_column = column;
      if (id_column == reconcile::kNoColumn)
        return base::failure("RCN-020", {{"column", id_heading}, {"list", lists.back()->name()}}, base::Exit::WrongUse);
    }
    options.id_columns.push_back(id_column);
  }
  for (const std::string& text : map_) {
    const std::string heading = text.substr(0, text.rfind('='));
    const bool known = std::any_of(lists.begin(), lists.end(), [&](const reconcile::Source* list) {
      return std::any_of(list->columns().begin(), list->columns().end(),
                         [&](const reconcile::Column& column) { return column.heading == heading; });
    });
    if (!known)
      return base::failure("RCN-020", {{"column", heading}, {"list", lists.front()->name()}}, base::Exit::WrongUse);
  }
  options.threads = common.threads;
  // A cluster is the same whatever is written of its links.
  const auto least_ppm = static_cast<std::int32_t>(std::lround(threshold_ * 1'000'000));
  options.keep_ppm = clusters_path_.empty() ? least_ppm : std::min(least_ppm, kPersonPpm);
  options.duplicates = duplicates_ == "none"  ? reconcile::Duplicates::None
                       : duplicates_ == "any" ? reconcile::Duplicates::Any
                                              : reconcile::Duplicates::Found;
  for (const std::string& block : block_) options.blocking.push_back(split_plus(block));
  if (!labels_path_.empty()) options.labels = MIDSPAN_TRY(read_labels(labels_path_, lists));
  options.progress = &output.progress();
  base::json::Value model;
  if (!model_in_.empty()) {
    const std::string text = MIDSPAN_TRY(base::read_file(model_in_));
    model = MIDSPAN_TRY(base::json::parse(text, base::json::Strictness::Document));
    options.model = &model;
  }
  reconcile::Outcome outcome = MIDSPAN_TRY(reconcile::reconcile(lists, options));
  if (!clusters_path_.empty()) MIDSPAN_CHECK(write_clusters(outcome, common.threads));
  reconcile::keep_links(outcome, least_ppm);
  output.findings(outcome.findings);
  outcome.findings.insert(outcome.findings.begin(), of_lists.begin(), of_lists.end());
  std::vector<std::string> names;
  for (const reconcile::Source* list : lists) names.push_back(list->name());
  if (!links_path_.empty())
    MIDSPAN_CHECK(write_links(links_path_, outcome, names, splink_columns_ ? LinkColumns::Splink : LinkColumns::Own,
                              common.threads));
  if (!model_out_.empty()) MIDSPAN_CHECK(base::write_file(model_out_, base::json::pretty(outcome.model) + "\n"));
  if (!splink_out_.empty()) MIDSPAN_CHECK(base::write_file(splink_out_, base::json::pretty(outcome.splink) + "\n"));
  if (!report_path_.empty()) {
    reconcile::ReportOptions shown;
    shown.threads = common.threads;
    for (const reconcile::Source* list : lists) shown.list_names.push_back(list->name());
    shown.language = output.language();
    shown.right_to_left = locale::direction(output.language()) == locale::Direction::RightToLeft;
    const auto say = [&](const base::Message& message) { return output.sentence(message); };
    MIDSPAN_CHECK(base::write_file(report_path_, reconcile::html_report(outcome, shown, say)));
  }
  summarise(lists, outcome, output);
  output.document(document(lists, outcome, common.threads, output));
  return base::Exit::Done;
}

// Number of each row's person, from 1, by list and row. Between two lists persons are what links join; within one, or
// among several, they are the clusters. Every row has one; those alone too, so that the file says it of all.
std::vector<std::vector<std::uint32_t>> persons_of(const reconcile::Outcome& outcome) {
  std::vector<std::size_t> begin{0};
  for (const auto rows : outcome.counters.rows) begin.push_back(begin.back() + rows);
  std::vector<std::size_t> joined(begin.back());  // to an earlier row, or to itself
  std::iota(joined.begin(), joined.end(), std::size_t{0});
  const auto first = [&](std::size_t row) {
    while (joined[row] != row) row = joined[row] = joined[joined[row]];
    return row;
  };
  const auto join = [&](const reconcile::RowRef& one, const reconcile::RowRef& other) {
    const std::size_t left = first(begin[one.list] + one.row);
    const std::size_t right = first(begin[other.list] + other.row);
    joined[std::max(left, right)] = std::min(left, right);
  };
  if (outcome.counters.rows.size() == 2)
    for (const reconcile::Link& link : outcome.links)
      if (link.probability_ppm >= kPersonPpm) join(link.left, link.right);
  for (const reconcile::Cluster& cluster : outcome.clusters)
    for (const reconcile::RowRef& member : cluster.members) join(cluster.members.front(), member);
  std::vector<std::vector<std::uint32_t>> numbers;
  std::vector<std::uint32_t> number(begin.back());
  std::uint32_t persons = 0;
  for (std::size_t row = 0; row < joined.size(); ++row)
    number[row] = first(row) == row ? ++persons : number[first(row)];
  for (std::size_t list = 0; list + 1 < begin.size(); ++list)
    numbers.emplace_back(number.begin() + static_cast<std::ptrdiff_t>(begin[list]),
                         number.begin() + static_cast<std::ptrdiff_t>(begin[list + 1]));
  return numbers;
}

base::Result<void> Reconcile::write_clusters(const reconcile::Outcome& outcome, unsigned threads) const {
  constexpr std::size_t kRows = 16384;
  const auto persons = persons_of(outcome);
  std::vector<reconcile::RowRef> begins;  // of the pieces
  for (std::uint32_t list = 0; list < persons.size(); ++list)
    for (std::uint32_t row = 0; row < persons[list].size(); row += kRows) begins.push_back({list, row});
  return write_table(clusters_path_, std::max<std::size_t>(begins.size(), 1), threads, [&](std::size_t piece) {
    std::string out = piece == 0 ? "list,row,id,cluster\n" : "";
    if (piece >= begins.size()) return out;
    const auto [list, first] = begins[piece];
    const std::size_t end = std::min<std::size_t>(persons[list].size(), first + kRows);
    for (std::uint32_t row = first; row < end; ++row) {
      fmt::format_to(std::back_inserter(out), "{},{},", list + 1, row + 1);
      base::append_csv_field(out, reconcile::id_of(*outcome.linkage, {list, row}));
      fmt::format_to(std::back_inserter(out), ",{}\n", persons[list][row]);
    }
    return out;
  });
}

std::string per_cent(std::int32_t ppm) { return fmt::format("{}.{:02}", ppm / 10000, ppm % 10000 / 100); }

void Reconcile::summarise(const std::vector<const reconcile::Source*>& lists, const reconcile::Outcome& outcome,
                          Output& output) const {
  const reconcile::Counters& counters = outcome.counters;
  for (std::size_t list = 0; list < lists.size(); ++list)
    output.say({"RCN-300", {{"rows", static_cast<std::int64_t>(counters.rows[list])}, {"list", lists[list]->name()}}});
  std::vector<std::string> fields;
  for (const reconcile::FieldReport& field : outcome.fields) fields.push_back(field.name);
  output.say({"RCN-301", {{"fields", fmt::format("{}", fmt::join(fields, ", "))}}});
  output.say({counters.blocking_recall_ppm == 0 ? "RCN-306" : "RCN-302",
              {{"count", static_cast<std::int64_t>(counters.candidates)},
               {"recall", per_cent(counters.blocking_recall_ppm)}}});
  const auto sure = std::count_if(outcome.links.begin(), outcome.links.end(),
                                  [](const reconcile::Link& link) { return link.automatic; });
  output.say({"RCN-303",
              {{"count", static_cast<std::int64_t>(outcome.links.size())},
               {"sure", static_cast<std::int64_t>(sure)},
               {"expected", per_cent(counters.expected_precision_ppm)}}});
  if (lists.size() != 2) output.say({"RCN-304", {{"count", static_cast<std::int64_t>(outcome.clusters.size())}}});
  for (const std::string& path : {links_path_, clusters_path_, report_path_, model_out_, splink_out_})
    if (!path.empty()) output.say({"RCN-305", {{"path", path}}});
}

base::json::Value Reconcile::document(const std::vector<const reconcile::Source*>& lists,
                                      const reconcile::Outcome& outcome, unsigned threads, const Output& output) const {
  using base::json::Array;
  using base::json::Object;
  const reconcile::Counters& counters = outcome.counters;
  Array inputs;
  for (std::size_t list = 0; list < lists.size(); ++list)
    inputs.push_back(Object{{"name", lists[list]->name()}, {"rows", counters.rows[list]}});
  Array fields;
  for (const reconcile::FieldReport& field : outcome.fields) {
    Array headings, levels, filled;
    for (const auto& of_list : field.headings) {
      Array names;
      for (const std::string& heading : of_list) names.push_back(heading);
      headings.push_back(std::move(names));
    }
    for (const std::int32_t ppm : field.filled_ppm) filled.push_back(ppm);
    for (const auto& level : field.levels)
      levels.push_back(Object{{"level", level.name},
                              {"m_ppm", level.m_ppm},
                              {"u_ppm", level.u_ppm},
                              {"sibling_ppm", level.sibling_ppm},
                              {"namesake_ppm", level.namesake_ppm},
                              {"weight", level.weight}});
    fields.push_back(Object{{"field", field.name},
                            {"kind", field.kind},
                            {"headings", std::move(headings)},
                            {"distinct", static_cast<std::uint64_t>(field.distinct)},
                            {"filled_ppm", std::move(filled)},
                            {"levels", std::move(levels)}});
  }
  Array passes;
  for (const reconcile::PassReport& pass : outcome.passes)
    passes.push_back(Object{{"pass", pass.name},
                            {"candidates", pass.candidates},
                            {"skipped_blocks", pass.skipped_blocks},
                            {"skipped_rows", pass.skipped_rows}});
  Array findings;
  for (const people::Finding& finding : outcome.findings) findings.push_back(to_json(finding, output.language()));
  Object stages;
  for (const auto& [stage, milliseconds] : counters.milliseconds) stages[stage] = milliseconds;
  Object made{{"lists", std::move(inputs)},
              {"fields", std::move(fields)},
              {"passes", std::move(passes)},
              {"candidates", counters.candidates},
              {"patterns", counters.patterns},
              {"iterations", counters.iterations},
              {"blocking_recall_ppm", counters.blocking_recall_ppm},
              {"expected_precision_ppm", counters.expected_precision_ppm},
              {"expected_recall_ppm", counters.expected_recall_ppm},
              {"links", static_cast<std::uint64_t>(outcome.links.size())},
              {"clusters", static_cast<std::uint64_t>(outcome.clusters.size())},
              {"findings", std::move(findings)},
              {"milliseconds", std::move(stages)}};
  // What the page of --explain shows.
  if (output.json()) {
    const auto say = [&](const base::Message& message) { return output.sentence(message); };
    reconcile::ReportOptions of_all;
    of_all.threads = threads;
    const Object shown = reconcile::report_data(outcome, of_all, say);
    for (const auto& [key, value] : shown.members()) made[key] = value;
  }
  return made;
}

}  // namespace

}  // namespace midspan::cli
