// SPDX-License-Identifier: Apache-2.0
// The populations of people/population.hpp, under the names that the clearing stage uses.
#pragma once

#include "people/population.hpp"

namespace midspan::clear::model {

using Facts = people::FoldedFacts;
using people::facts_of;
using people::Populations;

}  // namespace midspan::clear::model
