// SPDX-License-Identifier: Apache-2.0
// Pools drawn as those of the field's benchmarks are: blood groups and sensitisation decide who can give to whom
// (Saidman and others 2006). For graphs that nobody has published an optimum of.
#pragma once

#include <cstdint>

#include "clear/barter/barter.hpp"

namespace midspan::bench {

// Patients who could take from their own donor are not in the pool. Same numbers, same graph, on every machine.
clear::barter::Graph drawn_pool(int pairs, int donors, std::uint64_t seed);

}  // namespace midspan::bench
