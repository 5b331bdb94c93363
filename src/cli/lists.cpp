// SPDX-License-Identifier: Apache-2.0
// midspan lists show|diff|add|withdraw|questions|export: lists as files and in an operation: what was read of them and
// what is doubtful, what changed between two. What needs an operation is in lists_operation.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/files.hpp"
#include "cli/access.hpp"
#include "cli/lists_operation.hpp"
#include "cli/outputs.hpp"
#include "cli/reading.hpp"
#include "cli/text_width.hpp"
#include "lists/column_roles.hpp"
#include "lists/diff.hpp"
#include "lists/read_list.hpp"
#include "lists/report.hpp"
#include "lists/sheet/grid.hpp"
#include "locale/locale.hpp"
#include "operation/people_json.hpp"

namespace midspan::cli {

namespace {

constexpr std::size_t kFindingsShown = 40;

lists::Sentences sentences_in(const std::string& language) {
  return {[language](const base::Message& message) { return locale::say(message, language); },
          [language](const base::Message& message) {
            return locale::what_to_do(message, language).value_or(std::string());
          }};
}

struct Counts {
  std::int64_t by_severity[3] = {0, 0, 0};
  explicit Counts(const people::Findings& findings) {
    for (const people::Finding& finding : findings) ++by_severity[static_cast<int>(finding.severity)];
  }
};

void show_columns(const people::ListVersion& version, Output& output) {
  const auto say = [&](const char* key) { return output.sentence({key, {}}); };
  std::vector<std::vector<std::string>> rows{{say("lists.columns.letter"), say("lists.columns.heading"),
                                              say("lists.columns.role"), say("lists.columns.sure")}};
  for (std::size_t at = 0; at < version.columns.size(); ++at) {
    const people::Column& column = version.columns[at];
    rows.push_back({lists::sheet::column_letters(at), column.heading, std::string(lists::word_of(column.role)),
                    column.role == people::ColumnRole::Ignored && column.confidence == 0
                        ? ""
                        : fmt::format("{} %", column.confidence)});
  }
  std::vector<std::size_t> widths(4, 0);
  for (const auto& row : rows)
    for (std::size_t at = 0; at < row.size(); ++at) widths[at] = std::max(widths[at], shown_width(row[at]));
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t at = 0; at < row.size(); ++at)
      line += " " + (at + 1 < row.size() ? padded(row[at], widths[at] + 1) : row[at]);
    output.line(line);
  }
}

base::json::Value columns_json(const people::ListVersion& version) {
  base::json::Array columns;
  for (std::size_t at = 0; at < version.columns.size(); ++at)
    columns.emplace_back(base::json::Object{{"column", lists::sheet::column_letters(at)},
                                            {"heading", version.columns[at].heading},
                                            {"role", lists::word_of(version.columns[at].role)},
                                            {"confidence", version.columns[at].confidence}});
  return columns;
}

class ListsVerb final : public Verb {
 public:
  std::string_view name() const override { return "lists"; }
  std::string_view summary() const override { return "read lists, see what is doubtful, compare versions"; }
  std::string_view example() const override {
    return "  midspan lists show holder.xlsx\n"
           "  midspan lists show holder.xlsx --map \"F. NAC=birth-date:dmy\" --as-of 2025-04-20 --report "
           "for-the-sender.csv\n"
           "  midspan lists diff january.xlsx february.xlsx\n"
           "  midspan lists add case.midspan holder.xlsx --list HELD --party north --kind held\n"
           "  midspan lists withdraw case.midspan HELD\n"
           "  midspan lists questions case.midspan --party north\n"
           "  midspan lists export case.midspan HELD -o for-north.xlsx";
  }

