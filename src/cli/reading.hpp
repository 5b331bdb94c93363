// SPDX-License-Identifier: Apache-2.0
// What a person may say about how a list is to be read; the same options wherever a list comes in.
#pragma once

#include <string>
#include <vector>

#include "cli/verb.hpp"
#include "lists/read_list.hpp"

namespace midspan::cli {

class Reading {
 public:
  void declare(Command& app);

  // Errors: those of lists::parse_mapped_column, parse_said and mapping_from_json; BAS-001; CLI-034 (no day).
  base::Result<lists::ReadOptions> options(const Common& common, Output& output) const;

  // Writes the file of --mapping when something was said that is not in it yet.
  base::Result<void> remember(const lists::Mapping& mapping) const;

 private:
  std::vector<std::string> sheets_;
  std::size_t header_row_ = 0;
  std::vector<std::string> maps_;
  std::string encoding_;
  std::vector<std::string> everyone_;
  std::string mapping_file_;
  std::string as_of_;
};

}  // namespace midspan::cli
