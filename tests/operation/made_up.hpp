// SPDX-License-Identifier: Apache-2.0
// Small states of made-up people for the tests of operation/.
#pragma once

#include <string>

#include "names/dates.hpp"
#include "names/tokens.hpp"
#include "operation/state.hpp"

namespace midspan::operation::made_up {

inline people::Entry entry(const std::string& id, std::size_t number, const std::string& name,
                           const std::string& birth = {}) {
  people::Entry one;
  one.id = people::EntryId(id);
  one.number = number;
  one.row = number + 1;
  people::EntryValues values;
  values.name = names::parse_name(name);
  if (!birth.empty()) {
    values.birth.raw = birth;
    values.birth.earliest = values.birth.latest = *base::parse_day(birth);
    values.birth.precision = people::Precision::Day;
  }
  one.set_values(values);
  return one;
}

inline people::ListVersion& list(State& state, const std::string& id, const std::string& party, people::ListKind kind) {
  people::ListVersion version;
  version.id = people::VersionId("version of " + id);
  version.list = people::ListId(id);
  version.party = people::PartyId(party);
  version.kind = kind;
  version.file_name = id + ".csv";
  state.in_force[version.list] = state.versions.size();
  state.versions.push_back(version);
  return state.versions.back();
}

inline void party(State& state, const std::string& id, const std::string& name) {
  people::Party one;
  one.id = people::PartyId(id);
  one.names["en"] = name;
  state.parties.push_back(one);
}

inline void judged(State& state, const std::string& left, const std::string& right, people::Verdict verdict) {
  people::LinkJudgement judgement;
  judgement.left = people::EntryId(left);
  judgement.right = people::EntryId(right);
  judgement.verdict = verdict;
  judgement.act = static_cast<std::int64_t>(state.judgements.size());
  state.judgements.push_back(judgement);
}

}  // namespace midspan::operation::made_up