  void declare(Command& app) override {
    app.require_subcommand(1);
    show_ = app.add_subcommand("show", "how a file is read: headings, columns, findings");
    show_->add_option("file", file_, "CSV, XLSX or ODS; or an operation file, for its lists")->required();
    show_->add_option("--report", report_, "write the list in the sender’s layout with a comment a row (CSV)");
    show_->add_flag("--entries", entries_, "with --json: the entries too, with what was read of them");
    show_->add_flag("--all", all_, "every finding, not only the first ones");
    reading_.declare(*show_);
    diff_ = app.add_subcommand("diff", "what changed from one version of a list to another");
    diff_->add_option("before", file_, "the older file")->required();
    diff_->add_option("after", after_, "the newer file")->required();
    reading_.declare(*diff_);
    in_operation_.declare(app);
  }

  base::Exit run(const Common& common, Output& output) override {
    if (in_operation_.parsed()) return in_operation_.run(common, output);
    if (show_->parsed() && is_operation_file(file_)) return in_operation_.show(file_, common, output);
    const auto options = reading_.options(common, output);
    if (!options) return fail(output, options.error());
    return show_->parsed() ? show(*options, output) : diff(*options, output);
  }

 private:
  base::Exit show(const lists::ReadOptions& options, Output& output) {
    if (const auto apart = outputs_stand_apart({file_}, {report_}); !apart) return fail(output, apart.error());
    const auto version = lists::read_list(std::filesystem::path(file_), options);
    if (!version) return fail(output, version.error());
    if (const auto kept = reading_.remember(options.mapping); !kept) return fail(output, kept.error());
    if (!report_.empty()) {
      const auto written = base::write_file(report_, lists::report_csv(*version, sentences_in(output.language())));
      if (!written) return fail(output, written.error());
    }
    print(*version, output);
    print_json(*version, output);
    return lists::needs_a_person(version->findings) ? base::Exit::Findings : base::Exit::Done;
  }

  void print(const people::ListVersion& version, Output& output) const {
    output.say({"lists.read",
                {{"file", version.file_name},
                 {"entries", static_cast<std::int64_t>(version.entries.size())},
                 {"columns", static_cast<std::int64_t>(version.columns.size())}}});
    if (!version.sheets.empty()) output.say({"lists.sheet", {{"sheet", names_of(version.sheets)}}});
    if (version.header_row != 0) output.say({"lists.header", {{"row", static_cast<std::int64_t>(version.header_row)}}});
    if (!version.others.empty())
      output.say({"lists.others", {{"count", static_cast<std::int64_t>(version.others.size())}}});
    output.line();
    show_columns(version, output);
    output.line();
    const Counts counts(version.findings);
    output.say({"lists.findings",
                {{"wrong", counts.by_severity[2]}, {"doubt", counts.by_severity[1]}, {"note", counts.by_severity[0]}}});
    if (!report_.empty()) output.say({"lists.written", {{"path", report_}}});
    // The gravest first, so that the first screen shows what matters; --all keeps the order of the sheet.
    people::Findings shown = version.findings;
    if (!all_ && shown.size() > kFindingsShown) {
      std::stable_sort(shown.begin(), shown.end(), [](const people::Finding& left, const people::Finding& right) {
        return left.severity > right.severity;
      });
      shown.resize(kFindingsShown);
    }
    output.findings(shown);
    if (shown.size() < version.findings.size())
      output.note({"lists.more", {{"count", static_cast<std::int64_t>(version.findings.size() - shown.size())}}});
  }

  void print_json(const people::ListVersion& version, Output& output) const {
    if (!output.json()) return;
    base::json::Array findings;
    for (const people::Finding& finding : version.findings) findings.push_back(to_json(finding, output.language()));
    base::json::Object document{{"file", version.file_name},
                                {"digest", version.file_digest},
                                {"header_row", version.header_row},
                                {"columns", columns_json(version)},
                                {"entry_count", version.entries.size()},
                                {"other_rows", version.others.size()},
                                {"findings", std::move(findings)}};
    base::json::Array sheets;
    for (const people::Sheet& sheet : version.sheets) sheets.emplace_back(sheet.name);
    document["sheets"] = std::move(sheets);
    if (entries_) {
      base::json::Array entries;
      for (const people::Entry& entry : version.entries) entries.push_back(operation::to_json(entry));
      document["entries"] = std::move(entries);
    }
    output.document(document);
  }

