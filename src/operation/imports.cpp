// SPDX-License-Identifier: Apache-2.0
#include "operation/imports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
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
  for (const auto* rows : {&difference.unchanged, &difference.changed})
    for (const lists::RowChange& row : *rows) {
      const Entry& old = before.entries[row.before];
      Entry& entry = version.entries[row.after];
      entry.id = old.id;
      if (row.matched_by != lists::MatchedBy::Likeness) continue;
      version.findings.push_back(finding_at(version, entry,
                                            {"OPR-046",
                                             {{"name", entry.values().name.raw},
                                              {"line", people::line_shown(version, entry)},
                                              {"before", old.values().name.raw},
                                              {"other", people::line_shown(before, old)}}},
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
  for (const record::ItemRef& item : stored) ids.push_back(item.json());
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

// A table that speaks of a list's entries, and what becomes of it.
struct Import {
  const ListVersion* list;
  Table table;
  Imported told;
  std::vector<Operation::Draft> drafts;
};

base::Result<Import> begin(Operation& operation, const people::ListId& list, const std::filesystem::path& file) {
  const ListVersion* target = MIDSPAN_TRY(list_in_force(operation, list));
  Import import{target, MIDSPAN_TRY(read_table(operation, file)), {}, {}};
  import.told.rows = import.table.version.entries.size();
  return import;
}

base::Result<Imported> finish(Operation& operation, Imported told, std::vector<Operation::Draft> drafts) {
  told.acts = drafts.size();
  MIDSPAN_CHECK(operation.append_all(std::move(drafts)));
  return told;
}

// What a row says of an entry. Rows that say the same are one; of rows that contradict each other none is taken.
struct Said {
  const Entry* entry;
  const Entry* row;
  std::string code;
  json::Value details;
  std::size_t rows = 1;  // that say so
};

std::vector<Said> without_contradictions(std::vector<Said> rows, Import& import) {
  const auto same = [](const Said& left, const Said& right) {
    return left.code == right.code && json::canonical(left.details) == json::canonical(right.details);
  };
  std::map<std::string, std::vector<const Said*>> by_entry;
  for (const Said& said : rows) by_entry[said.entry->id.text()].push_back(&said);
  std::vector<Said> kept;
  for (const Said& said : rows) {
    const std::vector<const Said*>& all = by_entry[said.entry->id.text()];
    if (all.front() != &said) continue;
    const auto other = std::find_if(all.begin(), all.end(), [&](const Said* one) { return !same(said, *one); });
    if (other == all.end()) {
      kept.push_back(said);
      kept.back().rows = all.size();
    } else {
      import.told.findings.push_back(
          finding_at(import.table.version, *(*other)->row,
                     {"OPR-047",
                      {{"name", said.entry->values().name.raw},
                       {"line", people::line_shown(*import.list, *said.entry)},
                       {"list", import.list->list.text()},
                       {"first", people::row_shown(import.table.version.sheets, said.row->row)},
                       {"second", people::row_shown(import.table.version.sheets, (*other)->row->row)}}},
                     people::Severity::Wrong));
    }
  }
  return kept;
}

// Every row that answers, with the entry it is about and what `describe` makes of its answer; empty cells say nothing
// (silence is not denial). Rows that are not understood, or are about nobody, become findings; and so do words that
// answer though others stand beside them, for a person to look at.
template <class Understand, class Describe>
std::vector<Said> answers_of(Import& import, std::size_t column, Understand understand, Describe describe) {
  const ListVersion& table = import.table.version;
  const EntryLookup lookup(*import.list);
  people::Findings& findings = import.told.findings;
  std::map<std::pair<std::string, std::string>, std::int64_t> read_as;
  std::vector<Said> rows;
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
    const std::string code(word(understood->code));
    if (!understood->whole) ++read_as[{std::string(answer), code}];
    rows.push_back({entry, &row, code, describe(row, *entry, understood->code)});
  }
  for (const auto& [words, count] : read_as) {
    people::Finding finding;
    finding.severity = people::Severity::Doubt;
    finding.place.source = table.file_name;
    finding.message = {"OPR-045", {{"word", words.first}, {"code", words.second}, {"count", count}}};
    findings.push_back(std::move(finding));
  }
  return without_contradictions(std::move(rows), import);
}

base::Result<Operation::Draft> statement_draft(Operation& operation, const ListVersion& list,
                                               const people::PartyId& party, const people::EntryId& entry,
                                               std::string_view code, const json::Value& details) {
  json::Object body{{"list", list.list.text()},
                    {"version", list.id.text()},
                    {"entry", entry.text()},
                    {"party", party.text()},
                    {"code", std::string(code)}};
  std::vector<record::Attachment> attachments;
  if (!details.is_null()) {
    const auto item = MIDSPAN_TRY(operation.put("statement", json::canonical(details), entry.text()));
    body["item"] = item.json();
    attachments.push_back(item.attachment());
  }
  return Operation::Draft{record::type::kStatementMake, std::move(body), std::move(attachments)};
}

// Our own answer sheet, come back: its rows carry tokens, whatever was re-sorted or retitled.
base::Result<void> take_sheet(Operation& operation, const people::PartyId& party, documents::Answers sheet,
                              Import& import) {
  for (const documents::Answer& answer : sheet.answers)
    import.drafts.push_back(
        MIDSPAN_TRY(statement_draft(operation, *import.list, party, answer.statement.entry, word(answer.statement.code),
                                    details_json(answer.statement, answer.remark))));
  import.told.used = import.drafts.size();
  import.told.findings = std::move(sheet.findings);
  return {};
}

base::Result<void> take_table(Operation& operation, const people::PartyId& party, Import& import) {
  const std::size_t column =
      MIDSPAN_TRY(answer_column(import.table.version, ColumnRole::Status,
                                [](std::string_view text) { return statement_code(text).has_value(); }));
  const auto details = [](const Entry& row, const Entry&, people::StatementCode) {
    const people::EntryValues values = row.values();
    people::Statement statement;
    statement.date = values.status_date;
    statement.detail = values.remark;
    return details_json(statement);
  };
  for (const Said& said : answers_of(import, column, names::statement_answer, details)) {
    import.drafts.push_back(
        MIDSPAN_TRY(statement_draft(operation, *import.list, party, said.entry->id, said.code, said.details)));
    import.told.used += said.rows;
  }
  return {};
}

}  // namespace

base::Result<Imported> import_statements(Operation& operation, const people::PartyId& party, const people::ListId& list,
                                         const std::filesystem::path& file) {
  if (operation.state().party(party) == nullptr)
    return base::failure("OPR-020", {{"party", party.text()}}, base::Exit::WrongUse);
  Import import = MIDSPAN_TRY(begin(operation, list, file));
  const record::ItemRef original = MIDSPAN_TRY(operation.put("statement.file", import.table.bytes));
  documents::Answers sheet =
      documents::read_statements(documents::answer_table(import.table.version), *import.list, party);
  if (sheet.is_sheet) MIDSPAN_CHECK(take_sheet(operation, party, std::move(sheet), import));
  else MIDSPAN_CHECK(take_table(operation, party, import));
  // The file as it came, once.
  if (!import.drafts.empty()) import.drafts.front().attachments.push_back(original.attachment());
  return finish(operation, std::move(import.told), std::move(import.drafts));
}

base::Result<Imported> import_holds(Operation& operation, const people::ListId& list,
                                    const std::filesystem::path& file) {
  Import import = MIDSPAN_TRY(begin(operation, list, file));
  const EntryLookup lookup(*import.list);
  struct Group {
    people::HoldKind kind;
    std::string order;
    std::string reason;
    json::Array entries;
  };
  std::vector<Group> groups;
  for (const Entry& row : import.table.version.entries) {
    const Entry* entry = lookup.find(import.table.version, row, import.told.findings);
    if (entry == nullptr) continue;
    const std::string_view kind_word = cell(import.table.version, row, ColumnRole::Hold);
    const std::string order(cell(import.table.version, row, ColumnRole::CaseNumber));
    const people::HoldKind kind = hold_kind(kind_word).value_or(
        order.empty() && kind_word.empty() ? people::HoldKind::Other : people::HoldKind::CourtOrder);
    const std::string reference = order.empty() ? std::string(kind_word) : order;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& one) {
      return one.kind == kind && one.order == reference && !reference.empty();
    });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{kind, reference, row.values().remark, {}});
    group->entries.push_back(entry->id.text());
    ++import.told.used;
  }
  for (Group& group : groups) {
    const json::Object details{{"kind", std::string(word(group.kind))},
                               {"order", group.order},
                               {"reason", group.reason},
                               {"entries", group.entries}};
    const auto item = MIDSPAN_TRY(operation.put("hold", json::canonical(details)));
    import.drafts.push_back({record::type::kHoldPlace,
                             json::Object{{"hold", operation.file().randomness().id()}, {"item", item.json()}},
                             {item.attachment()}});
  }
  return finish(operation, std::move(import.told), std::move(import.drafts));
}

