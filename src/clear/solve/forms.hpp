// SPDX-License-Identifier: Apache-2.0
// Sums of columns that are whole in every whole solution and that rows speak of: all that a row gives one factor. What
// a key is paid with, who goes in a phase, how many of a class. To branch on such a sum decides at once what a hundred
// columns would decide one by one.
#pragma once

#include <map>
#include <vector>

#include "clear/solve/program.hpp"

namespace midspan::clear::solve {

class Forms {
 public:
  struct Form {
    std::vector<int> columns;  // ascending, two or more
    bool factors = false;      // of a row with a factor beyond one: rounding is not free of it
    int row = -1;              // of the program, once it was branched on
  };

  // Reads the rows that were not read before. Columns fixed at zero are left out.
  void learn(const Program& program);
  std::size_t of(std::vector<int> columns);  // known from now on
  void pass_over(int row);                   // it is nothing to be read
  // The row is a form itself.
  void made(std::size_t form, int row);

  const std::vector<Form>& all() const { return forms_; }

 private:
  std::vector<Form> forms_;
  std::map<std::vector<int>, std::size_t> known_;
  std::vector<char> ours_;  // by row: a form
  std::size_t read_ = 0;
};

}  // namespace midspan::clear::solve
