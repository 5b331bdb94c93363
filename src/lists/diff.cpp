// SPDX-License-Identifier: Apache-2.0
#include "lists/diff.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "lists/columns.hpp"
#include "lists/values.hpp"
#include "names/normalise.hpp"
#include "names/similarity.hpp"
#include "names/tokens.hpp"

namespace midspan::lists {

namespace {

using people::ColumnRole;
using people::Entry;
using people::ListVersion;

constexpr std::size_t kLongestGroup = 200;  // rows of one birth date that are compared each with each
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct ColumnPair {
  std::size_t before = kNone;
  std::size_t after = kNone;
};

// By heading; then, for columns whose heading changed, by a role that one column of each has.
std::vector<ColumnPair> pair_columns(const ListVersion& before, const ListVersion& after) {
  std::vector<ColumnPair> pairs;
  std::vector<bool> used(before.columns.size(), false);
  for (std::size_t column = 0; column < after.columns.size(); ++column) {
    ColumnPair pair{kNone, column};
    const std::string heading = names::fold(after.columns[column].heading);
    for (std::size_t other = 0; other < before.columns.size() && pair.before == kNone; ++other) {
      const bool same = heading.empty() ? before.columns[other].heading.empty() && other == column
                                        : names::fold(before.columns[other].heading) == heading;
      if (same && !used[other]) pair.before = other;
    }
    if (pair.before != kNone) used[pair.before] = true;
    pairs.push_back(pair);
  }
  for (ColumnPair& pair : pairs) {
    const ColumnRole role = after.columns[pair.after].role;
    if (pair.before != kNone || role == ColumnRole::Ignored) continue;
    for (std::size_t other = 0; other < before.columns.size(); ++other)
      if (!used[other] && before.columns[other].role == role) {
        pair.before = other;
        used[other] = true;
        break;
      }
  }
  for (std::size_t other = 0; other < before.columns.size(); ++other)
    if (!used[other]) pairs.push_back({other, kNone});
  return pairs;
}

std::string_view raw(const Entry& entry, std::size_t column) { return entry.cell_text(column); }

std::string name_key(const Entry& entry) { return names::fold(entry.values().name.raw); }

std::string birth_key(const Entry& entry) {
  const people::DateSpan birth = entry.values().birth;
  return birth.known() ? std::to_string(birth.earliest) + ".." + std::to_string(birth.latest) : std::string();
}

class Matcher {
 public:
  Matcher(const ListVersion& before, const ListVersion& after, const std::vector<ColumnPair>& pairs)
      : before_(before),
        after_(after),
        pairs_(pairs),
        match_of_before_(before.entries.size(), kNone),
        match_of_after_(after.entries.size(), kNone),
        matched_by_(after.entries.size(), MatchedBy::WholeRow) {}

  void run() {
    by_identifiers();
    by_key(MatchedBy::WholeRow, false, [&](const Entry& entry, bool is_before) { return whole_row(entry, is_before); });
    by_key(MatchedBy::NameAndBirth, false, [](const Entry& entry, bool) {
      const std::string name = name_key(entry);
      const std::string birth = birth_key(entry);
      return name.empty() || birth.empty() ? std::string() : name + "\x1F" + birth;
    });
    by_key(MatchedBy::Name, true, [](const Entry& entry, bool) { return name_key(entry); });
    by_likeness([](const Entry& entry, bool) { return birth_key(entry); });
    by_likeness([&](const Entry& entry, bool is_before) { return all_but_the_name(entry, is_before); });
    by_place();
  }

  const std::vector<std::size_t>& match_of_before() const { return match_of_before_; }
  const std::vector<std::size_t>& match_of_after() const { return match_of_after_; }
  MatchedBy matched_by(std::size_t after) const { return matched_by_[after]; }

 private:
  void match(std::size_t before, std::size_t after, MatchedBy by) {
    match_of_before_[before] = after;
    match_of_after_[after] = before;
    matched_by_[after] = by;
  }

  void by_identifiers() {
    using Key = std::pair<ColumnRole, std::string>;
    const auto index = [](const ListVersion& version) {
      std::map<Key, std::size_t> rows;
      for (std::size_t at = 0; at < version.entries.size(); ++at) {
        const people::EntryValues values = version.entries[at].values();
        for (const people::Identifier& identifier : values.identifiers) {
          if (identifier.normal.empty() || identifier.kind == ColumnRole::CaseNumber) continue;
          const auto [place, added] = rows.emplace(Key(identifier.kind, identifier.normal), at);
          if (!added && place->second != at) place->second = kNone;  // not unique
        }
      }
      return rows;
    };
    const auto before = index(before_);
    for (const auto& [key, row] : index(after_)) {
      const auto other = before.find(key);
      if (row == kNone || other == before.end() || other->second == kNone) continue;
      if (match_of_after_[row] == kNone && match_of_before_[other->second] == kNone)
        match(other->second, row, MatchedBy::Identifier);
    }
  }

