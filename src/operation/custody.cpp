// SPDX-License-Identifier: Apache-2.0
#include "operation/custody.hpp"

#include <algorithm>

#include "names/answers.hpp"

namespace midspan::operation {

using people::ListKind;
using people::ListVersion;
using people::PartyId;
using people::StatementCode;

bool has_died(StatementCode code) {
  return code == StatementCode::DiedInCustody || code == StatementCode::DiedBeforeCustody;
}

bool is_gone(StatementCode code) {
  return code == StatementCode::Released || code == StatementCode::Exchanged || code == StatementCode::Transferred ||
         code == StatementCode::Escaped || has_died(code);
}

bool says_held(StatementCode code) {
  return code == StatementCode::Held || code == StatementCode::UnderSearch || code == StatementCode::InsufficientData ||
         code == StatementCode::Declines || code == StatementCode::NotConflictRelated ||
         code == StatementCode::DuplicateOf;
}

std::optional<StatementCode> own_word(const people::EntryValues& values) {
  if (values.status.empty()) return names::gone_by_remark(values.remark);
  const auto answer = names::statement_answer(values.status);
  return answer && answer->whole ? std::optional(answer->code) : std::nullopt;
}

namespace {

struct Word {
  std::int64_t act = -1;
  PartyId party;
  StatementCode code = StatementCode::Held;
  bool answers = true;  // a list that says "held" says no more than that it lists
};

Voice& voice_of(Custody& custody, const PartyId& party) {
  const auto found = std::find_if(custody.voices.begin(), custody.voices.end(),
                                  [&](const Voice& voice) { return voice.party == party; });
  if (found != custody.voices.end()) return *found;
  Voice fresh;
  fresh.party = party;
  return custody.voices.emplace_back(std::move(fresh));
}

PartyId id_of(const State& state, std::string_view name) {
  const people::Party* const party = name.empty() ? nullptr : state.party_named(name);
  return party == nullptr ? PartyId() : party->id;
}

// Whom a row of a list that is not the holder's says to hold the person. The sender's own word on where its people are
// decides what the sender alleges.
PartyId alleged_by(const State& state, const ListVersion& list, const people::EntryValues& values) {
  if (const auto said = own_word(values); said && !says_held(*said)) return {};
  if (!values.holder.empty()) return id_of(state, values.holder);  // nobody else is alleged to
  const auto claimed = state.claimed_holder.find(list.list);
  return claimed == state.claimed_holder.end() ? PartyId() : claimed->second;
}

void take_rows(Custody& custody, std::vector<Word>& words, const State& state, const Persons::Person& person) {
  for (std::size_t at = 0; at < person.entries.size(); ++at) {
    const ListVersion& list = *person.versions[at];
    if (list.kind != ListKind::Held) continue;
    const people::EntryValues values = person.entries[at]->values();
    Voice& voice = voice_of(custody, list.party);
    voice.listed = true;
    if (const PartyId other = id_of(state, values.on_behalf_of); !other.empty()) voice.on_behalf_of = other;
    const auto submitted = state.submitted.find(list.id);
    if (const auto said = own_word(values))
      words.push_back(
          {submitted == state.submitted.end() ? -1 : submitted->second, list.party, *said, !says_held(*said)});
  }
  const bool acknowledged = !custody.voices.empty();
  for (std::size_t at = 0; at < person.entries.size(); ++at) {
    const ListVersion& list = *person.versions[at];
    if (list.kind == ListKind::Held) continue;
    voice_of(custody, list.party).asks = true;
    if (!acknowledged && custody.alleged.empty())
      custody.alleged = alleged_by(state, list, person.entries[at]->values());
  }
}

void hear(Voice& voice, const Word& word) {
  if (word.answers && (word.code != StatementCode::DuplicateOf || !voice.said)) voice.said = word.code;
  voice.has_held |= word.answers && word.code == StatementCode::Held;
  if (word.code == StatementCode::Held || !says_held(word.code)) voice.where = word.code;
}

}  // namespace

std::vector<const Voice*> Custody::holders() const {
  std::vector<const Voice*> all;
  for (const Voice& voice : voices)
    if (voice.holds()) all.push_back(&voice);
  std::erase_if(all, [&](const Voice* one) {
    return std::any_of(voices.begin(), voices.end(), [&](const Voice& other) {
      return other.holds() && other.party != one->party && other.on_behalf_of == one->party;
    });
  });
  return all;
}

const Voice* Custody::speaker() const {
  if (const auto all = holders(); !all.empty()) return all.front();
  const Voice* speaker = nullptr;
  for (const Voice& voice : voices)
    if (voice.is_a_holder() && speaker == nullptr) speaker = &voice;
  for (const Voice& voice : voices)
    if (!alleged.empty() && voice.party == alleged && speaker == nullptr) speaker = &voice;
  if (speaker != nullptr || !alleged.empty()) return speaker;
  for (const Voice& voice : voices)
    if (voice.said && !voice.asks) speaker = &voice;
  return speaker;
}

std::vector<Custody> custody(const State& state, const Persons& known) {
  std::vector<Custody> all(known.all.size());
  std::vector<std::vector<Word>> words(known.all.size());
  for (std::size_t at = 0; at < known.all.size(); ++at) take_rows(all[at], words[at], state, known.all[at]);
  for (const people::Statement& statement : state.statements)
    if (const auto person = known.of_entry.find(statement.entry.text()); person != known.of_entry.end())
      words[person->second].push_back({statement.act, statement.party, statement.code, true});
  for (std::size_t at = 0; at < all.size(); ++at) {
    std::stable_sort(words[at].begin(), words[at].end(),
                     [](const Word& left, const Word& right) { return left.act < right.act; });
    for (const Word& word : words[at]) hear(voice_of(all[at], word.party), word);
  }
  return all;
}

}  // namespace midspan::operation
