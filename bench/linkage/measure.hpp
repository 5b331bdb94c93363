// SPDX-License-Identifier: Apache-2.0
// Runs the linker on lists with known truth and prints quality, time, memory and load.
#pragma once

namespace midspan::bench {

// Names of jobs; none: the usual ones. Gives the exit code.
int measure(int count, char** jobs);

// Prints what screening a pair costs with each kernel; the best of many rounds.
int measure_screens();

}  // namespace midspan::bench