  std::string whole_row(const Entry& entry, bool is_before) const {
    std::string key;
    for (const ColumnPair& pair : pairs_) {
      const std::size_t column = is_before ? pair.before : pair.after;
      if (pair.before == kNone || pair.after == kNone || after_.columns[pair.after].role == ColumnRole::LineNumber)
        continue;
      key.append(raw(entry, column)).push_back('\x1F');
    }
    return key;
  }

  // Rows of equal key are matched in the order of the rows, or, if it has to be the only one, not at all.
  template <typename KeyOf>
  void by_key(MatchedBy by, bool only_unique, KeyOf&& key_of) {
    std::unordered_map<std::string, std::vector<std::size_t>> rows;
    for (std::size_t at = before_.entries.size(); at-- > 0;)
      if (match_of_before_[at] == kNone)
        if (std::string key = key_of(before_.entries[at], true); !key.empty()) rows[std::move(key)].push_back(at);
    std::unordered_map<std::string, std::size_t> times;
    if (only_unique)
      for (std::size_t at = 0; at < after_.entries.size(); ++at)
        if (match_of_after_[at] == kNone) ++times[key_of(after_.entries[at], false)];
    for (std::size_t at = 0; at < after_.entries.size(); ++at) {
      if (match_of_after_[at] != kNone) continue;
      const std::string key = key_of(after_.entries[at], false);
      const auto found = rows.find(key);
      if (key.empty() || found == rows.end() || found->second.empty()) continue;
      if (only_unique && (found->second.size() != 1 || times[key] != 1)) continue;
      match(found->second.back(), at, by);
      found->second.pop_back();
    }
  }

  // A row whose name was corrected: what else it says is the same. Empty where too little else is said.
  std::string all_but_the_name(const Entry& entry, bool is_before) const {
    constexpr std::size_t kLeast = 3;  // cells
    std::string key;
    std::size_t said = 0;
    for (const ColumnPair& pair : pairs_) {
      if (pair.before == kNone || pair.after == kNone || is_name(after_.columns[pair.after].role)) continue;
      const std::string_view text = raw(entry, is_before ? pair.before : pair.after);
      key.append(text).push_back('\x1F');
      if (!text.empty()) ++said;
    }
    return said < kLeast ? std::string() : key;
  }

  // Rows of equal key whose names share a word, those that share most first.
  template <typename KeyOf>
  void by_likeness(KeyOf&& key_of) {
    std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> groups;
    for (std::size_t at = 0; at < before_.entries.size(); ++at)
      if (match_of_before_[at] == kNone)
        if (const std::string key = key_of(before_.entries[at], true); !key.empty()) groups[key].first.push_back(at);
    for (std::size_t at = 0; at < after_.entries.size(); ++at)
      if (match_of_after_[at] == kNone)
        if (const std::string key = key_of(after_.entries[at], false); !key.empty()) groups[key].second.push_back(at);
    for (auto& [key, group] : groups) {
      auto& [olds, news] = group;
      olds.resize(std::min(olds.size(), kLongestGroup));
      news.resize(std::min(news.size(), kLongestGroup));
      std::vector<std::tuple<int, std::size_t, std::size_t>> pairs;  // words shared, negative; old; new
      for (const std::size_t older : olds) {
        const auto words = names::identifying_words(before_.entries[older].values().name);
        for (const std::size_t newer : news) {
          int shared = 0;
          for (const std::string& word : names::identifying_words(after_.entries[newer].values().name))
            if (std::find(words.begin(), words.end(), word) != words.end()) ++shared;
          if (shared > 0) pairs.emplace_back(-shared, older, newer);
        }
      }
      std::sort(pairs.begin(), pairs.end());
      for (const auto& [shared, older, newer] : pairs)
        if (match_of_before_[older] == kNone && match_of_after_[newer] == kNone)
          match(older, newer, MatchedBy::Likeness);
    }
  }

  // Each word of the shorter name is one of the longer but for a slip, and one at least is the same.
  static bool spelt_better(const Entry& older, const Entry& newer) {
    constexpr int kSlip = 1;
    auto fewer = names::identifying_words(older.values().name);
    auto more = names::identifying_words(newer.values().name);
    if (fewer.size() > more.size()) std::swap(fewer, more);
    bool same = false;
    for (const std::string& word : fewer) {
      int nearest = kSlip + 1;
      for (const std::string& other : more) nearest = std::min(nearest, names::damerau(word, other, kSlip + 1));
      if (nearest > kSlip) return false;
      same |= nearest == 0;
    }
    return same && fewer.size() > 1;
  }

