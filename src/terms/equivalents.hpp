// SPDX-License-Identifier: Apache-2.0
// "An admiral is exchanged for an admiral or for sixty men; a captain for fifteen men": a schedule of equivalents, said
// in a sentence.
#pragma once

#include <cstddef>
#include <vector>

#include "people/agreement.hpp"
#include "terms/session.hpp"

namespace midspan::terms {

struct Equivalents {
  std::vector<people::ScheduleLine> lines;  // in the sentence's order
  std::size_t end = 0;                      // the token behind it; 0: the sentence says something else
};
Equivalents equivalents(Session& session, Parser& probe, std::size_t begin);

}  // namespace midspan::terms
