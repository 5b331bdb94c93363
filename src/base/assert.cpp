// SPDX-License-Identifier: Apache-2.0
#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace midspan::base {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "midspan: a mistake of the program, not of yours: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace midspan::base
