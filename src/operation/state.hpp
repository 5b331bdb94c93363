// SPDX-License-Identifier: Apache-2.0
// What an operation is at this moment: a fold over its acts, and nothing else. Whatever the desk shows comes from here;
// it can be thrown away and made again.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "people/allocation.hpp"
#include "people/annex.hpp"
#include "people/handover.hpp"
#include "people/link.hpp"
#include "people/list.hpp"
#include "people/party.hpp"
#include "people/statement.hpp"
#include "record/keys.hpp"
#include "record/sealed.hpp"

namespace midspan::operation {

// Opens a sealed item as an act or a list's version cites it. RCD-051: its keys are destroyed.
using OpenItem = std::function<base::Result<std::string>(const record::CitedItem& item)>;

// One act as the fold needs it.
struct PastAct {
  std::int64_t sequence = 0;
  std::string type;
  std::string operation;
  std::string author;  // the party whose key signed; not what the key's name begins with
  std::string at;
  base::json::Value body;
  std::vector<std::string> attachments;  // digests, hex
};

struct TermsText {
  std::string item;
  std::string language;
  std::string text;
  std::string proposed_by;
  std::int64_t act = -1;
};

struct FrozenAnnex {
  std::string id;
  people::Annex annex;
  std::map<std::string, std::int64_t> signed_by;  // party -> act
  std::int64_t act = -1;
  bool replaced = false;  // by annexes that were frozen later: neither signed nor planned any more
};

struct LegState {
  people::Manifest manifest;
  std::string annex;  // id
  bool closed = false;
};

// Something of the day that no line of a manifest says: a stranger on the bus, a mistake in what was recorded.
struct Incident {
  std::int64_t act = -1;
  std::string leg;     // empty: of none
  std::string code;    // see crossing.hpp
  std::string reason;  // for the neutral's eyes
};

struct State {
  std::string id;
  std::map<std::string, std::string> titles;  // by language
  std::string purpose;
  std::string legal_basis;
  std::string retention;
  std::vector<std::string> languages;
  people::PartyId keeper;                                    // whose desk this is
  std::vector<people::Party> parties;                        // in the order they were added
  std::vector<people::ListVersion> versions;                 // in the order they were submitted
  std::map<people::ListId, std::size_t> in_force;            // newest version of each list: index into versions
  std::map<people::VersionId, std::int64_t> submitted;       // the act of each version
  std::set<people::VersionId> withdrawn;                     // versions that were taken back
  std::map<people::ListId, people::PartyId> claimed_holder;  // whom a sought or pool list says holds its people
  std::vector<people::CandidatePair> candidates;             // of the newest reconcile run, most settling first
  std::vector<people::LinkJudgement> judgements;             // in order; retracted ones are marked
  std::vector<people::Statement> statements;
  std::vector<people::Hold> holds;
  std::vector<people::Consent> consents;
  std::string terms_digest;                                   // of the tree that all texts below give
  std::vector<TermsText> terms;                               // one a language
  std::map<std::string, std::int64_t> terms_signed_by;        // party -> act, for the digest in force
  std::map<std::string, record::CitedItem> allocation_items;  // world -> item of its newest clear run
  std::map<std::string, std::int64_t> clear_acts;             // world -> that act
  std::vector<FrozenAnnex> annexes;
  std::vector<LegState> legs;                            // in the order they were planned
  std::vector<Incident> incidents;                       // in the order they were recorded
  std::vector<people::Delivery> deliveries;              // the ledger: what was verifiably handed over
  std::set<std::pair<std::string, std::string>> issued;  // documents: name, digest
  record::Keys keys;                                     // who may sign what
  std::map<std::string, std::int64_t> gone;  // items that cannot be opened, their keys destroyed -> the act citing them
  std::set<std::string> erased;              // items that acts of erasure name
  people::Findings findings;                 // acts that count for nothing, and why
  std::int64_t acts = 0;

  const people::Party* party(const people::PartyId& id) const;
  const people::Party* party_named(std::string_view name) const;    // id or any of its names, without regard to case
  const people::ListVersion* list(const people::ListId& id) const;  // in force
};

// How agreements spell a party: its English name; its id where it has none.
std::string name_of(const State& state, const people::PartyId& id);

// Adds one act. Unknown types change nothing. Errors: OPR-010, OPR-011 (an act this program wrote cannot be read back);
// those of open_item.
base::Result<void> fold(State& state, const PastAct& act, const OpenItem& open_item);

// An act that counts for nothing: the state says so, and is otherwise as it was.
void set_aside(State& state, std::int64_t act, std::string_view type, const base::Message& reason);

// Whether each item that is gone was erased by an act. Errors: OPR-120.
base::Result<void> check_erasures(const State& state);

// Entries in force that belong together by judgement: "same" joins, unless that would bring together two entries which
// someone judged different; such a join is left out and reported.
struct Persons {
  struct Person {
    people::PersonId id;                               // of its first entry
    std::vector<const people::Entry*> entries;         // in order of lists as submitted, then rows
    std::vector<const people::ListVersion*> versions;  // beside entries
  };
  std::vector<Person> all;  // in order of their first entry
  // Entry id -> index into all; with rows that are gone from their lists, where they were judged to be one of these.
  std::unordered_map<std::string, std::size_t> of_entry;
  people::Findings conflicts;
};
Persons persons(const State& state);

}  // namespace midspan::operation
