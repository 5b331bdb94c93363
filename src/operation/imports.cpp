// SPDX-License-Identifier: Apache-2.0
#include "operation/imports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "documents/statements.hpp"
#include "lists/diff.hpp"
#include "lists/read_list.hpp"
#include "names/answers.hpp"
#include "operation/lookup.hpp"
#include "operation/people_json.hpp"
#include "operation/run_json.hpp"
#include "operation/words.hpp"
#include "record/act_types.hpp"

namespace midspan::operation {

namespace json = base::json;
using people::ColumnRole;
using people::Entry;
using people::ListVersion;

namespace {

// Any table that people bring beside lists is read as a list is: same formats, same headings, same limits.
struct Table {
  ListVersion version;
  std::string bytes;
};

base::Result<Table> read_table(Operation& operation, const std::filesystem::path& file, lists::Mapping mapping = {}) {
  Table table;
  table.bytes = MIDSPAN_TRY(base::read_file(file));
  lists::ReadOptions options;
  options.received = operation.today();
  options.mapping = std::move(mapping);
  table.version = MIDSPAN_TRY(lists::read_list(table.bytes, file.filename().string(), options));
  return table;
}

base::Result<const ListVersion*> list_in_force(const Operation& operation, const people::ListId& list) {
  const ListVersion* version = operation.state().list(list);
  if (version == nullptr) return base::failure("OPR-022", {{"list", list.text()}}, base::Exit::WrongUse);
  return version;
}

// What a person once decided about this party's columns holds for its next list too.
lists::Mapping remembered_mapping(const State& state, const people::PartyId& party) {
  lists::Mapping remembered;
  for (const ListVersion& version : state.versions) {
    if (version.party != party) continue;
    const lists::Mapping all = lists::mapping_of(version);
    for (std::size_t at = 0; at < all.columns.size() && at < version.columns.size(); ++at)
      if (version.columns[at].confidence == 100) lists::add(remembered, all.columns[at]);
  }
  for (lists::MappedColumn& column : remembered.columns) column.column = 0;  // wherever the heading stands now
  std::erase_if(remembered.columns, [](const lists::MappedColumn& column) { return column.heading.empty(); });
  return remembered;
}

json::Object counts(const people::Findings& findings) {
  std::int64_t by_severity[3] = {0, 0, 0};
  for (const people::Finding& finding : findings) ++by_severity[static_cast<int>(finding.severity)];
  return {{"note", by_severity[0]}, {"doubt", by_severity[1]}, {"wrong", by_severity[2]}};
}

// Whoever stands on the newer version of a list keeps the id that answers, judgements, holds, consents and the ledger
// know. Where only part of a name and little else tells that it is the same row, a person is asked to look.
void keep_ids(const ListVersion& before, ListVersion& version) {
  const lists::Difference difference = lists::diff(before, version);
  const people::Lines lines(version);
  const people::Lines lines_before(before);
  for (const auto* rows : {&difference.unchanged, &difference.changed})
    for (const lists::RowChange& row : *rows) {
      const Entry& old = before.entries[row.before];
      Entry& entry = version.entries[row.after];
      entry.id = old.id;
      if (row.matched_by != lists::MatchedBy::Likeness) continue;
      version.findings.push_back(finding_at(version, entry,
                                            {"OPR-046",
                                             {{"name", entry.values().name.raw},
                                              {"line", lines.of(entry)},
                                              {"before", old.values().name.raw},
                                              {"other", lines_before.of(old)}}},
                                            people::Severity::Doubt));
    }
}

}  // namespace

base::Result<Submitted> submit_list(Operation& operation, const Submission& submission) {
  const State& state = operation.state();
  for (const people::PartyId* party : {&submission.party, &submission.holder})
    if (!party->empty() && state.party(*party) == nullptr)
      return base::failure("OPR-020", {{"party", party->text()}}, base::Exit::WrongUse);
  const std::string bytes = MIDSPAN_TRY(base::read_file(submission.file));
  const std::string file_digest = base::to_hex(base::sha256(bytes));
  const ListVersion* before = state.list(submission.list);
  if (before != nullptr && before->file_digest == file_digest && submission.mapping.says_nothing())
    return base::failure("OPR-021", {{"list", submission.list.text()}, {"file", submission.file.filename().string()}},
                         base::Exit::Refused);

  lists::ReadOptions options;
  options.list = submission.list;
  options.party = submission.party;
  options.kind = submission.kind;
  options.number = before == nullptr ? 1 : before->number + 1;
  options.mapping = remembered_mapping(state, submission.party);
  for (const lists::MappedColumn& column : submission.mapping.columns) lists::add(options.mapping, column);
  if (!submission.mapping.sheets.empty()) options.mapping.sheets = submission.mapping.sheets;
  if (submission.mapping.header_row != 0) options.mapping.header_row = submission.mapping.header_row;
  options.mapping.encoding = submission.mapping.encoding;
  options.mapping.everyone = submission.mapping.everyone;
  options.as_of = submission.as_of;
  options.received = operation.today();
  options.ids = &operation.file().randomness();
  ListVersion version = MIDSPAN_TRY(lists::read_list(bytes, submission.file.filename().string(), options));
  version.file_digest = file_digest;
  if (before != nullptr) keep_ids(*before, version);

  const record::ItemRef original = MIDSPAN_TRY(operation.put("list.file", bytes));
  std::vector<record::OperationFile::NewItem> entries;
  for (const Entry& entry : version.entries)
    entries.push_back({"entry", entry.id.text(), json::canonical(to_json(entry))});
  const auto stored = MIDSPAN_TRY(operation.file().put_items(entries));
  json::Array ids;
  for (const record::ItemRef& item : stored) ids.push_back(item.id);
  json::Value description = to_json(version);
  (*description.object())["entries"] = std::move(ids);
  const record::ItemRef parsed = MIDSPAN_TRY(operation.put("list.version", json::canonical(description)));

  json::Object body{{"list", submission.list.text()},
                    {"version", version.id.text()},
                    {"number", version.number},
                    {"party", submission.party.text()},
                    {"kind", std::string(word(submission.kind))},
                    {"rows", version.entries.size()},
                    {"findings", counts(version.findings)},
                    {"item", original.json()},
                    {"entries", json::Object{{"count", version.entries.size()}, {"item", parsed.json()}}}};
  if (!submission.holder.empty()) body["holder"] = submission.holder.text();
  MIDSPAN_CHECK(
      operation.append(record::type::kListSubmit, std::move(body), {original.attachment(), parsed.attachment()}));
  return Submitted{version.id, version.number, version.entries.size(), std::move(version.findings)};
}

namespace {

// Hands `keep` every row that answers, the entry it is about and the answer; empty cells say nothing (silence is not
// denial). Rows that are not understood, or are about nobody, become findings; and so do words that answer though
// others stand beside them, for a person to look at.
template <class Understand, class Keep>
base::Result<void> each_answer(const ListVersion& table, const ListVersion& list, std::size_t column,
                               Understand understand, Keep keep, people::Findings& findings) {
  const EntryLookup lookup(list);
  std::map<std::pair<std::string, std::string>, std::int64_t> read_as;
  for (const Entry& row : table.entries) {
    const std::string_view answer = row.cell_text(column);
    if (answer.empty()) continue;
    const auto understood = understand(answer);
    if (!understood) {
      findings.push_back(finding_at(table, row, {"OPR-042", {{"word", std::string(answer)}}}, people::Severity::Wrong));
      continue;
    }
    const Entry* entry = lookup.find(table, row, findings);
    if (entry == nullptr) continue;
    if (!understood->whole) ++read_as[{std::string(answer), std::string(word(understood->code))}];
    MIDSPAN_CHECK(keep(row, *entry, understood->code));
  }
  for (const auto& [words, count] : read_as) {
    people::Finding finding;
    finding.severity = people::Severity::Doubt;
    finding.place.source = table.file_name;
    finding.message = {"OPR-045", {{"word", words.first}, {"code", words.second}, {"count", count}}};
    findings.push_back(std::move(finding));
  }
  return {};
}

base::Result<Operation::Draft> statement_draft(Operation& operation, const ListVersion& list,
                                               const people::PartyId& party, const people::Statement& statement) {
  json::Object body{{"list", list.list.text()},
                    {"version", list.id.text()},
                    {"entry", statement.entry.text()},
                    {"party", party.text()},
                    {"code", std::string(word(statement.code))}};
  std::vector<record::Attachment> attachments;
  if (const json::Value details = details_json(statement); !details.is_null()) {
    const auto item = MIDSPAN_TRY(operation.put("statement", json::canonical(details), statement.entry.text()));
    body["item"] = item.json();
    attachments.push_back(item.attachment());
  }
  return Operation::Draft{record::type::kStatementMake, std::move(body), std::move(attachments)};
}

}  // namespace

base::Result<Imported> import_statements(Operation& operation, const people::PartyId& party, const people::ListId& list,
                                         const std::filesystem::path& file) {
  if (operation.state().party(party) == nullptr)
    return base::failure("OPR-020", {{"party", party.text()}}, base::Exit::WrongUse);
  const ListVersion* target = MIDSPAN_TRY(list_in_force(operation, list));
  const Table table = MIDSPAN_TRY(read_table(operation, file));
  Imported imported;
  imported.rows = table.version.entries.size();
  std::vector<Operation::Draft> drafts;
  // Our own answer sheet, come back: its rows carry tokens, whatever was re-sorted or retitled.
  documents::Answers sheet =
      documents::read_statements(documents::answer_table(table.version), *target, party, operation.state().parties);
  if (sheet.made_for)
    return base::failure(
        "OPR-028", {{"file", table.version.file_name}, {"party", sheet.made_for->text()}, {"other", party.text()}},
        base::Exit::Refused);
  const record::ItemRef original = MIDSPAN_TRY(operation.put("statement.file", table.bytes));
  const bool is_answer_sheet = !sheet.answers.empty() || sheet.unanswered != 0;
  if (is_answer_sheet) {
    for (const documents::Answer& answer : sheet.answers) {
      drafts.push_back(MIDSPAN_TRY(statement_draft(operation, *target, party, answer.statement)));
    }
    imported.findings = std::move(sheet.findings);
  }
  if (!is_answer_sheet) {
    const std::size_t answers = MIDSPAN_TRY(answer_column(
        table.version, ColumnRole::Status, [](std::string_view text) { return statement_code(text).has_value(); }));
    const auto keep = [&](const Entry& row, const Entry& entry, people::StatementCode code) -> base::Result<void> {
      const people::EntryValues values = row.values();
      people::Statement statement;
      statement.entry = entry.id;
      statement.code = code;
      statement.date = values.status_date;
      statement.detail = values.remark;
      drafts.push_back(MIDSPAN_TRY(statement_draft(operation, *target, party, statement)));
      return {};
    };
    MIDSPAN_CHECK(each_answer(table.version, *target, answers, names::statement_answer, keep, imported.findings));
  }
  imported.used = drafts.size();
  imported.acts = drafts.size();
  if (!drafts.empty()) drafts.front().attachments.push_back(original.attachment());  // the file as it came, once
  MIDSPAN_CHECK(operation.append_all(std::move(drafts)));
  return imported;
}

base::Result<Imported> import_holds(Operation& operation, const people::ListId& list,
                                    const std::filesystem::path& file) {
  const ListVersion* target = MIDSPAN_TRY(list_in_force(operation, list));
  const Table table = MIDSPAN_TRY(read_table(operation, file));
  const EntryLookup lookup(*target);
  Imported imported;
  imported.rows = table.version.entries.size();
  struct Group {
    people::HoldKind kind;
    std::string order;
    std::string reason;
    json::Array entries;
  };
  std::vector<Group> groups;
  for (const Entry& row : table.version.entries) {
    const Entry* entry = lookup.find(table.version, row, imported.findings);
    if (entry == nullptr) continue;
    const std::string_view kind_word = cell(table.version, row, ColumnRole::Hold);
    const std::string order(cell(table.version, row, ColumnRole::CaseNumber));
    const people::HoldKind kind = hold_kind(kind_word).value_or(
        order.empty() && kind_word.empty() ? people::HoldKind::Other : people::HoldKind::CourtOrder);
    const std::string reference = order.empty() ? std::string(kind_word) : order;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& one) {
      return one.kind == kind && one.order == reference && !reference.empty();
    });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{kind, reference, row.values().remark, {}});
    group->entries.push_back(entry->id.text());
    ++imported.used;
  }
  std::vector<Operation::Draft> drafts;
  for (Group& group : groups) {
    const json::Object details{{"kind", std::string(word(group.kind))},
                               {"order", group.order},
                               {"reason", group.reason},
                               {"entries", group.entries}};
    const auto item = MIDSPAN_TRY(operation.put("hold", json::canonical(details)));
    drafts.push_back({record::type::kHoldPlace,
                      json::Object{{"hold", operation.file().randomness().id()}, {"item", item.json()}},
                      {item.attachment()}});
  }
  imported.acts = drafts.size();
  MIDSPAN_CHECK(operation.append_all(std::move(drafts)));
  return imported;
}

