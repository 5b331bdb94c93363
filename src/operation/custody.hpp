// SPDX-License-Identifier: Apache-2.0
// Who holds a person, by the word of those who would know: a party speaks of its own custody, on its list of those it
// holds and in its statements. Its newest word counts, and nobody answers for another.
#pragma once

#include <optional>
#include <vector>

#include "operation/state.hpp"

namespace midspan::operation {

bool has_died(people::StatementCode code);
// Released, exchanged, transferred, escaped or dead.
bool is_gone(people::StatementCode code);
// The person is, or may be, with whoever says so. That a line stands twice says nothing of whoever stands on it.
bool says_held(people::StatementCode code);

// The sender's own word on what became of somebody, in its status or remark. By whole phrases alone: nobody looks at
// each of them.
std::optional<people::StatementCode> own_word(const people::EntryValues& values);

struct Voice {
  people::PartyId party;
  people::PartyId on_behalf_of;                // for whom it holds, as its list says; empty: for itself
  bool listed = false;                         // on its list of those it holds
  bool asks = false;                           // on a list of those it asks for
  bool has_held = false;                       // it once said that it holds
  std::optional<people::StatementCode> where;  // its newest word on where the person is, or what became of him
  std::optional<people::StatementCode> said;   // its newest word of all

  bool holds() const { return where ? *where == people::StatementCode::Held : listed; }
  bool is_a_holder() const { return listed || has_held; }  // now or once
};

struct Custody {
  std::vector<Voice> voices;  // lists first, then statements, each in order
  people::PartyId alleged;    // whom somebody else says that it holds the person; empty where a list acknowledges

  // Who says of itself that it holds, without those for whom another of them does. Two are for the parties to settle.
  std::vector<const Voice*> holders() const;
  // Whose word answers for the person: who holds, else who held, else who is said to hold; else whoever answered.
  const Voice* speaker() const;
};

// One for each of known.all.
std::vector<Custody> custody(const State& state, const Persons& known);

}  // namespace midspan::operation
