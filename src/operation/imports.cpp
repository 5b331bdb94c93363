// SPDX-License-Identifier: Apache-2.0
#include "operation/imports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/listed.hpp"
#include "documents/statements.hpp"
#include "lists/diff.hpp"
#include "lists/read_list.hpp"
#include "names/answers.hpp"
#include "names/normalise.hpp"
#include "operation/facts.hpp"
#include "operation/lookup.hpp"
#include "operation/matching.hpp"
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

// What a person once decided about how this list is read holds for its next version too.
base::Result<lists::Mapping> remembered_mapping(const ListVersion& before) {
  lists::Mapping remembered;
  const lists::Mapping all = lists::mapping_of(before);
  for (std::size_t at = 0; at < all.columns.size(); ++at) {
    if (before.columns[at].confidence != 100) continue;
    lists::MappedColumn column = all.columns[at];
    if (!column.heading.empty()) column.column = 0;  // wherever the heading stands now
    column.remembered = true;
    lists::add(remembered, std::move(column));
  }
  for (const people::Finding& finding : before.findings)
    if (finding.message.code == "LST-156")
      for (const auto& [name, said] : finding.message.arguments)
        if (name == "said") remembered.everyone.push_back(MIDSPAN_TRY(lists::parse_said(std::get<std::string>(said))));
  return remembered;
}

json::Object counts(const people::Findings& findings) {
  std::int64_t by_severity[3] = {0, 0, 0};
  for (const people::Finding& finding : findings) ++by_severity[static_cast<int>(finding.severity)];
  return {{"note", by_severity[0]}, {"doubt", by_severity[1]}, {"wrong", by_severity[2]}};
}

// Whoever stands on the newer version of a list keeps the id that answers, judgements, holds, consents and the ledger
// know. Where only part of a name and little else tells that it is the same row, a person is asked to look.
void keep_ids(const ListVersion& before, const lists::Difference& difference, ListVersion& version) {
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

// ---- Versions that are hardly meant ----

base::Result<void> same_list(const ListVersion& before, const Submission& submission) {
  if (before.party == submission.party && before.kind == submission.kind) return {};
  return base::failure("OPR-025",
                       {{"list", before.list.text()},
                        {"kind", std::string(word(before.kind))},
                        {"party", before.party.text()},
                        {"as", std::string(word(submission.kind))},
                        {"other", submission.party.text()}},
                       base::Exit::Refused);
}

// Without headings, and hardly a row of it with a name that somebody could have: an agreement, a letter.
base::Result<void> looks_like_a_list(const ListVersion& version) {
  constexpr std::size_t kLongestName = 8;  // words
  const auto nobody = [](const Entry& entry) {
    const people::EntryValues values = entry.values();
    return (values.name.empty() && values.identifiers.empty()) || values.name.tokens.size() > kLongestName;
  };
  const auto no_people = std::count_if(version.entries.begin(), version.entries.end(), nobody);
  if (version.header_row != 0 || static_cast<std::size_t>(no_people) * 2 <= version.entries.size()) return {};
  return base::failure("OPR-029",
                       {{"file", version.file_name},
                        {"count", static_cast<std::int64_t>(no_people)},
                        {"all", static_cast<std::int64_t>(version.entries.size())}},
                       base::Exit::Refused);
}

base::Result<void> is_newer(const ListVersion& before, const ListVersion& version) {
  if (!before.day || !version.day || *before.day <= *version.day) return {};
  return base::failure("OPR-027",
                       {{"file", version.file_name},
                        {"list", before.list.text()},
                        {"day", base::format_day(*version.day)},
                        {"other", base::format_day(*before.day)}},
                       base::Exit::Refused);
}

// Whoever was handed over is rightly on the list no more.
base::Result<void> most_are_still_there(const State& state, const ListVersion& before,
                                        const lists::Difference& difference, const ListVersion& version) {
  constexpr std::size_t kNamesShown = 5;
  const Persons known = persons(state);
  std::set<std::string> handed_over;
  for (const people::Delivery& delivery : state.deliveries) handed_over.insert(delivery.person.text());
  std::vector<std::string> gone;
  for (const std::size_t at : difference.removed) {
    const Entry& entry = before.entries[at];
    const auto person = known.of_entry.find(entry.id.text());
    if (person != known.of_entry.end() && handed_over.contains(known.all[person->second].id.text())) continue;
    gone.push_back(entry.values().name.raw);
  }
  if (gone.size() * 2 <= before.entries.size()) return {};
  const auto count = static_cast<std::int64_t>(gone.size());
  const bool more = gone.size() > kNamesShown;
  gone.resize(std::min(gone.size(), kNamesShown));
  return base::failure("OPR-026",
                       {{"file", version.file_name},
                        {"list", before.list.text()},
                        {"count", count},
                        {"all", static_cast<std::int64_t>(before.entries.size())},
                        {"entries", static_cast<std::int64_t>(version.entries.size())},
                        {"names", base::listed(gone) + (more ? ", …" : "")}},
                       base::Exit::Refused);
}

}  // namespace

