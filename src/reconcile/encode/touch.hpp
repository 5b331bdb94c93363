// SPDX-License-Identifier: Apache-2.0
// Asking the cache for what will be read soon, by reading it: the processor goes on as long as nothing depends on what
// was read. Pays instead of an instruction that prefetches where many places in large pages are asked for one directly
// after the other; elsewhere it costs more (docs/decisions, 0341).
#pragma once

namespace midspan::reconcile {

// REQUIRES: there is something at the place, and nobody writes it meanwhile.
template <typename T>
void touch(const T* place) {
  static_cast<void>(*reinterpret_cast<const volatile unsigned char*>(place));
}

}  // namespace midspan::reconcile
