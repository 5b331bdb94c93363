// SPDX-License-Identifier: Apache-2.0
// One change of an agreement or its people, and the answer as a text that can be compared.
#pragma once

#include <string>

#include "bench.hpp"
#include "clear/clear.hpp"
#include "clear/explain/run.hpp"
#include "large.hpp"

namespace midspan::bench {

// What may be changed, a kind a line.
enum class Change { More, Fewer, Cap, Rate, Struck, Hold };
inline constexpr const char* kChanges[] = {"a number up",     "a number down",     "a limit up or down",
                                           "a rate of a key", "an article struck", "a hold on a person"};

// By the dice: which number, article or person, and by how much. Nothing where there is none of the kind.
void change(Dice& dice, Change kind, Exchange& of);

// Who goes, under which article, in which phase, to which place; and what the goals come to.
std::string who_goes(const clear::explain::Run& run);

clear::Options options_of();

template <typename Work>
double seconds_of(Work&& work) {
  const Clock clock;
  work();
  return clock.spent().cpu;
}

}  // namespace midspan::bench
