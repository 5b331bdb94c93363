// SPDX-License-Identifier: Apache-2.0
// "Greece and Turkey exchange A for B one for one" is a key: for each of A, one of B. Whose number follows whose, and
// whether either has one, is known when all of the text is read.
#pragma once

#include <cstddef>
#include <vector>

#include "people/agreement.hpp"

namespace midspan::terms {

struct ExchangeAt {  // where its key stands
  std::size_t article = 0;
  std::size_t clause = 0;
};

// The side of whom another article releases so many leads, and the other follows. Where none does, as many of each go
// as the smaller side allows: one of them is free to release any number.
void settle_exchanges(people::Agreement& agreement, const std::vector<ExchangeAt>& exchanges);

}  // namespace midspan::terms