base::Result<Submitted> submit_list(Operation& operation, const Submission& submission) {
  const State& state = operation.state();
  for (const people::PartyId* party : {&submission.party, &submission.holder})
    if (!party->empty()) MIDSPAN_CHECK(party_called(state, party->text()));
  const std::string bytes = MIDSPAN_TRY(base::read_file(submission.file));
  const std::string file_digest = base::to_hex(base::sha256(bytes));
  const ListVersion* before = state.list(submission.list);
  if (before != nullptr) MIDSPAN_CHECK(same_list(*before, submission));
  if (before != nullptr && before->file_digest == file_digest && submission.mapping.says_nothing())
    return base::failure("OPR-021", {{"list", submission.list.text()}, {"file", submission.file.filename().string()}},
                         base::Exit::Refused);

  lists::ReadOptions options;
  options.list = submission.list;
  options.party = submission.party;
  options.kind = submission.kind;
  options.number =
      1 + static_cast<int>(std::count_if(state.versions.begin(), state.versions.end(),
                                         [&](const ListVersion& version) { return version.list == submission.list; }));
  if (before != nullptr) options.mapping = MIDSPAN_TRY(remembered_mapping(*before));
  for (const lists::MappedColumn& column : submission.mapping.columns) lists::add(options.mapping, column);
  if (!submission.mapping.sheets.empty()) options.mapping.sheets = submission.mapping.sheets;
  if (submission.mapping.header_row != 0) options.mapping.header_row = submission.mapping.header_row;
  options.mapping.encoding = submission.mapping.encoding;
  if (!submission.mapping.everyone.empty()) options.mapping.everyone = submission.mapping.everyone;
  options.as_of = submission.as_of;
  options.received = operation.today();
  options.ids = &operation.file().randomness();
  ListVersion version = MIDSPAN_TRY(lists::read_list(bytes, submission.file.filename().string(), options));
  version.file_digest = file_digest;
  for (const lists::Said& said : options.mapping.everyone) {
    if (said.role != ColumnRole::Category || is_known_category(said.text)) continue;
    people::Finding finding;
    finding.place.source = version.file_name;
    finding.message = {"OPR-058", {{"word", said.text}}};
    version.findings.push_back(std::move(finding));
  }
  const bool cautious = submission.unlikely == Unlikely::Refuse;
  if (cautious) MIDSPAN_CHECK(looks_like_a_list(version));
  std::optional<VersionChange> change;
  if (before != nullptr) {
    const lists::Difference difference = lists::diff(*before, version);
    if (cautious) MIDSPAN_CHECK(is_newer(*before, version));
    if (cautious) MIDSPAN_CHECK(most_are_still_there(state, *before, difference, version));
    change = VersionChange{difference.added.size(), difference.removed.size(), difference.changed.size()};
    keep_ids(*before, difference, version);
  }

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
  return Submitted{version.id, version.number, version.entries.size(), change, std::move(version.findings)};
}

base::Result<people::VersionId> withdraw_list(Operation& operation, const people::ListId& list) {
  const ListVersion* version = MIDSPAN_TRY(list_in_force(operation, list));
  const people::VersionId id = version->id;
  MIDSPAN_CHECK(operation.append(record::type::kListWithdraw, {{"list", list.text()}, {"version", id.text()}}));
  return id;
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
  const people::Lines lines(*import.list);
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
                       {"line", lines.of(*said.entry)},
                       {"list", import.list->list.text()},
                       {"first", people::row_shown(import.table.version.sheets, said.row->row)},
                       {"second", people::row_shown(import.table.version.sheets, (*other)->row->row)}}},
                     people::Severity::Wrong));
    }
  }
  return kept;
}

// What says whose row it is; every table beside lists may have it.
bool says_whose(ColumnRole role) {
  return (role >= ColumnRole::LineNumber && role <= ColumnRole::BirthDay) ||
         (role >= ColumnRole::NationalId && role <= ColumnRole::OtherId);
}

