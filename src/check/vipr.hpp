// SPDX-License-Identifier: Apache-2.0
// Reads a VIPR 1.0 file and adds up every derivation in it. What the file's rows mean is not its business (rows.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/message.hpp"
#include "check/exact.hpp"

namespace midspan::check {

// Thrown at the first thing that is wrong, and caught at the edge of this folder (check.cpp).
struct Wrong {
  base::Message message;
  std::string file;
  std::size_t line = 0;  // 0: about the file as a whole
};

using Terms = std::vector<std::pair<int, Rational>>;  // by variable, ascending, none zero

struct Constraint {
  std::string name;
  int sense = 0;  // 1 >=, 0 =, -1 <=
  Rational side;
  Terms terms;
  std::size_t line = 0;
};

struct Proof {
  std::vector<std::string> variables;  // all whole
  Terms objective;                     // maximised
  std::vector<Constraint> rows;
  bool infeasible = false;  // else the optimum is in lower..upper
  std::optional<Rational> lower, upper;
  std::vector<std::vector<Rational>> solutions;  // by variable; each keeps every row
};

// Accepts no more than the format allows: maximisation, whole variables, reasons asm, lin, rnd and uns. Throws Wrong
// (CHK-010 not the format, CHK-011 a derivation does not follow, CHK-012 a solution breaks a row, CHK-013 the claim is
// not what was derived).
Proof read_proof(std::string_view text, const std::string& file);

}  // namespace midspan::check
