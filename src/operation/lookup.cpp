// SPDX-License-Identifier: Apache-2.0
#include "operation/lookup.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/listed.hpp"
#include "names/normalise.hpp"
#include "names/tokens.hpp"

namespace midspan::operation {

using people::ColumnRole;
using people::Entry;
using people::ListVersion;

namespace {

// Order of names differs from table to table: the words are compared as a bag.
std::string bag_of_words(const people::NameForm& name) {
  std::vector<std::string> words = names::identifying_words(name);
  std::sort(words.begin(), words.end());
  std::string key;
  for (const std::string& word : words) key.append(word).push_back(' ');
  return key;
}

bool shares_a_word(const people::NameForm& left, const people::NameForm& right) {
  const std::vector<std::string> ours = names::identifying_words(left);
  const std::vector<std::string> theirs = names::identifying_words(right);
  return std::any_of(ours.begin(), ours.end(), [&](const std::string& word) {
    return std::find(theirs.begin(), theirs.end(), word) != theirs.end();
  });
}

bool births_agree(const people::DateSpan& left, const people::DateSpan& right) {
  return !left.known() || !right.known() || (left.earliest <= right.latest && right.earliest <= left.latest);
}

}  // namespace

base::Result<people::PartyId> party_called(const State& state, std::string_view name) {
  const people::PartyId id{std::string(name)};
  if (state.party(id) != nullptr) return id;
  if (const people::Party* party = state.party_named(name)) return party->id;
  std::string ids;
  for (const people::Party& party : state.parties) base::add_listed(ids, party.id.text());
  return base::failure("OPR-020", {{"party", std::string(name)}, {"parties", ids}}, base::Exit::WrongUse);
}

std::vector<const Entry*> entries_at(const State& state, std::string_view place) {
  const std::size_t colon = place.rfind(':');
  if (colon == std::string_view::npos) return {};
  const ListVersion* list = state.list(people::ListId(std::string(place.substr(0, colon))));
  if (list == nullptr) return {};
  return EntryLookup(*list).at_line(place.substr(colon + 1));
}

const Entry* entry_at(const State& state, std::string_view place) {
  const std::vector<const Entry*> standing = entries_at(state, place);
  return standing.size() == 1 ? standing.front() : nullptr;
}

std::vector<const ListVersion*> lists_in_force(const State& state) {
  std::vector<const ListVersion*> lists;
  for (std::size_t at = 0; at < state.versions.size(); ++at) {
    const auto newest = state.in_force.find(state.versions[at].list);
    if (newest != state.in_force.end() && newest->second == at) lists.push_back(&state.versions[at]);
  }
  return lists;
}

std::unordered_map<std::string, Located> locate(const State& state) {
  std::unordered_map<std::string, Located> where;
  for (const ListVersion* list : lists_in_force(state))
    for (const Entry& entry : list->entries) where.emplace(entry.id.text(), Located{&entry, list});
  return where;
}

Places::Places(const State& state) : where_(locate(state)) {
  for (auto version = state.versions.rbegin(); version != state.versions.rend(); ++version)
    for (const Entry& entry : version->entries) where_.try_emplace(entry.id.text(), Located{&entry, &*version});
}

std::string Places::line(const ListVersion& list, const Entry& entry) {
  return lines_.try_emplace(list.id.text(), list).first->second.of(entry);
}

std::string Places::of(const ListVersion& list, const Entry& entry) {
  return list.list.text() + ":" + line(list, entry);
}

std::string Places::named(const people::EntryId& entry) {
  const Located* const located = find(entry);
  if (located == nullptr) return entry.text();
  return of(*located->list, *located->entry) + " " + located->entry->values().name.raw;
}

const Located* Places::find(const people::EntryId& entry) const {
  const auto found = where_.find(entry.text());
  return found == where_.end() ? nullptr : &found->second;
}

std::string_view cell(const ListVersion& version, const Entry& entry, ColumnRole role) {
  for (std::size_t at = 0; at < version.columns.size(); ++at)
    if (version.columns[at].role == role)
      if (const std::string_view text = entry.cell_text(at); !text.empty()) return text;
  return {};
}

base::Result<std::size_t> answer_column(const ListVersion& table, ColumnRole role,
                                        bool (*understood)(std::string_view)) {
  std::optional<std::size_t> found;
  bool several = false;
  std::string headings;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    if (table.columns[at].role == role) return at;
    base::add_listed(headings, table.columns[at].heading);
    std::size_t filled = 0;
    std::size_t answers = 0;
    for (const Entry& row : table.entries) {
      const std::string_view text = row.cell_text(at);
      if (text.empty()) continue;
      ++filled;
      if (understood(text)) ++answers;
    }
    if (filled == 0 || answers * 10 < filled * 8) continue;
    several = found.has_value();
    found = at;
  }
  if (found && !several) return *found;
  return base::failure("OPR-044", {{"file", table.file_name},
                                   {"what", role == ColumnRole::Consent ? "consent"
                                            : role == ColumnRole::Hold  ? "hold"
                                                                        : "status"},
                                   {"headings", headings}});
}

people::Finding finding_at(const ListVersion& table, const Entry& row, base::Message message,
                           people::Severity severity) {
  people::Finding finding;
  finding.message = std::move(message);
  finding.place.source = table.file_name;
  const people::RowPlace place = row_place(table.sheets, row.row);
  finding.place.sheet = place.sheet;
  finding.place.row = place.row;
  finding.severity = severity;
  return finding;
}