  static bool births_differ(const Entry& older, const Entry& newer) {
    const people::DateSpan then = older.values().birth;
    const people::DateSpan now = newer.values().birth;
    return then.known() && now.known() && (then.latest < now.earliest || now.latest < then.earliest);
  }

  // A row that is the only one to have come between two others, where only one has gone from between the same two.
  void by_place() {
    for (std::size_t older = 0; older < before_.entries.size(); ++older) {
      if (match_of_before_[older] != kNone) continue;
      const std::size_t newer = older == 0 ? 0 : match_of_before_[older - 1] + 1;
      if ((older != 0 && match_of_before_[older - 1] == kNone) || newer >= after_.entries.size()) continue;
      const bool last = older + 1 == before_.entries.size();
      const bool ends = last ? newer + 1 == after_.entries.size() : match_of_before_[older + 1] == newer + 1;
      const Entry& then = before_.entries[older];
      const Entry& now = after_.entries[newer];
      if (ends && match_of_after_[newer] == kNone && !births_differ(then, now) && spelt_better(then, now))
        match(older, newer, MatchedBy::Likeness);
    }
  }

  const ListVersion& before_;
  const ListVersion& after_;
  const std::vector<ColumnPair>& pairs_;
  std::vector<std::size_t> match_of_before_;
  std::vector<std::size_t> match_of_after_;
  std::vector<MatchedBy> matched_by_;
};

bool same_span(const people::DateSpan& left, const people::DateSpan& right) {
  return left.known() && right.known() && left.earliest == right.earliest && left.latest == right.latest;
}

// Whether two texts under a role say the same.
bool same_meaning(ColumnRole role, const Entry& before, const Entry& after, std::string_view old_text,
                  std::string_view new_text) {
  if (names::clean_spaces(old_text) == names::clean_spaces(new_text)) return true;
  if (is_identity(role)) return !old_text.empty() && normal_identifier(old_text) == normal_identifier(new_text);
  const people::EntryValues then = before.values();
  const people::EntryValues now = after.values();
  switch (role) {
    case ColumnRole::BirthDate: return same_span(then.birth, now.birth);
    case ColumnRole::HeldSince: return same_span(then.held_since, now.held_since);
    case ColumnRole::CapturedOn: return same_span(then.captured, now.captured);
    case ColumnRole::StatementDate: return same_span(then.status_date, now.status_date);
    case ColumnRole::Sex: return then.sex == now.sex && then.sex != people::Sex::Unknown;
    case ColumnRole::Nationality: return then.nationalities == now.nationalities && !then.nationalities.empty();
    default: return false;
  }
}

std::vector<FieldChange> changes(const ListVersion& before, const ListVersion& after,
                                 const std::vector<ColumnPair>& pairs, const Entry& older, const Entry& newer) {
  std::vector<FieldChange> fields;
  for (const ColumnPair& pair : pairs) {
    const people::Column& column = pair.after != kNone ? after.columns[pair.after] : before.columns[pair.before];
    if (column.role == ColumnRole::LineNumber) continue;  // rows may move
    const std::string_view old_text = pair.before == kNone ? std::string_view() : raw(older, pair.before);
    const std::string_view new_text = pair.after == kNone ? std::string_view() : raw(newer, pair.after);
    if (old_text == new_text) continue;
    FieldChange change{column.heading, column.role, std::string(old_text), std::string(new_text), false};
    change.same_meaning = same_meaning(column.role, older, newer, old_text, new_text);
    fields.push_back(std::move(change));
  }
  return fields;
}

}  // namespace

Difference diff(const ListVersion& before, const ListVersion& after) {
  const std::vector<ColumnPair> pairs = pair_columns(before, after);
  Difference difference;
  for (const ColumnPair& pair : pairs) {
    if (pair.before == kNone) difference.columns_added.push_back(after.columns[pair.after].heading);
    if (pair.after == kNone) difference.columns_removed.push_back(before.columns[pair.before].heading);
  }
  Matcher matcher(before, after, pairs);
  matcher.run();
  for (std::size_t at = 0; at < before.entries.size(); ++at)
    if (matcher.match_of_before()[at] == kNone) difference.removed.push_back(at);
  for (std::size_t at = 0; at < after.entries.size(); ++at) {
    const std::size_t older = matcher.match_of_after()[at];
    if (older == kNone) {
      difference.added.push_back(at);
      continue;
    }
    RowChange change{older, at, matcher.matched_by(at),
                     changes(before, after, pairs, before.entries[older], after.entries[at])};
    auto& rows = change.fields.empty() ? difference.unchanged : difference.changed;
    rows.push_back(std::move(change));
  }
  return difference;
}

}  // namespace midspan::lists
