// SPDX-License-Identifier: Apache-2.0
// "For every 0", "1 in every 0": no number of people is meant.
#pragma once

#include "people/agreement.hpp"

namespace midspan::check {

// Throws Wrong (CHK-035) with the first article that divides by nought.
void refuse_divisors_of_nothing(const people::Agreement& agreement);

}  // namespace midspan::check
