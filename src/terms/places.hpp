// SPDX-License-Identifier: Apache-2.0
// Byte offsets into lines and characters, for findings.
#pragma once

#include <string_view>
#include <vector>

#include "people/finding.hpp"

namespace midspan::terms {

class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  void fill(people::Place& place) const;  // line and character of place.begin
  void fill(people::Findings& findings) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

}  // namespace midspan::terms
