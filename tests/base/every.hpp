// SPDX-License-Identifier: Apache-2.0
// How many of a test's drawn cases are tried. Under the sanitizers a case takes five to thirty times as long: they look
// at every kEvery-th, and ./check has tried all of them without.
#pragma once

namespace midspan::test {

#ifdef MIDSPAN_SANITIZED
constexpr int kEvery = 7;  // odd: what a test does in every second round is among them
#else
constexpr int kEvery = 1;
#endif

}  // namespace midspan::test