base::Result<Imported> import_consents(Operation& operation, const people::ListId& list,
                                       const std::filesystem::path& file) {
  Import import = MIDSPAN_TRY(begin(operation, list, file));
  const std::size_t column =
      MIDSPAN_TRY(answer_column(import.table.version, ColumnRole::Consent,
                                [](std::string_view text) { return consent_answer(text).has_value(); }));
  const auto details = [](const Entry& row, const Entry& entry, people::ConsentAnswer code) {
    people::Consent consent;
    consent.entry = entry.id;
    consent.answer = code;
    consent.destination = row.values().destination;
    return to_json(consent);
  };
  for (const Said& said : answers_of(import, column, names::consent_answer, details)) {
    if (said.code == word(people::ConsentAnswer::Missing)) continue;
    const auto item = MIDSPAN_TRY(operation.put("consent", json::canonical(said.details), said.entry->id.text()));
    import.drafts.push_back({record::type::kConsentRecord,
                             json::Object{{"consent", operation.file().randomness().id()}, {"item", item.json()}},
                             {item.attachment()}});
    import.told.used += said.rows;
  }
  return finish(operation, std::move(import.told), std::move(import.drafts));
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

struct Judged {
  const Entry* left;
  const Entry* right;
  people::Verdict verdict;
  std::string reason;
  std::size_t line;  // of the file

  std::pair<std::string, std::string> pair() const { return std::minmax({left->id.text(), right->id.text()}); }
};

}  // namespace

