// SPDX-License-Identifier: Apache-2.0
// A first guess at prices, before any linear program: good enough to search by.
#pragma once

#include <cstdint>
#include <vector>

#include "clear/barter/barter.hpp"

namespace midspan::clear::barter {

// By vertex; a pair earns 1. In pools of blood groups prices that prove the optimum are nearly always 0, 1 or 2:
// whoever can give to nearly everybody is dear, whoever can hardly give or be given costs nothing. The product of the
// two numbers sorts them well.
std::vector<std::int64_t> guessed_prices(const Graph& graph);

}  // namespace midspan::clear::barter