base::Result<Imported> import_consents(Operation& operation, const people::ListId& list,
                                       const std::filesystem::path& file) {
  const ListVersion* target = MIDSPAN_TRY(list_in_force(operation, list));
  const Table table = MIDSPAN_TRY(read_table(operation, file));
  Imported imported;
  imported.rows = table.version.entries.size();
  std::vector<Operation::Draft> drafts;
  const std::size_t answers = MIDSPAN_TRY(answer_column(
      table.version, ColumnRole::Consent, [](std::string_view text) { return consent_answer(text).has_value(); }));
  const auto keep = [&](const Entry& row, const Entry& entry, people::ConsentAnswer code) -> base::Result<void> {
    if (code == people::ConsentAnswer::Missing) return {};
    people::Consent consent;
    consent.entry = entry.id;
    consent.answer = code;
    consent.destination = row.values().destination;
    const auto item = MIDSPAN_TRY(operation.put("consent", json::canonical(to_json(consent)), entry.id.text()));
    drafts.push_back({record::type::kConsentRecord,
                      json::Object{{"consent", operation.file().randomness().id()}, {"item", item.json()}},
                      {item.attachment()}});
    return {};
  };
  MIDSPAN_CHECK(each_answer(table.version, *target, answers, names::consent_answer, keep, imported.findings));
  imported.used = drafts.size();
  imported.acts = drafts.size();
  MIDSPAN_CHECK(operation.append_all(std::move(drafts)));
  return imported;
}