base::Result<Imported> import_judgements(Operation& operation, const std::filesystem::path& file) {
  const std::string bytes = MIDSPAN_TRY(base::read_file(file));
  base::CsvReader reader(bytes.starts_with("\xEF\xBB\xBF") ? std::string_view(bytes).substr(3)
                                                           : std::string_view(bytes));
  Imported told;
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
  const auto complain = [&](std::size_t line, base::Message message) {
    people::Finding finding;
    finding.message = std::move(message);
    finding.place.source = file.filename().string();
    finding.place.row = line;
    finding.severity = people::Severity::Wrong;
    told.findings.push_back(std::move(finding));
  };
  const auto nobody = [&](std::string_view list, std::string_view line) {
    complain(reader.line(), {"OPR-040", {{"name", ""}, {"line", std::string(line)}, {"list", std::string(list)}}});
  };
  std::vector<Judged> rows;
  while (reader.next(fields)) {
    ++told.rows;
    const auto decided = verdict(column("verdict"));
    const Entry* left = entry_of(column("list_left"), column("line_left"));
    const Entry* right = entry_of(column("list_right"), column("line_right"));
    if (!decided) complain(reader.line(), {"OPR-042", {{"word", std::string(column("verdict"))}}});
    else if (left == nullptr) nobody(column("list_left"), column("line_left"));
    else if (right == nullptr) nobody(column("list_right"), column("line_right"));
    else rows.push_back({left, right, *decided, std::string(column("reason")), reader.line()});
  }
  if (reader.unclosed_quote())
    return base::failure("OPR-049",
                         {{"file", file.filename().string()}, {"line", static_cast<std::int64_t>(reader.line())}});
  std::map<std::pair<std::string, std::string>, const Judged*> first;
  std::set<std::pair<std::string, std::string>> contradicted;
  for (const Judged& row : rows) {
    const Judged& before = *first.try_emplace(row.pair(), &row).first->second;
    if (before.verdict == row.verdict || !contradicted.insert(row.pair()).second) continue;
    complain(row.line, {"OPR-048",
                        {{"left", row.left->values().name.raw},
                         {"right", row.right->values().name.raw},
                         {"first", static_cast<std::int64_t>(before.line)},
                         {"second", static_cast<std::int64_t>(row.line)}}});
  }
  std::vector<Operation::Draft> drafts;
  for (const Judged& row : rows)
    if (!contradicted.contains(row.pair()) && first[row.pair()] == &row)
      drafts.push_back(MIDSPAN_TRY(judgement_draft(operation, row.left->id, row.right->id, row.verdict, row.reason)));
  told.used = drafts.size();
  return finish(operation, std::move(told), std::move(drafts));
}

base::Result<std::int64_t> judge(Operation& operation, const people::EntryId& left, const people::EntryId& right,
                                 people::Verdict verdict, std::string_view reason) {
  Operation::Draft draft = MIDSPAN_TRY(judgement_draft(operation, left, right, verdict, reason));
  return operation.append(draft.type, std::move(draft.body), std::move(draft.attachments));
}

}  // namespace midspan::operation