  base::Exit diff(const lists::ReadOptions& options, Output& output) {
    const auto before = lists::read_list(std::filesystem::path(file_), options);
    if (!before) return fail(output, before.error());
    const auto after = lists::read_list(std::filesystem::path(after_), options);
    if (!after) return fail(output, after.error());
    const lists::Difference difference = lists::diff(*before, *after);
    const auto row = [](const people::ListVersion& version, std::size_t at) -> base::Argument {
      if (version.sheets.size() > 1) return row_shown(version.sheets, version.entries[at].row);
      return static_cast<std::int64_t>(version.entries[at].row);
    };
    const auto row_json = [&](const people::ListVersion& version, std::size_t at) -> base::json::Value {
      return std::visit([](const auto& value) { return base::json::Value(value); }, row(version, at));
    };
    const auto name = [](const people::ListVersion& version, std::size_t at) {
      return version.entries[at].values().name.raw;
    };
    output.say({"lists.diff.summary",
                {{"added", static_cast<std::int64_t>(difference.added.size())},
                 {"removed", static_cast<std::int64_t>(difference.removed.size())},
                 {"changed", static_cast<std::int64_t>(difference.changed.size())},
                 {"unchanged", static_cast<std::int64_t>(difference.unchanged.size())}}});
    for (const std::string& heading : difference.columns_added)
      output.say({"lists.diff.column-added", {{"heading", heading}}});
    for (const std::string& heading : difference.columns_removed)
      output.say({"lists.diff.column-removed", {{"heading", heading}}});
    base::json::Array added;
    base::json::Array removed;
    base::json::Array changed;
    for (const std::size_t at : difference.added) {
      output.say({"lists.diff.added", {{"row", row(*after, at)}, {"name", name(*after, at)}}});
      added.emplace_back(base::json::Object{{"row", row_json(*after, at)}, {"name", name(*after, at)}});
    }
    for (const std::size_t at : difference.removed) {
      output.say({"lists.diff.removed", {{"row", row(*before, at)}, {"name", name(*before, at)}}});
      removed.emplace_back(base::json::Object{{"row", row_json(*before, at)}, {"name", name(*before, at)}});
    }
    for (const lists::RowChange& change : difference.changed) {
      output.say({"lists.diff.changed",
                  {{"before", row(*before, change.before)},
                   {"after", row(*after, change.after)},
                   {"name", name(*after, change.after)}}});
      base::json::Array fields;
      for (const lists::FieldChange& field : change.fields) {
        output.say({field.same_meaning ? "lists.diff.rewritten" : "lists.diff.field",
                    {{"heading", field.heading}, {"before", field.before}, {"after", field.after}}});
        fields.emplace_back(base::json::Object{{"heading", field.heading},
                                               {"role", lists::word_of(field.role)},
                                               {"before", field.before},
                                               {"after", field.after},
                                               {"same_meaning", field.same_meaning}});
      }
      static constexpr const char* kMatchedBy[] = {"identifier", "whole-row", "name-and-birth", "name", "likeness"};
      changed.emplace_back(base::json::Object{{"row_before", row_json(*before, change.before)},
                                              {"row_after", row_json(*after, change.after)},
                                              {"name", name(*after, change.after)},
                                              {"matched_by", kMatchedBy[static_cast<int>(change.matched_by)]},
                                              {"fields", std::move(fields)}});
    }
    output.document(base::json::Object{{"added", std::move(added)},
                                       {"removed", std::move(removed)},
                                       {"changed", std::move(changed)},
                                       {"unchanged", difference.unchanged.size()}});
    return base::Exit::Done;
  }

  Command* show_ = nullptr;
  Command* diff_ = nullptr;
  Reading reading_;
  ListsInOperation in_operation_;
  std::string file_;
  std::string after_;
  std::string report_;
  bool entries_ = false;
  bool all_ = false;
};

MIDSPAN_VERB(10, ListsVerb);

}  // namespace

}  // namespace midspan::cli