namespace {

base::Result<Operation::Draft> judgement_draft(Operation& operation, const people::EntryId& left,
                                               const people::EntryId& right, people::Verdict verdict,
                                               std::string_view reason) {
  json::Object body{{"left", left.text()}, {"right", right.text()}, {"verdict", std::string(word(verdict))}};
  std::vector<record::Attachment> attachments;
  if (!reason.empty()) {
    const auto item = MIDSPAN_TRY(operation.put("judgement", reason, left.text()));
    body["item"] = item.json();
    attachments.push_back(item.attachment());
  }
  return Operation::Draft{record::type::kLinkJudge, std::move(body), std::move(attachments)};
}

}  // namespace

base::Result<Imported> import_judgements(Operation& operation, const std::filesystem::path& file) {
  const std::string bytes = MIDSPAN_TRY(base::read_file(file));
  base::CsvReader reader(bytes.starts_with("\xEF\xBB\xBF") ? std::string_view(bytes).substr(3)
                                                           : std::string_view(bytes));
  Imported imported;
  std::vector<std::string_view> fields;
  reader.next(fields);  // list_left,line_left,list_right,line_right,verdict,reason
  const std::vector<std::string> headings(fields.begin(), fields.end());
  const auto column = [&](std::string_view heading) -> std::string_view {
    for (std::size_t at = 0; at < headings.size() && at < fields.size(); ++at)
      if (same_word(headings[at], heading)) return fields[at];
    return {};
  };
  for (const char* needed : {"list_left", "line_left", "list_right", "line_right", "verdict"})
    if (std::none_of(headings.begin(), headings.end(), [&](const std::string& one) { return same_word(one, needed); }))
      return base::failure("OPR-044", {{"file", file.filename().string()},
                                       {"what", needed},
                                       {"headings", fmt::format("{}", fmt::join(headings, ", "))}});
  std::map<std::string, EntryLookup> lookups;
  const auto entry_of = [&](std::string_view list, std::string_view line) -> const Entry* {
    const ListVersion* version = operation.state().list(people::ListId(std::string(list)));
    if (version == nullptr) return nullptr;
    return lookups.try_emplace(std::string(list), *version).first->second.by_line(line);
  };
  const auto complain = [&](const char* code, std::string_view said) {
    people::Finding finding;
    finding.message = {code, {{"word", std::string(said)}, {"name", ""}, {"line", std::string(said)}, {"list", ""}}};
    finding.place.source = file.filename().string();
    finding.place.row = reader.line();
    finding.severity = people::Severity::Wrong;
    imported.findings.push_back(std::move(finding));
  };
  std::vector<Operation::Draft> drafts;
  while (reader.next(fields)) {
    ++imported.rows;
    const auto decided = verdict(column("verdict"));
    const Entry* left = entry_of(column("list_left"), column("line_left"));
    const Entry* right = entry_of(column("list_right"), column("line_right"));
    if (!decided) complain("OPR-042", column("verdict"));
    else if (left == nullptr) complain("OPR-040", column("line_left"));
    else if (right == nullptr) complain("OPR-040", column("line_right"));
    if (!decided || left == nullptr || right == nullptr) continue;
    drafts.push_back(MIDSPAN_TRY(judgement_draft(operation, left->id, right->id, *decided, column("reason"))));
    ++imported.used;
  }
  imported.acts = drafts.size();
  MIDSPAN_CHECK(operation.append_all(std::move(drafts)));
  return imported;
}

base::Result<void> judge(Operation& operation, const people::EntryId& left, const people::EntryId& right,
                         people::Verdict verdict, std::string_view reason) {
  Operation::Draft draft = MIDSPAN_TRY(judgement_draft(operation, left, right, verdict, reason));
  MIDSPAN_CHECK(operation.append(draft.type, std::move(draft.body), std::move(draft.attachments)));
  return {};
}

}  // namespace midspan::operation
