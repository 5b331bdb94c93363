// SPDX-License-Identifier: Apache-2.0
// One claim about one program as VIPR 1.0 text (Cheung, Gleixner, Steffy 2017): variables, rows, what is claimed, a
// solution, and derivations from which anybody can add up the bound again. Only exact numbers; each derivation is one
// of asm, lin, rnd, uns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clear/solve/program.hpp"

namespace midspan::clear::certificate {

struct Claim {
  bool infeasible = false;     // else: the objective is at most `bound`, and `values` reach `value`
  solve::Objective objective;  // maximised; in ascending order of columns
  std::int64_t value = 0;      // of the objective at `values`
  std::int64_t bound = 0;      // = value unless a limit was met; solve::kNoLimit: none
  std::vector<std::int64_t> values;
};

// columns, rows: their names in the file, without white space. A row of the program without a name ("", or beyond the
// names) is a sum that the search branched on, and no constraint. A row with two different sides becomes two
// constraints, NAME_low and NAME_high. `proof` is what Solver::maximise recorded for this objective on this program.
// Nothing is checked here: whoever reads the file adds it up.
std::string vipr(const solve::Program& program, const std::vector<std::string>& columns,
                 const std::vector<std::string>& rows, const Claim& claim, const std::vector<solve::ProofNode>& proof);

}  // namespace midspan::clear::certificate
