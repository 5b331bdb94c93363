// SPDX-License-Identifier: Apache-2.0
// What an agreement may ask of each person, gathered from entries, statements, holds and consents. A fact that nobody
// stated is absent; a claim of one side is not made a fact by the other side's silence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operation/state.hpp"
#include "people/agreement.hpp"
#include "people/allocation.hpp"
#include "people/person.hpp"

namespace midspan::operation {

// Whether a word is one that agreements have another word for: "военнопленный" is a prisoner of war.
bool is_known_category(const std::string& text);

// One for each of persons(state).all, in that order. Parties are called by their English names.
std::vector<people::PersonFacts> facts(const State& state, const Persons& known);

// The same with parties called as the agreement calls them: one that is written in Arabic alone may know no English
// name.
std::vector<people::PersonFacts> facts_for(const people::Agreement& agreement, const State& state,
                                           const Persons& known);

// What has been handed over, parties called as the agreement calls them.
std::vector<people::Delivery> deliveries_for(const people::Agreement& agreement, const State& state,
                                             const Persons& known);

}  // namespace midspan::operation
