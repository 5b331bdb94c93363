// SPDX-License-Identifier: Apache-2.0
// Agreements of many people, drawn: text and facts, as the program gets them.
#pragma once

#include <cstdint>
#include <vector>

#include "people/agreement.hpp"
#include "people/person.hpp"

namespace midspan::bench {

struct Exchange {
  people::Agreement agreement;
  std::vector<people::PersonFacts> people;
};

// Two sides; Chile holds three fifths. `variety`: how many categories there are, and how much else tells people apart.
Exchange exchange(int people, int variety, int phases, bool places, std::uint64_t seed);

// A settlement as they are written: equal numbers, keys, shares of each category, phases with places, never far ahead.
// Everything but the shape is drawn: how many categories, which rates, how tight the places are.
Exchange settlement(int people, std::uint64_t seed);

// Three sides, and sentences of every kind drawn by chance: keys, pools, shares, equal numbers, priorities, schedules,
// phases with places, families, conditions of who moves first. Some cannot be kept.
Exchange treaty(int people, std::uint64_t seed);

}  // namespace midspan::bench
