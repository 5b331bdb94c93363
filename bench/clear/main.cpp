// SPDX-License-Identifier: Apache-2.0
// bench_clear                          everything below, one after the other
// bench_clear barter [instance ...]    cycles and chains beside published seconds and CBC; $MIDSPAN_DATA/barter
// bench_clear barter drawn [n] [seed]  the same on pools drawn here, at all sizes and limits; small ones beside CBC
// bench_clear speed [people]           agreements of many people: cold, one change, conflicts, prices, drop-outs
// bench_clear large [people] [which] [changes] [compared]   one of the five largest alone: so many changes of each kind
// bench_clear many [shape] [people] [first] [last] [changes] [compared] [drops]   agreements of one shape (settlement,
//                                      exchange, treaty) and these seeds: how cold and changed answers are spread;
//                                      with 1 at the end, all drop-outs, too
// bench_clear truth [cases] [seed]     generated agreements against CBC, a sample against clingo
// bench_clear said [cases] [seed]      what is said of generated agreements (why, prices, drop-outs, ...), by CBC
//
// Ends with 1 when anything differs from what it should be.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "bench.hpp"

int main(int argc, char** argv) {
  using namespace midspan::bench;
  const std::string part = argc > 1 ? argv[1] : "";
  const std::vector<std::string> rest(argv + (argc > 2 ? 2 : argc), argv + argc);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  if (part == "large") return large(rest);
  if (part == "many") return many(rest);
  double load[1] = {0};
  getloadavg(load, 1);
  fmt::print("load of the machine {:.1f}; seconds of processor unless said otherwise\n", load[0]);
  int wrong = 0;
  if (part.empty() || part == "barter") wrong += barter(rest);
  if (part.empty() || part == "speed") wrong += speed(rest);
  if (part.empty() || part == "truth") wrong += truth(rest);
  if (part.empty() || part == "said") wrong += said(rest);
  return wrong == 0 ? 0 : 1;
}