// Of whom a row speaks, for a sentence about it: the name, else the line.
std::string called(const ListVersion& table, const Entry& row) {
  const std::string name = row.values().name.raw;
  return name.empty() ? std::string(cell(table, row, ColumnRole::LineNumber)) : name;
}

// Columns that have something in them of which nothing is taken: a person might believe that it was.
void name_unread_columns(const ListVersion& table, const ListVersion& list, std::initializer_list<ColumnRole> read,
                         std::size_t answers, people::Findings& findings) {
  const auto names_a_sheet = [&](const Entry& row, std::size_t at) {
    return std::any_of(list.sheets.begin(), list.sheets.end(), [&](const people::Sheet& sheet) {
      return names::fold(sheet.name) == names::fold(row.cell_text(at));
    });
  };
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    const ColumnRole role = table.columns[at].role;
    const bool taken = at == answers || says_whose(role) || std::find(read.begin(), read.end(), role) != read.end();
    const auto filled = std::count_if(table.entries.begin(), table.entries.end(),
                                      [&](const Entry& row) { return !row.cell_text(at).empty(); });
    const bool sheets = std::any_of(table.entries.begin(), table.entries.end(),
                                    [&](const Entry& row) { return names_a_sheet(row, at); });
    if (taken || sheets || filled == 0) continue;
    people::Finding finding;
    finding.severity = people::Severity::Note;
    finding.place.source = table.file_name;
    finding.message = {"OPR-055", {{"heading", table.columns[at].heading}, {"count", filled}}};
    findings.push_back(std::move(finding));
  }
}

// What was read by words in a longer cell: for a person to look at, each wording once.
class ReadAs {
 public:
  void count(std::string_view cell, std::string_view code) { ++rows_[{std::string(cell), std::string(code)}]; }

  void tell(const ListVersion& table, people::Findings& findings) const {
    for (const auto& [words, rows] : rows_) {
      people::Finding finding;
      finding.severity = people::Severity::Doubt;
      finding.place.source = table.file_name;
      finding.message = {"OPR-045", {{"word", words.first}, {"code", words.second}, {"count", rows}}};
      findings.push_back(std::move(finding));
    }
  }

 private:
  std::map<std::pair<std::string, std::string>, std::int64_t> rows_;
};

// Every row that answers, with the entry it is about and what `describe` makes of its answer; empty cells say nothing
// (silence is not denial). Rows that are not understood, or are about nobody, become findings; and so do words that
// answer though others stand beside them, for a person to look at.
template <class Understand, class Describe>
std::vector<Said> answers_of(Import& import, std::size_t column, Understand understand, Describe describe) {
  const ListVersion& table = import.table.version;
  const EntryLookup lookup(*import.list);
  people::Findings& findings = import.told.findings;
  ReadAs read_as;
  std::vector<Said> rows;
  for (const Entry& row : table.entries) {
    const std::string_view answer = row.cell_text(column);
    if (answer.empty()) continue;
    const auto understood = understand(answer);
    if (!understood) {
      findings.push_back(finding_at(
          table, row, {"OPR-042", {{"word", std::string(answer)}, {"named", "yes"}, {"name", called(table, row)}}},
          people::Severity::Wrong));
      continue;
    }
    const Entry* entry = lookup.find(table, row, findings);
    if (entry == nullptr) continue;
    if (!understood->whole) read_as.count(answer, word(understood->code));
    rows.push_back({entry, &row, std::string(word(understood->code)), describe(row, *entry, understood->code)});
  }
  read_as.tell(table, findings);
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
  name_unread_columns(import.table.version, *import.list, {ColumnRole::StatementDate, ColumnRole::Remark}, column,
                      import.told.findings);
  return {};
}

// Where the party's answers now say other than its own list.
void tell_contradictions(const State& state, const people::PartyId& party, const std::string& file,
                         people::Findings& findings) {
  for (people::Discrepancy& one : discrepancies(state)) {
    if (one.party != party || (one.message.code != "OPR-053" && one.message.code != "OPR-054")) continue;
    people::Finding finding;
    finding.place.source = file;
    finding.message = std::move(one.message);
    findings.push_back(std::move(finding));
  }
}

}  // namespace

