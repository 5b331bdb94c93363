// SPDX-License-Identifier: Apache-2.0
// midspan lists add|export|show|withdraw|questions on an operation.
#pragma once

#include <string>
#include <vector>

#include "cli/reading.hpp"
#include "cli/verb.hpp"
#include "operation/state.hpp"

namespace midspan::cli {

class ListsInOperation {
 public:
  void declare(Command& lists);
  bool parsed() const;
  base::Exit run(const Common& common, Output& output);
  base::Exit show(const std::string& operation, const Common& common, Output& output);

 private:
  base::Exit add(const Common& common, Output& output);
  static base::Exit show(const operation::State& state, Output& output);
  base::Exit give(const Common& common, Output& output);
  base::Exit take_back(const Common& common, Output& output);
  base::Exit questions(const Common& common, Output& output);

  Command* add_ = nullptr;
  Command* export_ = nullptr;
  Command* withdraw_ = nullptr;
  Command* questions_ = nullptr;
  std::string operation_;
  std::vector<std::string> files_;
  std::string list_;
  std::string party_;
  std::string kind_;
  std::string holder_;
  bool even_so_ = false;
  Reading reading_;
  std::string out_;
};

}  // namespace midspan::cli
