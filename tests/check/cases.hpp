// SPDX-License-Identifier: Apache-2.0
// Agreements with people and hand-overs, as texts: those of tests/replay after each step, and small ones that hold
// every form of sentence the checker derives.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "clear/clear.hpp"

namespace midspan::check::test {

struct Case {
  std::string name;
  std::string terms;
  std::string people;  // CSV
  std::string ledger;  // CSV; empty: nothing has happened
};

const std::vector<Case>& small_cases();
std::vector<Case> replays();  // each folder of tests/replay, before the first step and after each

using Files = std::map<std::string, std::string>;

// What midspan clear --certificate writes; empty (and a failed test) when it cannot.
Files certify(const Case& one, clear::World world = clear::World::Contested);
Inputs inputs_of(const Case& one, Files files);  // as the program would be given them
void rehash(Files& files);                       // the manifest names the files as they now are

}  // namespace midspan::check::test