namespace {

// As lines are compared: "٥" is "5".
std::string line_key(std::string_view line) { return names::ascii_digits(names::clean_spaces(line)); }

// "Camp 1", and "1" for the first sheet of a list over several.
std::vector<std::string> sheet_keys(const ListVersion& list, const Entry& entry) {
  if (list.sheets.size() < 2) return {};
  const std::string_view name = row_place(list.sheets, entry.row).sheet;
  const auto sheet =
      std::find_if(list.sheets.begin(), list.sheets.end(), [&](const people::Sheet& one) { return one.name == name; });
  const std::string place = std::to_string(sheet - list.sheets.begin() + 1);
  std::vector<std::string> keys{std::string(name)};
  const bool a_name_too =
      std::any_of(list.sheets.begin(), list.sheets.end(), [&](const people::Sheet& one) { return one.name == place; });
  if (!a_name_too) keys.push_back(place);
  return keys;
}

}  // namespace

EntryLookup::EntryLookup(const ListVersion& list) : list_(list) {
  const bool numbered = std::any_of(list.columns.begin(), list.columns.end(),
                                    [](const people::Column& column) { return column.role == ColumnRole::LineNumber; });
  for (const Entry& entry : list.entries) {
    const std::string line =
        numbered ? line_key(cell(list, entry, ColumnRole::LineNumber)) : std::to_string(entry.number);
    const std::string row = std::to_string(row_place(list.sheets, entry.row).row);
    if (!line.empty()) lines_[line].push_back(&entry);
    lines_["#" + row].push_back(&entry);
    for (const std::string& sheet : sheet_keys(list, entry)) {
      if (!line.empty()) lines_[line_key(sheet + "!" + line)].push_back(&entry);
      lines_[line_key("#" + sheet + "!" + row)].push_back(&entry);
    }
    const people::EntryValues values = entry.values();
    for (const people::Identifier& identifier : values.identifiers)
      if (!identifier.normal.empty()) identifiers_[identifier.normal].push_back(&entry);
    if (!values.name.empty()) names_[bag_of_words(values.name)].push_back(&entry);
  }
}

const std::vector<const Entry*>& EntryLookup::at_line(std::string_view line) const {
  static const std::vector<const Entry*> kNobody;
  const auto found = lines_.find(line_key(line));
  return found == lines_.end() ? kNobody : found->second;
}

const Entry* EntryLookup::by_line(std::string_view line) const {
  const std::vector<const Entry*>& standing = at_line(line);
  return standing.size() == 1 ? standing.front() : nullptr;
}

std::vector<const Entry*> EntryLookup::meant_by(const Entry& row, std::string_view line) const {
  std::vector<const Entry*> meant = at_line(line);
  const auto narrow = [&](auto fits) {
    std::vector<const Entry*> left;
    std::copy_if(meant.begin(), meant.end(), std::back_inserter(left), fits);
    if (!left.empty()) meant = std::move(left);
  };
  if (meant.size() < 2) return meant;
  const std::vector<people::Cell> cells = row.cells();
  narrow([&](const Entry* entry) {
    const std::string sheet = names::fold(row_place(list_.sheets, entry->row).sheet);
    return std::any_of(cells.begin(), cells.end(),
                       [&](const people::Cell& one) { return !sheet.empty() && names::fold(one.raw) == sheet; });
  });
  const people::EntryValues values = row.values();
  if (!values.name.empty())
    narrow([&](const Entry* entry) { return bag_of_words(entry->values().name) == bag_of_words(values.name); });
  if (!values.name.empty())
    narrow([&](const Entry* entry) { return shares_a_word(entry->values().name, values.name); });
  narrow([&](const Entry* entry) { return births_agree(entry->values().birth, values.birth); });
  return meant;
}

const Entry* EntryLookup::find(const ListVersion& table, const Entry& row, people::Findings& findings) const {
  const people::EntryValues values = row.values();
  const std::string& name = values.name.raw;
  const std::string_view line = cell(table, row, ColumnRole::LineNumber);
  const auto complain = [&](const char* code) {
    findings.push_back(finding_at(table, row,
                                  {code, {{"name", name}, {"line", std::string(line)}, {"list", list_.list.text()}}},
                                  people::Severity::Wrong));
    return nullptr;
  };
  for (const people::Identifier& identifier : values.identifiers) {
    const auto found = identifiers_.find(identifier.normal);
    if (found == identifiers_.end()) continue;
    if (found->second.size() == 1) return found->second.front();
    return complain("OPR-041");
  }
  if (!line.empty()) {
    const std::vector<const Entry*> meant = meant_by(row, line);
    if (meant.size() == 1) {
      if (name.empty() || shares_a_word(meant.front()->values().name, values.name)) return meant.front();
      return complain("OPR-043");
    }
    if (name.empty()) return complain(meant.empty() ? "OPR-040" : "OPR-041");
  }
  const auto same_name = names_.find(bag_of_words(values.name));
  if (name.empty() || same_name == names_.end()) return complain("OPR-040");
  const Entry* only = nullptr;
  for (const Entry* entry : same_name->second) {
    if (!births_agree(entry->values().birth, values.birth)) continue;
    if (only != nullptr) return complain("OPR-041");
    only = entry;
  }
  return only != nullptr ? only : complain("OPR-040");
}

}  // namespace midspan::operation