base::Result<Imported> import_statements(Operation& operation, const people::PartyId& party, const people::ListId& list,
                                         const std::filesystem::path& file) {
  MIDSPAN_CHECK(party_called(operation.state(), party.text()));
  Import import = MIDSPAN_TRY(begin(operation, list, file));
  const ListVersion& table = import.table.version;
  documents::Answers sheet =
      documents::read_statements(documents::answer_table(table), *import.list, party, operation.state().parties);
  if (sheet.made_for)
    return base::failure("OPR-028",
                         {{"file", table.file_name}, {"party", sheet.made_for->text()}, {"other", party.text()}},
                         base::Exit::Refused);
  const record::ItemRef original = MIDSPAN_TRY(operation.put("statement.file", import.table.bytes));
  if (sheet.is_sheet) MIDSPAN_CHECK(take_sheet(operation, party, std::move(sheet), import));
  else MIDSPAN_CHECK(take_table(operation, party, import));
  // The file as it came, once.
  if (!import.drafts.empty()) import.drafts.front().attachments.push_back(original.attachment());
  Imported told = MIDSPAN_TRY(finish(operation, std::move(import.told), std::move(import.drafts)));
  tell_contradictions(operation.state(), party, table.file_name, told.findings);
  return told;
}

// ---- Holds ----

namespace {

bool has_column(const ListVersion& table, ColumnRole role) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const people::Column& column) { return column.role == role; });
}

// The kind of a row's hold; nothing, with a finding, where its word is not understood or there is none. A table without
// a column of kinds is one of court orders, a reference in each row.
std::optional<people::HoldKind> kind_of(const ListVersion& table, const Entry& row, ReadAs& read_as,
                                        people::Findings& findings) {
  if (!has_column(table, ColumnRole::Hold) && !cell(table, row, ColumnRole::CaseNumber).empty())
    return people::HoldKind::CourtOrder;
  const std::string_view said = cell(table, row, ColumnRole::Hold);
  if (const auto kind = hold_kind(said)) return kind;
  if (const auto read = names::hold_answer(said)) {
    read_as.count(said, word(read->code));
    return read->code;
  }
  findings.push_back(finding_at(table, row, {said.empty() ? "OPR-057" : "OPR-056", {{"word", std::string(said)}}},
                                people::Severity::Wrong));
  return std::nullopt;
}

}  // namespace

base::Result<Imported> import_holds(Operation& operation, const people::ListId& list,
                                    const std::filesystem::path& file) {
  Import import = MIDSPAN_TRY(begin(operation, list, file));
  ListVersion& read = import.table.version;
  people::Findings& findings = import.told.findings;
  const auto kinds =
      answer_column(read, ColumnRole::Hold, [](std::string_view text) { return hold_kind(text).has_value(); });
  if (kinds) read.columns[*kinds].role = ColumnRole::Hold;
  else if (!has_column(read, ColumnRole::CaseNumber)) return tl::unexpected(kinds.error());
  const EntryLookup lookup(*import.list);
  struct Group {
    people::HoldKind kind;
    std::string order;
    std::string reason;
    json::Array entries;
  };
  std::vector<Group> groups;
  ReadAs read_as;
  for (const Entry& row : read.entries) {
    const auto kind = kind_of(read, row, read_as, findings);
    if (!kind) continue;
    const Entry* entry = lookup.find(read, row, findings);
    if (entry == nullptr) continue;
    const std::string order(cell(read, row, ColumnRole::CaseNumber));
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& one) {
      return one.kind == *kind && one.order == order && !order.empty();
    });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{*kind, order, row.values().remark, {}});
    group->entries.push_back(entry->id.text());
    ++import.told.used;
  }
  read_as.tell(read, findings);
  name_unread_columns(read, *import.list, {ColumnRole::Hold, ColumnRole::CaseNumber, ColumnRole::Remark},
                      read.columns.size(), findings);
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
  name_unread_columns(import.table.version, *import.list, {ColumnRole::Destination}, column, import.told.findings);
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
    if (reader.broken_quote())
      return base::failure("OPR-049",
                           {{"file", file.filename().string()}, {"line", static_cast<std::int64_t>(reader.line())}});
    ++told.rows;
    const auto decided = verdict(column("verdict"));
    const Entry* left = entry_of(column("list_left"), column("line_left"));
    const Entry* right = entry_of(column("list_right"), column("line_right"));
    if (!decided)
      complain(reader.line(), {"OPR-042", {{"word", std::string(column("verdict"))}, {"named", "no"}, {"name", ""}}});
    else if (left == nullptr) nobody(column("list_left"), column("line_left"));
    else if (right == nullptr) nobody(column("list_right"), column("line_right"));
    else rows.push_back({left, right, *decided, std::string(column("reason")), reader.line()});
  }
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
