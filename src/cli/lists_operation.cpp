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
#include "operation/lookup.hpp"
#include "operation/matching.hpp"
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
  add_->add_option("--party", party_,
                   "who sent it; if absent, who sent the version before, else the operation’s keeper");
  add_->add_option("--kind", kind_, "held, sought or pool; if absent, that of the version before, else sought")
      ->check(one_of({"held", "sought", "pool"}));
  add_->add_option("--holder", holder_, "whom a sought or pool list says holds these people");
  add_->add_flag("--even-so", even_so_,
                 "take it though most people are gone, it is older, or it does not look like a list");
  reading_.declare(*add_);
  export_ = lists.add_subcommand("export", "a list in its sender’s layout, with a comment a row");
  export_->add_option("operation", operation_, "the operation file")->required();
  export_->add_option("list", list_, "which list")->required();
  export_->add_option("-o,--out", out_, "*.xlsx or *.csv")->required();
  withdraw_ = lists.add_subcommand("withdraw", "take the newest version back; the one before is in force again");
  withdraw_->add_option("operation", operation_, "the operation file")->required();
  withdraw_->add_option("list", list_, "which list")->required();
  questions_ = lists.add_subcommand("questions", "what each party should be asked about its own lists");
  questions_->add_option("operation", operation_, "the operation file")->required();
  questions_->add_option("--party", party_, "only what goes to this party");
}

bool ListsInOperation::parsed() const {
  return add_->parsed() || export_->parsed() || withdraw_->parsed() || questions_->parsed();
}

base::Exit ListsInOperation::run(const Common& common, Output& output) {
  if (add_->parsed()) return add(common, output);
  if (withdraw_->parsed()) return take_back(common, output);
  return questions_->parsed() ? questions(common, output) : give(common, output);
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
  submission.unlikely = even_so_ ? operation::Unlikely::Take : operation::Unlikely::Refuse;
  people::PartyId sender;
  for (const auto& [name, party] : {std::pair(party_, &sender), std::pair(holder_, &submission.holder)}) {
    if (name.empty()) continue;
    const auto called = operation::party_called(opened->state(), name);
    if (!called) return fail(output, called.error());
    *party = *called;
  }
  base::Exit worst = base::Exit::Done;
  base::json::Array added;
  // One file that cannot be read does not keep the others out.
  for (const std::string& file : files_) {
    submission.list = people::ListId(list_.empty() ? list_name(file) : list_);
    const people::ListVersion* const before = opened->state().list(submission.list);
    const people::PartyId& usual = before == nullptr ? opened->state().keeper : before->party;
    submission.party = sender.empty() ? usual : sender;
    if (!kind_.empty()) submission.kind = *operation::list_kind(kind_);
    else submission.kind = before == nullptr ? people::ListKind::Sought : before->kind;
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
    base::json::Object one{{"list", submission.list.text()},
                           {"version", submitted->number},
                           {"file", file},
                           {"entries", submitted->entries}};
    if (submitted->change) {
      const auto& [came, went, changed] = *submitted->change;
      output.say({"cli.lists.changed",
                  {{"came", static_cast<std::int64_t>(came)},
                   {"went", static_cast<std::int64_t>(went)},
                   {"changed", static_cast<std::int64_t>(changed)}}});
      one["came"] = came;
      one["went"] = went;
      one["changed"] = changed;
    }
    if (doubts(submitted->findings) != 0) worst = std::max(worst, base::Exit::Findings);
    base::json::Array findings;
    for (const people::Finding& finding : submitted->findings) findings.push_back(to_json(finding, output.language()));
    one["findings"] = std::move(findings);
    added.push_back(std::move(one));
  }
  output.document(base::json::Object{{"added", std::move(added)}});
  return worst;
}

base::Exit ListsInOperation::show(const std::string& operation, const Common& common, Output& output) {
  const auto opened = open_operation(operation, common, output);
  if (!opened) return fail(output, opened.error());
  return show(opened->state(), output);
}

base::Exit ListsInOperation::show(const operation::State& state, Output& output) {
  base::json::Array lists;
  for (const people::ListVersion& version : state.versions) {
    const people::ListVersion* newest = state.list(version.list);
    const bool in_force = newest == &version;
    const bool withdrawn = state.withdrawn.contains(version.id);
    output.say({in_force    ? "cli.lists.in-force"
                : withdrawn ? "cli.lists.withdrawn"
                            : "cli.lists.older",
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
                                       {"withdrawn", withdrawn},
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

base::Exit ListsInOperation::take_back(const Common& common, Output& output) {
  auto opened = open_operation(operation_, common, output);
  if (!opened) return fail(output, opened.error());
  const auto withdrawn = operation::withdraw_list(*opened, people::ListId(list_));
  if (!withdrawn) return fail(output, withdrawn.error());
  return show(opened->state(), output);
}

base::Exit ListsInOperation::questions(const Common& common, Output& output) {
  const auto opened = open_operation(operation_, common, output);
  if (!opened) return fail(output, opened.error());
  people::PartyId asked;
  if (!party_.empty()) {
    const auto party = operation::party_called(opened->state(), party_);
    if (!party) return fail(output, party.error());
    asked = *party;
  }
  base::json::Array questions;
  for (const people::Discrepancy& one : operation::discrepancies(opened->state())) {
    if (!asked.empty() && one.party != asked) continue;
    const std::string advice = locale::what_to_do(one.message, output.language()).value_or(std::string());
    const std::string sentence = output.sentence(one.message);
    output.line(one.party.text() + ": " + sentence + " " + advice + " [" + one.message.code + "]");
    questions.push_back(base::json::Object{
        {"party", one.party.text()}, {"code", one.message.code}, {"sentence", sentence}, {"do", advice}});
  }
  const bool none = questions.empty();
  if (none) output.note(base::Message{"cli.lists.no-questions", {}});
  output.document(base::json::Object{{"questions", std::move(questions)}});
  return none ? base::Exit::Done : base::Exit::Findings;
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
