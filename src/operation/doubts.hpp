// SPDX-License-Identifier: Apache-2.0
// What somebody has to settle before the facts about people can be relied on.
#pragma once

#include "operation/state.hpp"
#include "people/finding.hpp"

namespace midspan::operation {

// OPR-030 a judgement that contradicts others · OPR-031 a hold that binds nobody · OPR-032 a refusal of nobody who is
// on a list · OPR-033 the word of a party that does not hold the person · OPR-034 a person whom two parties hold.
people::Findings doubts(const State& state, const Persons& known);

}  // namespace midspan::operation
