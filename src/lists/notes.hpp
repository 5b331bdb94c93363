// SPDX-License-Identifier: Apache-2.0
// Findings of one list as they are made: placed, counted, sorted. A column in which everything is doubtful would give
// one finding a row; after a thousand of one kind in one column the rest is counted and said once.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "people/finding.hpp"
#include "people/list.hpp"

namespace midspan::lists {

using Arguments = std::vector<std::pair<std::string, base::Argument>>;

class Notes {
 public:
  explicit Notes(std::string source) : source_(std::move(source)) {}

  // Rows are given as the list counts them (people::Sheet), and shown as their sheet does.
  void set_sheets(std::vector<people::Sheet> sheets) { sheets_ = std::move(sheets); }
  base::Argument row(std::size_t row) const;                       // of a sentence
  base::Argument cell(std::size_t row, std::size_t column) const;  // from 0
  void about_file(people::Severity severity, std::string code, Arguments arguments = {});
  void about_column(people::Severity severity, std::string code, std::size_t column,
                    Arguments arguments = {});  // from 0
  void about_row(people::Severity severity, std::string code, std::size_t row, Arguments arguments = {});
  void about_cell(people::Severity severity, std::string code, std::size_t row, std::size_t column,
                  Arguments arguments = {});

  // By row, column, code; with LST-119 for what was only counted.
  people::Findings take();

 private:
  void add(people::Severity severity, std::string code, std::size_t row, std::size_t column, Arguments arguments);

  std::string source_;
  std::vector<people::Sheet> sheets_;
  people::Findings findings_;
  struct Count {
    std::size_t made = 0;
    people::Severity severity = people::Severity::Note;
  };
  std::map<std::pair<std::string, std::size_t>, Count> counts_;  // by code and column
};

}  // namespace midspan::lists
