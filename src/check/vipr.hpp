// SPDX-License-Identifier: Apache-2.0
// Reads a VIPR 1.0 file and adds up every derivation in it. What the file's rows mean is not its business (rows.hpp).
#pragma once

#include <memory>
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
  std::shared_ptr<const Terms> terms = std::make_shared<const Terms>();  // an objective stands in many
  std::size_t line = 0;
};

struct Proof {
  std::vector<std::string> variables;  // all whole
  Terms objective;                     // maximised
  std::vector<Constraint> rows;
  bool infeasible = false;  // else the optimum is in lower..upper
  std::optional<Rational> lower, upper;
  std::vector<Rational> solution;  // by variable, whole; keeps every row and reaches `lower`; empty: infeasible
};

// Accepts no more than certificates hold: maximisation, whole variables, one solution, reasons asm, lin, rnd and uns,
// numbers that a program of this size can need. Throws Wrong (CHK-010 not the format, CHK-011 a derivation does not
// follow, CHK-012 a solution breaks a row, CHK-013 the claim is not what was derived).
Proof read_proof(std::string_view text, const std::string& file);

}  // namespace midspan::check
