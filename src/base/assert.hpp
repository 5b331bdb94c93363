// SPDX-License-Identifier: Apache-2.0
// The third kind of wrong: our own mistake. Never reachable from a user's input.
#pragma once

namespace midspan::base {
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}

#define MIDSPAN_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::midspan::base::assertion_failed(#condition, __FILE__, __LINE__))
