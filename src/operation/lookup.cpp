// SPDX-License-Identifier: Apache-2.0
#include "operation/lookup.hpp"

#include <algorithm>
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

const people::Entry* entry_at(const State& state, std::string_view place) {
  const std::size_t colon = place.rfind(':');
  if (colon == std::string_view::npos) return nullptr;
  const people::ListVersion* list = state.list(people::ListId(std::string(place.substr(0, colon))));
  return list == nullptr ? nullptr : EntryLookup(*list).by_line(place.substr(colon + 1));
}

EntryPlaces::EntryPlaces(const State& state) {
  for (std::size_t at = state.versions.size(); at-- > 0;)
    for (const Entry& entry : state.versions[at].entries)
      places_.try_emplace(entry.id.text(), &state.versions[at], &entry);
}

std::string EntryPlaces::shown(const people::EntryId& id) const {
  const auto found = places_.find(id.text());
  if (found == places_.end()) return id.text();
  const auto& [version, entry] = found->second;
  return version->list.text() + ":" + people::line_shown(*version, *entry) + " " + entry->values().name.raw;
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
                                   {"what", role == ColumnRole::Consent ? "consent" : "status"},
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

EntryLookup::EntryLookup(const ListVersion& list) : list_(list) {
  const bool numbered = std::any_of(list.columns.begin(), list.columns.end(),
                                    [](const people::Column& column) { return column.role == ColumnRole::LineNumber; });
  for (const Entry& entry : list.entries) {
    std::string line = numbered ? names::ascii_digits(names::clean_spaces(cell(list, entry, ColumnRole::LineNumber)))
                                : std::to_string(entry.number);
    if (!line.empty()) lines_[std::move(line)].push_back(&entry);
    lines_["#" + row_shown(list.sheets, entry.row)].push_back(&entry);
    const people::EntryValues values = entry.values();
    for (const people::Identifier& identifier : values.identifiers)
      if (!identifier.normal.empty()) identifiers_[identifier.normal].push_back(&entry);
    if (!values.name.empty()) names_[bag_of_words(values.name)].push_back(&entry);
  }
}

const Entry* EntryLookup::by_line(std::string_view line) const {
  const auto found = lines_.find(names::ascii_digits(names::clean_spaces(line)));
  return found == lines_.end() || found->second.size() != 1 ? nullptr : found->second.front();
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
    if (const Entry* entry = by_line(line)) {
      if (name.empty() || shares_a_word(entry->values().name, values.name)) return entry;
      return complain("OPR-043");
    }
    if (name.empty()) return complain("OPR-040");
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
