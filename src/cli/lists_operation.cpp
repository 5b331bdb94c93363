// SPDX-License-Identifier: Apache-2.0
#include "cli/lists_operation.hpp"

#include <algorithm>
#include <filesystem>

#include "base/files.hpp"
#include "cli/access.hpp"
#include "documents/reports.hpp"
#include "lists/report.hpp"
#include "locale/locale.hpp"
#include "operation/imports.hpp"
#include "operation/people_json.hpp"

namespace midspan::cli {

namespace {

std::int64_t doubts(const people::Findings& findings) {
  return std::count_if(findings.begin(), findings.end(),
                       [](const people::Finding& finding) { return finding.severity != people::Severity::Note; });
}

// "Lista de internos.xlsx" -> "LISTA-DE-INTERNOS": what agreements can call it when nobody says otherwise.
std::string list_name(const std::string& file) {
  std::string name = std::filesystem::path(file).stem().string();
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    else if (c == ' ' || c == '_' || c == '.') c = '-';
  }
  return name;
}

}  // namespace

void ListsInOperation::declare(Command& lists) {
  add_ = lists.add_subcommand("add", "take a list, or a newer version of it, into an operation");
  add_->add_option("operation", operation_, "the operation file")->required();
  add_->add_option("files", files_, "CSV, XLSX or ODS")->required();
  add_->add_option("--list", list_, "what agreements call it; from the file’s name if absent");
  add_->add_option("--party", party_, "who sent it; the operation’s keeper if absent");
  add_->add_option("--kind", kind_, "held, sought or pool")->check(one_of({"held", "sought", "pool"}));
  add_->add_option("--holder", holder_, "whom a sought or pool list says holds these people");
  reading_.declare(*add_);
  export_ = lists.add_subcommand("export", "a list in its sender’s layout, with a comment a row");
  export_->add_option("operation", operation_, "the operation file")->required();
  export_->add_option("list", list_, "which list")->required();
  export_->add_option("-o,--out", out_, "*.xlsx or *.csv")->required();
}

bool ListsInOperation::parsed() const { return add_->parsed() || export_->parsed(); }

base::Exit ListsInOperation::run(const Common& common, Output& output) {
  return add_->parsed() ? add(common, output) : give(common, output);
}

base::Exit ListsInOperation::add(const Common& common, Output& output) {
  auto opened = open_operation(operation_, common, output);
  if (!opened) return fail(output, opened.error());
  operation::Submission submission;
  auto options = reading_.options(common, output);
  if (!options) return fail(output, options.error());
  if (const auto kept = reading_.remember(options->mapping); !kept) return fail(output, kept.error());
  submission.mapping = std::move(options->mapping);
  submission.as_of = options->as_of;
  submission.party = party_.empty() ? opened->state().keeper : people::PartyId(party_);
  submission.kind = *operation::list_kind(kind_);
  submission.holder = people::PartyId(holder_);
  base::Exit worst = base::Exit::Done;
  base::json::Array added;
  // One file that cannot be read does not keep the others out.
  for (const std::string& file : files_) {
    submission.list = people::ListId(list_.empty() ? list_name(file) : list_);
    submission.file = file;
    const auto submitted = operation::submit_list(*opened, submission);
    if (!submitted) {
      worst = std::max(worst, submitted.error().exit);
      fail(output, submitted.error());
      continue;
    }
    output.findings(submitted->findings);
    output.say({"cli.lists.added",
                {{"list", submission.list.text()},
                 {"number", submitted->number},
                 {"kind", std::string(operation::word(submission.kind))},
                 {"party", submission.party.text()},
                 {"file", file},
                 {"entries", static_cast<std::int64_t>(submitted->entries)},
                 {"doubts", doubts(submitted->findings)}}});
    if (doubts(submitted->findings) != 0) worst = std::max(worst, base::Exit::Findings);
    base::json::Array findings;
    for (const people::Finding& finding : submitted->findings) findings.push_back(to_json(finding, output.language()));
    added.push_back(base::json::Object{{"list", submission.list.text()},
                                       {"version", submitted->number},
                                       {"file", file},
                                       {"entries", submitted->entries},
                                       {"findings", std::move(findings)}});
  }
  output.document(base::json::Object{{"added", std::move(added)}});
  return worst;
}

base::Exit ListsInOperation::show(const std::string& operation, const Common& common, Output& output) {
  const auto opened = open_operation(operation, common, output);
  if (!opened) return fail(output, opened.error());
  base::json::Array lists;
  for (const people::ListVersion& version : opened->state().versions) {
    const people::ListVersion* newest = opened->state().list(version.list);
    const bool in_force = newest == &version;
    output.say({in_force ? "cli.lists.in-force" : "cli.lists.older",
                {{"list", version.list.text()},
                 {"number", version.number},
                 {"party", version.party.text()},
                 {"kind", std::string(operation::word(version.kind))},
                 {"file", version.file_name},
                 {"entries", static_cast<std::int64_t>(version.entries.size())},
                 {"doubts", doubts(version.findings)}}});
    lists.push_back(base::json::Object{{"list", version.list.text()},
                                       {"version", version.number},
                                       {"in_force", in_force},
                                       {"party", version.party.text()},
                                       {"kind", std::string(operation::word(version.kind))},
                                       {"file", version.file_name},
                                       {"digest", version.file_digest},
                                       {"entries", version.entries.size()},
                                       {"doubtful_cells", doubts(version.findings)}});
  }
  output.document(base::json::Object{{"lists", std::move(lists)}});
  return base::Exit::Done;
}

base::Exit ListsInOperation::give(const Common& common, Output& output) {
  const auto opened = open_operation(operation_, common, output);
  if (!opened) return fail(output, opened.error());
  const people::ListVersion* version = opened->state().list(people::ListId(list_));
  if (version == nullptr) return fail(output, {base::Message{"OPR-022", {{"list", list_}}}, base::Exit::WrongUse});
  const std::string& language = output.language();
  base::Result<std::string> bytes;
  if (out_.ends_with(".xlsx")) bytes = documents::list_report(*version, language);
  else
    bytes = lists::report_csv(*version, {[&](const base::Message& message) { return locale::say(message, language); },
                                         [&](const base::Message& message) {
                                           return locale::what_to_do(message, language).value_or(std::string());
                                         }});
  if (!bytes) return fail(output, bytes.error());
  if (const auto written = base::write_file(out_, *bytes, base::Access::Owner); !written)
    return fail(output, written.error());
  output.say({"cli.record.written", {{"path", out_}}});
  output.document(base::json::Object{{"file", out_}, {"entries", version->entries.size()}});
  return base::Exit::Done;
}

}  // namespace midspan::cli
