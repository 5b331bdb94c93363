// SPDX-License-Identifier: Apache-2.0
// What has been proved impossible, said as sums over what is wished for. A group's own rows (a person goes once, so
// many of them by this phase) are simple enough to be minimised over in the head; what multipliers over all other rows
// prove is then one line: sum of price x floor of each wish <= budget. Each price and budget is a whole number.
#pragma once

#include <cstdint>
#include <vector>

#include "clear/solve/solver.hpp"

namespace midspan::clear::model {

// Columns of one group whose sum is known: `total`, or no more than that. `wishes`: the sums in it that are being
// raised, of which no two share a column.
struct Part {
  std::vector<int> columns;
  std::int64_t total = 0;
  bool exact = true;
  std::vector<int> wishes;
};

// A sum of columns of one part whose lower side can be raised.
struct Handle {
  int part = 0;
  std::vector<int> columns;
  int row = -1;
  std::int64_t low = 0;  // in force in the solver
  std::int64_t most = 0;
};

// One way out is closed by one line; where the search had to branch, by a line for each leaf: all ways must be closed.
struct Cut {
  struct Line {
    std::vector<solve::Wide> price;   // by handle, none negative
    std::vector<std::size_t> priced;  // handles with a price: few of many
    solve::Wide budget = 0;
    solve::Wide left(const std::vector<std::int64_t>& lows) const;
  };
  std::vector<Line> lines;
  bool forbids(const std::vector<std::int64_t>& lows) const;
};

// `own`: by row; what the parts and the handles say already. Holds for every whole solution of the program in which
// the parts hold, whatever the lower sides of the handles. The proof is of a search that found nothing; its
// multipliers are only a proposal: what the cut forbids is added up anew.
Cut cut_of(const solve::Program& program, const std::vector<char>& own, const std::vector<Part>& parts,
           const std::vector<Handle>& handles, const std::vector<solve::ProofNode>& proof);

// One for each proof.
std::vector<Cut> cuts_of(const solve::Program& program, const std::vector<char>& own, const std::vector<Part>& parts,
                         const std::vector<Handle>& handles, const std::vector<std::vector<solve::ProofNode>>& proofs);

}  // namespace midspan::clear::model
