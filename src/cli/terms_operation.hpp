// SPDX-License-Identifier: Apache-2.0
// midspan terms propose: an agreement's texts become the terms of an operation.
#pragma once

#include <string>
#include <vector>

#include "cli/verb.hpp"

namespace midspan::cli {

class TermsInOperation {
 public:
  void declare(Command& terms);
  bool parsed() const;
  base::Exit run(const Common& common, Output& output) const;

 private:
  Command* propose_ = nullptr;
  std::string operation_;
  std::vector<std::string> files_;
};

}  // namespace midspan::cli
